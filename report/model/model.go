// Package model is the computed report: plain data, read-only once made. compute fills a
// [Report]; layout, the JSON and verify read it and compute nothing.
package model

import (
	"iter"
	"math"
	"math/bits"
	"slices"

	"baocao/report/expr"
	"baocao/report/figures"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/spec"
	"baocao/report/unit"
)

// Report is everything that a report says, computed once.
type Report struct {
	Template    *spec.Template
	Unit        unit.Unit // the issuing unit
	Period      period.Period
	Fingerprint string // 64 hex digits, over all figures and targets used
	TextsSHA256 string // over the texts, which the fingerprint leaves out

	Units      []Unit   // the rows, in the order of the list of units
	Bands      []Band   // the periods that the report uses; Bands[0] is its own
	Lines      []Line   // the totals, one for each slot of the template
	Parents    []Parent // of more units than [MostPageUnits]: what those under one unit come to
	Apart      []Apart
	UnitChecks []Checks // on the figures of each row of Units
	Checks     []Check  // on the totals
	Registers  []Register
	Counted    []CountedFile
	Inputs     []Input
	Texts      []Text // of the issuing unit
	UnitTexts  []Text // of the units below it
	Document   figures.Document
	Accepted   []Accepted

	Previous, LastYear int // the bands compared with; -1 where there is none

	// Mergers has the rows whose figures of an earlier band are compared with those of a unit
	// that has taken their place since, [NoRow] among them.
	// Of every other unit they are compared with its own.
	Mergers map[Merger][]int
}

// NoRow stands for a unit that has no row, because it never gave anything.
const NoRow = math.MinInt

// Merger names a unit's row, the band in which it stands, and an earlier one.
type Merger struct{ Unit, Band, Earlier int }

// Before gives the rows whose figures of an earlier band are compared with a unit's of
// another band.
func (r *Report) Before(unit, band, earlier int) []int {
	if rows, ok := r.Mergers[Merger{unit, band, earlier}]; ok {
		return rows
	}
	return []int{unit}
}

// Expected counts the units that owe a report.
func (r *Report) Expected() int {
	n := 0
	for _, u := range r.Units {
		if u.Owes {
			n++
		}
	}
	return n
}

// Reporting counts the rows of units that report; those with Own figures come after them.
func (r *Report) Reporting() int {
	n := 0
	for _, u := range r.Units {
		if !u.Own {
			n++
		}
	}
	return n
}

// Received counts those of them that handed one in.
func (r *Report) Received() int {
	n := 0
	for _, u := range r.Units {
		if u.Owes && len(u.Files) > 0 {
			n++
		}
	}
	return n
}

// Band finds the band of a period; -1 when the report has none for it.
func (r *Report) Band(p period.Period) int {
	return slices.IndexFunc(r.Bands, func(b Band) bool { return b.Period.Code == p.Code })
}

// BandOf finds the band of a reference that stands in another band; -1 when there is none.
func (r *Report) BandOf(band int, base expr.Base) int {
	p, ok := base.Of(r.Bands[band].Period)
	if !ok {
		return -1
	}
	return r.Band(p)
}

// Unit is one row of a consolidated report.
type Unit struct {
	unit.Unit
	Owes     bool     // it owes a report for the period
	Own      bool     // a unit above others, with figures that those below it do not give
	Files    []string // what it handed in for the period or, where the quarters make it up, for them; empty: nothing
	Lacks    []string // codes of the quarters that the period is made up of and that it left out
	Received string   // the day of receipt, ISO; empty when not recorded
	Late     bool     // it was received after the office's deadline
	LeftOut  bool     // what it handed in has errors and was left out
	Faults   int      // errors in what it handed in; none in a report that was made
	Warnings int
}

// MostPageUnits is how many rows of units a table of the page has at most. Of more units it
// shows their Parents; the workbook has every unit.
const MostPageUnits = 200

// Parent is a unit above others, with what their figures of the period come to.
type Parent struct {
	Code, Name string
	Units      int         // how many report under it
	Values     []num.Value // by slot
}

// Band is one period's figures of all units.
type Band struct {
	Period period.Period
	Slots  []int // those that the band shows, ascending
	Totals []Total
	Plans  map[Plan]num.Value // what was planned for the units; absent: no plan

	shown   []bool   // by slot
	rows    []Cells  // of each unit
	columns [][]Cell // of each slot that is computed, by unit; nil of the others

	computed SlotSet
}

// Plan names the target of one unit, a row of [Report.Units], for one slot.
type Plan struct{ Unit, Slot int }

// NewBand makes an empty band for a number of units, which shows some of all the slots of
// the template.
func NewBand(p period.Period, units int, slots []int, all int) Band {
	b := Band{Period: p, Slots: slots, Totals: make([]Total, all), Plans: map[Plan]num.Value{},
		shown: make([]bool, all), rows: make([]Cells, units), columns: make([][]Cell, all), computed: NewSlotSet(all)}
	for _, slot := range slots {
		b.shown[slot] = true
	}
	return b
}

// Cell is one unit's figure in the band; none of a slot that the band does not show.
func (b *Band) Cell(unit, slot int) Cell {
	switch {
	case !b.shown[slot]:
		return Cell{}
	case b.columns[slot] != nil:
		return b.columns[slot][unit]
	}
	return b.rows[unit].At(slot)
}

