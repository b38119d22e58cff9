package trial

import (
	"fmt"
	"testing"

	"baocao/report/figures"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/source"
	"baocao/report/spec"
	"baocao/report/unit"
)

// officeTemplate has what makes work: breakdowns, rules that hold, fail and cannot run,
// a rate.
const officeTemplate = `
breakdowns:
  cap: { label: Cấp, categories: { tren: cấp trên, giua: cấp giữa, duoi: cấp dưới } }
indicators:
  A: { label: A, measure: việc, nature: flow, by: [cap] }
  B: { label: B, measure: việc, nature: flow, by: [cap] }
  C: { label: C, measure: việc, nature: stock }
  D: { label: D, measure: việc, nature: flow, by: [cap] }
  R: { label: R, measure: "%", formula: A / C * 100, decimals: 1 }
checks:
  - { rule: A <= B + 90, severity: warning }
  - { rule: A.tren <= A.duoi, severity: warning }
  - { rule: C >= previous(C), severity: warning }
  - { rule: D <= A, severity: warning }
  - { rule: abs(change(A)) <= 50, severity: warning }
`

// OfficeTemplate loads the template of [Office].
func OfficeTemplate(t testing.TB) *spec.Template { return Template(t, officeTemplate, "") }

// Office makes the submissions of a number of units for 2022-Q1, of seven figures each, all
// in one file: what benchmarks measure.
func Office(units int) []*figures.Submission {
	p, _ := period.Parse("2022-Q1")
	subs, names := make([]*figures.Submission, units), figures.Names{}
	from := &source.Origin{Path: "all.csv", Name: "all.csv"}
	for i := range subs {
		subs[i] = &figures.Submission{Path: "all.csv", Name: "all.csv", Unit: unit.Unit{Code: fmt.Sprintf("xa-%05d", i)}, Period: p}
		for line, name := range [][2]string{{"A", "tren"}, {"A", "giua"}, {"A", "duoi"}, {"B", "tren"}, {"B", "giua"}, {"B", "duoi"}, {"C", ""}} {
			f := figures.Figure{From: from, At: source.Place{Line: int32(2 + 7*i + line), Col: 30}, Name: names.Keep(name[0], "", name[1])}
			f.SetValue(num.OfInt(int64((i + line*7) % 90)))
			subs[i].Figures = append(subs[i].Figures, f)
		}
	}
	return subs
}
