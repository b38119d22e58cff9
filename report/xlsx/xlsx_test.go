package xlsx

import (
	"bytes"
	"encoding/xml"
	"io"
	"math/big"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"baocao/report/document"
	"baocao/report/internal/judge"
	"baocao/report/num"
)

// open reads a workbook back through the library.
func open(t *testing.T, workbook []byte) *excelize.File {
	t.Helper()
	file, err := excelize.OpenReader(bytes.NewReader(workbook))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return file
}

// partOf gives one part of a workbook as text.
func partOf(t *testing.T, workbook []byte, name string) string {
	t.Helper()
	content, ok := open(t, workbook).Pkg.Load(name)
	if !ok {
		t.Fatalf("the workbook has no part %s", name)
	}
	return string(content.([]byte))
}

// oneColumn is a document with the given cells below each other in A1, A2 …
func oneColumn(cells ...document.Cell) *document.Document {
	var list [][]document.Cell
	for _, c := range cells {
		list = append(list, []document.Cell{c})
	}
	return sheetOf(document.Sheet{Name: "S", Table: document.Table{Columns: []document.Column{{Width: 20}}, Rows: rows(list...)}})
}

func number30() document.Cell {
	r, _ := new(big.Rat).SetString("123456789012345678901234567890")
	return document.Cell{Value: num.Of(num.FromRat(r))}
}

func third() document.Cell {
	q, _ := num.Int(1).Quo(num.Int(3))
	return document.Cell{Value: num.Of(q), Text: "0,33"}
}

func TestRender_CellsKeepValueFormulaAndType(t *testing.T) {
	tests := []struct {
		name string
		cell document.Cell
		want judge.Cell
	}{
		{"whole number", value("117", document.Input, 0), judge.Cell{Value: "117", Type: "n"}},
		{"zero is a number", value("0", document.Input, 0), judge.Cell{Value: "0", Type: "n"}},
		{"decimals without noise", value("50085450.1", document.Body, 1), judge.Cell{Value: "50085450.1", Type: "n"}},
		{"small decimals", value("-0.005", document.Body, 3), judge.Cell{Value: "-0.005", Type: "n"}},
		{"15 digits exactly", value("999999999999999", document.Body, 0), judge.Cell{Value: "999999999999999", Type: "n"}},
		{"more digits than Excel has", number30(), judge.Cell{Value: "123456789012345680000000000000", Type: "n"}},
		{"a number without decimal form", third(), judge.Cell{Value: "0.3333333333333333", Type: "n"}},
		{"the number counts, not its print", document.Cell{Text: "1.234,5", Value: value("1234.5", 0, 0).Value}, judge.Cell{Value: "1234.5", Type: "n"}},
		{"text", text("Xã Phú Minh"), judge.Cell{Value: "Xã Phú Minh", Type: "s"}},
		{"a code stays text", text("08"), judge.Cell{Value: "08", Type: "s"}},
		{"not applicable", document.Cell{Text: "x", Value: num.NA}, judge.Cell{Value: "x", Type: "s"}},
		{"text of several lines", text("một\nhai & <ba>"), judge.Cell{Value: "một\nhai & <ba>", Type: "s"}},
		{"text like an escape", text("_x0041_"), judge.Cell{Value: "_x0041_", Type: "s"}},
		{"text like two escapes", text("_x005F_x0041_"), judge.Cell{Value: "_x005F_x0041_", Type: "s"}},
		{"text like an escape to LibreOffice", text("van_hoa_xa_hoi"), judge.Cell{Value: "van_hoa_xa_hoi", Type: "s"}},
		{"formula with a number", live("1+1", "2", 0), judge.Cell{Value: "2", Formula: "1+1", Type: "n"}},
		{"formula with a decimal", live("ROUND(1/3,2)", "0.33", 2), judge.Cell{Value: "0.33", Formula: "ROUND(1/3,2)", Type: "n"}},
		{"formula with a text", live(`IF(1>2,1,"…")`, "…", 0), judge.Cell{Value: "…", Formula: `IF(1>2,1,"…")`, Type: "s"}},
		{"formula whose row is open", document.Cell{Formula: document.Formula{Text: "IF(1<2,ROW(A\x00),0)", Row: 12}, Text: "12"}, judge.Cell{Value: "12", Formula: "IF(1<2,ROW(A12),0)", Type: "s"}},
		{"formula with an empty text", live(`""`, "", 0), judge.Cell{Formula: `""`, Type: "s"}},
		{"formula with outer spaces", live(`" x "`, " x ", 0), judge.Cell{Value: "x", Formula: `" x "`, Type: "s"}},
	}
	var cells []document.Cell
	for _, test := range tests {
		cells = append(cells, test.cell)
	}
	got := judge.Cells(t, render(t, oneColumn(cells...)))["S"]
	for i, test := range tests {
		if cell := got[document.Address(1, i+1)]; cell != test.want {
			t.Errorf("%s: stored %+v, want %+v", test.name, cell, test.want)
		}
	}
}

