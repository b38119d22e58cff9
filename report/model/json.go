package model

import (
	"io"
	"slices"
	"strconv"

	"baocao/report/expr"
	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/spec"
)

// Schema names the version of the JSON report; a change that could mislead a reader of
// the old one gives it a new number.
const Schema = "baocao.report/1"

// MostSources is how many figures' sources an output carries; beyond it only the JSON
// beside the workbook has them all.
const MostSources = 20000

// What a short JSON leaves out, by the words that stand in it.
const (
	LeftOutSources = "sources"       // where the figures come from, unit by unit
	LeftOutPassed  = "passed_checks" // checks on units that passed; their number is there
	LeftOutIdle    = "idle_checks"   // those on units that gave nothing to check; likewise
)

// JSON writes the report for programs: exact decimals, one line feed at the end. Optional
// values are absent where they make no sense for a figure and null where they are missing.
//
// A short one of a report of more than MostSources figures leaves out the units' sources
// and their passed checks, and says so: it is for whoever has one file in hand.
func (r *Report) JSON(w io.Writer, short bool) error {
	j := reportWriter{jsonWriter: newJSONWriter(w), r: r, expected: r.Expected(), short: short && r.TooManySources(),
		openings: map[opening][]byte{}, reasons: map[Reason][]byte{}}
	j.open('{')
	j.head()
	j.figures()
	j.otherPeriods()
	j.units()
	j.countedFiles()
	j.checks()
	j.completeness()
	j.inputs()
	j.accepted()
	j.close('}')
	return j.end()
}

// TooManySources reports whether more than MostSources figures were handed in for the
// periods that the report looks at.
func (r *Report) TooManySources() bool {
	n := 0
	for i := range r.Bands {
		for u := range r.Units {
			for _, cell := range r.Bands[i].Row(u) {
				if cell.Figure != nil {
					n++
				}
			}
			if n > MostSources {
				return true
			}
		}
	}
	return false
}

// reportWriter writes the parts of a report.
type reportWriter struct {
	*jsonWriter
	r        *Report
	expected int // units that owe a report
	short    bool
	columns  columns

	// What was written of checks: thousands of units are judged by the same, and lack the same.
	openings map[opening][]byte
	reasons  map[Reason][]byte
}

// opening names the first fields of a check, which are those of its rule.
type opening struct {
	rule    *spec.Check
	message bool // it is among them
}

// columns are the cells of some slots of a band, by unit.
type columns struct {
	band, first int
	cells       [][]Cell
}

// columnsAtOnce is how many of them are taken out of the units' rows at once.
const columnsAtOnce = 16

// column gives the cells of one slot, by unit; the next call takes them back.
func (j *reportWriter) column(band, slot int) []Cell {
	c := &j.columns
	if first := slot - slot%columnsAtOnce; c.cells == nil || c.band != band || c.first != first {
		if c.cells == nil {
			for range columnsAtOnce {
				c.cells = append(c.cells, make([]Cell, len(j.r.Units)))
			}
		}
		c.band, c.first = band, first
		j.r.Bands[band].Columns(first, c.cells)
	}
	return c.cells[slot-c.first]
}

func (j *reportWriter) head() {
	r := j.r
	j.text("schema", Schema)
	j.text("fingerprint", r.Fingerprint)
	j.text("texts_sha256", r.TextsSHA256)
	j.text("accepted_sha256", r.AcceptedSHA256())
	j.key("template")
	j.open('{')
	j.text("name", r.Template.Name)
	j.text("sha256", r.Template.SHA256)
	j.close('}')
	j.key("unit")
	j.open('{')
	j.text("code", r.Unit.Code)
	j.text("name", r.Unit.Name)
	j.close('}')
	j.period(r.Period)
	var leftOut []string
	if j.short {
		leftOut = []string{LeftOutSources, LeftOutPassed, LeftOutIdle}
	}
	j.texts("left_out", leftOut)
}

func (j *reportWriter) period(p period.Period) {
	j.key("period")
	j.open('{')
	j.text("code", p.Code)
	j.text("label", p.Label())
	j.text("from", p.From.String())
	j.text("to", p.To.String())
	j.close('}')
}

