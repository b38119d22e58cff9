// Package num holds exact numbers and the three states that a figure can have:
// missing, not applicable, or a value. Nothing in it is binary floating point;
// a number is rounded once, half away from zero, when it is printed.
package num

import (
	"cmp"
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

// Number is an exact rational number. The zero Number is 0. Numbers are immutable;
// compare them with [Number.Cmp], never with ==.
//
// Nearly all figures are counts, and a report holds millions: a whole number of 64 bits is
// kept in place, and only what is none has something behind the pointer.
type Number struct {
	n    int64 // numerator
	rest *rest // nil of a whole number
}

// rest is what a Number has beside a numerator of 64 bits.
type rest struct {
	d int64    // denominator, above 1
	b *big.Rat // set when n/d does not fit, and then alone counts
}

// Int makes a whole number.
func Int(n int64) Number {
	if n == math.MinInt64 { // it has no negative in 64 bits, so it is never kept there
		return Number{rest: &rest{b: new(big.Rat).SetInt64(n)}}
	}
	return Number{n: n}
}

// Small is [Int] of a number that has room in 32 bits, as figures and cells keep counts; it
// need not look for the one that Int cannot keep in place.
func Small(n int32) Number { return Number{n: int64(n)} }

// fraction makes n/d, which is in lowest terms; d is above 0.
func fraction(n, d int64) Number {
	if d == 1 {
		return Number{n: n}
	}
	return Number{n: n, rest: &rest{d: d}}
}

// Zero is 0.
var Zero Number

// den is the denominator of a number that is not large.
func (x Number) den() int64 {
	if x.rest == nil {
		return 1
	}
	return x.rest.d
}

// large gives what does not fit into 64 bits, or nil.
func (x Number) large() *big.Rat {
	if x.rest == nil {
		return nil
	}
	return x.rest.b
}

// Rat gives x as a new big.Rat, for outside judges and rare large values.
func (x Number) Rat() *big.Rat {
	if b := x.large(); b != nil {
		return new(big.Rat).Set(b)
	}
	return big.NewRat(x.n, x.den())
}

// FromRat makes a Number of any rational.
func FromRat(r *big.Rat) Number {
	if r.Num().IsInt64() && r.Denom().IsInt64() && r.Num().Int64() != math.MinInt64 {
		return fraction(r.Num().Int64(), r.Denom().Int64())
	}
	return Number{rest: &rest{b: new(big.Rat).Set(r)}}
}

func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func abs64(n int64) uint64 {
	if n < 0 {
		return uint64(-n)
	}
	return uint64(n)
}

// mul64 multiplies; ok is false when the product does not fit or is the lowest int64,
// which has no negative.
func mul64(a, b int64) (product int64, ok bool) {
	hi, lo := bits.Mul64(abs64(a), abs64(b))
	if hi != 0 || lo > math.MaxInt64 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(lo), true
	}
	return int64(lo), true
}

func add64(a, b int64) (sum int64, ok bool) {
	sum = a + b
	return sum, (sum > a) == (b > 0) && sum != math.MinInt64
}

// reduced makes n/d with d > 0 in lowest terms.
func reduced(n, d int64) Number {
	if d == 1 {
		return Number{n: n}
	}
	if g := gcd(abs64(n), uint64(d)); g > 1 {
		n, d = n/int64(g), d/int64(g)
	}
	return fraction(n, d)
}

// Add returns x + y.
func (x Number) Add(y Number) Number {
	if x.rest == nil && y.rest == nil { // nearly all are counts
		if sum, ok := add64(x.n, y.n); ok {
			return Number{n: sum}
		}
	}
	if x.large() == nil && y.large() == nil {
		if sum, ok := addSmall(x, y); ok {
			return sum
		}
	}
	return FromRat(new(big.Rat).Add(x.Rat(), y.Rat()))
}

// addSmall adds within 64 bits; ok is false when a step does not fit.
func addSmall(x, y Number) (sum Number, ok bool) {
	xd, yd := x.den(), y.den()
	if xd == yd {
		s, ok := add64(x.n, y.n)
		return reduced(s, xd), ok
	}
	a, ok1 := mul64(x.n, yd)
	b, ok2 := mul64(y.n, xd)
	d, ok3 := mul64(xd, yd)
	if !ok1 || !ok2 || !ok3 {
		return Zero, false
	}
	s, ok := add64(a, b)
	return reduced(s, d), ok
}

// Neg returns -x.
func (x Number) Neg() Number {
	if b := x.large(); b != nil {
		return FromRat(new(big.Rat).Neg(b))
	}
	return Number{n: -x.n, rest: x.rest}
}

// Sub returns x - y.
func (x Number) Sub(y Number) Number { return x.Add(y.Neg()) }

// Mul returns x × y.
func (x Number) Mul(y Number) Number {
	if x.large() == nil && y.large() == nil {
		if n, ok := mul64(x.n, y.n); ok {
			if d, ok := mul64(x.den(), y.den()); ok {
				return reduced(n, d)
			}
		}
	}
	return FromRat(new(big.Rat).Mul(x.Rat(), y.Rat()))
}

