package xlsx

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"baocao/report/document"
	"baocao/report/num"
	"baocao/report/period"
)

const unitsSheet = "Số liệu đơn vị"

func text(s string) document.Cell { return document.Cell{Text: s} }

func head(s string) document.Cell {
	return document.Cell{Text: s, Style: document.Style{Role: document.Head}}
}

// value makes a number with its decimals, given as "1234.5"; "" is a missing figure.
func value(s string, role document.Role, decimals int8) document.Cell {
	c := document.Cell{Text: s, Style: document.Style{Role: role, Decimals: decimals}}
	if n, ok := num.ParseDecimal(s); ok {
		c.Value = num.Of(n)
	}
	return c
}

// live makes a formula; stored is a number or, where it is none, a text.
func live(formula, stored string, decimals int8) document.Cell {
	c := value(stored, document.Body, decimals)
	c.Formula.Text = formula
	return c
}

func rows(list ...[]document.Cell) func(func(document.Row) bool) {
	return func(yield func(document.Row) bool) {
		for _, cells := range list {
			if !yield(document.Row{Cells: cells}) {
				return
			}
		}
	}
}

// sheetOf is a document with one sheet and nothing else.
func sheetOf(s document.Sheet) *document.Document {
	return &document.Document{Title: "Báo cáo", Author: "Ban Dân vận", Date: period.Date{Year: 2022, Month: 4, Day: 27}, Sheets: []document.Sheet{s}}
}

func render(t testing.TB, doc *document.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Render(&out, doc); err != nil {
		t.Fatalf("Render: %v", err)
	}
	return out.Bytes()
}

// quarter is a small report with everything that a sheet can have.
func quarter() *document.Document {
	return &document.Document{
		Title:       "Báo cáo kết quả công tác dân vận quý I/2022",
		Subject:     "Công tác dân vận & quy chế dân chủ",
		Author:      "Ban Dân vận Huyện uỷ Phú Xuyên",
		Date:        period.Date{Year: 2022, Month: 4, Day: 27},
		Fingerprint: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
		Generator:   "baocao 1.0.0",
		Sheets:      []document.Sheet{coverSheet(), modelsSheet(), checksSheet(), unitSheet()},
	}
}

func coverSheet() document.Sheet {
	fact := func(name, what, link string) []document.Cell {
		return []document.Cell{
			{Text: name, Style: document.Style{Role: document.Label}},
			{Text: what, Link: link},
		}
	}
	return document.Sheet{
		Name:     "Bìa",
		Portrait: true,
		Titles:   []string{"BÁO CÁO KẾT QUẢ CÔNG TÁC DÂN VẬN QUÝ I NĂM 2022", "Huyện Phú Xuyên, thành phố Hà Nội"},
		Table: document.Table{
			Columns: []document.Column{{Width: 24}, {Width: 56}},
			Rows: rows(
				fact("Đơn vị báo cáo", "Ban Dân vận Huyện uỷ Phú Xuyên", ""),
				fact("Kỳ báo cáo", "Quý I/2022 (từ ngày 01 tháng 01 năm 2022 đến hết ngày 31 tháng 3 năm 2022)", ""),
				fact("Đơn vị đã nộp", "03 trên 04", ""),
				fact("Mã số liệu", "9f86d081884c7d65", ""),
				fact("Biểu 01", "Mô hình “Dân vận khéo” theo cấp công nhận", document.On("Biểu 01", "A1")),
				fact("Kiểm tra", "03 quy tắc", document.On("Kiểm tra", "A1")),
			),
			Foot: []string{"Mọi số trong các biểu đều là công thức dẫn về sheet Số liệu đơn vị; chỉ các ô nền vàng nhạt là số nhập."},
		},
	}
}

