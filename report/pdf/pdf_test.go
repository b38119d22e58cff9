package pdf

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"baocao/report/document"
	"baocao/report/internal/judge"
	"baocao/report/pdffile"
	"baocao/report/period"
)

func TestRender_Positions(t *testing.T) {
	pages := words(t, render(t, quarter(t)))
	if len(pages) != 3 {
		t.Fatalf("%d pages, want 3", len(pages))
	}
	onPage(t, pages)
	for i, page := range pages {
		left, right, top := 1000.0, 0.0, 1000.0
		for _, w := range page {
			if i > 0 && near(w.top, 10) {
				continue
			}
			left, right, top = min(left, w.left), max(right, w.right), min(top, w.top)
		}
		if !near(left, leftEdge) || !near(right, rightEdge) {
			t.Errorf("page %d: text from %.2f to %.2f mm, want 30 to 195", i+1, left, right)
		}
		// The letters stand in the middle of a line of 18 pt that begins at the margin.
		if top < topEdge || top > topEdge+1 {
			t.Errorf("page %d: first line at %.2f mm, want just below 20", i+1, top)
		}
	}
}

func TestRender_PageNumbers(t *testing.T) {
	pages := words(t, render(t, quarter(t)))
	for i, page := range pages {
		var above []seen
		for _, w := range page {
			if w.top < topEdge-1 {
				above = append(above, w)
			}
		}
		if i == 0 {
			if len(above) > 0 {
				t.Errorf("page 1 has %q above its text", above[0].text)
			}
			continue
		}
		if len(above) != 1 || above[0].text != fmt.Sprint(i+1) {
			t.Fatalf("page %d has %v above its text, want its number", i+1, above)
		}
		number := above[0]
		if !near(number.top, 10) || !near((number.left+number.right)/2, (leftEdge+rightEdge)/2) {
			t.Errorf("page %d: number at %.2f mm from the top, middle at %.2f, want 10 and 112.5",
				i+1, number.top, (number.left+number.right)/2)
		}
	}
}

func TestRender_Header(t *testing.T) {
	page := words(t, render(t, quarter(t)))[0]
	superior, body, star, number := find(t, page, "HUYỆN"), find(t, page, "BAN"), find(t, page, "*"), find(t, page, "Số")
	if !near(superior.left, leftEdge) || !(superior.top < body.top && body.top < star.top && star.top < number.top) {
		t.Errorf("left block out of order: %v %v %v %v", superior, body, star, number)
	}
	middle := (superior.left + find(t, page, "XUYÊN").right) / 2
	if got := (star.left + star.right) / 2; !near(got, middle) {
		t.Errorf("* at %.2f mm, want below the middle of the unit's name, %.2f", got, middle)
	}
	national, year := find(t, page, "NAM"), find(t, page, "2022")
	if !near(national.top, superior.top) || !near(year.right, rightEdge) {
		t.Errorf("national title at %.2f mm, want %.2f; the date ends at %.2f, want 195", national.top, superior.top, year.right)
	}
	if place := find(t, page, "Phú"); !near(place.top, number.top) {
		t.Errorf("place at %.2f mm, want level with the number, %.2f", place.top, number.top)
	}
}

func TestRender_End(t *testing.T) {
	pdf := render(t, quarter(t))
	last := words(t, pdf)[2]
	note, authority, list := find(t, last, "Mã"), find(t, last, "K/T"), find(t, last, "Nơi")
	if !near(note.left, leftEdge) || !near(note.bottom, bottomEdge) {
		t.Errorf("footnote at %.2f × %.2f mm, want 30 × 277", note.left, note.bottom)
	}
	if !near(list.left, leftEdge) || !near(list.bottom, authority.bottom) {
		t.Errorf("recipients at %.2f × %.2f mm, want 30 × %.2f", list.left, list.bottom, authority.bottom)
	}
	// 4 empty lines of 18 pt, 6.35 mm each, between the position and the name.
	position, name := find(t, last, "PHÓ"), find(t, last, "Nguyệt")
	if got := name.top - position.top; !near(got, 5*6.35) {
		t.Errorf("name %.2f mm below the position, want 31.75", got)
	}
	const dpi = 150
	picture := decode(t, judge.Pictures(t, pdf, dpi)[2])
	if !underlined(picture, list, dpi/25.4) || underlined(picture, authority, dpi/25.4) {
		t.Error("“Nơi nhận:” is to be underlined, the authority not")
	}
}

func TestRender_TextIsTheSource(t *testing.T) {
	doc := quarter(t)
	pdf := render(t, doc)
	got := strings.Join(fields(words(t, pdf)), " ")
	for _, b := range doc.Page.Blocks {
		p, ok := b.(*document.Paragraph)
		if !ok {
			continue
		}
		if want := strings.Join(strings.Fields(plain(p.Runs)), " "); !strings.Contains(got, want) {
			t.Errorf("the text lacks, in this order: %s", want)
		}
	}
	if layout := judge.PDFText(t, pdf, "-layout"); !strings.Contains(layout, "đăng ký được 117 mô hình") {
		t.Error("-layout lacks “đăng ký được 117 mô hình” on one line")
	}
	inked(t, pdf)
}

