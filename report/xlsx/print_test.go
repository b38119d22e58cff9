package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"
	"io"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"baocao/report/document"
	"baocao/report/internal/judge"
	"baocao/report/num"
)

func TestPrint_AreasAndTitlesOfEachSheet(t *testing.T) {
	names := map[string]string{}
	for _, d := range open(t, render(t, quarter())).GetDefinedName() {
		names[d.Scope+" "+strings.TrimPrefix(d.Name, "_xlnm.")] = d.RefersTo
	}
	want := map[string]string{
		"Bìa Print_Area":              "'Bìa'!$A$1:$B$11",
		"Biểu 01 Print_Titles":        "'Biểu 01'!$4:$5",
		"Biểu 01 Print_Area":          "'Biểu 01'!$A$1:$H$28", // down to the foot of its chart
		"Kiểm tra Print_Titles":       "'Kiểm tra'!$3:$3",
		"Kiểm tra Print_Area":         "'Kiểm tra'!$A$1:$E$6",
		"Số liệu đơn vị Print_Titles": "'Số liệu đơn vị'!$3:$4",
		"Số liệu đơn vị Print_Area":   "'Số liệu đơn vị'!$A$1:$G$8",
	}
	for name, place := range want {
		if names[name] != place {
			t.Errorf("%s = %q, want %q", name, names[name], place)
		}
	}
	if len(names) != len(want) {
		t.Errorf("names = %v, want %d", names, len(want))
	}
}

func TestPrint_PaperAndPages(t *testing.T) {
	portrait := units(1, 5)
	portrait.Sheets[0].Portrait = true
	for _, test := range []struct {
		name        string
		doc         *document.Document
		orientation string
		wide, tall  int
		titles      string
	}{
		{"small", units(3, 5), "landscape", 1, 1, ""},
		{"a little too long", units(32, 5), "landscape", 1, 1, ""},
		{"long", units(100, 5), "landscape", 1, 0, ""},
		{"portrait", portrait, "portrait", 1, 1, ""},
	} {
		file := open(t, render(t, test.doc))
		layout, err := file.GetPageLayout(unitsSheet)
		if err != nil {
			t.Fatal(err)
		}
		if *layout.Size != 9 || *layout.Orientation != test.orientation || *layout.FitToWidth != test.wide || *layout.FitToHeight != test.tall {
			t.Errorf("%s: paper %d %s, %d pages wide, %d tall, want %+v", test.name, *layout.Size, *layout.Orientation, *layout.FitToWidth, *layout.FitToHeight, test)
		}
		titles := ""
		for _, d := range file.GetDefinedName() {
			if d.Name == "_xlnm.Print_Titles" {
				titles = d.RefersTo
			}
		}
		if titles != test.titles {
			t.Errorf("%s: print titles = %q, want %q", test.name, titles, test.titles)
		}
		props, err := file.GetSheetProps(unitsSheet)
		if err != nil || !*props.FitToPage {
			t.Errorf("%s is not fitted to pages: %v", test.name, err)
		}
	}
}

