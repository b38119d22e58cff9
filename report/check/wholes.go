package check

import (
	"slices"
	"strings"

	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/spec"
)

// wholes compares every stated total with its parts and forms the totals that were not
// stated, for the period's own figures and for those of each other window.
func (c *checker) wholes(s *Set) {
	c.totals(s, s.cells)
	for _, cells := range c.windows(s) {
		c.totals(s, cells)
	}
	if len(s.bad) == 0 {
		return
	}
	for _, ind := range c.t.Indicators {
		refused := func(slot int) bool { return s.bad[slot] }
		if s.cells[ind.Total].Origin == model.None && slices.ContainsFunc(slices.Concat(ind.Parts...), refused) {
			c.refuse(s, ind.Total) // it would have come from parts that could not be read
		}
	}
}

func (c *checker) totals(s *Set, cells []model.Cell) {
	for _, ind := range c.t.Indicators {
		if len(ind.By) == 0 {
			continue
		}
		c.total(s, cells, ind, false)
		if ind.OutOf != "" {
			c.total(s, cells, ind, true)
		}
	}
}

// windows gives the figures of each other window as cells of their own. Their totals are
// compared with their parts, and go nowhere.
func (c *checker) windows(s *Set) [][]model.Cell {
	type window struct{ since, asOf period.Date }
	var order []window
	byWindow := map[window][]model.Cell{}
	for _, a := range s.Apart {
		if a.Figure.Rate() != nil {
			continue
		}
		w := window{a.Figure.Since(), a.Figure.AsOf()}
		if byWindow[w] == nil {
			byWindow[w] = make([]model.Cell, len(c.t.Slots))
			order = append(order, w)
		}
		c.store(byWindow[w], a.Slot, a.Figure)
	}
	all := make([][]model.Cell, len(order))
	for i, w := range order {
		all[i] = byWindow[w]
	}
	return all
}

// axisSum is what the parts of one breakdown say of the total.
type axisSum struct {
	axis  int
	slots []int
	known num.Value // the sum of the parts that are given
	whole bool      // no part is missing
	bad   bool      // a part could not be read
}

// sums adds up each breakdown of an indicator; the next call takes the room again.
func (c *checker) sums(s *Set, cells []model.Cell, ind *spec.Indicator, outOf bool) []axisSum {
	c.axes = c.axes[:0]
	for axis, slots := range ind.Parts {
		if outOf {
			slots = c.wholeSlots(slots)
		}
		c.values = c.values[:0]
		sum := axisSum{axis: axis, slots: slots}
		for _, slot := range slots {
			c.values = append(c.values, cells[slot].Value)
			sum.bad = sum.bad || s.bad[slot]
		}
		sum.whole = num.SumParts(c.values).State != num.Missing
		sum.known, _ = num.SumUnits(c.values)
		c.axes = append(c.axes, sum)
	}
	return c.axes
}

func (c *checker) wholeSlots(slots []int) []int {
	wholes := make([]int, len(slots))
	for i, s := range slots {
		wholes[i] = c.t.Slots[s].OutOf
	}
	return wholes
}

// total judges one indicator's total against each breakdown, and fills it from the first
// complete breakdown when it was not stated.
func (c *checker) total(s *Set, cells []model.Cell, ind *spec.Indicator, outOf bool) {
	slot := ind.Total
	if outOf {
		slot = c.t.Slots[slot].OutOf
	}
	stated := cells[slot]
	sums := c.sums(s, cells, ind, outOf)
	if s.bad[slot] {
		return
	}
	from := -1
	for i, sum := range sums {
		if sum.bad || sum.known.State == num.Missing {
			continue
		}
		if stated.Origin != model.None {
			c.againstStated(s, cells, slot, sum)
			continue
		}
		if !sum.whole {
			continue
		}
		if from < 0 {
			from = i
			continue
		}
		c.againstAxis(cells, ind, sums[from], sum)
	}
	switch {
	case from >= 0:
		cells[slot] = model.Cell{Value: sums[from].known, Origin: model.Summed, Axis: int8(sums[from].axis)}
	case stated.Origin == model.None && !s.lost && !s.gaps[ind]:
		c.partsMissing(s, cells, ind, sums)
	}
}

