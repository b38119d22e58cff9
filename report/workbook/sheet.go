package workbook

import (
	"bytes"

	"baocao/report/finding"
	"baocao/report/source"
)

// What a sheet can have, by the format.
const (
	maxRow = 1_048_576
	maxCol = 16_384
)

// Rows hands over every row that has cells, from top to bottom. A finding says why the
// sheet could not be read to its end; the rows until then have been handed over.
func (s *Sheet) Rows(yield func(*Row)) *finding.Finding {
	found, err := s.book.zip.part(s.part, func(data []byte) error {
		r := sheetReader{scanner: newScanner(data), book: s.book, yield: yield}
		m := memories.Get().(*memory)
		defer memories.Put(m)
		r.words, r.row.Cells = &m.words, m.cells[:0]
		defer func() { m.cells = r.row.Cells }()
		return r.read()
	})
	if err == nil && !found {
		err = damaged("thiếu trang tính “%s”", "the sheet “%s” is missing", source.Excerpt(s.Name))
	}
	if err == nil {
		return nil
	}
	if b, ok := err.(broken); ok {
		err = damaged("trang “%s”: %s", "sheet “%s”: %s", source.Excerpt(s.Name), b.what)
	}
	return s.book.refuse(err)
}

// sheetReader walks through the XML of a sheet.
type sheetReader struct {
	*scanner
	book   *Book
	yield  func(*Row)
	row    Row
	col    int               // of the cell read last
	shared map[string]string // formulas that several cells have, by their number
}

func (r *sheetReader) read() error {
	for r.plainCells(); r.next(); r.plainCells() {
		if r.kind != opened {
			continue
		}
		var err error
		switch string(r.name) {
		case "row":
			err = r.beginRow()
		case "c":
			err = r.cell()
		case "dialogsheet", "chartsheet":
			return nil
		}
		if err != nil {
			return err
		}
	}
	if r.err == nil {
		r.endRow()
	}
	return r.err
}

// skipEmpty passes over cells that have a style and an address and hold nothing: most of a
// form. They are complete elements, so that what is around them stays well formed.
func (r *sheetReader) skipEmpty() {
	if r.empty || len(r.open) == 0 {
		return
	}
	const begins, ends = `<c r="`, `</c>`
	for {
		rest := r.data[r.at:]
		if len(rest) < len(begins) || string(rest[:len(begins)]) != begins {
			return
		}
		end := bytes.IndexByte(rest, '>')
		if end < 0 || bytes.IndexByte(rest[1:end], '<') >= 0 {
			return
		}
		after := rest[end+1:]
		switch {
		case rest[end-1] == '/':
			r.at += end + 1
		case len(after) >= len(ends) && string(after[:len(ends)]) == ends:
			r.at += end + 1 + len(ends)
		default:
			return
		}
	}
}

func (r *sheetReader) endRow() {
	if len(r.row.Cells) > 0 {
		r.yield(&r.row)
	}
	r.row.Cells, r.col = r.row.Cells[:0], 0
}

// beginRow reads a row's number; without one it is the row after the last. Rows that run
// backwards are shown in different orders by different programs.
func (r *sheetReader) beginRow() error {
	r.endRow()
	number := r.row.Number + 1
	if v, ok := r.attr("r"); ok {
		n, ok := digits(v, maxRow)
		if !ok || n < number {
			return damaged("số dòng “%s” không đúng chỗ", "the row number “%s” is out of place", source.Excerpt(string(v)))
		}
		number = n
	}
	if number > maxRow {
		return damaged("quá nhiều dòng", "it has too many rows")
	}
	r.row.Number = number
	return nil
}

// digits reads a number from 1 to most.
func digits(text []byte, most int) (n int, ok bool) {
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0, false
		}
		if n = n*10 + int(c-'0'); n > most {
			return 0, false
		}
	}
	return n, n > 0
}

// column reads the letters of an address whose row is known.
func column(address []byte) (col int, ok bool) {
	i := 0
	for i < len(address) && i < 4 && address[i] >= 'A' && address[i] <= 'Z' {
		col = col*26 + int(address[i]-'A') + 1
		i++
	}
	return col, i > 0 && col <= maxCol && i < len(address) && address[i] >= '1' && address[i] <= '9'
}

