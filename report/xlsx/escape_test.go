package xlsx

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// Characters that are passed over without a look are those that stand for themselves.
func TestAppendEscaped_EveryCharacterAsIfLookedAt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.OneOf(
			rapid.SampledFrom([]string{"<", "&", "\t", "\r", "\n", "\x00", "ờ", "đ", "…", "\uFFFD", "\uFFFE", "\uFFFF", "😀", "\u0800", "\xC1\x80", "\xE2\x80", "\xC3", "\xED\xA0\x80"}),
			rapid.Custom(func(t *rapid.T) string { return string([]byte{rapid.Byte().Draw(t, "byte")}) }),
			rapid.Custom(func(t *rapid.T) string { return string(rapid.Rune().Draw(t, "rune")) }),
		)).Draw(t, "text"), "")
		var want strings.Builder
		for at := 0; at < len(text); {
			r, size := utf8.DecodeRuneInString(text[at:])
			if escape := escapeRune(r, size); escape != "" && r != '\n' {
				want.WriteString(escape)
			} else {
				want.WriteString(text[at : at+size])
			}
			at += size
		}
		if got := string(appendEscaped(nil, text)); got != want.String() {
			t.Fatalf("%q is written %q, want %q", text, got, want.String())
		}
	})
}
