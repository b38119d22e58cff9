// Package compute makes the report of what was checked: totals over units, shares, rates,
// comparisons and targets, each value once, exactly. [Report] is its entry; layout and the
// JSON read the model that it returns.
package compute

import (
	"cmp"
	"slices"

	"baocao/report/check"
	"baocao/report/expr"
	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/spec"
	"baocao/report/unit"
)

// Input is what a report is computed from.
type Input struct {
	Template *spec.Template
	Unit     unit.Unit // the issuing unit
	Period   period.Period
	Units    []model.Unit // the rows, in order: who owes a report, or gave one
	Sets     []*check.Set // of these units and of the issuing one, any period
	Outcomes []check.Outcome
	Inputs   []model.Input
	Document figures.Document
}

// Report computes the model. Its findings speak of rules on the totals; the model is
// complete even when one of them is an error.
func Report(in Input) (*model.Report, finding.List) {
	c := &computer{in: in, t: in.Template, rows: map[string]int{}, bands: map[string]int{}}
	c.r = &model.Report{Template: in.Template, Unit: in.Unit, Period: in.Period, Units: in.Units,
		Inputs: in.Inputs, Document: in.Document, Previous: -1, LastYear: -1}
	for i, u := range in.Units {
		c.rows[u.Code] = i
	}
	c.makeBands()
	for i := range c.r.Bands {
		c.totals(&c.r.Bands[i])
	}
	c.lines()
	c.shares()
	c.gather()
	c.checks()
	c.r.Fingerprint = fingerprint(c.t, c.used())
	c.r.TextsSHA256 = textsHash(c.r)
	return c.r, c.findings
}

type computer struct {
	in       Input
	t        *spec.Template
	r        *model.Report
	findings finding.List
	rows     map[string]int // unit code → row
	bands    map[string]int // period code → band
}

// makeBands fills one band for every period that the report looks at.
func (c *computer) makeBands() {
	needed := c.neededSlots()
	for _, p := range c.periods() {
		has := slices.ContainsFunc(c.in.Sets, func(s *check.Set) bool { return c.isRow(s) && s.Period.Code == p.Code })
		slots := needed[p.Code]
		if has || p.Code == c.in.Period.Code {
			slots = make([]int, len(c.t.Slots))
			for i := range slots {
				slots[i] = i
			}
		}
		if len(slots) == 0 {
			continue
		}
		b := model.NewBand(p, len(c.r.Units), len(c.t.Slots))
		b.Slots = slots
		c.bands[p.Code] = len(c.r.Bands)
		c.r.Bands = append(c.r.Bands, b)
	}
	for _, s := range c.in.Sets {
		if b, ok := c.bands[s.Period.Code]; ok && c.isRow(s) {
			copy(c.r.Bands[b].Row(c.rows[s.Unit]), s.Cells)
		}
	}
	c.r.Previous = c.otherBand(period.Period.Previous)
	c.r.LastYear = c.otherBand(period.Period.LastYear)
	for i := range c.r.Bands {
		c.unitRates(i)
	}
}

func (c *computer) isRow(s *check.Set) bool {
	_, ok := c.rows[s.Unit]
	return ok
}

// periods lists the report's own period first, then the others that it may look at,
// latest first.
func (c *computer) periods() []period.Period {
	own := c.in.Period
	seen := map[string]bool{own.Code: true}
	var others []period.Period
	add := func(p period.Period, ok bool) {
		if ok && !seen[p.Code] {
			seen[p.Code] = true
			others = append(others, p)
		}
	}
	add(own.Previous())
	add(own.LastYear())
	for _, p := range own.YearToDate() {
		add(p, true)
	}
	if c.looksBack() {
		for _, p := range slices.Clone(others) {
			add(p.Previous())
		}
	}
	slices.SortStableFunc(others, func(a, b period.Period) int {
		return cmp.Or(b.To.Compare(a.To), a.From.Compare(b.From))
	})
	return append([]period.Period{own}, others...)
}

// looksBack reports whether a formula needs the period before.
func (c *computer) looksBack() bool {
	return slices.ContainsFunc(c.t.Indicators, func(ind *spec.Indicator) bool {
		return ind.Formula != nil && slices.ContainsFunc(ind.Formula.Refs(), func(r expr.Ref) bool { return r.Base == expr.Previous })
	})
}

// neededSlots lists, by period, the slots of other periods that formulas and checks refer
// to: their cells must exist, empty if need be, for the workbook's formulas to point at.
func (c *computer) neededSlots() map[string][]int {
	needed := map[string][]int{}
	note := func(refs []expr.Ref) {
		for _, ref := range refs {
			p, ok := c.in.Period, false
			switch ref.Base {
			case expr.Previous:
				p, ok = c.in.Period.Previous()
			case expr.LastYear:
				p, ok = c.in.Period.LastYear()
			}
			if ok && !slices.Contains(needed[p.Code], ref.Slot) {
				needed[p.Code] = append(needed[p.Code], ref.Slot)
			}
		}
	}
	for _, ind := range c.t.Indicators {
		if ind.Formula != nil {
			note(ind.Formula.Refs())
		}
	}
	for _, rule := range c.t.Checks {
		note(rule.Rule.Left.Refs())
		note(rule.Rule.Right.Refs())
	}
	for _, slots := range needed {
		slices.Sort(slots)
	}
	return needed
}

