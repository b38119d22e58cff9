package trace

import (
	"strings"

	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/period"
)

// A chain of formulas could run in a circle in a damaged file, and part at every step. Beyond
// these bounds a figure counts as unknown.
const (
	mostSteps  = 32     // of one chain
	mostTimes  = 64     // that each value of the report is come to, on the average of all traces
	leastNodes = 10_000 // of all traces, however few values there are
)

// wholeSuffix names the whole that a figure is out of.
const wholeSuffix = ".out_of"

// figure traces a figure over units. among, if there is one, says whose values are in it.
func (t *Tracer) figure(at int, name string, among func(unit string) bool) Node {
	return t.total(at, name, among, 0)
}

func (t *Tracer) total(at int, name string, among func(unit string) bool, steps int) Node {
	b := &t.bands[at]
	base, isWhole := strings.CutSuffix(name, wholeSuffix)
	f := b.figures[base]
	if t.left--; f == nil || steps > mostSteps || t.left < 0 {
		return Node{Figure: name, Period: b.period, How: Unknown}
	}
	n := Node{Figure: name, Period: b.period, Value: f.Value, OutOf: f.OutOf, Qualifier: f.Qualifier, How: Total, Units: f.Units}
	if isWhole {
		n.Value, n.OutOf = f.OutOf, num.Value{}
	}
	if len(f.Operands) > 0 {
		n.How, n.Formula, n.Parts = Computed, f.Formula, t.operands(at, f, steps)
		n.Missing = t.missing(at, base)
		return n
	}
	for i := range f.Sources {
		if unit := f.Sources[i].Unit; among == nil || among(unit) {
			n.Parts = append(n.Parts, t.unit(at, base, isWhole, unit, steps))
		}
	}
	if len(n.Parts) == 0 {
		n.How = Unknown
	}
	if among == nil {
		n.Missing = t.missing(at, base)
	}
	return n
}

// missing names the units that owe a report and gave nothing of a figure; of another period
// the report does not know who owed one.
func (t *Tracer) missing(at int, name string) []string {
	if at > 0 || t.leftOut(model.LeftOutSources) {
		return nil
	}
	var names []string
	for _, u := range t.w.Units {
		if u.Owes && t.bands[at].units[sourceKey{name, u.Code}] == nil {
			names = append(names, u.Name)
		}
	}
	return names
}

func (t *Tracer) leftOut(what string) bool {
	for _, l := range t.w.LeftOut {
		if l == what {
			return true
		}
	}
	return false
}

// operands traces what a rate over units is made of: sums over the units that gave all that
// the formula needs, or other rates.
func (t *Tracer) operands(at int, f *model.WrittenFigure, steps int) []Node {
	among := func(unit string) bool { return t.gaveAll(at, f, unit) }
	var parts []Node
	for _, o := range f.Operands {
		n := Node{Figure: o.Name, Of: Of(o.Of), Period: t.bands[at].period, How: Planned}
		if band := t.base(at, o.Of); o.Of != string(Target) && band >= 0 {
			n = t.total(band, o.Name, among, steps+1)
			n.Of, n.Missing = Of(o.Of), nil
		}
		n.Value, n.OutOf = o.Value, num.Value{}
		if n.Formula == "" && n.How != Computed {
			n.Units = nil // it is over the units of the rate
		}
		parts = append(parts, n)
	}
	return parts
}

// gaveAll reports whether a unit's values are in the operands of a rate. What was planned for
// it the report does not say, so that a unit with a rate is taken to have had a plan.
func (t *Tracer) gaveAll(at int, f *model.WrittenFigure, unit string) bool {
	if t.bands[at].units[sourceKey{f.Indicator, unit}] == nil {
		return false
	}
	for _, o := range f.Operands {
		if o.Of == string(Target) {
			continue
		}
		band := t.base(at, o.Of)
		if band < 0 || !t.given(band, o.Name, unit).IsKnown() {
			return false
		}
	}
	return true
}

// given is a unit's value of a figure or of the whole that it is out of.
func (t *Tracer) given(at int, name, unit string) num.Value {
	base, isWhole := strings.CutSuffix(name, wholeSuffix)
	s := t.bands[at].units[sourceKey{base, unit}]
	switch {
	case s == nil:
		return num.Value{}
	case isWhole:
		return s.OutOf
	}
	return s.Value
}

// unit traces one unit's value.
func (t *Tracer) unit(at int, name string, isWhole bool, unit string, steps int) Node {
	b := &t.bands[at]
	s := b.units[sourceKey{name, unit}]
	n := Node{Figure: name, Period: b.period, Unit: t.row(unit), How: Unknown}
	if isWhole {
		n.Figure += wholeSuffix
	}
	if t.left--; s == nil || steps > mostSteps || t.left < 0 {
		return n
	}
	n.Value, n.OutOf, n.Qualifier, n.Partial, n.File, n.At = s.Value, s.OutOf, s.Qualifier, s.Partial, s.File, s.At
	if isWhole {
		n.Value, n.OutOf = s.OutOf, num.Value{}
	}
	switch s.Origin {
	case "summed":
		n.How = Summed
		for _, part := range t.partsOf(b, name, s.Breakdown) {
			n.Parts = append(n.Parts, t.unit(at, part, isWhole, unit, steps+1))
		}
	case "counted":
		n.How, n.Register = Counted, s.Register
		if n.File == "" {
			n.File = t.files[countedKey{unit, b.period.Code, s.Register}]
		}
	case "computed":
		n.How, n.Parts = Computed, t.ownOperands(at, name, unit, steps)
		n.Formula = b.figures[name].Formula
	case "combined":
		n.How, n.Parts = Combined, t.quarters(at, name, isWhole, unit, steps)
	default:
		n.How = Given
	}
	return n
}

// partsOf names the figures of one breakdown of an indicator.
func (t *Tracer) partsOf(b *band, indicator, breakdown string) []string {
	var names []string
	for _, name := range b.names {
		if f := b.figures[name]; f.Indicator == indicator && f.Category != "" && f.Breakdown == breakdown {
			names = append(names, name)
		}
	}
	return names
}

// ownOperands are what one unit's rate is made of.
func (t *Tracer) ownOperands(at int, name, unit string, steps int) []Node {
	var parts []Node
	for _, o := range t.bands[at].figures[name].Operands {
		band := t.base(at, o.Of)
		if o.Of == string(Target) || band < 0 {
			parts = append(parts, Node{Figure: o.Name, Of: Of(o.Of), Period: t.bands[at].period, Unit: t.row(unit), How: Planned})
			continue
		}
		base, isWhole := strings.CutSuffix(o.Name, wholeSuffix)
		n := t.unit(band, base, isWhole, unit, steps+1)
		n.Of = Of(o.Of)
		parts = append(parts, n)
	}
	return parts
}

// quarters are what one unit's value of a longer period is made of: of a stock the last alone.
func (t *Tracer) quarters(at int, name string, isWhole bool, unit string, steps int) []Node {
	p, _ := period.Parse(t.bands[at].period.Code)
	quarters := p.Quarters()
	if f := t.bands[0].figures[name]; len(quarters) > 0 && f != nil && f.Nature == "stock" {
		quarters = quarters[len(quarters)-1:]
	}
	var parts []Node
	for _, q := range quarters {
		if band := t.bandOf(q, true); band >= 0 && t.bands[band].units[sourceKey{name, unit}] != nil {
			parts = append(parts, t.unit(band, name, isWhole, unit, steps+1))
		}
	}
	return parts
}