// A sheet too wide to read on one page goes on beside it, cut between the groups of its head;
// LibreOffice prints no group on two pages, and every page has the first columns.
func TestPrint_PagesSideBySideAreCutBetweenGroups(t *testing.T) {
	s := document.Sheet{Name: "Rộng", FreezeCol: 1}
	s.Table.Columns = []document.Column{{Width: 30}}
	head := [2][]document.Cell{{{Text: "Đơn-vị", Down: 2}}, {{}}}
	row := []document.Cell{text("Xã-Minh-Tân")}
	for group := range 13 {
		for i := range 7 {
			top := document.Cell{}
			if i == 0 {
				top = document.Cell{Text: fmt.Sprintf("Nhóm-%d", group), Across: 7}
			}
			head[0] = append(head[0], top)
			head[1] = append(head[1], text(fmt.Sprintf("c%d.%d", group, i)))
			row = append(row, text("1"))
			s.Table.Columns = append(s.Table.Columns, document.Column{Width: 9})
		}
	}
	s.Table.Head, s.Table.Rows = head[:], rows(row)
	workbook := render(t, sheetOf(s))
	layout, err := open(t, workbook).GetPageLayout("Rộng")
	if err != nil || *layout.AdjustTo < 45 || *layout.AdjustTo > 60 {
		t.Errorf("scale %d%%: %v", *layout.AdjustTo, err)
	}
	pages := strings.Split(strings.TrimSuffix(judge.PDFText(t, judge.PrintWorkbook(t, workbook), "-raw"), "\f"), "\f")
	if len(pages) != 5 { // 3 groups a page
		t.Errorf("%d pages", len(pages))
	}
	for i, page := range pages {
		if !strings.Contains(page, "Xã-Minh-Tân") {
			t.Errorf("page %d has no name of the unit", i+1)
		}
		for group := range 13 {
			if n := strings.Count(page, fmt.Sprintf("c%d.", group)); n != 0 && n != 7 {
				t.Errorf("page %d has %d columns of group %d", i+1, n, group)
			}
		}
	}
}

// Every one of several pages side by side repeats the first columns, and with them the title
// and the notes: what reached over more than these columns would be cut on all but the first.
func TestPrint_TitlesKeepToTheColumnsThatEachPageRepeats(t *testing.T) {
	doc := units(2, 60)
	s := &doc.Sheets[0]
	s.FreezeCol = 2
	s.Titles = []string{"Biểu 02. Tiếp công dân, đối thoại, đơn thư và hoà giải"}
	s.Table.Foot = []string{"Ghi chú: “…”: chưa có số liệu; “x”: không áp dụng cho đơn vị này"}
	file := open(t, render(t, doc))
	merged, err := file.GetMergeCells(unitsSheet)
	if err != nil {
		t.Fatal(err)
	}
	var areas []string
	for _, m := range merged {
		areas = append(areas, m[0])
	}
	note := s.BodyRow() + 2 + 1
	if want := []string{"A1:B1", fmt.Sprintf("A%d:B%d", note, note)}; !slices.Equal(areas, want) {
		t.Errorf("merged = %v, want %v", areas, want)
	}
	for _, row := range []int{1, note} {
		if height, _ := file.GetRowHeight(unitsSheet, row); height < 2*lineHeight {
			t.Errorf("row %d is %v points high: its text has one line", row, height)
		}
	}
}

// Of a loose page the header tells whose it is; it stands clear of the table.
func TestPrint_HeaderNamesUnitAndPeriod(t *testing.T) {
	doc := sheetOf(document.Sheet{Name: "Có", Header: document.Header{Left: "Xã Ân & Phú", Right: "6 tháng đầu năm 2022"},
		Titles: []string{"Tiêu đề"}, Table: document.Table{Rows: rows([]document.Cell{text("a")})}})
	doc.Sheets = append(doc.Sheets, document.Sheet{Name: "Không", Table: document.Table{Rows: rows([]document.Cell{text("b")})}})
	workbook := render(t, doc)
	pages := strings.Split(judge.PDFText(t, judge.PrintWorkbook(t, workbook)), "\f")
	if !strings.Contains(pages[0], "Xã Ân & Phú") || !strings.Contains(pages[0], "6 tháng đầu năm 2022") {
		t.Errorf("the first page says %q", pages[0])
	}
	if strings.Contains(pages[1], "Xã Ân") {
		t.Errorf("the second page says %q", pages[1])
	}
	margins, err := open(t, workbook).GetPageMargins("Có")
	if err != nil {
		t.Fatal(err)
	}
	if room := (*margins.Top - *margins.Header) * 72; room < 1.5*10 {
		t.Errorf("%.1f points for a line of 10 points", room)
	}
}

