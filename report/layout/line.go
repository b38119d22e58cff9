package layout

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"baocao/report/document"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/spec"
)

// percentDecimals is how shares, changes and attainment print.
const percentDecimals = 2

// lineCells makes the cells of one row of a table of indicators. Its formulas point at
// the cells of the same row where the table has the column, else at the data sheet.
type lineCells struct {
	l    *layouter
	t    *spec.Table
	rows []tableRow
	at   int
	p    *placed // nil: the table has no sheet, so no address and no formula
}

func (c lineCells) row() tableRow { return c.rows[c.at] }

func (c lineCells) line() *model.Line { return &c.l.r.Lines[c.row().slot] }

func (c lineCells) slot() spec.Slot { return c.l.t.Slots[c.row().slot] }

func (c lineCells) cell(column string) document.Cell {
	out := c.column(column)
	switch column {
	case "order", "label", "measure":
	case "value":
		out.Figure = c.slot().Code()
	default:
		out.Figure = document.FigureName(column, c.slot().Code(), "")
	}
	return out
}

func (c lineCells) column(column string) document.Cell {
	line, decimals := c.line(), c.slot().Indicator.Decimals
	switch column {
	case "order":
		return centred(c.row().order)
	case "label":
		return c.label()
	case "measure":
		return centred(c.slot().Indicator.Measure)
	case "value":
		return figure(line.Value, decimals, c.total(0))
	case "previous":
		return figure(line.Previous, decimals, c.total(c.l.r.Previous))
	case "same_period_last_year":
		return figure(line.LastYear, decimals, c.total(c.l.r.LastYear))
	case "year_to_date":
		return figure(line.YearToDate, decimals, c.yearToDate())
	case "target":
		return figure(line.PlannedFor(), decimals, c.target())
	case "period_target":
		return figure(line.PeriodTarget, decimals, c.target())
	case "share":
		return c.share()
	case "difference_previous":
		return figure(line.DifferencePrevious, decimals, c.difference("previous"))
	case "difference":
		return figure(line.Difference, decimals, c.difference("same_period_last_year"))
	case "change_previous":
		return c.change(line.ChangePrevious, "previous")
	case "change":
		return c.change(line.Change, "same_period_last_year")
	case "index":
		return figure(line.Index, percentDecimals, c.percent("value", "same_period_last_year"))
	case "attained":
		return figure(line.Attained, percentDecimals, c.percent(c.reached(), "target"))
	case "coverage":
		return c.coverage()
	case "note":
		return text(c.l.note(c.t, c.rows, c.row()))
	}
	panic("layout: no column " + column)
}

func (c lineCells) label() document.Cell {
	out := text(c.row().label)
	if c.row().part {
		out.Style.Indent = 1
		out.Style.Italic = true
	}
	return out
}

// total is the address of the line's total in a band; empty where there is none.
func (c lineCells) total(band int) string {
	if c.p == nil {
		return ""
	}
	a, _ := c.l.dataCell(band, c.row().slot, totalRow, false)
	return a
}

// operand is where a value of the line stands: in this row, or on the data sheet.
func (c lineCells) operand(column string) string {
	if c.p == nil {
		return ""
	}
	at := slices.IndexFunc(c.t.Columns, func(col spec.Column) bool { return col.Name == column })
	if at >= 0 {
		return document.Address(at+1, c.p.body()+c.at)
	}
	switch column {
	case "value":
		return c.total(0)
	case "previous":
		return c.total(c.l.r.Previous)
	case "same_period_last_year":
		return c.total(c.l.r.LastYear)
	case "target":
		return c.target()
	}
	return ""
}

func (c lineCells) target() string {
	if c.p == nil || c.line().PlannedFor().State == num.Missing {
		return ""
	}
	return c.l.planCell(planRow{0, everyUnit, c.row().slot})
}

