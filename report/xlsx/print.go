package xlsx

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"baocao/report/document"
)

// paperA4 is the number of A4 in the file format.
const paperA4 = 9

// paper is what an A4 page holds within the margins, at full size and at the smallest
// that still reads well.
type paper struct {
	width    float64 // digits
	height   float64 // points
	readable float64 // digits: wider sheets take several pages side by side
}

var (
	landscape = paper{width: 124, height: 487, readable: 262}
	portrait  = paper{width: 83, height: 734, readable: 178}
)

func (w *sheetWriter) paper() paper {
	if w.sheet.Portrait {
		return portrait
	}
	return landscape
}

// setPrint sets paper, margins, header, footer, and what is printed: nothing of a hidden sheet.
func (w *sheetWriter) setPrint() error {
	if w.sheet.Hidden {
		return nil
	}
	file, name := w.book.file, w.sheet.Name
	orientation, size := "landscape", paperA4
	if w.sheet.Portrait {
		orientation = "portrait"
	}
	breaks, scale := w.pageBreaks()
	pages, tall := w.pagesWide(), w.pagesTall(float64(scale)/100)
	layout := &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation}
	if !w.scaled() {
		layout.FitToWidth, layout.FitToHeight = &pages, &tall
	} else {
		if tall == 1 {
			scale = min(scale, uint(100*sure*w.paper().height/w.printHeight()))
		}
		layout.AdjustTo = &scale
		var places []string
		for _, column := range breaks {
			places = append(places, document.Address(column, 1))
		}
		for _, row := range w.rowBreaks(scale) {
			places = append(places, document.Address(1, row))
		}
		for _, place := range places {
			if err := file.InsertPageBreak(name, place); err != nil {
				return err
			}
		}
	}
	if err := file.SetPageLayout(name, layout); err != nil {
		return err
	}
	if err := file.SetPageMargins(name, margins()); err != nil {
		return err
	}
	scaled := false // on a sheet made small to fit its page they would be too small to read
	around := &excelize.HeaderFooterOptions{ScaleWithDoc: &scaled, OddHeader: header(w.sheet.Header), OddFooter: footer(name)}
	if err := file.SetHeaderFooter(name, around); err != nil {
		return err
	}
	if err := w.define("_xlnm.Print_Titles", w.printTitles()); err != nil {
		return err
	}
	return w.define("_xlnm.Print_Area", w.printArea())
}

// pagesWide is one, except for a sheet that would be too small to read.
func (w *sheetWriter) pagesWide() int {
	if w.sheet.OnScreen {
		return 1
	}
	return max(int(math.Ceil(w.drawnWidth(1, w.columns())/w.paper().readable)), 1)
}

// drawnWidth is the width of some columns together with what a program adds to each.
func (w *sheetWriter) drawnWidth(from, to int) float64 {
	sum := w.width(from, to)
	for col := from; col <= to; col++ {
		if !w.isHidden(col - 1) {
			sum += padding
		}
	}
	return sum
}

// scaled reports whether a sheet is printed at a scale of its own, with breaks that say what
// goes on a page. Spreadsheets pass breaks over in a sheet that is fitted to its pages.
func (w *sheetWriter) scaled() bool {
	return w.pagesWide() > 1 || len(w.sheet.Charts) > 0 || w.sheet.Together
}

// sure is how much of a page is filled by estimate: programs draw a little wider and higher.
const sure = 0.97

// printedRow is what the cutting of a sheet into pages needs to know of a row of its table.
type printedRow struct {
	height  float64 // points
	leads   bool    // to the row after it: a heading, a group, or hidden before them
	follows bool    // the row before it
}

func printed(row document.Row, height float64) printedRow {
	leads := row.Hidden || slices.ContainsFunc(row.Cells, func(c document.Cell) bool {
		return c.Style.Role == document.Head || c.Style.Role == document.Group
	})
	return printedRow{height, leads, row.Follows}
}

