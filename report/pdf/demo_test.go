package pdf

import (
	"bytes"
	"os"
	"slices"
	"testing"

	"baocao/report/document"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/spec"
)

// hd36 is the layout that all documents of these tests take.
func hd36(t testing.TB) document.Profile {
	t.Helper()
	p, err := spec.LoadLayout(os.DirFS("../../templates"), "hd36")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// render draws doc and fails the test if that cannot be.
func render(t testing.TB, doc *document.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Render(&out, doc, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func paragraph(text string) *document.Paragraph {
	return &document.Paragraph{Runs: []document.Run{{Text: text}}}
}

func item(text string) *document.Paragraph {
	p := paragraph(text)
	p.Marker = "-"
	return p
}

func heading(level int, text string) *document.Heading {
	return &document.Heading{Level: level, Runs: []document.Run{{Text: text}}}
}

func cells(texts ...string) []document.Cell {
	out := make([]document.Cell, len(texts))
	for i, s := range texts {
		out[i].Text = s
	}
	return out
}

func rows(rs ...document.Row) func(func(document.Row) bool) { return slices.Values(rs) }

// letter is a document of the given blocks, with the head and end of a report.
func letter(t testing.TB, blocks ...document.Block) *document.Document {
	t.Helper()
	return &document.Document{
		Title:       "Báo cáo công tác dân vận quý I/2022",
		Subject:     "kết quả công tác dân vận quý I năm 2022",
		Author:      "Ban Dân vận Huyện uỷ Phú Xuyên",
		Date:        period.Date{Year: 2022, Month: 4, Day: 5},
		Fingerprint: "0123456789abcdef",
		Generator:   "baocao 0.0.0",
		Page: document.Page{
			Profile:   hd36(t),
			Superior:  "HUYỆN UỶ PHÚ XUYÊN",
			Body:      "BAN DÂN VẬN",
			Number:    "Số 07-BC/BDVHU",
			PlaceDate: "Phú Xuyên, ngày 05 tháng 4 năm 2022",
			Kind:      "BÁO CÁO",
			Subject:   "kết quả công tác dân vận quý I, phương hướng, nhiệm vụ quý II năm 2022",
			Blocks:    blocks,
			Signature: document.Signature{Authority: "K/T TRƯỞNG BAN", Position: "PHÓ TRƯỞNG BAN", Name: "Nguyễn Thị Minh Nguyệt"},
			Recipients: []string{
				"Thường trực Huyện uỷ,", "Ban Dân vận Thành uỷ Hà Nội,", "Các đồng chí Uỷ viên Ban Chấp hành Đảng bộ huyện,", "Lưu Ban Dân vận.",
			},
			Footnote: "Mã số liệu: 0123456789abcdef",
		},
	}
}

func modelTable() *document.Table {
	head := [][]document.Cell{
		{
			{Text: "TT", Down: 2}, {Text: "Đơn vị", Down: 2}, {Text: "Số mô hình đăng ký", Down: 2},
			{Text: "Trong đó", Across: 3}, {}, {}, {Text: "So với cùng kỳ", Down: 2}, {Text: "Ghi chú", Down: 2},
		},
		{{}, {}, {}, {Text: "cấp Thành phố"}, {Text: "cấp huyện"}, {Text: "cấp cơ sở"}, {}, {}},
	}
	group := cells("Khối xã, thị trấn", "", "", "", "", "", "", "")
	group[0].Style.Role = document.Group
	group[0].Across = 8
	body := []document.Row{{Cells: group}}
	for _, r := range [][]string{
		{"1", "Thị trấn Phú Minh", "12", "2", "6", "4", "+3", ""},
		{"2", "Xã Hồng Minh", "18", "1", "11", "6", "+5", ""},
		{"3", "Xã Tri Trung", "9", "…", "5", "4", "…", "chưa có số liệu cấp Thành phố"},
		{"4", "Xã Đại Thắng", "21", "2", "12", "7", "-1", ""},
		{"5", "Xã Châu Can", "30", "2", "17", "11", "+8", ""},
		{"6", "Hội Liên hiệp Phụ nữ huyện và các chi hội trực thuộc khối cơ quan", "27", "1", "15", "11", "+2", ""},
	} {
		body = append(body, document.Row{Cells: cells(r...)})
	}
	total := cells("", "Tổng cộng", "117", "8", "66", "43", "+17", "")
	for i := range total {
		total[i].Style.Role = document.Total
	}
	body = append(body, document.Row{Cells: total})
	return &document.Table{
		Title:   "Biểu 01. Mô hình “Dân vận khéo” đăng ký quý I/2022",
		Measure: "Đơn vị tính: mô hình",
		Columns: []document.Column{
			{Width: 5, Align: document.Center}, {Width: 28}, {Width: 12, Align: document.Right}, {Width: 10, Align: document.Right},
			{Width: 10, Align: document.Right}, {Width: 10, Align: document.Right}, {Width: 10, Align: document.Right}, {Width: 16},
		},
		Head: head,
		Rows: rows(body...),
		Foot: []string{"Dấu … là chưa có số liệu; dấu x là không áp dụng."},
	}
}

func levelChart() *document.Chart {
	return &document.Chart{
		Title: "Mô hình “Dân vận khéo” đăng ký theo cấp", Measure: "mô hình",
		Labels: []string{"cấp Thành phố", "cấp huyện", "cấp cơ sở"},
		Series: []document.Series{{Name: "quý I/2022", Points: []document.Point{
			{Value: num.OfInt(8), Text: "8"}, {Value: num.OfInt(66), Text: "66"}, {Value: num.OfInt(43), Text: "43"},
		}}},
		Alt: "Cấp Thành phố 8, cấp huyện 66, cấp cơ sở 43 mô hình.",
	}
}

// quarter is a report of three pages as an office would issue it.
func quarter(t testing.TB) *document.Document {
	t.Helper()
	mixed := &document.Paragraph{Runs: []document.Run{
		{Text: "Phong trào thi đua "}, {Text: "“Dân vận khéo”", Bold: true},
		{Text: " được triển khai đồng bộ, thiết thực. Trong quý I/2022, toàn huyện đã tổ chức và đăng ký được 117 mô hình "},
		{Text: "“Dân vận khéo”", Italic: true},
		{Text: ", trong đó cấp Thành phố có 08 mô hình; cấp huyện có 66 mô hình và cấp cơ sở có 43 mô hình; tập trung vào các lĩnh vực phát triển kinh tế, văn hoá - xã hội, quốc phòng - an ninh và xây dựng hệ thống chính trị."},
	}}
	return letter(t,
		heading(1, "I- Tình hình nhân dân"),
		paragraph("Trong quý I năm 2022, tình hình nhân dân trên địa bàn huyện cơ bản ổn định; các tầng lớp nhân dân phấn khởi, tin tưởng vào sự lãnh đạo của Đảng, sự quản lý, điều hành của chính quyền các cấp, tích cực tham gia các phong trào thi đua yêu nước, thực hiện tốt công tác phòng, chống dịch bệnh và đẩy mạnh phát triển sản xuất, kinh doanh, chuẩn bị các điều kiện đón Tết Nguyên đán Nhâm Dần vui tươi, an toàn, tiết kiệm."),
		paragraph("Bên cạnh đó, một bộ phận nhân dân còn băn khoăn trước diễn biến của giá cả vật tư nông nghiệp, xăng dầu tăng cao; công tác giải phóng mặt bằng ở một số dự án còn chậm; tình trạng ô nhiễm môi trường ở một số làng nghề chưa được giải quyết dứt điểm."),
		heading(1, "II- Kết quả công tác dân vận"),
		heading(2, "1. Công tác tham mưu, chỉ đạo"),
		paragraph("Ban Dân vận Huyện uỷ đã tham mưu cho Ban Thường vụ Huyện uỷ ban hành kế hoạch tổ chức thực hiện công tác dân vận năm 2022, trong đó tập trung vào các nội dung sau:"),
		item("Tiếp tục quán triệt, triển khai thực hiện Kết luận số 43-KL/TW của Bộ Chính trị về tăng cường và đổi mới sự lãnh đạo của Đảng đối với công tác dân vận trong tình hình mới."),
		item("Phối hợp với Uỷ ban Mặt trận Tổ quốc và các tổ chức chính trị - xã hội nắm tình hình nhân dân, kịp thời phản ánh với cấp uỷ những vấn đề bức xúc ở cơ sở."),
		item("Hướng dẫn các cơ sở hội, đoàn đại hội nhiệm kỳ; đến ngày 27/4/2022 có 44/48 cơ sở đã tổ chức xong."),
		heading(2, "2. Phong trào thi đua “Dân vận khéo”"),
		mixed,
		modelTable(),
		paragraph("Các mô hình đăng ký đều bám sát nhiệm vụ chính trị của địa phương, có địa chỉ, nội dung và thời gian thực hiện cụ thể; nhiều mô hình đã đi vào nền nếp, được nhân dân đồng tình hưởng ứng và cấp uỷ, chính quyền ghi nhận."),
		levelChart(),
		heading(2, "3. Công tác dân vận của chính quyền"),
		paragraph("Uỷ ban nhân dân các cấp đã quan tâm cải cách thủ tục hành chính, nâng cao chất lượng phục vụ nhân dân; duy trì nghiêm lịch tiếp công dân. Trong quý đã tiếp 1.012 lượt người, giải quyết 36/40 đơn thư thuộc thẩm quyền, đạt 90%; tổ chức 02 cuộc đối thoại giữa người đứng đầu cấp uỷ, chính quyền với nhân dân."),
		heading(1, "III- Hạn chế, nguyên nhân"),
		paragraph("Việc nắm tình hình nhân dân ở một số nơi chưa kịp thời; một số mô hình “Dân vận khéo” còn dàn trải, chưa được nhân rộng; công tác phối hợp giữa các ngành có lúc chưa chặt chẽ. Nguyên nhân chủ yếu là do đội ngũ cán bộ làm công tác dân vận ở cơ sở còn kiêm nhiệm, kinh phí hoạt động hạn hẹp."),
		heading(1, "IV- Phương hướng, nhiệm vụ quý II năm 2022"),
		item("Tham mưu tổ chức sơ kết 05 năm thực hiện phong trào thi đua “Dân vận khéo” giai đoạn 2017 - 2022."),
		item("Tiếp tục tuyên truyền, vận động nhân dân thực hiện Nghị quyết Đại hội Đảng bộ huyện, hoàn thành các tiêu chí xây dựng nông thôn mới nâng cao."),
		heading(1, "V- Kiến nghị, đề xuất"),
		paragraph("Đề nghị Ban Dân vận Thành uỷ tiếp tục quan tâm tổ chức tập huấn nghiệp vụ cho cán bộ làm công tác dân vận ở cơ sở; bổ sung kinh phí cho việc xây dựng và nhân rộng các mô hình “Dân vận khéo” tiêu biểu trên địa bàn huyện."),
	)
}