func modelsSheet() document.Sheet {
	group := func(s string) document.Cell {
		return document.Cell{Text: s, Style: document.Style{Role: document.Group}}
	}
	total := func(c document.Cell) document.Cell {
		c.Style.Role = document.Total
		return c
	}
	from := func(col string) string { return document.On(unitsSheet, col+"5:"+col+"8") }
	sum := func(col, stored string) document.Cell {
		r := from(col)
		return live("IF(COUNT("+r+")=0,\"…\",SUM("+r+"))", stored, 0)
	}
	share := func(cell, stored string) document.Cell {
		return live("IF(D11=0,\"x\",ROUND("+cell+"/D11*100,2))", stored, 2)
	}
	missing := live(`IF(COUNT(F8,D8)=2,D8-F8,"…")`, "…", 0)
	return document.Sheet{
		Name:      "Biểu 01",
		Titles:    []string{"BIỂU 01. MÔ HÌNH “DÂN VẬN KHÉO” THEO CẤP CÔNG NHẬN", "Quý I/2022 – kèm theo Báo cáo số 07-BC/BDVHU ngày 27/4/2022"},
		FreezeCol: 2,
		Table: document.Table{
			Measure: "Đơn vị tính: mô hình",
			Columns: []document.Column{
				{Width: 6, Align: document.Center}, {Width: 36}, {Width: 12, Align: document.Center},
				{Width: 11, Align: document.Right}, {Width: 11, Align: document.Right},
				{Width: 11, Align: document.Right}, {Width: 11, Align: document.Right}, {Width: 28},
			},
			Head: [][]document.Cell{
				{
					{Text: "STT", Style: document.Style{Role: document.Head}, Down: 2},
					{Text: "Chỉ tiêu", Style: document.Style{Role: document.Head}, Down: 2},
					{Text: "Đơn vị tính", Style: document.Style{Role: document.Head}, Down: 2},
					{Text: "Thực hiện trong kỳ", Style: document.Style{Role: document.Head}, Across: 2}, {},
					{Text: "So với cùng kỳ năm trước", Style: document.Style{Role: document.Head}, Across: 2}, {},
					{Text: "Ghi chú", Style: document.Style{Role: document.Head}, Down: 2},
				},
				{{}, {}, {}, head("Số lượng"), head("Tỷ lệ (%)"), head("Cùng kỳ"), head("Tăng, giảm"), {}},
			},
			Rows: rows(
				[]document.Cell{group("I"), {Text: "Mô hình “Dân vận khéo” được các cấp công nhận tính đến hết kỳ báo cáo", Style: document.Style{Role: document.Group}, Across: 7}},
				[]document.Cell{text("1"), text("Cấp Thành phố"), text("mô hình"), sum("C", "8"), share("D7", "6.84"), value("5", document.Input, 0), live("D7-F7", "3", 0), {}},
				[]document.Cell{text("2"), text("Cấp huyện"), text("mô hình"), sum("D", "66"), share("D8", "56.41"), value("", document.Input, 0), missing, text("Năm trước chưa có số liệu theo cấp; xem Báo cáo số 12-BC/BDVHU")},
				[]document.Cell{text("3"), text("Cấp cơ sở (xã, thị trấn và các đơn vị trực thuộc)"), text("mô hình"), sum("E", "43"), share("D9", "36.75"), value("40", document.Input, 0), live("D9-F9", "3", 0), {}},
				[]document.Cell{text("4"), {Text: "Trong đó: tiêu biểu", Style: document.Style{Italic: true, Indent: 2}}, text("mô hình"), sum("F", "…"), text("x"), text("x"), text("x"), text("=không phải công thức")},
				[]document.Cell{total(text("")), total(text("Cộng")), total(text("mô hình")), total(live("SUM(D7:D9)", "117", 0)), total(live("SUM(E7:E9)", "100", 2)), total(text("…")), total(text("…")), total(text(""))},
			),
			Foot: []string{
				"Ghi chú: “…” là chưa có số liệu; “x” là không áp dụng.",
				"Nguồn: báo cáo của 03 trên 04 đơn vị; thị trấn Phú Minh nộp sau hạn nên số liệu của thị trấn được tính vào kỳ sau theo hướng dẫn của Ban Dân vận Thành uỷ.",
			},
		},
		Charts: []document.Chart{{
			Title: "Mô hình “Dân vận khéo” theo cấp", Measure: "mô hình",
			Labels:    []string{"Cấp Thành phố", "Cấp huyện", "Cấp cơ sở (xã, thị trấn và các đơn vị trực thuộc)"},
			LabelsRef: "'Biểu 01'!$B$7:$B$9", Anchor: "B16",
			Alt: "Biểu đồ cột: cấp Thành phố 8, cấp huyện 66, cấp cơ sở 43 mô hình.",
			Series: []document.Series{
				{Name: "Quý I/2022", Ref: "'Biểu 01'!$D$7:$D$9", Points: points("8", "66", "43")},
				{Name: "Cùng kỳ & khác", Ref: "'Biểu 01'!$F$7:$F$9", Points: points("5", "…", "40")},
			},
		}},
	}
}

