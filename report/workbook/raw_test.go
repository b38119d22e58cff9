package workbook

import (
	"fmt"
	"strings"
	"testing"

	"baocao/report/finding"
	"baocao/report/source"
)

// raw reads the first sheet: every cell as it is stored.
func raw(data []byte) (all []string, refused *finding.Finding) {
	b, refused := OpenReport(source.File{Path: "a.xlsx", Data: data})
	if refused != nil {
		return nil, refused
	}
	refused = b.Sheets[0].Raw(func(c Raw) {
		value := c.Text
		if c.Kind == Number {
			value = fmt.Sprint(c.Number)
		}
		all = append(all, fmt.Sprintf("%s%d %s %s =%s", columnLetters(c.Col), c.Row, [...]string{"blank", "number", "text", "bool", "error"}[c.Kind], value, c.Formula))
	})
	return all, refused
}

func TestRaw_AsStored(t *testing.T) {
	shared := `<sst><si><t>một</t></si></sst>`
	for _, c := range []struct{ row, want string }{
		{`<c r="A1"><v>1.1000000000000001</v></c>`, "A1 number 1.1 ="},
		{`<c r="A1"><v>50085449.99999999</v></c>`, "A1 number 5.008544999999999e+07 ="},
		{`<c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>hai</t></is></c>`, "A1 text một =;C1 text hai ="},
		{`<c r="A1" t="str"><f>IF(B1="","…",B1)</f><v></v></c>`, `A1 text  =IF(B1="","…",B1)`},
		{`<c r="A1"><f>1+1</f></c><c r="B1" s="3"/>`, "A1 blank  =1+1"},
		{`<c r="A1" t="b"><f>1=1</f><v>1</v></c><c r="B1" t="e"><v>#REF!</v></c>`, "A1 bool TRUE =1=1;B1 error #REF! ="},
		{`<c r="A1"><f t="array" ref="A1">SUM(B1:B2)</f><v>0</v></c>`, "A1 number 0 ={=SUM(B1:B2)}"},
		{`<c r="A1"><f t="shared" ref="A1:C1" si="0">B2+$B$2+'Số B2'!C3+SUM(D1:E1)&amp;"B2"+LOG10(B2)</f><v>2</v></c><c r="C1"><f t="shared" si="0"/><v>3</v></c>`,
			`A1 number 2 =B2+$B$2+'Số B2'!C3+SUM(D1:E1)&"B2"+LOG10(B2);C1 number 3 =D2+$B$2+'Số B2'!E3+SUM(F1:G1)&"B2"+LOG10(D2)`},
		{`<c r="A1"><v>x1</v></c>`, "A1 text x1 ="},
	} {
		got, refused := raw(with(t, append(sheet(`<row r="1">`+c.row+`</row>`), "xl/sharedStrings.xml", shared)...))
		if refused != nil {
			t.Fatal(c.row, refused.In(finding.EN))
		}
		if s := strings.Join(got, ";"); s != c.want {
			t.Errorf("%s\nread %q\nwant %q", c.row, s, c.want)
		}
	}
}

func TestMoved(t *testing.T) {
	for _, c := range []struct {
		formula     string
		down, right int
		want        string
	}{
		{"A1", 1, 1, "B2"}, {"$A1", 1, 1, "$A2"}, {"A$1", 1, 1, "B$1"}, {"Z9+AA10", -8, 1, "AA1+AB2"}, {"A1", -1, 0, "#REF!"}, {"A1", 0, -1, "#REF!"}, {"XFD1", 0, 1, "#REF!"},
		{`"A1"&A1`, 1, 0, `"A1"&A2`}, {`'A1'!A1:B2`, 1, 0, `'A1'!A2:B3`}, {"A1!B1", 1, 0, "A1!B2"}, {"LOG10(A1)", 1, 0, "LOG10(A2)"}, {"1E5+A1B", 1, 1, "1E5+A1B"}, {`"a""A1"`, 1, 1, `"a""A1"`}, {"đA1", 1, 1, "đA1"},
	} {
		if got := moved(c.formula, c.down, c.right); got != c.want {
			t.Errorf("moved(%q, %d, %d) = %q, want %q", c.formula, c.down, c.right, got, c.want)
		}
	}
}

// What is damaged is refused, and what asks for more memory than any report.
func TestRaw_Refuses(t *testing.T) {
	many := `<row r="1"><c r="A1"><f t="shared" si="0">"` + strings.Repeat("a", 1<<19) + `"</f></c></row>` +
		strings.Repeat(`<row><c><f t="shared" si="0"/></c></row>`, 600)
	for _, c := range []struct{ rows, says string }{
		{`<row r="1"><c r="A1"><f t="shared" si="7"/></c></row>`, "shared formula number 7"},
		{many, "shared formulas"},
		{`<c r="A1"><v>1</v></c>`, "outside"},
		{`<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>`, "out of place"},
		{`<row r="1"><c r="A1" t="s"><v>4</v></c></row>`, "shared text"},
		{`<row r="1"><c r="A1"><v>1</v>`, "well formed"},
	} {
		_, refused := raw(with(t, sheet(c.rows)...))
		if refused == nil || !strings.Contains(refused.In(finding.EN), c.says) {
			t.Errorf("%.60s: %v, want %q", c.rows, refused, c.says)
		}
	}
}