// Excel takes a header of 255 characters at most, and one of doubled signs is the longest.
func TestPrint_LongestHeaderFits(t *testing.T) {
	h := document.NewHeader(strings.Repeat("& ", 100), strings.Repeat("& ", 100), strings.Repeat("&", 20))
	if got := header(h); len(utf16.Encode([]rune(got))) > 255 {
		t.Errorf("%d characters: %s", len(got), got)
	}
	render(t, sheetOf(document.Sheet{Name: "S", Header: h, Table: document.Table{Rows: rows([]document.Cell{text("a")})}}))
}

func TestPrint_FooterNamesSheetAndPage(t *testing.T) {
	const name = "Thu & chi"
	doc := sheetOf(document.Sheet{Name: name, Table: document.Table{Rows: rows([]document.Cell{text("a")})}})
	workbook := render(t, doc)
	got := judge.PDFText(t, judge.PrintWorkbook(t, workbook))
	for _, want := range []string{name, "Trang 1/1"} {
		if !strings.Contains(got, want) {
			t.Errorf("the printed page says %q, without %q", got, want)
		}
	}
	margins, err := open(t, workbook).GetPageMargins(name)
	if err != nil {
		t.Fatal(err)
	}
	for side, m := range map[string]*float64{"left": margins.Left, "right": margins.Right, "top": margins.Top,
		"bottom": margins.Bottom, "header": margins.Header, "footer": margins.Footer} {
		if m == nil || *m == 0 {
			t.Errorf("the %s margin is not set", side)
		}
	}
}

func TestHeight_RowsGetWhatWrappedTextNeeds(t *testing.T) {
	long := strings.Repeat("hướng dẫn thực hiện ", 5)
	doc := sheetOf(document.Sheet{Name: "S", Table: document.Table{
		Columns: []document.Column{{Width: 30}, {Width: 30}},
		Head:    [][]document.Cell{{{Text: "a", Down: 2}, head("b")}, {{}, head(long)}},
		Rows: rows(
			[]document.Cell{text("ngắn"), {}},
			[]document.Cell{text(long), {}},
			[]document.Cell{{Text: long, Across: 2}},
		),
		Foot: []string{long},
	}})
	file := open(t, render(t, doc))
	var got []float64
	for row := 1; row <= 7; row++ {
		height, err := file.GetRowHeight("S", row)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, height)
	}
	want := []float64{18.75, 66, 18.75, 66, 34.5, 18.75, 34.5}
	if !slices.Equal(got, want) {
		t.Errorf("heights = %v, want %v", got, want)
	}
}

// LibreOffice prints no heading as the last row of a page, wherever pages happen to end.
func TestPrint_HeadingsStandWithWhatTheyHead(t *testing.T) {
	for _, size := range []int{3, 4, 5} {
		s := document.Sheet{Name: "Số liệu", Together: true, Titles: []string{"Biểu mẫu"}}
		s.Table.Columns = []document.Column{{Width: 40}, {Width: 100}}
		var list [][]document.Cell
		for section := range 30 {
			list = append(list, []document.Cell{head(fmt.Sprintf("Đầu-%d.", section)), {}}, []document.Cell{head(fmt.Sprintf("Nối-%d.", section)), {}})
			for i := range size {
				list = append(list, []document.Cell{text(fmt.Sprintf("Dòng-%d.%d", section, i)), {}})
			}
		}
		s.Table.Rows = rows(list...)
		pages := strings.Split(judge.PDFText(t, judge.PrintWorkbook(t, render(t, sheetOf(s))), "-raw"), "\f")
		if len(pages) < 4 {
			t.Errorf("%d pages", len(pages))
		}
		for section := range 30 {
			for _, page := range pages {
				for _, word := range []string{"Nối-%d.", "Dòng-%d.0"} {
					if strings.Contains(page, fmt.Sprintf("Đầu-%d.", section)) && !strings.Contains(page, fmt.Sprintf(word, section)) {
						t.Errorf("sections of %d rows: heading %d is cut off from what follows", size, section)
					}
				}
			}
		}
	}
}

