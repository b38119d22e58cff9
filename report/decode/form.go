package decode

import (
	"path"
	"slices"
	"strings"

	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/source"
	"baocao/report/unit"
	"baocao/report/workbook"
)

// form reads an Excel form by its stamps; see [figures.StampSheet].
func form(f source.File) ([]*figures.Submission, finding.List) {
	book, refused := workbook.Open(f)
	if refused != nil {
		return nil, finding.List{*refused}
	}
	stamps := book.Sheet(figures.StampSheet)
	if passedOver := notForm(f, book, stamps); passedOver != nil {
		return nil, finding.List{*passedOver}
	}
	m := memories.Get().(*memory)
	defer memories.Put(m)
	r := &formReader{reader: newReader(f, nil), book: book, rows: map[string]sheetRow{}}
	r.notation, r.names = num.Vietnamese, &m.plain.names
	s, ok := r.stamped(stamps)
	if !ok {
		return nil, r.list
	}
	for _, sheet := range book.Sheets {
		if sheet != stamps {
			r.sheet(sheet)
		}
	}
	if !r.any {
		r.damaged(finding.Say("không còn dòng dấu của chỉ tiêu", "no row of stamps for indicators is left"))
	}
	r.wholes()
	s.Figures, s.Registers, s.Texts, s.Document = r.figures, r.listed(), r.texts, r.document()
	s.Lost = r.lost
	return []*figures.Submission{s}, r.list
}

// MarkedBy is what a copy that `check --mark` made calls its program, after the program's
// own name: such a copy is for the clerk's eyes. Once a clerk has corrected it, Excel has
// put its own name there.
const MarkedBy = "(đánh dấu lỗi)"

// notForm says why a workbook is not read as a form: baocao made it for people to read, or
// somebody else made it.
func notForm(f source.File, book *workbook.Book, stamps *workbook.Sheet) *finding.Finding {
	pos := finding.Pos{File: f.Path}
	ours := strings.HasPrefix(book.Application, "baocao ")
	var found finding.Finding
	switch {
	case ours && strings.HasSuffix(book.Application, MarkedBy):
		found = finding.New(finding.Skipped, pos, finding.Say("bản đánh dấu lỗi do baocao ghi", "a copy with marked faults, written by baocao"))
	case stamps != nil:
		return nil
	case ours:
		found = finding.New(finding.Skipped, pos, finding.Say("báo cáo do baocao ghi", "a report written by baocao"))
	default:
		found = finding.New(finding.NotSubmission, pos,
			finding.Say("bảng tính này không phải biểu mẫu do baocao lập", "this workbook is no form made by baocao")).Hinted(
			"lập biểu mẫu bằng “baocao form -u MÃ -p KỲ”, chép số liệu sang rồi nộp", "make a form with `baocao form -u UNIT -p PERIOD` and copy the figures over")
	}
	return &found
}

// formReader reads one form.
type formReader struct {
	reader
	book *workbook.Book

	block     block // the part of the sheet that is being read
	any       bool  // some block of figures was found
	figures   []figures.Figure
	outOfs    []whole
	rows      map[string]sheetRow // where each indicator stands
	registers []formRegister
	texts     []figures.Text
	fields    []source.Entry // of the document
}

// sheetRow is a row of a sheet.
type sheetRow struct {
	sheet *source.Origin
	row   int
}

// place is where a cell of the block's sheet stands.
func place(col, row int) source.Place { return source.Place{Line: int32(row), Col: int32(col)} }

// pos is the same for a finding.
func (r *formReader) pos(col, row int) finding.Pos { return r.block.from.At(place(col, row)) }

func (r *formReader) damaged(what finding.Text) {
	// The stamps are hidden, so there is no cell at which a clerk could look.
	r.list.Add(finding.New(finding.DamagedForm, finding.Pos{File: r.file.Path}, what).Hinted(
		"lập lại biểu mẫu bằng “baocao form” rồi chép số liệu sang", "make the form again with `baocao form` and copy the figures over"))
	r.lost = true
}

