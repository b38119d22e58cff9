package decode

import (
	"strings"
	"testing"
	"time"

	"baocao/report/finding"
)

// The files that an office keeps beside the submissions.

// sound holds what is true of the findings of any file.
func sound(t *testing.T, data []byte, begin time.Time, list finding.List) {
	t.Helper()
	if took := time.Since(begin); took > 5*time.Second {
		t.Fatalf("took %v", took)
	}
	inside := measure(data)
	for _, f := range list {
		if said := f.In(finding.VI) + f.In(finding.EN); strings.Contains(said, "%!") && !strings.Contains(string(data), "%") || strings.ContainsAny(said, "\x00\x1b\x7f") {
			t.Fatalf("finding %s reads %q", f.Code, said)
		}
		if !inside(f.Pos) {
			t.Fatalf("finding outside the input: %s", f.In(finding.EN))
		}
	}
}

func FuzzRegister(f *testing.F) {
	seed(f, ".csv", "ten,cap\nMô hình A,huyen\n\"B\nC\",\n", "ten;cap\n1.234,5;\n", "ten\n\"", "\xff", "ten,ten\na,b,c\n")
	f.Fuzz(func(t *testing.T, data []byte) {
		begin := time.Now()
		reg, ok, list := Register(named("a.csv", string(data)), "mo_hinh")
		sound(t, data, begin, list)
		if ok != (len(reg.Columns) > 0) || !ok && !list.HasErrors() || ok && reg.Lost != list.HasErrors() {
			t.Fatalf("register %v, lost %v, with findings %v", ok, reg.Lost, list)
		}
		for _, row := range reg.Rows {
			if len(row.Cells) != len(reg.Columns) {
				t.Fatalf("a row of %d cells under %d columns", len(row.Cells), len(reg.Columns))
			}
			for _, c := range row.Cells {
				if !measure(data)(c.Pos) {
					t.Fatalf("a cell outside the input: %v", c.Pos)
				}
			}
		}
	})
}

func FuzzTargets(f *testing.F) {
	seed(f, ".yaml", "targets: { DVK01: 120, MT05: {doan: 48} }\nunits: { xa: { DVK01: 3 } }\n", "targets: [1]\nunits: { a: , b: {A: {x: 1,5}} }\n", "units: {a: {A: 1}, a: {A: 2}}\n", "", "x: 1\n")
	f.Fuzz(func(t *testing.T, data []byte) {
		begin := time.Now()
		plans, list := Targets(named("targets/2022.yaml", string(data)))
		sound(t, data, begin, list)
		inside := measure(data)
		for _, target := range plans.Issuer {
			if !inside(target.Pos) || target.Indicator == "" {
				t.Fatalf("target %+v", target)
			}
		}
		for _, all := range plans.Units {
			for _, target := range all {
				if !inside(target.Pos) || target.Indicator == "" {
					t.Fatalf("target %+v", target)
				}
			}
		}
	})
}
