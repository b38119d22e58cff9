package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// laidOut is an office whose template has a workbook of these rows and other parts.
func laidOut(rows string, others ...part) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		stranger(say(templateHead+oneIndicator), say(summaryHead+"x\n"))(t, dir)
		parts := append([]part{{"[Content_Types].xml", contentTypes}, {"_rels/.rels", rels}, {"xl/workbook.xml", bookPart},
			{"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}, {"xl/sharedStrings.xml", "<sst/>"}}, others...)
		if !hasPart(others, "xl/styles.xml") {
			parts = append(parts, part{"xl/styles.xml", plainStyles})
		}
		if !hasPart(others, "xl/_rels/workbook.xml.rels") {
			parts = append(parts, part{"xl/_rels/workbook.xml.rels", bookRels})
		}
		write(t, filepath.Join(dir, "mau", "workbook.xlsx"), zipped(t, parts...))
	}
}

// plainStyles are the smallest styles that a workbook can have.
const plainStyles = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font><sz val="11"/></font></fonts><fills><fill/></fills>` +
	`<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/></cellXfs></styleSheet>`

// laidText is a cell's text.
func laidText(cell, text string) string {
	return `<c r="` + cell + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
}

// computed are rows of formulas that each look at all rows above.
func computed(rows int) string {
	var b strings.Builder
	b.WriteString(`<row r="1">` + laidText("A1", `{{ n "A" }}`) + `</row>`)
	for row := 2; row <= rows; row++ {
		fmt.Fprintf(&b, `<row r="%d"><c r="A%d"><f>SUM(A$1:A%d)</f></c></row>`, row, row, row-1)
	}
	return b.String()
}

// hostileLayouts are workbooks of templates.
var hostileLayouts = []hostile{
	{name: "a workbook of a template with macros", make: laidOut("", part{"xl/vbaProject.bin", "x"}), args: makeAll, exit: 1, want: []string{"[D022]", ".xlsm"}},
	{name: "one that leads to others", make: laidOut("", part{"xl/_rels/workbook.xml.rels", strings.Replace(bookRels, "</Rel", `<Relationship Id="r9" Type="x/externalLink" Target="externalLinks/externalLink1.xml"/></Rel`, 1)}), args: makeAll, exit: 1, want: []string{"[S019]", "bảng tính khác"}},
	{name: "one that calls a program", make: laidOut(`<row r="1"><c r="A1"><f>cmd|'/c calc'!A0</f><v>1</v></c></row>`), args: makeAll, exit: 1, want: []string{"[S020]"}},
	{name: "one that asks the network", make: laidOut(`<row r="1"><c r="A1"><f>WEBSERVICE("http://127.0.0.1:9/x")</f><v>1</v></c></row>`), args: makeAll, exit: 1, want: []string{"[S020]", "WEBSERVICE"}},
	{name: "one whose actions reach out", make: laidOut(`<row r="1">` + laidText("A1", `{{ include "/etc/passwd" }}`) + laidText("B1", `{{ rows "env HOME" }}`) + `</row>`), args: makeAll, exit: 1, want: []string{"[S017]", "“include”"}, not: []string{"root:"}},
	{name: "one whose repeated row never ends", make: laidOut(`<row r="1">` + laidText("A1", `{{ rows "units" }}`) + strings.Repeat("<c/>", 16_000) + `</row>`), args: makeAll, exit: 1, want: []string{"[D019]"}},
	{name: "one whose repeated row is a book", make: laidOut(`<row r="1">` + laidText("A1", `{{ rows "units" }}`) + laidText("B1", strings.Repeat("chữ ", 8000)) + `</row>`), args: makeAll, exit: 1, want: []string{"[D019]", "16 KiB"}},
	{name: "one that repeats a thousand rows", make: laidOut(func() string {
		var b strings.Builder
		for row := 1; row <= 1000; row++ {
			fmt.Fprintf(&b, `<row r="%d">%s</row>`, row, laidText(fmt.Sprintf("A%d", row), `{{ rows "units" }}`))
		}
		return b.String()
	}()), args: makeAll, exit: 1, want: []string{"[D019]", "200"}},
	{name: "one whose formulas look at each other", make: laidOut(computed(20_000)), args: makeAll, exit: 1, want: []string{"[S020]"}},
	{name: "one with faults without end", make: laidOut(func() string {
		var b strings.Builder
		for row := 1; row <= 4000; row++ {
			fmt.Fprintf(&b, `<row r="%d">%s</row>`, row, laidText(fmt.Sprintf("A%d", row), `{{ sai }}`))
		}
		return b.String()
	}()), args: makeAll, exit: 1, want: []string{"[S017]"}},
	{name: "one with a document type", make: laidOut("<!DOCTYPE a>"), args: makeAll, exit: 1, want: []string{"[D027]"}},
	{name: "one cut off", make: laidOut(`<row r="1"><c>`), args: makeAll, exit: 1, want: []string{"[D027]"}},
	{name: "one with text like formulas", make: laidOut(`<row r="1">` + laidText("A1", "=cmd|'/c calc'!A0") + laidText("B1", `-{{ period }}`) + `</row>`), args: makeAll, exit: 0, want: []string{".xlsx"}},
	{name: "one without styles", make: laidOut("", part{"xl/styles.xml", "<styleSheet/>"}), args: makeAll, exit: 1, want: []string{"[S019]", "kiểu ô"}},
	{name: "one that is empty", make: laidOut(""), args: makeAll, exit: 0, want: []string{".xlsx"}},
}
