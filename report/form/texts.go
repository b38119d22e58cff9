package form

import (
	"slices"
	"strings"

	"baocao/report/document"
	"baocao/report/figures"
)

// textHeight in points leaves room for some lines; Excel lets the clerk pull it further.
const textHeight = 96

// texts is the sheet of the passages that the report's prose asks for, and of who issues it.
func (m *maker) texts() document.Sheet {
	value := []string{figures.StampTexts, figures.StampLabel, figures.StampValue}
	rows := []document.Row{stampRow(value)}
	part := ""
	for _, p := range m.t.Summary.TextPlaces() {
		p.Part, p.Heading = m.filled(p.Part), m.filled(p.Heading)
		what := p.Heading
		switch {
		case what == "":
			what = p.Part
		case p.Part != part:
			rows = append(rows, m.groupRow(p.Part))
		}
		part = p.Part
		cell := input(nil)
		cell.Style.Top = true
		rows = append(rows, document.Row{Height: textHeight, Cells: []document.Cell{
			label(p.Key), {Text: what, Style: document.Style{Top: true}}, cell,
		}})
	}
	rows = append(rows, m.groupRow("THỂ THỨC VĂN BẢN (chỉ ghi khi đơn vị tự lập báo cáo từ biểu mẫu này)"))
	rows = append(rows, stampRow([]string{figures.StampDocument, figures.StampLabel, figures.StampValue}))
	for _, d := range documentFields {
		row := document.Row{Cells: []document.Cell{label(d.key), label(d.label), input(d.entry)}, Height: d.height}
		rows = append(rows, row)
	}
	return document.Sheet{
		Name: textsSheet, Protected: true, Portrait: true, Together: true,
		Titles: []string{"Nội dung báo cáo", m.forWhom(),
			"Xuống dòng trong ô bằng Alt+Enter; dòng bắt đầu bằng “- ” in thành gạch đầu dòng. Mục không có nội dung để trống."},
		Table: document.Table{
			Head:    [][]document.Cell{{heading(""), heading("Mục"), heading("Nội dung")}},
			Columns: []document.Column{{Width: 12, Hidden: true}, {Width: 30}, {Width: 88}},
			Rows:    slices.Values(rows),
		},
	}
}

func (m *maker) groupRow(text string) document.Row {
	return document.Row{Cells: []document.Cell{label(figures.StampHeading),
		{Text: text, Across: 2, Style: document.Style{Role: document.Group}}}}
}

// documentFields are the fields of a document (DESIGN §3.1); those of a group are named
// with a point.
var documentFields = []struct {
	key, label string
	entry      *document.Entry
	height     float64
}{
	{key: "issuer.superior", label: "Cơ quan cấp trên"},
	{key: "issuer.body", label: "Cơ quan ban hành"},
	{key: "number", label: "Số"},
	{key: "symbol", label: "Ký hiệu, ví dụ BC/BDVHU"},
	{key: "place", label: "Nơi ban hành"},
	{key: "date", label: "Ngày ban hành", entry: dayEntry},
	{key: "signer.authority", label: "Thẩm quyền ký, ví dụ K/T TRƯỞNG BAN"},
	{key: "signer.position", label: "Chức vụ người ký"},
	{key: "signer.name", label: "Họ tên người ký"},
	{key: "recipients", label: "Nơi nhận, mỗi nơi một dòng", height: 60},
	{key: "urgency", label: "Độ khẩn"},
	{key: "draft", label: "Dự thảo, ví dụ lần 1"},
}

// filled puts what is known before any figure into a heading; what is not stays open.
func (m *maker) filled(heading string) string {
	p := m.o.Period
	known := map[string]string{
		"period": p.Label(), "period_long": p.Long(), "period_pair": p.Pair(), "next_period": p.NextLabel(), "unit": m.o.Unit.Name,
	}
	var b strings.Builder
	for _, r := range heading {
		action := m.t.Summary.Action(r)
		switch {
		case action == nil:
			b.WriteRune(r)
		case known[action.Name] != "":
			b.WriteString(known[action.Name])
		default:
			b.WriteString("…")
		}
	}
	return b.String()
}

// guide is the short sheet that says how to fill in the form.
func (m *maker) guide() document.Sheet {
	lines := [][2]string{
		{"Ô màu vàng", "Chỉ nhập vào ô màu vàng. Các ô khác đã khoá; trang tính không đặt mật khẩu."},
		{"Để trống", "Chưa có số liệu. Báo cáo in dấu “…”, không coi là số 0."},
		{"0", "Không phát sinh trong kỳ."},
		{"x hoặc -", "Không áp dụng cho đơn vị."},
		{"Tổng số", "Tự cộng khi đủ các thành phần. Chỉ có số tổng, không có thành phần, thì gõ số ấy đè lên công thức. Mỗi phân tổ (cấp, lĩnh vực…) phải cộng ra cùng một tổng."},
		{"Tỷ lệ", "Không nhập; chương trình tính. Chỉ tiêu có hai dòng thì dòng trên ghi số đạt được, dòng dưới ghi tổng số; nếu chỉ biết tỷ lệ thì gõ 100% ở dòng trên."},
		{"Số ước lượng", "Gõ từ trước số: trên 20, gần 900, khoảng 50, hơn, dưới."},
		{"Khoảng thời gian khác", "Số liệu luỹ kế hoặc tính đến ngày khác kỳ báo cáo: ghi từ, đến hết ở cuối dòng. Số ấy được in ở ghi chú, không cộng vào kỳ."},
		{"Ngày tháng", "Gõ ngày/tháng/năm: 27/4/2022."},
		{"Danh sách", "Danh sách có ở các trang riêng; số liệu tương ứng được đếm từ danh sách. Trong kỳ không có mục nào thì ghi số 0 vào ô đầu bảng."},
		{"Thêm dòng, cột", "Chèn, ẩn, di chuyển dòng và cột không làm sai số liệu; nhưng số ghi ở dòng, cột tự thêm thì không được đọc."},
		{"Nộp", "Lưu ở dạng .xlsx và gửi lại nguyên tệp. Mỗi biểu mẫu chỉ dùng cho một đơn vị và một kỳ."},
	}
	var rows []document.Row
	for _, l := range lines {
		rows = append(rows, document.Row{Cells: []document.Cell{
			{Text: l[0], Style: document.Style{Bold: true}}, {Text: l[1]},
		}})
	}
	return document.Sheet{
		Name: guideSheet, Protected: true, Portrait: true,
		Titles: []string{"Hướng dẫn ghi biểu mẫu", m.forWhom()},
		Table:  document.Table{Columns: []document.Column{{Width: 24}, {Width: 88}}, Rows: slices.Values(rows)},
	}
}
