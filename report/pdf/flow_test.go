package pdf

import (
	"fmt"
	"strings"
	"testing"

	"baocao/report/document"
)

// setter makes a typesetter for tests that look at slabs, not at a file.
func setter(t testing.TB) *typesetter {
	t.Helper()
	p := hd36(t)
	return newTypesetter(newMeter(a4), &p)
}

// stack makes n slabs of height 1, none of which stays with the next.
func stack(n int) []slab {
	out := make([]slab, n)
	for i := range out {
		out[i].height = 1
	}
	return out
}

// counts gives how many slabs each page has.
func counts(pages [][]placed) string {
	var out []string
	for _, p := range pages {
		out = append(out, fmt.Sprint(len(p)))
	}
	return strings.Join(out, " ")
}

func TestPaginate(t *testing.T) {
	page := area{height: 5}
	head := &slab{height: 2}
	for _, c := range []struct {
		name  string
		slabs func() []slab
		want  string
	}{
		{"nothing", func() []slab { return nil }, ""},
		{"exactly full", func() []slab { return stack(5) }, "5"},
		{"one too many", func() []slab { return stack(6) }, "5 1"},
		{"kept with the next", func() []slab { s := stack(6); s[4].keep = true; return s }, "4 2"},
		{"a chain that no page holds is broken where it is full", func() []slab {
			s := stack(8)
			for i := range s {
				s[i].keep = true
			}
			return s
		}, "5 3"},
		{"space between, none at the top of a page", func() []slab {
			s := stack(8)
			for i := range s {
				s[i].before = 0.5
			}
			return s
		}, "3 3 2"},
		{"the larger of two spaces", func() []slab { s := stack(5); s[0].after, s[1].before = 1, 0.5; return s }, "4 1"},
		{"a head is repeated and takes its room", func() []slab {
			s := stack(8)
			for i := range s[2:] {
				s[i+2].head = head
			}
			return s
		}, "5 4"},
		{"higher than a page, alone", func() []slab { s := stack(3); s[1].height = 9; return s }, "1 1 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := counts(paginate(c.slabs(), page)); got != c.want {
				t.Errorf("slabs on pages: %q, want %q", got, c.want)
			}
		})
	}
}

// filler is a paragraph of n lines.
func filler(t testing.TB, set *typesetter, n int) *document.Paragraph {
	t.Helper()
	for words := 1; words < 40*n; words++ {
		p := paragraph(longSentence(words))
		if len(set.paragraph(p)) == n {
			return p
		}
	}
	t.Fatalf("no sentence sets in %d lines", n)
	return nil
}

func TestParagraph_NoLineAlone(t *testing.T) {
	set := setter(t)
	for n := 2; n <= 6; n++ {
		p := filler(t, set, n)
		for above := range 45 {
			slabs := append(stackOf(above, 18), set.paragraph(p)...)
			first := paginate(slabs, set.area)[0]
			onFirst := len(first) - above
			if len(slabs) == len(first) || onFirst <= 0 {
				continue
			}
			if onFirst < 2 || n-onFirst < 2 {
				t.Errorf("%d lines below %d others: %d stand on the first page", n, above, onFirst)
			}
		}
	}
}

// stackOf makes n slabs of the given height.
func stackOf(n int, height float64) []slab {
	out := stack(n)
	for i := range out {
		out[i].height = height
	}
	return out
}

func TestHeading_StaysWithTwoLines(t *testing.T) {
	set := setter(t)
	p := filler(t, set, 5)
	for above := range 45 {
		slabs := stackOf(above, 18)
		slabs = append(slabs, set.heading(heading(1, "I- Đầu đề"))...)
		slabs = append(slabs, set.heading(heading(2, "1. Đầu đề"))...)
		slabs = append(slabs, set.paragraph(p)...)
		first := paginate(slabs, set.area)[0]
		if below := len(first) - above; below > 0 && below < 4 {
			t.Errorf("below %d lines: %d of two headings and their text end the page", above, below)
		}
	}
}

