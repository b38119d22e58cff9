package source

import (
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"baocao/report/finding"
	"baocao/report/limit"
)

// CSV reads a table whose first row names its columns. The separator is the one that the
// header uses: a comma, or a semicolon as spreadsheets write it where the comma is the
// decimal mark. Rows without any text are skipped. A row that is not as long as the header
// is reported and left out; a table with findings is what could be read.
func CSV(f File) (Table, finding.List) {
	rows := ReadRows(f)
	t := Table{Pos: rows.Pos, Semicolon: rows.Semicolon, Header: rows.Header}
	for row := range rows.All() {
		t.Rows = append(t.Rows, slices.Clone(row))
	}
	return t, rows.Findings
}

// Rows is a table that is read row by row; see [CSV]. It suits files of many rows.
type Rows struct {
	Pos       finding.Pos // of the header
	Semicolon bool        // fields are parted by ";", so numbers are written as Vietnamese write them
	Header    []Field     // nil when there is no table
	Findings  finding.List

	limits    limit.Limits
	legacy    *converter
	text      string
	comma     byte
	quoted    *csv.Reader // of a text with quotes in it; nil where lines and commas say all
	lineStart []int       // of a text with quotes: offset of each line, to turn its columns of bytes into characters

	begin, end int  // of the line read last, in a text without quotes
	line       int  // its number, 1-based
	odd        bool // it has other characters than plain ASCII

	places cursor
	record []rawField
	row    []Field
	count  int // of rows that were handed over
}

// rawField is a field as it stands in the text, its quotes resolved.
type rawField struct {
	text   string
	offset int // where it begins
}

// ReadRows reads the header of a table.
func ReadRows(f File) *Rows {
	r := &Rows{limits: f.Limits, end: -1, comma: ','}
	if len(f.Data) > f.Limits.Most(limit.TableFile) {
		r.Findings.Add(f.Limits.Passed(limit.TableFile, f.start()))
		return r
	}
	if r.text, r.Findings = Text(f); r.Findings.HasErrors() {
		return r
	}
	r.places, r.legacy = cursor{from: f.origin(), text: r.text}, f.converter(r.text)
	if usesSemicolon(r.text) {
		r.comma, r.Semicolon = ';', true
	}
	if n := longLine(r.text, f.Limits.Most(limit.Line)); n > 0 {
		r.Findings.Add(f.Limits.Passed(limit.Line, r.places.from.At(Place{int32(n), 1})))
		return r
	}
	if strings.IndexByte(r.text, '"') >= 0 {
		r.readQuotes()
	}
	for r.Header == nil && r.next() {
		if filled := filledFields(r.record); filled > 0 && !r.header(r.record[:filled]) {
			return r
		}
	}
	if r.Header == nil && len(r.Findings) == 0 {
		r.Findings.Add(finding.New(finding.Empty, f.start()))
	}
	return r
}

// Parts divides the rows that are still to come into n runs, in their order, each of which
// may be read on a core of its own and finds things by itself. There is none of a text with
// quotes, where only those before a line tell whether it begins a row.
func (r *Rows) Parts(n int) []*Rows {
	if r.Header == nil || r.quoted != nil {
		return nil
	}
	var parts []*Rows
	from, line := r.end+1, r.line
	for i := range n {
		to := len(r.text)
		if rest := n - i; rest > 1 && from < to {
			to = from + (to-from)/rest
			if at := strings.IndexByte(r.text[to:], '\n'); at >= 0 {
				to += at
			} else {
				to = len(r.text)
			}
		}
		part := *r
		part.Findings, part.record = nil, nil
		part.text, part.end, part.line = r.text[:to], from-1, line
		parts = append(parts, &part)
		if to >= len(r.text) {
			break
		}
		line += strings.Count(r.text[from:to], "\n") + 1
		from = to + 1
	}
	return parts
}

// longLine is the number of the first line that is longer than most; 0 when there is none.
func longLine(text string, most int) int {
	if len(text) <= most {
		return 0
	}
	begin := 0
	for len(text)-begin > most {
		last := strings.LastIndexByte(text[begin:begin+most+1], '\n')
		if last < 0 {
			return strings.Count(text[:begin], "\n") + 1
		}
		begin += last + 1
	}
	return 0
}

