package check_test

import (
	"fmt"
	"testing"

	"baocao/report/check"
	"baocao/report/internal/trial"
)

// BenchmarkCheck judges an office and runs its rules.
func BenchmarkCheck(b *testing.B) {
	for _, units := range []int{27, 1000, 10000} {
		b.Run(fmt.Sprint(units), func(b *testing.B) {
			template, subs := trial.OfficeTemplate(b), trial.Office(units)
			b.ReportAllocs()
			for b.Loop() {
				sets, _ := check.Submissions(template, subs)
				if outcomes, _ := check.Rules(check.NewIndex(template, sets, nil), subs[0].Period); len(outcomes) != units {
					b.Fatalf("%d outcomes of %d units", len(outcomes), units)
				}
			}
		})
	}
}