func (c *computer) otherBand(of func(period.Period) (period.Period, bool)) int {
	if p, ok := of(c.in.Period); ok {
		if b, ok := c.bands[p.Code]; ok {
			return b
		}
	}
	return -1
}

// bandOf finds the band that a reference of band b speaks of; nil when there is none.
func (c *computer) bandOf(b *model.Band, base expr.Base) *model.Band {
	p, ok := b.Period, true
	switch base {
	case expr.Previous:
		p, ok = p.Previous()
	case expr.LastYear:
		p, ok = p.LastYear()
	}
	if !ok {
		return nil
	}
	i, ok := c.bands[p.Code]
	if !ok {
		return nil
	}
	return &c.r.Bands[i]
}

// unitRates evaluates every computed indicator for every unit of a band.
func (c *computer) unitRates(at int) {
	b := &c.r.Bands[at]
	for _, ind := range c.t.Indicators {
		if ind.Formula == nil {
			continue
		}
		for u := range c.r.Units {
			if v := ind.Formula.Eval(c.unitValue(b, u)); v.State != num.Missing {
				*b.Cell(u, ind.Total) = model.Cell{Value: v.Round(ind.Decimals), Origin: model.Computed}
			}
		}
	}
}

// unitValue looks up a reference for one unit. A rate counts as it is printed, rounded,
// because the workbook's formulas refer to the printed cell.
func (c *computer) unitValue(b *model.Band, u int) func(expr.Ref) num.Value {
	return func(ref expr.Ref) num.Value {
		if ref.Base == expr.Target {
			return c.target(c.r.Units[u].Code, b.Period, ref.Slot)
		}
		of := c.bandOf(b, ref.Base)
		if of == nil {
			return num.Value{}
		}
		if formula := c.t.Slots[ref.Slot].Indicator.Formula; formula != nil {
			return formula.Eval(c.unitValue(of, u)).Round(c.t.Slots[ref.Slot].Indicator.Decimals)
		}
		return of.Cell(u, ref.Slot).Value
	}
}

// target is the plan that a unit gave for a period.
func (c *computer) target(code string, p period.Period, slot int) num.Value {
	for _, s := range c.in.Sets {
		if s.Unit == code && s.Period.Code == p.Code {
			return s.Targets[slot]
		}
	}
	return num.Value{}
}

// totals sums a band over its units. Rates are computed anew from sums over the units that
// gave all that the formula needs.
func (c *computer) totals(b *model.Band) {
	values := make([]num.Value, len(c.r.Units))
	for slot, s := range c.t.Slots {
		total := &b.Totals[slot]
		if s.Indicator.Formula != nil {
			*total = c.rateTotal(b, s.Indicator)
			continue
		}
		for u := range values {
			values[u] = b.Cell(u, slot).Value
			total.Qualifier = mixQualifiers(total.Qualifier, c.qualifier(b, u, slot))
		}
		total.Value, total.Covered = num.SumUnits(values)
	}
}

func (c *computer) rateTotal(b *model.Band, ind *spec.Indicator) model.Total {
	refs := ind.Formula.Refs()
	total := model.Total{Operands: make([]num.Value, len(refs))}
	for u := range c.r.Units {
		if b.Cell(u, ind.Total).Value.State != num.Missing {
			total.Covered++
		}
		value := c.unitValue(b, u)
		given := make([]num.Value, len(refs))
		for i, ref := range refs {
			given[i] = value(ref)
		}
		if slices.ContainsFunc(given, func(v num.Value) bool { return !v.IsKnown() }) {
			continue
		}
		for i, v := range given {
			total.Operands[i] = num.Of(total.Operands[i].Number.Add(v.Number))
		}
	}
	if total.Covered > 0 && !total.Operands[0].IsKnown() { // it applies to none
		for i := range total.Operands {
			total.Operands[i] = num.NA
		}
	}
	total.Value = ind.Formula.Eval(func(ref expr.Ref) num.Value { return total.Operands[slices.Index(refs, ref)] }).Round(ind.Decimals)
	return total
}

// qualifier is the word before a unit's number: its own, or what its parts carry.
func (c *computer) qualifier(b *model.Band, u, slot int) string {
	cell := b.Cell(u, slot)
	if cell.Figure != nil {
		return cell.Figure.Qualifier
	}
	if cell.Origin != model.Summed {
		return ""
	}
	word := ""
	for _, part := range c.t.Slots[slot].Indicator.Parts[cell.Axis] {
		word = mixQualifiers(word, c.qualifier(b, u, part))
	}
	return word
}

// mixQualifiers gives the word for a sum of two: one word stays, two different ones make
// the sum approximate.
func mixQualifiers(a, b string) string {
	switch {
	case a == "" || a == b:
		return b
	case b == "":
		return a
	}
	return "khoảng"
}
