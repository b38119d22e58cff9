package spec_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"baocao/report/finding"
	"baocao/report/internal/forge"
	"baocao/report/spec"
)

// laidOut loads the sample template with its workbook's first sheet changed.
func laidOut(t *testing.T, change func(xml string) string) (*spec.Template, finding.List) {
	t.Helper()
	return loadBook(t, func(book []byte) []byte {
		if change == nil {
			return book
		}
		return forge.Edited(t, book, "xl/worksheets/sheet1.xml", func(xml string) string {
			changed := change(xml)
			if changed == xml {
				t.Fatal("nothing was changed")
			}
			return changed
		})
	})
}

// loadBook loads the sample template with its workbook changed.
func loadBook(t *testing.T, change func(book []byte) []byte) (*spec.Template, finding.List) {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range []string{"template.yaml", "summary.md", "workbook.xlsx"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "samples", "bieu-excel", "mau", name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	files["workbook.xlsx"].Data = change(files["workbook.xlsx"].Data)
	return spec.Load(files, "mau", nil)
}

func TestBook_Sample(t *testing.T) {
	tmpl, found := laidOut(t, nil)
	if tmpl == nil || len(found) > 0 {
		t.Fatal(found)
	}
	if tmpl.Book == nil || len(tmpl.Book.Sheets) != 3 {
		t.Fatalf("book %+v", tmpl.Book)
	}
	var bands []string
	for _, s := range tmpl.Book.Sheets {
		for _, row := range s.Rows {
			if row.Band != nil {
				bands = append(bands, fmt.Sprintf("%s %d %d", s.Name, row.Number, row.Band.Rows))
			}
		}
	}
	if want := []string{"Biểu 01 7 1", "Biểu 02 5 0", "Danh sách 4 2"}; !slices.Equal(bands, want) {
		t.Errorf("bands %v, want %v", bands, want)
	}
}

// Whatever is wrong with a workbook is a finding; what would take a machine's memory when a
// row is repeated for thousands of units is none too small.
func TestBook_Faults(t *testing.T) {
	replace := func(old, with string) func(string) string {
		return func(xml string) string { return strings.Replace(xml, old, with, 1) }
	}
	many := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	for _, c := range []struct {
		what   string
		change func(string) string
		code   finding.Code
		says   string
	}{
		{"an array formula", replace("<f>SUM(C7:C7)</f>", `<f t="array" ref="C8">SUM(C7:C7)</f>`), finding.BookFormula, "an array formula"},
		{"a name in a formula", replace("<f>SUM(C7:C7)</f>", "<f>TongDangKy</f>"), finding.BookFormula, "TongDangKy"},
		{"a sheet that is not there", replace("<f>SUM(C7:C7)</f>", "<f>'Số liệu đơn vị'!D8</f>"), finding.BookFormula, "Số liệu đơn vị"},
		{"a formula of itself", replace("<f>SUM(C7:C7)</f>", "<f>SUM(C7:C8)</f>"), finding.BookFormula, "refers to itself"},
		{"a style that is not there", replace(`<c r="A8" s="`, `<c r="A8" s="9`), finding.BookUnfit, "row 8"},
		{"prefixes", func(xml string) string { return strings.ReplaceAll(xml, "sheetData", "x:sheetData") }, finding.BookUnfit, "XML"},
		{"merges without end", replace("</mergeCells>", many(101, `<mergeCell ref="J7:K7"/><!--%d-->`)+"</mergeCells>"), finding.BookUnfit, "merged"},
		{"cells without end", replace(`</row><row r="8"`, many(300, `<c s="1"/><!--%d-->`)+`</row><row r="8"`), finding.TooLarge, "number of columns"},
		{"text without end", replace(`</row><row r="8"`, `<c t="inlineStr"><is><t>`+strings.Repeat("dài ", 5000)+`</t></is></c></row><row r="8"`), finding.TooLarge, "repeated row"},
	} {
		tmpl, found := laidOut(t, c.change)
		if tmpl != nil || !slices.ContainsFunc(found, func(f finding.Finding) bool {
			return f.Code == c.code && strings.Contains(f.In(finding.EN), c.says)
		}) {
			t.Errorf("%s: %v", c.what, found)
		}
	}
}

// Of thousands of faults a thousand are told.
func TestBook_FaultsAreBounded(t *testing.T) {
	_, found := laidOut(t, func(xml string) string {
		var rows strings.Builder
		for row := 40; row < 5000; row++ {
			fmt.Fprintf(&rows, `<row r="%d"><c r="B%d"><f>RAND()</f></c><c r="C%d" t="inlineStr"><is><t>{{ sai }}</t></is></c></row>`, row, row, row)
		}
		return strings.Replace(xml, "</sheetData>", rows.String()+"</sheetData>", 1)
	})
	if len(found) < 1000 || len(found) > 1100 {
		t.Errorf("%d faults are told", len(found))
	}
}

// A name that Excel counts as too long, though it has few letters, is told before any data.
func TestBook_SheetNames(t *testing.T) {
	for name, says := range map[string]string{
		"Kiểm tra":              "a report has a sheet of this name",
		strings.Repeat("😀", 16): "Excel does not take this name",
		"History":               "Excel does not take this name",
		"Biểu [1]":              "Excel does not take this name",
	} {
		_, found := loadBook(t, func(book []byte) []byte {
			return forge.Edited(t, book, "xl/workbook.xml", func(xml string) string {
				return strings.Replace(xml, `name="Danh sách"`, `name="`+name+`"`, 1)
			})
		})
		if len(found) != 1 || found[0].Code != finding.BookUnfit || !strings.Contains(found[0].In(finding.EN), says) {
			t.Errorf("%s: %v", name, found)
		}
	}
}
