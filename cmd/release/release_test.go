package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
)

// The platforms that users have; the Makefile names the same.
var platforms = []string{"windows/amd64", "linux/amd64", "linux/arm64", "darwin/arm64"}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Everything that is compiled into the program has a permissive licence and stands in
// NOTICE, and nothing else does.
func TestLicences_AreKnownAndNamed(t *testing.T) {
	t.Chdir("../..")
	used := map[string]bool{}
	for _, platform := range platforms {
		system, processor, _ := strings.Cut(platform, "/")
		all, err := modules(system, processor)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range all {
			used[m.path] = true
			if _, err := m.licences(); err != nil {
				t.Errorf("%s: %v", platform, err)
			}
		}
	}
	named := map[string]bool{goItself: strings.Contains(read(t, "NOTICE"), "  Go, ")}
	for _, path := range regexp.MustCompile(`(github\.com|golang\.org)(/[\w.-]+)+`).FindAllString(read(t, "NOTICE"), -1) {
		named[path] = true
		if !used[path] {
			t.Errorf("NOTICE names %s, which is not in the program", path)
		}
	}
	for path := range used {
		if !named[path] {
			t.Errorf("NOTICE does not name %s", path)
		}
	}
	if len(used) < 10 {
		t.Errorf("only %d modules were found", len(used))
	}
}

func TestKindOf_KnowsPermissiveLicencesOnly(t *testing.T) {
	for text, want := range map[string]string{
		"Permission is hereby granted, free\nof charge, to any person obtaining a copy":                       "MIT",
		"> Redistribution and use in source and binary forms, with or without\n> modification, are permitted": "BSD",
		"Apache License\n   Version 2.0, January 2004":                                                        "Apache 2.0",
		"GNU LESSER GENERAL PUBLIC LICENSE. See also the Apache License Version 2.0":                          "",
		"All rights reserved.": "",
	} {
		if got := kindOf(text); got != want {
			t.Errorf("kindOf(%q) = %q, want %q", text, got, want)
		}
	}
	dir := t.TempDir()
	if _, err := (module{"example.org/none", dir}).licences(); err == nil {
		t.Error("a module without a licence passes")
	}
	if err := os.WriteFile(dir+"/LICENSE", []byte("Ask first."), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := (module{"example.org/strict", dir}).licences(); err == nil {
		t.Error("a module with a licence that nobody knows passes")
	}
}

// README.md gives the reason for every module that we require ourselves.
func TestReadme_GivesTheReasonForEveryDependency(t *testing.T) {
	_, table, _ := strings.Cut(read(t, "../../README.md"), "\n## Dependencies\n")
	table = table[:strings.LastIndex(table, "|")] // what follows the table is about other things
	var required []string
	for line := range strings.Lines(read(t, "../../go.mod")) {
		words := strings.Fields(line)
		if strings.HasPrefix(line, "\t") && !strings.Contains(line, "// indirect") {
			required = append(required, words[0])
		}
	}
	if len(required) < 5 {
		t.Fatalf("go.mod requires only %q", required)
	}
	for _, path := range required {
		if !strings.Contains(table, "`"+strings.TrimPrefix(path, "github.com/")+"`") {
			t.Errorf("README.md gives no reason for %s", path)
		}
	}
	for _, name := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(table, -1) {
		if all := "\n" + strings.Join(required, "\n") + "\n"; !strings.Contains(all, "/"+name[1]+"\n") && !strings.Contains(all, "\n"+name[1]+"\n") {
			t.Errorf("README.md speaks of %s, which go.mod does not require", name[1])
		}
	}
}

func TestMakefile_NamesThePlatforms(t *testing.T) {
	if want := "PLATFORMS := " + strings.Join(platforms, " ") + "\n"; !strings.Contains(read(t, "../../Makefile"), want) {
		t.Errorf("the Makefile has no line %q", want)
	}
}

// Archives hold what they are given, and are the same each time.
func TestArchives_HoldTheirFilesAndAreReproducible(t *testing.T) {
	files := []file{{"baocao", []byte("program"), true}, {"licences/Go/LICENSE", []byte("text"), false}}
	for name, pack := range map[string]func(string, []file) ([]byte, error){"zip": zipped, "tar": tarred} {
		first, err := pack("f", files)
		second, _ := pack("f", files)
		if err != nil || !bytes.Equal(first, second) {
			t.Errorf("%s: %v, the same twice: %v", name, err, bytes.Equal(first, second))
		}
	}
	data, _ := zipped("f", files)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(z.File) != 2 || z.File[1].Name != "f/licences/Go/LICENSE" {
		t.Errorf("zip: %v", err)
	}
	data, _ = tarred("f", files)
	unpacked, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	r := tar.NewReader(unpacked)
	h, err := r.Next()
	content, _ := io.ReadAll(r)
	if err != nil || h.Name != "f/baocao" || h.Mode != 0o755 || string(content) != "program" {
		t.Errorf("tar: %v, %v, %q", h, err, content)
	}
}
