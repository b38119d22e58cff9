package expr

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"baocao/report/finding"
	"baocao/report/num"
)

type kind uint8

const (
	numberToken kind = iota
	nameToken
	operatorToken // + - * /
	openToken
	closeToken
	commaToken
	comparisonToken
	unknownToken // reported; what it was meant for is open
)

// token is one word of an expression.
type token struct {
	kind   kind
	text   string
	offset int // in bytes
}

// parser reads one expression and collects what is wrong with it.
type parser struct {
	src      string
	at       finding.Pos
	names    Names
	findings finding.List
}

// pos is the place of a byte of the expression.
func (p *parser) pos(offset int) finding.Pos {
	pos := p.at
	if pos.Col > 0 {
		pos.Col += utf8.RuneCountInString(p.src[:offset])
	}
	return pos
}

// syntax reports what is not written by the rules.
func (p *parser) syntax(offset int, text finding.Text) {
	p.findings.Add(finding.New(finding.ExprSyntax, p.pos(offset), text))
}

// hint gives the last finding a hint.
func (p *parser) hint(text finding.Text) {
	last := &p.findings[len(p.findings)-1]
	*last = last.HintedBy(text)
}

// scan cuts the expression into tokens. What is none is reported and becomes the token
// that was probably meant, or an unknown one, so that one mistake is not reported twice.
// ok is false when it is too long to be looked at.
func (p *parser) scan() (tokens []token, ok bool) {
	if len(p.src) > maxBytes {
		p.findings.Add(finding.New(finding.TooLarge, p.pos(0),
			finding.Say("công thức dài %d byte", "the expression has %d bytes", len(p.src)), fmt.Sprint(maxBytes)))
		return nil, false
	}
	for at := 0; at < len(p.src); {
		t, size, ok := p.next(at)
		if ok {
			tokens = append(tokens, t)
		}
		at += size
	}
	return tokens, true
}

