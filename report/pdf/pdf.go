// Package pdf draws the official document as a PDF file. [Render] takes a finished
// document and writes the file; it computes no figure and decides no wording.
//
// Everything is measured and placed before anything is drawn: blocks become slabs that
// are never divided (typeset), slabs are distributed over pages (paginate), pages are
// painted, and the file is finished with what fpdf cannot write. All lengths in this package are points.
package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"time"

	"baocao/report/document"
	"baocao/report/period"
)

// language of every document, a tag of RFC 5646.
const language = "vi-VN"

// Render writes the page of doc as a PDF file, on b where it fits. The same document gives
// the same bytes. A rune that the typeface lacks is an error that names it, and so is a
// date that is not a whole day; then nothing is written.
func Render(w io.Writer, doc *document.Document, b *Blank) error {
	date, err := midnight(doc.Date)
	if err != nil {
		return fmt.Errorf("draw the PDF: %w", err)
	}
	attached := b.attached(doc.Page.Attachment)
	drawn, tags, err := pages(doc, b, date)
	data, notPacked := attached()
	if err = errors.Join(err, notPacked); err != nil {
		return fmt.Errorf("draw the PDF: %w", err)
	}
	finished, err := finish(drawn, doc, data, date, tags)
	if err != nil {
		return fmt.Errorf("finish the PDF: %w", err)
	}
	if _, err := w.Write(finished); err != nil {
		return fmt.Errorf("write the PDF: %w", err)
	}
	return nil
}

// pages makes fpdf's file of the pages.
func pages(doc *document.Document, b *Blank, date time.Time) ([]byte, *tags, error) {
	t, err := draw(b.take(doc.Page.Profile.Paper), &doc.Page)
	if err == nil && t.used != t.loaded {
		t, err = draw(newMeter(doc.Page.Profile.Paper), &doc.Page)
	}
	if err != nil {
		return nil, nil, err
	}
	t.pdf.SetCreationDate(date) // or fpdf would take the clock
	t.pdf.SetModificationDate(date)
	var drawn bytes.Buffer
	err = t.pdf.Output(&drawn)
	return drawn.Bytes(), t.tags, err
}

// draw sets and paints all pages.
func draw(m *meter, p *document.Page) (*typesetter, error) {
	t := newTypesetter(m, &p.Profile)
	slabs := t.page(p)
	if t.err != nil {
		return t, t.err
	}
	pages := append(sheets(slabs, t.area, false), t.annexes(p)...)
	if p.Duplex {
		t.mirror(pages)
	}
	t.paint(pages)
	return t, t.err
}

// midnight refuses what is no whole day: fpdf would take the clock instead.
func midnight(d period.Date) (time.Time, error) {
	date := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	if d.Year <= 0 || date.Month() != time.Month(d.Month) || date.Day() != d.Day {
		return date, fmt.Errorf("the document's date %d-%d-%d is not a day", d.Year, d.Month, d.Day)
	}
	return date, nil
}

// typesetter makes slabs of a document's parts.
type typesetter struct {
	*meter
	profile *document.Profile
	area    area
	drawn   signs
	tags    *tags
	lists   []*element // the lists that an item goes on with, by depth, and the last item of each
	items   []*element
}

func newTypesetter(m *meter, p *document.Profile) *typesetter {
	return &typesetter{
		meter:   m,
		tags:    newTags(),
		profile: p,
		area: area{
			x:      p.Margins.Left.Points(),
			y:      p.Margins.Top.Points(),
			width:  (p.Paper.Width - p.Margins.Left - p.Margins.Right).Points(),
			height: (p.Paper.Height - p.Margins.Top - p.Margins.Bottom).Points(),
		},
	}
}

// page makes the slabs of the whole document, in order.
func (t *typesetter) page(p *document.Page) []slab {
	out := []slab{t.header(p), t.subject(p)}
	for _, b := range p.Blocks {
		out = append(out, t.block(b)...)
	}
	return append(out, t.closing(p, out)...)
}

func (t *typesetter) block(b document.Block) []slab {
	if p, ok := b.(*document.Paragraph); !ok || p.Marker == "" {
		t.lists = nil
	}
	switch b := b.(type) {
	case *document.Heading:
		return t.heading(b)
	case *document.Paragraph:
		return t.paragraph(b)
	case *document.Table:
		return t.table(b)
	case *document.Chart:
		return t.chart(b)
	}
	panic(fmt.Sprintf("pdf: unknown block %T", b))
}

// paint draws the pages and writes the outline.
func (t *typesetter) paint(pages []sheet) {
	for i, page := range pages {
		t.addPage(page.turned)
		t.tags.pages = append(t.tags.pages, nil)
		c := &canvas{pdf: t.pdf, drawn: &t.drawn, tags: t.tags, page: i}
		t.pageNumber(c, i+1, page.area)
		for _, s := range page.slabs {
			c.muted = s.again
			c.in(s.in, func() { s.draw(c, page.area.x, s.y) })
		}
		c.close()
	}
	t.outline(pages)
	t.embed()
	t.pdf.SetPage(len(pages))
}

// embed makes fpdf embed the signs of marked texts, which it has not drawn itself: on a
// spare page, which is then left out.
func (t *typesetter) embed() {
	t.pdf.AddPage()
	for f, runes := range t.drawn {
		if len(runes) > 0 {
			t.pdf.SetFont(family, faceStyles[f], 1)
			t.pdf.CellFormat(0, 0, string(slices.Collect(maps.Keys(runes))), "", 0, "L", false, 0, "")
		}
	}
}

// pageNumber draws the number of a page on the middle of the width of its text.
func (t *typesetter) pageNumber(c *canvas, number int, a area) {
	form := t.profile.PageNumber
	if number < form.First {
		return
	}
	l := t.set(t.words(lettered(strconv.Itoa(number), form.Lettering)))
	y := form.Top.Points() + ascent*float64(form.Size)
	c.line(l, a.x+(a.width-l.width)/2, y, 0)
}

// outline enters the headings.
func (t *typesetter) outline(pages []sheet) {
	level := -1
	for i, page := range pages {
		for _, s := range page.slabs {
			if s.outline == nil {
				continue
			}
			// An entry without one a level above it would hang in the air.
			level = min(s.outline.level, level+1)
			t.pdf.SetPage(i + 1)
			t.pdf.Bookmark(s.outline.text, level, s.y+t.missedBy(page))
		}
	}
}
