package spec

import (
	"slices"
	"strings"

	"baocao/report/calc"
	"baocao/report/document"
	"baocao/report/finding"
	"baocao/report/laid"
	"baocao/report/limit"
	"baocao/report/source"
	"baocao/report/workbook"
)

// cellFunctions lists what a cell of workbook.xlsx can hold: the words of prose, and the
// columns of tables with the figure of which they are.
var cellFunctions = map[string][]argument{
	"period": nil, "period_long": nil, "period_pair": nil, "next_period": nil,
	"unit": nil, "issuer": nil, "whole": nil, "missing": nil, "text": {textArg},
	"n": {figureArg}, "value": {figureArg}, "share": {partArg}, "year_to_date": {figureArg},
	"previous": {figureArg}, "difference_previous": {figureArg}, "change_previous": {figureArg},
	"last_year": {figureArg}, "same_period_last_year": {figureArg},
	"difference": {figureArg}, "change": {figureArg}, "index": {figureArg},
	"target": {totalArg}, "period_target": {totalArg}, "attained": {totalArg},
	"coverage": {figureArg}, "note": {figureArg}, "label": {figureArg}, "measure": {figureArg},
}

// columnWord gives a column of a register: {{ column "ten" }}.
const columnWord = "column"

// Other names of a table's columns, as the prose has them.
var columnOf = map[string]string{"n": "value", "last_year": "same_period_last_year"}

// unitFunctions are those that a row of a unit gives of that unit.
var unitFunctions = []string{"value", "previous", "same_period_last_year"}

// wordy are the columns that are words, which may stand among others in a cell.
var wordy = []string{"order", "unit", "label", "measure", "note", columnWord}

// IsFigure reports whether the action stands for a number, which has a cell of its own.
func (a *Action) IsFigure() bool {
	return (a.Slot >= 0 || a.InTable()) && !slices.Contains(wordy, a.Name)
}

// InTable reports whether the action is a column of a table of indicators.
func (a *Action) InTable() bool { return slices.Contains(indicatorColumns, a.Name) }

// cell reads the actions of a cell.
func (b *bookLoader) cell(row *BookRow, c *BookCell, at finding.Pos) {
	for i := range c.Pieces {
		a := c.Pieces[i].Action
		if a == nil || row.lost && b.ofRow(a) || !b.cellAction(row.Band, a) {
			continue
		}
		if a.IsFigure() && len(c.Pieces) > 1 {
			b.actionFault(at, finding.Say("số liệu “%s” phải đứng riêng một ô", "the figure “%s” has a cell of its own", strings.Join(a.Args, " ")))
		}
		if row.Band != nil && row.Band.Rows == UnitRows && a.Slot >= 0 {
			row.Band.Columns = append(row.Band.Columns, Column{Slots: []int{a.Slot}})
		}
	}
}

// ofRow reports whether an action can only be judged when it is known what its row is
// repeated for.
func (b *bookLoader) ofRow(a *Action) bool {
	return a.Name == columnWord || len(a.Args) == 0 && (a.InTable() || a.Name == "unit")
}

// cellAction resolves the names of an action in a row that is repeated for band, or stands once.
func (b *bookLoader) cellAction(band *Table, a *Action) bool {
	if name, ok := columnOf[a.Name]; ok {
		a.Name = name
	}
	switch {
	case a.Name == "end":
		b.actionFault(a.Pos, finding.Say("không cần {{ end }}: {{ rows }} chỉ lặp lại dòng có nó", "there is no {{ end }}: {{ rows }} repeats the row that it stands in"))
		return false
	case len(a.Args) == 0 && slices.Contains(b.rowFunctions(band), a.Name):
		return true
	case a.Name == columnWord:
		return b.registerColumnOf(band, a)
	}
	kinds, known := cellFunctions[a.Name]
	if !known {
		b.unknownFunction(a.Pos, a.Name, b.cellNames(band))
		return false
	}
	if !b.arguments(a, kinds) {
		return false
	}
	switch {
	case a.Name == "text" && !slices.Contains(b.t.Summary.TextKeys(), a.Args[0]):
		return b.unknownName(a.Pos, a.Args[0], source.Nearest(a.Args[0], b.t.Summary.TextKeys()))
	case band != nil && band.Rows == UnitRows && a.IsFigure() && !slices.Contains(unitFunctions, a.Name):
		b.actionFault(a.Pos, finding.Say("“%s” không có theo từng đơn vị", "“%s” is not there for single units", a.Name))
		return false
	}
	return true
}

// rowFunctions are what a cell of a repeated row can hold of the row's own.
func (b *bookLoader) rowFunctions(band *Table) []string {
	switch {
	case band == nil:
		return nil
	case band.Rows == IndicatorRows:
		return indicatorColumns
	}
	return registerColumns // order and unit
}

func (b *bookLoader) cellNames(band *Table) []string {
	names := append(functionNames(cellFunctions), rowsWord)
	for _, name := range b.rowFunctions(band) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if band != nil && band.Rows == RegisterRows {
		names = append(names, columnWord)
	}
	slices.Sort(names)
	return names
}

// registerColumnOf finds the column of a register; its place is the action's Axis.
func (b *bookLoader) registerColumnOf(band *Table, a *Action) bool {
	switch {
	case band == nil || band.Rows != RegisterRows:
		b.actionFault(a.Pos, finding.Say("{{ column }} chỉ dùng ở dòng có {{ rows \"register …\" }}", "{{ column }} stands in a row with {{ rows \"register …\" }}"))
		return false
	case len(a.Args) != 1:
		b.wrongCount(a, 1)
		return false
	}
	var codes []string
	for i, c := range band.Register.Columns {
		if c.Code == a.Args[0] {
			a.Axis = i
			return true
		}
		codes = append(codes, c.Code)
	}
	return b.unknownName(a.Pos, a.Args[0], source.Nearest(a.Args[0], codes))
}

