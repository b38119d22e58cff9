package report_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"baocao/report"
	"baocao/report/finding"
	"baocao/report/internal/judge"
	"baocao/report/model"
	"baocao/report/period"
	"baocao/report/source"
	"baocao/report/unit"
	"baocao/report/workspace"
	"baocao/templates"
)

// province has two districts; the communes of one of them report, of the other nobody does.
// Two communes became one at the end of 2021.
func province() *unit.Tree {
	end, begin := period.Date{Year: 2021, Month: 12, Day: 31}, period.Date{Year: 2022, Month: 1, Day: 1}
	list := []unit.Unit{
		{Code: "tinh", Name: "Tỉnh"},
		{Code: "dong", Name: "Huyện Đông", Parent: "tinh"},
		{Code: "tay", Name: "Huyện Tây", Parent: "tinh"},
		{Code: "moi", Name: "Xã Mới", Parent: "dong", ValidFrom: begin},
		{Code: "cu-1", Name: "Xã Cũ 1", Parent: "dong", ValidTo: end, Successor: "moi"},
		{Code: "cu-2", Name: "Xã Cũ 2", Parent: "dong", ValidTo: end, Successor: "moi"},
		{Code: "bac", Name: "Xã Bắc", Parent: "dong"},
	}
	var listed []unit.Listed
	for _, u := range list {
		listed = append(listed, unit.Listed{Unit: u})
	}
	tree, _ := unit.NewTree(listed)
	return tree
}

