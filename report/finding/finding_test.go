package finding_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baocao/report/finding"
)

func TestPos_IsWrittenAsEditorsAndGrepUnderstand(t *testing.T) {
	for want, pos := range map[string]finding.Pos{
		"":                            {},
		"a.yaml":                      {File: "a.yaml"},
		"a.yaml:14":                   {File: "a.yaml", Line: 14},
		"a.yaml:14:11":                {File: "a.yaml", Line: 14, Col: 11},
		"a.xlsx:'Số liệu'!D14":        {File: "a.xlsx", Sheet: "Số liệu", Cell: "D14"},
		"a.xlsx:'Sách ''của'' xã'!A1": {File: "a.xlsx", Sheet: "Sách 'của' xã", Cell: "A1"},
	} {
		if got := pos.String(); got != want {
			t.Errorf("%+v.String() = %q, want %q", pos, got, want)
		}
		if got, want := pos.Place(), strings.TrimPrefix(strings.TrimPrefix(want, pos.File), ":"); got != want {
			t.Errorf("%+v.Place() = %q, want %q", pos, got, want)
		}
	}
}

// Package fmt is the measure of every text, also of those that are rendered without it.
func TestText_IsRenderedAsFmtDoes(t *testing.T) {
	nested := finding.Say("ở %s", "in %s", "nhà")
	for _, c := range []struct {
		format string
		args   []any
	}{
		{"%s và %s", []any{"một", "hai"}},
		{"%s thôi", []any{nested}},
		{"", []any{"thừa"}},
		{"%s thiếu %s", []any{"một"}},
		{"%s thừa", []any{"một", "hai"}},
		{"%s được %d%%", []any{"một", 50}},
		{"100%% của %s, %%s", []any{"một"}},
		{"%d dòng %q, %5s|%-3s|%.2s", []any{7, "a", "b", "c", "defg"}},
		{"%[2]s trước %[1]s", []any{"một", "hai"}},
		{"%s, %s", []any{7, nested}},
		{"cuối %", []any{"một"}},
	} {
		args := slices.Clone(c.args)
		for i, a := range args {
			if _, ok := a.(finding.Text); ok {
				args[i] = "ở nhà"
			}
		}
		text, want := finding.Say(c.format, "", c.args...), fmt.Sprintf(c.format, args...)
		if got := text.In(finding.VI); got != want {
			t.Errorf("%q: %q, want %q", c.format, got, want)
		}
		if got := string(text.AppendIn([]byte("trước "), finding.VI)); got != "trước "+want {
			t.Errorf("%q appended: %q, want %q", c.format, got, want)
		}
	}
	if got := finding.Say("100% đạt", "").In(finding.VI); got != "100% đạt" {
		t.Errorf("without arguments: %q, want the text as it is", got)
	}
	if got := finding.Say("%s", "%s", nested).In(finding.EN); got != "in nhà" {
		t.Errorf("a nested text is %q, want it in the same language", got)
	}
}

