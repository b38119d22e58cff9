package check

import (
	"encoding/binary"
	"slices"

	"baocao/report/expr"
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/spec"
	"baocao/report/spread"
	"baocao/report/unit"
)

// Outcome is what the checks on one unit's figures came to.
type Outcome struct {
	Set    *Set
	Checks []model.Check // in the template's order; their Unit is for compute to fill
}

// Rules runs the template's checks on every unit that reports for the period; the other
// sets serve the rules that look back, through mergers of units by the tree. A check that cannot run says why.
func Rules(t *spec.Template, sets []*Set, p period.Period, tree *unit.Tree) ([]Outcome, finding.List) {
	var outcomes []Outcome
	for _, s := range sets {
		if s.Period.Code == p.Code {
			outcomes = append(outcomes, Outcome{Set: s})
		}
	}
	index := NewIndex(t, sets, tree)
	written, implied, at := prepared(t, t.Checks), prepared(t, t.Implied), index.moment(p)
	found := make([]finding.List, len(outcomes))
	spread.Over(len(outcomes), func(from, to int) {
		r := ruler{t: t, index: index, at: at, written: written, implied: implied, cells: make([]model.Cell, len(t.Slots)), lacks: map[string]*lack{}}
		var checks blocks[model.Check]
		var findings blocks[finding.Finding]
		for i := from; i < to; i++ {
			r.unit(outcomes[i].Set)
			outcomes[i].Checks, found[i] = checks.keep(r.checks), findings.keep(r.found)
		}
	})
	return outcomes, slices.Concat(found...)
}

// rule is a check of the template with what it refers to.
type rule struct {
	*spec.Check
	refs   []expr.Ref // of both sides, each once
	leaves []expr.Ref // the same, with what rates are made of in their place
}

func prepared(t *spec.Template, checks []*spec.Check) []rule {
	rules := make([]rule, len(checks))
	for i, c := range checks {
		all := refs(c.Rule)
		rules[i] = rule{Check: c, refs: all, leaves: leaves(t, all)}
	}
	return rules
}

// ruler runs the rules on one unit after another.
type ruler struct {
	t                *spec.Template
	index            Index
	at               *moment
	written, implied []rule
	cells            []model.Cell  // of the unit at hand, by slot
	checks           []model.Check // of the unit at hand, as found is; the next one takes the room again
	found            finding.List
	lacks            map[string]*lack // by the rule and the figures that were not given
	key              []byte
}

// lack is that a rule could not run: many units give the same figures, and not others.
type lack struct {
	reason  model.Reason
	finding finding.Finding // without its place
}

func (r *ruler) unit(s *Set) {
	r.checks, r.found = r.checks[:0], r.found[:0]
	unit := []int{r.index.number(s.Unit)}
	values := r.index.values(unit, r.at)
	if r.at.set(unit[0]) == s {
		values = r.ownFirst(s, values)
	}
	for i := range r.written {
		rule := &r.written[i]
		if rule.Scope == spec.OnReport || r.index.doubtful(unit, r.at, rule.refs) {
			continue
		}
		c := evaluate(rule.Check, values)
		switch {
		case c.Result == model.Failed:
			r.found.Add(s.failed(r.t, rule, c))
		case c.Result == model.NotRun:
			lack := r.lack(i, rule, c, values)
			c.Reason = lack.reason
			if c.Idle = !s.speaksOf(rule.leaves); !c.Idle {
				f := lack.finding
				f.Pos = s.place(r.t, rule.leaves)
				r.found.Add(f)
			}
		}
		r.checks = append(r.checks, c)
	}
	for i := range r.implied {
		// Nobody wrote these rules: where the parts were not given there is nothing to say.
		if c := evaluate(r.implied[i].Check, values); c.Result != model.NotRun && !s.Combined { // quarters were checked one by one
			r.checks = append(r.checks, c)
		}
	}
}

// ownFirst looks up what the unit itself gave for the period, which is most of what rules ask
// for, without a search.
func (r *ruler) ownFirst(s *Set, others func(expr.Ref) num.Value) func(expr.Ref) num.Value {
	s.Cells.Unpack(r.cells)
	return func(ref expr.Ref) num.Value {
		if ref.Base == expr.Current && r.t.Slots[ref.Slot].Indicator.Formula == nil {
			return r.cells[ref.Slot].Value
		}
		return others(ref)
	}
}

// lack words why a rule, the i-th, could not run.
func (r *ruler) lack(i int, rule *rule, c model.Check, values func(expr.Ref) num.Value) *lack {
	r.key = binary.AppendUvarint(r.key[:0], uint64(i))
	for _, ref := range rule.refs {
		r.key = append(r.key, byte(values(ref).State))
	}
	known := r.lacks[string(r.key)]
	if known == nil {
		reason := because(r.t, c, values)
		known = &lack{reason, finding.New(finding.RuleNotRun, finding.Pos{}, rule.Rule.Source, reason.Text())}
		r.lacks[string(r.key)] = known
	}
	return known
}

