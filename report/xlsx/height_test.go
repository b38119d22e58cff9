package xlsx

import (
	"testing"
	"unicode"
	"unicode/utf8"
)

// A text whose bytes all fit is said to have one line without a look at it.
func TestTextWidth_NoByteIsBroaderThanTheBroadest(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		if width := textWidth(string(r), true); width > broadest*float64(utf8.RuneLen(r)) {
			t.Fatalf("%q is %v digits wide", r, width)
		}
	}
}
