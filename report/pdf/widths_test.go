package pdf

import (
	"math"
	"slices"
	"strings"
	"testing"

	"baocao/report/document"
)

// wordy is a table of a column of words, two of numbers and one of notes.
func wordy(label, note string, rows int) *document.Table {
	body := make([]document.Row, rows)
	for i := range body {
		body[i].Cells = cells(label, "12", "1.234", note)
	}
	right := document.Column{Width: 10, Align: document.Right}
	return &document.Table{
		Columns: []document.Column{{Width: 40}, right, right, {Width: 40}},
		Head:    [][]document.Cell{cells("Chỉ tiêu", "Trong kỳ", "Luỹ kế", "Ghi chú")},
		Rows:    slices.Values(body),
	}
}

func TestTable_WordsShareTheRoomOfTheirColumns(t *testing.T) {
	profile := hd36(t)
	long := strings.Repeat("hội nghị tiếp xúc, đối thoại ", 3)
	for name, c := range map[string]struct {
		label, note string
		wider       int // column
	}{
		"a long label beside an empty note": {long, "", 0},
		"a long note beside a short label":  {"Đơn thư", long, 3},
	} {
		set := newTypesetter(newMeter(profile.Paper), &profile)
		b := wordy(c.label, c.note, 20)
		g := set.fit(b, tableRows(b), 4)
		asked := shareOut(g.columns, g.least, set.area.width)
		width := func(i int) float64 { return g.edges[i+1] - g.edges[i] }
		if width(c.wider) < asked[c.wider]+20 {
			t.Errorf("%s: column %d is %.1f pt wide, asked were %.1f", name, c.wider, width(c.wider), asked[c.wider])
		}
		if other := 3 - c.wider; width(other) < asked[other]/2-hair {
			t.Errorf("%s: column %d kept %.1f pt of %.1f", name, other, width(other), asked[other])
		}
		if math.Abs(width(1)-width(2)) > hair || width(1) < asked[1]-hair {
			t.Errorf("%s: columns of numbers %.2f and %.2f pt, asked were %.2f", name, width(1), width(2), asked[1])
		}
		if math.Abs(g.edges[4]-set.area.width) > hair {
			t.Errorf("%s: the table is %.2f pt wide", name, g.edges[4])
		}
	}
}

// The annex of a real report had heads of four lines above numbers of three digits.
func TestTable_NumbersGiveWayToTheirHeads(t *testing.T) {
	profile := hd36(t)
	set := newTypesetter(newMeter(profile.Paper), &profile)
	b := wordy("Mô hình “Dân vận khéo” đăng ký", "", 4)
	b.Head = [][]document.Cell{cells("Chỉ tiêu", "Thực hiện trong kỳ", "Cùng kỳ năm trước", "Ghi chú")}
	b.Columns[1].Width, b.Columns[2].Width = 6, 6
	g := set.fit(b, tableRows(b), 4)
	for i, c := range b.Head[0] {
		one := measure{0, set.cellWords(g, asHead(b.Head)[0][i]), 2 * float64(profile.Table.PadX)}
		if lines := one.lines(g.edges[i+1] - g.edges[i]); lines > 3 {
			t.Errorf("%q stands on %d lines", c.Text, lines)
		}
	}
}