// LibreOffice prints an indicator and its parts on one page, and the notes with the last of them.
func TestPrint_PartsStandWithTheirWhole(t *testing.T) {
	for _, parts := range []int{2, 3, 4, 5} {
		s := document.Sheet{Name: "Biểu 06", Together: true, Titles: []string{"Biểu 06"}}
		s.Table.Columns = []document.Column{{Width: 40}, {Width: 100}}
		s.Table.Head = [][]document.Cell{{head("Chỉ tiêu"), head("Số")}}
		s.Table.Foot = []string{"Ghi chú: hết."}
		s.Table.Rows = func(yield func(document.Row) bool) {
			for whole := range 30 {
				for i := range parts + 1 {
					row := document.Row{Cells: []document.Cell{text(fmt.Sprintf("Dòng-%d.%d", whole, i)), {}}, Follows: i > 0}
					if !yield(row) {
						return
					}
				}
			}
		}
		pages := strings.Split(judge.PDFText(t, judge.PrintWorkbook(t, render(t, sheetOf(s))), "-raw"), "\f")
		if len(pages) < 4 {
			t.Errorf("%d pages", len(pages))
		}
		for _, page := range pages {
			for whole := range 30 {
				if strings.Contains(page, fmt.Sprintf("Dòng-%d.0", whole)) != strings.Contains(page, fmt.Sprintf("Dòng-%d.%d", whole, parts)) {
					t.Errorf("%d parts: those of %d are cut off", parts, whole)
				}
			}
			if strings.Contains(page, "hết") && !strings.Contains(page, "Dòng-29.") {
				t.Errorf("%d parts: the notes stand alone", parts)
			}
		}
	}
}

// A folded column keeps its width for whoever unfolds it, and takes none of the page. The
// button stands above the column before, which is that of the whole.
func TestOutline_FoldedColumns(t *testing.T) {
	doc := units(1, 40)
	columns := doc.Sheets[0].Table.Columns
	for i := 5; i < 40; i++ {
		columns[i].Level, columns[i].Hidden = 1, true
	}
	workbook := render(t, doc)
	file := open(t, workbook)
	for column, folded := range map[string]bool{"E": false, "F": true, "AN": true} {
		level, _ := file.GetColOutlineLevel(unitsSheet, column)
		visible, _ := file.GetColVisible(unitsSheet, column)
		width, _ := file.GetColWidth(unitsSheet, column)
		if (level == 1) != folded || visible == folded || width < 12 {
			t.Errorf("column %s: level %d, visible %v, width %v", column, level, visible, width)
		}
	}
	xml := partOf(t, workbook, "xl/worksheets/sheet1.xml")
	for _, want := range []string{`outlineLevelCol="1"`, `summaryRight="false"`} {
		if !strings.Contains(xml, want) {
			t.Errorf("the sheet does not have %s", want)
		}
	}
	if layout, err := file.GetPageLayout(unitsSheet); err != nil || *layout.FitToWidth != 1 {
		t.Errorf("the sheet is not printed one page wide: %v", err)
	}
}

func TestTitles_StayInSightOverWideTables(t *testing.T) {
	for _, test := range []struct {
		columns int
		align   string
		area    string
	}{{5, "center", "A1:E1"}, {60, "left", "A1:J1"}} {
		doc := units(1, test.columns)
		doc.Sheets[0].Titles = []string{"SỐ LIỆU"}
		file := open(t, render(t, doc))
		id, err := file.GetCellStyle(unitsSheet, "A1")
		if err != nil {
			t.Fatal(err)
		}
		style, err := file.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		merged, err := file.GetMergeCells(unitsSheet)
		if err != nil || len(merged) != 1 {
			t.Fatalf("merged = %v %v", merged, err)
		}
		if style.Alignment.Horizontal != test.align || merged[0][0] != test.area || !style.Font.Bold || style.Font.Size != 14 {
			t.Errorf("%d columns: title %s over %s, want %s over %s", test.columns, style.Alignment.Horizontal, merged[0][0], test.align, test.area)
		}
	}
}

