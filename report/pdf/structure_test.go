package pdf

import (
	"strings"
	"testing"

	"baocao/report/document"
	"baocao/report/internal/judge"
	"baocao/report/pdffile"
)

// outlined is what poppler reads of the structure: one line an element, indented, with its
// text put together.
func outlined(t *testing.T, pdf []byte) []string {
	t.Helper()
	var out []string
	for line := range strings.SplitSeq(judge.PDFStructure(t, pdf), "\n") {
		trimmed := strings.TrimSpace(line)
		text, isText := strings.CutPrefix(trimmed, `"`)
		switch last := len(out) - 1; {
		case trimmed == "":
		case isText && last >= 0:
			out[last] += strings.TrimSuffix(text, `"`)
		case strings.HasPrefix(trimmed, "/"): // an attribute
			out[last] += trimmed + " "
		default:
			kind, _, _ := strings.Cut(strings.TrimSuffix(trimmed, ":"), " ")
			out = append(out, line[:len(line)-len(strings.TrimLeft(line, " "))]+kind+" ")
		}
	}
	return out
}

// Poppler reads the whole text in its order: a paragraph over two pages as one, a head that
// is repeated once, a number within its sentence, an empty cell in its row.
func TestStructure_SaysWhatEachPartIs(t *testing.T) {
	long := paragraph(strings.Repeat("Nhân dân đồng thuận cao. ", 30))
	long.Runs = append(long.Runs, document.Run{Text: "Có "}, document.Run{Text: "08 mô hình", Figure: "A"}, document.Run{Text: " tốt"},
		document.Run{Text: "(1)", Note: "Luỹ kế từ năm 2017."}, document.Run{Text: "."})
	deep := item("mục trong")
	deep.Depth = 1
	head := [][]document.Cell{{{Text: "TT"}, {Text: "Số liệu", Across: 2}, {}}}
	var body []document.Row
	for range 60 {
		body = append(body, document.Row{Cells: cells("1", "Xã Hồng Minh", "")})
	}
	table := &document.Table{Title: "Biểu 01", Columns: make([]document.Column, 3), Head: head, Rows: rows(body...), Foot: []string{"Ghi chú."}}
	chart := levelChart()
	chart.Alt = "Biểu đồ nói bằng lời."
	doc := letter(t, heading(1, "I- TÌNH HÌNH"), long, item("mục một"), deep, item("mục hai"), chart, table)
	pdf := render(t, doc)
	got := outlined(t, pdf)

	all := strings.Join(got, "\n")
	for _, want := range []string{
		"  H1 BÁO CÁO kết quả công tác dân vận", "\n  H2 I- TÌNH HÌNH\n",
		"đồng thuận cao. Có 08 mô hình tốt(1).\n",
		"  L \n    LI \n      Lbl -\n      LBody mục một\n      L \n        LI \n          Lbl -\n          LBody mục trong\n    LI \n      Lbl -\n      LBody mục hai\n",
		"\n  Table \n    Caption Biểu 01\n    TR \n      TH /Scope /Column TT\n      TH /ColSpan 2 /Scope /Column Số liệu\n    TR \n      TD 1\n      TD Xã Hồng Minh\n      TD \n    TR \n",
		"\n  P Ghi chú.\n", "\n  Note (1) Luỹ kế từ năm 2017.\n", "Nơi nhận: - Thường trực Huyện uỷ, - Ban Dân vận",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("the structure lacks %q:\n%.3000s", want, all)
		}
	}
	if n := strings.Count(all, "TH "); n != 2 {
		t.Errorf("%d headings of columns, not 2", n)
	}
	if n := strings.Count(all, "    TR "); n != 61 {
		t.Errorf("%d rows, not 61", n)
	}

	// Whatever is drawn belongs to the structure or is an artifact, and no sequence lies in another.
	f, err := pdffile.Read(pdf)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := f.Pages()
	if err != nil {
		t.Fatal(err)
	}
	for i, page := range pages {
		content, err := f.Content(page)
		if err != nil {
			t.Fatal(err)
		}
		open := 0
		for op, err := range pdffile.Operations(content) {
			if err != nil {
				t.Fatal(err)
			}
			switch op.Operator {
			case "BDC", "BMC":
				open++
			case "EMC":
				open--
			case "Tj", "TJ", "S", "B", "f":
				if open == 0 {
					t.Fatalf("page %d: %s outside of every sequence", i+1, op.Operator)
				}
			}
			if open > 1 || open < 0 {
				t.Fatalf("page %d: %d sequences are open", i+1, open)
			}
		}
		if open != 0 {
			t.Errorf("page %d ends within a sequence", i+1)
		}
	}
	root, err := f.Root()
	if err != nil {
		t.Fatal(err)
	}
	marked, err := f.Dict(root["MarkInfo"])
	if err != nil || marked["Marked"] != true {
		t.Errorf("the file does not say that it is tagged: %v %v", marked, err)
	}
	if !strings.Contains(string(pdf), "/S /Figure") || !strings.Contains(string(pdf), "/Alt ") {
		t.Error("no figure with an alternative text")
	}
}
