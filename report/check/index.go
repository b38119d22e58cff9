package check

import (
	"slices"

	"baocao/report/expr"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/spec"
	"baocao/report/unit"
)

// Index looks up figures by unit and period. Of a thousand units each asks the same, so
// the periods that a period looks back at are found once, not by their codes each time.
type Index struct {
	t     *spec.Template
	sets  []*Set
	tree  *unit.Tree
	codes []string       // of the units, in the order of their numbers
	units map[string]int // numbers them
	times map[string]*moment
	first period.Date // before it nobody said anything
	bad   bool        // a value could not be read

	looksBack map[*spec.Indicator]bool // the rates of which a formula speaks of rates of other periods
}

// moment is a period, all that was said of it, and the periods that it looks back at; nil
// is one of which nobody said anything.
type moment struct {
	end                period.Date
	sets               []*Set // by the unit's number; nil where it said nothing
	previous, lastYear *moment
}

// NewIndex makes the index of sets. Looking back, units stand for those whose place they
// have taken, by the tree; it may be nil.
func NewIndex(t *spec.Template, sets []*Set, tree *unit.Tree) Index {
	x := Index{t: t, sets: sets, tree: tree, units: make(map[string]int, len(sets)), times: map[string]*moment{}, looksBack: map[*spec.Indicator]bool{}}
	numbers := make([]int, len(sets)) // of the sets' units
	for i, s := range sets {
		n, numbered := x.units[s.Unit]
		if !numbered {
			n = len(x.codes)
			x.units[s.Unit] = n
			x.codes = append(x.codes, s.Unit)
		}
		numbers[i] = n
		x.bad = x.bad || len(s.bad) > 0 || len(s.badTargets) > 0
		if x.first.IsZero() || s.Period.From.Compare(x.first) < 0 {
			x.first = s.Period.From
		}
	}
	for _, ind := range t.Indicators {
		x.looksBack[ind] = ind.Formula != nil && slices.ContainsFunc(ind.Formula.Refs(), func(ref expr.Ref) bool {
			return (ref.Base == expr.Previous || ref.Base == expr.LastYear) && t.Slots[ref.Slot].Indicator.Formula != nil
		})
	}
	for i, s := range sets {
		m := x.moment(s.Period)
		if m.sets == nil {
			m.sets = make([]*Set, len(x.units))
		}
		m.sets[numbers[i]] = s
	}
	return x
}

// moment finds a period, or adds it with all that it looks back at.
func (x Index) moment(p period.Period) *moment {
	if !x.Reaches(p) { // a rate may look back at itself: somewhere this ends
		return nil
	}
	m, known := x.times[p.Code]
	if known {
		return m
	}
	m = &moment{end: p.To}
	x.times[p.Code] = m
	if before, ok := expr.Previous.Of(p); ok {
		m.previous = x.moment(before)
	}
	if before, ok := expr.LastYear.Of(p); ok {
		m.lastYear = x.moment(before)
	}
	return m
}

// of is the moment that a reference speaks of.
func (m *moment) of(base expr.Base) *moment {
	switch {
	case m == nil:
		return nil
	case base == expr.Previous:
		return m.previous
	case base == expr.LastYear:
		return m.lastYear
	}
	return m
}

// set is what a unit says, or nil.
func (m *moment) set(unit int) *Set {
	if m == nil || m.sets == nil || unit < 0 {
		return nil
	}
	return m.sets[unit]
}

// number is the unit's; -1 of one that said nothing at all.
func (x Index) number(unit string) int {
	if n, ok := x.units[unit]; ok {
		return n
	}
	return -1
}

// Set is what a unit says of a period, or nil.
func (x Index) Set(unit string, p period.Period) *Set {
	return x.times[p.Code].set(x.number(unit))
}

// Reaches reports whether anybody may have said something of a period.
func (x Index) Reaches(p period.Period) bool { return p.To.Compare(x.first) >= 0 }

// Values looks up what a reference means for a unit in a period. A rate counts as it is
// printed, rounded, because the workbook's formulas refer to the printed cell. Looking
// back, a unit that has taken the place of others has the sum of theirs.
func (x Index) Values(unit string, p period.Period) func(expr.Ref) num.Value {
	return x.values([]int{x.number(unit)}, x.moment(p))
}

func (x Index) values(units []int, m *moment) func(expr.Ref) num.Value {
	return x.valuesBy(memory[num.Value]{}, units, m)
}

func (x Index) valuesBy(known memory[num.Value], units []int, m *moment) func(expr.Ref) num.Value {
	return func(ref expr.Ref) num.Value {
		of := m.of(ref.Base)
		then := x.before(units, m, of)
		ind := x.t.Slots[ref.Slot].Indicator
		if ind.Formula != nil && ref.Base != expr.Target && of != nil {
			return known.once(x, ref, of, then, func() num.Value {
				return ind.Formula.Eval(x.valuesBy(known, then, of)).Round(ind.Decimals)
			})
		}
		if len(then) == 1 {
			return of.value(then[0], ref)
		}
		parts := make([]num.Value, len(then))
		for i, u := range then {
			parts[i] = of.value(u, ref)
		}
		return num.Together(parts...)
	}
}

// value is what one unit says itself.
func (m *moment) value(unit int, ref expr.Ref) num.Value {
	s := m.set(unit)
	switch {
	case s == nil:
		return num.Value{}
	case ref.Base == expr.Target:
		return s.Targets[ref.Slot]
	}
	return s.Cells.At(ref.Slot).Value
}

// before gives the units of an earlier moment that some units have taken the place of;
// mostly they are the same.
func (x Index) before(units []int, now, then *moment) []int {
	tookPlaces := func(u int) bool { return u >= 0 && x.tree.TookPlaces(x.codes[u]) }
	if now == then || now == nil || then == nil || !slices.ContainsFunc(units, tookPlaces) {
		return units
	}
	var all []int
	for _, u := range units {
		if !tookPlaces(u) {
			all = append(all, u)
			continue
		}
		for _, code := range x.tree.Before(x.codes[u], now.end, then.end) {
			all = append(all, x.number(code))
		}
	}
	return all
}

// doubtful reports whether any of the references leads to a value that could not be read:
// that was reported, and no more is said of it.
func (x Index) doubtful(units []int, m *moment, refs []expr.Ref) bool {
	return x.bad && x.doubtfulBy(memory[bool]{}, units, m, refs)
}

func (x Index) doubtfulBy(known memory[bool], units []int, m *moment, refs []expr.Ref) bool {
	return slices.ContainsFunc(refs, func(ref expr.Ref) bool {
		of := m.of(ref.Base)
		then := x.before(units, m, of)
		if formula := x.t.Slots[ref.Slot].Indicator.Formula; formula != nil && of != nil && ref.Base != expr.Target {
			return known.once(x, ref, of, then, func() bool { return x.doubtfulBy(known, then, of, formula.Refs()) })
		}
		return slices.ContainsFunc(then, func(u int) bool {
			s := of.set(u)
			if ref.Base == expr.Target {
				return s != nil && s.badTargets[ref.Slot]
			}
			return s != nil && s.bad[ref.Slot]
		})
	})
}
