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
	Row  int    // what [OpenRow] stands for in Text; 0: nothing is open
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
	return strings.ReplaceAll(f.Text, string(OpenRow), strconv.Itoa(f.Row))
}

// Rewriter writes the formulas of a sheet in another form. What becomes of a text is worked
// out once for all the rows that share it. The zero Rewriter is ready.
type Rewriter struct {
	made  map[string][]string
	above []rewritten // by column, of the last formula there

	row    int // the last one
	number []byte
}

// rewritten is a text and what stands between the rows' numbers in its other form.
type rewritten struct {
	text   string
	pieces []string
}

// Append writes the formula of a cell in a column, from 1; rewrite, always the same, appends
// a piece of one in the other form.
func (r *Rewriter) Append(b []byte, col int, f Formula, rewrite func(b []byte, text string) []byte) []byte {
	if f.Row == 0 {
		return rewrite(b, f.Text)
	}
	if f.Row != r.row {
		r.row, r.number = f.Row, strconv.AppendInt(r.number[:0], int64(f.Row), 10)
	}
	for i, piece := range r.pieces(col, f.Text, rewrite) {
		if i > 0 {
			b = append(b, r.number...)
		}
		b = append(b, piece...)
	}
	return b
}

// pieces are those of a text in a column. Most have the one of the cell above.
func (r *Rewriter) pieces(col int, text string, rewrite func(b []byte, text string) []byte) []string {
	for len(r.above) < col {
		r.above = append(r.above, rewritten{})
	}
	above := &r.above[col-1]
	if above.text != text {
		pieces, known := r.made[text]
		if !known {
			for piece := range strings.SplitSeq(text, string(OpenRow)) {
				pieces = append(pieces, string(rewrite(nil, piece)))
			}
			if r.made == nil {
				r.made = map[string][]string{}
			}
			r.made[text] = pieces
		}
		*above = rewritten{text, pieces}
	}
	return above.pieces
}
