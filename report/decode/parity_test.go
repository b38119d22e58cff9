package decode

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/num"
	"baocao/report/source"
)

// The same figures in every format.
const (
	asYAML = `unit: phu-xuyen
period: 2022-Q1
figures:
  DVK01: { thanh_pho: 8, huyen: 66, co_so: 43 }
  DVK02: {cap: {huyen: 1.5}, doi_tuong: {tap_the: trên 10}}
  MT05: { doan: {done: 44, out_of: 48, as_of: 2022-04-27}, ccb: 100% }
  BD04: { total: 20, tap_the: 10, ca_nhan: 10, as_of: 2022-04-27 }
  DT01: { huyen: {value: 8, since: 2017, as_of: 2022-04-27, note: Cả huyện} }
  TD04: 0
  TD05: x
  TD06: null
  AS01: {value: 900, qualifier: gần}
targets: { DVK01: 120 }
`
	asJSON = `{"unit": "phu-xuyen", "period": "2022-Q1", "figures": {
  "DVK01": {"thanh_pho": 8, "huyen": 66, "co_so": 43},
  "DVK02": {"cap": {"huyen": 1.5}, "doi_tuong": {"tap_the": "trên 10"}},
  "MT05": {"doan": {"done": 44, "out_of": 48, "as_of": "2022-04-27"}, "ccb": "100%"},
  "BD04": {"total": 20, "tap_the": 10, "ca_nhan": 10, "as_of": "2022-04-27"},
  "DT01": {"huyen": {"value": 8, "since": 2017, "as_of": "2022-04-27", "note": "Cả huyện"}},
  "TD04": 0, "TD05": "x", "TD06": null, "AS01": {"value": 900, "qualifier": "gần"}},
 "targets": {"DVK01": 120}}`
	asCSV = `unit,period,indicator,breakdown,category,value,since,as_of,qualifier,target,note
phu-xuyen,2022-Q1,DVK01,,thanh_pho,8,,,,,
phu-xuyen,2022-Q1,DVK01,,huyen,66,,,,,
phu-xuyen,2022-Q1,DVK01,,co_so,43,,,,,
phu-xuyen,2022-Q1,DVK01,,,,,,,120,
phu-xuyen,2022-Q1,DVK02,cap,huyen,1.5,,,,,
phu-xuyen,2022-Q1,DVK02,doi_tuong,tap_the,trên 10,,,,,
phu-xuyen,2022-Q1,MT05,,doan,44/48,,2022-04-27,,,
phu-xuyen,2022-Q1,MT05,,ccb,100%,,,,,
phu-xuyen,2022-Q1,BD04,,total,20,,2022-04-27,,,
phu-xuyen,2022-Q1,BD04,,tap_the,10,,2022-04-27,,,
phu-xuyen,2022-Q1,BD04,,ca_nhan,10,,2022-04-27,,,
phu-xuyen,2022-Q1,DT01,,huyen,8,2017,2022-04-27,,,Cả huyện
phu-xuyen,2022-Q1,TD04,,,0,,,,,
phu-xuyen,2022-Q1,TD05,,,x,,,,,
phu-xuyen,2022-Q1,TD06,,,,,,,,
phu-xuyen,2022-Q1,AS01,,,900,,,gần,,
`
)

// sameFigures compares submissions without their files and places.
var sameFigures = cmp.Options{
	cmpopts.IgnoreTypes(finding.Pos{}, source.Place{}, &source.Origin{}),
	cmpopts.IgnoreFields(figures.Submission{}, "Path", "Name", "SHA256"),
	cmp.AllowUnexported(figures.Figure{}, figures.Aside{}), cmp.Comparer(num.Number.Equal), whateverTyped,
}

// whateverTyped compares figures by what they mean: 1,5 in a semicolon-CSV is 1.5 elsewhere.
var whateverTyped = cmp.Transformer("aside", func(a *figures.Aside) figures.Aside {
	if a == nil {
		return figures.Aside{}
	}
	said := *a
	said.Typed = ""
	return said
})

func TestEveryFormatGivesTheSameFigures(t *testing.T) {
	want, list := Submission(named("a.yaml", asYAML))
	if len(list) > 0 || len(want[0].Figures) != 14 {
		t.Fatalf("YAML: %d figures, %s", len(want[0].Figures), told(list))
	}
	semicolon := strings.ReplaceAll(strings.ReplaceAll(asCSV, ",", ";"), "1.5", "1,5")
	for name, text := range map[string]string{"a.json": asJSON, "a.csv": asCSV, "b.csv": semicolon, "c.csv": "\uFEFF" + strings.ReplaceAll(asCSV, "\n", "\r\n")} {
		got, list := Submission(named(name, text))
		if len(list) > 0 {
			t.Errorf("%s: %s", name, told(list))
		}
		if diff := cmp.Diff(want, got, sameFigures); diff != "" {
			t.Errorf("%s (-yaml +%s):\n%s", name, name, diff)
		}
	}
}

func TestOneFaultyFigureHasOneCodeInEveryFormat(t *testing.T) {
	for _, tc := range []struct {
		typed string
		code  finding.Code
	}{
		{"1O4", finding.NotNumber}, {"1.234", finding.Ambiguous}, {"–", finding.Dash}, {"độ 20", finding.Qualifier},
		{"1234567890123456", finding.TooLong}, {"44/4B", finding.NotNumber},
	} {
		for name, text := range map[string]string{
			"a.yaml": head + "figures: {A: " + tc.typed + "}\n",
			"a.json": fmt.Sprintf(`{"unit": "a", "period": "2022-Q1", "figures": {"A": %q}}`, tc.typed),
			"a.csv":  "unit,period,indicator,breakdown,category,value\na,2022-Q1,A,,," + tc.typed + "\n",
		} {
			subs, list := Submission(named(name, text))
			if len(list) != 1 || list[0].Code != tc.code || !subs[0].Figures[0].Bad {
				t.Errorf("%s with %q: told %s, want %s", name, tc.typed, told(list), tc.code)
			}
		}
	}
}

func BenchmarkSubmission(b *testing.B) {
	for _, n := range []int{10, 1_000, 50_000} {
		var yaml, csv strings.Builder
		yaml.WriteString(head + "figures:\n")
		csv.WriteString("unit,period,indicator,breakdown,category,value\n")
		for i := range n / 10 {
			fmt.Fprintf(&yaml, "  A%d: {", i)
			for j := range 10 {
				fmt.Fprintf(&yaml, "c%d: %d, ", j, i)
				fmt.Fprintf(&csv, "đơn-vị-%d,2022-Q1,A%d,cap,c%d,%d\n", i%100, i, j, i)
			}
			yaml.WriteString("}\n")
		}
		for name, text := range map[string]string{"a.yaml": yaml.String(), "a.csv": csv.String()} {
			b.Run(fmt.Sprintf("%s-%d", name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					Submission(named(name, text))
				}
			})
		}
	}
}