func TestRender_TextThatLooksLikeAFormulaStaysText(t *testing.T) {
	texts := []string{"=1+1", "+84 912", "-", "@SUM(A1)", "=HYPERLINK(\"http://a\")"}
	var cells []document.Cell
	for _, s := range texts {
		cells = append(cells, text(s))
	}
	workbook := render(t, oneColumn(append(cells, text("a=1"))...))
	file := open(t, workbook)
	stored := judge.Cells(t, workbook)["S"]
	recalculated := judge.Recalculate(t, workbook)[0]["S"]
	for i, s := range append(texts, "a=1") {
		address, want := document.Address(1, i+1), judge.Cell{Value: s, Type: "s"}
		if stored[address] != want || recalculated[address] != want {
			t.Errorf("%q is stored as %+v and read as %+v", s, stored[address], recalculated[address])
		}
		id, err := file.GetCellStyle("S", address)
		if err != nil {
			t.Fatal(err)
		}
		prefix := file.Styles.CellXfs.Xf[id].QuotePrefix
		if quoted := prefix != nil && *prefix; quoted != (i < len(texts)) {
			t.Errorf("%q: marked as text is %v", s, quoted)
		}
	}
}

func TestRender_StoredValuesAreWhatLibreOfficeComputes(t *testing.T) {
	const from = "'Số liệu đơn vị'!"
	numbers := oneColumn(
		value("123456789012", document.Input, 0),
		value("0.1", document.Input, 1),
		value("0", document.Input, 0),
		document.Cell{Style: document.Style{Role: document.Input}},
		live("SUM(A1:A4)", "123456789012.1", 1),
		live("A2/3", "0.033333333333333333", 2),
		live(`IF(COUNT(A1:A4)=4,SUM(A1:A4),"…")`, "…", 0),
		live(`IF(A3=0,"x",A1/A3)`, "x", 0),
		live("COUNT(A1:A4)", "3", 0),
		live(`IF(A4="","",A4)`, "", 0),
	)
	judge.Formulas(t, render(t, quarter()), render(t, numbers))
	if cells := judge.Cells(t, render(t, quarter())); !strings.Contains(cells["Biểu 01"]["D7"].Formula, from+"C5:C8") {
		t.Errorf("'Biểu 01'!D7 does not lead to %s", from)
	}
}

func TestRender_SameDocumentSameBytes(t *testing.T) {
	first := render(t, quarter())
	for range 20 {
		if !bytes.Equal(render(t, quarter()), first) {
			t.Fatal("the same document gave other bytes")
		}
	}
}

