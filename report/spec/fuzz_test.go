package spec

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"baocao/report/finding"
)

// loadsSoundly holds what is true of every template folder: it loads exactly when nothing is
// wrong with it, what is wrong stands inside of one of its files, and what was loaded holds
// together.
func loadsSoundly(t *testing.T, definition, summary []byte) {
	begin := time.Now()
	files := fstest.MapFS{definitionFile: {Data: definition}, summaryFile: {Data: summary}}
	tmpl, found := Load(files, "mau", nil)
	if took := time.Since(begin); took > 5*time.Second {
		t.Fatalf("took %v", took)
	}
	if (tmpl == nil) != found.HasErrors() {
		t.Fatalf("a template %v with findings %v", tmpl != nil, found)
	}
	for _, f := range found {
		said := f.In(finding.VI) + f.In(finding.EN)
		if strings.Contains(said, "%!") && !strings.Contains(string(definition)+string(summary), "%") || strings.ContainsAny(said, "\x00\x1b\x7f") {
			t.Fatalf("finding %s reads %q", f.Code, said)
		}
		data := definition
		if strings.HasSuffix(f.Pos.File, summaryFile) {
			data = summary
		}
		lines := strings.Split(strings.NewReplacer("\uFEFF", "", "\r\n", "\n", "\r", "\n").Replace(string(data)), "\n")
		if p := f.Pos; p.Line > len(lines) || p.Line > 0 && p.Col > utf8.RuneCountInString(lines[p.Line-1])+1 {
			t.Fatalf("%s stands outside of its file: %s", f.Code, f.In(finding.EN))
		}
	}
	if tmpl == nil {
		return
	}
	for i, s := range tmpl.Slots {
		if slot, ok := tmpl.SlotOf(s.Code()); !ok || slot != i {
			t.Fatalf("slot %d, %s, is found as %d, %v", i, s.Code(), slot, ok)
		}
	}
	for _, a := range tmpl.Summary.Actions {
		if a.Slot >= len(tmpl.Slots) {
			t.Fatalf("action %+v of %d slots", a, len(tmpl.Slots))
		}
	}
}

// addTemplates adds a file of every template at hand.
func addTemplates(f *testing.F, name string) {
	for _, folder := range []string{"../../templates/dan-van", "../../templates/dan-chu-co-so", "testdata/thu-vien", "../../samples/errors/V016-parts-missing/mau"} {
		if data, err := os.ReadFile(folder + "/" + name); err == nil {
			f.Add(data)
		}
	}
}

// FuzzDefinition changes a template's definition, and FuzzSummary its prose.
func FuzzDefinition(f *testing.F) {
	addTemplates(f, definitionFile)
	f.Add([]byte(smallTemplate))
	f.Add([]byte(strings.Replace(smallTemplate, "tables:", "checks: [ { rule: A.huyen <= A + previous(B), severity: error, message: x }, { rule: abs(change(R)) < 1 } ]\nregisters: { r: { columns: { c: { breakdown: cap } }, counts: A } }\ntables:", 1)))
	f.Add([]byte(strings.Replace(smallTemplate, "A.huyen / A * 100", "previous(R) + target(A) / B.out_of", 1)))
	f.Fuzz(func(t *testing.T, data []byte) { loadsSoundly(t, data, []byte(smallSummary)) })
}

func FuzzSummary(f *testing.F) {
	addTemplates(f, summaryFile)
	for _, body := range []string{"", "{{ n \"A\" }} {{ optional }}{{ of \"B.huyen\" }}{{ end }}", "{{ table \"chinh\" }}\n\n{{ chart \"A\" \"cap\" \"last_year\" }}\n", "{{ n \"A }}", "{{", "}}", "{{ end }}",
		"{{ top \"A\" 3 }} {{ delta \"A.huyen\" \"previous\" }}", "> - {{ text \"x\" }}", "# {{ period }}\n**{{ whole }}**", "{{ chart \"completeness\" }}\uE000"} {
		f.Add([]byte(smallSummary + body))
	}
	f.Fuzz(func(t *testing.T, data []byte) { loadsSoundly(t, []byte(smallTemplate), data) })
}
