package pdf

import (
	"slices"
	"strings"

	"baocao/report/document"
)

// row is one line of a centred block, or only a rule, which takes no room but what it asks for.
type row struct {
	line line
	rule *document.Divider
}

// block is a stack of centred rows.
type block struct {
	rows    []row
	width   float64
	leading float64
}

// add sets a text in as few lines as the width allows, of even lengths. Where the text has
// lines of its own, each is set so.
func (b *block) add(t *typesetter, text string, l document.Lettering, width float64) {
	for part := range strings.SplitSeq(text, "\n") {
		b.set(t, t.cut(t.words(lettered(part, l)), width), width)
	}
}

func (b *block) set(t *typesetter, words []word, width float64) {
	for _, set := range t.setAll(balanced(words, width)) {
		b.rows = append(b.rows, row{line: set})
		b.width = max(b.width, set.width)
	}
}

// addName sets the name of a body, which goes on the next line between its parts.
func (b *block) addName(t *typesetter, name string, l document.Lettering, width float64) {
	form := &t.profile.Header
	for part := range strings.SplitSeq(name, "\n") {
		words := t.cut(t.words(lettered(part, l)), width)
		for i := 1; i < len(words); i++ {
			words[i].opens = slices.Contains(form.BreakBefore, plainWord(words[i])) || slices.Contains(form.BreakAfter, plainWord(words[i-1]))
			words[i].bound = !words[i].opens
		}
		b.set(t, words, width)
	}
}

// plainWord is the text of a word.
func plainWord(w word) string {
	var text strings.Builder
	for _, p := range w.pieces {
		text.WriteString(p.text)
	}
	return text.String()
}

// divide adds a divider below the last row.
func (b *block) divide(t *typesetter, d document.Divider) {
	if d.Text != "" {
		b.add(t, d.Text, document.Lettering{Size: d.Size}, t.area.width)
		return
	}
	if d.Share > 0 && len(b.rows) > 0 {
		b.rows[len(b.rows)-1].rule = &d
	}
}

func (b *block) height() float64 { return b.down(len(b.rows)) }

// down is the height of the first rows, with the room that rules make below them.
func (b *block) down(rows int) float64 {
	height := float64(rows) * b.leading
	for _, r := range b.rows[:rows] {
		if r.rule != nil {
			height += float64(r.rule.After)
		}
	}
	return height
}

// draw draws the block, its rows centred on x, its first line's top at y.
func (b *block) draw(c *canvas, x, y float64) {
	for i, r := range b.rows {
		r.line.more = i < len(b.rows)-1
		size := tallest(r.line)
		base := y + baseline(b.leading, size)
		c.line(r.line, x-r.line.width/2, base, 0)
		if d := r.rule; d != nil {
			half := r.line.width * d.Share / 2
			below := base + float64(d.Gap)
			c.rule(x-half, below, x+half, below, float64(d.Weight))
			y += float64(d.After)
		}
		y += b.leading
	}
}

// tallest is the largest type size of a line.
func tallest(l line) float64 {
	size := 0.0
	for _, p := range l.pieces {
		size = max(size, p.style.size)
	}
	return size
}

// header sets the head of the first page. The right block takes what its widest line
// needs, as far as the left one keeps its least width; the left block takes the rest.
// Both end on the same line: the number and, level with it, the place and date.
func (t *typesetter) header(p *document.Page) slab {
	form := &t.profile.Header
	leading := float64(form.Leading)
	most := t.area.width - form.LeftMin.Points() - form.Gap.Points()
	national, date := block{leading: leading}, block{leading: leading}
	for _, caption := range form.National {
		national.add(t, caption.Text, caption.Lettering, most)
	}
	national.divide(t, form.NationalRule)
	date.add(t, p.PlaceDate, form.PlaceDate, most)
	right := max(national.width, date.width)

	left, numberRow := t.issuer(p, min(form.LeftMax.Points(), t.area.width-form.Gap.Points()-right))
	width := max(left.width, form.LeftMin.Points())
	down := max(left.down(numberRow), national.height())
	issuer, title, place := t.element("P", nil), t.element("P", nil), t.element("P", nil)
	return slab{
		height: max(left.height(), down+date.height()),
		keep:   true,
		draw: func(c *canvas, x, y float64) {
			middle := x + t.area.width - right/2
			c.in(issuer, func() { left.draw(c, x+width/2, y) })
			c.in(title, func() { national.draw(c, middle, y) })
			c.in(place, func() { date.draw(c, middle, y+down) })
		},
	}
}

// issuer sets who issues the document and its number; it also says which row the number is.
func (t *typesetter) issuer(p *document.Page, width float64) (b block, numberRow int) {
	form := &t.profile.Header
	b.leading = float64(form.Leading)
	b.addName(t, p.Superior, form.Superior, width)
	b.addName(t, p.Body, form.Body, width)
	b.divide(t, form.BodyRule)
	numberRow = len(b.rows)
	b.add(t, p.Number, form.Number, width)
	b.add(t, p.Urgency, form.Urgency, width)
	b.add(t, p.Draft, form.Draft, width)
	return b, numberRow
}

// subject sets the kind of document and its subject.
func (t *typesetter) subject(p *document.Page) slab {
	form := &t.profile.Subject
	b := block{leading: float64(form.Leading)}
	b.add(t, p.Kind, form.Kind, t.area.width)
	b.add(t, p.Subject, form.Subject, form.Width.Points())
	b.divide(t, form.Rule)
	return slab{
		height: b.height(), before: float64(form.Before), after: float64(form.After), keep: true,
		in:   t.element("H1", nil),
		draw: func(c *canvas, x, y float64) { b.draw(c, x+t.area.width/2, y) },
	}
}
