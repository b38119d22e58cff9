package diff

import (
	"slices"

	"baocao/report/model"
	"baocao/report/output"
	"baocao/report/period"
	"baocao/report/trace"
)

// figures compares the figures of the period and, where both reports are of the same period,
// of the others that they use.
func (c *comparer) figures() {
	if c.old.Without(model.LeftOutSources) || c.new.Without(model.LeftOutSources) {
		c.NotCompared = append(c.NotCompared, Sources)
	}
	for _, name := range names(c.before.Names(), c.after.Names()) {
		c.figure(name)
	}
	if c.OtherPeriod() {
		return
	}
	for _, p := range c.new.OtherPeriods {
		for _, name := range c.after.NamesOf(p.Period.Code) {
			old, _ := c.before.Total(name, p.Period.Code)
			new, _ := c.after.Total(name, p.Period.Code)
			if c.before.NamesOf(p.Period.Code) != nil && !c.same(Change{old, new}) {
				f := c.named(name)
				f.Period, f.Change = p.Period, Change{old, new}
				f.Units = c.unitsOf(old, new)
				c.Figures = append(c.Figures, f)
			}
		}
	}
}

// figure compares one figure of the period.
func (c *comparer) figure(name string) {
	f := c.named(name)
	f.Old, _ = c.before.Total(name, c.old.Period.Code)
	f.New, _ = c.after.Total(name, c.new.Period.Code)
	if isRate(f.Old) || isRate(f.New) {
		if !c.same(f.Change) {
			f.Operands = c.operands(f)
			c.Figures = append(c.Figures, f)
		}
		return
	}
	if f.Units = c.unitsOf(f.Old, f.New); len(f.Units) > 0 || !c.same(f.Change) {
		c.Figures = append(c.Figures, f)
	}
}

// same reports whether both sides say the same. A workbook has no word before a number.
func (c *comparer) same(change Change) bool {
	if change.Old == nil || change.New == nil {
		return same(change.Old, change.New)
	}
	old, new := *change.Old, *change.New
	if c.old.Kind == output.Workbook || c.new.Kind == output.Workbook {
		old.Qualifier, new.Qualifier = "", ""
	}
	return same(&old, &new)
}

func isRate(n *trace.Node) bool { return n != nil && n.How == trace.Computed }

// operands lists those of a rate that changed; their places stand with the figures that they are.
func (c *comparer) operands(f Figure) []Figure {
	var changed []Figure
	if f.Old == nil || f.New == nil || len(f.Old.Parts) != len(f.New.Parts) {
		return nil
	}
	for i := range f.New.Parts {
		old, new := &f.Old.Parts[i], &f.New.Parts[i]
		if old.Figure == new.Figure && !c.same(Change{old, new}) {
			o := c.named(new.Figure)
			o.Period, o.Change = new.Period, Change{old, new}
			changed = append(changed, o)
		}
	}
	return changed
}

// unitsOf compares the units' values in a total, in the order of the new report.
func (c *comparer) unitsOf(old, new *trace.Node) []Unit {
	if slices.Contains(c.NotCompared, Sources) {
		return nil
	}
	before, after := byUnit(old), byUnit(new)
	var changed []Unit
	for _, rows := range [][]model.WrittenRow{c.new.Units, c.old.Units} {
		for _, row := range rows {
			was, is := before[row.Code], after[row.Code]
			delete(before, row.Code)
			delete(after, row.Code)
			if was == nil && is == nil {
				continue
			}
			if u := (Unit{Row: row, Change: Change{was, is}, Causes: c.causes(was, is)}); len(u.Causes) > 0 || !c.same(u.Change) {
				changed = append(changed, u)
			}
		}
	}
	return changed
}

func byUnit(total *trace.Node) map[string]*trace.Node {
	units := map[string]*trace.Node{}
	if total != nil {
		for i := range total.Parts {
			if u := total.Parts[i].Unit; u != nil {
				units[u.Code] = &total.Parts[i]
			}
		}
	}
	return units
}

// causes compares the places below two values of one unit. Where one side has its place and
// the other is a sum, no place is the other's.
func (c *comparer) causes(old, new *trace.Node) []Change {
	if old != nil && new != nil && (len(old.Parts) == 0) != (len(new.Parts) == 0) {
		return nil
	}
	before, keys := c.leaves(old, c.old)
	after, newKeys := c.leaves(new, c.new)
	var changed []Change
	for _, key := range names(keys, newKeys) {
		change := Change{before[key], after[key]}
		if c.same(change) {
			continue
		}
		if change.Old == old && change.New == new {
			continue // the value itself
		}
		changed = append(changed, change)
	}
	return changed
}

// leaves are the places below a value, by what stands there: the figure, and the period as
// seen from the report's.
func (c *comparer) leaves(n *trace.Node, r *output.Report) (map[string]*trace.Node, []string) {
	all := map[string]*trace.Node{}
	var keys []string
	if n != nil {
		n.Leaves(func(leaf *trace.Node) {
			key := leaf.Figure + " " + c.relative(leaf.Period.Code, r)
			all[key] = leaf
			keys = append(keys, key)
		})
	}
	return all, keys
}

// relative names a period as seen from the report's own, so that two quarters can be compared.
func (c *comparer) relative(code string, r *output.Report) string {
	p, ok := period.Parse(r.Period.Code)
	if !ok || !c.OtherPeriod() {
		return code
	}
	previous, _ := p.Previous()
	lastYear, _ := p.LastYear()
	switch code {
	case p.Code:
		return ""
	case previous.Code:
		return "previous"
	case lastYear.Code:
		return "last year"
	}
	for i, q := range p.Quarters() {
		if q.Code == code {
			return "quarter " + string(rune('1'+i))
		}
	}
	return code
}