func points(list ...string) []document.Point {
	var all []document.Point
	for _, s := range list {
		all = append(all, document.Point{Value: value(s, document.Body, 0).Value, Text: s})
	}
	return all
}

func checksSheet() document.Sheet {
	check := func(row int, name, left, operator, right, stored string) []document.Cell {
		verdict := live(fmt.Sprintf(`IF(COUNT(B%[1]d,D%[1]d)<2,"KHÔNG KIỂM TRA ĐƯỢC",IF(B%[1]d%[2]sD%[1]d,"ĐẠT","KHÔNG ĐẠT"))`, row, operator), stored, 0)
		verdict.Style.Role, verdict.Style.Align = document.Verdict, document.Center
		side := func(formula string) document.Cell {
			shown := map[string]string{"'Biểu 01'!D11": "117", "'Biểu 01'!D9": "43", "'Biểu 01'!D10": "…"}[formula]
			c := live(formula, shown, 0)
			c.Link = formula
			return c
		}
		return []document.Cell{text(name), side(left), {Text: operator, Style: document.Style{Align: document.Center}}, side(right), verdict}
	}
	return document.Sheet{
		Name: "Kiểm tra", Titles: []string{"KIỂM TRA SỐ LIỆU"}, Portrait: true,
		Table: document.Table{
			Columns: []document.Column{{Width: 36}, {Width: 10, Align: document.Right}, {Width: 6}, {Width: 10, Align: document.Right}, {Width: 26}},
			Head:    [][]document.Cell{{head("Quy tắc"), head("Vế trái"), head("Dấu"), head("Vế phải"), head("Kết quả")}},
			Rows: rows(
				check(4, "Tổng số không nhỏ hơn số của cấp cơ sở", "'Biểu 01'!D11", ">=", "'Biểu 01'!D9", "ĐẠT"),
				check(5, "Cấp cơ sở nhiều hơn một nửa", "'Biểu 01'!D9", ">=", "'Biểu 01'!D11", "KHÔNG ĐẠT"),
				check(6, "Tiêu biểu không vượt tổng số", "'Biểu 01'!D10", "<=", "'Biểu 01'!D11", "KHÔNG KIỂM TRA ĐƯỢC"),
			),
		},
	}
}

func unitSheet() document.Sheet {
	unit := func(order, name string, figures ...string) []document.Cell {
		cells := []document.Cell{text(order), text(name)}
		for _, f := range figures {
			cells = append(cells, value(f, document.Input, 0))
		}
		return append(cells, value("1234567.5", document.Input, 1))
	}
	return document.Sheet{
		Name:      unitsSheet,
		Titles:    []string{"SỐ LIỆU CÁC ĐƠN VỊ GỬI LÊN"},
		FreezeCol: 2,
		Table: document.Table{
			Measure: "Đơn vị tính: mô hình",
			Columns: []document.Column{{Width: 6, Align: document.Center}, {Width: 24}, {Width: 13}, {Width: 13}, {Width: 13}, {Width: 13}, {Width: 16}},
			Head: [][]document.Cell{
				{{Text: "STT", Down: 2}, {Text: "Đơn vị", Down: 2}, {Text: "2022-Q1", Style: document.Style{Role: document.Head}, Across: 5}, {}, {}, {}, {}},
				{{}, {}, head("DVK01 thanh_pho"), head("DVK01 huyen"), head("DVK01 co_so"), head("DVK04"), head("AS06a (triệu đồng)")},
			},
			Rows: rows(
				unit("1", "Xã Hồng Minh", "3", "20", "13", ""),
				unit("2", "Xã Chuyên Mỹ", "5", "26", "0", ""),
				unit("3", "Xã Đại Thắng", "0", "20", "30", ""),
				unit("4", "Thị trấn Phú Minh", "", "", "", ""),
			),
		},
	}
}

// units is one large sheet of figures without formulas.
func units(count, figures int) *document.Document {
	columns := slices.Repeat([]document.Column{{Width: 12, Align: document.Right}}, figures)
	cells := make([]document.Cell, figures)
	return sheetOf(document.Sheet{Name: unitsSheet, Table: document.Table{
		Columns: columns,
		Rows: func(yield func(document.Row) bool) {
			for u := range count {
				for f := range cells {
					cells[f] = document.Cell{Value: num.OfInt(int64(u*figures + f)), Style: document.Style{Role: document.Input}}
				}
				if !yield(document.Row{Cells: cells}) {
					return
				}
			}
		},
	}})
}
