package layout_test

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baocao/report/document"
	"baocao/report/internal/judge"
	"baocao/report/internal/trial"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/spec"
	"baocao/report/xlsx"
)

// odd has what real templates seldom have and may: rates of rates and of targets, labels
// that look like conditions, registers without all columns, tables of one column.
const odd = `
breakdowns:
  tuoi: { label: Tuổi, categories: { tre: "< 16 tuổi", lon: ">= 16 tuổi, \"lớn\"*", gia: "lớn?" } }
indicators:
  A: { label: "=1+1", measure: việc, nature: flow, by: [tuoi] }
  B: { label: "+Việc", measure: việc, nature: stock }
  D: { label: "@Đại hội", measure: cơ sở, nature: flow, by: [tuoi], out_of: "-Tổng số" }
  T: { label: Tiền, measure: triệu đồng, nature: flow, by: [tuoi] }
  R: { label: Tỷ lệ, measure: "%", formula: A / (previous(B) + B) * 100, decimals: 1 }
  RR: { label: Tỷ lệ của tỷ lệ, measure: "%", formula: R / previous(R) }
  P: { label: Đạt, measure: "%", formula: A / target(A) * 100 }
  PP: { label: Kỳ trước đạt, measure: "%", formula: previous(P) + 0 }
  K: { label: Hằng số, measure: "%", formula: 100 / 8 }
  Z: { label: Không, measure: "%", formula: 1 / (A - A) }
registers:
  viec: { label: "Sổ: việc/[năm]", columns: { ten: { label: Tên }, tuoi: { breakdown: tuoi }, so: { label: Số, type: number } }, counts: A }
checks:
  - { rule: A <= target(A) + 100, scope: both, severity: warning }
  - { rule: R <= previous(R), scope: both, severity: warning }
  - { rule: B / A = 0.333333, scope: both, severity: warning }
  - { rule: change(B) <= 50, scope: both, severity: warning }
tables:
  mot: { title: "'Bảng' một? Rất dài, dài hơn ba mươi mốt chữ", rows: [{ group: N, indicators: [A, A.tuoi, B, D, D.tuoi, T, T.tuoi, R, RR, P, PP, K, Z] }],
    columns: [label, value, share, previous, difference_previous, change_previous, same_period_last_year, difference, change, index, year_to_date, target, period_target, attained, coverage, measure, note] }
  hai: { title: "'Bảng' một? Rất dài, dài hơn ba mươi mốt chữ", rows: [{ group: N, indicators: [A, A.tuoi] }], columns: [share] }
  ba: { title: "....", rows: [{ group: N, indicators: [A] }], columns: [order] }
  bon: { title: History, rows: units, columns: [A.tuoi, R, D] }
  nam: { title: Kiểm tra, rows: units, columns: [unit, order, A, note] }
  sau: { title: "*", rows: register viec, columns: [REGISTER] }
workbook: [mot, hai, ba, bon, nam, sau]
`

func oddReport(t *testing.T, registerColumns, code string, texts ...string) *model.Report {
	t.Helper()
	r, _ := trial.Report(t, trial.Template(t, strings.Replace(odd, "REGISTER", registerColumns, 1), "{{ chart \"A\" \"tuoi\" }}\n{{ chart \"A\" \"trend\" }}\n{{ chart \"R\" \"trend\" }}\n{{ chart \"completeness\" }}"), code, texts...)
	return r
}

const register = "registers: { viec: [{ ten: \"=1+1\", tuoi: tre }, { ten: x, tuoi: lon, so: 3 }, { ten: b, tuoi: gia }, { ten: c, tuoi: tre }] }\n"