func TestRender_File(t *testing.T) {
	pdf := render(t, quarter(t))
	judge.QPDFCheck(t, pdf)
	fonts := strings.Split(strings.TrimSpace(judge.PDFFonts(t, pdf)), "\n")[2:]
	if len(fonts) != 3 {
		t.Errorf("%d faces, want regular, bold and italic:\n%s", len(fonts), strings.Join(fonts, "\n"))
	}
	for _, f := range fonts {
		if columns := strings.Fields(f); !slices.Contains(columns, "TrueType") || columns[4] != "yes" || columns[6] != "yes" {
			t.Errorf("not embedded, or without Unicode: %s", f)
		}
	}
	info := judge.PDFInfo(t, pdf)
	for name, want := range map[string]string{
		"Title":     "Báo cáo công tác dân vận quý I/2022",
		"Subject":   "kết quả công tác dân vận quý I năm 2022",
		"Author":    "Ban Dân vận Huyện uỷ Phú Xuyên",
		"Creator":   "baocao 0.0.0",
		"Producer":  "baocao 0.0.0",
		"Page size": "595.28 x 841.89 pts (A4)",
	} {
		if info[name] != want {
			t.Errorf("%s = %q, want %q", name, info[name], want)
		}
	}
	for _, want := range []string{"/Lang (vi-VN)", "D:20220405000000"} {
		if !bytes.Contains(pdf, []byte(want)) {
			t.Errorf("the file lacks %s", want)
		}
	}
}

func TestRender_SameBytesEveryTime(t *testing.T) {
	doc := quarter(t)
	doc.Page.Attachment = &document.Attachment{Name: "bao-cao.json", Write: writing("{}")}
	want := render(t, doc)
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() {
			if !bytes.Equal(render(t, doc), want) {
				t.Error("another run gave other bytes")
			}
		})
	}
	wait.Wait()
}

// entry is an entry of the outline, as qpdf tells it.
type entry struct {
	Title string  `json:"title"`
	Page  int     `json:"destpageposfrom1"`
	Kids  []entry `json:"kids"`
}

func TestRender_Outline(t *testing.T) {
	for _, attachment := range []*document.Attachment{nil, {Name: "bao-cao.json", Description: "Số liệu", Write: writing(`{"a": 1}`)}} {
		doc := quarter(t)
		doc.Page.Attachment = attachment
		pdf := render(t, doc)
		judge.QPDFCheck(t, pdf)
		var got struct{ Outlines []entry }
		if err := json.Unmarshal([]byte(qpdf(t, pdf, "--json", "--json-key=outlines")), &got); err != nil {
			t.Fatal(err)
		}
		top := got.Outlines
		if len(top) != 5 || top[1].Title != "II- Kết quả công tác dân vận" || len(top[1].Kids) != 3 {
			t.Fatalf("outline = %+v, want I to V, and 1 to 3 within II", top)
		}
		if top[0].Page != 1 || top[1].Kids[1].Page != 2 || top[4].Page != 3 {
			t.Errorf("outline leads to pages %d, %d, %d, want 1, 2, 3 (attachment: %v)", top[0].Page, top[1].Kids[1].Page, top[4].Page, attachment != nil)
		}
		if pages := judge.PDFInfo(t, pdf)["Pages"]; pages != "3" {
			t.Errorf("%s pages, want 3", pages)
		}
	}
}

func TestRender_OutlineOfHeadingsThatSkipALevel(t *testing.T) {
	pdf := render(t, letter(t, heading(3, "a) Đầu"), heading(1, "I- Giữa"), heading(3, "b) Cuối")))
	judge.QPDFCheck(t, pdf)
	var got struct{ Outlines []entry }
	if err := json.Unmarshal([]byte(qpdf(t, pdf, "--json", "--json-key=outlines")), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Outlines) != 2 || len(got.Outlines[1].Kids) != 1 {
		t.Errorf("outline = %+v, want two entries, the last one within the second", got.Outlines)
	}
}

func TestRender_Attachment(t *testing.T) {
	doc := quarter(t)
	doc.Page.Attachment = &document.Attachment{Name: "số liệu.json", Type: "application/json", Write: writing(`{"schema": "baocao.report/1"}`)}
	pdf := render(t, doc)
	if list := qpdf(t, pdf, "--list-attachments", "--verbose"); !strings.Contains(list, "số liệu.json") {
		t.Errorf("attachments = %s, want số liệu.json", list)
	}
	if got := qpdf(t, pdf, "--show-attachment=số liệu.json"); got != `{"schema": "baocao.report/1"}` {
		t.Errorf("attached %q", got)
	}
}

