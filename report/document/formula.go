package document

import (
	"strconv"
	"strings"
)

// Formula is a formula of a workbook; the zero Formula is none. The formulas of a column
// mostly differ in nothing but the number of the row: they share a text that leaves it open,
// and only who writes them down puts it in.
type Formula struct {
	Text string // without "="
	Row  int    // what [OpenRow] stands for in Text; 0 where it has none
}

// OpenRow stands where a row's number would; no formula has it otherwise.
const OpenRow = '\x00'

// IsZero reports whether f is none.
func (f Formula) IsZero() bool { return f.Text == "" }

// String is the whole formula.
func (f Formula) String() string {
	if f.Row == 0 {
		return f.Text
	}
	return string(f.Append(nil))
}

// Append writes the whole formula.
func (f Formula) Append(b []byte) []byte {
	text := f.Text
	if f.Row != 0 {
		var room [20]byte
		number := strconv.AppendInt(room[:0], int64(f.Row), 10)
		for at := strings.IndexByte(text, OpenRow); at >= 0; at = strings.IndexByte(text, OpenRow) {
			b = append(append(b, text[:at]...), number...)
			text = text[at+1:]
		}
	}
	return append(b, text...)
}
