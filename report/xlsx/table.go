package xlsx

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"baocao/report/document"
)

// What a cell can hold, in UTF-16 units; the library cuts longer text in silence, and
// Excel calls a workbook with a longer formula damaged.
const (
	maxText    = 32767
	maxFormula = 8192
)

// writeHead writes the heading rows.
func (w *sheetWriter) writeHead() error {
	w.row = w.sheet.HeadRow() - 1
	heights := w.headHeights()
	for i, cells := range w.sheet.Table.Head {
		w.height += heights[i]
		w.lookUp(cells)
		w.seal(w.row+1, cells)
		if err := w.writeRow(asHead(cells), rowShape{height: heights[i]}); err != nil {
			return err
		}
	}
	return w.grid.closed("heading")
}

// asHead makes every cell of a heading row a heading, also one that is left zero.
func asHead(cells []document.Cell) []document.Cell {
	head := slices.Clone(cells)
	for i := range head {
		if head[i].Style.Role == document.Body {
			head[i].Style.Role = document.Head
		}
	}
	return head
}

func (w *sheetWriter) writeBody() error {
	if w.sheet.Table.Rows == nil {
		return nil
	}
	w.bodyTop = w.height
	for row := range w.sheet.Table.Rows {
		if err := w.writeBodyRow(row); err != nil {
			return err
		}
	}
	return w.grid.closed("table")
}

// writeBodyRow writes and seals a row of the table.
func (w *sheetWriter) writeBodyRow(row document.Row) error {
	w.level = max(w.level, row.Level)
	shape := rowShape{level: row.Level, hidden: row.Hidden}
	w.lookUp(row.Cells)
	height := 0.0
	switch {
	case row.Hidden:
	case row.Height > 0:
		height = row.Height
		shape.height = height
	default:
		if height = w.bodyHeight(row.Cells); height > rowHeight { // the sheet's default does for the others
			shape.height = height
		}
	}
	w.height += height
	if w.sheet.Together {
		w.printed = append(w.printed, printed(row, height))
	}
	w.seal(w.row+1, row.Cells)
	return w.writeRow(row.Cells, shape)
}

// writeRow writes one row of the table: its cells, and the cells that others cover,
// which need the borders of the cell that covers them.
func (w *sheetWriter) writeRow(cells []document.Cell, shape rowShape) error {
	w.row++
	if err := w.rows.begin(w.row, shape); err != nil {
		return err
	}
	facts := isFacts(cells)
	last := w.grid.begin(cells)
	w.last = max(w.last, last)
	for i := range last {
		cell := &document.Cell{}
		if i < len(cells) {
			cell = &cells[i]
		}
		if err := w.writeCell(i, cell, facts); err != nil {
			return fmt.Errorf("cell %s: %w", document.Address(i+1, w.row), err)
		}
	}
	w.rows.end()
	return nil
}

// writeCell writes the cell in column i (from 0) and enters its span, link and verdict.
func (w *sheetWriter) writeCell(i int, cell *document.Cell, facts bool) error {
	if style, covered := w.grid.cover(i); covered {
		if !isEmpty(cell) {
			return errors.New("another cell is spanned over this one, which is not empty")
		}
		w.rows.empty(i+1, style)
		return nil
	}
	id, err := w.style(i, cell, facts)
	if err != nil {
		return err
	}
	if err := w.span(i, cell, id); err != nil {
		return err
	}
	if cell.Style.Role == document.Verdict {
		w.verdicts.add(i+1, w.row)
	}
	if cell.Entry != nil {
		w.entries.add(cell.Entry, i+1, w.row)
	}
	if cell.Link != "" {
		w.links = append(w.links, link{from: document.Address(i+1, w.row), to: cell.Link})
	}
	var known *said
	if i < len(w.said) {
		known = w.said[i]
	}
	return w.rows.cell(i+1, id, cell, known)
}

// style is the number of the style of a cell in column i: most look as the one above.
func (w *sheetWriter) style(i int, cell *document.Cell, facts bool) (int, error) {
	for len(w.above) <= i {
		w.above = append(w.above, styled{})
	}
	above, t := &w.above[i], traitsOf(cell)
	if above.known && above.style == cell.Style && above.traits == t && above.facts == facts {
		return above.id, nil
	}
	id, err := w.book.styles.id(w.look(i, cell, facts))
	*above = styled{style: cell.Style, traits: t, facts: facts, id: id, known: err == nil}
	return id, err
}

// styled is what the look of a cell in a column follows from, with the number of its style.
type styled struct {
	style  document.Style
	traits traits
	facts  bool
	id     int
	known  bool
}

// traits are what of a cell's content its look follows from.
type traits struct{ linked, number, quoted, wide bool }

func traitsOf(cell *document.Cell) traits {
	return traits{linked: cell.Link != "", number: cell.Value.IsKnown(), quoted: isQuoted(cell), wide: cell.Across > 1}
}

// isQuoted reports whether a cell has a text that would be a formula if somebody typed it.
func isQuoted(cell *document.Cell) bool {
	return cell.Formula.IsZero() && !cell.Value.IsKnown() && looksLikeFormula(cell.Text)
}