func (t *Template) tableCodes() []string {
	var codes []string
	for _, tb := range t.Tables {
		codes = append(codes, tb.Code)
	}
	return codes
}

// trialSteps is how many cells the formulas of a workbook may look at when it is tried out:
// a second's work, and a thousand times what one that people laid out needs.
const trialSteps = 100_000_000

// trial fills the workbook in with two copies of every repeated row and a one for every
// figure, to see that its parts can be taken apart and its formulas computed.
func (b *bookLoader) trial() {
	var m laid.Moves
	for _, s := range b.book.Sheets {
		var bands []laid.Band
		for _, row := range s.Rows {
			if row.Band != nil {
				bands = append(bands, laid.Band{Row: row.Number, Count: 2})
			}
		}
		m.Set(s.Name, bands)
	}
	b.trialParts(&m)
	var book calc.Book
	for _, s := range b.book.Sheets {
		book.Add(s.Name)
	}
	for _, s := range b.book.Sheets {
		b.trialSheet(book.Sheet(s.Name), s, &m)
	}
	book.RecalculateWithin(trialSteps)
	for _, s := range b.book.Sheets {
		for _, row := range s.Rows {
			for _, c := range row.Cells {
				to := m.First(s.Name, row.Number)
				if len(b.findings) > b.limits.Most(limit.Faults) {
					return
				}
				if why := book.Sheet(s.Name).At(to, c.Col).Why; c.Typed.Formula != "" && !why.IsZero() {
					b.uncomputed(finding.Pos{File: b.path, Sheet: s.Name, Cell: document.Address(c.Col, row.Number)}, why)
				}
			}
		}
	}
}

// uncomputed says that a formula has no value here.
func (b *bookLoader) uncomputed(at finding.Pos, why finding.Text) {
	f := finding.New(finding.BookFormula, at, why)
	if why.VI == calc.RangeAsValue.VI {
		f = f.Hinted("một ô của dòng lặp lại, nhìn từ dòng khác, là mọi ô của các dòng ấy: dùng trong SUM, COUNT, AVERAGE …",
			"a cell of a repeated row is, seen from another row, all cells of its copies: use it in SUM, COUNT, AVERAGE …")
	} else {
		f = f.Hinted("các hàm tính được: %s", "the functions that are computed: %s", strings.Join(calc.Functions(), ", "))
	}
	b.findings.Add(f)
}

func (b *bookLoader) trialParts(m *laid.Moves) {
	parts := b.book.Parts
	unread := func(sheet string, err error) {
		if err != nil {
			b.unfit(sheet, finding.Say("không đọc được cấu trúc XML; mở bằng Excel rồi lưu lại (%s)", "its XML cannot be read; open it in Excel and save it again (%s)", err.Error()))
		}
	}
	for i, s := range parts.Sheets {
		_, _, err := parts.MovedSheet(i, m)
		unread(s.Name, err)
		rows, err := parts.Rows(i)
		unread(s.Name, err)
		for _, row := range rows {
			if slices.ContainsFunc(row.Cells, func(c laid.Cell) bool { return c.Style < 0 || c.Style >= parts.Styled }) {
				b.unfit(s.Name, finding.Say("dòng %d dùng kiểu ô không có trong tệp", "row %d has a cell style that the file lacks", row.Number))
				break
			}
			if b.book.Sheets[i].band(row.Number) {
				length := 0
				for _, c := range row.Cells {
					length += len(c.Inside)
				}
				b.repeated(finding.Pos{File: b.path, Sheet: s.Name, Cell: document.Address(1, row.Number)}, len(row.Cells), length)
			}
		}
	}
	for i := range parts.Parts {
		_, err := parts.MovedPart(i, 0, m)
		unread("", err)
	}
}

// band reports whether a row is repeated.
func (s *BookSheet) band(row int) bool {
	i, found := slices.BinarySearchFunc(s.Rows, row, func(r BookRow, row int) int { return r.Number - row })
	return found && s.Rows[i].Band != nil
}

func (b *bookLoader) trialSheet(out *calc.Sheet, s BookSheet, m *laid.Moves) {
	for _, row := range s.Rows {
		for i := range m.Copies(s.Name, row.Number) {
			to := m.First(s.Name, row.Number) + i
			for _, c := range row.Cells {
				value := calc.Value{Kind: calc.Number, Number: 1}
				if c.Pieces != nil && (len(c.Pieces) != 1 || c.Pieces[0].Action == nil || !c.Pieces[0].Action.IsFigure()) {
					value = calc.Value{Kind: calc.Text, Text: "…"}
				} else if c.Pieces == nil {
					value = c.Value()
				}
				out.Put(to, c.Col, m.Formula(c.Typed.Formula, laid.Place{Sheet: s.Name, Row: row.Number, Copy: i}), value)
			}
		}
	}
}

// Value is what the cell holds as it was typed.
func (c *BookCell) Value() calc.Value {
	switch c.Typed.Kind {
	case workbook.Number:
		return calc.Value{Kind: calc.Number, Number: c.Typed.Number}
	case workbook.Text:
		return calc.Value{Kind: calc.Text, Text: strings.ReplaceAll(c.Typed.Text, "\r\n", "\n")}
	case workbook.Bool:
		v := calc.Value{Kind: calc.Bool}
		if c.Typed.Text == "TRUE" {
			v.Number = 1
		}
		return v
	case workbook.Error:
		return calc.Value{Kind: calc.Error, Text: c.Typed.Text}
	}
	return calc.Value{}
}
