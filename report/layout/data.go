package layout

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"baocao/report/document"
	"baocao/report/expr"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/spec"
)

// dataPlan says where every figure stands on the sheet "Số liệu đơn vị": one row a unit,
// one column a figure, a band of columns for each period. All other formulas lead there.
type dataPlan struct {
	bands []dataBand
	units int // rows
}

type dataBand struct {
	columns  []dataColumn
	bySlot   []int // slot → 1-based column; 0 where the band does not show it
	operands map[int][]int
	na       []bool // by slot: to some unit it does not apply
	folded   []bool // by slot: its column is folded away
	bases    []int  // by base: the band of a reference; -1 where there is none
}

// dataColumn is one column: a slot, or an operand of a rate's formula.
type dataColumn struct {
	slot      int
	operand   int // place in Formula.Refs; -1 for the slot itself
	indicator *spec.Indicator
}

// The fixed columns and rows of the sheet.
const (
	dataLeft    = 3 // TT, Đơn vị, Mã
	nameColumn  = 2
	dataTitles  = 2
	dataHead    = 4 // period, indicator, category, code
	totalRow    = dataTitles + 2 + dataHead
	coverageRow = totalRow + 1
	firstUnit   = totalRow + 2
)

func (l *layouter) planData() {
	l.data.units = len(l.r.Units)
	next := dataLeft + 1
	for at, b := range l.r.Bands {
		given, na := l.states(at)
		band := dataBand{bySlot: make([]int, len(l.t.Slots)), operands: map[int][]int{}, na: na, folded: l.folded(given)}
		for _, base := range []expr.Base{expr.Current, expr.Previous, expr.LastYear} {
			band.bases = append(band.bases, l.r.BandOf(at, base))
		}
		for _, slot := range b.Slots {
			band.bySlot[slot] = next
			ind := l.t.Slots[slot].Indicator
			band.columns = append(band.columns, dataColumn{slot, -1, ind})
			next++
			formula := ind.Formula
			if formula == nil || l.lone() {
				continue
			}
			for i := range formula.Refs() {
				band.operands[slot] = append(band.operands[slot], next)
				band.columns = append(band.columns, dataColumn{slot, i, ind})
				next++
			}
		}
		l.data.bands = append(l.data.bands, band)
	}
}

// bandOf is the band of a reference that stands in another band; -1 where there is none. The
// model would ask the calendar, for every unit anew.
func (l *layouter) bandOf(band int, base expr.Base) int { return l.data.bands[band].bases[base] }

// lone reports whether the report is of one unit, the issuing one: its totals are its own
// figures.
func (l *layouter) lone() bool {
	return len(l.r.Units) == 1 && l.r.Units[0].Code == l.r.Unit.Code
}

// dataCell is the address of a slot's figure in a band; ok is false where no band has it.
// The address has the sheet's name unless local is set.
func (l *layouter) dataCell(band, slot, row int, local bool) (place string, ok bool) {
	if band < 0 || l.data.bands[band].bySlot[slot] == 0 {
		return "", false
	}
	a := address(l.data.bands[band].bySlot[slot], row)
	if local {
		return a, true
	}
	return document.On(dataSheet, a), true
}

// Where others have a unit, everyUnit means the totals, and anyUnit leaves its row open.
const (
	everyUnit = -1
	anyUnit   = -2
)

// rowOf is the row of a unit on the sheet.
func rowOf(unit int) int {
	switch unit {
	case everyUnit:
		return totalRow
	case anyUnit:
		return openRow
	}
	return firstUnit + unit
}

// refCell gives a formula's reference its cell, in the row of a unit or of the totals.
// What has no cell, because nobody gave anything for that period, points at the corner of
// the data sheet's head, which is empty.
func (l *layouter) refCell(band, unit int, local bool) func(expr.Ref) string {
	return func(ref expr.Ref) string {
		if ref.Base == expr.Target {
			return l.planCell(planRow{band, unit, ref.Slot})
		}
		at := l.bandOf(band, ref.Base)
		rows := l.r.Before(unit, band, at)
		if slices.Equal(rows, []int{unit}) {
			return l.cellOr(at, unit, ref.Slot, local)
		}
		return l.together(at, rows, ref.Slot, local)
	}
}

