package decode_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"baocao/report/decode"
	"baocao/report/document"
	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/form"
	"baocao/report/internal/judge"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/source"
	"baocao/report/spec"
	"baocao/report/unit"
	"baocao/report/xlsx"
	"baocao/samples/clerk"
)

// danVan is the template of all these forms.
func danVan(t testing.TB) *spec.Template {
	t.Helper()
	tmpl, found := spec.Load(os.DirFS("../../templates/dan-van"), "dan-van", nil)
	if found.HasErrors() {
		t.Fatal(found[0].In(finding.VI))
	}
	return tmpl
}

var phuMinh = unit.Unit{Code: "phu-minh", Name: "Xã Phú Minh", Level: "xa"}

// blank is the form of one unit, as its clerk gets it.
func blank(t testing.TB) []byte {
	t.Helper()
	p, _ := period.Parse("2022-Q1")
	var b bytes.Buffer
	if err := xlsx.Render(&b, form.Document(danVan(t), form.Options{Unit: phuMinh, Period: p, Generator: "baocao test"})); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	soLieu  = clerk.Figures
	noiDung = clerk.Texts
	moHinh  = "Mô hình “Dân vận khéo” đăng ký"
)

func open(t testing.TB, form []byte) *clerk.Clerk { return clerk.Open(t, form) }

func read(data []byte) (*figures.Submission, finding.List) {
	subs, list := decode.Submission(source.File{Path: "phu-minh.xlsx", Name: "phu-minh.xlsx", Data: data})
	if len(subs) != 1 {
		return &figures.Submission{}, list
	}
	return subs[0], list
}

func told(list finding.List) string {
	var b strings.Builder
	for _, f := range list {
		fmt.Fprintln(&b, f.In(finding.VI))
	}
	return b.String()
}

// figuresAs compares figures without their places, in the order of their names.
var figuresAs = cmp.Options{
	cmp.AllowUnexported(figures.Figure{}, figures.Aside{}),
	cmpopts.IgnoreTypes(finding.Pos{}, source.Place{}, &source.Origin{}),
	cmp.Transformer("aside", func(a *figures.Aside) figures.Aside { // but for how numbers were typed
		if a == nil {
			return figures.Aside{}
		}
		said := *a
		said.Typed = ""
		return said
	}),
	cmpopts.SortSlices(func(a, b figures.Figure) bool {
		return a.Indicator+" "+a.Axis+" "+a.Category < b.Indicator+" "+b.Axis+" "+b.Category
	}),
	cmpopts.EquateEmpty(), cmp.Comparer(num.Number.Equal),
}

func fromYAML(t testing.TB, text string) *figures.Submission {
	t.Helper()
	subs, list := decode.Submission(source.File{Path: "a.yaml", Name: "a.yaml", Data: []byte("unit: phu-minh\nperiod: 2022-Q1\n" + text)})
	if len(subs) != 1 || list.HasErrors() {
		t.Fatalf("YAML: %s\n%s", told(list), text)
	}
	return subs[0]
}

func TestForm_BlankIsMissing(t *testing.T) {
	s, list := read(blank(t))
	if len(list) > 0 || len(s.Figures)+len(s.Registers)+len(s.Texts) > 0 || s.Document != nil || s.Lost {
		t.Errorf("a blank form gives %+v\n%s", s, told(list))
	}
	if s.Unit != phuMinh || s.Period.Code != "2022-Q1" || s.Template != "dan-van" || s.FormSignature != danVan(t).Signature() {
		t.Errorf("stamps: %+v", s)
	}
}

// filled is a form as a clerk fills it in, with the same figures as inYAML.
func filled(t testing.TB) *clerk.Clerk {
	c := open(t, blank(t))
	c.Put("DVK01", "cap.thanh_pho", 8)
	c.Put("DVK01", "cap.huyen", 66)
	c.Put("DVK01", "cap.co_so", 43)
	c.Put("DVK01", "note", "Cả huyện")
	c.Put("DVK02", "cap.huyen", 0)
	c.Put("DVK02", "cap.co_so", "x")
	c.Put("DVK02", "doi_tuong.ca_nhan", "-")
	c.Put("DT01", "cap.co_so", 114)
	c.Put("DT01", "since", 2017)
	c.Put("DT01", "as_of", "27/4/2022")
	c.Put("TD03a", "total", "trên 20")
	c.Put("TD04", "total", 31)
	c.Put("AS03", "nguon.quy", 50085449.99999999)
	c.Put("AS04", "total", 1.1)
	c.Put("QC02", "total", 44)
	c.Put("QC02.out_of", "total", 48)
	percent, err := c.File.NewStyle(&excelize.Style{NumFmt: 10})
	c.Do(err)
	c.Do(c.File.SetCellStyle(soLieu, c.Put("MT05", "to_chuc.ccb", 0.457), c.At(soLieu, "MT05", "to_chuc.ccb"), percent))
	c.Put("MT05", "to_chuc.doan", 5)
	c.Put("MT05.out_of", "to_chuc.doan", 6)
	return c
}