// both guards a formula of two operands: a number needs both.
func both(a, b, formula string) string {
	return "IF(COUNT(" + a + "," + b + ")=2," + formula +
		",IF(OR(" + a + `="` + naSign + `",` + b + `="` + naSign + `"),"` + naSign + `","` + missingSign + `"))`
}

func (c lineCells) difference(base string) string {
	a, b := c.operand("value"), c.operand(base)
	if a == "" || b == "" {
		return ""
	}
	return both(a, b, a+"-"+b)
}

func (c lineCells) percent(part, whole string) string {
	a, b := c.operand(part), c.operand(whole)
	if part == "year_to_date" && a == "" {
		a = c.yearToDate()
	}
	if a == "" || b == "" {
		return ""
	}
	return both(a, b, percentOf(a, b))
}

// percentOf is part as a percentage of whole, which is a number; nothing of zero.
func percentOf(part, whole string) string {
	return "IF(" + whole + `=0,"` + naSign + `",ROUND(` + part + "*100/" + whole + "," + strconv.Itoa(percentDecimals) + "))"
}

// change is an increase in %; of a rate, in percentage points.
func (c lineCells) change(v num.Value, base string) document.Cell {
	ind := c.slot().Indicator
	if ind.Nature == spec.Rate {
		return figure(v, ind.Decimals, c.difference(base))
	}
	a, b := c.operand("value"), c.operand(base)
	formula := ""
	if a != "" && b != "" {
		formula = both(a, b, percentOf("("+a+"-"+b+")", b))
	}
	return figure(v, percentDecimals, formula)
}

// reached is the column that is measured against the target.
func (c lineCells) reached() string {
	if c.slot().Indicator.Nature == spec.Flow && c.line().Target.State != num.Missing {
		return "year_to_date"
	}
	return "value"
}

// yearToDate adds the totals of the year's quarters, all of which it needs.
func (c lineCells) yearToDate() string {
	nature := c.slot().Indicator.Nature
	switch {
	case nature == spec.Stock || c.l.r.Period.StartsYear():
		return c.operand("value")
	case nature == spec.Rate:
		return ""
	}
	var cells []string
	na := false
	for _, q := range c.l.r.Period.YearToDate() {
		band := c.l.r.Band(q)
		a := c.total(band)
		if a == "" {
			return ""
		}
		cells = append(cells, a)
		na = na || c.l.r.Bands[band].Totals[c.row().slot].Value.State == num.NotApplicable
	}
	if len(cells) == 0 {
		return ""
	}
	return sumOfAll(cells, false, na)
}

// share is the part's share of its breakdown, made to add to 100 with the others by the
// largest remainder. It stands only on the rows of a breakdown.
func (c lineCells) share() document.Cell {
	slot := c.slot()
	if slot.Category == nil || slot.IsOutOf {
		return document.Cell{}
	}
	return figure(c.line().Share, percentDecimals, c.shareFormula())
}

// shareFormula works in whole numbers, as doubles of shares differ in their last digit:
// of each part p of the whole s, scaled by m = 10^(decimals+2), (m·p - MOD(m·p, s))/s
// units are certain, and the units left over go to the largest remainders, the earlier
// part first.
func (c lineCells) shareFormula() string {
	if c.p == nil {
		return ""
	}
	cells, own := c.parts()
	if own < 0 {
		return ""
	}
	whole := c.scaled("(" + strings.Join(cells, "+") + ")")
	remainders := make([]string, len(cells))
	for i, cell := range cells {
		remainders[i] = "MOD(" + c.scaled(cell) + "*" + strconv.Itoa(shareScale) + "," + whole + ")"
	}
	var ahead []string
	for i, r := range remainders {
		switch {
		case i < own:
			ahead = append(ahead, "("+r+">="+remainders[own]+")")
		case i > own:
			ahead = append(ahead, "("+r+">"+remainders[own]+")")
		}
	}
	if len(ahead) < 2 {
		// Alone it must be a number too: Excel holds a truth value to be more than any number.
		ahead = append(ahead, "0")
	}
	list := strings.Join(cells, ",")
	return fmt.Sprintf(`IF(COUNT(%s)<%d,"%s",IF(SUM(%s)=0,"%s",((%s*%d-%s)/%s+IF(%s<(%s)/%s,1,0))/%d))`,
		list, len(cells), missingSign, list, naSign,
		c.scaled(cells[own]), shareScale, remainders[own], whole,
		strings.Join(ahead, "+"), strings.Join(remainders, "+"), whole, shareScale/100)
}