// figures are those of the report's own period, each followed by those that stand apart.
func (j *reportWriter) figures() {
	j.key("figures")
	j.open('[')
	for slot, s := range j.r.Template.Slots {
		if s.IsOutOf {
			continue
		}
		j.figure(slot)
		for _, a := range j.r.Apart {
			if a.Slot == slot {
				j.apart(a)
			}
		}
	}
	j.close(']')
}

func (j *reportWriter) figure(slot int) {
	l := j.r.Lines[slot]
	j.object()
	j.name(slot)
	j.wording(slot)
	j.value(l.Value)
	if whole := j.r.Template.Slots[slot].OutOf; whole >= 0 {
		j.numberIf("out_of", j.r.Lines[whole].Value)
	}
	j.textIf("qualifier", l.Qualifier)
	j.key("units")
	j.open('{')
	j.whole("covered", l.Covered)
	j.whole("expected", j.expected)
	j.close('}')
	j.numberIf("share", l.Share)
	j.comparison(l)
	j.origin(0, slot)
	j.close('}')
}

// wording is what people call the figure and count it in, and how it adds up over time.
func (j *reportWriter) wording(slot int) {
	s := j.r.Template.Slots[slot]
	j.text("label", s.Label())
	j.text("measure", s.Indicator.Measure)
	j.text("nature", string(s.Indicator.Nature))
}

func (j *reportWriter) name(slot int) {
	s := j.r.Template.Slots[slot]
	j.text("indicator", s.Indicator.Code)
	if s.Category == nil {
		j.null("breakdown")
		j.null("category")
		return
	}
	j.text("breakdown", s.Axis.Code)
	j.text("category", s.Category.Code)
}

var statusNames = [...]string{
	num.Missing: "missing", num.NotApplicable: "not_applicable", num.Known: "value",
}

func (j *reportWriter) value(v num.Value) {
	j.number("value", v)
	j.text("status", statusNames[v.State])
}

// comparison is what a figure is measured against. Whose the target is stands beside it:
// one of the year is compared with the year to date.
func (j *reportWriter) comparison(l Line) {
	j.number("previous", l.Previous)
	j.number("same_period_last_year", l.LastYear)
	j.number("year_to_date", l.YearToDate)
	j.number("target", l.PlannedFor())
	switch {
	case l.Target.State != num.Missing:
		j.text("target_of", "year")
	case l.PeriodTarget.State != num.Missing:
		j.text("target_of", "period")
	}
	j.numberIf("period_target", l.PeriodTarget)
	j.number("difference_previous", l.DifferencePrevious)
	j.number("change_previous", l.ChangePrevious)
	j.number("difference", l.Difference)
	j.number("change", l.Change)
	j.number("attained", l.Attained)
}

// origin says how a total came about: by which formula, of which units' values.
func (j *reportWriter) origin(band, slot int) {
	if formula := j.r.Template.Slots[slot].Indicator.Formula; formula != nil {
		j.text("formula", formula.Source)
		j.operands(formula.Refs(), j.r.Bands[band].Totals[slot].Operands)
	}
	if !j.short {
		j.sources(band, slot)
	}
}

var baseNames = [...]string{expr.Current: "", expr.Previous: "previous", expr.LastYear: "same_period_last_year", expr.Target: "target"}

// operands are what the references of a formula come to over the units that gave them all.
func (j *reportWriter) operands(refs []expr.Ref, values []num.Value) {
	if len(values) == 0 {
		return
	}
	j.key("operands")
	j.open('[')
	for i, ref := range refs {
		j.row()
		j.text("name", j.r.Template.Slots[ref.Slot].Code())
		j.textIf("of", baseNames[ref.Base])
		j.number("value", rounded(values[i]))
		j.endRow()
	}
	j.close(']')
}

