package layout_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baocao/report/document"
	"baocao/report/figures"
	"baocao/report/internal/trial"
	"baocao/report/layout"
	"baocao/report/model"
	"baocao/report/period"
)

const small = `
leading_zero: true
breakdowns:
  cap: { label: Cấp, categories: { tren: cấp trên, duoi: "cấp “dưới”" } }
indicators:
  A: { label: Việc lớn, measure: việc, nature: flow, by: [cap] }
  B: { label: Việc nhỏ, measure: việc, nature: stock }
  D: { label: Đã đại hội, measure: cơ sở, nature: flow, out_of: Tổng số cơ sở }
  R: { label: Tỷ lệ, measure: "%", formula: A / B * 100, decimals: 1 }
`

// laid makes the document of a report.
func laid(r *model.Report) *document.Document {
	return layout.Document(r, layout.Options{Generator: "thử", Profile: document.Profile{
		Number:     document.NumberForm{Prefix: "Số ", Digits: 2, Separator: "-"},
		Recipients: document.RecipientsForm{After: ",", Last: "."}}})
}

// prose is the page's text of a summary, one block a line, for submissions.
func prose(t *testing.T, summary string, texts ...string) string {
	t.Helper()
	r, _ := trial.Report(t, trial.Template(t, small, summary), "2022-Q1", texts...)
	return page(laid(r))
}

