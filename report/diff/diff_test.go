package diff_test

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"baocao/report"
	"baocao/report/diff"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/output"
	"baocao/report/source"
	"baocao/report/workspace"
	"baocao/templates"
)

// made makes every output of samples.
func made(t testing.TB, period, path string) report.Result {
	t.Helper()
	in, found, err := workspace.Open([]string{filepath.Join("..", "..", "samples", path)}, period)
	if err != nil || found.HasErrors() {
		t.Fatal(err, found)
	}
	result, err := report.Generate(in, report.Options{Generator: "baocao test", Known: []string{"dan-van"}, Layouts: templates.FS,
		Period: period, Templates: func(name string) (fs.FS, string, bool) {
			sub, err := fs.Sub(templates.FS, name)
			return sub, name, err == nil
		}})
	if err != nil || result.Findings.HasErrors() {
		t.Fatal(err, result.Findings)
	}
	return result
}

// read gives the report as one of its files tells it, each time a new one.
func read(t testing.TB, result report.Result, kind output.Kind) *output.Report {
	t.Helper()
	for _, f := range result.Files {
		if strings.HasSuffix(f.Name, "."+string(kind)) {
			data, err := f.Bytes()
			if err != nil {
				t.Fatal(err)
			}
			r, err := output.Read(source.File{Path: f.Name, Data: data})
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
	}
	t.Fatal("no " + kind)
	return nil
}

func compared(t testing.TB, old, new *output.Report) *diff.Result {
	t.Helper()
	r, err := diff.Reports(old, new)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The outputs of one report are the same report, whichever two are compared.
func TestReports_OutputsOfOneReportAreTheSame(t *testing.T) {
	kinds := []output.Kind{output.JSON, output.PDF, output.Workbook}
	for _, s := range [][2]string{{"", "phu-xuyen/2022-Q1.yaml"}, {"", "cao-lanh/2022.yaml"}, {"2022-Q1", "huyen-phu-xuyen"}, {"2021", "huyen-phu-xuyen"}} {
		result := made(t, s[0], s[1])
		for _, old := range kinds {
			for _, new := range kinds {
				if r := compared(t, read(t, result, old), read(t, result, new)); !r.Same() {
					t.Errorf("%v: %s and %s differ: %d figures, %+v, %+v, %+v, %+v", s, old, new, len(r.Figures), r.Targets, r.Checks, r.Inputs, r.Facts)
				}
			}
		}
	}
}

// Whatever is changed in a report is found, and nothing else.
func TestReports_FindsEachChange(t *testing.T) {
	result := made(t, "2022-Q1", "huyen-phu-xuyen")
	old := read(t, result, output.JSON)
	find := func(figures []model.WrittenFigure, indicator, category string) *model.WrittenFigure {
		for i := range figures {
			if f := &figures[i]; f.Indicator == indicator && f.Category == category && f.Units != nil {
				return f
			}
		}
		t.Fatal("no " + indicator)
		return nil
	}
	for name, c := range map[string]struct {
		change func(*output.Report)
		found  func(*diff.Result) bool
	}{
		"a total": {func(r *output.Report) { find(r.Figures, "TD02", "").Value = num.OfInt(1) },
			func(r *diff.Result) bool {
				return len(r.Figures) == 1 && r.Figures[0].Name == "TD02" && len(r.Figures[0].Units) == 0
			}},
		"a unit's value": {func(r *output.Report) { find(r.Figures, "TD02", "").Sources[3].Value = num.OfInt(999) },
			func(r *diff.Result) bool {
				return len(r.Figures) == 1 && len(r.Figures[0].Units) == 1 && r.Figures[0].Units[0].New.File != "" && r.Figures[0].Units[0].Row.Code == "chau-can"
			}},
		"a part below a unit's sum": {func(r *output.Report) { find(r.Figures, "TD05", "to_cao").Sources[0].Value = num.OfInt(9) },
			func(r *diff.Result) bool { // the part itself, and the sum that it is in
				return len(r.Figures) == 2 && len(r.Figures[0].Units) == 1 && len(r.Figures[0].Units[0].Causes) == 1 && r.Figures[1].Name == "TD05.to_cao"
			}},
		"a rate": {func(r *output.Report) {
			f := find(r.Figures, "TD05R", "")
			f.Value, f.Operands[1].Value = num.OfInt(1), num.OfInt(2)
		}, func(r *diff.Result) bool {
			return len(r.Figures) == 1 && len(r.Figures[0].Operands) == 1 && r.Figures[0].Operands[0].Name == "TD06"
		}},
		"another period": {func(r *output.Report) { find(r.OtherPeriods[0].Figures, "TD06", "").Value = num.OfInt(1) },
			func(r *diff.Result) bool {
				return len(r.Figures) == 1 && r.Figures[0].Period.Code == r.Figures[0].New.Period.Code
			}},
		"missing is not zero": {func(r *output.Report) { find(r.Figures, "TD03a", "").Value = num.Value{} },
			func(r *diff.Result) bool { return len(r.Figures) == 1 }},
		"a target": {func(r *output.Report) { find(r.Figures, "DVK01", "").Target = num.OfInt(1) },
			func(r *diff.Result) bool { return len(r.Targets) == 1 && len(r.Figures) == 0 }},
		"a check": {func(r *output.Report) { r.Checks[0].Result = model.Failed },
			func(r *diff.Result) bool { return len(r.Checks) == 1 && r.Checks[0].New == model.Failed }},
		"an input": {func(r *output.Report) { r.Inputs[2].SHA256 = strings.Repeat("0", 64) },
			func(r *diff.Result) bool { return len(r.Inputs) == 1 && r.Inputs[0].Old != "" }},
		"an input that is gone": {func(r *output.Report) { r.Inputs = r.Inputs[1:] },
			func(r *diff.Result) bool { return len(r.Inputs) == 1 && r.Inputs[0].New == "" }},
		"a unit that is missing": {func(r *output.Report) { r.Completeness.Missing = []string{"chau-can"} },
			func(r *diff.Result) bool { return len(r.Gone) == 1 && len(r.Came) == 0 }},
		"texts":         {func(r *output.Report) { r.TextsSHA256 = "1" }, func(r *diff.Result) bool { return r.Facts[0].What == diff.Texts }},
		"the template":  {func(r *output.Report) { r.Template.SHA256 = "1" }, func(r *diff.Result) bool { return r.Facts[0].What == diff.TemplateHash }},
		"a fingerprint": {func(r *output.Report) { r.Fingerprint = "1" }, func(r *diff.Result) bool { return r.Facts[0].What == diff.Fingerprint }},
	} {
		new := read(t, result, output.JSON)
		c.change(new)
		r := compared(t, old, new)
		n := len(r.Figures) + len(r.Targets) + len(r.Checks) + len(r.Came) + len(r.Gone) + len(r.Inputs) + len(r.Facts)
		if r.Same() || !c.found(r) || n > 2 {
			t.Errorf("%s: found %+v", name, r)
		}
	}
}

// A file without the units' sources is compared by its totals alone.
func TestReports_WithoutSources(t *testing.T) {
	result := made(t, "2022-Q1", "huyen-phu-xuyen")
	short := read(t, result, output.JSON)
	short.LeftOut = []string{model.LeftOutSources}
	for i := range short.Figures {
		if short.Figures[i].Units != nil {
			short.Figures[i].Sources = nil
		}
	}
	if r := compared(t, read(t, result, output.JSON), short); !r.Same() || !slices.Contains(r.NotCompared, diff.Sources) {
		t.Errorf("%d figures differ; not compared: %v", len(r.Figures), r.NotCompared)
	}
}

func TestReports_RefusesWhatCannotBeCompared(t *testing.T) {
	report := read(t, made(t, "", "phu-xuyen/2022-Q1.yaml"), output.JSON)
	for name, change := range map[string]func(*output.Report){
		"another unit":           func(r *output.Report) { r.Unit.Code = "other" },
		"another kind of period": func(r *output.Report) { r.Period.Code = "2022" },
	} {
		other := read(t, made(t, "", "phu-xuyen/2022-Q1.yaml"), output.JSON)
		change(other)
		if _, err := diff.Reports(report, other); err == nil {
			t.Errorf("%s: compared", name)
		}
	}
}
