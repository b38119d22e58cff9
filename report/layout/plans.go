package layout

import (
	"maps"
	"slices"
	"strconv"

	"baocao/report/document"
	"baocao/report/expr"
	"baocao/report/model"
	"baocao/report/num"
)

// planSheet says where every target stands on the sheet "Kế hoạch": first those of the
// report, then those of single units that a formula asks for.
type planSheet struct {
	rows []planRow
	at   map[planRow]int
}

// planRow is one target: of a slot, in a band, for a unit or, with everyUnit, for the
// issuing one.
type planRow struct{ band, unit, slot int }

// The sheet: one title, an empty row, a head row; the plan in the last column.
const (
	planColumn = 7
	firstPlan  = 4
)

// planTargets gives the report's own targets their rows.
func (l *layouter) planTargets() {
	l.plans.at = map[planRow]int{}
	for _, ind := range l.t.Indicators {
		if row := (planRow{0, everyUnit, ind.Total}); l.plan(row).State != num.Missing {
			l.addPlan(row)
		}
	}
}

// planAsked adds the rows of the targets that formulas of sheets ask for.
func (l *layouter) planAsked() {
	l.plans = planSheet{slices.Clone(l.plans.rows), maps.Clone(l.plans.at)}
	for _, c := range l.checks.shown {
		for _, side := range [...]*expr.Formula{c.Rule.Left, c.Rule.Right} {
			for _, ref := range side.Refs() {
				if isTarget(ref) {
					l.askPlan(0, c.Unit, ref)
				}
			}
		}
	}
	for band, b := range l.r.Bands {
		for _, slot := range b.Slots {
			formula := l.t.Slots[slot].Indicator.Formula
			if formula == nil {
				continue
			}
			for _, ref := range formula.Refs() {
				if !isTarget(ref) {
					continue
				}
				for u := range l.r.Units {
					l.askPlan(band, u, ref)
				}
			}
		}
	}
}

// askPlan gives the target that a reference speaks of, for a unit, a row.
func (l *layouter) askPlan(band, unit int, ref expr.Ref) {
	l.addPlan(l.canonical(planRow{band, unit, ref.Slot}))
}

func (l *layouter) addPlan(row planRow) {
	if _, there := l.plans.at[row]; !there {
		l.plans.at[row] = len(l.plans.rows)
		l.plans.rows = append(l.plans.rows, row)
	}
}

// canonical gives the only unit of a report the report's own target.
func (l *layouter) canonical(row planRow) planRow {
	if l.lone() {
		row.unit = everyUnit
	}
	return row
}

func (l *layouter) planCell(row planRow) string {
	return document.On(targetSheet, document.Address(planColumn, firstPlan+l.plans.at[l.canonical(row)]))
}

// plan reads a target from the model.
func (l *layouter) plan(row planRow) num.Value {
	switch {
	case row.unit == everyUnit && row.band == 0:
		return l.r.Lines[row.slot].PlannedFor()
	case row.unit == everyUnit && l.lone():
		row.unit = 0
	}
	return l.r.Bands[row.band].Plans[model.Plan{Unit: row.unit, Slot: row.slot}]
}

func (l *layouter) targetSheet() document.Sheet {
	s := document.Sheet{Name: targetSheet, Titles: []string{"Kế hoạch được giao"}}
	s.Table.Columns = []document.Column{{Width: 5, Align: document.Center}, {Width: 28}, {Width: 16, Align: document.Center},
		{Width: 10}, {Width: 50}, {Width: 14, Align: document.Center}, {Width: 14, Align: document.Right}}
	var head []document.Cell
	for _, h := range []string{"TT", "Đơn vị", "Kỳ", "Mã", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch"} {
		head = append(head, heading(h))
	}
	s.Table.Head = [][]document.Cell{head}
	s.Table.Rows = func(yield func(document.Row) bool) {
		for i, row := range l.plans.rows {
			if !yield(document.Row{Cells: l.planCells(i, row)}) {
				return
			}
		}
	}
	return s
}

func (l *layouter) planCells(at int, row planRow) []document.Cell {
	s := l.t.Slots[row.slot]
	unit := l.r.Unit.Name
	if row.unit != everyUnit {
		unit = l.names[row.unit]
	}
	plan := figure(l.plan(row), s.Indicator.Decimals, "")
	if plan.Value.State == num.Missing {
		plan.Text = ""
	}
	plan.Style.Role = document.Input
	return []document.Cell{centred(strconv.Itoa(at + 1)), text(unit), centred(l.r.Bands[row.band].Period.Label()),
		text(s.Code()), text(l.fullLabel(row.slot)), centred(s.Indicator.Measure), plan}
}
