// Package figures holds what units hand in, exactly as they wrote it and with the place
// of every value. Nothing here knows the template: names are as typed, totals are not
// computed. The decoders fill a [Submission]; check reads it.
package figures

import (
	"strconv"

	"baocao/report/finding"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/source"
	"baocao/report/unit"
)

// Submission is what one file says of one unit and one period.
type Submission struct {
	Path, Name string // of the file: for findings, for outputs
	SHA256     string
	Pos        finding.Pos // of the beginning

	Template      string // its name; empty when the file does not say
	FormSignature string // of an Excel form: the signature of the template that it was made from
	TemplatePos   finding.Pos
	Unit          unit.Unit // Code always; the rest when the file describes the unit
	UnitPos       finding.Pos
	Period        period.Period
	PeriodPos     finding.Pos
	Received      period.Date // the day it came in; the zero Date when nobody wrote it down
	Replaces      []Replaced  // files whose figures this one takes the place of

	Figures   []Figure
	Targets   []Target
	Registers []Register
	Texts     []Text
	Document  *Document // nil when the file says nothing of it
	Labels    []Label
	Accepted  []Acceptance

	Lost bool // entries or rows are not here for a fault that was reported, so nobody may speak of gaps
}

// Replaced names an earlier file of the same unit and period, as typed.
type Replaced struct {
	Pos  finding.Pos
	File string
}

// Figure is one value: indicator × category × unit × period. A country's report holds
// hundreds of thousands, so what few of them have is kept apart, see [Aside], and what
// findings show of places is made when asked for. The zero Figure's value is missing.
type Figure struct {
	From        *source.Origin // the file or sheet of all four places
	At          source.Place   // of the value
	IndicatorAt source.Place
	AxisAt      source.Place
	CategoryAt  source.Place

	*Name        // never nil
	Aside *Aside // nil for most; read it by the methods, change it by [Figure.SetAside]

	count int32     // the value's number, a whole one
	state num.State // of the value
	large bool      // the number has no room in count, and is in the Aside
	Bad   bool      // the value was reported as unreadable; no later check speaks of it
}

// Aside is what a figure may say besides its value.
type Aside struct {
	OutOf     num.Value   // the whole of which Value is a part; Missing when not given
	Rate      *num.Number // a stated rate in %, given without its two numbers; Value is then Missing
	Since     period.Date // the window's first day, month or year, when it is not the period's
	AsOf      period.Date // the window's last day, month or year, when it is not the period's
	Qualifier string      // trên, hơn, gần, khoảng, dưới; printed before the number
	Note      string
	Typed     string // the value as typed, where that is neither its digits alone nor x

	number num.Number // of a value that has no room in the figure
}

// Value is the value itself.
func (f *Figure) Value() num.Value {
	if f.large {
		return num.Value{State: f.state, Number: f.Aside.number}
	}
	return num.Value{State: f.state, Number: num.Small(f.count)}
}

// SetValue makes v the value.
func (f *Figure) SetValue(v num.Value) {
	whole, ok := v.Number.Int64()
	f.state, f.count = v.State, int32(whole)
	if f.large = !ok || int64(f.count) != whole; f.large {
		f.SetAside(func(a *Aside) { a.number = v.Number })
	}
}

// SetAside changes what f says besides its value. Figures that were copied from f, or from
// which f was copied, stay as they are.
func (f *Figure) SetAside(change func(a *Aside)) {
	a := *f.aside()
	change(&a)
	f.Aside = &a
}

// SetCount makes f's value a number that was typed as digits alone.
func (f *Figure) SetCount(n num.Number, digits string) {
	f.SetValue(num.Of(n))
	if len(digits) > 1 && digits[0] == '0' {
		f.SetTyped(digits)
	}
}

// SetTyped keeps how the value was typed.
func (f *Figure) SetTyped(text string) {
	f.SetAside(func(a *Aside) { a.Typed = text })
}