// stamped reads what the form was made for. Without a unit and a period it is nobody's.
func (r *formReader) stamped(sheet *workbook.Sheet) (*figures.Submission, bool) {
	values := map[string]string{}
	refused := sheet.Rows(func(row *workbook.Row) {
		if len(row.Cells) == 2 {
			values[row.Cells[0].Text] = row.Cells[1].Text
		}
	})
	if refused != nil {
		r.list.Add(*refused)
		return nil, false
	}
	if got := values[figures.StampFormat]; got != figures.FormFormat {
		r.damaged(finding.Say("dạng “%s”, chương trình này đọc dạng “%s”", "its arrangement is “%s”, this program reads “%s”",
			source.Excerpt(got), figures.FormFormat))
		return nil, false
	}
	pos := finding.Pos{File: r.file.Path} // of all stamps: they are hidden
	s := r.blank(pos)
	s.Template, s.FormSignature = values[figures.StampTemplate], values[figures.StampSignature]
	s.Unit = unit.Unit{Code: values[figures.StampUnit], Name: values[figures.StampUnitName],
		Level: values[figures.StampUnitLevel], Parent: values[figures.StampUnitParent]}
	s.Period = stampedPeriod(values)
	s.TemplatePos, s.UnitPos, s.PeriodPos = pos, pos, pos
	switch {
	case s.Unit.Code == "":
		r.damaged(finding.Say("mất mã đơn vị", "the unit's code is gone"))
		return s, false
	case s.Period.IsZero():
		r.damaged(finding.Say("mất kỳ báo cáo", "the period is gone"))
		return s, false
	}
	return s, r.ofItsFolder(s.Period)
}

func stampedPeriod(values map[string]string) period.Period {
	code := values[figures.StampPeriod]
	if p, ok := period.Parse(code); ok {
		return p
	}
	from, ok1 := period.ParseDate(values[figures.StampPeriodFrom])
	to, ok2 := period.ParseDate(values[figures.StampPeriodTo])
	p, ok := period.Custom(code, values[figures.StampPeriodLabel], from, to)
	if !ok || !ok1 || !ok2 {
		return period.Period{}
	}
	return p
}

// ofItsFolder refuses a form that lies in the folder of another period: a clerk has sent
// last quarter's file again.
func (r *formReader) ofItsFolder(p period.Period) bool {
	folder, ok := period.Parse(path.Base(path.Dir(r.file.Name)))
	if !ok || folder.Code == p.Code {
		return true
	}
	r.list.Add(finding.New(finding.OtherForm, finding.Pos{File: r.file.Path}, p.Label(), folder.Label()).Hinted(
		"xin đơn vị gửi biểu mẫu của %s, hoặc chuyển tệp vào thư mục %s", "ask for the form of %s, or move the file into the folder %s", folder.Label(), p.Code))
	return false
}

// block is a run of rows under one row of stamps.
type block struct {
	kind     string         // StampFigures, StampRegister …; empty above the first one
	from     *source.Origin // its sheet
	stampCol int            // where rows have their codes
	columns  []column       // those that have a stamp, from left to right
}

// column is a stamped column of a block.
type column struct {
	at    int
	stamp string
}

// stamp is that of a column; "" without one.
func (b *block) stamp(at int) string {
	i, found := slices.BinarySearchFunc(b.columns, at, func(c column, at int) int { return c.at - at })
	if !found {
		return ""
	}
	return b.columns[i].stamp
}

// sheet reads one sheet of the form.
func (r *formReader) sheet(sheet *workbook.Sheet) {
	r.block = block{from: &source.Origin{Path: r.file.Path, Name: r.file.Name, Sheet: sheet.Name}, columns: r.block.columns[:0]}
	refused := sheet.Rows(func(row *workbook.Row) {
		if stamp, at := blockStamp(row); stamp != "" {
			r.begin(stamp, at, row)
			return
		}
		r.row(row)
	})
	if refused != nil {
		r.list.Add(*refused)
		r.lost = true
	}
}

// blockStamp finds the stamp that begins a block, in whatever column it is by now.
func blockStamp(row *workbook.Row) (stamp string, at int) {
	for i, c := range row.Cells {
		if c.Kind != workbook.Text || !strings.HasPrefix(c.Text, "form:") {
			continue
		}
		kind, _, _ := strings.Cut(c.Text, " ")
		switch kind {
		case figures.StampFigures, figures.StampRegister, figures.StampTexts, figures.StampDocument:
			return c.Text, i
		}
	}
	return "", 0
}