func page(doc *document.Document) string {
	var lines []string
	for _, b := range doc.Page.Blocks {
		line := ""
		var runs []document.Run
		switch b := b.(type) {
		case *document.Heading:
			line, runs = strings.Repeat("#", b.Level)+" ", b.Runs
		case *document.Paragraph:
			if b.Marker != "" {
				line = b.Marker + " "
			}
			runs = b.Runs
		case *document.Table:
			line = "[" + b.Title + "]"
		case *document.Chart:
			line = "<" + b.Alt + ">"
		}
		for _, run := range runs {
			line += run.Text
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func of(unit, period, figures string) string {
	return fmt.Sprintf("unit: { code: %s, name: Xã %s, level: xa }\nperiod: %s\nfigures: { %s }\n", unit, unit, period, figures)
}

const own = "A: { tren: 1, duoi: 12 }, B: 20"

func TestProse_ASentenceThatNamesAMissingFigureIsLeftOut(t *testing.T) {
	for name, c := range map[string]struct{ summary, want string }{
		"all there":                  {`Có {{ n "A" }} việc. Và {{ n "B" }} nữa.`, "Có 13 việc. Và 20 nữa."},
		"second left out":            {`Có {{ n "A" }} việc. Và {{ n "D" }} nữa.`, "Có 13 việc."},
		"first left out":             {`Có {{ n "D" }} việc. Và {{ n "B" }} nữa.`, "Và 20 nữa."},
		"nothing left":               {`Có {{ n "D" }} việc.`, ""},
		"no capital, no sentence":    {`Có {{ n "A" }} v.v. và {{ n "D" }} nữa.`, ""},
		"question and exclamation":   {`Có {{ n "D" }} à? Không! “Có {{ n "A" }}”.`, "Không! “Có 13”."},
		"an action may begin one":    {`Có {{ n "D" }}. {{ label "A" }} có {{ n "A" }}.`, "Việc lớn có 13."},
		"a list item is one":         {"- Có {{ n \"A\" }}. Và {{ n \"D\" }}.\n- Còn {{ n \"B\" }}.", "- Còn 20."},
		"optional part":              {`Có {{ n "A" }}{{ optional }}, đạt {{ n "D" }}{{ end }} việc{{ optional }}, {{ n "B" }} nhỏ{{ end }}.`, "Có 13 việc, 20 nhỏ."},
		"has":                        {`{{ has "A" }}Có việc. {{ has "D" }}Có đại hội.`, "Có việc."},
		"some and none of some":      {`{{ some "A" }}Có {{ n "A" }} việc. {{ none "A" }}Không có việc nào.`, "Có 13 việc."},
		"some and none of missing":   {`{{ some "D" }}Có việc. {{ none "D" }}Không có việc nào. Hết.`, "Hết."},
		"label after a condition":    {`{{ some "A" }}{{ label "A.tren" }} có {{ n "A.tren" }}.`, "Cấp trên có 01."},
		"zero is a figure":           {`Có {{ n "A.tren" }}.`, "Có 01."},
		"label inside":               {`Gồm {{ label "A.tren" }} {{ n "A.tren" }}.`, "Gồm cấp trên 01."},
		"label at the beginning":     {`{{ label "A.tren" }} {{ n "A.tren" }}.`, "Cấp trên 01."},
		"whole at the beginning":     {`{{ whole }} có {{ n "A" }}, {{ whole }}.`, "Toàn xã có 13, toàn xã."},
		"measure":                    {`Có {{ q "A" }}, {{ q "R" }}.`, "Có 13 việc, 65%."},
		"share and words":            {`{{ share "A.tren" }} là {{ words "A" }}.`, "7,69% là mười ba."},
		"periods":                    {`{{ period }}, {{ period_long }}, {{ next_period }}.`, "Quý I/2022, quý I năm 2022, quý II/2022."},
		"unit and issuer":            {`{{ unit }}, {{ issuer }}.`, "Xã a, Xã a."},
		"nobody is missing":          {`Chưa nộp: {{ missing }}. Hết.`, "Hết."},
		"top of one unit":            {`Nhiều nhất: {{ top "A" }}. Hết.`, "Hết."},
		"no comparison without base": {`Việc {{ delta "A" }}. Kỳ trước {{ previous "A" }}. Hết.`, "Hết."},
	} {
		if got := prose(t, c.summary, of("a", "2022-Q1", own)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestProse_ZeroHasAWordingOfItsOwn(t *testing.T) {
	summary := `{{ some "A" }}Có {{ n "A" }} việc{{ optional }}{{ some "A.tren" }}, cấp trên {{ n "A.tren" }}{{ end }}{{ optional }}{{ none "A.tren" }}, cấp trên chưa có{{ end }}. {{ none "A" }}Chưa có việc nào. {{ some "D" }}Đạt {{ of "D" }}. {{ none "D" }}Chưa nơi nào đạt.`
	for figures, want := range map[string]string{
		"A: { tren: 2, duoi: 3 }": "Có 05 việc, cấp trên 02.",
		"A: { tren: 0, duoi: 3 }": "Có 03 việc, cấp trên chưa có.",
		"A: { tren: x, duoi: 3 }": "Có 03 việc.",
		"A: { tren: 0, duoi: 0 }": "Chưa có việc nào.",
		"A: x, D: 0/8":            "Chưa nơi nào đạt.",
		"D: 3/8":                  "Đạt 3/8.",
		"D: 0%":                   "Chưa nơi nào đạt.",
		"A: {value: 0, since: 2017}, D: { done: 4, out_of: 8, as_of: 2022-04-27 }": "Chưa có việc nào. Đạt 4/8 (tính đến ngày 27/4/2022).",
	} {
		if got := prose(t, summary, of("a", "2022-Q1", figures)); got != want {
			t.Errorf("%s: %q, want %q", figures, got, want)
		}
	}
}

func TestProse_LeadingZeroForSmallCountsAlone(t *testing.T) {
	summary := `{{ n "A" }} {{ n "B" }} {{ n "R" }} {{ of "D" }}.`
	for figures, want := range map[string]string{
		"A: 8, B: 16, D: 4/8":   "08 16 50 4/8.",
		"A: 10, B: 8, D: 0/8":   "10 08 125 0/8.",
		"A: 0, B: 1000, D: 1/1": "0 1.000 0 1/1.",
	} {
		if got := prose(t, summary, of("a", "2022-Q1", figures)); got != want {
			t.Errorf("%s: %q, want %q", figures, got, want)
		}
	}
}

func TestProse_DeltaSaysHowAFigureMoved(t *testing.T) {
	for now, want := range map[string]string{
		"A: 13, B: 20": "Việc tăng 03 việc (30%) so với cùng kỳ năm trước; tỷ lệ giảm 35 điểm % so với cùng kỳ năm trước.",
		"A: 9, B: 9":   "Việc giảm 01 việc (10%) so với cùng kỳ năm trước; tỷ lệ bằng cùng kỳ năm trước.",
		"A: 10, B: 5":  "Việc bằng cùng kỳ năm trước; tỷ lệ tăng 100 điểm % so với cùng kỳ năm trước.",
	} {
		if got := prose(t, `Việc {{ delta "A" }}; tỷ lệ {{ delta "R" }}.`, of("a", "2022-Q1", now), of("a", "2021-Q1", "A: 10, B: 10")); got != want {
			t.Errorf("%s: %q, want %q", now, got, want)
		}
	}
	got := prose(t, `Việc {{ delta "A" "previous" }}, trước là {{ previous "A" }}.`, of("a", "2022-Q1", "A: 3"), of("a", "2021-Q4", "A: 0"))
	if want := "Việc tăng 03 việc so với kỳ trước, trước là 0."; got != want {
		t.Errorf("from zero: %q, want %q", got, want)
	}
}

func TestProse_FiguresOfAnotherWindowSayIt(t *testing.T) {
	for name, c := range map[string]struct{ summary, figures, want string }{
		"once, at the end":       {`Có {{ n "A.tren" }} và {{ n "A.duoi" }} việc.`, "A: { since: 2017, as_of: 2022-04-27, tren: 8, duoi: 14 }", "Có 08 và 14 việc (từ năm 2017 đến ngày 27/4/2022)."},
		"each, if they differ":   {`Có {{ n "A.tren" }} và {{ n "A.duoi" }} việc.`, "A: { tren: {value: 8, since: 2017}, duoi: {value: 14, as_of: 2022-04} }", "Có 08 (từ năm 2017) và 14 (tính đến tháng 4/2022) việc."},
		"beside one of its own":  {`Có {{ n "A" }} và {{ q "B" }}.`, "A: 3, B: {value: 4, as_of: 2022}", "Có 03 và 04 việc (tính đến năm 2022)."},
		"not in the period's":    {`Trong {{ period }} có {{ n "A" }} việc. Đến nay {{ n "A" }}.`, "A: {value: 3, since: 2017}", "Đến nay 03 (từ năm 2017)."},
		"the period's own first": {`Đến nay {{ n "A" }}.`, "A: 1, B: {value: 3, since: 2017}", "Đến nay 01."},
		"in an optional part":    {`Có {{ n "B" }}{{ optional }}, {{ n "A" }} lớn{{ end }}.`, "B: 1, A: {value: 3, since: 2017}", "Có 01, 03 (từ năm 2017) lớn."},
		"stated rate":            {`Đạt {{ of "D" }}, {{ rate "D" }}.`, "D: 100%", "Đạt 100%, 100%."},
		"pair":                   {`Đạt {{ of "D" }}.`, "D: { done: 44, out_of: 48, as_of: 2022-04-27 }", "Đạt 44/48 (tính đến ngày 27/4/2022)."},
		"qualifier":              {`Có {{ n "A" }}, {{ n "B" }}.`, "A: trên 3, B: { value: gần 4 }", "Có trên 03, gần 04."},
	} {
		if got := prose(t, c.summary, of("a", "2022-Q1", c.figures)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// With footnotes: true a window stands at the foot of the page; marks of one window are alike.
func TestProse_WindowsAsFootnotes(t *testing.T) {
	summary := `Có {{ n "A.tren" }} và {{ n "A.duoi" }} việc. Cấp trên có **{{ n "A.tren" }}**. Đạt {{ of "D" }}.`
	r, _ := trial.Report(t, trial.Template(t, "footnotes: true\n"+small, summary), "2022-Q1",
		of("a", "2022-Q1", "A: { since: 2017, as_of: 2022-04-27, tren: 8, duoi: 14 }, D: { done: 44, out_of: 48, as_of: 2022-04-27 }"))
	doc := laid(r)
	if got, want := page(doc), "Có 08 và 14 việc(1). Cấp trên có 08(1). Đạt 44/48(2)."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	var notes []string
	for _, run := range doc.Page.Blocks[0].(*document.Paragraph).Runs {
		if run.Note != "" {
			notes = append(notes, run.Text+" "+run.Note)
		}
	}
	want := []string{"(1) Luỹ kế từ năm 2017 đến ngày 27/4/2022.", "(1) Luỹ kế từ năm 2017 đến ngày 27/4/2022.", "(2) Số liệu tính đến ngày 27/4/2022."}
	if diff := cmp.Diff(want, notes); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestProse_OverUnits(t *testing.T) {
	a, b, c := of("a", "2022-Q1", "A: 4, B: 5, D: 4/8"), of("b", "2022-Q1", "A: 9, B: 10, D: 1/2"), of("c", "2021-Q4", "A: 1")
	for name, w := range map[string]struct {
		summary, want string
		texts         []string
	}{
		"top":                       {`Nhiều: {{ top "A" }}.`, "Nhiều: Xã b (09), Xã a (04).", []string{a, b, c}},
		"top of one":                {`Nhiều: {{ top "A" "1" }}.`, "Nhiều: Xã b (09).", []string{a, b, c}},
		"missing":                   {`Chưa nộp: {{ missing }}.`, "Chưa nộp: Xã c.", []string{a, b, c}},
		"whole of the issuing unit": {`{{ whole }} {{ n "A" }}.`, "Toàn huyện 13.", []string{a, b}},
		"of and rate":               {`{{ of "D" }} {{ rate "D" }} {{ q "R" }}.`, "5/10 50% 86,7%.", []string{a, b}},
		"one without its whole":     {`{{ of "D" }}. Có {{ n "D" }}.`, "Có 13.", []string{a, of("b", "2022-Q1", "D: 9")}},
		"windows of many units":     {`Có {{ n "A" }}. Hết.`, "Hết.", []string{of("a", "2022-Q1", "A: {value: 1, since: 2017}"), of("b", "2022-Q1", "B: 1")}},
		"texts of the units":        {`{{ texts "t" }}`, "Xã a:\nmột\nXã b:\nhai", []string{a + "texts: { t: một }", b + "texts: { t: hai }"}},
		"two of a name are told apart": {`{{ top "A" }}.`, "Xã Tân (y) (05), Xã Tân (x) (04).",
			[]string{"unit: { code: x, name: Xã Tân }\nperiod: 2022-Q1\nfigures: { A: 4 }", "unit: { code: y, name: xã tân }\nperiod: 2022-Q1\nfigures: { A: 5 }"}},
	} {
		if got := prose(t, w.summary, w.texts...); !strings.EqualFold(got, w.want) {
			t.Errorf("%s: %q, want %q", name, got, w.want)
		}
	}
}

func TestHeadings_ThatHeadNothingAreDroppedAndTheRestRenumbered(t *testing.T) {
	summary := "# I- MỘT\n\n## 1. Không\n\nCó {{ n \"D\" }}.\n\n## 2. Có\n\nCó {{ n \"A\" }}.\n\n# II- HAI\n\n## 1. Không\n\nCó {{ n \"D\" }}.\n\n# III- BA\n\n{{ text \"t\" }}\n\n# Kết\n\nHết.\n\n# IV- BỐN"
	got := prose(t, summary, of("a", "2022-Q1", own)+"texts: { t: \"## 7. Của người viết\\n\\n30.4 là ngày lễ\\n\\n#\" }")
	want := "# I- MỘT\n## 1. Có\nCó 13.\n# II- BA\n#### 7. Của người viết\n30.4 là ngày lễ\n# Kết\nHết."
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestTexts_ThatAreOnlyAHeadingStay(t *testing.T) {
	if got := prose(t, "# I- MỘT\n\n{{ text \"t\" }}", of("a", "2022-Q1", own)+"texts: { t: \"# Chỉ có tiêu đề\" }"); got != "# I- MỘT\n### Chỉ có tiêu đề" {
		t.Errorf("%q", got)
	}
}

func TestBlocks_OnNeighbouringLinesAreAllInserted(t *testing.T) {
	got := prose(t, "{{ text \"t\" }}\n{{ chart \"A\" \"cap\" }} {{ text \"t\" }}", of("a", "2022-Q1", own)+"texts: { t: một }")
	want := "một\n<Việc lớn theo cấp, quý I/2022: Cấp trên 1; Cấp “dưới” 12 (việc).>\nmột"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestChart_NeedsEveryPartAndSomethingToDraw(t *testing.T) {
	for figures, drawn := range map[string]bool{
		"A: { tren: 1, duoi: 2 }": true, "A: { tren: 1, duoi: x }": true, "A: { tren: 0, duoi: 0 }": false, "A: { total: 3, tren: 1 }": false, "A: 3": false,
	} {
		if got := prose(t, `{{ chart "A" "cap" }}`, of("a", "2022-Q1", figures)); (got != "") != drawn {
			t.Errorf("%s: %q, want a chart: %v", figures, got, drawn)
		}
	}
}

func TestPage_NumberDateAndSignature(t *testing.T) {
	r, _ := trial.Report(t, trial.Template(t, small, "Hết."), "2022-Q1", of("a", "2022-Q1", own))
	for name, c := range map[string]struct {
		d    figures.Document
		want []string // number, place and date, authority, position, draft
	}{
		"nothing": {figures.Document{}, []string{"", "ngày … tháng … năm 2022", "", "", ""}},
		"complete": {figures.Document{Number: "7", Symbol: "BC/BDV", Place: "Phú Xuyên", Date: period.Date{Year: 2022, Month: 4, Day: 5},
			Authority: "K/T TRƯỞNG BAN", Position: "PHÓ TRƯỞNG BAN", Draft: "lần 1"},
			[]string{"Số 07-BC/BDV", "Phú Xuyên, ngày 05 tháng 4 năm 2022", "K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "Dự thảo lần 1"}},
		"in his own right": {figures.Document{Symbol: "BC", Position: "TRƯỞNG BAN"}, []string{"Số " + strings.Repeat("\u00a0", 6) + "-BC", "ngày … tháng … năm 2022", "TRƯỞNG BAN", "", ""}},
	} {
		r.Document = c.d
		p := laid(r).Page
		if diff := cmp.Diff(c.want, []string{p.Number, p.PlaceDate, p.Signature.Authority, p.Signature.Position, p.Draft}); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
	r.Document = figures.Document{Recipients: []string{"Thường trực;", "Lưu Ban."}}
	if got := laid(r).Page.Recipients; !slices.Equal(got, []string{"Thường trực,", "Lưu Ban."}) {
		t.Errorf("recipients %q", got)
	}
}
