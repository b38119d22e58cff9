package report_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"baocao/report/internal/judge"
)

// soundSamples are all samples, the office among them.
func soundSamples() []sample {
	return append(slices.Clone(allSamples), sample{"huyen-phu-xuyen", "2022-Q1", []string{"huyen-phu-xuyen"}})
}

// soundReport makes a sample's report, of whatever period.
func soundReport(t *testing.T, s sample) (xlsx, pdf, json []byte) {
	t.Helper()
	r := identityRun(t, s, nil)
	return s.file(t, r, ".xlsx"), s.file(t, r, ".pdf"), s.file(t, r, ".json")
}

// Other programs find every PDF whole, and take the JSON out of it.
func TestSamples_PDFsAreSoundAndCarryTheJSON(t *testing.T) {
	for _, s := range soundSamples() {
		_, pdf, json := soundReport(t, s)
		judge.QPDFCheck(t, pdf)
		if info := judge.PDFInfo(t, pdf); info["Title"] == "" || info["Pages"] == "" || info["Encrypted"] != "no" {
			t.Errorf("%s: pdfinfo says %v", s.name, info)
		}
		name := s.name
		for _, f := range identityRun(t, s, nil).Files {
			if strings.HasSuffix(f.Name, ".json") {
				name = f.Name
			}
		}
		if attached := judge.PDFAttached(t, pdf, name); !bytes.Equal(attached, json) {
			t.Errorf("%s: pdfdetach gives another JSON than the one beside the PDF", s.name)
		}
	}
}

// worksheetOrder is the order of elements in a worksheet, as CT_Worksheet of ISO/IEC 29500-1,
// 18.3.1.99, has it.
var worksheetOrder = []string{
	"sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges",
	"scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
	"dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
	"customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF",
	"picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
}

func TestSamples_WorkbookPartsFollowTheSchema(t *testing.T) {
	for _, s := range soundSamples() {
		workbook, _, _ := soundReport(t, s)
		z, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range z.File {
			part, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			children, err := childrenOf(part)
			if err != nil {
				t.Errorf("%s, %s: %v", s.name, f.Name, err)
			}
			if err := outOfOrder(children); err != nil && strings.HasPrefix(f.Name, "xl/worksheets/sheet") {
				t.Errorf("%s, %s: %v", s.name, f.Name, err)
			}
		}
	}
}

// childrenOf reads an XML part to its end and lists the elements directly below its root.
func childrenOf(part io.Reader) (children []string, err error) {
	d := xml.NewDecoder(part)
	depth := 0
	for {
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return children, nil
		case err != nil:
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if depth == 1 {
				children = append(children, token.Name.Local)
			}
			depth++
		case xml.EndElement:
			depth--
		}
	}
}

// outOfOrder says which element of a worksheet does not stand where the schema wants it.
func outOfOrder(children []string) error {
	last := 0
	for i, name := range children {
		at := slices.Index(worksheetOrder, name)
		switch {
		case at < 0:
			return fmt.Errorf("no <%s> belongs into a worksheet", name)
		case i > 0 && at < last:
			return fmt.Errorf("<%s> stands after <%s>", name, children[i-1])
		case i > 0 && at == last && name != "conditionalFormatting":
			return fmt.Errorf("<%s> stands twice", name)
		}
		last = at
	}
	return nil
}

// The test above can fail.
func TestWorksheetOrder_RefusesWhatStandsWrong(t *testing.T) {
	for _, c := range [][]string{{"sheetData", "cols"}, {"sheetData", "rows"}, {"mergeCells", "mergeCells"}} {
		if outOfOrder(c) == nil {
			t.Errorf("%v is taken for right", c)
		}
	}
	if err := outOfOrder([]string{"dimension", "sheetData", "conditionalFormatting", "conditionalFormatting", "drawing"}); err != nil {
		t.Error(err)
	}
}

func TestSamples_OpenPyXLOpensTheWorkbook(t *testing.T) {
	for _, s := range soundSamples() {
		workbook, _, _ := soundReport(t, s)
		if n := judge.OpenPyXL(t, workbook); n < 100 {
			t.Errorf("%s: openpyxl sees only %d cells", s.name, n)
		}
	}
}
