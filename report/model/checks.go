package model

import (
	"iter"
	"slices"

	"baocao/report/finding"
	"baocao/report/num"
	"baocao/report/spec"
)

// SideDecimals is how exactly the two sides of a check are compared. The workbook compares
// doubles, so that nothing finer could be said of both.
const SideDecimals = 6

// Result is how a check ended.
type Result string

const (
	Passed Result = "passed"
	Failed Result = "failed"
	NotRun Result = "not_run"
)

// Check is a check of the template, run on one unit's figures or on the totals.
type Check struct {
	*spec.Check
	Unit   int // the row of Units; -1 for the totals
	Left   num.Value
	Right  num.Value
	Result Result
	Reason Reason // why it did not run
	Idle   bool   // of one that did not run: the unit gave none of the figures that it speaks of
}

// AllChecks goes through the checks on units, row by row, and then those on the totals.
func (r *Report) AllChecks() iter.Seq[Check] { return r.checksBut(nil) }

// LoudChecks goes through those that are not [Check.Quiet]; of a hundred thousand they are few.
func (r *Report) LoudChecks() iter.Seq[Check] { return r.checksBut((*kept).quiet) }

// checksBut goes through all checks but some of those on units.
func (r *Report) checksBut(skipped func(*kept) bool) iter.Seq[Check] {
	return func(yield func(Check) bool) {
		for row, checks := range r.UnitChecks {
			for c := range checks.but(skipped) {
				c.Unit = row
				if !yield(c) {
					return
				}
			}
		}
		for _, c := range r.Checks {
			if !yield(c) {
				return
			}
		}
	}
}

// Quiet reports whether a check on one of many units is only counted where people read:
// it passed, or the unit gave nothing to check.
func (c *Check) Quiet() bool { return c.Unit >= 0 && (c.Result == Passed || c.Idle) }

// Tally counts all checks.
func (r *Report) Tally() Tally {
	var counts [len(results)]int
	t := Tally{By: map[Result]int{}}
	for _, checks := range r.UnitChecks {
		for i := range checks.kept {
			counts[checks.kept[i].result]++
			if checks.kept[i].idle {
				t.Idle++
			}
		}
	}
	for i, n := range counts {
		t.By[results[i]] = n
	}
	for i := range r.Checks {
		t.By[r.Checks[i].Result]++
		if r.Checks[i].Idle {
			t.Idle++
		}
	}
	return t
}

// Tally is how many checks ended how.
type Tally struct {
	By   map[Result]int
	Idle int // of those that did not run; see [Check]
}

// Told is how the two sides of a check that failed stand to each other, as people read it:
// 66,67 > 50. Sides that differ only beyond two decimals keep them all.
func (c *Check) Told() string {
	const decimals = 2
	left, right := c.Left.Number.PrintProse(decimals), c.Right.Number.PrintProse(decimals)
	if left == right {
		left, right = c.Left.Number.PrintProse(SideDecimals), c.Right.Number.PrintProse(SideDecimals)
	}
	return left + " " + broken[c.Rule.Op] + " " + right
}

// broken are the relations that stand where a rule does not hold.
var broken = map[string]string{"=": "≠", "<>": "=", "<": "≥", "<=": ">", ">": "≤", ">=": "<"}

// Reason is a sentence that checks share: thousands of units lack the same figures. The
// zero Reason says nothing.
type Reason struct{ text *finding.Text }

// Because makes the reason that a text gives.
func Because(text finding.Text) Reason { return Reason{&text} }

// IsZero reports whether r says nothing.
func (r Reason) IsZero() bool { return r.text == nil }

// Text is what r says.
func (r Reason) Text() finding.Text {
	if r.IsZero() {
		return finding.Text{}
	}
	return *r.text
}

// In renders r in the language l.
func (r Reason) In(l finding.Lang) string { return r.Text().In(l) }

