package layout_test

import (
	"strings"
	"testing"

	"baocao/report/document"
	"baocao/report/internal/trial"
)

// named lists what a page's prose prints of figures, each as "name=text", in order.
func named(t *testing.T, summary string, texts ...string) string {
	t.Helper()
	r, _ := trial.Report(t, trial.Template(t, small, summary), "2022-Q1", texts...)
	var all []string
	for _, b := range laid(r).Page.Blocks {
		if p, ok := b.(*document.Paragraph); ok {
			for _, run := range p.Runs {
				if run.Figure != "" {
					all = append(all, run.Figure+"="+run.Text)
				}
			}
		}
	}
	return strings.Join(all, "; ")
}

func TestProse_EachNumberCarriesTheNameOfItsFigure(t *testing.T) {
	before := of("a", "2021-Q4", "A: { tren: 2, duoi: 8 }, B: 10")
	now := of("a", "2022-Q1", "A: { tren: 1, duoi: 12 }, B: { value: 20, qualifier: trên }, D: 44/48")
	for summary, want := range map[string]string{
		`Có {{ n "A" }} việc, {{ label "A.duoi" }} {{ q "A.duoi" }}.`:  "A=13; A.duoi=12",
		`Có {{ q "B" }}, tỷ lệ {{ rate "R" }}.`:                        "B=20; rate R=65%",
		`Đạt {{ of "D" }}, tức {{ rate "D" }}.`:                        "of D=44/48; rate D=91,67%",
		`{{ share "A.tren" }} là {{ words "A" }}.`:                     "share A.tren=7,69%; words A=mười ba",
		`Kỳ trước {{ previous "A" }}, {{ delta "A" "previous" }}.`:     "previous A=10; difference_previous A=03; change_previous A=30%",
		`**Có {{ n "A" }}**{{ optional }} và *{{ n "B" }}*{{ end }}.`:  "A=13; B=20",
		`{{ period }}, {{ unit }}{{ has "A" }}, {{ label "A.tren" }}.`: "",
	} {
		if got := named(t, summary, now, before); got != want {
			t.Errorf("%s: %q, want %q", summary, got, want)
		}
	}
}

func TestProse_AFigureOfAnotherWindowIsNamedApart(t *testing.T) {
	since := of("a", "2022-Q1", "B: { value: 8, qualifier: trên, since: 2017 }")
	summary := `Có {{ q "B" }} rồi {{ n "B" }}`
	if got, want := named(t, summary, since), "apart B=08; apart B=08"; got != want {
		t.Errorf("named %q, want %q", got, want)
	}
	if got, want := prose(t, summary, since), "Có trên 08 việc rồi trên 08 (từ năm 2017)"; got != want {
		t.Errorf("prose %q, want %q", got, want)
	}
}

func TestProse_AUnitsFigureNamesTheUnit(t *testing.T) {
	got := named(t, `Nhiều: {{ top "A" }}.`, of("a", "2022-Q1", "A: 4"), of("b", "2022-Q1", "A: 9"))
	if want := "A@b=09; A@a=04"; got != want {
		t.Errorf("named %q, want %q", got, want)
	}
}

func TestTables_EachFigureIsNamed(t *testing.T) {
	definition := small + "registers:\n  viec: { label: Danh sách việc, columns: { ten: { type: text, label: Tên }, so: { type: number, label: Số } } }\n" +
		"tables:\n  t: { title: T, rows: units, columns: [unit, A, A.cap] }\n  u: { title: U, rows: [{ indicators: [A] }], columns: [label, value, target, note] }\n" +
		"  v: { title: V, rows: register viec, columns: [order, unit] }\nworkbook: [t, u, v]\n"
	r, _ := trial.Report(t, trial.Template(t, definition, ""), "2022-Q1",
		of("a", "2022-Q1", "A: { tren: 1, duoi: 12 }")+"registers: { viec: [{ ten: Một, so: 7 }, { ten: Hai, so: 9 }] }\n", of("b", "2022-Q1", "A: { tren: 0, duoi: 4 }"))
	doc := laid(r)
	for name, want := range map[string]string{
		"T": "A@a=13; A.tren@a=1; A.duoi@a=12; A@b=4; A.tren@b=0; A.duoi@b=4; A=17; A.tren=1; A.duoi=16",
		"U": "A=17; target A=…; note A=",
		"V": "viec.so#1=7; viec.so#2=9",
	} {
		var got []string
		for row := range sheet(t, doc, name).Table.Rows {
			for _, c := range row.Cells {
				if c.Figure != "" {
					got = append(got, c.Figure+"="+c.Printed())
				}
			}
		}
		if got := strings.Join(got, "; "); got != want {
			t.Errorf("%s: named %q, want %q", name, got, want)
		}
	}
}

// A unit with several figures of another window in one row is named once.
func TestNote_NamesAUnitOnce(t *testing.T) {
	definition := small + "tables: { t: { title: T, rows: [{ indicators: [A] }], columns: [label, note] } }\nworkbook: [t]\n"
	r, _ := trial.Report(t, trial.Template(t, definition, `{{ table "t" }}`), "2022-Q1",
		of("a", "2022-Q1", "A: { since: 2017, tren: 8, duoi: 14 }"), of("b", "2022-Q1", "A: { since: 2018, tren: 1, duoi: 2 }"))
	var got string
	for row := range laid(r).Page.Blocks[0].(*document.Table).Rows {
		got += row.Cells[1].Text
	}
	if want := "Xã a: cấp trên: 08, từ năm 2017; cấp “dưới”: 14, từ năm 2017; Xã b: cấp trên: 01, từ năm 2018; cấp “dưới”: 02, từ năm 2018"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
