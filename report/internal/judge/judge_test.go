package judge

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-pdf/fpdf"
	"github.com/xuri/excelize/v2"
)

// workbook streams one sheet whose cells stand below each other in column A.
func workbook(t *testing.T, cells ...excelize.Cell) []byte {
	t.Helper()
	file := excelize.NewFile()
	defer file.Close()
	if err := file.SetSheetName("Sheet1", "Số liệu đơn vị"); err != nil {
		t.Fatal(err)
	}
	stream, err := file.NewStreamWriter("Số liệu đơn vị")
	if err != nil {
		t.Fatal(err)
	}
	for i, cell := range cells {
		if err := stream.SetRow(fmt.Sprintf("A%d", i+1), []any{cell}); err != nil {
			t.Fatal(err)
		}
	}
	if err := stream.Flush(); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := file.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestCompare_WrongStoredValueIsFound(t *testing.T) {
	right := workbook(t,
		excelize.Cell{Value: 66}, excelize.Cell{Value: 51},
		excelize.Cell{Formula: "SUM(A1:A2)", Value: 117},
		excelize.Cell{Formula: `IF(A1>A2,"ĐẠT","KHÔNG ĐẠT")`, Value: "ĐẠT"},
		excelize.Cell{Formula: `IF(A1>A2,"","…")`, Value: ""},
		excelize.Cell{Formula: "A1/7", Value: 66.0 / 7})
	wrong := workbook(t,
		excelize.Cell{Value: 66}, excelize.Cell{Value: 51},
		excelize.Cell{Formula: "SUM(A1:A2)", Value: 116},
		excelize.Cell{Formula: `IF(A1>A2,"ĐẠT","KHÔNG ĐẠT")`, Value: "KHÔNG ĐẠT"},
		excelize.Cell{Formula: "A1", Value: "66"},
		excelize.Cell{Formula: "A1/(A2-51)", Value: "#DIV/0!"},
		excelize.Cell{Formula: "A1+A2"})
	recalculated := Recalculate(t, right, wrong)

	if got := Compare(Cells(t, right), recalculated[0]); len(got) > 0 {
		t.Errorf("Compare of a right workbook = %v, want nothing", got)
	}
	var got []string
	for _, d := range Compare(Cells(t, wrong), recalculated[1]) {
		got = append(got, d.String())
	}
	want := []string{
		`'Số liệu đơn vị'!A3 = SUM(A1:A2): stored "116", recalculated "117"`,
		`'Số liệu đơn vị'!A4 = IF(A1>A2,"ĐẠT","KHÔNG ĐẠT"): stored "KHÔNG ĐẠT", recalculated "ĐẠT"`,
		`'Số liệu đơn vị'!A5 = A1: stored "66", recalculated "66"`,
		`'Số liệu đơn vị'!A6 = A1/(A2-51): stored "#DIV/0!", recalculated "#DIV/0!"`,
		`'Số liệu đơn vị'!A7 = A1+A2: stored "", recalculated "117"`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("Compare of a wrong workbook =\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestCells_ReadsEachKindOfCell(t *testing.T) {
	got := Cells(t, workbook(t,
		excelize.Cell{Value: 1.5},
		excelize.Cell{Value: "=không phải công thức"},
		excelize.Cell{Formula: `"x"`, Value: "x"},
		excelize.Cell{Value: true},
		excelize.Cell{StyleID: 0}))["Số liệu đơn vị"]
	want := map[string]Cell{
		"A1": {Value: "1.5", Type: "n"},
		"A2": {Value: "=không phải công thức", Type: "s"},
		"A3": {Value: "x", Formula: `"x"`, Type: "s"},
		"A4": {Value: "1", Type: "b"},
	}
	if len(got) != len(want) {
		t.Errorf("Cells gives %d cells, want %d: empty ones are left out", len(got), len(want))
	}
	for address, cell := range want {
		if got[address] != cell {
			t.Errorf("Cells[%s] = %+v, want %+v", address, got[address], cell)
		}
	}
}

func TestCells_SharedAndRichText(t *testing.T) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, content := range map[string]string{
		"xl/workbook.xml": `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
			`<sheets><sheet name="Bìa" r:id="rId7"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId7" Target="worksheets/s.xml"/></Relationships>`,
		"xl/sharedStrings.xml":       `<sst><si><t>một</t></si><si><r><t>Dân </t></r><r><t>vận</t></r></si></sst>`,
		"xl/worksheets/s.xml":        `<worksheet><sheetData><row><c r="B2" t="s"><v>1</v></c></row></sheetData></worksheet>`,
	} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if got, want := Cells(t, out.Bytes())["Bìa"]["B2"], (Cell{Value: "Dân vận", Type: "s"}); got != want {
		t.Errorf("Cells[B2] = %+v, want %+v", got, want)
	}
}

func TestNeed_AbsentProgramSkipsAndFailsInCI(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	for _, c := range []struct {
		ci   string
		want string
	}{{"", "skip"}, {"true", "fatal"}} {
		t.Setenv("CI", c.ci)
		r := &recorder{TB: t}
		Need(r, "qpdf")
		if !strings.HasPrefix(r.said, c.want+": qpdf is not installed") {
			t.Errorf("with CI=%q: %q, want a %s", c.ci, r.said, c.want)
		}
	}
}

// recorder keeps what a helper would do to its test.
type recorder struct {
	testing.TB
	said string
}

func (r *recorder) say(kind, format string, args []any) {
	if r.said == "" {
		r.said = kind + ": " + fmt.Sprintf(format, args...)
	}
}
func (r *recorder) Helper()                           {}
func (r *recorder) Skipf(format string, args ...any)  { r.say("skip", format, args) }
func (r *recorder) Fatalf(format string, args ...any) { r.say("fatal", format, args) }

func TestPDF_EachJudgeReads(t *testing.T) {
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetTitle("Bao cao", false)
	for _, text := range []string{"one", "two"} {
		pdf.AddPage()
		pdf.SetFont("Helvetica", "", 12)
		pdf.Cell(40, 10, text)
	}
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		t.Fatal(err)
	}
	QPDFCheck(t, out.Bytes())
	if got := strings.Fields(PDFText(t, out.Bytes(), "-f", "2")); !slices.Equal(got, []string{"two"}) {
		t.Errorf("PDFText of page 2 = %q", got)
	}
	if got := PDFInfo(t, out.Bytes()); got["Pages"] != "2" || got["Title"] != "Bao cao" {
		t.Errorf("PDFInfo = %v", got)
	}
	if got := PDFFonts(t, out.Bytes()); !strings.Contains(got, "Helvetica") {
		t.Errorf("PDFFonts = %s", got)
	}
	pictures := Pictures(t, out.Bytes(), 20)
	if len(pictures) != 2 || !bytes.HasPrefix(pictures[0], []byte("\x89PNG")) {
		t.Errorf("Pictures gives %d pictures, want two PNG", len(pictures))
	}
}

func TestPrintWorkbook_GivesPDF(t *testing.T) {
	pdf := PrintWorkbook(t, workbook(t, excelize.Cell{Value: "Dân vận khéo"}))
	if got := PDFText(t, pdf); !strings.Contains(got, "Dân vận khéo") {
		t.Errorf("printed text = %q", got)
	}
}

func TestRecalculate_LeavesNothingBehind(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	t.Run("inner", func(t *testing.T) {
		Recalculate(t, workbook(t, excelize.Cell{Formula: "1+1", Value: 2}))
	})
	left, err := filepath.Glob(filepath.Join(os.TempDir(), "*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}