// cellOr is the cell of a unit's figure or of a total, or else an empty one.
func (l *layouter) cellOr(band, unit, slot int, local bool) string {
	if unit != model.NoRow {
		if a, ok := l.dataCell(band, slot, rowOf(unit), local); ok {
			return a
		}
	}
	if local {
		return emptyCell
	}
	return document.On(dataSheet, emptyCell)
}

// emptyCell stands between the titles and the head of the data sheet and holds nothing.
const emptyCell = "$A$3"

// mostPrintedColumns is how many columns are printed, on some ten pages side by side.
const mostPrintedColumns = 150

func (l *layouter) dataSheet() document.Sheet {
	says := "Ô tô màu là số đơn vị nộp; các ô khác là công thức. Ô trống: chưa có số liệu; x: không áp dụng."
	columns := l.dataColumns()
	if slices.ContainsFunc(columns, func(c document.Column) bool { return c.Hidden }) {
		says += " Cột thành phần không đơn vị nào có số được gập lại; bấm dấu + phía trên để mở."
	}
	s := document.Sheet{Name: dataSheet, FreezeCol: dataLeft, Titles: []string{"Số liệu đơn vị", says}}
	shown := 0
	for _, c := range columns {
		if !c.Hidden {
			shown++
		}
	}
	if shown > mostPrintedColumns {
		keepOnScreen(&s, count(shown)+" cột")
	}
	s.Table = document.Table{Columns: columns, Head: l.dataHeadRows(), Rows: l.dataRows()}
	s.Names, s.Signals = l.totalNames(), l.dataSignals()
	return s
}

// states says, by slot, what some unit of a band gave something of, and what does not apply to
// some unit.
func (l *layouter) states(band int) (given, na []bool) {
	given, na = make([]bool, len(l.t.Slots)), make([]bool, len(l.t.Slots))
	for u := range l.r.Units {
		for slot, cell := range l.r.Bands[band].Row(u) {
			given[slot] = given[slot] || cell.Value.State != num.Missing
			na[slot] = na[slot] || cell.Value.State == num.NotApplicable
		}
	}
	return given, na
}

// folded says, by slot, which columns of a band are folded away: those of a breakdown for
// which no unit gave anything. The column of the whole stays, so every indicator is in
// sight. A spreadsheet prints no folded column.
func (l *layouter) folded(given []bool) []bool {
	slots := l.t.Slots
	type breakdown struct {
		indicator *spec.Indicator
		axis      *spec.Breakdown
	}
	used := map[breakdown]bool{}
	for slot, s := range slots {
		if given[slot] && s.Category != nil {
			used[breakdown{s.Indicator, s.Axis}] = true
		}
	}
	folded := make([]bool, len(slots))
	for slot, s := range slots {
		folded[slot] = s.Category != nil && !used[breakdown{s.Indicator, s.Axis}]
	}
	return folded
}

// dataHeadRows: the period over its band, the indicator over its columns, the category,
// and the code that submissions and formulas use.
func (l *layouter) dataHeadRows() [][]document.Cell {
	rows := make([][]document.Cell, dataHead)
	for i := range rows {
		rows[i] = make([]document.Cell, dataLeft)
	}
	for i, name := range []string{"TT", "Đơn vị", "Mã đơn vị"} {
		rows[0][i] = heading(name)
		rows[0][i].Down = dataHead
	}
	for at, b := range l.data.bands {
		for i, col := range b.columns {
			s := l.t.Slots[col.slot]
			starts := i == 0 || b.columns[i-1].indicator != col.indicator
			// The period stands over each indicator: one label over the whole band would be out of sight.
			rows[0] = append(rows[0], spanned(starts, l.r.Bands[at].Period.Label(), b.span(i)))
			rows[1] = append(rows[1], spanned(starts, fmt.Sprintf("%s (%s)", s.Indicator.Label, s.Indicator.Measure), b.span(i)))
			rows[2] = append(rows[2], heading(columnLabel(s, col)))
			rows[3] = append(rows[3], heading(columnCode(s, col)))
		}
	}
	return rows
}