// Quo returns x ÷ y; ok is false when y is zero.
func (x Number) Quo(y Number) (q Number, ok bool) {
	switch y.Sign() {
	case 0:
		return Zero, false
	case -1:
		x, y = x.Neg(), y.Neg()
	}
	if b := y.large(); b != nil {
		return x.Mul(FromRat(new(big.Rat).Inv(b))), true
	}
	return x.Mul(fraction(y.den(), y.n)), true
}

// Sign returns -1, 0 or 1.
func (x Number) Sign() int {
	if b := x.large(); b != nil {
		return b.Sign()
	}
	switch {
	case x.n < 0:
		return -1
	case x.n > 0:
		return 1
	}
	return 0
}

// Abs returns x without its sign.
func (x Number) Abs() Number {
	if x.Sign() < 0 {
		return x.Neg()
	}
	return x
}

// Cmp compares: -1 when x < y, 0 when equal, 1 when x > y.
func (x Number) Cmp(y Number) int {
	if x.large() == nil && y.large() == nil && x.den() == y.den() {
		return cmp.Compare(x.n, y.n)
	}
	return x.Sub(y).Sign()
}

// Equal reports whether x and y are the same number.
func (x Number) Equal(y Number) bool { return x.Cmp(y) == 0 }

// IsInt reports whether x is whole.
func (x Number) IsInt() bool {
	if b := x.large(); b != nil {
		return b.IsInt()
	}
	return x.den() == 1
}

// Int64 gives a whole number that fits; ok is false for any other.
func (x Number) Int64() (n int64, ok bool) {
	if b := x.large(); b != nil { // only the lowest int64 fits and is kept there
		return b.Num().Int64(), b.IsInt() && b.Num().IsInt64()
	}
	return x.n, x.den() == 1
}

// Round returns x with the given number of decimals, half away from zero. A negative
// number of decimals counts as none.
func (x Number) Round(decimals int) Number {
	if x.IsInt() {
		return x
	}
	scale := Pow10(decimals)
	scaled := x.Mul(scale)
	if scaled.IsInt() {
		return x
	}
	r := scaled.Abs().Rat()
	// floor(r + 1/2) of a positive number is half away from zero.
	r.Add(r, big.NewRat(1, 2))
	whole := new(big.Int).Quo(r.Num(), r.Denom())
	if x.Sign() < 0 {
		whole.Neg(whole)
	}
	q, _ := FromRat(new(big.Rat).SetInt(whole)).Quo(scale)
	return q
}

// Pow10 returns 10 to the power n; a negative n counts as 0.
func Pow10(n int) Number {
	if n < 19 {
		p := int64(1)
		for range n {
			p *= 10
		}
		return Int(p)
	}
	return FromRat(new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)))
}

// Decimal gives the shortest exact decimal form, "117" or "1234.5"; ok is false when
// x has none, as 1/3.
func (x Number) Decimal() (s string, ok bool) {
	b, ok := x.AppendDecimal(nil)
	return string(b), ok
}

// Fixed gives x rounded to the given decimals with a point, trailing zeros kept: "36.75".
func (x Number) Fixed(decimals int) string {
	decimals = max(decimals, 0)
	rounded := x.Round(decimals)
	if n, ok := rounded.Int64(); ok && decimals == 0 {
		return strconv.FormatInt(n, 10)
	}
	return rounded.Rat().FloatString(decimals)
}

// Float is the nearest float64, for where a double is asked for: coordinates of a chart, and
// what a spreadsheet stores or computes. No figure comes from it.
func (x Number) Float() float64 {
	if n, ok := x.Int64(); ok {
		return float64(n)
	}
	const exact = 1 << 53 // up to here a double holds every whole number
	if x.large() == nil && abs64(x.n) <= exact && x.rest.d <= exact {
		return float64(x.n) / float64(x.rest.d) // one division of exact numbers is rounded to the nearest
	}
	f, _ := x.Rat().Float64()
	return f
}

// String prints x for debugging: a decimal, or a fraction where there is none.
func (x Number) String() string {
	if s, ok := x.Decimal(); ok {
		return s
	}
	return x.Rat().RatString()
}

// ParseDecimal reads the canonical form: an optional minus, digits with leading zeros
// allowed, optionally a point and digits. It knows no thousands and no exponent.
func ParseDecimal(s string) (Number, bool) {
	digits := strings.TrimPrefix(s, "-")
	whole, frac, hasPoint := strings.Cut(digits, ".")
	if whole == "" || (hasPoint && frac == "") || !allDigits(whole) || !allDigits(frac) {
		return Zero, false
	}
	if len(whole)+len(frac) <= 18 {
		var n int64
		for _, c := range whole + frac {
			n = n*10 + int64(c-'0')
		}
		if s[0] == '-' {
			n = -n
		}
		scale, _ := Pow10(len(frac)).Int64()
		return reduced(n, scale), true
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return Zero, false
	}
	return FromRat(r), true
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
