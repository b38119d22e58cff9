package source

import (
	"strings"

	"golang.org/x/text/encoding/charmap"

	"baocao/report/finding"
)

// converter reads the values of a file in the legacy encoding that its words speak for.
// A nil converter leaves all as it is.
type converter struct {
	legacy
	mixed bool // the file has words of Unicode, too, so that each value is looked at by itself
}

// converter looks at the whole of a text, as [Text] gives it.
func (f File) converter(text string) *converter {
	if !f.Convert {
		return nil
	}
	_, l, found := findLegacy(text)
	if !found {
		return nil
	}
	_, modern := sides(text, l)
	return &converter{l, modern > 0}
}

// sides counts the words of a text that are syllables only in the old encoding, and those
// that are only as they stand.
func sides(text string, l legacy) (old, modern int) {
	for _, word := range latinWords(text) {
		switch before, after := isSyllable(word), isSyllable(l.read(word)); {
		case after && !before:
			old++
		case before && !after:
			modern++
		}
	}
	if strings.ContainsFunc(text, isModern) {
		modern++
	}
	return old, modern
}

// isModern reports whether r is a Vietnamese letter that the legacy encodings have no sign for
// outside of Latin-1: whoever types it, types Unicode.
func isModern(r rune) bool {
	return r >= 0x1EA0 && r <= 0x1EF9 || strings.ContainsRune("ĂăĐđĨĩŨũƠơƯư", r)
}

// value gives a value in Unicode, and says so at pos. In a file of both encodings a value
// that could be either is refused: which of two readings was meant is never guessed.
func (c *converter) value(typed string, pos finding.Pos) (string, *finding.Finding) {
	if c == nil || !hasLatin1Sign(typed) {
		return typed, nil
	}
	read := c.read(typed)
	if read == typed {
		return typed, nil
	}
	if c.mixed {
		old, modern := sides(typed, c.legacy)
		switch {
		case old == 0 && (modern > 0 || !isSyllable(typed)):
			return typed, nil
		case old == 0 || modern > 0:
			f := legacyFinding(pos, typed, c.legacy)
			return typed, &f
		}
	}
	f := finding.New(finding.Converted, pos, c.name, Excerpt(shown(typed)), Excerpt(read))
	return read, &f
}

// ConvertedCell is the value of a workbook's cell in Unicode, where it was typed in a legacy
// encoding: a workbook is read cell by cell, and one word decides.
func ConvertedCell(pos finding.Pos, raw string) (text string, found *finding.Finding) {
	for _, l := range legacies {
		if old, modern := sides(raw, l); old > 0 && modern == 0 {
			return (&converter{legacy: l}).value(raw, pos)
		}
	}
	return raw, nil
}

// western reads every byte as the character that Windows has for it in the west, where the
// fonts of the legacy encodings put their letters.
func western(data []byte) string {
	text := make([]rune, len(data))
	for i, c := range data {
		text[i] = charmap.Windows1252.DecodeByte(c)
	}
	return string(text)
}
