package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/go-pdf/fpdf"

	"baocao/report/document"
)

// sixtyPages is a report of some sixty pages: sections of paragraphs in all four faces,
// lists, and no two paragraphs alike.
func sixtyPages(t testing.TB) *document.Document {
	t.Helper()
	source := strings.Fields(longSentence(3000))
	at := 0
	next := func(n int) string {
		start := at % (len(source) - n)
		at += n + n/3 + 1
		return strings.Join(source[start:start+n], " ")
	}
	var blocks []document.Block
	for section := range 46 {
		blocks = append(blocks, heading(1, fmt.Sprintf("%d- %s", section+1, next(8))))
		for part := range 3 {
			blocks = append(blocks,
				heading(2, fmt.Sprintf("%d.%d. %s", section+1, part+1, next(6))),
				&document.Paragraph{Runs: []document.Run{
					{Text: next(40) + " "}, {Text: next(6), Bold: true}, {Text: " " + next(50) + " "}, {Text: next(5), Italic: true},
					{Text: " " + next(20) + " "}, {Text: next(4) + ".", Bold: true, Italic: true},
				}},
				item(next(30)+";"), item(next(25)+"."))
		}
	}
	return letter(t, blocks...)
}

func TestRender_SixtyPages(t *testing.T) {
	doc := sixtyPages(t)
	pages := words(t, render(t, doc))
	if n := len(pages); n < 55 || n > 65 {
		t.Errorf("%d pages, want some 60", n)
	}
	onPage(t, pages)
	// The layout sets headings in capitals.
	got := strings.ToUpper(strings.Join(fields(pages), " "))
	if want := strings.ToUpper(textOf(doc.Page.Blocks)); !strings.Contains(got, want) {
		t.Error("the text of the pages is not the document's, in its order")
	}
}

// textOf is what headings and paragraphs say.
func textOf(blocks []document.Block) string {
	var out []string
	for _, b := range blocks {
		switch b := b.(type) {
		case *document.Heading:
			out = append(out, plain(b.Runs))
		case *document.Paragraph:
			out = append(out, strings.Fields(b.Marker+" "+plain(b.Runs))...)
		}
	}
	return strings.Join(out, " ")
}

// wideTable has the given columns after a number and a name, in groups of four, and in
// every cell a number that no other has.
func wideTable(columns, n int) *document.Table {
	head := [][]document.Cell{{{Text: "TT", Down: 2}, {Text: "Đơn vị", Down: 2}}, make([]document.Cell, 2)}
	table := &document.Table{
		Title: "Biểu 02. Số liệu theo lĩnh vực", Measure: "Đơn vị tính: mô hình",
		Columns: []document.Column{{Width: 5, Align: document.Center}, {Width: 24}},
		Foot:    []string{"Dấu … là chưa có số liệu."},
	}
	for i := range columns {
		group := document.Cell{Text: fmt.Sprintf("Nhóm-%d", i/4+1), Across: min(4, columns-i)}
		if i%4 > 0 {
			group = document.Cell{}
		}
		head[0] = append(head[0], group)
		head[1] = append(head[1], document.Cell{Text: fmt.Sprintf("Cột-%d", i+1)})
		table.Columns = append(table.Columns, document.Column{Width: 9, Align: document.Right})
	}
	table.Head = head
	body := make([]document.Row, n)
	for r := range body {
		body[r].Cells = cells(fmt.Sprint(r+1), fmt.Sprintf("Xã số-%d", r+1))
		for i := range columns {
			body[r].Cells = append(body[r].Cells, document.Cell{Text: fmt.Sprintf("%d.%03d", r+1, i+1)})
		}
	}
	table.Rows = rows(body...)
	return table
}

