package report_test

import (
	"bytes"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"baocao/report"
	"baocao/report/finding"
	"baocao/report/internal/judge"
	"baocao/report/workspace"
	"baocao/templates"
)

// sample is one report made of the samples folder.
type sample struct {
	name   string
	period string
	args   []string
}

var allSamples = []sample{
	{"phu-xuyen", "", []string{"phu-xuyen/2022-Q1.yaml"}},
	{"cao-lanh", "", []string{"cao-lanh/2022.yaml"}},
	{"minh-long", "", []string{"minh-long/2022-Q1.yaml"}},
	{"thanh-xuan", "", []string{"thanh-xuan/2024.yaml"}},
	{"ngoc-lam", "", []string{"ngoc-lam/2019-H1.yaml"}},
	{"minh-hoa", "2022-Q1", []string{"minh-hoa/2022-Q1.yaml", "minh-hoa/2021-Q4.yaml", "minh-hoa/2021-Q1.yaml"}},
	{"ubnd-xa-minh-hoa", "2024", []string{"ubnd-xa-minh-hoa/2024.yaml", "ubnd-xa-minh-hoa/2023.yaml"}},
}

func builtIn(name string) (fs.FS, string, bool) {
	fsys, err := fs.Sub(templates.FS, name)
	if err != nil {
		return nil, "", false
	}
	_, err = fs.Stat(fsys, "template.yaml")
	return fsys, name, err == nil
}

func options() report.Options {
	return report.Options{Generator: "baocao test", Templates: builtIn, Known: []string{"dan-van"}, Layouts: templates.FS}
}

func open(t testing.TB, args ...string) *workspace.Inputs {
	t.Helper()
	return openFor(t, "", args...)
}

// openFor is open for a period of an office that has several.
func openFor(t testing.TB, period string, args ...string) *workspace.Inputs {
	t.Helper()
	for i := range args {
		args[i] = filepath.Join("..", "samples", args[i])
	}
	in, found, err := workspace.Open(args, period)
	if err != nil || found.HasErrors() {
		t.Fatal(err, found)
	}
	return in
}

// generate makes a sample's report; an error among its findings is a failure.
func generate(t testing.TB, s sample, formats ...report.Format) report.Result {
	t.Helper()
	o := options()
	o.Period, o.Formats = s.period, formats
	return made(t, open(t, append([]string(nil), s.args...)...), o)
}

