package spec

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"baocao/report/finding"
)

// load reads a template of two files and gives the codes of what was found, with places.
func load(definition, summary string) (*Template, []string) {
	fsys := fstest.MapFS{
		"template.yaml": {Data: []byte(definition)},
		"summary.md":    {Data: []byte(summary)},
	}
	t, found := Load(fsys, "mau", nil)
	var codes []string
	for _, f := range found.Sorted(nil) {
		codes = append(codes, string(f.Code)+" "+strings.TrimPrefix(f.Pos.String(), "mau/"))
	}
	return t, codes
}

const smallTemplate = `name: nho
title: Mẫu nhỏ
periods: [quarter]
breakdowns:
  cap: { label: Cấp, categories: { huyen: cấp huyện, khac: cấp khác } }
  loai: { label: Loại, categories: { moi: mới, khac: khác } }
indicators:
  A: { label: Chỉ tiêu A, measure: việc, nature: flow, by: [cap, loai] }
  B: { label: Chỉ tiêu B, measure: cơ sở, nature: stock, by: [cap], out_of: Tổng số cơ sở }
  R: { label: Tỷ lệ, measure: "%", formula: A.huyen / A * 100 }
tables:
  chinh: { title: Bảng chính, rows: [ { indicators: [A, A.cap] } ], columns: [order, label, value] }
workbook: [chinh]
`

const smallSummary = "---\nkind: BÁO CÁO\nsubject: kết quả {{ period_pair }}\n---\n# I- MỤC\nCó {{ n \"A\" }} việc.\n"

func TestLoad_SmallTemplate(t *testing.T) {
	tmpl, found := load(smallTemplate, smallSummary)
	if len(found) > 0 {
		t.Fatalf("findings: %v", found)
	}
	var codes []string
	for _, s := range tmpl.Slots {
		codes = append(codes, s.Code())
	}
	want := []string{"A", "A.huyen", "A.cap.khac", "A.moi", "A.loai.khac",
		"B", "B.out_of", "B.huyen", "B.huyen.out_of", "B.khac", "B.khac.out_of", "R"}
	if !slices.Equal(codes, want) {
		t.Errorf("slots = %v, want %v", codes, want)
	}
	for name, want := range map[string]string{"A": "A", "A.huyen": "A.huyen", "A.cap.huyen": "A.huyen", "A.cap.khac": "A.cap.khac", "B.out_of": "B.out_of", "B.huyen.out_of": "B.huyen.out_of"} {
		slot, ok := tmpl.SlotOf(name)
		if !ok || tmpl.Slots[slot].Code() != want {
			t.Errorf("SlotOf(%s) = %d, %v; want %s", name, slot, ok, want)
		}
	}
	for _, name := range []string{"A.khac", "A.cap", "C", "A.out_of", "A.cap.moi", "A.b.c.d"} {
		if slot, ok := tmpl.SlotOf(name); ok {
			t.Errorf("SlotOf(%s) = %d, want none", name, slot)
		}
	}
}

