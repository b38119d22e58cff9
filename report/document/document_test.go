package document_test

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"baocao/report/document"
	"baocao/report/num"
	"baocao/report/period"
)

// told writes blocks one a line: "# heading", "p text", "- item", faces as Markdown does.
func told(blocks []document.Block) []string {
	lines := []string{}
	for _, b := range blocks {
		var out strings.Builder
		var runs []document.Run
		switch b := b.(type) {
		case *document.Heading:
			out.WriteString(strings.Repeat("#", b.Level) + " ")
			runs = b.Runs
		case *document.Paragraph:
			out.WriteString(strings.Repeat("  ", b.Depth) + b.Marker + "|")
			runs = b.Runs
		}
		for _, r := range runs {
			mark := map[[2]bool]string{{true, false}: "**", {false, true}: "*", {true, true}: "***"}[[2]bool{r.Bold, r.Italic}]
			out.WriteString(mark + r.Text + mark)
		}
		lines = append(lines, out.String())
	}
	return lines
}

func TestMarkdown_Blocks(t *testing.T) {
	for name, c := range map[string]struct {
		source string
		want   []string
	}{
		"paragraphs":            {"một\n\nhai", []string{"|một", "|hai"}},
		"soft break":            {"một\nhai", []string{"|một hai"}},
		"hard break":            {"một  \nhai\\\nba", []string{"|một hai ba"}},
		"headings":              {"# Một\n\n### Hai *nghiêng*\n\nBa\n===", []string{"# Một", "### Hai *nghiêng*", "# Ba"}},
		"bold and italic":       {"a **b** *c* ***d*** **e *f***", []string{"|a **b** *c* ***d*** **e *****f***"}},
		"list":                  {"- một\n- hai", []string{"-|một", "-|hai"}},
		"numbers go on":         {"3. ba\n4. bốn\n8. năm", []string{"3.|ba", "4.|bốn", "5.|năm"}},
		"nested":                {"- một\n  - hai\n    1. ba\n- bốn", []string{"-|một", "  -|hai", "    1.|ba", "-|bốn"}},
		"item of two":           {"- một\n\n  tiếp\n- hai", []string{"-|một", "|tiếp", "-|hai"}},
		"item begins with list": {"- - một", []string{"  -|một"}},
		"quotation":             {"> một\n> - hai", []string{"|một", "-|hai"}},
		"code":                  {"```\nx *= 2\n\ny\n```\n\n    z = `1`\n\na `b \\* c`", []string{"|x *= 2", "|y", "|z = `1`", "|a b \\* c"}},
		"HTML":                  {"<div>\nmột\n</div>\n\n<!-- hai\nba -->\n\nx <b>y</b>", []string{"|<div>", "|một", "|</div>", "|<!-- hai", "|ba -->", "|x <b>y</b>"}},
		"links":                 {"[một](http://a.vn) ![hai](b.png) <http://c.vn>", []string{"|một hai http://c.vn"}},
		"a note is no link":     {"[1]: theo báo cáo", []string{"|[1]: theo báo cáo"}},
		"escapes":               {`1\. một \*hai\* \d A&B`, []string{`|1. một *hai* \d A&B`}},
		"blanks":                {"một  \t hai\u00a0ba", []string{"|một hai\u00a0ba"}},
		"empty":                 {"#\n\n-\n\n![](a.png)\n\n---\n", []string{}},
	} {
		if diff := cmp.Diff(c.want, told(document.Markdown(c.source))); diff != "" {
			t.Errorf("%s: %q (-want +got)\n%s", name, c.source, diff)
		}
	}
}

// Whatever people write, every word of it is on the page, in its order.
func TestMarkdown_NoWordIsLost(t *testing.T) {
	signs := []string{"", "# ", "- ", "1. ", "> ", "    ", "**", "*", "`", "[1]: ", "<p>", "</p>", "<!--", "-->", "```\n", "\\", "|", "~~", "![", "](", "&amp;"}
	rapid.Check(t, func(t *rapid.T) {
		var source strings.Builder
		var words []string
		for i := range rapid.IntRange(1, 12).Draw(t, "words") {
			word := fmt.Sprintf("từ%d", i)
			words = append(words, word)
			source.WriteString(rapid.SampledFrom(signs).Draw(t, "before") + word + rapid.SampledFrom([]string{" ", "\n", "\n\n", "**", "* ", "`"}).Draw(t, "after"))
		}
		if strings.Contains(source.String(), "](") || strings.Contains(source.String(), "```") {
			return // addresses of links and languages of code are not words of the text
		}
		all := strings.Join(told(document.Markdown(source.String())), " ")
		for _, word := range words {
			at := strings.Index(all, word)
			if at < 0 {
				t.Fatalf("%q is lost or out of order: %q gives %q", word, source.String(), told(document.Markdown(source.String())))
			}
			all = all[at+len(word):]
		}
	})
}

