package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// hostile is one folder of files that were made to do harm, or went wrong on their way,
// and what the program says of them. Each is run as a process of its own, so that its time
// and memory can be measured.
type hostile struct {
	name string
	make func(t *testing.T, dir string) // fills the folder in which the program is run
	args string                         // words, parted by blanks; else "check ."
	exit int                            // else 1
	want []string                       // what standard output or error must hold: codes and words
	not  []string                       // what they must not hold
}

// What one hostile file may cost.
const (
	mostTime   = 2 * time.Second // of all cores together
	mostMemory = 256 << 20
	slowest    = time.Minute // then the process is ended: it hangs; the race detector on a busy machine takes a quarter of that
)

// TestHostile runs every hostile folder.
func TestHostile(t *testing.T) {
	cases := slices.Concat(hostileTexts, hostileBooks, hostileTemplates, hostileLayouts, hostileFolders)
	if len(cases) < 60 {
		t.Errorf("only %d hostile folders", len(cases))
	}
	for i, c := range cases {
		if raceDetector && i%4 != 0 {
			continue // `make test` runs them all without it, too
		}
		t.Run(c.name, func(t *testing.T) { c.run(t) })
	}
}

func (c hostile) run(t *testing.T) {
	outside := t.TempDir()
	dir := filepath.Join(outside, "office")
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	c.make(t, dir)
	before := snapshot(t, outside)
	words := strings.Fields(c.args)
	if len(words) == 0 {
		words = []string{"check", "."}
	}
	code, said, cost := process(t, dir, words...)
	wanted := c.exit
	if c.args == "" && wanted == 0 {
		wanted = exitFindings
	}
	if code != wanted {
		t.Errorf("exit code %d, want %d", code, wanted)
	}
	for _, words := range c.want {
		if !strings.Contains(said, words) {
			t.Errorf("says nothing of %q", words)
		}
	}
	for _, words := range append(c.not, "panic:", "goroutine ", "runtime error", "\x1b", "\u202e", "\x00") {
		if strings.Contains(said, words) {
			t.Errorf("says %q", words)
		}
	}
	if after := snapshot(t, outside); after != before {
		t.Errorf("outside of the output folder there was\n%s\nand now is\n%s", before, after)
	}
	cost.check(t)
	if t.Failed() || testing.Verbose() {
		t.Logf("exit %d, %v, %d MiB\n%s", code, cost.time, cost.memory>>20, said[:min(len(said), 1500)])
	}
}

// cost is what a process took.
type cost struct {
	time   time.Duration // of all cores
	passed time.Duration
	memory int64 // the most bytes; 0 where the system does not tell
}

func (c cost) check(t *testing.T) {
	t.Helper()
	if raceDetector { // it takes its own share of both
		return
	}
	if c.time > mostTime {
		t.Errorf("took %v, at most %v", c.time, mostTime)
	}
	if c.memory > mostMemory {
		t.Errorf("took %d MiB, at most %d", c.memory>>20, mostMemory>>20)
	}
}

// process runs the program in a folder.
func process(t *testing.T, dir string, words ...string) (code int, said string, c cost) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), slowest)
	defer stop()
	return measured(ctx, t, dir, append([]string{"baocao"}, words...)...)
}

// measured runs a command line in a folder, by way of [measure].
func measured(ctx context.Context, t testing.TB, dir string, words ...string) (code int, said string, c cost) {
	t.Helper()
	program, err := measure()
	if err != nil {
		t.Fatal(err)
	}
	run := exec.CommandContext(ctx, program, words...)
	run.Dir = dir
	run.WaitDelay = time.Second
	var out bytes.Buffer
	run.Stdout, run.Stderr = &out, &out
	err = run.Run()
	if run.ProcessState == nil {
		t.Fatal(err)
	}
	said, figures, _ := cutLast(out.String(), measureMark)
	if _, err := fmt.Sscan(figures, &c.time, &c.passed, &c.memory); err != nil {
		t.Fatalf("%v hangs, or was not measured: %v\n%s", run.Args, err, out.String())
	}
	return run.ProcessState.ExitCode(), said, c
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// measureMark comes before what measure found out.
const measureMark = "\nmeasured: "

// measure is testdata/measure, built.
var measure = sync.OnceValues(func() (program string, err error) {
	program = measureProgram
	build := exec.Command("go", "build", "-o", program, "./testdata/measure")
	build.Dir = filepath.Join(sourceFolder, "..", "cmd", "baocao")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	return program, nil
})

// outputs is where the program may write.
const outputs = "bao-cao"

// snapshot describes all files below a folder but the outputs.
func snapshot(t *testing.T, root string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == outputs:
			return fs.SkipDir
		case !d.Type().IsRegular():
			fmt.Fprintf(&b, "%s %s\n", path, d.Type())
			return nil
		}
		data, err := os.ReadFile(path)
		fmt.Fprintf(&b, "%s %x\n", path, sha256.Sum256(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// file gives a folder one file.
func file(name, content string) func(*testing.T, string) {
	return files(map[string]string{name: content})
}

// files gives a folder files.
func files(all map[string]string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		for name, content := range all {
			write(t, filepath.Join(dir, filepath.FromSlash(name)), content)
		}
	}
}

// maker puts the files of a case into a folder.
type maker = func(*testing.T, string)

// later puts off making what is large: the test program stands for baocao, and what it holds
// from its start on would be measured.
func later(make func() maker) maker {
	return func(t *testing.T, dir string) {
		t.Helper()
		make()(t, dir)
	}
}

// made is file for a content that is large, and so is made only when it is needed.
func made(name string, content func() string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		write(t, filepath.Join(dir, filepath.FromSlash(name)), content())
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}
