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