// isEmpty reports whether a cell has nothing to show; a style it may have.
func isEmpty(c *document.Cell) bool {
	return isBlank(c) && c.Link == "" && c.Across <= 1 && c.Down <= 1
}

// isBlank reports whether a cell has no content.
func isBlank(c *document.Cell) bool {
	return c.Text == "" && !c.Value.IsKnown() && c.Formula.IsZero()
}

// span merges the area of a cell that covers others.
func (w *sheetWriter) span(i int, cell *document.Cell, style int) error {
	across, down := max(cell.Across, 1), max(cell.Down, 1)
	if across == 1 && down == 1 {
		return nil
	}
	if err := w.grid.span(i, across, down, style); err != nil {
		return err
	}
	return w.stream.MergeCell(document.Address(i+1, w.row), document.Address(i+across, w.row+down-1))
}

// look gives the look of the cell in column i. The cell's own alignment wins; where it
// has none, a cell of one column takes the column's, and a number stands right.
func (w *sheetWriter) look(i int, cell *document.Cell, facts bool) look {
	l := look{
		Style:  cell.Style,
		plain:  facts && cell.Style.Role == document.Body,
		linked: cell.Link != "",
		quoted: isQuoted(cell),
	}
	if l.Role == document.Head {
		l.Align = document.Center
		return l
	}
	if l.Align != document.Left {
		return l
	}
	if cell.Across <= 1 && i < len(w.sheet.Table.Columns) && l.Role != document.Label {
		l.Align = w.sheet.Table.Columns[i].Align
	}
	if l.Align == document.Left && cell.Value.IsKnown() {
		l.Align = document.Right
	}
	return l
}

// isFacts reports whether a row is one of a list of facts, as on the cover: a label and
// its value, both without borders.
func isFacts(cells []document.Cell) bool {
	for i := range cells {
		if cells[i].Style.Role == document.Label {
			return true
		}
	}
	return false
}

// checkContent refuses what a cell cannot hold.
func checkContent(cell *document.Cell) error {
	if err := checkFormula(cell.Formula); err != nil {
		return err
	}
	if cell.Value.IsKnown() {
		return nil
	}
	return checkText(cell.Text)
}

func checkFormula(f document.Formula) error {
	const rowDigits = 7 // of an open row, which has one byte in the text
	switch {
	case strings.HasPrefix(f.Text, "="):
		return errors.New("the formula begins with =, which the workbook adds itself")
	case len(f.Text) > maxFormula/rowDigits && longer(f.String(), maxFormula):
		return fmt.Errorf("the formula is longer than %d characters", maxFormula)
	}
	return nil
}

func checkText(text string) error {
	if longer(text, maxText) {
		return fmt.Errorf("the text is longer than %d characters", maxText)
	}
	return nil
}

// longer reports whether text has more than limit UTF-16 units.
func longer(text string, limit int) bool {
	if len(text) <= limit {
		return false // never fewer bytes than units
	}
	units := utf8.RuneCountInString(text)
	for _, r := range text {
		if r > 0xFFFF {
			units++
		}
	}
	return units > limit
}

// looksLikeFormula reports whether Excel would read text as a formula if it were typed.
func looksLikeFormula(text string) bool {
	if text == "" {
		return false
	}
	switch text[0] {
	case '=', '+', '-', '@':
		return true
	}
	return false
}

// headHeights gives each heading row the height of its tallest cell; what a cell over
// several rows lacks goes to the last of them.
func (w *sheetWriter) headHeights() []float64 {
	head := w.sheet.Table.Head
	heights := make([]float64, len(head))
	for i := range heights {
		heights[i] = rowHeight
	}
	for i, cells := range head {
		for j, cell := range cells {
			if cell.Down <= 1 {
				heights[i] = max(heights[i], w.cellHeight(j, &cells[j], nil))
			}
		}
	}
	for i, cells := range head {
		for j, cell := range cells {
			end := i + cell.Down
			if cell.Down <= 1 || end > len(head) {
				continue
			}
			sum := 0.0
			for _, h := range heights[i:end] {
				sum += h
			}
			heights[end-1] += max(w.cellHeight(j, &cells[j], nil)-sum, 0)
		}
	}
	return heights
}

// bodyHeight gives the height of the tallest cell of the row at hand. What a cell over several rows
// lacks goes to the first of them: the others are not known yet.
func (w *sheetWriter) bodyHeight(cells []document.Cell) float64 {
	height := rowHeight
	for i := range cells {
		if cell := &cells[i]; cell.Text != "" {
			height = max(height, w.cellHeight(i, cell, w.said[i])-float64(max(cell.Down, 1)-1)*rowHeight)
		}
	}
	return height
}

func (w *sheetWriter) cellHeight(i int, cell *document.Cell, s *said) float64 {
	if cell.Value.IsKnown() || cell.Text == "" || cell.Across <= 1 && w.isHidden(i) {
		return rowHeight
	}
	width := w.width(i+1, i+max(cell.Across, 1)) - float64(cell.Style.Indent)
	return s.heightIn(cell.Text, width, look{Style: cell.Style}.bold())
}
