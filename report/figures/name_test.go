package figures_test

import (
	"fmt"
	"testing"

	"baocao/report/figures"
)

func TestNames_EqualOnesAreShared(t *testing.T) {
	var names figures.Names
	first := names.Keep("DVK01", "cap", "huyen")
	for range 3 { // in an order that was seen before, and in one that was not
		for _, category := range []string{"xa", "huyen", "xa"} {
			if got := *names.Keep("DVK01", "cap", category); got != (figures.Name{Indicator: "DVK01", Axis: "cap", Category: category}) {
				t.Errorf("%s is kept as %v", category, got)
			}
		}
	}
	if names.Keep("DVK01", "cap", "huyen") != first {
		t.Error("a name is kept twice")
	}
	if names.Keep("DVK01", "", "huyen") == first || names.Keep("DVK01", "huyen", "cap") == first {
		t.Error("two names are one")
	}
}

func TestNames_TooManyAreNotHoarded(t *testing.T) {
	var names figures.Names
	first := names.Keep("A", "", "")
	for i := range 20_000 {
		code := fmt.Sprint("B", i)
		if got := names.Keep(code, "", "").Indicator; got != code {
			t.Fatalf("%s is kept as %s", code, got)
		}
	}
	if again := names.Keep("A", "", ""); again == first || *again != *first {
		t.Errorf("after so many, %v is kept as %v", *first, *again)
	}
}

func TestNames_FirstIsFirstOfARound(t *testing.T) {
	var names figures.Names
	for round := range 2 {
		names.Begin()
		for _, category := range []string{"xa", "huyen", ""} {
			name, first := names.First("A", "cap", category)
			if again, twice := names.First("A", "cap", category); !first || twice || again != name {
				t.Errorf("round %d, %q: first %t, then %t", round, category, first, twice)
			}
		}
	}
	names.Begin()
	names.First("A", "", "")
	for i := range 10_000 {
		names.First(fmt.Sprint("B", i), "", "")
	}
	if _, first := names.First("A", "", ""); first {
		t.Error("a name that was forgotten meanwhile is first")
	}
	names.Begin()
	if _, first := names.First("A", "", ""); !first {
		t.Error("what was forgotten in a round before keeps a name from being first")
	}
}
