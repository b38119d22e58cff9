package figures

import "testing"

func TestIsTotalFormula(t *testing.T) {
	own := TotalFormula([]Range{{"G9:I9", 3}, {"J9:M9", 4}})
	for formula, want := range map[string]bool{
		own: true,
		`IF(COUNT($G$9:$I$9) + COUNTIF(G9:I9, "x") = 3, SUM(G9:I9), "")`: true, // with blanks
		`if(count(G9:I9)+countif(G9:I9;"x")=3;sum(G9:I9);"")`:            true, // another separator
		`IF(COUNT(G9:K9)+COUNTIF(G9:K9,"x")=3,SUM(G9:K9),"")`:            true, // a column was inserted
		"_xlfn." + own: true,
		`IF(COUNT(#REF!)+COUNTIF(#REF!,"x")=3,SUM(#REF!),"")`: false,
		"SUM(G9:I9)": false, "5+6": false, "": false, own + "+1": false, "1+" + own: false,
	} {
		if got := IsTotalFormula(formula); got != want {
			t.Errorf("IsTotalFormula(%s) = %v, want %v", formula, got, want)
		}
	}
}
