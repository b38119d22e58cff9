package xlsx

import "baocao/report/document"

// Nobody fits a row's height to its wrapped text reliably: Excel does when it opens a
// workbook, but not where cells are merged, LibreOffice not when it prints one. So rows
// that need more than a line get a height from here.

// Heights in points of one line of text, with room for stacked Vietnamese marks.
const (
	lineHeight      = 15.75
	titleLineHeight = 18.75
	rowPadding      = 3.0 // above and below together
	rowHeight       = lineHeight + rowPadding
	maxRowHeight    = 409.0 // Excel's limit
)

// defaultWidth is the width of a column, in digits, for which none is given.
const defaultWidth = 9.0

// textHeight is the height that text needs in a cell of the given width in digits.
func textHeight(text string, width float64, bold bool) float64 {
	return min(float64(document.Lines(text, width, bold))*lineHeight+rowPadding, maxRowHeight)
}