// Columns writes the cells of all units into columns, which hold those of as many slots from
// first on. Who reads figure by figure takes some of them at once: the units lie far apart in
// memory.
func (b *Band) Columns(first int, columns [][]Cell) {
	for i := range columns {
		clear(columns[i])
		slot := first + i
		if slot < len(b.shown) && b.shown[slot] && b.columns[slot] != nil {
			copy(columns[i], b.columns[slot])
		}
	}
	for unit := range b.rows {
		for slot, cell := range b.rows[unit].From(first) {
			if slot >= first+len(columns) {
				break
			}
			if b.shown[slot] && b.columns[slot] == nil {
				columns[slot-first][unit] = *cell
			}
		}
	}
}

// Row goes through the figures of one unit that the band shows, by slot; those of which
// nothing is given are left out, as most are.
func (b *Band) Row(unit int) iter.Seq2[int, *Cell] {
	return func(yield func(int, *Cell) bool) {
		packed, next := &b.rows[unit], 0
		for at, computed := range b.computed {
			given := uint64(0)
			if at < len(packed.given) {
				given = packed.given[at]
			}
			for word := given | computed; word != 0; word &= word - 1 {
				slot, bit := 64*at+bits.TrailingZeros64(word), word&-word
				var cell *Cell
				if given&bit != 0 {
					cell = &packed.cells[next]
					next++
				}
				if computed&bit != 0 {
					cell = &b.columns[slot][unit]
					if *cell == (Cell{}) {
						continue
					}
				}
				if b.shown[slot] && !yield(slot, cell) {
					return
				}
			}
		}
	}
}

// Aside reports whether a figure of the unit says more than its value, as those of few do.
func (b *Band) Aside(unit int) bool { return b.rows[unit].aside }

// Unpack writes the cells of one unit into room for those of some slots, from first on.
func (b *Band) Unpack(unit, first int, cells []Cell) {
	clear(cells)
	end := first + len(cells)
	for slot, cell := range b.rows[unit].From(first) {
		if slot >= end {
			break
		}
		cells[slot-first] = *cell
	}
	for slot := first; slot < end; slot++ {
		switch {
		case !b.shown[slot]:
			cells[slot-first] = Cell{}
		case b.columns[slot] != nil:
			cells[slot-first] = b.columns[slot][unit]
		}
	}
}

// Fill gives the band a unit's figures.
func (b *Band) Fill(unit int, cells Cells) { b.rows[unit] = cells }

// Take takes a unit's figures of some slots out of the band.
func (b *Band) Take(unit int, slots []int) {
	left := make([]Cell, len(b.shown))
	b.rows[unit].Unpack(left)
	for _, slot := range slots {
		left[slot] = Cell{}
	}
	b.rows[unit] = PackCells(left)
}

// Compute puts what a computed indicator comes to for each unit into the band.
func (b *Band) Compute(slot int, cells []Cell) {
	b.columns[slot] = cells
	b.computed.Add(slot)
}

// Origin says where a unit's value comes from.
type Origin uint8

const (
	None     Origin = iota // missing
	Given                  // stated in a submission
	Summed                 // the sum of the parts of a breakdown
	Counted                // rows of a register
	Computed               // by the indicator's formula
	Combined               // of the quarters of a longer period
)

// Cell is one unit's value of one slot in one period.
type Cell struct {
	Value   num.Value
	Origin  Origin
	Axis    int8            // of a Summed total: the place in Indicator.By
	Partial bool            // of a Combined value: a quarter is missing
	Aside   bool            // the Figure says more than its value: of most there is nothing to look up
	Figure  *figures.Figure // of a Given value
}

// Total is the sum of one slot over the units of a band.
type Total struct {
	Value     num.Value
	Covered   int // units that gave a value, zero or "does not apply"
	Qualifier string

	// Of a Rate: what its references come to over the units that gave all of them, in the
	// order of Formula.Refs. Nil otherwise.
	Operands []num.Value
}

// Line is what the report says of one slot beyond its total; a value that cannot be is
// missing or not applicable as the contract says. Rates are in % and rounded.
type Line struct {
	Total
	Previous, LastYear             num.Value // the same figure one period, one year before
	YearToDate                     num.Value
	Target, PeriodTarget           num.Value // for the year, for the period
	Share                          num.Value // of the sum of its breakdown's parts
	DifferencePrevious, Difference num.Value // against Previous, against LastYear
	ChangePrevious, Change         num.Value // in %; of a rate in percentage points
	Index                          num.Value // in % of LastYear
	Attained                       num.Value // in % of the target
}

// PlannedFor is the target that the line is measured against: the year's when there is
// one, else the period's.
func (l Line) PlannedFor() num.Value {
	if l.Target.State != num.Missing {
		return l.Target
	}
	return l.PeriodTarget
}

// Apart is a figure that is printed and never added to anything: one of another span of
// time than the period, or a rate that was stated without its two numbers.
type Apart struct {
	Unit, Slot int
	Figure     *figures.Figure
}

// Register is a list of all units, in order.
type Register struct {
	Spec  *spec.Register
	Given bool // some unit handed it in, be it empty
	Rows  []RegisterRow
}

// RegisterRow is one entry of a register; Cells follow Spec.Columns.
type RegisterRow struct {
	Unit  int
	Cells []RegisterCell
}

// RegisterCell is one value of an entry, as typed, with its category where it has one.
type RegisterCell struct {
	Text     string
	Value    num.Value      // of a number
	Category *spec.Category // of a breakdown
}

// CountedFile is where the rows of one unit's register stand that were counted for a period.
type CountedFile struct {
	Unit, Band int // of Units, of Bands
	Register   *spec.Register
	File       string
}

// Input is one file that was read.
type Input struct{ File, SHA256 string }

// Text is one passage of prose, Markdown.
type Text struct {
	Unit     int // the row of Units; -1 for the issuing unit's
	Key      string
	Markdown string
}
