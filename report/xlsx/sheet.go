package xlsx

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/xuri/excelize/v2"

	"baocao/report/document"
	"baocao/report/seal"
)

// screenWidth is the width in digits that a screen shows at once. Titles are centred
// over a narrower table; over a wider one they would stand out of sight.
const screenWidth = 130.0

// sheetWriter writes one sheet from top to bottom. Its rows go to the [rowWriter]; the
// library streams the rest, and wants a fixed order: the view, then panes and widths, then
// all that refers to cells; what comes later is lost without an error.
type sheetWriter struct {
	book     *book
	sheet    *document.Sheet
	part     string // its name in the file
	stream   *excelize.StreamWriter
	rows     *rowWriter
	hashes   *seal.Sheet
	grid     grid
	verdicts runs
	entries  entries
	links    []link
	above    []styled // by column, of the last cell written
	row      int      // the last row in use
	last     int      // the last column in use
	level    int      // the deepest outline level of rows
	height   float64  // of all rows, in points; an estimate
	words    words
	said     []*said // by column, the texts of the row at hand; nil of those that are not remembered

	columnLevel int // the deepest outline level of columns

	bodyTop float64      // what stands above the table's rows, in points
	printed []printedRow // of a sheet that keeps rows together
}

// writeSheet writes a sheet and enters its cells into hashes.
func (b *book) writeSheet(index int, sheet *document.Sheet, hashes *seal.Sheet) error {
	w := &sheetWriter{book: b, sheet: sheet, hashes: hashes, rows: b.writer, part: sheetPart(index)}
	steps := []func() error{
		w.open, w.writeTitles, w.writeMeasure, w.writeHead, w.writeBody, w.writeNotes,
		w.colourVerdicts, w.writeSignals, w.writeEntries, w.writeLinks, w.writeCharts, w.protect, w.setPrint, w.writeNames,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	rows := b.writer.finish()
	rows.dimension = "A1:" + document.Address(max(w.last, 1), max(w.row, 1))
	rows.level, rows.columnLevel = w.level, w.columnLevel
	b.rows[w.part] = rows
	return w.stream.Flush()
}

// open sets the view, the panes and the widths, and begins the stream.
func (w *sheetWriter) open() error {
	file, name := w.book.file, w.sheet.Name
	yes, no, height := true, false, rowHeight
	fitted := !w.scaled()
	props := &excelize.SheetPropsOptions{
		FitToPage:           &fitted,
		DefaultRowHeight:    &height,
		CustomHeight:        &yes,
		OutlineSummaryBelow: &no, // a group's row stands above its members
		OutlineSummaryRight: &no, // and the column of a total before those of its parts
	}
	if err := file.SetSheetProps(name, props); err != nil {
		return err
	}
	// Tables have borders of their own.
	if err := file.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: &no}); err != nil {
		return err
	}
	var err error
	if w.stream, err = file.NewStreamWriter(name); err != nil {
		return err
	}
	if err := w.freeze(); err != nil {
		return err
	}
	return w.setWidths()
}

// freeze keeps the head and the first columns in view.
func (w *sheetWriter) freeze() error {
	rows, columns := 0, w.sheet.FreezeCol
	if len(w.sheet.Table.Head) > 0 {
		rows = w.sheet.BodyRow() - 1
	}
	if rows == 0 && columns == 0 {
		return nil
	}
	pane := "bottomRight"
	switch {
	case columns == 0:
		pane = "bottomLeft"
	case rows == 0:
		pane = "topRight"
	}
	corner := document.Address(columns+1, rows+1)
	return w.stream.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: columns, YSplit: rows, TopLeftCell: corner, ActivePane: pane,
		Selection: []excelize.Selection{{Pane: pane, ActiveCell: corner, SQRef: corner}},
	})
}

// padding is what a column takes up beside its digits: five pixels.
const padding = 5.0 / bodyDigit

