package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"baocao/report/document"
)

// entries collects the cells of a form by what may be typed into them.
type entries struct {
	order []*document.Entry
	cells map[*document.Entry]*runs
}

func (e *entries) add(entry *document.Entry, col, row int) {
	if e.cells == nil {
		e.cells = map[*document.Entry]*runs{}
	}
	cells := e.cells[entry]
	if cells == nil {
		cells = &runs{}
		e.cells[entry] = cells
		e.order = append(e.order, entry)
	}
	cells.add(col, row)
}

// writeEntries gives every rectangle of cells a rule of its own: what a rule that has
// several refers to, programs do not agree on.
func (w *sheetWriter) writeEntries() error {
	for _, entry := range w.entries.order {
		for _, r := range w.entries.cells[entry].rectangles() {
			if err := w.book.file.AddDataValidation(w.sheet.Name, validation(entry, r)); err != nil {
				return err
			}
		}
	}
	return nil
}

func validation(entry *document.Entry, r rectangle) *excelize.DataValidation {
	v := excelize.NewDataValidation(true)
	v.Sqref = r.String()
	v.SetError(excelize.DataValidationErrorStyleStop, entry.Title, entry.Message)
	if entry.Prompt != "" {
		v.SetInput(entry.Title, entry.Prompt)
	}
	if entry.Kind == document.Choice {
		v.SetSqrefDropList(escapeXML(entry.Choices))
		return v
	}
	v.Type = "custom"
	v.Formula1 = escapeXML(condition(entry, document.Address(r.left, r.top)))
	return v
}

// condition is true of what may stand in the cell. It is of our own making and not one of
// the ready rules of spreadsheets, since those refuse all text, x included.
func condition(entry *document.Entry, cell string) string {
	in := strings.NewReplacer("CELL", cell, "DECIMALS", fmt.Sprint(entry.Decimals))
	switch entry.Kind {
	case document.Figure:
		number := "ROUND(CELL,DECIMALS)=CELL"
		if entry.Share {
			number = "OR(CELL<=1," + number + ")"
		}
		// A word before the number, as in “trên 20”, has a space after it.
		return in.Replace("IF(ISNUMBER(CELL),AND(CELL>=0," + number + `),OR(LOWER(CELL)="x",CELL="-",ISNUMBER(FIND(" ",TRIM(CELL)))))`)
	case document.Amount:
		return in.Replace("ISNUMBER(CELL)")
	}
	digits := `SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(CELL,"/",""),"-",""),".","")`
	if entry.Kind == document.Day {
		return in.Replace("IF(ISNUMBER(CELL),TRUE,AND(ISNUMBER(VALUE(" + digits + ")),LEN(CELL)-LEN(" + digits + ")=2))")
	}
	return in.Replace("ISNUMBER(VALUE(" + digits + "))")
}

// escapeXML is for the formulas of rules, which the library writes as they are.
func escapeXML(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// protect locks what is not to be filled in. There is no password, which would only keep
// honest people from helping themselves; and rows may be added, since forms are read by
// stamps and a register may need more of them.
func (w *sheetWriter) protect() error {
	if !w.sheet.Protected {
		return nil
	}
	return w.book.file.ProtectSheet(w.sheet.Name, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true,
		FormatCells: true, FormatColumns: true, FormatRows: true,
		InsertRows: true, DeleteRows: true, Sort: true, AutoFilter: true,
	})
}
