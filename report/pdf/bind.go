package pdf

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// numbered are the words after which a number says which one, not how many.
var numbered = []string{"ngày", "tháng", "năm", "quý", "số", "khoá", "khóa", "lần", "thứ", "mục", "điều", "khoản", "điểm", "biểu", "trang"}

// bound joins words that no line of running text should part: a number and what it
// counts, "66 mô", or a number and what it tells from others, "ngày 27", "quý I". What
// would be wider than width stays apart.
func (m *meter) bound(words []word, width float64) []word {
	out := make([]word, 0, len(words))
	for i := 0; i < len(words); i++ {
		w := words[i]
		if i+1 < len(words) && together(w.text(), words[i+1].text()) {
			if pair := m.pair(w, words[i+1]); pair.width <= width {
				w = pair
				i++
			}
		}
		out = append(out, w)
	}
	return out
}

// pair is two words as one, with the space between them.
func (m *meter) pair(a, b word) word {
	s := a.pieces[len(a.pieces)-1].style
	space := piece{text: " ", style: s, width: m.width(" ", s), spaces: 1}
	return m.wordOf(slices.Concat(a.pieces, []piece{space}, b.pieces), a.space)
}

// text is what a word says.
func (w word) text() string {
	if len(w.pieces) == 1 {
		return w.pieces[0].text
	}
	var b strings.Builder
	for _, p := range w.pieces {
		b.WriteString(p.text)
	}
	return b.String()
}

// together reports whether a line should not end between two words.
func together(word, next string) bool {
	word, next = strings.TrimLeft(word, "(“"), strings.TrimRight(next, ").,;:”")
	if endsInDigit(word) {
		first, _ := utf8.DecodeRuneInString(next)
		return isDigit(word[0]) && unicode.IsLower(first)
	}
	return next != "" && (isDigit(next[0]) || isRoman(next)) && slices.Contains(numbered, strings.ToLower(word))
}

func endsInDigit(s string) bool { return s != "" && isDigit(s[len(s)-1]) }

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// isRoman reports whether s is a Roman number, also of a quarter: "IV", "I/2022".
func isRoman(s string) bool {
	s, _, _ = strings.Cut(s, "/")
	return s != "" && strings.Trim(s, "IVXL") == ""
}
