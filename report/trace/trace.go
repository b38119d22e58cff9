// Package trace leads from a figure of a report down to where it was handed in: [Figure] makes
// a tree of what the figure is made of, whose leaves are places in the units' files.
package trace

import (
	"slices"
	"strings"

	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/period"
)

// How says what a node's value is made of; its children are that.
type How string

const (
	Total    How = "total"    // the sum over units
	Computed How = "computed" // by a formula, from operands
	Summed   How = "summed"   // the parts of a breakdown
	Combined How = "combined" // the quarters of a longer period
	Counted  How = "counted"  // the rows of a register, in File
	Given    How = "given"    // stated in File, at At
	Apart    How = "apart"    // stated beside the totals: of another window, or a rate alone
	Planned  How = "planned"  // a target
	Compared How = "compared" // the figures that are compared, or add up to the year to date
	Unknown  How = "unknown"  // the file says no more
)

// Node is one value and what it is made of.
type Node struct {
	Figure string // "DVK01.huyen", "MT05.out_of"
	Of     Of     // which of the figure's numbers; empty: the period's own
	Period model.WrittenPeriod
	Unit   *model.WrittenRow // nil of what is over units

	Value              num.Value
	OutOf              num.Value // the whole of which Value is a part
	Rate               num.Value // a rate that was stated without its two numbers
	Qualifier          string
	Since, AsOf        string // of another window than the period
	How                How
	Formula            string // of a computed value, where the file has it
	Units              *model.WrittenCoverage
	Missing            []string // of a total: names of the units that owe a report and gave nothing
	Partial            bool     // a quarter is missing
	Register, File, At string
	Parts              []Node
}

// Leaves calls yield with every node that is made of nothing else.
func (n *Node) Leaves(yield func(*Node)) {
	if len(n.Parts) == 0 {
		yield(n)
	}
	for i := range n.Parts {
		n.Parts[i].Leaves(yield)
	}
}

// Tracer finds the figures of one report.
type Tracer struct {
	w     *model.Written
	own   period.Period
	bands []band
	rows  map[string]*model.WrittenRow
	files map[countedKey]string
	left  int // nodes that all further traces may have, see mostTimes
}

type band struct {
	period  model.WrittenPeriod
	figures map[string]*model.WrittenFigure // by name; what stands apart is not among them
	names   []string                        // in the report's order
	units   map[sourceKey]*model.WrittenSource
}

type sourceKey struct{ figure, unit string }

type countedKey struct{ unit, period, register string }

// New prepares a report. Periods with a name of their own have no neighbours.
func New(w *model.Written) *Tracer {
	t := &Tracer{w: w, rows: map[string]*model.WrittenRow{}, files: map[countedKey]string{}}
	t.own, _ = period.Parse(w.Period.Code)
	for i := range w.Units {
		t.rows[w.Units[i].Code] = &w.Units[i]
	}
	for _, c := range w.CountedFiles {
		t.files[countedKey{c.Unit, c.Period, c.Register}] = c.File
	}
	t.bands = append(t.bands, newBand(w.Period, w.Figures))
	for _, b := range w.OtherPeriods {
		t.bands = append(t.bands, newBand(b.Period, b.Figures))
	}
	t.left = leastNodes
	for _, b := range t.bands {
		t.left += mostTimes * (len(b.figures) + len(b.units))
	}
	return t
}

func newBand(p model.WrittenPeriod, figures []model.WrittenFigure) band {
	b := band{period: p, figures: map[string]*model.WrittenFigure{}, units: map[sourceKey]*model.WrittenSource{}}
	twice := ambiguous(figures)
	for i := range figures {
		f := &figures[i]
		if f.Units == nil {
			continue
		}
		name := Name(f, twice)
		b.figures[name] = f
		b.names = append(b.names, name)
		for j := range f.Sources {
			b.units[sourceKey{name, f.Sources[j].Unit}] = &f.Sources[j]
		}
	}
	return b
}

// Names lists the figures of the report's own period, in its order.
func (t *Tracer) Names() []string { return t.bands[0].names }

// NamesOf lists the figures of another period; nil when the report does not use it.
func (t *Tracer) NamesOf(period string) []string {
	if at := t.at(period); at >= 0 {
		return t.bands[at].names
	}
	return nil
}

