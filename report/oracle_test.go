package report_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"baocao/report"
	"baocao/report/finding"
	"baocao/report/internal/judge"
	"baocao/report/source"
	"baocao/report/unit"
	"baocao/report/workspace"
	"baocao/templates"
)

// An independent recomputation in plain loops over big.Rat: it draws what units say, writes
// it as YAML, and knows nothing of the program but the template's meaning.

// drawn is one figure as a unit gives it: "" missing, "x", or a number.
type drawn string

func (d drawn) rat() *big.Rat {
	r, ok := new(big.Rat).SetString(string(d))
	if !ok {
		return nil
	}
	return r
}

func drawFigure(most int) *rapid.Generator[drawn] {
	return rapid.Custom(func(t *rapid.T) drawn {
		switch rapid.IntRange(0, 9).Draw(t, "kind") {
		case 0, 1:
			return ""
		case 2:
			return "x"
		case 3:
			return "0"
		}
		return drawn(fmt.Sprint(rapid.IntRange(0, most).Draw(t, "n")))
	})
}

var readers = []string{"thieu_nhi", "sinh_vien", "nguoi_lon"}

// said is what one unit says of one period.
type said struct {
	muon  [3]drawn // parts of MUON
	total drawn    // of MUON, when no part is given
	kho   drawn
	moi   drawn
}

func (s said) yaml(code, period string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "unit: {code: %s, name: Đơn vị %s}\nperiod: %s\nfigures:\n  LOAI: 0\n", code, code, period)
	var parts []string
	for i, v := range s.muon {
		if v != "" {
			parts = append(parts, fmt.Sprintf("%s: %s", readers[i], v))
		}
	}
	switch {
	case len(parts) > 0:
		fmt.Fprintf(&b, "  MUON: {%s}\n", strings.Join(parts, ", "))
	case s.total != "":
		fmt.Fprintf(&b, "  MUON: %s\n", s.total)
	}
	if s.kho != "" {
		fmt.Fprintf(&b, "  KHO: %s\n", s.kho)
	}
	if s.moi != "" {
		fmt.Fprintf(&b, "  MOI: %s\n", s.moi)
	}
	return b.String()
}

// muonTotal is the unit's own total: missing while a part is.
func (s said) muonTotal() drawn {
	given, missing, applies := false, false, false
	sum := new(big.Rat)
	for _, v := range s.muon {
		given = given || v != ""
		missing = missing || v == ""
		if r := v.rat(); r != nil {
			applies = true
			sum.Add(sum, r)
		}
	}
	switch {
	case !given:
		return s.total
	case missing:
		return ""
	case !applies:
		return "x"
	}
	return drawn(sum.RatString())
}

// overUnits adds a figure over units.
func overUnits(all []drawn) (sum drawn, covered int) {
	total, known := new(big.Rat), false
	for _, v := range all {
		if v == "" {
			continue
		}
		covered++
		if r := v.rat(); r != nil {
			known = true
			total.Add(total, r)
		}
	}
	switch {
	case known:
		return drawn(total.RatString()), covered
	case covered > 0:
		return "x", covered
	}
	return "", 0
}

type office map[string]map[string]said // period → unit → what it says

func (o office) column(period string, units []string, pick func(said) drawn) (drawn, int) {
	var all []drawn
	for _, u := range units {
		if s, ok := o[period][u]; ok {
			all = append(all, pick(s))
		}
	}
	return overUnits(all)
}

// generate makes the report of a period, files in the given order, and gives the workbook
// and the JSON.
func (o office) generate(t fataler, period string, units []string, order []int) (workbook, data []byte) {
	tree, _ := unit.NewTree(o.tree(units))
	in := &workspace.Inputs{Units: tree}
	in.Settings.Unit = "cha"
	for period, all := range o {
		for u, s := range all {
			name := period + "/" + u + ".yaml"
			in.Files = append(in.Files, source.File{Path: name, Name: name, Data: []byte(s.yaml(u, period))})
		}
	}
	sortFiles(in.Files, order)
	result, err := report.Generate(in, report.Options{Template: "thu-vien", Period: period, Formats: []report.Format{report.XLSX, report.JSON},
		Templates: library, Layouts: templates.FS})
	if err != nil {
		t.Fatal(err)
	}
	if result.Findings.HasErrors() {
		t.Fatalf("%s", result.Findings[0].In(finding.EN))
	}
	return bytesOf(t, result.Files[0]), bytesOf(t, result.Files[1])
}

// fataler is what testing.T and rapid.T have in common.
type fataler interface {
	Fatal(...any)
	Fatalf(string, ...any)
}

func (o office) tree(units []string) []unit.Listed {
	list := []unit.Listed{{Unit: unit.Unit{Code: "cha", Name: "Thư viện tỉnh"}}}
	for _, u := range units {
		list = append(list, unit.Listed{Unit: unit.Unit{Code: u, Name: "Đơn vị " + u, Parent: "cha"}})
	}
	return list
}

