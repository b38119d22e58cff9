package num

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// edges are where 64 bits overflow.
var edges = []int64{math.MinInt64, math.MinInt64 + 1, -1 << 32, -10, -1, 0, 1, 2, 3, 10, 1 << 31, 1 << 32, math.MaxInt64 - 1, math.MaxInt64}

func whole() *rapid.Generator[int64] {
	return rapid.OneOf(rapid.SampledFrom(edges), rapid.Int64(), rapid.Int64Range(-1000, 1000))
}

// numbers draws a Number with the big.Rat that it must equal.
func numbers(t *rapid.T, name string) (Number, *big.Rat) {
	n, d := whole().Draw(t, name+" over"), whole().Draw(t, name+" under")
	if d == 0 {
		return Int(n), new(big.Rat).SetInt64(n)
	}
	q, _ := Int(n).Quo(Int(d))
	return q, new(big.Rat).Quo(new(big.Rat).SetInt64(n), new(big.Rat).SetInt64(d))
}

func same(x Number, r *big.Rat) bool { return x.Rat().Cmp(r) == 0 }

// roundOracle rounds half away from zero by text alone.
func roundOracle(r *big.Rat, decimals int) *big.Rat {
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil))
	twice := new(big.Rat).Mul(new(big.Rat).Abs(r), scale)
	twice.Mul(twice, big.NewRat(2, 1)).Add(twice, big.NewRat(1, 1))
	whole := new(big.Int).Quo(twice.Num(), new(big.Int).Mul(twice.Denom(), big.NewInt(2)))
	out := new(big.Rat).Quo(new(big.Rat).SetInt(whole), scale)
	if r.Sign() < 0 {
		out.Neg(out)
	}
	return out
}

func TestNumber_AgreesWithBigRat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, rx := numbers(t, "x")
		y, ry := numbers(t, "y")
		results := []struct {
			name string
			got  Number
			want *big.Rat
		}{
			{"x", x, rx},
			{"x + y", x.Add(y), new(big.Rat).Add(rx, ry)},
			{"x - y", x.Sub(y), new(big.Rat).Sub(rx, ry)},
			{"x × y", x.Mul(y), new(big.Rat).Mul(rx, ry)},
			{"-x", x.Neg(), new(big.Rat).Neg(rx)},
			{"|x|", x.Abs(), new(big.Rat).Abs(rx)},
			{"FromRat", FromRat(rx), rx},
			{"round 0", x.Round(0), roundOracle(rx, 0)},
			{"round 2", x.Round(2), roundOracle(rx, 2)},
			{"round 25", x.Round(25), roundOracle(rx, 25)},
			{"floor", x.floor(), new(big.Rat).SetInt(new(big.Int).Div(rx.Num(), rx.Denom()))},
		}
		for _, r := range results {
			if !same(r.got, r.want) {
				t.Fatalf("%s of x = %s, y = %s: %s, want %s", r.name, rx, ry, r.got, r.want)
			}
		}
		q, ok := x.Quo(y)
		if ok != (ry.Sign() != 0) {
			t.Fatalf("%s ÷ %s: ok = %v", rx, ry, ok)
		}
		if ok && !same(q, new(big.Rat).Quo(rx, ry)) {
			t.Fatalf("%s ÷ %s = %s", rx, ry, q)
		}
		if x.Cmp(y) != rx.Cmp(ry) || x.Equal(y) != (rx.Cmp(ry) == 0) || x.Sign() != rx.Sign() || x.IsInt() != rx.IsInt() {
			t.Fatalf("Cmp, Equal, Sign or IsInt of %s and %s", rx, ry)
		}
		if f, _ := rx.Float64(); x.Float() != f {
			t.Fatalf("(%s).Float() = %v, want %v", rx, x.Float(), f)
		}
		if n, ok := x.Int64(); ok != (rx.IsInt() && rx.Num().IsInt64()) || ok && n != rx.Num().Int64() {
			t.Fatalf("(%s).Int64() = %d, %v", rx, n, ok)
		}
	})
}

func TestNumber_EdgesOf64Bits(t *testing.T) {
	for _, a := range edges {
		for _, b := range edges {
			x, y := Int(a), Int(b)
			ra, rb := new(big.Rat).SetInt64(a), new(big.Rat).SetInt64(b)
			if got := x.Add(y); !same(got, new(big.Rat).Add(ra, rb)) {
				t.Errorf("%d + %d = %s", a, b, got)
			}
			if got := x.Add(y).Neg(); !same(got, new(big.Rat).Neg(new(big.Rat).Add(ra, rb))) {
				t.Errorf("-(%d + %d) = %s", a, b, got)
			}
			if got := x.Sub(y); !same(got, new(big.Rat).Sub(ra, rb)) {
				t.Errorf("%d - %d = %s", a, b, got)
			}
			if got := x.Mul(y); !same(got, new(big.Rat).Mul(ra, rb)) {
				t.Errorf("%d × %d = %s", a, b, got)
			}
			if got, ok := x.Quo(y); b != 0 && (!ok || !same(got, new(big.Rat).Quo(ra, rb))) {
				t.Errorf("%d ÷ %d = %s, %v", a, b, got, ok)
			}
		}
		if n, ok := Int(a).Int64(); !ok || n != a {
			t.Errorf("Int(%d).Int64() = %d, %v", a, n, ok)
		}
		if got := Int(a).Neg().Neg(); !got.Equal(Int(a)) {
			t.Errorf("--%d = %s", a, got)
		}
	}
}

