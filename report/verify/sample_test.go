package verify_test

import (
	"io/fs"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"baocao/report"
	"baocao/report/finding"
	"baocao/report/source"
	"baocao/report/verify"
	"baocao/report/workspace"
	"baocao/templates"
)

// sample is one report of the samples folder with its outputs.
type sample struct {
	name   string
	period string
	paths  []string
	again  verify.Again
	report.Result
	files map[string]source.File // by kind: xlsx, pdf, json
}

// made is a sample's report; again makes it but once, since nothing is changed.
func made(t testing.TB, period string, args ...string) *sample {
	t.Helper()
	s := &sample{name: args[0] + " " + period, period: period, files: map[string]source.File{}}
	for _, a := range args {
		s.paths = append(s.paths, filepath.Join("..", "..", "samples", a))
	}
	s.Result = generate(t, period, s.paths...)
	for _, f := range s.Files {
		kind := strings.TrimPrefix(filepath.Ext(f.Name), ".")
		data, err := f.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		s.files[kind] = source.File{Path: f.Name, Name: f.Name, Data: data}
	}
	s.again = once(from(s.paths...))
	return s
}

func generate(t testing.TB, period string, paths ...string) report.Result {
	t.Helper()
	r, _, err := from(paths...)(verify.Asked{Period: period, Generator: "baocao 0.0"})
	if err != nil || len(r.Files) != len(report.Formats) {
		t.Fatal(paths, err, r.Findings)
	}
	return r
}

// from makes a report of files and folders.
func from(paths ...string) verify.Again {
	return func(a verify.Asked) (report.Result, []source.File, error) {
		in, found, err := workspace.Open(paths, a.Period)
		if err != nil || found.HasErrors() {
			return report.Result{Findings: found}, nil, err
		}
		r, err := report.Generate(in, report.Options{Unit: a.Unit, Period: a.Period, Generator: a.Generator,
			Templates: builtIn, Known: []string{"dan-van"}, Layouts: templates.FS})
		return r, in.Files, err
	}
}

// once keeps what was made last.
func once(again verify.Again) verify.Again {
	var mutex sync.Mutex
	var last verify.Asked
	var kept report.Result
	return func(a verify.Asked) (report.Result, []source.File, error) {
		mutex.Lock()
		defer mutex.Unlock()
		if kept.Files == nil || a != last {
			r, files, err := again(a)
			if err != nil || len(r.Files) == 0 {
				return r, files, err
			}
			last, kept = a, r
		}
		return kept, nil, nil
	}
}

func builtIn(name string) (fs.FS, string, bool) {
	fsys, err := fs.Sub(templates.FS, name)
	if err != nil {
		return nil, "", false
	}
	_, err = fs.Stat(fsys, "template.yaml")
	return fsys, name, err == nil
}

// all are the outputs, in the order of a folder.
func (s *sample) all() []source.File {
	return []source.File{s.files["json"], s.files["pdf"], s.files["xlsx"]}
}

// with gives the outputs with one in another version.
func (s *sample) with(kind string, data []byte) []source.File {
	var files []source.File
	for _, f := range s.all() {
		if strings.HasSuffix(f.Name, kind) {
			f.Data = data
		}
		files = append(files, f)
	}
	return files
}

func judged(t testing.TB, files []source.File, again verify.Again) verify.Result {
	t.Helper()
	r, err := verify.Files(files, again)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// line is a fault in words.
func line(f verify.Fault) string {
	return string(f.Kind) + " " + f.File + " | " + f.Place.In(finding.VI) + " | " + f.Figure + " | " + f.What.In(finding.VI)
}

// lines are the first faults.
func lines(r verify.Result) string {
	var all []string
	for _, f := range r.Faults[:min(len(r.Faults), 8)] {
		all = append(all, line(f))
	}
	return string(r.Verdict) + "\n" + strings.Join(all, "\n")
}
