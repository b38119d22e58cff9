package calc_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"baocao/report/calc"
	"baocao/report/internal/judge"
)

// A row of the differential test: its cells, and a formula on them.
const (
	lastFigure    = 6
	formulaColumn = 10
)

// drawer draws formulas as layout and expr write them: what may be no number is asked for
// by COUNT or a comparison with a word, since there Excel and LibreOffice agree. They do
// not where a * is to match numbers, or a number is compared with a truth value.
type drawer struct {
	t   *rapid.T
	row int
}

func (d drawer) of(choices ...string) string { return rapid.SampledFrom(choices).Draw(d.t, "choice") }

func (d drawer) cell() string {
	return fmt.Sprintf("%s%d", d.of("A", "B", "$C", "D", "E", "F"), d.row)
}

func (d drawer) list() string {
	return d.of(fmt.Sprintf("A%d:F%d", d.row, d.row), fmt.Sprintf("$B%d:$D%d", d.row, d.row), d.cell()+","+d.cell(), d.cell())
}

func (d drawer) number(depth int) string {
	if depth == 0 {
		return d.of("SUM("+d.list()+")", "COUNT("+d.list()+")", "MAX("+d.list()+")", "MIN("+d.list()+")", "0", "1.5", "100", "7%", `COUNTIF(A2:F2,"x")`)
	}
	part := func() string { return d.number(depth - 1) }
	switch d.of("sum", "product", "quotient", "round", "mod", "if", "abs", "minus", "list", "count", "product of cells", "leaf") {
	case "sum":
		return "(" + part() + d.of("+", "-") + part() + ")"
	case "product":
		return part() + "*(" + part() + ")"
	case "quotient":
		divisor := part()
		return fmt.Sprintf("IF(ROUND(%s,6)=0,0,(%s)/(%s))", divisor, part(), divisor)
	case "round":
		return fmt.Sprintf("ROUND(ROUND(%s,9),%d)", part(), rapid.IntRange(0, 4).Draw(d.t, "decimals"))
	case "mod":
		return fmt.Sprintf("MOD(ROUND(%s,0),%s)", part(), d.of("7", "117", "10000"))
	case "if":
		return fmt.Sprintf("IF(%s,%s,%s)", d.condition(depth-1), part(), part())
	case "abs":
		return "ABS(" + part() + ")"
	case "minus":
		return "-" + d.number(0)
	case "list":
		return d.of("SUM", "MIN", "MAX") + "(" + part() + "," + d.list() + ")"
	case "count":
		return fmt.Sprintf(`COUNTIFS(A%[1]d:F%[1]d,"%[2]s",A%[1]d:F%[1]d,"<>%[3]s")`, d.row, d.of("x", "<>x", "X", ">3", "<=12", "5", "~*"), d.of("…", "4"))
	case "product of cells":
		return fmt.Sprintf(`SUMPRODUCT((ISNUMBER(A%[1]d:C%[1]d)+(A%[1]d:C%[1]d="x"))*(ISNUMBER(D%[1]d:F%[1]d)+(D%[1]d:F%[1]d="%[2]s")))`, d.row, d.of("x", "…"))
	}
	return d.number(0)
}

func (d drawer) condition(depth int) string {
	if depth == 0 {
		return d.cell() + d.of(`="x"`, `="…"`, `=""`, `<>"X"`)
	}
	part := func() string { return d.condition(depth - 1) }
	switch d.of("compare", "and", "or", "not", "leaf") {
	case "compare":
		return "ROUND(" + d.number(depth-1) + ",6)" + d.of("=", "<>", "<", "<=", ">", ">=") + "ROUND(" + d.number(depth-1) + ",6)"
	case "and":
		return "AND(" + part() + "," + part() + ")"
	case "or":
		return "OR(" + part() + "," + part() + "," + part() + ")"
	case "not":
		return "NOT(" + part() + ")"
	}
	return d.condition(0)
}

func (d drawer) formula() string {
	switch d.of("number", "word", "joined", "repeated") {
	case "word":
		return fmt.Sprintf(`IF(%s,"%s",%s)`, d.condition(2), d.of("x", "…", `"" `), d.number(2))
	case "joined":
		return fmt.Sprintf(`COUNT(%s)&"/27"`, d.list())
	case "repeated":
		return fmt.Sprintf(`IF(%[1]s="","…",%[1]s)`, d.cell())
	}
	return d.number(3)
}

// LibreOffice judges a thousand formulas.
func TestRecalculate_AsLibreOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	const rows = 1000
	file := excelize.NewFile()
	defer file.Close()
	var book calc.Book
	sheet := book.Add("Sheet1")
	formulas := rapid.Custom(func(t *rapid.T) []any { return drawRow(t) })
	for row := 1; row <= rows; row++ {
		cells := formulas.Example(row)
		for i, v := range cells[:lastFigure] {
			address, _ := excelize.CoordinatesToCellName(i+1, row)
			switch v := v.(type) {
			case float64:
				sheet.Put(row, i+1, "", calc.Value{Kind: calc.Number, Number: v})
			case string:
				sheet.Put(row, i+1, "", calc.Value{Kind: calc.Text, Text: v})
			}
			if err := file.SetCellValue("Sheet1", address, v); err != nil {
				t.Fatal(err)
			}
		}
		src := strings.ReplaceAll(cells[lastFigure].(string), "{row}", fmt.Sprint(row))
		sheet.Put(row, formulaColumn, src, calc.Value{})
		address, _ := excelize.CoordinatesToCellName(formulaColumn, row)
		if err := file.SetCellFormula("Sheet1", address, src); err != nil {
			t.Fatal(err)
		}
	}
	data, err := file.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	book.Recalculate()
	office := judge.Recalculate(t, data.Bytes())[0]["Sheet1"]
	for row := 1; row <= rows; row++ {
		got, want := sheet.At(row, formulaColumn), office[fmt.Sprintf("J%d", row)]
		if !got.Why.IsZero() || !agree(got.Value, want) {
			t.Errorf("row %d: %s = %q %v, LibreOffice %q", row, got.Formula, got.Value, got.Why, want.Value)
		}
	}
}

func agree(v calc.Value, want judge.Cell) bool {
	if v.Kind != calc.Number {
		return v.String() == want.Value || v.Kind == calc.Bool && v.Number == 1 == (want.Value == "1")
	}
	var x float64
	if _, err := fmt.Sscan(want.Value, &x); err != nil || want.Type != "n" {
		return false
	}
	return max(x-v.Number, v.Number-x) <= 1e-9*max(1, x, -x)
}

// drawRow draws six cells and a formula on them; {row} stands for their row.
func drawRow(t *rapid.T) []any {
	var cells []any
	for range lastFigure {
		switch rapid.IntRange(0, 9).Draw(t, "kind") {
		case 0:
			cells = append(cells, nil)
		case 1:
			cells = append(cells, "x")
		case 2:
			cells = append(cells, "…")
		case 3:
			cells = append(cells, float64(rapid.IntRange(0, 99).Draw(t, "tenths"))/10)
		default:
			cells = append(cells, float64(rapid.IntRange(0, 20).Draw(t, "number")))
		}
	}
	formula := drawer{t, 77777}.formula()
	return append(cells, strings.ReplaceAll(formula, "77777", "{row}"))
}
