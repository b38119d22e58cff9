package model

import (
	"iter"
	"math/bits"
	"slices"
)

// Cells are what one unit says of one period, by slot. A template asks for much of which a
// unit gives little, and there are thousands of units: only what is given takes room. The
// zero Cells are of nothing. Nobody changes them.
type Cells struct {
	given SlotSet
	cells []Cell // of those, in their order
	aside bool   // one of them is Aside
}

// PackCells keeps what is given of the cells of all slots, and lets all go.
func PackCells(all []Cell) Cells {
	n := 0
	for i := range all {
		if all[i] != (Cell{}) {
			n++
		}
	}
	packed := Cells{given: NewSlotSet(len(all)), cells: make([]Cell, 0, n)}
	for slot := range all {
		if all[slot] != (Cell{}) {
			packed.given.Add(slot)
			packed.cells = append(packed.cells, all[slot])
			packed.aside = packed.aside || all[slot].Aside
		}
	}
	return packed
}

// At is the cell of a slot; the zero Cell where nothing is given.
func (c Cells) At(slot int) Cell {
	if !c.has(slot) {
		return Cell{}
	}
	return c.cells[c.before(slot)]
}

func (c Cells) has(slot int) bool {
	return slot/64 < len(c.given) && c.given[slot/64]&(1<<(slot%64)) != 0
}

// before counts what is given of the slots before one, which has a word.
func (c Cells) before(slot int) int {
	word, bit := slot/64, uint64(1)<<(slot%64)
	n := bits.OnesCount64(c.given[word] & (bit - 1))
	for _, earlier := range c.given[:word] {
		n += bits.OnesCount64(earlier)
	}
	return n
}

// All goes through what is given, by slot.
func (c Cells) All() iter.Seq2[int, *Cell] { return c.From(0) }

// From is All from a slot on.
func (c Cells) From(first int) iter.Seq2[int, *Cell] {
	return func(yield func(int, *Cell) bool) {
		at := first / 64
		if at >= len(c.given) {
			return
		}
		next := c.before(first)
		word := c.given[at] &^ (uint64(1)<<(first%64) - 1)
		for {
			for ; word != 0; word &= word - 1 {
				if !yield(64*at+bits.TrailingZeros64(word), &c.cells[next]) {
					return
				}
				next++
			}
			if at++; at == len(c.given) {
				return
			}
			word = c.given[at]
		}
	}
}

// Unpack writes the cells of all slots into room for them.
func (c Cells) Unpack(all []Cell) {
	clear(all)
	for slot, cell := range c.All() {
		all[slot] = *cell
	}
}

// Draft is room for the cells of one unit while they are put together, and then for those of
// the next.
type Draft struct {
	given SlotSet
	cells []Cell // by slot
}

// NewDraft makes room for the cells of a number of slots.
func NewDraft(slots int) *Draft {
	return &Draft{given: NewSlotSet(slots), cells: make([]Cell, slots)}
}

// At is the cell of a slot, to be looked at; a zero one where nothing was put.
func (d *Draft) At(slot int) *Cell { return &d.cells[slot] }

// Put puts a cell, which says something, into a slot.
func (d *Draft) Put(slot int, c Cell) {
	d.given.Add(slot)
	d.cells[slot] = c
}

// HasAny reports whether anything was put into some slots.
func (d *Draft) HasAny(slots SlotSet) bool { return d.given.meets(slots) }

// Take gives the cells that were put, and makes room for the next unit's.
func (d *Draft) Take() Cells {
	taken := Cells{given: slices.Clone(d.given), cells: make([]Cell, 0, d.given.len())}
	for at, word := range d.given {
		for ; word != 0; word &= word - 1 {
			cell := &d.cells[64*at+bits.TrailingZeros64(word)]
			taken.cells = append(taken.cells, *cell)
			taken.aside = taken.aside || cell.Aside
			*cell = Cell{}
		}
	}
	clear(d.given)
	return taken
}

// SlotSet is a set of slots of a template, one bit for each.
type SlotSet []uint64

// NewSlotSet makes an empty set, for as many slots as the template has.
func NewSlotSet(slots int) SlotSet { return make(SlotSet, (slots+63)/64) }

// Add adds a slot.
func (s SlotSet) Add(slot int) { s[slot/64] |= 1 << (slot % 64) }

// meets reports whether two sets of one template share a slot.
func (s SlotSet) meets(other SlotSet) bool {
	for at, word := range s {
		if word&other[at] != 0 {
			return true
		}
	}
	return false
}

func (s SlotSet) len() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}
