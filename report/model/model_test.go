package model_test

import (
	"slices"
	"testing"

	"baocao/report/expr"
	"baocao/report/figures"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/spec"
)

// A band shows some of the figures that a unit gave. They stay the unit's own.
func TestBand_ShowsItsSlotsAndChangesNothing(t *testing.T) {
	one, two, rate := model.Cell{Value: num.OfInt(1)}, model.Cell{Value: num.OfInt(2), Figure: &figures.Figure{}}, model.Cell{Value: num.OfInt(50)}
	given := model.PackCells([]model.Cell{one, two, two, two})
	b := model.NewBand(period.Period{}, 2, []int{0, 1, 2}, 4)
	b.Fill(0, given)
	b.Compute(2, []model.Cell{rate, {}})
	check := func(unit int, want ...model.Cell) {
		t.Helper()
		for slot := range want {
			if got := b.Cell(unit, slot); got != want[slot] {
				t.Errorf("unit %d, slot %d: %+v, want %+v", unit, slot, got, want[slot])
			}
		}
		row, last := make([]model.Cell, len(want)), -1
		for slot, got := range b.Row(unit) {
			if slot <= last || *got == (model.Cell{}) {
				t.Errorf("the row of unit %d has %+v of slot %d behind slot %d", unit, *got, slot, last)
			}
			row[slot], last = *got, slot
		}
		if !slices.Equal(row, want) {
			t.Errorf("the row of unit %d: %+v, want %+v", unit, row, want)
		}
	}
	check(0, one, two, rate, model.Cell{})
	check(1, model.Cell{}, model.Cell{}, model.Cell{}, model.Cell{})

	b.Take(0, []int{1})
	b.Take(1, []int{1})
	check(0, one, model.Cell{}, rate, model.Cell{})
	if given.At(1) != two {
		t.Error("what was taken out of the band was taken from the unit")
	}
}

func TestBand_KnowsWhoseFiguresSayMoreThanTheirValue(t *testing.T) {
	plain, noted := model.Cell{Value: num.OfInt(1)}, model.Cell{Value: num.OfInt(2), Aside: true, Figure: &figures.Figure{}}
	b := model.NewBand(period.Period{}, 3, []int{0, 1}, 2)
	b.Fill(0, model.PackCells([]model.Cell{plain, noted}))
	b.Fill(1, model.PackCells([]model.Cell{plain, plain}))
	for unit, want := range []bool{true, false, false} {
		if got := b.Aside(unit); got != want {
			t.Errorf("unit %d: %t", unit, got)
		}
	}
	b.Take(0, []int{1})
	if b.Aside(0) {
		t.Error("what was taken out of the band is still told of")
	}
}

func TestCheck_ToldSaysHowTheSidesStand(t *testing.T) {
	for _, test := range []struct{ left, op, right, want string }{
		{"66.666666", "<=", "50", "66,67 > 50"},
		{"13", "=", "1200", "13 ≠ 1.200"},
		{"7", "<>", "7", "7 = 7"},
		{"7", "<", "7", "7 ≥ 7"},
		{"6.5", ">=", "7", "6,5 < 7"},
		{"6", ">", "7", "6 ≤ 7"},
		{"1.001", "=", "1.002", "1,001 ≠ 1,002"},
	} {
		side := func(s string) num.Value {
			n, ok := num.ParseDecimal(s)
			if !ok {
				t.Fatal(s)
			}
			return num.Of(n)
		}
		c := model.Check{Check: &spec.Check{Rule: &expr.Rule{Op: test.op}}, Left: side(test.left), Right: side(test.right)}
		if got := c.Told(); got != test.want {
			t.Errorf("%s %s %s = %q, want %q", test.left, test.op, test.right, got, test.want)
		}
	}
}
