package calc

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"baocao/report/finding"
)

// usual are the cells of the tests: B2:B6 hold 8, 66, 43, x, … and C2:C6 the half of them.
func usual() (*Book, *Sheet) {
	var b Book
	s := b.Add("Số liệu")
	for i, v := range []Value{number(8), number(66), number(43), text("x"), text("…")} {
		s.Put(i+2, 1, "", text([]string{"Phú Minh", "Châu Can", "phú minh", "a*b", "12"}[i]))
		s.Put(i+2, 2, "", v)
		if v.Kind == Number {
			s.Put(i+2, 3, fmt.Sprintf("B%d/2", i+2), Value{})
		}
	}
	return &b, s
}

func computed(t testing.TB, src string) Cell {
	t.Helper()
	return computedWithin(t, src, maxSteps)
}

func computedWithin(t testing.TB, src string, steps int) Cell {
	t.Helper()
	b, s := usual()
	s.Put(9, 9, src, text("stored"))
	b.RecalculateWithin(steps)
	return s.At(9, 9)
}

// What Excel gives, case by case.
func TestRecalculate_AsExcel(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"1+2*3", "7"}, {"-2^2", "4"}, {"2^3^2", "64"}, {"10%", "0.1"}, {"(1+2)*3", "9"}, {"7-2-1", "4"}, {"1E2+.5", "100.5"},
		{"B2+B3+B4", "117"}, {"$B$2 + 'Số liệu'!b3", "74"}, {"'SỐ LIỆU'!B2", "8"}, {"Z99", "0"}, {`Z99=""`, "TRUE"}, {"Z99=0", "TRUE"},
		{"SUM(B2:B6)", "117"}, {"SUM(B4:B2,1)", "118"}, {"SUM(C2:C4)", "58.5"}, {"SUM(Z1:Z9)", "0"}, {"SUM(0.1,0.2)=0.3", "TRUE"},
		{"AVERAGE(B2:B6)", "39"}, {"AVERAGE(B2:B6,1)", "29.5"}, {"AVERAGE(Z1:Z9)", "#DIV/0!"}, {"AVERAGE(B2,B5+1)", "#VALUE!"},
		{"COUNTA(A2:B9)", "10"}, {`COUNTA(1,"",Z9,Z1:Z2)`, "2"}, {"COUNTA(1/0)", "1"},
		{`SUMIF(B2:B6,">8")`, "109"}, {`SUMIF(A2:A6,"phú minh",B2:B6)`, "51"}, {`SUMIF(A2:A6,"a~*b",B2:B6)`, "0"}, {`SUMIF(A2:A6,"nơi khác",B2:B6)`, "0"},
		{"COUNT(B2:B6)", "3"}, {`COUNT(B2:B6,1,"x","2",Z9)`, "5"}, {"MAX(B2:B6)", "66"}, {"MIN(B2:B6,1)", "1"}, {"MAX(Z1:Z3)", "0"},
		{"B5+1", "#VALUE!"}, {"SUM(B5+1,2)", "#VALUE!"}, {`"5"+1`, "6"}, {"1/0", "#DIV/0!"}, {"MOD(1,0)", "#DIV/0!"}, {"0^0", "#NUM!"},
		{`IF(B5="X","có","không")`, "có"}, {`IF(B2>7,1)`, "1"}, {"IF(B2>8,1)", "FALSE"}, {"IF(1,,5)", "0"}, {"IF(B5,1,2)", "#VALUE!"},
		{`IF(B2=8,1,1/0)`, "1"}, {`OR(B2=8,1/0)`, "#DIV/0!"}, {"AND(1,2,0)", "FALSE"}, {"OR(Z1:Z3)", "#VALUE!"}, {"NOT(B2=8)", "FALSE"},
		{`"a"="A"`, "TRUE"}, {`"Đạt"="đạt"`, "TRUE"}, {`"b">"A"`, "TRUE"}, {"TRUE>9", "TRUE"}, {`"x">9`, "TRUE"}, {"0.1+0.2=0.3", "TRUE"}, {"0.3-0.2-0.1=0", "TRUE"},
		{`B2&"/27"`, "8/27"}, {`"a""b"&Z9`, `a"b`}, {"0.1+0.2&\"\"", "0.3"}, {"TRUE&\"\"", "TRUE"},
		{"ROUND(2.5,0)", "3"}, {"ROUND(-2.5,0)", "-3"}, {"ROUND(1.005,2)", "1.01"}, {"ROUND(1.0049,2)", "1"}, {"ROUND(117,-1)", "120"}, {"ROUND(0.285*100,0)", "29"},
		{"MOD(-3,2)", "1"}, {"MOD(3,-2)", "-1"}, {"MOD(66*10000,117)", "3"}, {"ABS(-5.5)", "5.5"}, {"INT(-1.5)", "-2"},
		{`COUNTIF(B2:B6,"x")`, "1"}, {"COUNTIF(B2:B6,8)", "1"}, {`COUNTIF(B2:B6,">8")`, "2"}, {`COUNTIF(B2:B6,"<>8")`, "4"}, {`COUNTIF(A2:A6,"12")`, "1"}, {"COUNTIF(A2:A6,12)", "1"},
		{`COUNTIF(A2:A6,"PHÚ MINH")`, "2"}, {`COUNTIF(A2:A6,"ph*")`, "2"}, {`COUNTIF(A2:A6,"a~*b")`, "1"}, {`COUNTIF(A2:A6,"?*")`, "5"}, {`COUNTIF(Z1:Z4,"")`, "4"}, {`COUNTIF(B2:B9,"")`, "3"},
		{`COUNTIFS(A2:A6,A2,B2:B6,">8")`, "1"}, {`COUNTIFS(A2:A6,"=x")`, "0"},
		{`SUMPRODUCT((ISNUMBER(B2:B6)+(B2:B6="x"))*(ISNUMBER(C2:C6)+(B2:B6="x")))`, "4"}, {"SUMPRODUCT(B2:B6,C2:C6)", "3134.5"}, {"SUMPRODUCT(B2:B4*2)", "234"},
		{"ISNUMBER(B5)", "FALSE"}, {"ISBLANK(Z9)", "TRUE"}, {"IFERROR(1/0,7)", "7"}, {"IFERROR(B2,7)", "8"}, {"(B2)%", "0.08"}, {"--B2", "8"}, {"\"\"", ""},
	} {
		if got := computed(t, c.src); !got.Why.IsZero() || got.Value.String() != c.want {
			t.Errorf("%s = %q %s, want %q", c.src, got.Value, got.Why.In(finding.EN), c.want)
		}
	}
}

