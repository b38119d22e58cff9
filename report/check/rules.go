package check

import (
	"slices"

	"baocao/report/expr"
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/spec"
)

// Outcome is the result of a check on one unit's figures.
type Outcome struct {
	Set   *Set
	Check model.Check // its Unit is for compute to fill
}

// Rules runs the template's checks on every unit that reports for the period; the other
// sets serve the rules that look back. A check that cannot run says why.
func Rules(t *spec.Template, sets []*Set, p period.Period) ([]Outcome, finding.List) {
	var outcomes []Outcome
	var findings finding.List
	index := NewIndex(sets)
	for _, s := range sets {
		if s.Period.Code != p.Code {
			continue
		}
		at := index.Values(t, s)
		for _, rule := range t.Checks {
			if rule.Scope == spec.OnReport {
				continue
			}
			if s.touchesBad(rule.Rule) {
				continue
			}
			c := Run(t, rule, at)
			outcomes = append(outcomes, Outcome{s, c})
			if f, ok := s.finding(t, c); ok {
				findings.Add(f)
			}
		}
		for _, rule := range t.Implied {
			if s.speaksOf(rule.Rule) {
				outcomes = append(outcomes, Outcome{s, Run(t, rule, at)})
			}
		}
	}
	return outcomes, findings
}

// Index finds the set of a unit and a period.
type Index map[setKey]*Set

// NewIndex makes the index of sets.
func NewIndex(sets []*Set) Index {
	index := make(Index, len(sets))
	for _, s := range sets {
		index[setKey{s.Unit, s.Period.Code}] = s
	}
	return index
}

// Values looks up what a reference means for one unit's set. A rate counts as it is
// printed, rounded.
func (index Index) Values(t *spec.Template, s *Set) func(expr.Ref) num.Value {
	return func(ref expr.Ref) num.Value {
		of := s
		switch ref.Base {
		case expr.Target:
			return s.Targets[ref.Slot]
		case expr.Previous:
			of = index.other(s, period.Period.Previous)
		case expr.LastYear:
			of = index.other(s, period.Period.LastYear)
		}
		if of == nil {
			return num.Value{}
		}
		if formula := t.Slots[ref.Slot].Indicator.Formula; formula != nil {
			return formula.Eval(index.Values(t, of)).Round(t.Slots[ref.Slot].Indicator.Decimals)
		}
		return of.Cells[ref.Slot].Value
	}
}

// other gives the unit's set of another period, or nil.
func (index Index) other(s *Set, of func(period.Period) (period.Period, bool)) *Set {
	p, ok := of(s.Period)
	if !ok {
		return nil
	}
	return index[setKey{s.Unit, p.Code}]
}

// Run evaluates one rule.
func Run(t *spec.Template, rule *spec.Check, value func(expr.Ref) num.Value) model.Check {
	c := model.Check{Rule: rule.Rule, Message: rule.Message, Severity: rule.Severity, Pos: rule.Pos,
		Left: rule.Rule.Left.Eval(value), Right: rule.Rule.Right.Eval(value), Result: model.NotRun}
	switch {
	case c.Left.State == num.Missing || c.Right.State == num.Missing:
		c.Reason = finding.Say("chưa có %s", "%s not given", missing(t, rule.Rule, value))
	case c.Left.State == num.NotApplicable || c.Right.State == num.NotApplicable:
		c.Reason = finding.Say("không áp dụng", "does not apply")
	case rule.Rule.Holds(c.Left.Number, c.Right.Number):
		c.Result = model.Passed
	default:
		c.Result = model.Failed
	}
	return c
}

// missing names the figures that a rule lacks.
func missing(t *spec.Template, rule *expr.Rule, value func(expr.Ref) num.Value) finding.Text {
	var all []finding.Text
	for _, ref := range refs(rule) {
		if value(ref).State == num.Missing {
			all = append(all, refName(t, ref))
		}
	}
	return finding.Join(all...)
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

func (s *Set) touchesBad(rule *expr.Rule) bool {
	return slices.ContainsFunc(refs(rule), func(ref expr.Ref) bool { return s.bad[ref.Slot] })
}

// speaksOf reports whether the set has any of the figures of a rule.
func (s *Set) speaksOf(rule *expr.Rule) bool {
	return slices.ContainsFunc(refs(rule), func(ref expr.Ref) bool {
		return s.Cells[ref.Slot].Value.State != num.Missing
	})
}

// finding words a check that failed or could not run.
func (s *Set) finding(t *spec.Template, c model.Check) (finding.Finding, bool) {
	switch c.Result {
	case model.Failed:
		f := finding.New(finding.RuleFailed, s.place(c.Rule), c.Message,
			c.Left.Number.PrintExact(), c.Rule.Op, c.Right.Number.PrintExact())
		f.Severity = c.Severity
		return f.Relate(c.Pos, finding.Say("quy tắc: %s", "rule: %s", c.Rule.Source)), true
	case model.NotRun:
		return finding.New(finding.RuleNotRun, s.place(c.Rule), c.Rule.Source, c.Reason), true
	}
	return finding.Finding{}, false
}

// place is the first figure of the rule that the unit gave, else its submission.
func (s *Set) place(rule *expr.Rule) finding.Pos {
	for _, ref := range refs(rule) {
		if f := s.Cells[ref.Slot].Figure; f != nil && ref.Base == expr.Current {
			return f.Pos
		}
	}
	return finding.Pos{File: s.Submissions[0].Path}
}