func TestChart_DrawsWhatIsKnownAndNamesWhatIsNot(t *testing.T) {
	workbook := render(t, quarter())
	chart := partOf(t, workbook, "xl/charts/chart1.xml")
	for _, want := range []string{
		`<c:tx><c:v>Cùng kỳ &amp; khác</c:v></c:tx>`,
		`<a:t>Mô hình “Dân vận khéo” theo cấp</a:t>`,
		`<a:t> (mô hình)</a:t>`,
		`<c:f>&#39;Biểu 01&#39;!$B$7:$B$9</c:f>`,
		`<c:f>&#39;Biểu 01&#39;!$F$7:$F$9</c:f>`,
		`<c:ptCount val="3"/><c:pt idx="0"><c:v>5</c:v></c:pt><c:pt idx="2"><c:v>40</c:v></c:pt>`, // no 0 for the missing one
		`<c:dLbl><c:idx val="1"/><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr lang="vi-VN"/><a:t>…</a:t>`,
		`<c:min val="0"/>`,
		`<c:legend>`,
	} {
		if !strings.Contains(chart, want) {
			t.Errorf("the chart does not have %s", want)
		}
	}
	drawing := partOf(t, workbook, "xl/drawings/drawing1.xml")
	if !strings.Contains(drawing, "Biểu đồ cột: cấp Thành phố 8, cấp huyện 66, cấp cơ sở 43 mô hình.") {
		t.Error("the chart has no words for those who cannot see it")
	}
	if printed := judge.PDFText(t, judge.PrintWorkbook(t, workbook)); !strings.Contains(printed, "Cùng kỳ & khác") {
		t.Error("LibreOffice does not draw the chart's legend")
	}
}