func TestRender_RefusesWhatCannotBeDrawn(t *testing.T) {
	for _, c := range []struct {
		name, want string
		spoil      func(*document.Document)
	}{
		{"sign that the face lacks", "U+2713", func(d *document.Document) { d.Page.Subject += " ✓" }},
		{"beyond the first plane", "U+1F600", func(d *document.Document) { d.Page.Signature.Name = "😀" }},
		{"in a table", "U+2610", func(d *document.Document) {
			d.Page.Blocks = append(d.Page.Blocks, &document.Table{Rows: rows(document.Row{Cells: cells("☐")})})
		}},
		{"control character", "U+0007", func(d *document.Document) { d.Page.Body = "BAN\aDÂN VẬN" }},
		{"not UTF-8", "UTF-8", func(d *document.Document) { d.Page.Footnote = "\xff" }},
		{"a month", "2022-4-0", func(d *document.Document) { d.Date = period.Date{Year: 2022, Month: 4} }},
		{"no date", "0-0-0", func(d *document.Document) { d.Date = period.Date{} }},
		{"no such day", "2022-2-30", func(d *document.Document) { d.Date = period.Date{Year: 2022, Month: 2, Day: 30} }},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := letter(t)
			c.spoil(doc)
			var out bytes.Buffer
			err := Render(&out, doc, nil)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error = %v, want one that names %s", err, c.want)
			}
			if out.Len() > 0 {
				t.Errorf("%d bytes were written all the same", out.Len())
			}
		})
	}
}

func TestRender_EmptyPartsLeaveNoTrace(t *testing.T) {
	doc := letter(t)
	doc.Page = document.Page{Profile: doc.Page.Profile, Body: "ĐẢNG UỶ XÃ", Kind: "BÁO CÁO"}
	pages := words(t, render(t, doc))
	got := strings.Join(fields(pages), " ")
	if want := "ĐẢNG CỘNG SẢN VIỆT NAM ĐẢNG UỶ XÃ * BÁO CÁO -----"; got != want {
		t.Errorf("text = %q, want %q", got, want)
	}
}

func BenchmarkRender(b *testing.B) {
	doc := quarter(b)
	b.ReportAllocs()
	for b.Loop() {
		render(b, doc)
	}
}

// marked is a letter whose paragraph and table print figures, cut into runs as layout does;
// not named, the paragraph is one run.
func marked(t testing.TB, named bool) *document.Document {
	run := func(text, figure string) document.Run {
		if !named {
			figure = ""
		}
		return document.Run{Text: text, Figure: figure}
	}
	var runs []document.Run
	for range 40 {
		runs = append(runs, run("Toàn huyện đăng ký được (", ""), run("117", "DVK01"), run(") mô hình, bằng chữ là ", ""),
			run("một trăm mười bảy", "words DVK01"), run("; tăng ", ""), run("11,4%", "change DVK01"), run(". ", ""))
	}
	if !named {
		runs = []document.Run{{Text: plain(runs)}}
	}
	return letter(t, &document.Paragraph{Runs: runs}, &document.Table{Rows: rows(
		document.Row{Cells: []document.Cell{{Text: "Huyện"}, {Text: "1.234", Figure: run("", "DVK01.huyen").Figure}}},
	)})
}

// contents are the contents of a PDF's pages, unpacked.
func contents(t testing.TB, data []byte) []string {
	t.Helper()
	f, err := pdffile.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := f.Pages()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, p := range pages {
		content, err := f.Content(p)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(content))
	}
	return all
}

// Where a number is marked, nothing moves: the same pictures, and no mark where no figure
// is named.
func TestRender_MarksMoveNothing(t *testing.T) {
	plain, named := render(t, marked(t, false)), render(t, marked(t, true))
	if strings.Contains(strings.Join(contents(t, plain), ""), "/BaoCao") {
		t.Error("text without figures is marked")
	}
	if !slices.EqualFunc(judge.Pictures(t, plain, 80), judge.Pictures(t, named, 80), bytes.Equal) {
		t.Error("the marks change the picture")
	}
}

func TestRender_NumbersAreMarked(t *testing.T) {
	all := strings.Join(contents(t, render(t, marked(t, true))), "")
	for figure, want := range map[string]int{"(DVK01)": 40, "(change DVK01)": 40, "(DVK01.huyen)": 1} {
		if got := strings.Count(all, "/BaoCao<</F"+figure+"/MCID "); got != want {
			t.Errorf("%d marks of %s, want %d", got, figure, want)
		}
	}
	// Forty times, four words each: some are divided by a line's end.
	begun, more := strings.Count(all, "/F(words DVK01)/MCID "), strings.Count(all, "/F(words DVK01)/More( )/MCID ")
	if begun != 40 || more == 0 {
		t.Errorf("%d numbers in words begin and %d go on on the next line, want 40 and some", begun, more)
	}
}

func TestRender_SealedAndIdentified(t *testing.T) {
	doc := quarter(t)
	doc.Page.Attachment = &document.Attachment{Name: "so-lieu.json", Type: "application/json", Write: writing("{}")}
	data := render(t, doc)
	if end, ok := pdffile.Whole(data); !ok || end != len(data) {
		t.Errorf("not known again as a whole: %d, %t", end, ok)
	}
	f, err := pdffile.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	seal, err := f.Seal()
	if err != nil {
		t.Fatal(err)
	}
	want, err := json.MarshalIndent(seal, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if got := qpdf(t, data, "--show-attachment="+pdffile.SealName); got != string(want) {
		t.Errorf("the seal says %s, and the file holds %s", got, want)
	}
}
