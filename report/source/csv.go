package source

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"baocao/report/finding"
)

// CSV reads a table whose first row names its columns. The separator is the one that the
// header uses: a comma, or a semicolon as spreadsheets write it where the comma is the
// decimal mark. Rows without any text are skipped. A row that is not as long as the header
// is reported and left out; a table with findings is what could be read.
func CSV(f File) (Table, finding.List) {
	if len(f.Data) > maxTableBytes {
		return Table{}, finding.List{tooLarge(f.start(), finding.Say("kích thước tệp", "the size of the file"), "64 MiB")}
	}
	text, list := Text(f)
	if list.HasErrors() {
		return Table{}, list
	}
	table, list := newCSVReader(f.Path, text).read()
	if table.Header == nil && len(list) == 0 {
		list.Add(finding.New(finding.Empty, f.start()))
	}
	return table, list
}

type csvReader struct {
	rows      *csv.Reader
	lineStart []int // offset of each line, to turn its columns of bytes into characters
	places    cursor
	table     Table
	fields    int
	list      finding.List
}

func newCSVReader(file, text string) *csvReader {
	r := &csvReader{places: cursor{file: file, text: text}, lineStart: []int{0}}
	for i := range len(text) {
		if text[i] == '\n' {
			r.lineStart = append(r.lineStart, i+1)
		}
	}
	r.rows = csv.NewReader(strings.NewReader(text))
	r.rows.FieldsPerRecord = -1 // counted here, for rows of empty fields are no rows
	r.rows.ReuseRecord = true
	r.rows.Comma = ','
	if usesSemicolon(text) {
		r.rows.Comma, r.table.Semicolon = ';', true
	}
	return r
}

// usesSemicolon looks at the first line with text in it, outside quotes.
func usesSemicolon(text string) bool {
	header, _, _ := strings.Cut(strings.TrimLeft(text, "\n"), "\n")
	commas, semicolons, quoted := 0, 0, false
	for _, c := range header {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == ',':
			commas++
		case c == ';':
			semicolons++
		}
	}
	return semicolons > commas
}

func (r *csvReader) read() (Table, finding.List) {
	for {
		record, err := r.rows.Read()
		if err == io.EOF {
			return r.table, r.list
		}
		if err != nil {
			r.list.Add(r.fault(err))
			if r.table.Header == nil {
				return r.table, r.list // rows mean nothing without their header
			}
			continue
		}
		if fatal := r.record(record); fatal {
			return r.table, r.list
		}
	}
}

// record takes one row; fatal when nothing more may be read.
func (r *csvReader) record(record []string) (fatal bool) {
	filled := filledFields(record)
	if filled == 0 {
		return false
	}
	if r.table.Header == nil {
		return r.header(record[:filled])
	}
	columns := len(r.table.Header)
	switch {
	case len(r.table.Rows) == maxRows:
		r.list.Add(tooLarge(r.pos(0), finding.Say("số dòng", "the number of rows"), "1.000.000"))
		return true
	case r.fields+columns > maxFields:
		r.list.Add(tooLarge(r.pos(0), finding.Say("số ô", "the number of cells"), "6.000.000"))
		return true
	case len(record) < columns || filled > columns: // spreadsheets leave empty fields at the end
		r.list.Add(r.fieldCount(len(record)))
		return false
	}
	row := make([]Field, columns)
	for i := range row {
		row[i] = r.field(i, record[i])
	}
	r.fields += columns
	r.table.Rows = append(r.table.Rows, row)
	return false
}

// filledFields is the length of a record without the empty fields at its end.
func filledFields(record []string) int {
	n := len(record)
	for n > 0 && trim(record[n-1]) == "" {
		n--
	}
	return n
}

