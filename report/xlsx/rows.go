package xlsx

import (
	"bytes"
	"errors"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"baocao/report/document"
	"baocao/report/laid"
	"baocao/report/num"
)

// rowWriter writes the rows of a sheet as the file holds them. The library makes the rest
// of the sheet: it would spend on a row many times what its bytes need, and keep them until
// the workbook is packed.
type rowWriter struct {
	press   *press
	text    []byte   // not compressed yet
	pieces  []*piece // what came before it
	number  []byte   // of the row that is being written
	opening []string // by column: what stands before that number in a cell
	looks   []string // by style: what stands behind it

	formulas document.Rewriter // as XML has them
}

func newRowWriter() *rowWriter {
	p := newPress()
	return &rowWriter{press: p, text: <-p.papers}
}

// rowShape is what a row has beside its cells.
type rowShape struct {
	level  int
	height float64 // 0 is the sheet's own
	hidden bool
}

// begin opens a row.
func (w *rowWriter) begin(row int, shape rowShape) error {
	if shape.height > maxRowHeight {
		return errors.New("the row is higher than a workbook can have it")
	}
	if shape.level > maxLevel {
		return errors.New("the row lies deeper in the outline than a workbook has levels")
	}
	w.number = strconv.AppendInt(w.number[:0], int64(row), 10)
	b := append(w.text, `<row r="`...)
	b = append(append(b, w.number...), '"')
	if shape.height > 0 {
		b = strconv.AppendFloat(append(b, ` ht="`...), shape.height, 'f', -1, 64)
		b = append(b, `" customHeight="1"`...)
	}
	if shape.level > 0 {
		b = strconv.AppendInt(append(b, ` outlineLevel="`...), int64(shape.level), 10)
		b = append(b, '"')
	}
	if shape.hidden {
		b = append(b, ` hidden="1"`...)
	}
	w.text = append(b, '>')
	return nil
}

// beginLaid opens a row with the look that it has in a layout.
func (w *rowWriter) beginLaid(row int, look string) {
	w.number = strconv.AppendInt(w.number[:0], int64(row), 10)
	b := append(append(append(w.text, `<row r="`...), w.number...), '"')
	w.text = append(append(b, look...), '>')
}

// kept writes a cell of a layout as it stands there.
func (w *rowWriter) kept(c *laid.Cell) {
	b := w.open(c.Col, c.Style)
	if c.Type != "" {
		b = append(append(append(b, ` t="`...), attribute(c.Type)...), '"')
	}
	w.text = append(append(append(b, '>'), c.Inside...), "</c>"...)
}

// maxLevel is the depth of the outline.
const maxLevel = 7

// end closes the row, and has the text compressed when there is enough of it.
func (w *rowWriter) end() {
	w.text = append(w.text, "</row>"...)
	if len(w.text) >= pieceSize {
		w.pieces = append(w.pieces, w.press.compress(w.text))
		w.text = w.press.paper()
	}
}

// finish gives the rows written so far and makes ready for another sheet.
func (w *rowWriter) finish() sheetRows {
	rows := sheetRows{pieces: w.pieces, rest: bytes.Clone(w.text)}
	w.pieces, w.text = nil, w.text[:0]
	return rows
}

// open opens the cell in a 1-based column of the row.
func (w *rowWriter) open(col, style int) []byte {
	for len(w.opening) < col {
		w.opening = append(w.opening, `<c r="`+document.ColumnName(len(w.opening)+1))
	}
	for len(w.looks) <= style {
		w.looks = append(w.looks, lookOf(len(w.looks)))
	}
	return append(append(append(w.text, w.opening[col-1]...), w.number...), w.looks[style]...)
}

// lookOf ends the address of a cell and names its style.
func lookOf(style int) string {
	if style == 0 {
		return `"`
	}
	return `" s="` + strconv.Itoa(style) + `"`
}

// empty writes a cell that has a style and nothing else.
func (w *rowWriter) empty(col, style int) { w.text = append(w.open(col, style), "/>"...) }

// cell writes a cell with its content. s is what is known of its text, or nil.
func (w *rowWriter) cell(col, style int, cell *document.Cell, s *said) error {
	if err := checkContent(cell); err != nil {
		return err
	}
	switch {
	case cell.Value.IsKnown():
		return w.numeric(col, style, cell)
	case !cell.Formula.IsZero() && cell.Kind != document.Characters:
		w.odd(col, style, cell)
	case !cell.Formula.IsZero():
		b := w.appendFormula(append(w.open(col, style), ` t="str">`...), col, cell)
		if s != nil {
			b = append(append(append(b, "<v>"...), s.escaped...), "</v>"...)
		} else if text := trimmed(cell.Text); text != "" {
			// Outer spaces would need an attribute that a formula's cell may not have.
			b = append(appendText(append(b, "<v>"...), text), "</v>"...)
		}
		w.text = append(b, "</c>"...)
	case s != nil:
		b := append(w.open(col, style), ` t="inlineStr"><is><t>`...)
		w.text = append(append(b, s.escaped...), "</t></is></c>"...)
	case cell.Text != "":
		b := append(w.open(col, style), ` t="inlineStr"><is><t`...)
		if isSpace(cell.Text[0]) || isSpace(cell.Text[len(cell.Text)-1]) {
			b = append(b, ` xml:space="preserve"`...)
		}
		w.text = append(appendText(append(b, '>'), cell.Text), "</t></is></c>"...)
	default:
		w.empty(col, style)
	}
	return nil
}

