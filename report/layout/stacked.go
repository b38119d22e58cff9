package layout

import (
	"strings"

	"baocao/report/document"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/spec"
)

// stack is what a stacked chart draws: a bar for each unit, or for each of the last periods.
type stack struct {
	chart *document.Chart
	cells [][]string // where the workbook has the figures, by series, then label; empty where it has none
}

// bar is one bar of a stack: whose it is, and how it comes by its figures.
type bar struct {
	label string
	band  int // -1 where nobody reported
	unit  int // or everyUnit
}

// stacked draws an indicator's total as bars that its parts make up; nil where fewer than
// two bars have a number. A bar with a part that is missing is not drawn, since the rest
// would pass for the whole; its total is said all the same.
func (l *layouter) stacked(a *spec.Action) *stack {
	ind := l.t.Slots[a.Slot].Indicator
	bars, title := l.unitBars(), " theo đơn vị và "
	if a.Stack == spec.StackTrend {
		bars, title = l.trendBars(a.Slot), " qua các kỳ theo "
	}
	axis := ind.By[a.Axis]
	c := &document.Chart{Title: ind.Label + title + strings.ToLower(axis.Label), Measure: ind.Measure, Stacked: true}
	if a.Stack == spec.StackUnits {
		c.Title += ", " + l.r.Period.Label()
	}
	s := &stack{chart: c, cells: make([][]string, len(axis.Categories))}
	for _, category := range axis.Categories {
		c.Series = append(c.Series, document.Series{Name: category.Label})
	}
	known := 0
	for _, b := range bars {
		c.Labels = append(c.Labels, b.label)
		total := l.barValue(b, a.Slot)
		if total.IsKnown() {
			known++
		}
		c.Totals = append(c.Totals, document.Point{Value: total, Text: print(total, ind.Decimals), Figure: l.barFigure(b, a.Slot)})
		whole := true
		for i, slot := range ind.Parts[a.Axis] {
			v := l.barValue(b, slot)
			whole = whole && v.State != num.Missing
			c.Series[i].Points = append(c.Series[i].Points, document.Point{Value: v, Text: print(v, ind.Decimals), Figure: l.barFigure(b, slot)})
			place, _ := l.dataCell(b.band, slot, rowOf(b.unit), false)
			s.cells[i] = append(s.cells[i], place)
		}
		for i := range c.Series {
			if !whole {
				c.Series[i].Points[len(c.Labels)-1] = document.Point{Text: missingSign}
				s.cells[i][len(c.Labels)-1] = ""
			}
		}
	}
	if known < 2 {
		return nil
	}
	told(c)
	return s
}

// unitBars are the units that the report is about, as its tables list them; none where the
// page prints no single one.
func (l *layouter) unitBars() []bar {
	if len(l.r.Units) > model.MostPageUnits {
		return nil
	}
	var bars []bar
	for u, unit := range l.r.Units {
		if !unit.Own {
			bars = append(bars, bar{l.names[u], 0, u})
		}
	}
	return bars
}

// trendBars are the last periods.
func (l *layouter) trendBars(slot int) []bar {
	periods, bands := l.trendPeriods(slot)
	bars := make([]bar, len(periods))
	for i, p := range periods {
		bars[i] = bar{capital(p.Label()), bands[i], everyUnit}
	}
	return bars
}

func (l *layouter) barValue(b bar, slot int) num.Value {
	switch {
	case b.band < 0:
		return num.Value{}
	case b.unit == everyUnit:
		return l.r.Bands[b.band].Totals[slot].Value
	}
	return l.r.Bands[b.band].Cell(b.unit, slot).Value
}

// barFigure names a figure of the report's own period; one of another period has no name.
func (l *layouter) barFigure(b bar, slot int) string {
	switch {
	case b.band != 0:
		return ""
	case b.unit == everyUnit:
		return l.t.Slots[slot].Code()
	}
	return document.FigureName("", l.t.Slots[slot].Code(), l.r.Units[b.unit].Code)
}
