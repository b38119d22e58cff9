// Package calc is a small spreadsheet: a [Book] of cells computes its formulas as Excel
// and LibreOffice do, so that a workbook can be judged without either. It knows the
// functions that this program's workbooks use. A formula beyond them is not guessed at:
// its cell is told to be unchecked, and counts with the value that stands in it.
package calc

import (
	"cmp"
	"slices"
	"strings"

	"baocao/report/finding"
)

// Book is a workbook's sheets.
type Book struct {
	Sheets []*Sheet
	byName map[string]int
}

// Sheet is a grid of cells.
type Sheet struct {
	Name string

	rows     []row
	formulas []formula
}

// row is one row that has cells; they are sorted by column.
type row struct {
	number int
	cells  []cell
}

type cell struct {
	col     int32
	formula int32 // place in Sheet.formulas; -1 for a dead value
	state   state
	value   Value
}

type formula struct {
	text   string
	stored Value
	why    *finding.Text // what stood in the way of computing it; nil where nothing did
}

// Add makes a sheet. References find it by its name, without regard to case.
func (b *Book) Add(name string) *Sheet {
	if b.byName == nil {
		b.byName = map[string]int{}
	}
	b.byName[strings.ToLower(name)] = len(b.Sheets)
	s := &Sheet{Name: name}
	b.Sheets = append(b.Sheets, s)
	return s
}

// Sheet finds a sheet, or nil.
func (b *Book) Sheet(name string) *Sheet {
	if at, ok := b.byName[strings.ToLower(name)]; ok {
		return b.Sheets[at]
	}
	return nil
}

// Put fills a cell; cells come row by row, from left to right, and one that does not come
// after the last is left out. formula is without its "="; empty for a dead value.
func (s *Sheet) Put(rowNumber, col int, formulaText string, stored Value) {
	if n := len(s.rows); n == 0 || s.rows[n-1].number < rowNumber {
		s.rows = append(s.rows, row{number: rowNumber, cells: s.spare()})
	}
	r := &s.rows[len(s.rows)-1]
	if n := len(r.cells); r.number != rowNumber || n > 0 && r.cells[n-1].col >= int32(col) {
		return
	}
	c := cell{col: int32(col), formula: -1, value: stored}
	if formulaText != "" {
		c.formula = int32(len(s.formulas))
		s.formulas = append(s.formulas, formula{text: formulaText, stored: stored})
	}
	r.cells = append(r.cells, c)
}

// spare takes the last row's memory for the next one, and gives the row as much as it needs.
func (s *Sheet) spare() []cell {
	if len(s.rows) == 0 {
		return nil
	}
	last := &s.rows[len(s.rows)-1]
	spare := last.cells[:0]
	last.cells = slices.Clone(last.cells)
	return spare
}

// Set gives a dead cell another value; ok is false where there is none.
func (s *Sheet) Set(rowNumber, col int, v Value) (ok bool) {
	c := s.at(rowNumber, col)
	if c == nil || c.formula >= 0 {
		return false
	}
	c.value = v
	return true
}

// Cell is one cell as others see it.
type Cell struct {
	Row, Col int
	Formula  string       // without "="; empty for a dead value
	Stored   Value        // as the file has it
	Value    Value        // Stored, or what the formula gave when it was last computed
	Why      finding.Text // why Value is only what was stored; zero where it was computed
}

// Live reports whether the cell has a formula.
func (c Cell) Live() bool { return c.Formula != "" }

// At gives the cell at a place; a zero Cell with its place where there is none.
func (s *Sheet) At(rowNumber, col int) Cell {
	if c := s.at(rowNumber, col); c != nil {
		return s.seen(rowNumber, c)
	}
	return Cell{Row: rowNumber, Col: col}
}

// Cells goes over all cells, row by row.
func (s *Sheet) Cells(yield func(Cell) bool) {
	for i := range s.rows {
		for j := range s.rows[i].cells {
			if !yield(s.seen(s.rows[i].number, &s.rows[i].cells[j])) {
				return
			}
		}
	}
}

// RowNumbers lists the rows that have cells.
func (s *Sheet) RowNumbers() []int {
	all := make([]int, len(s.rows))
	for i := range s.rows {
		all[i] = s.rows[i].number
	}
	return all
}

// RowCells gives the cells of one row.
func (s *Sheet) RowCells(rowNumber int) []Cell {
	i, found := s.findRow(rowNumber)
	if !found {
		return nil
	}
	all := make([]Cell, len(s.rows[i].cells))
	for j := range s.rows[i].cells {
		all[j] = s.seen(rowNumber, &s.rows[i].cells[j])
	}
	return all
}

func (s *Sheet) seen(rowNumber int, c *cell) Cell {
	out := Cell{Row: rowNumber, Col: int(c.col), Stored: c.value, Value: c.value}
	if c.formula >= 0 {
		f := &s.formulas[c.formula]
		out.Formula, out.Stored = f.text, f.stored
		if f.why != nil {
			out.Why = *f.why
		}
	}
	return out
}

func (s *Sheet) at(rowNumber, col int) *cell {
	i, found := s.findRow(rowNumber)
	if !found {
		return nil
	}
	if j, found := s.rows[i].find(col, col-1); found {
		return &s.rows[i].cells[j]
	}
	return nil
}

// findRow finds a row, or the first after it. Rows mostly follow each other without a
// gap, so the right place is tried first.
func (s *Sheet) findRow(number int) (at int, found bool) {
	if len(s.rows) == 0 {
		return 0, false
	}
	if i := number - s.rows[0].number; i >= 0 && i < len(s.rows) && s.rows[i].number == number {
		return i, true
	}
	return slices.BinarySearchFunc(s.rows, number, func(r row, n int) int { return cmp.Compare(r.number, n) })
}

// find finds a cell of the row, or the first after it. The rows of a table have their
// cells in the same places, so that where the row above had it is tried first.
func (r *row) find(col, above int) (at int, found bool) {
	if above < len(r.cells) && r.cells[above].col == int32(col) {
		return above, true
	}
	return slices.BinarySearchFunc(r.cells, int32(col), func(c cell, n int32) int { return cmp.Compare(c.col, n) })
}
