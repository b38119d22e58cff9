package form

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"baocao/report/document"
	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/spec"
	"baocao/report/unit"
)

func load(t *testing.T, folder string) *spec.Template {
	t.Helper()
	tmpl, found := spec.Load(os.DirFS(folder), folder, nil)
	if found.HasErrors() {
		t.Fatal(found[0].In(finding.VI))
	}
	return tmpl
}

func made(t *testing.T, tmpl *spec.Template, previous []num.Value) *document.Document {
	t.Helper()
	p, _ := period.Parse("2022-Q1")
	return Document(tmpl, Options{Unit: unit.Unit{Code: "phu-minh", Name: "Xã Phú Minh", Level: "xa"}, Period: p, Previous: previous})
}

func sheetOf(t *testing.T, doc *document.Document, name string) (document.Sheet, []document.Row) {
	t.Helper()
	i := slices.IndexFunc(doc.Sheets, func(s document.Sheet) bool { return s.Name == name })
	if i < 0 {
		t.Fatalf("there is no sheet %q", name)
	}
	return doc.Sheets[i], slices.Collect(doc.Sheets[i].Table.Rows)
}

// Every figure that the template asks for has one cell, found by its stamps, and what it
// computes has none.
func TestDocument_OneCellForEveryFigure(t *testing.T) {
	tmpl := load(t, "../../templates/dan-van")
	_, rows := sheetOf(t, made(t, tmpl, nil), figuresSheet)
	got := map[string]int{}
	var stamps []document.Cell
	for _, row := range rows {
		switch stamp := row.Cells[0].Text; stamp {
		case figures.StampHeading:
		case figures.StampFigures:
			stamps = row.Cells
			if !row.Hidden {
				t.Error("a row of stamps is shown")
			}
		default:
			code, isWhole := strings.CutSuffix(stamp, figures.OutOfRow)
			for i, c := range row.Cells {
				if c.Entry == nil || c.Entry.Kind != document.Figure {
					continue
				}
				name := code
				if part := stamps[i].Text; part != figures.StampTotal {
					name += "." + part
				}
				if isWhole {
					name += figures.OutOfRow
				}
				got[name]++
			}
		}
	}
	asked := 0
	for i, slot := range tmpl.Slots {
		if slot.Indicator.Formula != nil {
			continue
		}
		asked++
		name := slot.Indicator.Code
		if slot.Axis != nil {
			name += "." + slot.Axis.Code + "." + slot.Category.Code
		}
		if slot.IsOutOf {
			name += figures.OutOfRow
		}
		if got[name] != 1 {
			t.Errorf("slot %d, %s, has %d cells", i, name, got[name])
		}
	}
	if len(got) != asked {
		t.Errorf("%d cells for %d figures", len(got), asked)
	}
}

// A total is the form's own formula over the parts, and no cell is both that and yellow.
func TestDocument_TotalsAreFormulas(t *testing.T) {
	sheet, rows := sheetOf(t, made(t, load(t, "../../templates/dan-van"), nil), figuresSheet)
	for i, row := range rows {
		if row.Cells[0].Text != "DVK04" {
			continue
		}
		total := row.Cells[totalColumn]
		want := strings.ReplaceAll(`IF(COUNT(G#:J#)+COUNTIF(G#:J#,"x")=4,SUM(G#:J#),IF(COUNT(K#:L#)+COUNTIF(K#:L#,"x")=2,SUM(K#:L#),""))`,
			"#", num.Int(int64(sheet.BodyRow()+i)).String())
		if total.Formula.String() != want || !total.Style.Open || total.Style.Role == document.Input {
			t.Errorf("total %+v, want %s", total, want)
		}
		return
	}
	t.Error("DVK04 has no row")
}

func TestDocument_ShowsThePeriodBefore(t *testing.T) {
	tmpl := load(t, "../../templates/dan-van")
	previous := make([]num.Value, len(tmpl.Slots))
	ind := tmpl.Indicator("QC02")
	previous[ind.Total], previous[tmpl.Slots[ind.Total].OutOf] = num.OfInt(44), num.OfInt(48)
	_, rows := sheetOf(t, made(t, tmpl, previous), figuresSheet)
	got := map[string]string{}
	for _, row := range rows {
		if v := row.Cells; len(v) > previousColumn && v[previousColumn].Value.IsKnown() {
			got[v[0].Text] = v[previousColumn].Value.Number.String()
		}
	}
	if len(got) != 2 || got["QC02"] != "44" || got["QC02.out_of"] != "48" {
		t.Errorf("the period before: %v", got)
	}
}

