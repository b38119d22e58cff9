package layout

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"baocao/report/calc"
	"baocao/report/document"
	"baocao/report/expr"
	"baocao/report/laid"
	"baocao/report/num"
	"baocao/report/spec"
)

// bookPlan is the workbook that a clerk laid out: of what its repeated rows are copies, and
// what the clerk's own formulas come to.
type bookPlan struct {
	bands   map[bookRow]*bookBand
	moves   laid.Moves
	values  calc.Book // of the sheets as they are when all rows are in their places
	live    bool      // some cell has a formula of the clerk's own
	unknown bool      // one of those could not be computed, as it adds up text that looks like numbers
}

type bookRow struct{ sheet, row int }

// bookBand is of what a row's copies are.
type bookBand struct {
	table *spec.Table
	units []int      // rows of units
	rows  []tableRow // of a table of indicators
	count int        // 0 where there is nothing: then one copy stands without content
}

func (l *layouter) planBook() {
	book := l.t.Book
	if book == nil {
		return
	}
	l.book.bands = map[bookRow]*bookBand{}
	for at, s := range book.Sheets {
		var bands []laid.Band
		for _, row := range s.Rows {
			if row.Band == nil {
				continue
			}
			b := l.bookBand(row.Band)
			l.book.bands[bookRow{at, row.Number}] = b
			bands = append(bands, laid.Band{Row: row.Number, Count: max(b.count, 1)})
		}
		l.book.moves.Set(s.Name, bands)
	}
}

func (l *layouter) bookBand(t *spec.Table) *bookBand {
	b := &bookBand{table: t}
	switch t.Rows {
	case spec.UnitRows:
		for u, unit := range l.r.Units {
			if !unit.Own || l.unitSpeaks(t, u) {
				b.units = append(b.units, u)
			}
		}
		b.count = len(b.units)
	case spec.RegisterRows:
		b.count = len(l.register(t.Register).Rows)
	default:
		b.rows = l.tableRows(t)
		b.count = len(b.rows)
	}
	return b
}

// bookSheets are the sheets that the clerk laid out, filled in.
func (l *layouter) bookSheets() []document.Sheet {
	book := l.t.Book
	if book == nil {
		return nil
	}
	l.computeBook()
	sheets := make([]document.Sheet, len(book.Sheets))
	for at := range book.Sheets {
		s := &book.Sheets[at]
		m := l.rowMaker()
		filled := &document.Laid{At: at, Rows: make([]int, len(s.Rows))}
		for i, row := range s.Rows {
			filled.Rows[i] = row.Number
		}
		filled.Cells = func(row, copy int) []document.LaidCell {
			i, found := slices.BinarySearch(filled.Rows, row)
			if !found {
				return nil
			}
			return m.laidRow(at, &s.Rows[i], copy)
		}
		sheets[at] = document.Sheet{Name: s.Name, Laid: filled}
	}
	return sheets
}

// computeBook computes the clerk's own formulas from the cells that are filled in.
func (l *layouter) computeBook() {
	book := l.t.Book
	for _, s := range book.Sheets {
		l.book.values.Add(s.Name)
		for _, row := range s.Rows {
			l.book.live = l.book.live || slices.ContainsFunc(row.Cells, func(c spec.BookCell) bool { return c.Typed.Formula != "" })
		}
	}
	if !l.book.live {
		return
	}
	m := l.rowMaker()
	for at := range book.Sheets {
		s := &book.Sheets[at]
		out := l.book.values.Sheet(s.Name)
		for i := range s.Rows {
			row := &s.Rows[i]
			first := l.book.moves.First(s.Name, row.Number)
			for copy := range l.book.moves.Copies(s.Name, row.Number) {
				for j := range row.Cells {
					c := &row.Cells[j]
					if c.Typed.Formula != "" {
						out.Put(first+copy, c.Col, m.ownFormula(s.Name, row.Number, copy, c), calc.Value{})
						continue
					}
					cell := m.laidCell(at, row, copy, c)
					out.Put(first+copy, c.Col, "", shownBy(&cell))
				}
			}
		}
	}
	l.book.values.Recalculate()
	for _, s := range l.book.values.Sheets {
		for c := range s.Cells {
			l.book.unknown = l.book.unknown || !c.Why.IsZero()
		}
	}
}

// shownBy is what a formula sees of a cell.
func shownBy(c *document.Cell) calc.Value {
	switch {
	case c.Value.IsKnown():
		return calc.Value{Kind: calc.Number, Number: c.Value.Number.Float()}
	case c.Kind == document.Truth && c.Text == "TRUE":
		return calc.Value{Kind: calc.Bool, Number: 1}
	case c.Kind == document.Truth:
		return calc.Value{Kind: calc.Bool}
	case c.Kind == document.Fault:
		return calc.Value{Kind: calc.Error, Text: c.Text}
	case c.Text == "" && c.Formula.IsZero():
		return calc.Value{}
	}
	return calc.Value{Kind: calc.Text, Text: c.Text}
}

// showing makes a cell show a value.
func showing(v calc.Value) document.Cell {
	switch v.Kind {
	case calc.Number:
		if n, ok := num.ParseDecimal(strconv.FormatFloat(v.Number, 'f', -1, 64)); ok {
			return document.Cell{Value: num.Of(n)}
		}
	case calc.Text:
		return document.Cell{Text: v.Text}
	case calc.Bool:
		return document.Cell{Text: v.String(), Kind: document.Truth}
	case calc.Error:
		return document.Cell{Text: v.Text, Kind: document.Fault}
	}
	return document.Cell{}
}

func (l *layouter) ownFormula(sheet string, row, copy int, c *spec.BookCell) string {
	return l.book.moves.Formula(c.Typed.Formula, laid.Place{Sheet: sheet, Row: row, Copy: copy})
}

