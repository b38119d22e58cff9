package layout

import (
	"fmt"
	"slices"
	"strings"

	"baocao/report/document"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/spec"
)

// chart draws what an action asks for; nil where there is nothing to draw.
func (l *layouter) chart(a *spec.Action) *document.Chart {
	switch {
	case a.Slot < 0:
		return l.completenessChart()
	case a.Axis == spec.OverTime:
		c, _ := l.trendChart(a.Slot)
		return c
	case a.Stack != "":
		if s := l.stacked(a); s != nil {
			return s.chart
		}
		return nil
	}
	return l.partsChart(l.t.Slots[a.Slot].Indicator, a)
}

// told says a chart in a sentence, for those who cannot see it.
func told(c *document.Chart) *document.Chart {
	said := make([]string, len(c.Labels))
	for i, label := range c.Labels {
		var texts []string
		for _, s := range c.Series {
			text := s.Points[i].Text
			if len(c.Series) > 1 {
				text += " " + s.Name
			}
			texts = append(texts, text)
		}
		said[i] = label + " " + strings.Join(texts, ", ")
		if c.Stacked {
			said[i] = label + " " + c.Totals[i].Text + " (" + strings.Join(texts, ", ") + ")"
		}
	}
	c.Alt = c.Title + ": " + strings.Join(said, "; ") + " (" + c.Measure + ")."
	return c
}

// partsChart draws an indicator's breakdown, beside that of an earlier period where the
// action asks for one and it has a figure; nil while a part of it is missing.
func (l *layouter) partsChart(ind *spec.Indicator, a *spec.Action) *document.Chart {
	own := document.Series{Name: l.r.Period.Label()}
	earlier, before := l.earlierSeries(ind, a)
	c := &document.Chart{Title: ind.Label + " theo " + strings.ToLower(ind.By[a.Axis].Label) + ", " + own.Name, Measure: ind.Measure}
	some := false
	for i, slot := range ind.Parts[a.Axis] {
		v := l.r.Lines[slot].Value
		if v.State == num.Missing {
			return nil
		}
		some = some || v.IsKnown() && v.Number.Sign() > 0
		c.Labels = append(c.Labels, capital(ind.By[a.Axis].Categories[i].Label))
		own.Points = append(own.Points, document.Point{Value: v, Text: print(v, ind.Decimals), Figure: l.t.Slots[slot].Code()})
	}
	switch {
	case !some:
		return nil
	case before:
		c.Title += " và " + earlier.Name
		c.Series = []document.Series{earlier, own}
	default:
		own.Name = ind.Label
		c.Series = []document.Series{own}
	}
	return told(c)
}

// earlierSeries are the parts in the period that an action compares with; ok is false
// where it asks for none, or none of them is known.
func (l *layouter) earlierSeries(ind *spec.Indicator, a *spec.Action) (s document.Series, ok bool) {
	p, asked := period.Period{}, false
	switch a.Against {
	case "previous":
		p, asked = l.r.Period.Previous()
	case "last_year":
		p, asked = l.r.Period.LastYear()
	}
	if !asked {
		return s, false
	}
	s.Name = p.Label()
	for _, slot := range ind.Parts[a.Axis] {
		v := l.r.Lines[slot].LastYear
		if a.Against == "previous" {
			v = l.r.Lines[slot].Previous
		}
		ok = ok || v.IsKnown()
		s.Points = append(s.Points, document.Point{Value: v, Text: print(v, ind.Decimals),
			Figure: document.FigureName(comparedColumn[a.Against], l.t.Slots[slot].Code(), "")})
	}
	return s, ok
}

// comparedColumn is the column of a table that has the figures of an earlier period.
var comparedColumn = map[string]string{"previous": "previous", "last_year": "same_period_last_year"}

