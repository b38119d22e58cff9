package sheets

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"baocao/report"
	"baocao/report/calc"
	"baocao/report/document"
	"baocao/report/internal/forge"
	"baocao/report/internal/judge"
	"baocao/report/workspace"
	"baocao/templates"
)

// A figure that is changed in the workbook moves whatever baocao makes of the same change
// in the unit's file: totals, shares, rates, comparisons, verdicts. Both this program and
// LibreOffice recalculate.
func TestLive_AChangedFigureMovesEverything(t *testing.T) {
	flipped := 0
	for _, c := range []struct {
		folder string
		files  []string
		n      int
	}{
		{"huyen-phu-xuyen", []string{""}, 8},
		{"minh-hoa", []string{"2022-Q1.yaml", "2021-Q4.yaml", "2021-Q1.yaml"}, 16},
	} {
		folder := filepath.Join(t.TempDir(), c.folder)
		if err := os.CopyFS(folder, os.DirFS(filepath.Join("..", "..", "..", "samples", c.folder))); err != nil {
			t.Fatal(err)
		}
		var paths []string
		for _, f := range c.files {
			paths = append(paths, filepath.Join(folder, f))
		}
		flipped += changeAndCompare(t, folder, paths, c.n)
	}
	if flipped == 0 {
		t.Error("no verdict was flipped")
	}
}

// changeAndCompare makes n changes to the figures of a folder, each by itself, and counts
// the verdicts that they flip.
func changeAndCompare(t *testing.T, folder string, paths []string, n int) (flipped int) {
	t.Helper()
	const period = "2022-Q1"
	data, written := generate(t, period, paths...)
	original := open(t, data)
	var files [][]byte
	var books []*Book
	for _, c := range changes(rand.New(rand.NewPCG(3, 4)), written) {
		undo, ok := c.in(t, folder)
		if !ok {
			continue
		}
		wanted, ok := tryGenerate(t, period, paths...)
		undo()
		if !ok {
			continue // the change breaks a rule
		}
		row, col := original.place(t, c)
		file := forge.Edited(t, data, part(t, original, document.DataSheet), func(xml string) string {
			return forge.Replaced(t, xml, document.Address(col, row), `<v>[^<]*</v>`, "<v>"+c.now+"</v>")
		})
		got := open(t, file)
		got.Recalculate()
		flipped += compareLive(t, c, got, open(t, wanted), original)
		if files, books = append(files, file), append(books, got); len(files) == n {
			break
		}
	}
	if len(files) < n {
		t.Fatalf("only %d of %d changes could be made", len(files), n)
	}
	if !testing.Short() {
		compareOffice(t, files[:4], books)
	}
	return flipped
}

// compareOffice has LibreOffice recalculate the changed workbooks, too.
func compareOffice(t *testing.T, files [][]byte, books []*Book) {
	t.Helper()
	for i, office := range judge.Recalculate(t, files...) {
		for _, s := range books[i].calc.Sheets {
			for c := range s.Cells {
				address := document.Address(c.Col, c.Row)
				if c.Live() && !c.Value.Same(judged(office[s.Name][address])) {
					t.Errorf("'%s'!%s = %s: computed %v, LibreOffice %v", s.Name, address, c.Formula, c.Value, office[s.Name][address])
				}
			}
		}
	}
}

func judged(c judge.Cell) calc.Value {
	if c.Type != "n" {
		return calc.Value{Kind: calc.Text, Text: c.Value}
	}
	n, _ := strconv.ParseFloat(c.Value, 64)
	return calc.Value{Kind: calc.Number, Number: n}
}

// place is where a unit's figure stands.
func (b *Book) place(t testing.TB, c change) (row, col int) {
	t.Helper()
	d, _ := b.data()
	for _, u := range d.units {
		if u.code == c.unit {
			row = u.row
		}
	}
	for _, column := range d.columns {
		if column.code == c.code && column.period == d.columns[0].period {
			col = column.col
		}
	}
	if row == 0 || col == 0 {
		t.Fatalf("%v has no cell", c)
	}
	return row, col
}

// compareLive holds the recalculated workbook against the one made anew, and counts the
// verdicts that changed. Of checks on units the sheet has only those that did not pass when
// it was made, so its rows are found by rule and scope.
func compareLive(t *testing.T, c change, got, want, original *Book) (flipped int) {
	t.Helper()
	rows := checksByRule(got)
	for _, s := range want.calc.Sheets {
		checks := s.Name == document.CheckSheet
		for w := range s.Cells {
			row := w.Row
			if checks {
				row = rows[ruleAndScope(s, w.Row)]
			}
			g := got.calc.Sheet(s.Name).At(row, w.Col)
			if row == 0 || w.Stored.Kind != calc.Number && !w.Live() || s.Name == submissionSheet || strings.HasPrefix(w.Formula, countOfVerdicts) {
				continue
			}
			if checks && w.Col == verdictColumn && !g.Value.Same(original.calc.Sheet(s.Name).At(row, w.Col).Stored) {
				flipped++
			}
			if !g.Value.Same(w.Stored) {
				t.Errorf("%v: '%s'!%s = %s: recalculated %v, made anew %v", c, s.Name, document.Address(w.Col, row), g.Formula, g.Value, w.Stored)
			}
		}
	}
	return flipped
}

// countOfVerdicts begins the formula of the cover's count of verdicts, which takes the checks
// that are not on their sheet to be as they were.
const countOfVerdicts = "'" + document.CheckSheet + "'!A"

// submissionSheet counts what was warned of in the files, which no cell can know.
const submissionSheet = "Đơn vị nộp"

func checksByRule(b *Book) map[string]int {
	s := b.calc.Sheet(document.CheckSheet)
	rows := map[string]int{}
	for _, row := range checkRows(s) {
		rows[ruleAndScope(s, row)] = row
	}
	return rows
}

func ruleAndScope(s *calc.Sheet, row int) string {
	return s.At(row, ruleColumn).Stored.Text + " | " + s.At(row, ruleColumn+1).Stored.Text
}

// tryGenerate makes a workbook of inputs that may break a rule.
func tryGenerate(t testing.TB, period string, paths ...string) (workbook []byte, ok bool) {
	t.Helper()
	in, found, err := workspace.Open(paths, period)
	if err != nil || found.HasErrors() {
		t.Fatal(err, found)
	}
	r, err := report.Generate(in, report.Options{Period: period, Generator: "baocao test", Templates: builtIn, Known: []string{"dan-van"},
		Layouts: templates.FS, Formats: []report.Format{report.XLSX}})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Files {
		if strings.HasSuffix(f.Name, ".xlsx") {
			data, err := f.Bytes()
			if err != nil {
				t.Fatal(err)
			}
			return data, true
		}
	}
	return nil, false
}
