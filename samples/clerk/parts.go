package clerk

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
)

// Part is one part of a workbook.
type Part struct {
	Name    string
	Content []byte
}

// Unpack gives the parts of a workbook in their order.
func Unpack(t testing.TB, data []byte) []Part {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var all []Part
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, Part{f.Name, content})
	}
	return all
}

// Pack makes a workbook of parts, or anything else that is a zip file.
func Pack(t testing.TB, parts ...Part) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		out, err := w.Create(p.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := out.Write(p.Content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Edit changes the XML of one part; an edit that changes nothing is a fault of the test.
func Edit(t testing.TB, data []byte, name string, change func(xml string) string) []byte {
	t.Helper()
	parts := Unpack(t, data)
	for i, p := range parts {
		if p.Name != name {
			continue
		}
		after := change(string(p.Content))
		if after == string(p.Content) {
			t.Fatalf("the edit of %s changes nothing", name)
		}
		parts[i].Content = []byte(after)
		return Pack(t, parts...)
	}
	t.Fatalf("there is no part %s", name)
	return nil
}