// trendChart draws an indicator's total over the last periods of the same kind, and gives
// each point's band, -1 where nobody reported; nil unless two periods and this one among
// them have a number. Where not all cover as many units, each says how many.
func (l *layouter) trendChart(slot int) (c *document.Chart, bands []int) {
	ind := l.t.Slots[slot].Indicator
	c = &document.Chart{Title: ind.Label + " qua các kỳ", Measure: ind.Measure}
	s := document.Series{Name: ind.Label}
	periods, bands := l.trendPeriods(slot)
	if len(periods) < 2 || !l.r.Lines[slot].Value.IsKnown() {
		return nil, nil
	}
	covered := map[int]bool{}
	for i, p := range periods {
		point := document.Point{Text: missingSign}
		if bands[i] >= 0 {
			total := l.r.Bands[bands[i]].Totals[slot]
			point = document.Point{Value: total.Value, Text: print(total.Value, ind.Decimals)}
			if total.Value.IsKnown() {
				covered[total.Covered] = true
			}
		}
		if i == len(periods)-1 {
			point.Figure = l.t.Slots[slot].Code()
		}
		c.Labels = append(c.Labels, capital(p.Label()))
		s.Points = append(s.Points, point)
	}
	for i, at := range bands {
		if len(covered) > 1 && s.Points[i].Value.IsKnown() {
			c.Labels[i] += fmt.Sprintf(" (%d đơn vị)", l.r.Bands[at].Totals[slot].Covered)
		}
	}
	c.Series = []document.Series{s}
	return told(c), bands
}

// trendPeriods are this period and those before it back to the earliest, of those that a
// chart can show, that has a number, the earliest first.
func (l *layouter) trendPeriods(slot int) (periods []period.Period, bands []int) {
	earliest := 0
	p, ok := l.r.Period, true
	for i := 0; ok && i < spec.TrendPeriods; i++ {
		at := l.r.Band(p)
		if at >= 0 && l.r.Bands[at].Totals[slot].Value.IsKnown() {
			earliest = i
		}
		periods, bands = append(periods, p), append(bands, at)
		p, ok = p.Previous()
	}
	periods, bands = periods[:earliest+1], bands[:earliest+1]
	slices.Reverse(periods)
	slices.Reverse(bands)
	return periods, bands
}

// completenessChart draws how many units handed in, of those that owe a report; nil where
// there are not several.
func (l *layouter) completenessChart() *document.Chart {
	if l.r.Expected() < 2 {
		return nil
	}
	c := &document.Chart{Title: "Tình hình nộp báo cáo, " + l.r.Period.Label(), Measure: "đơn vị"}
	counts := map[string]int64{}
	for _, u := range l.r.Units {
		if !u.Owes {
			continue
		}
		switch {
		case len(u.Files) == 0:
			counts[notHanded]++
		case u.Late:
			counts[handedLate]++
		default:
			counts[handedIn]++
		}
	}
	states := []string{handedIn, notHanded}
	if counts[handedLate] > 0 {
		counts[notLate] = counts[handedIn]
		states = []string{notLate, handedLate, notHanded}
	}
	s := document.Series{Name: "Số đơn vị"}
	for _, state := range states {
		v := num.OfInt(counts[state])
		c.Labels = append(c.Labels, capital(state))
		s.Points = append(s.Points, document.Point{Value: v, Text: print(v, 0)})
	}
	c.Series = []document.Series{s}
	return told(c)
}

// How a unit may have handed in.
const (
	handedIn   = "đã nộp"
	notLate    = "đã nộp, không muộn"
	handedLate = "đã nộp, muộn"
	notHanded  = "chưa nộp"
)

// chartSheet has the charts of the prose whose figures stand on no other sheet side by side,
// and those figures; ok is false where there is none.
func (l *layouter) chartSheet() (s document.Sheet, ok bool) {
	s = document.Sheet{Name: chartSheet, Portrait: true, Titles: []string{"Biểu đồ", l.r.Unit.Name + ", " + l.r.Period.Label()}}
	s.Table.Columns = []document.Column{{Width: 70}, {Width: 18, Align: document.Right}} // together as wide as a chart
	s.Table.Head = [][]document.Cell{{heading("Biểu đồ"), heading("Số liệu")}}
	var rows []document.Row
	for _, a := range l.t.Summary.Actions {
		if a.Name != "chart" || a.Axis >= 0 && a.Stack == "" {
			continue
		}
		c := l.chart(&a)
		if c == nil {
			continue
		}
		rows = append(rows, chartGroup(c.Title+" ("+c.Measure+")"))
		for i, figures := range l.chartFigures(&a, c) {
			if c.Stacked {
				rows = append(rows, chartGroup(capital(c.Series[i].Name)))
			}
			first := s.BodyRow() + len(rows)
			last := first + len(c.Labels) - 1
			c.Series[i].Ref = document.On(chartSheet, absolute(2, first)+":"+absolute(2, last))
			if i == 0 {
				c.LabelsRef = document.On(chartSheet, absolute(1, first)+":"+absolute(1, last))
			}
			for k, v := range figures {
				rows = append(rows, document.Row{Cells: []document.Cell{text(c.Labels[k]), v}})
			}
		}
		s.Charts = append(s.Charts, *c)
	}
	at := s.BodyRow() + len(rows) + 1
	for i := range s.Charts {
		s.Charts[i].Anchor = document.Address(1, at)
		at += chartRows(&s.Charts[i])
	}
	s.Table.Rows = slices.Values(rows)
	return s, len(s.Charts) > 0
}

