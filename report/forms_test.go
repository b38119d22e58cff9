package report_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baocao/report"
	"baocao/report/decode"
	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/internal/judge"
	"baocao/report/source"
	"baocao/report/unit"
	"baocao/report/workspace"
	"baocao/samples/clerk"
	"baocao/templates"
)

// formOptions are those of a run on one file.
func formOptions(o report.Options) report.Options {
	o.Generator, o.Layouts = "baocao test", templates.FS
	o.Templates = func(name string) (fs.FS, string, bool) {
		sub, err := fs.Sub(templates.FS, name)
		return sub, name, err == nil
	}
	return o
}

func inputsOf(t testing.TB, name string, data []byte) *workspace.Inputs {
	t.Helper()
	units, _ := unit.NewTree([]unit.Listed{{Unit: unit.Unit{Code: "phu-xuyen", Name: "Huyện Phú Xuyên", Level: "huyen"}}})
	return &workspace.Inputs{Units: units, Files: []source.File{{Path: name, Name: name, Data: data}}}
}

// typedIn is the form of a sample's unit, filled in with what the sample says.
func typedIn(t testing.TB, sample []byte) *clerk.Clerk {
	t.Helper()
	in := inputsOf(t, "a.yaml", sample)
	subs, list := decode.Submission(in.Files[0])
	if list.HasErrors() {
		t.Fatal(list[0].In(finding.VI))
	}
	sub := subs[0]
	in.Files = nil
	files, list, err := report.Forms(in, formOptions(report.Options{Unit: sub.Unit.Code, Period: sub.Period.Code, Template: sub.Template}), false)
	if err != nil || list.HasErrors() {
		t.Fatal(err, list)
	}
	c := clerk.Open(t, bytesOf(t, files[0]))
	for _, f := range sub.Figures {
		typeFigure(t, c, f)
	}
	for _, text := range sub.Texts {
		c.Type(clerk.Texts, c.At(clerk.Texts, text.Key, figures.StampValue), text.Markdown)
	}
	d := sub.Document
	for key, value := range map[string]string{
		"issuer.superior": d.Superior, "issuer.body": d.Body, "number": d.Number, "symbol": d.Symbol, "place": d.Place,
		"date": d.Date.Short(), "signer.authority": d.Authority, "signer.position": d.Position, "signer.name": d.SignerName,
		"recipients": strings.Join(d.Recipients, "\n"),
	} {
		c.Type(clerk.Texts, c.At(clerk.Texts, key, figures.StampValue), value)
	}
	return c
}

// typeFigure types one figure of a sample, whose breakdown the sample need not name.
func typeFigure(t testing.TB, c *clerk.Clerk, f figures.Figure) {
	t.Helper()
	stamp := figures.StampTotal
	if f.Category != "" {
		stamp = map[string]string{"thanh_pho": "cap", "huyen": "cap", "co_so": "cap", "doan": "to_chuc", "ccb": "to_chuc",
			"tap_the": "doi_tuong", "ca_nhan": "doi_tuong"}[f.Category] + "." + f.Category
	}
	switch {
	case f.Rate() != nil:
		c.Put(f.Indicator, stamp, f.Rate().String()+"%")
	case f.Value().IsKnown():
		c.Put(f.Indicator, stamp, f.Value().Number.Float())
	}
	if f.OutOf().IsKnown() {
		c.Put(f.Indicator+figures.OutOfRow, stamp, f.OutOf().Number.Float())
	}
	for stamp, date := range map[string]string{figures.StampSince: f.Since().Short(), figures.StampAsOf: f.AsOf().Short()} {
		if date != "" {
			c.Put(f.Indicator, stamp, date)
		}
	}
}

// jsonOf makes the report's JSON and takes out where figures came from.
func jsonOf(t testing.TB, name string, data []byte) any {
	t.Helper()
	result, err := report.Generate(inputsOf(t, name, data), formOptions(report.Options{Formats: []report.Format{report.JSON}}))
	if err != nil || len(result.Files) == 0 {
		t.Fatalf("%s: %v %v", name, err, result.Findings)
	}
	var parsed map[string]any
	if err := json.Unmarshal(bytesOf(t, result.Files[0]), &parsed); err != nil {
		t.Fatal(err)
	}
	return withoutSources(parsed)
}

func withoutSources(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for _, key := range []string{"sources", "inputs", "file", "at", "files"} {
			delete(v, key)
		}
		for key := range v {
			v[key] = withoutSources(v[key])
		}
	case []any:
		for i := range v {
			v[i] = withoutSources(v[i])
		}
	}
	return v
}

// The same figures in YAML and in a form make the same report: also after LibreOffice has
// saved the form, and after its clerk has inserted rows and columns.
func TestForms_SameReportAsYAML(t *testing.T) {
	sample, err := os.ReadFile("../samples/phu-xuyen/2022-Q1.yaml")
	if err != nil {
		t.Fatal(err)
	}
	want := jsonOf(t, "a.yaml", sample)
	forms := map[string]func() []byte{
		"filled in": func() []byte { return typedIn(t, sample).Save() },
		"with rows and columns": func() []byte {
			c := typedIn(t, sample)
			c.Do(c.File.InsertRows(clerk.Figures, 1, 4))
			c.Do(c.File.InsertRows(clerk.Figures, 13, 1))
			c.Do(c.File.InsertCols(clerk.Figures, "H", 2))
			c.Do(c.File.InsertRows(clerk.Texts, 7, 2))
			return c.Save()
		},
		"saved by LibreOffice": func() []byte { return judge.Resave(t, typedIn(t, sample).Save()) },
	}
	for name, form := range forms {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(want, jsonOf(t, "a.xlsx", form())); diff != "" {
				t.Errorf("report (-yaml +form):\n%s", diff)
			}
		})
	}
}

