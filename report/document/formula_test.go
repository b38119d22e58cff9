package document_test

import (
	"strings"
	"testing"

	"baocao/report/document"
)

func TestFormula_HasTheRowsNumberWhereItIsOpen(t *testing.T) {
	toLower := func(b []byte, text string) []byte { return append(b, strings.ToLower(text)...) }
	var lower document.Rewriter
	for _, c := range []struct {
		formula document.Formula
		want    string
	}{
		{document.Formula{}, ""},
		{document.Formula{Text: "SUM(A1:B1)"}, "SUM(A1:B1)"},
		{document.Formula{Text: "SUM(A\x00:B\x00)", Row: 3330}, "SUM(A3330:B3330)"},
		{document.Formula{Text: "C\x00", Row: 9}, "C9"},
		{document.Formula{Text: "C\x00", Row: 10}, "C10"},
		{document.Formula{Text: "1+1", Row: 9}, "1+1"},
	} {
		if got := c.formula.String(); got != c.want {
			t.Errorf("%+q is %q, want %q", c.formula, got, c.want)
		}
		if got := string(lower.Append([]byte("="), 2, c.formula, toLower)); got != "="+strings.ToLower(c.want) {
			t.Errorf("%+q is appended as %q, want the small letters of =%q", c.formula, got, c.want)
		}
	}
}
