// Package finding holds what is wrong with the user's files: a positioned, coded
// sentence in the user's language. Stages collect findings in a [List]; the caller
// prints them all at once and stops where [List.HasErrors] says so.
//
// The world's failures (a disk, a network share) are errors, never findings.
package finding

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Severity says what a finding stops.
type Severity int

const (
	Error   Severity = iota // nothing is computed or written while one stands
	Warning                 // the report is made; --strict makes it an error
	Info                    // said, and nothing else
)

// Lang is the language in which people are spoken to. The zero value is Vietnamese.
type Lang int

const (
	VI Lang = iota
	EN
)

// Code names a kind of finding for ever: D decode, S template, C names and values,
// V rules, M totals, P prose, W workspace. A code is never given a second meaning.
type Code string

// Pos is where the user must look first. The zero Pos means the input as a whole.
type Pos struct {
	File      string // as the user named it
	Line, Col int    // of a text file, 1-based; Col counts characters, as an editor shows them
	Sheet     string // of a workbook, together with Cell: "Số liệu", "D14"
	Cell      string
}

// String gives the form that editors and grep understand: file:14:11 or file:'Số liệu'!D14.
func (p Pos) String() string {
	if p.Cell == "" && p.Line <= 0 {
		return p.File
	}
	return string(p.append(nil))
}

// append appends String to b.
func (p Pos) append(b []byte) []byte {
	b = append(b, p.File...)
	if p.Cell == "" && p.Line <= 0 {
		return b
	}
	return p.AppendPlace(append(b, ':'))
}

// Place is String without the file: "14:11", "'Số liệu'!D14", or nothing.
func (p Pos) Place() string { return string(p.AppendPlace(nil)) }

// AppendPlace appends the place to b.
func (p Pos) AppendPlace(b []byte) []byte {
	if p.Cell != "" {
		b = append(append(b, '\''), strings.ReplaceAll(p.Sheet, "'", "''")...)
		return append(append(b, "'!"...), p.Cell...)
	}
	if p.Line > 0 {
		b = strconv.AppendInt(b, int64(p.Line), 10)
		if p.Col > 0 {
			b = strconv.AppendInt(append(b, ':'), int64(p.Col), 10)
		}
	}
	return b
}

// Text is one sentence in both languages, its arguments kept apart from the wording.
// An argument that is itself a Text is rendered in the same language.
type Text struct {
	VI, EN string // formats of package fmt, with the same verbs in the same order
	Args   []any
}

// Say makes a Text.
func Say(vi, en string, args ...any) Text { return Text{VI: vi, EN: en, Args: args} }

// Plain makes a Text that reads the same in both languages, such as a name or a number.
func Plain(s string) Text { return Text{VI: "%s", EN: "%s", Args: []any{s}} }

// Join puts texts in a row, with commas between.
func Join(texts ...Text) Text {
	var all Text
	for i, t := range texts {
		if i > 0 {
			all.VI, all.EN = all.VI+", ", all.EN+", "
		}
		all.VI, all.EN = all.VI+"%s", all.EN+"%s"
		all.Args = append(all.Args, t)
	}
	return all
}

// IsZero reports whether t says nothing.
func (t Text) IsZero() bool { return t.VI == "" && t.EN == "" }

// In renders t in the language l.
func (t Text) In(l Lang) string {
	if len(t.Args) == 0 {
		return t.format(l)
	}
	return string(t.AppendIn(nil, l))
}

// AppendIn appends t, rendered in the language l, to b.
func (t Text) AppendIn(b []byte, l Lang) []byte {
	if len(t.Args) == 0 {
		return append(b, t.format(l)...)
	}
	if out, ok := t.appendPlain(b, l); ok {
		return out
	}
	args := make([]any, len(t.Args))
	for i, a := range t.Args {
		if nested, ok := a.(Text); ok {
			a = nested.In(l)
		}
		args[i] = a
	}
	return fmt.Appendf(b, t.format(l), args...)
}

// compare orders texts by their wording, then by one argument after the other, without
// putting them together.
func (t Text) compare(other Text) int {
	order := cmp.Or(cmp.Compare(t.VI, other.VI), cmp.Compare(len(t.Args), len(other.Args)))
	for i := 0; i < len(t.Args) && order == 0; i++ {
		order = compareArgs(t.Args[i], other.Args[i])
	}
	return order
}

