// Package forge alters finished outputs as somebody might who wants to mislead, or who edits
// by accident: one number, one formula, one digit on a page. It is for tests only, of any
// package that must notice.
package forge

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"testing"
)

// Edited gives a workbook with one part changed.
func Edited(t testing.TB, workbook []byte, part string, edit func(xml string) string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == part {
			data = []byte(edit(string(data)))
		}
		to, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Replaced changes what stands in a cell's element of a worksheet by a pattern.
func Replaced(t testing.TB, xml, address, pattern, with string) string {
	t.Helper()
	element := regexp.MustCompile(`<c r="` + address + `"[^>]*>.*?</c>`)
	done := element.ReplaceAllStringFunc(xml, func(c string) string { return regexp.MustCompile(pattern).ReplaceAllString(c, with) })
	if done == xml {
		t.Fatalf("%s was not changed: %s", address, element.FindString(xml))
	}
	return done
}
