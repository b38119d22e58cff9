package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"baocao/report"
)

const signed = `{"schema": "baocao.report/1", "is": %q}`

// cutOffAt leaves the folder of a set of a.json, b.json and c.json as a run leaves it that ends
// at a stage: a.json and b.json replace older ones.
func cutOffAt(t *testing.T, stage func(r *replacement) error) string {
	t.Helper()
	dir := t.TempDir()
	var files []report.File
	for _, name := range []string{"a.json", "b.json", "c.json"} {
		if name != "c.json" {
			if err := os.WriteFile(filepath.Join(dir, name), fmt.Appendf(nil, signed, "old"), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		files = append(files, report.NewFile(name, fmt.Appendf(nil, signed, "new")))
	}
	r, err := newReplacement(dir, files)
	if err == nil {
		err = r.prepare(t.Context(), files)
	}
	if err == nil {
		err = stage(r)
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// contents tells what each file in a folder is: old, new, or its whole text.
func contents(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		if e.IsDir() {
			list = append(list, e.Name())
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		is := string(data)
		_, _ = fmt.Sscanf(is, signed, &is)
		list = append(list, e.Name()+"="+is)
	}
	slices.Sort(list)
	return fmt.Sprint(list)
}

func TestSettle_OfEachStage(t *testing.T) {
	nothing := func(*replacement) error { return nil }
	first := func(r *replacement) error { // the first and the last file have their places
		for _, i := range []int{0, 2} {
			if err := rename(r.fresh(r.targets[i]), r.path(r.targets[i])); err != nil {
				return err
			}
		}
		return nil
	}
	in := func(stages ...func(*replacement) error) func(*replacement) error {
		return func(r *replacement) error {
			for _, do := range stages {
				if err := do(r); err != nil {
					return err
				}
			}
			return nil
		}
	}
	changed := func(name string) func(*replacement) error {
		return func(r *replacement) error { return os.WriteFile(filepath.Join(r.folder, name), []byte("mine"), 0o666) }
	}
	for _, c := range []struct {
		name  string
		stage func(*replacement) error
		want  string
	}{
		{"while files are made", nothing, "[a.json=old b.json=old]"},
		{"before the first rename", (*replacement).mark, "[a.json=new b.json=new c.json=new]"},
		{"between the renames", in((*replacement).mark, first), "[a.json=new b.json=new c.json=new]"},
		{"between the renames, and somebody wrote there since", in((*replacement).mark, first, changed("b.json")), "[a.json=new b.json=mine c.json=new]"},
		{"going back", in((*replacement).mark, first, (*replacement).turnBack), "[a.json=old b.json=old]"},
		{"going back, and somebody wrote there since", in((*replacement).mark, first, (*replacement).turnBack, changed("a.json")), "[a.json=mine b.json=old]"},
		{"gone back", in((*replacement).mark, first, (*replacement).turnBack, (*replacement).back), "[a.json=old b.json=old]"},
	} {
		dir := cutOffAt(t, c.stage)
		if err := settle(t.Context(), dir); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if got := contents(t, dir); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// What only looks like our folders is somebody's.
func TestSettle_TouchesNothingElse(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{".baocao-notes", ".baocao-1", "2022-Q1"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	if err := settle(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	if got := contents(t, dir); got != "[.baocao-notes 2022-Q1]" {
		t.Error(got)
	}
}
