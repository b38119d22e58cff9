//go:build unix

package main

import (
	"path/filepath"
	"syscall"
	"testing"
)

// pipe puts a named pipe into a folder: whoever opens it waits for ever.
func pipe(name string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		if err := syscall.Mkfifo(filepath.Join(dir, name), 0o666); err != nil {
			t.Skip(err)
		}
	}
}

func init() {
	hostileFolders = append(hostileFolders,
		hostile{name: "a pipe", make: pipe("a.yaml"), want: []string{"[D034]", "ống dẫn"}},
		hostile{name: "a pipe for a workbook", make: pipe("a.xlsx"), want: []string{"[D034]"}},
		hostile{name: "a pipe for settings", make: both(pipe("baocao.yaml"), file("a.yaml", head)), want: []string{"[D034]"}},
		hostile{name: "a pipe for a template", make: both(files(map[string]string{"mau/summary.md": "x", "a.yaml": ownHead}), pipe("mau/template.yaml")), want: []string{"[S002]"}},
		hostile{name: "a pipe for a report", make: pipe("a.json"), args: "verify a.json", exit: 1, want: []string{"ống dẫn"}},
		hostile{name: "a pipe for a workbook to trace", make: pipe("a.xlsx"), args: "trace a.xlsx DVK01", exit: 1, want: []string{"[D034]"}},
		hostile{name: "pipes to compare", make: both(pipe("a.json"), pipe("b.pdf")), args: "diff a.json b.pdf", exit: 1, want: []string{"ống dẫn"}},
		hostile{name: "a device for a report", make: files(nil), args: "verify /dev/zero", exit: 1, want: []string{"thiết bị"}},
		hostile{name: "a device to trace", make: files(nil), args: "trace /dev/zero DVK01", exit: 1, want: []string{"thiết bị"}},
		hostile{name: "a pipe in the place of an output", make: both(unitNamed("a"), pipe("a-2022-Q1.json")), args: "generate a.yaml -o .", exit: 3, want: []string{"không phải do baocao ghi"}},
		hostile{name: "a lock that is a link out of the folder", make: both(unitNamed("a"), func(t *testing.T, dir string) { link(t, "../../planted", filepath.Join(dir, outputs, lockName)) }), args: makeHere, exit: 0, want: []string{".xlsx"}},
		hostile{name: "a pipe that is named", make: pipe("a.yaml"), args: "check a.yaml", exit: 1, want: []string{"[D034]"}},
	)
}
