package main

import (
	"bytes"
	"strings"
	"testing"
)

// Of many files a terminal is told; of few, or into a file, nothing is. What was shown is
// taken away at the end, and nothing comes after it.
func TestProgress_OnATerminalAndOfManyFiles(t *testing.T) {
	for _, c := range []struct {
		name   string
		silent bool
		files  int
		shows  bool
	}{
		{"no terminal", true, manyFiles, false},
		{"few files", false, manyFiles - 1, false},
		{"many files", false, manyFiles, true},
	} {
		var b bytes.Buffer
		p := &progress{ui: ui{stderr: &b}, silent: c.silent}
		p.show(1, c.files)
		p.show(c.files/2, c.files)
		if shown := strings.Contains(b.String(), "đọc tệp"); shown != c.shows {
			t.Errorf("%s: shows %q", c.name, &b)
		}
		p.end()
		before := b.Len()
		if c.shows && !strings.HasSuffix(b.String(), "\r") {
			t.Errorf("%s: left on the screen: %q", c.name, &b)
		}
		p.show(c.files, c.files)
		p.end()
		if b.Len() != before && strings.Contains(b.String()[before:], "đọc tệp") {
			t.Errorf("%s: after the end: %q", c.name, b.String()[before:])
		}
	}
}

func TestProgress_IsSilentOnWhatIsNoTerminal(t *testing.T) {
	if p := newProgress(ui{stderr: &bytes.Buffer{}}); !p.silent {
		t.Error("a buffer is taken for a terminal")
	}
}
