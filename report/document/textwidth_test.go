package document

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestLines_OfWrappedText(t *testing.T) {
	for _, test := range []struct {
		text  string
		width float64
		bold  bool
		want  int
	}{
		{"", 10, false, 1},
		{"Cấp huyện", 12, false, 1},
		{"Cấp cơ sở và các đơn vị", 12, false, 2},
		{"một\nhai\nba", 40, false, 3},
		{strings.Repeat("a", 40), 10, false, 4}, // a word without a break is cut
		{"VIII", 5, true, 1},                    // the number of a group, in the column of numbers
		{"KHÔNG KIỂM TRA ĐƯỢC", 24, true, 2},
		{"KHÔNG KIỂM TRA ĐƯỢC", 30, true, 1},
		{"chữ", 0, false, 3},
		{"Xã số 1310", 10, false, 1},
		{strings.Repeat("a\u0085", 8), 9, false, 2}, // a line break is as wide as a space
		{strings.Repeat("a\t", 8), 9, false, 2},
	} {
		if got := Lines(test.text, test.width, test.bold); got != test.want {
			t.Errorf("Lines(%q, %v, %v) = %d, want %d", test.text, test.width, test.bold, got, test.want)
		}
	}
}

// A text whose bytes all fit is said to have one line without a look at it.
func TestTextWidth_NoByteIsBroaderThanTheBroadest(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		if width := TextWidth(string(r), true); width > broadest*float64(utf8.RuneLen(r)) {
			t.Fatalf("%q is %v digits wide", r, width)
		}
	}
}
