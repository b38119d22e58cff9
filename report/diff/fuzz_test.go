package diff_test

import (
	"bytes"
	"testing"
	"time"

	"baocao/report/diff"
	"baocao/report/output"
	"baocao/report/source"
	"baocao/report/trace"
)

// FuzzReport reads reports that others sent: each is read or refused, soon; what was read is
// the same as itself, and every figure of it can be traced.
func FuzzReport(f *testing.F) {
	result := made(f, "2022-Q1", "errors/V001-check-failed/xa-minh-hoa.yaml")
	for _, file := range result.Files {
		data, err := file.Bytes()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(`{"schema": "baocao.report/1", "period": {"code": "2022-Q1"}, "figures": [{"indicator": "A", "value": 1, "status": "value", "sources": [{"unit": "a", "value": 1}], "operands": [{"name": "A", "of": "previous", "value": null}]}]}`))
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
