package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"baocao/samples"
)

// compiled is a schema as the program publishes it.
func compiled(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	code, text, stderr := call(t, "schema", name)
	if code != exitDone {
		t.Fatalf("schema %s: code %d: %s", name, code, stderr)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(name+".json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// conforms reports what a schema says of a JSON text.
func conforms(t *testing.T, s *jsonschema.Schema, text []byte) error {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return fmt.Errorf("not JSON: %w", err)
	}
	return s.Validate(value)
}

// submissions are the samples that are submissions in YAML.
func submissions(t *testing.T) []string {
	t.Helper()
	files, err := fs.Glob(samples.FS, "*/2*.yaml") // named after their periods; baocao.yaml is an office's settings
	if err != nil || len(files) == 0 {
		t.Fatal("no samples", err)
	}
	return files
}

func TestSchemaReport_HoldsOfReports(t *testing.T) {
	report := compiled(t, "report")
	for _, file := range submissions(t) {
		t.Run(file, func(t *testing.T) {
			dir := copied(t, path.Dir(file))
			code, out, stderr := call(t, path.Base(file), "--format", "json")
			if code != exitDone {
				t.Fatalf("code %d: %s", code, stderr)
			}
			text, err := os.ReadFile(filepath.Join(dir, strings.TrimSpace(out)))
			if err != nil {
				t.Fatal(err)
			}
			if err := conforms(t, report, text); err != nil {
				t.Errorf("the report: %#v", err)
			}
			unknown := bytes.Replace(text, []byte(`"fingerprint"`), []byte(`"fingreprint"`), 1)
			if conforms(t, report, unknown) == nil {
				t.Error("the schema lets an unknown field pass")
			}
		})
	}
}

func TestSchemaReport_HoldsOfOffices(t *testing.T) {
	report := compiled(t, "report")
	t.Chdir(sourceFolder)
	for words, origins := range map[string][]string{
		"-p 2022-Q1 huyen-phu-xuyen": {"summed", "counted", "computed"},
		"-p 2021 huyen-phu-xuyen":    {"combined", "computed"},
	} {
		code, out, stderr := call(t, append([]string{"generate", "--dump", "model"}, strings.Fields(words)...)...)
		if code != exitDone {
			t.Fatalf("%s: code %d: %s", words, code, stderr)
		}
		if err := conforms(t, report, []byte(out)); err != nil {
			t.Errorf("%s: %#v", words, err)
		}
		for _, origin := range origins {
			if !strings.Contains(out, `"origin": "`+origin+`"`) {
				t.Errorf("%s: no source is %s", words, origin)
			}
		}
	}
}

func TestSchemaSubmission_HoldsOfSamples(t *testing.T) {
	submission := compiled(t, "submission")
	for _, file := range submissions(t) {
		text, err := fs.ReadFile(samples.FS, file)
		if err != nil {
			t.Fatal(err)
		}
		asJSON, err := yaml.YAMLToJSON(text)
		if err != nil {
			t.Fatal(file, err)
		}
		if err := conforms(t, submission, asJSON); err != nil {
			t.Errorf("%s: %#v", file, err)
		}
	}
	for name, text := range map[string]string{
		"an unknown field":     `{"unit": "a", "period": "2022-Q1", "figure": {}}`,
		"no unit":              `{"period": "2022-Q1", "figures": {}}`,
		"a wrong period":       `{"unit": "a", "period": "quý I"}`,
		"a list for figures":   `{"unit": "a", "period": "2022", "figures": []}`,
		"a code with accents":  `{"unit": "a", "period": "2022", "figures": {"Số": 1}}`,
		"an unknown qualifier": `{"unit": "a", "period": "2022", "figures": {"A": {"value": 1, "qualifier": "chắc"}}}`,
	} {
		if conforms(t, submission, []byte(text)) == nil {
			t.Errorf("the schema lets pass %s: %s", name, text)
		}
	}
}

func TestSchemaStatus_HoldsOfOffices(t *testing.T) {
	status := compiled(t, "status")
	t.Chdir(sourceFolder)
	for _, words := range []string{"-p 2022-Q1 huyen-phu-xuyen", "-p 2021 huyen-phu-xuyen", "phu-xuyen", "-p 2022-Q1 errors/W008-left-out", "-p 2022-Q1 errors/W002-two-submissions"} {
		code, out, stderr := call(t, append([]string{"status", "--json"}, strings.Fields(words)...)...)
		if code != exitDone {
			t.Errorf("status %s: code %d: %s", words, code, stderr)
			continue
		}
		if err := conforms(t, status, []byte(out)); err != nil {
			t.Errorf("status %s: %#v\n%s", words, err, out)
		}
	}
}

func TestSchemaFindings_HoldsOfChecks(t *testing.T) {
	findings := compiled(t, "findings")
	check := func(t *testing.T, words ...string) {
		t.Helper()
		code, out, stderr := call(t, append([]string{"check", "--json"}, words...)...)
		if code == exitUsage || code == exitWorld {
			if out != "" {
				t.Errorf("code %d, and standard output has %q", code, out)
			}
			return
		}
		if stderr != "" {
			t.Errorf("standard error has %q", stderr)
		}
		if err := conforms(t, findings, []byte(out)); err != nil {
			t.Errorf("check --json: %#v\n%s", err, out)
		}
	}
	for _, file := range submissions(t) {
		t.Run(file, func(t *testing.T) {
			copied(t, path.Dir(file))
			check(t, path.Base(file))
			check(t, path.Base(file), "--lang", "en")
		})
	}
	for _, c := range errorCases(t) {
		t.Run(c.folder, func(t *testing.T) {
			copied(t, c.folder)
			check(t, c.inputs...)
		})
	}
}

// printsBy runs a command that prints JSON, and holds it against a schema.
func printsBy(t *testing.T, schema *jsonschema.Schema, want int, words ...string) {
	t.Helper()
	code, out, stderr := call(t, words...)
	if code != want {
		t.Errorf("%q: code %d, want %d: %s", words, code, want, stderr)
		return
	}
	if err := conforms(t, schema, []byte(out)); err != nil {
		t.Errorf("%q: %#v\n%.2000s", words, err, out)
	}
}

func TestSchemaTrace_HoldsOfTrees(t *testing.T) {
	schema := compiled(t, "trace")
	t.Chdir(sourceFolder)
	for _, words := range []string{"-p 2022-Q1 huyen-phu-xuyen TD05R", "-p 2021 huyen-phu-xuyen TD06", "-p 2022-Q1 huyen-phu-xuyen DVK01 --of đạt",
		"-p 2021-Q4 huyen-phu-xuyen AS04 --of cung-ky", "phu-xuyen DT01.huyen", "phu-xuyen MT05"} {
		printsBy(t, schema, exitDone, append([]string{"trace", "--json"}, strings.Fields(words)...)...)
	}
}

func TestSchemaDiff_HoldsOfComparisons(t *testing.T) {
	schema := compiled(t, "diff")
	t.Chdir(sourceFolder)
	printsBy(t, schema, exitDone, "diff", "--json", "phu-xuyen", "phu-xuyen/2022-Q1.yaml")
	old := filepath.Join(t.TempDir(), "old")
	if code, _, stderr := call(t, "generate", "-p", "2021-Q4", "huyen-phu-xuyen", "-o", old); code != exitDone {
		t.Fatal(stderr)
	}
	for _, kind := range []string{"json", "pdf", "xlsx"} {
		printsBy(t, schema, exitFindings, "diff", "--json", "-p", "2022-Q1", filepath.Join(old, "phu-xuyen-2021-Q4."+kind), "huyen-phu-xuyen")
	}
}

func TestSchemaVerify_HoldsOfProofs(t *testing.T) {
	schema := compiled(t, "verify")
	t.Chdir(sourceFolder)
	out := filepath.Join(t.TempDir(), "out")
	if code, _, stderr := call(t, "generate", "-p", "2022-Q1", "huyen-phu-xuyen", "-o", out); code != exitDone {
		t.Fatal(stderr)
	}
	printsBy(t, schema, exitDone, "verify", "--json", out, "--inputs", "huyen-phu-xuyen")
	printsBy(t, schema, exitDone, "verify", "--json", out, "--lang", "en")
	printsBy(t, schema, exitFindings, "verify", "--json", filepath.Join(out, "phu-xuyen-2022-Q1.json"))
	printsBy(t, schema, exitFindings, "verify", "--json", out, "--inputs", "phu-xuyen")
}