// readQuotes leaves the parting of fields to the library, which knows quotes.
func (r *Rows) readQuotes() {
	r.lineStart = []int{0}
	for i := range len(r.text) {
		if r.text[i] == '\n' {
			r.lineStart = append(r.lineStart, i+1)
		}
	}
	r.quoted = csv.NewReader(strings.NewReader(r.text))
	r.quoted.FieldsPerRecord = -1 // counted here, for rows of empty fields are no rows
	r.quoted.ReuseRecord = true
	r.quoted.Comma = rune(r.comma)
}

// All hands over the rows behind the header. A row is used again for the next one, and its
// texts are parts of the whole: who keeps few of them does better to clone those.
func (r *Rows) All() iter.Seq[[]Field] {
	return func(yield func([]Field) bool) {
		if r.Header == nil {
			return
		}
		r.row = make([]Field, len(r.Header))
		for i := range r.row {
			r.row[i].From = r.places.from
		}
		for r.next() {
			there, fatal := r.take()
			if fatal || r.tooFaulty() || there && !yield(r.row) {
				return
			}
		}
	}
}

// Count is how many rows were handed over.
func (r *Rows) Count() int { return r.count }

// tooFaulty reports, and says, that so much is wrong that the rest is not looked at.
func (r *Rows) tooFaulty() bool {
	if len(r.Findings) < r.limits.Most(limit.Faults) {
		return false
	}
	r.Findings.Add(r.limits.Passed(limit.Faults, r.pos(0)))
	return true
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

// next reads the next record, whatever is in it.
func (r *Rows) next() bool {
	if r.quoted != nil {
		return r.nextQuoted()
	}
	for {
		r.begin = r.end + 1
		if r.begin >= len(r.text) {
			return false
		}
		r.line++
		r.end = len(r.text)
		if i := strings.IndexByte(r.text[r.begin:], '\n'); i >= 0 {
			r.end = r.begin + i
		}
		if r.end > r.begin {
			r.split()
			return true
		}
	}
}

// split parts the line at its commas, and sees whether it is odd.
func (r *Rows) split() {
	r.odd = false
	r.record = r.record[:0]
	begin := r.begin
	for i := r.begin; i < r.end; i++ {
		switch c := r.text[i]; {
		case c == r.comma:
			r.record = append(r.record, rawField{r.text[begin:i], begin})
			begin = i + 1
		case c < ' ' || c >= 0x7F:
			r.odd = true
		}
	}
	r.record = append(r.record, rawField{r.text[begin:r.end], begin})
}

func (r *Rows) nextQuoted() bool {
	r.odd = true // places are counted, since a record may run over lines
	for {
		record, err := r.quoted.Read()
		if err == io.EOF {
			return false
		}
		if err == nil {
			r.record = r.record[:0]
			for i, text := range record {
				r.record = append(r.record, rawField{text, r.byteAt(r.quoted.FieldPos(i))})
			}
			return true
		}
		r.Findings.Add(r.fault(err))
		if r.Header == nil || r.tooFaulty() {
			return false // rows mean nothing without their header
		}
	}
}

// take makes a row of the record; it is there unless it is empty or was reported. fatal
// when nothing more may be read.
func (r *Rows) take() (there, fatal bool) {
	filled, columns := filledFields(r.record), len(r.Header)
	switch {
	case filled == 0:
		return false, false
	case r.count == r.limits.Most(limit.Rows):
		r.Findings.Add(r.limits.Passed(limit.Rows, r.pos(0)))
		return false, true
	case (r.count+1)*columns > r.limits.Most(limit.Cells):
		r.Findings.Add(r.limits.Passed(limit.Cells, r.pos(0)))
		return false, true
	case len(r.record) < columns || filled > columns: // spreadsheets leave empty fields at the end
		r.Findings.Add(r.fieldCount(len(r.record)))
		return false, false
	}
	for i := range r.row {
		r.field(&r.row[i], i)
	}
	r.count++
	return true, false
}

// filledFields is the length of a record without the empty fields at its end.
func filledFields(record []rawField) int {
	n := len(record)
	for n > 0 && trim(record[n-1].text) == "" {
		n--
	}
	return n
}

// header takes the row that names the columns; false when that is none.
func (r *Rows) header(record []rawField) bool {
	r.Pos = r.pos(0)
	if len(record) > r.limits.Most(limit.Columns) {
		r.Findings.Add(r.limits.Passed(limit.Columns, r.Pos))
		return false
	}
	if len(record) == 1 && strings.Contains(record[0].text, "\t") {
		r.Findings.Add(finding.New(finding.CSVHeader, r.Pos,
			finding.Say("ngăn các cột bằng phím Tab", "parts its columns with tabs")).Hinted(
			"lưu lại thành “CSV UTF-8”, các cột ngăn bằng dấu phẩy hoặc dấu chấm phẩy",
			"save it as “CSV UTF-8”, the columns parted by commas or semicolons"))
		return false
	}
	r.Header = make([]Field, len(record))
	for i := range record {
		r.Header[i].From = r.places.from
		r.field(&r.Header[i], i)
	}
	return true
}

// field makes f the i-th field of the record and reports what in it cannot be read.
func (r *Rows) field(f *Field, i int) {
	typed := r.record[i].text
	f.At, f.Text = r.place(i), ""
	switch {
	case len(typed) > r.limits.Most(limit.Field):
		r.Findings.Add(r.limits.Passed(limit.Field, f.Pos()))
	case r.odd:
		text, found := r.legacy.value(typed, f.Pos())
		if found != nil {
			r.Findings.Add(*found)
		}
		f.Text = r.printable(trim(text), i)
	default:
		f.Text = strings.Trim(typed, " ")
	}
}

// printable reports the first character of a field's text that cannot be printed.
func (r *Rows) printable(text string, i int) string {
	_, bad := firstUnprintable(text)
	if bad == 0 {
		return text
	}
	from := r.record[i].offset
	pos := r.pos(i)
	if at := strings.IndexRune(r.text[from:], bad); at >= 0 {
		pos = r.places.at(from + at)
	}
	r.Findings.Add(unprintable(pos, bad))
	return visible(text)
}

// trim normalises a field's text and takes the white space around it away.
func trim(typed string) string {
	if n := len(typed); n == 0 || isGraphic(typed[0]) && isGraphic(typed[n-1]) && isASCII(typed) {
		return typed
	}
	return strings.TrimSpace(Normalise(typed))
}

func isGraphic(c byte) bool { return c > ' ' && c < utf8.RuneSelf }

// place is where field i of the record stands.
func (r *Rows) place(i int) Place {
	if r.odd {
		return r.places.place(r.record[i].offset)
	}
	return Place{int32(r.line), int32(r.record[i].offset-r.begin) + 1}
}

func (r *Rows) pos(i int) finding.Pos { return r.places.from.At(r.place(i)) }

func (r *Rows) byteAt(line, col int) int {
	line = min(max(line, 1), len(r.lineStart))
	return min(r.lineStart[line-1]+max(col, 1)-1, len(r.text))
}

func (r *Rows) fieldCount(n int) finding.Finding {
	f := finding.New(finding.FieldCount, r.pos(0), n, len(r.Header))
	if r.Semicolon {
		return f.Hinted("chữ có dấu chấm phẩy đặt trong ngoặc kép", "put text that contains a semicolon in quotes")
	}
	return f.Hinted("số thập phân viết bằng dấu chấm (1.5); chữ có dấu phẩy đặt trong ngoặc kép",
		"write decimals with a point (1.5) and put text that contains a comma in quotes")
}

// fault words what the library found wrong with a row's quotes.
func (r *Rows) fault(err error) finding.Finding {
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
func (r *Rows) offsetOf(err error) int {
	var at *csv.ParseError
	if !errors.As(err, &at) {
		return 0
	}
	if at.StartLine != at.Line {
		return r.byteAt(at.StartLine, 1)
	}
	return r.byteAt(at.Line, at.Column)
}