// ambiguous finds the categories that stand on two axes of one indicator.
func ambiguous(figures []model.WrittenFigure) map[[2]string]bool {
	axis, twice := map[[2]string]string{}, map[[2]string]bool{}
	for i := range figures {
		f := &figures[i]
		key := [2]string{f.Indicator, f.Category}
		if known, seen := axis[key]; seen && known != f.Breakdown {
			twice[key] = true
		}
		axis[key] = f.Breakdown
	}
	return twice
}

// Name is the figure's code; the axis is in it where the category alone would not do.
func Name(f *model.WrittenFigure, twice map[[2]string]bool) string {
	switch {
	case f.Category == "":
		return f.Indicator
	case twice[[2]string{f.Indicator, f.Category}]:
		return f.Indicator + "." + f.Breakdown + "." + f.Category
	}
	return f.Indicator + "." + f.Category
}

// find gives the figure that a user names; letters may be of either case, and the axis may
// stand in the name although it need not.
func (t *Tracer) find(name string) (string, bool) {
	b := &t.bands[0]
	if b.figures[name] != nil {
		return name, true
	}
	for _, known := range b.names {
		f := b.figures[known]
		if strings.EqualFold(known, name) || f.Category != "" && strings.EqualFold(f.Indicator+"."+f.Breakdown+"."+f.Category, name) {
			return known, true
		}
	}
	return "", false
}

// Figure traces one number of a figure of the report's own period. ok is false when the report
// has no such figure.
func (t *Tracer) Figure(name string, of Of) (n Node, ok bool) {
	name, ok = t.find(name)
	if !ok {
		return Node{}, false
	}
	if of == Own {
		return t.figure(0, name, nil), true
	}
	return t.compared(name, of), true
}

// Total traces a figure of any period that the report uses; ok is false, and there is no
// node, when the report does not have it.
func (t *Tracer) Total(name, period string) (n *Node, ok bool) {
	at := t.at(period)
	if at < 0 || t.bands[at].figures[name] == nil {
		return nil, false
	}
	total := t.figure(at, name, nil)
	return &total, true
}

// at finds the band of a period by its code.
func (t *Tracer) at(code string) int {
	return slices.IndexFunc(t.bands, func(b band) bool { return b.period.Code == code })
}

// Label is what people call a figure: the indicator, and its part.
func (t *Tracer) Label(name string) string {
	f, ok := t.bands[0].figures[name]
	if !ok {
		return ""
	}
	if total, ok := t.bands[0].figures[f.Indicator]; ok && f.Category != "" {
		return total.Label + " – " + f.Label
	}
	return f.Label
}

// Written is the figure as the report has it.
func (t *Tracer) Written(name string) *model.WrittenFigure { return t.bands[0].figures[name] }

// Apart lists the figures of that name that are in no total.
func (t *Tracer) Apart(name string) []Node {
	var all []Node
	of := t.bands[0].figures[name]
	for i := range t.w.Figures {
		f := &t.w.Figures[i]
		if f.Units != nil || f.Indicator != of.Indicator || f.Category != of.Category || f.Breakdown != of.Breakdown {
			continue
		}
		n := Node{Figure: name, Period: t.w.Period, Value: f.Value, OutOf: f.OutOf, Rate: f.StatedRate, Qualifier: f.Qualifier,
			Since: f.Since, AsOf: f.AsOf, How: Apart}
		for _, s := range f.Sources {
			n.Unit, n.File, n.At = t.row(s.Unit), s.File, s.At
		}
		all = append(all, n)
	}
	return all
}

// row is a unit; one that the report does not list has its code alone.
func (t *Tracer) row(code string) *model.WrittenRow {
	if row := t.rows[code]; row != nil {
		return row
	}
	return &model.WrittenRow{Code: code, Name: code}
}

// bandOf finds the band of a period; -1 when the report has none.
func (t *Tracer) bandOf(p period.Period, ok bool) int {
	if !ok {
		return -1
	}
	return t.at(p.Code)
}

// base finds the band that a formula's reference means, as seen from another one.
func (t *Tracer) base(from int, of string) int {
	p, ok := period.Parse(t.bands[from].period.Code)
	switch {
	case of == "":
		return from
	case !ok:
		return -1
	case of == "previous":
		return t.bandOf(p.Previous())
	}
	return t.bandOf(p.LastYear())
}
