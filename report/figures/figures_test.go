package figures_test

import (
	"testing"

	"baocao/report/figures"
	"baocao/report/num"
	"baocao/report/source"
)

func TestSetAside_LeavesCopiesAsTheyAre(t *testing.T) {
	var base figures.Figure
	if base.HasWindow() || base.OutOf().State != num.Missing || base.Rate() != nil || base.Note() != "" {
		t.Errorf("the zero figure says something aside: %+v", base.Aside)
	}
	base.SetAside(func(a *figures.Aside) { a.Qualifier = "gần" })
	part := base
	part.SetAside(func(a *figures.Aside) { a.Qualifier, a.Note = "hơn", "Cả xã" })
	if base.Qualifier() != "gần" || base.Note() != "" || part.Qualifier() != "hơn" || part.Note() != "Cả xã" {
		t.Errorf("base %+v, part %+v", base.Aside, part.Aside)
	}
}

// Figures are told of as they were typed, though most keep no more than their number.
func TestTyped_IsWhatWasTyped(t *testing.T) {
	for _, digits := range []string{"0", "7", "007", "00", "123456789012345"} {
		var f figures.Figure
		n, _ := num.ParseDigits(digits)
		if f.SetCount(n, digits); f.Typed() != digits || !f.Value().Equal(num.Of(n)) {
			t.Errorf("%s: typed %s, value %v", digits, f.Typed(), f.Value())
		}
	}
	var x, missing, rounded figures.Figure
	x.SetValue(num.NA)
	rounded.SetValue(num.OfInt(8))
	rounded.SetAside(func(a *figures.Aside) { a.Qualifier = "gần" })
	rounded.SetTyped("gần 8")
	if x.Typed() != "x" || missing.Typed() != "" || rounded.Typed() != "gần 8" || rounded.Qualifier() != "gần" {
		t.Errorf("typed %q, %q, %q", x.Typed(), missing.Typed(), rounded.Typed())
	}
}

func TestFigure_KeepsEveryValue(t *testing.T) {
	if v := new(figures.Figure).Value(); v.State != num.Missing {
		t.Errorf("of the zero figure: %v", v)
	}
	values := []num.Value{num.NA, {}, num.OfInt(0), num.OfInt(-1)}
	for _, text := range []string{"2147483647", "2147483648", "-2147483649", "999999999999999", "1.5", "-0.001", "9223372036854775808"} {
		n, ok := num.ParseDecimal(text)
		if !ok {
			t.Fatal(text)
		}
		values = append(values, num.Of(n))
	}
	var f figures.Figure
	f.SetAside(func(a *figures.Aside) { a.Note = "n" })
	for _, v := range values {
		if f.SetValue(v); !f.Value().Equal(v) || f.Note() != "n" {
			t.Errorf("%v is kept as %v, note %q", v, f.Value(), f.Note())
		}
	}
}

func TestFigure_PlacesOfTextsAndSheets(t *testing.T) {
	f := figures.Figure{From: &source.Origin{Path: "w/a.yaml", Name: "a.yaml"}, At: source.Place{Line: 3, Col: 7}}
	if got := f.Pos().String(); got != "w/a.yaml:3:7" || f.File() != "a.yaml" {
		t.Errorf("a text: %s in %s", got, f.File())
	}
	f.From = &source.Origin{Path: "a.xlsx", Sheet: "Số liệu"}
	if got := f.Pos().String(); got != "a.xlsx:'Số liệu'!G3" {
		t.Errorf("a sheet: %s", got)
	}
}
