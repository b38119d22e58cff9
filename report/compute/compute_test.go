package compute_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baocao/report/finding"
	"baocao/report/internal/trial"
	"baocao/report/model"
	"baocao/report/num"
)

const small = `
breakdowns:
  cap: { label: Cấp, categories: { tren: cấp trên, duoi: cấp dưới } }
indicators:
  A: { label: A, measure: việc, nature: flow, by: [cap] }
  B: { label: B, measure: việc, nature: stock }
  D: { label: D, measure: cơ sở, nature: flow, out_of: Tổng số }
  R: { label: R, measure: "%", formula: A / B * 100, decimals: 1 }
  RR: { label: RR, measure: "%", formula: R * 2, decimals: 1 }
  P: { label: P, measure: "%", formula: A / target(A) * 100 }
  K: { label: K, measure: "%", formula: 100 / 8, decimals: 0 }
  L: { label: L, measure: "%", formula: A / previous(B) * 100 }
`

// unitOf writes a submission: "a 2022-Q1 A: 1".
func unitOf(unit, period, figures string) string {
	return fmt.Sprintf("unit: { code: %s }\nperiod: %s\nfigures: { %s }\n", unit, period, figures)
}

func line(t *testing.T, r *model.Report, code string) model.Line {
	t.Helper()
	slot, ok := r.Template.SlotOf(code)
	if !ok {
		t.Fatalf("the template has no %s", code)
	}
	return r.Lines[slot]
}

// shown writes a value as tests state it: a number, "x", or "" for missing.
func shown(v num.Value) string {
	switch v.State {
	case num.Missing:
		return ""
	case num.NotApplicable:
		return "x"
	}
	return v.Number.String()
}

func TestTotals_SumWhatUnitsGaveAndCountThem(t *testing.T) {
	template := trial.Template(t, small, "")
	for _, c := range []struct {
		b       []string // B of units a, b, c
		want    string
		covered int
	}{
		{[]string{"1", "2", "4"}, "7", 3},
		{[]string{"1", "", "0"}, "1", 2},
		{[]string{"1", "x", ""}, "1", 2},
		{[]string{"x", "x", ""}, "x", 2},
		{[]string{"", "", ""}, "", 0},
		{[]string{"0", "0", "0"}, "0", 3},
	} {
		var texts []string
		for i, v := range c.b {
			texts = append(texts, unitOf(string(rune('a'+i)), "2022-Q1", "A: 1, B: "+v))
		}
		r, _ := trial.Report(t, template, "2022-Q1", texts...)
		if got := line(t, r, "B"); shown(got.Value) != c.want || got.Covered != c.covered {
			t.Errorf("B of %q = %q of %d units, want %q of %d", c.b, shown(got.Value), got.Covered, c.want, c.covered)
		}
	}
}

func TestRates_OverUnitsThatGaveAllTheirParts(t *testing.T) {
	template := trial.Template(t, small, "")
	for name, c := range map[string]struct {
		a, b, r string // "A, B" of two units; the rate over both
		covered int
	}{
		"both":                   {"A: 1, B: 2", "A: 2, B: 2", "75", 2},
		"one without its base":   {"A: 1, B: 2", "A: 9", "50", 1},
		"one does not apply":     {"A: 1, B: 2", "A: x, B: 9", "50", 2},
		"it applies to none":     {"A: x, B: 2", "A: 1, B: x", "x", 2},
		"nobody gave both":       {"A: 1", "B: 2", "", 0},
		"a denominator of zero":  {"A: 1, B: 0", "A: 1, B: 0", "x", 2},
		"zero at one unit alone": {"A: 1, B: 0", "A: 1, B: 4", "50", 2},
	} {
		r, _ := trial.Report(t, template, "2022-Q1", unitOf("a", "2022-Q1", c.a), unitOf("b", "2022-Q1", c.b))
		if got := line(t, r, "R"); shown(got.Value) != c.r || got.Covered != c.covered {
			t.Errorf("%s: R = %q of %d units, want %q of %d", name, shown(got.Value), got.Covered, c.r, c.covered)
		}
	}
}

