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
	"baocao/report/period"
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
}

// dataColumn is one column: a slot, or an operand of a rate's formula.
type dataColumn struct {
	slot    int
	operand int // place in Formula.Refs; -1 for the slot itself
}

// The fixed columns and rows of the sheet.
const (
	dataLeft    = 3 // TT, Đơn vị, Mã
	dataTitles  = 2
	dataHead    = 4 // period, indicator, category, code
	totalRow    = dataTitles + 2 + dataHead
	coverageRow = totalRow + 1
	firstUnit   = totalRow + 2
)

func (l *layouter) planData() {
	l.data.units = len(l.r.Units)
	next := dataLeft + 1
	for _, b := range l.r.Bands {
		band := dataBand{bySlot: make([]int, len(l.t.Slots)), operands: map[int][]int{}}
		for _, slot := range b.Slots {
			band.bySlot[slot] = next
			band.columns = append(band.columns, dataColumn{slot, -1})
			next++
			formula := l.t.Slots[slot].Indicator.Formula
			if formula == nil || l.data.units == 1 {
				continue
			}
			for i := range formula.Refs() {
				band.operands[slot] = append(band.operands[slot], next)
				band.columns = append(band.columns, dataColumn{slot, i})
				next++
			}
		}
		l.data.bands = append(l.data.bands, band)
	}
}

// dataCell is the address of a slot's figure in a band; ok is false where no band has it.
// The address has the sheet's name unless local is set.
func (l *layouter) dataCell(band, slot, row int, local bool) (address string, ok bool) {
	if band < 0 || l.data.bands[band].bySlot[slot] == 0 {
		return "", false
	}
	a := document.Address(l.data.bands[band].bySlot[slot], row)
	if local {
		return a, true
	}
	return document.On(dataSheet, a), true
}

// bandOf finds the band that a reference of another band speaks of; -1 when there is none.
func (l *layouter) bandOf(band int, base expr.Base) int {
	p, ok := l.r.Bands[band].Period, true
	switch base {
	case expr.Previous:
		p, ok = p.Previous()
	case expr.LastYear:
		p, ok = p.LastYear()
	}
	if !ok {
		return -1
	}
	return slices.IndexFunc(l.r.Bands, func(b model.Band) bool { return b.Period.Code == p.Code })
}

// refCell gives a formula's reference its cell. What has no cell, because no unit gave
// anything for that period, points at the corner of the data sheet's head, which is empty.
func (l *layouter) refCell(band, row int, local bool) func(expr.Ref) string {
	return func(ref expr.Ref) string {
		if ref.Base == expr.Target {
			return l.targetCell(ref.Slot)
		}
		if a, ok := l.dataCell(l.bandOf(band, ref.Base), ref.Slot, row, local); ok {
			return a
		}
		if local {
			return emptyCell
		}
		return document.On(dataSheet, emptyCell)
	}
}

// emptyCell stands between the titles and the head of the data sheet and holds nothing.
const emptyCell = "$A$3"

func (l *layouter) dataSheet() document.Sheet {
	s := document.Sheet{Name: dataSheet, FreezeCol: dataLeft, Titles: []string{
		"Số liệu đơn vị",
		"Ô tô màu là số đơn vị nộp; các ô khác là công thức. Ô trống: chưa có số liệu; x: không áp dụng.",
	}}
	s.Table = document.Table{Columns: l.dataColumns(), Head: l.dataHeadRows(), Rows: l.dataRows()}
	return s
}

