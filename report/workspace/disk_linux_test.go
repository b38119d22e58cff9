package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"baocao/report/finding"
)

// asNobody does something as a user who may not read everything, whoever runs the tests.
func asNobody(t *testing.T, do func()) {
	t.Helper()
	const nobody = 65534
	if os.Geteuid() != 0 {
		do()
		return
	}
	const asBefore = -1
	if err := syscall.Setresuid(asBefore, nobody, asBefore); err != nil { // on all threads
		t.Fatal(err)
	}
	defer func() {
		if err := syscall.Setresuid(asBefore, 0, asBefore); err != nil {
			t.Fatal(err)
		}
	}()
	do()
}

// letIn lets everybody pass through a folder, and those above it, but not look into them.
func letIn(t *testing.T, dir string) {
	t.Helper()
	for ; ; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm()&0o001 != 0 {
			return
		}
		if err := os.Chmod(dir, 0o711); err != nil {
			t.Fatal(err)
		}
	}
}

// One file without the right to read it does not keep the others from being read.
func TestOpen_AFileThatIsForbidden(t *testing.T) {
	dir := t.TempDir()
	letIn(t, filepath.Dir(dir))
	for name, mode := range map[string]os.FileMode{"a.yaml": 0, "b.yaml": 0o644, "c.xlsx": 0} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("unit: xa\n"), mode); err != nil {
			t.Fatal(err)
		}
	}
	asNobody(t, func() {
		if _, err := os.ReadFile(filepath.Join(dir, "a.yaml")); err == nil {
			t.Skip("this user may read everything")
		}
		in, found, err := Open([]string{dir}, "")
		if err != nil || len(in.Files) != 2 || len(found) != 1 {
			t.Fatalf("%v: %+v, findings %v", err, in, found)
		}
		if f := found[0]; f.Code != finding.Unread || filepath.Base(f.Pos.File) != "a.yaml" || !strings.Contains(f.In(finding.VI), "không có quyền đọc") {
			t.Errorf("says %s", f.In(finding.VI))
		}
		if _, err := in.Files[1].Loaded(); err == nil || !strings.Contains(Unread("c.xlsx", err).In(finding.VI), "không có quyền đọc") {
			t.Errorf("of the workbook: %v", err)
		}
		if _, _, err := Open([]string{filepath.Join(dir, "a.yaml")}, ""); err == nil {
			t.Error("a file that was named is no error")
		}
	})
}

// What is read of a folder that stays open is what a closer look gives.
func TestShelf_ReadsAsAFolderDoes(t *testing.T) {
	outer := t.TempDir()
	dir := filepath.Join(outer, "office")
	if err := os.MkdirAll(filepath.Join(dir, "d.yaml"), 0o777); err != nil {
		t.Fatal(err)
	}
	const most = 10
	for name, text := range map[string]string{"office/a.yaml": "unit: a\n", "office/empty.yaml": "", "office/most.yaml": "0123456789", "office/more.yaml": "0123456789abc", "out.yaml": "out"} {
		if err := os.WriteFile(filepath.Join(outer, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for name, target := range map[string]string{"in.yaml": "a.yaml", "out.yaml": "../out.yaml", "null.yaml": os.DevNull, "lost.yaml": "gone.yaml"} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.yaml"), 0o666); err != nil {
		t.Fatal(err)
	}
	var s shelf
	s.turnTo("", dir)
	defer s.close()
	closely := s.folder
	closely.most = most
	for name, atOnce := range map[string]bool{"a.yaml": true, "empty.yaml": true, "most.yaml": true, "more.yaml": false, "in.yaml": false,
		"out.yaml": false, "null.yaml": false, "lost.yaml": false, "pipe.yaml": false, "d.yaml": false, "gone.yaml": false} {
		if _, ok := s.open.read(name, most); ok != atOnce {
			t.Errorf("%s is read at once: %t", name, ok)
		}
		got, err := s.readFile(name, most)
		want, wantErr := closely.ReadFile(name)
		if string(got) != string(want) || !same(err, wantErr) {
			t.Errorf("%s is read as %q, %v; a closer look gives %q, %v", name, got, err, want, wantErr)
		}
	}
}
