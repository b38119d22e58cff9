package layout

import (
	"math"
	"strconv"

	"baocao/report/document"
	"baocao/report/model"
	"baocao/report/spec"
)

// The widths of a sheet's columns, in digits, follow what the columns hold. A page scales its
// tables to its own width, see [layouter.columns].

// need is what the texts of a column take up.
type need struct {
	whole float64 // the widest that may not be broken: a number, or a word
	line  float64 // the widest in one line
}

// text enters a text that may be broken between its words.
func (n *need) text(s string, bold bool) {
	n.line = max(n.line, document.TextWidth(s, bold))
	n.whole = max(n.whole, document.LongestWord(s, bold))
}

// other enters what other texts take up.
func (n *need) other(o need) {
	n.line, n.whole = max(n.line, o.line), max(n.whole, o.whole)
}

// number enters a number with room for one more digit: it shows #### where it does not fit,
// and an auditor may change a figure.
func (n *need) number(s string) {
	n.whole = max(n.whole, document.TextWidth(s, false)+1)
}

// cell enters a cell of a table's body.
func (n *need) cell(c *document.Cell) {
	if c.Value.IsKnown() {
		n.number(c.Printed())
		return
	}
	n.line = max(n.line, float64(c.Style.Indent)+document.TextWidth(c.Text, false))
	n.whole = max(n.whole, float64(c.Style.Indent)+document.LongestWord(c.Text, false))
}

// bounds are the narrowest and the widest that a column of texts gets. A longer text takes
// several lines.
type bounds struct{ least, most float64 }

// mostWhole is how wide a column gets for the sake of one word.
const mostWhole = 72.0

func (n need) width(b bounds) float64 {
	const air = document.Slack + 0.5 // and the borders
	width := max(min(max(n.line+air, b.least), b.most), min(n.whole+air, mostWhole))
	return math.Ceil(2*width) / 2
}

// below is what a column needs that holds some texts below a head.
func below(head string, texts ...string) need {
	n := need{whole: document.LongestWord(head, true)}
	for _, s := range texts {
		n.text(s, false)
	}
	return n
}

// belowNames is what a column needs that holds the names of the units.
func (l *layouter) belowNames(head string) need {
	n := below(head)
	n.other(l.named)
	return n
}

// figureBounds are those of a column of numbers: they take the room that they need.
var figureBounds = bounds{8, 8}

// tableBounds are those of the computed columns that hold texts.
var tableBounds = map[string]bounds{
	"order": {5, 5}, "label": {24, 46}, "unit": {24, 36}, "measure": {8, 14}, "coverage": {8, 12}, "note": {16, 40},
}

// sheetColumns gives the columns of a table's sheet.
func (l *layouter) sheetColumns(p *placed) []document.Column {
	columns, needs := l.columns(p.table), l.needs(p)
	at := 0
	set := func(b bounds) {
		columns[at].Width = needs[at].width(b)
		at++
	}
	for i := range p.table.Columns {
		c := &p.table.Columns[i]
		if c.Name != "" {
			b, ok := tableBounds[c.Name]
			if !ok {
				b = figureBounds
			}
			set(b)
			continue
		}
		for range c.Slots {
			set(figureBounds)
		}
	}
	for at < len(columns) { // of a register
		set(bounds{10, 40})
	}
	fitHead(columns, p.sheet.Table.Head)
	return columns
}

// needs says what a sheet's columns hold, words of the head included.
func (l *layouter) needs(p *placed) []need {
	needs := make([]need, len(l.columns(p.table)))
	for _, row := range p.sheet.Table.Head {
		for i, c := range row {
			if c.Across <= 1 {
				needs[i].whole = max(needs[i].whole, document.LongestWord(c.Text, true))
			}
		}
	}
	switch p.table.Rows {
	case spec.IndicatorRows:
		for row := range l.indicatorRows(p.table, p.rows, nil) {
			for i := range row.Cells {
				if row.Cells[0].Style.Role != document.Group {
					needs[i].cell(&row.Cells[i])
				}
			}
		}
	case spec.UnitRows:
		l.unitNeeds(p.table, needs)
	case spec.RegisterRows:
		l.registerNeeds(p.table, needs)
	}
	return needs
}

