package form

import (
	"slices"
	"strings"

	"baocao/report/document"
	"baocao/report/figures"
	"baocao/report/num"
	"baocao/report/spec"
)

// The columns of the figures' sheet, from the left. Every section has the same ones; the
// parts follow them, and after the widest section's parts note and window.
const (
	stampColumn = iota
	codeColumn
	labelColumn
	measureColumn
	previousColumn
	totalColumn
	firstPart
)

// section is the indicators that share their breakdowns, and so their headings.
type section struct {
	by         []*spec.Breakdown
	indicators []*spec.Indicator
}

// sections groups the indicators that are asked, in the template's order. What the program
// computes is not asked.
func (m *maker) sections() []section {
	var all []section
	for _, ind := range m.t.Indicators {
		if ind.Formula != nil {
			continue
		}
		at := slices.IndexFunc(all, func(s section) bool { return slices.Equal(s.by, ind.By) })
		if at < 0 {
			at = len(all)
			all = append(all, section{by: ind.By})
		}
		all[at].indicators = append(all[at].indicators, ind)
	}
	return all
}

func (s section) parts() int {
	n := 0
	for _, b := range s.by {
		n += len(b.Categories)
	}
	return n
}

// figuresMaker writes the figures' sheet from top to bottom.
type figuresMaker struct {
	*maker
	sheet   document.Sheet
	rows    []document.Row
	parts   int // of the widest section
	entries map[document.Entry]*document.Entry
	window  *document.Entry
}

func (m *maker) figures() document.Sheet {
	f := &figuresMaker{maker: m, entries: map[document.Entry]*document.Entry{}, window: &document.Entry{
		Kind: document.When, Title: "Ngày, tháng hoặc năm",
		Message: "Gõ ngày 27/4/2022, tháng 4/2022 hoặc năm 2022.",
		Prompt:  "Chỉ ghi khi số liệu của dòng này không phải của riêng kỳ báo cáo. Ví dụ: 27/4/2022, 4/2022 hoặc 2022.",
	}}
	sections := m.sections()
	for _, s := range sections {
		f.parts = max(f.parts, s.parts())
	}
	f.sheet = document.Sheet{
		Name: figuresSheet,
		Titles: []string{
			"Biểu mẫu số liệu: " + m.t.Title,
			m.forWhom(),
			"Nhập vào ô màu vàng. Để trống: chưa có số liệu; 0: không phát sinh; x: không áp dụng. Tổng số tự cộng.",
		},
		FreezeCol: labelColumn + 1, Protected: true, Together: true,
	}
	f.sheet.Table.Columns = f.columns()
	for i, s := range sections {
		if i > 0 {
			f.rows = append(f.rows, document.Row{Cells: []document.Cell{label(figures.StampHeading)}, Height: 8})
		}
		f.section(s)
	}
	f.sheet.Table.Rows = slices.Values(f.rows)
	return f.sheet
}

func (f *figuresMaker) noteColumn() int { return firstPart + f.parts }

func (f *figuresMaker) columns() []document.Column {
	columns := []document.Column{
		{Width: 12, Hidden: true}, {Width: 8}, {Width: 42}, {Width: 14.5},
		{Width: 9, Align: document.Right}, {Width: 10, Align: document.Right},
	}
	for range f.parts {
		columns = append(columns, document.Column{Width: 9, Align: document.Right})
	}
	return append(columns, document.Column{Width: 22}, document.Column{Width: 10.5}, document.Column{Width: 10.5})
}

func (f *figuresMaker) section(s section) {
	f.rows = append(f.rows, f.stampsOf(s))
	f.headings(s)
	for _, ind := range s.indicators {
		f.indicator(s, ind)
	}
}

// stampsOf says what each column of a section is.
func (f *figuresMaker) stampsOf(s section) document.Row {
	stamps := make([]string, f.noteColumn()+3)
	stamps[stampColumn] = figures.StampFigures
	for _, col := range []int{codeColumn, labelColumn, measureColumn, previousColumn} {
		stamps[col] = figures.StampLabel
	}
	stamps[totalColumn] = figures.StampTotal
	col := firstPart
	for _, b := range s.by {
		for _, c := range b.Categories {
			stamps[col] = b.Code + "." + c.Code
			col++
		}
	}
	stamps[col] = figures.StampNote // it reaches over the parts that other sections have
	stamps[f.noteColumn()+1], stamps[f.noteColumn()+2] = figures.StampSince, figures.StampAsOf
	return stampRow(stamps)
}