// A rate is never summed, not even as an operand of another rate.
func TestRates_OfRatesUseTheRateOverUnits(t *testing.T) {
	r, _ := trial.Report(t, trial.Template(t, small, ""), "2022-Q1", unitOf("a", "2022-Q1", "A: 1, B: 2"), unitOf("b", "2022-Q1", "A: 2, B: 2"))
	if got := shown(line(t, r, "RR").Value); got != "150" {
		t.Errorf("RR = %s, want 2 × 75", got)
	}
	if got := shown(line(t, r, "K").Value); got != "13" {
		t.Errorf("K = %s, want the rounded constant 13", got)
	}
}

func TestRates_LookBackAsFarAsTheyNeed(t *testing.T) {
	template := trial.Template(t, small, "")
	r, _ := trial.Report(t, template, "2022-Q1",
		unitOf("a", "2022-Q1", "A: 1, B: 2"), unitOf("a", "2021-Q4", "A: 2, B: 4"), unitOf("a", "2021-Q3", "A: 7, B: 8"), unitOf("a", "2021-Q2", "A: 7, B: 8"))
	l := line(t, r, "L")
	if shown(l.Value) != "25" || shown(l.Previous) != "25" {
		t.Errorf("L = %q, before %q; want 1/4 and 2/8 in %%", shown(l.Value), shown(l.Previous))
	}
	var bands []string
	for _, b := range r.Bands {
		bands = append(bands, fmt.Sprint(b.Period.Code, " ", len(b.Slots)))
	}
	all := len(template.Slots)
	want := []string{fmt.Sprint("2022-Q1 ", all), fmt.Sprint("2021-Q4 ", all), "2021-Q3 1"} // of Q3 only B
	if diff := cmp.Diff(want, bands); diff != "" {
		t.Errorf("bands and how many slots they show (-want +got)\n%s", diff)
	}
}

func TestRates_UseEachUnitsOwnTarget(t *testing.T) {
	texts := []string{unitOf("a", "2022-Q1", "A: 1") + "targets: { A: 2 }", unitOf("b", "2022-Q1", "A: 2") + "targets: { A: 8 }", unitOf("c", "2022-Q1", "A: 5")}
	r, _ := trial.Report(t, trial.Template(t, small, ""), "2022-Q1", texts...)
	if got := line(t, r, "P"); shown(got.Value) != "30" || got.Covered != 2 {
		t.Errorf("P = %s of %d units, want (1+2)/(2+8) of 2", shown(got.Value), got.Covered)
	}
	slot, _ := r.Template.SlotOf("P")
	if got := shown(r.Bands[0].Cell(1, slot).Value); got != "25" {
		t.Errorf("P of b = %s, want 2/8", got)
	}
}

func TestLines_CompareWithOtherPeriods(t *testing.T) {
	template := trial.Template(t, small, "")
	for name, c := range map[string]struct {
		own, before, lastYear string
		want                  model.Line
	}{
		"all given": {"B: 6", "B: 4", "B: 5", model.Line{Previous: num.OfInt(4), LastYear: num.OfInt(5),
			DifferencePrevious: num.OfInt(2), Difference: num.OfInt(1), ChangePrevious: num.OfInt(50), Change: num.OfInt(20), Index: num.OfInt(120)}},
		"no base":        {"B: 6", "", "", model.Line{}},
		"a base of zero": {"B: 6", "", "B: 0", model.Line{LastYear: num.OfInt(0), Difference: num.OfInt(6), Change: num.NA, Index: num.NA}},
		"x":              {"B: x", "B: 1", "", model.Line{Previous: num.OfInt(1), DifferencePrevious: num.NA, ChangePrevious: num.NA, Difference: num.NA, Change: num.NA, Index: num.NA}},
	} {
		texts := []string{unitOf("a", "2022-Q1", c.own)}
		if c.before != "" {
			texts = append(texts, unitOf("a", "2021-Q4", c.before))
		}
		if c.lastYear != "" {
			texts = append(texts, unitOf("a", "2021-Q1", c.lastYear))
		}
		r, _ := trial.Report(t, template, "2022-Q1", texts...)
		got := line(t, r, "B")
		for field, pair := range map[string][2]num.Value{
			"previous": {got.Previous, c.want.Previous}, "last year": {got.LastYear, c.want.LastYear},
			"difference to previous": {got.DifferencePrevious, c.want.DifferencePrevious}, "difference": {got.Difference, c.want.Difference},
			"change from previous": {got.ChangePrevious, c.want.ChangePrevious}, "change": {got.Change, c.want.Change}, "index": {got.Index, c.want.Index},
		} {
			if !pair[0].Equal(pair[1]) {
				t.Errorf("%s: %s = %q, want %q", name, field, shown(pair[0]), shown(pair[1]))
			}
		}
	}
}