// chartGroup heads the figures of a chart, or of a part of one.
func chartGroup(says string) document.Row {
	return document.Row{Cells: []document.Cell{{Text: says, Style: groupStyle, Across: 2}, {Style: groupStyle}}}
}

// chartFigures are the cells of each series of a chart, which lead to the data sheet where
// that has them.
func (l *layouter) chartFigures(a *spec.Action, c *document.Chart) [][]document.Cell {
	decimals := 0
	if a.Slot >= 0 {
		decimals = l.t.Slots[a.Slot].Indicator.Decimals
	}
	formula := func(int, int) string { return "" }
	switch {
	case a.Stack != "":
		places := l.stacked(a).cells
		formula = func(series, label int) string { return places[series][label] }
	case a.Slot >= 0:
		_, bands := l.trendChart(a.Slot)
		formula = func(_, label int) string {
			place, _ := l.dataCell(bands[label], a.Slot, totalRow, false)
			return place
		}
	}
	all := make([][]document.Cell, len(c.Series))
	for i, s := range c.Series {
		for k, p := range s.Points {
			all[i] = append(all[i], figure(p.Value, decimals, formula(i, k)))
		}
	}
	return all
}

// sheetCharts hangs the charts of the prose below the table that has their figures as rows.
func (l *layouter) sheetCharts(p *placed) []document.Chart {
	var charts []document.Chart
	row := p.body() + len(p.rows) + 3
	for _, a := range l.t.Summary.Actions {
		if a.Name != "chart" || a.Axis < 0 || a.Stack != "" || p.table.Rows != spec.IndicatorRows {
			continue
		}
		c := l.chart(&a)
		first := l.firstPart(p, a)
		if c == nil || first < 0 {
			continue
		}
		last := first + len(c.Labels) - 1
		c.LabelsRef = l.chartRef(p, "label", first, last)
		own := len(c.Series) - 1
		c.Series[own].Ref = l.chartRef(p, "value", first, last)
		if own > 0 {
			c.Series[0].Ref = l.chartRef(p, comparedColumn[a.Against], first, last)
		}
		c.Anchor = document.Address(2, row)
		if c.LabelsRef == "" || c.Series[0].Ref == "" || c.Series[own].Ref == "" {
			continue
		}
		charts = append(charts, *c)
		row += chartRows(c)
	}
	return charts
}

// chartRows is how many rows of a sheet a chart covers at most, with air below: a row for
// each bar and one between labels, and its frame, title and legend.
func chartRows(c *document.Chart) int {
	abreast := c.Abreast()
	if abreast*len(c.Labels) > document.ManyBars { // two fifths of a row between labels
		return 7 + (len(c.Labels)*(5*abreast+2)+4)/5
	}
	return 7 + len(c.Labels)*(abreast+1)
}

// firstPart finds the sheet row of a breakdown's first category; -1 when the table does
// not show it.
func (l *layouter) firstPart(p *placed, a spec.Action) int {
	want := l.t.Slots[a.Slot].Indicator.Parts[a.Axis][0]
	for i, r := range p.rows {
		if r.group == "" && r.slot == want {
			return p.body() + i
		}
	}
	return -1
}

func (l *layouter) chartRef(p *placed, column string, first, last int) string {
	for i, c := range p.table.Columns {
		if c.Name == column {
			name := document.ColumnName(i + 1)
			return document.On(p.sheet.Name, fmt.Sprintf("$%[1]s$%[2]d:$%[1]s$%[3]d", name, first, last))
		}
	}
	return ""
}
