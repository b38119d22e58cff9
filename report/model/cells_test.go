package model_test

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"baocao/report/figures"
	"baocao/report/model"
	"baocao/report/num"
)

// anyCell draws a cell that says something, of small numbers, large ones and fractions.
func anyCell() *rapid.Generator[model.Cell] {
	third, _ := num.Int(1).Quo(num.Int(3))
	values := []num.Value{{}, num.NA, num.OfInt(0), num.OfInt(-5), num.OfInt(math.MaxInt32), num.OfInt(math.MaxInt32 + 1),
		num.OfInt(math.MinInt32), num.OfInt(math.MinInt64), num.Of(third), num.Of(num.Pow10(30))}
	figure := new(figures.Figure)
	return rapid.Custom(func(t *rapid.T) model.Cell {
		return model.Cell{Value: rapid.SampledFrom(values).Draw(t, "value"), Origin: rapid.SampledFrom([]model.Origin{model.Given, model.Combined}).Draw(t, "origin"),
			Axis: rapid.Int8().Draw(t, "axis"), Partial: rapid.Bool().Draw(t, "partial"), Aside: rapid.Bool().Draw(t, "aside"),
			Figure: rapid.SampledFrom([]*figures.Figure{nil, figure}).Draw(t, "figure")}
	})
}

// Whatever is packed, every slot has what it had, and those beyond the last have nothing.
func TestPackCells_KeepsEverySlot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := make([]model.Cell, rapid.IntRange(0, 200).Draw(t, "slots"))
		var given []int
		for slot := range all {
			if rapid.Bool().Draw(t, "given") {
				all[slot] = anyCell().Draw(t, "cell")
				given = append(given, slot)
			}
		}
		packed := model.PackCells(all)
		for slot := range len(all) + 100 {
			want := model.Cell{}
			if slot < len(all) {
				want = all[slot]
			}
			if got := packed.At(slot); got != want {
				t.Errorf("slot %d: %+v, want %+v", slot, got, want)
			}
		}
		var listed []int
		for slot, cell := range packed.All() {
			listed = append(listed, slot)
			if *cell != all[slot] {
				t.Errorf("slot %d is listed as %+v, want %+v", slot, *cell, all[slot])
			}
		}
		if !slices.Equal(listed, given) {
			t.Errorf("listed %v, want %v", listed, given)
		}
		first := rapid.IntRange(0, 250).Draw(t, "first")
		var rest []int
		for slot := range packed.From(first) {
			rest = append(rest, slot)
		}
		if at, _ := slices.BinarySearch(given, first); !slices.Equal(rest, given[at:]) {
			t.Errorf("from %d on: %v, of %v", first, rest, given)
		}
		again := slices.Repeat([]model.Cell{{Origin: model.Summed}}, len(all))
		if packed.Unpack(again); !slices.Equal(again, all) {
			t.Errorf("unpacked %v, want %v", again, all)
		}
	})
}

// A draft gives what was put into it, as if it had been packed, and nothing of the unit before.
func TestDraft_TakesWhatWasPut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		slots := rapid.IntRange(1, 200).Draw(t, "slots")
		draft, some := model.NewDraft(slots), model.NewSlotSet(slots)
		for slot := range slots {
			if rapid.Bool().Draw(t, "of some") {
				some.Add(slot)
			}
		}
		var taken, want []model.Cells
		for range 3 {
			all, among := make([]model.Cell, slots), false
			for range rapid.IntRange(1, 20).Draw(t, "cells") {
				slot := rapid.IntRange(0, slots-1).Draw(t, "slot")
				all[slot] = anyCell().Draw(t, "cell")
				draft.Put(slot, all[slot])
				among = among || some[slot/64]&(1<<(slot%64)) != 0
			}
			if got := draft.HasAny(some); got != among {
				t.Fatalf("HasAny = %v, want %v", got, among)
			}
			taken, want = append(taken, draft.Take()), append(want, model.PackCells(all))
			for slot := range slots {
				if *draft.At(slot) != (model.Cell{}) {
					t.Fatalf("slot %d still has %+v", slot, *draft.At(slot))
				}
			}
		}
		if !reflect.DeepEqual(taken, want) {
			t.Fatalf("took %+v, want %+v", taken, want)
		}
	})
}
