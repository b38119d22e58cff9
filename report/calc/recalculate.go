package calc

import "baocao/report/finding"

// state is how far a cell's formula has come.
type state uint8

const (
	waiting state = iota
	begun
	done
)

// maxSteps bounds one recalculation, to some ten seconds: a step is a cell of a range that
// is looked at. An office of ten thousand communes needs less than a hundred million.
const (
	maxSteps = 1_000_000_000
	lookup   = 10  // steps of finding a single cell
	indexed  = 100 // steps of a cell in an index: it takes memory
)

// Why a formula has no value here.
var (
	circular     = finding.Say("công thức vòng", "the formula refers to itself")
	tooMuchWork  = finding.Say("phải tính quá nhiều ô", "too many cells would have to be computed")
	textAsNumber = finding.Say("phép tính dùng chữ thay cho số", "it computes with text that looks like a number")
)

// RangeAsValue is why a formula has no value that has a range where one cell belongs.
var RangeAsValue = finding.Say("cả một vùng đứng chỗ của một ô", "a range stands where one cell belongs")

// Recalculate computes every formula from the dead values, each after those that it
// needs. However long the chain from cell to cell is, it takes no more of the stack.
func (b *Book) Recalculate() { b.RecalculateWithin(maxSteps) }

// RecalculateWithin is Recalculate that gives up after so many cells were looked at; what is
// left then has no value.
func (b *Book) RecalculateWithin(steps int) {
	m := machine{book: b, steps: steps, index: map[area]map[string][]int{}}
	for _, s := range b.Sheets {
		s.reset()
	}
	for at, s := range b.Sheets {
		for i := range s.rows {
			for j := range s.rows[i].cells {
				m.compute(at, &s.rows[i].cells[j])
			}
		}
	}
}

// reset puts the stored values back.
func (s *Sheet) reset() {
	for i := range s.rows {
		for j := range s.rows[i].cells {
			c := &s.rows[i].cells[j]
			c.state = done
			if c.formula >= 0 {
				f := &s.formulas[c.formula]
				c.state, c.value, f.why = waiting, f.stored, nil
			}
		}
	}
}

// machine computes a book.
type machine struct {
	book  *Book
	steps int // that are left
	stack []*frame
	free  []*frame
	run   run
	index map[area]map[string][]int // rows of a column by what they say, see [run.rowsOf]
}

// frame is a formula that waits for the cells it needs.
type frame struct {
	sheet int
	cell  *cell
	nodes []node

	area     int // the node whose cells are being looked at
	row, col int // the places in its sheet's rows and cells; -1 before the first
	begin    int // where the row above had the first cell of the area
}

// compute gives a cell its value, and before it all that it needs.
func (m *machine) compute(sheet int, c *cell) {
	if c.state != waiting {
		return
	}
	m.push(sheet, c)
	for len(m.stack) > 0 {
		f := m.stack[len(m.stack)-1]
		sheet, needed := m.needed(f)
		switch {
		case needed == nil:
			m.finish(f)
		case needed.state == begun:
			m.book.Sheets[f.sheet].formulas[f.cell.formula].why = &circular
			m.finish(f)
		default:
			m.push(sheet, needed)
		}
	}
}

func (m *machine) push(sheet int, c *cell) {
	f := &frame{}
	if n := len(m.free); n > 0 {
		f, m.free = m.free[n-1], m.free[:n-1]
	}
	formula := &m.book.Sheets[sheet].formulas[c.formula]
	c.state = begun
	f.sheet, f.cell, f.area, f.row, f.begin = sheet, c, 0, -1, 0
	var why finding.Text
	if f.nodes, why = m.book.parse(sheet, formula.text, f.nodes); !why.IsZero() {
		f.nodes, formula.why = f.nodes[:0], &why
	}
	m.stack = append(m.stack, f)
}

// needed finds a cell that the formula refers to and that has no value yet, or nil. It
// goes on where it stopped, so that every cell is looked at once.
func (m *machine) needed(f *frame) (sheet int, c *cell) {
	for ; f.area < len(f.nodes); f.area, f.row = f.area+1, -1 {
		n := &f.nodes[f.area]
		if n.shape != areaNode {
			continue
		}
		s := m.book.Sheets[n.area.sheet]
		if f.row < 0 {
			f.row, _ = s.findRow(n.area.top)
			f.col = -1
		}
		for ; f.row < len(s.rows) && s.rows[f.row].number <= n.area.bottom; f.row, f.col = f.row+1, -1 {
			r := &s.rows[f.row]
			m.steps--
			if f.col < 0 {
				f.begin, _ = r.find(n.area.left, f.begin)
				f.col = f.begin
			}
			for ; f.col < len(r.cells) && r.cells[f.col].col <= int32(n.area.right); f.col++ {
				m.steps--
				if m.steps < 0 {
					return 0, nil
				}
				if r.cells[f.col].state != done {
					return n.area.sheet, &r.cells[f.col]
				}
			}
		}
	}
	return 0, nil
}

// finish computes the formula on top of the stack.
func (m *machine) finish(f *frame) {
	m.stack = m.stack[:len(m.stack)-1]
	m.free = append(m.free, f)
	f.cell.state = done
	formula := &m.book.Sheets[f.sheet].formulas[f.cell.formula]
	if formula.why != nil {
		return
	}
	m.run = run{machine: m, nodes: f.nodes, args: m.run.args[:0]}
	v := m.run.result(int32(len(f.nodes) - 1))
	if m.steps < 0 {
		v = m.run.unknown(tooMuchWork)
	}
	if v.Kind == unknowable {
		why := m.run.why
		formula.why = &why
		return
	}
	f.cell.value = v
}
