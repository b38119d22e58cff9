package document

import "strings"

// Header stands above every printed page of a sheet, so that a loose page tells whose it is.
type Header struct{ Left, Right string }

// headerWidth is what either side of a header may take up: not half of an upright page, so
// that the two stay apart. It counts digits, as [Column.Width] does.
const headerWidth = 36

// NewHeader has the unit on the left, and what is reported, of which period, on the right.
// Names that are too long end in "…"; the period is never cut.
func NewHeader(unit, title, period string) Header {
	period = shortened(period, headerWidth)
	room := headerWidth - TextWidth(", "+period, false)
	right := period
	if title = shortened(title, room); title != "" {
		right = title + ", " + period
	}
	return Header{Left: shortened(unit, headerWidth), Right: right}
}

// shortened cuts text behind a word so that it is no wider than width; empty where not even
// its first word fits.
func shortened(text string, width float64) string {
	if text = strings.Join(strings.Fields(text), " "); TextWidth(text, false) <= width {
		return text
	}
	for at := strings.LastIndexByte(text, ' '); at > 0; at = strings.LastIndexByte(text[:at], ' ') {
		short := strings.TrimRight(text[:at], ",;:-–“") + "…"
		if TextWidth(short, false) <= width {
			return short
		}
	}
	return ""
}
