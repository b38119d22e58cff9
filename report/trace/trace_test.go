package trace_test

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baocao/report"
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/output"
	"baocao/report/source"
	"baocao/report/trace"
	"baocao/report/workspace"
	"baocao/templates"
)

// made makes a report of samples.
func made(t testing.TB, period string, formats []report.Format, paths ...string) report.Result {
	t.Helper()
	for i := range paths {
		paths[i] = filepath.Join("..", "..", "samples", paths[i])
	}
	in, found, err := workspace.Open(paths, period)
	if err != nil || found.HasErrors() {
		t.Fatal(err, found)
	}
	result, err := report.Generate(in, report.Options{Generator: "baocao test", Known: []string{"dan-van"}, Layouts: templates.FS,
		Period: period, Formats: formats, Templates: func(name string) (fs.FS, string, bool) {
			sub, err := fs.Sub(templates.FS, name)
			return sub, name, err == nil
		}})
	if err != nil || result.Findings.HasErrors() {
		t.Fatal(err, result.Findings)
	}
	return result
}

// read gives the report as one of its files tells it.
func read(t testing.TB, result report.Result, kind string) *output.Report {
	t.Helper()
	for _, f := range result.Files {
		if strings.HasSuffix(f.Name, "."+kind) {
			data, err := f.Bytes()
			if err != nil {
				t.Fatal(err)
			}
			r, err := output.Read(source.File{Path: f.Name, Data: data})
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
	}
	t.Fatal("no " + kind)
	return nil
}

var office = "huyen-phu-xuyen"

func TestFigure_LeadsToEveryCommune(t *testing.T) {
	tracer := trace.New(read(t, made(t, "2022-Q1", []report.Format{report.JSON}, office), "json").Written)
	n, ok := tracer.Figure("dvk01.cap.huyen", trace.Own)
	if !ok || n.Figure != "DVK01.huyen" || !n.Value.Equal(num.OfInt(66)) || len(n.Parts) != 27 || len(n.Missing) != 0 {
		t.Fatalf("DVK01.huyen: %v, %+v with %d parts", ok, n, len(n.Parts))
	}
	sum := num.Zero
	for _, unit := range n.Parts {
		if unit.File == "" || unit.How != trace.Counted && unit.At == "" {
			t.Errorf("%s has no place: %+v", unit.Unit.Name, unit)
		}
		sum = sum.Add(unit.Value.Number)
	}
	if !sum.Equal(num.Int(66)) {
		t.Errorf("the communes add up to %s", sum)
	}
	if _, ok := tracer.Figure("DVK01.xa", trace.Own); ok {
		t.Error("found a figure that there is none of")
	}
}

func TestFigure_ARateLeadsToItsOperands(t *testing.T) {
	tracer := trace.New(read(t, made(t, "2022-Q1", []report.Format{report.JSON}, office), "json").Written)
	n, _ := tracer.Figure("TD05R", trace.Own)
	if n.How != trace.Computed || n.Formula != "TD05 / (previous(TD06) + TD04) * 100" || len(n.Parts) != 3 || len(n.Missing) != 2 {
		t.Fatalf("%+v", n)
	}
	for i, want := range []struct {
		figure, period string
		value          int64
	}{{"TD05", "2022-Q1", 71}, {"TD06", "2021-Q4", 9}, {"TD04", "2022-Q1", 72}} {
		p := n.Parts[i]
		if p.Figure != want.figure || p.Period.Code != want.period || !p.Value.Equal(num.OfInt(want.value)) || len(p.Parts) != 25 {
			t.Errorf("operand %d is %s of %s: %v over %d units, want %+v over 25", i, p.Figure, p.Period.Code, p.Value, len(p.Parts), want)
		}
		if sum := added(t, &p); !sum.Equal(p.Value) {
			t.Errorf("the places of %s add up to %v, not %v", p.Figure, sum, p.Value)
		}
	}
}

func TestFigure_YearToDateIsTheQuarters(t *testing.T) {
	tracer := trace.New(read(t, made(t, "2021-Q3", []report.Format{report.JSON}, office), "json").Written)
	n, _ := tracer.Figure("DVK03", trace.YearToDate)
	var periods []string
	sum := num.Zero
	for _, p := range n.Parts {
		periods = append(periods, p.Period.Code)
		sum = sum.Add(p.Value.Number)
	}
	if !slices.Equal(periods, []string{"2021-Q1", "2021-Q2", "2021-Q3"}) || !n.Value.Equal(num.Of(sum)) {
		t.Errorf("%v is made of %v, which add up to %s", n.Value, periods, sum)
	}
}

// added is the sum of a tree's leaves: what is missing or does not apply adds nothing.
func added(t *testing.T, n *trace.Node) num.Value {
	t.Helper()
	var values []num.Value
	n.Leaves(func(leaf *trace.Node) {
		if leaf.How == trace.Unknown && leaf.Value.IsKnown() {
			t.Errorf("%s of %s leads nowhere", leaf.Figure, leaf.Period.Code)
		}
		values = append(values, leaf.Value)
	})
	sum, _ := num.SumUnits(values)
	return sum
}

type sample struct {
	period string
	paths  []string
}

var samples = map[string]sample{
	"phu-xuyen":    {"", []string{"phu-xuyen/2022-Q1.yaml"}},
	"cao-lanh":     {"", []string{"cao-lanh/2022.yaml"}},
	"minh-long":    {"", []string{"minh-long/2022-Q1.yaml"}},
	"thanh-xuan":   {"", []string{"thanh-xuan/2024.yaml"}},
	"ngoc-lam":     {"", []string{"ngoc-lam/2019-H1.yaml"}},
	"minh-hoa":     {"2022-Q1", []string{"minh-hoa/2022-Q1.yaml", "minh-hoa/2021-Q4.yaml", "minh-hoa/2021-Q1.yaml"}},
	"office":       {"2022-Q1", []string{office}},
	"office, year": {"2021", []string{office}},
}

// Every figure that is a sum is the sum of what stands in the files; so is every operand of a
// rate that is a sum.
func TestFigure_LeavesAddUpToTheFigure(t *testing.T) {
	for name, s := range samples {
		tracer := trace.New(read(t, made(t, s.period, []report.Format{report.JSON}, slices.Clone(s.paths)...), "json").Written)
		for _, figure := range tracer.Names() {
			n, _ := tracer.Figure(figure, trace.Own)
			sums := []trace.Node{n}
			if n.How == trace.Computed {
				sums = n.Parts
			}
			for _, n := range sums {
				if n.How != trace.Total {
					continue
				}
				if sum := added(t, &n); !sum.Equal(n.Value) {
					t.Errorf("%s: the places of %s add up to %v, not %v", name, n.Figure, sum, n.Value)
				}
			}
		}
	}
}

// The JSON, the page and the workbook lead to the same places by the same steps.
func TestFigure_EveryOutputGivesTheSameTree(t *testing.T) {
	for name, s := range samples {
		result := made(t, s.period, nil, slices.Clone(s.paths)...)
		want := trace.New(read(t, result, "json").Written)
		page, workbook := trace.New(read(t, result, "pdf").Written), trace.New(read(t, result, "xlsx").Written)
		for _, figure := range want.Names() {
			n, _ := want.Figure(figure, trace.Own)
			fromPage, _ := page.Figure(figure, trace.Own)
			if diff := cmp.Diff(n, fromPage, cmp.Comparer(num.Value.Equal)); diff != "" {
				t.Errorf("%s, %s, from the PDF (-want +got)\n%s", name, figure, diff)
			}
			fromWorkbook, ok := workbook.Figure(figure, trace.Own)
			if !ok {
				if n.Value.IsKnown() {
					t.Errorf("%s: the workbook has no %s", name, figure)
				}
				continue
			}
			forget(&n)
			forget(&fromWorkbook)
			if diff := cmp.Diff(n, fromWorkbook, cmp.Comparer(num.Value.Equal)); diff != "" {
				t.Errorf("%s, %s, from the workbook (-want +got)\n%s", name, figure, diff)
			}
		}
	}
}

// forget takes out what a workbook does not say: a formula as it was written, the register's
// code and file, the word before a number, who owed a report.
func forget(n *trace.Node) {
	n.Formula, n.Register, n.Qualifier, n.Missing = "", "", "", nil
	if n.How == trace.Counted {
		n.File, n.At = "", ""
	}
	if n.Unit != nil {
		n.Unit = &model.WrittenRow{Code: n.Unit.Code}
	}
	for i := range n.Parts {
		forget(&n.Parts[i])
	}
}

func TestRead_SaysWhatIsNoReport(t *testing.T) {
	for name, data := range map[string]string{
		"no kind of ours": "indicator,value\n", "another JSON": `{"a": 1}`, "another PDF": "%PDF-1.7\n1 0 obj\n", "no workbook": "PK\x03\x04",
	} {
		_, err := output.Read(source.File{Path: "x", Data: []byte(data)})
		if other, ok := err.(*model.NotReport); !ok || other.Text.In(finding.VI) == "" || other.Text.In(finding.EN) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// written is a report of two units by hand: to b the figure A does not apply.
func written() *model.Written {
	source := func(unit string, v num.Value) model.WrittenSource {
		return model.WrittenSource{Unit: unit, Value: v, File: unit + ".yaml", At: "1:1"}
	}
	both := &model.WrittenCoverage{Covered: 2, Expected: 2}
	return &model.Written{
		Period: model.WrittenPeriod{Code: "2022-Q1"},
		Units:  []model.WrittenRow{{Code: "a", Name: "A", Owes: true}, {Code: "b", Name: "B", Owes: true}},
		Figures: []model.WrittenFigure{
			{Indicator: "A", Value: num.OfInt(4), Units: both, Sources: []model.WrittenSource{source("a", num.OfInt(4)), source("b", num.NA)}},
			{Indicator: "B", Value: num.OfInt(13), Units: both, Sources: []model.WrittenSource{source("a", num.OfInt(8)), source("b", num.OfInt(5))}},
			{Indicator: "R", Value: num.OfInt(50), Units: both,
				Operands: []model.WrittenOperand{{Name: "A", Value: num.OfInt(4)}, {Name: "B", Value: num.OfInt(8)}},
				Sources:  []model.WrittenSource{{Unit: "a", Value: num.OfInt(50), Origin: "computed"}, {Unit: "b", Value: num.NA, Origin: "computed"}}},
			{Indicator: "Loop", Value: num.OfInt(1), Units: both, Operands: []model.WrittenOperand{{Name: "Loop", Value: num.OfInt(1)}}},
		},
	}
}

func TestFigure_ARateLeavesOutUnitsToWhichItDoesNotApply(t *testing.T) {
	n, _ := trace.New(written()).Figure("R", trace.Own)
	for _, operand := range n.Parts {
		if len(operand.Parts) != 1 || operand.Parts[0].Unit.Code != "a" || !added(t, &operand).Equal(operand.Value) {
			t.Errorf("%s is made of %+v, want the value of a alone", operand.Figure, operand.Parts)
		}
	}
}

func TestFigure_AFormulaThatRunsInACircleEnds(t *testing.T) {
	n, _ := trace.New(written()).Figure("Loop", trace.Own)
	last := n
	for len(last.Parts) > 0 {
		last = last.Parts[0]
	}
	if last.How != trace.Unknown {
		t.Errorf("ends in %+v", last)
	}
}

// In a damaged report a rate may be made of itself, more than once.
func TestTrace_CirclesThatPartComeToAnEnd(t *testing.T) {
	r := func(name string) model.WrittenFigure {
		return model.WrittenFigure{Indicator: name, Units: &model.WrittenCoverage{}, Formula: "R / R",
			Operands: []model.WrittenOperand{{Name: "R"}, {Name: "R"}, {Name: "S"}},
			Sources:  []model.WrittenSource{{Unit: "a", Origin: "computed"}}}
	}
	tracer := trace.New(&model.Written{Period: model.WrittenPeriod{Code: "2022-Q1"}, Units: []model.WrittenRow{{Code: "a"}},
		Figures: []model.WrittenFigure{r("R"), r("S")}})
	if n, ok := tracer.Figure("R", trace.Own); !ok || n.How != trace.Computed || len(n.Parts) != 3 {
		t.Errorf("found %t, %s of %d parts", ok, n.How, len(n.Parts))
	}
	if n, ok := tracer.Figure("S", trace.Own); !ok || n.How != trace.Unknown {
		t.Errorf("after so much work, found %t, %s", ok, n.How)
	}
}
