package num

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func values(ns ...int64) []Value {
	vs := make([]Value, len(ns))
	for i, n := range ns {
		vs[i] = OfInt(n)
	}
	return vs
}

func TestApply_NotApplicableBeatsMissing(t *testing.T) {
	quotient := func(a []Number) (Number, bool) { return a[0].Quo(a[1]) }
	tests := []struct{ a, b, want Value }{
		{OfInt(6), OfInt(3), OfInt(2)},
		{OfInt(6), Value{}, Value{}},
		{Value{}, OfInt(6), Value{}},
		{Value{}, NA, NA},
		{NA, Value{}, NA},
		{NA, OfInt(1), NA},
		{OfInt(6), OfInt(0), NA},
		{Value{}, OfInt(0), Value{}},
	}
	for _, tt := range tests {
		if got := Apply(quotient, tt.a, tt.b); !got.Equal(tt.want) {
			t.Errorf("%v ÷ %v = %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}

func TestPercent_ZeroBaseDoesNotApply(t *testing.T) {
	if got := OfInt(44).Percent(OfInt(48)).Round(2); !got.Equal(Of(ratio(9167, 100))) {
		t.Errorf("44 of 48 = %v %%", got)
	}
	if got := OfInt(44).Percent(OfInt(0)); !got.Equal(NA) {
		t.Errorf("44 of 0 = %v", got)
	}
	if got := OfInt(5).Sub(OfInt(8)); !got.Equal(OfInt(-3)) {
		t.Errorf("5 - 8 = %v", got)
	}
}

func TestSumParts_MissingPartLeavesNoTotal(t *testing.T) {
	tests := []struct {
		parts []Value
		want  Value
	}{
		{values(8, 66, 43), OfInt(117)},
		{[]Value{OfInt(8), {}, OfInt(43)}, Value{}},
		{[]Value{OfInt(8), NA, OfInt(43)}, OfInt(51)},
		{[]Value{NA, NA}, NA},
		{[]Value{NA, {}}, Value{}},
		{nil, OfInt(0)},
	}
	for _, tt := range tests {
		if got := SumParts(tt.parts); !got.Equal(tt.want) {
			t.Errorf("SumParts(%v) = %v, want %v", tt.parts, got, tt.want)
		}
	}
}

func TestSumUnits_MissingIsNotZero(t *testing.T) {
	tests := []struct {
		units   []Value
		want    Value
		covered int
	}{
		{[]Value{OfInt(3), {}, OfInt(4)}, OfInt(7), 2},
		{[]Value{OfInt(0), {}}, OfInt(0), 1},
		{[]Value{NA, {}}, NA, 1},
		{[]Value{NA, OfInt(2)}, OfInt(2), 2},
		{[]Value{{}, {}}, Value{}, 0},
		{nil, Value{}, 0},
	}
	for _, tt := range tests {
		if got, covered := SumUnits(tt.units); !got.Equal(tt.want) || covered != tt.covered {
			t.Errorf("SumUnits(%v) = %v, %d, want %v, %d", tt.units, got, covered, tt.want, tt.covered)
		}
	}
}

func printShares(parts []Value, decimals int) []string {
	var out []string
	for _, s := range Shares(parts, decimals) {
		switch s.State {
		case Known:
			out = append(out, s.Number.Print(decimals))
		case NotApplicable:
			out = append(out, "x")
		default:
			out = append(out, "…")
		}
	}
	return out
}

func TestShares_LargestRemainder(t *testing.T) {
	tests := []struct {
		name     string
		parts    []Value
		decimals int
		want     []string
	}{
		{"Phú Xuyên", values(8, 66, 43), 2, []string{"6,84", "56,41", "36,75"}},
		{"ties go to the earlier part", values(1, 1, 1), 2, []string{"33,34", "33,33", "33,33"}},
		{"two steps", values(1, 1, 1, 1, 1, 1), 0, []string{"17", "17", "17", "17", "16", "16"}},
		{"one part", values(7), 2, []string{"100,00"}},
		{"zero part", values(0, 5), 1, []string{"0,0", "100,0"}},
		{"unknown parts keep their state", []Value{OfInt(1), {}, NA, OfInt(2)}, 0, []string{"33", "…", "x", "67"}},
		{"sum of zero", []Value{OfInt(0), {}, OfInt(0)}, 2, []string{"x", "…", "x"}},
		{"nothing known", []Value{{}, NA}, 2, []string{"…", "x"}},
		{"no parts", nil, 2, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, printShares(tt.parts, tt.decimals)); diff != "" {
				t.Errorf("Shares (-want +got):\n%s", diff)
			}
		})
	}
}

func TestShares_AddToExactly100(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.Custom(func(t *rapid.T) Value {
			switch rapid.IntRange(0, 9).Draw(t, "state") {
			case 0:
				return Value{}
			case 1:
				return NA
			case 2:
				return Of(ratio(rapid.Int64().Draw(t, "n"), 7))
			}
			return OfInt(rapid.Int64Range(-3, 1000).Draw(t, "n"))
		})
		parts := rapid.SliceOfN(part, 0, 12).Draw(t, "parts")
		decimals := rapid.IntRange(0, 4).Draw(t, "decimals")
		whole, _ := SumUnits(parts)
		shares := Shares(parts, decimals)
		total := Zero
		for i, s := range shares {
			if s.State != Known {
				continue
			}
			total = total.Add(s.Number)
			if !s.Number.Round(decimals).Equal(s.Number) {
				t.Fatalf("share %d of %v is %v", i, parts, s.Number)
			}
			exact := parts[i].Percent(whole).Number
			if step, _ := Int(1).Quo(Pow10(decimals)); s.Number.Sub(exact).Abs().Cmp(step) >= 0 {
				t.Fatalf("share %d of %v is %v, exactly %v", i, parts, s.Number, exact)
			}
		}
		if whole.IsKnown() && whole.Number.Sign() != 0 && !total.Equal(Int(100)) {
			t.Fatalf("Shares(%v, %d) = %v add to %v", parts, decimals, shares, total)
		}
	})
}

func TestShares_TiesAmongManyGoToTheEarlier(t *testing.T) {
	parts := make([]Value, 300)
	for i := range parts {
		parts[i] = OfInt(int64(i%2 + 1))
	}
	// Of 1000 steps a part of 1 has 2.2 and a part of 2 has 4.4: 100 steps are left, and
	// all 150 parts of 2 have the same claim to them.
	for i, s := range Shares(parts, 1) {
		want := ratio(2, 10)
		switch {
		case i%2 == 1 && i < 200:
			want = ratio(5, 10)
		case i%2 == 1:
			want = ratio(4, 10)
		}
		if !s.Number.Equal(want) {
			t.Fatalf("share %d is %v, want %v", i, s.Number, want)
		}
	}
}

func TestShares_ManyPartsAreQuick(t *testing.T) {
	parts := make([]Value, 20_000)
	for i := range parts {
		parts[i] = OfInt(int64(i%7) + 1)
	}
	total := Zero
	for _, s := range Shares(parts, 2) {
		total = total.Add(s.Number)
	}
	if !total.Equal(Int(100)) {
		t.Errorf("20,000 shares add to %v", total)
	}
}
