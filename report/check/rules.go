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
)

// Outcome is what the checks on one unit's figures came to.
type Outcome struct {
	Set    *Set
	Checks model.Checks // of the template's rules and then of those that it implies
}

// Rules runs the template's checks on every unit that reports for the period; the other
// sets of the index serve the rules that look back, through mergers of units. A check that
// cannot run says why. What was found comes unit by unit.
func Rules(index Index, p period.Period) (outcomes []Outcome, found []finding.List) {
	outcomes = make([]Outcome, 0, len(index.codes))
	for _, s := range index.sets {
		if s.Period.Code == p.Code {
			outcomes = append(outcomes, Outcome{Set: s})
		}
	}
	rules, at := prepared(index.t), index.moment(p)
	found = make([]finding.List, len(outcomes))
	spread.Over(len(outcomes), func(from, to int) {
		r := newRuler(index.t, index, at, rules)
		for i := from; i < to; i++ {
			outcomes[i].Checks, found[i] = r.unit(outcomes[i].Set)
		}
	})
	return outcomes, found
}

// rule is a check of the template with what it refers to.
type rule struct {
	*spec.Check
	number  int  // among those written and then those implied
	implied bool // nobody wrote it

	refs   []expr.Ref // of the left side and then of the right
	left   int        // how many are the left side's
	leaves []expr.Ref // of both, each once, with what rates are made of in their place
}

func prepared(t *spec.Template) []rule {
	var rules []rule
	for i, c := range slices.Concat(t.Checks, t.Implied) {
		left := c.Rule.Left.Refs()
		rules = append(rules, rule{Check: c, number: i, implied: i >= len(t.Checks),
			refs: slices.Concat(left, c.Rule.Right.Refs()), left: len(left), leaves: leaves(t, refs(c.Rule))})
	}
	return rules
}

// ruler runs the rules on one unit after another.
type ruler struct {
	t      *spec.Template
	index  Index
	at     *moment
	rules  []rule
	record *model.Record
	found  blocks[finding.Finding]
	lacks  map[string]*lack // by the rule and the figures that were not given
	key    []byte
	plain  []bool      // by slot: it has no formula
	values []num.Value // of the references of the rule at hand

	set    *Set                     // of the unit at hand
	given  []num.Value              // what it says, by slot
	number []int                    // the unit's, alone
	own    bool                     // what the index knows of the unit is the set
	others func(expr.Ref) num.Value // what the index says of it; nil until somebody asks
}

func newRuler(t *spec.Template, index Index, at *moment, rules []rule) *ruler {
	r := &ruler{t: t, index: index, at: at, rules: rules, lacks: map[string]*lack{},
		plain: make([]bool, len(t.Slots)), given: make([]num.Value, len(t.Slots)), number: make([]int, 1)}
	for slot, s := range t.Slots {
		r.plain[slot] = s.Indicator.Formula == nil
	}
	all := make([]*spec.Check, len(rules))
	for i, rule := range rules {
		all[i] = rule.Check
	}
	r.record = model.NewRecord(all)
	return r
}

// lack is that a rule could not run: many units give the same figures, and not others.
type lack struct {
	reason  model.Reason
	finding finding.Finding // without its place
}

// unit runs the rules on what one unit says.
func (r *ruler) unit(s *Set) (model.Checks, finding.List) {
	r.set, r.others, r.number[0] = s, nil, r.index.number(s.Unit)
	r.own = r.at.set(r.number[0]) == s
	clear(r.given)
	for slot, cell := range s.Cells.All() {
		r.given[slot] = cell.Value
	}
	r.record.Begin()
	r.found.begin(len(r.t.Checks)) // those that are implied find nothing
	for i := range r.rules {
		if rule := &r.rules[i]; rule.implied {
			r.runImplied(rule)
		} else {
			r.run(rule)
		}
	}
	return r.record.Checks(), r.found.end()
}

// run runs a rule that somebody wrote. One that could not run is a finding only where the
// unit speaks of it: the rest are rules on things that it does not report. All are in the
// report.
func (r *ruler) run(rule *rule) {
	s := r.set
	if rule.Scope == spec.OnReport || r.index.doubtful(r.number, r.at, rule.refs) {
		return
	}
	c := r.evaluate(rule)
	switch c.Result {
	case model.Failed:
		r.found.add(s.failed(r.t, rule, c))
	case model.NotRun:
		lack := r.lack(rule, c)
		c.Reason = lack.reason
		if c.Idle = !r.speaksOf(rule.leaves); !c.Idle {
			f := lack.finding
			f.Pos = s.place(r.t, rule.leaves)
			r.found.add(f)
		}
	}
	r.record.Add(rule.number, c)
}

// runImplied runs a rule that nobody wrote: where its figures were not given there is nothing
// to say. What was combined was checked quarter by quarter.
func (r *ruler) runImplied(rule *rule) {
	if r.set.Combined || !r.value(rule.refs[0]).IsKnown() {
		return
	}
	if c := r.evaluate(rule); c.Result != model.NotRun {
		r.record.Add(rule.number, c)
	}
}

func (r *ruler) evaluate(rule *rule) model.Check {
	r.values = r.values[:0]
	for _, ref := range rule.refs {
		r.values = append(r.values, r.value(ref))
	}
	return compared(rule.Check, rule.Rule.Left.Of(r.values[:rule.left]), rule.Rule.Right.Of(r.values[rule.left:]))
}

// value is what a reference means for the unit at hand. Most are to what it gave itself for
// the period, which takes no search.
func (r *ruler) value(ref expr.Ref) num.Value {
	switch {
	case r.own && ref.Base == expr.Current && r.plain[ref.Slot]:
		return r.given[ref.Slot]
	case r.at.of(ref.Base) == nil: // nobody said anything then
		return num.Value{}
	}
	if r.others == nil {
		r.others = r.index.values(r.number, r.at)
	}
	return r.others(ref)
}

// speaksOf reports whether the unit gave any of a rule's figures for the period itself.
func (r *ruler) speaksOf(leaves []expr.Ref) bool {
	return slices.ContainsFunc(leaves, func(ref expr.Ref) bool {
		return ref.Base == expr.Current && r.given[ref.Slot].State != num.Missing
	})
}

// lack words why a rule could not run on the values at hand.
func (r *ruler) lack(rule *rule, c model.Check) *lack {
	r.key = binary.AppendUvarint(r.key[:0], uint64(rule.number))
	for i := range r.values {
		r.key = append(r.key, byte(r.values[i].State))
	}
	known := r.lacks[string(r.key)]
	if known == nil {
		reason := because(r.t, c, r.value)
		known = &lack{reason, finding.New(finding.RuleNotRun, finding.Pos{}, rule.Rule.Source, reason.Text())}
		r.lacks[string(r.key)] = known
	}
	return known
}

// Run evaluates one rule.
func Run(t *spec.Template, rule *spec.Check, value func(expr.Ref) num.Value) model.Check {
	c := compared(rule, rule.Rule.Left.Eval(value), rule.Rule.Right.Eval(value))
	if c.Result == model.NotRun {
		c.Reason = because(t, c, value)
	}
	return c
}

// compared is how a rule ends of which the sides are known; why it did not run is not said yet.
func compared(rule *spec.Check, left, right num.Value) model.Check {
	c := model.Check{Check: rule, Left: left, Right: right, Result: model.NotRun}
	switch {
	case !left.IsKnown() || !right.IsKnown():
	case rule.Rule.Holds(left.Number.Round(model.SideDecimals), right.Number.Round(model.SideDecimals)):
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

// failed words a check that does not hold.
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