func TestDocument_AsksForEveryText(t *testing.T) {
	tmpl := load(t, "../../templates/dan-van")
	_, rows := sheetOf(t, made(t, tmpl, nil), textsSheet)
	asked := map[string]string{}
	for _, row := range rows {
		if len(row.Cells) == 3 && row.Cells[2].Style.Role == document.Input {
			asked[row.Cells[0].Text] = row.Cells[1].Text
		}
	}
	for _, key := range tmpl.Summary.TextKeys() {
		if asked[key] == "" {
			t.Errorf("the text %s is not asked for, or nobody knows for what", key)
		}
	}
	if got := asked["quy_che"]; got != "5. Xây dựng và thực hiện Quy chế dân chủ ở cơ sở" {
		t.Errorf("quy_che is asked for as %q", got)
	}
}

// Excel refuses long names, some characters, and a name that is used twice.
func TestSheetName(t *testing.T) {
	m := &maker{names: map[string]bool{"Số liệu": true}}
	for _, tc := range []struct{ label, want string }{
		{"Danh sách mô hình", "Mô hình"},
		{"Danh sách mô hình", "Mô hình 2"},
		{"Số liệu", "Số liệu 2"},
		{"Thu/chi: [2022]*?", "Thuchi 2022"},
		{"Danh sách hội nghị tiếp xúc, đối thoại của người đứng đầu", "Hội nghị tiếp xúc, đối thoại"},
		{strings.Repeat("a", 40), strings.Repeat("a", 31)},
	} {
		got := m.sheetName(tc.label)
		if got != tc.want || len(utf16.Encode([]rune(got))) > maxSheetName {
			t.Errorf("sheetName(%q) = %q, want %q", tc.label, got, tc.want)
		}
	}
}

// Excel cuts what is longer, or calls the file damaged.
func TestDocument_WordsOfRulesFit(t *testing.T) {
	for _, sheet := range made(t, load(t, "../../templates/dan-van"), nil).Sheets {
		for row := range sheet.Table.Rows {
			for _, c := range row.Cells {
				if e := c.Entry; e != nil && (len([]rune(e.Title)) > 32 || len([]rune(e.Message)) > 225 || len([]rune(e.Prompt)) > 255) {
					t.Errorf("%s: the words of %q are too long", sheet.Name, e.Title)
				}
			}
		}
	}
}

// A template without registers or texts makes a form too; an explicit period is stamped
// with its days, and a unit that nobody knows has only its code.
func TestDocument_SmallTemplateAndExplicitPeriod(t *testing.T) {
	tmpl, found := spec.Load(fstest.MapFS{
		"template.yaml": {Data: []byte("name: nho\ntitle: Nhỏ\nperiods: [other]\nindicators:\n  A: { label: Một, measure: cái, nature: flow }\n")},
		"summary.md":    {Data: []byte("---\nkind: BÁO CÁO\nsubject: nhỏ\n---\n# I\n\nCó {{ n \"A\" }}.\n")},
	}, "nho", nil)
	if found.HasErrors() {
		t.Fatal(found[0].In(finding.VI))
	}
	p, ok := period.Custom("dot-1", "đợt 1 năm 2022", period.Date{Year: 2022, Month: 1, Day: 5}, period.Date{Year: 2022, Month: 2, Day: 6})
	if !ok {
		t.Fatal("no period")
	}
	doc := Document(tmpl, Options{Unit: unit.Unit{Code: "a", Name: "a"}, Period: p})
	_, rows := sheetOf(t, doc, figures.StampSheet)
	got := map[string]string{}
	for _, row := range rows {
		got[row.Cells[0].Text] = row.Cells[1].Text
	}
	for key, want := range map[string]string{figures.StampUnit: "a", figures.StampUnitName: "", figures.StampPeriod: "dot-1",
		figures.StampPeriodFrom: "2022-01-05", figures.StampPeriodTo: "2022-02-06", figures.StampSignature: tmpl.Signature()} {
		if got[key] != want {
			t.Errorf("%s is stamped %q, want %q", key, got[key], want)
		}
	}
}