// spanned is a heading over several columns; the columns after its first are left zero.
func spanned(starts bool, label string, across int) document.Cell {
	if !starts {
		return document.Cell{}
	}
	c := heading(label)
	c.Across = across
	return c
}

// span counts the columns that belong to the indicator of column i.
func (b *dataBand) span(i int) int {
	n := 0
	for _, col := range b.columns[i:] {
		if col.indicator != b.columns[i].indicator {
			break
		}
		n++
	}
	return n
}

func columnLabel(s spec.Slot, col dataColumn) string {
	switch {
	case col.operand >= 0:
		return "Số hạng tính tỷ lệ"
	case s.IsOutOf && s.Category != nil:
		return s.Category.Label + ": " + s.Indicator.OutOf
	case s.IsOutOf:
		return s.Indicator.OutOf
	case s.Category != nil:
		return s.Category.Label
	case s.Indicator.Formula != nil:
		return "Tính theo công thức"
	}
	return "Tổng số"
}

func columnCode(s spec.Slot, col dataColumn) string {
	if col.operand >= 0 {
		return fmt.Sprintf("%s[%d]", s.Code(), col.operand+1)
	}
	return s.Code()
}

func (l *layouter) dataRows() iter.Seq[document.Row] {
	return func(yield func(document.Row) bool) {
		if !yield(l.dataTotals()) || !yield(l.dataCoverage()) {
			return
		}
		m := l.rowMaker()
		for u := range l.r.Units {
			if !yield(m.dataUnit(u)) {
				return
			}
		}
	}
}

func (l *layouter) dataTotals() document.Row {
	cells := []document.Cell{{}, text("Tổng cộng"), {}}
	for at, b := range l.data.bands {
		for i, col := range b.columns {
			cells = append(cells, l.dataTotal(at, dataLeft+1+l.before(at)+i, col))
		}
	}
	return document.Row{Cells: totalled(cells)}
}

// before counts the columns of the bands before one.
func (l *layouter) before(band int) int {
	n := 0
	for _, b := range l.data.bands[:band] {
		n += len(b.columns)
	}
	return n
}

func (l *layouter) unitRange(column int) string { return unitCells(column, l.data.units) }

// unitCells is the range of the first units' cells in a column.
func unitCells(column, units int) string {
	return document.Address(column, firstUnit) + ":" + document.Address(column, firstUnit+units-1)
}

func (l *layouter) dataTotal(band, column int, col dataColumn) document.Cell {
	total := l.r.Bands[band].Totals[col.slot]
	ind := col.indicator
	switch {
	case col.operand >= 0:
		return l.operandTotal(band, column, ind, col.operand)
	case ind.Formula == nil:
		return figure(total.Value, ind.Decimals, overUnits(l.unitRange(column), total.Value, "SUM("+l.unitRange(column)+")"))
	case l.lone():
		return figure(total.Value, ind.Decimals, ind.Formula.Excel(l.refCell(band, everyUnit, true), ind.Decimals))
	}
	operands := l.data.bands[band].operands[col.slot]
	refs := ind.Formula.Refs()
	return figure(total.Value, ind.Decimals, ind.Formula.Excel(func(ref expr.Ref) string {
		return document.Address(operands[slices.Index(refs, ref)], totalRow)
	}, ind.Decimals))
}

