package layout

import (
	"fmt"
	"strings"

	"baocao/report/document"
)

// What stands out in the sheets for auditors. A share has none: shares of one whole come to
// 100 by their formulas.

// dataSignals are those of the units' figures: a total that is not the sum of its parts, and
// more done than there is to be done. Columns whose formulas read the same, seen from their
// own place, share a rule. A column that is folded away has none.
func (l *layouter) dataSignals() []document.Signal {
	var all []document.Signal
	alike := map[string]int{}
	for band := range l.r.Bands {
		for _, column := range l.data.bands[band].columns {
			if column.operand >= 0 || l.data.bands[band].folded[column.slot] {
				continue
			}
			own := l.data.bands[band].bySlot[column.slot]
			formula := l.slotFault(band, column.slot, 0)
			if formula == "" {
				continue
			}
			const farRight = 8000 // a column with any other on its left
			shape := l.slotFault(band, column.slot, farRight-own)
			at, known := alike[shape]
			if !known {
				at = len(all)
				alike[shape] = at
				all = append(all, document.Signal{Formula: formula, Grave: true})
			}
			all[at].Place = strings.TrimSpace(all[at].Place + " " + l.unitRange(own))
		}
	}
	return all
}

// slotFault is the condition under which the first unit's figure is at fault, with all
// columns shifted to the right; empty for a figure that can be at no fault.
func (l *layouter) slotFault(band, slot, shift int) string {
	s := l.t.Slots[slot]
	at := func(slot int) string {
		return document.Address(l.data.bands[band].bySlot[slot]+shift, firstUnit)
	}
	var faults []string
	if s.Category == nil && s.Indicator.Formula == nil {
		for _, parts := range s.Indicator.Parts {
			if s.IsOutOf {
				parts = l.wholes(parts)
			}
			if len(parts) > 0 && !l.data.bands[band].folded[parts[0]] && l.contiguous(band, parts) {
				list := at(parts[0]) + ":" + at(parts[len(parts)-1])
				faults = append(faults, fmt.Sprintf(`AND(ISNUMBER(%[1]s),COUNT(%[2]s)+COUNTIF(%[2]s,"%[3]s")=%[4]d,ROUND(%[1]s-SUM(%[2]s),%[5]d)<>0)`,
					at(slot), list, naSign, len(parts), sideDigits))
			}
		}
	}
	if s.OutOf >= 0 {
		faults = append(faults, fmt.Sprintf("AND(COUNT(%[1]s,%[2]s)=2,%[1]s>%[2]s)", at(slot), at(s.OutOf)))
	}
	if len(faults) < 2 {
		return strings.Join(faults, "")
	}
	return "OR(" + strings.Join(faults, ",") + ")"
}

// The columns of the sheet of units whose cells stand out.
const (
	stateColumn    = 4
	warningsColumn = 8
)

// unitSignals are those of the units that did not hand in, or not as they should.
func unitSignals(body, units int) []document.Signal {
	place := func(column int) (first, all string) {
		first = document.Address(column, body)
		return first, first + ":" + document.Address(column, body+units-1)
	}
	says := func(cell string, words ...string) string {
		var any []string
		for _, word := range words {
			any = append(any, fmt.Sprintf(`ISNUMBER(SEARCH("%s",%s))`, word, cell))
		}
		return "OR(" + strings.Join(any, ",") + ")"
	}
	state, states := place(stateColumn)
	count, counts := place(warningsColumn)
	return []document.Signal{
		{Place: states, Formula: says(state, notHandedIn, leftOutWord), Grave: true},
		{Place: states, Formula: says(state, lacksWord, lateWord)},
		{Place: counts, Formula: "AND(ISNUMBER(" + count + ")," + count + ">0)"},
	}
}

// verdictSignal makes the cover's count of verdicts stand out while a check fails.
func verdictSignal(cell string) document.Signal {
	none := fmt.Sprintf("; %s: 0;", failedWord)
	return document.Signal{Place: cell, Formula: fmt.Sprintf(`ISERROR(SEARCH("%s",%s))`, none, cell), Grave: true}
}
