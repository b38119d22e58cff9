package expr

import (
	"strings"
	"testing"
	"unicode/utf8"

	"baocao/report/finding"
	"baocao/report/num"
)

func FuzzParse(f *testing.F) {
	for _, src := range []string{
		"TD05 / (previous(TD06) + TD04) * 100", "A/(B/(1+C/D))*100", "sum(K.cap)/K.x", "round(-A--B, 2)", "abs(change(A)) <= 50",
		"A <> target(B)", "min(1,max(2,3))", "", "(((", "A ≤ B", "0x1F", "5.", "K..x", "a//b", "/*", "type", "A = = B", "1,5", "\xff", "A\n+B",
		strings.Repeat("-(", 40), strings.Repeat("A*", 900) + "A",
	} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		formula, found := ParseFormula(src, at, names)
		inside(t, src, found)
		if (formula == nil) != (len(found) > 0) {
			t.Fatalf("a formula %v with %d findings", formula != nil, len(found))
		}
		if formula != nil {
			use(t, formula)
		}
		rule, found := ParseRule(src, at, names)
		inside(t, src, found)
		if (rule == nil) != (len(found) > 0) {
			t.Fatalf("a rule %v with %d findings", rule != nil, len(found))
		}
		if rule != nil {
			use(t, rule.Left)
			use(t, rule.Right)
		}
	})
}

// inside holds that every finding points into the expression and can be printed.
func inside(t *testing.T, src string, found finding.List) {
	end := at.Col + max(utf8.RuneCountInString(src)-1, 0)
	for _, f := range found {
		if f.Pos.Col < at.Col || f.Pos.Col > end || f.Pos.Line != at.Line {
			t.Fatalf("%v lies outside of columns %d to %d", f.Pos, at.Col, end)
		}
		for _, lang := range []finding.Lang{finding.VI, finding.EN} {
			if s := f.In(lang); strings.Contains(s, "%!") || len(s) > 3*maxBytes {
				t.Fatalf("bad wording: %s", s)
			}
		}
	}
}

// use evaluates and writes a formula with figures of every kind.
func use(t *testing.T, f *Formula) {
	for _, v := range []num.Value{num.OfInt(0), num.OfInt(3), num.NA, {}} {
		got := f.Eval(func(Ref) num.Value { return v })
		if len(f.Refs()) > 0 && !v.IsKnown() && got.State != v.State {
			t.Fatalf("of figures in state %d comes %v", v.State, got)
		}
	}
	for _, decimals := range []int{-1, 0, 2} {
		s := f.Excel(address, decimals)
		if strings.HasPrefix(s, "=") || s == "" || utf8.RuneCountInString(s) > excelLength || strings.Count(s, "(") != strings.Count(s, ")") {
			t.Fatalf("Excel form %q", s)
		}
	}
}
