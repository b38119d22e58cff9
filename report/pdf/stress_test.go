package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"baocao/report/document"
	"baocao/report/num"
)

// vietnamese has every letter of the language once.
const vietnamese = "a à á ả ã ạ ă ằ ắ ẳ ẵ ặ â ầ ấ ẩ ẫ ậ b c d đ e è é ẻ ẽ ẹ ê ề ế ể ễ ệ g h i ì í ỉ ĩ ị k l m n " +
	"o ò ó ỏ õ ọ ô ồ ố ổ ỗ ộ ơ ờ ớ ở ỡ ợ p q r s t u ù ú ủ ũ ụ ư ừ ứ ử ữ ự v x y ỳ ý ỷ ỹ ỵ"

const (
	longSuperior = "ĐẢNG BỘ KHỐI CÁC CƠ QUAN, DOANH NGHIỆP VÀ ĐƠN VỊ SỰ NGHIỆP TỈNH BÀ RỊA - VŨNG TÀU"
	longBody     = "BAN CHỈ ĐẠO CÔNG TÁC DÂN VẬN VÀ THỰC HIỆN QUY CHẾ DÂN CHỦ Ở CƠ SỞ KHỐI CÁC CƠ QUAN TRUNG ƯƠNG ĐÓNG TẠI TỈNH BÀ RỊA - VŨNG" // 121 letters
)

// longSentence is one sentence of n words of many lengths.
func longSentence(n int) string {
	source := strings.Fields("tuyên truyền, vận động nhân dân ở cơ sở thực hiện 1.012 nghị quyết “Dân vận khéo” nghiêng nghiêng và xây dựng hệ thống chính trị")
	out := make([]string, n)
	for i := range out {
		out[i] = source[(i*i+i/3)%len(source)]
	}
	return strings.Join(out, " ") + "."
}

func unitRows(n int) []document.Row {
	out := make([]document.Row, n)
	for i := range out {
		name := fmt.Sprintf("Xã số-%d", i+1)
		if i%7 == 0 {
			name += " và các chi hội trực thuộc khối cơ quan, doanh nghiệp, hợp tác xã trên địa bàn"
		}
		out[i].Cells = cells(fmt.Sprint(i+1), name, "12", "2", "6", "4", "+3", "")
	}
	return out
}

// sorted gives words in order of their bytes, so that texts compare whatever their columns.
func sorted(words []string) []string { return slices.Sorted(slices.Values(words)) }