// compareArgs orders what is put into texts: texts come first, then all else as it is printed.
func compareArgs(a, b any) int {
	if a, ok := a.(string); ok {
		if b, ok := b.(string); ok {
			return cmp.Compare(a, b)
		}
	}
	inA, nestedA := a.(Text)
	inB, nestedB := b.(Text)
	switch {
	case nestedA && nestedB:
		return inA.compare(inB)
	case nestedA:
		return -1
	case nestedB:
		return 1
	}
	return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b))
}

func (t Text) format(l Lang) string {
	if l == EN {
		return t.EN
	}
	return t.VI
}

// appendPlain renders a text that only puts strings and texts in for %s. That is nearly
// every one, and reports of thousands of units render tens of thousands; ok is false for
// the rest, and b may then be scribbled on beyond its length.
func (t Text) appendPlain(b []byte, l Lang) (out []byte, ok bool) {
	format := t.format(l)
	for _, arg := range t.Args {
		before, after, found := strings.Cut(format, "%")
		if !found || !strings.HasPrefix(after, "s") {
			return nil, false
		}
		b = append(b, before...)
		switch a := arg.(type) {
		case string:
			b = append(b, a...)
		case Text:
			b = a.AppendIn(b, l)
		default:
			return nil, false
		}
		format = after[1:]
	}
	return append(b, format...), !strings.Contains(format, "%")
}

// Related is a second place that helps to understand a finding, such as the rule
// that was broken or the place where a key stood first.
type Related struct {
	Pos  Pos
	Text Text
}

// Finding is one thing that is wrong, or worth knowing, about the user's data or template.
type Finding struct {
	Pos      Pos
	Severity Severity
	Accepted *Acceptance // of a warning that an office lets stand; nil while it is open

	*said // Code and Message
}

// said is what a finding says. Those that were copied share it, and nobody changes it: there
// may be tens of thousands that say the same, each at a place of its own.
type said struct {
	Code    Code
	Message Text // no position and no code inside, lower-case, no full stop

	hint    Text
	related []Related
	about   About
}

// with returns f saying something else; findings that f was copied from stay as they are.
func (f Finding) with(change func(s *said)) Finding {
	s := *f.said
	change(&s)
	f.said = &s
	return f
}

// Hint says what to do; it may be zero.
func (s *said) Hint() Text { return s.hint }

// Related are other places that help to understand the finding.
func (s *said) Related() []Related { return s.related }

// About is what the finding speaks of, as far as it is known.
func (s *said) About() About { return s.about }

// About names what a finding speaks of, as far as it is known; warnings are accepted by it.
type About struct {
	Unit, Period string   // codes
	Figures      []string // DVK01, DVK01.huyen
	Rule         string   // the template's
}

// Acceptance says why a warning may stand, and which office says so.
type Acceptance struct{ Reason, By string }

// New makes the finding that the catalogue lists under code; args fill its message.
// A code that is not in the catalogue is a mistake of the program and panics.
func New(code Code, pos Pos, args ...any) Finding {
	e, ok := Lookup(code)
	if !ok {
		panic("finding: code " + string(code) + " is not in the catalogue")
	}
	return Finding{Pos: pos, Severity: e.Severity, said: &said{Code: code, Message: Say(e.VI, e.EN, args...)}}
}

// Hinted returns f with a hint; the arguments are those of [Say].
func (f Finding) Hinted(vi, en string, args ...any) Finding {
	return f.HintedBy(Say(vi, en, args...))
}

// HintedBy returns f with a hint.
func (f Finding) HintedBy(hint Text) Finding {
	return f.with(func(s *said) { s.hint = hint })
}

// DidYouMean returns f with the hint that near was probably meant; f as it is when near
// is empty.
func (f Finding) DidYouMean(near string) Finding {
	if near == "" {
		return f
	}
	return f.Hinted("có phải “%s”?", "did you mean “%s”?", near)
}

// On returns f with what it speaks of.
func (f Finding) On(about About) Finding {
	return f.with(func(s *said) { s.about = about })
}

// Relate returns f with one more related place.
func (f Finding) Relate(pos Pos, text Text) Finding {
	return f.with(func(s *said) { s.related = append(slices.Clip(s.related), Related{pos, text}) })
}

var severityWords = map[Lang][3]string{
	VI: {"lỗi", "cảnh báo", "lưu ý"},
	EN: {"error", "warning", "note"},
}

// In gives the word for s in the language l.
func (s Severity) In(l Lang) string { return severityWords[l][s] }

