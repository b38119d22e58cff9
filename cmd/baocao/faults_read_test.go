package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"baocao/report"
	"baocao/report/finding"
)

// opened is a job whose files were found, and the YAML among them read.
func opened(t *testing.T, paths ...string) *job {
	t.Helper()
	j, err := (&program{}).openPaths(t.Context(), paths, asked{template: "dan-van", period: "2022-Q1"})
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// newOffice makes an office of a YAML file and a form.
func newOffice(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	files(map[string]string{
		"baocao.yaml":       "unit: huyen\ntemplate: dan-van\ndocument: { issuer: { superior: X, body: Y } }\n",
		"units.csv":         "code,name,level,parent\nhuyen,Huyện,huyen,\nxa-a,Xã A,xa,huyen\nxa-b,Xã B,xa,huyen\n",
		"2022-Q1/xa-a.yaml": "unit: xa-a\nperiod: 2022-Q1\nfigures: { TD04: 1 }\n",
	})(t, ".")
	if code, _, stderr := call(t, "form", "-u", "xa-b", "-p", "2022-Q1", "-o", "2022-Q1/xa-b.xlsx"); code != exitDone {
		t.Fatal(stderr)
	}
}

// What happens to a file while a run goes on is found out, and the report says what was read.
func TestRun_FilesThatChangeMeanwhile(t *testing.T) {
	const yaml, form = "2022-Q1/xa-a.yaml", "2022-Q1/xa-b.xlsx"
	for _, c := range []struct {
		name   string
		change func(t *testing.T, j *job)
		says   string // a finding at the form; empty: none
	}{
		{"a form goes before it is read", func(t *testing.T, _ *job) { remove(t, form) }, "tệp không còn nữa"},
		{"a form is another one when it is read again", func(t *testing.T, j *job) {
			if _, err := j.in.Files[1].Loaded(); err != nil {
				t.Fatal(err)
			}
			write(t, form, string(read(t, form))+" ")
		}, "tệp thay đổi trong lúc đọc"},
		{"a form becomes a pipe's end", func(t *testing.T, _ *job) {
			remove(t, form)
			link(t, os.DevNull, form)
		}, "ra ngoài thư mục"},
		{"a file that was read goes", func(t *testing.T, _ *job) { remove(t, yaml) }, ""},
		{"a file that was read is written over", func(t *testing.T, _ *job) { write(t, yaml, "unit: xa-a\nperiod: 2022-Q1\nfigures: { TD04: 2 }\n") }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			newOffice(t)
			wasRead := sha256.Sum256(read(t, yaml))
			j := opened(t, ".")
			c.change(t, j)
			result, err := j.make(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if c.says != "" {
				var said []string
				for _, f := range result.Findings {
					said = append(said, f.In(finding.VI))
				}
				if all := strings.Join(said, "\n"); !result.Findings.HasErrors() || len(result.Files) > 0 || !strings.Contains(all, filepath.FromSlash(form)+": lỗi: ") || !strings.Contains(all, c.says) {
					t.Errorf("%d files; says %s", len(result.Files), all)
				}
				return
			}
			var written struct {
				Inputs  []struct{ File, SHA256 string }
				Figures []struct {
					Indicator string
					Breakdown *string
					Value     *json.Number
				}
			}
			if err := json.Unmarshal(bytesOf(t, result, ".json"), &written); err != nil {
				t.Fatal(err)
			}
			if in := written.Inputs[0]; in.File != yaml || in.SHA256 != fmt.Sprintf("%x", wasRead) {
				t.Errorf("the report names %v, read was %x", in, wasRead)
			}
			for _, f := range written.Figures {
				if f.Indicator == "TD04" && f.Breakdown == nil && (f.Value == nil || *f.Value != "1") {
					t.Errorf("TD04 is %v, 1 was read", f.Value)
				}
			}
		})
	}
}

// A form that changes between check and the marking of its faults is not marked.
func TestMark_AFormThatChangedMeanwhile(t *testing.T) {
	copied(t, "errors/D007-letter-o-xlsx")
	fillForms(t, ".")
	j := opened(t, "phu-minh.xlsx")
	result, err := j.judge(t.Context())
	if err != nil || !result.Findings.HasErrors() {
		t.Fatal(err, result.Findings)
	}
	write(t, "phu-minh.xlsx", string(read(t, "phu-minh.xlsx"))+" ")
	_, err = report.Marked(j.in, result.Findings, finding.VI, generator)
	if err == nil || worldFailed(err).In(finding.VI) != "không đọc được “phu-minh.xlsx”: tệp thay đổi trong lúc đọc" {
		t.Errorf("gives %v", err)
	}
	remove(t, "phu-minh.xlsx")
	if _, err = report.Marked(j.in, result.Findings, finding.VI, generator); err == nil || !strings.Contains(worldFailed(err).In(finding.VI), "tệp không còn nữa") {
		t.Errorf("of one that is gone: %v", err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

func bytesOf(t *testing.T, result report.Result, ending string) []byte {
	t.Helper()
	for _, f := range result.Files {
		if strings.HasSuffix(f.Name, ending) {
			var b strings.Builder
			if err := f.Write(&b); err != nil {
				t.Fatal(err)
			}
			return []byte(b.String())
		}
	}
	t.Fatalf("no %s among the files", ending)
	return nil
}
