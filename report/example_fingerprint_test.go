package report_test

import (
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"baocao/report"
	"baocao/report/workspace"
)

// The fingerprint computed from a submission and a template's files, without the program.
func Example_fingerprint() {
	own := fingerprintOf("testdata/phu-xuyen-2022-Q1.csv", "../templates/dan-van")
	fmt.Println(len(own), own == fingerprintOfSample("phu-xuyen/2022-Q1.yaml"))
	// Output: 64 true
}

func fingerprintOf(submission, template string) string {
	file, _ := os.Open(submission)
	rows, _ := csv.NewReader(file).ReadAll() // unit,period,indicator,breakdown,category,value,since,as_of,qualifier
	var lines []string
	for _, r := range rows[1:] {
		status, value, outOf := "value", r[5], ""
		if done, whole, ok := strings.Cut(value, "/"); ok { // 44/48
			value, outOf = done, whole
		} else if rate, ok := strings.CutSuffix(value, "%"); ok { // 100%
			status, value = "rate", rate
		} else if value == "x" {
			status, value = "not_applicable", ""
		}
		lines = append(lines, strings.Join([]string{r[0], r[1], r[2], r[3], r[4], status, value, r[6], r[7], r[8], outOf}, "\t")+"\n")
	}
	slices.Sort(lines)
	var files strings.Builder
	for _, name := range []string{"summary.md", "template.yaml"} {
		data, _ := os.ReadFile(filepath.Join(template, name))
		fmt.Fprintf(&files, "%s\t%x\n", name, sha256.Sum256(data))
	}
	lines = append(lines, fmt.Sprintf("template\t%x\n", sha256.Sum256([]byte(files.String()))))
	return fmt.Sprintf("%x", sha256.Sum256([]byte(strings.Join(lines, ""))))
}

// fingerprintOfSample is the one that the program prints.
func fingerprintOfSample(file string) string {
	in, _, err := workspace.Open([]string{"../samples/" + file}, "")
	if err != nil {
		return err.Error()
	}
	result, err := report.Check(in, options())
	if err != nil {
		return err.Error()
	}
	return result.Model.Fingerprint
}

// The README shows the code that is run above, word for word.
func TestExample_fingerprint_StandsInTheReadme(t *testing.T) {
	source, err := os.ReadFile("example_fingerprint_test.go")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, code, _ := strings.Cut(string(source), "\nfunc fingerprintOf(")
	code, _, _ = strings.Cut(code, "\n}\n")
	if shown := "```go\nfunc fingerprintOf(" + code + "\n}\n```\n"; !strings.Contains(string(readme), shown) {
		t.Errorf("README.md lacks:\n%s", shown)
	}
}
