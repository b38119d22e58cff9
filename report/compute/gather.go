package compute

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"

	"baocao/report/check"
	"baocao/report/expr"
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/spec"
)

// gather collects what is printed beside the totals: figures that stand apart, registers
// and texts of the period.
func (c *computer) gather() {
	for _, def := range c.t.Registers {
		c.r.Registers = append(c.r.Registers, model.Register{Spec: def})
	}
	for _, s := range c.in.Sets {
		if s.Period.Code != c.in.Period.Code {
			continue
		}
		row, isRow := c.rows[s.Unit]
		for _, text := range s.Texts {
			if s.Unit == c.in.Unit.Code {
				c.r.Texts = append(c.r.Texts, model.Text{Unit: -1, Key: text.Key, Markdown: text.Markdown})
			} else if isRow {
				c.r.UnitTexts = append(c.r.UnitTexts, model.Text{Unit: row, Key: text.Key, Markdown: text.Markdown})
			}
		}
		if !isRow {
			continue
		}
		for _, a := range s.Apart {
			c.r.Apart = append(c.r.Apart, model.Apart{Unit: row, Slot: a.Slot, Figure: a.Figure})
		}
		for _, reg := range s.Registers {
			at := slices.Index(c.t.Registers, reg.Spec)
			c.r.Registers[at].Given = true
			for _, cells := range reg.Rows {
				c.r.Registers[at].Rows = append(c.r.Registers[at].Rows, model.RegisterRow{Unit: row, Cells: cells})
			}
		}
	}
	slices.SortStableFunc(c.r.Apart, func(a, b model.Apart) int {
		return (a.Unit-b.Unit)*len(c.t.Slots) + a.Slot - b.Slot
	})
	slices.SortStableFunc(c.r.Counted, func(a, b model.CountedFile) int { return cmp.Or(a.Band-b.Band, a.Unit-b.Unit) })
	slices.SortStableFunc(c.r.UnitTexts, func(a, b model.Text) int { return a.Unit - b.Unit })
	for i := range c.r.Registers {
		slices.SortStableFunc(c.r.Registers[i].Rows, func(a, b model.RegisterRow) int { return a.Unit - b.Unit })
	}
}

// checks lists the checks on units, then runs those on the totals.
func (c *computer) checks() {
	c.unitChecks()
	lone := len(c.r.Units) == 1
	for _, rule := range c.t.Checks {
		if rule.Scope == spec.OnReport || (rule.Scope == spec.OnBoth && !lone) {
			c.onTotals(rule)
		}
	}
	if lone {
		return
	}
	for _, rule := range c.t.Implied {
		if slices.ContainsFunc(rule.Rule.Left.Refs(), func(ref expr.Ref) bool { return c.r.Lines[ref.Slot].Value.State != num.Missing }) {
			c.r.Checks = append(c.r.Checks, c.runOnTotals(rule))
		}
	}
}

// unitChecks gives the checks on units to their rows.
func (c *computer) unitChecks() {
	c.r.UnitChecks = make([]model.Checks, len(c.r.Units))
	for _, o := range c.in.Outcomes {
		if row, ok := c.rows[o.Set.Unit]; ok {
			c.r.UnitChecks[row] = o.Checks
		}
	}
}

// totalValue looks up a reference among the totals.
func (c *computer) totalValue(ref expr.Ref) num.Value {
	if ref.Base == expr.Target {
		return c.r.Lines[ref.Slot].PlannedFor()
	}
	return c.bandTotal(c.r.BandOf(0, ref.Base), ref.Slot)
}

// runOnTotals runs a rule on the totals, if they speak of the same units.
func (c *computer) runOnTotals(rule *spec.Check) model.Check {
	ran := check.Run(c.t, rule, c.totalValue)
	ran.Unit = -1
	if ran.Result != model.NotRun && !c.sameUnits(rule.Rule) {
		ran.Result = model.NotRun
		ran.Reason = model.Because(finding.Say("các số liệu không phải của cùng những đơn vị", "the figures cover different units"))
	}
	return ran
}

// onTotals runs a rule of the template on the totals and words what it found.
func (c *computer) onTotals(rule *spec.Check) {
	ran := c.runOnTotals(rule)
	c.r.Checks = append(c.r.Checks, ran)
	switch ran.Result {
	case model.Failed:
		f := finding.New(finding.TotalRuleFailed, rule.Pos, rule.Message, ran.Told())
		f.Severity = rule.Severity
		c.findings.Add(f.On(check.About(c.t, rule.Rule, c.in.Unit.Code, c.in.Period)))
	case model.NotRun:
		c.findings.Add(finding.New(finding.TotalRuleNotRun, rule.Pos, rule.Rule.Source, ran.Reason.Text()))
	}
}

// sameUnits reports whether all totals that a rule compares are of the same units, or of
// those that have taken their places.
func (c *computer) sameUnits(rule *expr.Rule) bool {
	type side struct{ band, slot int }
	var sides []side
	for _, ref := range slices.Concat(rule.Left.Refs(), rule.Right.Refs()) {
		if at := c.r.BandOf(0, ref.Base); at >= 0 && ref.Base != expr.Target {
			sides = append(sides, side{at, ref.Slot})
		}
	}
	everybody := func(s side) bool { return c.r.Bands[s.band].Totals[s.slot].Covered == len(c.r.Units) }
	if len(c.r.Mergers) == 0 && !slices.ContainsFunc(sides, func(s side) bool { return !everybody(s) }) {
		return true
	}
	gone := map[int]bool{} // rows that another one speaks for
	for m, rows := range c.r.Mergers {
		for _, row := range rows {
			gone[row] = gone[row] || m.Band == 0 && row != m.Unit
		}
	}
	for u := range c.r.Units {
		given, missing := false, false
		for _, s := range sides {
			for _, row := range c.r.Before(u, 0, s.band) {
				is := row != model.NoRow && c.r.Bands[s.band].Cell(row, s.slot).Value.State != num.Missing
				given, missing = given || is, missing || !is
			}
		}
		if given && missing && !gone[u] {
			return false
		}
	}
	return true
}

// used lists the sets whose figures the report uses, and the year's plans as a set of their
// own.
func (c *computer) used() []*check.Set {
	year := period.Period{Code: strconv.Itoa(c.in.Period.From.Year)}
	used := []*check.Set{{Unit: c.in.Unit.Code, Period: year, Targets: c.in.Plans}}
	for _, s := range c.in.Sets {
		if c.r.Band(s.Period) >= 0 && (c.isRow(s) || s.Unit == c.in.Unit.Code) {
			used = append(used, s)
		}
	}
	return used
}

// textsHash is the SHA-256 of the report's texts, in order, lengths before contents.
func textsHash(r *model.Report) string {
	hash := sha256.New()
	for _, text := range append(slices.Clip(r.Texts), r.UnitTexts...) {
		owner := r.Unit.Code
		if text.Unit >= 0 {
			owner = r.Units[text.Unit].Code
		}
		fmt.Fprintf(hash, "%s\t%s\t%d\n%s\n", owner, text.Key, len(text.Markdown), text.Markdown)
	}
	return hex.EncodeToString(hash.Sum(nil))
}
