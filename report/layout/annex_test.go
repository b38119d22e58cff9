package layout_test

import (
	"testing"

	"baocao/report/document"
	"baocao/report/figures"
	"baocao/report/internal/trial"
	"baocao/report/layout"
	"baocao/report/period"
)

const annexes = small + `tables:
  mot: { title: Biểu một, rows: [{ indicators: [A] }], columns: [label, value] }
  hai: { title: Biểu hai, rows: [{ indicators: [D] }], columns: [label, value], omit_missing: true }
  ba: { title: Biểu ba, rows: [{ indicators: [B] }], columns: [label, value] }
`

func TestPage_AnnexesStandBehindTheText(t *testing.T) {
	for _, c := range []struct {
		name, summary string
		d             figures.Document
		heads, note   string
	}{
		{"one", "{{ annex \"mot\" }}\n\nHết.", figures.Document{Number: "7", Symbol: "BC/BDV", Date: period.Date{Year: 2022, Month: 4, Day: 5}},
			"PHỤ LỤC Biểu một;", "(Kèm theo Báo cáo số 07-BC/BDV, ngày 05 tháng 4 năm 2022)"},
		{"two, and one that has nothing to show", "{{ annex \"mot\" }} {{ annex \"hai\" }}\n\n{{ annex \"ba\" }}\n\nHết.", figures.Document{},
			"PHỤ LỤC 1 Biểu một;PHỤ LỤC 2 Biểu ba;", "(Kèm theo Báo cáo ngày … tháng … năm 2022)"},
	} {
		r, _ := trial.Report(t, trial.Template(t, annexes, c.summary), "2022-Q1", of("a", "2022-Q1", own))
		r.Document = c.d
		doc := layout.Document(r, layout.Options{Generator: "thử", Profile: document.Profile{
			Number: document.NumberForm{Prefix: "Số ", Digits: 2, Separator: "-", Day: ", "}}})
		heads := ""
		for _, a := range doc.Page.Annexes {
			heads += a.Head + " " + a.Table.Title + ";"
			if a.Note != c.note {
				t.Errorf("%s: note %q, want %q", c.name, a.Note, c.note)
			}
		}
		if heads != c.heads || page(doc) != "Hết." {
			t.Errorf("%s: annexes %q, text %q; want %q, Hết.", c.name, heads, page(doc), c.heads)
		}
	}
}