// fileWidth is a column's width as the file has it: in digits of the Normal style, which in a
// workbook that somebody laid out is not the body face.
func (w *sheetWriter) fileWidth(c document.Column) float64 {
	return (shownWidth(c) + padding) * bodyDigit / w.book.styles.digit
}

// setWidths goes from the last column down: the library copies all columns set so far
// when a lower one follows a higher one, and puts them in the wrong order otherwise.
func (w *sheetWriter) setWidths() error {
	columns := w.sheet.Table.Columns
	if len(columns) == 0 {
		return nil
	}
	if err := w.stream.SetColWidth(1, 1, w.fileWidth(columns[0])); err != nil {
		return fmt.Errorf("column A: %w", err)
	}
	// The library copies all columns set so far for each new one (700 take 0.2 s), so only
	// the first goes through it; the others join the first behind its back.
	sheet, _ := w.book.file.Sheet.Load(w.part)
	list := reflect.ValueOf(sheet).Elem().FieldByName("Cols").Elem().FieldByName("Col")
	for i, c := range columns[1:] {
		width := w.fileWidth(c)
		if width > excelize.MaxColumnWidth {
			return fmt.Errorf("column %s: %w", document.ColumnName(i+2), excelize.ErrColumnWidth)
		}
		element := reflect.New(list.Type().Elem()).Elem()
		element.Set(list.Index(0))
		element.FieldByName("Min").SetInt(int64(i + 2))
		element.FieldByName("Max").SetInt(int64(i + 2))
		element.FieldByName("Width").Set(reflect.ValueOf(&width))
		list.Set(reflect.Append(list, element))
	}
	for i, c := range columns {
		element := list.Index(i)
		element.FieldByName("Hidden").SetBool(c.Hidden)
		element.FieldByName("OutlineLevel").SetUint(uint64(c.Level))
		w.columnLevel = max(w.columnLevel, c.Level)
	}
	return nil
}

// columnWidth is the width in digits that a column takes up.
func columnWidth(c document.Column) float64 {
	if c.Hidden {
		return 0
	}
	return shownWidth(c)
}

// shownWidth is the width that a column has when it is unfolded.
func shownWidth(c document.Column) float64 {
	if c.Width <= 0 {
		return defaultWidth
	}
	return c.Width
}

// isHidden reports whether the column in place i (from 0) is hidden.
func (w *sheetWriter) isHidden(i int) bool {
	return i < len(w.sheet.Table.Columns) && w.sheet.Table.Columns[i].Hidden
}

// width is the width of some columns together; beyond the table they have the default.
func (w *sheetWriter) width(from, to int) float64 {
	sum := 0.0
	for col := from; col <= to; col++ {
		if col <= len(w.sheet.Table.Columns) {
			sum += columnWidth(w.sheet.Table.Columns[col-1])
		} else {
			sum += defaultWidth
		}
	}
	return sum
}

// columns counts the table's columns, at least 1.
func (w *sheetWriter) columns() int { return max(len(w.sheet.Table.Columns), 1) }

// textColumns counts the leading columns that a screen shows at once: titles and notes
// stretch over them and no farther. Where pages lie side by side, each repeats the frozen
// columns, and what went beyond them would be cut on all pages but the first.
func (w *sheetWriter) textColumns() int {
	if w.pagesWide() > 1 && w.sheet.FreezeCol > 0 {
		return w.sheet.FreezeCol
	}
	columns := 1
	for columns < w.columns() && w.width(1, columns+1) <= screenWidth {
		columns++
	}
	return columns
}

func (w *sheetWriter) writeTitles() error {
	align, columns := document.Center, w.columns()
	if w.width(1, columns) > screenWidth {
		align, columns = document.Left, w.textColumns()
	}
	for i, title := range w.sheet.Titles {
		l := look{Style: document.Style{Align: align}, part: subtitlePart}
		if i == 0 {
			l.part = titlePart
		}
		if err := w.writeText(title, l, columns); err != nil {
			return fmt.Errorf("title %d: %w", i+1, err)
		}
	}
	return nil
}