// Typed is the value as typed, for messages.
func (f *Figure) Typed() string {
	if typed := f.aside().Typed; typed != "" {
		return typed
	}
	switch v := f.Value(); v.State {
	case num.Known:
		n, _ := v.Number.Int64()
		return strconv.FormatInt(n, 10)
	case num.NotApplicable:
		return "x"
	}
	return ""
}

// noAside is only read.
var noAside Aside

func (f *Figure) aside() *Aside {
	if f.Aside == nil {
		return &noAside
	}
	return f.Aside
}

// Pos is where the value stands.
func (f *Figure) Pos() finding.Pos { return f.From.At(f.At) }

// IndicatorPos is where the indicator's name stands.
func (f *Figure) IndicatorPos() finding.Pos { return f.From.At(f.IndicatorAt) }

// AxisPos is where the breakdown's name stands.
func (f *Figure) AxisPos() finding.Pos { return f.From.At(f.AxisAt) }

// CategoryPos is where the category's name stands.
func (f *Figure) CategoryPos() finding.Pos { return f.From.At(f.CategoryAt) }

// File is the name of the figure's file, for outputs.
func (f *Figure) File() string { return f.From.Name }

// OutOf is the whole of which the value is a part; Missing when not given.
func (f *Figure) OutOf() num.Value { return f.aside().OutOf }

// Rate is the rate in % that was stated without its two numbers, or nil.
func (f *Figure) Rate() *num.Number { return f.aside().Rate }

// Since is the first day, month or year of the figure's own window.
func (f *Figure) Since() period.Date { return f.aside().Since }

// AsOf is the last day, month or year of the figure's own window.
func (f *Figure) AsOf() period.Date { return f.aside().AsOf }

// Qualifier is the word before a number that is not exact.
func (f *Figure) Qualifier() string { return f.aside().Qualifier }

// Note is what the unit wrote beside the value.
func (f *Figure) Note() string { return f.aside().Note }

// HasWindow reports whether the figure speaks of another span of time than the period.
func (f *Figure) HasWindow() bool { return !f.Since().IsZero() || !f.AsOf().IsZero() }

// Target is the plan for one indicator (kế hoạch được giao).
type Target struct {
	Pos          finding.Pos // of the value
	Indicator    string
	IndicatorPos finding.Pos
	Value        num.Value
	Bad          bool
}

// Plans are the targets of a year: the issuing unit's and, by their codes, those of the
// units below it.
type Plans struct {
	File, SHA256 string
	Issuer       []Target
	Units        map[string][]Target
}

// Register is a list of which figures are counted: a row per model, meeting …
type Register struct {
	Pos      finding.Pos // of its name in the submission, or the beginning of its file
	Code     string
	File     string // the file's name for outputs; empty when the rows stand in the submission
	SHA256   string
	Rows     []RegisterRow    // empty and not nil-checked: an empty register is zero, an absent one is not in the list
	Columns  []RegisterColumn // as headed in a file; nil when the rows are maps
	Notation num.Notation     // how its numbers are written
	Lost     bool             // rows or cells could not be read, which was reported: nothing can be counted
}

// RegisterColumn is one heading of a register file, as typed: a column's code or label.
type RegisterColumn struct {
	Pos  finding.Pos
	Name string
}

// RegisterRow is one row: its cells by heading, in order.
type RegisterRow struct {
	Pos   finding.Pos
	Cells []RegisterCell
	Names []finding.Pos // of each cell's heading, in a row that is a map; nil in a file
	Lost  bool          // a cell could not be read, which was reported, and is left out
}

// RegisterCell is one cell as typed.
type RegisterCell struct {
	Pos  finding.Pos
	Name string // the column's heading, as typed
	Text string // normalised; empty when missing
}

// Text is one passage of prose, Markdown.
type Text struct {
	Pos      finding.Pos // of the text
	KeyPos   finding.Pos
	Key      string
	Markdown string
}

// Label renames a category for the whole report: "cap.thanh_pho" → "cấp tỉnh".
type Label struct {
	Pos  finding.Pos
	Name string // breakdown.category
	Text string
}
