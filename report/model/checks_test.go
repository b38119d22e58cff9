package model_test

import (
	"maps"
	"math"
	"slices"
	"testing"

	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/spec"
)

func TestRecord_GivesBackWhatWasAdded(t *testing.T) {
	third, _ := num.Int(1).Quo(num.Int(3))
	sides := []num.Value{{}, num.NA, num.OfInt(0), num.OfInt(-7), num.OfInt(math.MaxInt64), num.OfInt(math.MinInt64),
		num.Of(third), num.Of(num.Pow10(30))}
	reasons := []model.Reason{{}, model.Because(finding.Plain("một")), model.Because(finding.Plain("hai"))}
	results := []model.Result{model.Passed, model.Failed, model.NotRun}
	rules := []*spec.Check{{Message: "a"}, {Message: "b"}, {Message: "c"}}
	record := model.NewRecord(rules)
	check := func(unit, rule int) model.Check {
		n := unit + rule
		return model.Check{Check: rules[rule], Left: sides[n%len(sides)], Right: sides[n/3%len(sides)],
			Result: results[n%3], Reason: reasons[n/2%3], Idle: n%5 == 0}
	}
	skipped := func(unit, rule int) bool { return (unit+rule)%4 == 0 || unit%9 == 0 }
	units := make([]model.Checks, 2000) // far more than fit in one piece of memory
	for unit := range units {
		record.Begin()
		for rule := range rules {
			if !skipped(unit, rule) {
				record.Add(rule, check(unit, rule))
			}
		}
		units[unit] = record.Checks()
	}
	for unit, checks := range units {
		rule := 0
		next := func() {
			for rule < len(rules) && skipped(unit, rule) {
				rule++
			}
		}
		next()
		for got := range checks.All() {
			want := check(unit, rule)
			if got.Check != want.Check || !got.Left.Equal(want.Left) || !got.Right.Equal(want.Right) ||
				got.Result != want.Result || got.Reason != want.Reason || got.Idle != want.Idle {
				t.Fatalf("unit %d: %+v, want %+v", unit, got, want)
			}
			rule++
			next()
		}
		if rule < len(rules) {
			t.Fatalf("unit %d: the check of rule %d is lost", unit, rule)
		}
	}
}

// What is told of checks without a look at each is what a look at each would tell.
func TestReport_TalliesAndTellsLoudChecksApart(t *testing.T) {
	rules := []*spec.Check{{Message: "a"}, {Message: "b"}, {Message: "c"}, {Message: "d"}}
	ended := []model.Check{{Result: model.Passed}, {Result: model.Failed}, {Result: model.NotRun}, {Result: model.NotRun, Idle: true}}
	record := model.NewRecord(rules)
	var r model.Report
	for unit := range 10 {
		record.Begin()
		for rule := range min(unit, len(rules)) {
			record.Add(rule, ended[(unit+rule)%len(ended)])
		}
		r.UnitChecks = append(r.UnitChecks, record.Checks())
	}
	for i := range ended {
		r.Checks = append(r.Checks, ended[i])
		r.Checks[i].Check, r.Checks[i].Unit = rules[i], -1
	}
	want := model.Tally{By: map[model.Result]int{}}
	var loud []model.Check
	for c := range r.AllChecks() {
		want.By[c.Result]++
		if c.Idle {
			want.Idle++
		}
		if !c.Quiet() {
			loud = append(loud, c)
		}
	}
	if got := r.Tally(); got.Idle != want.Idle || !maps.Equal(got.By, want.By) {
		t.Errorf("tally %v, want %v", got, want)
	}
	if got := slices.Collect(r.LoudChecks()); !slices.Equal(got, loud) {
		t.Errorf("loud checks %v, want %v", got, loud)
	}
}
