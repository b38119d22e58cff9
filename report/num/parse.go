package num

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"baocao/report/finding"
)

// Notation is a way to write numbers.
type Notation int

const (
	Plain      Notation = iota // 1234.5, of YAML, JSON and CSV with commas
	Vietnamese                 // 1.234,5, of CSV with semicolons
)

// MaxDigits is how many digits a typed number may have: Excel keeps no more exactly.
const MaxDigits = 15

// longest is a length in bytes that no number reaches which means anything; it bounds
// the work that hostile input can cause.
const longest = 1000

// separators of a notation: before the decimals, and between thousands.
type separators struct{ decimal, group byte }

// none is a separator that never occurs in a number's text.
const none = 0

var notations = map[Notation]separators{
	Plain:      {decimal: '.', group: none},
	Vietnamese: {decimal: ',', group: '.'},
}

// Parse reads a number as it was typed. Leading zeros are decimal: 010 is 10. What can
// be read in two ways, with a separator of thousands or of decimals, is never guessed:
// it is the finding [finding.Ambiguous]. Other findings are [finding.NotNumber], with a
// hint where the likely mistake has a name, and [finding.TooLong].
func Parse(text string, notation Notation, pos finding.Pos) (Number, *finding.Finding) {
	text = strings.TrimSpace(text)
	if n, ok := ParseDigits(text); ok {
		return n, nil
	}
	t, ok := split(text)
	if !ok {
		return refuse(notNumber(text, notation, pos))
	}
	if t.ambiguous(notation) {
		return refuse(ambiguous(text, t, notation, pos))
	}
	canonical, ok := t.read(notations[notation])
	if !ok {
		return refuse(notNumber(text, notation, pos))
	}
	if n := digits(canonical); n > MaxDigits {
		return refuse(finding.New(finding.TooLong, pos, shorten(text, 20), n, MaxDigits))
	}
	n, _ := ParseDecimal(canonical)
	return n, nil
}

// ParseDigits reads what nearly every figure is: digits alone, and not too many. Where ok
// is false, [Parse] has to look.
func ParseDigits(text string) (n Number, ok bool) {
	if len(text) == 0 || len(text) > MaxDigits {
		return Zero, false
	}
	var whole int64
	for i := range len(text) {
		digit := text[i] - '0'
		if digit > 9 {
			return Zero, false
		}
		whole = whole*10 + int64(digit)
	}
	return Int(whole), true
}

func refuse(f finding.Finding) (Number, *finding.Finding) { return Zero, &f }

// typed is a text of digits and separators, taken apart: runs[0] seps[0] runs[1] …
type typed struct {
	sign string // "-" or nothing
	runs []string
	seps []byte
}

// split takes a text apart; ok is false when it holds anything but an optional minus,
// digits, and single separators between digits.
func split(text string) (t typed, ok bool) {
	rest := text
	if strings.HasPrefix(rest, "-") {
		t.sign, rest = "-", rest[1:]
	}
	for {
		n := 0
		for n < len(rest) && '0' <= rest[n] && rest[n] <= '9' {
			n++
		}
		if n == 0 {
			return typed{}, false
		}
		t.runs = append(t.runs, rest[:n])
		if n == len(rest) {
			return t, true
		}
		if strings.IndexByte("., ", rest[n]) < 0 || len(t.seps) > longest {
			return typed{}, false
		}
		t.seps = append(t.seps, rest[n])
		rest = rest[n+1:]
	}
}

// read gives the canonical form that [ParseDecimal] takes, without leading zeros and
// without zeros that end the decimals; ok is false when t is not so written.
func (t typed) read(s separators) (canonical string, ok bool) {
	whole, decimals := t.runs, ""
	if last := len(t.seps) - 1; last >= 0 && t.seps[last] == s.decimal {
		whole, decimals = t.runs[:last+1], strings.TrimRight(t.runs[last+1], "0")
	}
	if len(whole) > 1 && !grouped(whole) {
		return "", false
	}
	for _, sep := range t.seps[:len(whole)-1] {
		if sep != s.group {
			return "", false
		}
	}
	canonical = t.sign + trimZeros(strings.Join(whole, ""))
	if decimals != "" {
		canonical += "." + decimals
	}
	return canonical, true
}

