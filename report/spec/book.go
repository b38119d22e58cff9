package spec

import (
	"io/fs"
	"strings"

	"baocao/report/document"
	"baocao/report/finding"
	"baocao/report/laid"
	"baocao/report/limit"
	"baocao/report/source"
	"baocao/report/workbook"
)

// Book is a workbook that is filled in, in place of sheets that are made from tables.
type Book struct {
	Parts  *laid.Book
	Sheets []BookSheet // as those of Parts
}

// BookSheet is one sheet of it.
type BookSheet struct {
	Name string
	Rows []BookRow // that have a cell which holds something
}

// BookRow is one row of it.
type BookRow struct {
	Number int
	Band   *Table // of whose units, register or indicators there is a copy of the row for each; nil: it stands once
	Cells  []BookCell

	lost bool // what it is repeated for is faulty
}

// BookCell is one cell of it.
type BookCell struct {
	Col    int
	Typed  workbook.Raw // as it was typed: a value, or a formula; where Pieces say what it holds its text
	Pieces []Piece      // of a cell with actions
}

// Piece is a stretch of text, or an action.
type Piece struct {
	Text   string
	Action *Action
}

// book loads workbook.xlsx.
func (l *loader) book(f source.File) {
	file, refused := workbook.Open(f)
	if refused != nil {
		l.findings.Add(*refused)
		return
	}
	parts, foreign, refused := file.Laid()
	if refused != nil {
		l.findings.Add(*refused)
		return
	}
	b := bookLoader{loader: l, path: f.Path, book: &Book{Parts: parts}}
	for _, thing := range foreign {
		b.unfit(thing.Sheet, thing.What)
	}
	b.sheetNames(file)
	for _, s := range file.Sheets {
		b.sheet(s)
	}
	if !l.findings.HasErrors() {
		b.trial()
	}
	if !l.findings.HasErrors() {
		l.t.Book = b.book
	}
}

// openBook opens workbook.xlsx where the folder has one.
func (l *loader) openBook(fsys fs.FS, folder string) (f source.File, there bool) {
	if _, err := fs.Stat(fsys, bookFile); err != nil {
		return f, false
	}
	return l.open(fsys, folder, bookFile), true
}

// bookLoader reads the cells of a workbook.
type bookLoader struct {
	*loader
	path    string
	book    *Book
	actions int
	bands   int
}

// unfit says what stands in the way of filling a sheet, or the workbook, in.
func (b *bookLoader) unfit(sheet string, why finding.Text) {
	if sheet != "" {
		why = finding.Say("trang “%s”: %s", "sheet “%s”: %s", sheet, why)
	}
	b.findings.Add(finding.New(finding.BookUnfit, finding.Pos{File: b.path}, why))
}

// sheetNames refuses names that Excel would, or that other sheets of a report have.
func (b *bookLoader) sheetNames(file *workbook.Book) {
	taken := map[string]bool{}
	for _, name := range document.ReservedSheets {
		taken[strings.ToLower(name)] = true
	}
	for _, s := range file.Sheets {
		key := strings.ToLower(s.Name)
		switch {
		case document.CheckSheetName(s.Name) != nil:
			b.unfit(s.Name, finding.Say("Excel không nhận tên trang này", "Excel does not take this name for a sheet"))
		case taken[key]:
			b.unfit(s.Name, finding.Say("báo cáo đã có trang tên này; đặt tên khác", "a report has a sheet of this name; give it another"))
		}
		taken[key] = true
	}
}

func (b *bookLoader) sheet(s *workbook.Sheet) {
	sheet := BookSheet{Name: s.Name}
	var row BookRow
	flush := func() {
		if row.Number > 0 {
			sheet.Rows = append(sheet.Rows, b.row(s.Name, row))
		}
	}
	refused := s.Raw(func(c workbook.Raw) {
		if c.Row != row.Number {
			flush()
			row = BookRow{Number: c.Row}
		}
		row.Cells = append(row.Cells, BookCell{Col: c.Col, Typed: c})
	})
	if refused != nil {
		b.findings.Add(*refused)
		return
	}
	flush()
	b.book.Sheets = append(b.book.Sheets, sheet)
}

// row reads the actions of a row: first what it is repeated for, since that says what its
// cells may hold.
func (b *bookLoader) row(sheet string, row BookRow) BookRow {
	if len(b.findings) > b.limits.Most(limit.Faults) {
		return row // more would help nobody
	}
	at := func(c *BookCell) finding.Pos {
		return finding.Pos{File: b.path, Sheet: sheet, Cell: finding.Address(c.Col, row.Number)}
	}
	for i := range row.Cells {
		c := &row.Cells[i]
		if c.Typed.Kind == workbook.Text && c.Typed.Formula == "" && strings.Contains(c.Typed.Text, "{{") {
			b.band(&row, c, at(c))
		}
	}
	if row.Band != nil {
		length := 0
		for i := range row.Cells {
			length += len(row.Cells[i].Typed.Text) + len(row.Cells[i].Typed.Formula)
		}
		b.repeated(at(&row.Cells[0]), len(row.Cells), length)
	}
	for i := range row.Cells {
		c := &row.Cells[i]
		switch {
		case strings.HasPrefix(c.Typed.Formula, "{="):
			b.findings.Add(finding.New(finding.BookFormula, at(c), finding.Say("công thức mảng hoặc bảng dữ liệu (Data Table)", "an array formula or a data table")))
		case c.Pieces != nil:
			b.cell(&row, c, at(c))
		}
	}
	return row
}

