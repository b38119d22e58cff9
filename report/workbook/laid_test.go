package workbook

import (
	"slices"
	"strings"
	"testing"

	"baocao/report/finding"
	"baocao/report/source"
)

// plainStyles have what others can be added to.
const plainStyles = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts/><fills/><borders/><cellXfs/></styleSheet>`

// A workbook with one thing that cannot be kept is told of that thing, and one without of none.
func TestLaid_WhatCannotBeKept(t *testing.T) {
	const sheet, sheetRels = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
	const plain = `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`
	link := func(kind, target, more string) string {
		return `<Relationships><Relationship Id="r1" Type="http://x/` + kind + `" Target="` + target + `"` + more + `/></Relationships>`
	}
	bookLink := func(kind string) string {
		return strings.Replace(bookRels, "</Relationships>", `<Relationship Id="rId9" Type="http://x/`+kind+`" Target="other.xml"/></Relationships>`, 1)
	}
	named := func(attrs, formula string) string {
		return strings.Replace(book, "</workbook>", `<definedNames><definedName `+attrs+`>`+formula+`</definedName></definedNames></workbook>`, 1)
	}
	for _, c := range []struct {
		what  string
		says  string // nothing: it can be kept
		parts []string
	}{
		{"nothing beside its cells", "", nil},
		{"a printer's settings", "", []string{sheetRels, link("printerSettings", "../printer.bin", "")}},
		{"a chart", "", []string{sheetRels, link("drawing", "../drawings/drawing1.xml", ""), "xl/drawings/drawing1.xml", "<wsDr/>",
			"xl/drawings/_rels/drawing1.xml.rels", link("chart", "/xl/charts/chart1.xml", ""), "xl/charts/chart1.xml", "<chartSpace><f>S!A1</f><strCache>{{ unit }}</strCache></chartSpace>"}},
		{"an action in a chart", "chart or a drawing", []string{sheetRels, link("drawing", "../drawings/drawing1.xml", ""), "xl/drawings/drawing1.xml", "<wsDr>{{ unit }}</wsDr>"}},
		{"an action in a footer", "header or footer", []string{sheet, strings.Replace(plain, "</worksheet>", "<headerFooter><oddFooter>{{ unit }}</oddFooter></headerFooter></worksheet>", 1)}},
		{"a table", "an Excel table", []string{sheetRels, link("table", "../tables/table1.xml", "")}},
		{"a comment", "cell comments", []string{sheetRels, link("comments", "../comments1.xml", "")}},
		{"a link to the outside", "a link to the outside", []string{sheetRels, link("hyperlink", "https://example.org", ` TargetMode="External"`)}},
		{"a picture from the outside", "image", []string{sheetRels, link("image", "https://example.org/a.png", ` TargetMode="External"`)}},
		{"a metafile", "the kind emf", []string{sheetRels, link("image", "../media/a.emf", "")}},
		{"something unknown", "it has novelty", []string{sheetRels, link("novelty", "../a.xml", "")}},
		{"a link to a workbook", "links to other workbooks", []string{"xl/_rels/workbook.xml.rels", bookLink("externalLink")}},
		{"macros", "it has macros", []string{"xl/_rels/workbook.xml.rels", bookLink("vbaProject")}},
		{"a sheet of a chart", "no worksheet", []string{"xl/_rels/workbook.xml.rels", strings.Replace(bookRels, "http://x/worksheet", "http://x/chartsheet", 1)}},
		{"days from 1904", "1904", []string{"xl/workbook.xml", strings.Replace(book, "<sheets>", `<workbookPr date1904="1"/><sheets>`, 1)}},
		{"a name in another workbook", "another workbook", []string{"xl/workbook.xml", named(`name="Gia"`, "[1]S!$A$1")}},
		{"a name of a report's total", "TONG_", []string{"xl/workbook.xml", named(`name="Tong_X"`, "S!$A$1")}},
		{"a name of its own", "", []string{"xl/workbook.xml", named(`name="Gia" localSheetId="0"`, "S!$A$1")}},
		{"styles of another kind", "styles", []string{"xl/styles.xml", "<styleSheet/>"}},
		{"the strict form", "Strict Open XML", []string{sheet, strings.Replace(plain, "<worksheet>", `<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main">`, 1)}},
	} {
		parts := slices.Clone(c.parts)
		for _, usual := range [][2]string{{sheet, plain}, {"xl/sharedStrings.xml", "<sst/>"}, {"xl/styles.xml", plainStyles}} {
			if !slices.Contains(parts, usual[0]) {
				parts = append(parts, usual[0], usual[1])
			}
		}
		b, refused := Open(source.File{Path: "a.xlsx", Data: with(t, parts...)})
		if refused != nil {
			t.Fatalf("%s: %s", c.what, refused.In(finding.EN))
		}
		laid, foreign, refused := b.Laid()
		switch {
		case refused != nil:
			t.Errorf("%s: %s", c.what, refused.In(finding.EN))
		case c.says == "" && (len(foreign) > 0 || len(laid.Sheets) != 1):
			t.Errorf("%s is refused: %v", c.what, foreign)
		case c.says != "" && (len(foreign) != 1 || !strings.Contains(foreign[0].What.In(finding.EN), c.says)):
			t.Errorf("%s: %v", c.what, foreign)
		}
	}
}

// A part that is cut off makes the workbook unreadable, and none is missing unseen.
func TestLaid_BrokenParts(t *testing.T) {
	const drawing = `<Relationships><Relationship Id="r1" Type="http://x/drawing" Target="../drawings/drawing1.xml"/></Relationships>`
	for _, parts := range [][]string{
		{"xl/worksheets/_rels/sheet1.xml.rels", drawing},
		{"xl/worksheets/_rels/sheet1.xml.rels", drawing, "xl/drawings/drawing1.xml", "<wsDr><from>"},
	} {
		parts = append(parts, "xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>", "xl/sharedStrings.xml", "<sst/>", "xl/styles.xml", plainStyles)
		b, refused := Open(source.File{Path: "a.xlsx", Data: with(t, parts...)})
		if refused != nil {
			t.Fatal(refused.In(finding.EN))
		}
		if _, _, refused := b.Laid(); refused == nil || refused.Code != finding.BrokenWorkbook {
			t.Errorf("%v: %v", parts, refused)
		}
	}
}
