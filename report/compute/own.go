package compute

import (
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/spec"
)

// ownFigures settles what units above others say themselves. Their figures count where the
// indicator adds them, or where nobody below gives the indicator; elsewhere they are the
// sum of those below, which they must agree with, and are not added again.
func (c *computer) ownFigures(b *model.Band) {
	for u, row := range c.r.Units {
		if !row.Own {
			continue
		}
		below := c.below(row.Code)
		for _, ind := range c.t.Indicators {
			if ind.Formula == nil && !ind.AddOwn && c.given(b, below, ind) {
				c.notAdded(b, u, below, ind)
			}
		}
	}
}

// below lists the rows of the units under one.
func (c *computer) below(code string) []int {
	var rows []int
	for u, row := range c.r.Units {
		if !row.Own && c.isUnder(row.Code, code) {
			rows = append(rows, u)
		}
	}
	return rows
}

// isUnder reports whether a unit stands somewhere below another; every row stands below
// the issuing unit.
func (c *computer) isUnder(code, above string) bool {
	if above == c.in.Unit.Code {
		return true
	}
	for u, ok := c.in.Tree.Find(code); ok; u, ok = c.in.Tree.Find(u.Parent) {
		if u.Parent == above {
			return true
		}
	}
	return false
}

func slotsOf(t *spec.Template, ind *spec.Indicator) []int {
	var slots []int
	for slot, s := range t.Slots {
		if s.Indicator == ind {
			slots = append(slots, slot)
		}
	}
	return slots
}

// given reports whether any of the units gives anything of an indicator.
func (c *computer) given(b *model.Band, units []int, ind *spec.Indicator) bool {
	for _, slot := range slotsOf(c.t, ind) {
		for _, u := range units {
			if b.Cell(u, slot).Value.State != num.Missing {
				return true
			}
		}
	}
	return false
}

// notAdded compares a unit's own figures of an indicator with the sums below it and takes
// them out of its row.
func (c *computer) notAdded(b *model.Band, u int, below []int, ind *spec.Indicator) {
	for _, slot := range slotsOf(c.t, ind) {
		own := b.Cell(u, slot)
		values := make([]num.Value, len(below))
		for i, unit := range below {
			values[i] = b.Cell(unit, slot).Value
		}
		sum, _ := num.SumUnits(values)
		if own.Figure != nil && own.Value.IsKnown() && sum.IsKnown() && !own.Value.Equal(sum) && b.Period.Code == c.in.Period.Code {
			c.findings.Add(finding.New(finding.OwnDiffers, own.Figure.Pos(), c.t.Slots[slot].Label()+" ("+c.t.Slots[slot].Code()+")",
				c.r.Units[u].Name, own.Figure.Typed, sum.Number.PrintExact()))
		}
		*own = model.Cell{}
	}
}
