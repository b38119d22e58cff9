package layout_test

import (
	"strings"
	"testing"

	"baocao/report/document"
	"baocao/report/figures"
	"baocao/report/internal/trial"
	"baocao/report/layout"
)

// state is a profile with the marks of the State's form.
var state = document.Profile{
	Text:      document.TextForm{End: "./."},
	Signature: document.SignatureForm{Marks: map[string]string{"TM": "TM.", "KT": "KT."}},
}

// laidIn makes the page of one unit's report in a profile and a spelling.
func laidIn(t *testing.T, p document.Profile, s layout.Spelling, summary string, d figures.Document) *document.Document {
	t.Helper()
	r, _ := trial.Report(t, trial.Template(t, small, summary), "2022-Q1", of("a", "2022-Q1", own))
	r.Document = d
	return layout.Document(r, layout.Options{Generator: "thử", Profile: p, Spelling: s})
}

func TestPage_SpellingAsTheOfficeChose(t *testing.T) {
	const summary = "# Uỷ ban\n\nHoà giải, khoẻ; quý I, hoàn toàn, HUỶ, Thuỵ, huỳnh {{ n \"A\" }}.\n\n- **Thuý** hòa"
	for spelling, want := range map[layout.Spelling]string{
		"":               "# Uỷ ban\nHoà giải, khoẻ; quý I, hoàn toàn, HUỶ, Thuỵ, huỳnh 13.\n- Thuý hòa",
		layout.ToneFirst: "# Ủy ban\nHòa giải, khỏe; quý I, hoàn toàn, HỦY, Thụy, huỳnh 13.\n- Thúy hòa",
		layout.ToneLast:  "# Uỷ ban\nHoà giải, khoẻ; quý I, hoàn toàn, HUỶ, Thuỵ, huỳnh 13.\n- Thuý hoà",
	} {
		doc := laidIn(t, document.Profile{}, spelling, summary, figures.Document{})
		if got := page(doc); got != want {
			t.Errorf("spelling %q: %s, want %s", spelling, got, want)
		}
	}
	doc := laidIn(t, state, layout.ToneFirst, summary, figures.Document{Body: "UỶ BAN", Recipients: []string{"Huyện uỷ"}})
	if doc.Page.Body != "ỦY BAN" || doc.Page.Recipients[0] != "Huyện ủy" {
		t.Errorf("head and recipients: %q, %q", doc.Page.Body, doc.Page.Recipients)
	}
}

func TestPage_SpellingOfTables(t *testing.T) {
	const definition = small + `tables:
  bieu: { title: Biểu hoà giải, rows: [{ group: Uỷ ban, indicators: [A] }], columns: [label, value] }
`
	r, _ := trial.Report(t, trial.Template(t, definition, `{{ table "bieu" }}`), "2022-Q1", of("a", "2022-Q1", own))
	doc := layout.Document(r, layout.Options{Generator: "thử", Spelling: layout.ToneFirst})
	table := doc.Page.Blocks[0].(*document.Table)
	var words []string
	for row := range table.Rows {
		words = append(words, row.Cells[0].Text)
	}
	if table.Title != "Biểu hòa giải" || words[0] != "Ủy ban" {
		t.Errorf("the table is %q, its rows %q", table.Title, words)
	}
}

func TestPage_SignatureMarksAreTheProfiles(t *testing.T) {
	for _, c := range []struct{ authority, position, want string }{
		{"K/T CHỦ TỊCH", "PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH|PHÓ CHỦ TỊCH"},
		{"kt. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH|PHÓ CHỦ TỊCH"},
		{"T/M UỶ BAN\nK/T CHỦ TỊCH", "PHÓ CHỦ TỊCH", "TM. UỶ BAN\nKT. CHỦ TỊCH|PHÓ CHỦ TỊCH"},
		{"", "CHỦ TỊCH", "CHỦ TỊCH|"},
		{"TMX Y", "KT", "TMX Y|KT"},
	} {
		s := laidIn(t, state, "", "Có.", figures.Document{Authority: c.authority, Position: c.position}).Page.Signature
		if got := s.Authority + "|" + s.Position; got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.authority, c.position, got, c.want)
		}
	}
}

func TestPage_EndMarkInPlaceOfTheLastStop(t *testing.T) {
	for summary, want := range map[string]string{
		"Một.\n\nHai.":          "Một.\nHai./.",
		"Một;\n\n- Hai":         "Một;\n- Hai./.",
		`Có {{ n "A" }}`:        "Có 13./.",
		`{{ chart "A" "cap" }}`: "<Việc lớn theo cấp, quý I/2022: Cấp trên 1; Cấp “dưới” 12 (việc).>",
	} {
		if got := page(laidIn(t, state, "", summary, figures.Document{})); got != want {
			t.Errorf("%q: %q, want %q", summary, got, want)
		}
		if got := page(laidIn(t, document.Profile{}, "", summary, figures.Document{})); strings.Contains(got, "./.") {
			t.Errorf("%q: %q in a profile without an end mark", summary, got)
		}
	}
}