// laidRow gives the cells of one copy of a row.
func (m *rowMaker) laidRow(sheet int, row *spec.BookRow, copy int) []document.LaidCell {
	name := m.t.Book.Sheets[sheet].Name
	to := m.book.moves.First(name, row.Number) + copy
	cells := make([]document.LaidCell, 0, len(row.Cells))
	for i := range row.Cells {
		c := &row.Cells[i]
		out := document.LaidCell{Col: c.Col}
		if c.Typed.Formula != "" {
			out.Cell = showing(m.book.values.Sheet(name).At(to, c.Col).Value)
			out.Cell.Formula.Text = m.ownFormula(name, row.Number, copy, c)
		} else {
			out.Cell = m.laidCell(sheet, row, copy, c)
			out.Kept = c.Pieces == nil
		}
		cells = append(cells, out)
	}
	return cells
}

// laidCell fills a cell in that has no formula of the clerk's own.
func (m *rowMaker) laidCell(sheet int, row *spec.BookRow, copy int, c *spec.BookCell) document.Cell {
	if c.Pieces == nil {
		return showing(c.Value())
	}
	band := m.book.bands[bookRow{sheet, row.Number}]
	if band != nil && copy >= band.count {
		return document.Cell{} // nothing is there to be listed
	}
	if len(c.Pieces) == 1 && c.Pieces[0].Action != nil {
		return m.actionCell(band, copy, c.Pieces[0].Action)
	}
	var b strings.Builder
	for _, piece := range c.Pieces {
		if piece.Action == nil {
			b.WriteString(piece.Text)
			continue
		}
		cell := m.actionCell(band, copy, piece.Action)
		b.WriteString(cell.Printed())
	}
	return text(b.String())
}

// actionCell is what an action stands for in a copy of a row, or in a row that stands once.
func (m *rowMaker) actionCell(band *bookBand, copy int, a *spec.Action) document.Cell {
	rows := spec.RowsKind(-1)
	if band != nil {
		rows = band.table.Rows
	}
	switch {
	case rows == spec.IndicatorRows && len(a.Args) == 0 && a.Slot < 0 && a.InTable():
		return m.tableAction(band, copy, a.Name)
	case a.Name == "order":
		return figure(num.OfInt(int64(copy+1)), 0, "")
	case a.Name == "unit" && rows == spec.UnitRows:
		return text(m.names[band.units[copy]])
	case a.Name == "unit" && rows == spec.RegisterRows:
		return text(m.names[m.register(band.table.Register).Rows[copy].Unit])
	case a.Name == "column":
		return m.registerAction(band.table.Register, copy, a.Axis)
	case a.Name == "missing":
		said, _ := m.missingUnits()
		return text(runText(said)) // none is missing: nothing is to be said
	case a.Name == "text":
		return text(firstRunes(m.plainText(a.Args[0]), mostCellText))
	case a.Slot < 0:
		said, ok := (&proseWriter{l: m.layouter}).value(a)
		if !ok {
			return text(missingSign)
		}
		return text(runText(said))
	case rows == spec.UnitRows && a.IsFigure():
		return m.unitAction(band.units[copy], a)
	}
	line := lineCells{l: m.layouter, t: &spec.Table{}, rows: []tableRow{{slot: a.Slot, label: m.t.Slots[a.Slot].Label()}}, p: &placed{}}
	return line.cell(a.Name)
}

// tableAction is a column of a table of indicators. A group's row has its label and nothing else.
func (m *rowMaker) tableAction(band *bookBand, at int, column string) document.Cell {
	r := band.rows[at]
	switch {
	case r.group != "" && column == "label":
		return text(r.group)
	case r.group != "" && column == "order":
		return text(r.order)
	case r.group != "":
		return document.Cell{}
	}
	return lineCells{l: m.layouter, t: &spec.Table{}, rows: band.rows, at: at, p: &placed{}}.cell(column)
}

// unitAction is a unit's figure, in this period or one before.
func (m *rowMaker) unitAction(u int, a *spec.Action) document.Cell {
	base, earlier := map[string]expr.Base{"previous": expr.Previous, "same_period_last_year": expr.LastYear}[a.Name]
	if !earlier {
		var out document.Cell
		m.unitFigure(&out, u, a.Slot)
		return out
	}
	ref := expr.Ref{Slot: a.Slot, Base: base}
	place := m.refCell(0, u, false)(ref)
	return figure(m.unitValue(0, u, ref), m.t.Slots[a.Slot].Indicator.Decimals, fmt.Sprintf(`IF(%s="","%s",%s)`, place, missingSign, place))
}

// registerAction repeats a cell of a register from the register's own sheet.
func (m *rowMaker) registerAction(reg *spec.Register, row, column int) document.Cell {
	p := m.registers[reg]
	out := registerCell(reg.Columns[column], m.register(reg).Rows[row].Cells[column])
	if out.Printed() == "" || p == nil {
		return out
	}
	out.Formula.Text = document.On(p.sheet.Name, document.Address(len(p.table.Columns)+column+1, p.body()+row))
	return out
}

// mostCellText is how many characters of a text a cell can hold.
const mostCellText = 32_000

// plainText is the issuing unit's text without faces, a line for each paragraph.
func (l *layouter) plainText(key string) string {
	var lines []string
	for _, block := range l.ownText(key) {
		switch b := block.(type) {
		case *document.Heading:
			lines = append(lines, runText(b.Runs))
		case *document.Paragraph:
			lines = append(lines, strings.TrimLeft(b.Marker+" "+runText(b.Runs), " "))
		}
	}
	return strings.Join(lines, "\n")
}

func runText(runs []document.Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}
