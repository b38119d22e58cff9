package decode

import (
	"slices"
	"strings"
	"unicode"

	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/num"
	"baocao/report/source"
)

// qualifiers are the words before a number that is not exact.
var qualifiers = []string{"trên", "hơn", "gần", "khoảng", "dưới"}

// typed reads a value as it was typed into f, whose place is known: a number, 44/48, 100%,
// x, each with a qualifier before it if need be. It returns false when nothing was typed:
// the figure is missing. What cannot be read is reported and makes f Bad.
func (r *reader) typed(f *figures.Figure, text string) bool {
	if n, ok := num.ParseDigits(text); ok {
		f.SetCount(n, text)
		f.Bad = false
		return true
	}
	text = strings.TrimSpace(text)
	if text == "" {
		return false
	}
	if text != "x" {
		f.SetTyped(text)
	}
	pos := f.Pos()
	qualifier, rest, ok := r.qualified(text, pos)
	if !ok {
		f.Bad = true
		return true
	}
	if qualifier != "" {
		f.SetAside(func(a *figures.Aside) { a.Qualifier = qualifier })
	}
	done, outOf, isPair := strings.Cut(rest, "/")
	rate, isRate := strings.CutSuffix(rest, "%")
	switch {
	case isPair && !isNotApplicable(rest) && !strings.Contains(outOf, "/"):
		value, bad1 := r.number(done, pos)
		of, bad2 := r.number(outOf, pos)
		f.SetValue(value)
		f.Bad = bad1 || bad2
		f.SetAside(func(a *figures.Aside) { a.OutOf = of })
	case isRate:
		n, found := num.Parse(rate, r.notation, pos)
		if found != nil {
			r.list.Add(*found)
			f.Bad = true
			return true
		}
		f.SetAside(func(a *figures.Aside) { a.Rate = &n })
	default:
		value, bad := r.number(rest, pos)
		f.SetValue(value)
		f.Bad = bad
	}
	return true
}

// number reads a number or x; bad is true after a finding.
func (r *reader) number(text string, pos finding.Pos) (v num.Value, bad bool) {
	text = strings.TrimSpace(text)
	switch {
	case isNotApplicable(text):
		return num.NA, false
	case isDash(text):
		r.list.Add(finding.New(finding.Dash, pos, text).Hinted(
			"ghi 0 nếu không phát sinh, x nếu không áp dụng, để trống nếu chưa có số liệu",
			"write 0 for none, x if it does not apply, leave it empty if not known"))
		return num.Value{}, true
	}
	n, found := num.Parse(text, r.notation, pos)
	if found == nil {
		return num.Of(n), false
	}
	if found.Hint().IsZero() && !strings.ContainsAny(text, "0123456789") {
		*found = found.Hinted("viết bằng chữ số; ghi 0 nếu không phát sinh, x nếu không áp dụng, để trống nếu chưa có số liệu",
			"write it in digits; 0 for none, x if it does not apply, empty if not known")
	}
	r.list.Add(*found)
	return num.Value{}, true
}

func isNotApplicable(text string) bool {
	return strings.EqualFold(text, "x") || strings.EqualFold(text, "n/a")
}

// isDash reports whether text is nothing but dashes, of whatever length.
func isDash(text string) bool {
	return text != "" && strings.Trim(text, "-‐‑‒–—―−") == ""
}

// qualified parts the word before a number from it. A word that is no qualifier is
// reported; text in which no number follows is left to the reader of numbers.
func (r *reader) qualified(text string, pos finding.Pos) (qualifier, rest string, ok bool) {
	word, rest, found := strings.Cut(text, " ")
	rest = strings.TrimSpace(rest)
	if !found || strings.ContainsFunc(word, func(c rune) bool { return !unicode.IsLetter(c) }) || !startsWithDigit(rest) {
		return "", text, true
	}
	qualifier, ok = r.qualifier(word, pos)
	return qualifier, rest, ok
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// qualifier recognises one of the qualifiers, whatever its case.
func (r *reader) qualifier(word string, pos finding.Pos) (string, bool) {
	if known := strings.ToLower(strings.TrimSpace(word)); known == "" || slices.Contains(qualifiers, known) {
		return known, true
	}
	f := finding.New(finding.Qualifier, pos, source.Excerpt(word)).DidYouMean(source.Nearest(word, qualifiers))
	if f.Hint().IsZero() {
		f = f.Hinted("chỉ dùng: %s", "one of: %s", strings.Join(qualifiers, ", "))
	}
	r.list.Add(f)
	return "", false
}
