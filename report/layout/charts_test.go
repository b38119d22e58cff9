package layout_test

import (
	"strings"
	"testing"

	"baocao/report/document"
	"baocao/report/internal/trial"
)

func TestChart_TrendShowsEveryPeriodBackToTheEarliest(t *testing.T) {
	for _, c := range []struct {
		name  string
		texts []string
		want  string
	}{
		{"a gap stays a gap", []string{of("a", "2022-Q1", "A: 5"), of("a", "2021-Q4", "A: 4"), of("a", "2021-Q2", "A: 2")},
			"<Việc lớn qua các kỳ: Quý II/2021 2; Quý III/2021 …; Quý IV/2021 4; Quý I/2022 5 (việc).>"},
		{"five periods at most", []string{of("a", "2022-Q1", "A: 5"), of("a", "2020-Q4", "A: 1"), of("a", "2021-Q1", "A: 2")},
			"<Việc lớn qua các kỳ: Quý I/2021 2; Quý II/2021 …; Quý III/2021 …; Quý IV/2021 …; Quý I/2022 5 (việc).>"},
		{"what covers fewer units says so", []string{of("a", "2022-Q1", "A: 5"), of("b", "2022-Q1", "A: 3"), of("a", "2021-Q4", "A: 4")},
			"<Việc lớn qua các kỳ: Quý IV/2021 (1 đơn vị) 4; Quý I/2022 (2 đơn vị) 8 (việc).>"},
		{"one period is no trend", []string{of("a", "2022-Q1", "A: 5")}, ""},
		{"nor is one without this period", []string{of("a", "2022-Q1", "B: 5"), of("a", "2021-Q4", "A: 4"), of("a", "2021-Q3", "A: 4")}, ""},
	} {
		if got := prose(t, `{{ chart "A" "trend" }}`, c.texts...); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestChart_GroupedBesideAnEarlierPeriod(t *testing.T) {
	now, before := of("a", "2022-Q1", "A: { tren: 1, duoi: 2 }"), of("a", "2021-Q1", "A: { tren: 3, duoi: 0 }")
	for _, c := range []struct {
		summary string
		texts   []string
		want    string
	}{
		{`{{ chart "A" "cap" "last_year" }}`, []string{now, before},
			"<Việc lớn theo cấp, quý I/2022 và quý I/2021: Cấp trên 3 quý I/2021, 1 quý I/2022; Cấp “dưới” 0 quý I/2021, 2 quý I/2022 (việc).>"},
		{`{{ chart "A" "cap" "previous" }}`, []string{now, before}, "<Việc lớn theo cấp, quý I/2022: Cấp trên 1; Cấp “dưới” 2 (việc).>"},
		{`{{ chart "A" "cap" }}`, []string{now, before}, "<Việc lớn theo cấp, quý I/2022: Cấp trên 1; Cấp “dưới” 2 (việc).>"},
	} {
		if got := prose(t, c.summary, c.texts...); got != c.want {
			t.Errorf("%s: %q, want %q", c.summary, got, c.want)
		}
	}
}

func TestChart_StackedByUnitAndByPeriod(t *testing.T) {
	a, b := of("a", "2022-Q1", "A: { tren: 1, duoi: 2 }"), of("b", "2022-Q1", "A: { tren: 0, duoi: 4 }")
	for _, c := range []struct {
		name, summary string
		texts         []string
		want          string
	}{
		{"units", `{{ chart "A" "cap" "units" }}`, []string{a, b},
			"<Việc lớn theo đơn vị và cấp, quý I/2022: Xã a 3 (1 cấp trên, 2 cấp “dưới”); Xã b 4 (0 cấp trên, 4 cấp “dưới”) (việc).>"},
		{"a total without parts, and nothing", `{{ chart "A" "cap" "units" }}`, []string{a, of("b", "2022-Q1", "A: 5"), of("c", "2022-Q1", "B: 1")},
			"<Việc lớn theo đơn vị và cấp, quý I/2022: Xã a 3 (1 cấp trên, 2 cấp “dưới”); Xã b 5 (… cấp trên, … cấp “dưới”); Xã c … (… cấp trên, … cấp “dưới”) (việc).>"},
		{"periods", `{{ chart "A" "cap" "trend" }}`, []string{a, of("a", "2021-Q4", "A: { tren: 3, duoi: 1 }")},
			"<Việc lớn qua các kỳ theo cấp: Quý IV/2021 4 (3 cấp trên, 1 cấp “dưới”); Quý I/2022 3 (1 cấp trên, 2 cấp “dưới”) (việc).>"},
		{"one bar is none", `{{ chart "A" "cap" "units" }}`, []string{a}, ""},
		{"nor is one period", `{{ chart "A" "cap" "trend" }}`, []string{a, b}, ""},
	} {
		if got := prose(t, c.summary, c.texts...); got != c.want {
			t.Errorf("%s:\n%q, want\n%q", c.name, got, c.want)
		}
	}
}

// A part whose bar is not drawn has no figure of its own, nor has one of another period.
func TestChart_StackedPointsNameTheirFigures(t *testing.T) {
	r, _ := trial.Report(t, trial.Template(t, small, `{{ chart "A" "cap" "units" }}`), "2022-Q1",
		of("a", "2022-Q1", "A: { tren: 1, duoi: 2 }"), of("b", "2022-Q1", "A: 5"))
	doc := laid(r)
	c := doc.Page.Blocks[0].(*document.Chart)
	var got []string
	for _, s := range append(c.Series, document.Series{Points: c.Totals}) {
		for _, p := range s.Points {
			got = append(got, p.Figure+"="+p.Text)
		}
	}
	if want := "A.tren@a=1 =… A.duoi@a=2 =… A@a=3 A@b=5"; strings.Join(got, " ") != want {
		t.Errorf("%q, want %q", got, want)
	}
	var rows []string
	for _, row := range cells(sheet(t, doc, "Biểu đồ")) {
		rows = append(rows, row[0].Text+"|"+row[1].Printed()+"|"+row[1].Formula.String())
	}
	want := "Việc lớn theo đơn vị và cấp, quý I/2022 (việc)||\nCấp trên||\nXã a|1|'Số liệu đơn vị'!E10\nXã b|…|\nCấp “dưới”||\nXã a|2|'Số liệu đơn vị'!F10\nXã b|…|"
	if diff := strings.Join(rows, "\n"); diff != want {
		t.Errorf("rows\n%s\nwant\n%s", diff, want)
	}
	if refs := sheet(t, doc, "Biểu đồ").Charts[0]; refs.Series[1].Ref != "'Biểu đồ'!$B$10:$B$11" || refs.LabelsRef != "'Biểu đồ'!$A$7:$A$8" {
		t.Errorf("%+v", refs)
	}
}

func TestChart_Completeness(t *testing.T) {
	got := prose(t, `{{ chart "completeness" }}`, of("a", "2022-Q1", "A: 5"), of("b", "2022-Q1", "A: 3"), of("c", "2021-Q4", "A: 4"))
	if want := "<Tình hình nộp báo cáo, quý I/2022: Đã nộp 2; Chưa nộp 1 (đơn vị).>"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := prose(t, `{{ chart "completeness" }}`, of("a", "2022-Q1", "A: 5")); got != "" {
		t.Errorf("%q of a single unit", got)
	}
}

// The workbook has the same charts, with their figures on a sheet that leads to the totals.
func TestChartSheet_HasTheFiguresOfItsCharts(t *testing.T) {
	r, _ := trial.Report(t, trial.Template(t, small, "{{ chart \"A\" \"trend\" }}\n{{ chart \"completeness\" }}"), "2022-Q1",
		of("a", "2022-Q1", "A: 5"), of("b", "2021-Q4", "A: 4"))
	doc := laid(r)
	s := sheet(t, doc, "Biểu đồ")
	var got []string
	for _, row := range cells(s) {
		got = append(got, row[0].Text+"|"+row[1].Printed()+"|"+row[1].Formula.String())
	}
	want := []string{"Việc lớn qua các kỳ (việc)||", "Quý IV/2021|4|'Số liệu đơn vị'!M8", "Quý I/2022|5|'Số liệu đơn vị'!D8",
		"Tình hình nộp báo cáo, quý I/2022 (đơn vị)||", "Đã nộp|1|", "Chưa nộp|1|"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("rows:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(s.Charts) != 2 || s.Charts[0].Series[0].Ref != "'Biểu đồ'!$B$6:$B$7" || s.Charts[1].LabelsRef != "'Biểu đồ'!$A$9:$A$10" {
		t.Errorf("charts %+v", s.Charts)
	}
	if !strings.Contains(strings.Join(contents(doc), " "), "Biểu đồ") {
		t.Error("the cover does not lead to the charts")
	}
	plain, _ := trial.Report(t, trial.Template(t, small, "Hết."), "2022-Q1", of("a", "2022-Q1", "A: 5"))
	for _, s := range laid(plain).Sheets {
		if s.Name == "Biểu đồ" {
			t.Error("a sheet of charts without a chart")
		}
	}
}

// contents are the places that the cover leads to.
func contents(doc *document.Document) []string {
	var all []string
	for _, row := range cells(&doc.Sheets[0]) {
		all = append(all, row[0].Link)
	}
	return all
}
