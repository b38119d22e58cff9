package check_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baocao/report/check"
	"baocao/report/decode"
	"baocao/report/expr"
	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/internal/trial"
	"baocao/report/num"
	"baocao/report/source"
	"baocao/report/spec"
)

// small has one indicator of each kind: by two breakdowns that share a category, out of a
// whole, counted from a register, money, and a rate.
const small = `
breakdowns:
  cap: { label: Cấp, categories: { tren: cấp trên, duoi: cấp dưới, khac: khác } }
  nganh: { label: Ngành, categories: { mot: ngành một, hai: ngành hai, khac: khác } }
indicators:
  AB: { label: Việc, measure: việc, nature: flow, by: [cap, nganh] }
  DH: { label: Đã đại hội, measure: cơ sở, nature: stock, by: [cap], out_of: Tổng số cơ sở }
  MH: { label: Mô hình, measure: mô hình, nature: flow, by: [cap] }
  TI: { label: Kinh phí, measure: triệu đồng, nature: flow }
  TL: { label: Tỷ lệ, measure: "%", formula: AB / TI * 100 }
registers:
  mo_hinh: { label: Danh sách mô hình, columns: { ten: { label: Tên, required: true }, cap: { breakdown: cap } }, counts: MH }
`

const withRules = small + `
checks:
  - { rule: AB <= TI, message: Việc nhiều hơn tiền }
  - { rule: TL <= 200, severity: warning }
  - { rule: TI >= previous(TI), severity: warning }
  - { rule: TI >= target(TI), severity: warning }
  - { rule: AB < 2, scope: report }
`

const head = "unit: a\nperiod: 2022-Q1\n"

// judged is every finding on submissions: its place, its code and what it speaks of. The
// wording is the catalogue's.
func judged(t *testing.T, template *spec.Template, texts ...string) ([]*check.Set, []string) {
	t.Helper()
	var subs []*figures.Submission
	var found finding.List
	for i, text := range texts {
		name := string(rune('a'+i)) + ".yaml"
		decoded, faults := decode.Submission(source.File{Path: name, Name: name, Data: []byte(text)})
		subs = append(subs, decoded...)
		found.Add(faults...)
	}
	sets, faults := check.Submissions(template, subs)
	found.Add(faults...)
	_, broken := check.Rules(check.NewIndex(template, sets, nil), subs[0].Period)
	found.Join(broken...)
	said := []string{}
	for _, f := range found.Sorted(nil) {
		of := make([]string, len(f.Message.Args))
		for i := range of {
			of[i] = finding.Say("%v", "%v", f.Message.Args[i]).In(finding.EN)
		}
		said = append(said, fmt.Sprintf("%s %s %s", f.Pos, f.Code, strings.Join(of, "; ")))
	}
	return sets, said
}

// finds runs cases whose findings are the lines of want.
func finds(t *testing.T, template *spec.Template, cases map[string]struct{ figures, want string }) {
	t.Helper()
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, got := judged(t, template, head+c.figures)
			want := []string{}
			if c.want != "" {
				want = strings.Split(c.want, "\n")
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s\n(-want +got)\n%s", c.figures, diff)
			}
		})
	}
}

func TestNames_EveryNameMustBeTheTemplates(t *testing.T) {
	finds(t, trial.Template(t, small, ""), map[string]struct{ figures, want string }{
		"all right":          {"figures: { AB: { cap: { tren: 1, duoi: 2, khac: 0 }, nganh: { mot: 3, hai: 0, khac: 0 } } }", ""},
		"indicator":          {"figures: { AC: 1 }", "a.yaml:3:12 C001 AC"},
		"category":           {"figures: { AB: { trn: 1 } }", "a.yaml:3:18 C002 AB; trn"},
		"category of axis":   {"figures: { AB: { cap: { mot: 1 } } }", "a.yaml:3:25 C002 AB; mot"},
		"breakdown":          {"figures: { AB: { cp: { tren: 1 } } }", "a.yaml:3:18 C003 AB; cp"},
		"not broken down":    {"figures: { TI: { tren: 1 } }", "a.yaml:3:18 C004 TI; tren"},
		"shared by two axes": {"figures: { AB: { khac: 1 } }", "a.yaml:3:18 C005 khac; AB; cap, nganh"},
		"computed":           {"figures: { TL: 1 }", "a.yaml:3:12 C012 TL"},
		"target":             {"targets: { XY: 1 }", "a.yaml:3:12 C001 XY"},
		"target of a part":   {"targets: { AB.tren: 1 }", "a.yaml:3:12 C019 AB.tren; “tren” is a category"},
		"text":               {"texts: { loi: xin chào }", "a.yaml:3:10 C013 loi"},
		"register":           {"registers: { ds: [] }", "a.yaml:3:14 C017 ds"},
	})
}

