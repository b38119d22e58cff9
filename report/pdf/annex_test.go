package pdf

import (
	"fmt"
	"strings"
	"testing"

	"baocao/report/document"
	"baocao/report/internal/judge"
)

// annexed is a report with two annexes: a wide table over several pages, and a narrow one.
func annexed(t testing.TB, o official) *document.Document {
	t.Helper()
	doc := o.in(t)
	wide := modelTable()
	wide.Columns = append([]document.Column(nil), wide.Columns...)
	for i := range wide.Columns {
		wide.Columns[i].Width *= 2
	}
	wide.Rows = rows(unitRows(60)...)
	narrow := &document.Table{Title: "Biểu hẹp", Columns: []document.Column{{Width: 30}, {Width: 10}},
		Head: [][]document.Cell{cells("Chỉ tiêu", "Số")}, Rows: rows(document.Row{Cells: cells("Mô hình", "117")})}
	doc.Page.Annexes = []document.Annex{
		{Head: "PHỤ LỤC 1", Note: "(Kèm theo Báo cáo số 07-BC/BDVHU)", Table: wide},
		{Head: "PHỤ LỤC 2", Note: "(Kèm theo Báo cáo số 07-BC/BDVHU)", Table: narrow},
	}
	return doc
}

func TestAnnex_WideTablesAreTurned(t *testing.T) {
	for _, o := range officials {
		t.Run(o.name, func(t *testing.T) {
			pdf := render(t, annexed(t, o))
			judge.QPDFCheck(t, pdf)
			pages := words(t, pdf)
			last := len(pages) - 1
			if last < 5 {
				t.Fatalf("%d pages, want three, and more than one of the wide annex, and one", last+1)
			}
			for i := 3; i < last; i++ {
				turnedPage(t, i+1, pages[i])
			}
			for i, page := range pages {
				want := "210 × 297"
				if i >= 3 && i < last {
					want = "297 × 210"
				}
				if got := paperOf(t, pdf, i+1); got != want {
					t.Errorf("page %d is %s mm, want %s", i+1, got, want)
				}
				if count := strings.Count(strings.Join(fields([][]seen{page}), " "), "Ghi chú"); i >= 3 && i < last && count != 1 {
					t.Errorf("page %d has the table's head %d times, want once", i+1, count)
				}
			}
			if head := find(t, pages[last], "PHỤ"); head.top < o.top || head.top > o.top+2 {
				t.Errorf("the upright annex begins at %.2f mm, want just below %g", head.top, o.top)
			}
		})
	}
}

// turnedPage measures a page in landscape, bound on top: margins of 30, 15, 20 and 20 mm.
func turnedPage(t *testing.T, number int, page []seen) {
	t.Helper()
	left, right, top, bottom := 1000.0, 0.0, 1000.0, 0.0
	for _, w := range page {
		if near(w.top, 10) {
			if middle := (w.left + w.right) / 2; w.text != fmt.Sprint(number) || !near(middle, 148.5) {
				t.Errorf("page %d has %q at %.2f mm above its text", number, w.text, middle)
			}
			continue
		}
		left, right, top, bottom = min(left, w.left), max(right, w.right), min(top, w.top), max(bottom, w.bottom)
	}
	t.Logf("page %d: %.2f to %.2f mm across, %.2f to %.2f mm down", number, left, right, top, bottom)
	// The words stand within the rules of the table, which lie on the margins.
	if left < 20-tolerance || left > 30 || right > 277+tolerance || right < 250 || top < 30 || top > 36 || bottom > 195+tolerance {
		t.Errorf("page %d: words from %.2f to %.2f mm across, %.2f to %.2f mm down; want within 20–277, 30–195", number, left, right, top, bottom)
	}
}

// paperOf is the size of a page in millimetres, "210 × 297".
func paperOf(t *testing.T, pdf []byte, number int) string {
	t.Helper()
	size := judge.PDFPageSize(t, pdf, number)
	const mm = 25.4 / 72
	return fmt.Sprintf("%.0f × %.0f", size[0]*mm, size[1]*mm)
}

func TestAnnex_StandsInTheOutlineAtItsHead(t *testing.T) {
	pdf := render(t, annexed(t, officials[0]))
	out := qpdf(t, pdf, "--json", "--json-key=outlines")
	for _, want := range []string{"PHỤ LỤC 1", "PHỤ LỤC 2"} {
		if !strings.Contains(out, want) {
			t.Errorf("the outline lacks %s", want)
		}
	}
	// 30 mm below the upper edge of a sheet of 595.28 pt.
	if want := "510.24"; !strings.Contains(out, want) {
		t.Errorf("no entry leads to %s pt above the foot of its page:\n%s", want, out)
	}
}

// Printed on both sides, a back has the margins of a front turned over: 15 mm on the left
// and 30 on the right; a turned page is bound at its lower edge. Nothing else changes.
func TestDuplex_BacksAreMirrored(t *testing.T) {
	doc := annexed(t, officials[0])
	plain := words(t, render(t, doc))
	doc.Page.Duplex = true
	both := words(t, render(t, doc))
	if len(both) != len(plain) || len(both) < 6 {
		t.Fatalf("%d pages, not %d", len(both), len(plain))
	}
	for i, page := range both {
		right, down := 0.0, 0.0
		turned := i >= 3 && i < len(both)-1
		switch {
		case i%2 == 0:
		case turned:
			down = -15 // 15 mm above the text, 30 below
		default:
			right = -15
		}
		for k, w := range page {
			was := plain[i][k]
			if number := near(was.top, 10); number && turned {
				continue
			}
			if w.text != was.text || !near(w.left, was.left+right) || !near(w.top, was.top+down) {
				t.Fatalf("page %d: %q at %.2f, %.2f mm; one-sided %q at %.2f, %.2f", i+1, w.text, w.left, w.top, was.text, was.left, was.top)
			}
		}
	}
}
