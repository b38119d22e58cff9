package spec

import (
	"strings"
	"testing"
	"testing/fstest"
)

// A form is void when a figure, a measure or a register's column changed, and only then.
func TestSignature(t *testing.T) {
	const text = `name: a
title: Báo cáo
periods: [quarter]
breakdowns: { cap: { label: Cấp, categories: { huyen: huyện, xa: xã } } }
indicators:
  A: { label: Một, measure: cái, nature: flow, by: [cap] }
  B: { label: Hai, measure: cái, nature: flow }
registers:
  r: { label: Sổ, columns: { ten: { label: Tên } } }
`
	signature := func(old, changed string) string {
		t.Helper()
		if !strings.Contains(text, old) {
			t.Fatalf("the template has no %q", old)
		}
		tmpl, found := Load(fstest.MapFS{"template.yaml": {Data: []byte(strings.Replace(text, old, changed, 1))},
			"summary.md": {Data: []byte("---\nkind: BÁO CÁO\nsubject: x\n---\n# I\n")}}, "a", nil)
		if tmpl == nil || found.HasErrors() {
			t.Fatalf("%q: %v", changed, found)
		}
		return tmpl.Signature()
	}
	const b = "  B: { label: Hai, measure: cái, nature: flow }\n"
	const r = "label: Tên"
	was := signature("", "")
	for _, tc := range []struct {
		old, changed string
		same         bool
	}{
		{"label: Một", "label: Môt", true},
		{"huyen: huyện", "huyen: quận", true},
		{b, b + "  C: { label: Ba, measure: \"%\", formula: A / B * 100 }\n", true},
		{"  A: { label: Một, measure: cái, nature: flow, by: [cap] }\n" + b, b + "  A: { label: Một, measure: cái, nature: flow, by: [cap] }\n", true},
		{"xa: xã", "phuong: phường", false},
		{"nature: flow }", "nature: flow, out_of: Tổng }", false},
		{"label: Hai, measure: cái", "label: Hai, measure: con", false},
		{"  B: {", "  B2: {", false},
		{"ten: {", "ten_goi: {", false},
		{r, r + ", type: date", false},
	} {
		if got := signature(tc.old, tc.changed) == was; got != tc.same {
			t.Errorf("%q to %q keeps the signature: %v, want %v", tc.old, tc.changed, got, tc.same)
		}
	}
}
