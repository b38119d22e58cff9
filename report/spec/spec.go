// Package spec holds a loaded template: its indicators, breakdowns, registers, checks,
// tables and prose, every name resolved and every expression parsed. [Load] reads a
// template folder; nothing outside this package knows how one is written.
package spec

import (
	"strings"

	"baocao/report/expr"
	"baocao/report/finding"
	"baocao/report/period"
)

// Template is a template folder (mẫu báo cáo), ready for use. It is read-only once loaded.
type Template struct {
	Name        string
	Title       string
	SHA256      string // of the folder's files, see Load
	Layout      string // the page layout of its documents that name none; empty: by the document's date
	LayoutPos   finding.Pos
	Periods     []period.Kind
	LeadingZero bool // prose writes counts below ten as 08
	Footnotes   bool // prose says another window of figures at the foot of the page, not in brackets
	Breakdowns  []*Breakdown
	Indicators  []*Indicator
	Registers   []*Register
	Checks      []*Check
	Implied     []*Check // what every template checks: total = parts, done ≤ out_of
	Tables      []*Table
	Workbook    []*Table // the tables that become sheets, in order
	Book        *Book    // the workbook that is filled in instead; nil where there is none
	Summary     Summary

	// Slots numbers every figure that a unit can have: an indicator's total, its parts,
	// and the wholes of those that have one. Columns of figures everywhere follow it.
	Slots []Slot

	indicators map[string]*Indicator
}

// Nature says how an indicator adds up.
type Nature string

const (
	Flow  Nature = "flow"  // happens in the period: adds over units and over periods
	Stock Nature = "stock" // stands at the period's end: adds over units, never over periods
	Rate  Nature = "rate"  // computed by its formula, never added
)

// Breakdown divides an indicator's total (phân tổ); its categories sum to the total.
type Breakdown struct {
	Code, Label string
	Categories  []*Category
}

// Category is one part of a breakdown.
type Category struct{ Code, Label string }

// Indicator is one thing that is reported (chỉ tiêu).
type Indicator struct {
	Code, Label string
	Measure     string // đơn vị tính
	Nature      Nature
	By          []*Breakdown
	OutOf       string        // the label of the whole of which the figure is a part; empty: one number
	Formula     *expr.Formula // of a Rate; nil otherwise
	Decimals    int           // digits after the comma, also the most that a unit may give
	AddOwn      bool          // a unit's own figure is added to its subordinates' instead of checked against them
	Pos         finding.Pos

	Total int     // the slot of the total
	Parts [][]int // for each breakdown in By, the slots of its categories
}

// Slot is one figure of a unit: the total of an indicator, a part of it, or the whole
// (OutOf) of either.
type Slot struct {
	Indicator *Indicator
	Axis      *Breakdown // nil for the total
	Category  *Category  // nil for the total
	IsOutOf   bool
	OutOf     int // the slot of the whole; -1 where there is none
}

// Code is the slot's name in expressions and prose: DVK01, DVK01.huyen, MT05.doan.out_of.
// The axis is named where two breakdowns of the indicator share the category.
func (s Slot) Code() string {
	code := s.Indicator.Code
	if s.Category != nil {
		if len(s.Indicator.axesOf(s.Category.Code)) > 1 {
			code += "." + s.Axis.Code
		}
		code += "." + s.Category.Code
	}
	if s.IsOutOf {
		code += ".out_of"
	}
	return code
}

// Label is what people call the slot: the indicator, or its category.
func (s Slot) Label() string {
	switch {
	case s.IsOutOf:
		return s.Indicator.OutOf
	case s.Category != nil:
		return s.Category.Label
	}
	return s.Indicator.Label
}

// axesOf lists the breakdowns of the indicator that have a category of that code.
func (ind *Indicator) axesOf(category string) []*Breakdown {
	var axes []*Breakdown
	for _, b := range ind.By {
		if b.category(category) != nil {
			axes = append(axes, b)
		}
	}
	return axes
}

func (b *Breakdown) category(code string) *Category {
	for _, c := range b.Categories {
		if c.Code == code {
			return c
		}
	}
	return nil
}

// Axis finds a breakdown of the indicator and its place in By; -1 when it has none of that code.
func (ind *Indicator) Axis(code string) int {
	for i, b := range ind.By {
		if b.Code == code {
			return i
		}
	}
	return -1
}

// Axes lists the places in By of the breakdowns that have the category.
func (ind *Indicator) Axes(category string) []int {
	var at []int
	for i, b := range ind.By {
		if b.category(category) != nil {
			at = append(at, i)
		}
	}
	return at
}

// PartSlot finds the slot of a category on the breakdown By[axis]; -1 when there is none.
func (ind *Indicator) PartSlot(axis int, category string) int {
	for i, c := range ind.By[axis].Categories {
		if c.Code == category {
			return ind.Parts[axis][i]
		}
	}
	return -1
}