func TestFinding_PrintsPlaceMessageRelatedAndHint(t *testing.T) {
	f := finding.New(finding.NotNumber, finding.Pos{File: "a.yaml", Line: 3, Col: 9}, "1O4").
		Relate(finding.Pos{File: "b.yaml", Line: 1}, finding.Say("lần đầu: %s", "first: %s", finding.Say("ở đây", "here"))).
		Hinted("ký tự %d là chữ O", "character %d is the letter O", 2)
	for lang, want := range map[finding.Lang]string{
		finding.VI: "a.yaml:3:9: lỗi: “1O4” không phải là số [D007]\n    b.yaml:1: lần đầu: ở đây\n    gợi ý: ký tự 2 là chữ O",
		finding.EN: "a.yaml:3:9: error: “1O4” is not a number [D007]\n    b.yaml:1: first: here\n    hint: character 2 is the letter O",
	} {
		if diff := cmp.Diff(want, f.In(lang)); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
	if got := finding.New(finding.NotNumber, finding.Pos{}, "x1").In(finding.EN); got != "error: “x1” is not a number [D007]" {
		t.Errorf("without a place: %q", got)
	}
}

// A printer keeps what was said, and findings that say the same stand elsewhere, weigh
// otherwise or were accepted.
func TestPrinter_PrintsAsIfEachWereAlone(t *testing.T) {
	first := finding.New(finding.NotNumber, finding.Pos{File: "a.yaml", Line: 3}, "1O4").Hinted("chữ O", "the letter O")
	elsewhere, milder, accepted := first, first, first
	elsewhere.Pos.Line = 4
	milder.Severity = finding.Warning
	accepted.Accepted = &finding.Acceptance{Reason: "đã xem", By: "xã"}
	all := finding.List{first, elsewhere, milder, accepted, first.Hinted("số 0", "zero"), elsewhere}
	for i := range 3000 {
		all.Add(finding.New(finding.NotNumber, finding.Pos{}, strings.Repeat("x", i)))
	}
	for _, l := range []finding.Lang{finding.VI, finding.EN} {
		p := finding.Printer{Lang: l}
		for i, f := range append(all, all...) {
			if got := string(p.Append([]byte("x"), &f)); got != "x"+f.In(l) {
				t.Fatalf("finding %d: %q, want %q", i, got, f.In(l))
			}
		}
	}
}

// Findings are copied and added to: one must not change through another.
func TestRelate_LeavesTheOriginalAlone(t *testing.T) {
	base := finding.New(finding.NotNumber, finding.Pos{}, "x").Relate(finding.Pos{Line: 1}, finding.Plain("một"))
	one := base.Relate(finding.Pos{Line: 2}, finding.Plain("hai"))
	base.Relate(finding.Pos{Line: 3}, finding.Plain("ba"))
	if len(base.Related()) != 1 || one.Related()[1].Pos.Line != 2 {
		t.Errorf("base has %d related places, the copy speaks of line %d", len(base.Related()), one.Related()[1].Pos.Line)
	}
}

func TestDidYouMean_WithoutANameKeepsTheHint(t *testing.T) {
	f := finding.New(finding.NotNumber, finding.Pos{}, "x").Hinted("một", "one")
	for near, want := range map[string]string{"": "one", "DVK01": "did you mean “DVK01”?"} {
		hinted := f.DidYouMean(near)
		if got := hinted.Hint().In(finding.EN); got != want {
			t.Errorf("DidYouMean(%q): hint %q, want %q", near, got, want)
		}
	}
}

func TestText_JoinedPartsAreEachTranslated(t *testing.T) {
	joined := finding.Join(finding.Plain("TD04"), finding.Say("kỳ trước", "the period before"), finding.Say("100%", "100%"))
	if vi, en := joined.In(finding.VI), joined.In(finding.EN); vi != "TD04, kỳ trước, 100%" || en != "TD04, the period before, 100%" {
		t.Errorf("Join = %q, %q", vi, en)
	}
	if !finding.Join().IsZero() || joined.IsZero() {
		t.Error("a join of nothing, and nothing else, says nothing")
	}
}

func TestList_StrictTurnsWarningsAloneIntoErrors(t *testing.T) {
	list := finding.List{{Severity: finding.Info}, {Severity: finding.Warning}}
	strict := list.Strict()
	if list.HasErrors() || !strict.HasErrors() {
		t.Errorf("errors before %v, after %v; want false, true", list.HasErrors(), strict.HasErrors())
	}
	if strict.Count(finding.Info) != 1 || strict.Count(finding.Error) != 1 || list.Count(finding.Warning) != 1 {
		t.Errorf("Strict of %v = %v", list, strict)
	}
}

func TestSorted_ByFileOfArgumentsThenPlaceThenCode(t *testing.T) {
	at := func(file string, line, col int, cell string, code finding.Code) finding.Finding {
		return finding.New(code, finding.Pos{File: file, Line: line, Col: col, Sheet: "S", Cell: cell})
	}
	want := finding.List{
		at("z.yaml", 0, 0, "", finding.Empty), // named first on the command line
		at("z.yaml", 2, 1, "", finding.Empty),
		at("z.yaml", 2, 1, "", finding.NotUTF8),
		at("z.yaml", 2, 10, "", finding.Empty),
		at("z.yaml", 10, 1, "", finding.Empty),
		at("a.xlsx", 0, 0, "B2", finding.Empty),
		at("a.xlsx", 0, 0, "AA2", finding.Empty),
		at("a.xlsx", 0, 0, "A10", finding.Empty),
		at("b.yaml", 9, 1, "", finding.Empty), // not named: last, by name
		at("c.yaml", 1, 1, "", finding.Empty),
	}
	shuffled := slices.Clone(want)
	slices.Reverse(shuffled)
	shuffled = append(shuffled, want[3], want[0]) // and some twice
	got := shuffled.Sorted([]string{"z.yaml", "a.xlsx", "z.yaml"})
	said := cmp.Comparer(func(a, b finding.Finding) bool { return a.Pos == b.Pos && a.In(finding.VI) == b.In(finding.VI) })
	if diff := cmp.Diff(want, got, said); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// At one place and with one code, the texts decide, argument by argument.
func TestSorted_ByWhatIsSaid(t *testing.T) {
	at := func(args ...any) finding.Finding {
		return finding.New(finding.RuleNotRun, finding.Pos{File: "a.yaml", Line: 1}, args...)
	}
	of := func(codes ...string) finding.Text {
		var all []finding.Text
		for _, code := range codes {
			all = append(all, finding.Plain(code))
		}
		return finding.Join(all...)
	}
	want := finding.List{at("A <= B", of("A")), at("A <= B", of("B")), at("A <= B", of("A", "B")), at("A <= B", "A"), at("B <= A", of("A")), at("B <= A", 9)}
	for range 20 {
		shuffled := append(slices.Clone(want), want...)
		rand.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		var got []string
		for _, f := range shuffled.Sorted(nil) {
			got = append(got, f.In(finding.EN))
		}
		var wanted []string
		for _, f := range want {
			wanted = append(wanted, f.In(finding.EN))
		}
		if diff := cmp.Diff(wanted, got); diff != "" {
			t.Fatalf("(-want +got)\n%s", diff)
		}
	}
}

func TestNew_UnknownCodePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("New of an unknown code did not panic")
		}
	}()
	finding.New("Q999", finding.Pos{})
}