// operandTotal is an operand of a rate over units: a sum, or the rate over units where the
// operand is one.
func (l *layouter) operandTotal(band, column int, ind *spec.Indicator, operand int) document.Cell {
	ref := ind.Formula.Refs()[operand]
	of := l.t.Slots[ref.Slot].Indicator
	value := l.r.Bands[band].Totals[ind.Total].Operands[operand]
	cells := l.unitRange(column)
	total := "SUM(" + cells + ")"
	if of.Formula != nil && ref.Base != expr.Target {
		total = l.refCell(band, everyUnit, true)(ref)
	}
	return figure(value, of.Decimals, overUnits(cells, value, total))
}

// overUnits guards what is made of the cells of units: nobody gave anything: "…", or "x"
// where it applies to none.
func overUnits(cells string, value num.Value, total string) string {
	return overAny(cells, value.State == num.NotApplicable, total)
}

// overAny is the same over any cells, none of which may apply.
func overAny(cells string, na bool, total string) string {
	nothing := missingSign
	if na {
		nothing = naSign
	}
	return fmt.Sprintf(`IF(COUNT(%s)=0,"%s",%s)`, cells, nothing, total)
}

func (l *layouter) dataCoverage() document.Row {
	cells := []document.Cell{{}, text("Số đơn vị có số liệu"), {}}
	for at, b := range l.data.bands {
		for i, col := range b.columns {
			if col.operand >= 0 {
				cells = append(cells, document.Cell{})
				continue
			}
			covered := num.OfInt(int64(l.r.Bands[at].Totals[col.slot].Covered))
			cells = append(cells, figure(covered, 0, l.coverage(at, col.slot, dataLeft+1+l.before(at)+i)))
		}
	}
	return document.Row{Cells: totalled(cells)}
}

// coverage counts the units with a figure, or with one in every quarter where the band's
// period is put together from quarters. Rows of units above others do not count: they come
// last. There is no formula where units stated some figures of a longer period themselves.
func (l *layouter) coverage(band, slot, column int) string {
	count := func(column int) string {
		r := unitCells(column, l.reporting)
		return fmt.Sprintf(`COUNT(%s)+COUNTIF(%s,"%s")`, r, r, naSign)
	}
	quarters := l.r.Bands[band].Period.Quarters()
	if l.t.Slots[slot].Indicator.Nature != spec.Flow || len(quarters) == 0 || !l.hasOrigin(band, slot, model.Combined) {
		return count(column)
	}
	if l.hasOrigin(band, slot, model.Given) {
		return ""
	}
	var all []string
	for _, q := range quarters {
		of := l.r.Band(q)
		if of < 0 {
			return ""
		}
		r := unitCells(l.data.bands[of].bySlot[slot], l.reporting)
		all = append(all, fmt.Sprintf(`(ISNUMBER(%s)+(%s="%s"))`, r, r, naSign))
	}
	return "SUMPRODUCT(" + strings.Join(all, "*") + ")"
}

func (l *layouter) hasOrigin(band, slot int, origin model.Origin) bool {
	b := &l.r.Bands[band]
	for u := range l.r.Units {
		if b.Cell(u, slot).Origin == origin {
			return true
		}
	}
	return false
}

// combined puts a unit's figure of a longer period together from its quarters' cells in
// the same row: a flow is the sum of what there is, a stock the last one; with na it does
// not apply.
func (l *layouter) combined(band, slot int, na bool) string {
	var cells []string
	for _, q := range l.r.Bands[band].Period.Quarters() {
		if a, ok := l.dataCell(l.r.Band(q), slot, openRow, true); ok {
			cells = append(cells, a)
		}
	}
	if len(cells) == 0 {
		return ""
	}
	if l.t.Slots[slot].Indicator.Nature == spec.Stock {
		last := cells[len(cells)-1]
		return fmt.Sprintf(`IF(%s="","%s",%s)`, last, missingSign, last)
	}
	list := strings.Join(cells, ",")
	return overAny(list, na, "SUM("+list+")")
}