// repeated bounds what stands in every copy of a row.
func (b *bookLoader) repeated(at finding.Pos, cells, length int) {
	switch {
	case cells > b.limits.Most(limit.Columns):
		b.findings.Add(b.limits.Passed(limit.Columns, at))
	case length > b.limits.Most(limit.BookRow):
		b.findings.Add(b.limits.Passed(limit.BookRow, at))
	}
}

// rowsWord marks a row that is repeated.
const rowsWord = "rows"

// band cuts a cell into pieces and takes out what the row is repeated for.
func (b *bookLoader) band(row *BookRow, c *BookCell, at finding.Pos) {
	c.Pieces = []Piece{}
	text := c.Typed.Text
	for {
		before, rest, more := strings.Cut(text, "{{")
		if before != "" {
			c.Pieces = append(c.Pieces, Piece{Text: before})
		}
		if !more {
			break
		}
		inside, after, closed := strings.Cut(rest, "}}")
		text = after
		name, args, ok := splitAction(straight.Replace(inside))
		switch {
		case !closed:
			b.actionFault(at, finding.Say("thiếu “}}”", "no closing “}}”"))
			return
		case !ok:
			b.actionFault(at, finding.Say("lệnh có dạng {{ tên \"MÃ\" }}", "an action is {{ name \"CODE\" }}"))
		case name == rowsWord:
			b.repeat(row, args, at)
		default:
			c.Pieces = append(c.Pieces, Piece{Action: &Action{Pos: at, Name: name, Args: args, Slot: -1, Axis: -1}})
		}
		if b.actions++; b.actions > b.limits.Most(limit.TemplateColumns) {
			if b.actions == b.limits.Most(limit.TemplateColumns)+1 {
				b.findings.Add(b.limits.Passed(limit.TemplateColumns, at))
			}
			c.Pieces = nil
			return
		}
	}
	c.Pieces = trimmed(c.Pieces)
}

// straight makes quotation marks as word processors set them those that are typed.
var straight = strings.NewReplacer("“", `"`, "”", `"`)

// trimmed takes away the white space around what a cell holds.
func trimmed(pieces []Piece) []Piece {
	if n := len(pieces); n > 0 && pieces[0].Action == nil {
		if pieces[0].Text = strings.TrimLeft(pieces[0].Text, " \t\n"); pieces[0].Text == "" {
			pieces = pieces[1:]
		}
	}
	if n := len(pieces); n > 0 && pieces[n-1].Action == nil {
		if pieces[n-1].Text = strings.TrimRight(pieces[n-1].Text, " \t\n"); pieces[n-1].Text == "" {
			pieces = pieces[:n-1]
		}
	}
	return pieces
}

// repeat says for what there is a copy of the row each.
func (b *bookLoader) repeat(row *BookRow, args []string, at finding.Pos) {
	row.lost = row.Band == nil
	usage := finding.Say(`rows cần "units", "register TÊN" hoặc "table TÊN"`, `rows takes "units", "register NAME" or "table NAME"`)
	if len(args) != 1 {
		b.actionFault(at, usage)
		return
	}
	kind, name, _ := strings.Cut(strings.TrimSpace(args[0]), " ")
	name = strings.TrimSpace(name)
	band := &Table{Rows: UnitRows}
	switch {
	case kind == "units" && name == "":
	case kind == "register":
		band.Rows, band.Register = RegisterRows, b.t.Register(name)
		if band.Register == nil {
			b.unknownName(at, name, source.Nearest(name, b.registerCodes()))
			return
		}
	case kind == "table":
		if band = b.t.Table(name); band == nil {
			b.unknownName(at, name, source.Nearest(name, b.t.tableCodes()))
			return
		}
		if band.Rows != IndicatorRows {
			b.actionFault(at, finding.Say("“%s” không phải biểu các chỉ tiêu", "“%s” is no table of indicators", name))
			return
		}
	default:
		b.findings.Add(finding.New(finding.BookAction, at, usage).DidYouMean(source.Nearest(kind, []string{"units", "register", "table"})))
		return
	}
	if row.Band != nil {
		b.actionFault(at, finding.Say("dòng này đã có {{ rows }}", "the row has a {{ rows }} already"))
		return
	}
	if b.bands++; b.bands == b.limits.Most(limit.Inserted)+1 {
		b.findings.Add(b.limits.Passed(limit.Inserted, at))
	}
	row.Band, row.lost = band, false
}
