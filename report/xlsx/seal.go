package xlsx

import (
	"baocao/report/document"
	"baocao/report/seal"
)

// sealSheet is the hidden sheet of the hashes of all sheets written before it.
func sealSheet(name string, sheets *[]*seal.Sheet) document.Sheet {
	rows := func(yield func(document.Row) bool) {
		cells := make([]document.Cell, 0, 4)
		for texts := range seal.Encode(*sheets) {
			cells = cells[:0]
			for _, text := range texts {
				cells = append(cells, document.Cell{Text: text})
			}
			if !yield(document.Row{Cells: cells, Height: rowHeight}) {
				return
			}
		}
	}
	return document.Sheet{Name: name, Hidden: true, Table: document.Table{Rows: rows}}
}

// meaning is what of a cell is sealed: what [rowWriter.cell] writes of it. s is what is known
// of its text, or nil.
func meaning(cell *document.Cell, s *said) seal.Cell {
	switch {
	case cell.Kind == document.Truth:
		return seal.Cell{Formula: cell.Formula, Kind: seal.Bool, Text: cell.Text}
	case cell.Kind == document.Fault:
		return seal.Cell{Formula: cell.Formula, Kind: seal.Error, Text: cell.Text}
	case cell.Value.IsKnown():
		return seal.Cell{Formula: cell.Formula, Kind: seal.Number, Number: cell.Value.Number.Float()}
	case s != nil:
		return seal.Cell{Formula: cell.Formula, Kind: seal.Text, Text: cell.Text, Digest: s.digest}
	case !cell.Formula.IsZero():
		return seal.Cell{Formula: cell.Formula, Kind: seal.Text, Text: trimmed(cell.Text)}
	}
	return seal.Cell{Kind: seal.Text, Text: cell.Text}
}
