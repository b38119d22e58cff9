package xlsx

import (
	"fmt"
	"reflect"
)

// maxLinks is how many links Excel reads on one sheet.
const maxLinks = 65530

// link leads from a cell to a place in the workbook.
type link struct{ from, to string }

// writeLinks enters the sheet's links. The library searches all links made so far for
// each new one (20,000 take 0.6 s, 60,000 take 6), so only the first goes through it;
// the others join the first behind its back.
func (w *sheetWriter) writeLinks() error {
	if len(w.links) == 0 {
		return nil
	}
	if len(w.links) > maxLinks {
		return fmt.Errorf("%d cells have a link, at most %d are allowed", len(w.links), maxLinks)
	}
	first := w.links[0]
	if err := w.book.file.SetCellHyperLink(w.sheet.Name, first.from, first.to, "Location"); err != nil {
		return err
	}
	sheet, _ := w.book.file.Sheet.Load(w.part)
	list := reflect.ValueOf(sheet).Elem().FieldByName("Hyperlinks").Elem().FieldByName("Hyperlink")
	element := reflect.New(list.Type().Elem()).Elem()
	for _, l := range w.links[1:] {
		element.FieldByName("Ref").SetString(l.from)
		element.FieldByName("Location").SetString(l.to)
		list.Set(reflect.Append(list, element))
	}
	return nil
}
