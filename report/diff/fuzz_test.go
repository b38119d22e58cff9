package diff_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"baocao/report/diff"
	"baocao/report/internal/trial"
	"baocao/report/output"
	"baocao/report/source"
	"baocao/report/trace"
)

// FuzzReport reads reports that others sent: each is read or refused, soon; what was read is
// the same as itself, and every figure of it can be traced.
func FuzzReport(f *testing.F) {
	template := trial.Template(f, `indicators:
  A: { label: A, measure: việc, nature: flow }
  R: { label: R, measure: "%", formula: A / (previous(A) + target(A)) * 100, decimals: 2 }
tables: { t: { title: T, rows: [ { indicators: [A, R] } ], columns: [order, label, value, previous, target] } }
`, "")
	r, _ := trial.Report(f, template, "2022-Q1", "unit: a\nperiod: 2022-Q1\nfigures: { A: 8 }\ntargets: { A: 9 }\n", "unit: a\nperiod: 2021-Q4\nfigures: { A: 7 }\n")
	var small bytes.Buffer
	if err := r.JSON(&small, false); err != nil {
		f.Fatal(err)
	}
	f.Add(small.Bytes())
	// Rates of themselves and of each other.
	for _, operand := range []string{"R", "A"} {
		f.Add(bytes.ReplaceAll(small.Bytes(), []byte(`"name": "A"`), fmt.Appendf(nil, `"name": "%s"`, operand)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<20 {
			return
		}
		begin := time.Now()
		defer func() {
			if took := time.Since(begin); took > 10*time.Second {
				t.Errorf("%d bytes took %v", len(data), took)
			}
		}()
		read := func() *output.Report {
			r, err := output.Read(source.File{Path: "a", Name: "a", Data: bytes.Clone(data)})
			if (r == nil) != (err != nil) {
				t.Fatalf("a report %v with the error %v", r != nil, err)
			}
			return r
		}
		one, two := read(), read()
		if one == nil {
			return
		}
		if r, err := diff.Reports(one, two); err == nil && !r.Same() {
			t.Fatalf("differs from itself: %+v", r)
		}
		tracer := trace.New(one.Written)
		for _, name := range tracer.Names() {
			if _, ok := tracer.Figure(name, trace.Own); !ok {
				t.Fatalf("%q is not found", name)
			}
		}
	})
}