// odd writes a formula that gives a truth value or an error.
func (w *rowWriter) odd(col, style int, cell *document.Cell) {
	kind, value := "e", cell.Text
	if cell.Kind == document.Truth {
		kind, value = "b", "0"
		if cell.Text == "TRUE" {
			value = "1"
		}
	}
	b := append(append(append(w.open(col, style), ` t="`...), kind...), `">`...)
	b = append(w.appendFormula(b, col, cell), "<v>"...)
	w.text = append(appendEscaped(b, value), "</v></c>"...)
}

func (w *rowWriter) numeric(col, style int, cell *document.Cell) error {
	b := append(w.open(col, style), '>')
	if !cell.Formula.IsZero() {
		b = w.appendFormula(b, col, cell)
	}
	b, err := appendNumber(append(b, "<v>"...), cell.Value.Number)
	if err != nil {
		return err
	}
	w.text = append(b, "</v></c>"...)
	return nil
}

func (w *rowWriter) appendFormula(b []byte, col int, cell *document.Cell) []byte {
	return append(w.formulas.Append(append(b, "<f>"...), col, cell.Formula, appendEscaped), "</f>"...)
}

// trimmed is text without the spaces around it, which few have.
func trimmed(text string) string {
	if text == "…" {
		return text // as most are that a formula gives
	}
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	if unicode.IsSpace(first) || unicode.IsSpace(last) {
		return strings.TrimSpace(text)
	}
	return text
}

// appendNumber writes n whole where Excel holds all digits, else the nearest double in its
// shortest form.
func appendNumber(b []byte, n num.Number) ([]byte, error) {
	const exact = 1_000_000_000_000_000 // Excel keeps 15 digits
	if whole, ok := n.Int64(); ok && -exact < whole && whole < exact {
		return strconv.AppendInt(b, whole, 10), nil
	}
	f := n.Float()
	if math.IsInf(f, 0) {
		return nil, errors.New("the number is too large for a workbook")
	}
	return strconv.AppendFloat(b, f, 'f', -1, 64), nil
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// appendText writes the text of a cell, in which _x0041_ would stand for a letter.
func appendText(b []byte, text string) []byte {
	for {
		at := strings.Index(text, "_x")
		if at < 0 {
			return appendEscaped(b, text)
		}
		b = appendEscaped(b, text[:at])
		if text = text[at:]; isEscape(text) {
			b = append(b, "_x005F"...)
		}
		b = append(b, "_x"...)
		text = text[len("_x"):]
	}
}

// isEscape reports whether text begins with what a program takes for an escaped character.
// The file format wants four digits; LibreOffice takes any, and van_hoa_xa_hoi for a word
// with a line break in it.
func isEscape(text string) bool {
	digits, _, ended := strings.Cut(text[len("_x"):], "_")
	if !ended {
		return false
	}
	_, err := strconv.ParseUint(digits, 16, 64)
	return err == nil
}

// appendEscaped writes text for XML; what XML has no way to say becomes U+FFFD.
func appendEscaped(b []byte, text string) []byte {
	from := 0
	for at := 0; at < len(text); {
		if c := text[at]; c < utf8.RuneSelf && !marked[c] {
			at++
			continue
		}
		if n := plainLetter(text[at:]); n > 0 {
			at += n
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		if escape := escapeRune(r, size); escape != "" {
			b = append(append(b, text[from:at]...), escape...)
			from = at + size
		}
		at += size
	}
	return append(b, text[from:]...)
}

// plainLetter is how many bytes of text are a character beyond ASCII that stands for itself,
// as Vietnamese letters do and signs such as “…”. 0 is for what must be looked at.
func plainLetter(text string) int {
	const most = 0xE2 // begins U+2000 to U+2FFF
	switch c := text[0]; {
	case 0xC2 <= c && c <= 0xDF && len(text) > 1 && isContinued(text[1]):
		return 2
	case 0xE1 <= c && c <= most && len(text) > 2 && isContinued(text[1]) && isContinued(text[2]):
		return 3
	}
	return 0
}

// isContinued reports whether a byte is a further one of a character.
func isContinued(b byte) bool { return b&0xC0 == 0x80 }

// marked are the ASCII characters that cannot stand for themselves.
var marked = func() (set [utf8.RuneSelf]bool) {
	for c := range set {
		set[c] = c < ' ' && c != '\n' || c == '&' || c == '<' || c == '>'
	}
	return set
}()

// escapeRune gives what stands for a rune, read from size bytes; empty for itself.
func escapeRune(r rune, size int) string {
	switch r {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '\t':
		return "&#x9;"
	case '\r':
		return "&#xD;"
	}
	if r < ' ' || r == utf8.RuneError && size == 1 || r == 0xFFFE || r == 0xFFFF {
		return "\uFFFD"
	}
	return ""
}