// What is not understood is said, and the stored value stands.
func TestRecalculate_TellsWhatItDoesNotKnow(t *testing.T) {
	for _, src := range []string{
		"VLOOKUP(B2,A1:C3,2)", "Tên", "[1]Trang!A1", "Gone!A1", "'[a.xlsx]T'!A1", "A:A", "{1,2}", "{=SUM(B2:B3)}", "Table1[x]", "B2:B6", "B2:B6+1",
		"1+", "SUM(1", `"a`, "'Số liệu", "1 2", "B2 B3", "#REF!", "A1048577", "XFE1", "ROUND(1)", "I9", "B2#", "@B2", "SUM((B2,B3))", `"1.234,5"+1`,
		"SUMPRODUCT(B2:B3,C2:C4)", "COUNTIFS(B2:B3,1,C2:C4,1)", strings.Repeat("(", 400) + "1" + strings.Repeat(")", 400), strings.Repeat("-", 400) + "1", strings.Repeat("1+", 5000) + "1",
	} {
		if got := computed(t, src); got.Why.IsZero() || got.Value != text("stored") {
			t.Errorf("%.40s = %q, though it should not be computed", src, got.Value)
		}
	}
}

func TestRecalculate_NamesACircleAndGoesOn(t *testing.T) {
	var b Book
	s := b.Add("A")
	s.Put(1, 1, "B1+1", number(5))
	s.Put(1, 2, "A1+1", number(6))
	s.Put(1, 3, "A1*2", Value{})
	b.Recalculate()
	why := 0
	for c := range s.Cells {
		if !c.Why.IsZero() {
			why++
		}
	}
	if why != 1 || s.At(1, 3).Value.Kind != Number {
		t.Errorf("%d cells are unchecked, C1 is %v", why, s.At(1, 3).Value)
	}
}