// next reads what begins at the byte at, and says how many bytes that is; ok is false
// for a blank.
func (p *parser) next(at int) (t token, size int, ok bool) {
	rest := p.src[at:]
	r, size := utf8.DecodeRuneInString(rest)
	switch {
	case strings.ContainsRune(" \t\r\n", r):
		return token{}, size, false
	case isDigit(r):
		return p.number(at)
	case isLetter(r):
		return p.name(at)
	case strings.ContainsRune("=<>!", r):
		return p.compare(at)
	}
	t = token{text: rest[:size], offset: at}
	switch r {
	case '+', '-', '*', '/':
		t.kind = operatorToken
	case '(':
		t.kind = openToken
	case ')':
		t.kind = closeToken
	case ',':
		t.kind = commaToken
	default:
		return p.foreign(at, r, size)
	}
	return t, size, true
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// isLetter takes more than the letters of codes, so that a code typed with Vietnamese
// marks is reported as a whole.
func isLetter(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsMark(r) }

func inWord(r rune) bool { return r == '.' || isLetter(r) || isDigit(r) }

// word is what stands together at the beginning of s: letters, digits and points.
func word(s string) string {
	if end := strings.IndexFunc(s, func(r rune) bool { return !inWord(r) }); end >= 0 {
		return s[:end]
	}
	return s
}

// number reads decimal digits with an optional point. Other ways to write numbers are
// not taken: 0x1F, 1e5, .5, 1_000.
func (p *parser) number(at int) (token, int, bool) {
	text := word(p.src[at:])
	if _, ok := num.ParseDecimal(text); !ok {
		p.syntax(at, finding.Say("“%s” không phải là số thập phân", "“%s” is not a decimal number", text))
		p.hint(finding.Say("viết 1234 hoặc 1234.5; mã chỉ tiêu bắt đầu bằng chữ cái", "write 1234 or 1234.5; codes begin with a letter"))
		return token{unknownToken, text, at}, len(text), true
	}
	if digits := len(strings.TrimLeft(strings.Replace(text, ".", "", 1), "0")); digits > num.MaxDigits {
		p.findings.Add(finding.New(finding.TooLong, p.pos(at), shorten(text), digits, num.MaxDigits))
	}
	return token{numberToken, text, at}, len(text), true
}

// shorten cuts a number that is too long to be shown.
func shorten(digits string) string {
	const shown = 20
	if len(digits) <= shown {
		return digits
	}
	return digits[:shown] + "…"
}

// name reads a code, with what follows it after points.
func (p *parser) name(at int) (token, int, bool) {
	text := word(p.src[at:])
	point := at - 1 // the one before the part
	for _, part := range strings.Split(text, ".") {
		if part == "" || isDigit(rune(part[0])) {
			p.syntax(point, finding.Say("sau dấu chấm trong “%s” phải là mã thành phần", "the code of a part belongs after the point in “%s”", text))
			return token{unknownToken, text, at}, len(text), true
		}
		point += 1 + len(part)
	}
	return token{nameToken, text, at}, len(text), true
}

// comparisons are the ways to write one; a mistaken way leads to the right one.
var comparisons = map[string]string{
	"=": "=", "<>": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">=",
	"==": "=", "!=": "<>", "><": "<>", "=<": "<=", "=>": ">=", "≤": "<=", "≥": ">=", "≠": "<>",
}

func (p *parser) compare(at int) (token, int, bool) {
	rest := p.src[at:]
	text := rest[:len(rest)-len(strings.TrimLeft(rest, "=<>!"))]
	return p.compareAs(at, text), len(text), true
}

// compareAs makes the token of a comparison that was written as text.
func (p *parser) compareAs(at int, text string) token {
	right, known := comparisons[text]
	if right == text {
		return token{comparisonToken, text, at}
	}
	p.syntax(at, finding.Say("không có phép so sánh “%s”", "there is no comparison “%s”", text))
	if known {
		p.hint(finding.Say("viết %s", "write %s", right))
	}
	return token{comparisonToken, text, at}
}

// signs are what people write for an operator, with the operator.
var signs = map[rune]string{'×': "*", '·': "*", '÷': "/", ':': "/", '−': "-", '–': "-", '—': "-"}

// foreignHints say what to do about characters that are no part of the language.
var foreignHints = map[rune]finding.Text{
	'%': finding.Say("viết / 100 thay cho dấu này", "write / 100 instead"),
	'^': finding.Say("không có luỹ thừa; nhân nhiều lần", "there are no powers; multiply"),
	';': finding.Say("các số trong hàm ngăn bằng dấu phẩy", "arguments are parted by commas"),
	'[': finding.Say("chỉ dùng ngoặc tròn ( )", "use round brackets ( )"),
	'{': finding.Say("chỉ dùng ngoặc tròn ( )", "use round brackets ( )"),
	'&': finding.Say("mỗi quy tắc một phép so sánh; viết thành hai quy tắc", "a rule has one comparison; write two rules"),
	'|': finding.Say("mỗi quy tắc một phép so sánh; viết thành hai quy tắc", "a rule has one comparison; write two rules"),
	'.': finding.Say("số thập phân viết đủ chữ số trước dấu chấm: 0.5", "a decimal number has a digit before its point: 0.5"),
}

func (p *parser) foreign(at int, r rune, size int) (token, int, bool) {
	text := p.src[at : at+size]
	if _, ok := comparisons[text]; ok {
		return p.compareAs(at, text), size, true
	}
	if !unicode.IsPrint(r) || r == utf8.RuneError {
		text = fmt.Sprintf("%U", r)
	}
	p.syntax(at, finding.Say("ký tự “%s” không dùng trong công thức", "the character “%s” has no place in an expression", text))
	if sign, ok := signs[r]; ok {
		p.hint(finding.Say("viết %s", "write %s", sign))
		return token{operatorToken, sign, at}, size, true
	}
	if hint, ok := foreignHints[r]; ok {
		p.hint(hint)
	}
	return token{unknownToken, text, at}, size, true
}

// comparison finds the one comparison of a rule that stands outside of parentheses; it
// is negative when there is none or more than one, which is reported.
func (p *parser) comparison(tokens []token) int {
	var all, outside []int
	depth := 0
	for i, t := range tokens {
		switch t.kind {
		case openToken:
			depth++
		case closeToken:
			depth--
		case comparisonToken:
			all = append(all, i)
			if depth <= 0 {
				outside = append(outside, i)
			}
		}
	}
	if len(all) == 0 {
		p.syntax(0, finding.Say("quy tắc thiếu phép so sánh = <> < <= > >=", "a rule needs a comparison = <> < <= > >="))
		return -1
	}
	// With a bracket left open, which is reported for itself, nothing is outside.
	if len(all) == 1 && (depth != 0 || len(outside) == 1) {
		return all[0]
	}
	for _, i := range all {
		if len(outside) > 0 && i == outside[0] {
			continue
		}
		p.syntax(tokens[i].offset, finding.Say("quy tắc có đúng một phép so sánh, ngoài mọi dấu ngoặc; “%s” thừa", "a rule has exactly one comparison, outside of parentheses; “%s” is too much", tokens[i].text))
	}
	return -1
}
