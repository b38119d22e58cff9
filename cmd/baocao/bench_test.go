package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"baocao/samples/country"
)

// The benchmarks of this file time whole processes, as users meet them: start, reading
// from disk, all three outputs, writing. cpu-s is the time of all cores together, peak-MiB
// the most memory that the process held.

// built makes a program, as `make build` does.
func built(b *testing.B, source string) string {
	b.Helper()
	program := filepath.Join(b.TempDir(), "program")
	build := exec.Command("go", "build", "-trimpath", "-tags=urfave_cli_no_docs", "-o", program, source)
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return program
}

// timed runs the program with words over and over, by way of [measure].
func timed(b *testing.B, program string, words ...string) {
	b.Helper()
	var cpu float64
	var passed time.Duration
	var peak int64
	runs := 0
	for b.Loop() {
		code, out, cost := measured(b.Context(), b, "", append([]string{program}, words...)...)
		if code != 0 {
			b.Fatalf("exit code %d\n%s", code, out)
		}
		cpu, passed = cpu+cost.time.Seconds(), passed+cost.passed
		peak = max(peak, cost.memory)
		runs++
	}
	b.ReportMetric(float64(passed.Nanoseconds())/float64(runs), "ns/op") // without the time to start measure
	b.ReportMetric(cpu/float64(runs), "cpu-s/op")
	if peak > 0 {
		b.ReportMetric(float64(peak)/(1<<20), "peak-MiB")
	}
}

// sources are the programs that are compared: this one, and the yardstick that does its
// work with the libraries alone (see samples/country/bare).
var sources = map[string]string{"baocao": ".", "bare": "../../samples/country/bare"}

// BenchmarkProcess_Start is beside a program that links the same libraries and does nothing.
func BenchmarkProcess_Start(b *testing.B) {
	b.Run("bare", func(b *testing.B) { timed(b, built(b, idle(b))) })
	b.Run("baocao", func(b *testing.B) { timed(b, built(b, sources["baocao"]), "version") })
}

// idle writes the source of a program that links all libraries of this one.
func idle(b *testing.B) string {
	b.Helper()
	list, err := exec.Command("go", "list", "-tags=urfave_cli_no_docs", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{$.ImportPath}}{{end}}{{end}}", ".").Output()
	if err != nil {
		b.Fatal(err)
	}
	source := []byte("package main\n\nimport (\n")
	for path := range strings.FieldsSeq(string(list)) {
		if !strings.Contains(path, "/internal") {
			source = fmt.Appendf(source, "\t_ %q\n", path)
		}
	}
	name := filepath.Join(b.TempDir(), "idle.go")
	if err := os.WriteFile(name, append(source, ")\n\nfunc main() {}\n"...), 0o666); err != nil {
		b.Fatal(err)
	}
	return name
}

// BenchmarkProcess_OneReport makes workbook and page of samples/phu-xuyen.
func BenchmarkProcess_OneReport(b *testing.B) {
	sample := filepath.Join("..", "..", "samples", "phu-xuyen", "2022-Q1.yaml")
	compared(b, sample, sample, "xlsx,pdf")
}

// BenchmarkProcess_SixtyPages makes the page of samples/phu-xuyen with texts of about sixty
// pages, beside the yardstick, which draws the same words with fpdf alone.
func BenchmarkProcess_SixtyPages(b *testing.B) {
	sample, err := os.ReadFile(filepath.Join("..", "..", "samples", "phu-xuyen", "2022-Q1.yaml"))
	if err != nil {
		b.Fatal(err)
	}
	before, after, ok := bytes.Cut(sample, []byte("  tinh_hinh: |\n"))
	if !ok {
		b.Fatal("the sample has no text “tinh_hinh”")
	}
	line, _, _ := bytes.Cut(after, []byte("\n"))
	long := slices.Concat(before, []byte("  tinh_hinh: |\n"), bytes.Repeat(slices.Concat(line, []byte("\n\n")), 400), after)
	input := filepath.Join(b.TempDir(), "2022-Q1.yaml")
	if err := os.WriteFile(input, long, 0o666); err != nil {
		b.Fatal(err)
	}
	compared(b, input, input, "pdf")
}