func TestValues_EachIsJudgedByItself(t *testing.T) {
	finds(t, trial.Template(t, small, ""), map[string]struct{ figures, want string }{
		"zero, x and nothing": {"figures: { AB: 0, TI: x, MH: }", ""},
		"money has decimals":  {"figures: { TI: 1.25 }", ""},
		"fraction":            {"figures: { AB: 1.5 }", "a.yaml:3:16 C010 Việc (AB); việc; 1.5"},
		"negative":            {"figures: { TI: -2 }", "a.yaml:3:16 C009 Kinh phí (TI); -2"},
		"negative rate":       {"figures: { DH: { tren: -5% } }", "a.yaml:3:24 C009 cấp trên (DH.tren); -5%"},
		"negative target":     {"targets: { TI: -2 }", "a.yaml:3:16 C009 Kinh phí (TI); -2"},
		"two numbers for one": {"figures: { TI: 1/2 }", "a.yaml:3:16 C007 TI; 1/2"},
		"done over the whole": {"figures: { DH: 5/4 }", "a.yaml:3:16 V011 Đã đại hội (DH); 5; 4"},
		"no whole":            {"figures: { DH: 5 }", "a.yaml:3:16 C008 Đã đại hội (DH); Tổng số cơ sở"},
		"whole that is x":     {"figures: { DH: 5/x }", "a.yaml:3:16 C008 Đã đại hội (DH); Tổng số cơ sở"},
		"window backwards":    {"figures: { TI: { value: 1, since: 2023, as_of: 2022 } }", "a.yaml:3:25 C016 2023; 2022"},
	})
}

func TestTotals_StatedAgainstParts(t *testing.T) {
	finds(t, trial.Template(t, small, ""), map[string]struct{ figures, want string }{
		"equal":                    {"figures: { MH: { total: 3, tren: 1, duoi: 2, khac: x } }", ""},
		"differs":                  {"figures: { MH: { total: 4, tren: 1, duoi: 2, khac: 0 } }", "a.yaml:3:25 V014 4; 3; 1 + 2 + 0; 1"},
		"some parts may be more":   {"figures: { MH: { total: 4, tren: 1 } }", ""},
		"some parts are too much":  {"figures: { MH: { total: 4, tren: 5 } }", "a.yaml:3:25 V014 4; 5; 5; 1"},
		"x cannot have parts":      {"figures: { MH: { total: x, tren: 5 } }", "a.yaml:3:25 V012 x; 5"},
		"a number needs some part": {"figures: { MH: { total: 4, tren: x, duoi: x, khac: x } }", "a.yaml:3:25 V012 4; x + x + x"},
		"x of x":                   {"figures: { MH: { total: x, tren: x, duoi: x, khac: x } }", ""},
		"wholes":                   {"figures: { DH: { total: 3/9, tren: 1/4, duoi: 2/4, khac: x } }", "a.yaml:3:25 V014 9; 8; 4 + 4 + x; 1"},
		"of another window":        {"figures: { MH: { since: 2017, total: 4, tren: 1, duoi: 2, khac: 0 } }", "a.yaml:3:38 V014 4; 3; 1 + 2 + 0; 1"},
		"windows are not mixed":    {"figures: { MH: { total: 4, tren: { value: 9, since: 2017 } } }", ""},
		"axes differ": {"figures: { AB: { cap: { tren: 1, duoi: 2, khac: 0 }, nganh: { mot: 1, hai: 1, khac: 0 } } }",
			"a.yaml:3:68 V015 Việc (AB); Cấp; 3; Ngành; 2"},
		"parts missing": {"figures: { MH: { tren: 1 } }", "a.yaml:3:24 V016 Mô hình (MH); Cấp; “cấp dưới”, “khác”"},
	})
}

func TestTotals_FormedFromTheFirstCompleteBreakdown(t *testing.T) {
	template := trial.Template(t, small, "")
	for figures, want := range map[string]num.Value{
		"{ AB: { cap: { tren: 1, duoi: 2, khac: 0 } } }":                      num.OfInt(3),
		"{ AB: { cap: { tren: 9 }, nganh: { mot: 1, hai: 1, khac: 0 } } }":    num.OfInt(2),
		"{ AB: { cap: { tren: 1, duoi: 2, khac: x } } }":                      num.OfInt(3),
		"{ AB: { cap: { tren: x, duoi: x, khac: x } } }":                      num.NA,
		"{ AB: { cap: { tren: 1, duoi: 2 } } }":                               {},
		"{ AB: 7 }":                                                           num.OfInt(7),
		"{ AB: { value: 7, since: 2017 } }":                                   {},
		"{ AB: { since: 2017, cap: { tren: 1, duoi: 2, khac: 0 } } }":         {},
		"{ AB: { cap: { tren: 1, duoi: 2, khac: {value: 0, as_of: 2022}} } }": {},
	} {
		sets, _ := judged(t, template, head+"figures: "+figures)
		if got := sets[0].Cells.At(template.Indicator("AB").Total).Value; !got.Equal(want) {
			t.Errorf("the total of %s = %+v, want %+v", figures, got, want)
		}
	}
}

