package report_test

import (
	"encoding/csv"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"baocao/report"
	"baocao/report/internal/judge"
	"baocao/report/source"
	"baocao/report/workspace"
)

// officeReport makes the report of the sample workspace for a period.
func officeReport(t testing.TB, period string, formats ...report.Format) report.Result {
	t.Helper()
	in, found, err := workspace.Open([]string{filepath.Join("..", "samples", "huyen-phu-xuyen")}, period)
	if err != nil || found.HasErrors() {
		t.Fatal(err, found)
	}
	o := options()
	o.Period, o.Formats = period, formats
	return made(t, in, o)
}

// expected is one row of testdata/huyen-phu-xuyen.csv: a total that was computed apart from
// the program, from the data that the sample was written of.
type expected struct {
	value   *big.Rat // nil: missing or not applicable
	covered int
}

func expectedTotals(t testing.TB) map[string]map[string]expected {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "huyen-phu-xuyen.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]map[string]expected{}
	for _, row := range rows[1:] {
		period, key := row[0], row[1]
		if row[3] != "" {
			key += "." + row[3]
		}
		e := expected{}
		done, _, _ := strings.Cut(row[4], "/") // of 44/48, the 44
		e.value, _ = new(big.Rat).SetString(done)
		e.covered, _ = strconv.Atoi(row[5])
		if all[period] == nil {
			all[period] = map[string]expected{}
		}
		all[period][key] = e
	}
	return all
}

func TestOffice_TotalsAgreeWithTheFixture(t *testing.T) {
	for period, want := range expectedTotals(t) {
		t.Run(period, func(t *testing.T) {
			got := readReport(t, bytesOf(t, officeReport(t, period, report.JSON).Files[0]))
			for key, e := range want {
				g, ok := got[key]
				if !ok {
					t.Errorf("%s is not in the report", key)
					continue
				}
				if !sameRat(e.value, g) || g.Units.Covered != e.covered {
					t.Errorf("%s = %v from %d units, want %v from %d", key, g.Value, g.Units.Covered, e.value, e.covered)
				}
			}
		})
	}
}

func sameRat(want *big.Rat, got reported) bool {
	if want == nil || got.Value == nil {
		return want == nil && got.Value == nil
	}
	g, ok := new(big.Rat).SetString(got.Value.String())
	return ok && g.Cmp(want) == 0
}

// A longer period is the sum of its quarters for what happens, and the last quarter's value
// for what stands at its end.
func TestOffice_YearIsTheSumOfItsQuarters(t *testing.T) {
	want := expectedTotals(t)
	for period, quarters := range map[string][]string{
		"2021-H1": {"2021-Q1", "2021-Q2"}, "2021-9M": {"2021-Q1", "2021-Q2", "2021-Q3"}, "2021": {"2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"},
	} {
		r := officeReport(t, period, report.JSON)
		got := readReport(t, bytesOf(t, r.Files[0]))
		for key := range want[quarters[0]] {
			ind := r.Template.Indicator(r.Template.Slots[slotOf(t, r, key)].Indicator.Code)
			if ind.Nature == "stock" {
				if last := want[quarters[len(quarters)-1]][key]; !sameRat(last.value, got[key]) {
					t.Errorf("%s %s = %v, want the last quarter's %v", period, key, got[key].Value, last.value)
				}
				continue
			}
			var sum *big.Rat
			for _, q := range quarters {
				if v := want[q][key].value; v != nil {
					if sum == nil {
						sum = new(big.Rat)
					}
					sum.Add(sum, v)
				}
			}
			if !sameRat(sum, got[key]) && ind.Nature != "rate" {
				t.Errorf("%s %s = %v, want %v", period, key, got[key].Value, sum)
			}
		}
	}
}

func slotOf(t testing.TB, r report.Result, key string) int {
	t.Helper()
	slot, ok := r.Template.SlotOf(key)
	if !ok {
		t.Fatalf("no %s in the template", key)
	}
	return slot
}

func TestOffice_EveryFormulaGivesTheModelsValue(t *testing.T) {
	var workbooks [][]byte
	for _, period := range []string{"2022-Q1", "2021-Q4", "2021-H1", "2021"} {
		workbooks = append(workbooks, bytesOf(t, officeReport(t, period, report.XLSX).Files[0]))
	}
	judge.Formulas(t, workbooks...)
}

// Two units did not hand in for the last quarter of 2021: they are named, late ones too.
func TestOffice_MissingUnitsAreNamed(t *testing.T) {
	m := officeReport(t, "2021-Q4", report.JSON).Model
	var missing []string
	for _, u := range m.Units {
		if u.Owes && len(u.Files) == 0 {
			missing = append(missing, u.Code)
		}
	}
	if got := fmt.Sprint(missing); got != "[chau-can dai-thang]" {
		t.Errorf("missing %s, want Châu Can and Đại Thắng", got)
	}
	if m.Received() != 25 || m.Expected() != 27 {
		t.Errorf("%d of %d received, want 25 of 27", m.Received(), m.Expected())
	}
}

// The year's targets, which lie beside the submissions, are in the fingerprint as well.
func TestFingerprint_KnowsTheYearsTargets(t *testing.T) {
	print := func(targets string) string {
		in := letters("")
		if targets != "" {
			in.Targets = &source.File{Path: "targets/2022.yaml", Name: "targets/2022.yaml", Data: []byte(targets)}
		}
		return checked(t, in, false).Model.Fingerprint
	}
	none, some := print(""), print("targets: { TD04: 5 }")
	if none == some {
		t.Error("a target does not change the fingerprint")
	}
	if print("targets: { TD04: 05 }") != some || print("targets: { TD04: 6 }") == some {
		t.Error("the fingerprint does not go by the target's value")
	}
}