func TestLines_ChangeOfARateIsInPoints(t *testing.T) {
	r, _ := trial.Report(t, trial.Template(t, small, ""), "2022-Q1", unitOf("a", "2022-Q1", "A: 1, B: 2"), unitOf("a", "2021-Q1", "A: 1, B: 4"))
	if got := shown(line(t, r, "R").Change); got != "25" {
		t.Errorf("the change of R = %s, want 50 − 25 points", got)
	}
}

func TestYearToDate_SumsEveryQuarterOfAFlow(t *testing.T) {
	template := trial.Template(t, small, "")
	q := func(quarter int, figures string) string {
		return unitOf("a", fmt.Sprintf("2022-Q%d", quarter), figures)
	}
	for name, c := range map[string]struct {
		period    string
		texts     []string
		a, b, rat string
	}{
		"first quarter":      {"2022-Q1", []string{q(1, "A: 1, B: 2")}, "1", "2", "50"},
		"three quarters":     {"2022-Q3", []string{q(3, "A: 4, B: 8"), q(1, "A: 1, B: 2"), q(2, "A: 2, B: 4")}, "7", "8", ""},
		"one is not there":   {"2022-Q3", []string{q(3, "A: 4, B: 8"), q(1, "A: 1, B: 2")}, "", "8", ""},
		"one does not apply": {"2022-Q2", []string{q(2, "A: 4"), q(1, "A: x")}, "4", "", ""},
		"a year":             {"2022", []string{unitOf("a", "2022", "A: 4, B: 8")}, "4", "8", "50"},
		"a second half":      {"2022-H2", []string{unitOf("a", "2022-H2", "A: 4, B: 8")}, "", "8", ""},
	} {
		r, _ := trial.Report(t, template, c.period, c.texts...)
		got := [3]string{shown(line(t, r, "A").YearToDate), shown(line(t, r, "B").YearToDate), shown(line(t, r, "R").YearToDate)}
		if want := [3]string{c.a, c.b, c.rat}; got != want {
			t.Errorf("%s: A, B, R to date = %q, want %q", name, got, want)
		}
	}
}

func TestTargets_OfTheYearAreMeasuredByTheYear(t *testing.T) {
	template := trial.Template(t, small, "")
	for name, c := range map[string]struct{ period, attained string }{"a quarter": {"2022-Q1", "25"}, "a year": {"2022", "25"}} {
		r, _ := trial.Report(t, template, c.period, unitOf("a", c.period, "A: 2, B: x")+"targets: { A: 8, B: 4, D: 0 }")
		l := line(t, r, "A")
		if shown(l.Attained) != c.attained || shown(l.PlannedFor()) != "8" || (l.Target.State == num.Known) != (c.period == "2022") {
			t.Errorf("%s: %+v", name, l)
		}
		if got := shown(line(t, r, "B").Attained); got != "x" {
			t.Errorf("%s: x of 4 = %q, want x", name, got)
		}
		if got := shown(line(t, r, "D").Attained); got != "" {
			t.Errorf("%s: missing of 0 = %q, want missing", name, got)
		}
	}
}

