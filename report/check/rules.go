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
	index := NewIndex(t, sets)
	for _, s := range sets {
		if s.Period.Code != p.Code {
			continue
		}
		values := index.Values(s.Unit, s.Period)
		for _, rule := range t.Checks {
			if rule.Scope == spec.OnReport || index.doubtful(s.Unit, s.Period, refs(rule.Rule)) {
				continue
			}
			c := Run(t, rule, values)
			outcomes = append(outcomes, Outcome{s, c})
			if f, ok := s.finding(t, c); ok {
				findings.Add(f)
			}
		}
		for _, rule := range t.Implied {
			// Nobody wrote these rules: where the parts were not given there is nothing to say.
			if c := Run(t, rule, values); c.Result != model.NotRun && !s.Combined { // quarters were checked one by one
				outcomes = append(outcomes, Outcome{s, c})
			}
		}
	}
	return outcomes, findings
}

// Index looks up figures by unit and period.
type Index struct {
	t     *spec.Template
	sets  map[setKey]*Set
	first period.Date // before it nobody said anything
}

// NewIndex makes the index of sets.
func NewIndex(t *spec.Template, sets []*Set) Index {
	x := Index{t: t, sets: make(map[setKey]*Set, len(sets))}
	for _, s := range sets {
		x.sets[setKey{s.Unit, s.Period.Code}] = s
		if x.first.IsZero() || s.Period.From.Compare(x.first) < 0 {
			x.first = s.Period.From
		}
	}
	return x
}

// Set is what a unit says of a period, or nil.
func (x Index) Set(unit string, p period.Period) *Set { return x.sets[setKey{unit, p.Code}] }

// Reaches reports whether anybody may have said something of a period.
func (x Index) Reaches(p period.Period) bool { return p.To.Compare(x.first) >= 0 }

// Values looks up what a reference means for a unit in a period. A rate counts as it is
// printed, rounded, because the workbook's formulas refer to the printed cell.
func (x Index) Values(unit string, p period.Period) func(expr.Ref) num.Value {
	return func(ref expr.Ref) num.Value {
		of, ok := ref.Base.Of(p)
		if !ok || !x.Reaches(of) { // a rate may look back at itself: somewhere this ends
			return num.Value{}
		}
		ind := x.t.Slots[ref.Slot].Indicator
		if ind.Formula != nil && ref.Base != expr.Target {
			return ind.Formula.Eval(x.Values(unit, of)).Round(ind.Decimals)
		}
		s := x.Set(unit, of)
		switch {
		case s == nil:
			return num.Value{}
		case ref.Base == expr.Target:
			return s.Targets[ref.Slot]
		}
		return s.Cells[ref.Slot].Value
	}
}

// doubtful reports whether any of the references leads to a value that could not be read:
// that was reported, and no more is said of it.
func (x Index) doubtful(unit string, p period.Period, refs []expr.Ref) bool {
	return slices.ContainsFunc(refs, func(ref expr.Ref) bool {
		of, ok := ref.Base.Of(p)
		if !ok || !x.Reaches(of) {
			return false
		}
		s := x.Set(unit, of)
		if ref.Base == expr.Target {
			return s != nil && s.badTargets[ref.Slot]
		}
		if formula := x.t.Slots[ref.Slot].Indicator.Formula; formula != nil {
			return x.doubtful(unit, of, formula.Refs())
		}
		return s != nil && s.bad[ref.Slot]
	})
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
	case rule.Rule.Holds(c.Left.Number.Round(model.SideDecimals), c.Right.Number.Round(model.SideDecimals)):
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
func (s *Set) speaksOf(t *spec.Template, rule *expr.Rule) bool {
	return slices.ContainsFunc(leaves(t, refs(rule)), func(ref expr.Ref) bool {
		return ref.Base == expr.Current && s.Cells[ref.Slot].Value.State != num.Missing
	})
}

// finding words a check that failed, or could not run although the unit speaks of it: the
// rest are rules on things that the unit does not report. All are in the report.
func (s *Set) finding(t *spec.Template, c model.Check) (finding.Finding, bool) {
	switch c.Result {
	case model.Failed:
		f := finding.New(finding.RuleFailed, s.place(t, c.Rule), c.Message,
			c.Left.Number.PrintExact(), c.Rule.Op, c.Right.Number.PrintExact())
		f.Severity, f.About = c.Severity, About(t, c.Rule, s.Unit, s.Period)
		for _, ref := range leaves(t, refs(c.Rule)) {
			given := s.Cells[ref.Slot].Figure
			if given != nil && ref.Base == expr.Current && given.Pos != f.Pos {
				f = f.Relate(given.Pos, finding.Say("%s: %s", "%s: %s", t.Slots[ref.Slot].Code(), given.Typed))
			}
		}
		return f.Relate(c.Pos, finding.Say("quy tắc: %s", "rule: %s", c.Rule.Source)), true
	case model.NotRun:
		return finding.New(finding.RuleNotRun, s.place(t, c.Rule), c.Rule.Source, c.Reason), s.speaksOf(t, c.Rule)
	}
	return finding.Finding{}, false
}

// place is the first figure of the rule that the unit gave, or the first part of its
// total; else its submission.
func (s *Set) place(t *spec.Template, rule *expr.Rule) finding.Pos {
	for _, ref := range leaves(t, refs(rule)) {
		if ref.Base != expr.Current {
			continue
		}
		if f := s.Cells[ref.Slot].Figure; f != nil {
			return f.Pos
		}
		if ind := t.Slots[ref.Slot].Indicator; ref.Slot == ind.Total {
			for _, parts := range ind.Parts {
				if first := firstGiven(s.Cells, parts); first >= 0 {
					return s.Cells[first].Figure.Pos
				}
			}
		}
	}
	return finding.Pos{File: s.Submissions[0].Path}
}