// rowBreaks are the rows that begin a page, at a scale in percent.
func (w *sheetWriter) rowBreaks(scale uint) []int {
	page := w.paper().height * 100 / float64(scale)
	if w.printHeight() <= page {
		return nil
	}
	head := 0.0
	for _, h := range w.headHeights() {
		head += h
	}
	if w.sheet.Together {
		rows, used := w.tableBreaks(sure*page, head)
		return append(rows, w.chartBreaks(page, head, used)...)
	}
	used := w.height
	for used > page && head < page/2 {
		used -= page - head
	}
	return w.chartBreaks(page, head, used)
}

// tableBreaks are the rows that begin a page of a sheet that keeps rows together: every page
// but the first, so that no estimate is carried from page to page. The notes below the table
// follow its last row. used is how far down its page the sheet ends.
func (w *sheetWriter) tableBreaks(page, head float64) (rows []int, used float64) {
	notes := w.height - w.bodyTop
	for _, row := range w.printed {
		notes -= row.height
	}
	all := append(slices.Clone(w.printed), printedRow{height: notes, follows: true})
	used = w.bodyTop
	for i, start := 0, 0; i < len(all); i++ {
		used += all[i].height
		if used <= page || i == start {
			continue
		}
		next := i
		for next > start && (all[next-1].leads || all[next].follows) {
			next--
		}
		if next == start {
			next = i // a page of nothing else
		}
		rows, start, used = append(rows, w.sheet.BodyRow()+next), next, head
		for _, moved := range all[next : i+1] {
			used += moved.height
		}
	}
	return rows, used
}

// chartBreaks are the rows that begin a page so that no chart is divided that a page can
// hold. The heights are estimates; used is how far down its page the table ends.
func (w *sheetWriter) chartBreaks(page, head, used float64) (rows []int) {
	const sure = 0.9
	from := w.row
	for _, c := range w.sheet.Charts {
		_, row, err := excelize.CellNameToCoordinates(c.Anchor)
		if err != nil || row <= from+1 {
			continue
		}
		if top := used + float64(row-1-from)*rowHeight; top+chartPoints(c) > sure*page && top > head+rowHeight {
			rows = append(rows, row-1) // with the empty row above it, for its frame
			from, used = row-2, head
		}
	}
	return rows
}

// pageBreaks are the columns that begin a page of a sheet of several side by side, so that
// the pages are about as wide as each other. The scale, in percent, makes the widest page
// fit, the columns that each repeats included.
func (w *sheetWriter) pageBreaks() (breaks []int, scale uint) {
	const narrower = 0.98
	joined := w.joinedColumns()
	cuts := func(breaks []int) (n int) { // through groups
		for _, b := range breaks {
			if joined[b] {
				n++
			}
		}
		return n
	}
	breaks, widest := w.divide(w.paper().readable, joined)
	for limit := w.paper().readable * narrower; len(breaks) > 0; limit *= narrower {
		even, width := w.divide(limit, joined)
		if len(even) > len(breaks) || width > limit || cuts(even) > cuts(breaks) {
			break
		}
		breaks, widest = even, width
	}
	return breaks, uint(min(100, max(10, math.Floor(100*sure*w.paper().width/widest))))
}

// divide gives the columns that begin a page where none is to be wider than a limit: between
// the groups of the head, as far as one page can hold a group; and the widest page.
func (w *sheetWriter) divide(limit float64, joined map[int]bool) (breaks []int, widest float64) {
	repeated := w.drawnWidth(1, w.sheet.FreezeCol)
	page := func(from, to int) float64 {
		if from == 1 {
			return w.drawnWidth(1, to)
		}
		return repeated + w.drawnWidth(from, to)
	}
	start := 1
	for last := 1; last <= w.columns(); last++ {
		if page(start, last) <= limit {
			continue
		}
		next := last
		for next > start+1 && (joined[next] || next <= w.sheet.FreezeCol) {
			next--
		}
		if joined[next] {
			next = last // wider than a page
		}
		if next <= max(start, w.sheet.FreezeCol+1) {
			continue // a column alone is too wide
		}
		widest = max(widest, page(start, next-1))
		breaks, start = append(breaks, next), next
		last = next - 1
	}
	return breaks, max(widest, page(start, w.columns()))
}

