// Package diff compares two reports: [Reports] says which figures changed, in which units'
// values and at which places, and what else is not the same.
package diff

import (
	"slices"
	"strings"

	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/output"
	"baocao/report/period"
	"baocao/report/trace"
)

// Result is all that differs between two reports. What one of them does not tell is not
// compared, and stands in NotCompared.
type Result struct {
	Periods     [2]model.WrittenPeriod // old and new; they may be two quarters
	Figures     []Figure
	Targets     []Figure
	Checks      []Check
	Came, Gone  []model.WrittenRow // units that handed something in, or nothing any more
	Inputs      []Input
	Facts       []Fact
	NotCompared []Subject
}

// Figure is a figure over units that changed.
type Figure struct {
	Name, Label, Measure string
	Period               model.WrittenPeriod // of an operand, or of another period of both reports; else zero
	Change
	Units    []Unit   // whose values changed; none of a rate
	Operands []Figure // of a rate: those that changed
}

// Change is a value in both reports; nil where the report has none at all.
type Change struct{ Old, New *trace.Node }

// Unit is one unit's value of a figure. Causes are the places that changed, where the value
// itself has none or another.
type Unit struct {
	Row model.WrittenRow
	Change
	Causes []Change
}

// Check is one that did not end in the same way; a result is empty where the check was not made.
type Check struct {
	Rule, Message string
	Unit          string // the name; empty: on the totals
	Old, New      model.Result
}

// Input is a file that one report was made of and the other not, or another version of it. A
// hash is empty where the file was not read.
type Input struct{ File, Old, New string }

// Fact is a text that is not the same.
type Fact struct {
	What     Subject
	Old, New string
}

// Subject is something that two reports have in common.
type Subject string

const (
	TemplateName Subject = "template"
	TemplateHash Subject = "template_sha256"
	Texts        Subject = "texts_sha256"
	Fingerprint  Subject = "fingerprint"
	UnitName     Subject = "unit_name"
	Sources      Subject = "sources"       // whose values changed
	Targets      Subject = "targets"       // what was planned
	Inputs       Subject = "inputs"        // files of other periods, and registers
	PassedChecks Subject = "passed_checks" // on units
)

// Same reports whether nothing differs.
func (r *Result) Same() bool {
	return len(r.Figures)+len(r.Targets)+len(r.Checks)+len(r.Came)+len(r.Gone)+len(r.Inputs)+len(r.Facts) == 0
}

// OtherPeriod reports whether two periods of one kind were compared.
func (r *Result) OtherPeriod() bool { return r.Periods[0].Code != r.Periods[1].Code }

// Refused is why two reports are not compared.
type Refused struct{ Text finding.Text }

func (e *Refused) Error() string { return e.Text.In(finding.EN) }

// Reports compares two reports of one unit, for one period or for two of the same kind. Its
// error is a [Refused].
func Reports(old, new *output.Report) (*Result, error) {
	if err := comparable(old, new); err != nil {
		return nil, err
	}
	c := comparer{old: old, new: new, before: trace.New(old.Written), after: trace.New(new.Written),
		Result: &Result{Periods: [2]model.WrittenPeriod{old.Period, new.Period}}}
	c.facts()
	c.figures()
	c.targets()
	c.units()
	c.checks()
	c.inputs()
	c.fingerprint()
	return c.Result, nil
}

func comparable(old, new *output.Report) error {
	if old.Unit.Code != new.Unit.Code {
		return &Refused{finding.Say("báo cáo của hai đơn vị khác nhau: %s (%s) và %s (%s)", "the reports are of two units: %s (%s) and %s (%s)",
			old.Unit.Name, old.Unit.Code, new.Unit.Name, new.Unit.Code)}
	}
	p, _ := period.Parse(old.Period.Code)
	q, _ := period.Parse(new.Period.Code)
	if old.Period.Code != new.Period.Code && (p.Kind != q.Kind || p.IsZero()) {
		return &Refused{finding.Say("hai kỳ không cùng loại: %s và %s", "the periods are of different kinds: %s and %s", old.Period.Label, new.Period.Label)}
	}
	return nil
}

type comparer struct {
	old, new      *output.Report
	before, after *trace.Tracer
	*Result
}

// facts compares the texts that stand for a whole. What a workbook does not say is empty.
func (c *comparer) facts() {
	for _, f := range []Fact{
		{UnitName, c.old.Unit.Name, c.new.Unit.Name},
		{TemplateName, c.old.Template.Name, c.new.Template.Name},
		{TemplateHash, c.old.Template.SHA256, c.new.Template.SHA256},
		{Texts, c.old.TextsSHA256, c.new.TextsSHA256},
	} {
		switch {
		case c.OtherPeriod() && f.What == Texts: // of another period by their nature
		case f.Old == "" || f.New == "":
			c.NotCompared = append(c.NotCompared, f.What)
		case f.Old != f.New:
			c.Facts = append(c.Facts, f)
		}
	}
}

// fingerprint tells of two fingerprints where nothing that was compared explains them.
func (c *comparer) fingerprint() {
	if c.old.Fingerprint != c.new.Fingerprint && c.Same() && !c.OtherPeriod() {
		c.Facts = append(c.Facts, Fact{Fingerprint, c.old.Fingerprint, c.new.Fingerprint})
	}
}

