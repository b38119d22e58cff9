package model_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baocao/report/internal/trial"
	"baocao/report/model"
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
		delete(m, "sources")
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
		"a rate":         {"A: 1, D: 3/3", "R", "", "", with("R", "null", "null", "status:value,target:null,units:{covered:1;expected:1},value:33.33,year_to_date:33.33")},
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
	sources, _ := json.Marshal(all["figures"].([]any)[0].(map[string]any)["sources"])
	if want := `[{"at":"3:15","file":"a.yaml","unit":"a","value":3}]`; string(sources) != want {
		t.Errorf("sources %s, want %s", sources, want)
	}
	want := "{attained:33.33,breakdown:null,category:null,change:null,change_previous:50,difference:3,difference_previous:1,indicator:A,previous:2,same_period_last_year:0,status:value,target:9,units:{covered:1;expected:1},value:3,year_to_date:3}"
	if diff := cmp.Diff(want, figure(t, all, "A", "", "")); diff != "" {
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

func TestJSON_LeavesSourcesOutWhereTheyAreTooMany(t *testing.T) {
	r, _ := trial.Report(t, trial.Template(t, small, ""), "2022-Q1", "unit: a\nperiod: 2022-Q1\nfigures: { A: 3 }\n")
	for range model.MostSources { // one figure in each
		r.Bands = append(r.Bands, r.Bands[0])
	}
	for few, want := range map[bool]bool{false: true, true: false} {
		_, has := decoded(t, r, few)["figures"].([]any)[0].(map[string]any)["sources"]
		if has != want {
			t.Errorf("with few sources %v: sources there %v, want %v", few, has, want)
		}
	}
}
