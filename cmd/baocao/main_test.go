package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"baocao/report/finding"
	"baocao/samples"
	"baocao/samples/tidy"
)

// soak asks for the long forms of the tests that interrupt the program.
var soak = flag.Bool("soak", false, "interrupt the program hundreds of times instead of some dozens")

// TestMain also lets the test program stand for baocao and for writers of [writeForEver].
func TestMain(m *testing.M) {
	testscript.Main(tests{m}, map[string]func(){"baocao": main, "writer": func() { writeForEver(os.Args[1]) }})
}

// tests are those of this package, which must leave nothing behind.
type tests struct{ *testing.M }

func (t tests) Run() int {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt) // what hands signals out stays for ever
	signal.Stop(signals)
	return tidy.Run(func() int {
		measureProgram = filepath.Join(os.TempDir(), "measure")
		defer func() { _ = os.Remove(measureProgram) }() // where a test needed it
		return t.M.Run()
	})
}

// measureProgram is where [measure] is built.
var measureProgram string

// TestScripts runs testdata/script: the program as a user meets it. Each script finds the
// samples in samples/.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"replace": replace},
		WorkdirRoot:         t.TempDir(), // removed also where only some of the scripts run
		Setup:               func(env *testscript.Env) error { return copySamples(filepath.Join(env.WorkDir, "samples")) },
	})
}

// replace FILE OLD NEW puts a text in place of another, which must stand in the file.
func replace(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s has no %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.ReplaceAll(text, args[1], args[2])), 0o600))
}

// copySamples copies the samples, without the faulty ones, from the source tree: the office
// has more files than the program carries.
func copySamples(to string) error {
	entries, err := os.ReadDir(sourceFolder)
	for _, e := range entries {
		if e.IsDir() && e.Name() != "errors" {
			err = errors.Join(err, os.CopyFS(filepath.Join(to, e.Name()), os.DirFS(filepath.Join(sourceFolder, e.Name()))))
		}
	}
	return err
}

// call runs the program in this process.
func call(t *testing.T, words ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(words, &out, &errs, func(string) string { return "" })
	return code, out.String(), errs.String()
}

// copied copies a folder of the samples into a new one and makes it the current folder.
func copied(t *testing.T, folder string) string {
	t.Helper()
	sub, err := fs.Sub(samples.FS, folder)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, sub); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	return dir
}

// listed gives the files below dir.
func listed(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		names = append(names, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestInterrupted_WritesNothing(t *testing.T) {
	dir := copied(t, "phu-xuyen")
	before := listed(t, dir)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errs bytes.Buffer
	code := runContext(ctx, []string{"2022-Q1.yaml"}, &out, &errs, func(string) string { return "" })
	if code != exitInterrupted || out.Len() > 0 || !strings.HasPrefix(errs.String(), "baocao: đã dừng") {
		t.Errorf("interrupted: code %d, stdout %q, stderr %q", code, &out, &errs)
	}
	if after := listed(t, dir); len(after) != len(before) {
		t.Errorf("interrupted: left %q", after)
	}
}

// Every topic has its text in both languages, with an example, and every example works.
func TestHelp_ExamplesWork(t *testing.T) {
	for _, lang := range []finding.Lang{finding.VI, finding.EN} {
		for _, topic := range helpTopics {
			text, err := helpTexts.ReadFile(ui{lang: lang}.helpFile(topic))
			if err != nil {
				t.Error(err)
				continue
			}
			_, example, found := strings.Cut(string(text), map[finding.Lang]string{finding.VI: "Ví dụ:\n", finding.EN: "Example:\n"}[lang])
			if !found {
				if topic != "completion" {
					t.Errorf("help on %s in language %d has no example", topic, lang)
				}
				continue
			}
			line, _, _ := strings.Cut(strings.TrimSpace(example), "\n")
			t.Run(line, func(t *testing.T) {
				dir := t.TempDir()
				if err := copySamples(filepath.Join(dir, "samples")); err != nil {
					t.Fatal(err)
				}
				t.Chdir(dir)
				if topic == "verify" { // it looks at what generate wrote
					call(t, "generate", "samples/phu-xuyen/2022-Q1.yaml")
				}
				if code, _, stderr := call(t, strings.Fields(line)[1:]...); code != exitDone {
					t.Errorf("code %d: %s", code, stderr)
				}
			})
		}
	}
}

// Lines of help fit a terminal of 100 columns.
func TestHelp_LinesFit(t *testing.T) {
	err := fs.WalkDir(helpTexts, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := helpTexts.ReadFile(path)
		for i, line := range strings.Split(string(text), "\n") {
			if n := len([]rune(line)); n > 110 {
				t.Errorf("%s:%d has %d characters", path, i+1, n)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestVerdictWords_KnowEveryCode(t *testing.T) {
	letters := ""
	for _, f := range familyWords {
		letters += string(f.letter)
	}
	for _, e := range finding.Catalogue() {
		if !strings.Contains(letters, string(e.Code[0])) {
			t.Errorf("explain would not list %s: its family is in no list", e.Code)
		}
	}
}

// The table of exit codes in the help, held.
func TestExitCodes(t *testing.T) {
	dir := copied(t, "phu-xuyen")
	if err := os.WriteFile(filepath.Join(dir, "bad.yaml"), []byte("unit: a\nperiod: 2022-Q9\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		words string
		want  int
	}{
		{"check 2022-Q1.yaml", exitDone},
		{"check --strict 2022-Q1.yaml", exitFindings},
		{"check bad.yaml", exitFindings},
		{"generate bad.yaml", exitFindings},
		{"generate --dump figures bad.yaml", exitFindings},
		{"template check bad.yaml", exitWorld},
		{"generate --nothing", exitUsage},
		{"explain Z999", exitUsage},
		{"generate -p 2030 2022-Q1.yaml", exitUsage},
		{"generate none.yaml", exitWorld},
		{"generate 2022-Q1.yaml -o bad.yaml", exitWorld},
		{"generate 2022-Q1.yaml -o bad.yaml/x", exitWorld},
		{"status", exitUsage},
		{"status bad.yaml", exitFindings},
		{"status -p 2030 .", exitUsage},
		{"status -p 2022-Q1 none", exitWorld},
		{"new", exitUsage},
		{"new .", exitWorld},
		{"new bad.yaml", exitWorld},
		{"new new-office", exitDone},
		{"status new-office", exitDone},
		{"", exitUsage},
	} {
		if code, _, stderr := call(t, strings.Fields(c.words)...); code != c.want {
			t.Errorf("baocao %s: code %d, want %d: %s", c.words, code, c.want, stderr)
		}
	}
}
