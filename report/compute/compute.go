// Package compute makes the report of what was checked: totals over units, shares, rates,
// comparisons and targets, each value once, exactly. [Report] is its entry; layout and the
// JSON read the model that it returns.
package compute

import (
	"slices"

	"baocao/report/check"
	"baocao/report/expr"
	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/limit"
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
	Units    []model.Unit      // the rows, in order: who owes a report, or gave one; then those with Own figures
	Tree     *unit.Tree        // who stands under whom
	Plans    map[int]num.Value // of the year, for the issuing unit, by total slot
	Sets     []*check.Set      // of these units and of the issuing one, any period
	Index    check.Index       // of the sets
	Outcomes []check.Outcome
	Inputs   []model.Input
	Document figures.Document
}

// Report computes the model. Its findings speak of rules on the totals; the model is
// complete even when one of them is an error.
func Report(in Input) (*model.Report, finding.List) {
	c := &computer{in: in, t: in.Template, index: in.Index,
		rows: make(map[string]int, len(in.Units)), slots: map[*spec.Indicator][]int{}, rates: map[rateKey]model.Total{}}
	c.r = &model.Report{Template: in.Template, Unit: in.Unit, Period: in.Period, Units: in.Units,
		Inputs: in.Inputs, Document: in.Document, Previous: -1, LastYear: -1}
	for i := range in.Units {
		c.rows[in.Units[i].Code] = i
		c.everyone = append(c.everyone, i)
	}
	for slot, s := range c.t.Slots {
		c.slots[s.Indicator] = append(c.slots[s.Indicator], slot)
	}
	if c.makeBands(); c.findings.HasErrors() {
		return c.r, c.findings
	}
	hash := make(chan string)
	go func(used []*check.Set) { hash <- fingerprint(c.t, used) }(c.used())
	c.mergers()
	for i := range c.r.Bands {
		c.unitRates(&c.r.Bands[i])
	}
	for i := range c.r.Bands {
		c.totals(&c.r.Bands[i])
	}
	c.parents()
	c.lines()
	c.shares()
	c.gather()
	c.checks()
	c.r.TextsSHA256 = textsHash(c.r)
	c.r.Fingerprint = <-hash
	return c.r, c.findings
}

type computer struct {
	in       Input
	t        *spec.Template
	index    check.Index
	r        *model.Report
	findings finding.List
	rows     map[string]int   // unit code → row
	everyone []int            // all rows
	under    map[string][]int // unit code → the rows below it; made when a unit has own figures
	slots    map[*spec.Indicator][]int
	rates    map[rateKey]model.Total // over units
}

// makeBands fills one band for every period that the report looks at with what the units
// gave.
func (c *computer) makeBands() {
	needs := c.needs()
	if most := (limit.Limits{}); len(needs) > most.Most(limit.Periods) {
		c.findings.Add(most.Passed(limit.Periods, finding.Pos{}))
		return
	}
	for _, need := range needs {
		c.r.Bands = append(c.r.Bands, model.NewBand(need.period, len(c.r.Units), need.slots, len(c.t.Slots)))
	}
	for _, s := range c.in.Sets {
		if at := c.r.Band(s.Period); at >= 0 && c.isRow(s) {
			c.fill(&c.r.Bands[at], c.rows[s.Unit], s)
			for _, reg := range s.Registers {
				if reg.Spec.Counts != nil {
					c.r.Counted = append(c.r.Counted, model.CountedFile{Unit: c.rows[s.Unit], Band: at, Register: reg.Spec, File: reg.File})
				}
			}
		}
	}
	for i := range c.r.Bands {
		c.ownFigures(&c.r.Bands[i])
	}
	c.r.Previous = c.r.BandOf(0, expr.Previous)
	c.r.LastYear = c.r.BandOf(0, expr.LastYear)
}

// mergers notes whose figures are compared with those of units that took their places.
func (c *computer) mergers() {
	c.r.Mergers = map[model.Merger][]int{}
	for u, row := range c.r.Units {
		if !c.in.Tree.TookPlaces(row.Code) {
			continue
		}
		for band := range c.r.Bands {
			for _, base := range []expr.Base{expr.Previous, expr.LastYear} {
				if earlier := c.r.BandOf(band, base); earlier >= 0 {
					c.merger(model.Merger{Unit: u, Band: band, Earlier: earlier})
				}
			}
		}
	}
}

func (c *computer) merger(m model.Merger) {
	codes := c.in.Tree.Before(c.r.Units[m.Unit].Code, c.r.Bands[m.Band].Period.To, c.r.Bands[m.Earlier].Period.To)
	rows := make([]int, len(codes))
	for i, code := range codes {
		row, ok := c.rows[code]
		if !ok {
			row = model.NoRow
		}
		rows[i] = row
	}
	if len(rows) != 1 || rows[0] != m.Unit {
		c.r.Mergers[m] = rows
	}
}

// fill gives what a unit says to its row.
func (c *computer) fill(b *model.Band, row int, s *check.Set) {
	for slot, target := range s.Targets {
		b.Plans[model.Plan{Unit: row, Slot: slot}] = target
	}
	b.Fill(row, s.Cells)
}

