package num

import (
	"math"
	"strconv"
)

// AppendDecimal appends the shortest exact decimal form to b, as [Number.Decimal] gives
// it; where x has none, ok is false and b is returned as it is.
func (x Number) AppendDecimal(b []byte) (out []byte, ok bool) {
	if n, ok := x.Int64(); ok {
		return strconv.AppendInt(b, n, 10), true
	}
	if x.b == nil {
		if scaled, places, ok := x.scaled(); ok {
			return appendPoint(b, scaled, places), true
		}
	}
	r := x.Rat()
	places, exact := r.FloatPrec()
	if !exact {
		return b, false
	}
	return append(b, r.FloatString(places)...), true
}

// IsDecimal reports whether x has an exact decimal form; 1/3 has none.
func (x Number) IsDecimal() bool {
	if x.IsInt() {
		return true
	}
	d := x.den()
	if x.b != nil {
		_, exact := x.b.FloatPrec()
		return exact
	}
	for d%2 == 0 {
		d /= 2
	}
	for d%5 == 0 {
		d /= 5
	}
	return d == 1
}

// scaled gives x × 10^places as a whole number, with the fewest places; ok is false when
// it does not fit or x has no decimal form.
func (x Number) scaled() (n int64, places int, ok bool) {
	power := int64(1)
	for power <= math.MaxInt64/10 {
		if power%x.den() == 0 {
			n, ok = mul64(x.n, power/x.den())
			return n, places, ok
		}
		power *= 10
		places++
	}
	return 0, 0, false
}

// appendPoint writes a whole number with its last digits behind a point.
func appendPoint(b []byte, n int64, places int) []byte {
	if n < 0 {
		b = append(b, '-')
	}
	from := len(b)
	b = strconv.AppendUint(b, abs64(n), 10)
	for len(b)-from <= places { // a zero before the point
		b = append(b, 0)
		copy(b[from+1:], b[from:])
		b[from] = '0'
	}
	b = append(b, 0)
	point := len(b) - 1 - places
	copy(b[point+1:], b[point:])
	b[point] = '.'
	return b
}
