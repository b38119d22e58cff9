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
		hostile{name: "a pipe that is named", make: pipe("a.yaml"), args: "check a.yaml", exit: 1, want: []string{"[D034]"}},
	)
}