func TestSignature_NeverAlone(t *testing.T) {
	set := setter(t)
	for _, n := range []int{1, 2, 3, 5} {
		p := filler(t, set, n)
		for above := range 42 {
			slabs := stackOf(above, 18)
			slabs = append(slabs, set.paragraph(p)...)
			doc := letter(t)
			slabs = append(slabs, set.closing(&doc.Page, slabs)...)
			pages := paginate(slabs, set.area)
			// The last page ends with the signature and the footnote.
			if last := pages[len(pages)-1]; len(pages) > 1 && len(last) < 4 {
				t.Errorf("%d lines below %d others: %d lines go with the signature", n, above, len(last)-2)
			}
		}
	}
}

func TestTable_HeadOnEveryPageAndRowsWhole(t *testing.T) {
	table := modelTable()
	table.Rows = rows(unitRows(200)...)
	pages := words(t, render(t, letter(t, table)))
	if len(pages) < 5 {
		t.Fatalf("%d pages, want a table over several", len(pages))
	}
	seenUnits := 0
	for i, page := range pages {
		text := strings.Join(fields([][]seen{page}), " ")
		units := strings.Count(text, "Xã số-")
		seenUnits += units
		if got := strings.Count(text, "Ghi chú"); units > 0 && got != 1 {
			t.Errorf("page %d has the table's head %d times, want once", i+1, got)
		}
		if strings.Count(text, "và các chi hội") != strings.Count(text, "trên địa bàn") {
			t.Errorf("page %d divides a row", i+1)
		}
		if strings.Contains(text, "Dấu … là") && units == 0 {
			t.Errorf("page %d has the foot notes without a row", i+1)
		}
	}
	if seenUnits != 200 {
		t.Errorf("%d units, want 200", seenUnits)
	}
}

func TestTable_TitleStaysWithFirstRow(t *testing.T) {
	set := setter(t)
	for above := range 45 {
		slabs := append(stackOf(above, 18), set.table(modelTable())...)
		first := paginate(slabs, set.area)[0]
		// Title, measure, head, the group's row and the first row in it.
		if part := len(first) - above; part > 0 && part < 5 {
			t.Errorf("below %d lines: only %d parts of the table", above, part)
		}
	}
}

func TestTable_EndStaysTogether(t *testing.T) {
	set := setter(t)
	for above := range 45 {
		slabs := append(stackOf(above, 18), set.table(modelTable())...)
		pages := paginate(slabs, set.area)
		// The repeated head, the last two rows, the foot notes.
		if last := pages[len(pages)-1]; len(pages) > 1 && len(last) < 4 {
			t.Errorf("below %d lines: only %d parts of the table end it", above, len(last))
		}
	}
}

func TestTable_PartsStayWithTheirIndicator(t *testing.T) {
	set := setter(t)
	var body []document.Row
	for i := range 9 {
		body = append(body,
			document.Row{Cells: cells(fmt.Sprintf("Mô hình %d", i), "9")},
			document.Row{Cells: cells("của tập thể", "4"), Follows: true},
			document.Row{Cells: cells("của cá nhân", "5"), Follows: true})
	}
	for above := range 45 {
		slabs := append(stackOf(above, 18), set.table(&document.Table{Rows: rows(body...)})...)
		pages := paginate(slabs, set.area)
		onFirst := len(pages[0]) - above
		if onFirst > 0 && onFirst%3 != 0 {
			t.Errorf("below %d lines: the first page ends after row %d, within an indicator", above, onFirst)
		}
	}
}

func TestChart_StaysWhole(t *testing.T) {
	set := setter(t)
	chart := charts()[2].(*document.Chart) // of lying bars: title, one slab a label, legend
	parts := set.chart(chart)
	for above := range 45 {
		slabs := append(stackOf(above, 18), set.chart(chart)...)
		for _, page := range paginate(slabs, set.area)[1:] {
			if onPage := len(page); onPage < len(parts) {
				t.Errorf("below %d lines: %d of the chart's %d parts are on its last page", above, onPage, len(parts))
			}
		}
	}
}

