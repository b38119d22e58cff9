package trace

import (
	"slices"

	"baocao/report/model"
	"baocao/report/num"
)

// Of names one of the numbers that stand beside a figure. The words are those of a template's
// columns and of the JSON.
type Of string

const (
	Own                Of = ""
	Previous           Of = "previous"
	LastYear           Of = "same_period_last_year"
	YearToDate         Of = "year_to_date"
	Share              Of = "share"
	Target             Of = "target"
	PeriodTarget       Of = "period_target"
	DifferencePrevious Of = "difference_previous"
	ChangePrevious     Of = "change_previous"
	Difference         Of = "difference"
	Change             Of = "change"
	Attained           Of = "attained"
)

// Beside lists them in the order in which they are shown.
var Beside = []Of{Previous, LastYear, YearToDate, Share, Target, PeriodTarget, DifferencePrevious, ChangePrevious, Difference, Change, Attained}

// Number is one of the numbers of a figure.
func (of Of) Number(f *model.WrittenFigure) num.Value {
	switch of {
	case Previous:
		return f.Previous
	case LastYear:
		return f.LastYear
	case YearToDate:
		return f.YearToDate
	case Share:
		return f.Share
	case Target:
		return f.Target
	case PeriodTarget:
		return f.PeriodTarget
	case DifferencePrevious:
		return f.DifferencePrevious
	case ChangePrevious:
		return f.ChangePrevious
	case Difference:
		return f.Difference
	case Change:
		return f.Change
	case Attained:
		return f.Attained
	}
	return f.Value
}

// compared traces a number that stands beside a figure.
func (t *Tracer) compared(name string, of Of) Node {
	f := t.bands[0].figures[name]
	n := Node{Figure: name, Of: of, Period: t.w.Period, Value: of.Number(f), How: Compared}
	if !n.Value.IsKnown() {
		n.How = Unknown
		return n
	}
	own := func() Node { return t.figure(0, name, nil) }
	switch of {
	case Previous, LastYear:
		if before := t.before(name, of); len(before) > 0 {
			return before[0]
		}
	case YearToDate:
		n.Parts = t.yearToDate(name)
	case Share:
		for _, part := range t.partsOf(&t.bands[0], f.Indicator, f.Breakdown) {
			n.Parts = append(n.Parts, t.figure(0, part, nil))
		}
	case DifferencePrevious, ChangePrevious:
		n.Parts = append([]Node{own()}, t.before(name, Previous)...)
	case Difference, Change:
		n.Parts = append([]Node{own()}, t.before(name, LastYear)...)
	case Attained:
		n.Parts = t.attained(name)
	case Target, PeriodTarget:
		n.How = Planned
	}
	if n.How == Compared && len(n.Parts) == 0 {
		n.How = Unknown
	}
	return n
}

// before is the same figure of another period, if the report has it.
func (t *Tracer) before(name string, of Of) []Node {
	at := t.base(0, string(of))
	if at < 0 || t.bands[at].figures[name] == nil {
		return nil
	}
	n := t.figure(at, name, nil)
	n.Of = of
	return []Node{n}
}

// yearToDate is a flow's quarters from January on, which may be the period itself; of anything
// else its own value.
func (t *Tracer) yearToDate(name string) []Node {
	f := t.bands[0].figures[name]
	switch {
	case f.Nature != "flow" || t.own.StartsYear():
		return []Node{t.figure(0, name, nil)}
	}
	var parts []Node
	for _, q := range t.own.YearToDate() {
		if at := t.bandOf(q, true); at >= 0 {
			parts = append(parts, t.figure(at, name, nil))
		}
	}
	return parts
}

// attained is what was reached and what was planned.
func (t *Tracer) attained(name string) []Node {
	f := t.bands[0].figures[name]
	reached := []Node{t.figure(0, name, nil)}
	if f.Nature == "flow" && f.TargetOf == "year" {
		reached = slices.Clone(t.yearToDate(name))
	}
	return append(reached, Node{Figure: name, Of: Target, Period: t.w.Period, Value: f.Target, How: Planned})
}
