package pdf

import (
	"baocao/report/document"
	"github.com/go-pdf/fpdf"
)

// sheet is a page with what stands on it.
type sheet struct {
	slabs  []placed
	area   area
	turned bool // landscape, its binding edge on top
}

// sheets distributes slabs over pages of one kind.
func sheets(slabs []slab, a area, turned bool) []sheet {
	var out []sheet
	for _, page := range paginate(slabs, a) {
		out = append(out, sheet{page, a, turned})
	}
	return out
}

// mirror turns the margins of every second page over, so that both sides of a sheet are
// bound at the same edge: left and right, or of a turned page top and bottom.
func (t *typesetter) mirror(pages []sheet) {
	for i := 1; i < len(pages); i += 2 {
		p := &pages[i]
		if !p.turned {
			p.area.x = t.profile.Paper.Width.Points() - p.area.x - p.area.width
			continue
		}
		down := t.profile.Paper.Width.Points() - p.area.height - 2*p.area.y
		p.area.y += down
		for k := range p.slabs {
			p.slabs[k].y += down
		}
	}
}

// annexes sets the annexes, each on pages of its own: turned ones where the table is too
// wide for an upright page.
func (t *typesetter) annexes(p *document.Page) []sheet {
	var out []sheet
	for i := range p.Annexes {
		a := &p.Annexes[i]
		set, turned := t, t.tooWide(a.Table)
		if turned {
			set = t.turned()
		}
		out = append(out, sheets(set.annex(a), set.area, turned)...)
	}
	return out
}

// characterWidth is about how wide a digit is, in type sizes: half of it, as in every
// Times face.
const characterWidth = 0.5

// tooWide reports whether a table is too wide for an upright page.
func (t *typesetter) tooWide(b *document.Table) bool {
	asked := 0.0
	for _, c := range b.Columns {
		asked += c.Width * characterWidth * float64(t.profile.Table.Body.Size)
	}
	if asked > t.profile.Annex.Turn*t.area.width {
		return true
	}
	rows := tableRows(b)
	return t.fit(b, rows, columnCount(b, rows)).shrink > 0
}

// turned is a typesetter for pages in landscape.
func (t *typesetter) turned() *typesetter {
	paper, m := t.profile.Paper, t.profile.Annex.Margins
	turned := *t
	turned.area = area{
		x:      m.Left.Points(),
		y:      m.Top.Points(),
		width:  (paper.Height - m.Left - m.Right).Points(),
		height: (paper.Width - m.Top - m.Bottom).Points(),
	}
	return &turned
}

// annex sets the head of an annex and its table.
func (t *typesetter) annex(a *document.Annex) []slab {
	form := &t.profile.Annex
	head := block{leading: float64(form.Leading)}
	head.add(t, a.Head, form.Head, t.area.width)
	head.add(t, a.Note, form.Note, t.area.width)
	first := slab{
		height: head.height(), keep: true, outline: &mark{text: a.Head}, in: t.element("H2", nil),
		draw: func(c *canvas, x, y float64) { head.draw(c, x+t.area.width/2, y) },
	}
	return append([]slab{first}, t.table(a.Table)...)
}

// addPage begins a page.
func (t *typesetter) addPage(turned bool) {
	if !turned {
		t.pdf.AddPage()
		return
	}
	t.pdf.AddPageFormat("L", fpdf.SizeType{Wd: t.profile.Paper.Width.Points(), Ht: t.profile.Paper.Height.Points()})
}

// missedBy is what fpdf, which takes every page for an upright one when it writes the
// outline, sets an entry of a page too high by.
func (t *typesetter) missedBy(page sheet) float64 {
	if !page.turned {
		return 0
	}
	return (t.profile.Paper.Height - t.profile.Paper.Width).Points()
}
