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

// whole is the total of an indicator that is broken down, or of what that is counted out of.
type whole struct {
	ind   *spec.Indicator
	slot  int
	parts [][]int // their slots, by breakdown
	any   model.SlotSet
}

// wholesOf lists the wholes of a template.
func wholesOf(t *spec.Template) []whole {
	var all []whole
	for _, ind := range t.Indicators {
		if len(ind.By) == 0 {
			continue
		}
		all = append(all, wholeOf(t, ind, func(slot int) int { return slot }))
		if ind.OutOf != "" {
			all = append(all, wholeOf(t, ind, func(slot int) int { return t.Slots[slot].OutOf }))
		}
	}
	return all
}

// wholeOf makes a whole of the slots that of gives for an indicator's own.
func wholeOf(t *spec.Template, ind *spec.Indicator, of func(slot int) int) whole {
	w := whole{ind: ind, slot: of(ind.Total), any: model.NewSlotSet(len(t.Slots))}
	for _, slots := range ind.Parts {
		parts := make([]int, len(slots))
		for i, slot := range slots {
			parts[i] = of(slot)
			w.any.Add(parts[i])
		}
		w.parts = append(w.parts, parts)
	}
	return w
}

// judgeWholes compares every stated total with its parts and forms the totals that were not
// stated, for the period's own figures and for those of each other window.
func (c *checker) judgeWholes(s *Set) {
	c.totals(s, s.draft)
	for _, cells := range c.windows(s) {
		c.totals(s, cells)
	}
	if len(s.bad) == 0 {
		return
	}
	for _, ind := range c.t.Indicators {
		refused := func(slot int) bool { return s.bad[slot] }
		if s.draft.At(ind.Total).Origin == model.None && slices.ContainsFunc(slices.Concat(ind.Parts...), refused) {
			c.refuse(s, ind.Total) // it would have come from parts that could not be read
		}
	}
}

// totals judges the wholes of which a part was given.
func (c *checker) totals(s *Set, cells *model.Draft) {
	for i := range c.wholes {
		if w := &c.wholes[i]; cells.HasAny(w.any) {
			c.total(s, cells, w)
		}
	}
}

