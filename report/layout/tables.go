package layout

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"baocao/report/document"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/spec"
)

// tableRow is one row of a table of indicators: a group's heading, or a slot's line.
type tableRow struct {
	group string // of a heading
	order string
	slot  int // of a line
	label string
	part  bool // printed under its indicator
}

// tableRows lists the rows of a table of indicators.
func (l *layouter) tableRows(t *spec.Table) []tableRow {
	var rows []tableRow
	order, groups := 0, 0
	for _, g := range t.Groups {
		var lines []tableRow
		for _, r := range g.Rows {
			if r.Axis >= 0 {
				lines = append(lines, l.partRows(t, r)...)
				continue
			}
			if t.OmitMissing && !l.speaks(r.Indicator) {
				continue
			}
			order++
			lines = append(lines, tableRow{slot: r.Indicator.Total, label: r.Indicator.Label, order: strconv.Itoa(order)})
			if whole := l.t.Slots[r.Indicator.Total].OutOf; whole >= 0 && !(t.OmitMissing && l.r.Lines[whole].Value.State == num.Missing) {
				lines = append(lines, tableRow{slot: whole, label: r.Indicator.OutOf, part: true})
			}
		}
		if len(lines) == 0 {
			continue
		}
		if g.Label != "" {
			groups++
			rows = append(rows, tableRow{group: g.Label, order: roman(groups)})
		}
		rows = append(rows, lines...)
	}
	return rows
}

func (l *layouter) partRows(t *spec.Table, r spec.TableRow) []tableRow {
	var rows []tableRow
	for i, slot := range r.Indicator.Parts[r.Axis] {
		if t.OmitMissing && l.r.Lines[slot].Value.State == num.Missing {
			continue
		}
		rows = append(rows, tableRow{slot: slot, label: r.Indicator.By[r.Axis].Categories[i].Label, part: true})
	}
	return rows
}

// speaks reports whether anything is known of an indicator: a total, a part, or a figure
// that stands apart.
func (l *layouter) speaks(ind *spec.Indicator) bool {
	if l.r.Lines[ind.Total].Value.State != num.Missing || len(l.apart(ind)) > 0 {
		return true
	}
	return slices.ContainsFunc(ind.Parts, func(slots []int) bool {
		return slices.ContainsFunc(slots, func(s int) bool { return l.r.Lines[s].Value.State != num.Missing })
	})
}

func (l *layouter) apart(ind *spec.Indicator) []model.Apart {
	var all []model.Apart
	for _, a := range l.r.Apart {
		if l.t.Slots[a.Slot].Indicator == ind {
			all = append(all, a)
		}
	}
	return all
}

