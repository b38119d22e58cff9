package pdf

import (
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"baocao/report/document"
)

// heading sets a heading; it stays with the block after it.
func (t *typesetter) heading(h *document.Heading) []slab {
	form := t.headingForm(h.Level)
	indent := form.Indent.Points()
	words := t.cut(t.words(runsOf(h.Runs, form.Lettering, &t.profile.Note)...), t.area.width-indent)
	lines := t.setAll(ragged(words, t.area.width-indent))
	if form.Centred {
		lines = t.setAll(balanced(words, t.area.width))
	}
	slabs := make([]slab, len(lines))
	in := t.element(headingKind(h.Level), nil)
	for i, l := range lines {
		shift := 0.0
		switch {
		case form.Centred:
			shift = (t.area.width - l.width) / 2
		case i == 0:
			shift = indent
		}
		slabs[i] = t.textLine(l, shift, 0)
		slabs[i].in = in
		slabs[i].keep = true
	}
	if len(slabs) > 0 {
		slabs[0].before = max(float64(form.Before), float64(t.profile.Text.Gap))
		slabs[0].outline = &mark{plain(h.Runs), h.Level - 1}
		slabs[len(slabs)-1].after = float64(t.profile.Text.Gap)
	}
	return slabs
}

// headingKind is what a heading is: the document's title is the first.
func headingKind(level int) string { return "H" + strconv.Itoa(min(max(level, 1)+1, 6)) }

func (t *typesetter) headingForm(level int) document.HeadingForm {
	forms := t.profile.Headings
	return forms[min(max(level, 1), len(forms))-1]
}

// plain is the text of runs, for the outline.
func plain(runs []document.Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return strings.Join(strings.Fields(norm.NFC.String(b.String())), " ")
}

// paragraph sets running text with its first line indented, or an item of a list with
// its marker hanging on the left.
func (t *typesetter) paragraph(p *document.Paragraph) []slab {
	form := &t.profile.Text
	first, rest := form.Indent.Points(), 0.0
	var marker line
	var at float64
	if p.Marker != "" {
		marker = t.set(t.words(lettered(p.Marker, form.Lettering)))
		at = form.Indent.Points() + float64(p.Depth)*form.ListStep.Points()
		at = min(at, t.area.width/2) // however deep the list
		first = at + max(form.ListHang.Points(), marker.width+t.width(" ", marker.pieces[0].style))
		rest = first
	}
	slabs := t.justify(runsOf(p.Runs, form.Lettering, &t.profile.Note), first, rest)
	if len(slabs) == 0 {
		return nil
	}
	in, label := t.paragraphElements(p)
	for i := range slabs {
		slabs[i].in = in
	}
	if p.Marker != "" {
		text := slabs[0].draw
		base := baseline(float64(form.Leading), float64(form.Size))
		slabs[0].draw = func(c *canvas, x, y float64) {
			c.in(label, func() { c.line(marker, x+at, y+base, 0) })
			text(c, x, y)
		}
	}
	slabs[0].before = float64(form.Gap)
	slabs[len(slabs)-1].after = float64(form.Gap)
	return slabs
}

// paragraphElements makes the element of a paragraph, or of a list's item the elements of
// its text and of its marker.
func (t *typesetter) paragraphElements(p *document.Paragraph) (text, marker *element) {
	if p.Marker == "" {
		return t.element("P", nil), nil
	}
	depth := min(p.Depth, len(t.lists))
	if depth == len(t.lists) {
		var within *element // the item above it
		if depth > 0 {
			within = t.items[depth-1]
		}
		t.lists, t.items = append(t.lists, t.element("L", within)), append(t.items[:depth:depth], nil)
	}
	t.lists, t.items = t.lists[:depth+1], t.items[:depth+1]
	t.items[depth] = t.element("LI", t.lists[depth])
	marker = t.element("Lbl", t.items[depth])
	return t.element("LBody", t.items[depth]), marker
}

// justify sets runs in lines of the full width, the first indented by first and the
// others by rest, and holds together what must not stand alone on a page.
func (t *typesetter) justify(runs []run, first, rest float64) []slab {
	firstWidth, restWidth := t.area.width-first, t.area.width-rest
	narrow := min(firstWidth, restWidth)
	words := t.cut(t.bound(t.words(runs...), narrow), narrow)
	lines := t.setAll(justified(words, firstWidth, restWidth))
	slabs := make([]slab, len(lines))
	for i, l := range lines {
		shift, width := rest, restWidth
		if i == 0 {
			shift, width = first, firstWidth
		}
		extra := 0.0
		if l.spaces > 0 && (i < len(lines)-1 || l.width > width) {
			extra = (width - l.width) / float64(l.spaces)
		}
		slabs[i] = t.textLine(l, shift, extra)
		slabs[i].keep = t.holds(i+1, len(lines))
	}
	return slabs
}

// holds reports whether a paragraph of n lines must not be broken after line i:
// too few would stand alone before the break or after it.
func (t *typesetter) holds(i, n int) bool {
	few := t.profile.Text.Together
	return i < n && (i < few || n-i < few)
}

// textLine makes the slab of one line of running text.
func (t *typesetter) textLine(l line, shift, extra float64) slab {
	leading := float64(t.profile.Text.Leading)
	base := baseline(leading, tallest(l))
	return slab{
		height: leading,
		notes:  t.notes(l),
		draw:   func(c *canvas, x, y float64) { c.line(l, x+shift, y+base, extra) },
	}
}
