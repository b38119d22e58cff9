package pdf

import (
	"slices"

	"baocao/report/document"
)

// A column of a wide table needs no more than this share of the page's width, however
// long its words are; those are broken then.
const mostOfWidth = 0.25

// bands divides a table that has more columns than the page is wide, even in the
// smallest type, into tables that fit, one below the other. Each begins with the columns
// that name a row.
func (t *typesetter) bands(g *grid, b *document.Table, rows []document.Row) []*document.Table {
	least := slices.Clone(g.least)
	for i, w := range least {
		least[i] = min(w, mostOfWidth*t.area.width)
	}
	if sum(least) <= t.area.width {
		return []*document.Table{b}
	}
	names := namingColumns(g.columns)
	room := t.area.width - sum(least[:names])
	ends := groupEnds(b.Head, least, names, room)
	var out []*document.Table
	from := names
	for _, to := range evenBands(ends, least, names, room) {
		var kept []int
		for i := range len(least) {
			if i < names || from <= i && i < to {
				kept = append(kept, i)
			}
		}
		out = append(out, keep(b, rows, g.columns, kept))
		from = to
	}
	out[len(out)-1].Foot = b.Foot
	return out
}

// namingColumns is how many columns say what a row is about: all up to the first whose
// text stands on the left, a name.
func namingColumns(columns []document.Column) int {
	name := slices.IndexFunc(columns, func(c document.Column) bool { return c.Align == document.Left })
	return min(max(name+1, 1), 2, len(columns)-1)
}

// groupEnds are the columns before which a band may end: where a group of the head does,
// of the outermost groups of which each fits into room, or else everywhere.
func groupEnds(head [][]document.Cell, widths []float64, names int, room float64) []int {
	spans := spansOf(head, len(widths))
	for i := range head {
		ends, widest, width := []int(nil), 0.0, 0.0
		for j := names; j < len(widths); j++ {
			if j > names && spans[i][j] != spans[i][j-1] {
				ends, width = append(ends, j), 0
			}
			width += widths[j]
			widest = max(widest, width)
		}
		if widest <= room {
			return append(ends, len(widths))
		}
	}
	var ends []int
	for j := names; j < len(widths); j++ {
		ends = append(ends, j+1)
	}
	return ends
}

// evenBands cuts the columns from names on at some of ends into as few bands as can be,
// none wider than room unless it cannot be cut, and those about equally wide.
func evenBands(ends []int, widths []float64, names int, room float64) []int {
	fewest := len(filled(ends, widths, names, room))
	width := sum(widths[names:]) / float64(fewest)
	for len(filled(ends, widths, names, width)) > fewest {
		width++
	}
	return filled(ends, widths, names, width)
}

// filled ends each band at the last of ends that leaves it no wider than room.
func filled(ends []int, widths []float64, names int, room float64) []int {
	var out []int
	from, last := names, names
	for _, end := range ends {
		if last > from && sum(widths[from:end]) > room+hair {
			out = append(out, last)
			from = last
		}
		last = end
	}
	return append(out, last)
}

// keep is the part of a table in the given columns, without the notes below it.
func keep(b *document.Table, rows []document.Row, columns []document.Column, kept []int) *document.Table {
	out := &document.Table{Title: b.Title, Measure: b.Measure, Head: keepCells(b.Head, len(columns), kept)}
	for _, i := range kept {
		out.Columns = append(out.Columns, columns[i])
	}
	cells := make([][]document.Cell, len(rows))
	for i, r := range rows {
		cells[i] = r.Cells
	}
	body := slices.Clone(rows)
	for i, c := range keepCells(cells, len(columns), kept) {
		body[i].Cells = c
	}
	out.Rows = slices.Values(body)
	return out
}

// keepCells are the cells in the given columns. One that spans several spans those of
// them that are kept, and stands in each band that has any.
func keepCells(rows [][]document.Cell, columns int, kept []int) [][]document.Cell {
	spans := spansOf(rows, columns)
	out := make([][]document.Cell, len(rows))
	for i := range rows {
		out[i] = make([]document.Cell, len(kept))
		for k, j := range kept {
			s := spans[i][j]
			if s.row != i || k > 0 && spans[i][kept[k-1]] == s || s.column >= len(rows[i]) {
				continue
			}
			cell := rows[i][s.column]
			cell.Across = 1
			for k+cell.Across < len(kept) && spans[i][kept[k+cell.Across]] == s {
				cell.Across++
			}
			out[i][k] = cell
		}
	}
	return out
}

// span is the place of the cell that covers a place of a table.
type span struct{ row, column int }

// spansOf says of every place in rows which cell covers it.
func spansOf(rows [][]document.Cell, columns int) [][]span {
	out := make([][]span, len(rows))
	for i := range out {
		out[i] = slices.Repeat([]span{{-1, -1}}, columns)
	}
	for i := range rows {
		for j := range columns {
			if out[i][j].row >= 0 {
				continue
			}
			var cell document.Cell
			if j < len(rows[i]) {
				cell = rows[i][j]
			}
			down, across := extent(cell, len(rows)-i, columns-j)
			for y := i; y < i+down; y++ {
				for x := j; x < j+across; x++ {
					out[y][x] = span{i, j}
				}
			}
		}
	}
	return out
}

// extent is how many rows and columns a cell spans of those that there are from it on.
func extent(cell document.Cell, rows, columns int) (down, across int) {
	return min(max(cell.Down, 1), rows), min(max(cell.Across, 1), columns)
}
