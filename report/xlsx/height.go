package xlsx

import (
	"math"
	"strings"
	"sync"
	"unicode"
)

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
	return min(float64(countLines(text, width, bold))*lineHeight+rowPadding, maxRowHeight)
}

// countLines breaks text at spaces as a spreadsheet does and counts the lines.
func countLines(text string, width float64, bold bool) int {
	width = max(width-0.5, 1) // programs differ by a few pixels
	if float64(len(text))*broadest <= width && strings.IndexByte(text, '\n') < 0 {
		return 1 // as most texts are
	}
	lines := 0
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines += countParagraph(paragraph, width, bold)
	}
	return lines
}

// countParagraph counts the lines of text without line breaks.
func countParagraph(text string, width float64, bold bool) int {
	const space = 0.5
	lines, used := 1, 0.0
	for word := range strings.FieldsSeq(text) {
		w := textWidth(word, bold)
		if used > 0 && used+space+w > width {
			lines, used = lines+1, 0
		}
		if used > 0 {
			used += space
		}
		used += w
		if used > width { // a word longer than the line is cut
			extra := math.Ceil(used/width) - 1
			lines += int(extra)
			used -= extra * width
		}
	}
	return lines
}

// textWidth estimates a word's width in digits of the body face, from the classes of
// width of Times New Roman. A guess a little too wide only costs some air.
func textWidth(text string, bold bool) float64 {
	widths, width := runeWidths(), 0.0
	for _, r := range text {
		if int(r) < len(widths) {
			width += widths[r]
		} else {
			width += runeWidth(r)
		}
	}
	if bold {
		width *= 1.06
	}
	return width
}

// broadest is more than any byte of a text is wide, bold or not.
const broadest = 1.9

// runeWidths are the widths of all Latin letters, Vietnamese ones included: a workbook has
// texts by the ten thousand.
var runeWidths = sync.OnceValue(func() []float64 {
	widths := make([]float64, 0x1F00)
	for r := range widths {
		widths[r] = runeWidth(rune(r))
	}
	return widths
})

func runeWidth(r rune) float64 {
	switch {
	case strings.ContainsRune("ijltìíỉĩị", r):
		return 0.56
	case strings.ContainsRune("frs.,;:!'|()[]/-", r):
		return 0.7
	case strings.ContainsRune("IÌÍỈĨỊ", r): // of Roman numbers, too
		return 0.75
	case strings.ContainsRune("mwMW%…", r):
		return 1.7
	case unicode.Is(unicode.Mn, r):
		return 0
	case unicode.IsUpper(r):
		return 1.4
	case unicode.IsLower(r):
		return 0.95
	case r > 0x2FFF: // scripts with broad letters
		return 2
	}
	return 1
}
