// Package trial makes small reports for tests: a template and submissions written as YAML
// go through the stages up to the model. It is for tests only, of any package.
package trial

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"baocao/report/check"
	"baocao/report/compute"
	"baocao/report/decode"
	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/period"
	"baocao/report/source"
	"baocao/report/spec"
	"baocao/report/unit"
)

// Template loads a template of a definition, whose name, title and periods are added, and
// the body of a summary. A fault in it fails the test.
func Template(t testing.TB, definition, summary string) *spec.Template {
	t.Helper()
	head := "name: thu\ntitle: Báo cáo thử\nperiods: [quarter, half, nine-months, year, other]\n"
	return load(t, fstest.MapFS{
		"template.yaml": {Data: []byte(head + definition)},
		"summary.md":    {Data: []byte("---\nkind: BÁO CÁO\nsubject: thử {{ period_pair }}\n---\n" + summary)},
	})
}

// Library loads the template of a library that is the test data of package spec.
func Library(t testing.TB) *spec.Template {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	files := fstest.MapFS{}
	for _, name := range []string{"template.yaml", "summary.md"} {
		data, err := os.ReadFile(filepath.Join(filepath.Dir(here), "..", "..", "spec", "testdata", "thu-vien", name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	return load(t, files)
}

func load(t testing.TB, files fstest.MapFS) *spec.Template {
	t.Helper()
	template, found := spec.Load(files, "thu", nil)
	stopAtErrors(t, found)
	return template
}

// Submissions decodes YAML submissions, named a.yaml, b.yaml … in their order. A fault of
// decoding fails the test.
func Submissions(t testing.TB, texts ...string) []*figures.Submission {
	t.Helper()
	var all []*figures.Submission
	for i, text := range texts {
		name := string(rune('a'+i)) + ".yaml"
		subs, found := decode.Submission(source.File{Path: name, Name: name, Data: []byte(text), Folder: fstest.MapFS{}})
		stopAtErrors(t, found)
		all = append(all, subs...)
	}
	return all
}

// Report computes the report of the unit "cha" of the units that the submissions are of,
// in the order of their appearance, or of the one unit that there is. Errors of a check
// fail the test; findings on totals are returned.
func Report(t testing.TB, template *spec.Template, code string, texts ...string) (*model.Report, finding.List) {
	t.Helper()
	p, ok := period.Parse(code)
	subs := Submissions(t, texts...)
	if !ok {
		p = subs[0].Period
	}
	sets, found := check.Submissions(template, subs)
	stopAtErrors(t, found)
	index := check.NewIndex(template, sets, nil)
	outcomes, broken := check.Rules(index, p)
	stopAtErrors(t, slices.Concat(broken...))

	var rows []model.Unit
	var inputs []model.Input
	at := map[string]int{}
	for _, s := range subs {
		inputs = append(inputs, model.Input{File: s.Name, SHA256: s.SHA256})
		if _, seen := at[s.Unit.Code]; !seen {
			at[s.Unit.Code] = len(rows)
			rows = append(rows, model.Unit{Unit: s.Unit, Owes: true})
		}
		if row := &rows[at[s.Unit.Code]]; s.Period.Code == p.Code {
			row.Files = append(row.Files, s.Name)
		}
	}
	for i := range rows {
		if rows[i].Name == "" {
			rows[i].Name = "Đơn vị " + rows[i].Code
		}
	}
	issuer := unit.Unit{Code: "cha", Name: "Đơn vị cha", Level: "huyen"}
	if len(rows) == 1 {
		issuer = rows[0].Unit
	}
	return compute.Report(compute.Input{Template: template, Unit: issuer, Period: p, Units: rows,
		Sets: sets, Index: index, Outcomes: outcomes, Inputs: inputs})
}

func stopAtErrors(t testing.TB, found finding.List) {
	t.Helper()
	var all []string
	for _, f := range found {
		if f.Severity == finding.Error {
			all = append(all, f.In(finding.EN))
		}
	}
	if len(all) > 0 {
		t.Fatal(strings.Join(all, "\n"))
	}
}
