package layout

import (
	"fmt"
	"slices"
	"strings"

	"baocao/report/document"
	"baocao/report/spec"
)

// Figures that are counted from the rows of a register, as formulas that count the register's
// sheet.

// countFormula counts the rows of a register's sheet; it is empty when there is no sheet
// that shows both the unit and what is counted by.
func (l *layouter) countFormula(slot int) string {
	s := l.t.Slots[slot]
	for _, reg := range l.r.Registers {
		p := l.registers[reg.Spec]
		if reg.Spec.Counts != s.Indicator || len(reg.Rows) == 0 || p == nil {
			continue
		}
		column := func(at int) string {
			return document.On(p.sheet.Name, fmt.Sprintf("$%[1]s$%[2]d:$%[1]s$%[3]d",
				document.ColumnName(at+1), p.body(), p.body()+len(reg.Rows)-1))
		}
		unit := slices.IndexFunc(p.table.Columns, func(c spec.Column) bool { return c.Name == "unit" })
		if unit < 0 {
			return ""
		}
		f := fmt.Sprintf("COUNTIFS(%s,$%s", column(unit), address(nameColumn, openRow))
		if s.Category != nil {
			at := slices.IndexFunc(reg.Spec.Columns, func(c *spec.RegisterColumn) bool { return c.Breakdown == s.Axis })
			f += fmt.Sprintf(`,%s,"%s"`, column(len(p.table.Columns)+at), exactly(s.Category.Label))
		}
		return f + ")"
	}
	return ""
}

// exactly makes a criterion of COUNTIFS that means the words as they stand, whatever signs
// are among them.
func exactly(words string) string {
	if strings.IndexAny(words, "=<>") == 0 {
		words = "=" + words
	}
	return criterionSigns.Replace(words)
}

// criterionSigns are those that mean something else within a criterion.
var criterionSigns = strings.NewReplacer("~", "~~", "*", "~*", "?", "~?", `"`, `""`)
