package page_test

import (
	"bytes"
	"encoding/xml"
	"math"
	"slices"
	"strings"
	"testing"

	"baocao/report/document"
	"baocao/report/internal/judge"
	"baocao/report/verify/page"
)

// told lists the figures that a document prints, each as "name: text".
func told(doc *document.Document) []string {
	var all []string
	add := func(figure, text string) {
		if figure != "" && text != "" {
			all = append(all, figure+": "+text)
		}
	}
	runs := func(runs []document.Run) {
		for _, r := range runs {
			add(r.Figure, r.Text)
		}
	}
	blocks := slices.Clone(doc.Page.Blocks)
	for _, a := range doc.Page.Annexes {
		blocks = append(blocks, a.Table)
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case *document.Heading:
			runs(b.Runs)
		case *document.Paragraph:
			runs(b.Runs)
		case *document.Table:
			for row := range b.Rows {
				for _, c := range row.Cells {
					add(c.Figure, c.Printed())
				}
			}
		case *document.Chart:
			for _, s := range b.Series {
				for _, p := range s.Points {
					add(p.Figure, p.Text)
				}
			}
		}
	}
	slices.Sort(all)
	return all
}

func TestNumbers_AreThoseOfTheDocument(t *testing.T) {
	for _, s := range samples(t) {
		var got []string
		for _, n := range read(t, s.data).Numbers() {
			got = append(got, n.Figure+": "+n.Text)
		}
		slices.Sort(got)
		want := told(s.doc)
		if len(want) < 30 {
			t.Errorf("%s: only %d numbers are named", s.name, len(want))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %d numbers read, %d printed", s.name, len(got), len(want))
			for i := range min(len(got), len(want)) {
				if got[i] != want[i] {
					t.Fatalf("first difference: %q, want %q", got[i], want[i])
				}
			}
		}
	}
}

// The names are those that people know the figures by.
func TestNumbers_OfTheDistrict(t *testing.T) {
	got := map[string]string{}
	for _, n := range read(t, samples(t)[2].data).Numbers() {
		got[n.Figure] = n.Text
	}
	for figure, want := range map[string]string{
		"DVK01": "117", "DVK01.thanh_pho": "8", "DVK01.huyen": "66", "DVK01.co_so": "43",
		"same_period_last_year DVK01.huyen": "45", "year_to_date DVK01": "117", "same_period_last_year DVK01": "106",
	} {
		if got[figure] != want {
			t.Errorf("%s = %q, want %q", figure, got[figure], want)
		}
	}
}

// seen is a word as pdftotext sees it, in points.
type seen struct {
	Left  float64 `xml:"xMin,attr"`
	Top   float64 `xml:"yMin,attr"`
	Right float64 `xml:"xMax,attr"`
	Low   float64 `xml:"yMax,attr"`
	Text  string  `xml:",chardata"`
}

func TestNumbers_StandWhereAnotherReaderSeesThem(t *testing.T) {
	for _, s := range samples(t) {
		var tree struct {
			Pages []struct {
				Words []seen `xml:"word"`
			} `xml:"body>doc>page"`
		}
		if err := xml.Unmarshal([]byte(judge.PDFText(t, s.data, "-bbox")), &tree); err != nil {
			t.Fatal(err)
		}
		for _, n := range read(t, s.data).Numbers() {
			if strings.Contains(n.Text, " ") {
				continue
			}
			x, y := n.X*72/25.4, n.Y*72/25.4
			there := func(w seen) bool {
				return strings.Contains(w.Text, n.Text) && w.Left <= x+0.1 && x < w.Right && w.Top < y && y < w.Low
			}
			if !slices.ContainsFunc(tree.Pages[n.Page-1].Words, there) {
				t.Errorf("%s: page %d has no %q at %.1f × %.1f mm", s.name, n.Page, n.Text, n.X, n.Y)
			}
		}
	}
}

func TestText_IsWhatAnotherReaderSees(t *testing.T) {
	letters := func(s string) string { // without hyphens, which pdftotext takes out at a line's end
		runes := []rune(strings.Join(strings.Fields(strings.ReplaceAll(s, "-", "")), ""))
		slices.Sort(runes)
		return string(runes)
	}
	for _, s := range samples(t) {
		var all strings.Builder
		for _, p := range read(t, s.data).Pages {
			all.WriteString(p.Text() + "\n")
		}
		if letters(all.String()) != letters(judge.PDFText(t, s.data)) {
			t.Errorf("%s: the texts differ", s.name)
		}
	}
}

func TestRead_WhatTheFileCarries(t *testing.T) {
	s := samples(t)[0]
	f := read(t, s.data)
	if got := f.Properties["Title"]; got != s.doc.Title {
		t.Errorf("title = %q, want %q", got, s.doc.Title)
	}
	var want bytes.Buffer
	if err := s.doc.Page.Attachment.Write(&want); err != nil {
		t.Fatal(err)
	}
	data, ok := f.Attachment(s.doc.Page.Attachment.Name)
	if !ok || !bytes.Equal(data, want.Bytes()) {
		t.Errorf("attachment %s is not the one that was attached", s.doc.Page.Attachment.Name)
	}
	if p := f.Pages[0]; math.Abs(p.Width-210) > 0.01 || math.Abs(p.Height-297) > 0.01 {
		t.Errorf("page of %.2f × %.2f mm, want A4", p.Width, p.Height)
	}
	if _, ok := f.Attachment("khong-co.json"); ok {
		t.Error("an attachment was found that is not there")
	}
}

func TestSeal_OfUntouchedFiles(t *testing.T) {
	for _, s := range samples(t) {
		f := read(t, s.data)
		if faults := f.Seal(); len(faults) > 0 {
			t.Errorf("%s: %v", s.name, faults)
		}
		if faults := page.Differences(f, read(t, s.data)); len(faults) > 0 {
			t.Errorf("%s: %v", s.name, faults)
		}
	}
}

func TestSeal_AFileWrittenAnewIsOnlyWarnedOf(t *testing.T) {
	for _, s := range samples(t) {
		for _, how := range [][]string{
			{"--linearize"}, {"--object-streams=generate"}, {"--qdf", "--normalize-content=n"},
			{"--recompress-flate", "--compression-level=9", "--object-streams=generate", "--linearize"},
		} {
			f := read(t, rewritten(t, s.data, how...))
			faults := f.Seal()
			if len(faults) != 1 || faults[0].Kind != page.Rewritten || !faults[0].Warning {
				t.Errorf("%s, qpdf %v: %v, want one warning that it was rewritten", s.name, how, faults)
			}
			if faults := page.Differences(f, read(t, s.data)); len(faults) > 0 {
				t.Errorf("%s, qpdf %v: differs: %v", s.name, how, faults)
			}
		}
	}
}