// shareScale is 10^(percentDecimals+2): a whole in units of the last printed digit.
const shareScale = 10000

// scaled makes a cell's amount a whole number, by the decimals that the breakdown has.
func (c lineCells) scaled(cell string) string {
	if d := c.partDecimals(); d > 0 {
		return fmt.Sprintf("ROUND(%s*%s,0)", cell, num.Pow10(d).Fixed(0))
	}
	return cell
}

// partDecimals is how many digits the parts of the row's breakdown have after the comma,
// which may be more than the indicator prints.
func (c lineCells) partDecimals() int {
	ind := c.slot().Indicator
	most := ind.Decimals
	for _, part := range ind.Parts[ind.Axis(c.slot().Axis.Code)] {
		plain, _ := c.l.r.Lines[part].Value.Number.Decimal()
		_, decimals, _ := strings.Cut(plain, ".")
		most = max(most, len(decimals))
	}
	return most
}

// parts lists the cells of the row's breakdown that hold numbers, and the row's own place
// among them; -1 when the row's own does not apply. Parts without a sheet row are on the
// data sheet.
func (c lineCells) parts() (cells []string, own int) {
	slot := c.slot()
	own = -1
	axis := slot.Indicator.Axis(slot.Axis.Code)
	for _, part := range slot.Indicator.Parts[axis] {
		if c.l.r.Lines[part].Value.State == num.NotApplicable {
			continue
		}
		if part == c.row().slot {
			own = len(cells)
		}
		a, _ := c.l.dataCell(0, part, totalRow, false)
		if at := slices.IndexFunc(c.rows, func(r tableRow) bool { return r.group == "" && r.slot == part }); at >= 0 {
			if col := slices.IndexFunc(c.t.Columns, func(col spec.Column) bool { return col.Name == "value" }); col >= 0 {
				a = document.Address(col+1, c.p.body()+at)
			}
		}
		cells = append(cells, a)
	}
	return cells, own
}

func (c lineCells) coverage() document.Cell {
	line := c.line()
	out := centred(fmt.Sprintf("%d/%d", line.Covered, c.l.expected))
	if a, ok := c.l.dataCell(0, c.row().slot, coverageRow, false); ok && c.p != nil {
		out.Formula.Text = fmt.Sprintf(`%s&"/%d"`, a, c.l.expected)
	}
	return out
}

// note says what a row's cells cannot: that its value is approximate, figures of other
// windows, rates without counts, and the units' own notes.
func (l *layouter) note(t *spec.Table, rows []tableRow, r tableRow) string {
	var notes []string
	s := l.t.Slots[r.slot]
	line := l.r.Lines[r.slot]
	if line.Qualifier != "" && line.Value.IsKnown() {
		notes = append(notes, line.Qualifier+" "+print(line.Value, s.Indicator.Decimals))
	}
	if line.Value.IsKnown() && line.Covered > 0 && line.Covered < l.expected {
		notes = append(notes, fmt.Sprintf("số liệu của %d/%d đơn vị", line.Covered, l.expected))
	}
	named := -1 // the unit that the note before is of; it is named once
	say := func(unit int, note string) {
		if unit != named {
			note = l.unitPrefix(unit) + note
		}
		notes, named = append(notes, note), unit
	}
	for _, a := range l.apart(s.Indicator) {
		switch {
		case a.Slot == r.slot:
			say(a.Unit, l.apartNote(a))
		case s.Category == nil && !s.IsOutOf && !shown(rows, a.Slot):
			say(a.Unit, l.t.Slots[a.Slot].Label()+": "+l.apartNote(a))
		}
	}
	if !s.IsOutOf {
		for _, n := range l.notes[r.slot] {
			say(n.unit, n.note)
		}
	}
	if more := len(notes) - mostNotes; more > 0 {
		notes = append(notes[:mostNotes], fmt.Sprintf("và %d ghi chú khác", more))
	}
	return strings.Join(notes, "; ")
}