func TestWhole_OfWhatDoesNotApplyDoesNotApply(t *testing.T) {
	template := trial.Template(t, small, "")
	total := template.Indicator("DH").Total
	for figures, want := range map[string][2]num.Value{
		"4/9": {num.OfInt(4), num.OfInt(9)}, "x": {num.NA, num.NA}, "x/9": {num.NA, num.NA}, "4/x": {num.OfInt(4), {}}, "4": {num.OfInt(4), {}},
	} {
		sets, _ := judged(t, template, head+"figures: { DH: "+figures+" }")
		cells := sets[0].Cells
		if got := [2]num.Value{cells.At(total).Value, cells.At(total + 1).Value}; !got[0].Equal(want[0]) || !got[1].Equal(want[1]) {
			t.Errorf("DH: %s = %+v, want %+v", figures, got, want)
		}
	}
}

// A value that could not be read is said once, and nothing that would follow from it.
func TestBadFigure_NothingElseIsSaidOfIt(t *testing.T) {
	finds(t, trial.Template(t, withRules, ""), map[string]struct{ figures, want string }{
		"a total in a rule": {"figures: { AB: 1O, TI: 5 }\ntargets: { TI: 1 }", `a.yaml:3:16 D007 1O
a.yaml:3:24 V021 TI >= previous(TI); TI of the previous period not given`},
		"a part of a total": {"figures: { AB: { cap: { tren: 1O, duoi: 1, khac: 1 } }, TI: 5 }\ntargets: { TI: 1 }", `a.yaml:3:31 D007 1O
a.yaml:3:61 V021 TI >= previous(TI); TI of the previous period not given`},
		"the whole of a part": {"figures: { DH: { tren: 1O/9, duoi: 1/2, khac: 1/2 }, AB: 1, TI: 5 }\ntargets: { TI: 1 }", `a.yaml:3:24 D007 1O
a.yaml:3:65 V021 TI >= previous(TI); TI of the previous period not given`},
		"a target": {"figures: { AB: 1, TI: 5 }\ntargets: { TI: 1O }", `a.yaml:3:23 V021 TI >= previous(TI); TI of the previous period not given
a.yaml:4:16 D007 1O`},
		"twice, in different ways": {"figures: { DH: { tren: 1/2, cap: { tren: 50% } }, AB: 1, TI: 5 }\ntargets: { TI: 1 }", `a.yaml:3:42 C011 cấp trên (DH.tren)
a.yaml:3:62 V021 TI >= previous(TI); TI of the previous period not given`},
	})
}