// A table of more columns than the page is wide becomes several, cut between the groups
// of its head, and each says which unit a row is about.
func TestTable_FortyColumns(t *testing.T) {
	pages := words(t, render(t, letter(t, wideTable(38, 8))))
	onPage(t, pages)
	seen := map[string]int{}
	for _, w := range fields(pages) {
		seen[w]++
	}
	bands := seen["Biểu"]
	if bands < 2 || bands > 4 {
		t.Errorf("%d tables, want a few", bands)
	}
	for r := range 8 {
		if got := seen[fmt.Sprintf("số-%d", r+1)]; got != bands {
			t.Errorf("unit %d is named %d times in %d tables", r+1, got, bands)
		}
		for i := range 38 {
			if n := fmt.Sprintf("%d.%03d", r+1, i+1); seen[n] != 1 {
				t.Errorf("%s is on the pages %d times, want once", n, seen[n])
			}
		}
	}
	for i := range 38 {
		if group := fmt.Sprintf("Nhóm-%d", i/4+1); seen[group] != 1 {
			t.Errorf("%s is on the pages %d times: the group is cut in two", group, seen[group])
		}
	}
	if seen["Dấu"] != 1 {
		t.Errorf("the foot notes are printed %d times, want once", seen["Dấu"])
	}
}

func TestTable_BandsCutAGroupThatNoPageHolds(t *testing.T) {
	table := wideTable(38, 1)
	table.Head[0] = append(table.Head[0][:2:2], make([]document.Cell, 38)...)
	table.Head[0][2] = document.Cell{Text: "Trong-đó", Across: 38}
	pages := words(t, render(t, letter(t, table)))
	onPage(t, pages)
	got := strings.Join(fields(pages), " ")
	if above, tables := strings.Count(got, "Trong-đó"), strings.Count(got, "Biểu 02"); above != tables || tables < 2 {
		t.Errorf("the head of all columns stands above %d of %d tables", above, tables)
	}
}

// A row of a group over all columns, and cells over several rows, go with every band.
func TestTable_BandsKeepWhatSpans(t *testing.T) {
	table := wideTable(38, 4)
	var body []document.Row
	for row := range table.Rows {
		body = append(body, row)
	}
	body[0].Cells = make([]document.Cell, 40)
	body[0].Cells[0] = document.Cell{Text: "Khối-xã", Across: 40, Style: document.Style{Role: document.Group}}
	body[1].Cells[1].Down, body[2].Cells[1].Text = 2, ""
	table.Rows = rows(body...)
	pages := words(t, render(t, letter(t, table)))
	onPage(t, pages)
	got := strings.Join(fields(pages), " ")
	tables := strings.Count(got, "Biểu 02")
	for _, text := range []string{"Khối-xã", "số-2", "số-4"} {
		if n := strings.Count(got, text); n != tables {
			t.Errorf("%q is printed %d times in %d tables", text, n, tables)
		}
	}
	for _, text := range []string{"2.001", "3.001", "3.038", "4.038"} {
		if n := strings.Count(got, text); n != 1 {
			t.Errorf("%s is printed %d times", text, n)
		}
	}
}

func TestTable_FiveHundredRows(t *testing.T) {
	pages := words(t, render(t, letter(t, wideTable(4, 500))))
	onPage(t, pages)
	seen := map[string]int{}
	for _, w := range fields(pages) {
		seen[w]++
	}
	for r := range 500 {
		for _, text := range []string{fmt.Sprintf("số-%d", r+1), fmt.Sprintf("%d.001", r+1), fmt.Sprintf("%d.004", r+1)} {
			if seen[text] != 1 {
				t.Errorf("%q is on the pages %d times, want once", text, seen[text])
			}
		}
	}
	if got := seen["Đơn"]; got != len(pages)+1 && got != len(pages) { // and once in the measure
		t.Errorf("the head is on %d of %d pages", got-1, len(pages))
	}
}

// letters are what words are made of, in an order that does not tell where they were cut.
func letters(texts ...string) string {
	all := []rune(strings.Join(strings.Fields(strings.Join(texts, "")), ""))
	slices.Sort(all)
	return string(all)
}

