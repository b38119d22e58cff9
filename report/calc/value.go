package calc

import (
	"math"
	"strconv"
	"strings"
)

// Kind is what a cell holds.
type Kind uint8

const (
	Blank Kind = iota
	Number
	Text
	Bool
	Error      // #DIV/0!, #VALUE! …
	unknowable // no value: the formula is beyond this package, see [run.unknown]
)

// significant is how many digits a spreadsheet keeps and shows.
const significant = 15

// Value is what stands in a cell, or comes of a formula.
type Value struct {
	Kind   Kind
	Number float64 // of a Number; of a Bool 0 or 1
	Text   string  // of a Text, as it stands; of an Error its name
}

// The values that formulas make.
func number(n float64) Value {
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return numError
	}
	return Value{Kind: Number, Number: n}
}

func text(s string) Value { return Value{Kind: Text, Text: s} }

func truth(is bool) Value {
	if is {
		return Value{Kind: Bool, Number: 1}
	}
	return Value{Kind: Bool}
}

// The errors that Excel shows.
var (
	valueError = Value{Kind: Error, Text: "#VALUE!"}
	zeroError  = Value{Kind: Error, Text: "#DIV/0!"}
	numError   = Value{Kind: Error, Text: "#NUM!"}
)

// Same reports whether two cells show the same: numbers to the digits that a spreadsheet
// keeps, texts to the letter.
func (v Value) Same(other Value) bool {
	if v.Kind != other.Kind {
		return v.showsNothing() && other.showsNothing()
	}
	if v.Kind == Number {
		return near(v.Number, other.Number)
	}
	return v == other
}

// showsNothing holds for an empty cell, and for one whose formula gives no characters.
func (v Value) showsNothing() bool {
	return v.Kind == Blank || v.Kind == Text && v.Text == ""
}

// String gives a number with 15 digits at most, a text as it stands.
func (v Value) String() string {
	switch v.Kind {
	case Number:
		return strconv.FormatFloat(shortened(v.Number), 'f', -1, 64)
	case Bool:
		if v.Number != 0 {
			return "TRUE"
		}
		return "FALSE"
	}
	return v.Text
}

// shortened is the double that is nearest to the first 15 digits of x.
func shortened(x float64) float64 {
	if x == math.Trunc(x) && math.Abs(x) < 1e15 {
		return x + 0 // and -0 becomes 0
	}
	short, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'e', significant-1, 64), 64)
	return short
}

// near reports whether two doubles are one number but for the noise behind the digits
// that a spreadsheet shows.
func near(a, b float64) bool {
	const noise = 1.0 / (1 << 48)
	return a == b || math.Abs(a-b) < noise*math.Abs(a)
}

// asNumber is what arithmetic makes of a value; the second result is an error or, for a
// text that programs read as a number in different ways, no value at all.
func (r *run) asNumber(v Value) (float64, Value) {
	switch v.Kind {
	case Blank, Number, Bool:
		return v.Number, Value{}
	case Text:
		return r.typedNumber(v.Text)
	}
	return 0, v
}

func (r *run) typedNumber(s string) (float64, Value) {
	switch {
	case isPlain(s):
		n, _ := strconv.ParseFloat(s, 64)
		return n, Value{}
	case strings.ContainsAny(s, "0123456789"):
		return 0, r.unknown(textAsNumber)
	}
	return 0, valueError
}

// isPlain reports whether a text is a number that every program reads alike.
func isPlain(s string) bool {
	whole, fraction, pointed := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	return len(s) < 300 && allDigits(whole) && (!pointed || allDigits(fraction))
}

func allDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// asText is what & makes of a value.
func asText(v Value) string {
	if v.Kind == Blank {
		return ""
	}
	return v.String()
}

// asTruth is what IF makes of its condition.
func (r *run) asTruth(v Value) (bool, Value) {
	if v.Kind == Text && (strings.EqualFold(v.Text, "true") || strings.EqualFold(v.Text, "false")) {
		return false, r.unknown(textAsNumber)
	}
	if v.Kind == Text {
		return false, valueError
	}
	n, fault := r.asNumber(v)
	return n != 0, fault
}

// compare orders two values as Excel does: numbers before texts before truth values, an
// empty cell like the zero or the empty text beside it, texts without regard to case.
func compare(a, b Value) int {
	a, b = filled(a, b), filled(b, a)
	if a.Kind != b.Kind {
		return int(a.Kind) - int(b.Kind) // Number < Text < Bool, as they are declared
	}
	if a.Kind == Text {
		if strings.EqualFold(a.Text, b.Text) {
			return 0
		}
		return strings.Compare(strings.ToLower(a.Text), strings.ToLower(b.Text))
	}
	switch {
	case near(a.Number, b.Number):
		return 0
	case a.Number < b.Number:
		return -1
	}
	return 1
}

// filled gives an empty value the kind of the one that it is compared with.
func filled(v, beside Value) Value {
	if v.Kind != Blank {
		return v
	}
	if beside.Kind == Blank {
		return Value{Kind: Number}
	}
	return Value{Kind: beside.Kind}
}

// add gives the sum of two doubles; a difference that is nothing but noise is zero, as 0.3-0.2-0.1.
func add(a, b float64) float64 {
	if near(a, -b) {
		return 0
	}
	return a + b
}

// round rounds half away from zero, by the 15 digits that a spreadsheet shows: 1.005 has
// its half although the double is a little less.
func round(x float64, decimals int) float64 {
	if x == math.Trunc(x) && decimals >= 0 || math.Abs(x) >= 1e15 {
		return x
	}
	power := math.Pow10(abs(decimals))
	scaled := math.Abs(x) * power
	if decimals < 0 {
		scaled = math.Abs(x) / power
	}
	whole := math.Floor(scaled)
	if rest := scaled - whole; math.Abs(rest-0.5) < 1e-14*scaled {
		scaled = shortened(scaled)
	}
	if scaled-whole >= 0.5 {
		whole++
	}
	if decimals < 0 {
		return math.Copysign(whole*power, x)
	}
	return math.Copysign(whole/power, x)
}

func abs(n int) int { return max(n, -n) }

// modulo has the sign of the divisor, which is not zero.
func modulo(n, d float64) float64 {
	rest := math.Mod(n, d)
	if rest != 0 && (rest < 0) != (d < 0) {
		rest += d
	}
	return rest
}

// total adds many doubles and loses nothing on the way: what each addition cuts off is
// kept apart (Neumaier, 1974).
type total struct{ sum, lost float64 }

func (t *total) add(x float64) {
	next := t.sum + x
	if math.Abs(t.sum) >= math.Abs(x) {
		t.lost += (t.sum - next) + x
	} else {
		t.lost += (x - next) + t.sum
	}
	t.sum = next
}

func (t *total) value() float64 { return t.sum + t.lost }
