package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"baocao/report"
	"baocao/report/finding"
)

// Whatever cuts a run off, a folder holds the whole older set of files or the whole new one,
// at the latest when the next run has put it in order.

// times is how often a test does what it does by chance.
func times(short, long int) int {
	if *soak {
		return long
	}
	return short
}

// program starts the test program as another one.
func started(t *testing.T, words ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self)
	c.Args = words
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c
}

// twins are two submissions with different reports under the same names.
type twins struct {
	inputs [2]string
	sets   [2]map[string][]byte
	takes  time.Duration // a run
}

var outputNames = []string{"phu-xuyen-2022-Q1.xlsx", "phu-xuyen-2022-Q1.pdf", "phu-xuyen-2022-Q1.json"}

func newTwins(t *testing.T) twins {
	t.Helper()
	dir := copied(t, "phu-xuyen")
	var w twins
	for i := range w.inputs {
		data, err := os.ReadFile("2022-Q1.yaml")
		if err != nil {
			t.Fatal(err)
		}
		w.inputs[i] = filepath.Join(dir, fmt.Sprintf("twin%d.yaml", i))
		if err := os.WriteFile(w.inputs[i], fmt.Appendf(data, "# %d\n", i), 0o666); err != nil {
			t.Fatal(err)
		}
		out := filepath.Join(dir, fmt.Sprint("set", i))
		begun := time.Now()
		if err := started(t, "baocao", w.inputs[i], "-o", out).Wait(); err != nil {
			t.Fatal(err)
		}
		w.takes = time.Since(begun)
		w.sets[i] = map[string][]byte{}
		for _, name := range outputNames {
			if w.sets[i][name], err = os.ReadFile(filepath.Join(out, name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	return w
}

// which tells of each file in a folder which twin's it is; -1 of one that is not whole.
func (w twins) which(folder string) [3]int {
	var found [3]int
	for i, name := range outputNames {
		data, _ := os.ReadFile(filepath.Join(folder, name))
		found[i] = -1
		for set := range w.sets {
			if bytes.Equal(data, w.sets[set][name]) {
				found[i] = set
			}
		}
	}
	return found
}

var whole = map[[3]int]bool{{0, 0, 0}: true, {1, 1, 1}: true}

// moments are those at which a run is cut off: at any time, while it writes, and while it
// renames. Each is reached when a pattern within the folder fits, and passes after a while.
var moments = []struct {
	seen  string
	while func(run time.Duration) time.Duration
}{
	{"", func(run time.Duration) time.Duration { return run * 3 / 2 }},
	{".baocao-*[0-9]", func(run time.Duration) time.Duration { return run }},
	{".baocao-*/" + forwardList, func(time.Duration) time.Duration { return 2 * time.Millisecond }},
}

// pass waits for a moment, in a folder, as long as the run goes on and may be expected to
// come to it.
func pass(moment int, folder string, run time.Duration, ended <-chan struct{}) {
	m := moments[moment%len(moments)]
	for end := time.Now().Add(5 * time.Second); m.seen != "" && time.Now().Before(end); {
		seen, _ := filepath.Glob(filepath.Join(folder, m.seen))
		select {
		case <-ended:
			return
		default:
		}
		if len(seen) > 0 {
			break
		}
	}
	select {
	case <-ended:
	case <-time.After(rand.N(m.while(run))):
	}
}

// cutOff starts a run that writes a twin into a folder, and does something to it at a random
// one of the moments.
func (w twins) cutOff(t *testing.T, twin, round int, out string, do func(*os.Process) error) *os.ProcessState {
	t.Helper()
	c := started(t, "baocao", w.inputs[twin], "-o", out)
	ended := make(chan struct{})
	go func() {
		_ = c.Wait()
		close(ended)
	}()
	pass(round, out, w.takes, ended)
	// Windows says the latter of a process that has ended.
	if err := do(c.Process); err != nil && !errors.Is(err, os.ErrProcessDone) && !errors.Is(err, syscall.EINVAL) {
		t.Error(err)
	}
	<-ended
	return c.ProcessState
}

func TestKill_LosesNothing(t *testing.T) {
	w := newTwins(t)
	out := filepath.Join(t.TempDir(), "out")
	if err := started(t, "baocao", w.inputs[1], "-o", out).Wait(); err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	last := [3]int{1, 1, 1}
	for round, kills := 0, 0; kills < times(25, 500); round++ {
		state := w.cutOff(t, 1-last[0], round, out, (*os.Process).Kill)
		if !state.Success() {
			kills++
		}
		was := w.which(out)
		left := len(leftovers(out))
		if err := settle(t.Context(), out); err != nil {
			t.Fatal(err)
		}
		is := w.which(out)
		switch {
		case !whole[is]:
			t.Fatalf("round %d: after the kill %v, in order %v", round, was, is)
		case state.Success():
			counts["ended before"]++
		case is != was:
			counts["completed by the next run"]++
		case is == last:
			counts["older set"]++
		default:
			counts["new set"]++
		}
		if left > 0 {
			counts["with leftovers"]++
		}
		if names := listed(t, out); len(names) > 4+1 { // the folder, its files, perhaps a lock
			t.Fatalf("round %d: left %q", round, names)
		}
		last = is
	}
	t.Logf("kills: %v", counts)
}

// A signal to stop leaves nothing behind, not even for the next run.
func TestInterrupt_LeavesNothing(t *testing.T) {
	w := newTwins(t)
	out := filepath.Join(t.TempDir(), "out")
	if err := started(t, "baocao", w.inputs[1], "-o", out).Wait(); err != nil {
		t.Fatal(err)
	}
	counts := map[int]int{}
	last := [3]int{1, 1, 1}
	for round := range times(10, 100) {
		state := w.cutOff(t, 1-last[0], round, out, func(p *os.Process) error { return p.Signal(os.Interrupt) })
		is := w.which(out)
		code := state.ExitCode() // -1: the signal came before the program listened, or when all was done
		counts[code]++
		if !whole[is] || code == exitInterrupted && is != last || len(listed(t, out)) != 4 {
			t.Errorf("round %d: exit code %d, sets %v after %v, files %q", round, code, is, last, listed(t, out))
		}
		if code != exitDone && code != exitInterrupted && code != -1 {
			t.Errorf("round %d: exit code %d", round, code)
		}
		last = is
	}
	t.Logf("exit codes: %v", counts)
}

func TestTwoAtOnce_OneAfterTheOther(t *testing.T) {
	w := newTwins(t)
	counts := map[[3]int]int{}
	for range times(5, 100) {
		out := filepath.Join(t.TempDir(), "out")
		runs := []*exec.Cmd{started(t, "baocao", w.inputs[0], "-o", out), started(t, "baocao", w.inputs[1], "-o", out)}
		for _, c := range runs {
			if err := c.Wait(); err != nil {
				t.Fatal(err)
			}
		}
		is := w.which(out)
		if names := listed(t, out); !whole[is] || len(names) != 4 {
			t.Fatalf("sets %v, files %q", is, names)
		}
		counts[is]++
	}
	t.Logf("who was last: %v", counts)
}

// writeForEver writes one set after the other into a folder, each with its own number.
func writeForEver(folder string) {
	for n := os.Getpid() * 1000; ; n++ {
		var files []report.File
		for i := range writerFiles {
			files = append(files, report.NewFile(fmt.Sprintf("%d.json", i), writerFile(n)))
		}
		if _, err := writeAll(context.Background(), folder, files, writeRules{}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(exitWorld)
		}
	}
}

const writerFiles = 30

// writerFile is a file of set n that shows where it is cut.
func writerFile(n int) []byte {
	number := strconv.Itoa(n)
	return []byte(`{"schema": "baocao.report/1", "set": ` + number + strings.Repeat(" ", 5_000) + number + "}")
}

// writerSets gives the numbers of the sets that the files in a folder are of.
func writerSets(t *testing.T, folder string) map[int]bool {
	t.Helper()
	sets := map[int]bool{}
	for i := range writerFiles {
		data, err := os.ReadFile(filepath.Join(folder, fmt.Sprintf("%d.json", i)))
		if errors.Is(err, fs.ErrNotExist) {
			sets[0] = true
			continue
		}
		var n int
		_, scanned := fmt.Sscanf(string(data[:min(len(data), 60)]), `{"schema": "baocao.report/1", "set": %d`, &n)
		if errors.Join(err, scanned) != nil || !bytes.Equal(data, writerFile(n)) {
			t.Fatalf("file %d is not whole: %d bytes, %v", i, len(data), errors.Join(err, scanned))
		}
		sets[n] = true
	}
	return sets
}

// Two programs that do nothing but write are killed one after the other. The kills fall into
// the middle of the renames far more often than those of whole runs.
func TestKill_BetweenTheRenames(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	mixed, rounds := 0, times(13, 500)
	for round := range rounds {
		for _, c := range []*exec.Cmd{started(t, "writer", out), started(t, "writer", out)} {
			defer func() { _ = c.Process.Kill() }() // should the test end early
			pass(1+rand.N(2), out, 50*time.Millisecond, nil)
			if err := c.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			_ = c.Wait()
		}
		if len(writerSets(t, out)) > 1 {
			mixed++
		}
		if err := settle(t.Context(), out); err != nil {
			t.Fatal(err)
		}
		if sets := writerSets(t, out); len(sets) != 1 {
			t.Fatalf("round %d: the files are of the sets %v", round, sets)
		}
		if left := leftovers(out); len(left) > 0 {
			t.Fatalf("round %d: left %q", round, left)
		}
	}
	t.Logf("%d kills, %d sets were completed afterwards", 2*rounds, mixed)
}

// What goes wrong in the middle leaves the older set, and is told with the file and the cure.
func TestWriteAll_SaysWhatTheDiskRefused(t *testing.T) {
	for _, c := range []struct {
		name       string
		fail       func(folder string) error
		says, cure string
	}{
		{"full disk", func(string) error { return &fs.PathError{Op: "write", Err: syscall.ENOSPC} }, "ổ đĩa đã đầy", "xoá bớt tệp"},
		{"full quota", func(string) error { return &fs.PathError{Op: "write", Err: syscall.EDQUOT} }, "ổ đĩa đã đầy", "xoá bớt tệp"},
		{"read-only disk", func(string) error { return &fs.PathError{Op: "write", Err: syscall.EROFS} }, "ổ đĩa chỉ cho đọc", "thư mục khác"},
		{"no right", func(string) error { return &fs.PathError{Op: "write", Err: syscall.EACCES} }, "không có quyền", "thư mục khác"},
		{"folder removed", os.RemoveAll, "thư mục không còn nữa", "chạy lại"},
	} {
		dir := filepath.Join(t.TempDir(), "out")
		if err := os.Mkdir(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		older := filepath.Join(dir, "a.json")
		if err := os.WriteFile(older, nil, 0o666); err != nil {
			t.Fatal(err)
		}
		files := []report.File{report.NewFile("a.json", []byte("new")), {Name: "b.pdf", Make: func(io.Writer) error { return c.fail(dir) }}}
		_, err := writeAll(t.Context(), dir, files, writeRules{})
		var b bytes.Buffer
		code := ui{lang: finding.VI, stderr: &b}.end(err)
		text := b.String()
		if code != exitWorld || !strings.Contains(text, dir) || !strings.Contains(text, c.says) || !strings.Contains(text, c.cure) {
			t.Errorf("%s: code %d: %s", c.name, code, text)
		}
		if c.name == "folder removed" {
			if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("the folder that was removed is back: %v", err)
			}
			continue
		}
		if names := listed(t, dir); len(names) != 2 {
			t.Errorf("%s: left %q", c.name, names)
		}
	}
}

func TestReason_OfAFileThatExcelShows(t *testing.T) {
	err := writeError{`C:\bao-cao\a.xlsx`, &os.LinkError{Op: "rename", Err: sharingViolation}}
	if got := reason(err, "windows").In(finding.VI); got != "đang mở trong Excel hoặc chương trình khác; đóng tệp rồi chạy lại" {
		t.Errorf("on Windows: %q", got)
	}
	if got := reason(err, "linux").In(finding.VI); strings.Contains(got, "Excel") {
		t.Errorf("the number means something else on Linux: %q", got)
	}
	if got := reason(writeError{"a", &fs.PathError{Err: diskFull}}, "windows").In(finding.VI); got != "ổ đĩa đã đầy" {
		t.Errorf("a full disk on Windows: %q", got)
	}
}

// Who finds another run in the folder waits, but not for ever, and names the folder.
func TestEnter_WaitsForItsTurn(t *testing.T) {
	dir := t.TempDir()
	first, err := enter(t.Context(), dir, 0)
	if err != nil {
		t.Fatal(err)
	}
	var busy failure
	if _, err := enter(t.Context(), dir, 0); !errors.As(err, &busy) || !strings.Contains(busy.text.In(finding.VI), dir) {
		t.Errorf("the second comes in, or is not told why: %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := enter(ctx, dir, time.Minute); !errors.Is(err, context.Canceled) {
		t.Errorf("does not stop when asked to: %v", err)
	}
	go func() {
		time.Sleep(2 * pause)
		first.leave(false)
	}()
	second, err := enter(t.Context(), dir, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	second.leave(false)
	if names := listed(t, dir); len(names) != 1 {
		t.Errorf("left %q", names)
	}
}