func TestLoad_SayWhatIsWrongAtItsPlace(t *testing.T) {
	edit := func(old, new string) func(*string, *string) {
		return func(definition, summary *string) {
			if !strings.Contains(*definition+*summary, old) {
				panic("nothing to edit: " + old)
			}
			*definition = strings.Replace(*definition, old, new, 1)
			*summary = strings.Replace(*summary, old, new, 1)
		}
	}
	for _, c := range []struct {
		name string
		edit func(definition, summary *string)
		want string
	}{
		{"unknown key", edit("periods:", "period:"), "D006 template.yaml:3:1"},
		{"unknown period", edit("[quarter]", "[quater]"), "S003 template.yaml:3:11"},
		{"reserved code", edit("huyen: cấp huyện", "total: cấp huyện"), "S004 template.yaml:5:36"},
		{"breakdown named as a category", edit("moi: mới", "cap: mới"), "S005 template.yaml:8:60"},
		{"unknown breakdown", edit("by: [cap, loai]", "by: [cap, loia]"), "S011 template.yaml:8:66"},
		{"unknown name in a formula", edit("A.huyen / A", "A.huyen / AA"), "S006 template.yaml:10:55"},
		{"formula that cannot be read", edit("A.huyen / A * 100", "A.huyen / * 100"), "S007 template.yaml:10:55"},
		{"formula of itself", edit("A.huyen / A * 100", "R / A * 100"), "S014 template.yaml:10:3"},
		{"unknown indicator in a table", edit("[A, A.cap]", "[A, X.cap]"), "S011 template.yaml:12:57"},
		{"unknown column", edit("[order, label, value]", "[order, label, valeu]"), "S011 template.yaml:12:93"},
		{"unknown table in the workbook", edit("workbook: [chinh]", "workbook: [chin]"), "S011 template.yaml:13:12"},
		{"unknown function", edit(`{{ n "A" }}`, `{{ nn "A" }}`), "S012 summary.md:6:4"},
		{"unknown figure in the prose", edit(`{{ n "A" }}`, `{{ n "A.huyenn" }}`), "S013 summary.md:6:4"},
		{"action without an end", edit(`{{ n "A" }}`, `{{ n "A"`), "S012 summary.md:6:4"},
		{"argument that is no literal", edit(`{{ n "A" }}`, `{{ n A }}`), "S012 summary.md:6:4"},
		{"44/48 of one number", edit(`{{ n "A" }}`, `{{ of "A" }}`), "S012 summary.md:6:4"},
		{"optional part without an end", edit(`Có {{ n "A" }}`, `Có {{ optional }}{{ n "A" }}`), "S012 summary.md:6:4"},
		{"table within a sentence", edit(`{{ n "A" }}`, `{{ table "chinh" }}`), "S012 summary.md:6:4"},
		{"chart of an unknown breakdown", edit(`{{ n "A" }}`, `{{ chart "A" "trendd" }}`), "S013 summary.md:6:4"},
		{"chart over time beside a period", edit(`{{ n "A" }}`, `{{ chart "A" "trend" "previous" }}`), "S012 summary.md:6:4"},
		{"stacked over time twice", edit(`{{ n "A" }}`, `{{ chart "A" "trend" "units" }}`), "S012 summary.md:6:4"},
		{"a change is not of units", edit(`{{ n "A" }}`, `{{ delta "A" "units" }}`), "S012 summary.md:6:4"},
		{"chart of nothing", edit(`{{ n "A" }}`, `{{ chart }}`), "S012 summary.md:6:4"},
		{"no kind", edit("kind: BÁO CÁO\n", ""), "D014 summary.md:1:1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			definition, summary := smallTemplate, smallSummary
			c.edit(&definition, &summary)
			tmpl, found := load(definition, summary)
			if tmpl != nil {
				t.Error("a template with errors was returned")
			}
			if !slices.Contains(found, c.want) {
				t.Errorf("found %v, want %s", found, c.want)
			}
		})
	}
}

// The hint names all that a chart can be beside.
func TestLoad_ChartSaysWhatItCanBeBeside(t *testing.T) {
	fsys := fstest.MapFS{"template.yaml": {Data: []byte(smallTemplate)},
		"summary.md": {Data: []byte(strings.Replace(smallSummary, `{{ n "A" }}`, `{{ chart "A" "cap" "unit" }}`, 1))}}
	_, found := Load(fsys, "mau", nil)
	if len(found) != 1 || !strings.Contains(found[0].In(finding.EN), "“units”, “trend”, not “unit”") {
		t.Errorf("found %v", found)
	}
}

func TestLoad_MissingFile(t *testing.T) {
	_, found := Load(fstest.MapFS{"template.yaml": {Data: []byte(smallTemplate)}}, "mau", nil)
	if len(found) != 1 || found[0].Code != finding.NoTemplateFile {
		t.Errorf("found %v, want one S002", found)
	}
}

func TestLoad_LabelsFitTheOffice(t *testing.T) {
	fsys := fstest.MapFS{"template.yaml": {Data: []byte(smallTemplate)}, "summary.md": {Data: []byte(smallSummary)}}
	tmpl, found := Load(fsys, "mau", []Label{{Name: "cap.huyen", Text: "cấp quận"}})
	if found.HasErrors() {
		t.Fatal(found)
	}
	slot, _ := tmpl.SlotOf("A.huyen")
	if got := tmpl.Slots[slot].Label(); got != "cấp quận" {
		t.Errorf("label = %q, want cấp quận", got)
	}
	if _, found := Load(fsys, "mau", []Label{{Name: "cap.quan", Text: "x"}}); !found.HasErrors() {
		t.Error("an unknown label was accepted")
	}
}

// Every template that is shipped, and one of quite another field, loads without a finding.
func TestLoad_ShippedTemplates(t *testing.T) {
	for _, folder := range []string{"../../templates/dan-van", "testdata/thu-vien"} {
		tmpl, found := Load(os.DirFS(folder), folder, nil)
		for _, f := range found {
			t.Errorf("%s", f.In(finding.VI))
		}
		if tmpl != nil && len(tmpl.Slots) == 0 {
			t.Errorf("%s has no slots", folder)
		}
	}
}