// headings are two rows: what is asked, and the categories under their breakdown.
func (f *figuresMaker) headings(s section) {
	top := make([]document.Cell, f.noteColumn()+3)
	below := make([]document.Cell, len(top))
	top[stampColumn], below[stampColumn] = label(figures.StampHeading), label(figures.StampHeading)
	for col, text := range map[int]string{
		codeColumn: "Mã", labelColumn: "Chỉ tiêu", measureColumn: "Đơn vị tính",
		previousColumn: "Kỳ trước", totalColumn: "Tổng số",
	} {
		top[col] = heading(text)
		top[col].Down = 2
	}
	col := firstPart
	for _, b := range s.by {
		top[col] = heading(b.Label)
		top[col].Across = len(b.Categories)
		for _, c := range b.Categories {
			below[col] = heading(c.Label)
			col++
		}
	}
	top[col] = heading("Ghi chú")
	top[col].Down, top[col].Across = 2, f.noteColumn()-col+1
	since := f.noteColumn() + 1
	top[since] = heading("Khoảng thời gian khác")
	top[since].Across = 2
	below[since], below[since+1] = heading("từ"), heading("đến hết")
	f.rows = append(f.rows, document.Row{Cells: top}, document.Row{Cells: below})
}

// indicator writes an indicator's row and, where it is a part of a whole, the whole's. A
// section is printed on one page: its headings are not repeated on the next.
func (f *figuresMaker) indicator(s section, ind *spec.Indicator) {
	row := f.row(s, ind, ind.Total, ind.Code, ind.Label)
	row[codeColumn].Text = ind.Code
	for col := firstPart + s.parts(); col < len(row); col++ {
		row[col] = input(nil)
		if col > f.noteColumn() {
			row[col].Entry, row[col].Style.Align = f.window, document.Center
		}
	}
	f.spanNote(s, row)
	f.rows = append(f.rows, document.Row{Cells: row, Follows: true})
	if ind.OutOf == "" {
		return
	}
	whole := f.row(s, ind, f.t.Slots[ind.Total].OutOf, ind.Code+figures.OutOfRow, "trong: "+ind.OutOf)
	whole[labelColumn].Style = document.Style{Indent: 1, Italic: true}
	f.spanNote(s, whole)
	f.rows = append(f.rows, document.Row{Cells: whole, Follows: true})
}

// spanNote gives the note the columns of the parts that this section does not have.
func (f *figuresMaker) spanNote(s section, row []document.Cell) {
	first := firstPart + s.parts()
	across := f.noteColumn() - first + 1
	for col := first + 1; col <= f.noteColumn(); col++ {
		row[col] = document.Cell{}
	}
	row[first].Across = across
}

// row writes the cells up to the parts.
func (f *figuresMaker) row(s section, ind *spec.Indicator, slot int, stamp, name string) []document.Cell {
	row := make([]document.Cell, f.noteColumn()+3)
	row[stampColumn] = label(stamp)
	row[labelColumn], row[measureColumn] = label(name), label(ind.Measure)
	row[previousColumn] = document.Cell{Value: f.previous(slot), Style: document.Style{Decimals: int8(ind.Decimals), Italic: true}}
	row[totalColumn] = f.figure(ind, f.isWhole(ind, slot))
	if len(s.by) > 0 {
		row[totalColumn].Formula.Text = figures.TotalFormula(f.ranges(s))
		row[totalColumn].Style = document.Style{Role: document.Total, Open: true, Decimals: int8(ind.Decimals), Align: document.Right}
	}
	for col := firstPart; col < firstPart+s.parts(); col++ {
		row[col] = f.figure(ind, f.isWhole(ind, slot))
	}
	return row
}

func (f *figuresMaker) isWhole(ind *spec.Indicator, slot int) bool { return slot != ind.Total }

// ranges are the cells of each breakdown in the row that comes next.
func (f *figuresMaker) ranges(s section) []figures.Range {
	number := f.sheet.BodyRow() + len(f.rows)
	col := firstPart + 1 // 1-based
	var all []figures.Range
	for _, b := range s.by {
		n := len(b.Categories)
		all = append(all, figures.Range{Address: document.Address(col, number) + ":" + document.Address(col+n-1, number), Cells: n})
		col += n
	}
	return all
}

// figure is a cell for one number.
func (f *figuresMaker) figure(ind *spec.Indicator, whole bool) document.Cell {
	share := ind.OutOf != "" && !whole
	rule := document.Entry{Kind: document.Figure, Decimals: ind.Decimals, Share: share, Title: "Số liệu chưa đúng"}
	var message strings.Builder
	if ind.Decimals == 0 {
		message.WriteString("Ô này chỉ nhận số nguyên, không âm.")
	} else {
		message.WriteString("Ô này chỉ nhận số không âm, nhiều nhất " + num.Int(int64(ind.Decimals)).Print(0) + " chữ số thập phân.")
	}
	message.WriteString(" Ghi 0 nếu không phát sinh, x nếu không áp dụng, để trống nếu chưa có số liệu.")
	rule.Message = message.String()
	shared, known := f.entries[rule]
	if !known {
		shared = &rule
		f.entries[rule] = shared
	}
	// In a cell with a format for numbers Excel would store 5/8 as the day's number and show
	// that; as typed it shows the day, and the reader sees it too.
	style := document.Style{Role: document.Input, Decimals: document.AsTyped, Align: document.Right}
	return document.Cell{Entry: shared, Style: style}
}

// previous is the unit's figure of the period before.
func (f *figuresMaker) previous(slot int) num.Value {
	if f.o.Previous == nil {
		return num.Value{}
	}
	return f.o.Previous[slot]
}