func trimZeros(whole string) string {
	if trimmed := strings.TrimLeft(whole, "0"); trimmed != "" {
		return trimmed
	}
	return "0"
}

// grouped reports whether runs look like thousands: up to three digits that do not
// begin with 0, then three each.
func grouped(runs []string) bool {
	if len(runs[0]) > 3 || runs[0][0] == '0' {
		return false
	}
	for _, run := range runs[1:] {
		if len(run) != 3 {
			return false
		}
	}
	return true
}

// ambiguous reports whether t is thousands to one reader and decimals to another. A
// comma always is: the English write thousands with it, and spreadsheets follow them.
func (t typed) ambiguous(n Notation) bool {
	if len(t.runs) != 2 || !grouped(t.runs) {
		return false
	}
	return t.seps[0] == ',' || t.seps[0] == '.' && n == Plain
}

// digits counts the digits of a canonical number; the lone zero of 0.5 is none.
func digits(canonical string) int {
	canonical = strings.TrimPrefix(strings.TrimPrefix(canonical, "-"), "0.")
	return len(canonical) - strings.Count(canonical, ".")
}

func ambiguous(text string, t typed, n Notation, pos finding.Pos) finding.Finding {
	joined := t.sign + t.runs[0] + t.runs[1]
	whole, _ := ParseDecimal(joined)
	decimal, _ := ParseDecimal(t.sign + t.runs[0] + "." + t.runs[1])
	english := decimal.Fixed(len(t.runs[1]))
	mark := string(notations[n].decimal)
	return finding.New(finding.Ambiguous, pos, text,
		finding.Say("%s (%s)", "%s (%s)", joined, finding.Say(whole.Words(), "thousands")),
		finding.Say("%s (%s)", "%s (%s)",
			finding.Say(decimal.Print(len(t.runs[1])), english), finding.Say(decimal.Words(), "decimals")),
	).Hinted("viết %s, hoặc %s", "write %s, or %s", joined, t.sign+t.runs[0]+mark+t.runs[1]+"0")
}

func notNumber(text string, n Notation, pos finding.Pos) finding.Finding {
	f := finding.New(finding.NotNumber, pos, shorten(text, 40))
	if len(text) > longest {
		return f
	}
	for _, mistake := range mistakes {
		if hint := mistake(text, n); !hint.IsZero() {
			return f.HintedBy(hint)
		}
	}
	return f
}

// shorten cuts a long text, so that one bad cell does not fill the screen.
func shorten(text string, limit int) string {
	n := 0
	for i := range text {
		if n == limit {
			return text[:i] + "…"
		}
		n++
	}
	return text
}

// mistakes are what people type for a number, the likeliest first. Each gives the hint
// for its mistake, or the zero Text when the text is not that.
var mistakes = []func(text string, n Notation) finding.Text{
	lookalike, otherSeparators, plusSign, percentSign, longMinus, bareMark, exponent, trailingWords,
}

// readable gives text as it would be right in the notation n; ok is false when it is no
// number in any notation with one reading.
func readable(text string, n Notation) (right string, ok bool) {
	t, ok := split(text)
	if !ok || t.ambiguous(n) {
		return "", false
	}
	if _, ok := t.read(notations[n]); !ok {
		return "", false
	}
	return text, true
}

// lookalikes are letters that look like digits; two of the O are Greek and Cyrillic.
var lookalikes = map[rune]rune{'O': '0', 'o': '0', 'Ο': '0', 'О': '0', 'l': '1', 'I': '1'}

func lookalike(text string, n Notation) finding.Text {
	place, letter := 0, rune(0)
	position := 0
	meant := strings.Map(func(r rune) rune {
		position++
		digit, ok := lookalikes[r]
		if !ok {
			return r
		}
		if letter == 0 {
			place, letter = position, r
		}
		return digit
	}, text)
	if letter == 0 || utf8.RuneCountInString(text) > 1 && !strings.ContainsAny(text, "0123456789") {
		return finding.Text{}
	}
	if _, ok := readable(meant, n); !ok {
		return finding.Text{}
	}
	return finding.Say("ký tự thứ %s là chữ %s, không phải số %s", "the %s character is the letter %s, not the digit %s",
		ordinal(place), string(letter), string(lookalikes[letter]))
}