// windows gives the figures of each other window as cells of their own. Their totals are
// compared with their parts, and go nowhere.
func (c *checker) windows(s *Set) []*model.Draft {
	type window struct{ since, asOf period.Date }
	var order []window
	byWindow := map[window]*model.Draft{}
	for _, a := range s.Apart {
		if a.Figure.Rate() != nil {
			continue
		}
		w := window{a.Figure.Since(), a.Figure.AsOf()}
		if byWindow[w] == nil {
			byWindow[w] = model.NewDraft(len(c.t.Slots))
			order = append(order, w)
		}
		c.store(byWindow[w], a.Slot, a.Figure)
	}
	all := make([]*model.Draft, len(order))
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

// sums adds up each breakdown of a whole; the next call takes the room again.
func (c *checker) sums(s *Set, cells *model.Draft, w *whole) []axisSum {
	c.axes = c.axes[:0]
	for axis, slots := range w.parts {
		sum := axisSum{axis: axis, slots: slots, whole: true}
		var known num.Sum
		for _, slot := range slots {
			value := cells.At(slot).Value
			known.Add(value)
			sum.whole = sum.whole && value.State != num.Missing
			sum.bad = sum.bad || s.bad[slot]
		}
		sum.known = known.Value()
		c.axes = append(c.axes, sum)
	}
	return c.axes
}

// total judges a whole against each breakdown, and fills it from the first complete breakdown
// when it was not stated.
func (c *checker) total(s *Set, cells *model.Draft, w *whole) {
	stated := *cells.At(w.slot)
	sums := c.sums(s, cells, w)
	if s.bad[w.slot] {
		return
	}
	from := -1
	for i, sum := range sums {
		if sum.bad || sum.known.State == num.Missing {
			continue
		}
		if stated.Origin != model.None {
			c.againstStated(s, cells, w.slot, sum)
			continue
		}
		if !sum.whole {
			continue
		}
		if from < 0 {
			from = i
			continue
		}
		c.againstAxis(cells, w.ind, sums[from], sum)
	}
	switch {
	case from >= 0:
		cells.Put(w.slot, model.Cell{Value: sums[from].known, Origin: model.Summed, Axis: int8(sums[from].axis)})
	case stated.Origin == model.None && !s.lost && !s.gaps[w.ind]:
		c.partsMissing(s, cells, w.ind, sums)
	}
}

// againstStated compares a total that was stated, or counted, with one breakdown. Parts
// that are not all given contradict it only when they already exceed it.
func (c *checker) againstStated(s *Set, cells *model.Draft, slot int, sum axisSum) {
	stated := cells.At(slot)
	mayGrow := !sum.whole && (!sum.known.IsKnown() || stated.Value.IsKnown() && sum.known.Number.Cmp(stated.Value.Number) < 0)
	if stated.Value.Equal(sum.known) || stated.Value.IsKnown() && mayGrow {
		return
	}
	f, ok := c.notItsParts(s, cells, slot, sum)
	if !ok {
		return
	}
	for _, part := range sum.slots {
		if given := cells.At(part).Figure; given != nil && given.Pos() != f.Pos {
			f = f.Relate(given.Pos(), finding.Say("%s: %s", "%s: %s", c.t.Slots[part].Label(), given.Typed()))
		}
	}
	c.findings.Add(f)
}

// notItsParts words how a total differs from its parts; ok is false where that was said
// when the register was counted.
func (c *checker) notItsParts(s *Set, cells *model.Draft, slot int, sum axisSum) (f finding.Finding, ok bool) {
	stated := cells.At(slot)
	var terms []string
	for _, part := range sum.slots {
		if v := cells.At(part).Value; v.State != num.Missing {
			terms = append(terms, sign(v))
		}
	}
	switch {
	case stated.Figure == nil:
		first := firstGiven(cells, sum.slots)
		if first < 0 {
			return f, false
		}
		return finding.New(finding.RegisterDiffer, cells.At(first).Figure.Pos(), Name(c.t, slot),
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
func (c *checker) againstAxis(cells *model.Draft, ind *spec.Indicator, a, b axisSum) {
	if a.known.Equal(b.known) || !a.known.IsKnown() || !b.known.IsKnown() {
		return
	}
	first, second := firstGiven(cells, a.slots), firstGiven(cells, b.slots)
	if first < 0 || second < 0 {
		return // one of them was counted from a register, which says so itself
	}
	c.findings.Add(finding.New(finding.AxesDiffer, cells.At(second).Figure.Pos(), Name(c.t, ind.Total),
		ind.By[a.axis].Label, a.known.Number.PrintExact(), ind.By[b.axis].Label, b.known.Number.PrintExact()).
		Relate(cells.At(first).Figure.Pos(), finding.Say("theo %s", "by %s", ind.By[a.axis].Label)))
}

// partsMissing warns of breakdowns begun and not finished, when no total is known at all.
func (c *checker) partsMissing(s *Set, cells *model.Draft, ind *spec.Indicator, sums []axisSum) {
	for _, sum := range sums {
		first := firstGiven(cells, sum.slots)
		if first < 0 || sum.bad || cells.At(first).Figure.HasWindow() {
			continue
		}
		var empty []string
		for _, slot := range sum.slots {
			if cells.At(slot).Value.State == num.Missing {
				empty = append(empty, "“"+c.t.Slots[slot].Category.Label+"”")
			}
		}
		c.findings.Add(finding.New(finding.PartsMissing, cells.At(first).Figure.Pos(), Name(c.t, ind.Total),
			ind.By[sum.axis].Label, strings.Join(empty, ", ")).On(s.about(ind)))
	}
}

// firstGiven finds the first slot with a stated figure; -1 when none has one.
func firstGiven(cells *model.Draft, slots []int) int {
	for _, slot := range slots {
		if cells.At(slot).Figure != nil {
			return slot
		}
	}
	return -1
}