// run makes the province's report of submissions "unit period: figures".
func run(t *testing.T, p string, submissions map[string]string) report.Result {
	t.Helper()
	in := &workspace.Inputs{Units: province()}
	in.Settings.Unit, in.Settings.Deadline = "tinh", -1
	for _, name := range slices.Sorted(maps.Keys(submissions)) {
		code, of, _ := strings.Cut(name, " ")
		of, _, _ = strings.Cut(of, " ") // a third word tells two files of one unit apart
		in.Files = append(in.Files, source.File{Path: name + ".yaml", Name: name + ".yaml",
			Data: []byte("unit: " + code + "\nperiod: " + of + "\n" + submissions[name] + "\n")})
	}
	r, err := report.Generate(in, report.Options{Template: "thu-vien", Period: p, Formats: []report.Format{report.JSON}, Templates: library, Layouts: templates.FS})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// moi is the reported figure of MOI: its value and how many units it covers.
func moi(t *testing.T, r report.Result) (value string, covered, expected int) {
	t.Helper()
	if len(r.Files) == 0 {
		t.Fatalf("%v", r.Findings)
	}
	f := readReport(t, bytesOf(t, r.Files[0]))["MOI"]
	if f.Value != nil {
		value = f.Value.String()
	}
	return value, f.Units.Covered, f.Units.Expected
}

func TestTree_CommunesStandForTheirDistrict(t *testing.T) {
	r := run(t, "2022-Q1", map[string]string{"moi 2022-Q1": "figures: { MOI: 3 }", "bac 2022-Q1": "figures: { MOI: 4 }"})
	// Huyện Tây owes a report; Huyện Đông does not, as its communes reported.
	if v, covered, expected := moi(t, r); v != "7" || covered != 2 || expected != 1 {
		t.Errorf("MOI = %s from %d, %d owe; want 7 from 2, 1 owes", v, covered, expected)
	}
}

func TestTree_ADistrictsOwnFigureMustBeTheSumOfItsCommunes(t *testing.T) {
	communes := map[string]string{"moi 2022-Q1": "figures: { MOI: 3 }", "bac 2022-Q1": "figures: { MOI: 4 }"}
	communes["dong 2022-Q1"] = "figures: { MOI: 7, LOAI: 5 }"
	r := run(t, "2022-Q1", communes)
	if v, _, _ := moi(t, r); v != "7" {
		t.Errorf("MOI = %s, want 7: the sum is not added to itself", v)
	}
	if got := readReport(t, bytesOf(t, r.Files[0]))["LOAI"]; got.Value == nil || got.Value.String() != "5" {
		t.Errorf("LOAI = %v, want 5: nobody below gives it", got.Value)
	}
	communes["dong 2022-Q1"] = "figures: { MOI: 8 }"
	r = run(t, "2022-Q1", communes)
	if !slices.ContainsFunc(r.Findings, func(f finding.Finding) bool { return f.Code == finding.OwnDiffers }) || len(r.Files) > 0 {
		t.Errorf("8 against 3 + 4: %v", r.Findings)
	}
}

// What the communes gave before they became one is part of the earlier totals.
func TestTree_PredecessorsCountInEarlierPeriods(t *testing.T) {
	r := run(t, "2022-Q1", map[string]string{
		"moi 2022-Q1": "figures: { MOI: 6 }", "bac 2022-Q1": "figures: { MOI: 4 }",
		"cu-1 2021-Q1": "figures: { MOI: 1 }", "cu-2 2021-Q1": "figures: { MOI: 2 }", "bac 2021-Q1": "figures: { MOI: 5 }",
	})
	f := readReport(t, bytesOf(t, r.Files[0]))["MOI"]
	if f.Value == nil || f.Value.String() != "10" || f.LastYear == nil || f.LastYear.String() != "8" {
		t.Errorf("MOI = %v against %v, want 10 against 8", f.Value, f.LastYear)
	}
	for _, u := range r.Model.Units {
		if strings.HasPrefix(u.Code, "cu-") && u.Owes {
			t.Errorf("%s owes a report, although it ended", u.Name)
		}
	}
}

func TestSubmissions_ALaterFileReplacesAnother(t *testing.T) {
	r := run(t, "2022-Q1", map[string]string{
		"bac 2022-Q1": "figures: { MOI: 4 }", "bac 2022-Q1 sua": "replaces: bac 2022-Q1.yaml\nfigures: { MOI: 9 }",
	})
	if v, _, _ := moi(t, r); v != "9" {
		t.Errorf("MOI = %s, want that of the file that replaces the other", v)
	}
}

func TestPeriod_CutoffOfTheOffice(t *testing.T) {
	in := &workspace.Inputs{Units: province(), Files: []source.File{{Path: "a.yaml", Name: "a.yaml", Data: []byte("unit: bac\nperiod: 2022-Q1\nfigures: { MOI: 1 }\n")}}}
	in.Settings.Cutoff, in.Settings.Deadline = 14, -1
	r, err := report.Generate(in, report.Options{Template: "thu-vien", Formats: []report.Format{report.JSON}, Templates: library, Layouts: templates.FS})
	if err != nil || r.Model == nil {
		t.Fatal(err, r.Findings)
	}
	if p := r.Model.Period; p.From.Short() != "15/12/2021" || p.To.Short() != "14/3/2022" {
		t.Errorf("the quarter runs from %s to %s, want 15/12/2021 to 14/3/2022", p.From.Short(), p.To.Short())
	}
}

// merged is the province's report of 2022-Q1, by the template dan-van: Xã Mới came of two
// communes, one of which says nothing of its letters where before is empty.
func merged(t *testing.T, before string) report.Result {
	t.Helper()
	in := &workspace.Inputs{Units: province()}
	in.Settings.Unit, in.Settings.Deadline = "dong", -1
	for name, figures := range map[string]string{
		"cu-1 2021-Q4": "{ TD06: 3 }", "cu-2 2021-Q4": before, "bac 2021-Q4": "{ TD06: 1 }",
		"moi 2022-Q1": "{ TD04: 5, TD05: 6, TD06: 6 }", "bac 2022-Q1": "{ TD04: 1, TD05: 2, TD06: 0 }",
	} {
		code, of, _ := strings.Cut(name, " ")
		in.Files = append(in.Files, source.File{Path: name + ".yaml", Name: name + ".yaml",
			Data: []byte("unit: " + code + "\nperiod: " + of + "\nfigures: " + figures + "\n")})
	}
	slices.SortFunc(in.Files, func(a, b source.File) int { return strings.Compare(a.Path, b.Path) })
	o := options()
	o.Template, o.Period, o.Formats = "dan-van", "2022-Q1", []report.Format{report.XLSX, report.JSON}
	r, err := report.Generate(in, o)
	if err != nil || len(r.Files) != 2 {
		t.Fatal(err, r.Findings)
	}
	return r
}

// verdicts are the results of the checks on one unit that look back at a figure.
func verdicts(r report.Result, unit, figure string) []model.Result {
	var all []model.Result
	for c := range r.Model.AllChecks() {
		if c.Unit >= 0 && r.Model.Units[c.Unit].Code == unit && strings.Contains(c.Rule.Source, "previous("+figure+")") {
			all = append(all, c.Result)
		}
	}
	return all
}

// Rules and rates that look back across a merger compare like with like.
func TestTree_ASuccessorIsComparedWithItsPredecessors(t *testing.T) {
	whole, part := merged(t, "{ TD06: 4 }"), merged(t, "{ TD04: 1 }")
	if got := verdicts(whole, "moi", "TD06"); !slices.Equal(got, []model.Result{model.Passed, model.Passed}) {
		t.Errorf("6 of 5 + 7 letters, 6 left: %v, want both rules passed", got)
	}
	if got := verdicts(part, "moi", "TD06"); !slices.Equal(got, []model.Result{model.NotRun, model.NotRun}) {
		t.Errorf("without one predecessor's figure: %v, want no rule run", got)
	}
	for name, want := range map[string]string{"whole": "57.14", "part": "100"} { // 8 of 8 + 6; 2 of 1 + 1
		r := map[string]report.Result{"whole": whole, "part": part}[name]
		if f := readReport(t, bytesOf(t, r.Files[1]))["TD05R"]; f.Value == nil || f.Value.String() != want {
			t.Errorf("%s: rate %v, want %s", name, f.Value, want)
		}
	}
	judge.Formulas(t, bytesOf(t, whole.Files[0]), bytesOf(t, part.Files[0]))
}

// Files are taken up on all cores; whoever follows hears of one after the other.
func TestProgress_CountsEachFileInOrder(t *testing.T) {
	in := &workspace.Inputs{Units: province()}
	for i := range 100 {
		name := fmt.Sprintf("%02d.yaml", i)
		in.Files = append(in.Files, source.File{Path: name, Name: name, Data: []byte("unit: bac\nperiod: 2022-Q1\n")})
	}
	o, told := options(), 0
	o.Progress = func(done, total int) {
		if told++; done != told || total != len(in.Files) {
			t.Errorf("told %d of %d after %d", done, total, told-1)
		}
	}
	if _, err := report.Check(in, o); err != nil || told != len(in.Files) {
		t.Errorf("told of %d files, %v", told, err)
	}
}
