package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// mostRead bounds what is read of a file to learn who wrote it.
const mostRead = 64 << 20

// wroteIt reports whether baocao wrote the file: its outputs carry [generator] or the
// schema's name in their properties. An empty file is nobody's work.
func wroteIt(path string) (bool, error) {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return false, err // a pipe would be waited for
	}
	switch strings.ToLower(filepath.Ext(path)) {
	case ".xlsx":
		return wroteWorkbook(path)
	case ".pdf":
		return holds(path, signsPDF)
	case ".json":
		return holds(path, signsJSON)
	}
	return false, nil
}

func holds(path string, signed func([]byte) bool) (bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, mostRead))
	return len(data) == 0 || signed(data), err
}

// signsJSON looks for the schema near the start.
func signsJSON(data []byte) bool {
	head := data[:min(len(data), 200)]
	return bytes.Contains(head, []byte(`"schema": "baocao.report/`))
}

// signsPDF looks for the producer, which stands in UTF-16.
func signsPDF(data []byte) bool {
	for rest := data; ; {
		_, after, found := bytes.Cut(rest, []byte("/Producer"))
		if !found {
			return false
		}
		value := bytes.ReplaceAll(after[:min(len(after), 100)], []byte{0}, nil)
		if bytes.Contains(value, []byte("baocao ")) {
			return true
		}
		rest = after
	}
}

// wroteWorkbook looks at the application among the workbook's properties. What cannot be
// opened as a workbook was not written by us.
func wroteWorkbook(path string) (bool, error) {
	empty, err := holds(path, func([]byte) bool { return false })
	if err != nil || empty {
		return empty, err
	}
	workbook, err := zip.OpenReader(path)
	if errors.Is(err, zip.ErrFormat) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer workbook.Close()
	part, err := workbook.Open("docProps/app.xml")
	if err != nil {
		return false, nil
	}
	defer part.Close()
	properties, err := io.ReadAll(io.LimitReader(part, 1<<20))
	if err != nil {
		return false, nil
	}
	return bytes.Contains(properties, []byte("<Application>baocao ")), nil
}