// unitNeeds asks the model: the units may be thousands, and their cells are made once. No
// unit's figure is wider than the total, except for rates.
func (l *layouter) unitNeeds(t *spec.Table, needs []need) {
	at := 0
	for i := range t.Columns {
		c := &t.Columns[i]
		switch c.Name {
		case "order":
			needs[at].number(strconv.Itoa(len(l.r.Units)))
		case "unit":
			needs[at].text("Tổng cộng", true)
			needs[at].other(l.named)
		case "note":
			for _, apart := range l.apartByUnit() {
				needs[at].text(l.unitNote(t, apart), false)
			}
		}
		for _, slot := range c.Slots {
			needs[at].number(l.widestFigure(0, slot))
			at++
		}
		if c.Name != "" {
			at++
		}
	}
}

// widestFigure is the longest number of a column of the data sheet, as it prints.
func (l *layouter) widestFigure(band, slot int) string {
	ind := l.t.Slots[slot].Indicator
	widest := l.r.Bands[band].Totals[slot].Value
	if ind.Formula != nil && len(l.r.Units) <= model.MostPageUnits {
		for u := range l.r.Units {
			if v := l.r.Bands[band].Cell(u, slot).Value; v.IsKnown() && (!widest.IsKnown() || v.Number.Cmp(widest.Number) > 0) {
				widest = v
			}
		}
	}
	return print(widest, ind.Decimals)
}

func (l *layouter) registerNeeds(t *spec.Table, needs []need) {
	left := len(t.Columns)
	for i, row := range l.register(t.Register).Rows {
		for at, c := range t.Columns {
			if c.Name == "order" {
				needs[at].number(strconv.Itoa(i + 1))
			} else {
				needs[at].text(l.names[row.Unit], false)
			}
		}
		for at, c := range row.Cells {
			if c.Value.IsKnown() && t.Register.Columns[at].Type == spec.NumberColumn {
				needs[left+at].number(c.Value.Number.PrintExact())
			} else {
				needs[left+at].text(c.Text, false)
			}
		}
	}
}

// dataColumns are those of the data sheet: the fixed ones, then a band for each period.
func (l *layouter) dataColumns() []document.Column {
	codes := make([]string, len(l.r.Units))
	for i, u := range l.r.Units {
		codes[i] = u.Code
	}
	columns := []document.Column{
		{Width: 5, Align: document.Center},
		{Width: l.belowNames("Số đơn vị có số liệu").width(bounds{22, 36})},
		{Width: below("Mã đơn vị", codes...).width(bounds{10, 24})},
	}
	for at, b := range l.data.bands {
		for _, col := range b.columns {
			holds := below(columnCode(l.t.Slots[col.slot], col)) // has no place to break
			holds.number(l.widestFigure(at, col.slot))
			column := document.Column{Width: holds.width(bounds{11, 11}), Align: document.Right}
			if col.operand < 0 && b.folded[col.slot] {
				column.Level, column.Hidden = 1, true
			}
			columns = append(columns, column)
		}
	}
	return columns
}

// What a head may take up: so many lines, for the sake of which a column becomes so wide; and
// wider as long as the table is no wider than a screen or a page at full size.
const (
	headLines  = 3
	headWidth  = 12.0
	roomyWidth = 20.0
	tableRoom  = 122.0
)

// fitHead widens columns until their heads are low, and makes those of one breakdown alike.
func fitHead(columns []document.Column, head [][]document.Cell) {
	for {
		total := 0.0
		for _, c := range columns {
			total += c.Width
		}
		most := headWidth
		if total < tableRoom {
			most = roomyWidth
		}
		if !widenTallest(columns, head, most) {
			break
		}
	}
	for _, row := range head {
		for i, c := range row {
			widest := 0.0
			for over := range c.Across {
				widest = max(widest, columns[i+over].Width)
			}
			for over := range c.Across {
				columns[i+over].Width = widest
			}
		}
	}
}

// widenTallest makes the columns below the tallest heading a little wider; false where no
// heading is too tall, or its columns are as wide as they may be.
func widenTallest(columns []document.Column, head [][]document.Cell, most float64) bool {
	const step = 0.5
	var widen []document.Column
	tallest := headLines
	for _, row := range head {
		for i, c := range row {
			under := columns[i : i+max(c.Across, 1)]
			width := 0.0
			for _, column := range under {
				width += column.Width
			}
			if lines := document.Lines(c.Text, width, true); lines > tallest && width < most*float64(len(under)) {
				widen, tallest = under, lines
			}
		}
	}
	for i := range widen {
		widen[i].Width += step
	}
	return widen != nil
}