const inYAML = `figures:
  DVK01: { cap: {thanh_pho: 8, huyen: 66, co_so: 43}, note: Cả huyện }
  DVK02: { cap: {huyen: 0, co_so: x}, doi_tuong: {ca_nhan: x} }
  DT01: { cap: {co_so: 114}, since: 2017, as_of: 2022-04-27 }
  TD03a: trên 20
  TD04: 31
  AS03: { nguon: {quy: 50085450} }
  AS04: 1.1
  QC02: 44/48
  MT05: { to_chuc: {ccb: 45.7%, doan: 5/6} }
`

func TestForm_SameFiguresAsYAML(t *testing.T) {
	s, list := read(filled(t).Save())
	if len(list) > 0 {
		t.Error(told(list))
	}
	if diff := cmp.Diff(fromYAML(t, inYAML).Figures, s.Figures, figuresAs); diff != "" {
		t.Errorf("figures (-yaml +form):\n%s", diff)
	}
}

// Whatever a clerk does to the rows and columns, the figures stay where they belong.
func TestForm_MovedCellsShiftNothing(t *testing.T) {
	want, _ := read(filled(t).Save())
	for name, change := range map[string]func(c *clerk.Clerk){
		"rows above":         func(c *clerk.Clerk) { c.Do(c.File.InsertRows(soLieu, 1, 3)) },
		"row between":        func(c *clerk.Clerk) { c.Do(c.File.InsertRows(soLieu, 10, 2)) },
		"row in the heading": func(c *clerk.Clerk) { c.Do(c.File.InsertRows(soLieu, 7, 1)) },
		"column before all":  func(c *clerk.Clerk) { c.Do(c.File.InsertCols(soLieu, "A", 2)) },
		"column in parts":    func(c *clerk.Clerk) { c.Do(c.File.InsertCols(soLieu, "H", 1)) },
		"hidden row":         func(c *clerk.Clerk) { c.Do(c.File.SetRowVisible(soLieu, 9, false)) },
		"hidden column":      func(c *clerk.Clerk) { c.Do(c.File.SetColVisible(soLieu, "G:H", false)) },
		"shown stamps":       func(c *clerk.Clerk) { c.Do(c.File.SetColVisible(soLieu, "A", true)) },
		"merged cells":       func(c *clerk.Clerk) { c.Do(c.File.MergeCell(soLieu, "B9", "C9")) },
		"renamed sheet":      func(c *clerk.Clerk) { c.Do(c.File.SetSheetName(soLieu, "So lieu cua toi")) },
		"moved sheet":        func(c *clerk.Clerk) { c.Do(c.File.MoveSheet("Hướng dẫn", soLieu)) },
		"own sheet": func(c *clerk.Clerk) {
			_, err := c.File.NewSheet("Nháp")
			c.Do(err)
			c.Do(c.File.SetCellValue("Nháp", "A1", 5))
		},
		"unlocked":      func(c *clerk.Clerk) { c.Do(c.File.UnprotectSheet(soLieu)) },
		"deleted guide": func(c *clerk.Clerk) { c.Do(c.File.DeleteSheet("Hướng dẫn")) },
		"duplicated, emptied": func(c *clerk.Clerk) {
			c.Do(c.File.DuplicateRow(soLieu, 9))
			for col := 6; col < 20; col++ {
				c.Do(c.File.SetCellValue(soLieu, document.Address(col, 10), nil))
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := filled(t)
			change(c)
			got, list := read(c.Save())
			if len(list) > 0 {
				t.Error(told(list))
			}
			if diff := cmp.Diff(want.Figures, got.Figures, figuresAs); diff != "" {
				t.Errorf("figures (-before +after):\n%s", diff)
			}
		})
	}
}

