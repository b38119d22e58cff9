package sheets

import (
	"slices"
	"strconv"
	"strings"

	"baocao/report/calc"
	"baocao/report/document"
	"baocao/report/finding"
	"baocao/report/seal"
)

// Seal judges the workbook by the hashes that it carries, and names the cells that were
// altered after it was made. Where many were, it names their rows and columns.
func (b *Book) Seal() []Fault {
	sealed := b.calc.Sheet(document.SealSheet)
	if sealed == nil {
		return []Fault{b.about(document.SealSheet, finding.Say("thiếu trang niêm phong: bảng tính không do baocao lập, hoặc trang đã bị bỏ",
			"the sheet of the seal is missing: not made by baocao, or taken out"))}
	}
	hashes, err := seal.Decode(slices.Values(texts(sealed)))
	if err != nil {
		return []Fault{b.about(document.SealSheet, finding.Say("niêm phong đã bị sửa, không đọc được", "the seal was changed and cannot be read"))}
	}
	var found []*seal.Sheet
	for _, s := range b.calc.Sheets {
		if s != sealed {
			found = append(found, hashed(s))
		}
	}
	var all []Fault
	for _, d := range seal.Differences(hashes, found) {
		all = append(all, b.unsealed(d)...)
	}
	return all
}

// texts are the rows of the sheet of the seal.
func texts(s *calc.Sheet) [][]string {
	var rows [][]string
	for _, n := range s.RowNumbers() {
		var row []string
		for _, c := range s.RowCells(n) {
			row = append(row, c.Stored.String())
		}
		rows = append(rows, row)
	}
	return rows
}

var sealKinds = [...]seal.Kind{calc.Blank: seal.Nothing, calc.Number: seal.Number, calc.Text: seal.Text, calc.Bool: seal.Bool, calc.Error: seal.Error}

func hashed(s *calc.Sheet) *seal.Sheet {
	out := &seal.Sheet{Name: s.Name}
	for c := range s.Cells {
		v := c.Stored
		cell := seal.Cell{Formula: document.Formula{Text: c.Formula}, Kind: sealKinds[v.Kind], Number: v.Number, Text: v.Text}
		if v.Kind == calc.Bool {
			cell.Text = v.String()
		}
		out.Add(c.Row, c.Col, cell)
	}
	return out
}

// mostNamed is how many cells are named one by one.
const mostNamed = 20

// unsealed says where a sheet is not as it was sealed.
func (b *Book) unsealed(d seal.Difference) []Fault {
	switch n := len(d.Rows) * len(d.Columns); {
	case d.Missing:
		return []Fault{b.about(d.Sheet, finding.Say("thiếu trang này", "the sheet is missing"))}
	case d.Added:
		return []Fault{b.about(d.Sheet, finding.Say("trang này thêm vào sau khi lập", "the sheet was added after the workbook was made"))}
	case n == 0:
		return []Fault{b.about(d.Sheet, finding.Say("niêm phong của trang đã bị sửa", "the seal of the sheet was changed"))}
	case len(d.Rows) > 1 && len(d.Columns) > 1 || n > mostNamed: // not every crossing is an altered cell
		return []Fault{b.about(d.Sheet, finding.Say("có ô bị sửa sau khi lập, ở dòng %s và cột %s", "cells were changed after it was made, in the rows %s and columns %s",
			listed(d.Rows, strconv.Itoa), listed(d.Columns, document.ColumnName)))}
	}
	sheet := b.calc.Sheet(d.Sheet)
	var all []Fault
	for _, row := range d.Rows {
		for _, col := range d.Columns {
			c := sheet.At(row, col)
			what := finding.Say("ô bị sửa sau khi lập, nay ghi %s", "the cell was changed after it was made; now it says %s", shown(c.Stored))
			if c.Live() {
				what = finding.Say("ô bị sửa sau khi lập, nay ghi %s bằng công thức =%s", "the cell was changed after it was made; now it says %s by the formula =%s", shown(c.Stored), c.Formula)
			}
			all = append(all, b.at(d.Sheet, row, col, what))
		}
	}
	return all
}

// listed names some numbers, and says how many more there are.
func listed(numbers []int, name func(int) string) finding.Text {
	var names []string
	for _, n := range numbers[:min(len(numbers), mostNamed)] {
		names = append(names, name(n))
	}
	text := finding.Plain(strings.Join(names, ", "))
	if more := len(numbers) - len(names); more > 0 {
		text = finding.Say("%s và %d nữa", "%s and %d more", text, more)
	}
	return text
}
