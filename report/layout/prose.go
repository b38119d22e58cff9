package layout

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"baocao/report/document"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/spec"
	"baocao/report/unit"
)

// The prose of a report: sentences are cut where the template has them, then filled in;
// one that names a missing figure is left out.

// glyph is one character of a template's text in its face, or an action in its place.
type glyph struct {
	r            rune
	bold, italic bool
	action       *spec.Action
}

func (l *layouter) glyphs(runs []document.Run) []glyph {
	var all []glyph
	for _, run := range runs {
		for _, r := range run.Text {
			all = append(all, glyph{r, run.Bold, run.Italic, l.t.Summary.Action(r)})
		}
	}
	return all
}

// sentences cuts a paragraph at . ! ? followed by white space and a capital or an action.
func sentences(text []glyph) [][]glyph {
	var all [][]glyph
	start := 0
	for i, g := range text {
		if g.action != nil || !strings.ContainsRune(".!?", g.r) {
			continue
		}
		next := i + 1
		for next < len(text) && unicode.IsSpace(text[next].r) {
			next++
		}
		if next == i+1 || next >= len(text) {
			continue
		}
		if begins(text, next) {
			all = append(all, text[start:i+1])
			start = next
		}
	}
	return append(all, text[start:])
}

// begins reports whether a sentence can begin at i: a capital, an opening quotation mark
// before one, or an action.
func begins(text []glyph, i int) bool {
	for i < len(text) && text[i].action == nil && strings.ContainsRune(`“"(`, text[i].r) {
		i++
	}
	return i < len(text) && (text[i].action != nil || unicode.IsUpper(text[i].r))
}

// paragraph fills a paragraph in, sentence by sentence; nothing is left of one whose
// sentences all name missing figures.
func (l *layouter) paragraph(runs []document.Run) []document.Run {
	return l.fill(sentences(l.glyphs(runs)))
}

// line fills in what is one sentence whatever stops are in it: a heading, a list item.
func (l *layouter) line(runs []document.Run) []document.Run {
	return l.fill([][]glyph{l.glyphs(runs)})
}

func (l *layouter) fill(sentences [][]glyph) []document.Run {
	var out []document.Run
	for _, sentence := range sentences {
		w := &proseWriter{l: l}
		w.ownOnly = slices.ContainsFunc(sentence, func(g glyph) bool {
			return g.action != nil && (g.action.Name == "period" || g.action.Name == "period_long")
		})
		if !w.sentence(sentence) {
			continue
		}
		if len(out) > 0 {
			out = append(out, document.Run{Text: " "})
		}
		out = append(out, w.out...)
	}
	return document.TrimRuns(out)
}

// proseWriter fills in one sentence.
type proseWriter struct {
	l       *layouter
	out     []document.Run
	ownOnly bool // the sentence names the period, so it speaks only of the period's own figures
	own     bool // one of its figures is the period's own
	windows []string
	marks   []int // after which runs each window belongs, should the windows differ
}

// sentence writes the sentence; false when it names a missing figure.
func (w *proseWriter) sentence(text []glyph) bool {
	for i := 0; i < len(text); i++ {
		a := text[i].action
		switch {
		case a == nil:
			w.add(words(string(text[i].r)), text[i])
		case a.Name == "optional":
			end := i + slices.IndexFunc(text[i:], func(g glyph) bool { return g.action != nil && g.action.Name == "end" })
			if end < i {
				return false // the part is cut by a sentence's end: it cannot stand
			}
			w.optional(text[i+1 : end])
			i = end
		case a.Name == "end":
		default:
			said, ok := w.value(a)
			if !ok {
				return false
			}
			if len(w.out) == 0 && len(said) > 0 { // a label or "toàn huyện" may begin the sentence
				said[0].Text = capital(said[0].Text)
			}
			w.add(said, text[i])
		}
	}
	w.sayWindows()
	return true
}

// optional writes a part that is left out alone.
func (w *proseWriter) optional(text []glyph) {
	part := &proseWriter{l: w.l, ownOnly: w.ownOnly}
	for _, g := range text {
		if g.action == nil {
			part.add(words(string(g.r)), g)
			continue
		}
		said, ok := part.value(g.action)
		if !ok {
			return
		}
		part.add(said, g)
	}
	for i, mark := range part.marks {
		w.windows, w.marks = append(w.windows, part.windows[i]), append(w.marks, len(w.out)+mark)
	}
	w.own = w.own || part.own
	w.out = append(w.out, part.out...)
}