// joinedColumns are the columns that a heading joins with the one before.
func (w *sheetWriter) joinedColumns() map[int]bool {
	joined := map[int]bool{}
	for _, cells := range w.sheet.Table.Head {
		for i, c := range cells {
			for over := 1; over < c.Across; over++ {
				joined[i+over+1] = true
			}
		}
	}
	return joined
}

// pagesTall is 0, as many as it takes, except for a sheet just too long for one page at the
// scale at which its width fits: that is made a little smaller, so that no row or half a
// chart stands alone on the next.
func (w *sheetWriter) pagesTall(fitted float64) int {
	const shrink, readable = 0.7, 0.55
	smallest := max(fitted*shrink, min(fitted, readable))
	if w.paper().height < w.printHeight()*smallest {
		return 0
	}
	return 1
}

// printHeight estimates the height of the sheet in points, charts below the table included.
func (w *sheetWriter) printHeight() float64 {
	height := w.height
	for _, c := range w.sheet.Charts {
		if _, row, err := excelize.CellNameToCoordinates(c.Anchor); err == nil && row > w.row {
			height = max(height, w.height+float64(row-w.row)*rowHeight+chartPoints(c))
		}
	}
	return height
}

// margins names all of them, in inches: the library writes 0 for what is not named.
func margins() *excelize.PageLayoutMarginsOptions {
	side, end, line, yes, no := 0.6, 0.75, 0.35, true, false
	return &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &end, Bottom: &end, Header: &line, Footer: &line,
		Horizontally: &yes, Vertically: &no,
	}
}

// header is that of the sheet; empty where it has none.
func header(h document.Header) string {
	if h == (document.Header{}) {
		return ""
	}
	return aside("L", h.Left) + aside("R", h.Right)
}

// footer shows the sheet's name on the left and the page on the right. The name is
// written out because the field for it would take the face of the reader's program.
func footer(sheet string) string {
	return aside("L", sheet) + `&R` + asideFace + " Trang &P/&N"
}

// asideFace is the type of headers and footers.
const asideFace = `&"` + fontName + `,Regular"&10`

// aside is one side of a header or footer. The space keeps a text that begins with a digit
// from making the type larger.
func aside(side, text string) string {
	return "&" + side + asideFace + " " + strings.ReplaceAll(text, "&", "&&")
}

// printTitles repeats the head on each page, and the frozen columns where a sheet takes
// several pages side by side. It is empty where nothing is repeated.
func (w *sheetWriter) printTitles() string {
	var parts []string
	if w.pagesWide() > 1 && w.sheet.FreezeCol > 0 {
		parts = append(parts, document.On(w.sheet.Name, "$A:$"+document.ColumnName(w.sheet.FreezeCol)))
	}
	if len(w.sheet.Table.Head) > 0 && !w.sheet.OnScreen {
		rows := fmt.Sprintf("$%d:$%d", w.sheet.HeadRow(), w.sheet.BodyRow()-1)
		parts = append(parts, document.On(w.sheet.Name, rows))
	}
	return strings.Join(parts, ",")
}

// printArea covers everything written, charts included, or the titles alone.
func (w *sheetWriter) printArea() string {
	if w.sheet.OnScreen {
		return document.On(w.sheet.Name, fmt.Sprintf("$A$1:$%s$%d", document.ColumnName(w.textColumns()), len(w.sheet.Titles)))
	}
	columns, rows := w.columns(), max(w.row, 1)
	for _, c := range w.sheet.Charts {
		right, bottom := w.chartCorner(c)
		columns, rows = max(columns, right), max(rows, bottom)
	}
	area := fmt.Sprintf("$A$1:$%s$%d", document.ColumnName(columns), rows)
	return document.On(w.sheet.Name, area)
}

// define gives the sheet one of the names that Excel understands.
func (w *sheetWriter) define(name, place string) error {
	if place == "" {
		return nil
	}
	return w.book.define(excelize.DefinedName{Name: name, RefersTo: place, Scope: w.sheet.Name})
}
