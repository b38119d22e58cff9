package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// part is an entry of a zip file.
type part struct{ name, content string }

// zipped packs parts, in their order.
func zipped(t *testing.T, parts ...part) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		f, err := w.Create(p.name)
		if err == nil {
			_, err = io.WriteString(f, p.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The parts of the smallest workbook.
const (
	contentTypes = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`
	rels         = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	bookRels     = `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/styles" Target="styles.xml"/><Relationship Id="r3" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`
	bookPart     = `<workbook xmlns:r="r"><sheets><sheet name="Số liệu" r:id="r1"/></sheets></workbook>`
)

// book packs a workbook of these parts and others.
func book(others ...part) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		parts := []part{{"[Content_Types].xml", contentTypes}, {"_rels/.rels", rels}}
		for _, p := range []part{{"xl/workbook.xml", bookPart}, {"xl/_rels/workbook.xml.rels", bookRels}} {
			if !hasPart(others, p.name) {
				parts = append(parts, p)
			}
		}
		write(t, filepath.Join(dir, "xa-a.xlsx"), zipped(t, append(parts, others...)...))
	}
}

func hasPart(parts []part, name string) bool {
	for _, p := range parts {
		if p.name == name {
			return true
		}
	}
	return false
}

// changedForm makes the blank form of a unit and changes the XML of a part of it.
func changedForm(name string, change func(xml string) string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		form := filepath.Join(dir, "xa-a.xlsx")
		write(t, filepath.Join(dir, "units.csv"), "code,name,level\nxa-a,Xã A,xa\n")
		if code, said, _ := process(t, dir, "form", "-u", "xa-a", "-p", "2022-Q1", "-t", "dan-van", "-o", form); code != exitDone {
			t.Fatal(said)
		}
		r, err := zip.OpenReader(form)
		if err != nil {
			t.Fatal(err)
		}
		var parts []part
		found := false
		for _, f := range r.File {
			content, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			data, err := io.ReadAll(content)
			if err != nil {
				t.Fatal(err)
			}
			p := part{f.Name, string(data)}
			if f.Name == name {
				p.content, found = change(p.content), true
			}
			parts = append(parts, p)
		}
		if err := r.Close(); err != nil || !found {
			t.Fatal(name, err)
		}
		write(t, form, zipped(t, parts...))
	}
}

// cellOf puts XML into the place of the form's first empty cell for a figure.
func cellOf(xml string) func(*testing.T, string) {
	return changedForm(formSheet, func(sheet string) string {
		at := emptyCell.FindStringIndex(sheet)
		return sheet[:at[0]] + xml + sheet[at[1]:]
	})
}

const formSheet = "xl/worksheets/sheet1.xml"

var (
	emptyCell = regexp.MustCompile(`<c r="[A-Z]+\d+" s="\d+"(/>|></c>)`)
	firstRow  = regexp.MustCompile(`<row r="\d+"`)
	firstCell = regexp.MustCompile(`<c r="[A-Z]+`)
)

func replaceFirst(at *regexp.Regexp, with string) func(string) string {
	return func(xml string) string {
		i := at.FindStringIndex(xml)
		return xml[:i[0]] + with + xml[i[1]:]
	}
}

// ole is a file of the container that Excel 97-2003 and locked workbooks have.
func ole(streams ...string) string {
	b := []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 504))
	for _, s := range streams {
		b = append(b, utf16Text(s, false)...)
	}
	return string(append(b, bytes.Repeat([]byte{0}, 1024)...))
}

const (
	rowsOf = `<worksheet><sheetData>%s</sheetData></worksheet>`
	laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>`
	file2  = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]>`
)

func zeroes(mib int) string { return strings.Repeat("0", mib<<20) }