// begin takes over the row of stamps above a block.
func (r *formReader) begin(stamp string, at int, row *workbook.Row) {
	kind, code, _ := strings.Cut(stamp, " ")
	b := block{kind: kind, from: r.block.from, stampCol: row.Cells[at].Col, columns: r.block.columns[:0]}
	for i, c := range row.Cells {
		if i != at && c.Kind == workbook.Text {
			b.columns = append(b.columns, column{c.Col, c.Text})
		}
	}
	switch kind {
	case figures.StampFigures:
		r.any = true
	case figures.StampRegister:
		r.registers = append(r.registers, r.register(code, b, row))
	}
	r.block = b
}

// row reads a row of the block.
func (r *formReader) row(row *workbook.Row) {
	if r.block.kind == "" {
		return
	}
	code := r.code(row)
	switch {
	case code == figures.StampHeading:
	case r.block.kind == figures.StampRegister:
		r.registerRow(row, code)
	case code == "":
		r.outside(row)
	case r.block.kind == figures.StampFigures:
		r.figureRow(row, code)
	default:
		r.textRow(row, code)
	}
}

// code is the stamp of a row; empty on rows that somebody added.
func (r *formReader) code(row *workbook.Row) string {
	for _, c := range row.Cells {
		if c.Col == r.block.stampCol && c.Kind == workbook.Text {
			return c.Text
		}
	}
	return ""
}

// outside reports what stands in a row that is not the form's, once.
func (r *formReader) outside(row *workbook.Row) {
	for _, c := range row.Cells {
		if r.block.stamp(c.Col) != "" && c.Kind != workbook.Blank {
			r.notRead(c, row.Number)
			return
		}
	}
}

func (r *formReader) notRead(c workbook.Cell, row int) {
	r.list.Add(finding.New(finding.OutsideForm, r.pos(c.Col, row), source.Excerpt(c.Text)))
}

// textRow reads a row of texts or of the document's data.
func (r *formReader) textRow(row *workbook.Row, key string) {
	for _, c := range row.Cells {
		if r.block.stamp(c.Col) != figures.StampValue {
			continue
		}
		text, ok := r.cellText(c, row.Number)
		switch {
		case !ok || text == "":
		case r.block.kind == figures.StampTexts:
			pos := r.pos(c.Col, row.Number)
			r.texts = append(r.texts, figures.Text{Pos: pos, KeyPos: pos, Key: key, Markdown: text})
		default:
			r.fields = append(r.fields, r.entry(key, c.Col, row.Number, text))
		}
	}
}

// entry makes an entry of a cell, as those of a YAML file are.
func (r *formReader) entry(key string, col, row int, text string) source.Entry {
	at := place(col, row)
	return source.Entry{Key: key, At: at, Value: source.Node{From: r.block.from, At: at, Kind: source.Scalar, Text: text}}
}

// document reads the document's data, of which those one level down are named with a
// point: issuer.body. Nothing filled in is nil.
func (r *formReader) document() *figures.Document {
	if len(r.fields) == 0 {
		return nil
	}
	root := empty(r.fields[0], source.Map)
	groups := map[string]int{}
	for _, e := range r.fields {
		group, key, nested := strings.Cut(e.Key, ".")
		switch {
		case group == "recipients":
			e.Value = itemPerLine(e)
			fallthrough
		case !nested:
			root.Entries = append(root.Entries, e)
			continue
		}
		at, known := groups[group]
		if !known {
			at = len(root.Entries)
			groups[group] = at
			root.Entries = append(root.Entries, source.Entry{Key: group, At: e.At, Value: empty(e, source.Map)})
		}
		e.Key = key
		root.Entries[at].Value.Entries = append(root.Entries[at].Value.Entries, e)
	}
	return r.reader.document(source.Entry{Key: "document", At: root.At, Value: root})
}

// empty is a map or list at the place of an entry.
func empty(e source.Entry, kind source.Kind) source.Node {
	return source.Node{From: e.Value.From, At: e.At, Kind: kind}
}

// itemPerLine makes a list of a text.
func itemPerLine(e source.Entry) source.Node {
	list := empty(e, source.List)
	for line := range strings.SplitSeq(e.Value.Text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			item := e.Value
			item.Text = line
			list.Entries = append(list.Entries, source.Entry{Value: item})
		}
	}
	return list
}
