package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

// A program built for another processor, with words half as wide, writes the same bytes.
func TestGenerate_SameBytesOnAnotherBuild(t *testing.T) {
	if testing.Short() || runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Skip("a program for 386 is built and run only on linux/amd64, and not with -short")
	}
	folder := t.TempDir()
	program := filepath.Join(folder, "baocao386")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Env = append(os.Environ(), "GOARCH=386", "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build for 386: %v\n%s", err, out)
	}
	office, err := filepath.Abs(filepath.Join(sourceFolder, "huyen-phu-xuyen"))
	if err != nil {
		t.Fatal(err)
	}
	narrow, wide := filepath.Join(folder, "386"), filepath.Join(folder, "amd64")
	words := []string{"generate", "-p", "2022-Q1", office, "-o"}
	if out, err := exec.Command(program, append(words, narrow)...).CombinedOutput(); errors.Is(err, syscall.ENOEXEC) {
		t.Skip("this machine does not run programs for 386")
	} else if err != nil {
		t.Fatalf("generate on 386: %v\n%s", err, out)
	}
	if code, _, stderr := call(t, append(words, wide)...); code != exitDone {
		t.Fatal(stderr)
	}
	for _, kind := range []string{".xlsx", ".pdf", ".json"} {
		a, b := read(t, filepath.Join(narrow, "phu-xuyen-2022-Q1"+kind)), read(t, filepath.Join(wide, "phu-xuyen-2022-Q1"+kind))
		if !bytes.Equal(a, b) {
			t.Errorf("the %s of the two builds differ: %d and %d bytes", kind, len(a), len(b))
		}
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