func TestChart_NegativeValuesAndOneSeries(t *testing.T) {
	chart, err := drawChart(document.Chart{Labels: []string{"a"}, Series: []document.Series{{Name: "b", Points: points("-3")}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, never := range []string{`<c:min val`, `<c:legend>`} {
		if bytes.Contains(chart, []byte(never)) {
			t.Errorf("the chart has %s", never)
		}
	}
}

func TestPacker_BytesDoNotDependOnTheOrderOfEntries(t *testing.T) {
	pack := func(names ...string) []byte {
		var out bytes.Buffer
		p := newPacker(&out, map[string]sheetRows{"b": {rest: []byte("<row></row>"), dimension: "A1:B2"}})
		for _, name := range names {
			w, err := p.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, text := range []string{"content of " + name, "<sheetData>", "</sheetData>"} {
				if n, err := io.WriteString(w, text); err != nil || n != len(text) {
					t.Fatal(n, err)
				}
			}
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	if !bytes.Equal(pack("a", "b", "c"), pack("c", "b", "a")) {
		t.Error("another order of entries gave other bytes")
	}
	if err := newPacker(io.Discard, nil).AddFS(nil); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("AddFS = %v", err)
	}
}

func TestPacker_RefusesASheetWithoutAPlaceForRows(t *testing.T) {
	p := newPacker(io.Discard, map[string]sheetRows{"a": {}})
	if _, err := p.Create("a"); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err == nil {
		t.Error("the rows were lost without an error")
	}
}

// A sheet of several pieces is one stream, with the digest of the whole.
func TestRender_LargeSheetIsWhole(t *testing.T) {
	const rows, figures = 4000, 20
	workbook := render(t, units(rows, figures))
	if size := len(partOf(t, workbook, "xl/worksheets/sheet1.xml")); size < 5*pieceSize {
		t.Fatalf("the sheet has only %d bytes: it is no test of several pieces", size)
	}
	cells := judge.Cells(t, workbook)[unitsSheet]
	for i := range rows * figures {
		address := document.Address(i%figures+1, i/figures+1)
		if cells[address].Value != strconv.Itoa(i) {
			t.Fatalf("%s = %q, want %d", address, cells[address].Value, i)
		}
	}
}

func TestRender_BytesDoNotDependOnTheNumberOfCores(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one := render(t, units(2000, 20))
	runtime.GOMAXPROCS(4)
	for range 5 {
		if !bytes.Equal(render(t, units(2000, 20)), one) {
			t.Fatal("more cores gave other bytes")
		}
	}
}

func BenchmarkRender_1000Units60Figures(b *testing.B) {
	doc := units(1000, 60)
	b.ReportAllocs()
	for b.Loop() {
		if err := Render(io.Discard, doc); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRender_20000Links(b *testing.B) {
	doc := sheetOf(document.Sheet{Name: "S", Table: document.Table{Rows: func(yield func(document.Row) bool) {
		for range 20_000 {
			if !yield(document.Row{Cells: []document.Cell{{Text: "DVK01", Link: "'S'!A1"}}}) {
				return
			}
		}
	}}})
	b.ReportAllocs()
	for b.Loop() {
		if err := Render(io.Discard, doc); err != nil {
			b.Fatal(err)
		}
	}
}

func TestNames_HoldInTheWholeWorkbook(t *testing.T) {
	doc := units(3, 5)
	doc.Sheets[0].Names = []document.Name{{Name: "TONG_DVK01", Cell: "$D$8"}, {Name: "TONG_DVK01.huyen", Cell: "$E$8"}}
	got := map[string]string{}
	for _, d := range open(t, render(t, doc)).GetDefinedName() {
		if d.Scope == "Workbook" {
			got[d.Name] = d.RefersTo
		}
	}
	want := map[string]string{"TONG_DVK01": "'Số liệu đơn vị'!$D$8", "TONG_DVK01.huyen": "'Số liệu đơn vị'!$E$8"}
	if !maps.Equal(got, want) {
		t.Errorf("names = %v, want %v", got, want)
	}
}

func TestNames_RefusesWhatExcelWould(t *testing.T) {
	for _, name := range []string{"", "1A", "TONG A", strings.Repeat("A", 256)} {
		doc := units(1, 1)
		doc.Sheets[0].Names = []document.Name{{Name: name, Cell: "$D$8"}}
		if err := Render(io.Discard, doc); err == nil {
			t.Errorf("the name %q is taken", name)
		}
	}
}

// The library hangs a chart by rows a little lower than they are drawn, so the area must
// end in the row where it ends the chart.
func TestPrint_AreaHoldsChartsOfManyBars(t *testing.T) {
	for _, n := range []int{1, 3, 12, 30} {
		doc := sheetOf(document.Sheet{Name: "Biểu 01", Table: document.Table{Columns: []document.Column{{Width: 90}}}})
		c := document.Chart{Title: "Theo lĩnh vực", Anchor: "A2", LabelsRef: "'Biểu 01'!$A$1:$A$1"}
		for _, name := range []string{"quý I/2021", "quý I/2022"} {
			c.Series = append(c.Series, document.Series{Name: name, Ref: "'Biểu 01'!$A$1:$A$1", Points: make([]document.Point, n)})
		}
		c.Labels = make([]string, n)
		doc.Sheets[0].Charts = []document.Chart{c}
		data := render(t, doc)
		_, after, _ := strings.Cut(partOf(t, data, "xl/drawings/drawing1.xml"), "<xdr:to>")
		_, after, _ = strings.Cut(after, "<xdr:row>")
		foot, _, _ := strings.Cut(after, "</xdr:row>") // counted from 0
		last, err := strconv.Atoi(foot)
		if err != nil {
			t.Fatal(err)
		}
		if area := open(t, data).GetDefinedName()[0].RefersTo; !strings.HasSuffix(area, "$"+strconv.Itoa(last+1)) {
			t.Errorf("%d labels: the area is %s, and the chart ends in row %d", n, area, last+1)
		}
	}
}

// A stacked chart of thirty bars below a long table goes whole on a page of its own.
func TestPrint_ChartsAreNotDivided(t *testing.T) {
	s := document.Sheet{Name: "Biểu đồ", Portrait: true, Table: document.Table{Columns: []document.Column{{Width: 70}, {Width: 18}},
		Head: [][]document.Cell{{{Text: "Biểu"}, {Text: "Số"}}}}}
	c := document.Chart{Title: "Tên-biểu", Anchor: "A65", Stacked: true, LabelsRef: "'Biểu đồ'!$A$2:$A$31"}
	var body [][]document.Cell
	for i := range 60 {
		body = append(body, []document.Cell{text(fmt.Sprintf("Xã-%d", i)), {Value: num.OfInt(3)}})
	}
	for s := range 2 {
		one := document.Series{Name: fmt.Sprintf("phần-%d", s), Ref: "'Biểu đồ'!$B$2:$B$31"}
		for range 30 {
			one.Points = append(one.Points, document.Point{Value: num.OfInt(3), Text: "3"})
		}
		c.Series = append(c.Series, one)
	}
	for i := range 30 {
		c.Labels = append(c.Labels, fmt.Sprintf("Xã-%d", i))
	}
	s.Table.Rows, s.Charts = rows(body...), []document.Chart{c}
	pages := strings.Split(strings.TrimSuffix(judge.PDFText(t, judge.PrintWorkbook(t, render(t, sheetOf(s)))), "\f"), "\f")
	last := pages[len(pages)-1]
	for _, want := range []string{"Tên-biểu", "Xã-0", "Xã-29", "phần-0", "phần-1"} {
		if !strings.Contains(last, want) {
			t.Errorf("the last of %d pages has no %s: %q", len(pages), want, last)
		}
	}
}

// Of a sheet to look things up in only the titles are printed.
func TestPrint_OnScreen(t *testing.T) {
	s := document.Sheet{Name: "S", OnScreen: true, Titles: []string{"Tên-trang", "Lời-dặn"}}
	s.Table = document.Table{Head: [][]document.Cell{{head("Đầu-bảng")}}, Columns: make([]document.Column, 1)}
	s.Table.Rows = rows(slices.Repeat([][]document.Cell{{text("Dòng")}}, 200)...)
	printed := judge.PDFText(t, judge.PrintWorkbook(t, render(t, sheetOf(s))))
	if strings.Contains(printed, "Dòng") || strings.Contains(printed, "Đầu-bảng") || !strings.Contains(printed, "Lời-dặn") || !strings.Contains(printed, "Trang 1/1") {
		t.Errorf("printed: %q", printed)
	}
}

// A signal is drawn where its formula holds, in every part of its place and nowhere else.
func TestSignals_LibreOfficeDrawsThem(t *testing.T) {
	drawn := func(left, right int64) (grave bool) {
		number := func(n int64) document.Cell { return document.Cell{Value: num.OfInt(n)} }
		s := document.Sheet{Name: "S", Signals: []document.Signal{{Place: "A1:A2 C1:C2", Formula: "A1>B1", Grave: true}}}
		s.Table.Columns = make([]document.Column, 4)
		s.Table.Rows = rows([]document.Cell{number(1), number(5), number(1), number(5)}, []document.Cell{number(1), number(5), number(left), number(right)})
		for _, picture := range judge.Pictures(t, judge.PrintWorkbook(t, render(t, sheetOf(s))), 40) {
			drawing, err := png.Decode(bytes.NewReader(picture))
			if err != nil {
				t.Fatal(err)
			}
			for y := range drawing.Bounds().Dy() {
				for x := range drawing.Bounds().Dx() {
					r, g, b, _ := drawing.At(x, y).RGBA()
					grave = grave || fmt.Sprintf("%02X%02X%02X", r>>8, g>>8, b>>8) == failedFill
				}
			}
		}
		return grave
	}
	if drawn(5, 5) {
		t.Error("a signal is drawn where its formula does not hold")
	}
	if !drawn(6, 5) {
		t.Error("no signal is drawn where its formula holds")
	}
}
