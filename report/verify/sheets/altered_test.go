package sheets

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"baocao/report/calc"
	"baocao/report/document"
	"baocao/report/internal/forge"
	"baocao/report/model"
)

// part is the file that holds a sheet: ours stand in their order.
func part(t testing.TB, b *Book, sheet string) string {
	t.Helper()
	for i, s := range b.calc.Sheets {
		if s.Name == sheet {
			return fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
		}
	}
	t.Fatalf("there is no sheet %s", sheet)
	return ""
}

// anyCell draws a cell that fits.
func anyCell(r *rand.Rand, b *Book, fits func(*calc.Sheet, calc.Cell) bool) (*calc.Sheet, calc.Cell) {
	for {
		s := b.calc.Sheets[r.IntN(len(b.calc.Sheets))]
		rows := s.RowNumbers()
		if len(rows) == 0 {
			continue
		}
		cells := s.RowCells(rows[r.IntN(len(rows))])
		if c := cells[r.IntN(len(cells))]; fits(s, c) {
			return s, c
		}
	}
}

// names tells whether some fault stands at a cell.
func names(faults []Fault, sheet, cell string) bool {
	for _, f := range faults {
		if f.Pos.Sheet == sheet && f.Pos.Cell == cell {
			return true
		}
	}
	return false
}

// One place at a time is altered: a stored value of a formula, a formula, a dead number.
// Each is named at its cell.
func TestAlterations_AreNamedAtTheirPlace(t *testing.T) {
	data, written := sample{period: "2022-Q1", args: []string{"huyen-phu-xuyen"}}.generate(t)
	original := open(t, data)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 30 {
		kind := i % 3
		s, c := anyCell(r, original, func(s *calc.Sheet, c calc.Cell) bool {
			switch kind {
			case 2:
				return s.Name == document.DataSheet && !c.Live() && c.Stored.Kind == calc.Number && c.Col > codeColumn
			}
			return c.Live() && c.Stored.Kind == calc.Number
		})
		address := document.Address(c.Col, c.Row)
		pattern, with := `<v>[^<]*</v>`, "<v>"+strconv.FormatFloat(c.Stored.Number+1, 'f', -1, 64)+"</v>"
		if kind == 1 {
			pattern, with = `</f>`, `+0</f>`
		}
		b := open(t, forge.Edited(t, data, part(t, original, s.Name), func(xml string) string { return forge.Replaced(t, xml, address, pattern, with) }))
		if found := Differences(b, original); len(found) != 1 || !names(found, s.Name, address) {
			t.Errorf("'%s'!%s: Differences names %v", s.Name, address, found)
		}
		switch kind {
		case 0:
			if a := b.Recalculate(); !names(a.Wrong, s.Name, address) {
				t.Errorf("'%s'!%s: Recalculate names %v", s.Name, address, a.Wrong)
			}
		case 2:
			if found := b.Against(written); !names(found, s.Name, address) {
				t.Errorf("'%s'!%s: Against names %v", s.Name, address, found)
			}
		}
	}
}

// The words of faults, as people read them.
func TestFaults_SayWhatStandsThereAndWhatShould(t *testing.T) {
	data, written := sample{args: []string{"phu-xuyen/2022-Q1.yaml"}}.generate(t)
	original := open(t, data)
	for _, c := range []struct{ sheet, cell, pattern, with, differs, computes, json string }{
		{document.DataSheet, "E10", `<v>8</v>`, `<v>9</v>`, "'Số liệu đơn vị'!E10: ô ghi 9, phải ghi 8", "'Số liệu đơn vị'!D10: ô ghi 117, công thức cho 118", "'Số liệu đơn vị'!E10: ô ghi 9, tệp JSON ghi 8"},
		{document.DataSheet, "D8", `<v>117</v>`, `<v>1117.5</v>`, "'Số liệu đơn vị'!D8: ô ghi 1.117,5, phải ghi 117", "'Số liệu đơn vị'!D8: ô ghi 1.117,5, công thức cho 117", "'Số liệu đơn vị'!D8: ô ghi 1.117,5, tệp JSON ghi 117"},
		{document.DataSheet, "D8", `<f>.*</f>`, ``, "'Số liệu đơn vị'!D8: ô ghi số chết 117, phải là công thức =IF(COUNT(D10:D10)=0,\"…\",SUM(D10:D10))", "", ""},
		{document.DataSheet, "D8", `SUM`, `MAX`, "'Số liệu đơn vị'!D8: công thức là =IF(COUNT(D10:D10)=0,\"…\",MAX(D10:D10)), phải là =IF(COUNT(D10:D10)=0,\"…\",SUM(D10:D10))", "", ""},
		{document.DataSheet, "D8", `SUM`, `MEDIAN`, "", "'Số liệu đơn vị'!D8: không tính lại được công thức: không tính được “MEDIAN(”", ""},
		{document.DataSheet, "E10", `<v>8</v>`, ``, "'Số liệu đơn vị'!E10: ô ghi (trống), phải ghi 8", "", "'Số liệu đơn vị'!E10: ô ghi (trống), tệp JSON ghi 8"},
		{document.CoverSheet, "B4", `phu-xuyen|Huyện Phú Xuyên`, `Huyện Phú Yên`, "'Bìa'!B4: ô ghi “Huyện Phú Yên”, phải ghi “Huyện Phú Xuyên”", "", "'Bìa'!B4: ô ghi “Huyện Phú Yên”, tệp JSON ghi “Huyện Phú Xuyên”"},
	} {
		b := open(t, forge.Edited(t, data, part(t, original, c.sheet), func(xml string) string { return forge.Replaced(t, xml, c.cell, c.pattern, c.with) }))
		a := b.Recalculate()
		for _, part := range []struct {
			want  string
			found []Fault
		}{{c.differs, Differences(b, original)}, {c.computes, append(a.Wrong, a.Unchecked...)}, {c.json, b.Against(written)}} {
			if part.want != "" && !says(part.found, part.want) {
				t.Errorf("%s %s: %v does not say %s", c.cell, c.with, sentences(part.found), part.want)
			}
		}
	}
}