// unitNote is what a unit wrote beside a figure.
type unitNote struct {
	unit int // its row
	note string
}

// collectNotes finds the units' notes. Few units write any, so they are looked for once and
// not for every figure.
func (l *layouter) collectNotes() {
	l.notes = make([][]unitNote, len(l.t.Slots))
	for u := range l.r.Units {
		if !l.r.Bands[0].Aside(u) {
			continue
		}
		for slot, cell := range l.r.Bands[0].Row(u) {
			if cell.Aside && cell.Figure.Note() != "" {
				l.notes[slot] = append(l.notes[slot], unitNote{u, cell.Figure.Note()})
			}
		}
	}
}

// mostNotes is how many notes one row of a table can hold and still be read.
const mostNotes = 6

// unitPrefix names the unit of a note where there are several.
func (l *layouter) unitPrefix(u int) string {
	if len(l.r.Units) == 1 {
		return ""
	}
	return l.names[u] + ": "
}

func shown(rows []tableRow, slot int) bool {
	return slices.ContainsFunc(rows, func(r tableRow) bool { return r.group == "" && r.slot == slot })
}

// apartNote prints a figure that stands apart with its window: "08, từ năm 2017 đến 27/4/2022".
func (l *layouter) apartNote(a model.Apart) string {
	out := strings.TrimPrefix(apartQualifier(a)+" ", " ") + l.apartNumber(a)
	if w := window(a.Figure.Since(), a.Figure.AsOf()); w != "" {
		out += ", " + w
	}
	if a.Figure.Note() != "" {
		out += " (" + a.Figure.Note() + ")"
	}
	return out
}

// apartNumber prints the number alone: "08", "44/48", "100%".
func (l *layouter) apartNumber(a model.Apart) string {
	f := a.Figure
	switch {
	case f.Rate() != nil:
		return f.Rate().PrintExact() + "%"
	case f.OutOf().IsKnown():
		return f.Value().Number.PrintExact() + "/" + f.OutOf().Number.PrintExact()
	}
	return l.prose(f.Value(), l.t.Slots[a.Slot].Indicator)
}

// apartQualifier is the word before it: "trên", or none. A stated rate has none.
func apartQualifier(a model.Apart) string {
	if a.Figure.Rate() != nil {
		return ""
	}
	return a.Figure.Qualifier()
}

// window words a span of time for notes: "từ năm 2017 đến 27/4/2022".
func window(since, asOf period.Date) string {
	return span(since, asOf, period.Date.Short, "đến ")
}

// longWindow words it for running text: "từ năm 2017 đến ngày 27/4/2022".
func longWindow(since, asOf period.Date) string {
	return span(since, asOf, func(d period.Date) string { return "ngày " + d.Short() }, "tính đến ")
}

// span words a span of time; day names a whole day, and alone begins an open span.
func span(since, asOf period.Date, day func(period.Date) string, alone string) string {
	name := func(d period.Date) string {
		switch {
		case d.Whole():
			return day(d)
		case d.Month > 0:
			return "tháng " + d.Short()
		}
		return "năm " + d.Short()
	}
	switch {
	case since.IsZero() && asOf.IsZero():
		return ""
	case since.IsZero():
		return alone + name(asOf)
	case asOf.IsZero():
		return "từ " + name(since)
	}
	return "từ " + name(since) + " đến " + name(asOf)
}
