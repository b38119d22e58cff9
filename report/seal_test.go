package report_test

import (
	"bytes"
	"reflect"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"baocao/report/internal/judge"
	"baocao/report/seal"
	"baocao/report/source"
	"baocao/report/workbook"
)

const sealSheet = "Niêm phong"

// unsealed reads a workbook: its seal, and the hashes of its sheets as they are now.
func unsealed(t testing.TB, name string, data []byte) (sealed, found []*seal.Sheet) {
	t.Helper()
	book, refused := workbook.Open(source.File{Path: name, Data: data})
	if refused != nil {
		t.Fatal(refused)
	}
	for _, sheet := range book.Sheets {
		if sheet.Name == sealSheet {
			rows, refused := seal.Rows(sheet)
			if refused != nil || !sheet.Hidden {
				t.Fatal(name, refused, "hidden:", sheet.Hidden)
			}
			var err error
			if sealed, err = seal.Decode(slices.Values(rows)); err != nil {
				t.Fatal(name, err)
			}
			continue
		}
		s, refused := seal.Read(sheet)
		if refused != nil {
			t.Fatal(refused)
		}
		found = append(found, s)
	}
	return sealed, found
}

// A workbook's seal holds as it was made, and after LibreOffice opened and saved it.
func TestSamples_SealHolds(t *testing.T) {
	for _, s := range allSamples {
		made := s.file(t, generate(t, s), ".xlsx")
		checkSeal(t, s.name, made)
		checkSeal(t, s.name+", saved by LibreOffice", judge.Resave(t, made))
	}
}

func checkSeal(t *testing.T, name string, data []byte) {
	t.Helper()
	sealed, found := unsealed(t, name, data)
	if len(sealed) < 5 {
		t.Errorf("%s: only %d sheets are sealed", name, len(sealed))
	}
	for _, d := range seal.Differences(sealed, found) {
		t.Errorf("%s: %+v", name, d)
	}
}

// One cell is altered by another program: the seal names its row and its column.
func TestSamples_SealNamesAnAlteredCell(t *testing.T) {
	s := allSamples[0]
	made := s.file(t, generate(t, s), ".xlsx")
	for _, c := range []struct {
		what, sheet, cell string
		row, col          int
		alter             func(f *excelize.File, sheet, cell string) error
	}{
		{"a figure", "Số liệu đơn vị", "E11", 11, 5, func(f *excelize.File, sheet, cell string) error {
			return f.SetCellInt(sheet, cell, 118)
		}},
		{"a formula", "Kiểm tra", "H5", 5, 8, func(f *excelize.File, sheet, cell string) error {
			return f.SetCellFormula(sheet, cell, "0")
		}},
		{"a word", "Bìa", "B4", 4, 2, func(f *excelize.File, sheet, cell string) error {
			return f.SetCellStr(sheet, cell, "Huyện khác")
		}},
		{"a cell that was empty", "Bìa", "D40", 40, 4, func(f *excelize.File, sheet, cell string) error {
			return f.SetCellBool(sheet, cell, true)
		}},
		{"a formula made a number", "Kiểm tra", "H6", 6, 8, func(f *excelize.File, sheet, cell string) error {
			value, err := f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
			if err != nil {
				return err
			}
			return f.SetCellValue(sheet, cell, value)
		}},
	} {
		f, err := excelize.OpenReader(bytes.NewReader(made))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.alter(f, c.sheet, c.cell); err != nil {
			t.Fatal(err)
		}
		altered, err := f.WriteToBuffer()
		if err != nil {
			t.Fatal(err)
		}
		sealed, found := unsealed(t, s.name, altered.Bytes())
		want := []seal.Difference{{Sheet: c.sheet, Rows: []int{c.row}, Columns: []int{c.col}}}
		if got := seal.Differences(sealed, found); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, want %+v", c.what, got, want)
		}
		f.Close()
	}
}