// Rows and sheets that are missing or too many are named once.
func TestFaults_OfRowsAndSheets(t *testing.T) {
	data, written := sample{period: "2022-Q1", args: []string{"huyen-phu-xuyen"}}.generate(t)
	original := open(t, data)
	row := func(n int) func(string) string {
		return func(xml string) string {
			return regexp.MustCompile(fmt.Sprintf(`<row r="%d".*?</row>`, n)).ReplaceAllString(xml, "")
		}
	}
	rename := func(xml string) string { return strings.Replace(xml, `name="Kiểm tra"`, `name="Kiểm"`, 1) }
	without := open(t, forge.Edited(t, data, part(t, original, document.DataSheet), row(12)))
	renamed := open(t, forge.Edited(t, data, "xl/workbook.xml", rename))
	verdict := open(t, forge.Edited(t, data, part(t, original, document.CheckSheet), func(xml string) string { return strings.Replace(xml, "<v>ĐẠT</v>", "<v>KHÔNG ĐẠT</v>", 1) }))
	for _, c := range []struct {
		what  string
		found []Fault
		want  string
	}{
		{"a row less", Differences(without, original), "'Số liệu đơn vị'!A12: thiếu cả dòng này"},
		{"a row more", Differences(original, without), "'Số liệu đơn vị'!A12: dòng này thừa"},
		{"a row less", without.Against(written), "'Số liệu đơn vị': thiếu dòng của đơn vị bach-ha"},
		{"a sheet less", Differences(renamed, original), "'Kiểm tra': thiếu trang này"},
		{"a sheet more", Differences(renamed, original), "'Kiểm': trang này thừa"},
		{"a sheet less", renamed.Against(written), "'Kiểm tra': thiếu trang này"},
		{"a verdict", verdict.Against(written), "'Kiểm tra'!I40: ô ghi “KHÔNG ĐẠT”, tệp JSON ghi “ĐẠT”"},
	} {
		if !says(c.found, c.want) {
			t.Errorf("%s: %q, want %q", c.what, sentences(c.found[:min(5, len(c.found))]), c.want)
		}
	}
}

func says(faults []Fault, sentence string) bool {
	for _, f := range sentences(faults) {
		if f == sentence {
			return true
		}
	}
	return false
}

func sentences(faults []Fault) []string {
	var all []string
	for _, f := range faults {
		all = append(all, f.In(0))
	}
	return all
}

// change is a figure of one unit that was typed in a file.
type change struct {
	code, unit, file string
	line, col        int
	was, now         string
}

// changes draws figures that stand in files as plain numbers, and other numbers for them.
func changes(r *rand.Rand, written *model.Written) []change {
	var all []change
	for _, f := range written.Figures {
		if f.Units == nil {
			continue
		}
		code := f.Indicator
		if f.Category != "" {
			code += "." + f.Category
		}
		for _, s := range f.Sources {
			var line, col int
			if _, err := fmt.Sscanf(s.At, "%d:%d", &line, &col); err != nil || s.Origin != "" || !s.Value.IsKnown() || s.OutOf.IsKnown() {
				continue
			}
			was, _ := s.Value.Number.Decimal()
			number, err := strconv.Atoi(was)
			if err != nil {
				continue
			}
			all = append(all, change{code, s.Unit, s.File, line, col, was, strconv.Itoa(number + 1 + r.IntN(60))})
		}
	}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// in types the change into a file; ok is false where something else stands there.
func (c change) in(t testing.TB, folder string) (undo func(), ok bool) {
	t.Helper()
	path := filepath.Join(folder, filepath.FromSlash(c.file))
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(before), "\n")
	if c.line > len(lines) || c.col > len(lines[c.line-1]) {
		return nil, false
	}
	runes := []rune(lines[c.line-1])
	head, tail := string(runes[:c.col-1]), string(runes[c.col-1:])
	rest, ok := strings.CutPrefix(tail, c.was)
	if !ok || strings.IndexAny(rest, "0123456789./") == 0 {
		return nil, false
	}
	lines[c.line-1] = head + c.now + rest
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := os.WriteFile(path, before, 0o600); err != nil {
			t.Fatal(err)
		}
	}, true
}
