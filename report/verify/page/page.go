// Package page reads the PDF of a report back: every number at its place, every text in
// the order in which it is drawn, what the file carries, and whether it is as it was made.
// [Read] opens a file; [File.Seal] judges it by itself, [Differences] against another,
// which is made anew where the inputs are at hand.
//
// All lengths are millimetres from the upper left corner of a page.
package page

import (
	"fmt"
	"strings"

	"baocao/report/pdffile"
)

// File is a PDF that has been read.
type File struct {
	Pages       []Page
	Properties  map[string]string // Title, Author, CreationDate …
	Attachments []pdffile.Attachment

	data []byte
	pdf  *pdffile.File
}

// Page is one page.
type Page struct {
	Width, Height float64
	Texts         []Text // in the order in which they are drawn
	Annotations   []Annotation

	fault string // why the content could not be read to its end
	areas []area
}

// Text is a piece of text: what one operator shows.
type Text struct {
	Text   string
	X, Y   float64 // where its base line begins
	Width  float64
	Size   float64 // of the type
	Figure string  // the name of the figure that it prints, by package document's grammar; may be empty

	look  string // colour and way of drawing
	more  bool   // goes on with the number before
	gap   string // what lies between the two
	order int
}

// Annotation is something that lies on a page and is no part of its content.
type Annotation struct {
	Kind       string // "Link", "Stamp", "Widget" …
	Left, Top  float64
	Right, Low float64
	Signature  bool // the field of a digital signature
}

// Number is a figure in print.
type Number struct {
	Figure string // its name, by package document's grammar
	Text   string // as it is drawn
	Page   int    // counted from 1
	X, Y   float64
}

// Read opens a PDF. Whatever the bytes are, it ends, with an error where they are no PDF
// that can be read. The bytes must not change afterwards.
func Read(data []byte) (f *File, err error) {
	defer func() {
		if r := recover(); r != nil { // a hostile file; the reader itself never panics on purpose
			f, err = nil, fmt.Errorf("read the PDF: %v", r)
		}
	}()
	pdf, err := pdffile.Read(data)
	if err != nil {
		return nil, err
	}
	f = &File{data: data, pdf: pdf, Properties: map[string]string{}}
	if err := f.read(); err != nil {
		return nil, err
	}
	return f, nil
}

func (f *File) read() error {
	pages, err := f.pdf.Pages()
	if err != nil {
		return err
	}
	fonts := fontReader{file: f.pdf, known: map[int]*font{}}
	for _, p := range pages {
		page, err := readPage(f.pdf, p, &fonts)
		if err != nil {
			return fmt.Errorf("read page %d: %w", len(f.Pages)+1, err)
		}
		f.Pages = append(f.Pages, page)
	}
	if f.Attachments, err = f.pdf.Attachments(); err != nil {
		return err
	}
	info, err := f.pdf.Dict(f.pdf.Trailer["Info"])
	if err != nil {
		return err
	}
	for name, value := range info {
		if s, ok := value.(pdffile.String); ok {
			f.Properties[string(name)] = s.Text()
		}
	}
	return nil
}

// Attachment gives the data of an attached file; ok is false when there is none of that name.
func (f *File) Attachment(name string) (data []byte, ok bool) {
	for _, a := range f.Attachments {
		if a.Name == name {
			return a.Data, true
		}
	}
	return nil, false
}

// Numbers lists the figures that the pages print, in the order in which they are drawn.
// One that a line's end divides is one.
func (f *File) Numbers() []Number {
	var all []Number
	for i, p := range f.Pages {
		for _, t := range p.Texts {
			last := len(all) - 1
			switch {
			case t.Figure == "":
			case t.more && last >= 0 && all[last].Figure == t.Figure:
				all[last].Text += t.gap + t.Text
			default:
				all = append(all, Number{t.Figure, t.Text, i + 1, t.X, t.Y})
			}
		}
	}
	return all
}

// Text is the page's words in the order in which they are drawn, one line a base line.
func (p *Page) Text() string {
	var b strings.Builder
	for i, t := range p.Texts {
		if i > 0 && t.Y != p.Texts[i-1].Y {
			b.WriteByte('\n')
		}
		b.WriteString(t.Text)
	}
	return b.String()
}

func readPage(file *pdffile.File, p pdffile.Page, fonts *fontReader) (Page, error) {
	box, err := file.Array(p.Dict["MediaBox"])
	if err != nil {
		return Page{}, err
	}
	corners, ok := numbers(box)
	if !ok || len(corners) != 4 {
		corners = []float64{0, 0, 595, 842}
	}
	out := Page{Width: mm(corners[2] - corners[0]), Height: mm(corners[3] - corners[1])}
	frame := frame{left: corners[0], top: corners[3]}
	content, err := file.Content(p)
	if err != nil {
		return out, err
	}
	resources, err := file.Dict(p.Dict["Resources"])
	if err != nil {
		return out, err
	}
	d := drawer{page: &out, frame: frame, fonts: fonts, used: map[pdffile.Name]*font{}, state: initial}
	if d.faces, err = file.Dict(resources["Font"]); err != nil {
		return out, err
	}
	if err := d.draw(content); err != nil {
		out.fault = err.Error()
	}
	out.Annotations, err = annotations(file, p, frame)
	return out, err
}

// frame turns points from the lower left into millimetres from the upper left.
type frame struct{ left, top float64 }

func (f frame) place(x, y float64) (mmX, mmY float64) { return mm(x - f.left), mm(f.top - y) }

func mm(points float64) float64 { return points * 25.4 / 72 }

func annotations(file *pdffile.File, p pdffile.Page, frame frame) ([]Annotation, error) {
	list, err := file.Array(p.Dict["Annots"])
	if err != nil {
		return nil, err
	}
	var all []Annotation
	for _, o := range list {
		d, err := file.Dict(o)
		if err != nil {
			return nil, err
		}
		kind, _ := d["Subtype"].(pdffile.Name)
		a := Annotation{Kind: string(kind), Signature: kind == "Widget" && d["FT"] == pdffile.Name("Sig")}
		rect, err := file.Array(d["Rect"])
		if err != nil {
			return nil, err
		}
		if r, ok := numbers(rect); ok && len(r) == 4 {
			a.Left, a.Low = frame.place(min(r[0], r[2]), min(r[1], r[3]))
			a.Right, a.Top = frame.place(max(r[0], r[2]), max(r[1], r[3]))
		}
		all = append(all, a)
	}
	return all, nil
}

func numbers(a pdffile.Array) ([]float64, bool) {
	out := make([]float64, len(a))
	for i, o := range a {
		n, ok := o.(pdffile.Number)
		if !ok {
			return nil, false
		}
		out[i] = n.Float()
	}
	return out, true
}