func TestTable_Cells(t *testing.T) {
	page := words(t, render(t, letter(t, modelTable())))[0]
	total, part := find(t, page, "117"), find(t, page, "12")
	if !near(total.right, part.right) {
		t.Errorf("numbers end at %.2f and %.2f mm, want one right edge", total.right, part.right)
	}
	// "TT" spans two rows of the head and stands in their middle.
	tt, across, below := find(t, page, "TT"), find(t, page, "Trong"), find(t, page, "Thành")
	if !(across.top < tt.top && tt.top <= below.top+tolerance) {
		t.Errorf("TT at %.2f mm, want between %.2f and %.2f", tt.top, across.top, below.top)
	}
}

func TestTable_NarrowColumnsKeepTheirWordsWhole(t *testing.T) {
	table := &document.Table{
		Columns: []document.Column{{Width: 100}, {Width: 1}, {Width: 1}},
		Rows:    rows(document.Row{Cells: cells(longSentence(20), "1.234.567", "Nghiêng")}),
	}
	page := words(t, render(t, letter(t, table)))[0]
	find(t, page, "1.234.567")
	find(t, page, "Nghiêng")
}

func TestTable_WideOneShrinksToItsLimit(t *testing.T) {
	set := setter(t)
	fit := func(columns int) float64 {
		cellsOf := make([]string, columns)
		for i := range cellsOf {
			cellsOf[i] = "1.234.567"
		}
		row := []document.Row{{Cells: cells(cellsOf...)}}
		return set.fit(&document.Table{}, row, columns).shrink
	}
	form := set.profile.Table
	if got := fit(5); got != 0 {
		t.Errorf("5 columns shrink by %g pt, want none", got)
	}
	if got := fit(10); got <= 0 || got > float64(form.Body.Size-form.Smallest) {
		t.Errorf("10 columns shrink by %g pt, want a little", got)
	}
	if got := fit(30); got != float64(form.Body.Size-form.Smallest) {
		t.Errorf("30 columns shrink by %g pt, want to the limit", got)
	}
}

func TestHeader_LongNamesKeepClear(t *testing.T) {
	doc := letter(t)
	doc.Page.Body = "BAN TUYÊN GIÁO VÀ DÂN VẬN THÀNH UỶ"
	doc.Page.PlaceDate = "Quy-Nhơn-và-vùng-phụ-cận, ngày 05 tháng 4 năm 2022"
	page := words(t, render(t, doc))[0]
	left, right := 0.0, 1000.0
	for _, text := range []string{"HUYỆN", "BAN", "TUYÊN", "GIÁO", "THÀNH", "Số", "07-BC/BDVHU"} {
		left = max(left, find(t, page, text).right)
	}
	for _, text := range []string{"ĐẢNG", "Quy-Nhơn-và-vùng-phụ-cận,"} {
		right = min(right, find(t, page, text).left)
	}
	if right-left < 5-tolerance {
		t.Errorf("%.1f mm between the blocks, want 5", right-left)
	}
}

// The State's form differs in data alone: two national lines, a rule for the star.
func TestHeader_StateForm(t *testing.T) {
	doc := letter(t)
	form := &doc.Page.Profile.Header
	form.National = []document.Caption{
		{Text: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Lettering: document.Lettering{Size: 13, Bold: true}},
		{Text: "Độc lập - Tự do - Hạnh phúc", Lettering: document.Lettering{Size: 14, Bold: true}},
	}
	form.BodyRule = document.Divider{Share: 0.4, Weight: 0.6, Gap: 5}
	pages := words(t, render(t, doc))
	onPage(t, pages)
	page := pages[0]
	for _, w := range page {
		if w.text == "*" {
			t.Error("a star stands beside the rule")
		}
	}
	motto, body, number, place := find(t, page, "Độc"), find(t, page, "DÂN"), find(t, page, "Số"), find(t, page, "2022")
	if !near(motto.top, body.top) || !near(place.top, number.top) || number.top <= body.top {
		t.Errorf("motto, body, number, date at %.1f, %.1f, %.1f, %.1f mm", motto.top, body.top, number.top, place.top)
	}
}