func TestForms_AllUnitsThatOwe(t *testing.T) {
	units, _ := unit.NewTree([]unit.Listed{
		{Unit: unit.Unit{Code: "phu-xuyen", Name: "Huyện Phú Xuyên"}},
		{Unit: unit.Unit{Code: "phu-minh", Name: "Xã Phú Minh", Parent: "phu-xuyen"}},
		{Unit: unit.Unit{Code: "hong-minh", Name: "Xã Hồng Minh", Parent: "phu-xuyen"}},
		{Unit: unit.Unit{Code: "tham-tra", Name: "Tổ thẩm tra", Parent: "phu-xuyen", Owes: unit.No}},
	})
	files, list, err := report.Forms(&workspace.Inputs{Units: units}, formOptions(report.Options{Period: "2022-Q1", Template: "dan-van"}), true)
	if err != nil || len(list) > 0 {
		t.Fatal(err, list)
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
		subs, list := decode.Submission(source.File{Path: f.Name, Name: f.Name, Data: bytesOf(t, f)})
		if len(list) > 0 || len(subs) != 1 || subs[0].Unit.Code+"-2022-Q1.xlsx" != f.Name {
			t.Errorf("%s is read as %v, %v", f.Name, subs, list)
		}
	}
	if want := []string{"phu-minh-2022-Q1.xlsx", "hong-minh-2022-Q1.xlsx"}; !cmp.Equal(names, want) {
		t.Errorf("forms %q, want %q", names, want)
	}
}

// A form shows what the unit gave for the period before.
func TestForms_ShowThePeriodBefore(t *testing.T) {
	sample, err := os.ReadFile("../samples/phu-xuyen/2022-Q1.yaml")
	if err != nil {
		t.Fatal(err)
	}
	files, list, err := report.Forms(inputsOf(t, "a.yaml", sample), formOptions(report.Options{Unit: "phu-xuyen", Period: "2022-Q2"}), false)
	if err != nil || len(list) > 0 {
		t.Fatal(err, list)
	}
	c := clerk.Open(t, bytesOf(t, files[0]))
	row := strings.TrimLeft(c.At(clerk.Figures, "DVK01", figures.StampTotal), "F")
	if got, err := c.File.GetCellValue(clerk.Figures, "E"+row); err != nil || got != "117" {
		t.Errorf("the period before is %q, %v, want 117", got, err)
	}
}

// Every cell in which something was found is coloured and commented in the copy, the list
// in front leads to it, and nothing else of the form has changed.
func TestMarked_ShowsEveryFault(t *testing.T) {
	sample, err := os.ReadFile("../samples/phu-xuyen/2022-Q1.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c := typedIn(t, sample)
	letter := c.Put("TD01", "cap.huyen", "1O4")
	total := c.Put("DVK01", figures.StampTotal, 118)
	form := c.Save()
	original := bytes.Clone(form)
	in := inputsOf(t, "a.xlsx", form)
	result, err := report.Check(in, formOptions(report.Options{}))
	if err != nil || !result.Findings.HasErrors() {
		t.Fatal(err, result.Findings)
	}
	files, err := report.Marked(in, result.Findings, finding.VI, "baocao test")
	if err != nil || len(files) != 1 || files[0].Name != "a.xlsx" {
		t.Fatal(err, files)
	}
	if !bytes.Equal(form, original) {
		t.Error("the form itself has changed")
	}
	again, _ := report.Marked(in, result.Findings, finding.VI, "baocao test")
	if !bytes.Equal(bytesOf(t, again[0]), bytesOf(t, files[0])) {
		t.Error("two runs differ")
	}
	marked := clerk.Open(t, bytesOf(t, files[0]))
	if got := marked.File.GetSheetList()[0]; got != "Lỗi" {
		t.Errorf("the first sheet is %q", got)
	}
	comments, err := marked.File.GetComments(clerk.Figures)
	if err != nil || len(comments) != 2 {
		t.Fatalf("comments %v, %v", comments, err)
	}
	for i, cell := range []string{total, letter} {
		if !strings.Contains(comments[i].Cell, cell) {
			t.Errorf("comment %d is at %s, want %s", i, comments[i].Cell, cell)
		}
		id, err := marked.File.GetCellStyle(clerk.Figures, cell)
		if err != nil {
			t.Fatal(err)
		}
		if style, err := marked.File.GetStyle(id); err != nil || len(style.Fill.Color) != 1 || style.Fill.Color[0] != "FF9C8F" {
			t.Errorf("%s has the style %+v, %v", cell, style, err)
		}
		if linked, target, err := marked.File.GetCellHyperLink("Lỗi", "A"+string(rune('2'+i))); err != nil || !linked || !strings.HasSuffix(target, "!"+cell) {
			t.Errorf("the list leads to %q, %v, want %s", target, err, cell)
		}
	}
	// The copy is for reading; once a clerk has saved it, it is a submission again.
	subs, list := decode.Submission(source.File{Path: "m.xlsx", Name: "m.xlsx", Data: bytesOf(t, files[0])})
	if len(subs) != 0 || len(list) != 1 || list[0].Code != finding.Skipped {
		t.Errorf("the copy is read as %v, %v", subs, list)
	}
	saved := judge.Resave(t, bytesOf(t, files[0]))
	subs, _ = decode.Submission(source.File{Path: "m.xlsx", Name: "m.xlsx", Data: saved})
	before, _ := decode.Submission(in.Files[0])
	if len(subs) != 1 || len(subs[0].Figures) != len(before[0].Figures) {
		t.Errorf("the saved copy is read as %v", subs)
	}
}
