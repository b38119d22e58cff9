package compute_test

import (
	"fmt"
	"testing"

	"baocao/report/check"
	"baocao/report/compute"
	"baocao/report/internal/trial"
	"baocao/report/model"
	"baocao/report/unit"
)

// BenchmarkReport computes the report of an office that was checked.
func BenchmarkReport(b *testing.B) {
	for _, units := range []int{27, 1000, 10000} {
		b.Run(fmt.Sprint(units), func(b *testing.B) {
			in := office(b, units)
			b.ReportAllocs()
			for b.Loop() {
				if r, _ := compute.Report(in); r.Lines[0].Covered != units {
					b.Fatalf("%d of %d units", r.Lines[0].Covered, units)
				}
			}
		})
	}
}

func office(b *testing.B, units int) compute.Input {
	b.Helper()
	template, subs := trial.OfficeTemplate(b), trial.Office(units)
	tree, _ := unit.NewTree(nil) // an office without a list of units
	in := compute.Input{Template: template, Unit: unit.Unit{Code: "tinh", Name: "Tỉnh"}, Period: subs[0].Period, Tree: tree}
	in.Sets, _ = check.Submissions(template, subs)
	in.Index = check.NewIndex(template, in.Sets, tree)
	in.Outcomes, _ = check.Rules(in.Index, in.Period)
	for i := range subs {
		in.Units = append(in.Units, model.Unit{Unit: subs[i].Unit, Owes: true})
	}
	return in
}
