package source

import (
	"testing"

	"baocao/report/finding"
)

func TestOccurrence_CountsBehindAPlace(t *testing.T) {
	f := File{Path: "a.yaml", Data: []byte("\uFEFFsố: 12\r\nchữ: é 12, 12\r\n  12 1212")}
	at := finding.Pos{File: "a.yaml", Line: 2, Col: 6}
	for n, want := range []string{"a.yaml:2:8", "a.yaml:2:12", "a.yaml:3:3", "a.yaml:3:6", "a.yaml:3:8", "a.yaml:2:6"} {
		if got := Occurrence(f, at, "12", n).String(); got != want {
			t.Errorf("the place of number %d is %s, want %s", n, got, want)
		}
	}
	if cell := (finding.Pos{File: "a.xlsx", Sheet: "A", Cell: "B2"}); Occurrence(f, cell, "12", 0) != cell {
		t.Error("a cell is not a place in a text file")
	}
}