// sortFiles puts files in a fixed order, then shuffles them as drawn.
func sortFiles(files []source.File, order []int) {
	for i := range files {
		for j := i; j > 0 && files[j].Name < files[j-1].Name; j-- {
			files[j], files[j-1] = files[j-1], files[j]
		}
	}
	for i, n := range order {
		if i < len(files) {
			j := n % len(files)
			files[i], files[j] = files[j], files[i]
		}
	}
}

func library(name string) (fs.FS, string, bool) {
	folder := filepath.Join("spec", "testdata", name)
	_, err := os.Stat(folder)
	return os.DirFS(folder), folder, err == nil
}

// reported is one figure of the JSON report.
type reported struct {
	Indicator string       `json:"indicator"`
	Category  string       `json:"category"`
	Value     *json.Number `json:"value"`
	Status    string       `json:"status"`
	Share     *json.Number `json:"share"`
	Units     struct{ Covered, Expected int }
	Previous  *json.Number `json:"previous"`
	LastYear  *json.Number `json:"same_period_last_year"`
	Change    *json.Number `json:"change"`

	// Of a figure that stands apart: another window, or a rate without its counts.
	Since      string       `json:"since"`
	AsOf       string       `json:"as_of"`
	StatedRate *json.Number `json:"stated_rate"`
}

func readReport(t fataler, data []byte) map[string]reported {
	var doc struct{ Figures []reported }
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	out := map[string]reported{}
	for _, f := range doc.Figures {
		if f.Since+f.AsOf != "" || f.StatedRate != nil {
			continue
		}
		out[strings.TrimSuffix(f.Indicator+"."+f.Category, ".")] = f
	}
	return out
}

// sameNumber compares a drawn number with a reported one; missing and "x" are null there.
func sameNumber(want drawn, got *json.Number) bool {
	r := want.rat()
	if r == nil || got == nil {
		return r == nil && got == nil
	}
	g, ok := new(big.Rat).SetString(got.String())
	return ok && g.Cmp(r) == 0
}

func statusOf(v drawn) string {
	switch {
	case v == "":
		return "missing"
	case v == "x":
		return "not_applicable"
	}
	return "value"
}

// rounded is a rational to a number of decimals, half away from zero.
func rounded(r *big.Rat, decimals int) drawn {
	s := r.FloatString(decimals) // big.Rat rounds halves away from zero
	back, _ := new(big.Rat).SetString(s)
	return drawn(back.RatString())
}

// compared are the periods of a quarter's report.
var compared = []string{"2022-Q1", "2021-Q4", "2021-Q1"}

// drawOffice draws two to four units over some periods; some do not report.
func drawOffice(periods ...string) *rapid.Generator[office] {
	return rapid.Custom(func(t *rapid.T) office {
		units := []string{"a", "b", "c", "d"}[:rapid.IntRange(2, 4).Draw(t, "units")]
		o := office{}
		for _, period := range periods {
			o[period] = map[string]said{}
			for i, u := range units {
				if i > 0 && rapid.IntRange(0, 5).Draw(t, "absent") == 0 {
					continue
				}
				s := said{kho: drawFigure(2000).Draw(t, "kho"), moi: drawFigure(90).Draw(t, "moi"), total: drawFigure(99).Draw(t, "total")}
				for i := range s.muon {
					s.muon[i] = drawFigure(99).Draw(t, "muon")
				}
				o[period][u] = s
			}
		}
		return o
	})
}

// units lists the units that report for any period, and "a".
func (o office) units() []string {
	var all []string
	for _, u := range []string{"a", "b", "c", "d"} {
		for _, reports := range o {
			if _, ok := reports[u]; ok && !slices.Contains(all, u) {
				all = append(all, u)
			}
		}
	}
	return all
}

// Whatever units say, LibreOffice finds in every formula the value that is stored there.
func TestWorkbook_AnyOfficeRecalculatesToItsStoredValues(t *testing.T) {
	var workbooks [][]byte
	for seed := range 8 {
		o := drawOffice(compared...).Example(seed)
		workbook, _ := o.generate(t, "2022-Q1", o.units(), nil)
		workbooks = append(workbooks, workbook)
		year := drawOffice(quarters...).Example(seed)
		workbook, _ = year.generate(t, "2021", year.units(), nil)
		workbooks = append(workbooks, workbook)
	}
	judge.Formulas(t, workbooks...)
}

