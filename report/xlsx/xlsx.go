// Package xlsx draws a document as an Excel workbook. [Render] is its only entry: it
// computes nothing, writes every formula together with its stored value, and gives the
// same bytes for the same document. The caller writes those bytes to a file.
package xlsx

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"baocao/report/document"
	"baocao/report/period"
	"baocao/report/seal"
)

// Render writes the workbook of doc to w. Nothing is written when it returns an error
// about the document: a sheet name that Excel refuses, cells that overlap, text that a
// cell cannot hold. Each table's rows are read once.
func Render(w io.Writer, doc *document.Document) (err error) {
	var sealed []*seal.Sheet
	sheets := doc.Sheets
	if doc.Seal != "" {
		sheets = append(slices.Clone(sheets), sealSheet(doc.Seal, &sealed))
	}
	if err := checkSheetNames(sheets); err != nil {
		return err
	}
	file := excelize.NewFile()
	if doc.Book != nil {
		if file, err = baseOf(doc, sheets); err != nil {
			return fmt.Errorf("take the layout over: %w", err)
		}
	}
	// Close removes the temporary files of large sheets.
	defer func() { err = errors.Join(err, file.Close()) }()

	b := &book{doc: doc, file: file, rows: map[string]sheetRows{}, names: map[[2]string]bool{}, writer: newRowWriter()}
	if err := b.prepare(doc, sheets); err != nil {
		return fmt.Errorf("prepare workbook: %w", err)
	}
	for i := range sheets {
		hashes := &seal.Sheet{Name: sheets[i].Name}
		write := b.writeSheet
		if sheets[i].Laid != nil {
			write = b.writeLaid
		}
		if err := write(i, &sheets[i], hashes); err != nil {
			return fmt.Errorf("write sheet %q: %w", sheets[i].Name, err)
		}
		sealed = append(sealed, hashes)
	}
	return b.save(w)
}

// book is a workbook being made.
type book struct {
	doc    *document.Document
	file   *excelize.File
	styles styles
	charts int // charts made so far; excelize numbers their parts from 1
	writer *rowWriter
	rows   map[string]sheetRows // by part
	names  map[[2]string]bool   // by scope and name
}

// prepare makes what all sheets share: the sheets themselves, because a formula may lead
// to a later one, the styles and the properties.
func (b *book) prepare(doc *document.Document, sheets []document.Sheet) error {
	if doc.Book == nil { // else the layout's workbook has them
		if err := b.makeSheets(sheets); err != nil {
			return err
		}
		if err := setDefaultFace(b.file); err != nil {
			return err
		}
	}
	var err error
	if b.styles, err = newStyles(b.file); err != nil {
		return err
	}
	return setProperties(b.file, doc)
}

func (b *book) makeSheets(sheets []document.Sheet) error {
	if err := b.file.SetSheetName("Sheet1", sheets[0].Name); err != nil {
		return err
	}
	for _, s := range sheets[1:] {
		if _, err := b.file.NewSheet(s.Name); err != nil {
			return err
		}
	}
	for _, s := range sheets {
		if !s.Hidden {
			continue
		}
		if err := b.file.SetSheetVisible(s.Name, false, true); err != nil {
			return err
		}
	}
	return nil
}

// excelEngine is the number of the calculating engine of Excel 2019 and later.
const excelEngine = 191029

// setProperties fixes every property: what is not set would name this library, or stay
// whatever its template says.
func setProperties(file *excelize.File, doc *document.Document) error {
	date := timestamp(doc.Date)
	if err := file.SetAppProps(&excelize.AppProperties{Application: doc.Generator}); err != nil {
		return err
	}
	// The stored values are right. An older number makes Excel compute all of them on
	// opening, and ask on closing whether to save what nobody changed.
	engine := uint(excelEngine)
	props := &excelize.CalcPropsOptions{CalcID: &engine}
	if doc.Recalculate {
		props.FullCalcOnLoad = &doc.Recalculate
	}
	if err := file.SetCalcProps(props); err != nil {
		return err
	}
	return file.SetDocProps(&excelize.DocProperties{
		Title:          doc.Title,
		Subject:        doc.Subject,
		Creator:        doc.Author,
		LastModifiedBy: doc.Author,
		Identifier:     doc.Fingerprint,
		Language:       "vi-VN",
		Created:        date,
		Modified:       date,
	})
}

// timestamp is the first moment of d, as document properties write it.
func timestamp(d period.Date) string {
	return time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC).Format(time.RFC3339)
}

// save packs the workbook. Charts and pictures are entered in the list of content types
// in the order of a map, so that list is sorted first.
func (b *book) save(w io.Writer) error {
	if types := b.file.ContentTypes; types != nil { // of a layout without charts of ours it stays as it was written
		sort.Slice(types.Overrides, func(i, j int) bool { return types.Overrides[i].PartName < types.Overrides[j].PartName })
		sort.Slice(types.Defaults, func(i, j int) bool { return types.Defaults[i].Extension < types.Defaults[j].Extension })
	}

	// The library would collect all bytes before it writes them.
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return newPacker(w, b.rows) })
	if err := b.file.Write(io.Discard); err != nil {
		return fmt.Errorf("pack workbook: %w", err)
	}
	return nil
}

// checkSheetNames refuses names that Excel would: the library truncates nothing, but it
// gives the existing sheet for a name that is used twice.
func checkSheetNames(sheets []document.Sheet) error {
	if len(sheets) == 0 {
		return errors.New("a workbook needs at least one sheet")
	}
	seen := map[string]bool{}
	for _, s := range sheets {
		if err := document.CheckSheetName(s.Name); err != nil {
			return err
		}
		key := strings.ToLower(s.Name) // Excel does not tell cases apart
		if seen[key] {
			return fmt.Errorf("sheet name %q is used twice", s.Name)
		}
		seen[key] = true
	}
	return nil
}
