package sheets

import (
	"cmp"
	"strings"

	"baocao/report/calc"
	"baocao/report/finding"
)

// Differences names every cell in which a workbook is not what it should be: by what it
// shows, and by its formula. It compares meaning: how a program writes a number, a formula
// or a text, and in which order the sheets stand, is no difference.
func Differences(got, want *Book) []Fault {
	var all []Fault
	for _, w := range want.calc.Sheets {
		g := got.calc.Sheet(w.Name)
		if g == nil {
			all = append(all, got.about(w.Name, finding.Say("thiếu trang này", "the sheet is missing")))
			continue
		}
		all = append(all, got.sheetDifferences(g, w)...)
	}
	for _, g := range got.calc.Sheets {
		if want.calc.Sheet(g.Name) == nil {
			all = append(all, got.about(g.Name, finding.Say("trang này thừa", "the sheet does not belong here")))
		}
	}
	return all
}

// about makes a fault of a whole sheet.
func (b *Book) about(sheet string, what finding.Text) Fault {
	return Fault{finding.Pos{File: b.path, Sheet: sheet}, what}
}

// sheetDifferences goes through the rows of two sheets side by side. A row that only one
// of them has is one fault.
func (b *Book) sheetDifferences(got, want *calc.Sheet) []Fault {
	var all []Fault
	g, w := got.RowNumbers(), want.RowNumbers()
	for len(g) > 0 || len(w) > 0 {
		switch {
		case len(w) == 0 || len(g) > 0 && g[0] < w[0]:
			all = append(all, b.at(got.Name, g[0], got.RowCells(g[0])[0].Col, finding.Say("dòng này thừa", "the row does not belong here")))
			g = g[1:]
		case len(g) == 0 || w[0] < g[0]:
			all = append(all, b.at(got.Name, w[0], want.RowCells(w[0])[0].Col, finding.Say("thiếu cả dòng này", "the whole row is missing")))
			w = w[1:]
		default:
			all = append(all, b.rowDifferences(got, want, g[0])...)
			g, w = g[1:], w[1:]
		}
	}
	return all
}

func (b *Book) rowDifferences(got, want *calc.Sheet, row int) []Fault {
	var all []Fault
	g, w := got.RowCells(row), want.RowCells(row)
	for len(g) > 0 || len(w) > 0 {
		var have, should calc.Cell
		order := cmp.Compare(len(w), len(g)) // where one has no more cells, the other's comes first
		if len(g) > 0 && len(w) > 0 {
			order = cmp.Compare(g[0].Col, w[0].Col)
		}
		if order <= 0 {
			have, g = g[0], g[1:]
		}
		if order >= 0 {
			should, w = w[0], w[1:]
		}
		if what := cellDifference(have, should); !what.IsZero() {
			all = append(all, b.at(got.Name, row, max(have.Col, should.Col), what))
		}
	}
	return all
}

// cellDifference says in what a cell is not what it should be; nothing where it is.
func cellDifference(got, want calc.Cell) finding.Text {
	switch {
	case want.Live() && !got.Live():
		return finding.Say("ô ghi số chết %s, phải là công thức =%s", "the cell says %s without a formula, it should be =%s", shown(got.Stored), want.Formula)
	case got.Live() && !want.Live():
		return finding.Say("ô có công thức =%s, phải ghi %s", "the cell has the formula =%s, it should say %s", got.Formula, shown(want.Stored))
	case got.Live() && canonical(got.Formula) != canonical(want.Formula):
		return finding.Say("công thức là =%s, phải là =%s", "the formula is =%s, it should be =%s", got.Formula, want.Formula)
	case !got.Stored.Same(want.Stored):
		return finding.Say("ô ghi %s, phải ghi %s", "the cell says %s, it should say %s", shown(got.Stored), shown(want.Stored))
	}
	return finding.Text{}
}

// canonical writes a formula in the one way that all its spellings share: outside of
// quotes no blanks and no small letters, and every sheet's name in quotes.
func canonical(formula string) string {
	var b strings.Builder
	for i := 0; i < len(formula); {
		end := i + 1
		switch c := formula[i]; {
		case c == '"' || c == '\'':
			if closing := strings.IndexByte(formula[i+1:], c); closing >= 0 {
				end = i + 1 + closing + 1
			} else {
				end = len(formula)
			}
			b.WriteString(formula[i:end])
		case strings.IndexByte(" \t\r\n", c) >= 0:
		case strings.IndexByte(signs, c) >= 0:
			b.WriteByte(c)
		default:
			for end < len(formula) && strings.IndexByte(signs+" \t\r\n\"'!", formula[end]) < 0 {
				end++
			}
			if word := formula[i:end]; end < len(formula) && formula[end] == '!' {
				b.WriteString("'" + word + "'")
			} else {
				b.WriteString(strings.ToUpper(word))
			}
		}
		i = end
	}
	return b.String()
}

// signs stand between the words of a formula.
const signs = "+-*/^&=<>(),;:{}%!"