// sources lists the units whose values are in a total.
func (j *reportWriter) sources(band, slot int) {
	b := &j.r.Bands[band]
	whole := j.r.Template.Slots[slot].OutOf
	first := true
	for u, cell := range j.column(band, slot) {
		var outOf num.Value
		if whole >= 0 {
			outOf = b.Cell(u, whole).Value
		}
		if cell.Origin == None && !outOf.IsKnown() {
			continue
		}
		if first {
			j.key("sources")
			j.open('[')
			first = false
		}
		j.source(u, slot, cell, outOf)
	}
	if !first {
		j.close(']')
	}
}

var originNames = [...]string{Given: "", Summed: "summed", Counted: "counted", Computed: "computed", Combined: "combined"}

// source is one unit's value. Only what was given has one place; of the others the reader
// learns where to look next.
func (j *reportWriter) source(u, slot int, cell Cell, outOf num.Value) {
	j.row()
	j.text("unit", j.r.Units[u].Code)
	j.number("value", cell.Value)
	if !cell.Value.IsKnown() {
		j.text("status", statusNames[cell.Value.State])
	}
	j.numberIf("out_of", outOf)
	j.textIf("origin", originNames[cell.Origin])
	ind := j.r.Template.Slots[slot].Indicator
	switch cell.Origin {
	case Summed:
		j.text("breakdown", ind.By[cell.Axis].Code)
	case Counted:
		j.text("register", j.registerOf(ind))
	case Combined:
		if cell.Partial {
			j.key("partial")
			j.buf = append(j.buf, "true"...)
		}
	}
	if cell.Figure != nil {
		j.place(cell.Figure)
	}
	j.endRow()
}

func (j *reportWriter) registerOf(ind *spec.Indicator) string {
	at := slices.IndexFunc(j.r.Template.Registers, func(r *spec.Register) bool { return r.Counts == ind })
	return j.r.Template.Registers[at].Code
}

func (j *reportWriter) place(f *figures.Figure) {
	j.textIf("qualifier", f.Qualifier())
	j.text("file", f.File())
	j.key("at")
	j.scratch = f.Pos().AppendPlace(j.scratch[:0])
	j.buf = appendQuoted(j.buf, j.scratch)
}

// apart is a figure of another window, or a stated rate.
func (j *reportWriter) apart(a Apart) {
	f := a.Figure
	j.object()
	j.name(a.Slot)
	j.value(f.Value())
	j.numberIf("out_of", f.OutOf())
	if f.Rate() != nil {
		j.number("stated_rate", num.Of(*f.Rate()))
	}
	j.textIf("qualifier", f.Qualifier())
	j.textIf("since", f.Since().String())
	j.textIf("as_of", f.AsOf().String())
	j.key("sources")
	j.open('[')
	j.source(a.Unit, a.Slot, Cell{Value: f.Value(), Origin: Given, Figure: f}, f.OutOf())
	j.close(']')
	j.close('}')
}

// otherPeriods are those that the report's own figures are compared with or made of.
func (j *reportWriter) otherPeriods() {
	j.key("other_periods")
	j.open('[')
	for band := 1; band < len(j.r.Bands); band++ {
		b := &j.r.Bands[band]
		j.object()
		j.period(b.Period)
		j.key("figures")
		j.open('[')
		for _, slot := range b.Slots {
			if !j.r.Template.Slots[slot].IsOutOf && b.Totals[slot].Value.State != num.Missing {
				j.otherFigure(band, slot)
			}
		}
		j.close(']')
		j.close('}')
	}
	j.close(']')
}

// otherFigure is a total of another period. How many units owed a report then is not known.
func (j *reportWriter) otherFigure(band, slot int) {
	b := &j.r.Bands[band]
	t := b.Totals[slot]
	j.object()
	j.name(slot)
	j.value(t.Value)
	if whole := j.r.Template.Slots[slot].OutOf; whole >= 0 {
		j.numberIf("out_of", b.Totals[whole].Value)
	}
	j.textIf("qualifier", t.Qualifier)
	j.key("units")
	j.open('{')
	j.whole("covered", t.Covered)
	j.close('}')
	j.origin(band, slot)
	j.close('}')
}

