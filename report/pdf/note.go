package pdf

import "slices"

// footnote is a note, set, for the foot of a page.
type footnote struct {
	mark   string
	lines  []line
	height float64
	form   *noteShape
	in     *element
}

// noteShape is what the footnotes of a document share.
type noteShape struct {
	leading float64 // from line to line
	above   float64 // what the first of a page needs above it, with the rule
	width   float64 // of the rule
	weight  float64
}

// notes sets the footnotes that a line's marks lead to.
func (t *typesetter) notes(l line) []*footnote {
	var out []*footnote
	for _, p := range l.pieces {
		for _, n := range p.notes {
			out = append(out, t.footnoteOf(n))
		}
	}
	return out
}

// footnoteOf sets a footnote over the width of the text.
func (t *typesetter) footnoteOf(n note) *footnote {
	form := &t.profile.Note
	shape := &noteShape{
		leading: form.Leading * float64(form.Size),
		above:   2 * float64(form.Before),
		width:   form.Rule.Points(),
		weight:  float64(form.Weight),
	}
	mark := lettered(n.mark, form.Lettering).raised("", form)
	words := t.cut(t.words(mark, lettered(" "+n.text, form.Lettering)), t.area.width)
	lines := t.setAll(ragged(words, t.area.width))
	return &footnote{n.mark, lines, float64(len(lines)) * shape.leading, shape, t.element("Note", nil)}
}

// feet are the footnotes of a page, each once, and their height with the rule above them.
type feet struct {
	notes  []*footnote
	height float64
}

func (f *feet) add(notes []*footnote) {
	for _, n := range notes {
		if slices.ContainsFunc(f.notes, func(o *footnote) bool { return o.mark == n.mark }) {
			continue
		}
		if len(f.notes) == 0 {
			f.height = n.form.above
		}
		f.notes = append(f.notes, n)
		f.height += n.height
	}
}

// place puts the notes above low.
func (f *feet) place(low float64) []placed {
	var out []placed
	y := low - f.height
	for i, n := range f.notes {
		if i == 0 {
			out = append(out, placed{slab: &slab{height: n.form.above, draw: n.rule}, y: y})
			y += n.form.above
		}
		out = append(out, placed{slab: &slab{height: n.height, in: n.in, draw: n.draw}, y: y})
		y += n.height
	}
	return out
}

func (n *footnote) rule(c *canvas, x, y float64) {
	c.rule(x, y+n.form.above/2, x+n.form.width, y+n.form.above/2, n.form.weight)
}

func (n *footnote) draw(c *canvas, x, y float64) {
	for i, l := range n.lines {
		c.line(l, x, y+float64(i)*n.form.leading+baseline(n.form.leading, tallest(l)), 0)
	}
}
