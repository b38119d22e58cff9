package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"baocao/samples/country"
)

// The benchmarks of this file time whole processes, as users meet them: start, reading
// from disk, all three outputs, writing. cpu-s is the time of all cores together, peak-MiB
// the most memory that the process held.

// built makes the program once, as `make build` does.
func built(b *testing.B) string {
	b.Helper()
	program := filepath.Join(b.TempDir(), "baocao")
	build := exec.Command("go", "build", "-trimpath", "-o", program, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return program
}

// timed runs the program with words over and over.
func timed(b *testing.B, program string, words ...string) {
	b.Helper()
	var cpu float64
	var peak int64
	runs := 0
	for b.Loop() {
		run := exec.Command(program, words...)
		if out, err := run.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		cpu += (run.ProcessState.UserTime() + run.ProcessState.SystemTime()).Seconds()
		peak = max(peak, peakMemory(run.ProcessState))
		runs++
	}
	b.ReportMetric(cpu/float64(runs), "cpu-s/op")
	if peak > 0 {
		b.ReportMetric(float64(peak)/(1<<20), "peak-MiB")
	}
}

func BenchmarkProcess_Version(b *testing.B) { timed(b, built(b), "version") }

func BenchmarkProcess_OneReport(b *testing.B) {
	sample := filepath.Join("..", "..", "samples", "phu-xuyen", "2022-Q1.yaml")
	timed(b, built(b), "generate", sample, "--force", "-o", b.TempDir())
}

// BenchmarkProcess_Country makes the report of all communes, from 1.000 to 10.000 of them:
// 3.321 is how many the country has since July 2025.
func BenchmarkProcess_Country(b *testing.B) {
	program := built(b)
	for _, kind := range country.Kinds {
		for _, communes := range []int{100, 1000, 3321, 10000} {
			b.Run(fmt.Sprintf("%s-%d", kind, communes), func(b *testing.B) {
				folder := filepath.Join(b.TempDir(), "office")
				if err := country.Write(folder, communes, kind); err != nil {
					b.Fatal(err)
				}
				timed(b, program, "generate", folder, "-p", country.Period, "--force", "-o", b.TempDir())
			})
		}
	}
}
