package compute

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
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
			lines.set(all[i].head, all[i].set)
		}
		lines.hash(hash)
	}
	fmt.Fprintf(hash, "template\t%s\n", t.SHA256)
	return hex.EncodeToString(hash.Sum(nil))
}

// lineWriter writes the lines of a few sets; the next ones take the room again.
type lineWriter struct {
	names    []string     // of the slots: indicator, axis and category, each with its tab
	order    []int        // the slots in the order of their names
	place    []int        // of each slot in that order; -1 of a whole, which stands in the line of its part
	cells    []model.Cell // room for those of a set, in that order
	head     string       // with which all lines of the set begin
	text     []byte
	ends     []int // of each line in text
	unsorted bool  // the lines may not be in order
	lines    [][]byte
}

func newLineWriter(t *spec.Template) *lineWriter {
	w := &lineWriter{names: make([]string, len(t.Slots)), order: make([]int, len(t.Slots)), place: make([]int, len(t.Slots)),
		cells: make([]model.Cell, len(t.Slots))}
	for slot, s := range t.Slots {
		var axis, category string
		if s.Category != nil {
			axis, category = s.Axis.Code, s.Category.Code
		}
		w.names[slot], w.order[slot] = s.Indicator.Code+"\t"+axis+"\t"+category+"\t", slot
	}
	slices.SortFunc(w.order, func(a, b int) int { return strings.Compare(w.names[a], w.names[b]) })
	for place, slot := range w.order {
		w.place[slot] = place
		if t.Slots[slot].IsOutOf {
			w.place[slot] = -1
		}
	}
	return w
}

func (w *lineWriter) reset() { w.text, w.ends, w.unsorted = w.text[:0], w.ends[:0], false }

// hash hashes the lines in their order.
func (w *lineWriter) hash(hash hash.Hash) {
	if !w.unsorted {
		hash.Write(w.text)
		return
	}
	w.lines = w.lines[:0]
	from := 0
	for _, to := range w.ends {
		w.lines = append(w.lines, w.text[from:to])
		from = to
	}
	slices.SortFunc(w.lines, bytes.Compare)
	for _, line := range w.lines {
		hash.Write(line)
	}
}

// set writes the lines of a set, which all begin with head. Those of its cells, of which most
// sets have nothing else, are in order: no name begins with another.
func (w *lineWriter) set(head string, s *check.Set) {
	w.unsorted = w.unsorted || len(w.ends) > 0 || len(s.Apart) > 0 || len(s.Targets) > 0
	w.head = head
	for slot, cell := range s.Cells.All() {
		if place := w.place[slot]; place >= 0 && (cell.Origin == model.Given || cell.Origin == model.Counted) {
			w.cells[place] = *cell
		}
	}
	for place := range w.cells {
		cell := &w.cells[place]
		switch {
		case cell.Origin == model.None:
		case cell.Aside:
			w.line(w.order[place], status(cell.Value), cell.Value, cell.Figure, cell.Figure.OutOf())
		default:
			w.line(w.order[place], status(cell.Value), cell.Value, nil, num.Value{})
		}
	}
	clear(w.cells)
	for _, a := range s.Apart {
		if a.Figure.Rate() != nil {
			w.line(a.Slot, rateStatus, num.Of(*a.Figure.Rate()), a.Figure, num.Value{})
			continue
		}
		w.line(a.Slot, status(a.Figure.Value()), a.Figure.Value(), a.Figure, a.Figure.OutOf())
	}
	for slot, target := range s.Targets {
		w.line(slot, targetStatus, target, nil, num.Value{})
	}
}

// line writes one line; f is nil where nothing is said of the value but itself.
func (w *lineWriter) line(slot int, status string, value num.Value, f *figures.Figure, outOf num.Value) {
	b := append(append(w.text, w.head...), w.names[slot]...)
	b = appendDecimal(append(b, status...), value)
	if f == nil {
		b = append(b, "\t\t\t\t\n"...)
	} else {
		for _, field := range [...]string{f.Since().String(), f.AsOf().String(), f.Qualifier()} {
			b = append(append(b, '\t'), field...)
		}
		b = append(appendDecimal(append(b, '\t'), outOf), '\n')
	}
	w.text, w.ends = b, append(w.ends, len(b))
}

// What a value is, with its tab.
const (
	valueStatus         = "value\t"
	notApplicableStatus = "not_applicable\t"
	rateStatus          = "rate\t"
	targetStatus        = "target\t"
)

func status(v num.Value) string {
	if v.State == num.NotApplicable {
		return notApplicableStatus
	}
	return valueStatus
}

// appendDecimal appends the shortest exact form; every figure that was read has one.
func appendDecimal(b []byte, v num.Value) []byte {
	if v.IsKnown() {
		b, _ = v.Number.AppendDecimal(b)
	}
	return b
}
