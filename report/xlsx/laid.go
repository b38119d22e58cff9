package xlsx

import (
	"fmt"

	"baocao/report/document"
	"baocao/report/laid"
	"baocao/report/seal"
)

// writeLaid fills in a sheet that somebody laid out: its rows are written anew, each as often
// as it stands, in the looks of the layout; what is around them is the layout's own. The
// library has no part in it, as it would lose what it does not know.
func (b *book) writeLaid(index int, sheet *document.Sheet, hashes *seal.Sheet) error {
	rows, err := b.doc.Book.Rows(sheet.Laid.At)
	if err != nil {
		return err
	}
	w := laidWriter{book: b, hashes: hashes}
	for i := range rows {
		row := &rows[i]
		first := b.doc.Moves.First(sheet.Name, row.Number)
		for copy := range b.doc.Moves.Copies(sheet.Name, row.Number) {
			if err := w.row(first+copy, row, sheet.Laid.Cells(row.Number, copy)); err != nil {
				return err
			}
		}
	}
	out := b.writer.finish()
	if out.before, out.after, err = b.doc.Book.MovedSheet(sheet.Laid.At, b.doc.Moves); err != nil {
		return err
	}
	b.rows[sheetPart(index)] = out
	return nil
}

// laidWriter writes the rows of one such sheet.
type laidWriter struct {
	book   *book
	hashes *seal.Sheet
}

// row writes one copy of a row of the layout.
func (w *laidWriter) row(number int, row *laid.Row, cells []document.LaidCell) error {
	if number > laid.MaxRow {
		return fmt.Errorf("it has more than %d rows", laid.MaxRow)
	}
	rows, changed := w.book.writer, false
	for i := range cells {
		changed = changed || !cells[i].Kept
	}
	rows.beginLaid(number, row.Look(changed))
	for i := range row.Cells {
		c := &row.Cells[i]
		if len(cells) == 0 || cells[0].Col != c.Col {
			rows.empty(c.Col, c.Style)
			continue
		}
		filled := &cells[0]
		cells = cells[1:]
		w.hashes.Add(number, c.Col, meaning(&filled.Cell, nil))
		if filled.Kept {
			rows.kept(c)
			continue
		}
		style := c.Style
		if isQuoted(&filled.Cell) {
			style = w.book.styles.quotedLaid(style)
		}
		if err := rows.cell(c.Col, style, &filled.Cell, nil); err != nil {
			return fmt.Errorf("cell %s: %w", document.Address(c.Col, number), err)
		}
	}
	rows.end()
	return nil
}
