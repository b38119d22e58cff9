package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normalise gives s the one form in which text is kept: NFC, every kind of space a plain
// one, Đ where the look-alike Ð (U+00D0) was typed, plain hyphens, and without the
// characters that take no room (zero-width ones, soft hyphens, variation selectors).
func Normalise(s string) string {
	if isASCII(s) {
		return s
	}
	return norm.NFC.String(strings.Map(plainRune, s))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// plainRune maps one character to its plain form, or to -1 where it takes no room.
func plainRune(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		return r
	case isOddSpace(r):
		return ' '
	case r == 'Ð':
		return 'Đ'
	case r == 'ð':
		return 'đ'
	case r == '\u2010' || r == '\u2011': // hyphens that the documents' typeface lacks
		return '-'
	case r == '\u2028' || r == '\u2029': // line and paragraph separators
		return '\n'
	case isZeroWidth(r):
		return -1
	}
	return r
}

// isOddSpace reports whether r is a space other than the plain one: no-break, thin …
func isOddSpace(r rune) bool { return r >= utf8.RuneSelf && unicode.Is(unicode.Zs, r) }

func isZeroWidth(r rune) bool {
	switch r {
	case '\u00AD', '\u034F', '\u180E', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF':
		return true
	}
	return r >= '\uFE00' && r <= '\uFE0F'
}

// symbolsInTypeface are the pictures between U+2600 and U+27BF that the documents'
// typeface does have; all others would print as blanks.
const symbolsInTypeface = "☺☻☼♀♂♠♣♥♦♪♫"

// isPrintable reports whether a normalised text may hold r. Emoji and all else above
// U+FFFF stop the PDF library; scripts that no Vietnamese office writes, and pictures,
// are not in the typeface.
func isPrintable(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r == '\n' || r == '\t' || (r >= ' ' && r != 0x7F)
	case r > 0xFFFF, r == utf8.RuneError, !unicode.IsPrint(r):
		return false
	case r >= 0x2600 && r <= 0x27BF:
		return strings.ContainsRune(symbolsInTypeface, r)
	}
	return unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Common, unicode.Inherited)
}

// firstUnprintable finds the first character of a normalised text that cannot be
// printed, or -1.
func firstUnprintable(s string) (index int, r rune) {
	for i, r := range s {
		if !isPrintable(r) {
			return i, r
		}
	}
	return -1, 0
}

// visible puts the sign for a lost character in place of each that cannot be printed, so
// that none of them reaches a screen through a message.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if !isPrintable(r) {
			return utf8.RuneError
		}
		return r
	}, s)
}
