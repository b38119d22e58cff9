package seal

import (
	"strings"
	"unicode/utf8"
)

// appendCanonical writes a formula as every program could write it: no white space and no
// small letters outside of quotes, every sheet's name in quotes. Our own formulas are of
// this form already.
func appendCanonical(out []byte, formula string) []byte {
	if isCanonical(formula) {
		return append(out, formula...)
	}
	for at := 0; at < len(formula); {
		end := wordEnd(formula, at)
		switch {
		case formula[at] == '"' || formula[at] == '\'':
			end = quoteEnd(formula, at)
			out = append(out, formula[at:end]...)
		case end == at: // a sign
			end++
			if !isSpace(formula[at]) {
				out = append(out, formula[at])
			}
		case end < len(formula) && formula[end] == '!':
			out = append(append(append(out, '\''), formula[at:end]...), '\'')
		default:
			out = append(out, strings.ToUpper(formula[at:end])...)
		}
		at = end
	}
	return out
}

// isCanonical answers for all our own formulas with one look at each byte outside of quotes.
func isCanonical(formula string) bool {
	for at := 0; at < len(formula); at++ {
		if c := formula[at]; c < utf8.RuneSelf && capital[c] {
			continue
		}
		switch c := formula[at]; {
		case c == '"' || c == '\'':
			at = quoteEnd(formula, at) - 1
		case c != '!' || at == 0 || formula[at-1] != '\'':
			return false
		}
	}
	return true
}

// capital are the characters that stand in formulas as they are.
var capital = func() (set [utf8.RuneSelf]bool) {
	for c := range set {
		set[c] = c > ' ' && (c < 'a' || c > 'z') && c != '"' && c != '\'' && c != '!'
	}
	return set
}()

// quoteEnd is where the quote that begins at a place has ended. One that is doubled to
// stand within ends it and begins another.
func quoteEnd(formula string, at int) int {
	length := strings.IndexByte(formula[at+1:], formula[at])
	if length < 0 {
		return len(formula)
	}
	return at + 1 + length + 1
}

// wordEnd is the end of the name, function, address or number that begins at a place, and
// the place itself where none does.
func wordEnd(formula string, at int) int {
	for at < len(formula) {
		c := formula[at]
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && c < 0x80 && c != '_' && c != '.' && c != '$' {
			break
		}
		at++
	}
	return at
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