// same is units of one name, with registers, targets, and what does not apply.
var same = []string{
	"unit: { code: m, name: Xã * }\nperiod: 2022-Q2\nfigures: { B: 12, D: { tre: x, lon: 1/2, gia: 2/2 }, T: { tre: 1.25, lon: 2.1250, gia: 3 } }\ntargets: { A: 5 }\n" + register,
	"unit: { code: n, name: Xã * }\nperiod: 2022-Q2\nfigures: { B: x, D: x, T: { tre: 0.0050, lon: 0, gia: x } }\ntargets: { A: 9 }\n" + register,
	"unit: { code: o, name: \"=Xã ?\" }\nperiod: 2022-Q2\nfigures: { A: 0, B: 0, D: 3 }\nregisters: { viec: [] }\n",
	"unit: { code: m, name: Xã * }\nperiod: 2022-Q1\nfigures: { A: { tre: 2, lon: 1, gia: 0 }, B: 7 }\ntargets: { A: 8 }\n",
	"unit: { code: n, name: Xã * }\nperiod: 2021-Q4\nfigures: { A: 3, B: 7 }\ntargets: { A: 6 }\n",
	"unit: { code: m, name: Xã * }\nperiod: 2021-Q2\nfigures: { A: 3, B: 0 }\n",
}

// In every workbook that a legal template can give, LibreOffice finds the stored values,
// and no error.
func TestWorkbook_FormulasGiveTheModelsValuesForOddTemplates(t *testing.T) {
	var workbooks [][]byte
	for _, r := range []*model.Report{
		oddReport(t, "order, unit", "2022-Q2", same...),
		oddReport(t, "unit", "2022-Q2", same...),
		oddReport(t, "order", "2022-Q2", same[0], same[3], same[5]),
		oddReport(t, "order, unit", "2022", "unit: a\nperiod: 2022\nfigures: { A: 999999999999999, B: 1, T: { tre: 0.1, lon: 0.2, gia: 0.3 } }\ntargets: { A: 3 }\n"),
		oddReport(t, "order, unit", "2022-H2", "unit: a\nperiod: 2022-H2\nfigures: { A: 0, B: 0 }\n"),
		oddReport(t, "order, unit", "", "unit: a\nperiod: { code: rieng, from: 2022-01-01, to: 2022-02-01 }\nfigures: { A: { tre: x, lon: x, gia: x }, D: 1/3 }\n"),
	} {
		var b bytes.Buffer
		if err := xlsx.Render(&b, laid(r)); err != nil {
			t.Fatal(err)
		}
		workbooks = append(workbooks, b.Bytes())
	}
	judge.Formulas(t, workbooks...)
}

func sheet(t *testing.T, doc *document.Document, name string) *document.Sheet {
	t.Helper()
	at := slices.IndexFunc(doc.Sheets, func(s document.Sheet) bool { return s.Name == name })
	if at < 0 {
		t.Fatalf("there is no sheet %q", name)
	}
	return &doc.Sheets[at]
}

// rows gives the texts of a sheet's rows.
func rows(s *document.Sheet) [][]string {
	var all [][]string
	for row := range s.Table.Rows {
		var texts []string
		for _, c := range row.Cells {
			texts = append(texts, c.Printed())
		}
		all = append(all, texts)
	}
	return all
}