func TestRender_Stress(t *testing.T) {
	long := modelTable()
	long.Rows = rows(unitRows(200)...)
	for _, c := range []struct {
		name  string
		build func(*document.Document)
		text  string // its words, once each, are in the pages; empty: not compared
	}{
		{"long names", func(d *document.Document) {
			d.Page.Superior = longSuperior
			d.Page.Body = strings.Repeat("BAN TUYÊN GIÁO VÀ DÂN VẬN ĐẢNG UỶ ", 6)
			d.Page.PlaceDate = "Thành phố Phan Rang - Tháp Chàm, ngày 05 tháng 4 năm 2022"
			d.Page.Urgency, d.Page.Draft = "HOẢ TỐC", "Dự thảo lần 3"
			d.Page.Signature.Name = strings.Repeat("Công Tằng Tôn Nữ ", 8)
			d.Page.Recipients = slices.Repeat([]string{strings.Repeat("các huyện uỷ, thị uỷ, thành uỷ ", 5) + ","}, 60)
			d.Page.Footnote = strings.Repeat("Mã số liệu: 0123456789abcdef ", 10)
		}, longSuperior + " BAN TUYÊN GIÁO VÀ DÂN VẬN ĐẢNG UỶ Thành phố Phan Rang - Tháp Chàm, HOẢ TỐC Dự thảo lần 3 " +
			"Công Tằng Tôn Nữ các huyện uỷ, thị uỷ, thành uỷ số liệu: 0123456789abcdef"},
		{"a body's name of 121 letters", func(d *document.Document) {
			d.Page.Body = longBody
			d.Page.Blocks = []document.Block{heading(1, "I- "+longBody), paragraph(longBody)}
		}, longBody},
		{"long sentence", func(d *document.Document) { d.Page.Blocks = []document.Block{paragraph(longSentence(3000))} }, longSentence(3000)},
		{"words without breaks", func(d *document.Document) {
			endless := strings.Repeat("Nghiêng", 120)
			d.Page.Blocks = []document.Block{
				paragraph("trước " + endless + " sau"), heading(1, "I- "+endless), item(endless),
				&document.Table{Title: endless, Columns: make([]document.Column, 6), Rows: rows(document.Row{Cells: cells(endless, "1", endless, "2", "3", "4")})},
			}
			d.Page.Superior, d.Page.Subject, d.Page.Recipients = endless, endless, []string{endless}
		}, ""},
		{"200 rows", func(d *document.Document) { d.Page.Blocks = []document.Block{long} }, ""},
		{"a cell higher than a page", func(d *document.Document) {
			table := modelTable()
			table.Rows = rows(document.Row{Cells: cells("1", longSentence(700), "3", "4", "5", "6", "7", "")})
			d.Page.Blocks = []document.Block{table}
		}, longSentence(700)},
		{"deep lists", func(d *document.Document) {
			for depth := range 40 {
				p := item(longSentence(30))
				p.Depth = depth
				d.Page.Blocks = append(d.Page.Blocks, p)
			}
		}, ""},
		{"headings only", func(d *document.Document) {
			for i := range 120 {
				d.Page.Blocks = append(d.Page.Blocks, heading(i%5+1, fmt.Sprintf("%d- Đầu đề", i)))
			}
		}, ""},
		{"charts", func(d *document.Document) { d.Page.Blocks = charts() }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := letter(t)
			c.build(doc)
			pages := words(t, render(t, doc))
			onPage(t, pages)
			if c.text == "" {
				return
			}
			got := sorted(fields(pages))
			for _, w := range strings.Fields(c.text) {
				if _, found := slices.BinarySearch(got, w); !found {
					t.Fatalf("%q is not on the pages", w)
				}
			}
		})
	}
}

func TestRender_JustifiedToBothMargins(t *testing.T) {
	doc := letter(t, paragraph(longSentence(3000)))
	doc.Page.Signature, doc.Page.Recipients, doc.Page.Footnote = document.Signature{}, nil, ""
	got := strings.Join(fields(words(t, render(t, doc))), " ")
	if !strings.HasSuffix(got, longSentence(3000)) {
		t.Error("the words are not those of the source, in its order")
	}
	for i, page := range words(t, render(t, doc)) {
		lines := map[string][2]float64{}
		for _, w := range page {
			key := fmt.Sprintf("%.1f", w.top)
			ends, ok := lines[key]
			if !ok {
				ends = [2]float64{w.left, w.right}
			}
			lines[key] = [2]float64{min(ends[0], w.left), max(ends[1], w.right)}
		}
		loose := 0
		for _, ends := range lines {
			if ends[1] < rightEdge-tolerance {
				loose++
			}
		}
		// Page 1 has the head, every page but the first a number, the last the end.
		if most := 8; i == 0 && loose > most || i > 0 && loose > 2 {
			t.Errorf("page %d: %d lines do not reach the right margin", i+1, loose)
		}
	}
}

func TestRender_AllLettersInFourFaces(t *testing.T) {
	text := vietnamese + " " + strings.ToUpper(vietnamese) + " “ ” ‘ ’ – … ₫ % § ± × ²"
	var blocks []document.Block
	for _, r := range []document.Run{{}, {Bold: true}, {Italic: true}, {Bold: true, Italic: true}} {
		r.Text = text
		blocks = append(blocks, &document.Paragraph{Runs: []document.Run{r}})
	}
	doc := letter(t, blocks...)
	pdf := render(t, doc)
	pages := words(t, pdf)
	onPage(t, pages)
	inked(t, pdf)
	if got := strings.Count(strings.Join(fields(pages), " "), text); got != 4 {
		t.Errorf("the letters are in the text %d times, want 4", got)
	}
}

