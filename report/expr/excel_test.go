package expr

import (
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"baocao/report/calc"
	"baocao/report/num"
)

// example is a formula with figures, the live formula that comes of it, and the value
// that this must show.
type example struct {
	src     string
	figures map[Ref]num.Value
	excel   string
	want    num.Value
}

func (e example) String() string { return fmt.Sprintf("%s, as %s, of %v", e.src, e.excel, e.figures) }

// allForms are the forms of a formula; simpleForms those that excelize's engine can read.
// It mistakes calls and brackets that stand within brackets within a call, such as
// ROUND(A1/(B1*SUM(C1)),0) and ROUND(-(A1+(B1-C1)),0).
var (
	allForms    = []string{"operand", "brackets", "minus", "change", "abs", "round", "list", "+", "-", "*", "/", "/"}
	simpleForms = []string{"operand", "change", "+", "-", "*", "/", "/"}
)

// sources draws the text of a formula that the grammar allows.
func sources(t *rapid.T, depth int, forms []string) string {
	form := "operand"
	if depth > 0 {
		form = rapid.SampledFrom(forms).Draw(t, "form")
	}
	part := func() string { return sources(t, depth-1, forms) }
	switch form {
	case "operand":
		return rapid.SampledFrom([]string{"A", "B", "C", "D", "K.x", "previous(A)", "target(B)", "0", "2", "0.5", "100"}).Draw(t, "operand")
	case "brackets":
		return "(" + part() + ")"
	case "minus":
		return "-(" + part() + ")"
	case "change":
		return "change(" + rapid.SampledFrom([]string{"A", "B"}).Draw(t, "figure") + ")"
	case "abs":
		return "abs(" + part() + ")"
	case "round":
		return fmt.Sprintf("round(%s, %d)", part(), rapid.IntRange(0, 3).Draw(t, "decimals"))
	case "list":
		return fmt.Sprintf("%s(%s, %s, K.cap)", rapid.SampledFrom([]string{"sum", "min", "max"}).Draw(t, "function"), part(), part())
	}
	return "(" + part() + ") " + form + " (" + part() + ")"
}

// examples draws formulas of the given forms and depth, whose figures stand in a row.
func examples(forms []string, depth, row int) *rapid.Generator[example] {
	return rapid.Custom(func(t *rapid.T) example {
		f, src := (*Formula)(nil), ""
		for f == nil { // a constant divisor may be zero
			src = sources(t, rapid.IntRange(0, depth).Draw(t, "depth"), forms)
			f, _ = ParseFormula(src, at, names)
		}
		decimals := rapid.IntRange(0, 3).Draw(t, "decimals")
		tenths := decimals > 0 && rapid.Bool().Draw(t, "tenths")
		e := example{src: src, figures: map[Ref]num.Value{}, excel: f.Excel(func(r Ref) string { return cellOf(r, row) }, decimals)}
		for _, ref := range f.Refs() {
			e.figures[ref] = drawFigure(t, tenths)
		}
		e.want = f.Eval(func(r Ref) num.Value { return e.figures[r] }).Round(decimals)
		return e
	})
}

func drawFigure(t *rapid.T, tenths bool) num.Value {
	switch rapid.IntRange(0, 19).Draw(t, "state") {
	case 0:
		return num.Value{}
	case 1:
		return num.NA
	}
	n := num.Int(rapid.Int64Range(0, 12).Draw(t, "figure"))
	if tenths {
		n, _ = n.Quo(num.Int(10))
	}
	return num.Of(n)
}

// cellOf is where a reference stands in a row: nine columns to a base.
func cellOf(r Ref, row int) string {
	column, err := excelize.ColumnNumberToName(int(r.Base)*len(names) + r.Slot + 1)
	if err != nil {
		panic(err)
	}
	return fmt.Sprint(column, row)
}

// resultColumn comes after all figures.
const resultColumn = 50

// put writes an example into its row. Missing is an empty cell or "…" in turn.
func put(book *excelize.File, e example, row int) error {
	for ref, v := range e.figures {
		var cell any
		switch {
		case v.IsKnown():
			cell = v.Number.Float()
		case v.State == num.NotApplicable:
			cell = "x"
		case ref.Slot%2 == 0:
			cell = "…"
		}
		if err := book.SetCellValue("Sheet1", cellOf(ref, row), cell); err != nil {
			return err
		}
	}
	address, err := excelize.CoordinatesToCellName(resultColumn, row)
	if err != nil {
		return err
	}
	return book.SetCellFormula("Sheet1", address, e.excel)
}