var (
	verb = regexp.MustCompile(`%(\[\d+\])?[a-zA-Z]`)
	code = regexp.MustCompile(`^[DSCVMPW]\d{3}$`)
)

func TestCatalogue_EveryRowIsCompleteAndItsLanguagesAgree(t *testing.T) {
	seen := map[finding.Code]bool{}
	for _, e := range finding.Catalogue() {
		if seen[e.Code] || !code.MatchString(string(e.Code)) {
			t.Errorf("%s stands twice, or is no code", e.Code)
		}
		seen[e.Code] = true
		if vi, en := verb.FindAllString(e.VI, -1), verb.FindAllString(e.EN, -1); !slices.Equal(vi, en) {
			t.Errorf("%s takes %q in Vietnamese and %q in English", e.Code, vi, en)
		}
		for _, wording := range []string{e.VI, e.EN} {
			if wording == "" || strings.HasSuffix(wording, ".") || len(verb.FindAllString(wording, -1)) != strings.Count(wording, "%") {
				t.Errorf("%s: %q is empty, ends in a full stop, or has a sign %% that is no verb", e.Code, wording)
			}
		}
		for _, meaning := range []string{e.MeaningVI, e.MeaningEN} {
			if !strings.HasSuffix(meaning, ".") {
				t.Errorf("%s: the meaning %q is no sentence", e.Code, meaning)
			}
		}
		if found, ok := finding.Lookup(e.Code); !ok || found != e {
			t.Errorf("Lookup(%s) = %v, %v", e.Code, found, ok)
		}
	}
}