func TestRender_DecomposedLettersAreComposed(t *testing.T) {
	doc := letter(t, paragraph("Tie\u0302\u0301ng Vie\u0323\u0302t"))
	if got := strings.Join(fields(words(t, render(t, doc))), " "); !strings.Contains(got, "Tiếng Việt") {
		t.Errorf("text = %q, want Tiếng Việt in composed letters", got)
	}
}

// charts are charts of many shapes.
func charts() []document.Block {
	point := func(n int64) document.Point { return document.Point{Value: num.OfInt(n), Text: fmt.Sprint(n)} }
	missing := document.Point{Text: "…"}
	grouped := &document.Chart{
		Title: "Hai kỳ", Labels: []string{"cấp Thành phố", "cấp huyện", "cấp cơ sở"},
		Series: []document.Series{
			{Name: "quý I/2021", Points: []document.Point{point(5), point(1234567), missing}},
			{Name: "quý I/2022", Points: []document.Point{point(8), point(66), point(43)}},
		},
	}
	change := &document.Chart{
		Title: "Tăng, giảm", Labels: []string{"Phú Minh", "Hồng Minh", "Châu Can"},
		Series: []document.Series{{Points: []document.Point{point(-12), point(30), point(0)}}},
	}
	lyingChange := &document.Chart{
		Title:  "Tăng, giảm theo đơn vị",
		Labels: []string{"Hội Liên hiệp Phụ nữ huyện và các chi hội trực thuộc khối cơ quan", "Đoàn Thanh niên Cộng sản Hồ Chí Minh", "Nghiêngnghiêngnghiêngnghiêngnghiêngnghiêng"},
		Series: []document.Series{
			{Name: "năm trước", Points: []document.Point{point(-12), point(30)}},
			{Name: "năm nay", Points: []document.Point{point(4), point(-7), missing}},
		},
	}
	many := &document.Chart{Title: "Theo đơn vị", Measure: "mô hình", Series: []document.Series{{}}}
	for i := range 90 {
		many.Labels = append(many.Labels, fmt.Sprintf("Xã thứ-%d", i+1))
		many.Series[0].Points = append(many.Series[0].Points, point(int64(i*37%91)))
	}
	nothing := &document.Chart{Title: "Chưa có số liệu", Labels: []string{"cấp huyện"}, Series: []document.Series{{Points: []document.Point{missing}}}}
	return []document.Block{grouped, change, lyingChange, many, nothing, &document.Chart{}}
}

func TestChart_EveryLabelAndValue(t *testing.T) {
	doc := letter(t, charts()...)
	pdf := render(t, doc)
	onPage(t, words(t, pdf))
	inked(t, pdf)
	got := strings.Join(fields(words(t, pdf)), " ")
	for _, want := range []string{"cấp Thành phố", "1234567", "quý I/2021", "-12", "Xã thứ-1 ", "Xã thứ-90", "(mô hình)"} {
		if !strings.Contains(got, want) {
			t.Errorf("the text lacks %q", want)
		}
	}
	if got := strings.Count(got, "…"); got != 3 {
		t.Errorf("%d missing values print …, want 3", got)
	}
}

func TestChart_BarsLieWhereLabelsAreLong(t *testing.T) {
	labels := levelChart()
	upright := words(t, render(t, letter(t, labels)))[0]
	if a, b := find(t, upright, "8"), find(t, upright, "66"); b.top >= a.top {
		t.Error("the higher bar's value does not stand higher")
	}
	labels.Labels[1] = "các cơ quan chuyên trách tham mưu giúp việc cấp uỷ cấp huyện và Uỷ ban Mặt trận Tổ quốc"
	lying := words(t, render(t, letter(t, labels)))[0]
	if a, b := find(t, lying, "8"), find(t, lying, "66"); b.left <= a.left || b.top <= a.top {
		t.Error("the longer bar's value does not stand further right, below the first")
	}
}
