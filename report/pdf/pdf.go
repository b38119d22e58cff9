// Package pdf draws the official document as a PDF file. [Render] takes a finished
// document and writes the file; it computes no figure and decides no wording.
//
// Everything is measured and placed before anything is drawn: blocks become slabs that
// are never divided (typeset), slabs are distributed over pages (paginate), pages are
// painted. All lengths in this package are points.
package pdf

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/go-pdf/fpdf"
	"golang.org/x/text/unicode/norm"

	"baocao/report/document"
	"baocao/report/period"
)

// language of every document, a tag of RFC 5646.
const language = "vi-VN"

// Render writes the page of doc as a PDF file. The same document gives the same bytes.
// A rune that the typeface lacks is an error that names it, and so is a date that is
// not a whole day; then nothing is written.
func Render(w io.Writer, doc *document.Document) error {
	date, err := midnight(doc.Date)
	if err != nil {
		return fmt.Errorf("draw the PDF: %w", err)
	}
	profile := &doc.Page.Profile
	pdf := fpdf.NewCustom(&fpdf.InitType{
		OrientationStr: "P",
		UnitStr:        "pt",
		Size:           fpdf.SizeType{Wd: profile.Paper.Width.Points(), Ht: profile.Paper.Height.Points()},
	})
	pdf.SetMargins(0, 0, 0)
	pdf.SetCellMargin(0)
	pdf.SetAutoPageBreak(false, 0)
	describe(pdf, doc, date)

	t := newTypesetter(pdf, profile)
	t.attached = doc.Page.Attachment != nil
	slabs := t.page(&doc.Page)
	if t.err != nil {
		return fmt.Errorf("draw the PDF: %w", t.err)
	}
	pages := paginate(slabs, t.area)
	t.paint(pages)
	if t.err != nil {
		return fmt.Errorf("draw the PDF: %w", t.err)
	}
	attach(pdf, doc.Page.Attachment)
	if err := pdf.Output(w); err != nil {
		return fmt.Errorf("write the PDF: %w", err)
	}
	return nil
}

// midnight refuses what is no whole day: fpdf would take the clock instead.
func midnight(d period.Date) (time.Time, error) {
	date := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	if d.Year <= 0 || date.Month() != time.Month(d.Month) || date.Day() != d.Day {
		return date, fmt.Errorf("the document's date %d-%d-%d is not a day", d.Year, d.Month, d.Day)
	}
	return date, nil
}

// describe sets the file's properties.
func describe(pdf *fpdf.Fpdf, doc *document.Document, date time.Time) {
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(date)
	pdf.SetModificationDate(date)
	pdf.SetTitle(norm.NFC.String(doc.Title), true)
	pdf.SetSubject(norm.NFC.String(doc.Subject), true)
	pdf.SetAuthor(norm.NFC.String(doc.Author), true)
	pdf.SetProducer(doc.Generator, true)
	pdf.SetCreator(doc.Generator, true)
	pdf.SetLang(language)
}

// attach puts the attachment, if there is one, into the file.
func attach(pdf *fpdf.Fpdf, a *document.Attachment) {
	if a != nil {
		pdf.SetAttachments([]fpdf.Attachment{{Content: a.Data(), Filename: a.Name, Description: a.Description}})
	}
}

// typesetter makes slabs of a document's parts.
type typesetter struct {
	*meter
	profile  *document.Profile
	area     area
	attached bool // the file carries an attachment
}

func newTypesetter(pdf *fpdf.Fpdf, p *document.Profile) *typesetter {
	return &typesetter{
		meter:   newMeter(pdf),
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
func (t *typesetter) paint(pages [][]placed) {
	for i, slabs := range pages {
		t.pdf.AddPage()
		c := &canvas{pdf: t.pdf}
		t.pageNumber(c, i+1)
		for _, s := range slabs {
			s.draw(c, t.area.x, s.y)
		}
	}
	t.outline(pages)
}

// pageNumber draws the number of a page on the middle of the text's width.
func (t *typesetter) pageNumber(c *canvas, number int) {
	form := t.profile.PageNumber
	if number < form.First {
		return
	}
	l := t.set(t.words(lettered(strconv.Itoa(number), form.Lettering)))
	y := form.Top.Points() + ascent*float64(form.Size)
	c.line(l, t.area.x+(t.area.width-l.width)/2, y, 0)
}

// outline enters the headings. fpdf reckons that page n is object 1+2n, which an
// attachment, written before the pages as two objects, makes false by exactly one page;
// so the entries are made from a spare page, one further on, that is then left out.
func (t *typesetter) outline(pages [][]placed) {
	var shift int
	if t.attached {
		t.pdf.AddPage()
		shift = 1
	}
	level := -1
	for i, slabs := range pages {
		for _, s := range slabs {
			if s.outline == nil {
				continue
			}
			// An entry without one a level above it would hang in the air.
			level = min(s.outline.level, level+1)
			t.pdf.SetPage(i + 1 + shift)
			t.pdf.Bookmark(s.outline.text, level, s.y)
		}
	}
	t.pdf.SetPage(len(pages))
}
