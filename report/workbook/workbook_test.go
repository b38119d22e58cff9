package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baocao/report/finding"
	"baocao/report/period"
	"baocao/report/source"
)

// The parts of the smallest workbook; tests put others in their place.
const (
	contentTypes = `<Types/>`
	rootRels     = `<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/><Relationship Id="r2" Type="http://x/extended-properties" Target="docProps/app.xml"/></Relationships>`
	app          = `<Properties><Application>Microsoft Excel</Application></Properties>`
	book         = `<workbook xmlns:r="http://x"><sheets><sheet name="Số liệu" sheetId="1" r:id="rId1"/></sheets></workbook>`
	bookRels     = `<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="rId3" Type="http://x/styles" Target="styles.xml"/></Relationships>`
)

// with makes a workbook; pairs are names and contents, which replace or follow the usual ones.
func with(t testing.TB, pairs ...string) []byte {
	t.Helper()
	usual := []string{"[Content_Types].xml", contentTypes, "_rels/.rels", rootRels, "docProps/app.xml", app,
		"xl/workbook.xml", book, "xl/_rels/workbook.xml.rels", bookRels}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	given := map[string]bool{}
	for i := 0; i < len(pairs); i += 2 {
		given[pairs[i]] = true
	}
	for i := 0; i < len(usual); i += 2 {
		if !given[usual[i]] {
			pairs = append(pairs, usual[i], usual[i+1])
		}
	}
	for i := 0; i < len(pairs); i += 2 {
		out, err := w.Create(pairs[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := out.Write([]byte(pairs[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func sheet(rows string) []string {
	return []string{"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}
}

// cells reads the first sheet: every cell with its row.
func cells(data []byte) (all []string, refused *finding.Finding) {
	b, refused := Open(source.File{Path: "a.xlsx", Data: data})
	if refused != nil {
		return nil, refused
	}
	refused = b.Sheets[0].Rows(func(r *Row) {
		for _, c := range r.Cells {
			all = append(all, fmt.Sprintf("%d,%d %s", r.Number, c.Col, shown(c)))
		}
	})
	return all, refused
}

func shown(c Cell) string {
	s := [...]string{"blank", "number", "text", "bool", "error"}[c.Kind] + " " + c.Text
	switch {
	case c.Shape == Percent:
		s += " %"
	case c.Shape == Date:
		s += " day " + c.Day.String()
	}
	if c.Live {
		s += " =" + c.Formula
	}
	return s
}

// One cell each, as the programs that clerks use write it.
func TestRows_CellsOfEveryProgram(t *testing.T) {
	styles := `<styleSheet><numFmts count="3"><numFmt numFmtId="164" formatCode="[$-42A]dd\/mm\/yyyy;@"/><numFmt numFmtId="165" formatCode="0.0%"/><numFmt numFmtId="166" formatCode="#,##0&quot; ngày&quot;"/></numFmts>` +
		`<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="3"/></cellXfs></styleSheet>`
	shared := `<sst><si><t>một</t></si><si><r><rPr><b/></rPr><t>Dân </t></r><r><t xml:space="preserve">vận</t></r><rPh><t>zz</t></rPh></si><si><t/></si><si><t>a&amp;b &lt;&#x111;&gt;_x000D_&#10;c</t></si></sst>`
	for _, tc := range []struct{ name, row, want string }{
		{"integer", `<c r="B1"><v>1234</v></c>`, "1,2 number 1234"},
		{"type n", `<c r="B1" t="n"><v>12</v></c>`, "1,2 number 12"},
		{"leading zeros", `<c r="B1"><v>007</v></c>`, "1,2 number 7"},
		{"seventeen digits", `<c r="B1"><v>1.1000000000000001</v></c>`, "1,2 number 1.1"},
		{"noise of a sum", `<c r="B1"><v>50085449.99999999</v></c>`, "1,2 number 50085450"},
		{"exponent", `<c r="B1"><v>1.5E+2</v></c>`, "1,2 number 150"},
		{"small", `<c r="B1"><v>1E-3</v></c>`, "1,2 number 0.001"},
		{"minus zero", `<c r="B1"><v>-0.0</v></c>`, "1,2 number 0"},
		{"sixteen digits", `<c r="B1"><v>1234567890123456</v></c>`, "1,2 number 1234567890123456"},
		{"no number", `<c r="B1"><v>0x1F</v></c>`, "1,2 text 0x1F"},
		{"percent", `<c r="B1" s="2"><v>0.45</v></c>`, "1,2 number 0.45 %"},
		{"percent of its own", `<c r="B1" s="4"><v>0.45700000000000002</v></c>`, "1,2 number 0.457 %"},
		{"day", `<c r="B1" s="1"><v>44678</v></c>`, "1,2 number 44678 day 2022-04-27"},
		{"day and hour", `<c r="B1" s="3"><v>44678.5</v></c>`, "1,2 number 44678.5 day 2022-04-27"},
		{"time", `<c r="B1" s="1"><v>0.5</v></c>`, "1,2 number 0.5 day "},
		{"before the day that never was", `<c r="B1" s="1"><v>59</v></c>`, "1,2 number 59 day 1900-02-28"},
		{"after it", `<c r="B1" s="1"><v>61</v></c>`, "1,2 number 61 day 1900-03-01"},
		{"word in a format", `<c r="B1" s="5"><v>3</v></c>`, "1,2 number 3"},
		{"unknown style", `<c r="B1" s="99"><v>3</v></c>`, "1,2 number 3"},
		{"ISO day", `<c r="B1" t="d"><v>2022-04-27T00:00:00</v></c>`, "1,2 number 2022-04-27T00:00:00 day 2022-04-27"},
		{"shared string", `<c r="B1" t="s"><v>0</v></c>`, "1,2 text một"},
		{"rich text", `<c r="B1" t="s"><v>1</v></c>`, "1,2 text Dân vận"},
		{"empty string", `<c r="B1" t="s"><v>2</v></c>`, ""},
		{"escapes", `<c r="B1" t="s"><v>3</v></c>`, "1,2 text a&b <đ>\r\nc"},
		{"inline string", `<c r="B1" t="inlineStr"><is><t>chữ</t></is></c>`, "1,2 text chữ"},
		{"inline string with spaces", `<c r="B1" t="inlineStr" s="3"><is><t xml:space="preserve"> a&amp;b </t></is></c>`, "1,2 text  a&b "},
		{"escape of an escape", `<c r="B1" t="inlineStr"><is><t>_x005F_x0041_</t></is></c>`, "1,2 text _x0041_"},
		{"CDATA", `<c r="B1" t="inlineStr"><is><t><![CDATA[a<b]]></t></is></c>`, "1,2 text a<b"},
		{"comment", `<!-- <c r="A1"><v>1</v></c> --><c r="B1"><v>2</v></c>`, "1,2 number 2"},
		{"truth", `<c r="B1" t="b"><v>1</v></c>`, "1,2 bool TRUE"},
		{"error", `<c r="B1" t="e"><v>#REF!</v></c>`, "1,2 error #REF!"},
		{"formula", `<c r="B1"><f aca="false">SUM(C1:D1)</f><v>3</v></c>`, "1,2 number 3 =SUM(C1:D1)"},
		{"formula as text", `<c r="B1" t="str"><f>A1&amp;"x"</f><v>5x</v></c>`, `1,2 text 5x =A1&"x"`},
		{"formula that shows nothing", `<c r="B1" t="str"><f>""</f><v></v></c>`, ""},
		{"formula that nobody computed", `<c r="B1"><f>1+1</f><v></v></c>`, "1,2 blank  =1+1"},
		{"formula without a value", `<c r="B1"><f>1+1</f></c>`, "1,2 blank  =1+1"},
		{"shared formula", `<c r="B1"><f t="shared" ref="B1:C1" si="0">A1+1</f><v>2</v></c><c r="C1"><f t="shared" si="0"/><v>3</v></c>`, "1,2 number 2 =A1+1;1,3 number 3 =A1+1"},
		{"styled and empty", `<c r="B1" s="1"/><c r="C1" s="1"></c>`, ""},
		{"no addresses", `<c><v>1</v></c><c t="inlineStr"><is><t>b</t></is></c>`, "1,1 number 1;1,2 text b"},
		{"single quotes", `<c r='B1' t = 's'><v>0</v></c>`, "1,2 text một"},
		{"far column", `<c r="XFD1"><v>1</v></c>`, "1,16384 number 1"},
		{"prefix", `<x:c r="B1"><x:v>1</x:v></x:c>`, "1,2 number 1"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			data := with(t, append(sheet(`<row r="1">`+tc.row+`</row>`), "xl/sharedStrings.xml", shared, "xl/styles.xml", styles)...)
			got, refused := cells(data)
			if refused != nil {
				t.Fatal(refused.In(finding.EN))
			}
			if s := strings.Join(got, ";"); s != tc.want {
				t.Errorf("read %q, want %q", s, tc.want)
			}
			// Written in a way that is not plain, it says the same.
			data = with(t, append(sheet(`<row r="1">`+notPlain(tc.row)+`</row>`), "xl/sharedStrings.xml", shared, "xl/styles.xml", styles)...)
			if got, _ := cells(data); strings.Join(got, ";") != tc.want {
				t.Errorf("the scanner reads %q, want %q", got, tc.want)
			}
		})
	}
}

// notPlain writes cells in a way that only the scanner reads.
func notPlain(rows string) string { return strings.ReplaceAll(rows, "<c ", "<c\n") }

func TestRows_Of1904(t *testing.T) {
	data := with(t, append(sheet(`<row><c s="0"><v>43216</v></c></row>`),
		"xl/workbook.xml", strings.Replace(book, "<sheets>", `<workbookPr date1904="1"/><sheets>`, 1),
		"xl/styles.xml", `<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>`)...)
	got, _ := cells(data)
	if want := []string{"1,1 number 43216 day 2022-04-27"}; !cmp.Equal(got, want) {
		t.Errorf("read %q, want %q", got, want)
	}
}

func TestFormatShape(t *testing.T) {
	for code, want := range map[string]Shape{
		"General": General, "#,##0": General, `0.0"d"`: General, `\d0`: General, "[Red]0": General, "@": General, "0.00E+00": General,
		"0%": Percent, "d/m/yyyy": Date, "[$-409]h:mm": Date, "[h]:mm": Date, `#,##0 "đ"`: General, `"mở`: General, "_-* #,##0": General,
	} {
		if got := formatShape(code); got != want {
			t.Errorf("formatShape(%q) = %d, want %d", code, got, want)
		}
	}
}

// What is hostile or damaged is refused, soon, and without the memory that it asks for.
func TestOpen_RefusesWhatIsNoSoundWorkbook(t *testing.T) {
	row := func(content string) []byte { return with(t, sheet(content)...) }
	good := row(`<row r="1"><c r="A1"><v>1</v></c></row>`)
	bomb := with(t, sheet(strings.Repeat(`<row/>`, 5_000_000))...)
	for _, tc := range []struct {
		name string
		data []byte
		code finding.Code
		says string
	}{
		{"nothing", nil, finding.Empty, ""},
		{"cut off", good[:len(good)-30], finding.BrokenWorkbook, "cut off"},
		{"old Excel", []byte(oleMagic + "…"), finding.FileType, ".xls"},
		{"locked", []byte(oleMagic + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), finding.FileType, "password"},
		{"PDF", []byte("%PDF-1.7"), finding.FileType, "PDF"},
		{"web page", []byte("\n<HTML><table>"), finding.FileType, "HTML"},
		{"CSV", []byte("unit,period"), finding.FileType, "no Excel workbook"},
		{"macros", with(t, "xl/vbaProject.bin", "x"), finding.FileType, ".xlsm"},
		{"binary", with(t, "xl/workbook.bin", "x"), finding.FileType, ".xlsb"},
		{"Word", with(t, "word/document.xml", "x"), finding.FileType, ".docx"},
		{"OpenDocument", with(t, "META-INF/manifest.xml", "x"), finding.FileType, ".ods"},
		{"twice", with(t, "xl/A.xml", "x", "XL\\a.xml", "y"), finding.BrokenWorkbook, "twice"},
		{"no main part", with(t, "_rels/.rels", `<Relationships/>`), finding.BrokenWorkbook, "main part"},
		{"no sheet", with(t), finding.BrokenWorkbook, "is missing"},
		{"no workbook", with(t, "_rels/.rels", strings.Replace(rootRels, "workbook.xml", "gone.xml", 1)), finding.BrokenWorkbook, "gone.xml"},
		{"bomb", bomb, finding.TooLarge, "ratio"},
		{"sheet ends early", with(t, "xl/worksheets/sheet1.xml", `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>`), finding.BrokenWorkbook, "too early"},
		{"tag ends early", with(t, "xl/worksheets/sheet1.xml", `<worksheet><sheetData><row r="1`), finding.BrokenWorkbook, "too early"},
		{"crossed tags", with(t, "xl/worksheets/sheet1.xml", `<worksheet><sheetData></worksheet></sheetData>`), finding.BrokenWorkbook, "well formed"},
		{"two roots", with(t, "xl/worksheets/sheet1.xml", `<worksheet/><worksheet/>`), finding.BrokenWorkbook, "well formed"},
		{"entities", with(t, "xl/worksheets/sheet1.xml", `<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>`), finding.BrokenWorkbook, "entities"},
		{"unknown entity", row(`<row><c t="str"><v>&a;</v></c></row>`), finding.BrokenWorkbook, "well formed"},
		{"UTF-16", with(t, "xl/worksheets/sheet1.xml", "\xFF\xFE<\x00"), finding.BrokenWorkbook, "UTF-8"},
		{"bad bytes", row("<row><c t=\"str\"><v>\xFF</v></c></row>"), finding.BrokenWorkbook, "UTF-8"},
		{"deep", with(t, "xl/worksheets/sheet1.xml", strings.Repeat("<a>", 1000)), finding.BrokenWorkbook, "well formed"},
		{"row 99999999", row(`<row r="99999999"><c><v>1</v></c></row>`), finding.BrokenWorkbook, "row number"},
		{"rows backwards", row(`<row r="2"/><row r="1"/>`), finding.BrokenWorkbook, "row number"},
		{"cells backwards", row(`<row><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>`), finding.BrokenWorkbook, "cell address"},
		{"column AAAA", row(`<row><c r="AAAA1"><v>1</v></c></row>`), finding.BrokenWorkbook, "cell address"},
		{"column -", row(`<row><c r="1"><v>1</v></c></row>`), finding.BrokenWorkbook, "cell address"},
		{"cell without a row", row(`<c r="A1"><v>1</v></c>`), finding.BrokenWorkbook, "outside"},
		{"shared string 9", row(`<row><c t="s"><v>9</v></c></row>`), finding.BrokenWorkbook, "shared text"},
		{"many styles", with(t, append(sheet(""), "xl/styles.xml", "<styleSheet><cellXfs>"+strings.Repeat("<xf/>", 70_000)+"</cellXfs></styleSheet>")...), finding.TooLarge, "styles"},
		{"damaged part", flipped(good), finding.BrokenWorkbook, "damaged"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			begin := time.Now()
			_, refused := cells(tc.data)
			if took := time.Since(begin); took > time.Second {
				t.Errorf("took %v", took)
			}
			if refused == nil {
				t.Fatal("nothing is said")
			}
			if refused.Code != tc.code || !strings.Contains(refused.In(finding.EN), tc.says) || refused.Pos.File != "a.xlsx" {
				t.Errorf("said %s, want %s with %q", refused.In(finding.EN), tc.code, tc.says)
			}
		})
	}
}

// flipped changes a byte of the first part's packed data.
func flipped(data []byte) []byte {
	out := bytes.Clone(data)
	name := int(binary.LittleEndian.Uint16(out[26:]))
	out[30+name+int(binary.LittleEndian.Uint16(out[28:]))+3] ^= 0xFF
	return out
}

func TestOpen_KnowsTheProgramAndHiddenSheets(t *testing.T) {
	b, refused := Open(source.File{Data: with(t, "xl/workbook.xml",
		`<workbook><sheets><sheet name="A&amp;B" id="rId1" state="veryHidden"/><sheet name="C" id="rId9" state="visible"/></sheets></workbook>`)})
	if refused != nil {
		t.Fatal(refused.In(finding.EN))
	}
	if b.Application != "Microsoft Excel" || len(b.Sheets) != 2 || !b.Sheet("A&B").Hidden || b.Sheet("C").Hidden || b.Sheet("D") != nil {
		t.Errorf("book %+v", b)
	}
}

func TestDay_EveryDayOfACentury(t *testing.T) {
	day := time.Date(1950, 1, 1, 0, 0, 0, 0, time.UTC)
	for n := 18264; day.Year() < 2051; n++ {
		want := period.Date{Year: day.Year(), Month: int(day.Month()), Day: day.Day()}
		if got := epoch1900.day(fmt.Sprint(n)); got != want {
			t.Fatalf("day %d is %v, want %v", n, got, want)
		}
		day = day.AddDate(0, 0, 1)
	}
}

func TestWords_SayWhatIsThere(t *testing.T) {
	w := &words{seed: maphash.MakeSeed()}
	for range 2 {
		for n := range 3 * len(w.texts) {
			want := fmt.Sprint("chữ ", n)
			if got, ok := w.text([]byte(want)); got != want || !ok {
				t.Fatalf("%q became %q, %v", want, got, ok)
			}
		}
		if _, ok := w.text([]byte("\xFF")); ok {
			t.Error("took what is not UTF-8")
		}
	}
}

// Books that differ in one part are not taken for each other.
func TestOpen_AfterAnotherBook(t *testing.T) {
	styled := func(format string) []byte {
		return with(t, append(sheet(`<row><c s="0"><v>0.5</v></c></row>`),
			"xl/styles.xml", `<styleSheet><cellXfs><xf numFmtId="`+format+`"/></cellXfs></styleSheet>`)...)
	}
	for range 2 {
		for format, want := range map[string]string{"1": "1,1 number 0.5", "9": "1,1 number 0.5 %"} {
			if got, refused := cells(styled(format)); !cmp.Equal(got, []string{want}) {
				t.Errorf("format %s: read %q, want %q, refused %v", format, got, want, refused)
			}
		}
	}
}

func FuzzSheet(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f t="shared" si="0">A1</f><v>1.5E3</v></c></row>`)
	f.Add(`<row><c t="inlineStr"><is><r><t>a&amp;b_x000D_</t></r></is></c><!-- x --><![CDATA[y]]></row>`)
	f.Add(`<row r="1"><c r="A1" s="1" t="str"><f>1&amp;2</f><v>12</v></c><c r="C1" t="inlineStr"><is><t xml:space="preserve"> x_x005F_</t></is></c></row>`)
	f.Fuzz(func(t *testing.T, rows string) {
		read := func(rows string) ([]string, *finding.Finding) {
			return cells(with(t, append(sheet(rows), "xl/sharedStrings.xml", "<sst><si><t>x</t></si></sst>")...))
		}
		all, refused := read(rows)
		for _, c := range all {
			if strings.ContainsRune(c, 0xFFFD) && !strings.ContainsRune(rows, 0xFFFD) {
				t.Fatalf("read %q of %q, refused %v", c, rows, refused)
			}
		}
		if strings.Contains(rows, "<!") || emptyCell.MatchString(rows) { // where the change says something else
			return
		}
		if scanned, again := read(notPlain(rows)); !cmp.Equal(all, scanned) || (refused == nil) != (again == nil) {
			t.Fatalf("read %q of %q, refused %v; the scanner reads %q, refused %v", all, rows, refused, scanned, again)
		}
	})
}

func FuzzRaw(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f t="shared" si="0">A1+$C$2&amp;"A1"</f><v>1.5E3</v></c><c r="D1"><f t="shared" si="0"/></c></row>`)
	f.Add(`<row><c t="inlineStr"><is><r><t>a&amp;b_x000D_</t></r></is></c><c><f t="array">1</f></c></row>`)
	f.Fuzz(func(t *testing.T, rows string) {
		all, _ := raw(with(t, append(sheet(rows), "xl/sharedStrings.xml", "<sst><si><t>x</t></si></sst>")...))
		again, _ := raw(with(t, append(sheet(rows), "xl/sharedStrings.xml", "<sst><si><t>x</t></si></sst>")...))
		if strings.Join(all, ";") != strings.Join(again, ";") {
			t.Fatalf("read %q, and then %q", all, again)
		}
	})
}

// emptyCell is one whose address nobody looks at.
var emptyCell = regexp.MustCompile(`<c r="[^>]*(/>|></c>)`)
