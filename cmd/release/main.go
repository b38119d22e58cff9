// Command release makes what users download: for each platform an archive with the program,
// its guide and the licences of all that is compiled into it, and the archives' checksums.
// The same sources and the same Go give the same bytes.
//
//	go run ./cmd/release -o dist windows/amd64 linux/amd64
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	folder := flag.String("o", "dist", "write into this `folder`")
	flag.Parse()
	if err := release(*folder, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// release writes the archives of the platforms, which are named as in "linux/amd64", and
// SHA256SUMS.
func release(folder string, platforms []string) error {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	var sums strings.Builder
	for _, platform := range platforms {
		name, data, err := archive(platform)
		if err != nil {
			return fmt.Errorf("%s: %w", platform, err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o666); err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(data), name)
	}
	fmt.Print(sums.String())
	return os.WriteFile(filepath.Join(folder, "SHA256SUMS"), []byte(sums.String()), 0o666)
}

// beside are the files of the project that go with the program.
var beside = []string{"README.vi.md", "README.md", "CHANGELOG.md", "NOTICE"}

// archive gives the archive of a platform: what Explorer opens for Windows, what keeps the
// right to run a program for the others.
func archive(platform string) (name string, data []byte, err error) {
	system, processor, found := strings.Cut(platform, "/")
	if !found {
		return "", nil, fmt.Errorf("no platform such as linux/amd64")
	}
	name = "baocao-" + system + "-" + processor
	program := file{name: "baocao", isProgram: true}
	if system == "windows" {
		program.name += ".exe"
	}
	if program.data, err = build(system, processor); err != nil {
		return "", nil, err
	}
	files := []file{program}
	for _, name := range beside {
		data, err := os.ReadFile(name)
		if err != nil {
			return "", nil, err
		}
		files = append(files, file{name: name, data: data})
	}
	used, err := modules(system, processor)
	if err != nil {
		return "", nil, err
	}
	for _, m := range used {
		texts, err := m.licences()
		if err != nil {
			return "", nil, err
		}
		files = append(files, texts...)
	}
	if system == "windows" {
		data, err = zipped(name, files)
		return name + ".zip", data, err
	}
	data, err = tarred(name, files)
	return name + ".tar.gz", data, err
}

// build compiles the program. Neither the place of the sources nor the state of their
// repository gets into it.
func build(system, processor string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "release-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, "baocao")
	c := goCommand(system, processor, "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", out, "./cmd/baocao")
	c.Stdout = os.Stderr
	if err := c.Run(); err != nil {
		return nil, err
	}
	return os.ReadFile(out)
}

func goCommand(system, processor string, words ...string) *exec.Cmd {
	c := exec.Command("go", words...)
	c.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system, "GOARCH="+processor, "GOFLAGS=-tags=urfave_cli_no_docs") // as the Makefile has it
	c.Stderr = os.Stderr
	return c
}
