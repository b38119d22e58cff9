package layout

import (
	"fmt"
	"strings"

	"baocao/report/expr"
	"baocao/report/model"
	"baocao/report/num"
)

// A unit that has taken the place of others is compared with what they gave together; which
// rows these are, [model.Report.Mergers] says.

// together is what units come to whose places another one has taken: it stands in formulas
// where that one's own cell would, and gives a number, "…" or "x" as a cell does. A rate is
// made anew of their sums.
func (l *layouter) together(band int, units []int, slot int, local bool) string {
	if ind := l.t.Slots[slot].Indicator; ind.Formula != nil {
		return ind.Formula.Excel(func(ref expr.Ref) string {
			at := l.bandOf(band, ref.Base)
			return l.together(at, l.rowsBefore(units, band, at), ref.Slot, local)
		}, ind.Decimals)
	}
	cells, inapplicable := make([]string, len(units)), make([]string, len(units))
	for i, u := range units {
		cells[i] = l.cellOr(band, u, slot, local)
		inapplicable[i] = fmt.Sprintf(`%s="%s"`, cells[i], naSign)
	}
	if len(cells) == 1 {
		return cells[0]
	}
	return fmt.Sprintf(`IF(COUNT(%s)<%d,IF(OR(%s),"%s","%s"),%s)`, strings.Join(cells, ","), len(cells),
		strings.Join(inapplicable, ","), naSign, missingSign, strings.Join(cells, "+"))
}

// rowsBefore gives the rows whose figures are compared with those of some units.
func (l *layouter) rowsBefore(units []int, band, earlier int) []int {
	var all []int
	for _, u := range units {
		all = append(all, l.r.Before(u, band, earlier)...)
	}
	return all
}

// valueTogether is the value of [layouter.together].
func (l *layouter) valueTogether(band int, units []int, slot int) num.Value {
	if band < 0 {
		return num.Value{}
	}
	if ind := l.t.Slots[slot].Indicator; ind.Formula != nil {
		return ind.Formula.Eval(func(ref expr.Ref) num.Value {
			at := l.bandOf(band, ref.Base)
			return l.valueTogether(at, l.rowsBefore(units, band, at), ref.Slot)
		}).Round(ind.Decimals)
	}
	parts := make([]num.Value, len(units))
	for i, u := range units {
		if u != model.NoRow {
			parts[i] = l.r.Bands[band].Cell(u, slot).Value
		}
	}
	return num.Together(parts...)
}