var englishOrdinals = []string{"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}

// ordinal says which one: nhất, hai, ba, tư …
func ordinal(n int) finding.Text {
	vi := Int(int64(n)).Words()
	switch n {
	case 1:
		vi = "nhất"
	case 4:
		vi = "tư"
	}
	if n < len(englishOrdinals) {
		return finding.Say(vi, englishOrdinals[n])
	}
	return finding.Say(vi, Int(int64(n)).Fixed(0)+"th")
}

// otherSeparators knows thousands where none are written, and decimals after the other mark.
func otherSeparators(text string, n Notation) finding.Text {
	t, ok := split(text)
	if !ok {
		return finding.Text{}
	}
	for _, s := range []separators{{',', ' '}, {'.', ' '}, {',', '.'}, {'.', ','}} {
		canonical, ok := t.read(s)
		if !ok {
			continue
		}
		if !strings.Contains(canonical, ".") {
			return finding.Say("viết số liền, không ngăn hàng nghìn: %s", "write it without separators of thousands: %s", canonical)
		}
		if n == Vietnamese {
			return finding.Say("viết số liền, dấu thập phân ở đây là dấu phẩy: %s", "write it without separators of thousands, the decimal mark is a comma here: %s",
				strings.Replace(canonical, ".", ",", 1))
		}
		return finding.Say("viết số liền, dấu thập phân ở đây là dấu chấm: %s", "write it without separators of thousands, the decimal mark is a point here: %s", canonical)
	}
	return finding.Text{}
}

func plusSign(text string, n Notation) finding.Text {
	rest, found := strings.CutPrefix(text, "+")
	if right, ok := readable(rest, n); ok && found {
		return finding.Say("bỏ dấu cộng: %s", "leave out the plus sign: %s", right)
	}
	return finding.Text{}
}

func percentSign(text string, n Notation) finding.Text {
	rest, found := strings.CutSuffix(text, "%")
	if right, ok := readable(strings.TrimSpace(rest), n); ok && found {
		return finding.Say("bỏ dấu %%: %s", "leave out the percent sign: %s", right)
	}
	return finding.Text{}
}

func longMinus(text string, n Notation) finding.Text {
	rest := strings.TrimLeft(text, "−–—- ")
	if right, ok := readable("-"+rest, n); ok && rest != text {
		return finding.Say("viết dấu trừ bằng dấu gạch ngắn: %s", "write the minus as a plain hyphen: %s", right)
	}
	return finding.Text{}
}

// bareMark knows a decimal mark with digits on one side only: .5 and 5.
func bareMark(text string, n Notation) finding.Text {
	mark := string(notations[n].decimal)
	meant, changed := strings.CutSuffix(text, mark)
	if digits, minus := strings.CutPrefix(meant, "-"); strings.HasPrefix(digits, mark) {
		meant, changed = "0"+digits, true
		if minus {
			meant = "-" + meant
		}
	}
	if right, ok := readable(meant, n); ok && changed {
		return finding.Say("viết %s", "write %s", right)
	}
	return finding.Text{}
}

func exponent(text string, _ Notation) finding.Text {
	at := strings.IndexAny(text, "eE")
	if at < 0 {
		return finding.Text{}
	}
	_, ok1 := split(text[:at])
	_, ok2 := split(strings.TrimPrefix(text[at+1:], "+"))
	if !ok1 || !ok2 {
		return finding.Text{}
	}
	return finding.Say("viết đủ các chữ số, không viết dạng luỹ thừa của 10", "write all digits, not a power of ten")
}

// trailingWords knows a measure typed after the number.
func trailingWords(text string, _ Notation) finding.Text {
	at := strings.IndexFunc(text, unicode.IsLetter)
	if at < 0 {
		return finding.Text{}
	}
	if _, ok := split(strings.TrimSpace(text[:at])); !ok {
		return finding.Text{}
	}
	return finding.Say("chỉ ghi số, không kèm chữ “%s”", "give the number alone, without “%s”", shorten(text[at:], 20))
}