// A chain of 300,000 cells, the last first, overflows no stack.
func TestRecalculate_DeepChains(t *testing.T) {
	const length = 300_000
	var b Book
	s := b.Add("A")
	for i := 1; i < length; i++ {
		s.Put(i, 1, fmt.Sprintf("A%d+1", i+1), Value{})
	}
	s.Put(length, 1, "", number(1))
	b.Recalculate()
	if got := s.At(1, 1); got.Value != number(length) {
		t.Errorf("A1 = %v, %v", got.Value, got.Why.In(finding.EN))
	}
}

// Where there is more work than steps, every formula that was not computed says so.
func TestRecalculate_BoundsItsWork(t *testing.T) {
	for _, src := range []string{"SUM($A$1:$A$20000)", "SUMPRODUCT($A$1:$XFD$1048576)", `COUNTIF($A$1:$XFD$1048576,"")`, `COUNTIF($A$1:$A$%d,"x")`} {
		var b Book
		s := b.Add("A")
		const rows = 1000
		for i := 1; i <= rows; i++ {
			s.Put(i, 1, "", number(1))
			s.Put(i, 16_385, strings.ReplaceAll(src, "%d", fmt.Sprint(i)), text("stored")) // outside of every range
		}
		b.RecalculateWithin(200_000)
		last := s.At(rows, 16_385)
		if last.Why.In(finding.EN) != tooMuchWork.In(finding.EN) || last.Value != text("stored") {
			t.Errorf("%s = %v, %v, want it unchecked", src, last.Value, last.Why.In(finding.EN))
		}
	}
}

func TestBook_SetMovesWhatDependsOnIt(t *testing.T) {
	b, s := usual()
	s.Put(9, 9, "SUM(B2:B6)/SUM(C2:C6)+B2", Value{})
	b.Recalculate()
	before := s.At(9, 9).Value
	if !s.Set(2, 2, number(108)) || s.Set(2, 3, number(1)) || s.Set(99, 1, number(1)) {
		t.Error("Set takes dead cells, and no others")
	}
	b.Recalculate()
	if after := s.At(9, 9).Value; before != number(10) || after != number(110) {
		t.Errorf("I9 went from %v to %v, want 10 to 110", before, after)
	}
}

func FuzzRecalculate(f *testing.F) {
	for _, src := range []string{`IF(COUNT(B2,B3)=2,ROUND(B2*100/B3,2),"…")`, `SUMPRODUCT((ISNUMBER(B2:B6)+(B2:B6="x"))*1)`, `COUNTIFS('Số liệu'!$A$2:$A$6,A2,B2:B6,">=1~*?")`,
		"-2^-1%", `"a""b"&1E+5`, "A1:A", "$", "'", "SUM(,)", "((((", "{1}"} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		const steps = maxSteps / 100 // all of them may take ten seconds, as long as the fuzzer waits for an input
		begin := time.Now()
		got := computedWithin(t, src, steps)
		if time.Since(begin) > 10*time.Second {
			t.Errorf("%q took %v", src, time.Since(begin))
		}
		if got.Value.Kind >= unknowable {
			t.Errorf("%q leaves %v in the cell", src, got.Value)
		}
		if again := computedWithin(t, src, steps); again.Value != got.Value {
			t.Errorf("%q = %v, and then %v", src, got.Value, again.Value)
		}
	})
}
