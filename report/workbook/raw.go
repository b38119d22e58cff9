package workbook

import (
	"math"
	"strconv"
	"strings"

	"baocao/report/finding"
	"baocao/report/limit"
	"baocao/report/source"
)

// Raw is one cell as a file stores it, for those who ask whether the file tells the truth:
// a number in all its digits, a formula also where its value is an empty text.
type Raw struct {
	Row, Col int
	Kind     Kind
	Number   float64 // of a Number
	Text     string  // of any other kind: as stored; of a Bool TRUE or FALSE
	Formula  string  // without "="; one that cells share is moved to this cell; {=…} is an array's
}

// Raw hands over every cell that has a value or a formula, row by row. A finding says why
// the sheet could not be read to its end.
func (s *Sheet) Raw(yield func(Raw)) *finding.Finding {
	found, err := s.book.zip.part(s.part, func(data []byte) error {
		r := rawReader{sheetReader: sheetReader{scanner: newScanner(data), book: s.book, yield: func(*Row) {}}, yield: yield}
		return r.read()
	})
	if err == nil && !found {
		err = damaged("thiếu trang tính “%s”", "the sheet “%s” is missing", source.Excerpt(s.Name))
	}
	if err == nil {
		return nil
	}
	return s.book.refuse(err)
}

// rawReader walks through the XML of a sheet as sheetReader does.
type rawReader struct {
	sheetReader
	yield   func(Raw)
	masters map[string]master
	moved   int // characters of formulas that stand once in the file and in many cells
}

// master is a formula that other cells share, where it stands.
type master struct {
	row, col int
	text     string
}

func (r *rawReader) read() error {
	for r.skipEmpty(); r.next(); r.skipEmpty() {
		if r.kind != opened {
			continue
		}
		var err error
		switch string(r.name) {
		case "row":
			err = r.beginRow()
		case "c":
			err = r.cell()
		}
		if err != nil {
			return err
		}
	}
	return r.err
}

func (r *rawReader) cell() error {
	c := Raw{Row: r.row.Number, Col: r.col + 1}
	if v, ok := r.attr("r"); ok {
		n, ok := column(v)
		if !ok || n < c.Col {
			return damaged("địa chỉ ô “%s” không đúng chỗ", "the cell address “%s” is out of place", source.Excerpt(string(v)))
		}
		c.Col = n
	}
	if c.Row == 0 {
		return damaged("có ô nằm ngoài dòng", "a cell stands outside of a row")
	}
	r.col = c.Col
	if r.empty {
		return nil
	}
	kind := r.attrText("t")
	var value string
	var has bool
	depth := len(r.open)
	for r.next() {
		if r.kind == closed && len(r.open) < depth {
			break
		}
		if r.kind != opened {
			continue
		}
		var err error
		switch string(r.name) {
		case "f":
			c.Formula, err = r.formula(c.Row, c.Col)
		case "v":
			value, has = r.inner(), true
		case "is":
			value, has = r.richText(), true
		}
		if err != nil {
			return err
		}
	}
	if r.err != nil {
		return r.err
	}
	if has {
		if err := c.fill(r.book, kind, value); err != nil {
			return err
		}
	}
	if c.Kind != Blank || c.Formula != "" {
		r.yield(c)
	}
	return nil
}

// formula reads a cell's formula as it means it there.
func (r *rawReader) formula(row, col int) (string, error) {
	kind, index := r.attrText("t"), r.attrText("si")
	text := r.inner()
	switch kind {
	case "array", "dataTable":
		return "{=" + text + "}", nil
	case "shared":
	default:
		return text, nil
	}
	if text != "" {
		if r.masters == nil {
			r.masters = map[string]master{}
		}
		r.masters[index] = master{row, col, text}
		return text, nil
	}
	m, ok := r.masters[index]
	if !ok {
		return "", damaged("thiếu công thức dùng chung số %s", "the shared formula number %s is missing", source.Excerpt(index))
	}
	if r.moved += len(m.text); r.moved > r.book.limits.Most(limit.SharedFormulas) {
		return "", tooLarge(limit.SharedFormulas)
	}
	return moved(m.text, row-m.row, col-m.col), nil
}

// fill gives a cell its value by the type that the file says.
func (c *Raw) fill(b *Book, kind, value string) error {
	switch kind {
	case "s", "b", "e":
		var cell Cell
		if err := b.fill(&cell, kind, value, nil); err != nil {
			return err
		}
		c.Kind, c.Text = cell.Kind, cell.Text
	case "str", "inlineStr", "d":
		c.Kind, c.Text = Text, underscored(value)
	default:
		n, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		switch {
		case value == "":
		case err != nil || math.IsInf(n, 0) || math.IsNaN(n):
			c.Kind, c.Text = Text, value
		default:
			c.Kind, c.Number = Number, n
		}
	}
	if c.Kind == Text && c.Text == "" && c.Formula == "" {
		c.Kind = Blank
	}
	return nil
}

// moved writes a formula as it reads so many rows down and columns to the right: what has
// no $ before it goes along.
func moved(formula string, down, right int) string {
	if down == 0 && right == 0 {
		return formula
	}
	var b strings.Builder
	b.Grow(len(formula) + len(formula)/8)
	for i := 0; i < len(formula); {
		end := i + 1
		switch c := formula[i]; {
		case c == '"' || c == '\'':
			end = closing(formula, i)
			b.WriteString(formula[i:end])
		case isName(c):
			for end < len(formula) && isName(formula[end]) {
				end++
			}
			word := formula[i:end]
			if end == len(formula) || formula[end] != '(' && formula[end] != '!' {
				word = movedCell(word, down, right)
			}
			b.WriteString(word)
		default:
			b.WriteByte(c)
		}
		i = end
	}
	return b.String()
}

// closing finds the place after the quote that ends the words which begin at i.
func closing(s string, i int) int {
	if end := strings.IndexByte(s[i+1:], s[i]); end >= 0 {
		return i + 1 + end + 1
	}
	return len(s)
}

// isName reports whether a byte belongs to a name or an address.
func isName(c byte) bool {
	return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '.' || c == '$' || c >= 0x80
}

// movedCell moves an address such as $B10; any other word stays as it is.
func movedCell(word string, down, right int) string {
	rest, fixedColumn := strings.CutPrefix(word, "$")
	letters := 0
	col := 0
	for letters < len(rest) && letters < 4 && rest[letters] >= 'A' && rest[letters] <= 'Z' {
		col = col*26 + int(rest[letters]-'A') + 1
		letters++
	}
	number, fixedRow := strings.CutPrefix(rest[letters:], "$")
	row, ok := digits([]byte(number), maxRow)
	if letters == 0 || col > maxCol || !ok {
		return word
	}
	if !fixedColumn {
		col += right
	}
	if !fixedRow {
		row += down
	}
	if col < 1 || col > maxCol || row < 1 || row > maxRow {
		return "#REF!"
	}
	return dollar(fixedColumn) + columnLetters(col) + dollar(fixedRow) + strconv.Itoa(row)
}

func dollar(fixed bool) string {
	if fixed {
		return "$"
	}
	return ""
}

func columnLetters(col int) string {
	var letters []byte
	for ; col > 0; col = (col - 1) / 26 {
		letters = append([]byte{byte('A' + (col-1)%26)}, letters...)
	}
	return string(letters)
}
