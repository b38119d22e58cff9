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
		got = append(got, row[0].Text+"|"+row[1].Printed()+"|"+row[1].Formula)
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
