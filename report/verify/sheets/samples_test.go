package sheets

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"baocao/report"
	"baocao/report/finding"
	"baocao/report/internal/judge"
	"baocao/report/model"
	"baocao/report/source"
	"baocao/report/workspace"
	"baocao/templates"
)

// sample is one report made of the samples folder.
type sample struct {
	period string
	args   []string
	resave bool // have LibreOffice save it, too
}

var samples = []sample{
	{"", []string{"phu-xuyen/2022-Q1.yaml"}, true},
	{"", []string{"cao-lanh/2022.yaml"}, false},
	{"", []string{"minh-long/2022-Q1.yaml"}, false},
	{"", []string{"thanh-xuan/2024.yaml"}, false},
	{"", []string{"ngoc-lam/2019-H1.yaml"}, false},
	{"2022-Q1", []string{"minh-hoa/2022-Q1.yaml", "minh-hoa/2021-Q4.yaml", "minh-hoa/2021-Q1.yaml"}, true},
	{"2022-Q1", []string{"huyen-phu-xuyen"}, true},
	{"2021-Q4", []string{"huyen-phu-xuyen"}, false},
	{"2021-H1", []string{"huyen-phu-xuyen"}, false},
	{"2021", []string{"huyen-phu-xuyen"}, true},
}

func builtIn(name string) (fs.FS, string, bool) {
	folder, err := fs.Sub(templates.FS, name)
	if err != nil {
		return nil, "", false
	}
	_, err = fs.Stat(folder, "template.yaml")
	return folder, name, err == nil
}

// generate makes a sample's workbook and JSON.
func (s sample) generate(t testing.TB) (workbook []byte, written *model.Written) {
	t.Helper()
	var paths []string
	for _, arg := range s.args {
		paths = append(paths, filepath.Join("..", "..", "..", "samples", arg))
	}
	return generate(t, s.period, paths...)
}

func generate(t testing.TB, period string, paths ...string) (workbook []byte, written *model.Written) {
	t.Helper()
	in, found, err := workspace.Open(paths, period)
	if err != nil || found.HasErrors() {
		t.Fatal(err, found)
	}
	r, err := report.Generate(in, report.Options{Period: period, Generator: "baocao test", Templates: builtIn, Known: []string{"dan-van"},
		Layouts: templates.FS, Formats: []report.Format{report.XLSX, report.JSON}})
	if err != nil || finding.List(r.Findings).HasErrors() {
		t.Fatal(err, r.Findings)
	}
	for _, f := range r.Files {
		data, err := f.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f.Name, ".xlsx") {
			workbook = data
			continue
		}
		if written, err = model.Read(data); err != nil {
			t.Fatal(err)
		}
	}
	return workbook, written
}

func open(t testing.TB, data []byte) *Book {
	t.Helper()
	b, refused := Open(source.File{Path: "a.xlsx", Data: data})
	if refused != nil {
		t.Fatal(refused.In(finding.EN))
	}
	return b
}

// none fails the test for every fault.
func none(t testing.TB, what string, faults []Fault) {
	t.Helper()
	for _, f := range faults[:min(len(faults), 20)] {
		t.Errorf("%s: %s", what, f.In(finding.VI))
	}
}

func audited(t testing.TB, what string, b *Book) {
	t.Helper()
	a := b.Recalculate()
	if a.Formulas == 0 {
		t.Errorf("%s: no formula was computed", what)
	}
	none(t, what, a.Wrong)
	none(t, what, a.Unchecked)
}

// Every sample's workbook computes to what it stores and agrees with its JSON; the same
// when LibreOffice has computed all formulas and saved it.
func TestSamples_AgreeWithThemselvesAndTheJSON(t *testing.T) {
	for _, s := range samples {
		data, written := s.generate(t)
		name := s.args[0] + " " + s.period
		b := open(t, data)
		audited(t, name, b)
		none(t, name+" and its JSON", b.Against(written))
		if testing.Short() || !s.resave {
			continue
		}
		again := open(t, judge.Resave(t, data))
		audited(t, name+", saved by LibreOffice", again)
		none(t, name+", saved by LibreOffice, and its JSON", again.Against(written))
		none(t, name+", saved by LibreOffice", Differences(again, b))
	}
}

func TestBook_FiguresAndFactsByName(t *testing.T) {
	data, _ := sample{args: []string{"phu-xuyen/2022-Q1.yaml"}}.generate(t)
	b := open(t, data)
	v, at, ok := b.Figure("DVK01.huyen", "quý I/2022")
	if !ok || v.String() != "66" || at.Place() != "'Số liệu đơn vị'!F8" {
		t.Errorf("DVK01.huyen = %v at %s, %t", v, at.Place(), ok)
	}
	if _, _, ok := b.Figure("DVK01.huyen", "quý I/1999"); ok {
		t.Error("there is a figure of 1999")
	}
	if facts := b.Facts(); facts["Mã đơn vị"] != "phu-xuyen" || facts["Lập bằng"] != "baocao test" {
		t.Errorf("the cover says %v", facts)
	}
}
