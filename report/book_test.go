package report_test

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"baocao/report"
	"baocao/report/finding"
	"baocao/report/internal/forge"
	"baocao/report/internal/judge"
	"baocao/report/source"
	"baocao/report/spec"
	"baocao/report/verify"
	"baocao/report/workspace"
	"baocao/samples/clerk"
)

// bookOffice is the sample whose template has a workbook that was laid out in a spreadsheet.
var bookOffice = filepath.Join("..", "samples", "bieu-excel")

// bookTemplate reads its template, with another workbook where one is given.
func bookTemplate(t testing.TB, book []byte) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range []string{"template.yaml", "summary.md", "workbook.xlsx"} {
		data, err := os.ReadFile(filepath.Join(bookOffice, "mau", name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	if book != nil {
		files["workbook.xlsx"].Data = book
	}
	return files
}

// bookReport makes the sample's report by a template.
func bookReport(t testing.TB, template fs.FS, formats ...report.Format) report.Result {
	t.Helper()
	in, found, err := workspace.Open([]string{bookOffice}, "2022-Q1")
	if err != nil || found.HasErrors() {
		t.Fatal(err, found)
	}
	o := options()
	o.Period, o.Formats = "2022-Q1", formats
	o.Templates = func(name string) (fs.FS, string, bool) { return template, name, name == "mau" }
	return made(t, in, o)
}

// Whoever laid the workbook out, every formula gives what is stored: those that lead to the
// audit sheets and the clerk's own, in the eyes of LibreOffice. openpyxl opens it unwarned.
func TestBook_EveryFormulaGivesWhatIsStored(t *testing.T) {
	own := bookTemplate(t, nil)
	resaved := bookTemplate(t, judge.Resave(t, own["workbook.xlsx"].Data))
	var workbooks [][]byte
	for _, template := range []fs.FS{own, resaved} {
		workbooks = append(workbooks, bytesOf(t, bookReport(t, template, report.XLSX).Files[0]))
	}
	judge.Formulas(t, workbooks...)
	for _, w := range workbooks {
		if cells := judge.OpenPyXL(t, w); cells < 500 {
			t.Errorf("openpyxl sees %d cells", cells)
		}
	}
}

// The six units' rows stand where the layout has one; whatever spoke of it or of what is
// below speaks of where it has gone.
func TestBook_EverythingFollowsTheRows(t *testing.T) {
	data := bytesOf(t, bookReport(t, bookTemplate(t, nil), report.XLSX).Files[0])
	cells := judge.Cells(t, data)
	for _, c := range []struct{ sheet, cell, formula, value, kind string }{
		{"Biểu 01", "A1", "", "BAN DÂN VẬN HUYỆN UỶ MINH HOẠ", "s"},
		{"Biểu 01", "A3", "", "Huyện Minh Hoạ, quý I năm 2022", "s"},
		{"Biểu 01", "A8", "", "2", "n"},
		{"Biểu 01", "B12", "", "Xã Thứ Năm", "s"},
		{"Biểu 01", "C7", `IF('Số liệu đơn vị'!D10="","…",'Số liệu đơn vị'!D10)`, "7", "n"},
		{"Biểu 01", "C12", `IF('Số liệu đơn vị'!D15="","…",'Số liệu đơn vị'!D15)`, "…", "s"},
		{"Biểu 01", "H12", `IF(COUNT(C12,G12)=2,C12-G12,"…")`, "…", "s"},
		{"Biểu 01", "I8", `IF(COUNT(C8,C$13)<2,"…",IF(C$13=0,"x",ROUND(C8*100/C$13,2)))`, "25", "n"},
		{"Biểu 01", "C13", "SUM(C7:C12)", "20", "n"},
		{"Biểu 01", "C14", "'Số liệu đơn vị'!D8", "20", "n"},
		{"Biểu 01", "H14", `IF(AND(C13=C14,D13=D14,E13=E14,F13=F14),"khớp","lệch")`, "khớp", "s"},
		{"Biểu 01", "A15", "", "Chưa nộp: Xã Thứ Năm. Ô “…” là chưa có số liệu.", "s"},
		{"Biểu 01", "A34", "", "NGƯỜI LẬP BIỂU", "s"},
		{"Biểu 02", "B5", "", "Mô hình “Dân vận khéo”", "s"},
		{"Biểu 02", "D15", "'Số liệu đơn vị'!L8", "92.59", "n"},
		{"Danh sách", "C6", "'Danh sách mô hình'!C7", "=Camera an ninh khu dân cư", "s"},
		{"Danh sách", "E8", "SUM(E4:E7)", "209", "n"},
	} {
		if got, want := cells[c.sheet][c.cell], (judge.Cell{Value: c.value, Formula: c.formula, Type: c.kind}); got != want {
			t.Errorf("%s!%s is %+v, want %+v", c.sheet, c.cell, got, want)
		}
	}
	if blank, there := cells["Danh sách"]["E6"]; there {
		t.Errorf("what the register lacks is %+v", blank)
	}
	all := partsOf(t, data)
	for _, want := range []string{
		`<mergeCell ref="A13:B13"/>`, `<mergeCell ref="D5:F5"/>`, `sqref="H7:H12"`, `sqref="A7:I12"`, `sqref="H14"`, `ySplit="6"`, // of Biểu 01
		`&#39;Biểu 01&#39;!$A$1:$I$34`, `&#39;Biểu 01&#39;!$5:$6`, `&#39;Biểu 01&#39;!$C$13`, // print area, repeated rows, a name
		`&#39;Biểu 01&#39;!$B$7:$B$12`, `&#39;Biểu 01&#39;!$C$7:$C$12`, `<row>16</row>`, // the chart, and where it hangs
		`<autoFilter ref="A3:E7"`, `sqref="D4:D7"`, // of Danh sách
	} {
		if !strings.Contains(all, want) {
			t.Errorf("nowhere in the workbook stands %s", want)
		}
	}
	for _, not := range []string{"{{", "numCache", "strCache"} {
		if strings.Contains(all, not) {
			t.Errorf("the workbook has %s", not)
		}
	}
}

// partsOf is the text of all parts of a workbook.
func partsOf(t testing.TB, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&b, r); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// verify proves such a workbook as any other, and names a cell that was altered, of the
// clerk's sheets too: a sum, a word that was typed in the layout, a figure.
func TestBook_VerifyFindsWhatWasAltered(t *testing.T) {
	data := bytesOf(t, bookReport(t, bookTemplate(t, nil), report.XLSX).Files[0])
	judged := func(data []byte) verify.Result {
		r, err := verify.Files([]source.File{{Path: "a.xlsx", Name: "a.xlsx", Data: data}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	if r := judged(data); r.Verdict != verify.Agree {
		t.Errorf("untouched: %+v", r)
	}
	if r := judged(judge.Resave(t, data)); r.Verdict != verify.Agree {
		t.Errorf("saved by another program: %+v", r)
	}
	for _, c := range []struct{ cell, pattern, with string }{
		{"C13", `<v>20</v>`, `<v>21</v>`},
		{"C13", `SUM\(C7:C12\)`, `SUM(C7:C11)`},
		{"B9", `Xã Thứ Ba|Xã Thứ Hai`, `Xã Thứ Bảy`},
		{"C8", `<v>5</v>`, `<v>6</v>`},
	} {
		altered := forge.Edited(t, data, "xl/worksheets/sheet2.xml", func(xml string) string {
			return forge.Replaced(t, xml, c.cell, c.pattern, c.with)
		})
		r := judged(altered)
		if r.Verdict != verify.Differ || !slices.ContainsFunc(r.Faults, func(f verify.Fault) bool { return strings.HasSuffix(f.Place.In(finding.EN), "!"+c.cell) }) {
			t.Errorf("%s altered to %s: %+v", c.cell, c.with, r)
		}
	}
}

// The workbook is part of the template: another one makes another fingerprint.
func TestBook_IsInTheTemplatesHash(t *testing.T) {
	own := bookTemplate(t, nil)
	other := bookTemplate(t, forge.Edited(t, own["workbook.xlsx"].Data, "xl/worksheets/sheet1.xml", func(xml string) string { return xml + "\n" }))
	digest := regexp.MustCompile(`"template": \{\s*"name": "bieu-excel",\s*"sha256": "([0-9a-f]{64})"`)
	hash := func(template fs.FS) string {
		found := digest.FindSubmatch(bytesOf(t, bookReport(t, template, report.JSON).Files[0]))
		if found == nil {
			t.Fatal("the JSON has no hash of the template")
		}
		return string(found[1])
	}
	was := hash(own)
	if was == hash(other) {
		t.Error("a changed workbook leaves the hash of the template as it was")
	}
	if was != hash(own) {
		t.Error("the hash differs from run to run")
	}
}

func TestBook_SameBytes(t *testing.T) {
	template := bookTemplate(t, nil)
	if !bytes.Equal(bytesOf(t, bookReport(t, template, report.XLSX).Files[0]), bytesOf(t, bookReport(t, template, report.XLSX).Files[0])) {
		t.Error("two runs give different bytes")
	}
}

// Truth values and errors that a clerk's formulas give keep their kinds, a name that looks
// like a formula is text for ever, and an office without units has one empty row.
func TestBook_OddCells(t *testing.T) {
	template := fstest.MapFS{
		"template.yaml": {Data: []byte("name: thu\ntitle: Thử\nperiods: [quarter]\nindicators:\n  A: { label: Việc, measure: việc, nature: flow }\n" +
			"registers:\n  ds: { label: Danh sách, columns: { ten: { label: Tên } } }\n")},
		"summary.md": {Data: []byte("---\nkind: BÁO CÁO\nsubject: thử\n---\nCó {{ n \"A\" }} việc.\n")},
		"workbook.xlsx": {Data: clerk.Book(t, `S!A1: {{ rows "units" }}{{ unit }}
S!B1: {{ n "A" }}
S!C1: =B1>1
S!D1: =B1/(B1-1)
S!E1: =A1&""
S!A2: -5
S!B2: =SUM(B1)
S!C2: =COUNTIF(C1,TRUE)
S!D2: =IFERROR(SUM(D1),"lỗi")
S!A3: {{ rows "register ds" }}{{ order }}
S!B3: {{ column "ten" }}
S!B4: =COUNTA(B3)
T!A1: =S!B1/S!B2
T!A2: =AVERAGE(S!B1,S!B3)
`)},
	}
	// A cell that is one of many where the row is repeated has no value of its own.
	if _, found := spec.Load(template, "mau", nil); len(found) != 1 || found[0].Code != finding.BookFormula || found[0].Pos.Cell != "A1" || found[0].Pos.Sheet != "T" {
		t.Errorf("found %v", found)
	}
	template["workbook.xlsx"].Data = forge.Edited(t, template["workbook.xlsx"].Data, "xl/worksheets/sheet2.xml", func(xml string) string {
		return strings.Replace(xml, "S!B1/S!B2", "SUM(S!B1)/S!B2", 1)
	})
	folder := t.TempDir()
	for name, text := range map[string]string{
		"baocao.yaml":    "unit: h\ntemplate: mau\n",
		"units.csv":      "code,name,level,parent\nh,Huyện H,huyen,\na,=Xã A,xa,h\nb,Xã B,xa,h\nc,Xã C,xa,h\n",
		"2022-Q1/so.csv": "unit,period,indicator,breakdown,category,value\na,2022-Q1,A,,,1\nb,2022-Q1,A,,,5\n",
	} {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	in, found, err := workspace.Open([]string{folder}, "2022-Q1")
	if err != nil || found.HasErrors() {
		t.Fatal(err, found)
	}
	o := options()
	o.Period, o.Formats = "2022-Q1", []report.Format{report.XLSX}
	o.Templates = func(name string) (fs.FS, string, bool) { return template, name, name == "mau" }
	data := bytesOf(t, made(t, in, o).Files[0])
	cells := judge.Cells(t, data)["S"]
	for cell, want := range map[string]judge.Cell{
		"A1": {Value: "=Xã A", Type: "s"},
		"C1": {Value: "0", Formula: "B1>1", Type: "b"},
		"C2": {Value: "1", Formula: "B2>1", Type: "b"},
		"C3": {Value: "1", Formula: "B3>1", Type: "b"}, // "…" is more than any number
		"D1": {Value: "#DIV/0!", Formula: "B1/(B1-1)", Type: "e"},
		"D2": {Value: "1.25", Formula: "B2/(B2-1)", Type: "n"},
		"D3": {Value: "#VALUE!", Formula: "B3/(B3-1)", Type: "e"},
		"E1": {Value: "=Xã A", Formula: `A1&""`, Type: "s"},
		"A4": {Value: "-5", Type: "s"},
		"B4": {Value: "6", Formula: "SUM(B1:B3)", Type: "n"},
		"C4": {Value: "2", Formula: "COUNTIF(C1:C3,TRUE)", Type: "n"},
		"D4": {Value: "lỗi", Formula: `IFERROR(SUM(D1:D3),"lỗi")`, Type: "s"},
		"B6": {Value: "0", Formula: "COUNTA(B5)", Type: "n"},
	} {
		if got := cells[cell]; got != want {
			t.Errorf("%s is %+v, want %+v", cell, got, want)
		}
	}
	for _, cell := range []string{"A5", "B5"} {
		if got, there := cells[cell]; there {
			t.Errorf("%s of an empty register is %+v", cell, got)
		}
	}
	for _, d := range judge.Compare(judge.Cells(t, data), judge.Recalculate(t, data)[0]) {
		if d.Stored != d.Recalculated { // an error that is right is none to this test
			t.Error(d)
		}
	}
	if r, err := verify.Files([]source.File{{Path: "a.xlsx", Name: "a.xlsx", Data: data}}, nil); err != nil || r.Verdict != verify.Agree {
		t.Errorf("verify: %+v %v", r, err)
	}
	file, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for cell, quoted := range map[string]bool{"A1": true, "A2": false} {
		style, err := file.GetCellStyle("S", cell)
		if err != nil {
			t.Fatal(err)
		}
		mark := file.Styles.CellXfs.Xf[style].QuotePrefix
		if got := mark != nil && *mark; got != quoted {
			t.Errorf("%s stays text when it is edited: %t, want %t", cell, got, quoted)
		}
	}
}