func TestNumber_ZeroValueIsZero(t *testing.T) {
	var x Number
	if !x.Equal(Int(0)) || !x.IsInt() || x.Sign() != 0 || x.String() != "0" || !x.Add(Int(3)).Equal(Int(3)) || !x.Neg().Equal(x) || x.Fixed(1) != "0.0" {
		t.Errorf("the zero Number is %v", x)
	}
	if _, ok := Int(5).Quo(x); ok {
		t.Error("5 ÷ the zero Number is a number")
	}
}

func TestNumber_DoesNotShareItsRat(t *testing.T) {
	r := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), 80))
	x := FromRat(r)
	r.SetInt64(5)
	x.Rat().SetInt64(7)
	if x.Equal(Int(5)) || x.Equal(Int(7)) {
		t.Error("a Number changed with the big.Rat that it was made of or gave")
	}
}

func TestDecimal_ShortestExactForm(t *testing.T) {
	tests := []struct {
		x    Number
		want string
		ok   bool
	}{
		{Int(117), "117", true},
		{Int(-4), "-4", true},
		{ratio(12345, 10), "1234.5", true},
		{ratio(1, 8), "0.125", true},
		{ratio(-1, 8), "-0.125", true},
		{ratio(1, 3), "", false},
		{ratio(-5, 1000), "-0.005", true},
		{ratio(1, 1<<40), "0.0000000000009094947017729282379150390625", true},
		{ratio(math.MaxInt64, 1e18), "9.223372036854775807", true},
		{ratio(math.MaxInt64, 1024), "9007199254740991.9990234375", true},
		{Int(math.MaxInt64).Add(ratio(1, 3)), "", false},
		{Int(math.MaxInt64).Add(Int(1)), "9223372036854775808", true},
		{Int(math.MinInt64), "-9223372036854775808", true},
	}
	for _, tt := range tests {
		if got, ok := tt.x.Decimal(); got != tt.want || ok != tt.ok {
			t.Errorf("(%v).Decimal() = %q, %v, want %q, %v", tt.x, got, ok, tt.want, tt.ok)
		}
		if got, ok := tt.x.AppendDecimal([]byte("x = ")); string(got) != "x = "+tt.want || ok != tt.ok {
			t.Errorf("(%v).AppendDecimal = %q, %v, want %q, %v", tt.x, got, ok, tt.want, tt.ok)
		}
		if got := tt.x.IsDecimal(); got != tt.ok {
			t.Errorf("(%v).IsDecimal() = %v, want %v", tt.x, got, tt.ok)
		}
	}
}

func TestParseDecimal_KnowsTheCanonicalFormAlone(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "010": "10", "-08.50": "-8.5", "0.1": "0.1",
		"00000000000000000000000000123": "123", "123456789012345678901.5": "123456789012345678901.5",
		strings.Repeat("9", 18): strings.Repeat("9", 18), "-9223372036854775808": "-9223372036854775808",
	} {
		if got, ok := ParseDecimal(text); !ok || got.String() != want {
			t.Errorf("ParseDecimal(%q) = %v, %v, want %s", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "-", "--1", "+1", ".5", "5.", "1.2.3", "1e5", "0x10", "1_000", "1/2", " 1", "١"} {
		if got, ok := ParseDecimal(text); ok {
			t.Errorf("ParseDecimal(%q) = %v", text, got)
		}
	}
}

func TestDecimal_AgreesWithBigRat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, r := numbers(t, "x")
		places, exact := r.FloatPrec()
		got, ok := x.Decimal()
		if want := r.FloatString(places); ok != exact || x.IsDecimal() != exact || ok && got != want {
			t.Fatalf("(%s).Decimal() = %q, %v, IsDecimal %v, want %q, %v", r, got, ok, x.IsDecimal(), want, exact)
		}
	})
}

func TestValue_ReadsJSONExactly(t *testing.T) {
	for text, want := range map[string]Value{"null": {}, "0": OfInt(0), "-1": OfInt(-1), "1234.5": Of(ratio(12345, 10))} {
		got := NA
		if err := got.UnmarshalJSON([]byte(text)); err != nil || !got.Equal(want) {
			t.Errorf("%s is read as %+v, %v, want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{"1e3", `"1"`, "true", "{}", ""} {
		var v Value
		if err := v.UnmarshalJSON([]byte(text)); err == nil {
			t.Errorf("%s is read as %+v", text, v)
		}
	}
}

func TestParseDecimal_ReadsDecimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := whole().Draw(t, "n")
		x, _ := Int(n).Quo(Pow10(rapid.IntRange(0, 30).Draw(t, "decimals")))
		s, ok := x.Decimal()
		if !ok {
			t.Fatalf("%v has no decimal form", x)
		}
		if got, ok := ParseDecimal(s); !ok || !got.Equal(x) {
			t.Fatalf("ParseDecimal(%q) = %v, %v", s, got, ok)
		}
	})
}

// Beyond 2^53 a double does not hold every whole number: a quotient of doubles would be
// rounded twice.
func TestNumber_FloatIsTheNearestOfLargeFractions(t *testing.T) {
	for n := int64(1<<53 - 40); n < 1<<53+40; n++ {
		for _, d := range []int64{3, 7, 1<<53 - 1, 1<<53 + 1, 1<<61 - 1} {
			for _, r := range []*big.Rat{big.NewRat(n, d), big.NewRat(-d, n)} {
				if want, _ := r.Float64(); FromRat(r).Float() != want {
					t.Errorf("(%s).Float() = %v, want %v", r, FromRat(r).Float(), want)
				}
			}
		}
	}
}
