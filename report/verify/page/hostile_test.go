package page_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"baocao/report/pdffile"
	"baocao/report/verify/page"
)

// A file may ask for more work than it has bytes; the reader ends all the same, soon.
func TestRead_OfHostilePagesEnds(t *testing.T) {
	ranges := pdffile.Array{}
	for range 200000 {
		ranges = append(ranges, pdffile.IntOf(0), pdffile.IntOf(65535), pdffile.IntOf(500))
	}
	wide := pdffile.Dict{"Type": pdffile.Name("Font"), "Encoding": pdffile.Name("Identity-H"),
		"DescendantFonts": pdffile.Array{pdffile.Dict{"W": ranges}}}
	plain := pdffile.Dict{"Type": pdffile.Name("Font")}
	for name, c := range map[string]struct {
		font    pdffile.Dict
		content string
	}{
		"widths of all codes again and again": {wide, "BT /F 12 Tf (ab)Tj ET"},
		"one font chosen again and again":     {wide, strings.Repeat("/F 12 Tf ", 200000)},
		"states within states":                {plain, strings.Repeat("q ", 1000000)},
		"text upon text":                      {plain, "BT /F 12 Tf " + strings.Repeat("(a)Tj ", 200000)},
		"a path without end":                  {plain, strings.Repeat("1 1 l ", 1000000) + "f"},
		"marks within marks":                  {plain, strings.Repeat("/BaoCao<</F(A)>>BDC ", 100000)},
	} {
		objects := pdffile.Objects{
			pdffile.Dict{"Type": pdffile.Name("Catalog"), "Pages": pdffile.Ref{Number: 2}},
			pdffile.Dict{"Type": pdffile.Name("Pages"), "Kids": pdffile.Array{pdffile.Ref{Number: 3}}},
			pdffile.Dict{"Type": pdffile.Name("Page"), "Contents": pdffile.Ref{Number: 4},
				"Resources": pdffile.Dict{"Font": pdffile.Dict{"F": c.font}}},
			pdffile.Packed(nil, []byte(c.content)),
		}
		data := pdffile.Write(objects, pdffile.Ref{Number: 1}, pdffile.Ref{Number: 1})
		start := time.Now()
		f, err := page.Read(bytes.Clone(data))
		if err == nil {
			f.Seal()
			page.Differences(f, f)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: took %v", name, took)
		} else {
			t.Logf("%s: %v", name, took)
		}
	}
}