func TestShares_AddToAHundredOfTheSumOfParts(t *testing.T) {
	template := trial.Template(t, small, "")
	for figures, want := range map[string][2]string{
		"A: { tren: 1, duoi: 2 }":          {"33.33", "66.67"},
		"A: { tren: x, duoi: 2 }":          {"x", "100"},
		"A: { tren: 0, duoi: 0 }":          {"x", "x"},
		"A: { total: 9, tren: 1 }":         {"", ""},
		"A: 9":                             {"", ""},
		"A: { tren: x, duoi: x }":          {"x", "x"},
		"A: { total: 3, tren: 1, duoi: 2}": {"33.33", "66.67"},
	} {
		r, _ := trial.Report(t, template, "2022-Q1", unitOf("a", "2022-Q1", figures))
		if got := [2]string{shown(line(t, r, "A.tren").Share), shown(line(t, r, "A.duoi").Share)}; got != want {
			t.Errorf("%s: shares %q, want %q", figures, got, want)
		}
	}
}

func TestQualifiers_AreCarriedToEveryTotal(t *testing.T) {
	template := trial.Template(t, small, "")
	for name, c := range map[string]struct{ a, b, want string }{
		"none":                {"A: 1", "A: 2", ""},
		"one":                 {"A: trên 1", "A: 2", "trên"},
		"the same":            {"A: trên 1", "A: trên 2", "trên"},
		"different":           {"A: trên 1", "A: gần 2", "khoảng"},
		"of a part":           {"A: { tren: gần 1, duoi: 2 }", "A: 2", "gần"},
		"of parts that mix":   {"A: { tren: gần 1, duoi: trên 2 }", "A: 2", "khoảng"},
		"of a stated total":   {"A: { total: 3, tren: gần 1, duoi: 2 }", "A: 2", ""},
		"of a missing number": {"A: { tren: gần 1 }", "A: 2", ""},
	} {
		r, _ := trial.Report(t, template, "2022-Q1", unitOf("a", "2022-Q1", c.a), unitOf("b", "2022-Q1", c.b))
		if got := line(t, r, "A").Qualifier; got != c.want {
			t.Errorf("%s: the total is %q, want %q", name, got, c.want)
		}
	}
}

func TestWindows_StandApartAndAreNeverAdded(t *testing.T) {
	r, _ := trial.Report(t, trial.Template(t, small, ""), "2022-Q1",
		unitOf("b", "2022-Q1", "A: { value: 9, since: 2017 }, D: 50%"), unitOf("a", "2022-Q1", "A: 1, B: { value: 2, as_of: 2022-04-27 }"))
	if got := line(t, r, "A"); shown(got.Value) != "1" || got.Covered != 1 {
		t.Errorf("A = %s of %d, want 1 of 1", shown(got.Value), got.Covered)
	}
	var apart []string
	for _, a := range r.Apart {
		apart = append(apart, fmt.Sprint(r.Units[a.Unit].Code, " ", r.Template.Slots[a.Slot].Code(), " ", a.Figure.Typed()))
	}
	if diff := cmp.Diff([]string{"b A 9", "b D 50%", "a B 2"}, apart); diff != "" {
		t.Errorf("apart, by unit and indicator (-want +got)\n%s", diff)
	}
}