func TestSheets_HaveNamesThatExcelTakes(t *testing.T) {
	doc := laid(oddReport(t, "order, unit", "2022-Q2", same...))
	var names []string
	for _, s := range doc.Sheets {
		names = append(names, s.Name)
	}
	want := []string{"Bìa", "Bảng' một  Rất dài, dài hơn ba", "Bảng' một  Rất dài, dài hơn  2", "....", "History 2", "Kiểm tra 2", "2",
		"Biểu đồ", "Kiểm tra", "Đơn vị nộp", "Số liệu đơn vị", "Kế hoạch", "Nguồn số liệu"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestTables_EveryRowIsAsWideAsItsHead(t *testing.T) {
	for _, columns := range []string{"order, unit", "unit", "unit, order"} {
		doc := laid(oddReport(t, columns, "2022-Q2", same...))
		for _, s := range doc.Sheets {
			for i, row := range append(s.Table.Head, cells(&s)...) {
				if len(row) != len(s.Table.Columns) {
					t.Errorf("%s, register by %s: row %d has %d cells of %d", s.Name, columns, i, len(row), len(s.Table.Columns))
				}
			}
		}
	}
}

func cells(s *document.Sheet) [][]document.Cell {
	var all [][]document.Cell
	for row := range s.Table.Rows {
		all = append(all, row.Cells)
	}
	return all
}

func TestTargets_StandForTheReportAndForUnitsWhoseFormulasAsk(t *testing.T) {
	plans := rows(sheet(t, laid(oddReport(t, "order, unit", "2022-Q2", same...)), "Kế hoạch"))
	var said []string
	for _, row := range plans {
		if row[6] != "" {
			said = append(said, strings.Join(row[1:4], " ")+" "+row[6])
		}
	}
	slices.Sort(said)
	want := []string{"Xã * (m) quý I/2022 A 8", "Xã * (m) quý II/2022 A 5", "Xã * (n) quý II/2022 A 9", "Xã * (n) quý IV/2021 A 6"}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	lone := rows(sheet(t, laid(oddReport(t, "order, unit", "2022-Q2", same[0])), "Kế hoạch"))
	if len(lone) != 2 || lone[0][6] != "5" || lone[1][6] != "" {
		t.Errorf("a report of one unit has the targets %q, want its one and the empty one of the period before", lone)
	}
}

// Shares by formula are those of num.Shares, whatever the parts.
func TestShares_FormulasNeedNoMoreThanTheParts(t *testing.T) {
	r := oddReport(t, "order, unit", "2022-Q2", same[0])
	for _, axis := range r.Template.Indicator("T").Parts {
		var parts, shares []num.Value
		for _, slot := range axis {
			parts, shares = append(parts, r.Lines[slot].Value), append(shares, r.Lines[slot].Share)
		}
		if diff := cmp.Diff(num.Shares(parts, 2), shares, cmp.Comparer(num.Value.Equal)); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
}

func TestTemplate_WithoutTablesRegistersOrChecksMakesADocument(t *testing.T) {
	r, _ := trial.Report(t, trial.Template(t, "indicators: { A: { label: A, measure: việc, nature: flow } }\n", "Có {{ n \"A\" }}."), "2022-Q1",
		"unit: a\nperiod: 2022-Q1\nfigures: {}\n")
	doc := laid(r)
	var names []string
	for _, s := range doc.Sheets {
		names = append(names, s.Name)
	}
	if diff := cmp.Diff([]string{"Bìa", "Kiểm tra", "Đơn vị nộp", "Số liệu đơn vị", "Nguồn số liệu"}, names); diff != "" || len(doc.Page.Blocks) > 0 {
		t.Errorf("blocks %v; sheets (-want +got)\n%s", doc.Page.Blocks, diff)
	}
}

func TestFoot_ExplainsTheSignsThatAreUsed(t *testing.T) {
	for figures, want := range map[string][]string{
		"A: 1, B: 1": nil,
		"A: 1":       {"Ghi chú: “…”: chưa có số liệu."},
		"A: x, B: 1": {"Ghi chú: “x”: không áp dụng."},
		"A: x":       {"Ghi chú: “…”: chưa có số liệu. “x”: không áp dụng."},
	} {
		r, _ := trial.Report(t, trial.Template(t, small+"tables: { t: { title: T, rows: [{ indicators: [A, B] }], columns: [label, value] } }\nworkbook: [t]\n", ""), "2022-Q1", of("a", "2022-Q1", figures))
		if diff := cmp.Diff(want, sheet(t, laid(r), "T").Table.Foot); diff != "" {
			t.Errorf("%s (-want +got)\n%s", figures, diff)
		}
	}
	if foot := sheet(t, laid(oddReport(t, "order, unit", "2022-Q2", same...)), "2").Table.Foot; len(foot) > 0 {
		t.Errorf("an x in a register is the unit's own: %q", foot)
	}
}

func TestNotes_SayWhatTheRowsCellsCannot(t *testing.T) {
	definition := small + "tables: { t: { title: T, rows: [{ indicators: [A, A.cap, D] }], columns: [label, value, note] } }\nworkbook: [t]\n"
	r, _ := trial.Report(t, trial.Template(t, definition, ""), "2022-Q1",
		of("a", "2022-Q1", "A: { tren: { value: 8, since: 2017, as_of: 2022-04-27 }, total: { value: trên 12, note: ước } }, D: { value: 100%, as_of: 2022-04 }"))
	want := [][]string{{"Việc lớn", "12", "trên 12; ước"}, {"cấp trên", "…", "08, từ năm 2017 đến 27/4/2022"}, {"cấp “dưới”", "…", ""},
		{"Đã đại hội", "…", "100%, đến tháng 4/2022"}, {"Tổng số cơ sở", "…", ""}}
	if diff := cmp.Diff(want, rows(sheet(t, laid(r), "T"))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestOmitMissing_LeavesRowsAndGroupsOut(t *testing.T) {
	definition := small + "tables: { t: { title: T, omit_missing: true, rows: [{ group: Không, indicators: [D] }, { group: Có, indicators: [A, A.cap, B] }], columns: [order, label, value] } }\nworkbook: [t]\n"
	r, _ := trial.Report(t, trial.Template(t, definition, ""), "2022-Q1", of("a", "2022-Q1", "A: { total: 4, tren: 1 }"))
	want := [][]string{{"I", "Có", ""}, {"1", "Việc lớn", "4"}, {"", "cấp trên", "1"}}
	if diff := cmp.Diff(want, rows(sheet(t, laid(r), "T"))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestChecks_OfUnitsThatPassedAreOnlyCounted(t *testing.T) {
	definition := small + "checks: [ { rule: A <= B, message: A hơn B, severity: warning } ]\n"
	r, _ := trial.Report(t, trial.Template(t, definition, ""), "2022-Q1", of("a", "2022-Q1", "A: 1, B: 2"), of("b", "2022-Q1", "A: 3, B: 2"), of("c", "2022-Q1", "A: 3"))
	s := sheet(t, laid(r), "Kiểm tra")
	var said []string
	for _, row := range rows(s) {
		said = append(said, strings.Join(row[1:], "|"))
	}
	want := []string{"A hơn B|A <= B|Xã b|3|<=|2|1|KHÔNG ĐẠT|", "A hơn B|A <= B|Xã c|3|<=|…|…|KHÔNG KIỂM TRA ĐƯỢC|chưa có B"}
	if diff := cmp.Diff(want, slices.DeleteFunc(said, func(s string) bool { return strings.Contains(s, "sum(") })); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if len(s.Table.Foot) != 1 || !strings.Contains(s.Table.Foot[0], "1 kiểm tra") {
		t.Errorf("the foot says %q", s.Table.Foot)
	}
}

func TestUnitSheet_SaysHowEachUnitHandedIn(t *testing.T) {
	r := oddReport(t, "order, unit", "2022-Q2", same...)
	in := []string{"a.yaml"}
	cases := []struct {
		unit model.Unit
		want string
	}{
		{model.Unit{Files: in}, "đã nộp"},
		{model.Unit{}, "chưa nộp"},
		{model.Unit{Files: in, Late: true, Received: "2022-07-20"}, "nộp muộn"},
		{model.Unit{LeftOut: true}, "bỏ ra vì có lỗi"},
		{model.Unit{Files: in, Lacks: []string{"2022-Q1", "2022-Q3"}}, "thiếu quý I/2022, quý III/2022"},
		{model.Unit{Files: in, Lacks: []string{"2022-Q1"}, Late: true}, "thiếu quý I/2022; nộp muộn"},
		{model.Unit{Lacks: []string{"2022-Q1"}}, "chưa nộp"},
	}
	for _, c := range cases {
		r.Units[0].Files, r.Units[0].Lacks = c.unit.Files, c.unit.Lacks
		r.Units[0].Late, r.Units[0].LeftOut, r.Units[0].Received = c.unit.Late, c.unit.LeftOut, c.unit.Received
		if got := rows(sheet(t, laid(r), "Đơn vị nộp"))[0][3]; got != c.want {
			t.Errorf("%+v: %q, want %q", c.unit, got, c.want)
		}
	}
}

// A rule on what a unit does not report has no row: thousands of units may lack the same.
func TestCheckSheet_CountsChecksThatHadNothingToRunOn(t *testing.T) {
	template := trial.Template(t, `
indicators:
  A: { label: A, measure: đơn, nature: flow }
  B: { label: B, measure: đơn, nature: flow }
checks:
  - { rule: A <= B, severity: warning, message: A lớn hơn B }
`, "")
	r, _ := trial.Report(t, template, "2022-Q1", "unit: a\nperiod: 2022-Q1\nfigures: { A: 1, B: 2 }\n",
		"unit: b\nperiod: 2022-Q1\nfigures: { A: 1 }\n", "unit: c\nperiod: 2022-Q1\nfigures: {}\n")
	s := sheet(t, laid(r), "Kiểm tra")
	var got []string
	for _, row := range rows(s) {
		got = append(got, row[3]+": "+row[8])
	}
	if diff := cmp.Diff([]string{"Đơn vị b: KHÔNG KIỂM TRA ĐƯỢC"}, got); diff != "" {
		t.Errorf("rows (-want +got)\n%s", diff)
	}
	if counts, want := s.Table.Head[0][0].Text, "ĐẠT: 1; KHÔNG ĐẠT: 0; KHÔNG KIỂM TRA ĐƯỢC: 2"; counts != want {
		t.Errorf("counts %q, want %q", counts, want)
	}
	want := []string{"Ngoài ra 1 kiểm tra ở từng đơn vị đều đạt.",
		"Ngoài ra 1 kiểm tra ở từng đơn vị không có gì để so: đơn vị không nộp số liệu nào mà quy tắc nói tới."}
	if diff := cmp.Diff(want, s.Table.Foot); diff != "" {
		t.Errorf("foot (-want +got)\n%s", diff)
	}
}

func TestTotalNames_EveryTotalOfThePeriod(t *testing.T) {
	r := oddReport(t, "order, unit", "2022-Q2", same...)
	s := sheet(t, laid(r), "Số liệu đơn vị")
	stands := map[string]document.Cell{}
	for i, row := range cells(s) {
		for j, c := range row {
			stands["$"+document.ColumnName(j+1)+"$"+strconv.Itoa(s.BodyRow()+i)] = c
		}
	}
	named := map[string]bool{}
	for _, n := range s.Names {
		named[n.Name] = true
		code := strings.TrimPrefix(n.Name, "TONG_")
		slot := slices.IndexFunc(r.Template.Slots, func(s spec.Slot) bool { return s.Code() == code })
		want := r.Bands[0].Totals[slot].Value
		if got := stands[n.Cell].Value; got.State != want.State || got.IsKnown() && got.Number.Cmp(want.Number) != 0 {
			t.Errorf("%s leads to %s, %v; the total is %v", n.Name, n.Cell, got, want)
		}
	}
	for _, slot := range r.Bands[0].Slots {
		if code := r.Template.Slots[slot].Code(); !named["TONG_"+code] {
			t.Errorf("the total of %s has no name", code)
		}
	}
}

func TestOutline_PartsBelowIndicatorsBelowGroups(t *testing.T) {
	doc := laid(oddReport(t, "order, unit", "2022-Q2", same...))
	var got []string
	for row := range doc.Sheets[1].Table.Rows {
		got = append(got, fmt.Sprintf("%d %s", row.Level, strings.TrimSpace(row.Cells[0].Printed())))
	}
	want := []string{"0 N", "1 =1+1", "2 < 16 tuổi"}
	if !slices.Equal(got[:3], want) {
		t.Errorf("levels = %q, want %q", got[:3], want)
	}
}

// Columns of parts that nobody gave are folded away, those of wholes never; an x was given.
func TestDataSheet_FoldsPartsThatNobodyGave(t *testing.T) {
	for figures, want := range map[string]string{
		"A: 13":                       "A.duoi A.tren",
		"A: { tren: 1, duoi: 12 }":    "",
		"A: { tren: x, duoi: x }":     "",
		"B: 1":                        "A.duoi A.tren",
		"A: { tren: 1, since: 2017 }": "A.duoi A.tren",
	} {
		r, _ := trial.Report(t, trial.Template(t, small, ""), "2022-Q1", of("a", "2022-Q1", figures))
		s := sheet(t, laid(r), "Số liệu đơn vị")
		var folded []string
		for i, c := range s.Table.Columns {
			if c.Hidden != (c.Level == 1) {
				t.Errorf("%s: column %d is hidden and not folded, or the other way", figures, i+1)
			}
			if c.Hidden {
				folded = append(folded, s.Table.Head[3][i].Text)
			}
		}
		slices.Sort(folded)
		if got := strings.Join(folded, " "); got != want {
			t.Errorf("%s: folded %q, want %q", figures, got, want)
		}
		if told := strings.Contains(s.Titles[1], "dấu +"); told != (want != "") {
			t.Errorf("%s: the sheet says %q", figures, s.Titles[1])
		}
	}
}