func TestBadFigure_OfThePeriodBeforeIsNotSaidToBeMissing(t *testing.T) {
	_, got := judged(t, trial.Template(t, withRules, ""), head+"figures: { AB: 1, TI: 5 }\ntargets: { TI: 1 }",
		"unit: a\nperiod: 2021-Q4\nfigures: { TI: 1O }")
	if diff := cmp.Diff([]string{"b.yaml:3:16 D007 1O"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestFiles_OneUnitMayUseSeveralButSayNothingTwice(t *testing.T) {
	template := trial.Template(t, small, `{{ text "tinh_hinh" }}`)
	sets, got := judged(t, template, head+"figures: { AB: 1 }\ntexts: { tinh_hinh: một }\nregisters: { mo_hinh: [] }",
		head+"figures: { TI: 2 }", head+"figures: { AB: 1 }\ntexts: { tinh_hinh: hai }\nregisters: { mo_hinh: [] }")
	want := []string{
		"c.yaml:3:16 W002 a; Việc (AB); quý I/2022",
		"c.yaml:4:10 W002 a; tinh_hinh; quý I/2022",
		"c.yaml:5:14 W002 a; Danh sách mô hình; quý I/2022",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if len(sets) != 1 || len(sets[0].Submissions) != 3 {
		t.Errorf("%d sets, want one of three files", len(sets))
	}
}

func TestSubmission_OfAnotherTemplateOrPeriodIsLeftOut(t *testing.T) {
	template := trial.Template(t, small, "")
	template.Periods = template.Periods[:1] // quarters
	sets, got := judged(t, template, "template: khac\n"+head+"figures: { NAY: 1 }", "unit: a\nperiod: 2022\nfigures: { NAY: 1 }")
	want := []string{
		"a.yaml:1:11 S016 khac; thu",
		"b.yaml:2:9 C006 thu; năm 2022",
	}
	if diff := cmp.Diff(want, got); diff != "" || len(sets) > 0 {
		t.Errorf("%d sets; findings (-want +got)\n%s", len(sets), diff)
	}
}

func TestSubmissions_WithoutAPeriodAreJudgedApart(t *testing.T) {
	_, got := judged(t, trial.Template(t, small, ""), "unit: a\nperiod: 2022-Q5\nfigures: { AB: 1.5 }", "unit: a\nperiod: 2022-Q6\nfigures: { AB: 2 }")
	want := []string{
		"a.yaml:2:9 D012 2022-Q5",
		"a.yaml:3:16 C010 Việc (AB); việc; 1.5",
		"b.yaml:2:9 D012 2022-Q6",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestRegister_CountsItsRows(t *testing.T) {
	template := trial.Template(t, small, "")
	mh := template.Indicator("MH")
	for _, c := range []struct {
		registers string
		want      []num.Value // the total, then the parts
	}{
		{"[{ ten: A, cap: tren }, { ten: B, cap: CẤP DƯỚI }, { ten: C, cap: duoi }]", []num.Value{num.OfInt(3), num.OfInt(1), num.OfInt(2), num.OfInt(0)}},
		{"[]", []num.Value{num.OfInt(0), num.OfInt(0), num.OfInt(0), num.OfInt(0)}},
		{"[{ ten: A, cap: tren }, { ten: B }]", []num.Value{num.OfInt(2), {}, {}, {}}},
		{"", []num.Value{{}, {}, {}, {}}},
	} {
		sets, got := judged(t, template, head+"registers: { mo_hinh: "+c.registers+" }")
		if len(got) > 0 {
			t.Errorf("%s: %q", c.registers, got)
		}
		for i, slot := range append([]int{mh.Total}, mh.Parts[0]...) {
			if cell := sets[0].Cells.At(slot); !cell.Value.Equal(c.want[i]) {
				t.Errorf("%s: %s = %+v, want %+v", c.registers, template.Slots[slot].Code(), cell.Value, c.want[i])
			}
		}
	}
}

// A register is held against a figure of the unit's other file, whichever is read first.
func TestRegister_AndAFigureInAnotherFile(t *testing.T) {
	template := trial.Template(t, small, "")
	register, figure := head+"registers: { mo_hinh: [{ ten: A }] }", head+"figures: { MH: 2 }"
	for _, texts := range [][]string{{register, figure}, {figure, register}} {
		if _, got := judged(t, template, texts...); len(got) != 1 || !strings.Contains(got[0], "V017") {
			t.Errorf("found %q, want that figure and register differ", got)
		}
	}
}

func TestRegister_EveryFaultIsFound(t *testing.T) {
	finds(t, trial.Template(t, small, ""), map[string]struct{ figures, want string }{
		"unknown column": {"registers: { mo_hinh: [{ ten: A, noi: B }] }", "a.yaml:3:34 C014 mo_hinh; there is no column “noi”"},
		"not a category": {"registers: { mo_hinh: [{ ten: A, cap: xa }] }", "a.yaml:3:39 C015 Cấp; xa"},
		"required":       {"registers: { mo_hinh: [{ cap: tren }] }", "a.yaml:3:24 D014 Tên"},
		"agrees":         {"figures: { MH: { total: 1, tren: 1 } }\nregisters: { mo_hinh: [{ ten: A, cap: tren }] }", ""},
		"differs": {"figures: { MH: 2 }\nregisters: { mo_hinh: [{ ten: A }] }",
			"a.yaml:3:16 V017 Mô hình (MH); 2; mo_hinh; 1"},
		"differs in a part": {"figures: { MH: { total: 1, tren: 0 } }\nregisters: { mo_hinh: [{ ten: A, cap: tren }] }",
			"a.yaml:3:34 V017 cấp trên (MH.tren); 0; mo_hinh; 1"},
		"counted without categories, parts differ": {"figures: { MH: { tren: 1, duoi: 2, khac: 0 } }\nregisters: { mo_hinh: [{ ten: A }] }",
			"a.yaml:3:24 V017 Mô hình (MH); 1 + 2 + 0; mo_hinh; 1"},
	})
}

func TestRules_RunFailOrSayWhyNot(t *testing.T) {
	finds(t, trial.Template(t, withRules, ""), map[string]struct{ figures, want string }{
		"of what the unit does not report": {"figures: { MH: 1 }", ""},
		"one side missing": {"figures: { AB: 1 }", `a.yaml:3:16 V021 AB <= TI; TI not given
a.yaml:3:16 V021 TL <= 200; TL not given`},
		"does not apply": {"figures: { AB: x, TI: x }\ntargets: { TI: 1 }", `a.yaml:3:16 V021 AB <= TI; does not apply
a.yaml:3:16 V021 TL <= 200; does not apply
a.yaml:3:23 V021 TI >= previous(TI); TI of the previous period not given
a.yaml:3:23 V021 TI >= target(TI); does not apply`},
		"fail": {"figures: { AB: 7, TI: 1 }\ntargets: { TI: 2 }", `a.yaml:3:16 V020 TL <= 200; 700 > 200
a.yaml:3:16 V020 Việc nhiều hơn tiền; 7 > 1
a.yaml:3:23 V020 TI >= target(TI); 1 < 2
a.yaml:3:23 V021 TI >= previous(TI); TI of the previous period not given`},
	})
}

// Nor is anything said of a sum whose parts were not given: nobody wrote that rule.
func TestRules_OnTotalsDoNotRunOnUnits(t *testing.T) {
	template := trial.Template(t, withRules, "")
	sets, _ := check.Submissions(template, trial.Submissions(t, head+"figures: { AB: 1 }"))
	outcomes, _ := check.Rules(check.NewIndex(template, sets, nil), sets[0].Period)
	var ran []string
	for _, o := range outcomes {
		for c := range o.Checks.All() {
			ran = append(ran, c.Rule.Source)
		}
	}
	want := []string{"AB <= TI", "TL <= 200", "TI >= previous(TI)", "TI >= target(TI)"}
	if diff := cmp.Diff(want, ran); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Both sides are compared as the workbook compares them, to six decimals.
func TestRules_SidesAreComparedToSixDecimals(t *testing.T) {
	template := trial.Template(t, small+"checks: [ { rule: AB / TI = 0.333333 } ]\n", "")
	if _, got := judged(t, template, head+"figures: { AB: 1, TI: 3 }"); len(got) > 0 {
		t.Errorf("1/3 = 0.333333: %q", got)
	}
	if _, got := judged(t, template, head+"figures: { AB: 1, TI: 3.0001 }"); len(got) != 1 {
		t.Errorf("1/3.0001 = 0.333333: %q, want one finding", got)
	}
}

// A rate that looks back at itself ends where nobody reported any more.
func TestValues_RateOfEarlierPeriods(t *testing.T) {
	template := trial.Template(t, "indicators:\n  A: { label: A, measure: việc, nature: flow }\n  R: { label: R, measure: \"%\", formula: A + previous(R) }\n  Q: { label: Q, measure: \"%\", formula: A + previous(A) }\n", "")
	subs := trial.Submissions(t, head+"figures: { A: 1 }", "unit: a\nperiod: 2021-Q4\nfigures: { A: 2 }", "unit: a\nperiod: 2021-Q3\nfigures: { A: 4 }")
	sets, _ := check.Submissions(template, subs)
	index := check.NewIndex(template, sets, nil)
	q, r := expr.Ref{Slot: template.Indicator("Q").Total}, expr.Ref{Slot: template.Indicator("R").Total}
	before := expr.Ref{Slot: q.Slot, Base: expr.Previous}
	for ref, want := range map[expr.Ref]num.Value{q: num.OfInt(3), before: num.OfInt(6), r: {}} {
		if got := index.Values("a", sets[0].Period)(ref); !got.Equal(want) {
			t.Errorf("the value of %+v = %+v, want %+v", ref, got, want)
		}
	}
	if got := index.Values("b", sets[0].Period)(q); got.State != num.Missing {
		t.Errorf("a unit that gave nothing has %+v", got)
	}
}

// Two rates that look back at each other have ever more ways into the past.
func TestValues_LookingBackEndsWhereNobodyReported(t *testing.T) {
	template := trial.Template(t, "indicators:\n  R: { label: R, measure: \"%\", formula: previous(R) + previous(Q) }\n  Q: { label: Q, measure: \"%\", formula: previous(R) - previous(Q) }\n", "")
	sets, _ := check.Submissions(template, trial.Submissions(t, head))
	if got := check.NewIndex(template, sets, nil).Values("a", sets[0].Period)(expr.Ref{}); got.State != num.Missing {
		t.Errorf("R = %+v, want it missing", got)
	}
}