// Run evaluates one rule.
func Run(t *spec.Template, rule *spec.Check, value func(expr.Ref) num.Value) model.Check {
	c := evaluate(rule, value)
	if c.Result == model.NotRun {
		c.Reason = because(t, c, value)
	}
	return c
}

// evaluate is Run without the reason.
func evaluate(rule *spec.Check, value func(expr.Ref) num.Value) model.Check {
	c := model.Check{Check: rule, Left: rule.Rule.Left.Eval(value), Right: rule.Rule.Right.Eval(value), Result: model.NotRun}
	switch {
	case !c.Left.IsKnown() || !c.Right.IsKnown():
	case rule.Rule.Holds(c.Left.Number.Round(model.SideDecimals), c.Right.Number.Round(model.SideDecimals)):
		c.Result = model.Passed
	default:
		c.Result = model.Failed
	}
	return c
}

// because says why a check did not run.
func because(t *spec.Template, c model.Check, value func(expr.Ref) num.Value) model.Reason {
	if c.Left.State != num.Missing && c.Right.State != num.Missing {
		return model.Because(finding.Say("không áp dụng", "does not apply"))
	}
	var missing []finding.Text
	for _, ref := range refs(c.Rule) {
		if value(ref).State == num.Missing {
			missing = append(missing, refName(t, ref))
		}
	}
	return model.Because(finding.Say("chưa có %s", "%s not given", finding.Join(missing...)))
}

func refName(t *spec.Template, ref expr.Ref) finding.Text {
	code := t.Slots[ref.Slot].Code()
	switch ref.Base {
	case expr.Previous:
		return finding.Say("%s kỳ trước", "%s of the previous period", code)
	case expr.LastYear:
		return finding.Say("%s cùng kỳ năm trước", "%s of the same period last year", code)
	case expr.Target:
		return finding.Say("kế hoạch %s", "the target of %s", code)
	}
	return finding.Plain(code)
}

// refs lists what both sides of a rule refer to, each once.
func refs(rule *expr.Rule) []expr.Ref {
	all := rule.Left.Refs()
	for _, ref := range rule.Right.Refs() {
		if !slices.Contains(all, ref) {
			all = append(slices.Clip(all), ref)
		}
	}
	return all
}

// leaves puts what a rate is made of in its place.
func leaves(t *spec.Template, refs []expr.Ref) []expr.Ref {
	var all []expr.Ref
	for _, ref := range refs {
		formula := t.Slots[ref.Slot].Indicator.Formula
		if formula == nil || ref.Base != expr.Current {
			all = append(all, ref)
			continue
		}
		all = append(all, leaves(t, formula.Refs())...)
	}
	return all
}

// speaksOf reports whether the unit gave any of a rule's figures for the period itself.
func (s *Set) speaksOf(leaves []expr.Ref) bool {
	return slices.ContainsFunc(leaves, func(ref expr.Ref) bool {
		return ref.Base == expr.Current && s.Cells.At(ref.Slot).Value.State != num.Missing
	})
}

// failed words a check that does not hold. Those that could not run are findings only where
// the unit speaks of them: the rest are rules on things that it does not report. All are
// in the report.
func (s *Set) failed(t *spec.Template, rule *rule, c model.Check) finding.Finding {
	f := finding.New(finding.RuleFailed, s.place(t, rule.leaves), c.Message, c.Told())
	f = f.On(About(t, c.Rule, s.Unit, s.Period))
	f.Severity = c.Severity
	for _, ref := range rule.leaves {
		given := s.Cells.At(ref.Slot).Figure
		if given != nil && ref.Base == expr.Current && given.Pos() != f.Pos {
			f = f.Relate(given.Pos(), finding.Say("%s: %s", "%s: %s", t.Slots[ref.Slot].Code(), given.Typed()))
		}
	}
	return f.Relate(c.Pos, finding.Say("quy tắc: %s", "rule: %s", c.Rule.Source))
}

// place is the first figure of a rule that the unit gave, or the first part of its total;
// else its submission.
func (s *Set) place(t *spec.Template, leaves []expr.Ref) finding.Pos {
	for _, ref := range leaves {
		if ref.Base != expr.Current {
			continue
		}
		if f := s.Cells.At(ref.Slot).Figure; f != nil {
			return f.Pos()
		}
		if ind := t.Slots[ref.Slot].Indicator; ref.Slot == ind.Total {
			for _, parts := range ind.Parts {
				for _, part := range parts {
					if f := s.Cells.At(part).Figure; f != nil {
						return f.Pos()
					}
				}
			}
		}
	}
	return finding.Pos{File: s.Submissions[0].Path}
}
