package page_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"baocao/report"
	"baocao/report/document"
	"baocao/report/finding"
	"baocao/report/internal/judge"
	"baocao/report/verify/page"
	"baocao/report/workspace"
	"baocao/templates"
)

// sample is a report of the samples folder with its PDF.
type sample struct {
	name string
	doc  *document.Document
	data []byte
}

// reports are those that print most kinds of numbers, made once.
var reports []sample

func samples(t testing.TB) []sample {
	t.Helper()
	if reports == nil {
		reports = []sample{
			made(t, "", "phu-xuyen/2022-Q1.yaml"),
			made(t, "2022-Q1", "minh-hoa/2022-Q1.yaml", "minh-hoa/2021-Q4.yaml", "minh-hoa/2021-Q1.yaml"),
			made(t, "2022-Q1", "huyen-phu-xuyen"),
			made(t, "2024", "ubnd-xa-minh-hoa/2024.yaml", "ubnd-xa-minh-hoa/2023.yaml"),
		}
	}
	return reports
}

func made(t testing.TB, period string, args ...string) sample {
	t.Helper()
	paths := make([]string, len(args))
	for i, a := range args {
		paths[i] = filepath.Join("..", "..", "..", "samples", a)
	}
	in, found, err := workspace.Open(paths, period)
	if err != nil || found.HasErrors() {
		t.Fatal(err, found)
	}
	r, err := report.Generate(in, report.Options{
		Generator: "baocao test", Period: period, Formats: []report.Format{report.PDF},
		Templates: builtIn, Known: []string{"dan-van"}, Layouts: templates.FS,
	})
	if err != nil || len(r.Files) != 1 {
		for _, f := range r.Findings {
			t.Log(f.In(finding.EN))
		}
		t.Fatal("no PDF was made", err)
	}
	data, err := r.Files[0].Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return sample{args[0], r.Document(), data}
}

func builtIn(name string) (fs.FS, string, bool) {
	fsys, err := fs.Sub(templates.FS, name)
	if err != nil {
		return nil, "", false
	}
	_, err = fs.Stat(fsys, "template.yaml")
	return fsys, name, err == nil
}

func read(t testing.TB, data []byte) *page.File {
	t.Helper()
	f, err := page.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// rewritten is a PDF as qpdf writes it anew.
func rewritten(t testing.TB, data []byte, args ...string) []byte {
	t.Helper()
	folder := t.TempDir()
	in, out := filepath.Join(folder, "in.pdf"), filepath.Join(folder, "out.pdf")
	if err := os.WriteFile(in, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if said, err := exec.Command(judge.Need(t, "qpdf"), append(args, in, out)...).CombinedOutput(); err != nil {
		t.Fatalf("qpdf %v: %v\n%s", args, err, said)
	}
	again, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return again
}
