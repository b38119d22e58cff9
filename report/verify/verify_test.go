package verify_test

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"baocao/report/finding"
	"baocao/report/internal/forge"
	"baocao/report/internal/judge"
	"baocao/report/source"
	"baocao/report/verify"
)

func phuXuyen(t testing.TB) *sample { return made(t, "2022-Q1", "phu-xuyen/2022-Q1.yaml") }

// What another program saved or signed, without changing anything, passes and is said.
func TestFiles_SavedByAnotherProgramPassesWithANote(t *testing.T) {
	s := phuXuyen(t)
	for _, c := range []struct {
		what, kind string
		data       []byte
		says       string
	}{
		{"saved by LibreOffice", "xlsx", judge.Resave(t, s.files["xlsx"].Data), "LibreOffice"},
		{"packed anew", "xlsx", forge.Edited(t, s.files["xlsx"].Data, "", nil), ""},
		{"signed", "pdf", forge.NewPDF(t, s.files["pdf"].Data, rand.New(rand.NewPCG(1, 1))).Sign(), "chữ ký số"},
		{"with other line ends", "json", bytes.ReplaceAll(s.files["json"].Data, []byte("\n"), []byte("\r\n")), ""},
	} {
		for _, again := range []verify.Again{nil, s.again} {
			r := judged(t, s.with(c.kind, c.data), again)
			if r.Verdict != verify.Agree || !strings.Contains(lines(r), c.says) {
				t.Errorf("%s: %s", c.what, lines(r))
			}
		}
	}
}

// Whatever the bytes are, there is a verdict, and never that they agree.
func TestFiles_BrokenFilesAreNamed(t *testing.T) {
	s := phuXuyen(t)
	r := rand.New(rand.NewPCG(5, 6))
	for _, kind := range []string{"xlsx", "pdf", "json"} {
		whole := s.files[kind].Data
		for range 25 {
			short := whole[:r.IntN(len(whole)-1)]
			torn := bytes.Clone(whole)
			for range 1 + r.IntN(20) {
				torn[r.IntN(len(torn))] = byte(r.IntN(256))
			}
			if got := judged(t, s.with(kind, short), nil); got.Verdict != verify.Differ {
				t.Errorf("the %s cut at %d: %s", kind, len(short), lines(got))
			}
			judged(t, s.with(kind, torn), nil) // it may have hit what has no meaning, such as a date in the zip
		}
	}
	if got := judged(t, []source.File{{Path: "a.pdf", Data: []byte("%PDF-1.7\n")}}, s.again); got.Verdict != verify.Differ || len(got.Faults) != 1 {
		t.Errorf("a PDF without anything: %s", lines(got))
	}
}

// A cell that a workbook's formula cannot be computed for is not passed over.
func TestFiles_WhatCannotBeComputedIsNotProven(t *testing.T) {
	s := phuXuyen(t)
	data := forge.Edited(t, s.files["xlsx"].Data, "xl/worksheets/sheet2.xml", func(xml string) string {
		return strings.Replace(xml, "<f>E6</f>", "<f>MEDIAN(E6)</f>", 1)
	})
	r := judged(t, s.with("xlsx", data), nil)
	unchecked := 0
	for _, f := range r.Faults {
		if f.Kind == verify.Unchecked && strings.Contains(f.What.In(finding.EN), "cannot be computed anew") {
			unchecked++
		}
	}
	if unchecked == 0 {
		t.Errorf("nothing is unchecked: %s", lines(r))
	}
}

// Other versions of the program make other bytes; the report is made again as theirs.
func TestFiles_AskForTheVersionThatMadeThem(t *testing.T) {
	s := phuXuyen(t)
	if r := judged(t, s.all(), s.again); r.MadeBy != "baocao 0.0" || r.Verdict != verify.Agree {
		t.Errorf("made by %q: %s", r.MadeBy, lines(r))
	}
}

// An input that is gone, and one that came late.
func TestFiles_InputsThatCameAndWent(t *testing.T) {
	s := made(t, "2022-Q1", "minh-hoa/2022-Q1.yaml", "minh-hoa/2021-Q4.yaml", "minh-hoa/2021-Q1.yaml")
	less := from(s.paths[:2]...)
	if r := judged(t, s.all(), less); r.Verdict != verify.Differ || !strings.Contains(lines(r), "wrong 2021-Q1.yaml |  |  | báo cáo lập từ tệp này, nay không còn") {
		t.Errorf("an input less: %s", lines(r))
	}
	before := made(t, "2022-Q1", "minh-hoa/2022-Q1.yaml", "minh-hoa/2021-Q4.yaml")
	if r := judged(t, before.all(), s.again); r.Verdict != verify.Differ || !strings.Contains(lines(r), "wrong 2021-Q1.yaml |  |  | tệp đầu vào này thêm sau") {
		t.Errorf("an input more: %s", lines(r))
	}
}
