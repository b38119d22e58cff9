package layout

import (
	"fmt"
	"slices"
	"strings"

	"baocao/report/document"
	"baocao/report/expr"
	"baocao/report/model"
	"baocao/report/num"
)

// The rows of units on the sheet "Số liệu đơn vị": what each gave, and the formulas of what is
// formed of that.

func (m *rowMaker) dataUnit(u int) document.Row {
	order := figure(num.OfInt(int64(u+1)), 0, "")
	order.Style.Align = document.Center
	m.cells = append(m.cells[:0], order, text(m.names[u]), text(m.r.Units[u].Code))
	for at := range m.data.bands {
		for _, col := range m.data.bands[at].columns {
			if col.operand >= 0 {
				m.operandCell(m.next(), at, u, col)
				continue
			}
			m.unitCell(m.next(), at, u, col)
		}
	}
	return document.Row{Cells: m.cells}
}

// operandCell makes an empty cell repeat one operand of a rate for a unit that gave all of
// them, so that the rate over units is made of the same units above and below the line.
func (m *rowMaker) operandCell(c *document.Cell, band, u int, col dataColumn) {
	refs := col.indicator.Formula.Refs()
	own := refs[col.operand]
	value := m.unitValue(band, u, own)
	for _, ref := range refs {
		if !m.unitValue(band, u, ref).IsKnown() {
			value = num.Value{}
		}
	}
	show(c, value, m.t.Slots[own.Slot].Indicator.Decimals)
	if m.single(u, refs) {
		c.Formula.Text = m.operandFormula(band, u, refs, own)
		return
	}
	c.Formula = m.write(patternKey{kind: operandPattern, band: band, slot: col.slot, part: col.operand}, rowOf(u),
		func() string { return m.operandFormula(band, anyUnit, refs, own) })
}

func (l *layouter) operandFormula(band, unit int, refs []expr.Ref, own expr.Ref) string {
	cell := l.refCell(band, unit, true)
	var all []string
	for _, ref := range refs {
		all = append(all, cell(ref))
	}
	return fmt.Sprintf(`IF(COUNT(%s)=%d,%s,"%s")`, strings.Join(all, ","), len(all), cell(own), missingSign)
}

// unitValue reads a reference for one unit from the model.
func (m *rowMaker) unitValue(band, u int, ref expr.Ref) num.Value {
	if isTarget(ref) {
		return m.plan(planRow{band, u, ref.Slot})
	}
	b := m.bandOf(band, ref.Base)
	switch {
	case b < 0:
		return num.Value{}
	case b == band:
		return m.cell(band, u, ref.Slot).Value
	}
	if m.merged[u] {
		if rows := m.r.Before(u, band, b); !slices.Equal(rows, []int{u}) {
			return m.valueTogether(b, rows, ref.Slot)
		}
	}
	return m.r.Bands[b].Cell(u, ref.Slot).Value
}

// unitCell makes an empty cell show one unit's figure: dead when the unit stated it, else a
// formula in its row.
func (m *rowMaker) unitCell(c *document.Cell, band, u int, col dataColumn) {
	given := m.cell(band, u, col.slot)
	show(c, given.Value, col.indicator.Decimals)
	if given.Origin != model.None || col.indicator.Formula != nil {
		c.Formula = m.unitFormula(band, u, col.slot, given)
	}
	if !c.Formula.IsZero() {
		return
	}
	if given.Value.State == num.Missing {
		c.Text = "" // an empty cell is missing; nobody may take a sign for a value
	}
	c.Style.Role = document.Input
}

// unitFormula is none for a figure that the unit stated.
func (m *rowMaker) unitFormula(band, u, slot int, c *model.Cell) document.Formula {
	ind := m.t.Slots[slot].Indicator
	key := patternKey{band: band, slot: slot}
	if ind.Formula != nil {
		key.kind = ratePattern
		return m.excel(key, ind.Formula, ind.Decimals, u, true)
	}
	switch c.Origin {
	case model.Summed:
		parts := ind.Parts[c.Axis]
		if m.t.Slots[slot].IsOutOf {
			parts = m.wholes(parts)
		}
		key.kind, key.part, key.na = summedPattern, int(c.Axis), m.someNA(band, u, parts)
		return m.write(key, rowOf(u), func() string { return m.sumOfParts(band, parts, key.na) })
	case model.Combined:
		key.kind, key.na = combinedPattern, c.Value.State == num.NotApplicable
		return m.write(key, rowOf(u), func() string { return m.combined(band, slot, key.na) })
	case model.Counted:
		if band == 0 {
			key.kind = countedPattern
			return m.write(key, rowOf(u), func() string { return m.countFormula(slot) })
		}
	}
	return document.Formula{}
}

func (l *layouter) wholes(slots []int) []int {
	wholes := make([]int, len(slots))
	for i, s := range slots {
		wholes[i] = l.t.Slots[s].OutOf
	}
	return wholes
}

// someNA reports whether one of the unit's figures does not apply.
func (m *rowMaker) someNA(band, u int, slots []int) bool {
	for _, slot := range slots {
		if m.cell(band, u, slot).Value.State == num.NotApplicable {
			return true
		}
	}
	return false
}

// sumOfParts adds the parts of one whole in a unit's row: "…" while one is missing; with na
// one does not apply.
func (l *layouter) sumOfParts(band int, slots []int, na bool) string {
	var cells []string
	for _, slot := range slots {
		a, _ := l.dataCell(band, slot, openRow, true)
		cells = append(cells, a)
	}
	return sumOfAll(cells, l.contiguous(band, slots), na)
}

func (l *layouter) contiguous(band int, slots []int) bool {
	columns := l.data.bands[band].bySlot
	for i := 1; i < len(slots); i++ {
		if columns[slots[i]] != columns[slots[i-1]]+1 {
			return false
		}
	}
	return len(slots) > 1
}

// sumOfAll is the sum that needs all its parts; with na some of them do not apply.
func sumOfAll(cells []string, contiguous, na bool) string {
	list := strings.Join(cells, ",")
	if contiguous {
		list = cells[0] + ":" + cells[len(cells)-1]
	}
	if !na {
		return fmt.Sprintf(`IF(COUNT(%s)=%d,SUM(%s),"%s")`, list, len(cells), list, missingSign)
	}
	var not []string
	for _, c := range cells {
		not = append(not, fmt.Sprintf(`(%s="%s")`, c, naSign))
	}
	return fmt.Sprintf(`IF(COUNT(%s)+%s<%d,"%s",IF(COUNT(%s)=0,"%s",SUM(%s)))`,
		list, strings.Join(not, "+"), len(cells), missingSign, list, naSign, list)
}