// Text is the word for s, for a sentence.
func (s Severity) Text() Text { return Say(s.In(VI), s.In(EN)) }

// List is what a stage has found so far. The zero List is ready to use.
type List []Finding

// Add appends findings.
func (l *List) Add(fs ...Finding) { *l = append(*l, fs...) }

// Join adds lists, of which there may be thousands.
func (l *List) Join(lists ...List) {
	n := 0
	for _, list := range lists {
		n += len(list)
	}
	*l = slices.Grow(*l, n)
	for _, list := range lists {
		l.Add(list...)
	}
}

// Count returns how many findings have the severity s. Accepted ones count for nothing.
func (l List) Count(s Severity) int {
	n := 0
	for i := range l { // findings are large, and there may be many
		if l[i].Severity == s && l[i].Accepted == nil {
			n++
		}
	}
	return n
}

// HasErrors reports whether anything in l stops the report.
func (l List) HasErrors() bool {
	for i := range l {
		if l[i].Severity == Error && l[i].Accepted == nil {
			return true
		}
	}
	return false
}

// Accepted gives the findings of l that are accepted, in its order.
func (l List) Accepted() List {
	var accepted List
	for i := range l {
		if l[i].Accepted != nil {
			accepted.Add(l[i])
		}
	}
	return accepted
}

// Strict returns l with every open warning made an error.
func (l List) Strict() List {
	out := slices.Clone(l)
	for i := range out {
		if out[i].Severity == Warning && out[i].Accepted == nil {
			out[i].Severity = Error
		}
	}
	return out
}

// Sorted returns l in its one stable order, duplicates dropped: files as ranked by
// the order of the arguments (files, those not named come last, by name), then line
// and column or cell, then code, then what they say.
func (l List) Sorted(files []string) List {
	out := make(List, 0, len(l))
	for _, of := range l.byFile(files) {
		slices.SortFunc(of, func(i, j int32) int { return cmp.Or(compare(&l[i], &l[j]), cmp.Compare(i, j)) })
		for n, i := range of {
			if n == 0 || compare(&l[of[n-1]], &l[i]) != 0 {
				out = append(out, l[i])
			}
		}
	}
	return out
}

// byFile gives the places in l of the findings on each of the files, in the files' order and
// then in that of l. Those on files that are not named are together, behind the others.
func (l List) byFile(files []string) [][]int32 {
	rank := make(map[string]int32, len(files))
	for i, f := range files {
		if _, seen := rank[f]; !seen {
			rank[f] = int32(i)
		}
	}
	ranks := make([]int32, len(l))
	sizes := make([]int, len(files)+1)
	for i := range l {
		if i > 0 && l[i].Pos.File == l[i-1].Pos.File { // stages go file by file
			ranks[i] = ranks[i-1]
		} else if r, named := rank[l[i].Pos.File]; named {
			ranks[i] = r
		} else {
			ranks[i] = int32(len(files))
		}
		sizes[ranks[i]]++
	}
	places := make([]int32, len(l))
	of := make([][]int32, len(sizes))
	for r, n := range sizes {
		of[r], places = places[:0:n], places[n:]
	}
	for i, r := range ranks {
		of[r] = append(of[r], int32(i))
	}
	return of
}

// compare orders two findings of files of one rank.
func compare(a, b *Finding) int {
	if order := cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), comparePlaces(a, b)); order != 0 || a.said == b.said {
		return order
	}
	return cmp.Or(cmp.Compare(a.Code, b.Code), a.Message.compare(b.Message))
}

// comparePlaces orders two findings of one file by where they stand.
func comparePlaces(a, b *Finding) int {
	if a.Pos.Line != b.Pos.Line || a.Pos.Col != b.Pos.Col {
		return cmp.Or(cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Col, b.Pos.Col))
	}
	return cmp.Or(cmp.Compare(a.Pos.Sheet, b.Pos.Sheet), compareCells(a.Pos.Cell, b.Pos.Cell))
}

// compareCells orders A1 addresses by row, then by column.
func compareCells(a, b string) int {
	if a == b {
		return 0
	}
	split := func(s string) (col, row string) {
		i := strings.IndexAny(s, "0123456789")
		if i < 0 {
			return s, ""
		}
		return s[:i], s[i:]
	}
	ac, ar := split(a)
	bc, br := split(b)
	return cmp.Or(
		cmp.Compare(len(ar), len(br)), cmp.Compare(ar, br),
		cmp.Compare(len(ac), len(bc)), cmp.Compare(ac, bc),
	)
}
