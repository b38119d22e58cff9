// Package expr is the one language of formulas and checks: decimal numbers, references
// to figures, + - * /, parentheses and a few functions. [ParseFormula] and [ParseRule]
// read it, [Formula.Eval] computes exactly, [Formula.Excel] writes the same as a live
// formula of the workbook.
package expr

import (
	"baocao/report/finding"
	"baocao/report/num"
	"baocao/report/period"
)

// Base says which period or plan a reference speaks of.
type Base uint8

const (
	Current  Base = iota // the report's own period
	Previous             // the period before: previous(X)
	LastYear             // the same period of the year before, which change(X) uses
	Target               // the plan: target(X)
)

// Of gives the period of a figure with the base b, in an expression about p; ok is false
// where there is none, as before an explicit period.
func (b Base) Of(p period.Period) (of period.Period, ok bool) {
	switch b {
	case Previous:
		return p.Previous()
	case LastYear:
		return p.LastYear()
	}
	return p, true
}

// Ref is one figure that an expression needs.
type Ref struct {
	Slot int // the template's number for indicator × category
	Base Base
}

// Names knows the names that an expression may use.
type Names interface {
	// Resolve turns a dotted name into slots: one, or several for a whole breakdown
	// (DVK01.cap), which only sum, min and max take.
	Resolve(name string) (slots []int, ok bool)
	// Nearest gives the known name that was probably meant, or "".
	Nearest(name string) string
}

// Limits that no expression of a real template meets; they bound what a hostile one costs.
const (
	maxBytes  = 2000 // of one expression
	maxNested = 30   // parentheses
)

// Limits of Excel.
const (
	excelLength    = 8192 // characters of a formula
	excelArguments = 255  // of a function
	longestAddress = 30   // characters: 'Số liệu đơn vị'!$XFD$1048576
)

// Formula is an expression with a value. It is read-only once made.
type Formula struct {
	Source string // as the template has it; empty for a side of a rule

	root *node
	refs []Ref
	// guards are what must not be zero, inner ones first. A denominator's denominator is
	// among them, although flattening may have made it a factor.
	guards []*node
}

// Refs are the figures that f needs: distinct, in order of appearance.
func (f *Formula) Refs() []Ref { return f.refs }

// Eval computes f exactly. A figure that does not apply makes the result not applicable;
// otherwise a missing one makes it missing; a denominator of zero makes it not applicable.
func (f *Formula) Eval(value func(Ref) num.Value) num.Value {
	var few [8]num.Value // most formulas are short, and units are many
	figures := few[:0]
	for _, ref := range f.refs {
		figures = append(figures, value(ref))
	}
	return f.Of(figures)
}

// Of is [Formula.Eval] of the figures that f refers to, in the order of its Refs.
func (f *Formula) Of(figures []num.Value) num.Value {
	missing := false
	for i := range figures {
		switch figures[i].State {
		case num.NotApplicable:
			return num.NA
		case num.Missing:
			missing = true
		}
	}
	if missing {
		return num.Value{}
	}
	for _, guard := range f.guards {
		if guard.eval(figures).Sign() == 0 {
			return num.NA
		}
	}
	return num.Of(f.root.eval(figures))
}

// Rule is a check: two formulas and the comparison that must hold between them.
type Rule struct {
	Source      string
	Left, Right *Formula
	Op          string // = <> < <= > >=
}

// Holds reports whether the comparison is true of the two sides' values.
func (r *Rule) Holds(left, right num.Number) bool {
	order := left.Cmp(right)
	switch r.Op {
	case "=":
		return order == 0
	case "<>":
		return order != 0
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	}
	return order >= 0
}

// ParseFormula reads a formula that stands at the given place. It is nil when there are
// findings, which are all that is wrong with it.
func ParseFormula(src string, at finding.Pos, names Names) (*Formula, finding.List) {
	p := parser{src: src, at: at, names: names}
	tokens, ok := p.scan()
	if !ok {
		return nil, p.findings
	}
	for _, t := range tokens {
		if t.kind == comparisonToken {
			p.syntax(t.offset, finding.Say("công thức không có phép so sánh “%s”", "a formula has no comparison “%s”", t.text))
		}
	}
	f := p.formula(tokens, 0)
	if len(p.findings) > 0 {
		return nil, p.findings
	}
	f.Source = src
	return f, nil
}

// ParseRule reads a check: two formulas with one comparison between them. See
// [ParseFormula].
func ParseRule(src string, at finding.Pos, names Names) (*Rule, finding.List) {
	p := parser{src: src, at: at, names: names}
	tokens, ok := p.scan()
	if !ok {
		return nil, p.findings
	}
	split := p.comparison(tokens)
	if split < 0 {
		p.formula(tokens, 0) // for what else is wrong with it
		return nil, p.findings
	}
	r := &Rule{Source: src, Op: tokens[split].text}
	r.Left = p.formula(tokens[:split], tokens[split].offset)
	r.Right = p.formula(tokens[split+1:], tokens[split].offset)
	if len(p.findings) > 0 {
		return nil, p.findings
	}
	return r, nil
}