// writeMeasure uses the empty row between the titles and the head.
func (w *sheetWriter) writeMeasure() error {
	measure := w.sheet.Table.Measure
	if measure == "" {
		return nil
	}
	if len(w.sheet.Titles) == 0 {
		return errors.New("a sheet with a measure needs a title: the measure stands between title and head")
	}
	id, err := w.book.styles.id(look{Style: document.Style{Align: document.Right}, part: measurePart})
	if err != nil {
		return err
	}
	w.row = w.sheet.HeadRow() - 1
	w.last = max(w.last, w.textColumns())
	return w.writeAlone(document.Cell{Text: measure}, w.textColumns(), id, rowShape{})
}

// writeNotes leaves one empty row below the table.
func (w *sheetWriter) writeNotes() error {
	if len(w.sheet.Table.Foot) == 0 {
		return nil
	}
	w.row++
	for i, note := range w.sheet.Table.Foot {
		if err := w.writeText(note, look{part: notePart}, w.textColumns()); err != nil {
			return fmt.Errorf("note %d: %w", i+1, err)
		}
	}
	return nil
}

// writeText writes one line of text in a row of its own, over several columns.
func (w *sheetWriter) writeText(text string, l look, columns int) error {
	w.row++
	w.last = max(w.last, columns)
	l.quoted = looksLikeFormula(text)
	id, err := w.book.styles.id(l)
	if err != nil {
		return err
	}
	if columns > 1 {
		if err := w.stream.MergeCell(document.Address(1, w.row), document.Address(columns, w.row)); err != nil {
			return err
		}
	}
	height := w.aroundHeight(text, l.part, columns)
	w.height += height
	return w.writeAlone(document.Cell{Text: text}, 1, id, rowShape{height: height})
}

// seal enters the cells of the row at hand into the hashes.
func (w *sheetWriter) seal(row int, cells []document.Cell) {
	for i := range cells {
		if cell := &cells[i]; !isBlank(cell) { // most of a country's figures are
			w.hashes.Add(row, i+1, meaning(cell, w.said[i]))
		}
	}
}

// writeAlone writes a row that has one cell.
func (w *sheetWriter) writeAlone(cell document.Cell, col, style int, shape rowShape) error {
	if err := w.rows.begin(w.row, shape); err != nil {
		return err
	}
	w.hashes.Add(w.row, col, meaning(&cell, nil))
	if err := w.rows.cell(col, style, &cell, nil); err != nil {
		return err
	}
	w.rows.end()
	return nil
}

func (w *sheetWriter) aroundHeight(text string, p part, columns int) float64 {
	width := w.width(1, columns)
	if p != titlePart {
		return textHeight(text, width, false)
	}
	lines := document.Lines(text, width*fontSize/titleSize, true)
	return min(float64(lines)*titleLineHeight+rowPadding, maxRowHeight)
}

// colourVerdicts sets the colours after the rows, when all places are known.
func (w *sheetWriter) colourVerdicts() error {
	places := w.verdicts.ranges()
	if places == "" {
		return nil
	}
	return w.book.file.SetConditionalFormat(w.sheet.Name, places, w.book.styles.verdicts)
}

// writeSignals gives each signal its rule; those of one place stand together.
func (w *sheetWriter) writeSignals() error {
	var rules []excelize.ConditionalFormatOptions
	for i, s := range w.sheet.Signals {
		style := &w.book.styles.signals[0]
		if s.Grave {
			style = &w.book.styles.signals[1]
		}
		rules = append(rules, excelize.ConditionalFormatOptions{Type: "formula", Criteria: s.Formula, Format: style})
		if i+1 < len(w.sheet.Signals) && w.sheet.Signals[i+1].Place == s.Place {
			continue
		}
		if err := w.book.file.SetConditionalFormat(w.sheet.Name, s.Place, rules); err != nil {
			return fmt.Errorf("signals at %s: %w", s.Place, err)
		}
		rules = nil
	}
	return nil
}
