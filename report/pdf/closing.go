package pdf

import (
	"slices"

	"baocao/report/document"
)

// closing sets the end of the document: the signature on the right with the recipients
// beside it, and the footnote. above is what stands before; its last lines are made to
// stay with the signature, which never stands alone on a page.
func (t *typesetter) closing(p *document.Page, above []slab) []slab {
	signature := t.signature(&p.Signature)
	list := t.recipients(p.Recipients)

	// Beside the signature stands what half a page can hold; a longer list goes on
	// below and may be broken between any two lines.
	beside, height := 0, 0.0
	for beside < len(list) && height+list[beside].leading <= max(signature.height(), t.area.height/2) {
		height += list[beside].leading
		beside++
	}
	out := []slab{t.signed(signature, list[:beside], height)}
	rest := t.element("P", nil)
	for _, l := range list[beside:] {
		out = append(out, slab{height: l.leading, in: rest, draw: l.draw})
	}
	for i := max(0, len(above)-t.profile.Text.Together); i < len(above); i++ {
		above[i].keep = true
	}
	if p.Footnote == "" {
		return out
	}
	out[len(out)-1].keep = true
	return append(out, t.footnote(append(slices.Clip(p.Notes), p.Footnote)))
}

func (t *typesetter) signature(s *document.Signature) block {
	form := &t.profile.Signature
	b := block{leading: float64(form.Leading)}
	width := form.Width.Points()
	b.add(t, s.Authority, form.Authority, width)
	b.add(t, s.Position, form.Position, width)
	b.rows = append(b.rows, make([]row, form.Blank)...)
	b.add(t, s.Name, form.Name, width)
	return b
}

// signed puts the signature and the recipients beside it at the same height.
func (t *typesetter) signed(signature block, list []recipientLine, height float64) slab {
	form := &t.profile.Signature
	recipients, signs := t.element("P", nil), t.element("P", nil)
	return slab{
		height: max(signature.height(), height),
		before: float64(form.Before),
		draw: func(c *canvas, x, y float64) {
			top := y
			c.in(recipients, func() {
				for i, l := range list {
					l.line.more = i < len(list)-1
					l.draw(c, x, top)
					top += l.leading
				}
			})
			c.in(signs, func() { signature.draw(c, x+t.area.width-form.Width.Points()/2, y) })
		},
	}
}

// recipientLine is a line of the list of recipients.
type recipientLine struct {
	line    line
	marker  line // of a recipient's first line
	shift   float64
	leading float64
}

func (l recipientLine) draw(c *canvas, x, y float64) {
	if len(l.marker.pieces) > 0 {
		c.line(l.marker, x, y+baseline(l.leading, tallest(l.marker)), 0)
	}
	c.line(l.line, x+l.shift, y+baseline(l.leading, tallest(l.line)), 0)
}

func (t *typesetter) recipients(names []string) []recipientLine {
	if len(names) == 0 {
		return nil
	}
	form := &t.profile.Recipients
	// The head lies level with the signature's first line.
	out := []recipientLine{{
		line:    t.set(t.words(lettered(form.Head.Text, form.Head.Lettering))),
		leading: float64(t.profile.Signature.Leading),
	}}
	marker := t.set(t.words(lettered(form.Marker, form.Item)))
	shift := marker.width + t.width(" ", lettered("", form.Item).style)
	if last := len(marker.pieces) - 1; last >= 0 {
		marker.pieces[last].text += " " // which fills the shift
	}
	width := t.area.width - t.profile.Signature.Width.Points() - t.profile.Header.Gap.Points() - shift
	for _, name := range names {
		words := t.cut(t.words(lettered(name, form.Item)), width)
		for i, l := range t.setAll(ragged(words, width)) {
			item := recipientLine{line: l, shift: shift, leading: float64(form.Leading)}
			if i == 0 {
				item.marker = marker
			}
			out = append(out, item)
		}
	}
	return out
}

// footnote sets the small print at the foot of the last page's text, each text on lines of
// its own.
func (t *typesetter) footnote(texts []string) slab {
	l := t.profile.Footnote
	var lines []line
	for _, text := range texts {
		words := t.cut(t.words(lettered(text, l)), t.area.width)
		lines = append(lines, t.setAll(ragged(words, t.area.width))...)
	}
	leading := (ascent + descent) * float64(l.Size)
	return slab{
		height: float64(len(lines)) * leading,
		before: float64(t.profile.Text.Gap),
		atFoot: true,
		in:     t.element("P", nil),
		draw: func(c *canvas, x, y float64) {
			for i, line := range lines {
				c.line(line, x, y+float64(i)*leading+baseline(leading, float64(l.Size)), 0)
			}
		},
	}
}
