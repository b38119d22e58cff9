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
		}
	}
	return packed
}

// At is the cell of a slot; the zero Cell where nothing is given.
func (c Cells) At(slot int) Cell {
	word, bit := slot/64, uint64(1)<<(slot%64)
	if word >= len(c.given) || c.given[word]&bit == 0 {
		return Cell{}
	}
	at := bits.OnesCount64(c.given[word] & (bit - 1))
	for _, before := range c.given[:word] {
		at += bits.OnesCount64(before)
	}
	return c.cells[at]
}

// All goes through what is given, by slot.
func (c Cells) All() iter.Seq2[int, Cell] {
	return func(yield func(int, Cell) bool) {
		next := 0
		for i, word := range c.given {
			for ; word != 0; word &= word - 1 {
				if !yield(64*i+bits.TrailingZeros64(word), c.cells[next]) {
					return
				}
				next++
			}
		}
	}
}

// Unpack writes the cells of all slots into room for them.
func (c Cells) Unpack(all []Cell) {
	clear(all)
	for slot, cell := range c.All() {
		all[slot] = cell
	}
}
