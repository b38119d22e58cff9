package main

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"baocao/report/finding"
)

func TestHoldWindow_OnlyWhereItWouldGo(t *testing.T) {
	for _, c := range []struct {
		own  bool
		keys string
		left string
		says string
	}{
		{false, "xong\nnext", "xong\nnext", ""},
		{true, "\n", "", "\nNhấn phím Enter để đóng cửa sổ."},
		{true, "", "", "\nNhấn phím Enter để đóng cửa sổ."},
	} {
		var b bytes.Buffer
		keys := strings.NewReader(c.keys)
		ui{lang: finding.VI, stderr: &b}.holdWindow(c.own, keys)
		left, err := io.ReadAll(keys)
		if b.String() != c.says || string(left) != c.left || err != nil {
			t.Errorf("own window %v: says %q, leaves the keys %q", c.own, &b, left)
		}
	}
}

// What Explorer hands over when files or a folder are dropped on the program is taken for
// them, wherever they lie.
func TestArrange_TakesWhatIsDropped(t *testing.T) {
	p := &program{}
	for _, words := range [][]string{{`C:\bao cao\2022-Q1.yaml`}, {`D:\xã\a.xlsx`, `D:\xã\b.csv`}, {`\\may-chu\chung\2022-Q1`}} {
		got, err := arrange(p.commands(), words)
		if want := strings.Join(append([]string{"generate", "--"}, words...), "|"); err != nil || strings.Join(got, "|") != want {
			t.Errorf("arrange(%q) = %q, %v", words, got, err)
		}
	}
}
