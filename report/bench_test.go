package report_test

import (
	"io"
	"testing"

	"baocao/report"
)

// BenchmarkOneReport makes the three files of samples/phu-xuyen: all stages, and no disk.
func BenchmarkOneReport(b *testing.B) {
	in, o := open(b, "phu-xuyen/2022-Q1.yaml"), options()
	b.ReportAllocs()
	for b.Loop() {
		result, err := report.Generate(in, o)
		if err != nil {
			b.Fatal(err)
		}
		if len(result.Files) != len(report.Formats) {
			b.Fatalf("%d files: %v", len(result.Files), result.Findings)
		}
		for _, f := range result.Files {
			if err := f.Write(io.Discard); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkOneCheck only judges: what a clerk waits for while correcting.
func BenchmarkOneCheck(b *testing.B) {
	in, o := open(b, "phu-xuyen/2022-Q1.yaml"), options()
	b.ReportAllocs()
	for b.Loop() {
		result, err := report.Check(in, o)
		if err != nil || result.Model == nil {
			b.Fatal(err, result.Findings)
		}
	}
}