// add writes runs in the face of a glyph. Only what prints no figure is joined to the run before it.
func (w *proseWriter) add(said []document.Run, g glyph) {
	for _, r := range said {
		r.Bold, r.Italic = g.bold, g.italic
		last := len(w.out) - 1
		if last >= 0 && w.out[last].SameFace(r) && w.out[last].Figure == "" && r.Figure == "" && !slices.Contains(w.marks, last) {
			w.out[last].Text += r.Text
			continue
		}
		w.out = append(w.out, r)
	}
}

// sayWindows adds the span of time of figures that are not the period's own: once at the
// sentence's end where all share it, else behind each.
func (w *proseWriter) sayWindows() {
	if len(w.windows) == 0 {
		return
	}
	same := !w.own && !slices.ContainsFunc(w.windows, func(s string) bool { return s != w.windows[0] })
	if same {
		last := &w.out[len(w.out)-1]
		if last.Figure != "" {
			w.out = append(w.out, w.l.behind(*last, w.windows[0]))
			return
		}
		text := strings.TrimRight(last.Text, " ")
		stop := ""
		if n := len(text); n > 0 && strings.ContainsRune(".!?;", rune(text[n-1])) {
			text, stop = text[:n-1], text[n-1:]
		}
		last.Text = text
		w.out = append(w.out, w.l.behind(*last, w.windows[0]))
		if stop != "" {
			w.out = append(w.out, document.Run{Text: stop, Bold: last.Bold, Italic: last.Italic})
		}
		return
	}
	for i := len(w.marks) - 1; i >= 0; i-- {
		at := w.marks[i]
		w.out = slices.Insert(w.out, at+1, w.l.behind(w.out[at], w.windows[i]))
	}
}

// behind is a span of time in the face of the run before it: in brackets, or as the mark of
// a footnote.
func (l *layouter) behind(r document.Run, span string) document.Run {
	if !l.t.Footnotes {
		return document.Run{Text: " (" + span + ")", Bold: r.Bold, Italic: r.Italic}
	}
	at := slices.Index(l.footnotes, span)
	if at < 0 {
		at = len(l.footnotes)
		l.footnotes = append(l.footnotes, span)
	}
	return document.Run{Text: fmt.Sprintf("(%d)", at+1), Note: footnote(span), Bold: r.Bold, Italic: r.Italic}
}

// footnote says a span of time as a sentence: what begins before the period is a running
// total.
func footnote(span string) string {
	if strings.HasPrefix(span, "từ ") {
		return "Luỹ kế " + span + "."
	}
	return "Số liệu " + span + "."
}

// prose prints a value in running text: trailing zeros dropped and, where the template
// wants it, counts below ten with a leading zero.
func (l *layouter) prose(v num.Value, ind *spec.Indicator) string {
	if !v.IsKnown() {
		return print(v, 0)
	}
	s := v.Number.PrintProse(ind.Decimals)
	if n, whole := v.Number.Int64(); l.t.LeadingZero && whole && n > 0 && n < 10 && ind.Decimals == 0 {
		return "0" + s
	}
	return s
}

// words are what is said beside figures.
func words(s string) []document.Run { return []document.Run{{Text: s}} }

// printed is a figure of the report in print: what of a slot, as [document.FigureName] has it.
func (l *layouter) printed(what string, slot int, s string) []document.Run {
	return []document.Run{{Text: s, Figure: document.FigureName(what, l.t.Slots[slot].Code(), "")}}
}

// value is what an action prints; ok is false when it names something missing.
func (w *proseWriter) value(a *spec.Action) (said []document.Run, ok bool) {
	l := w.l
	switch a.Name {
	case "period":
		return words(l.r.Period.Label()), true
	case "period_long":
		return words(l.r.Period.Long()), true
	case "period_pair":
		return words(l.r.Period.Pair()), true
	case "next_period":
		return words(l.r.Period.NextLabel()), l.r.Period.NextLabel() != ""
	case "whole":
		return words(unit.Whole(l.r.Unit)), true
	case "unit":
		return words(l.r.Unit.Name), true
	case "issuer":
		return words(l.author()), true
	case "missing":
		return l.missingUnits()
	case "top":
		return l.top(a)
	case "text", "texts", "table", "annex", "chart":
		return nil, true // blocks of their own, never part of a sentence
	}
	return w.figure(a)
}

