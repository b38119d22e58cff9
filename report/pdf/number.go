package pdf

import (
	"math"
	"strconv"
	"strings"

	"baocao/report/pdffile"
)

// Numbers are drawn in marked-content sequences (ISO 32000-1, 14.6), which name in the
// page's content itself what each stretch of text prints:
//
//	/BaoCao <</F (DVK01.huyen)/MCID 7>> BDC (66)Tj EMC
//
// The sequence belongs to the structure as those around it do; none lies within another,
// since there are readers that take the end of the inner one for that of the outer.
// A number that a line's end divides goes on in a sequence with what lay between, /More ( )
// or /More (). verify reads these marks; a viewer passes them over.

// signs are the runes of text that fpdf has not drawn itself, by face.
type signs [len(faceFiles)]map[rune]bool

func (s *signs) add(text string, f face) {
	if s[f] == nil {
		s[f] = map[rune]bool{}
	}
	for _, r := range text {
		s[f][r] = true
	}
}

// marked draws a piece that has numbers, exactly as fpdf draws one that has none: one
// text object, spaces spread in thousandths of the type size.
func (c *canvas) marked(p piece, x, y, width float64) {
	c.close()
	c.drawn.add(p.text, p.style.face)
	shift := 0.0
	if width != p.width {
		units := int(math.Ceil(width * 1000 / p.style.size))
		shift = float64(units-c.pdf.GetStringSymbolWidth(p.text)) / float64(p.spaces)
	}
	_, height := c.pdf.GetPageSize()
	// In black, whatever a bar was filled with before.
	b := append([]byte("q 0 g BT "), fixed(x, 2)+" "+fixed(height-y+p.style.rise, 2)+" Td "...)
	at := 0
	for _, n := range p.numbers {
		b = c.shown(b, p.text[at:n.from], shift)
		b = literal(append(b, "/BaoCao<</F"...), string(pdffile.TextString(n.figure)))
		b = append(b, [...]string{first: "", afterSpace: "/More( )", unparted: "/More()"}[n.more]...)
		if c.element != nil && !c.muted {
			b = append(b, "/MCID "+c.next(c.element)...)
		}
		b = append(b, ">>BDC "...)
		b = show(b, p.text[n.from:n.to], shift)
		b = append(b, "EMC "...)
		at = n.to
	}
	b = c.shown(b, p.text[at:], shift)
	c.pdf.RawWriteStr(string(append(b, "ET Q"...)))
	if p.style.underline {
		below := y + underlineBelow*p.style.size
		c.rule(x, below, x+width, below, underlineWeight*p.style.size)
	}
}

// The line below letters, of a type size of 1, as all four faces have it.
const (
	underlineBelow  = 0.13
	underlineWeight = 0.049
)

// shown shows text that prints no number, within a text object.
func (c *canvas) shown(b []byte, text string, shift float64) []byte {
	switch {
	case text == "":
		return b
	case c.element == nil || c.muted:
		b = append(b, "/Artifact BMC "...)
	default:
		b = append(b, "/"+c.element.kind+"<</MCID "+c.next(c.element)+">>BDC "...)
	}
	return append(show(b, text, shift), "EMC "...)
}

// show shows text, every space wider by shift thousandths of the type size.
func show(b []byte, text string, shift float64) []byte {
	if shift == 0 || !strings.Contains(text, " ") {
		return append(codes(b, text), "Tj "...)
	}
	b = append(b, '[')
	for i, word := range strings.Split(text, " ") {
		if i > 0 {
			b = codes(append(b, fixed(-shift, 3)...), " ")
		}
		if word != "" {
			b = codes(b, word)
		}
	}
	return append(b, "]TJ "...)
}

// codes writes text in the codes of fpdf's fonts, UTF-16.
func codes(b []byte, text string) []byte {
	return literal(b, pdffile.UTF16(text))
}

func literal(b []byte, s string) []byte {
	b = append(b, '(')
	for i := range len(s) {
		b = escaped(b, s[i])
	}
	return append(b, ')')
}

// escaped writes a byte of a literal string.
func escaped(b []byte, c byte) []byte {
	switch c {
	case '(', ')', '\\':
		return append(b, '\\', c)
	case '\r':
		return append(b, '\\', 'r')
	}
	return append(b, c)
}

func fixed(v float64, decimals int) string { return strconv.FormatFloat(v, 'f', decimals, 64) }
