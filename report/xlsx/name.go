package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"baocao/report/document"
)

// writeNames gives cells of the sheet their names, which hold in the whole workbook.
func (w *sheetWriter) writeNames() error {
	for _, n := range w.sheet.Names {
		name := excelize.DefinedName{Name: n.Name, RefersTo: document.On(w.sheet.Name, n.Cell)}
		if err := w.book.file.SetDefinedName(&name); err != nil {
			return fmt.Errorf("name %s: %w", n.Name, err)
		}
	}
	return nil
}
