package seal

import (
	"strconv"

	"baocao/report/document"
	"baocao/report/finding"
	"baocao/report/workbook"
)

// Read hashes a sheet of a workbook that somebody has.
func Read(sheet *workbook.Sheet) (*Sheet, *finding.Finding) {
	s := &Sheet{Name: sheet.Name}
	refused := sheet.Rows(func(row *workbook.Row) {
		for i := range row.Cells {
			s.Add(row.Number, row.Cells[i].Col, read(&row.Cells[i]))
		}
	})
	return s, refused
}

func read(c *workbook.Cell) Cell {
	out := Cell{Formula: document.Formula{Text: c.Formula}, Text: c.Text}
	switch c.Kind {
	case workbook.Number:
		out.Kind = Number
		out.Number, _ = strconv.ParseFloat(c.Text, 64) // the reader has looked at it
	case workbook.Text:
		out.Kind = Text
	case workbook.Bool:
		out.Kind = Bool
	case workbook.Error:
		out.Kind = Error
	}
	return out
}

// Rows gives the rows of a hidden sheet, for [Decode].
func Rows(sheet *workbook.Sheet) (rows [][]string, refused *finding.Finding) {
	refused = sheet.Rows(func(row *workbook.Row) {
		texts := make([]string, fields)
		for _, c := range row.Cells {
			if c.Col <= fields {
				texts[c.Col-1] = c.Text
			}
		}
		rows = append(rows, texts)
	})
	return rows, refused
}
