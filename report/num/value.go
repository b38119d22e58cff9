package num

import (
	"math/big"
	"slices"
)

// State says what is known of a figure. The three stay apart through every operation.
type State uint8

const (
	Missing       State = iota // not reported (chưa có số liệu); the zero State
	NotApplicable              // does not apply (x)
	Known                      // a number, zero included
)

// Value is a figure's value: a number, or the reason why there is none.
// The zero Value is missing.
type Value struct {
	State  State
	Number Number // meaningful when State is Known
}

// Of makes a known value.
func Of(n Number) Value { return Value{Known, n} }

// OfInt makes a known whole value.
func OfInt(n int64) Value { return Of(Int(n)) }

// NA is the value that does not apply.
var NA = Value{State: NotApplicable}

// IsKnown reports whether v is a number.
func (v Value) IsKnown() bool { return v.State == Known }

// Equal reports whether v and w have the same state and, if known, the same number.
func (v Value) Equal(w Value) bool {
	return v.State == w.State && (v.State != Known || v.Number.Equal(w.Number))
}

// Round rounds a known value; the others stay as they are.
func (v Value) Round(decimals int) Value {
	if v.State == Known {
		v.Number = v.Number.Round(decimals)
	}
	return v
}

// Apply computes f of known operands. An operand that does not apply makes the result
// not applicable; otherwise a missing operand makes it missing. f returns false for a
// denominator of zero, which makes the result not applicable.
func Apply(f func(args []Number) (Number, bool), operands ...Value) Value {
	args := make([]Number, len(operands))
	missing := false
	for i, v := range operands {
		switch v.State {
		case NotApplicable:
			return NA
		case Missing:
			missing = true
		}
		args[i] = v.Number
	}
	if missing {
		return Value{}
	}
	n, ok := f(args)
	if !ok {
		return NA
	}
	return Of(n)
}

// Together adds figures that stand for one: all must be known.
func Together(parts ...Value) Value {
	return Apply(func(a []Number) (Number, bool) {
		sum := Zero
		for _, n := range a {
			sum = sum.Add(n)
		}
		return sum, true
	}, parts...)
}

// Sub is v - w.
func (v Value) Sub(w Value) Value {
	return Apply(func(a []Number) (Number, bool) { return a[0].Sub(a[1]), true }, v, w)
}

// Percent is v of w in %, unrounded; not applicable when w is zero.
func (v Value) Percent(w Value) Value {
	return Apply(func(a []Number) (Number, bool) { return a[0].Mul(Int(100)).Quo(a[1]) }, v, w)
}

// SumParts adds the parts of one whole: missing while any part is missing, not applicable
// when no part applies; otherwise the sum of the parts that apply.
func SumParts(parts []Value) Value {
	total, applies := Zero, len(parts) == 0
	for _, p := range parts {
		switch p.State {
		case Missing:
			return Value{}
		case Known:
			total, applies = total.Add(p.Number), true
		}
	}
	if !applies {
		return NA
	}
	return Of(total)
}

// SumUnits adds a figure over units: the sum of what is known, and how many units gave
// a value, zero or "does not apply". It is missing when no unit gave anything.
func SumUnits(units []Value) (sum Value, covered int) {
	var s Sum
	for _, u := range units {
		s.Add(u)
		if u.State != Missing {
			covered++
		}
	}
	return s.Value(), covered
}

// Sum is what [SumUnits] adds up, value by value. The zero Sum is of nothing, and missing.
type Sum struct{ value Value }

// Add takes in one more unit's value.
func (s *Sum) Add(v Value) {
	switch {
	case v.State == Known:
		s.value = Of(s.value.Number.Add(v.Number))
	case v.State == NotApplicable && s.value.State == Missing:
		s.value = NA
	}
}

// Value is the sum so far.
func (s *Sum) Value() Value { return s.value }

// Shares gives each part's share of their sum in %, rounded to the given decimals so
// that the shares add to exactly 100: each is rounded down and the largest remainders
// are rounded up, the earlier part first where they tie. Parts that are not known keep
// their state. When the sum is zero, the shares of known parts are not applicable.
func Shares(parts []Value, decimals int) []Value {
	sum, _ := SumUnits(parts)
	shares := make([]Value, len(parts))
	var known []int
	for i, p := range parts {
		shares[i].State = p.State
		if p.State == Known {
			known = append(known, i)
		}
	}
	if sum.Number.Sign() == 0 {
		for _, i := range known {
			shares[i] = NA
		}
		return shares
	}
	// One step is the last digit that is printed; a whole has 100 × 10^decimals of them.
	step := Pow10(decimals)
	left := step.Mul(Int(100))
	steps := make([]Number, len(parts))
	remainders := make([]Number, len(parts))
	for _, i := range known {
		exact, _ := parts[i].Number.Mul(step).Mul(Int(100)).Quo(sum.Number)
		steps[i] = exact.floor()
		remainders[i] = exact.Sub(steps[i])
		left = left.Sub(steps[i])
	}
	byRemainder := slices.Clone(known)
	slices.SortStableFunc(byRemainder, func(a, b int) int { return remainders[b].Cmp(remainders[a]) })
	// The remainders are each below one and add to left, so there are parts enough.
	up, _ := left.Int64()
	for _, i := range byRemainder[:up] {
		steps[i] = steps[i].Add(Int(1))
	}
	for _, i := range known {
		shares[i].Number, _ = steps[i].Quo(step)
	}
	return shares
}

// floor is the greatest whole number not above x.
func (x Number) floor() Number {
	if x.IsInt() {
		return x
	}
	if x.large() == nil && x.n > 0 {
		return Int(x.n / x.den())
	}
	r := x.Rat()
	return FromRat(new(big.Rat).SetInt(new(big.Int).Div(r.Num(), r.Denom()))) // Div rounds down, for a positive divisor
}
