package report_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"baocao/report"
	"baocao/report/document"
	"baocao/report/finding"
	"baocao/report/source"
	"baocao/report/unit"
	"baocao/report/workspace"
)

// letters is an office of two communes; the first breaks rules that only warn.
func letters(accepted string) *workspace.Inputs {
	tree, _ := unit.NewTree([]unit.Listed{
		{Unit: unit.Unit{Code: "huyen", Name: "Huyện A", Level: "huyen"}},
		{Unit: unit.Unit{Code: "xa-a", Name: "Xã A", Level: "xa", Parent: "huyen"}},
		{Unit: unit.Unit{Code: "xa-b", Name: "Xã B", Level: "xa", Parent: "huyen"}},
	})
	in := &workspace.Inputs{Units: tree}
	for name, text := range map[string]string{
		"xa-a": "unit: xa-a\nperiod: 2022-Q1\nfigures: { TD01: 9, TD02: 8, DVK02: 3, DVK04: 4 }\n" + accepted,
		"xa-b": "unit: xa-b\nperiod: 2022-Q1\nfigures: { TD01: 9, TD02: 8 }\n",
	} {
		in.Files = append(in.Files, source.File{Path: "office/" + name + ".yaml", Name: name + ".yaml", Data: []byte(text)})
	}
	slices.SortFunc(in.Files, func(a, b source.File) int { return strings.Compare(a.Name, b.Name) })
	return in
}

func checked(t *testing.T, in *workspace.Inputs, strict bool) report.Result {
	t.Helper()
	o := options()
	o.Template, o.Unit, o.Strict, o.Formats = "dan-van", "huyen", strict, []report.Format{report.JSON}
	r, err := report.Generate(in, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// rulesBroken lists the rules that broke and are open, and those that are accepted.
func rulesBroken(list finding.List) (open, accepted []string) {
	for _, f := range list {
		if f.Code == finding.RuleFailed {
			said := f.About().Unit + " " + f.About().Rule
			if f.Accepted != nil {
				accepted = append(accepted, said)
			} else {
				open = append(open, said)
			}
		}
	}
	return open, accepted
}

func TestAccepted_OnlyWhatIsNamed(t *testing.T) {
	const a1, a2, b = "xa-a TD02 - TD01 >= 0", "xa-a DVK04 <= DVK02", "xa-b TD02 - TD01 >= 0"
	for entry, want := range map[string][]string{
		"indicator: TD02":                        {a1},
		"indicator: DVK04":                       {a2},
		`rule: "DVK04<=DVK02"`:                   {a2},
		`rule: "DVK04<=DVK02", indicator: DVK02`: {a2},
		`rule: "DVK04<=DVK02", indicator: TD02`:  nil,
		"indicator: TD02.cap.huyen":              nil,
		"indicator: TD02.huyen":                  nil, // the rule speaks of the total
		"indicator: TD02 }\n  - { finding: v020, reason: r, by: b, indicator: DVK04": {a1, a2},
	} {
		r := checked(t, letters("accepted:\n  - { finding: V020, reason: đã xem, by: Đảng uỷ xã A, "+entry+" }\n"), false)
		open, accepted := rulesBroken(r.Findings)
		slices.Sort(accepted)
		slices.Sort(want)
		if !slices.Equal(accepted, want) || len(open)+len(accepted) != 3 || !slices.Contains(open, b) {
			t.Errorf("%s: accepted %q, want %q; open %q", entry, accepted, want, open)
		}
		unused := slices.ContainsFunc(r.Findings, func(f finding.Finding) bool { return f.Code == finding.NothingAccepted })
		if unused != (want == nil) {
			t.Errorf("%s: said to accept nothing: %v", entry, unused)
		}
	}
}

// An acceptance is for one period: it neither counts for another nor is it called unused there.
func TestAccepted_OfAnOffice(t *testing.T) {
	for period, want := range map[string]int{"2022-Q1": 2, "2021-Q4": 0} {
		settings, _ := source.YAML(source.File{Data: []byte("[ { finding: V020, period: " + period + ", indicator: TD02, reason: r, by: b } ]")})
		in := letters("")
		in.Settings.Accepted = settings
		r := checked(t, in, false)
		if _, accepted := rulesBroken(r.Findings); len(accepted) != want || len(r.Model.Accepted) != want {
			t.Errorf("%s: accepted %q, %d in the report, want %d", period, accepted, len(r.Model.Accepted), want)
		}
		if slices.ContainsFunc(r.Findings, func(f finding.Finding) bool { return f.Code == finding.NothingAccepted }) {
			t.Errorf("%s: said to accept nothing", period)
		}
	}
}

func TestAccepted_DoNotStopAStrictReport(t *testing.T) {
	const all = "accepted:\n  - { finding: V020, indicator: TD02, reason: r, by: b }\n  - { finding: V020, indicator: DVK04, reason: r, by: b }\n"
	for _, f := range checked(t, letters(all), true).Findings {
		if f.About().Unit == "xa-a" && f.Severity == finding.Error {
			t.Errorf("accepted, and an error: %s", f.In(finding.EN))
		}
	}
	open := checked(t, letters(""), true).Findings
	if !slices.ContainsFunc(open, func(f finding.Finding) bool { return f.About().Unit == "xa-a" && f.Severity == finding.Error }) {
		t.Error("no warning was made an error")
	}
}

// The report of the sample office says what was accepted in all its forms.
func TestAccepted_StandInEveryOutput(t *testing.T) {
	r := officeReport(t, "2022-Q1")
	const why = "hai thôn đăng ký thêm sau đợt phát động đầu năm"
	if notes := strings.Join(r.Document().Page.Notes, "\n"); !strings.Contains(notes, "Xã Minh Tân") || !strings.Contains(notes, why) {
		t.Errorf("the page's small print: %q", notes)
	}
	var cover bytes.Buffer
	if err := document.Text(&cover, &document.Document{Sheets: r.Document().Sheets[:1]}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(cover.String(), "V020, Xã Minh Tân") || !strings.Contains(cover.String(), why) {
		t.Errorf("the cover:\n%s", cover.String())
	}
	var out struct {
		AcceptedSHA256 string `json:"accepted_sha256"`
		Accepted       []struct{ Code, Unit, Period, Reason, By string }
	}
	if err := json.Unmarshal(bytesOf(t, r.Files[2]), &out); err != nil {
		t.Fatal(err)
	}
	if len(out.Accepted) != 1 || out.Accepted[0].Unit != "minh-tan" || !strings.Contains(out.Accepted[0].Reason, why) {
		t.Errorf("the JSON has %+v", out.Accepted)
	}
	without := *r.Model
	without.Accepted = nil
	if without.AcceptedSHA256() == out.AcceptedSHA256 {
		t.Error("the hash of accepted warnings does not depend on them")
	}
}
