package compute

import (
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
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
		var notAdded []int
		for _, ind := range c.t.Indicators {
			if slots := c.slots[ind]; ind.Formula == nil && !ind.AddOwn && given(b, below, slots) {
				c.compareOwn(b, u, below, slots)
				notAdded = append(notAdded, slots...)
			}
		}
		b.Take(u, notAdded)
	}
}

// below lists the rows of the units under one: of all, under the issuing unit.
func (c *computer) below(code string) []int {
	if c.under == nil {
		c.under = map[string][]int{}
		for u, row := range c.r.Units {
			if !row.Own {
				c.standsUnder(u, row.Code)
			}
		}
	}
	return c.under[code]
}

// standsUnder notes a row for every unit above it.
func (c *computer) standsUnder(row int, code string) {
	issuer := c.in.Unit.Code
	c.under[issuer] = append(c.under[issuer], row)
	for u, ok := c.in.Tree.Find(code); ok; u, ok = c.in.Tree.Find(u.Parent) {
		if u.Parent != issuer {
			c.under[u.Parent] = append(c.under[u.Parent], row)
		}
	}
}

// given reports whether any of the units gives anything of some slots.
func given(b *model.Band, units, slots []int) bool {
	for _, u := range units {
		for _, slot := range slots {
			if b.Cell(u, slot).Value.State != num.Missing {
				return true
			}
		}
	}
	return false
}

// compareOwn compares a unit's own figures with the sums below it.
func (c *computer) compareOwn(b *model.Band, u int, below, slots []int) {
	if b.Period.Code != c.in.Period.Code { // what is wrong with earlier periods was said in their time
		return
	}
	for _, slot := range slots {
		own := b.Cell(u, slot)
		if own.Figure == nil || !own.Value.IsKnown() {
			continue
		}
		var sums num.Sum
		for _, unit := range below {
			sums.Add(b.Cell(unit, slot).Value)
		}
		if sum := sums.Value(); sum.IsKnown() && !own.Value.Equal(sum) {
			c.findings.Add(finding.New(finding.OwnDiffers, own.Figure.Pos(), c.t.Slots[slot].Label()+" ("+c.t.Slots[slot].Code()+")",
				c.r.Units[u].Name, own.Figure.Typed(), sum.Number.PrintExact()))
		}
	}
}