func TestTrimRuns_FoldsBlanksAcrossRuns(t *testing.T) {
	for _, c := range []struct{ in, want []document.Run }{
		{nil, nil},
		{[]document.Run{{Text: " \n"}}, nil},
		{[]document.Run{{Text: "a "}, {Text: " b", Bold: true}, {Text: " "}}, []document.Run{{Text: "a "}, {Text: "b", Bold: true}}},
		{[]document.Run{{Text: "a"}, {Text: "", Bold: true}, {Text: "b"}}, []document.Run{{Text: "ab"}}},
		{[]document.Run{{Text: "a\u00a0 \u00a0b"}}, []document.Run{{Text: "a\u00a0 \u00a0b"}}},
	} {
		if diff := cmp.Diff(c.want, document.TrimRuns(slices.Clone(c.in))); diff != "" {
			t.Errorf("TrimRuns(%v) (-want +got)\n%s", c.in, diff)
		}
	}
}

func TestAddress_OfColumnsAndSheets(t *testing.T) {
	for col, want := range map[int]string{1: "A", 26: "Z", 27: "AA", 52: "AZ", 53: "BA", 702: "ZZ", 703: "AAA", 16384: "XFD"} {
		if got := document.ColumnName(col); got != want {
			t.Errorf("ColumnName(%d) = %s, want %s", col, got, want)
		}
	}
	if got := document.On("Số liệu 'cũ'", document.Address(28, 7)); got != "'Số liệu ''cũ'''!AB7" {
		t.Errorf("On = %s", got)
	}
}

func TestSheet_BodyStandsBelowTitlesAndHead(t *testing.T) {
	head := [][]document.Cell{{}, {}}
	for titles, want := range map[int]int{0: 3, 1: 5, 2: 6} {
		s := document.Sheet{Titles: make([]string, titles), Table: document.Table{Head: head}}
		if got := s.BodyRow(); got != want {
			t.Errorf("with %d titles the body begins in row %d, want %d", titles, got, want)
		}
	}
}

func TestText_ShowsEveryPartOfADocument(t *testing.T) {
	rows := func(yield func(document.Row) bool) {
		yield(document.Row{Level: 1, Cells: []document.Cell{{Text: "a\nb"}, {Value: num.OfInt(3), Formula: document.Formula{Text: "1+2"}}}})
	}
	figures := func(w io.Writer) error {
		_, err := io.WriteString(w, "{}")
		return err
	}
	doc := &document.Document{Title: "T", Subject: "S", Author: "A", Date: period.Date{Year: 2022, Month: 4, Day: 27}, Fingerprint: "F", Generator: "G",
		Sheets: []document.Sheet{{Name: "Bìa", Portrait: true, Titles: []string{"Đầu"}, Table: document.Table{
			Title: "Bảng", Measure: "Đơn vị", Head: [][]document.Cell{{{Text: "h"}}}, Rows: rows, Foot: []string{"chân"}},
			Charts: []document.Chart{{Title: "C", Measure: "m", Labels: []string{"x"}, Series: []document.Series{{Name: "s", Points: []document.Point{{Text: "1"}}}}}}}},
		Page: document.Page{Kind: "BÁO CÁO", Blocks: []document.Block{
			&document.Heading{Level: 2, Runs: []document.Run{{Text: "H", Bold: true, Italic: true}}},
			&document.Paragraph{Marker: "-", Depth: 1, Runs: []document.Run{{Text: "p"}}},
			&document.Table{Title: "trong trang"}, &document.Chart{Title: "hình"}},
			Recipients: []string{"Lưu."}, Attachment: &document.Attachment{Name: "a.json", Write: figures}}}
	var b strings.Builder
	if err := document.Text(&b, doc); err != nil {
		t.Fatal(err)
	}
	want := `document "T"
  subject: S
  author: A
  date: 2022-04-27
  fingerprint: F
  generator: G

sheet "Bìa", portrait, body from row 4
  title: Đầu
  table: Bảng
  measure: Đơn vị
  # h
    | a / b | 3 =1+2
  note: chân
  chart: C (m)
    s: x 1

page, layout 
  BÁO CÁO

  ## ***H***

    - p

  table: trong trang

  chart: hình ()

  Lưu.
  attachment a.json: 2 bytes
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
