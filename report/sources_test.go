package report_test

import (
	"strings"
	"testing"

	"baocao/report"
	"baocao/report/document"
	"baocao/report/source"
	"baocao/report/unit"
	"baocao/report/workspace"
)

// prose is the text of the page that a submission and earlier ones make.
func prose(t *testing.T, period string, submissions ...string) string {
	t.Helper()
	tree, _ := unit.NewTree(nil)
	in := &workspace.Inputs{Units: tree}
	for i, text := range submissions {
		name := string(rune('a'+i)) + ".yaml"
		in.Files = append(in.Files, source.File{Path: name, Name: name, Data: []byte("template: dan-van\nunit: { code: tinh, name: Tỉnh, level: tinh }\n" + text)})
	}
	o := options()
	o.Period, o.Formats, o.Document = period, []report.Format{report.JSON}, true
	r, err := report.Generate(in, o)
	if err != nil {
		t.Fatal(err)
	}
	if r.Document == nil {
		t.Fatalf("%v", r.Findings)
	}
	var b strings.Builder
	for _, block := range r.Document().Page.Blocks {
		if p, ok := block.(*document.Paragraph); ok {
			for _, run := range p.Runs {
				b.WriteString(run.Text)
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// Ninh Thuận, first half of 2020: 866 receptions of 964 people against 1.012 and 1.091.
func TestProse_ComparesAsNinhThuanDoes(t *testing.T) {
	got := prose(t, "2020-H1",
		"period: 2020-H1\nfigures: { TD01: 866, TD02: 964, TD03a: 5, TD03b: 75 }\n",
		"period: 2019-H1\nfigures: { TD01: 1012, TD02: 1091, TD03a: 12, TD03b: 241 }\n")
	for _, want := range []string{"866 lượt công dân với 964 lượt người", "giảm 146 lượt (14,43%) so với cùng kỳ năm trước", "giảm 127 lượt người (11,64%)"} {
		if !strings.Contains(got, want) {
			t.Errorf("the prose does not say %q:\n%s", want, got)
		}
	}
}

// Vĩnh Long, 2017: 532 of 741 cases settled by 27 July.
func TestProse_RateAsVinhLongPrintsIt(t *testing.T) {
	got := prose(t, "", "period: 2017-9M\nfigures: { HG01: 741, HG02: 532 }\n")
	if want := "đã hoà giải 741 vụ việc, hoà giải thành 532 vụ, đạt 71,79%"; !strings.Contains(got, want) {
		t.Errorf("the prose does not say %q:\n%s", want, got)
	}
}
