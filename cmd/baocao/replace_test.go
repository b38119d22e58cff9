package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
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
		if !e.Type().IsRegular() {
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

// A set that came with a stranger's folder reaches nothing outside of it: it is thrown away.
func TestSettle_KeepsInsideTheFolder(t *testing.T) {
	const mine = "mine"
	for name, plant := range map[string]func(t *testing.T, dir, beside string) (list string){
		"a name that climbs": func(t *testing.T, _, beside string) string {
			write(t, filepath.Join(beside, "mine"), "theirs") // new/../mine
			return `[{"Name": "../mine", "Replaces": false}]`
		},
		"a name from the root": func(t *testing.T, dir, _ string) string {
			return fmt.Sprintf(`[{"Name": %q, "Replaces": true}]`, filepath.Join(filepath.Dir(dir), "mine"))
		},
		"a folder that leads out": func(t *testing.T, dir, beside string) string {
			write(t, filepath.Join(beside, "new", "x", "planted"), "theirs")
			link(t, "..", filepath.Join(dir, "x"))
			return `[{"Name": "x/planted", "Replaces": false}]`
		},
		"new files that lie outside": func(t *testing.T, _, beside string) string {
			link(t, "../..", filepath.Join(beside, "new"))
			return `[{"Name": "mine", "Replaces": false}]`
		},
		"old files that lie outside": func(t *testing.T, _, beside string) string {
			link(t, "../..", filepath.Join(beside, "old"))
			return `[{"Name": "mine", "Replaces": true}]`
		},
		"a new file that is a link": func(t *testing.T, _, beside string) string {
			write(t, filepath.Join(beside, "new", "b"), "theirs")
			link(t, "../../../mine", filepath.Join(beside, "new", "a.json"))
			return `[{"Name": "a.json", "Replaces": false}]`
		},
	} {
		for _, list := range []string{forwardList, backList} {
			outside := t.TempDir()
			dir := filepath.Join(outside, "out")
			beside := filepath.Join(dir, ".baocao-1")
			write(t, filepath.Join(outside, "mine"), mine)
			write(t, filepath.Join(dir, "a.txt"), mine)
			write(t, filepath.Join(beside, list), "")
			write(t, filepath.Join(beside, list), plant(t, dir, beside))
			if err := settle(t.Context(), dir); err != nil {
				t.Errorf("%s, %s: %v", name, list, err)
			}
			if data, err := os.ReadFile(filepath.Join(outside, "mine")); string(data) != mine {
				t.Errorf("%s, %s: the file outside: %q, %v", name, list, data, err)
			}
			if _, err := os.Lstat(filepath.Join(outside, "planted")); err == nil {
				t.Errorf("%s, %s: a file was planted", name, list)
			}
			left := contents(t, dir)
			if strings.Contains(left, "mine=") || strings.Contains(left, "a.json") || strings.Contains(left, ".baocao") {
				t.Errorf("%s, %s: left %s", name, list, left)
			}
		}
	}
}

// link makes a link, where the system lets the test.
func link(t *testing.T, to, path string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(to, path); err != nil {
		t.Skip(err)
	}
}