// What a clerk writes where the form has no cell is said, never taken for a figure.
func TestForm_OutsideIsSaid(t *testing.T) {
	c := filled(t)
	c.Do(c.File.InsertRows(soLieu, 10, 1))
	c.Type(soLieu, "H10", 7)
	c.Do(c.File.InsertCols(soLieu, "I", 1))
	c.Type(soLieu, "I9", 5)
	_, list := read(c.Save())
	if want := []string{"I9 D032", "H10 D032"}; !slices.Equal(places(list), want) {
		t.Errorf("told %q, want %q\n%s", places(list), want, told(list))
	}
}

// places are the cells and codes of findings.
func places(list finding.List) []string {
	var all []string
	for _, f := range list {
		all = append(all, strings.TrimSpace(f.Pos.Cell+" "+string(f.Code)))
	}
	return all
}

func TestForm_WhatIsTypedIntoACell(t *testing.T) {
	for _, tc := range []struct {
		name, code, stamp string
		value             any
		want              string // the figure, or "-"
		told              finding.Code
	}{
		{"text 08", "TD04", "total", "08", "8", finding.TypedAsText},
		{"text 1.234", "TD04", "total", "1.234", "1234", finding.TypedAsText},
		{"text 1.234,5", "AS04", "total", "1.234,5", "1234.5", finding.TypedAsText},
		{"text 1,234", "TD04", "total", "1,234", "-", finding.Ambiguous},
		{"text with no-break space", "TD04", "total", "12\u00a0", "12", finding.TypedAsText},
		{"letter O", "TD04", "total", "1O4", "-", finding.NotNumber},
		{"measure", "TD04", "total", "12 đơn", "-", finding.NotNumber},
		{"en dash", "TD04", "total", "–", "x", ""},
		{"x", "TD04", "total", "X", "x", ""},
		{"blank text", "TD04", "total", "  ", "", ""},
		{"qualifier", "TD04", "total", "độ 20", "-", finding.Qualifier},
		{"pair", "QC02", "total", "44/48", "44/48", ""},
		{"true", "TD04", "total", true, "-", finding.NotNumber},
		{"16 digits", "TD04", "total", int64(1234567890123456), "-", finding.TooLong},
		{"seventeen digits of a double", "AS04", "total", 8.1 * 3, "24.3", ""},
		{"negative", "TD04", "total", -4, "-4", ""},
		{"emoji", "TD04", "total", "👍", "-", finding.Unprintable},
		{"legacy letters", "TD04", "note", "B¸o c¸o c«ng t¸c d©n vËn", "", finding.Legacy},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := open(t, blank(t))
			cell := c.Put(tc.code, tc.stamp, tc.value)
			s, list := read(c.Save())
			if tc.told == "" && len(list) > 0 || tc.told != "" && !slices.Equal(places(list), []string{cell + " " + string(tc.told)}) {
				t.Errorf("told %q\n%s", places(list), told(list))
			}
			if got := shown(s.Figures); got != tc.want {
				t.Errorf("read as %q, want %q", got, tc.want)
			}
		})
	}
}

// shown writes the only figure: a value, "-" where it is bad, "" where there is none.
func shown(all []figures.Figure) string {
	switch {
	case len(all) == 0:
		return ""
	case all[0].Bad:
		return "-"
	case all[0].Value().State == num.NotApplicable:
		return "x"
	case all[0].OutOf().IsKnown():
		return all[0].Value().Number.String() + "/" + all[0].OutOf().Number.String()
	}
	return all[0].Value().Number.String()
}

func TestForm_Formulas(t *testing.T) {
	c := open(t, blank(t))
	own := c.Compute(soLieu, c.At(soLieu, "TD04", "total"), "15+16", "", "31")
	c.Compute(soLieu, c.At(soLieu, "TD05", "total"), `IF(1=1,"","")`, "str", "")
	never := c.Compute(soLieu, c.At(soLieu, "TD06", "total"), "1+1", "", "")
	broken := c.Compute(soLieu, c.At(soLieu, "HG01", "total"), "1/0", "e", "#DIV/0!")
	s, list := read(c.Save())
	want := []string{own + " D030", never + " D031", broken + " D028"}
	got := places(list)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("told %q, want %q\n%s", got, want, told(list))
	}
	if len(s.Figures) != 3 || s.Figures[0].Value().Number.String() != "31" {
		t.Errorf("figures %+v", s.Figures)
	}
}

func TestForm_StatedTotalTypedOverTheFormula(t *testing.T) {
	c := filled(t)
	c.Put("DVK01", "total", 118)
	s, list := read(c.Save())
	if len(list) > 0 {
		t.Error(told(list))
	}
	for _, f := range s.Figures {
		if f.Indicator == "DVK01" && f.Category == "" && f.Value().Number.String() == "118" {
			return
		}
	}
	t.Error("no stated total of DVK01")
}