// units are the rows of the report: those whose values its totals are made of.
func (j *reportWriter) units() {
	j.key("units")
	j.open('[')
	for _, u := range j.r.Units {
		j.row()
		j.text("code", u.Code)
		j.text("name", u.Name)
		j.key("owes")
		j.buf = strconv.AppendBool(j.buf, u.Owes)
		j.endRow()
	}
	j.close(']')
}

// countedFiles say where the rows stand that were counted: a counted value has no one place.
func (j *reportWriter) countedFiles() {
	j.key("counted_files")
	j.open('[')
	if !j.short {
		for _, c := range j.r.Counted {
			j.row()
			j.text("unit", j.r.Units[c.Unit].Code)
			j.text("period", j.r.Bands[c.Band].Period.Code)
			j.text("register", c.Register.Code)
			j.text("file", c.File)
			j.endRow()
		}
	}
	j.close(']')
}

// checks are counted, all of them, and then listed.
func (j *reportWriter) checks() {
	tally, all := j.r.Tally(), j.r.AllChecks()
	j.key("check_counts")
	j.open('{')
	for _, result := range results {
		j.whole(string(result), tally.By[result])
	}
	j.whole("idle", tally.Idle)
	j.close('}')
	if j.short {
		all = j.r.LoudChecks()
	}
	j.key("checks")
	j.open('[')
	for c := range all {
		j.check(&c)
	}
	j.close(']')
}

var severityNames = [...]string{finding.Error: "error", finding.Warning: "warning", finding.Info: "info"}

func (j *reportWriter) check(c *Check) {
	j.row()
	j.fields(j.opening(c))
	if c.Unit >= 0 {
		j.text("unit", j.r.Units[c.Unit].Code)
	} else {
		j.null("unit")
	}
	j.number("left", rounded(c.Left))
	j.text("op", c.Rule.Op)
	j.number("right", rounded(c.Right))
	j.text("result", string(c.Result))
	if !c.Reason.IsZero() {
		j.reason(c.Reason)
	}
	if c.Idle {
		j.key("idle")
		j.buf = append(j.buf, "true"...)
	}
	j.endRow()
}

// opening gives the first fields of a check.
func (j *reportWriter) opening(c *Check) []byte {
	o := opening{c.Check, len(j.r.Units) == 1 || !c.Quiet()} // there are thousands of the others
	fields, known := j.openings[o]
	if !known {
		fields = appendQuoted([]byte(`"rule": `), c.Rule.Source)
		if o.message {
			fields = appendQuoted(append(fields, `, "message": `...), c.Message)
		}
		fields = appendQuoted(append(fields, `, "severity": `...), severityNames[c.Severity])
		j.openings[o] = fields
	}
	return fields
}

func (j *reportWriter) reason(r Reason) {
	quoted, known := j.reasons[r]
	if !known {
		quoted = appendQuoted(nil, r.In(finding.VI))
		j.reasons[r] = quoted
	}
	j.key("reason")
	j.buf = append(j.buf, quoted...)
}

// rounded is one side of a check: exact where it has a decimal form, else as it was
// compared.
func rounded(v num.Value) num.Value {
	if v.IsKnown() && !v.Number.IsDecimal() {
		return v.Round(SideDecimals)
	}
	return v
}

func (j *reportWriter) completeness() {
	var missing, late []string
	for _, u := range j.r.Units {
		if u.Owes && len(u.Files) == 0 {
			missing = append(missing, u.Code)
		}
		if u.Late {
			late = append(late, u.Code)
		}
	}
	slices.Sort(missing)
	slices.Sort(late)
	j.key("completeness")
	j.open('{')
	j.whole("expected", j.expected)
	j.whole("received", j.r.Received())
	j.texts("missing", missing)
	j.texts("late", late)
	j.close('}')
}

func (j *reportWriter) inputs() {
	j.key("inputs")
	j.open('[')
	for _, in := range j.r.Inputs {
		j.row()
		j.text("file", in.File)
		j.text("sha256", in.SHA256)
		j.endRow()
	}
	j.close(']')
}