func roman(n int) string {
	var b strings.Builder
	for _, d := range []struct {
		n int
		s string
	}{{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= d.n; n -= d.n {
			b.WriteString(d.s)
		}
	}
	return b.String()
}

// columnHeads are the words over the computed columns, and their widths in characters.
var columnHeads = map[string]struct {
	head  string
	width float64
	align document.Align
}{
	"order":                 {"TT", 5, document.Center},
	"label":                 {"Chỉ tiêu", 44, document.Left},
	"unit":                  {"Đơn vị", 26, document.Left},
	"measure":               {"Đơn vị tính", 12, document.Center},
	"target":                {"Kế hoạch", 11, document.Right},
	"period_target":         {"Kế hoạch kỳ", 11, document.Right},
	"value":                 {"Thực hiện trong kỳ", 11, document.Right},
	"share":                 {"Tỷ trọng (%)", 9, document.Right},
	"year_to_date":          {"Luỹ kế từ đầu năm", 11, document.Right},
	"previous":              {"Kỳ trước", 11, document.Right},
	"difference_previous":   {"Tăng, giảm so kỳ trước", 11, document.Right},
	"change_previous":       {"Tăng, giảm so kỳ trước (%)", 11, document.Right},
	"same_period_last_year": {"Cùng kỳ năm trước", 11, document.Right},
	"difference":            {"Tăng, giảm so cùng kỳ", 11, document.Right},
	"change":                {"Tăng, giảm so cùng kỳ (%)", 11, document.Right},
	"index":                 {"So với cùng kỳ (%)", 11, document.Right},
	"attained":              {"Đạt kế hoạch (%)", 10, document.Right},
	"coverage":              {"Số đơn vị có số liệu", 11, document.Center},
	"note":                  {"Ghi chú", 26, document.Left},
}

func (l *layouter) head(t *spec.Table) [][]document.Cell {
	if t.Rows == spec.RegisterRows {
		row := []document.Cell{}
		for _, c := range t.Columns {
			row = append(row, heading(columnHeads[c.Name].head))
		}
		for _, c := range t.Register.Columns {
			row = append(row, heading(c.Label))
		}
		return [][]document.Cell{row}
	}
	deep := slices.ContainsFunc(t.Columns, func(c spec.Column) bool { return c.Axis != nil })
	var top, below []document.Cell
	for _, c := range t.Columns {
		switch {
		case c.Axis != nil:
			for i, slot := range c.Slots {
				top = append(top, spanned(i == 0, l.axisHead(t, c), len(c.Slots)))
				below = append(below, heading(l.t.Slots[slot].Category.Label))
			}
		case c.Name != "":
			top, below = append(top, heading(columnHeads[c.Name].head)), append(below, document.Cell{})
		default:
			top, below = append(top, heading(l.slotHead(c.Slots[0]))), append(below, document.Cell{})
		}
		if last := len(top) - 1; deep && c.Axis == nil {
			top[last].Down = 2
		}
	}
	if !deep {
		return [][]document.Cell{top}
	}
	return [][]document.Cell{top, below}
}

// axisHead is what stands over a breakdown's columns: the breakdown, and the indicator too
// where the table breaks several down.
func (l *layouter) axisHead(t *spec.Table, c spec.Column) string {
	ind := l.t.Slots[c.Slots[0]].Indicator
	for _, other := range t.Columns {
		if other.Axis != nil && l.t.Slots[other.Slots[0]].Indicator != ind {
			return ind.Label + " – " + strings.ToLower(c.Axis.Label)
		}
	}
	return c.Axis.Label
}

func (l *layouter) slotHead(slot int) string {
	s := l.t.Slots[slot]
	if s.Category != nil {
		return s.Indicator.Label + ": " + s.Label()
	}
	return s.Label()
}

func (l *layouter) columns(t *spec.Table) []document.Column {
	var columns []document.Column
	for _, c := range t.Columns {
		if c.Name != "" {
			h := columnHeads[c.Name]
			columns = append(columns, document.Column{Width: h.width, Align: h.align})
			continue
		}
		for range c.Slots {
			columns = append(columns, document.Column{Width: 11, Align: document.Right})
		}
	}
	if t.Rows == spec.RegisterRows {
		for _, c := range t.Register.Columns {
			columns = append(columns, document.Column{Width: registerWidth(c)})
		}
	}
	return columns
}

func registerWidth(c *spec.RegisterColumn) float64 {
	switch c.Type {
	case spec.NumberColumn, spec.DateColumn:
		return 12
	case spec.CategoryColumn:
		return 18
	}
	return 30
}

// tableSheet is a placed table's sheet, complete.
func (l *layouter) tableSheet(p *placed) document.Sheet {
	sheet := p.sheet
	sheet.Table.Columns = l.sheetColumns(p)
	sheet.Table.Measure = measureLine(p.table)
	sheet.Table.Rows, sheet.Table.Foot = l.body(p.table, p.rows, p)
	sheet.Charts = l.sheetCharts(p)
	return sheet
}

func measureLine(t *spec.Table) string {
	if t.Measure == "" {
		return ""
	}
	return "Đơn vị tính: " + t.Measure
}

// pageTable is a table as a block of the page.
func (l *layouter) pageTable(t *spec.Table) *document.Table {
	var rows []tableRow
	switch t.Rows {
	case spec.IndicatorRows:
		if rows = l.tableRows(t); len(rows) == 0 {
			return nil
		}
	case spec.UnitRows:
		if !l.hasFigures(t) {
			return nil
		}
	case spec.RegisterRows:
		if len(l.register(t.Register).Rows) == 0 {
			return nil
		}
	}
	out := &document.Table{Title: t.Title, Measure: measureLine(t), Columns: l.columns(t), Head: l.head(t)}
	if t.Rows == spec.UnitRows && len(l.r.Parents) > 0 {
		out.Rows, out.Foot = l.parentRows(t)
		return out
	}
	out.Rows, out.Foot = l.body(t, rows, l.tables[t])
	return out
}

// hasFigures reports whether any column of a table of units has a figure.
func (l *layouter) hasFigures(t *spec.Table) bool {
	return slices.ContainsFunc(t.Columns, func(c spec.Column) bool {
		return slices.ContainsFunc(c.Slots, func(slot int) bool { return l.r.Lines[slot].Value.State != num.Missing })
	})
}

// body gives a table's rows and the notes below it. p is the table's sheet; nil when it
// has none, and then no cell has a formula.
func (l *layouter) body(t *spec.Table, rows []tableRow, p *placed) (iter.Seq[document.Row], []string) {
	switch t.Rows {
	case spec.UnitRows:
		return l.unitRows(t), signs(l.unitSigns(t))
	case spec.RegisterRows:
		return l.registerSeq(t), nil // its words are the units' own, an x among them
	}
	missing, na := false, false
	for row := range l.indicatorRows(t, rows, nil) { // formulas show no sign
		for i := range row.Cells {
			missing = missing || row.Cells[i].Text == missingSign
			na = na || row.Cells[i].Text == naSign
		}
	}
	return l.indicatorRows(t, rows, p), signs(missing, na)
}

// unitSigns reports which signs a table of units shows. It asks the model: the rows may be
// thousands, and are made once.
func (l *layouter) unitSigns(t *spec.Table) (missing, na bool) {
	shows := func(value func(slot int) num.Value) {
		for i := range t.Columns {
			for _, slot := range t.Columns[i].Slots {
				state := value(slot).State
				missing, na = missing || state == num.Missing, na || state == num.NotApplicable
			}
		}
	}
	if len(l.r.Units) > 1 {
		shows(func(slot int) num.Value { return l.r.Lines[slot].Value })
	}
	perhaps := slices.ContainsFunc(t.Columns, func(c spec.Column) bool {
		return slices.ContainsFunc(c.Slots, func(slot int) bool { return l.data.bands[0].na[slot] })
	})
	for u, row := range l.r.Units {
		if missing && (na || !perhaps) {
			break
		}
		if !row.Own || l.unitSpeaks(t, u) {
			shows(func(slot int) num.Value { return l.r.Bands[0].Cell(u, slot).Value })
		}
	}
	return missing, na
}

func (l *layouter) indicatorRows(t *spec.Table, rows []tableRow, p *placed) iter.Seq[document.Row] {
	return func(yield func(document.Row) bool) {
		cells := make([]document.Cell, len(t.Columns))
		below := 0 // the outline's level of a group's indicators
		for i, r := range rows {
			row := document.Row{Level: below}
			if r.group != "" {
				row, below = groupRow(t, r), 1
			} else {
				lc := lineCells{l: l, t: t, rows: rows, at: i, p: p}
				for at := range cells {
					cells[at] = lc.cell(t.Columns[at].Name)
				}
				row.Cells = cells
			}
			if r.part {
				row.Level++
				row.Follows = true
			}
			if p == nil { // a page has no outline
				row.Level = 0
			}
			if !yield(row) {
				return
			}
		}
	}
}

func groupRow(t *spec.Table, r tableRow) document.Row {
	cells := make([]document.Cell, len(t.Columns))
	for i := range cells {
		cells[i].Style = groupStyle
	}
	at := 0
	if t.Columns[0].Name == "order" && len(cells) > 1 {
		cells[0] = document.Cell{Text: r.order, Style: document.Style{Role: document.Group, Align: document.Center}}
		at = 1
	}
	cells[at].Text, cells[at].Across = r.group, len(cells)-at
	return document.Row{Cells: cells}
}

func (l *layouter) unitRows(t *spec.Table) iter.Seq[document.Row] {
	return func(yield func(document.Row) bool) {
		m, apart := l.rowMakerOf(slotsOf(t)), l.apartByUnit()
		for u, unit := range l.r.Units {
			if unit.Own && !l.unitSpeaks(t, u) {
				continue
			}
			if !yield(m.unitRow(t, u, apart[u])) {
				return
			}
		}
		if len(l.r.Units) > 1 {
			yield(document.Row{Cells: totalled(l.unitTotals(t))})
		}
	}
}

// slotsOf are the first and the last slot of a table's columns.
func slotsOf(t *spec.Table) (first, last int) {
	var all []int
	for _, c := range t.Columns {
		all = append(all, c.Slots...)
	}
	if len(all) == 0 {
		return 0, 0
	}
	return slices.Min(all), slices.Max(all)
}

// apartByUnit lists for each unit what stands apart.
func (l *layouter) apartByUnit() map[int][]model.Apart {
	all := map[int][]model.Apart{}
	for _, a := range l.r.Apart {
		all[a.Unit] = append(all[a.Unit], a)
	}
	return all
}

// unitSpeaks reports whether a unit has any figure among a table's columns.
func (l *layouter) unitSpeaks(t *spec.Table, u int) bool {
	return slices.ContainsFunc(t.Columns, func(c spec.Column) bool {
		return slices.ContainsFunc(c.Slots, func(slot int) bool { return l.r.Bands[0].Cell(u, slot).Value.State != num.Missing })
	})
}

func (m *rowMaker) unitRow(t *spec.Table, u int, apart []model.Apart) document.Row {
	m.cells = m.cells[:0]
	for i := range t.Columns {
		c := &t.Columns[i]
		switch c.Name {
		case "order":
			m.cells = append(m.cells, centred(strconv.Itoa(u+1)))
		case "unit":
			m.cells = append(m.cells, text(m.names[u]))
		case "note":
			m.cells = append(m.cells, text(m.unitNote(t, apart)))
		}
		for _, slot := range c.Slots {
			m.unitFigure(m.next(), u, slot)
		}
	}
	return document.Row{Cells: m.cells}
}

// unitFigure makes an empty cell repeat a unit's figure from the data sheet.
func (m *rowMaker) unitFigure(c *document.Cell, u, slot int) {
	show(c, m.cell(0, u, slot).Value, m.t.Slots[slot].Indicator.Decimals)
	c.Formula = m.write(patternKey{kind: repeatedPattern, slot: slot}, rowOf(u), func() string {
		a, _ := m.dataCell(0, slot, openRow, false)
		return fmt.Sprintf(`IF(%s="","%s",%s)`, a, missingSign, a)
	})
	if len(m.r.Units) <= model.MostPageUnits { // of more the page prints no single one
		c.Figure = document.FigureName("", m.t.Slots[slot].Code(), m.r.Units[u].Code)
	}
}

func (l *layouter) unitTotals(t *spec.Table) []document.Cell {
	var cells []document.Cell
	for _, c := range t.Columns {
		switch c.Name {
		case "unit":
			cells = append(cells, text("Tổng cộng"))
		case "":
			for _, slot := range c.Slots {
				a, _ := l.dataCell(0, slot, totalRow, false)
				cell := figure(l.r.Lines[slot].Value, l.t.Slots[slot].Indicator.Decimals, a)
				cell.Figure = l.t.Slots[slot].Code()
				cells = append(cells, cell)
			}
		default:
			cells = append(cells, document.Cell{})
		}
	}
	return cells
}

// unitNote lists what of a unit stands apart of the period among the indicators of a table.
func (l *layouter) unitNote(t *spec.Table, apart []model.Apart) string {
	if len(apart) == 0 {
		return ""
	}
	var notes []string
	done := map[*spec.Indicator]bool{}
	for _, c := range t.Columns {
		for _, slot := range c.Slots {
			ind := l.t.Slots[slot].Indicator
			if done[ind] {
				continue
			}
			done[ind] = true
			for _, a := range apart {
				if l.t.Slots[a.Slot].Indicator == ind {
					notes = append(notes, l.apartLabel(a)+": "+l.apartNote(a))
				}
			}
		}
	}
	return strings.Join(notes, "; ")
}

// apartLabel names a figure that stands apart where its row does not.
func (l *layouter) apartLabel(a model.Apart) string {
	s := l.t.Slots[a.Slot]
	if s.Category != nil {
		return s.Indicator.Label + " – " + s.Category.Label
	}
	return s.Indicator.Label
}

// register is what the units gave of a register.
func (l *layouter) register(reg *spec.Register) model.Register {
	for _, r := range l.r.Registers {
		if r.Spec == reg {
			return r
		}
	}
	return model.Register{Spec: reg}
}

func (l *layouter) registerSeq(t *spec.Table) iter.Seq[document.Row] {
	return func(yield func(document.Row) bool) {
		var cells []document.Cell // of one row, used again for the next
		for i, row := range l.register(t.Register).Rows {
			cells = cells[:0]
			for _, c := range t.Columns {
				cell := text(l.names[row.Unit])
				if c.Name == "order" {
					cell = centred(strconv.Itoa(i + 1))
				}
				cells = append(cells, cell)
			}
			for at, c := range row.Cells {
				cell := registerCell(t.Register.Columns[at], c)
				if c.Value.IsKnown() {
					cell.Figure = document.RegisterFigureName(t.Register.Code, t.Register.Columns[at].Code, i+1)
				}
				cells = append(cells, cell)
			}
			if !yield(document.Row{Cells: cells}) {
				return
			}
		}
	}
}

func registerCell(c *spec.RegisterColumn, cell model.RegisterCell) document.Cell {
	if c.Type == spec.NumberColumn && cell.Value.IsKnown() {
		out := figure(cell.Value, 0, "")
		out.Text = cell.Value.Number.PrintExact()
		out.Style.Role = document.Input
		return out
	}
	return text(cell.Text)
}