func TestForm_WholeWithoutItsPart(t *testing.T) {
	c := open(t, blank(t))
	c.Put("QC02.out_of", "total", 48)
	s, list := read(c.Save())
	if want := []string{c.At(soLieu, "QC02", "total") + " D014"}; !slices.Equal(places(list), want) {
		t.Errorf("told %q, want %q", places(list), want)
	}
	if shown(s.Figures) != "-" {
		t.Errorf("read as %q", shown(s.Figures))
	}
}

func TestForm_RegistersTextsAndDocument(t *testing.T) {
	c := open(t, blank(t))
	day, err := c.File.NewStyle(&excelize.Style{NumFmt: 14})
	c.Do(err)
	c.Type(moHinh, c.At(moHinh, "1", "ten"), "Camera an ninh")
	c.Type(moHinh, c.At(moHinh, "1", "cap"), "cấp huyện")
	c.Type(moHinh, c.At(moHinh, "1", "bat_dau"), "27/4/2022")
	c.Type(moHinh, c.At(moHinh, "3", "ten"), 2022)
	cell := c.Type(moHinh, c.At(moHinh, "3", "bat_dau"), 44678)
	c.Do(c.File.SetCellStyle(moHinh, cell, cell, day))
	c.Type("Hội nghị tiếp xúc, đối thoại", c.At("Hội nghị tiếp xúc, đối thoại", figures.StampNone, "ngay"), 0)
	c.Type(noiDung, c.At(noiDung, "tinh_hinh", figures.StampValue), "- một\n- hai")
	c.Type(noiDung, c.At(noiDung, "issuer.body", figures.StampValue), "BAN DÂN VẬN")
	c.Type(noiDung, c.At(noiDung, "number", figures.StampValue), 7)
	c.Type(noiDung, c.At(noiDung, "date", figures.StampValue), "27/4/2022")
	c.Type(noiDung, c.At(noiDung, "recipients", figures.StampValue), "Thường trực Đảng uỷ\n\nLưu")
	s, list := read(c.Save())
	if len(list) > 0 {
		t.Error(told(list))
	}
	var rows []string
	for _, r := range s.Registers {
		for _, row := range r.Rows {
			line := r.Code
			for _, cell := range row.Cells {
				if cell.Text != "" {
					line += "|" + cell.Text
				}
			}
			rows = append(rows, line)
		}
	}
	if want := []string{"mo_hinh|Camera an ninh|cấp huyện|27/4/2022", "mo_hinh|2022|27/4/2022"}; !slices.Equal(rows, want) {
		t.Errorf("rows %q, want %q", rows, want)
	}
	if len(s.Registers) != 2 || s.Registers[1].Code != "doi_thoai" || len(s.Registers[1].Rows) != 0 {
		t.Errorf("registers %+v", s.Registers)
	}
	if len(s.Texts) != 1 || s.Texts[0].Markdown != "- một\n- hai" || s.Texts[0].Pos.Sheet != noiDung {
		t.Errorf("texts %+v", s.Texts)
	}
	if d := s.Document; d == nil || d.Body != "BAN DÂN VẬN" || d.Number != "7" || d.Date.String() != "2022-04-27" ||
		!slices.Equal(d.Recipients, []string{"Thường trực Đảng uỷ", "Lưu"}) {
		t.Errorf("document %+v", d)
	}
}

// Random figures typed into a form are read as the same figures in YAML.
func TestForm_RandomFiguresAsYAML(t *testing.T) {
	tmpl, empty := danVan(t), blank(t)
	rapid.Check(t, func(rt *rapid.T) {
		c := open(t, empty)
		yaml := randomFigures(rt, tmpl, c)
		got, list := read(c.Save())
		if list.HasErrors() {
			rt.Fatalf("%s\n%s", told(list), yaml)
		}
		if diff := cmp.Diff(fromYAML(t, yaml).Figures, got.Figures, figuresAs); diff != "" {
			rt.Fatalf("figures (-yaml +form):\n%s\n%s", diff, yaml)
		}
	})
}

