package layout

import (
	"slices"

	"baocao/report/document"
	"baocao/report/expr"
	"baocao/report/model"
)

// The rows of units are thousands, and the formulas of a column differ in nothing but the
// number of the row. So a column's formula is made once, with that number left open.

// openRow stands where a row's number would, in addresses of formulas that are made for
// every row.
const openRow = 0

// address is a cell's address, its row open or not.
func address(col, row int) string {
	if row == openRow {
		return document.ColumnName(col) + string(document.OpenRow)
	}
	return document.Address(col, row)
}

// pen writes the formulas of the rows of one sheet.
type pen struct {
	patterns map[patternKey]string
	above    []written // the formulas of the last row, in their order
	row      int       // the row at hand
	formula  int       // its next formula
}

// patternKey says what a formula depends on beside its row. What a kind of formula does
// not depend on is zero.
type patternKey struct {
	kind       patternKind
	band, slot int
	part       int  // of a rate the operand; of a sum the axis; of a rule the side
	na         bool // something in it does not apply
	rule       *expr.Rule
}

type patternKind uint8

const (
	ratePattern patternKind = iota
	operandPattern
	summedPattern
	combinedPattern
	countedPattern
	repeatedPattern
	sidePattern
	differencePattern
	verdictPattern
)

// rowMaker makes the rows of one sheet, one after the other. Renderers read sheets at the
// same time, so each reading has its own.
type rowMaker struct {
	*layouter
	pen
	merged  map[int]bool            // rows of units that have taken the place of others
	reasons map[model.Reason]string // in words
	cells   []document.Cell         // of one row, used again for the next

	band, unit int          // whose figures are unpacked; the unit is -1 before the first
	first      int          // the slot of the first of them
	unpacked   []model.Cell // by slot from there on
}

func (l *layouter) rowMaker() *rowMaker { return l.rowMakerOf(0, len(l.t.Slots)-1) }

// rowMakerOf makes rows that show units' figures of no other slots than those from first to last.
func (l *layouter) rowMakerOf(first, last int) *rowMaker {
	m := &rowMaker{layouter: l, pen: pen{patterns: map[patternKey]string{}}, merged: map[int]bool{}, reasons: map[model.Reason]string{},
		unit: -1, first: first, unpacked: make([]model.Cell, last-first+1)}
	for merger := range l.r.Mergers {
		m.merged[merger.Unit] = true
	}
	return m
}

// next is the row's next cell, still empty.
func (m *rowMaker) next() *document.Cell {
	m.cells = append(m.cells, document.Cell{})
	return &m.cells[len(m.cells)-1]
}

// cell is a unit's figure in a band. A row asks for all of one unit, again and again.
func (m *rowMaker) cell(band, unit, slot int) *model.Cell {
	if m.unit != unit || m.band != band {
		m.band, m.unit = band, unit
		m.r.Bands[band].Unpack(unit, m.first, m.unpacked)
	}
	return &m.unpacked[slot-m.first]
}

func isTarget(ref expr.Ref) bool { return ref.Base == expr.Target }

// single reports whether a unit's formulas with some references are made one by one: the
// targets of units follow no order, and few units have taken the place of others.
func (m *rowMaker) single(unit int, refs []expr.Ref) bool {
	return m.merged[unit] || slices.ContainsFunc(refs, isTarget)
}

// excel writes a formula of the template for a unit or for the totals.
func (m *rowMaker) excel(key patternKey, f *expr.Formula, decimals, unit int, local bool) document.Formula {
	if m.single(unit, f.Refs()) {
		return document.Formula{Text: f.Excel(m.refCell(key.band, unit, local), decimals)}
	}
	return m.write(key, rowOf(unit), func() string { return f.Excel(m.refCell(key.band, anyUnit, local), decimals) })
}

// written is the pattern of a formula that was written.
type written struct {
	key     patternKey
	pattern string
}

// write gives a formula for a row; build is asked once for each key, and leaves the row open.
// Most formulas have the key of the one above.
func (p *pen) write(key patternKey, row int, build func() string) document.Formula {
	if p.row != row {
		p.row, p.formula = row, 0
	}
	if p.formula == len(p.above) {
		p.above = append(p.above, written{})
	}
	above := &p.above[p.formula]
	p.formula++
	if above.pattern == "" || above.key != key {
		*above = written{key, p.pattern(key, build)}
	}
	return document.Formula{Text: above.pattern, Row: row}
}

func (p *pen) pattern(key patternKey, build func() string) string {
	pattern, ok := p.patterns[key]
	if !ok {
		pattern = build()
		p.patterns[key] = pattern
	}
	return pattern
}
