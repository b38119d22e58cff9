package report_test

import (
	"regexp"
	"testing"

	"baocao/report"
	"baocao/report/finding"
	"baocao/report/source"
	"baocao/report/unit"
	"baocao/report/workspace"
)

// The same figures in three encodings; the unit and the template come from outside, as a
// CSV of figures names neither.
var encodings = map[string]string{
	"q.yaml": `unit: phu-xuyen
period: 2022-Q1
figures:
  DVK01: { thanh_pho: 08, huyen: 66, co_so: 43 }
  DT01: { huyen: { value: 8, since: 2017, as_of: 2022-04-27 }, co_so: { value: 114, since: 2017, as_of: 2022-04-27 } }
  MT05: { doan: { done: 44, out_of: 48, as_of: 2022-04-27 }, ccb: { value: 100%, as_of: 2022-04-27 } }
  AS03: 635.5
  AS04: trên 1250
  QC04: 0
  TG03: x
  BD02:
targets: { AS04: 2000 }
`,
	"q.json": `{"unit": "phu-xuyen", "period": "2022-Q1", "figures": {
  "DVK01": {"thanh_pho": 8, "huyen": 66, "co_so": 43},
  "DT01": {"huyen": {"value": 8, "since": 2017, "as_of": "2022-04-27"}, "co_so": {"value": 114, "since": "2017", "as_of": "27/4/2022"}},
  "MT05": {"doan": {"done": 44, "out_of": 48, "as_of": "2022-04-27"}, "ccb": {"value": "100%", "as_of": "2022-04-27"}},
  "AS03": 635.50, "AS04": {"value": 1250, "qualifier": "trên"}, "QC04": 0, "TG03": "x", "BD02": null},
 "targets": {"AS04": 2000}}
`,
	"q.csv": `unit;period;indicator;breakdown;category;value;since;as_of;qualifier;target
phu-xuyen;2022-Q1;DVK01;cap;thanh_pho;8;;;;
phu-xuyen;2022-Q1;DVK01;cap;huyen;66;;;;
phu-xuyen;2022-Q1;DVK01;;co_so;43;;;;
phu-xuyen;2022-Q1;DT01;cap;huyen;8;2017;2022-04-27;;
phu-xuyen;2022-Q1;DT01;cap;co_so;114;2017;2022-04-27;;
phu-xuyen;2022-Q1;MT05;;doan;44/48;;2022-04-27;;
phu-xuyen;2022-Q1;MT05;;ccb;100%;;2022-04-27;;
phu-xuyen;2022-Q1;AS03;;;635,5;;;;
phu-xuyen;2022-Q1;AS04;;;1.250;;;trên;2.000
phu-xuyen;2022-Q1;QC04;;;0;;;;
phu-xuyen;2022-Q1;TG03;;;x;;;;
phu-xuyen;2022-Q1;BD02;;;;;;;
`,
}

// whereFrom is all that may differ: names, places and hashes of the sources.
var whereFrom = regexp.MustCompile(`"(file|at|sha256)": "[^"]*"`)

func TestEncodings_SameFiguresSameReport(t *testing.T) {
	tree, _ := unit.NewTree([]unit.Listed{{Unit: unit.Unit{Code: "phu-xuyen", Name: "Huyện Phú Xuyên", Level: "huyen"}}})
	reports := map[string]string{}
	for name, text := range encodings {
		in := &workspace.Inputs{Units: tree, Files: []source.File{{Path: name, Name: name, Data: []byte(text)}}}
		o := options()
		o.Template, o.Formats = "dan-van", []report.Format{report.JSON}
		r, err := report.Generate(in, o)
		if err != nil {
			t.Fatal(err)
		}
		if r.Findings.HasErrors() {
			t.Fatalf("%s: %s", name, r.Findings[0].In(finding.EN))
		}
		reports[name] = whereFrom.ReplaceAllString(string(bytesOf(t, r.Files[0])), `"$1": ""`)
	}
	for name, got := range reports {
		if got != reports["q.yaml"] {
			t.Errorf("the report of %s differs from that of q.yaml:\n%s", name, firstDifference(got, reports["q.yaml"]))
		}
	}
}

func firstDifference(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	from := max(0, n-200)
	return a[from:min(len(a), n+100)] + "\n--- against ---\n" + b[from:min(len(b), n+100)]
}
