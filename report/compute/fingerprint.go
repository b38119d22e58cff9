package compute

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"baocao/report/check"
	"baocao/report/figures"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/spec"
)

// fingerprint is the SHA-256 over one line for each figure and target used, sorted
// bytewise, then "template⇥<sha256>"; every line ends with a line feed. The fields are
// unit, period, indicator, axis, category, status, value, since, as_of, qualifier, out_of,
// parted by tabs.
//
// Millions of lines are not sorted as a whole: those of one unit and period begin alike,
// so that it is enough to sort these beginnings, and then the lines of each.
func fingerprint(t *spec.Template, sets []*check.Set) string {
	type headed struct {
		head string
		set  *check.Set
	}
	all := make([]headed, len(sets))
	for i, s := range sets {
		all[i] = headed{s.Unit + "\t" + s.Period.Code + "\t", s}
	}
	slices.SortFunc(all, func(a, b headed) int { return strings.Compare(a.head, b.head) })
	hash, lines := sha256.New(), newLineWriter(t)
	for i := 0; i < len(all); {
		lines.reset()
		for first := all[i].head; i < len(all) && strings.HasPrefix(all[i].head, first); i++ { // a code may have a tab in it
			lines.set(all[i].set)
		}
		for _, line := range lines.sorted() {
			hash.Write(line)
		}
	}
	fmt.Fprintf(hash, "template\t%s\n", t.SHA256)
	return hex.EncodeToString(hash.Sum(nil))
}

// lineWriter writes the lines of a few sets; the next ones take the room again.
type lineWriter struct {
	t     *spec.Template
	names []string     // of the slots: indicator, axis and category, each with its tab
	order []int        // the slots in the order of their names, in which their lines need little sorting
	cells []model.Cell // room for those of a set
	text  []byte
	ends  []int // of each line in text
	lines [][]byte
}

func newLineWriter(t *spec.Template) *lineWriter {
	w := &lineWriter{t: t, names: make([]string, len(t.Slots)), order: make([]int, len(t.Slots)), cells: make([]model.Cell, len(t.Slots))}
	for slot, s := range t.Slots {
		var axis, category string
		if s.Category != nil {
			axis, category = s.Axis.Code, s.Category.Code
		}
		w.names[slot], w.order[slot] = s.Indicator.Code+"\t"+axis+"\t"+category+"\t", slot
	}
	slices.SortFunc(w.order, func(a, b int) int { return strings.Compare(w.names[a], w.names[b]) })
	return w
}

func (w *lineWriter) reset() { w.text, w.ends = w.text[:0], w.ends[:0] }

func (w *lineWriter) sorted() [][]byte {
	w.lines = w.lines[:0]
	from := 0
	for _, to := range w.ends {
		w.lines = append(w.lines, w.text[from:to])
		from = to
	}
	slices.SortFunc(w.lines, bytes.Compare)
	return w.lines
}

func (w *lineWriter) set(s *check.Set) {
	s.Cells.Unpack(w.cells)
	for _, slot := range w.order {
		cell := &w.cells[slot]
		if (cell.Origin == model.Given || cell.Origin == model.Counted) && !w.t.Slots[slot].IsOutOf {
			var f *figures.Figure
			var outOf num.Value
			if cell.Aside {
				f, outOf = cell.Figure, cell.Figure.OutOf()
			}
			w.line(s, slot, status(cell.Value), cell.Value, f, outOf)
		}
	}
	for _, a := range s.Apart {
		if a.Figure.Rate() != nil {
			w.line(s, a.Slot, "rate", num.Of(*a.Figure.Rate()), a.Figure, num.Value{})
			continue
		}
		w.line(s, a.Slot, status(a.Figure.Value()), a.Figure.Value(), a.Figure, a.Figure.OutOf())
	}
	for slot, target := range s.Targets {
		w.line(s, slot, "target", target, nil, num.Value{})
	}
}

// line writes one line; f is nil where nothing is said of the value but itself.
func (w *lineWriter) line(s *check.Set, slot int, status string, value num.Value, f *figures.Figure, outOf num.Value) {
	var since, asOf, qualifier string
	if f != nil {
		since, asOf, qualifier = f.Since().String(), f.AsOf().String(), f.Qualifier()
	}
	b := append(append(w.text, s.Unit...), '\t')
	b = append(append(b, s.Period.Code...), '\t')
	b = append(append(b, w.names[slot]...), status...)
	b = append(appendDecimal(append(b, '\t'), value), '\t')
	for _, field := range [...]string{since, asOf, qualifier} {
		b = append(append(b, field...), '\t')
	}
	w.text = append(appendDecimal(b, outOf), '\n')
	w.ends = append(w.ends, len(w.text))
}

func status(v num.Value) string {
	if v.State == num.NotApplicable {
		return "not_applicable"
	}
	return "value"
}

// appendDecimal appends the shortest exact form; every figure that was read has one.
func appendDecimal(b []byte, v num.Value) []byte {
	if v.IsKnown() {
		b, _ = v.Number.AppendDecimal(b)
	}
	return b
}
