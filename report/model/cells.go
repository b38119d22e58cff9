package model

import (
	"iter"
	"math/bits"
	"slices"

	"baocao/report/figures"
	"baocao/report/num"
)

// Cells are what one unit says of one period, by slot. A template asks for much of which a
// unit gives little, and there are thousands of units: only what is given takes room. The
// zero Cells are of nothing. Nobody changes them.
type Cells struct {
	given SlotSet
	cells []packed     // of those, in their order
	odd   []num.Number // of values that have no room in their cells
	aside bool         // one of them is Aside
}

// packed is a cell in less than half the room: nearly all values are small counts.
type packed struct {
	figure *figures.Figure
	count  int32 // the value's number; of an odd one, its place among those
	state  num.State
	origin Origin
	axis   int8
	marks  uint8
}

// The marks of a packed cell.
const (
	isPartial = 1 << iota
	isAside
	isOdd
)

// PackCells keeps what is given of the cells of all slots, and lets all go.
func PackCells(all []Cell) Cells {
	d := Draft{given: NewSlotSet(len(all)), cells: all}
	for slot := range all {
		if all[slot] != (Cell{}) {
			d.given.Add(slot)
		}
	}
	return d.pack(make([]packed, 0, d.given.len()))
}

// add adds the cell of the next slot that is given.
func (c *Cells) add(cell *Cell) {
	p := packed{figure: cell.Figure, state: cell.Value.State, origin: cell.Origin, axis: cell.Axis}
	n, whole := cell.Value.Number.Int64()
	if p.count = int32(n); !whole || int64(p.count) != n {
		p.count, p.marks = int32(len(c.odd)), isOdd
		c.odd = append(c.odd, cell.Value.Number)
	}
	if cell.Partial {
		p.marks |= isPartial
	}
	if cell.Aside {
		p.marks |= isAside
		c.aside = true
	}
	c.cells = append(c.cells, p)
}

// read writes the cell at a place among those that are given.
func (c *Cells) read(at int, cell *Cell) {
	p := &c.cells[at]
	cell.Value.State, cell.Value.Number = p.state, num.Small(p.count)
	cell.Origin, cell.Axis, cell.Figure = p.origin, p.axis, p.figure
	cell.Partial, cell.Aside = p.marks&isPartial != 0, p.marks&isAside != 0
	if p.marks&isOdd != 0 {
		cell.Value.Number = c.odd[p.count]
	}
}

// At is the cell of a slot; the zero Cell where nothing is given.
func (c *Cells) At(slot int) (cell Cell) {
	if c.has(slot) {
		c.read(c.before(slot), &cell)
	}
	return cell
}

func (c *Cells) has(slot int) bool {
	return slot/64 < len(c.given) && c.given[slot/64]&(1<<(slot%64)) != 0
}

// before counts what is given of the slots before one, which has a word.
func (c *Cells) before(slot int) int {
	word, bit := slot/64, uint64(1)<<(slot%64)
	n := bits.OnesCount64(c.given[word] & (bit - 1))
	for _, earlier := range c.given[:word] {
		n += bits.OnesCount64(earlier)
	}
	return n
}

// All goes through what is given, by slot. A cell is the caller's until it takes the next.
func (c *Cells) All() iter.Seq2[int, *Cell] { return c.From(0) }

// From is All from a slot on.
func (c *Cells) From(first int) iter.Seq2[int, *Cell] {
	return func(yield func(int, *Cell) bool) {
		at := first / 64
		if at >= len(c.given) {
			return
		}
		next := c.before(first)
		word := c.given[at] &^ (uint64(1)<<(first%64) - 1)
		var cell Cell
		for {
			for ; word != 0; word &= word - 1 {
				c.read(next, &cell)
				if !yield(64*at+bits.TrailingZeros64(word), &cell) {
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
func (c *Cells) Unpack(all []Cell) {
	clear(all)
	for slot, cell := range c.All() {
		all[slot] = *cell
	}
}

// Draft is room for the cells of one unit while they are put together, and then for those of
// the next.
type Draft struct {
	given SlotSet
	cells []Cell   // by slot
	free  []packed // room for cells to be taken
}

// draftBlock is for how many cells a Draft takes room at once.
const draftBlock = 2048

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
	n := d.given.len()
	if len(d.free) < n {
		d.free = make([]packed, max(draftBlock, n))
	}
	taken := d.pack(d.free[:0:n])
	d.free = d.free[n:]
	for slot := range d.given.all() {
		d.cells[slot] = Cell{}
	}
	clear(d.given)
	return taken
}

// pack packs the cells into room for them.
func (d *Draft) pack(room []packed) Cells {
	c := Cells{given: slices.Clone(d.given), cells: room}
	for slot := range d.given.all() {
		c.add(&d.cells[slot])
	}
	return c
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

// all goes through the slots, ascending.
func (s SlotSet) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		for at, word := range s {
			for ; word != 0; word &= word - 1 {
				if !yield(64*at + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}

func (s SlotSet) len() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}
