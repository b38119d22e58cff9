package sheets

import (
	"strings"

	"baocao/report/calc"
	"baocao/report/document"
	"baocao/report/finding"
)

// data is where everything stands on the sheet of the units' figures.
type data struct {
	sheet     *calc.Sheet
	columns   []column
	total     int // row of the totals
	coverage  int // row that counts the units with a figure
	firstUnit int
	units     []unitRow
}

type unitRow struct {
	row  int
	code string
}

// column is one figure of one period.
type column struct {
	col    int
	period string // its label
	code   string // as formulas name it: DVK01.huyen, MT05.doan.out_of; HG02R[1] is an operand
}

// What the head of the sheet says, by which its rows are found.
const (
	unitCodeHead = "Mã đơn vị"
	totalLabel   = "Tổng cộng"
	labelColumn  = 2
	codeColumn   = 3
)

// data reads the head of the sheet; ok is false where there is none.
func (b *Book) data() (d data, ok bool) {
	d.sheet = b.calc.Sheet(document.DataSheet)
	if d.sheet == nil {
		return d, false
	}
	head := 0
	for _, row := range d.sheet.RowNumbers() {
		switch {
		case head == 0 && d.sheet.At(row, codeColumn).Stored.Text == unitCodeHead:
			head = row
		case head > 0 && d.total == 0 && d.sheet.At(row, labelColumn).Stored.Text == totalLabel:
			d.total, d.coverage, d.firstUnit = row, row+1, row+2
		case d.total > 0 && row >= d.firstUnit:
			if code := d.sheet.At(row, codeColumn).Stored; code.Kind == calc.Text {
				d.units = append(d.units, unitRow{row, code.Text})
			}
		}
	}
	if d.total == 0 {
		return d, false
	}
	d.columns = d.readColumns(head)
	return d, true
}

// readColumns reads the codes in the last row of the head. The label of the period stands
// over the first column of each indicator.
func (d data) readColumns(head int) []column {
	period := ""
	var all []column
	for _, c := range d.sheet.RowCells(d.total - 1) {
		if label := d.sheet.At(head, c.Col).Stored; label.Text != "" {
			period = label.Text
		}
		if c.Col > codeColumn && c.Stored.Kind == calc.Text {
			all = append(all, column{c.Col, period, c.Stored.Text})
		}
	}
	return all
}

// figure is a place in the JSON by the name that the sheet has for it.
type figure struct{ period, code string }

// Figure gives the total of a figure in a period, by the code and the label that stand in
// the head of the sheet of the units' figures; ok is false where it has no column.
func (b *Book) Figure(code, period string) (v calc.Value, at finding.Pos, ok bool) {
	d, ok := b.data()
	if !ok {
		return calc.Value{}, finding.Pos{}, false
	}
	for _, c := range d.columns {
		if c.code == code && c.period == period {
			return d.sheet.At(d.total, c.col).Value, b.at(document.DataSheet, d.total, c.col, finding.Text{}).Pos, true
		}
	}
	return calc.Value{}, finding.Pos{}, false
}

// Facts are what the cover says, by the words before it: "Mã đơn vị", "Kỳ báo cáo".
func (b *Book) Facts() map[string]string {
	facts := map[string]string{}
	for label, c := range b.facts() {
		facts[label] = c.Stored.String()
	}
	return facts
}

func (b *Book) facts() map[string]calc.Cell {
	facts := map[string]calc.Cell{}
	cover := b.calc.Sheet(document.CoverSheet)
	if cover == nil {
		return facts
	}
	for _, row := range cover.RowNumbers() {
		label, value := cover.At(row, 1).Stored, cover.At(row, 2)
		if label.Kind == calc.Text && value.Stored.Kind != calc.Blank {
			if _, twice := facts[label.Text]; !twice {
				facts[strings.TrimSpace(label.Text)] = value
			}
		}
	}
	return facts
}
