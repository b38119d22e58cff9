package page_test

import (
	"testing"
	"time"

	"baocao/report/pdffile"
	"baocao/report/verify/page"
)

// FuzzRead holds that no bytes make the reader fail otherwise than with an error, and that
// what was read can be judged.
func FuzzRead(f *testing.F) {
	small := pdffile.Objects{
		pdffile.Dict{"Type": pdffile.Name("Catalog"), "Pages": pdffile.Ref{Number: 2}},
		pdffile.Dict{"Type": pdffile.Name("Pages"), "Kids": pdffile.Array{pdffile.Ref{Number: 3}}, "Count": pdffile.IntOf(1)},
		pdffile.Dict{"Type": pdffile.Name("Page"), "Parent": pdffile.Ref{Number: 2}, "Contents": pdffile.Ref{Number: 4},
			"MediaBox":  pdffile.Array{pdffile.IntOf(0), pdffile.IntOf(0), pdffile.IntOf(595), pdffile.IntOf(842)},
			"Resources": pdffile.Dict{"Font": pdffile.Dict{"F1": pdffile.Dict{"Type": pdffile.Name("Font")}}}},
		&pdffile.Stream{Raw: []byte("q 1 0 0 1 10 10 cm BT /F1 12 Tf 10 20 Td /BaoCao<</F(DVK01)/More( )>>BDC [(1)-20.5(\\0617)]TJ EMC ET Q 0 0 9 9 re f")},
		pdffile.Dict{"Title": pdffile.TextString("Báo cáo")},
	}
	whole := pdffile.Write(small, pdffile.Ref{Number: 1}, pdffile.Ref{Number: 5})
	f.Add(whole)
	f.Add([]byte("%PDF-1.7\n1 0 obj\n[[[[<</A 1 0 R>>]]]]\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Size 2/Root 1 0 R/Prev 0>>\nstartxref\n50\n%%EOF\n"))
	f.Add([]byte("%PDF-1.5\n1 0 obj\n<</Type/XRef/W[1 2 1]/Size 3/Length 0/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4>>>>stream\n\nendstream\nendobj\nstartxref\n9\n%%EOF"))
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		defer func() {
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("%d bytes took %v", len(data), took)
			}
		}()
		file, err := page.Read(data)
		if err != nil {
			return
		}
		file.Numbers()
		for i := range file.Pages {
			file.Pages[i].Text()
		}
		for _, fault := range append(file.Seal(), page.Differences(file, file)...) {
			if fault.Text().IsZero() {
				t.Errorf("no words for %+v", fault)
			}
		}
	})
}