func TestChecksOnTotals_CompareTheSameUnitsAlone(t *testing.T) {
	template := trial.Template(t, small+"checks: [ { rule: A <= B, scope: report, message: A lớn hơn B } ]\n", "")
	for name, c := range map[string]struct {
		a, b string
		want model.Result
		code finding.Code
	}{
		"passed":                      {"A: 1, B: 2", "A: 1, B: 1", model.Passed, ""},
		"failed":                      {"A: 1, B: 2", "A: 9, B: 1", model.Failed, finding.TotalRuleFailed},
		"one gave nothing":            {"A: 1, B: 2", "D: 1/1", model.Passed, ""},
		"one gave one of them":        {"A: 1, B: 2", "A: 9", model.NotRun, finding.TotalRuleNotRun},
		"as many, but not the same":   {"A: 9", "B: 2", model.NotRun, finding.TotalRuleNotRun},
		"missing":                     {"A: 9", "A: 2", model.NotRun, finding.TotalRuleNotRun},
		"what does not apply is said": {"A: 1, B: 2", "A: x, B: 1", model.Passed, ""},
	} {
		r, found := trial.Report(t, template, "2022-Q1", unitOf("a", "2022-Q1", c.a), unitOf("b", "2022-Q1", c.b))
		at := slices.IndexFunc(r.Checks, func(k model.Check) bool { return k.Rule.Source == "A <= B" })
		if r.Checks[at].Unit != -1 || r.Checks[at].Result != c.want {
			t.Errorf("%s: %s, want %s", name, r.Checks[at].Result, c.want)
		}
		if codes := len(found); (c.code == "") != (codes == 0) || codes > 0 && found[0].Code != c.code {
			t.Errorf("%s: findings %v, want %s", name, found, c.code)
		}
	}
}

func TestTexts_OfTheIssuingUnitAndOfTheOthers(t *testing.T) {
	r, _ := trial.Report(t, trial.Template(t, small, `{{ text "t" }}`), "2022-Q1",
		unitOf("b", "2022-Q1", "A: 1")+"texts: { t: của b }", unitOf("a", "2022-Q1", "A: 1")+"texts: { t: của a }", unitOf("a", "2021-Q4", "A: 1")+"texts: { t: cũ }")
	want := []model.Text{{Unit: 0, Key: "t", Markdown: "của b"}, {Unit: 1, Key: "t", Markdown: "của a"}}
	if diff := cmp.Diff(want, r.UnitTexts); diff != "" || len(r.Texts) > 0 {
		t.Errorf("own %v; of the others (-want +got)\n%s", r.Texts, diff)
	}
	lone, _ := trial.Report(t, trial.Template(t, small, `{{ text "t" }}`), "2022-Q1", unitOf("b", "2022-Q1", "A: 1")+"texts: { t: của b }")
	if diff := cmp.Diff([]model.Text{{Unit: -1, Key: "t", Markdown: "của b"}}, lone.Texts); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	sum := sha256.Sum256([]byte("b\tt\t7\ncủa b\n"))
	if got := hex.EncodeToString(sum[:]); lone.TextsSHA256 != got {
		t.Errorf("the texts' hash is %s, want %s", lone.TextsSHA256, got)
	}
}

const hashed = "A: { tren: trên 1, duoi: 2.50 }, B: x, D: { done: 3, out_of: 4, as_of: 2022-04 }"

// The fingerprint as DESIGN §4 writes it, typed here by hand.
func TestFingerprint_IsTheHashOfItsLines(t *testing.T) {
	template := trial.Template(t, strings.Replace(small, "{ label: A, measure: việc", "{ label: A, decimals: 1, measure: việc", 1), "")
	r, _ := trial.Report(t, template, "2022-Q1", unitOf("b", "2022-Q1", hashed)+"targets: { A: 08 }", unitOf("a", "2022-Q1", "D: 45.7%"), unitOf("a", "2021-Q4", "A: 0"))
	lines := []string{
		"a\t2021-Q4\tA\t\t\tvalue\t0\t\t\t\t",
		"a\t2022-Q1\tD\t\t\trate\t45.7\t\t\t\t",
		"b\t2022-Q1\tA\t\t\ttarget\t8\t\t\t\t",
		"b\t2022-Q1\tA\tcap\tduoi\tvalue\t2.5\t\t\t\t",
		"b\t2022-Q1\tA\tcap\ttren\tvalue\t1\t\t\ttrên\t",
		"b\t2022-Q1\tB\t\t\tnot_applicable\t\t\t\t\t",
		"b\t2022-Q1\tD\t\t\tvalue\t3\t\t2022-04\t\t4",
		"template\t" + template.SHA256,
	}
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n") + "\n"))
	if want := hex.EncodeToString(sum[:]); r.Fingerprint != want {
		t.Errorf("the fingerprint is %s, want %s", r.Fingerprint, want)
	}
}