func (r *csvReader) header(record []string) (fatal bool) {
	r.table.Pos = r.pos(0)
	if len(record) > maxColumns {
		r.list.Add(tooLarge(r.table.Pos, finding.Say("số cột", "the number of columns"), "200"))
		return true
	}
	if len(record) == 1 && strings.Contains(record[0], "\t") {
		r.list.Add(finding.New(finding.CSVHeader, r.table.Pos,
			finding.Say("ngăn các cột bằng phím Tab", "parts its columns with tabs")).Hinted(
			"lưu lại thành “CSV UTF-8”, các cột ngăn bằng dấu phẩy hoặc dấu chấm phẩy",
			"save it as “CSV UTF-8”, the columns parted by commas or semicolons"))
		return true
	}
	r.table.Header = make([]Field, len(record))
	for i, text := range record {
		r.table.Header[i] = r.field(i, text)
	}
	return false
}

// field makes a field of the current row and reports what in it cannot be read.
func (r *csvReader) field(i int, typed string) Field {
	pos := r.pos(i)
	if len(typed) > maxFieldBytes {
		r.list.Add(tooLarge(pos, finding.Say("độ dài một ô", "the length of a field"), "64 KiB"))
		return Field{Pos: pos}
	}
	text := trim(typed)
	if _, bad := firstUnprintable(text); bad != 0 {
		from := r.offset(i)
		if at := strings.IndexRune(r.places.text[from:], bad); at >= 0 {
			r.list.Add(unprintable(r.places.at(from+at), bad))
		} else {
			r.list.Add(unprintable(pos, bad))
		}
		text = visible(text)
	}
	return Field{Pos: pos, Text: text}
}

func trim(typed string) string { return strings.TrimSpace(Normalise(typed)) }

// offset is where field i of the current row begins in the text.
func (r *csvReader) offset(i int) int {
	line, col := r.rows.FieldPos(i)
	return r.byteAt(line, col)
}

func (r *csvReader) byteAt(line, col int) int {
	line = min(max(line, 1), len(r.lineStart))
	return min(r.lineStart[line-1]+max(col, 1)-1, len(r.places.text))
}

func (r *csvReader) pos(i int) finding.Pos { return r.places.at(r.offset(i)) }

func (r *csvReader) fieldCount(n int) finding.Finding {
	f := finding.New(finding.FieldCount, r.pos(0), n, len(r.table.Header))
	if r.table.Semicolon {
		return f.Hinted("chữ có dấu chấm phẩy đặt trong ngoặc kép", "put text that contains a semicolon in quotes")
	}
	return f.Hinted("số thập phân viết bằng dấu chấm (1.5); chữ có dấu phẩy đặt trong ngoặc kép",
		"write decimals with a point (1.5) and put text that contains a comma in quotes")
}

// fault words what the library found wrong with a row's quotes.
func (r *csvReader) fault(err error) finding.Finding {
	pos := r.places.at(r.offsetOf(err))
	if errors.Is(err, csv.ErrBareQuote) {
		return syntaxFinding(pos, finding.Say("có dấu ngoặc kép giữa ô", "there is a quote inside a field")).Hinted(
			"đặt cả ô trong ngoặc kép và viết hai dấu ngoặc kép cho mỗi dấu ở trong: \"mô hình \"\"Dân vận khéo\"\"\"",
			"put the whole field in quotes and write each quote inside it twice: \"mô hình \"\"Dân vận khéo\"\"\"")
	}
	return syntaxFinding(pos, finding.Say("ngoặc kép mở ra mà không đóng, hoặc sau dấu đóng còn chữ trong ô",
		"a quote is never closed, or text follows the closing one"))
}

// offsetOf is the place of a fault: where it was found, or the row's beginning when the
// row ran over several lines in search of a closing quote.
func (r *csvReader) offsetOf(err error) int {
	var at *csv.ParseError
	if !errors.As(err, &at) {
		return 0
	}
	if at.StartLine != at.Line {
		return r.byteAt(at.StartLine, 1)
	}
	return r.byteAt(at.Line, at.Column)
}
