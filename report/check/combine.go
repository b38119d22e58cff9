package check

import (
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/spec"
)

// Combine fills a longer period from its quarters and returns the sets, those that it made
// included. A flow is the sum of what there is, a stock the last quarter's value; what a
// unit states for the longer period itself stays, and must not contradict its quarters.
func Combine(t *spec.Template, sets []*Set, p period.Period) ([]*Set, finding.List) {
	quarters := p.Quarters()
	if len(quarters) == 0 {
		return sets, nil
	}
	c := combiner{t: t, index: NewIndex(t, sets, nil), period: p, quarters: quarters, values: make([]num.Value, len(quarters)),
		cells: make([]model.Cell, len(t.Slots))}
	done := map[string]bool{}
	for _, s := range sets {
		if !done[s.Unit] {
			done[s.Unit] = true
			if made := c.unit(s.Unit); made != nil {
				sets = append(sets, made)
			}
		}
	}
	return sets, c.findings
}

type combiner struct {
	t        *spec.Template
	index    Index
	period   period.Period
	quarters []period.Period
	values   []num.Value  // room for those of a slot
	cells    []model.Cell // and for those of a set
	findings finding.List
}

// unit combines one unit's quarters; it returns the set when the unit had none.
func (c *combiner) unit(code string) (made *Set) {
	parts := make([]*Set, len(c.quarters))
	some := false
	for i, q := range c.quarters {
		parts[i] = c.index.Set(code, q)
		some = some || parts[i] != nil
	}
	if !some {
		return nil
	}
	s := c.index.Set(code, c.period)
	if s == nil {
		s = &Set{Unit: code, Period: c.period}
		made = s
	}
	s.Combined = true
	for _, part := range parts {
		if part != nil {
			s.Submissions = append(s.Submissions, part.Submissions...)
		}
	}
	s.Cells.Unpack(c.cells)
	for slot := range c.t.Slots {
		c.slot(s, parts, slot)
	}
	s.Cells = model.PackCells(c.cells)
	return made
}

func (c *combiner) slot(s *Set, parts []*Set, slot int) {
	values := c.values
	for i, part := range parts {
		if values[i] = (num.Value{}); part != nil {
			values[i] = part.Cells.At(slot).Value
		}
	}
	value, given := num.SumUnits(values)
	if c.t.Slots[slot].Indicator.Nature == spec.Stock {
		value, given = values[len(values)-1], len(values)
	}
	cell := &c.cells[slot]
	if cell.Origin == model.None {
		if value.State != num.Missing {
			*cell = model.Cell{Value: value, Origin: model.Combined, Partial: given < len(values)}
		}
		return
	}
	if cell.Figure != nil && given == len(values) && value.IsKnown() && !cell.Value.Equal(value) && !s.bad[slot] {
		c.findings.Add(finding.New(finding.QuartersDiffer, cell.Figure.Pos(), Name(c.t, slot), cell.Figure.Typed(),
			c.period.Label(), value.Number.PrintExact()))
	}
}
