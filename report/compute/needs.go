package compute

import (
	"cmp"
	"slices"

	"baocao/report/check"
	"baocao/report/expr"
	"baocao/report/period"
	"baocao/report/spec"
)

// need is one period that the report looks at, and what it looks at there.
type need struct {
	period period.Period
	slots  []int // ascending
}

// needs lists the report's own period first, then the others, latest first: those that it
// compares with, as far as anybody reported for them, and those that formulas and checks
// look back at. Cells that a formula of the own period refers to are among them even if
// nobody filled them, because the workbook's formulas must have something to point at.
func (c *computer) needs() []need {
	n := needer{c: c, slots: map[string]map[int]bool{}}
	n.everything(c.in.Period)
	for _, p := range c.compared() {
		if slices.ContainsFunc(c.in.Sets, func(s *check.Set) bool { return c.isRow(s) && s.Period.Code == p.Code }) {
			n.everything(p)
		}
	}
	for _, rule := range c.t.Checks {
		n.refs(c.in.Period, rule.Rule.Left.Refs())
		n.refs(c.in.Period, rule.Rule.Right.Refs())
	}
	n.trends()
	slices.SortStableFunc(n.periods[1:], func(a, b period.Period) int {
		return cmp.Or(b.To.Compare(a.To), a.From.Compare(b.From))
	})
	all := make([]need, len(n.periods))
	for i, p := range n.periods {
		all[i].period = p
		for slot := range c.t.Slots {
			if n.slots[p.Code][slot] {
				all[i].slots = append(all[i].slots, slot)
			}
		}
	}
	return all
}

// trends needs the indicators that a chart shows over time, as far back as anybody may
// have said something.
func (n *needer) trends() {
	for _, a := range n.c.t.Summary.Actions {
		if a.Axis != spec.OverTime && a.Stack != spec.StackTrend {
			continue
		}
		p, ok := n.c.in.Period.Previous()
		for range spec.TrendPeriods - 1 {
			if !ok || !n.c.index.Reaches(p) {
				break
			}
			n.whole(p, n.c.t.Slots[a.Slot].Indicator)
			p, ok = p.Previous()
		}
	}
}

// compared lists the periods that every report compares with or adds up.
func (c *computer) compared() []period.Period {
	all := append(c.in.Period.YearToDate(), c.in.Period.Quarters()...)
	for _, base := range []expr.Base{expr.Previous, expr.LastYear} {
		if p, ok := base.Of(c.in.Period); ok {
			all = append(append(all, p), p.Quarters()...)
		}
	}
	return all
}

// needer follows references from period to period.
type needer struct {
	c       *computer
	periods []period.Period // the report's own first
	slots   map[string]map[int]bool
}

func (n *needer) everything(p period.Period) {
	for slot := range n.c.t.Slots {
		n.slot(p, slot)
	}
}

func (n *needer) slot(p period.Period, slot int) {
	if n.slots[p.Code] == nil {
		n.slots[p.Code] = map[int]bool{}
		n.periods = append(n.periods, p)
	}
	if n.slots[p.Code][slot] {
		return
	}
	n.slots[p.Code][slot] = true
	if formula := n.c.t.Slots[slot].Indicator.Formula; formula != nil {
		n.refs(p, formula.Refs())
	}
}

func (n *needer) refs(p period.Period, refs []expr.Ref) {
	for _, ref := range refs {
		of, ok := ref.Base.Of(p)
		if ok && ref.Base != expr.Target && (p.Code == n.c.in.Period.Code || n.c.index.Reaches(of)) {
			n.whole(of, n.c.t.Slots[ref.Slot].Indicator)
		}
	}
}

// whole needs all slots of an indicator: a total may be the sum of its parts.
func (n *needer) whole(p period.Period, ind *spec.Indicator) {
	for _, slot := range n.c.slots[ind] {
		n.slot(p, slot)
	}
}