// agrees reports whether a cell shows what was computed exactly.
func agrees(cell string, want num.Value) bool {
	switch want.State {
	case num.Missing:
		return cell == "…"
	case num.NotApplicable:
		return cell == "x"
	}
	var x float64
	if _, err := fmt.Sscan(cell, &x); err != nil {
		return false
	}
	exact := want.Number.Float()
	return max(x-exact, exact-x) <= 1e-9*max(1, exact, -exact)
}

func TestExcel_ExcelizeAgreesWithEval(t *testing.T) {
	book := excelize.NewFile()
	defer book.Close()
	states := map[num.State]int{}
	rapid.Check(t, func(t *rapid.T) {
		e := examples(simpleForms, 2, 1).Draw(t, "example")
		if err := put(book, e, 1); err != nil {
			t.Fatal(err)
		}
		address, _ := excelize.CoordinatesToCellName(resultColumn, 1)
		got, err := book.CalcCellValue("Sheet1", address, excelize.Options{RawCellValue: true})
		if err != nil || !agrees(got, e.want) {
			t.Fatalf("%v: excelize shows %q, %v, Eval %v", e, got, err, e.want)
		}
		states[e.want.State]++
	})
	if len(states) != 3 {
		t.Errorf("a state never came up: %v", states)
	}
}

// The evaluator with which verify recalculates a workbook, on every form of formula.
func TestExcel_CalcAgreesWithEval(t *testing.T) {
	states := map[num.State]int{}
	rapid.Check(t, func(t *rapid.T) {
		e := examples(allForms, 5, 1).Draw(t, "example")
		var book calc.Book
		sheet := book.Add("Sheet1")
		for column := 1; column < resultColumn; column++ {
			for ref, v := range e.figures {
				if at, _ := excelize.CoordinatesToCellName(column, 1); at != cellOf(ref, 1) {
					continue
				}
				switch {
				case v.IsKnown():
					sheet.Put(1, column, "", calc.Value{Kind: calc.Number, Number: v.Number.Float()})
				case v.State == num.NotApplicable:
					sheet.Put(1, column, "", calc.Value{Kind: calc.Text, Text: "x"})
				case ref.Slot%2 == 0:
					sheet.Put(1, column, "", calc.Value{Kind: calc.Text, Text: "…"})
				}
			}
		}
		sheet.Put(1, resultColumn, e.excel, calc.Value{})
		book.Recalculate()
		got := sheet.At(1, resultColumn)
		if !got.Why.IsZero() || !agrees(got.Value.String(), e.want) {
			t.Fatalf("%v: calc gives %q %v, Eval %v", e, got.Value, got.Why, e.want)
		}
		states[e.want.State]++
	})
	if len(states) != 3 {
		t.Errorf("a state never came up: %v", states)
	}
}

// TestExcel_LibreOfficeAgreesWithEval has LibreOffice, where there is one, compute many
// formulas that come without values.
func TestExcel_LibreOfficeAgreesWithEval(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil || testing.Short() {
		t.Skip("no LibreOffice, or a short test")
	}
	const rows = 3000
	book := excelize.NewFile()
	defer book.Close()
	all := make([]example, rows)
	for i := range all {
		all[i] = examples(allForms, 5, i+1).Example(i)
		if err := put(book, all[i], i+1); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	if err := book.SaveAs(filepath.Join(dir, "a.xlsx")); err != nil {
		t.Fatal(err)
	}
	convert := exec.CommandContext(t.Context(), office, "-env:UserInstallation=file://"+filepath.ToSlash(dir)+"/home", "--headless",
		"--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033", "--outdir", dir, filepath.Join(dir, "a.xlsx"))
	if out, err := convert.CombinedOutput(); err != nil {
		t.Fatalf("LibreOffice: %v\n%s", err, out)
	}
	shown, err := os.Open(filepath.Join(dir, "a.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer shown.Close()
	table, err := csv.NewReader(shown).ReadAll()
	if err != nil || len(table) != rows {
		t.Fatalf("LibreOffice gave %d of %d rows, %v", len(table), rows, err)
	}
	for i, e := range all {
		if got := table[i][resultColumn-1]; !agrees(got, e.want) {
			t.Errorf("%v: LibreOffice shows %q, Eval %v", e, got, e.want)
		}
	}
}