// againstStated compares a total that was stated, or counted, with one breakdown. Parts
// that are not all given contradict it only when they already exceed it.
func (c *checker) againstStated(s *Set, cells []model.Cell, slot int, sum axisSum) {
	stated := cells[slot]
	mayGrow := !sum.whole && (!sum.known.IsKnown() || stated.Value.IsKnown() && sum.known.Number.Cmp(stated.Value.Number) < 0)
	if stated.Value.Equal(sum.known) || stated.Value.IsKnown() && mayGrow {
		return
	}
	f, ok := c.notItsParts(s, cells, slot, sum)
	if !ok {
		return
	}
	for _, part := range sum.slots {
		if given := cells[part].Figure; given != nil && given.Pos() != f.Pos {
			f = f.Relate(given.Pos(), finding.Say("%s: %s", "%s: %s", c.t.Slots[part].Label(), given.Typed()))
		}
	}
	c.findings.Add(f)
}

// notItsParts words how a total differs from its parts; ok is false where that was said
// when the register was counted.
func (c *checker) notItsParts(s *Set, cells []model.Cell, slot int, sum axisSum) (f finding.Finding, ok bool) {
	stated := cells[slot]
	var terms []string
	for _, part := range sum.slots {
		if v := cells[part].Value; v.State != num.Missing {
			terms = append(terms, sign(v))
		}
	}
	switch {
	case stated.Figure == nil:
		first := firstGiven(cells, sum.slots)
		if first < 0 {
			return f, false
		}
		return finding.New(finding.RegisterDiffer, cells[first].Figure.Pos(), Name(c.t, slot),
			strings.Join(terms, " + "), c.countedFrom(s, slot), sign(stated.Value)), true
	case !stated.Value.IsKnown(), !sum.known.IsKnown():
		return finding.New(finding.TotalNotApplicable, stated.Figure.Pos(), sign(stated.Value), strings.Join(terms, " + ")).
			Hinted("x là không áp dụng; không phát sinh thì ghi 0", "x is “does not apply”; write 0 where there was none"), true
	}
	total, parts := stated.Value.Number, sum.known.Number
	return finding.New(finding.TotalNotParts, stated.Figure.Pos(), total.PrintExact(), parts.PrintExact(),
		strings.Join(terms, " + "), total.Sub(parts).Abs().PrintExact()), true
}

// sign writes a value as it was typed: a number, or x.
func sign(v num.Value) string {
	if !v.IsKnown() {
		return "x"
	}
	return v.Number.PrintExact()
}

// countedFrom names the register from which a total was counted.
func (c *checker) countedFrom(s *Set, slot int) string {
	for _, r := range s.Registers {
		if r.Spec.Counts == c.t.Slots[slot].Indicator {
			return r.Spec.Code
		}
	}
	return ""
}

// againstAxis compares two complete breakdowns of one indicator.
func (c *checker) againstAxis(cells []model.Cell, ind *spec.Indicator, a, b axisSum) {
	if a.known.Equal(b.known) || !a.known.IsKnown() || !b.known.IsKnown() {
		return
	}
	first, second := firstGiven(cells, a.slots), firstGiven(cells, b.slots)
	if first < 0 || second < 0 {
		return // one of them was counted from a register, which says so itself
	}
	c.findings.Add(finding.New(finding.AxesDiffer, cells[second].Figure.Pos(), Name(c.t, ind.Total),
		ind.By[a.axis].Label, a.known.Number.PrintExact(), ind.By[b.axis].Label, b.known.Number.PrintExact()).
		Relate(cells[first].Figure.Pos(), finding.Say("theo %s", "by %s", ind.By[a.axis].Label)))
}

// partsMissing warns of breakdowns begun and not finished, when no total is known at all.
func (c *checker) partsMissing(s *Set, cells []model.Cell, ind *spec.Indicator, sums []axisSum) {
	for _, sum := range sums {
		first := firstGiven(cells, sum.slots)
		if first < 0 || sum.bad || cells[first].Figure.HasWindow() {
			continue
		}
		var empty []string
		for _, slot := range sum.slots {
			if cells[slot].Value.State == num.Missing {
				empty = append(empty, "“"+c.t.Slots[slot].Category.Label+"”")
			}
		}
		c.findings.Add(finding.New(finding.PartsMissing, cells[first].Figure.Pos(), Name(c.t, ind.Total),
			ind.By[sum.axis].Label, strings.Join(empty, ", ")).On(s.about(ind)))
	}
}

// firstGiven finds the first slot with a stated figure; -1 when none has one.
func firstGiven(cells []model.Cell, slots []int) int {
	for _, slot := range slots {
		if cells[slot].Figure != nil {
			return slot
		}
	}
	return -1
}
