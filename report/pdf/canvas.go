package pdf

import "github.com/go-pdf/fpdf"

// canvas draws on the current page, in points from its upper left corner.
type canvas struct {
	pdf   *fpdf.Fpdf
	style style // as fpdf has it on this page
	drawn *signs
}

// line draws l with its left end at x and its letters on the base line y; every space
// is made wider by extra.
func (c *canvas) line(l line, x, y, extra float64) {
	for _, p := range l.pieces {
		width := p.width + extra*float64(p.spaces)
		c.piece(p, x, y, width)
		x += width
	}
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
	c.pdf.SetLineWidth(weight)
	c.pdf.Line(x1, y1, x2, y2)
}

// frame draws the outline of a box.
func (c *canvas) frame(x, y, w, h, weight float64) {
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
	c.pdf.SetFillColor(255, 255, 255)
	c.pdf.Rect(x, y, w, h, "F")
}
