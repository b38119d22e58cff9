// Package sheets proves a workbook of this program: [Open] reads it back, cell by cell,
// [Book.Recalculate] computes its formulas anew and names every cell that shows something
// else, [Differences] holds two workbooks against each other, and [Book.Against] holds one
// against the JSON report. What they find are [Fault]s, each at its place.
package sheets

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"baocao/report/calc"
	"baocao/report/document"
	"baocao/report/finding"
	"baocao/report/num"
	"baocao/report/source"
	"baocao/report/workbook"
)

// Book is a workbook as it was stored.
type Book struct {
	Application string // the program that saved it last, as it calls itself

	path string
	calc calc.Book
}

// Open reads all cells. A finding says why the file is no workbook that can be read.
func Open(f source.File) (*Book, *finding.Finding) {
	file, refused := workbook.OpenReport(f)
	if refused != nil {
		return nil, refused
	}
	b := &Book{Application: file.Application, path: f.Path}
	for _, s := range file.Sheets {
		sheet := b.calc.Add(s.Name)
		refused := s.Raw(func(c workbook.Raw) { sheet.Put(c.Row, c.Col, c.Formula, stored(c)) })
		if refused != nil {
			return nil, refused
		}
	}
	return b, nil
}

var kinds = [...]calc.Kind{workbook.Blank: calc.Blank, workbook.Number: calc.Number, workbook.Text: calc.Text, workbook.Bool: calc.Bool, workbook.Error: calc.Error}

func stored(c workbook.Raw) calc.Value {
	v := calc.Value{Kind: kinds[c.Kind], Number: c.Number, Text: c.Text}
	switch v.Kind {
	case calc.Text:
		// Signs such as … and x are most of the texts; only others can be decomposed.
		v.Text = norm.NFC.String(strings.ReplaceAll(v.Text, "\r\n", "\n"))
	case calc.Bool:
		v.Text = ""
		if c.Text == "TRUE" {
			v.Number = 1
		}
	}
	return v
}

// Fault is a cell that does not show what it should.
type Fault struct {
	Pos  finding.Pos // without Cell where it is about a sheet as a whole
	What finding.Text
}

// In gives the sentence with its place: 'Biểu 06'!E6: ô ghi 118, công thức cho 117.
func (f Fault) In(l finding.Lang) string {
	place := f.Pos.Place()
	if place == "" {
		place = "'" + strings.ReplaceAll(f.Pos.Sheet, "'", "''") + "'"
	}
	return place + ": " + f.What.In(l)
}

// at makes a fault of a cell.
func (b *Book) at(sheet string, row, col int, what finding.Text) Fault {
	return Fault{finding.Pos{File: b.path, Sheet: sheet, Cell: document.Address(col, row)}, what}
}

// Audit is what came of computing a workbook's formulas anew.
type Audit struct {
	Formulas  int     // that the workbook has
	Wrong     []Fault // cells that show something else than their formula gives
	Unchecked []Fault // cells whose formula could not be computed here, and why
}

// Recalculate computes every formula from the dead values of the workbook. A formula that
// cannot be computed is told among the Unchecked, never passed over; for others it counts
// with the value that is stored.
func (b *Book) Recalculate() Audit {
	b.calc.Recalculate()
	var a Audit
	for _, s := range b.calc.Sheets {
		for c := range s.Cells {
			switch {
			case !c.Live():
				continue
			case !c.Why.IsZero():
				a.Unchecked = append(a.Unchecked, b.at(s.Name, c.Row, c.Col, finding.Say(
					"không tính lại được công thức: %s", "the formula cannot be computed anew: %s", c.Why)))
			case !c.Value.Same(c.Stored):
				a.Wrong = append(a.Wrong, b.at(s.Name, c.Row, c.Col, finding.Say(
					"ô ghi %s, công thức cho %s", "the cell says %s, its formula gives %s", shown(c.Stored), shown(c.Value))))
			}
			a.Formulas++
		}
	}
	return a
}

// shown quotes a value: numbers as people write them, texts in quotes.
func shown(v calc.Value) finding.Text {
	switch {
	case v.Kind == calc.Blank, v.Kind == calc.Text && v.Text == "":
		return finding.Say("(trống)", "(nothing)")
	case v.Kind == calc.Text:
		return finding.Plain("“" + source.Excerpt(v.Text) + "”")
	}
	if n, ok := num.ParseDecimal(v.String()); ok && v.Kind == calc.Number {
		return finding.Plain(n.PrintExact())
	}
	return finding.Plain(v.String())
}
