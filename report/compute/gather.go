package compute

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"baocao/report/check"
	"baocao/report/expr"
	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
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
	for _, o := range c.in.Outcomes {
		if row, ok := c.rows[o.Set.Unit]; ok {
			o.Check.Unit = row
			c.r.Checks = append(c.r.Checks, o.Check)
		}
	}
	slices.SortStableFunc(c.r.Checks, func(a, b model.Check) int { return a.Unit - b.Unit })
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
		ran.Result, ran.Reason = model.NotRun, finding.Say("các số liệu không phải của cùng những đơn vị", "the figures cover different units")
	}
	return ran
}

// onTotals runs a rule of the template on the totals and words what it found.
func (c *computer) onTotals(rule *spec.Check) {
	ran := c.runOnTotals(rule)
	c.r.Checks = append(c.r.Checks, ran)
	switch ran.Result {
	case model.Failed:
		f := finding.New(finding.TotalRuleFailed, rule.Pos, rule.Message,
			ran.Left.Number.PrintExact(), rule.Rule.Op, ran.Right.Number.PrintExact())
		f.Severity = rule.Severity
		c.findings.Add(f)
	case model.NotRun:
		c.findings.Add(finding.New(finding.TotalRuleNotRun, rule.Pos, rule.Rule.Source, ran.Reason))
	}
}

// sameUnits reports whether all totals that a rule compares are of the same units.
func (c *computer) sameUnits(rule *expr.Rule) bool {
	var cells []func(unit int) *model.Cell
	for _, ref := range slices.Concat(rule.Left.Refs(), rule.Right.Refs()) {
		if at := c.r.BandOf(0, ref.Base); at >= 0 && ref.Base != expr.Target {
			cells = append(cells, func(unit int) *model.Cell { return c.r.Bands[at].Cell(unit, ref.Slot) })
		}
	}
	for u := range c.r.Units {
		given := func(cell func(int) *model.Cell) bool { return cell(u).Value.State != num.Missing }
		if slices.ContainsFunc(cells, given) && slices.ContainsFunc(cells, func(cell func(int) *model.Cell) bool { return !given(cell) }) {
			return false
		}
	}
	return true
}

// used lists the sets whose figures the report uses.
func (c *computer) used() []*check.Set {
	var used []*check.Set
	for _, s := range c.in.Sets {
		if c.r.Band(s.Period) >= 0 && (c.isRow(s) || s.Unit == c.in.Unit.Code) {
			used = append(used, s)
		}
	}
	return used
}

// fingerprint is the SHA-256 over one line for each figure and target used, sorted
// bytewise, then "template⇥<sha256>"; every line ends with a line feed. The fields are
// unit, period, indicator, axis, category, status, value, since, as_of, qualifier, out_of,
// parted by tabs.
func fingerprint(t *spec.Template, sets []*check.Set) string {
	var lines []string
	for _, s := range sets {
		line := func(slot int, status, value string, f *figures.Figure, outOf num.Value) {
			var axis, category, since, asOf, qualifier string
			if sl := t.Slots[slot]; sl.Category != nil {
				axis, category = sl.Axis.Code, sl.Category.Code
			}
			if f != nil {
				since, asOf, qualifier = f.Since.String(), f.AsOf.String(), f.Qualifier
			}
			lines = append(lines, strings.Join([]string{s.Unit, s.Period.Code, t.Slots[slot].Indicator.Code, axis, category,
				status, value, since, asOf, qualifier, decimal(outOf)}, "\t")+"\n")
		}
		for slot, cell := range s.Cells {
			if (cell.Origin == model.Given || cell.Origin == model.Counted) && !t.Slots[slot].IsOutOf {
				outOf := num.Value{}
				if cell.Figure != nil {
					outOf = cell.Figure.OutOf
				}
				line(slot, status(cell.Value), decimal(cell.Value), cell.Figure, outOf)
			}
		}
		for _, a := range s.Apart {
			if a.Figure.Rate != nil {
				line(a.Slot, "rate", decimal(num.Of(*a.Figure.Rate)), a.Figure, num.Value{})
				continue
			}
			line(a.Slot, status(a.Figure.Value), decimal(a.Figure.Value), a.Figure, a.Figure.OutOf)
		}
		for slot, target := range s.Targets {
			line(slot, "target", decimal(target), nil, num.Value{})
		}
	}
	slices.Sort(lines)
	hash := sha256.New()
	for _, l := range lines {
		hash.Write([]byte(l))
	}
	fmt.Fprintf(hash, "template\t%s\n", t.SHA256)
	return hex.EncodeToString(hash.Sum(nil))
}

func status(v num.Value) string {
	if v.State == num.NotApplicable {
		return "not_applicable"
	}
	return "value"
}

// decimal is the shortest exact form; every figure that was read has one.
func decimal(v num.Value) string {
	if !v.IsKnown() {
		return ""
	}
	s, _ := v.Number.Decimal()
	return s
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
