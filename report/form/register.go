package form

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"baocao/report/document"
	"baocao/report/figures"
	"baocao/report/spec"
)

// register is the sheet of a list: one row for each model, meeting …
func (m *maker) register(r *spec.Register) document.Sheet {
	head := []document.Cell{heading(""), heading("STT")}
	stamps := []string{figures.StampRegister + " " + r.Code, figures.StampLabel}
	columns := []document.Column{{Width: 12, Hidden: true}, {Width: 6, Align: document.Center}}
	line := []document.Cell{{}, {}}
	for _, c := range r.Columns {
		title := c.Label
		if c.Required {
			title += " (*)"
		}
		head = append(head, heading(title))
		stamps = append(stamps, c.Code)
		columns = append(columns, document.Column{Width: m.registerWidth(c), Align: registerAlign[c.Type]})
		line = append(line, m.registerInput(c))
	}
	rows := []document.Row{stampRow(stamps), m.none(len(columns))}
	for i := range registerLines {
		cells := slices.Clone(line)
		cells[1].Text = strconv.Itoa(i + 1)
		rows = append(rows, document.Row{Cells: cells})
	}
	return document.Sheet{
		Name:      m.sheetName(r.Label),
		Titles:    []string{r.Label, m.forWhom(), "Mỗi dòng một mục; cột có dấu (*) phải ghi ở mọi dòng. Cần thêm dòng thì chèn vào giữa bảng."},
		Protected: true, FreezeCol: 2,
		Table: document.Table{Head: [][]document.Cell{head}, Columns: columns, Rows: slices.Values(rows)},
	}
}

// none is the row in which a zero says that there is nothing to list: a list left blank is
// one that was not handed in.
func (m *maker) none(columns int) document.Row {
	cells := make([]document.Cell, columns)
	cells[stampColumn] = label(figures.StampNone)
	cells[1] = document.Cell{Style: document.Style{Role: document.Group}}
	cells[2] = input(&document.Entry{Kind: document.Figure, Title: "Không có mục nào",
		Message: "Ô này chỉ nhận số 0, khi cả danh sách không có mục nào trong kỳ.",
		Prompt:  "Trong kỳ không có mục nào thì ghi số 0 vào ô này. Để trống cả danh sách nghĩa là chưa nộp."})
	cells[2].Style.Align = document.Center
	if columns > 3 {
		cells[3] = document.Cell{Text: "← ghi số 0 vào ô bên trái nếu trong kỳ không có mục nào", Across: columns - 3,
			Style: document.Style{Role: document.Group, Italic: true}}
	}
	return document.Row{Cells: cells}
}

var registerAlign = map[spec.ColumnType]document.Align{
	spec.NumberColumn: document.Right, spec.DateColumn: document.Center,
}

// registerWidth leaves room for what a column usually holds.
func (m *maker) registerWidth(c *spec.RegisterColumn) float64 {
	switch c.Type {
	case spec.NumberColumn, spec.DateColumn:
		return 12
	case spec.CategoryColumn, spec.UnitColumn:
		return 17
	}
	if c.Required {
		return 34
	}
	return 22
}

var (
	dayEntry = &document.Entry{Kind: document.Day, Title: "Ngày chưa đúng",
		Message: "Gõ ngày/tháng/năm, ví dụ 27/4/2022.", Prompt: "Ngày/tháng/năm, ví dụ 27/4/2022"}
	amountEntry = &document.Entry{Kind: document.Amount, Title: "Chưa phải là số", Message: "Ô này chỉ nhận số."}
)

func (m *maker) registerInput(c *spec.RegisterColumn) document.Cell {
	switch c.Type {
	case spec.CategoryColumn:
		return input(m.choices[c.Breakdown])
	case spec.DateColumn:
		return input(dayEntry)
	case spec.NumberColumn:
		return document.Cell{Entry: amountEntry, Style: document.Style{Role: document.Input}}
	}
	return input(nil)
}

// sheetName makes a sheet's name of a register's label: without the characters that Excel
// refuses, as long as it allows, and used once. That it is a list is seen. The whole label
// is in the sheet's title.
func (m *maker) sheetName(text string) string {
	if rest, ok := strings.CutPrefix(text, "Danh sách "); ok {
		first, size := utf8.DecodeRuneInString(rest)
		text = string(unicode.ToUpper(first)) + rest[size:]
	}
	text = strings.TrimSpace(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) {
			return -1
		}
		return r
	}, text))
	name := shortened(text, maxSheetName)
	for n := 2; m.names[name]; n++ {
		end := " " + strconv.Itoa(n)
		name = shortened(text, maxSheetName-len(end)) + end
	}
	m.names[name] = true
	return name
}

// shortened cuts at the last whole word that fits, in the units that Excel counts.
func shortened(text string, limit int) string {
	if len(utf16.Encode([]rune(text))) <= limit {
		return text
	}
	runes := []rune(text)
	for len(utf16.Encode(runes)) > limit {
		runes = runes[:len(runes)-1]
	}
	cut := string(runes)
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;“")
}
