package model_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"baocao/report/internal/trial"
	"baocao/report/model"
	"baocao/report/num"
)

const small = `
breakdowns: { cap: { label: Cấp, categories: { tren: cấp trên, duoi: cấp dưới } } }
indicators:
  A: { label: A, measure: triệu đồng, nature: flow, by: [cap] }
  D: { label: D, measure: cơ sở, nature: flow, out_of: Tổng số }
  R: { label: R, measure: "%", formula: A / D * 100 }
checks: [ { rule: A / D <= 1, message: A hơn D } ]
`

// decoded makes a report's JSON and reads it again, numbers as they are written.
func decoded(t *testing.T, r *model.Report, few bool) map[string]any {
	t.Helper()
	var b bytes.Buffer
	if err := r.JSON(&b, few); err != nil {
		t.Fatal(err)
	}
	if !bytes.HasSuffix(b.Bytes(), []byte("}\n")) {
		t.Errorf("the JSON ends in %q, want one line feed", b.Bytes()[b.Len()-5:])
	}
	d := json.NewDecoder(&b)
	d.UseNumber()
	var all map[string]any
	if err := d.Decode(&all); err != nil {
		t.Fatal(err)
	}
	return all
}

// figure writes one of the figures without its sources as JSON, keys sorted.
func figure(t *testing.T, all map[string]any, indicator, category, since string) string {
	t.Helper()
	for _, f := range all["figures"].([]any) {
		m := f.(map[string]any)
		if m["indicator"] != indicator || m["category"] != orNil(category) || m["since"] != orNil(since) {
			continue
		}
		for _, key := range []string{"label", "measure", "nature"} {
			if _, has := m[key]; has != (since == "") {
				t.Errorf("%s %s: has %s: %v; only what stands apart has none", indicator, category, key, has)
			}
			delete(m, key)
		}
		delete(m, "sources")
		delete(m, "operands")
		text, _ := json.Marshal(m)
		return strings.NewReplacer(`"`, "", `,"expected"`, ";expected").Replace(string(text))
	}
	return "none"
}

func orNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func TestJSON_EachStateOfAFigure(t *testing.T) {
	template := trial.Template(t, small, "")
	const uncompared = "attained:null,change:null,change_previous:null,difference:null,difference_previous:null,previous:null,same_period_last_year:null,"
	with := func(indicator, breakdown, category, own string) string {
		fields := strings.Split(uncompared+"breakdown:"+breakdown+",category:"+category+",indicator:"+indicator+","+own, ",")
		slices.Sort(fields)
		return "{" + strings.Join(fields, ",") + "}"
	}
	for name, c := range map[string]struct{ figures, indicator, category, since, want string }{
		"missing":        {"D: 1/2", "A", "", "", with("A", "null", "null", "status:missing,target:null,units:{covered:0;expected:1},value:null,year_to_date:null")},
		"not applicable": {"A: x", "A", "", "", with("A", "null", "null", "status:not_applicable,target:null,units:{covered:1;expected:1},value:null,year_to_date:null")},
		"zero":           {"A: 0", "A", "", "", with("A", "null", "null", "status:value,target:null,units:{covered:1;expected:1},value:0,year_to_date:0")},
		"exact":          {"A: 0.30", "A", "", "", with("A", "null", "null", "status:value,target:null,units:{covered:1;expected:1},value:0.3,year_to_date:0.3")},
		"long":           {"A: 123456789012.345", "A", "", "", with("A", "null", "null", "status:value,target:null,units:{covered:1;expected:1},value:123456789012.345,year_to_date:123456789012.345")},
		"a part":         {"A: { tren: gần 1, duoi: 2 }", "A", "tren", "", with("A", "cap", "tren", "qualifier:gần,share:33.33,status:value,target:null,units:{covered:1;expected:1},value:1,year_to_date:1")},
		"out of":         {"D: 44/48", "D", "", "", with("D", "null", "null", "out_of:48,status:value,target:null,units:{covered:1;expected:1},value:44,year_to_date:44")},
		"a rate":         {"A: 1, D: 3/3", "R", "", "", with("R", "null", "null", "formula:A / D * 100,status:value,target:null,units:{covered:1;expected:1},value:33.33,year_to_date:33.33")},
		"another window": {"A: { value: 8, since: 2017, as_of: 2022-04-27 }", "A", "", "2017", "{as_of:2022-04-27,breakdown:null,category:null,indicator:A,since:2017,status:value,value:8}"},
		"a stated rate":  {"D: { value: 45.7%, since: 2021 }", "D", "", "2021", "{breakdown:null,category:null,indicator:D,since:2021,stated_rate:45.7,status:missing,value:null}"},
	} {
		r, _ := trial.Report(t, template, "2022-Q1", "unit: a\nperiod: 2022-Q1\nfigures: { "+c.figures+" }\n")
		if diff := cmp.Diff(c.want, figure(t, decoded(t, r, false), c.indicator, c.category, c.since)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

func TestJSON_ComparisonsTargetsAndSources(t *testing.T) {
	r, _ := trial.Report(t, trial.Template(t, small, ""), "2022-Q1",
		"unit: a\nperiod: 2022-Q1\nfigures: { A: 3 }\ntargets: { A: 9 }\n", "unit: a\nperiod: 2021-Q4\nfigures: { A: 2 }\n", "unit: a\nperiod: 2021-Q1\nfigures: { A: 0 }\n")
	all := decoded(t, r, false)
	if got, want := inside(t, all, "A", "", "sources"), `[{"at":"3:15","file":"a.yaml","unit":"a","value":3}]`; got != want {
		t.Errorf("sources %s, want %s", got, want)
	}
	want := "{attained:33.33,breakdown:null,category:null,change:null,change_previous:50,difference:3,difference_previous:1,indicator:A,period_target:9,previous:2,same_period_last_year:0,status:value,target:9,target_of:period,units:{covered:1;expected:1},value:3,year_to_date:3}"
	if diff := cmp.Diff(want, figure(t, all, "A", "", "")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// inside gives one field of a figure of the report's own period as JSON.
func inside(t *testing.T, all map[string]any, indicator, category, field string) string {
	t.Helper()
	return insideOf(all["figures"].([]any), indicator, category, field)
}

func insideOf(figures []any, indicator, category, field string) string {
	for _, f := range figures {
		if m := f.(map[string]any); m["indicator"] == indicator && m["category"] == orNil(category) {
			text, _ := json.Marshal(m[field])
			return string(text)
		}
	}
	return "none"
}

func TestJSON_SaysHowAUnitCameToItsValue(t *testing.T) {
	template := trial.Template(t, small+`registers: { ds: { label: Danh sách, columns: { ten: { label: Tên } }, counts: D } }
`, "")
	for name, c := range map[string]struct{ given, indicator, want string }{
		"given":          {"figures: { A: gần 3 }", "A", `[{"at":"3:15","file":"a.yaml","qualifier":"gần","unit":"a","value":3}]`},
		"not applicable": {"figures: { A: x }", "A", `[{"at":"3:15","file":"a.yaml","status":"not_applicable","unit":"a","value":null}]`},
		"summed":         {"figures: { A: { tren: 1, duoi: 2 } }", "A", `[{"breakdown":"cap","origin":"summed","unit":"a","value":3}]`},
		"counted":        {"registers: { ds: [ { ten: Một }, { ten: Hai } ] }", "D", `[{"origin":"counted","register":"ds","unit":"a","value":2}]`},
		"computed":       {"figures: { A: 1, D: 3/4 }", "R", `[{"origin":"computed","unit":"a","value":33.33}]`},
		"missing":        {"figures: { D: 1/2 }", "A", `null`},
	} {
		r, _ := trial.Report(t, template, "2022-Q1", "unit: a\nperiod: 2022-Q1\n"+c.given+"\n")
		if diff := cmp.Diff(c.want, inside(t, decoded(t, r, false), c.indicator, "", "sources")); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}

	r, _ := trial.Report(t, template, "2022-Q1", "unit: a\nperiod: 2022-Q1\nfigures: { A: 1 }\n")
	combined := make([]model.Cell, len(r.Template.Slots))
	combined[0] = model.Cell{Value: num.OfInt(1), Origin: model.Combined, Partial: true}
	r.Bands[0].Fill(0, model.PackCells(combined))
	want := `[{"origin":"combined","partial":true,"unit":"a","value":1}]`
	if got := inside(t, decoded(t, r, false), "A", "", "sources"); got != want {
		t.Errorf("combined: %s, want %s", got, want)
	}
}

func TestJSON_FormulaAndWhatItsReferencesComeTo(t *testing.T) {
	template := trial.Template(t, `
indicators:
  A: { label: A, measure: đơn, nature: flow }
  R: { label: R, measure: "%", formula: A / previous(A) * 100 }
`, "")
	r, _ := trial.Report(t, template, "2022-Q1", "unit: a\nperiod: 2022-Q1\nfigures: { A: 3 }\n",
		"unit: b\nperiod: 2022-Q1\nfigures: { A: 5 }\n", "unit: a\nperiod: 2021-Q4\nfigures: { A: 2 }\n")
	all := decoded(t, r, false)
	want := `[{"name":"A","value":3},{"name":"A","of":"previous","value":2}]`
	if got := inside(t, all, "R", "", "operands"); got != want {
		t.Errorf("operands %s, want %s: of the units that gave both", got, want)
	}
	if got, want := inside(t, all, "R", "", "formula"), `"A / previous(A) * 100"`; got != want {
		t.Errorf("formula %s, want %s", got, want)
	}
}

func TestJSON_TheOtherPeriods(t *testing.T) {
	r, _ := trial.Report(t, trial.Template(t, small, ""), "2022-Q1",
		"unit: a\nperiod: 2022-Q1\nfigures: { A: 3 }\n", "unit: a\nperiod: 2021-Q4\nfigures: { A: 2, D: 1/7 }\n", "unit: a\nperiod: 2021-Q1\nfigures: { A: x }\n")
	var got []string
	for _, p := range decoded(t, r, false)["other_periods"].([]any) {
		period, _ := json.Marshal(p.(map[string]any)["period"])
		got = append(got, string(period))
		for _, f := range p.(map[string]any)["figures"].([]any) {
			text, _ := json.Marshal(f)
			got = append(got, string(text))
		}
	}
	want := []string{
		`{"code":"2021-Q4","from":"2021-10-01","label":"quý IV/2021","to":"2021-12-31"}`,
		`{"breakdown":null,"category":null,"indicator":"A","sources":[{"at":"3:15","file":"b.yaml","unit":"a","value":2}],"status":"value","units":{"covered":1},"value":2}`,
		`{"breakdown":null,"category":null,"indicator":"D","out_of":7,"sources":[{"at":"3:21","file":"b.yaml","out_of":7,"unit":"a","value":1}],"status":"value","units":{"covered":1},"value":1}`,
		`{"breakdown":null,"category":null,"formula":"A / D * 100","indicator":"R","operands":[{"name":"A","value":2},{"name":"D","value":1}],"sources":[{"origin":"computed","unit":"a","value":200}],"status":"value","units":{"covered":1},"value":200}`,
		`{"code":"2021-Q1","from":"2021-01-01","label":"quý I/2021","to":"2021-03-31"}`,
		`{"breakdown":null,"category":null,"indicator":"A","sources":[{"at":"3:15","file":"c.yaml","status":"not_applicable","unit":"a","value":null}],"status":"not_applicable","units":{"covered":1},"value":null}`,
		`{"breakdown":null,"category":null,"formula":"A / D * 100","indicator":"R","operands":[{"name":"A","value":null},{"name":"D","value":null}],"sources":[{"origin":"computed","status":"not_applicable","unit":"a","value":null}],"status":"not_applicable","units":{"covered":1},"value":null}`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestJSON_Checks(t *testing.T) {
	template := trial.Template(t, small, "")
	for figures, want := range map[string]string{
		"A: 1, D: 3/3": `{"left":0.333333,"message":"A hơn D","op":"<=","result":"passed","right":1,"rule":"A / D <= 1","severity":"error","unit":"a"}`,
		"A: 1":         `{"left":null,"message":"A hơn D","op":"<=","reason":"chưa có D","result":"not_run","right":1,"rule":"A / D <= 1","severity":"error","unit":"a"}`,
	} {
		r, _ := trial.Report(t, template, "2022-Q1", "unit: a\nperiod: 2022-Q1\nfigures: { "+figures+" }\n")
		got, _ := json.Marshal(decoded(t, r, false)["checks"].([]any)[0])
		got = bytes.ReplaceAll(got, []byte(`\u003c`), []byte("<"))
		if diff := cmp.Diff(want, string(got)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", figures, diff)
		}
	}
}

// Completeness speaks of those that owe: what others hand in does not make it whole.
func TestCompleteness_CountsThoseThatOwe(t *testing.T) {
	r := &model.Report{Units: []model.Unit{{Owes: true, Files: []string{"a"}}, {Owes: true}, {Files: []string{"c", "d"}}, {}}}
	if r.Expected() != 2 || r.Received() != 1 {
		t.Errorf("received %d of %d, want 1 of 2", r.Received(), r.Expected())
	}
}

func TestJSON_AShortOneOfManyFiguresLeavesSourcesAndPassedChecksOut(t *testing.T) {
	r := large(t)
	for short, want := range map[bool]string{
		false: `[] sources: true, checks: a passed, a passed, b passed, b passed, total not_run, total passed`,
		true:  `[sources passed_checks idle_checks] sources: false, checks: total not_run, total passed`,
	} {
		all := decoded(t, r, short)
		_, sources := all["figures"].([]any)[0].(map[string]any)["sources"]
		var checks []string
		for _, c := range all["checks"].([]any) {
			m := c.(map[string]any)
			unit, ok := m["unit"].(string)
			if !ok {
				unit = "total"
			}
			checks = append(checks, fmt.Sprint(unit, " ", m["result"]))
		}
		got := fmt.Sprintf("%v sources: %v, checks: %s", all["left_out"], sources, strings.Join(checks, ", "))
		if got != want {
			t.Errorf("short %v: %s, want %s", short, got, want)
		}
		if counts := fmt.Sprint(all["check_counts"]); counts != "map[failed:0 idle:0 not_run:1 passed:5]" {
			t.Errorf("short %v: %s; all checks are counted", short, counts)
		}
	}
}

// large is a report of two units whose figures, of all periods, are more than an output
// carries the sources of.
func large(t *testing.T) *model.Report {
	t.Helper()
	r, _ := trial.Report(t, trial.Template(t, small, ""), "2022-Q1",
		"unit: a\nperiod: 2022-Q1\nfigures: { A: 3, D: 4/9 }\n", "unit: b\nperiod: 2022-Q1\nfigures: { A: 1, D: 1/1 }\n")
	cells := make([]model.Cell, len(r.Template.Slots))
	cells[0] = r.Bands[0].Cell(0, 0)
	for range model.MostSources {
		other := model.NewBand(r.Period, len(r.Units), []int{0}, len(cells))
		other.Fill(0, model.PackCells(cells))
		r.Bands = append(r.Bands, other)
	}
	return r
}

// What encoding/json makes of the same data is the measure of indents and escapes; only
// rows take one line each.
func TestJSON_IsWrittenAsEncodingJSONDoes(t *testing.T) {
	r, _ := trial.Report(t, trial.Template(t, small, ""), "2022-Q1",
		"unit: a\nperiod: 2022-Q1\nfigures: { A: 3, D: { value: 45.7%, since: 2021 } }\n", "unit: a\nperiod: 2021-Q4\nfigures: { A: 2 }\n")
	rapid.Check(t, func(t *rapid.T) {
		r.Unit.Name = strings.Join(rapid.SliceOf(rapid.OneOf(
			rapid.SampledFrom([]string{"\u2028", "\u2029", "\u2030", "\ufffd", "\x7f", "\x00", "\x1f", "\b", "\f", "\n", "\"", "\\", "<>&", "ấ", "😀"}),
			rapid.Custom(func(t *rapid.T) string { return string([]byte{rapid.Byte().Draw(t, "byte")}) }),
		)).Draw(t, "name"), "")
		var got, want bytes.Buffer
		if err := r.JSON(&got, false); err != nil {
			t.Fatal(err)
		}
		if err := json.Indent(&want, got.Bytes(), "", "  "); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want.String(), unfolded(t, got.String())); diff != "" {
			t.Fatalf("(-want +got)\n%s", diff)
		}
		var name bytes.Buffer
		e := json.NewEncoder(&name)
		e.SetEscapeHTML(false)
		if err := e.Encode(r.Unit.Name); err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(got.Bytes(), append([]byte(`"name": `), name.Bytes()...)) {
			t.Fatalf("%q is not written as %s", r.Unit.Name, name.Bytes())
		}
	})
}

// unfolded writes each field of a row on a line of its own.
func unfolded(t *rapid.T, text string) string {
	var out bytes.Buffer
	rows := 0
	for line := range strings.Lines(text) {
		row := strings.TrimLeft(line, " ")
		indent := line[:len(line)-len(row)]
		if !strings.HasPrefix(row, `{"`) {
			out.WriteString(line)
			continue
		}
		rows++
		end := strings.LastIndexByte(row, '}') + 1
		out.WriteString(indent)
		if err := json.Indent(&out, []byte(row[:end]), indent, "  "); err != nil {
			t.Fatal(err)
		}
		out.WriteString(row[end:])
	}
	if rows == 0 {
		t.Fatal("there are no rows")
	}
	return out.String()
}

// A disk that is full is told, and nothing more is written to it.
func TestJSON_TellsOfAFailure(t *testing.T) {
	full := errors.New("full")
	w := &failing{err: full}
	if err := large(t).JSON(w, false); err != full || w.writes != 1 {
		t.Errorf("%v after %d writes, want the failure after one", err, w.writes)
	}
}

type failing struct {
	err    error
	writes int
}

func (w *failing) Write([]byte) (int, error) {
	w.writes++
	return 0, w.err
}