func TestRender_RowsStandWhereTheSheetSays(t *testing.T) {
	doc := quarter()
	cells := judge.Cells(t, render(t, doc))
	for i := range doc.Sheets {
		s := &doc.Sheets[i]
		row := s.HeadRow()
		want := map[string]string{document.Address(1, 1): s.Titles[0]}
		if len(s.Table.Head) > 0 {
			want[document.Address(1, row)] = s.Table.Head[0][0].Text
		}
		if s.Table.Measure != "" {
			want[document.Address(len(s.Table.Columns), row-1)] = s.Table.Measure
		}
		body := s.BodyRow()
		for r := range s.Table.Rows {
			if label := r.Cells[0].Text; label != "" {
				want[document.Address(1, body)] = label
			}
			body++
		}
		for k, note := range s.Table.Foot {
			want[document.Address(1, body+1+k)] = note
		}
		for address, text := range want {
			if got := cells[s.Name][address].Value; got != text {
				t.Errorf("'%s'!%s = %q, want %q", s.Name, address, got, text)
			}
		}
	}
}

func TestRender_WithoutTitlesTheHeadIsTheFirstRow(t *testing.T) {
	doc := sheetOf(document.Sheet{Name: "S", Table: document.Table{
		Columns: []document.Column{{Width: 9}}, Head: [][]document.Cell{{head("Mã")}}, Rows: rows([]document.Cell{text("a")}),
	}})
	cells := judge.Cells(t, render(t, doc))["S"]
	if cells["A1"].Value != "Mã" || cells["A2"].Value != "a" {
		t.Errorf("cells = %v", cells)
	}
}

func TestRender_MergedCellsHaveBordersAllAround(t *testing.T) {
	file := open(t, render(t, quarter()))
	merged, err := file.GetMergeCells("Biểu 01")
	if err != nil {
		t.Fatal(err)
	}
	var areas []string
	for _, m := range merged {
		areas = append(areas, m[0])
	}
	for _, want := range []string{"A4:A5", "D4:E4", "F4:G4", "H4:H5", "B6:H6"} {
		if !slices.Contains(areas, want) {
			t.Errorf("%s is not merged; merged are %v", want, areas)
		}
	}
	for _, covered := range []string{"A5", "E4", "C5", "G4", "H5", "C6", "H6"} {
		id, err := file.GetCellStyle("Biểu 01", covered)
		if err != nil {
			t.Fatal(err)
		}
		style, err := file.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		if len(style.Border) != 4 {
			t.Errorf("covered cell %s has %d borders, want 4", covered, len(style.Border))
		}
		for _, b := range style.Border {
			if b.Color == "" {
				t.Errorf("covered cell %s has a border without a colour", covered)
			}
		}
	}
}

