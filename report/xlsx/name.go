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
		if err := w.book.define(name); err != nil {
			return fmt.Errorf("name %s: %w", n.Name, err)
		}
	}
	return nil
}

// define enters a name. The library compares each new one with all that there are, and lists
// the sheets for every comparison; so it is shown none.
func (b *book) define(name excelize.DefinedName) error {
	key := [2]string{name.Scope, name.Name}
	if b.names[key] {
		return excelize.ErrDefinedNameDuplicate
	}
	b.names[key] = true
	workbook := b.file.WorkBook
	all := workbook.DefinedNames
	workbook.DefinedNames = nil
	err := b.file.SetDefinedName(&name)
	if all != nil && err == nil {
		all.DefinedName = append(all.DefinedName, workbook.DefinedNames.DefinedName...)
		workbook.DefinedNames = all
	}
	return err
}
