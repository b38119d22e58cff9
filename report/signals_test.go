package report_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"baocao/report"
	"baocao/report/document"
	"baocao/report/internal/judge"
	"baocao/report/source"
)

// raised has LibreOffice compute the formula of every signal, and gives the places of those
// that hold.
func raised(t *testing.T, workbook []byte) []string {
	t.Helper()
	file, err := excelize.OpenReader(bytes.NewReader(workbook))
	if err != nil {
		t.Fatal(err)
	}
	const beside = 600 // a column of no table
	asked := map[string][2]string{}
	for _, sheet := range []string{document.CoverSheet, document.UnitSheet, document.DataSheet} {
		formats, err := file.GetConditionalFormats(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, place := range slices.Sorted(maps.Keys(formats)) {
			for j, format := range formats[place] {
				cell := document.Address(beside+j, i+1)
				if err := file.SetCellFormula(sheet, cell, format.Criteria); err != nil {
					t.Fatal(err)
				}
				asked[sheet+" "+place+" "+format.Criteria] = [2]string{sheet, cell}
			}
		}
	}
	var buffer bytes.Buffer
	if err := file.Write(&buffer); err != nil {
		t.Fatal(err)
	}
	cells := judge.Recalculate(t, buffer.Bytes())[0]
	var places []string
	for signal, at := range asked {
		if cell := cells[at[0]][at[1]]; cell.Type == "b" && cell.Value == "1" {
			places = append(places, strings.Join(strings.Fields(signal)[:len(strings.Fields(at[0]))+1], " ")) // its first cells
		} else if cell.Type != "b" {
			t.Errorf("%s gives %+v", signal, cell)
		}
	}
	slices.Sort(places)
	return places
}

// changed sets cells of a workbook, as somebody in Excel does.
func changed(t *testing.T, workbook []byte, sheet string, values map[string]any) []byte {
	t.Helper()
	file, err := excelize.OpenReader(bytes.NewReader(workbook))
	if err != nil {
		t.Fatal(err)
	}
	for cell, value := range values {
		if err := file.SetCellValue(sheet, cell, value); err != nil {
			t.Fatal(err)
		}
	}
	var buffer bytes.Buffer
	if err := file.Write(&buffer); err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

func TestSignals_FollowWhatIsChanged(t *testing.T) {
	in := letters("")
	in.Files[0] = source.File{Path: "office/xa-a.yaml", Name: "xa-a.yaml", Data: []byte(`unit: xa-a
period: 2022-Q1
figures:
  DVK01: { cap: { thanh_pho: 8, huyen: 66, co_so: 43 }, doi_tuong: { tap_the: 100, ca_nhan: 17 } }
  QC02: 44/48
`)}
	in.Files[1].Data = []byte("unit: xa-b\nperiod: 2022-Q1\nfigures: { QC02: 4/8 }\n")
	o := options()
	o.Template, o.Unit, o.Formats = "dan-van", "huyen", []report.Format{report.XLSX}
	r := made(t, in, o)
	workbook := bytesOf(t, r.Files[0])
	codes := judge.Cells(t, workbook)[document.DataSheet]
	at := func(code string) (unit, column string) {
		for col := 1; col < 400; col++ {
			if codes[document.Address(col, 7)].Value == code {
				return document.Address(col, 10), document.ColumnName(col)
			}
		}
		t.Fatalf("no column of %s", code)
		return "", ""
	}
	part, _ := at("DVK01.tap_the")
	done, doneColumn := at("QC02")
	_, total := at("DVK01")
	if got := raised(t, workbook); len(got) > 0 {
		t.Errorf("of a sound report: %q", got)
	}
	for name, c := range map[string]struct {
		sheet  string
		values map[string]any
		want   string
	}{
		"parts that do not sum up":  {document.DataSheet, map[string]any{part: 99}, "Bìa B10 Số liệu đơn vị " + total + "10:" + total + "11"},
		"more done than there is":   {document.DataSheet, map[string]any{done: 49}, "Số liệu đơn vị " + doneColumn + "10:" + doneColumn + "11"},
		"a part that is taken away": {document.DataSheet, map[string]any{part: nil}, ""},
		"a check that fails":        {document.CheckSheet, map[string]any{"A4": "ĐẠT: 1; KHÔNG ĐẠT: 10; KHÔNG KIỂM TRA ĐƯỢC: 0"}, "Bìa B10"},
		"a unit that lacks":         {document.UnitSheet, map[string]any{"D5": "chưa nộp"}, "Đơn vị nộp D5:D6"},
		"a unit that came late":     {document.UnitSheet, map[string]any{"D5": "thiếu quý I/2022; nộp muộn"}, "Đơn vị nộp D5:D6"},
		"warnings":                  {document.UnitSheet, map[string]any{"H5": 2}, "Đơn vị nộp H5:H6"},
	} {
		got := fmt.Sprint(raised(t, changed(t, workbook, c.sheet, c.values)))
		if got != "["+c.want+"]" {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// A clerk without Excel saves the workbook with LibreOffice: the rules stay.
func TestSignals_LibreOfficeKeepsThem(t *testing.T) {
	workbook := bytesOf(t, officeReport(t, "2021-Q4", report.XLSX).Files[0])
	count := func(data []byte, sheet string) int {
		file, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		formats, err := file.GetConditionalFormats(sheet)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, rules := range formats {
			n += len(rules)
		}
		return n
	}
	saved := judge.Resave(t, workbook)
	for _, sheet := range []string{document.CoverSheet, document.UnitSheet, document.DataSheet} {
		if before, after := count(workbook, sheet), count(saved, sheet); before == 0 || before != after {
			t.Errorf("%s: %d rules, saved again %d", sheet, before, after)
		} else {
			t.Logf("%s: %d rules", sheet, before)
		}
	}
}
