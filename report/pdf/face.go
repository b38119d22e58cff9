package pdf

import (
	"encoding/binary"
	"fmt"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/go-fonts/liberation/liberationserifbold"
	"github.com/go-fonts/liberation/liberationserifbolditalic"
	"github.com/go-fonts/liberation/liberationserifitalic"
	"github.com/go-fonts/liberation/liberationserifregular"
	"github.com/go-pdf/fpdf"

	"baocao/report/document"
)

// face is one of the four faces of Liberation Serif, which has the widths of Times.
type face uint8

const (
	regular face = iota
	bold
	italic
	boldItalic
)

// family is fpdf's name for the four faces together.
const family = "LiberationSerif"

// faceStyles are fpdf's names for the faces.
var faceStyles = [...]string{regular: "", bold: "B", italic: "I", boldItalic: "BI"}

var faceFiles = [...][]byte{
	regular:    liberationserifregular.TTF,
	bold:       liberationserifbold.TTF,
	italic:     liberationserifitalic.TTF,
	boldItalic: liberationserifbolditalic.TTF,
}

func faceOf(isBold, isItalic bool) face {
	f := regular
	if isBold {
		f |= bold
	}
	if isItalic {
		f |= italic
	}
	return f
}

// glyphs are the runes that a face can draw. fpdf draws any other as a blank, without
// a word.
var glyphs = [...]func() []runeRange{
	regular:    sync.OnceValue(func() []runeRange { return charmap(faceFiles[regular]) }),
	bold:       sync.OnceValue(func() []runeRange { return charmap(faceFiles[bold]) }),
	italic:     sync.OnceValue(func() []runeRange { return charmap(faceFiles[italic]) }),
	boldItalic: sync.OnceValue(func() []runeRange { return charmap(faceFiles[boldItalic]) }),
}

func (f face) has(r rune) bool {
	if unicode.IsControl(r) {
		return false
	}
	ranges := glyphs[f]()
	lo, hi := 0, len(ranges)
	for lo < hi {
		mid := (lo + hi) / 2
		if ranges[mid].last < r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo < len(ranges) && ranges[lo].first <= r
}

// CanPrint reports whether every face can draw r. Others are refused before a report is
// made, at their place in the submission.
func CanPrint(r rune) bool {
	return regular.has(r) && bold.has(r) && italic.has(r) && boldItalic.has(r)
}

// runeRange is a run of code points that a face has, both ends included.
type runeRange struct{ first, last rune }

// charmap reads which runes a TrueType file has from its cmap table: the subtable of
// Windows Unicode in format 4, which every face of Liberation carries. The files are
// part of the program, so a file that is not so is a mistake of the program.
func charmap(ttf []byte) []runeRange {
	be := binary.BigEndian
	cmap := tableOf(ttf, "cmap")
	for i := range int(be.Uint16(cmap[2:])) {
		record := cmap[4+8*i:]
		platform, encoding := be.Uint16(record), be.Uint16(record[2:])
		subtable := cmap[be.Uint32(record[4:]):]
		if platform == 3 && encoding == 1 && be.Uint16(subtable) == 4 {
			return format4(subtable)
		}
	}
	panic("pdf: a face has no Unicode cmap of format 4")
}

func tableOf(ttf []byte, name string) []byte {
	be := binary.BigEndian
	for i := range int(be.Uint16(ttf[4:])) {
		record := ttf[12+16*i:]
		if string(record[:4]) == name {
			return ttf[be.Uint32(record[8:]):]
		}
	}
	panic("pdf: a face has no table " + name)
}

// format4 reads a cmap subtable of format 4 (OpenType specification, cmap): parallel
// arrays of segment ends, starts, deltas and offsets to glyph numbers.
func format4(t []byte) []runeRange {
	be := binary.BigEndian
	bytes := int(be.Uint16(t[6:])) // of one array
	ends, starts := t[14:], t[16+bytes:]
	deltas, offsets := starts[bytes:], starts[2*bytes:]
	var out []runeRange
	for i := 0; i < bytes; i += 2 {
		first, last := be.Uint16(starts[i:]), be.Uint16(ends[i:])
		delta, offset := be.Uint16(deltas[i:]), int(be.Uint16(offsets[i:]))
		for c := int(first); c <= int(last) && c < utf8.MaxRune; c++ {
			glyph := uint16(c)
			if offset != 0 {
				glyph = be.Uint16(offsets[i+offset+2*(c-int(first)):])
			}
			if glyph == 0 || glyph+delta == 0 || c == 0xFFFF {
				continue
			}
			if n := len(out); n > 0 && int(out[n-1].last) == c-1 {
				out[n-1].last = rune(c)
			} else {
				out = append(out, runeRange{rune(c), rune(c)})
			}
		}
	}
	return out
}

// style is the look of a piece of text, size in points.
type style struct {
	face      face
	size      float64
	underline bool
	rise      float64 // above the base line, in points
}

// meter measures words, each once. Its first error stays; what is measured after it is
// of no use.
type meter struct {
	pdf          *fpdf.Fpdf
	loaded, used [len(faceFiles)]bool // fpdf embeds every face that it has loaded
	units        map[worded]int
	err          error
}

// worded is a word in a face.
type worded struct {
	face face
	text string
}

// newMeter gives a meter that measures on a file of its own.
func newMeter(paper document.Paper) *meter {
	pdf := fpdf.NewCustom(&fpdf.InitType{
		OrientationStr: "P",
		UnitStr:        "pt",
		Size:           fpdf.SizeType{Wd: paper.Width.Points(), Ht: paper.Height.Points()},
	})
	pdf.SetMargins(0, 0, 0)
	pdf.SetCellMargin(0)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCompression(false) // finish packs the pages
	pdf.SetCatalogSort(true)
	return &meter{pdf: pdf, units: map[worded]int{}}
}

// width is the width of text, which is NFC, in points.
func (m *meter) width(text string, s style) float64 {
	key := worded{s.face, text}
	units, ok := m.units[key]
	if !ok {
		units = m.measure(text, s.face)
		m.units[key] = units
	}
	return float64(units) * s.size / 1000
}

func (m *meter) measure(text string, f face) int {
	if m.err == nil {
		m.err = drawable(text, f)
	}
	if m.err != nil {
		return 0
	}
	m.use(f)
	return m.pdf.GetStringSymbolWidth(text)
}

// use makes f the face in which fpdf measures, loading it at first sight.
func (m *meter) use(f face) {
	m.load(f)
	m.used[f] = true
	m.pdf.SetFont(family, faceStyles[f], 1)
}

func (m *meter) load(f face) {
	if !m.loaded[f] {
		m.pdf.AddUTF8FontFromBytes(family, faceStyles[f], faceFiles[f])
		m.loaded[f] = true
	}
}

// drawable says which rune of text the face f lacks.
func drawable(text string, f face) error {
	if !utf8.ValidString(text) {
		return fmt.Errorf("%q is not UTF-8", text)
	}
	for _, r := range text {
		if !f.has(r) {
			return fmt.Errorf("the typeface has no sign for %U %q, in %q", r, r, text)
		}
	}
	return nil
}

// The faces' height above and depth below the base line, of a type size of 1.
// Liberation Serif has the same in all four faces, and so has Times.
const (
	ascent  = 0.891
	descent = 0.216
)

// baseline is the distance from the top of a line to its letters' base, with the
// letters in the middle of the line.
func baseline(leading, size float64) float64 {
	return (leading-(ascent+descent)*size)/2 + ascent*size
}
