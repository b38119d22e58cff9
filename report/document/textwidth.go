package document

import (
	"math"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// How wide a text is in a workbook. Nobody can know it exactly, since programs draw letters
// in whole pixels; these are the widths of Times New Roman, which are those of Liberation
// Serif as well. A width counts digits of the body face, as [Column.Width] does.

// Slack is what a column keeps free beside its text, in digits: programs differ by a few pixels.
const Slack = 0.5

// Lines breaks text at spaces as a spreadsheet does in a column of the given width, and
// counts the lines. A word longer than the column is cut.
func Lines(text string, width float64, bold bool) int {
	width = max(width-Slack, 1)
	if float64(len(text))*broadest <= width && strings.IndexByte(text, '\n') < 0 {
		return 1 // as most texts are
	}
	if inOneLine(text) && TextWidth(text, bold)+Slack <= width {
		return 1
	}
	lines := 0
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines += paragraphLines(paragraph, width, bold)
	}
	return lines
}

// inOneLine reports whether a text has no white space that is narrower than a space: no line
// break and no tab.
func inOneLine(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] == 0x85 { // ends U+0085, a line break too, and letters
			return false
		}
	}
	return true
}

// paragraphLines counts the lines of text without line breaks.
func paragraphLines(text string, width float64, bold bool) int {
	lines, used := 1, 0.0
	for word := range strings.FieldsSeq(text) {
		w := TextWidth(word, bold)
		if used > 0 && used+spaceWidth+w > width {
			lines, used = lines+1, 0
		}
		if used > 0 {
			used += spaceWidth
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

// spaceWidth is the width of a space, of either weight.
const spaceWidth = 0.5

// LongestWord is the width of the longest word of text.
func LongestWord(text string, bold bool) float64 {
	longest := 0.0
	for word := range strings.FieldsSeq(text) {
		longest = max(longest, TextWidth(word, bold))
	}
	return longest
}

// TextWidth is the width of text in one line.
func TextWidth(text string, bold bool) float64 {
	known, width := regularWidths(), 0.0
	if bold {
		known = boldWidths()
	}
	for _, r := range text {
		switch {
		case r < latin:
			width += known[r]
		case vietnamese <= r && r < vietnameseEnd:
			width += known[latin+r-vietnamese]
		default:
			width += runeWidth(r, bold)
		}
	}
	return width
}

// broadest is more than any byte of a text is wide, bold or not.
const broadest = 2.0

// The letters of nearly all texts: the first Latin blocks up to latin, and the Vietnamese ones
// with two marks.
const (
	latin                     = 0x250
	vietnamese, vietnameseEnd = 0x1EA0, 0x1F00
)

// The widths of those letters, in this order: a workbook has texts by the ten thousand.
var (
	regularWidths = sync.OnceValue(func() []float64 { return letterWidths(false) })
	boldWidths    = sync.OnceValue(func() []float64 { return letterWidths(true) })
)

func letterWidths(bold bool) []float64 {
	widths := make([]float64, 0, latin+vietnameseEnd-vietnamese)
	for r := range rune(latin) {
		widths = append(widths, runeWidth(r, bold))
	}
	for r := rune(vietnamese); r < vietnameseEnd; r++ {
		widths = append(widths, runeWidth(r, bold))
	}
	return widths
}

// runeWidth is the width of a letter that its marks stand above or below; a horn stands beside it.
func runeWidth(r rune, bold bool) float64 {
	const digit = 500 // thousandths of the type's size
	weight := 0
	if bold {
		weight = 1
	}
	base, horned := r, false
	if r > unicode.MaxASCII {
		letters := []rune(norm.NFD.String(string(r)))
		base, horned = letters[0], strings.ContainsRune(string(letters[1:]), '\u031B')
	}
	if letter, ok := hornedLetters[base]; ok && horned {
		base = letter
	}
	if ' ' <= base && base <= '~' {
		return asciiWidths[weight][base-' '] / digit
	}
	if widths, ok := otherWidths[base]; ok {
		return widths[weight] / digit
	}
	switch {
	case unicode.Is(unicode.Mn, r) || unicode.IsControl(r):
		return 0
	case r > 0x2FFF: // scripts with broad letters
		return 2
	case unicode.IsUpper(r):
		return 1.5
	}
	return 1.1
}

// asciiWidths are the widths from the space to the tilde, regular and bold, in thousandths of
// the type's size.
var asciiWidths = [2]['~' - ' ' + 1]float64{
	{
		250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
		500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
		921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
		556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
		333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
		500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
	}, {
		250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278,
		500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500,
		930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778,
		611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500,
		333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500,
		556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
	},
}

// otherWidths are those of letters and signs that are no ASCII letter with a mark.
var otherWidths = map[rune][2]float64{
	'đ': {500, 556}, 'Đ': {722, 722}, 'ơ': {529, 554}, 'ư': {542, 600}, 'Ư': {776, 796},
	'–': {500, 500}, '—': {1000, 1000}, '‘': {333, 333}, '’': {333, 333}, '“': {444, 500}, '”': {444, 500},
	'…': {1000, 1000}, '₫': {513, 513}, '≤': {549, 549}, '≥': {549, 549}, '•': {350, 350}, '×': {564, 570},
	'\u00A0': {250, 250}, '\uFFFD': {1000, 1000},
}

// hornedLetters are the letters that a horn makes wider.
var hornedLetters = map[rune]rune{'o': 'ơ', 'u': 'ư', 'U': 'Ư'}
