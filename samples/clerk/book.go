package clerk

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Book makes a workbook of lines "Biểu 01!A1: what is typed there"; what begins with = is a
// formula. Sheets are made in the order in which they are named.
func Book(t testing.TB, script string) []byte {
	t.Helper()
	file := excelize.NewFile()
	defer func() { _ = file.Close() }()
	c := &Clerk{File: file, t: t}
	for line := range strings.Lines(script) {
		place, typed, ok := strings.Cut(strings.TrimRight(line, "\n"), ": ")
		sheet, cell, placed := strings.Cut(place, "!")
		if !ok || !placed {
			t.Fatalf("a line is “sheet!cell: text”, not %q", line)
		}
		if file.SheetCount == 1 && file.GetSheetName(0) == "Sheet1" {
			c.Do(file.SetSheetName("Sheet1", sheet))
		}
		_, err := file.NewSheet(sheet)
		c.Do(err)
		if formula, ok := strings.CutPrefix(typed, "="); ok {
			c.Do(file.SetCellFormula(sheet, cell, formula))
			continue
		}
		c.Do(file.SetCellValue(sheet, cell, typed))
	}
	var b bytes.Buffer
	c.Do(file.Write(&b))
	return b.Bytes()
}