// Whatever is unusual about a text, all of it is on the page and nothing else.
func TestRender_NoTextIsLost(t *testing.T) {
	endless := strings.Repeat("nghiêng", 43)[:300]
	name := "Đảng bộ " + strings.Repeat("xã Nghĩa Hưng và các ", 6)
	name = string([]rune(name)[:120])
	number := func(text string) document.Cell { return document.Cell{Text: text} }
	for _, c := range []struct {
		name   string
		blocks []document.Block
		texts  []string // of the blocks that are not headings or paragraphs
	}{
		{"one sentence of 3,000 words", []document.Block{paragraph(longSentence(3000))}, nil},
		{"a word of 300 letters", []document.Block{
			paragraph("trước " + endless + " sau"), item(endless), heading(2, endless),
			&document.Table{Rows: rows(document.Row{Cells: []document.Cell{number("1"), number(endless), number("2")}})},
			&document.Chart{Title: endless, Labels: []string{endless, "b"}, Series: []document.Series{{Points: []document.Point{{Text: "…"}, {Text: "…"}}}}},
		}, []string{"12", endless, endless, endless, "b……"}},
		{"a unit's name of 120 letters", []document.Block{
			paragraph(name + " " + name), heading(1, name),
			&document.Table{Title: name, Columns: []document.Column{{Width: 5}, {Width: 5}, {Width: 90}}, Rows: rows(document.Row{Cells: []document.Cell{number("1"), number(name), number("2")}})},
			&document.Chart{Title: "b", Labels: []string{name}, Series: []document.Series{{Name: name, Points: []document.Point{{Text: "…"}}}}},
		}, []string{name, "1", name, "2", "b", name, "…"}},
		{"empty sections", []document.Block{
			heading(1, "I- A"), heading(2, "1. B"), &document.Paragraph{}, heading(1, "II- C"), heading(3, ""),
			&document.Table{}, &document.Table{Title: "chưa có", Columns: make([]document.Column, 2)}, &document.Chart{}, heading(1, "III- D"),
		}, []string{"chưa có"}},
		{"figures and what they count", []document.Block{
			paragraph("ngày 27 tháng 4 năm 2022 có 117 mô hình, 44/48 cơ sở, 11,4 % và 2017 - 2022 " + strings.Repeat("12 mô hình ", 90)),
		}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			bare := letter(t)
			without := letters(fields(words(t, render(t, bare)))...)
			pages := words(t, render(t, letter(t, c.blocks...)))
			onPage(t, pages)
			want := letters(append(c.texts, strings.ToUpper(textOf(c.blocks)), strings.ToUpper(without))...)
			got := letters(strings.ToUpper(strings.Join(fields(pages), "")))
			if want = letters(strings.ToUpper(want)); got != want {
				t.Errorf("the letters of the pages are\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func BenchmarkSixtyPages(b *testing.B) {
	doc := sixtyPages(b)
	b.ReportAllocs()
	for b.Loop() {
		render(b, doc)
	}
}

// BenchmarkSixtyPagesBare draws the same text with nothing but fpdf: the measure of what
// measuring, breaking, paginating and finishing cost.
func BenchmarkSixtyPagesBare(b *testing.B) {
	doc := sixtyPages(b)
	b.ReportAllocs()
	for b.Loop() {
		bare(b, doc)
	}
}

// bare draws the text of a document with fpdf's own paragraphs, in the same four faces.
func bare(t testing.TB, doc *document.Document) {
	t.Helper()
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetMargins(leftEdge, topEdge, 15)
	pdf.SetAutoPageBreak(true, 20)
	for f, name := range faceStyles {
		pdf.AddUTF8FontFromBytes(family, name, slices.Clone(faceFiles[f]))
	}
	pdf.AddPage()
	const leading = 18 * 25.4 / 72
	for _, b := range doc.Page.Blocks {
		switch b := b.(type) {
		case *document.Heading:
			pdf.SetFont(family, "B", 14)
			pdf.MultiCell(0, leading, plain(b.Runs), "", "L", false)
		case *document.Paragraph:
			// fpdf justifies a text in one face only; its words in others follow as paragraphs.
			for _, r := range b.Runs {
				pdf.SetFont(family, faceStyles[faceOf(r.Bold, r.Italic)], 14)
				pdf.MultiCell(0, leading, strings.TrimSpace(b.Marker+" "+r.Text), "", "J", false)
			}
		}
	}
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		t.Fatal(err)
	}
}