func (l *layouter) missingUnits() ([]document.Run, bool) {
	var names []string
	for _, u := range l.r.Units {
		if u.Owes && len(u.Files) == 0 {
			names = append(names, u.Name)
		}
	}
	return words(strings.Join(names, ", ")), len(names) > 0
}

// top names the units with the largest figures, the earlier unit first where they tie.
func (l *layouter) top(a *spec.Action) ([]document.Run, bool) {
	type ranked struct {
		unit int
		n    num.Number
	}
	var all []ranked
	for u := range l.r.Units {
		if v := l.r.Bands[0].Cell(u, a.Slot).Value; v.IsKnown() && v.Number.Sign() > 0 {
			all = append(all, ranked{u, v.Number})
		}
	}
	if len(l.r.Units) < 2 || len(all) == 0 {
		return nil, false
	}
	slices.SortStableFunc(all, func(x, y ranked) int { return y.n.Cmp(x.n) })
	s := l.t.Slots[a.Slot]
	var said []document.Run
	for i, r := range all[:min(a.Top, len(all))] {
		before := l.names[r.unit] + " ("
		if i > 0 {
			before = "), " + before
		}
		said = append(said, document.Run{Text: before}, document.Run{
			Text:   l.prose(num.Of(r.n), s.Indicator),
			Figure: document.FigureName("", s.Code(), l.r.Units[r.unit].Code),
		})
	}
	return append(said, document.Run{Text: ")"}), true
}

// figure prints an action on a figure.
func (w *proseWriter) figure(a *spec.Action) ([]document.Run, bool) {
	l := w.l
	line := l.r.Lines[a.Slot]
	s := l.t.Slots[a.Slot]
	amount := func(what string, v num.Value) ([]document.Run, bool) {
		return l.printed(what, a.Slot, l.prose(v, s.Indicator)), v.IsKnown()
	}
	switch a.Name {
	case "label":
		return words(s.Label()), true
	case "n", "q", "of", "rate", "words", "has", "some", "none":
		return w.number(a)
	case "share":
		return l.percent("share", a.Slot, line.Share)
	case "attained":
		return l.percent("attained", a.Slot, line.Attained)
	case "target":
		return amount("target", line.PlannedFor())
	case "previous":
		return amount("previous", line.Previous)
	case "last_year":
		return amount("same_period_last_year", line.LastYear)
	case "delta":
		return l.delta(a, line)
	}
	panic("layout: no function " + a.Name)
}

func (l *layouter) percent(what string, slot int, v num.Value) ([]document.Run, bool) {
	if !v.IsKnown() {
		return nil, false
	}
	return l.printed(what, slot, v.Number.PrintProse(percentDecimals)+"%"), true
}

// number prints a figure of the period or, failing that, one of another window.
func (w *proseWriter) number(a *spec.Action) ([]document.Run, bool) {
	l := w.l
	line := l.r.Lines[a.Slot]
	if !line.Value.IsKnown() {
		return w.apart(a)
	}
	w.own = true
	switch a.Name {
	case "has", "some", "none":
		return nil, holds(a.Name, line.Value.Number.Sign())
	case "words":
		return l.printed("words", a.Slot, line.Value.Number.Words()), true
	case "of":
		whole := l.whole(a.Slot)
		if !whole.IsKnown() {
			return nil, false
		}
		return l.printed("of", a.Slot, line.Value.Number.PrintExact()+"/"+whole.Number.PrintExact()), true
	case "rate":
		return l.rateOf(a.Slot)
	}
	ind := l.t.Slots[a.Slot].Indicator
	return phrase(line.Qualifier, l.printed("", a.Slot, l.prose(line.Value, ind)), measureFor(a, ind)), true
}

// measureFor is the measure that a function prints behind a number, if it does.
func measureFor(a *spec.Action, ind *spec.Indicator) string {
	if a.Name == "q" {
		return ind.Measure
	}
	return ""
}