func TestCompute_AgreesWithPlainLoops(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := drawOffice(compared...).Draw(t, "office")
		units := o.units()
		_, data := o.generate(t, "2022-Q1", units, rapid.SliceOfN(rapid.IntRange(0, 99), 0, 12).Draw(t, "order"))
		got := readReport(t, data)

		pick := map[string]func(said) drawn{"MUON": said.muonTotal,
			"KHO": func(s said) drawn { return s.kho }, "MOI": func(s said) drawn { return s.moi }}
		for i, name := range readers {
			pick["MUON."+name] = func(s said) drawn { return s.muon[i] }
		}
		for name, p := range pick {
			value, covered := o.column("2022-Q1", units, p)
			previous, _ := o.column("2021-Q4", units, p)
			lastYear, _ := o.column("2021-Q1", units, p)
			g := got[name]
			if !sameNumber(value, g.Value) || g.Status != statusOf(value) || g.Units.Covered != covered || g.Units.Expected != len(units) {
				t.Fatalf("%s = %v %s %v, want %q covered %d of %d", name, g.Value, g.Status, g.Units, value, covered, len(units))
			}
			if !sameNumber(previous, g.Previous) || !sameNumber(lastYear, g.LastYear) {
				t.Fatalf("%s: previous %v, last year %v; want %q, %q", name, g.Previous, g.LastYear, previous, lastYear)
			}
			if a, b := value.rat(), lastYear.rat(); a != nil && b != nil && b.Sign() != 0 {
				change := new(big.Rat).Sub(a, b)
				change.Mul(change, big.NewRat(100, 1)).Quo(change, b)
				if want := rounded(change, 2); !sameNumber(want, g.Change) {
					t.Fatalf("%s: change %v, want %s", name, g.Change, want)
				}
			}
		}
		checkRate(t, o, units, got["MUONR"])
		checkShares(t, got)
	})
}

// checkRate recomputes MUON / KHO × 100 over the units that gave both.
func checkRate(t *rapid.T, o office, units []string, got reported) {
	muon, kho, covered, known := new(big.Rat), new(big.Rat), 0, false
	for _, u := range units {
		s, ok := o["2022-Q1"][u]
		if !ok {
			continue
		}
		// What does not apply settles the rate even where the other figure is missing.
		if s.muonTotal() != "x" && s.kho != "x" && (s.muonTotal() == "" || s.kho == "") {
			continue
		}
		covered++
		a, b := s.muonTotal().rat(), s.kho.rat()
		if a == nil || b == nil {
			continue
		}
		known = true
		muon.Add(muon, a)
		kho.Add(kho, b)
	}
	want := drawn("")
	switch {
	case known && kho.Sign() != 0:
		want = rounded(new(big.Rat).Quo(new(big.Rat).Mul(muon, big.NewRat(100, 1)), kho), 1)
	case covered > 0:
		want = "x"
	}
	if !sameNumber(want, got.Value) || got.Status != statusOf(want) || got.Units.Covered != covered {
		t.Fatalf("MUONR = %v %s covered %d, want %q covered %d", got.Value, got.Status, got.Units.Covered, want, covered)
	}
}

// checkShares holds that shares add to exactly 100 and are within a unit of the exact ones.
func checkShares(t *rapid.T, got map[string]reported) {
	sum, some := new(big.Rat), false
	for _, name := range readers {
		if s := got["MUON."+name].Share; s != nil {
			r, _ := new(big.Rat).SetString(s.String())
			sum.Add(sum, r)
			some = true
		}
	}
	if some && sum.Cmp(big.NewRat(100, 1)) != 0 {
		t.Fatalf("shares add to %s", sum.FloatString(4))
	}
}

var quarters = []string{"2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"}

// ofYear is what a unit's quarters make of a year: a flow the sum of what there is, whole
// when every quarter gave something; a stock the last quarter's value.
func (o office) ofYear(u string, stock bool, pick func(said) drawn) (value drawn, whole bool) {
	var all []drawn
	for _, q := range quarters {
		all = append(all, o.say(q, u, pick))
	}
	if stock {
		return all[3], all[3] != ""
	}
	value, given := overUnits(all)
	return value, given == len(all)
}

// say is one figure of a unit that may not have reported.
func (o office) say(period, u string, pick func(said) drawn) drawn {
	s, ok := o[period][u]
	if !ok {
		return ""
	}
	return pick(s)
}

func TestCompute_YearAgreesWithPlainLoopsOverQuarters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := drawOffice(quarters...).Draw(t, "office")
		units := o.units()
		_, data := o.generate(t, "2021", units, nil)
		got := readReport(t, data)
		for name, pick := range map[string]func(said) drawn{"MUON": said.muonTotal, "MOI": func(s said) drawn { return s.moi }, "KHO": func(s said) drawn { return s.kho }} {
			var all []drawn
			covered := 0
			for _, u := range units {
				value, whole := o.ofYear(u, name == "KHO", pick)
				all = append(all, value)
				if whole {
					covered++
				}
			}
			want, _ := overUnits(all)
			g := got[name]
			if !sameNumber(want, g.Value) || g.Status != statusOf(want) || g.Units.Covered != covered {
				t.Fatalf("%s = %v %s from %d units, want %q from %d", name, g.Value, g.Status, g.Units.Covered, want, covered)
			}
		}
	})
}
