package check

import (
	"baocao/report/expr"
	"baocao/report/finding"
	"baocao/report/period"
	"baocao/report/spec"
)

// About is what a finding on a rule speaks of.
func About(t *spec.Template, rule *expr.Rule, unit string, p period.Period) finding.About {
	about := finding.About{Unit: unit, Period: p.Code, Rule: rule.Source}
	for _, ref := range leaves(t, refs(rule)) {
		about.Figures = append(about.Figures, t.Slots[ref.Slot].Code())
	}
	return about
}

// about is what a finding on an indicator speaks of.
func (s *Set) about(ind *spec.Indicator) finding.About {
	return finding.About{Unit: s.Unit, Period: s.Period.Code, Figures: []string{ind.Code}}
}