func (c *computer) isRow(s *check.Set) bool {
	_, ok := c.rows[s.Unit]
	return ok
}

// unitRates evaluates the computed indicators of a band for every unit.
func (c *computer) unitRates(b *model.Band) {
	var rates []int // their slots
	var columns [][]model.Cell
	for _, slot := range b.Slots {
		if c.t.Slots[slot].Indicator.Formula != nil {
			rates, columns = append(rates, slot), append(columns, make([]model.Cell, len(c.r.Units)))
		}
	}
	if len(rates) == 0 {
		return
	}
	for u := range c.r.Units {
		values := c.index.Values(c.r.Units[u].Code, b.Period)
		for i, slot := range rates {
			if v := values(expr.Ref{Slot: slot}); v.State != num.Missing {
				columns[i][u] = model.Cell{Value: v, Origin: model.Computed}
			}
		}
	}
	for i, slot := range rates {
		b.Compute(slot, columns[i])
	}
}

// totals sums a band over its units. Rates are computed anew from sums over the units that
// gave all that the formula needs.
func (c *computer) totals(b *model.Band) {
	sums := make([]num.Sum, len(c.t.Slots))
	for u := range c.r.Units {
		own, qualified := c.r.Units[u].Own, false
		for slot, cell := range b.Row(u) {
			if cell.Value.State == num.Missing {
				continue
			}
			sums[slot].Add(cell.Value)
			qualified = qualified || cell.Aside && cell.Figure.Qualifier() != ""
			if !cell.Partial && !own {
				b.Totals[slot].Covered++
			}
		}
		if qualified { // few units are
			c.mixIn(b, u)
		}
	}
	for slot, s := range c.t.Slots {
		if s.Indicator.Formula != nil {
			b.Totals[slot] = c.rateTotal(b, s.Indicator, c.everyone)
			continue
		}
		b.Totals[slot].Value = sums[slot].Value()
	}
}

// rateTotal computes a rate over the units of some rows: each operand is the sum over the units that gave
// all of them, or, where it is a rate itself, that rate over units.
func (c *computer) rateTotal(b *model.Band, ind *spec.Indicator, rows []int) model.Total {
	if len(rows) == 0 {
		return c.computeRate(b, ind, rows)
	}
	key := rateKey{b.Period.Code, ind, rows[0], len(rows)}
	total, known := c.rates[key]
	if !known { // rates that look back at each other meet in the same ones again and again
		total = c.computeRate(b, ind, rows)
		c.rates[key] = total
	}
	return total
}

// rateKey tells rates over rows apart: sets of rows are all of them, or have none in common.
type rateKey struct {
	period      string
	rate        *spec.Indicator
	first, rows int
}

func (c *computer) computeRate(b *model.Band, ind *spec.Indicator, rows []int) model.Total {
	refs := ind.Formula.Refs()
	total := model.Total{Operands: make([]num.Value, len(refs))}
	some := false
	for _, u := range rows {
		row := c.r.Units[u]
		if b.Cell(u, ind.Total).Value.State == num.Missing {
			continue
		}
		if !row.Own {
			total.Covered++
		}
		some = true
		values := c.index.Values(row.Code, b.Period)
		given := make([]num.Value, len(refs))
		for i, ref := range refs {
			given[i] = values(ref)
		}
		if slices.ContainsFunc(given, func(v num.Value) bool { return !v.IsKnown() }) {
			continue // it does not apply to the unit
		}
		for i, v := range given {
			total.Operands[i] = num.Of(total.Operands[i].Number.Add(v.Number))
		}
	}
	for i, ref := range refs {
		switch {
		case some && !total.Operands[i].IsKnown(): // it applies to none
			total.Operands[i] = num.NA
		case total.Operands[i].IsKnown() && c.isRate(ref):
			total.Operands[i] = c.rateOf(b, ref, rows)
		}
	}
	if some {
		total.Value = ind.Formula.Eval(func(ref expr.Ref) num.Value { return total.Operands[slices.Index(refs, ref)] }).Round(ind.Decimals)
	}
	return total
}

func (c *computer) isRate(ref expr.Ref) bool {
	return ref.Base != expr.Target && c.t.Slots[ref.Slot].Indicator.Formula != nil
}

// rateOf is the value over units of a rate that another one refers to.
func (c *computer) rateOf(b *model.Band, ref expr.Ref, rows []int) num.Value {
	of, _ := ref.Base.Of(b.Period)
	at := c.r.Band(of)
	if at < 0 {
		return num.Value{}
	}
	return c.rateTotal(&c.r.Bands[at], c.t.Slots[ref.Slot].Indicator, rows).Value
}

// mixIn gives the totals the words before a unit's numbers.
func (c *computer) mixIn(b *model.Band, u int) {
	for slot, cell := range b.Row(u) {
		if cell.Value.State != num.Missing {
			total := &b.Totals[slot]
			total.Qualifier = mixQualifiers(total.Qualifier, c.qualifier(b, u, slot))
		}
	}
}

// qualifier is the word before a unit's number: its own, or what its parts carry.
func (c *computer) qualifier(b *model.Band, u, slot int) string {
	cell := b.Cell(u, slot)
	if cell.Figure != nil {
		return cell.Figure.Qualifier()
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
