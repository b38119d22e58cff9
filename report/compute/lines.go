package compute

import (
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/spec"
)

// lines compares every total with other periods and with its target.
func (c *computer) lines() {
	c.r.Lines = make([]model.Line, len(c.t.Slots))
	for slot := range c.r.Lines {
		c.line(slot)
	}
}

func (c *computer) line(slot int) {
	s := c.t.Slots[slot]
	l := &c.r.Lines[slot]
	l.Total = c.r.Bands[0].Totals[slot]
	l.Previous = c.bandTotal(c.r.Previous, slot)
	l.LastYear = c.bandTotal(c.r.LastYear, slot)
	l.YearToDate = c.yearToDate(slot)
	l.Target, l.PeriodTarget = c.targets(slot)

	l.DifferencePrevious = l.Value.Sub(l.Previous)
	l.Difference = l.Value.Sub(l.LastYear)
	l.Index = l.Value.Percent(l.LastYear).Round(percentDecimals)
	if s.Indicator.Nature == spec.Rate {
		l.ChangePrevious, l.Change = l.DifferencePrevious, l.Difference
	} else {
		l.ChangePrevious = l.DifferencePrevious.Percent(l.Previous).Round(percentDecimals)
		l.Change = l.Difference.Percent(l.LastYear).Round(percentDecimals)
	}
	reached := l.Value
	if s.Indicator.Nature == spec.Flow && l.Target.State != num.Missing {
		reached = l.YearToDate
	}
	l.Attained = reached.Percent(l.PlannedFor()).Round(percentDecimals)
}

// percentDecimals is how exactly shares, changes and attainment are given.
const percentDecimals = 2

func (c *computer) bandTotal(band, slot int) num.Value {
	if band < 0 {
		return num.Value{}
	}
	return c.r.Bands[band].Totals[slot].Value
}

// yearToDate adds a flow's quarters from 1 January on; it is missing while one of them
// is. What stands at the end of the period is its own last value. A rate has one only
// when the period begins the year: rates are never put together from others.
func (c *computer) yearToDate(slot int) num.Value {
	own := c.r.Lines[slot].Value
	nature := c.t.Slots[slot].Indicator.Nature
	switch {
	case nature == spec.Stock || c.in.Period.StartsYear():
		return own
	case nature == spec.Rate:
		return num.Value{}
	}
	quarters := c.in.Period.YearToDate()
	parts := make([]num.Value, len(quarters))
	for i, q := range quarters {
		parts[i] = c.bandTotal(c.r.Band(q), slot)
	}
	if len(parts) == 0 {
		return num.Value{}
	}
	return num.SumParts(parts)
}

// targets gives the issuing unit's plan for the year and for the period; a report of the
// whole year has one plan, whichever way it was given.
func (c *computer) targets(slot int) (year, ofPeriod num.Value) {
	if s := c.index.Set(c.in.Unit.Code, c.in.Period); s != nil {
		ofPeriod = s.Targets[slot]
	}
	year = c.in.Plans[slot]
	if quarters := c.in.Period.YearToDate(); len(quarters) == 4 && c.in.Period.StartsYear() {
		if ofPeriod.State != num.Missing {
			return ofPeriod, ofPeriod
		}
		return year, year
	}
	return year, ofPeriod
}

// shares divides 100 % over each breakdown whose parts are all given.
func (c *computer) shares() {
	for _, ind := range c.t.Indicators {
		for _, slots := range ind.Parts {
			parts := make([]num.Value, len(slots))
			for i, slot := range slots {
				parts[i] = c.r.Lines[slot].Value
			}
			if num.SumParts(parts).State == num.Missing {
				continue
			}
			for i, share := range num.Shares(parts, percentDecimals) {
				c.r.Lines[slots[i]].Share = share
			}
		}
	}
}