func TestRender_LookOfCells(t *testing.T) {
	table := document.Table{
		Columns: []document.Column{{Width: 9, Align: document.Center}, {Width: 9}, {Width: 9, Align: document.Right}},
		Head:    [][]document.Cell{{head("a"), {}, head("c")}},
		Rows: rows(
			[]document.Cell{text("1"), value("1234.5", document.Body, 1), text("…")},
			[]document.Cell{{Text: "nhóm", Style: document.Style{Role: document.Group}, Across: 3}},
			[]document.Cell{{Text: "Tên", Style: document.Style{Role: document.Label}}, text("nội dung"), {}},
			[]document.Cell{{Text: "trái", Style: document.Style{Indent: 2, Italic: true}}, {}, value("1", document.Input, 0)},
		),
	}
	file := open(t, render(t, sheetOf(document.Sheet{Name: "S", Table: table})))
	tests := []struct {
		cell, align, format  string
		bold, bordered, fill bool
	}{
		{"A1", "center", "#,##0", true, true, true},
		{"B1", "center", "#,##0", true, true, true}, // a heading that is left zero
		{"A2", "center", "#,##0", false, true, false},
		{"B2", "right", "#,##0.0", false, true, false}, // a number in a column of texts
		{"C2", "right", "#,##0", false, true, false},   // a text in a column of numbers
		{"A3", "left", "#,##0", true, true, true},      // not centred over all columns
		{"A4", "left", "#,##0", true, false, false},
		{"B4", "left", "#,##0", false, false, false}, // a fact has no borders
		{"A5", "center", "#,##0", false, true, false},
		{"B5", "left", "#,##0", false, true, false}, // an empty cell has its borders
		{"C5", "right", "#,##0", false, true, true},
	}
	for _, test := range tests {
		id, err := file.GetCellStyle("S", test.cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := file.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		format := "#,##0"
		if style.CustomNumFmt != nil {
			format = *style.CustomNumFmt
		}
		if style.Alignment.Horizontal != test.align || format != test.format || style.Font.Bold != test.bold ||
			(len(style.Border) == 4) != test.bordered || (style.Fill.Type == "pattern" && len(style.Fill.Color) > 0) != test.fill {
			t.Errorf("%s: %s %s bold %v borders %d fill %v, want %+v", test.cell, style.Alignment.Horizontal, format,
				style.Font.Bold, len(style.Border), style.Fill, test)
		}
		if style.Font.Family != "Times New Roman" || style.Font.Size != 12 {
			t.Errorf("%s is set in %s %v", test.cell, style.Font.Family, style.Font.Size)
		}
	}
}

func TestRender_EachStyleIsMadeOnce(t *testing.T) {
	few, many := units(2, 3), units(50, 30)
	a, b := open(t, render(t, few)), open(t, render(t, many))
	if len(a.Styles.CellXfs.Xf) != len(b.Styles.CellXfs.Xf) {
		t.Errorf("%d styles for 6 cells, %d for 1500", len(a.Styles.CellXfs.Xf), len(b.Styles.CellXfs.Xf))
	}
}

func TestRender_NormalStyleIsTheBodyFace(t *testing.T) {
	font := open(t, render(t, oneColumn(text("a")))).Styles.Fonts.Font[0]
	if *font.Name.Val != "Times New Roman" || *font.Sz.Val != 12 || font.Scheme != nil {
		t.Errorf("Normal is %s %v, scheme %v: column widths would count another face's digits", *font.Name.Val, *font.Sz.Val, font.Scheme)
	}
}

func TestRender_FreezesHeadAndColumns(t *testing.T) {
	file := open(t, render(t, quarter()))
	for _, test := range []struct {
		sheet, corner, pane string
		x, y                int
	}{
		{"Biểu 01", "C6", "bottomRight", 2, 5},
		{"Kiểm tra", "A4", "bottomLeft", 0, 3},
		{"Bìa", "", "", 0, 0},
	} {
		got, err := file.GetPanes(test.sheet)
		if err != nil {
			t.Fatal(err)
		}
		if got.Freeze != (test.corner != "") || got.TopLeftCell != test.corner || got.ActivePane != test.pane ||
			got.XSplit != test.x || got.YSplit != test.y {
			t.Errorf("%s: panes = %+v, want %+v", test.sheet, got, test)
		}
	}
}

func TestRender_ColumnWidthsAreThoseOfTheTable(t *testing.T) {
	file := open(t, render(t, quarter()))
	for i, c := range modelsSheet().Table.Columns {
		got, err := file.GetColWidth("Biểu 01", document.ColumnName(i+1))
		if err != nil {
			t.Fatal(err)
		}
		if want := c.Width + 0.625; got != want { // five pixels of padding
			t.Errorf("width of %s = %v, want %v", document.ColumnName(i+1), got, want)
		}
	}
}

func TestRender_LinksLeadIntoTheWorkbook(t *testing.T) {
	file := open(t, render(t, quarter()))
	for cell, want := range map[string]string{"B4": "'Biểu 01'!D11", "D4": "'Biểu 01'!D9", "B6": "'Biểu 01'!D10", "C4": ""} {
		ok, target, err := file.GetCellHyperLink("Kiểm tra", cell)
		if err != nil || ok != (want != "") || target != want {
			t.Errorf("link of %s = %v %q %v, want %q", cell, ok, target, err, want)
		}
	}
}

func TestRender_VerdictsAreColouredByTheirText(t *testing.T) {
	formats, err := open(t, render(t, quarter())).GetConditionalFormats("Kiểm tra")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range formats["E4:E6"] {
		got = append(got, f.Type+f.Criteria+f.Value)
	}
	want := []string{`cellequal to"ĐẠT"`, `cellequal to"KHÔNG ĐẠT"`, `cellequal to"KHÔNG KIỂM TRA ĐƯỢC"`}
	if !slices.Equal(got, want) {
		t.Errorf("conditional formats of E4:E6 = %q, want %q; all: %v", got, want, formats)
	}
}

func TestRender_OutlineAndExtentAreDeclared(t *testing.T) {
	doc := sheetOf(document.Sheet{Name: "S", Table: document.Table{
		Columns: []document.Column{{Width: 9}, {Width: 9}},
		Rows: func(yield func(document.Row) bool) {
			for _, level := range []int{0, 1, 2, 1} {
				if !yield(document.Row{Cells: []document.Cell{text("a"), text("b")}, Level: level}) {
					return
				}
			}
		},
	}})
	workbook := render(t, doc)
	sheet := partOf(t, workbook, "xl/worksheets/sheet1.xml")
	for _, want := range []string{`<dimension ref="A1:B4">`, `outlineLevelRow="2"`, `summaryBelow="false"`} {
		if !strings.Contains(sheet, want) {
			t.Errorf("the sheet does not say %s", want)
		}
	}
	if level, err := open(t, workbook).GetRowOutlineLevel("S", 3); err != nil || level != 2 {
		t.Errorf("outline level of row 3 = %d %v, want 2", level, err)
	}
}

func TestRender_ReadsRowsOnce(t *testing.T) {
	doc, passes := units(3, 2), 0
	all := doc.Sheets[0].Table.Rows
	doc.Sheets[0].Table.Rows = func(yield func(document.Row) bool) {
		passes++
		all(yield)
	}
	render(t, doc)
	if passes != 1 {
		t.Errorf("the rows were read %d times", passes)
	}
}

func TestRender_Properties(t *testing.T) {
	file := open(t, render(t, quarter()))
	got, err := file.GetDocProps()
	if err != nil {
		t.Fatal(err)
	}
	want := &excelize.DocProperties{
		Title: quarter().Title, Subject: quarter().Subject, Creator: quarter().Author, LastModifiedBy: quarter().Author,
		Identifier: quarter().Fingerprint, Language: "vi-VN", Created: "2022-04-27T00:00:00Z", Modified: "2022-04-27T00:00:00Z",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("properties = %+v, want %+v", got, want)
	}
	if app, err := file.GetAppProps(); err != nil || app.Application != "baocao 1.0.0" {
		t.Errorf("application = %+v %v", app, err)
	}
}

func TestRender_EveryPartIsWellFormed(t *testing.T) {
	open(t, render(t, quarter())).Pkg.Range(func(name, content any) bool {
		decoder := xml.NewDecoder(bytes.NewReader(content.([]byte)))
		for {
			if _, err := decoder.Token(); err == io.EOF {
				return true
			} else if err != nil {
				t.Errorf("%v: %v", name, err)
				return true
			}
		}
	})
}

func TestRender_RefusesAndWritesNothing(t *testing.T) {
	named := func(names ...string) *document.Document {
		doc := sheetOf(document.Sheet{})
		doc.Sheets = nil
		for _, n := range names {
			doc.Sheets = append(doc.Sheets, document.Sheet{Name: n})
		}
		return doc
	}
	table := func(list ...[]document.Cell) *document.Document {
		return sheetOf(document.Sheet{Name: "S", Table: document.Table{Rows: rows(list...)}})
	}
	huge, _ := new(big.Rat).SetString("1" + strings.Repeat("0", 400))
	untitled := sheetOf(document.Sheet{Name: "S", Table: document.Table{Measure: "Đơn vị tính: đồng"}})
	linked := oneColumn(slices.Repeat([]document.Cell{{Text: "a", Link: "'S'!A1"}}, 65531)...)
	badChart := sheetOf(document.Sheet{Name: "S", Charts: []document.Chart{{Anchor: "chỗ nào"}}})
	tests := []struct {
		name string
		doc  *document.Document
		want string
	}{
		{"no sheet", named(), "at least one sheet"},
		{"no name", named(""), "no name"},
		{"32 characters", named(strings.Repeat("ộ", 32)), "32 characters, at most 31"},
		{"emoji count twice", named(strings.Repeat("😀", 16)), "32 characters, at most 31"},
		{"forbidden character", named("Quý I/2022"), `"Quý I/2022" has one of the characters :\/?*[]`},
		{"apostrophe at the end", named("Bìa'"), "apostrophe"},
		{"name of Excel's own", named("history"), "kept by Excel"},
		{"same name in another case", named("Bìa", "bìa"), `"bìa" is used twice`},
		{"covered cell with text", table([]document.Cell{{Text: "a", Across: 2}, text("b")}), "cell B1: another cell is spanned"},
		{"covered cell below with text", table([]document.Cell{{Text: "a", Down: 2}}, []document.Cell{text("b")}), "cell A2: another cell is spanned"},
		{"spans that overlap", table([]document.Cell{{}, {Down: 2, Text: "b"}}, []document.Cell{{Text: "a", Across: 2}}), "cell A2: it is spanned over"},
		{"span below the table", table([]document.Cell{{Text: "a", Down: 3}}), "column A reaches 2 rows below the table"},
		{"text too long", oneColumn(text(strings.Repeat("ơ", 32768))), "cell A1: the text is longer than 32767"},
		{"stored text too long", oneColumn(live("A2", strings.Repeat("ơ", 32768), 0)), "cell A1: the text is longer than 32767"},
		{"formula too long", oneColumn(live(strings.Repeat("1+", 4096)+"1", "1", 0)), "cell A1: the formula is longer than 8192"},
		{"formula with =", oneColumn(live("=1", "1", 0)), "cell A1: the formula begins with ="},
		{"number beyond doubles", oneColumn(document.Cell{Value: num.Of(num.FromRat(huge))}), "cell A1: the number is too large"},
		{"more links than Excel reads", linked, "65531 cells have a link, at most 65530"},
		{"measure without title", untitled, "needs a title"},
		{"chart without place", badChart, `chart 1: hang it under "chỗ nào"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			err := Render(&out, test.doc)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("Render = %v, want an error with %q", err, test.want)
			}
			if out.Len() > 0 {
				t.Errorf("%d bytes were written", out.Len())
			}
		})
	}
}

func TestRender_AcceptsTheLongestText(t *testing.T) {
	longest := strings.Repeat("ơ", 32767)
	got := judge.Cells(t, render(t, oneColumn(text(longest))))["S"]["A1"].Value
	if got != longest {
		t.Errorf("%d of %d bytes came back", len(got), len(longest))
	}
}

// Excel counts a column's width in digits of the Normal style, which a layout brings along:
// Calibri of 11 points has digits of 7 pixels.
func TestWidths_AreThoseOfTheBodyFaceInALayoutsWorkbook(t *testing.T) {
	file := open(t, render(t, units(1, 3)))
	font := file.Styles.Fonts.Font[0]
	for _, test := range []struct {
		name  string
		size  float64
		digit float64
	}{{"Times New Roman", 12, 8}, {"Calibri", 11, 7}, {"Arial", 10, 7}, {"Không biết", 12, 8}} {
		*font.Name.Val, *font.Sz.Val = test.name, test.size
		if got := normalDigit(file); got != test.digit {
			t.Errorf("%s %v: %v pixels, want %v", test.name, test.size, got, test.digit)
		}
	}
}