// targets compares what was planned for the figures.
func (c *comparer) targets() {
	if c.old.Kind == output.Workbook || c.new.Kind == output.Workbook {
		c.NotCompared = append(c.NotCompared, Targets)
		return
	}
	for _, name := range names(c.before.Names(), c.after.Names()) {
		for _, of := range []trace.Of{trace.Target, trace.PeriodTarget} {
			old, new := planned(c.before, name, of), planned(c.after, name, of)
			if old == nil && new == nil || old != nil && new != nil && old.Value.Equal(new.Value) {
				continue
			}
			if of == trace.PeriodTarget && samePlan(old, planned(c.before, name, trace.Target)) && samePlan(new, planned(c.after, name, trace.Target)) {
				continue // it is the target that was told already
			}
			f := c.named(name)
			f.Change = Change{old, new}
			c.Targets = append(c.Targets, f)
		}
	}
}

func planned(t *trace.Tracer, name string, of trace.Of) *trace.Node {
	n, ok := t.Figure(name, of)
	if !ok || !n.Value.IsKnown() {
		return nil
	}
	return &n
}

func samePlan(a, b *trace.Node) bool {
	return a == nil && b == nil || a != nil && b != nil && a.Value.Equal(b.Value)
}

// named begins a figure with its words.
func (c *comparer) named(name string) Figure {
	f := Figure{Name: name, Label: c.after.Label(name)}
	written := c.after.Written(name)
	if written == nil || written.Label == "" {
		f.Label, written = c.before.Label(name), c.before.Written(name)
	}
	if written != nil {
		f.Measure = written.Measure
	}
	return f
}

// checks compares how those ended that both reports tell of. A check that is in one template
// alone is told with the template.
func (c *comparer) checks() {
	type key struct{ rule, unit string }
	old := map[key]model.WrittenCheck{}
	for _, check := range c.old.Checks {
		old[key{check.Rule, check.Unit}] = check
	}
	leftOut := c.old.Without(model.LeftOutPassed) || c.new.Without(model.LeftOutPassed)
	if leftOut {
		c.NotCompared = append(c.NotCompared, PassedChecks)
	}
	done := map[key]bool{}
	add := func(check model.WrittenCheck, was, is model.Result) {
		if check.Message == "" { // as of one that passes now
			check.Message = old[key{check.Rule, check.Unit}].Message
		}
		done[key{check.Rule, check.Unit}] = true
		if was == is || c.cameOrWent(check.Unit) || leftOut && check.Unit != "" && (was == "" || is == "") {
			return
		}
		c.Checks = append(c.Checks, Check{Rule: check.Rule, Message: check.Message, Unit: c.nameOf(check.Unit), Old: was, New: is})
	}
	for _, check := range c.new.Checks {
		add(check, old[key{check.Rule, check.Unit}].Result, check.Result)
	}
	for _, check := range c.old.Checks {
		if !done[key{check.Rule, check.Unit}] {
			add(check, check.Result, "")
		}
	}
}

// cameOrWent reports whether a unit handed in for one of the reports alone, which explains
// every check on it.
func (c *comparer) cameOrWent(unit string) bool {
	return slices.ContainsFunc(slices.Concat(c.Came, c.Gone), func(row model.WrittenRow) bool { return row.Code == unit })
}

// nameOf is what people call a unit.
func (c *comparer) nameOf(code string) string {
	for _, rows := range [][]model.WrittenRow{c.new.Units, c.old.Units} {
		for _, row := range rows {
			if row.Code == code {
				return row.Name
			}
		}
	}
	return code
}

// units compares who handed something in.
func (c *comparer) units() {
	c.Came, c.Gone = received(c.new, c.old), received(c.old, c.new)
}

// received lists the units that handed in for one report and not for the other.
func received(here, there *output.Report) []model.WrittenRow {
	gave := func(r *output.Report, code string) bool {
		return slices.ContainsFunc(r.Units, func(u model.WrittenRow) bool { return u.Code == code }) && !slices.Contains(r.Completeness.Missing, code)
	}
	var rows []model.WrittenRow
	for _, u := range here.Units {
		if u.Owes && gave(here, u.Code) && !gave(there, u.Code) {
			rows = append(rows, u)
		}
	}
	return rows
}

// inputs compares the files by their hashes. A workbook names only the submissions of its own
// period, so that of the other report no more can be compared.
func (c *comparer) inputs() {
	if c.OtherPeriod() {
		return // the files of two periods are not the same files
	}
	partial := c.old.Kind == output.Workbook || c.new.Kind == output.Workbook
	if partial {
		c.NotCompared = append(c.NotCompared, Inputs)
	}
	hashes := [2]map[string]string{{}, {}}
	var files []string
	for i, r := range []*output.Report{c.old, c.new} {
		for _, in := range r.Inputs {
			hashes[i][in.File] = in.SHA256
			files = append(files, in.File)
		}
	}
	slices.Sort(files)
	for _, file := range slices.Compact(files) {
		in := Input{file, hashes[0][file], hashes[1][file]}
		if in.Old != in.New && !(partial && (in.Old == "" || in.New == "")) {
			c.Inputs = append(c.Inputs, in)
		}
	}
}

// names joins two lists of names: those of the second, and what only the first has.
func names(first, second []string) []string {
	all := slices.Clone(second)
	known := make(map[string]bool, len(second))
	for _, name := range second {
		known[name] = true
	}
	for _, name := range first {
		if !known[name] {
			all = append(all, name)
		}
	}
	return all
}

// same reports whether two nodes say the same, wherever they say it.
func same(a, b *trace.Node) bool {
	if a == nil || b == nil {
		return (a == nil || a.Value.State == num.Missing) && (b == nil || b.Value.State == num.Missing)
	}
	return a.Value.Equal(b.Value) && a.OutOf.Equal(b.OutOf) && strings.EqualFold(a.Qualifier, b.Qualifier)
}
