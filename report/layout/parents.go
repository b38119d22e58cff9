package layout

import (
	"iter"
	"slices"
	"strconv"

	"baocao/report/document"
	"baocao/report/num"
	"baocao/report/spec"
)

// parentRows are the rows of a table of units that has too many for the page: what the
// units under each parent come to, and the total. The notes say where the units are.
func (l *layouter) parentRows(t *spec.Table) (iter.Seq[document.Row], []string) {
	var rows []document.Row
	missing, na := false, false
	for i, p := range l.r.Parents {
		row := document.Row{}
		for _, c := range t.Columns {
			switch c.Name {
			case "order":
				row.Cells = append(row.Cells, centred(strconv.Itoa(i+1)))
			case "unit":
				row.Cells = append(row.Cells, text(p.Name+" ("+count(p.Units)+" đơn vị)"))
			case "note":
				row.Cells = append(row.Cells, document.Cell{})
			}
			for _, slot := range c.Slots {
				v := p.Values[slot]
				row.Cells = append(row.Cells, figure(v, l.t.Slots[slot].Indicator.Decimals, ""))
				missing, na = missing || v.State == num.Missing, na || v.State == num.NotApplicable
			}
		}
		rows = append(rows, row)
	}
	rows = append(rows, document.Row{Cells: totalled(l.unitTotals(t))})
	where := "Có " + count(l.r.Reporting()) + " đơn vị, biểu này cộng theo đơn vị cấp trên; số liệu từng đơn vị có trong sổ Excel."
	return slices.Values(rows), append(signs(missing, na), where)
}

// count prints a number of units.
func count(n int) string { return num.OfInt(int64(n)).Number.Print(0) }
