package model

import (
	"iter"
	"math/bits"
)

// Cells are what one unit says of one period, by slot. A template asks for much of which a
// unit gives little, and there are thousands of units: only what is given takes room. The
// zero Cells are of nothing. Nobody changes them.
type Cells struct {
	given []uint64 // one bit for each slot
	cells []Cell   // of those, in their order
	aside bool     // one of them is Aside
}

// PackCells keeps what is given of the cells of all slots, and lets all go.
func PackCells(all []Cell) Cells {
	n := 0
	for i := range all {
		if all[i] != (Cell{}) {
			n++
		}
	}
	packed := Cells{given: make([]uint64, (len(all)+63)/64), cells: make([]Cell, 0, n)}
	for slot := range all {
		if all[slot] != (Cell{}) {
			packed.given[slot/64] |= 1 << (slot % 64)
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
