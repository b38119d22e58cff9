package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"baocao/report"
)

// A rename that is refused, as Windows refuses it for a workbook that Excel shows, puts
// back what was renamed before it.
func TestCommit_PutsBackAfterAFailure(t *testing.T) {
	dir := t.TempDir()
	old, added, refused := filepath.Join(dir, "a.xlsx"), filepath.Join(dir, "new/b.pdf"), filepath.Join(dir, "c.json")
	if err := os.WriteFile(old, []byte("old"), 0o666); err != nil {
		t.Fatal(err)
	}
	var files []report.File
	for _, name := range []string{"a.xlsx", "new/b.pdf", "c.json"} {
		files = append(files, report.NewFile(name, []byte("new")))
	}
	r, err := newReplacement(dir, files)
	if err == nil {
		err = r.prepare(t.Context(), files)
	}
	if err == nil {
		err = os.MkdirAll(filepath.Join(refused, "folder"), 0o777) // which no file can replace
	}
	if err != nil {
		t.Fatal(err)
	}
	err = r.commit()
	var w writeError
	if !errors.As(err, &w) || w.path != refused {
		t.Errorf("commit = %v, want a write error of %s", err, refused)
	}
	if data, err := os.ReadFile(old); string(data) != "old" {
		t.Errorf("the older file holds %q, %v", data, err)
	}
	if _, err := os.Stat(filepath.Dir(added)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the new file or its folder stayed: %v", err)
	}
	if r.unfinished {
		t.Error("all is put back, but the folder would stay")
	}
}

// Folders that were made for the output go again when nothing came of it.
func TestWriteAll_LeavesNoFolderAfterAFailure(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, "a", "b")
	fails := errors.New("no such glyph")
	files := []report.File{report.NewFile("one.json", []byte("{}")), {Name: "two.json", Make: func(io.Writer) error { return fails }}}
	if paths, err := writeAll(t.Context(), folder, files, writeRules{}); !errors.Is(err, fails) {
		t.Errorf("writeAll = %q, %v", paths, err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
}

// Neither a file that cannot be made nor an interruption leaves anything, be it while another
// file is still being made.
func TestWriteAll_LeavesNothingOfWhatWasNotFinished(t *testing.T) {
	fails := errors.New("no such glyph")
	begun, never := make(chan struct{}), make(chan struct{})
	defer close(never)
	endless := func(w io.Writer) error {
		_, err := w.Write([]byte("begun"))
		close(begun)
		<-never
		return err
	}
	ctx, interrupt := context.WithCancel(t.Context())
	go func() {
		<-begun
		interrupt()
	}()
	for name, c := range map[string]struct {
		ctx  context.Context
		make func(w io.Writer) error
		want error
	}{
		"failure":      {t.Context(), func(io.Writer) error { return fails }, fails},
		"interruption": {ctx, endless, context.Canceled},
	} {
		dir := t.TempDir()
		old := filepath.Join(dir, "a.json")
		if err := os.WriteFile(old, []byte("old"), 0o666); err != nil {
			t.Fatal(err)
		}
		files := []report.File{report.NewFile("a.json", []byte("new")), {Name: "b.pdf", Make: c.make}}
		var w writeError
		if _, err := writeAll(c.ctx, dir, files, writeRules{overwrite: true}); !errors.Is(err, c.want) || errors.As(err, &w) {
			t.Errorf("%s: writeAll = %v, want %v", name, err, c.want)
		}
		if left := listed(t, dir); len(left) != 2 { // the folder and the older file
			t.Errorf("%s: left %q", name, left)
		}
		if data, err := os.ReadFile(old); string(data) != "old" {
			t.Errorf("%s: the older file holds %q, %v", name, data, err)
		}
	}
}

func TestWroteIt_KnowsItsOwnFilesOnly(t *testing.T) {
	dir := copied(t, "phu-xuyen")
	if code, _, stderr := call(t, "2022-Q1.yaml", "-o", "out"); code != exitDone {
		t.Fatal(stderr)
	}
	foreign := map[string]string{
		"a.pdf":    "%PDF-1.3\n/Producer (another program)",
		"b.json":   `{"title": "baocao.report/1 is the name of the schema"}`,
		"c.xlsx":   "PK\x03\x04 no workbook",
		"d.txt":    "baocao 0.1.0",
		"e.xlsx":   "baocao",
		"huge.pdf": "/Producer",
	}
	for name, text := range foreign {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if ours, err := wroteIt(path); ours || err != nil {
			t.Errorf("wroteIt(%s) = %v, %v", name, ours, err)
		}
	}
	for _, extension := range []string{".xlsx", ".pdf", ".json"} {
		path := filepath.Join(dir, "out", "phu-xuyen-2022-Q1"+extension)
		if ours, err := wroteIt(path); !ours || err != nil {
			t.Errorf("wroteIt(%s) = %v, %v", path, ours, err)
		}
	}
}
