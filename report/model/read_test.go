package model_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baocao/report/internal/trial"
	"baocao/report/model"
	"baocao/report/num"
)

func written(t testing.TB, r *model.Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.JSON(&b, false); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func read(t testing.TB, text string) *model.Written {
	t.Helper()
	w, err := model.Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestRead_KeepsTheStatesAndExactNumbersApart(t *testing.T) {
	r, _ := trial.Report(t, trial.Template(t, small, ""), "2022-Q1",
		"unit: a\nperiod: 2022-Q1\nfigures: { A: 123456789012.25, D: x }\n", "unit: b\nperiod: 2022-Q1\nfigures: { A: 0.5 }\n")
	w := read(t, written(t, r))
	large, _ := num.ParseDecimal("123456789012.75")
	for _, c := range []struct {
		indicator string
		want      num.Value
		sources   int
	}{{"A", num.Of(large), 2}, {"D", num.NA, 1}, {"R", num.NA, 1}} {
		for _, f := range w.Figures {
			if f.Indicator == c.indicator && f.Category == "" && (!f.Value.Equal(c.want) || len(f.Sources) != c.sources) {
				t.Errorf("%s = %+v of %d sources, want %+v of %d", c.indicator, f.Value, len(f.Sources), c.want, c.sources)
			}
		}
	}
	if f := w.Figures[1]; f.Category != "tren" || f.Value.State != num.Missing || f.Previous.State != num.Missing {
		t.Errorf("%+v, want a missing part", f)
	}
}

func TestRead_TellsWhatIsNoReport(t *testing.T) {
	r, _ := trial.Report(t, trial.Template(t, small, ""), "2022-Q1", "unit: a\nperiod: 2022-Q1\nfigures: { A: 3 }\n")
	good := written(t, r)
	for name, c := range map[string]struct{ from, to, want string }{
		"another version":      {model.Schema, "baocao.report/2", "the JSON follows the schema “baocao.report/2”, this program reads “baocao.report/1”"},
		"cut off":              {`"op"`, "\x00", "damaged or no report"},
		"something behind":     {"\n}\n", "\n}\n{}", "damaged or no report"},
		"a field twice":        {`"unit":`, `"fingerprint": "", "unit":`, "damaged or no report"},
		"a field gone":         {`"fingerprint"`, `"fingerprnt"`, "damaged or no report"},
		"no number":            {`"value": 3`, `"value": 3e0`, "damaged or no report"},
		"a text for a number":  {`"value": 3`, `"value": "3"`, "damaged or no report"},
		"a contradiction":      {`"value": 3`, `"value": null`, "damaged or no report"},
		"an unknown status":    {`"status": "value"`, `"status": "fine"`, "damaged or no report"},
		"a list that is none":  {`"checks": [`, `"checks": {`, "damaged or no report"},
		"not even an object":   {good, `["schema"]`, "damaged or no report, at byte 1"},
		"nothing":              {good, "", "damaged or no report, at byte 0"},
		"a source of no value": {`{"unit": "a", "value": 3`, `{"unit": "a", "value": null`, "damaged or no report"},
	} {
		if !strings.Contains(good, c.from) {
			t.Fatalf("%s: %s is not in the report", name, c.from)
		}
		_, err := model.Read([]byte(strings.Replace(good, c.from, c.to, 1)))
		var not *model.NotReport
		if !errors.As(err, &not) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		} else if (not.Schema != "") != (name == "another version") {
			t.Errorf("%s: the schema %q", name, not.Schema)
		}
	}
}

// A field of a later version is passed over.
func TestRead_PassesOverWhatItDoesNotKnow(t *testing.T) {
	r, _ := trial.Report(t, trial.Template(t, small, ""), "2022-Q1", "unit: a\nperiod: 2022-Q1\nfigures: { A: 3 }\n")
	good := written(t, r)
	more := strings.NewReplacer(`"unit": {`, `"later": [{"a": 1}], "unit": {`, `"indicator"`, `"later": null, "indicator"`).Replace(good)
	if diff := cmp.Diff(read(t, good), read(t, more), cmp.Comparer(num.Value.Equal)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
