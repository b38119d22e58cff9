package decode

import (
	"fmt"
	"testing"

	"baocao/report/figures"
	"baocao/report/source"
)

func accepted(list []figures.Acceptance) string {
	s := ""
	for _, a := range list {
		s += fmt.Sprintf("%s %s %s %s %s: %s (%s)", a.Finding, a.Indicator, a.Unit, a.Period, a.Rule, a.Reason, a.By)
	}
	return s
}

// A submission accepts for itself, an office for units and periods; both say why and who.
func TestAcceptances(t *testing.T) {
	for _, c := range []struct{ entries, submission, office string }{
		{"- { finding: v020, indicator: A.b, reason: \"vì  thế\", by: xã }", "V020 A.b   : vì thế (xã)", "V020 A.b   : vì thế (xã)"},
		{"- { finding: P001, unit: a, period: 2022-q1, reason: r, by: b }", "3:22 D006, 3:31 D006", "P001  a 2022-Q1 : r (b)"},
		{"- { finding: P001, period: dai-hoi, rule: A <= B, reason: r, by: b }", "3:22 D006", "P001   dai-hoi A <= B: r (b)"},
		{"- { finding: P001, by: b }", "3:5 D014", "3:5 D014"},
		{"- { finding: P001, reason: \" \", by: b }", "3:5 D014", "3:5 D014"},
		{"- { reason: r, by: b }", "3:5 D014", "3:5 D014"},
		{"- P001", "3:5 D015", "3:5 D015"},
		{"P001", "3:3 D015", "3:3 D015"},
		{"", "", ""},
	} {
		text := "unit: a\naccepted:\n  " + c.entries + "\nperiod: 2022-Q1\n"
		subs, list := Submission(named("a.yaml", text))
		if got := told(list) + accepted(subs[0].Accepted); got != c.submission {
			t.Errorf("%s in a submission: %q, want %q", c.entries, got, c.submission)
		}
		root, _ := source.YAML(named("a.yaml", text))
		node, _ := root.Get("accepted")
		office, list := Acceptances(node)
		if got := told(list) + accepted(office); got != c.office {
			t.Errorf("%s in an office's settings: %q, want %q", c.entries, got, c.office)
		}
	}
}