// Indicator finds an indicator by its code, or nil.
func (t *Template) Indicator(code string) *Indicator { return t.indicators[code] }

// IndicatorCodes lists all codes in the template's order.
func (t *Template) IndicatorCodes() []string {
	codes := make([]string, len(t.Indicators))
	for i, ind := range t.Indicators {
		codes[i] = ind.Code
	}
	return codes
}

// Register finds a register by its code, or nil.
func (t *Template) Register(code string) *Register {
	for _, r := range t.Registers {
		if r.Code == code {
			return r
		}
	}
	return nil
}

// Table finds a table by its code, or nil.
func (t *Template) Table(code string) *Table {
	for _, tb := range t.Tables {
		if tb.Code == code {
			return tb
		}
	}
	return nil
}

// Serves reports whether the template lists the period's kind.
func (t *Template) Serves(p period.Period) bool {
	for _, k := range t.Periods {
		if k == p.Kind {
			return true
		}
	}
	return false
}

// SlotOf finds the one slot of a dotted name; ok is false for unknown names and for
// whole breakdowns.
func (t *Template) SlotOf(name string) (slot int, ok bool) {
	slots, ok := t.Resolve(name)
	if !ok || len(slots) != 1 {
		return 0, false
	}
	return slots[0], true
}

// Resolve implements [expr.Names]: CODE, CODE.category, CODE.axis.category, each also
// with .out_of, name one slot; CODE.axis names all its categories.
func (t *Template) Resolve(name string) (slots []int, ok bool) {
	path := strings.Split(name, ".")
	ind := t.indicators[path[0]]
	if ind == nil {
		return nil, false
	}
	path = path[1:]
	wantsWhole := len(path) > 0 && path[len(path)-1] == "out_of"
	if wantsWhole {
		path = path[:len(path)-1]
	}
	switch len(path) {
	case 0:
		slots = []int{ind.Total}
	case 1:
		slots = ind.named(path[0])
	case 2:
		if axis := ind.Axis(path[0]); axis >= 0 {
			if s := ind.PartSlot(axis, path[1]); s >= 0 {
				slots = []int{s}
			}
		}
	}
	if wantsWhole {
		slots = t.wholes(slots)
	}
	return slots, len(slots) > 0
}

// named finds a category that belongs to one breakdown only, or all slots of a breakdown.
func (ind *Indicator) named(name string) []int {
	if axis := ind.Axis(name); axis >= 0 {
		return ind.Parts[axis]
	}
	if axes := ind.Axes(name); len(axes) == 1 {
		return []int{ind.PartSlot(axes[0], name)}
	}
	return nil
}

func (t *Template) wholes(slots []int) []int {
	var wholes []int
	for _, s := range slots {
		if w := t.Slots[s].OutOf; w >= 0 {
			wholes = append(wholes, w)
		}
	}
	return wholes
}

// Register is a list of which figures are counted (danh sách).
type Register struct {
	Code, Label string
	Columns     []*RegisterColumn
	Counts      *Indicator // rows are counted into it; nil when the register is only printed
}

// ColumnType is what a register's column holds.
type ColumnType string

const (
	TextColumn     ColumnType = "text"
	NumberColumn   ColumnType = "number"
	DateColumn     ColumnType = "date"
	CategoryColumn ColumnType = "breakdown"
	UnitColumn     ColumnType = "unit"
)

// RegisterColumn is one column of a register.
type RegisterColumn struct {
	Code, Label string
	Type        ColumnType
	Breakdown   *Breakdown // of a CategoryColumn
	Required    bool
}

// Scope says on whose figures a check runs.
type Scope string

const (
	OnUnits  Scope = "unit"
	OnReport Scope = "report"
	OnBoth   Scope = "both"
)

// Check is a rule of the template (quy tắc kiểm tra).
type Check struct {
	Pos      finding.Pos
	Rule     *expr.Rule
	Severity finding.Severity
	Scope    Scope
	Message  string // Vietnamese; the rule itself when the template gives none
}

// RowsKind says what the rows of a table are.
type RowsKind int

const (
	IndicatorRows RowsKind = iota
	UnitRows
	RegisterRows
)

// Table is a table of the workbook, the page or both (biểu).
type Table struct {
	Code        string
	Title       string
	Measure     string // of all its figures, printed above it; may be empty
	Rows        RowsKind
	Groups      []Group   // of IndicatorRows
	Register    *Register // of RegisterRows
	Columns     []Column
	OmitMissing bool // leaves out rows that have no figure at all
}

// Group is a headed run of rows; Label may be empty.
type Group struct {
	Label string
	Rows  []TableRow
}

// TableRow is an indicator's row, or with an axis one row for each category.
type TableRow struct {
	Indicator *Indicator
	Axis      int // place in Indicator.By; -1 for the total
}

// Column is one column of a table: a computed one by its name, or figures.
type Column struct {
	Name  string // order, label, value …; empty for figures
	Slots []int  // the figures: one, or a breakdown's categories
	Axis  *Breakdown
}