// made is the report of inputs that have no error.
func made(t testing.TB, in *workspace.Inputs, o report.Options) report.Result {
	t.Helper()
	r, err := report.Generate(in, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Findings {
		if f.Severity == finding.Error {
			t.Errorf("%s", f.In(finding.VI))
		}
	}
	if t.Failed() {
		t.FailNow()
	}
	return r
}

// bytesOf makes a file.
func bytesOf(t fataler, f report.File) []byte {
	data, err := f.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func (s sample) file(t testing.TB, r report.Result, extension string) []byte {
	t.Helper()
	for _, f := range r.Files {
		if strings.HasSuffix(f.Name, extension) {
			return bytesOf(t, f)
		}
	}
	t.Fatalf("%s: no %s among the files", s.name, extension)
	return nil
}

func TestSamples_EveryFormulaGivesTheModelsValue(t *testing.T) {
	var workbooks [][]byte
	for _, s := range allSamples {
		workbooks = append(workbooks, s.file(t, generate(t, s), ".xlsx"))
	}
	workbooks = append(workbooks, bytesOf(t, libraryReport(t).Files[0]))
	judge.Formulas(t, workbooks...)
}

// excelize, as another reader of the cells as they are stored, sees what the file says and
// no error value.
func TestSamples_AnotherReaderSeesTheStoredValues(t *testing.T) {
	for _, s := range allSamples {
		workbook := s.file(t, generate(t, s), ".xlsx")
		f, err := excelize.OpenReader(bytes.NewReader(workbook), excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for sheet, cells := range judge.Cells(t, workbook) {
			for address, c := range cells {
				got, err := f.GetCellValue(sheet, address)
				if err != nil || got != c.Value || strings.HasPrefix(got, "#") {
					t.Errorf("%s '%s'!%s = %q, %v; stored %q", s.name, sheet, address, got, err, c.Value)
				}
				if formula, _ := f.GetCellFormula(sheet, address); formula != c.Formula {
					t.Errorf("%s '%s'!%s: formula %q, stored %q", s.name, sheet, address, formula, c.Formula)
				}
			}
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestSamples_TwoRunsGiveTheSameBytes(t *testing.T) {
	for _, s := range allSamples {
		first, second := generate(t, s), generate(t, s)
		for i, f := range first.Files {
			if !bytes.Equal(bytesOf(t, f), bytesOf(t, second.Files[i])) {
				t.Errorf("%s differs between two runs", f.Name)
			}
		}
	}
}

func TestPhuXuyen_117Is8And66And43(t *testing.T) {
	s := allSamples[0]
	r := generate(t, s)

	text := strings.Join(strings.Fields(judge.PDFText(t, s.file(t, r, ".pdf"))), " ")
	for _, want := range []string{
		"đăng ký được 117 mô hình “Dân vận khéo”, trong đó cấp Thành phố có 08 mô hình; cấp huyện có 66 mô hình và cấp cơ sở có 43 mô hình",
		"44/48",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the PDF does not say %q", want)
		}
	}

	cells := judge.Cells(t, s.file(t, r, ".xlsx"))
	total := cells["Số liệu đơn vị"]["D10"]
	if total.Formula != `IF(COUNT(E10:G10)=3,SUM(E10:G10),"…")` || total.Value != "117" || total.Type != "n" {
		t.Errorf("the total of the unit is %+v, want a SUM of three cells with the number 117 stored", total)
	}
	for address, want := range map[string]string{"E10": "8", "F10": "66", "G10": "43"} {
		if c := cells["Số liệu đơn vị"][address]; c.Value != want || c.Formula != "" {
			t.Errorf("%s = %+v, want the dead number %s", address, c, want)
		}
	}
	shares := map[string]bool{}
	for _, c := range cells["Biểu 06"] {
		if strings.Contains(c.Formula, "MOD(") && c.Type == "n" {
			shares[c.Value] = true
		}
	}
	for _, want := range []string{"6.84", "56.41", "36.75"} {
		if !shares[want] {
			t.Errorf("no share %s on Biểu 06; there are %v", want, shares)
		}
	}
}

// A sheet that a reader adds may use the names of the totals, in LibreOffice as in Excel.
func TestSamples_TotalsHaveNames(t *testing.T) {
	s := allSamples[0]
	f, err := excelize.OpenReader(bytes.NewReader(s.file(t, generate(t, s), ".xlsx")))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.NewSheet("Thêm"); err != nil {
		t.Fatal(err)
	}
	formulas := map[string]string{"A1": "TONG_DVK01", "A2": "TONG_DVK01.huyen*2", "A3": "TONG_DVK01.thanh_pho+TONG_DVK01.co_so"}
	for address, formula := range formulas {
		if err := f.SetCellFormula("Thêm", address, formula); err != nil {
			t.Fatal(err)
		}
	}
	added, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	got := judge.Recalculate(t, added.Bytes())[0]["Thêm"]
	for address, want := range map[string]string{"A1": "117", "A2": "132", "A3": "51"} {
		if got[address].Value != want {
			t.Errorf("%s is %q, want %s", formulas[address], got[address].Value, want)
		}
	}
}

// A layout is named on the command line, before that by the office, before that by the template.
func TestLayout_WhoNamesIt(t *testing.T) {
	for _, c := range []struct{ command, office, want string }{
		{"", "", "nd30"}, {"", "hd05", "hd05"}, {"hd36", "hd05", "hd36"},
	} {
		in := open(t, "ubnd-xa-minh-hoa/2024.yaml")
		in.Settings.Layout = c.office
		o := options()
		o.Layout, o.Formats = c.command, []report.Format{report.PDF}
		if got := made(t, in, o).Document().Page.Profile.Name; got != c.want {
			t.Errorf("command %q, office %q: %s, want %s", c.command, c.office, got, c.want)
		}
	}
}