func (l *layouter) dataColumns() []document.Column {
	columns := []document.Column{{Width: 5, Align: document.Center}, {Width: 28}, {Width: 16}}
	for _, b := range l.data.bands {
		for _, col := range b.columns {
			width := float64(len(columnCode(l.t.Slots[col.slot], col))) + 2 // a code has no place to break
			columns = append(columns, document.Column{Width: max(11, width), Align: document.Right})
		}
	}
	return columns
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
			starts := i == 0 || l.t.Slots[b.columns[i-1].slot].Indicator != s.Indicator
			// The period stands over each indicator: one label over the whole band would be out of sight.
			rows[0] = append(rows[0], spanned(starts, l.r.Bands[at].Period.Label(), l.span(b, i)))
			rows[1] = append(rows[1], spanned(starts, fmt.Sprintf("%s (%s)", s.Indicator.Label, s.Indicator.Measure), l.span(b, i)))
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

// span counts the columns of a band that belong to the indicator of column i.
func (l *layouter) span(b dataBand, i int) int {
	n := 0
	for _, col := range b.columns[i:] {
		if l.t.Slots[col.slot].Indicator != l.t.Slots[b.columns[i].slot].Indicator {
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
		for u := range l.r.Units {
			if !yield(l.dataUnit(u)) {
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

func (l *layouter) unitRange(column int) string {
	return document.Address(column, firstUnit) + ":" + document.Address(column, firstUnit+l.data.units-1)
}

func (l *layouter) dataTotal(band, column int, col dataColumn) document.Cell {
	total := l.r.Bands[band].Totals[col.slot]
	ind := l.t.Slots[col.slot].Indicator
	if col.operand >= 0 {
		return figure(total.Operands[col.operand].Round(operandDecimals), ind.Decimals, sumOverUnits(l.unitRange(column), total.Operands[col.operand]))
	}
	if ind.Formula == nil {
		return figure(total.Value, ind.Decimals, sumOverUnits(l.unitRange(column), total.Value))
	}
	if l.data.units == 1 {
		return figure(total.Value, ind.Decimals, ind.Formula.Excel(l.refCell(band, totalRow, true), ind.Decimals))
	}
	operands := l.data.bands[band].operands[col.slot]
	refs := ind.Formula.Refs()
	return figure(total.Value, ind.Decimals, ind.Formula.Excel(func(ref expr.Ref) string {
		return document.Address(operands[slices.Index(refs, ref)], totalRow)
	}, ind.Decimals))
}

// operandDecimals is more than any operand has: operands are figures and rounded rates.
const operandDecimals = 9

// sumOverUnits adds what units gave; nobody gave anything: "…", or "x" where it applies to none.
func sumOverUnits(cells string, total num.Value) string {
	nothing := missingSign
	if total.State == num.NotApplicable {
		nothing = naSign
	}
	return fmt.Sprintf(`IF(COUNT(%s)=0,"%s",SUM(%s))`, cells, nothing, cells)
}

func (l *layouter) dataCoverage() document.Row {
	cells := []document.Cell{{}, text("Số đơn vị có số liệu"), {}}
	for at, b := range l.data.bands {
		for i, col := range b.columns {
			if col.operand >= 0 {
				cells = append(cells, document.Cell{})
				continue
			}
			r := l.unitRange(dataLeft + 1 + l.before(at) + i)
			covered := l.r.Bands[at].Totals[col.slot].Covered
			cells = append(cells, figure(num.OfInt(int64(covered)), 0, fmt.Sprintf(`COUNT(%s)+COUNTIF(%s,"%s")`, r, r, naSign)))
		}
	}
	return document.Row{Cells: totalled(cells)}
}

func (l *layouter) dataUnit(u int) document.Row {
	row := firstUnit + u
	cells := []document.Cell{figure(num.OfInt(int64(u+1)), 0, ""), text(l.r.Units[u].Name), text(l.r.Units[u].Code)}
	cells[0].Style.Align = document.Center
	for at, b := range l.data.bands {
		for _, col := range b.columns {
			if col.operand >= 0 {
				cells = append(cells, l.operandCell(at, u, row, col))
				continue
			}
			cells = append(cells, l.unitCell(at, u, row, col.slot))
		}
	}
	return document.Row{Cells: cells}
}

// operandCell repeats one operand of a rate for a unit that gave all of them, so that the
// rate over units is made of the same units above and below the line.
func (l *layouter) operandCell(band, u, row int, col dataColumn) document.Cell {
	formula := l.t.Slots[col.slot].Indicator.Formula
	refs := formula.Refs()
	cell := l.refCell(band, row, true)
	var all []string
	value, complete := num.Value{}, true
	for i, ref := range refs {
		all = append(all, cell(ref))
		v := l.unitValue(band, u, ref)
		complete = complete && v.IsKnown()
		if i == col.operand {
			value = v
		}
	}
	if !complete {
		value = num.Value{}
	}
	own := cell(refs[col.operand])
	return figure(value, l.t.Slots[refs[col.operand].Slot].Indicator.Decimals,
		fmt.Sprintf(`IF(COUNT(%s)=%d,%s,"%s")`, strings.Join(all, ","), len(all), own, missingSign))
}

// unitValue reads a reference for one unit from the model.
func (l *layouter) unitValue(band, u int, ref expr.Ref) num.Value {
	if ref.Base == expr.Target {
		return l.r.Lines[ref.Slot].PlannedFor()
	}
	b := l.bandOf(band, ref.Base)
	if b < 0 {
		return num.Value{}
	}
	return l.r.Bands[b].Cell(u, ref.Slot).Value
}

// unitCell is one unit's figure: dead when the unit stated it, else a formula in its row.
func (l *layouter) unitCell(band, u, row, slot int) document.Cell {
	c := l.r.Bands[band].Cell(u, slot)
	ind := l.t.Slots[slot].Indicator
	switch c.Origin {
	case model.Summed:
		parts := ind.Parts[c.Axis]
		if l.t.Slots[slot].IsOutOf {
			parts = l.wholes(parts)
		}
		return figure(c.Value, ind.Decimals, l.sumOfParts(band, u, row, parts))
	case model.Counted:
		if f, ok := l.countFormula(u, slot); ok && band == 0 {
			return figure(c.Value, ind.Decimals, f)
		}
	case model.Computed:
		return figure(c.Value, ind.Decimals, ind.Formula.Excel(l.refCell(band, row, true), ind.Decimals))
	case model.None:
		if ind.Formula != nil {
			return figure(c.Value, ind.Decimals, ind.Formula.Excel(l.refCell(band, row, true), ind.Decimals))
		}
	}
	cell := figure(c.Value, ind.Decimals, "")
	if c.Value.State == num.Missing {
		cell.Text = "" // an empty cell is missing; nobody may take a sign for a value
	}
	cell.Style.Role = document.Input
	return cell
}

func (l *layouter) wholes(slots []int) []int {
	wholes := make([]int, len(slots))
	for i, s := range slots {
		wholes[i] = l.t.Slots[s].OutOf
	}
	return wholes
}

// sumOfParts adds the parts of one whole in a unit's row: "…" while one is missing.
func (l *layouter) sumOfParts(band, u, row int, slots []int) string {
	var cells []string
	na := false
	for _, slot := range slots {
		a, _ := l.dataCell(band, slot, row, true)
		cells = append(cells, a)
		na = na || l.r.Bands[band].Cell(u, slot).Value.State == num.NotApplicable
	}
	return sumOfAll(cells, l.contiguous(band, slots), na)
}

func (l *layouter) contiguous(band int, slots []int) bool {
	columns := l.data.bands[band].bySlot
	for i := 1; i < len(slots); i++ {
		if columns[slots[i]] != columns[slots[i-1]]+1 {
			return false
		}
	}
	return len(slots) > 1
}

// sumOfAll is the sum that needs all its parts; with na some of them do not apply.
func sumOfAll(cells []string, contiguous, na bool) string {
	list := strings.Join(cells, ",")
	if contiguous {
		list = cells[0] + ":" + cells[len(cells)-1]
	}
	if !na {
		return fmt.Sprintf(`IF(COUNT(%s)=%d,SUM(%s),"%s")`, list, len(cells), list, missingSign)
	}
	var not []string
	for _, c := range cells {
		not = append(not, fmt.Sprintf(`(%s="%s")`, c, naSign))
	}
	return fmt.Sprintf(`IF(COUNT(%s)+%s<%d,"%s",IF(COUNT(%s)=0,"%s",SUM(%s)))`,
		list, strings.Join(not, "+"), len(cells), missingSign, list, naSign, list)
}

// countFormula counts the rows of a register's sheet; ok is false when it has none.
func (l *layouter) countFormula(u, slot int) (string, bool) {
	s := l.t.Slots[slot]
	for i, reg := range l.r.Registers {
		if reg.Spec.Counts != s.Indicator || len(reg.Rows) == 0 || l.registers[reg.Spec] == nil {
			continue
		}
		p := l.registers[reg.Spec]
		column := func(at int) string {
			return document.On(p.sheet.Name, fmt.Sprintf("$%[1]s$%[2]d:$%[1]s$%[3]d",
				document.ColumnName(at), p.body(), p.body()+len(l.r.Registers[i].Rows)-1))
		}
		f := fmt.Sprintf("COUNTIFS(%s,$B%d", column(registerUnitColumn), firstUnit+u)
		if s.Category != nil {
			at := slices.IndexFunc(reg.Spec.Columns, func(c *spec.RegisterColumn) bool { return c.Breakdown == s.Axis })
			f += fmt.Sprintf(`,%s,"%s"`, column(registerUnitColumn+1+at), s.Category.Label)
		}
		return f + ")", true
	}
	return "", false
}

// bandFor is where a period's band stands; -1 when the report has none for it.
func (l *layouter) bandFor(p period.Period) int {
	return slices.IndexFunc(l.r.Bands, func(b model.Band) bool { return b.Period.Code == p.Code })
}
