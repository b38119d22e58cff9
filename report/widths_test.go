package report_test

import (
	"slices"
	"testing"

	"baocao/report"
	"baocao/report/document"
	"baocao/report/source"
)

// A number that is wider than its column shows #### and a word is cut: neither happens, not
// with the bold face of totals, nor with figures of ten digits.
func TestSheets_ColumnsHoldWhatStandsInThem(t *testing.T) {
	documents := map[string]*document.Document{
		"office, a quarter": officeReport(t, "2022-Q1", report.XLSX).Document(),
		"office, a year":    officeReport(t, "2021", report.XLSX).Document(),
	}
	for _, s := range allSamples {
		documents[s.name] = generate(t, s).Document()
	}
	in := letters("")
	in.Files[0] = source.File{Path: "office/xa-a.yaml", Name: "xa-a.yaml", Data: []byte(`unit: xa-a
period: 2022-Q1
figures:
  AS03: 1234567890.5
  TD01: 1234567890
  DVK01: { cap: { thanh_pho: 8, huyen: 66, co_so: 1234567890 } }
`)}
	o := options()
	o.Template, o.Unit, o.Formats = "dan-van", "huyen", []report.Format{report.XLSX}
	documents["large figures"] = made(t, in, o).Document()
	for name, doc := range documents {
		for i := range doc.Sheets {
			if sheet := &doc.Sheets[i]; sheet.Laid == nil {
				holds(t, name, sheet)
			}
		}
	}
}

// holds looks at every cell of a sheet's table.
func holds(t *testing.T, name string, sheet *document.Sheet) {
	t.Helper()
	table := &sheet.Table
	look := func(cells []document.Cell, isHead bool) {
		for i := range cells {
			c := &cells[i]
			if c.Across > 1 || i >= len(table.Columns) {
				continue
			}
			bold := isHead || c.Style.Role == document.Total || c.Style.Role == document.Label
			need := document.LongestWord(c.Text, bold)
			if c.Value.IsKnown() {
				need = document.TextWidth(c.Printed(), bold)
			}
			if width := table.Columns[i].Width; need+document.Slack > width+0.01 {
				t.Errorf("%s, %s, column %s: %q needs %.1f digits and has %.1f", name, sheet.Name, document.ColumnName(i+1), c.Printed(), need, width)
			}
		}
	}
	for _, cells := range table.Head {
		look(cells, true)
	}
	if table.Rows == nil {
		return
	}
	for row := range table.Rows {
		look(row.Cells, false)
	}
}

// The sources of an office are thousands, and a year's columns hundreds, to be looked up;
// those of one unit's quarter are printed.
func TestSheets_LongListsStayOnTheScreen(t *testing.T) {
	onScreen := func(doc *document.Document) (names []string) {
		for i := range doc.Sheets {
			if doc.Sheets[i].OnScreen {
				names = append(names, doc.Sheets[i].Name)
			}
		}
		return names
	}
	both := []string{document.DataSheet, document.SourcesSheet}
	if got := onScreen(officeReport(t, "2022-Q1", report.XLSX).Document()); !slices.Equal(got, both) {
		t.Errorf("of an office %q are kept out of print, want %q", got, both)
	}
	if got := onScreen(generate(t, allSamples[0]).Document()); len(got) > 0 {
		t.Errorf("of a unit %q are kept out of print", got)
	}
}