// phrase puts a qualifier before a number and its measure behind it: "trên 12 mô hình",
// "94,44%". Both may be empty.
func phrase(qualifier string, number []document.Run, measure string) []document.Run {
	var said []document.Run
	if qualifier != "" {
		said = words(qualifier + " ")
	}
	said = append(said, number...)
	switch measure {
	case "":
	case "%":
		said[len(said)-1].Text += "%"
	default:
		said = append(said, words(" "+measure)...)
	}
	return said
}

// rateOf prints a computed rate, or a figure with a whole as a percentage of it.
func (l *layouter) rateOf(slot int) ([]document.Run, bool) {
	v := l.r.Lines[slot].Value
	if l.t.Slots[slot].OutOf >= 0 {
		v = v.Percent(l.whole(slot)).Round(percentDecimals)
	}
	return l.percent("rate", slot, v)
}

// whole is what a figure is a part of; missing where some unit gave the figure alone, since
// then the two are not of the same units.
func (l *layouter) whole(slot int) num.Value {
	done, whole := l.r.Lines[slot], l.r.Lines[l.t.Slots[slot].OutOf]
	if done.Covered != whole.Covered {
		return num.Value{}
	}
	return whole.Value
}

// apart prints a figure of another window, and remembers the window. A sentence about the
// period has no place for one.
func (w *proseWriter) apart(a *spec.Action) ([]document.Run, bool) {
	if w.ownOnly {
		return nil, false
	}
	at := slices.IndexFunc(w.l.r.Apart, func(x model.Apart) bool {
		return x.Slot == a.Slot && suits(a.Name, x) && w.l.r.Units[x.Unit].Code == w.l.r.Unit.Code // never one of many
	})
	if at < 0 {
		return nil, false
	}
	if a.Name == "has" {
		return nil, true
	}
	x := w.l.r.Apart[at]
	if a.Name == "some" || a.Name == "none" {
		return nil, holds(a.Name, apartSign(x))
	}
	number := w.l.printed("apart", a.Slot, w.l.apartNumber(x))
	said := phrase(apartQualifier(x), number, measureFor(a, w.l.t.Slots[a.Slot].Indicator))
	if span := longWindow(x.Figure.Since(), x.Figure.AsOf()); span != "" {
		w.windows = append(w.windows, span)
		w.out = append(w.out, said...)
		w.marks = append(w.marks, len(w.out)-1)
		return nil, true
	}
	return said, true
}

// holds reports whether a condition is true of a known figure, given its sign.
func holds(condition string, sign int) bool {
	return condition == "has" || (condition == "none") == (sign == 0)
}

// apartSign is the sign of a figure that stands apart, or of the rate that it is.
func apartSign(x model.Apart) int {
	if rate := x.Figure.Rate(); rate != nil {
		return rate.Sign()
	}
	return x.Figure.Value().Number.Sign()
}

// suits reports whether a function can print a figure that stands apart.
func suits(function string, a model.Apart) bool {
	f := a.Figure
	switch function {
	case "n", "q", "words":
		return f.Rate() == nil && f.Value().IsKnown()
	case "of":
		return f.Rate() != nil || f.OutOf().IsKnown()
	case "rate":
		return f.Rate() != nil
	}
	return true // has
}

// delta says how a figure moved: "tăng 12 mô hình (11,4%) so với cùng kỳ năm trước".
func (l *layouter) delta(a *spec.Action, line model.Line) ([]document.Run, bool) {
	difference, change, base, since := line.Difference, line.Change, "cùng kỳ năm trước", ""
	if a.Against == "previous" {
		difference, change, base, since = line.DifferencePrevious, line.ChangePrevious, "kỳ trước", "_previous"
	}
	if !difference.IsKnown() {
		return nil, false
	}
	word := "tăng"
	switch difference.Number.Sign() {
	case 0:
		return words("bằng " + base), true
	case -1:
		word = "giảm"
	}
	ind := l.t.Slots[a.Slot].Indicator
	measure := ind.Measure
	if ind.Nature == spec.Rate {
		measure = "điểm %"
	}
	said := words(word + " ")
	said = append(said, l.printed("difference"+since, a.Slot, l.prose(num.Of(difference.Number.Abs()), ind))...)
	said = append(said, words(" "+measure)...)
	if change.IsKnown() && ind.Nature != spec.Rate {
		rise, _ := l.percent("change"+since, a.Slot, num.Of(change.Number.Abs()))
		said = append(append(append(said, words(" (")...), rise...), words(")")...)
	}
	return append(said, words(" so với "+base)...), true
}
