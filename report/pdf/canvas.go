package pdf

import "github.com/go-pdf/fpdf"

// canvas draws on the current page, in points from its upper left corner.
type canvas struct {
	pdf   *fpdf.Fpdf
	style style // as fpdf has it on this page
	drawn *signs

	tags    *tags
	page    int      // counted from 0
	element *element // to which belongs what is drawn
	muted   bool     // nothing drawn belongs to any
	opened  bool     // a sequence of marked content is open
	owner   *element // whose it is; nil: an artifact
}

// line draws l with its left end at x and its letters on the base line y; every space
// is made wider by extra. The space that a line's end swallowed is drawn behind it, so small
// that it takes no room: who reads the structure knows no lines.
func (c *canvas) line(l line, x, y, extra float64) {
	for _, p := range l.pieces {
		width := p.width + extra*float64(p.spaces)
		c.piece(p, x, y, width)
		x += width
	}
	if l.more && len(l.pieces) > 0 {
		c.thinSpace(x, y)
	}
}

// thinSpace draws a space of a hundredth of its width, in the style of what was drawn last.
func (c *canvas) thinSpace(x, y float64) {
	c.words()
	c.drawn.add(" ", c.style.face)
	_, height := c.pdf.GetPageSize()
	c.pdf.RawWriteStr("q 1 Tz BT " + fixed(x, 2) + " " + fixed(height-y, 2) + " Td (\x00 )Tj ET Q")
}

// piece draws p within exactly the given width. It is one text object with all its
// spaces, so that extracting the text gives the words as they were typed.
func (c *canvas) piece(p piece, x, y, width float64) {
	if c.style != p.style {
		name := faceStyles[p.style.face]
		if p.style.underline {
			name += "U"
		}
		c.pdf.SetFont(family, name, p.style.size)
		c.style = p.style
	}
	if len(p.numbers) > 0 {
		c.marked(p, x, y, width)
		return
	}
	c.words()
	align := "L"
	if width != p.width {
		align = "J" // exactly this: then fpdf spreads a UTF-8 text
	}
	// A cell without height sets its text 0.3 type sizes below its top.
	c.pdf.SetXY(x, y-p.style.rise-0.3*p.style.size)
	c.pdf.CellFormat(width, 0, p.text, "", 0, align, false, 0, "")
}

// rule draws a straight line.
func (c *canvas) rule(x1, y1, x2, y2, weight float64) {
	c.shape()
	c.pdf.SetLineWidth(weight)
	c.pdf.Line(x1, y1, x2, y2)
}

// frame draws the outline of a box.
func (c *canvas) frame(x, y, w, h, weight float64) {
	c.shape()
	c.pdf.SetLineWidth(weight)
	c.pdf.Rect(x, y, w, h, "D")
}

// fill is what a bar is filled with: a grey, from 0 black to 255 white, and lines over it:
// 0 none, 1 rising, 2 falling, 3 both.
type fill struct{ grey, lines int }

// hatch is the distance between the lines of a fill.
const hatch = 4.0

// bar draws a filled box and its outline.
func (c *canvas) bar(x, y, w, h, weight float64, f fill) {
	c.shape()
	c.pdf.SetLineWidth(weight)
	c.pdf.SetFillColor(f.grey, f.grey, f.grey)
	c.pdf.Rect(x, y, w, h, "DF")
	if f.lines == 0 {
		return
	}
	c.pdf.ClipRect(x, y, w, h, false)
	for at := hatch; at < w+h; at += hatch {
		if f.lines&1 != 0 {
			c.pdf.Line(x+at-h, y+h, x+at, y)
		}
		if f.lines&2 != 0 {
			c.pdf.Line(x+at-h, y, x+at, y+h)
		}
	}
	c.pdf.ClipEnd()
}

// blank makes a box white, without an outline.
func (c *canvas) blank(x, y, w, h float64) {
	c.shape()
	c.pdf.SetFillColor(255, 255, 255)
	c.pdf.Rect(x, y, w, h, "F")
}