// Lines are sorted as a whole, whatever the codes that they begin with: a code may begin
// with another one, and go on like the rest of its line.
func TestFingerprint_SortsWholeLines(t *testing.T) {
	template := trial.Template(t, small, "")
	var texts, lines []string
	for _, code := range []string{"b", "a", "a-b", "a\t2022-Q1\tA\t\t\tvalue", "a\t2022-Q1\tAA", "â"} {
		texts = append(texts, unitOf(strconv.Quote(code), "2022-Q1", "A: 1, B: 2"))
		lines = append(lines, code+"\t2022-Q1\tA\t\t\tvalue\t1\t\t\t\t\n", code+"\t2022-Q1\tB\t\t\tvalue\t2\t\t\t\t\n")
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "") + "template\t" + template.SHA256 + "\n"))
	r, _ := trial.Report(t, template, "2022-Q1", texts...)
	if want := hex.EncodeToString(sum[:]); r.Fingerprint != want {
		t.Errorf("the fingerprint is %s, want %s", r.Fingerprint, want)
	}
}

func TestFingerprint_KnowsFiguresAndNotTheirOrderOrWording(t *testing.T) {
	template := trial.Template(t, small, `{{ text "t" }}`)
	a, b := unitOf("a", "2022-Q1", "A: 1, B: 2"), unitOf("b", "2022-Q1", "A: 3")
	print := func(texts ...string) string {
		r, _ := trial.Report(t, template, "2022-Q1", texts...)
		return r.Fingerprint
	}
	want := print(a, b)
	for name, texts := range map[string][]string{
		"order of files":   {b, a},
		"order of figures": {unitOf("a", "2022-Q1", "B: 2, A: 1"), b},
		"two files":        {unitOf("a", "2022-Q1", "A: 1"), unitOf("a", "2022-Q1", "B: 2"), b},
		"way of writing":   {unitOf("a", "2022-Q1", "A: {value: 01}, B: 2.0"), b},
		"missing, typed":   {a + "registers: {}", unitOf("b", "2022-Q1", "A: 3, B:")},
		"texts and notes":  {a + "texts: { t: khác }", unitOf("b", "2022-Q1", "A: { value: 3, note: khác }")},
	} {
		if print(texts...) != want {
			t.Errorf("%s changes the fingerprint", name)
		}
	}
	for name, texts := range map[string][]string{
		"value":      {a, unitOf("b", "2022-Q1", "A: 4")},
		"zero":       {a, unitOf("b", "2022-Q1", "A: 3, B: 0")},
		"x":          {a, unitOf("b", "2022-Q1", "A: 3, B: x")},
		"qualifier":  {a, unitOf("b", "2022-Q1", "A: trên 3")},
		"window":     {a, unitOf("b", "2022-Q1", "A: { value: 3, since: 2021 }")},
		"unit":       {a, unitOf("c", "2022-Q1", "A: 3")},
		"target":     {a, b + "targets: { A: 3 }"},
		"other time": {a, b, unitOf("b", "2021-Q1", "A: 3")},
	} {
		if print(texts...) == want {
			t.Errorf("%s does not change the fingerprint", name)
		}
	}
}

func TestReport_OfAnExplicitPeriodComparesWithNothing(t *testing.T) {
	text := "unit: a\nperiod: { code: dai-hoi, label: nhiệm kỳ, from: 2017-01-01, to: 2022-04-27 }\nfigures: { A: 1, B: 2 }\n"
	r, _ := trial.Report(t, trial.Template(t, small, ""), "", text)
	l := line(t, r, "A")
	if r.Previous != -1 || r.LastYear != -1 || len(r.Bands) != 1 || shown(l.Value) != "1" || shown(l.YearToDate) != "1" || shown(line(t, r, "L").Value) != "" {
		t.Errorf("bands %d, A %+v", len(r.Bands), l)
	}
}