var hostileBooks = []hostile{
	{name: "zip bomb of one part", make: later(func() maker {
		return book(part{"xl/sharedStrings.xml", "<sst>" + "<si><t>" + zeroes(30) + "</t></si></sst>"})
	}), want: []string{"[D019]", "mức nén"}},
	{name: "zip bomb of a part beyond all limits", make: func(t *testing.T, dir string) { book(part{"xl/sharedStrings.xml", zeroes(80)})(t, dir) }, want: []string{"[D019]", "32 MiB"}},
	{name: "zip bomb of many parts", make: func(t *testing.T, dir string) {
		var parts []part
		for i := range 2500 {
			parts = append(parts, part{fmt.Sprintf("xl/media/%d.bin", i), "x"})
		}
		book(parts...)(t, dir)
	}, want: []string{"[D019]", "2.000"}},
	{name: "zip bomb inside a zip", make: func(t *testing.T, dir string) {
		inner := zipped(t, part{"a", zeroes(20)})
		for range 5 {
			inner = zipped(t, part{"a.zip", inner})
		}
		write(t, filepath.Join(dir, "xa-a.xlsx"), inner)
	}, want: []string{"[D022]", "tệp nén"}},
	{name: "zip directory that lies about a size", make: func(t *testing.T, dir string) {
		data := []byte(zipped(t, part{"[Content_Types].xml", contentTypes}, part{"_rels/.rels", rels}))
		at := bytes.LastIndex(data, []byte("PK\x01\x02"))
		copy(data[at+24:], "\xff\xff\xff\x00")
		write(t, filepath.Join(dir, "xa-a.xlsx"), string(data))
	}, want: []string{"[D019]"}},
	{name: "XML that laughs", make: book(part{"xl/workbook.xml", laughs + "<workbook>&lol1;</workbook>"}), want: []string{"[D027]", "thực thể"}},
	{name: "XML that asks for a file", make: book(part{"xl/workbook.xml", file2 + "<workbook>&f;</workbook>"}), want: []string{"[D027]", "thực thể"}, not: []string{"root:"}},
	{name: "XML nested", make: book(part{"xl/workbook.xml", strings.Repeat("<a>", deepest) + strings.Repeat("</a>", deepest)}), want: []string{"[D027]"}},
	{name: "XML in UTF-16", make: book(part{"xl/workbook.xml", utf16Text(bookPart, true)}), want: []string{"[D027]", "UTF-8"}},
	{name: "XML with an element of a million attributes", make: later(func() maker {
		return book(part{"xl/workbook.xml", "<workbook " + strings.Repeat(`a="1" `, 1_000_000) + "/>"})
	}), want: []string{"[D019]"}},
	{name: "a sheet cut in half", make: changedForm(formSheet, func(xml string) string { return xml[:len(xml)/2] }), want: []string{"[D027]", "cắt cụt", "Số liệu"}},
	{name: "a workbook cut in half", make: func(t *testing.T, dir string) {
		whole := zipped(t, part{"[Content_Types].xml", contentTypes}, part{"_rels/.rels", rels})
		write(t, filepath.Join(dir, "xa-a.xlsx"), whole[:len(whole)/2])
	}, want: []string{"[D027]", "cắt cụt"}},
	{name: "row 99999999", make: changedForm(formSheet, replaceFirst(firstRow, `<row r="99999999"`)), want: []string{"[D027]", "99999999"}},
	{name: "column XFE", make: changedForm(formSheet, replaceFirst(firstCell, `<c r="XFE`)), want: []string{"[D027]", "XFE"}},
	{name: "column of a thousand letters", make: changedForm(formSheet, replaceFirst(firstCell, `<c r="`+strings.Repeat("A", 1000))), want: []string{"[D027]"}},
	{name: "dimensions beyond the sheet", make: changedForm(formSheet, func(xml string) string {
		return regexp.MustCompile(`<dimension ref="[^"]*"/>|<sheetViews>`).ReplaceAllString(xml, `<dimension ref="A1:ZZZZZZZZ99999999999"/><sheetViews>`)
	}), exit: 0, args: "check xa-a.xlsx", want: []string{"HỢP LỆ"}},
	{name: "a million styles", make: later(func() maker {
		return book(part{"xl/styles.xml", "<styleSheet><cellXfs>" + strings.Repeat(`<xf numFmtId="1"/>`, 1_000_000) + "</cellXfs></styleSheet>"}, part{"xl/worksheets/sheet1.xml", fmt.Sprintf(rowsOf, "")})
	}), want: []string{"[D019]"}},
	{name: "a million number formats", make: func(t *testing.T, dir string) {
		book(part{"xl/styles.xml", keys("<styleSheet><numFmts>", `<numFmt numFmtId="%d" formatCode="0.00%%"/>`, 500_000, "</numFmts></styleSheet>")()})(t, dir)
	}, want: []string{"[D025]"}},
	{name: "a million defined names", make: func(t *testing.T, dir string) {
		book(part{"xl/workbook.xml", keys("<workbook><definedNames>", `<definedName name="n%d">1</definedName>`, 700_000, "</definedNames></workbook>")()})(t, dir)
	}, want: []string{"[D025]"}},
	{name: "a thousand sheets", make: func(t *testing.T, dir string) {
		book(part{"xl/workbook.xml", keys(`<workbook xmlns:r="r"><sheets>`, `<sheet name="s%d" r:id="r1"/>`, 1000, "</sheets></workbook>")()})(t, dir)
	}, want: []string{"[D019]", "500"}},
	{name: "a part twice", make: book(part{"xl/worksheets/sheet1.xml", "<a/>"}, part{"xl/worksheets/SHEET1.xml", "<b/>"}), want: []string{"[D027]", "hai lần"}},
	{name: "paths that climb", make: book(part{"../../evil.yaml", "x"}, part{"/etc/cron.d/evil", "x"}, part{`..\..\evil.exe`, "x"}), want: []string{"[D025]"}},
	{name: "a sheet that climbs", make: book(part{"xl/_rels/workbook.xml.rels", strings.ReplaceAll(bookRels, "worksheets/sheet1.xml", "../../../../etc/passwd")}), want: []string{"[D025]"}, not: []string{"root:"}},
	{name: "a workbook that a password locks", make: func(t *testing.T, dir string) {
		write(t, filepath.Join(dir, "xa-a.xlsx"), ole("EncryptionInfo", "EncryptedPackage", `<keyEncryptor spinCount="2000000000"/>`))
	}, want: []string{"[D022]", "mật khẩu"}},
	{name: "a part that a password locks", make: func(t *testing.T, dir string) {
		data := []byte(zipped(t, part{"[Content_Types].xml", contentTypes}, part{"_rels/.rels", rels}))
		at := bytes.LastIndex(data, []byte("PK\x01\x02"))
		data[at+8] |= 1
		write(t, filepath.Join(dir, "xa-a.xlsx"), string(data))
	}, want: []string{"[D027]", "mật khẩu"}},
	{name: "external links", make: book(part{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="http://127.0.0.1:9/sheet" TargetMode="External"/></Relationships>`}), want: []string{"[D025]"}},
	{name: "macros under another name", make: book(part{"xl/vbaProject.bin", "x"}), want: []string{"[D022]", "macro"}},
	{name: "a formula of another file in a cell", make: cellOf(`<c r="D14"><f>'[x.xlsx]S'!A1+cmd|'/c calc'!A0</f><v>1</v></c>`), args: "check xa-a.xlsx", exit: 1, want: []string{"[D027]"}},
	{name: "a shared text that is not there", make: cellOf(`<c r="D14" t="s"><v>99999999</v></c>`), want: []string{"[D027]"}},
	{name: "a number with an exponent of a million in a cell", make: changedForm(formSheet, func(xml string) string {
		return emptyCell.ReplaceAllStringFunc(xml, func(c string) string {
			return strings.TrimSuffix(strings.TrimSuffix(c, "/>"), "></c>") + "><v>1e1000000</v></c>"
		})
	}), want: []string{"[D007]"}},
	{name: "a text of 20 MB in a cell", make: func(t *testing.T, dir string) {
		cellOf(`<c r="D14" t="inlineStr"><is><t>`+strings.Repeat("Xã "+"abcdefgh ", 2<<20)+`</t></is></c>`)(t, dir)
	}, want: []string{"[D019]"}},
}