// Checks are the checks on one unit's figures, in the order of their rules. The zero Checks
// are none.
type Checks struct {
	record *Record
	kept   []kept
}

// All goes through the checks; their Unit is for the reader to fill.
func (c Checks) All() iter.Seq[Check] { return c.but(nil) }

func (c Checks) but(skipped func(*kept) bool) iter.Seq[Check] {
	return func(yield func(Check) bool) {
		for i := range c.kept {
			if skipped != nil && skipped(&c.kept[i]) {
				continue
			}
			if !yield(c.record.check(&c.kept[i])) {
				return
			}
		}
	}
}

// Record keeps the checks on many units. There are a hundred thousand, of which most are only
// counted, so each is small and has no pointer that the garbage collector would follow.
type Record struct {
	rules   []*spec.Check
	reasons []Reason // the zero Reason first
	numbers map[Reason]int32
	odd     []num.Number // sides that are no whole numbers of 64 bits
	free    []kept       // room for more
	begun   []kept       // those of the unit at hand
}

// kept is a check; its rule and reason are places among those of the record.
type kept struct {
	left, right     int64 // of a side that is odd, its place among those
	rule, reason    int32
	leftIs, rightIs sideKind
	result          uint8 // its place in results
	idle            bool
}

func (k *kept) quiet() bool { return results[k.result] == Passed || k.idle }

// sideKind is the state of a side, or oddSide.
type sideKind uint8

const oddSide = sideKind(num.Known) + 1

var results = [...]Result{Passed, Failed, NotRun}

// NewRecord makes a record of the outcomes of some rules.
func NewRecord(rules []*spec.Check) *Record {
	return &Record{rules: rules, reasons: []Reason{{}}, numbers: map[Reason]int32{{}: 0}}
}

// recordBlock is for how many checks a Record takes room at once.
const recordBlock = 2048

// Begin begins with another unit.
func (r *Record) Begin() {
	if len(r.free) < len(r.rules) {
		r.free = make([]kept, max(recordBlock, len(r.rules)))
	}
	r.begun = r.free[:0]
}

// Add adds the outcome of a rule, by its place among those of the record, to the unit at hand.
func (r *Record) Add(rule int, c Check) {
	k := kept{rule: int32(rule), reason: r.reason(c.Reason), result: uint8(slices.Index(results[:], c.Result)), idle: c.Idle}
	k.left, k.leftIs = r.keep(c.Left)
	k.right, k.rightIs = r.keep(c.Right)
	r.begun = append(r.begun, k)
}

// Checks are those of the unit at hand, at each rule at most one.
func (r *Record) Checks() Checks {
	n := len(r.begun)
	r.free = r.free[n:]
	return Checks{r, r.begun[:n:n]}
}

func (r *Record) reason(reason Reason) int32 {
	n, known := r.numbers[reason]
	if !known {
		n = int32(len(r.reasons))
		r.reasons = append(r.reasons, reason)
		r.numbers[reason] = n
	}
	return n
}

// keep gives what is kept of a side.
func (r *Record) keep(v num.Value) (int64, sideKind) {
	if !v.IsKnown() {
		return 0, sideKind(v.State)
	}
	if n, ok := v.Number.Int64(); ok {
		return n, sideKind(num.Known)
	}
	r.odd = append(r.odd, v.Number)
	return int64(len(r.odd) - 1), oddSide
}

// side is what [Record.keep] kept.
func (r *Record) side(n int64, is sideKind) num.Value {
	switch is {
	case oddSide:
		return num.Of(r.odd[n])
	case sideKind(num.Known):
		return num.OfInt(n)
	}
	return num.Value{State: num.State(is)}
}

func (r *Record) check(k *kept) Check {
	return Check{Check: r.rules[k.rule], Left: r.side(k.left, k.leftIs), Right: r.side(k.right, k.rightIs),
		Result: results[k.result], Reason: r.reasons[k.reason], Idle: k.idle}
}
