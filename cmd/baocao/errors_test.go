package main

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"baocao/report/finding"
	"baocao/samples"
	"baocao/samples/clerk"
)

var update = flag.Bool("update", false, "write want.txt of samples/errors as the program answers now")

// errorCase is one folder of samples/errors: the smallest input that has one finding.
//
//	<CODE>-slug/      a folder without a code shows several findings together
//	<CODE>-slug/args      the arguments, one line; else the only file, or "." for several
//	<CODE>-slug/exit      the exit code; else 1
//	<CODE>-slug/want.txt  what generate prints to standard error, run inside the folder
//	<CODE>-slug/*.xlsx.txt  what a clerk types into the form of a unit: see fillForms
//	<CODE>-slug/mau/workbook.xlsx.txt  the cells of a template's workbook, see clerk.Book
type errorCase struct {
	folder string       // errors/D007-letter-o
	code   finding.Code // empty where several are shown
	args   []string
	inputs []string // args without the flags that only generate takes
	exit   int
	want   string
}

var startsWithCode = regexp.MustCompile(`^[A-Z]\d{3}`)

// errorCases reads samples/errors.
func errorCases(t *testing.T) []errorCase {
	t.Helper()
	folders, err := fs.Glob(samples.FS, "errors/*-*")
	if err != nil {
		t.Fatal(err)
	}
	var cases []errorCase
	for _, folder := range folders {
		c := errorCase{folder: folder, code: finding.Code(startsWithCode.FindString(path.Base(folder))), args: caseArgs(t, folder), exit: exitFindings}
		c.want, _ = caseFile(t, folder, "want.txt")
		if text, ok := caseFile(t, folder, "exit"); ok {
			if c.exit, err = strconv.Atoi(strings.TrimSpace(text)); err != nil {
				t.Errorf("%s/exit: %v", folder, err)
			}
		}
		for i := 0; i < len(c.args); i++ {
			switch c.args[i] {
			case "--format", "--layout", "-o", "--output":
				i++
			case "--force", "--without-faulty":
			default:
				c.inputs = append(c.inputs, c.args[i])
			}
		}
		cases = append(cases, c)
	}
	return cases
}

// caseFile reads an optional file of a case.
func caseFile(t *testing.T, folder, name string) (text string, ok bool) {
	t.Helper()
	data, err := fs.ReadFile(samples.FS, path.Join(folder, name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return string(data), err == nil
}

func caseArgs(t *testing.T, folder string) []string {
	t.Helper()
	if text, ok := caseFile(t, folder, "args"); ok {
		return strings.Fields(text)
	}
	entries, err := fs.ReadDir(samples.FS, folder)
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, e := range entries {
		if !slices.Contains(aboutExample, e.Name()) {
			files = append(files, e.Name())
		}
	}
	if len(files) == 1 {
		return []string{strings.TrimSuffix(files[0], scriptEnding)}
	}
	return []string{"."}
}

// TestErrors is the catalogue of findings, run.
func TestErrors(t *testing.T) {
	for _, c := range errorCases(t) {
		t.Run(path.Base(c.folder), func(t *testing.T) {
			dir := copied(t, c.folder)
			fillForms(t, dir)
			before := listed(t, dir)
			code, stdout, stderr := call(t, append([]string{"generate"}, c.args...)...)
			if code != c.exit {
				t.Errorf("exit code %d, want %d", code, c.exit)
			}
			if c.exit != exitDone && (stdout != "" || !slices.Equal(listed(t, dir), before)) {
				t.Errorf("something was written: %q %q", stdout, listed(t, dir))
			}
			if *update {
				rewrite(t, c, stderr)
			} else if stderr != c.want {
				t.Errorf("standard error\n%s\nwant (go test ./cmd/baocao -update writes it)\n%s", stderr, c.want)
			}
			if c.code != "" && !strings.Contains(stderr, "["+string(c.code)+"]") {
				t.Errorf("the answer has no %s:\n%s", c.code, stderr)
			}
		})
	}
}

// scriptEnding follows the name of a form whose content is described instead of stored.
const scriptEnding = ".txt"

// fillForms makes the forms that a folder describes: phu-minh.xlsx.txt says what the clerk
// of phu-minh does to the unit's form for 2022-Q1, see package clerk.
func fillForms(t *testing.T, dir string) {
	t.Helper()
	var scripts []string
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".xlsx"+scriptEnding) {
			scripts = append(scripts, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	template := "dan-van"
	if _, err := os.Stat(filepath.Join(dir, "mau")); err == nil {
		template = "mau"
	}
	for _, script := range scripts {
		form := strings.TrimSuffix(script, scriptEnding)
		if filepath.Base(form) == "workbook.xlsx" {
			makeBook(t, script, form)
			continue
		}
		unit := strings.TrimSuffix(filepath.Base(form), ".xlsx")
		if code, _, stderr := call(t, "form", "-u", unit, "-p", "2022-Q1", "-t", template, "-o", form); code != exitDone {
			t.Fatalf("no form to fill in: %s", stderr)
		}
		blank, err := os.ReadFile(form)
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(script)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(form, clerk.Script(t, blank, string(text)), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(script); err != nil {
			t.Fatal(err)
		}
	}
}

// makeBook makes the workbook of a template that a file describes.
func makeBook(t *testing.T, script, book string) {
	t.Helper()
	text, err := os.ReadFile(script)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(book, clerk.Book(t, string(text)), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(script); err != nil {
		t.Fatal(err)
	}
}

func rewrite(t *testing.T, c errorCase, stderr string) {
	t.Helper()
	folder := filepath.Join(sourceFolder, filepath.FromSlash(c.folder))
	if err := os.WriteFile(filepath.Join(folder, "want.txt"), []byte(stderr), 0o666); err != nil {
		t.Fatal(err)
	}
}

// sourceFolder is samples/ in the source tree; tests change the current folder.
var sourceFolder = func() string {
	folder, err := filepath.Abs("../../samples")
	if err != nil {
		panic(err)
	}
	return folder
}()

// notBySample are findings that no folder of input files can show alone, with the reason.
var notBySample = map[finding.Code]string{
	finding.Unread: "the sources hold no links, devices and vanishing files; see hostileFolders",
}

// Every finding that a user can meet is shown by a sample, and no sample is of another code.
func TestErrors_EveryCodeHasASample(t *testing.T) {
	shown := map[finding.Code]bool{}
	for _, c := range errorCases(t) {
		shown[c.code] = true
		if _, ok := finding.Lookup(c.code); !ok && c.code != "" {
			t.Errorf("%s: the catalogue has no %s", c.folder, c.code)
		}
	}
	var missing []string
	for _, e := range finding.Catalogue() {
		_, excepted := notBySample[e.Code]
		switch {
		case e.Severity == finding.Info:
		case shown[e.Code] && excepted:
			t.Errorf("%s has a sample and stands among the exceptions", e.Code)
		case !shown[e.Code] && !excepted:
			missing = append(missing, string(e.Code))
		}
	}
	if len(missing) > 0 {
		t.Errorf("no folder in samples/errors for %s", strings.Join(missing, ", "))
	}
}