// cell reads one cell; those that hold nothing are left out of the row.
func (r *sheetReader) cell() error {
	if r.row.Number == 0 {
		return damaged("có ô nằm ngoài dòng", "a cell stands outside of a row")
	}
	col := r.col + 1
	if v, ok := r.attr("r"); ok {
		n, ok := column(v)
		if !ok || n < col {
			return damaged("địa chỉ ô “%s” không đúng chỗ", "the cell address “%s” is out of place", source.Excerpt(string(v)))
		}
		col = n
	}
	r.col = col
	if r.empty {
		return nil
	}
	kind, _ := r.attr("t")
	style, _ := r.attr("s")
	c := Cell{Col: col}
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
		switch string(r.name) {
		case "f":
			c.Live = true
			c.Formula = r.formula()
		case "v":
			value, has = r.inner(), true
		case "is":
			value, has = r.richText(), true
		}
	}
	if r.err != nil {
		return r.err
	}
	if has {
		if err := r.book.fill(&c, string(kind), value, style); err != nil {
			return err
		}
	}
	r.add(&c)
	return nil
}

// add puts a cell into the row, unless it holds nothing.
func (r *sheetReader) add(c *Cell) {
	if c.Kind != Blank || c.Live {
		r.row.Cells = append(r.row.Cells, *c)
	}
}

// formula reads a cell's formula; one that is shared stands at its first cell.
func (r *sheetReader) formula() string {
	index := r.attrText("si")
	isShared := r.attrIs("t", "shared")
	text := r.inner()
	if !isShared {
		return text
	}
	if text == "" {
		return r.shared[index]
	}
	if r.shared == nil {
		r.shared = map[string]string{}
	}
	r.shared[index] = text
	return text
}

// richText is the text of an element that may have it in pieces, each with a face of its
// own; how it is pronounced is left out. It is not [underscored] yet.
func (s *scanner) richText() string {
	depth := len(s.open)
	var text string
	for s.next() {
		switch {
		case s.kind == closed && len(s.open) < depth:
			return text
		case s.kind == opened && string(s.name) == "rPh":
			s.inner()
		case s.kind == opened && string(s.name) == "t":
			text = joined(text, s.inner())
		}
	}
	return text
}

// fill gives a cell its value by the type that the file says.
func (b *Book) fill(c *Cell, kind, value string, style []byte) error {
	switch kind {
	case "s":
		n, ok := digits([]byte(value), len(b.strings))
		if value == "0" {
			ok = len(b.strings) > 0
		}
		if !ok || n >= len(b.strings) {
			return damaged("thiếu chữ số %s trong bảng chữ dùng chung", "the shared text number %s is missing", source.Excerpt(value))
		}
		c.Kind, c.Text = Text, b.strings[n]
	case "str", "inlineStr":
		c.Kind, c.Text = Text, underscored(value)
		c.Live = c.Live && c.Text != "" // a formula that shows nothing
	case "b":
		c.Kind, c.Text = Bool, "FALSE"
		if value == "1" || value == "true" {
			c.Text = "TRUE"
		}
	case "e":
		c.Kind, c.Text = Error, value
	case "d":
		b.isoDay(c, value)
	default:
		b.number(c, value, style)
	}
	if c.Kind == Text && c.Text == "" {
		c.Kind = Blank
	}
	return nil
}

// sharedStrings reads the texts that cells refer to by number.
func (b *Book) sharedStrings(part string) error {
	_, err := b.zip.part(part, func(data []byte) error {
		b.strings = make([]string, 0, bytes.Count(data, []byte("<si>")))
		s := newScanner(data)
		m := memories.Get().(*memory)
		defer memories.Put(m)
		s.words = &m.words
		for s.next() {
			if s.kind == opened && string(s.name) == "si" {
				b.strings = append(b.strings, underscored(s.richText()))
			}
		}
		return s.err
	})
	return err
}
