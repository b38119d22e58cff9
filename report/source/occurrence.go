package source

import (
	"strings"
	"unicode/utf8"

	"baocao/report/finding"
)

// Occurrence is the place where a word of digits stands for the n-th time, from 0, behind a
// place of a text file; that place itself where it stands less often, or in a cell. Digits
// are the same before and after a text is normalised and its escapes are resolved, so their
// order leads from one to the other.
func Occurrence(f File, from finding.Pos, digits string, n int) finding.Pos {
	text, list := Text(f)
	if from.Line == 0 || list.HasErrors() {
		return from
	}
	at := offsetOf(text, from)
	for ; n >= 0; n-- {
		i := strings.Index(text[at:], digits)
		if i < 0 {
			return from
		}
		at += i
		if n > 0 {
			at += len(digits)
		}
	}
	return posIn(from.File, text, at)
}

// offsetOf is the byte offset of a place.
func offsetOf(text string, pos finding.Pos) int {
	offset := 0
	for range pos.Line - 1 {
		offset += strings.IndexByte(text[offset:], '\n') + 1
	}
	for range pos.Col - 1 {
		_, size := utf8.DecodeRuneInString(text[offset:])
		offset += size
	}
	return offset
}