// BenchmarkProcess_Country makes the report of all communes, from 100 to 30.000 of them:
// 3.321 is how many the country has since July 2025, and it had some 10.000 before.
func BenchmarkProcess_Country(b *testing.B) {
	program := built(b, sources["baocao"])
	for _, kind := range country.Kinds {
		for _, communes := range []int{100, 1000, 3321, 10000, 30000} {
			if communes > 10000 && kind != country.CSV {
				continue // what grows then is the same
			}
			b.Run(fmt.Sprintf("%s-%d", kind, communes), func(b *testing.B) {
				timed(b, program, "generate", communesOf(b, communes, kind), "-p", country.Period, "--large", "--force", "-o", b.TempDir())
			})
		}
	}
}

// BenchmarkProcess_Reading checks the submissions of all communes, beside the yardstick, which
// reads the same files into maps, on one core.
func BenchmarkProcess_Reading(b *testing.B) {
	program, bare := built(b, sources["baocao"]), built(b, sources["bare"])
	for _, kind := range country.Kinds {
		folder := communesOf(b, 3321, kind)
		b.Run(string(kind)+"/bare", func(b *testing.B) { timed(b, bare, "-in", filepath.Join(folder, country.Period)) })
		b.Run(string(kind)+"/baocao", func(b *testing.B) { timed(b, program, "check", folder, "-p", country.Period) })
	}
}

// BenchmarkCountry is the work of BenchmarkProcess_Country within one process, where it can
// be profiled: see `make profile`.
func BenchmarkCountry(b *testing.B) {
	for _, kind := range country.Kinds {
		b.Run(string(kind), func(b *testing.B) {
			words := []string{"generate", communesOf(b, 3321, kind), "-p", country.Period, "--force", "-o", b.TempDir()}
			for b.Loop() {
				if code := run(words, io.Discard, io.Discard, os.Getenv); code != 0 {
					b.Fatalf("exit code %d", code)
				}
			}
		})
	}
}

// BenchmarkProcess_Formats makes the outputs of all communes one by one, beside the
// yardstick, which writes the tables alone.
func BenchmarkProcess_Formats(b *testing.B) {
	for _, communes := range []int{1, 3321, 10000} {
		folder := communesOf(b, communes, country.JSON)
		for _, formats := range []string{"xlsx", "pdf", "xlsx,pdf"} {
			b.Run(fmt.Sprintf("%s-%d", formats, communes), func(b *testing.B) {
				compared(b, folder, filepath.Join(folder, country.Period), formats)
			})
		}
	}
}

func communesOf(b *testing.B, communes int, kind country.Kind) string {
	b.Helper()
	folder := filepath.Join(b.TempDir(), "office")
	if err := country.Write(folder, communes, kind); err != nil {
		b.Fatal(err)
	}
	return folder
}

// compared times the program on an input beside the yardstick, which reads the JSON
// submissions of a folder and sets the words that the program's page has.
func compared(b *testing.B, input, submissions, formats string) {
	program, bare := built(b, sources["baocao"]), built(b, sources["bare"])
	out := b.TempDir()
	dump, err := exec.Command(program, "generate", input, "--dump", "document").Output()
	if err != nil {
		b.Fatal(err)
	}
	_, page, _ := bytes.Cut(dump, []byte("\npage, "))
	text := filepath.Join(out, "page.txt")
	if err := os.WriteFile(text, page, 0o666); err != nil {
		b.Fatal(err)
	}
	words := []string{"-in", submissions, "-template", filepath.Join("..", "..", "templates", "dan-van", "template.yaml"), "-text", text}
	for _, format := range strings.Split(formats, ",") {
		words = append(words, "-"+format, filepath.Join(out, "bare."+format))
	}
	b.Run("bare", func(b *testing.B) { timed(b, bare, words...) })
	b.Run("baocao", func(b *testing.B) { timed(b, program, "generate", input, "--force", "--format", formats, "-o", out) })
}
