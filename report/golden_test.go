package report_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"baocao/report"
	"baocao/report/document"
	"baocao/report/source"
	"baocao/report/unit"
	"baocao/report/workspace"
	"baocao/templates"
)

var update = flag.Bool("update", false, "rewrite the golden documents; read every line that changes")

// golden compares a document's text with the committed one.
func golden(t *testing.T, name string, doc *document.Document) {
	t.Helper()
	var got bytes.Buffer
	if err := document.Text(&got, doc); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("%s:\n%s", path, firstDifference(got.String(), string(want)))
	}
}

// The pages of every sample, word for word.
func TestGolden_PagesOfSamples(t *testing.T) {
	for _, s := range allSamples {
		doc := *generate(t, s).Document()
		doc.Sheets = nil
		golden(t, s.name, &doc)
	}
}

// branches is three branches of a library over two quarters, with everything that a small
// report can hold: a register, zeros, missing and inapplicable figures, a branch that did
// not report. Nothing in the code knows its template.
var branches = map[string]string{
	"2022-Q2/trung-tam.yaml": `unit: trung-tam
period: 2022-Q2
figures:
  MUON: { thieu_nhi: 410, sinh_vien: 520, nguoi_lon: 75 }
  DOC: { thieu_nhi: 300, sinh_vien: 0, nguoi_lon: 41 }
  TRA: 880/1005
  MOI: 120
  LOAI: 15
  KHO: 8105
registers:
  ngay_hoi:
    - { ten: Ngày sách Việt Nam, ngay: 21/4/2022, ban_doc: "học sinh, sinh viên", so_nguoi: 200 }
    - { ten: "=Đọc cùng em", ngay: 2022-06-01, ban_doc: thieu_nhi }
`,
	"2022-Q2/bac.json": `{"unit": "bac", "period": "2022-Q2", "figures": {
  "MUON": {"thieu_nhi": 3, "sinh_vien": 3, "nguoi_lon": 1}, "DOC": 9, "TRA": "x", "KHO": {"value": 900, "qualifier": "gần"}}}`,
	"2022-Q1/trung-tam.yaml": `unit: trung-tam
period: 2022-Q1
figures: { MUON: { thieu_nhi: 400, sinh_vien: 500, nguoi_lon: 100 }, MOI: 0, LOAI: 0, KHO: 8000 }
`,
}

func TestGolden_Library(t *testing.T) {
	golden(t, "thu-vien", libraryReport(t).Document())
}

// libraryReport consolidates the branches.
func libraryReport(t *testing.T) report.Result {
	t.Helper()
	list := []unit.Listed{{Unit: unit.Unit{Code: "tinh", Name: "Thư viện tỉnh", Level: "tinh"}}}
	for _, branch := range [][2]string{{"trung-tam", "Chi nhánh Trung tâm"}, {"bac", "Chi nhánh Bắc"}, {"nam", "Chi nhánh Nam"}} {
		list = append(list, unit.Listed{Unit: unit.Unit{Code: branch[0], Name: branch[1], Parent: "tinh"}})
	}
	tree, _ := unit.NewTree(list)
	in := &workspace.Inputs{Units: tree}
	for _, name := range []string{"2022-Q2/trung-tam.yaml", "2022-Q2/bac.json", "2022-Q1/trung-tam.yaml"} {
		in.Files = append(in.Files, source.File{Path: name, Name: name, Data: []byte(branches[name])})
	}
	return made(t, in, report.Options{Template: "thu-vien", Period: "2022-Q2", Formats: []report.Format{report.XLSX, report.JSON},
		Templates: library, Layouts: templates.FS, Generator: "baocao test"})
}
