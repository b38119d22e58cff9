package report_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"baocao/report"
	"baocao/report/document"
	"baocao/report/source"
	"baocao/report/unit"
	"baocao/report/workspace"
	"baocao/templates"
)

// manyTemplate has one table of units, on the page and in the workbook.
var manyTemplate = fstest.MapFS{
	"template.yaml": {Data: []byte(`name: nhieu
title: Nhiều đơn vị
periods: [quarter]
indicators:
  A: { label: Việc, measure: việc, nature: flow, own: add }
  B: { label: Xong, measure: việc, nature: flow }
  R: { label: Tỷ lệ, measure: "%", formula: B / A * 100, decimals: 1 }
tables:
  don_vi: { title: Biểu 01. Đơn vị, rows: units, columns: [order, unit, A, B, R, note] }
workbook: [don_vi]
`)},
	"summary.md": {Data: []byte("---\nkind: BÁO CÁO\nsubject: việc\n---\n{{ table \"don_vi\" }}\n")},
}

// many makes the report of a province of three districts with so many communes each; the
// last district has figures of its own.
func many(t *testing.T, communes int) *document.Document {
	t.Helper()
	list := []unit.Listed{{Unit: unit.Unit{Code: "tinh", Name: "Tỉnh A", Level: "tinh"}}}
	data := "unit,period,indicator,breakdown,category,value\n"
	for d := range 3 {
		district := fmt.Sprintf("h%d", d)
		list = append(list, unit.Listed{Unit: unit.Unit{Code: district, Name: fmt.Sprintf("Huyện %d", d), Level: "huyen", Parent: "tinh", Owes: unit.No}})
		for c := range communes {
			code := fmt.Sprintf("x%d-%d", d, c)
			list = append(list, unit.Listed{Unit: unit.Unit{Code: code, Name: "Xã " + code, Level: "xa", Parent: district, Owes: unit.Yes}})
			data += fmt.Sprintf("%s,2022-Q1,A,,,%d\n%s,2022-Q1,B,,,1\n", code, d+1, code)
		}
	}
	data += "h2,2022-Q1,A,,,7\n"
	tree, found := unit.NewTree(list)
	if found.HasErrors() {
		t.Fatal(found)
	}
	in := &workspace.Inputs{Units: tree, Settings: workspace.Settings{Unit: "tinh", Deadline: -1},
		Files: []source.File{{Path: "a.csv", Name: "a.csv", Data: []byte(data)}}}
	return made(t, in, report.Options{Template: "nhieu", Period: "2022-Q1", Formats: []report.Format{report.XLSX},
		Templates: func(string) (fs.FS, string, bool) { return manyTemplate, "nhieu", true }, Layouts: templates.FS, Generator: "thử"}).Document()
}

// pageRows are the rows of the page's table, and the notes below it.
func pageRows(t *testing.T, doc *document.Document) []string {
	t.Helper()
	table := doc.Page.Blocks[0].(*document.Table)
	var all []string
	for row := range table.Rows {
		var cells []string
		for i := range row.Cells {
			cells = append(cells, row.Cells[i].Printed())
		}
		all = append(all, strings.Join(cells, "|"))
	}
	return append(all, table.Foot...)
}

func TestPage_ManyUnitsAreAddedUpByTheUnitAboveThem(t *testing.T) {
	got := strings.Join(pageRows(t, many(t, 67)), "\n")
	want := `1|Huyện 0 (67 đơn vị)|67|67|100,0|
2|Huyện 1 (67 đơn vị)|134|67|50,0|
3|Huyện 2 (67 đơn vị)|208|67|33,3|
|Tổng cộng|409|201|50,0|
Có 201 đơn vị, biểu này cộng theo đơn vị cấp trên; số liệu từng đơn vị có trong sổ Excel.`
	if got != want {
		t.Errorf("the page's table is\n%s\nwant\n%s", got, want)
	}
}

func TestPage_AFewUnitsStandOneByOne(t *testing.T) {
	if rows := pageRows(t, many(t, 66)); len(rows) < 198 || !strings.HasPrefix(rows[0], "1|Xã x0-0|1|1|100,0") {
		t.Errorf("%d rows, first %q, want every unit's", len(rows), rows[0])
	}
}
