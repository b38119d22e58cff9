package report_test

import (
	"bytes"
	"testing"

	"baocao/report"
)

// Who wants the page alone gets the page that goes with the workbook, which may have been laid
// out before the page is drawn.
func TestPDF_AloneIsTheSameAsBesideTheWorkbook(t *testing.T) {
	type generator func(formats ...report.Format) report.Result
	reports := map[string]generator{
		"office, a quarter": func(formats ...report.Format) report.Result { return officeReport(t, "2022-Q1", formats...) },
		"office, a year":    func(formats ...report.Format) report.Result { return officeReport(t, "2021", formats...) },
		"own workbook":      func(formats ...report.Format) report.Result { return bookReport(t, bookTemplate(t, nil), formats...) },
	}
	for _, s := range allSamples {
		reports[s.name] = func(formats ...report.Format) report.Result { return generate(t, s, formats...) }
	}
	for name, generate := range reports {
		alone, beside := generate(report.PDF), generate()
		bytesOf(t, beside.Files[0])
		if !bytes.Equal(bytesOf(t, alone.Files[0]), bytesOf(t, beside.Files[1])) {
			t.Errorf("%s: the PDF alone differs from the one beside the workbook", name)
		}
	}
}