// randomFigures types random values and gives them in YAML.
func randomFigures(rt *rapid.T, tmpl *spec.Template, c *clerk.Clerk) string {
	var yaml strings.Builder
	yaml.WriteString("figures:\n")
	for _, slot := range tmpl.Slots {
		ind := slot.Indicator
		if ind.Formula != nil || slot.IsOutOf || !rapid.Bool().Draw(rt, "given") {
			continue
		}
		stamp, key := figures.StampTotal, "total"
		if slot.Axis != nil {
			stamp, key = slot.Axis.Code+"."+slot.Category.Code, slot.Axis.Code+": {"+slot.Category.Code
		}
		value, typed := randomValue(rt, ind)
		c.Put(ind.Code, stamp, typed)
		if slot.OutOf >= 0 && !strings.ContainsAny(value, "xt") {
			c.Put(ind.Code+figures.OutOfRow, stamp, 90000)
			value += "/90000"
		}
		end := ""
		if slot.Axis != nil {
			end = "}"
		}
		fmt.Fprintf(&yaml, "  %s_%d: { %s: %s%s }\n", ind.Code, yaml.Len(), key, value, end)
	}
	return merged(yaml.String())
}

// randomValue draws a value: as YAML has it, and as it is typed into a cell.
func randomValue(rt *rapid.T, ind *spec.Indicator) (yaml string, typed any) {
	switch rapid.IntRange(0, 5).Draw(rt, "kind") {
	case 0:
		return "x", rapid.SampledFrom([]string{"x", "X", "-", "n/a"}).Draw(rt, "x")
	case 1:
		n := rapid.IntRange(1, 99999).Draw(rt, "n")
		return fmt.Sprintf("trên %d", n), fmt.Sprintf("trên %d", n)
	case 2:
		n := rapid.IntRange(0, 99).Draw(rt, "n")
		return fmt.Sprint(n), fmt.Sprintf("%03d", n) // as text
	case 3:
		n := rapid.IntRange(0, 9_999_999).Draw(rt, "n")
		return num.Int(int64(n)).Mul(tenth).String(), float64(n) / 10
	}
	n := rapid.IntRange(0, 99_999_999).Draw(rt, "n")
	return fmt.Sprint(n), n
}

var tenth, _ = num.ParseDecimal("0.1")

// merged puts the parts of one indicator, which randomFigures writes line by line, into
// one entry, as YAML wants it.
func merged(lines string) string {
	type entry struct {
		totals string
		axes   map[string][]string
		order  []string
	}
	entries := map[string]*entry{}
	var codes []string
	for line := range strings.Lines(strings.TrimPrefix(lines, "figures:\n")) {
		code, rest, _ := strings.Cut(strings.TrimSpace(line), "_")
		_, rest, _ = strings.Cut(rest, ": { ")
		rest = strings.TrimSuffix(rest, " }")
		e := entries[code]
		if e == nil {
			e = &entry{axes: map[string][]string{}}
			entries[code] = e
			codes = append(codes, code)
		}
		if total, ok := strings.CutPrefix(rest, "total: "); ok {
			e.totals = total
			continue
		}
		axis, part, _ := strings.Cut(rest, ": {")
		if e.axes[axis] == nil {
			e.order = append(e.order, axis)
		}
		e.axes[axis] = append(e.axes[axis], strings.TrimSuffix(part, "}"))
	}
	out := "figures:\n"
	for _, code := range codes {
		e := entries[code]
		var parts []string
		if e.totals != "" {
			parts = append(parts, "total: "+e.totals)
		}
		for _, axis := range e.order {
			parts = append(parts, axis+": {"+strings.Join(e.axes[axis], ", ")+"}")
		}
		out += "  " + code + ": { " + strings.Join(parts, ", ") + " }\n"
	}
	if len(codes) == 0 {
		return "figures: {}\n"
	}
	return out
}

// What LibreOffice makes of a filled form: shared strings, other styles and other XML.
func TestForm_SavedByLibreOffice(t *testing.T) {
	want, _ := read(filled(t).Save())
	saved := judge.Resave(t, filled(t).Save())
	got, list := read(saved)
	if len(list) > 0 {
		t.Error(told(list))
	}
	if diff := cmp.Diff(want.Figures, got.Figures, figuresAs); diff != "" {
		t.Errorf("figures (-before +after):\n%s", diff)
	}
	if got.Unit != want.Unit || got.Period != want.Period || got.FormSignature != want.FormSignature {
		t.Errorf("stamps %+v", got)
	}
}

// A form is the same bytes on every run: there is no clock and no map's order in it.
func TestForm_SameBytes(t *testing.T) {
	if !bytes.Equal(blank(t), blank(t)) {
		t.Error("two runs differ")
	}
}
