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
