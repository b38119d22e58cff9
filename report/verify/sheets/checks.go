package sheets

import (
	"regexp"
	"strconv"
	"sync"

	"baocao/report/calc"
	"baocao/report/document"
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
)

// verdicts are the words for how a check ended.
var verdicts = map[model.Result]string{model.Passed: "ĐẠT", model.Failed: "KHÔNG ĐẠT", model.NotRun: "KHÔNG KIỂM TRA ĐƯỢC"}

// The columns of the sheet of checks.
const (
	orderColumn   = 1
	messageColumn = 2
	ruleColumn    = 3
	leftColumn    = 5
	signColumn    = 6
	rightColumn   = 7
	verdictColumn = 9
)

// checksAgainst compares the checks, one by one in their order. Of a report on several
// units those on single units that passed or were idle are only counted on the sheet.
func (b *Book) checksAgainst(w *model.Written, units int) []Fault {
	s := b.calc.Sheet(document.CheckSheet)
	if s == nil {
		return []Fault{b.about(document.CheckSheet, finding.Say("thiếu trang này", "the sheet is missing"))}
	}
	var should []model.WrittenCheck
	passed := 0
	for _, c := range w.Checks {
		if units > 1 && c.Unit != "" && (c.Result == model.Passed || c.Idle) {
			continue
		}
		should = append(should, c)
		if c.Result == model.Passed {
			passed++
		}
	}
	rows := checkRows(s)
	var all []Fault
	for i := range min(len(rows), len(should)) {
		all = append(all, b.checkAgainst(s, rows[i], should[i])...)
	}
	if len(rows) != len(should) {
		all = append(all, b.about(document.CheckSheet, finding.Say("có %d quy tắc, tệp JSON có %d", "it has %d checks, the JSON %d", len(rows), len(should))))
	}
	idle := 0
	if units > 1 {
		idle = w.CheckCounts.Idle
	}
	if rest := countBelow(s, idleWords()); rest != idle {
		all = append(all, b.about(document.CheckSheet, finding.Say("ghi thêm %d kiểm tra không có gì để so, tệp JSON có %d", "it tells of %d more checks that were idle, the JSON of %d", rest, idle)))
	}
	if rest := countBelow(s, passedWords()); rest != w.CheckCounts.Passed-passed {
		all = append(all, b.about(document.CheckSheet, finding.Say("ghi thêm %d kiểm tra đạt, tệp JSON có %d", "it tells of %d more checks that passed, the JSON of %d",
			rest, w.CheckCounts.Passed-passed)))
	}
	return all
}

// checkRows finds the rows of the table: below its head each has a number.
func checkRows(s *calc.Sheet) []int {
	var rows []int
	body := false
	for _, row := range s.RowNumbers() {
		order := s.At(row, orderColumn).Stored
		switch {
		case order.Text == "TT":
			body = true
		case body && s.At(row, ruleColumn).Stored.Kind == calc.Text:
			rows = append(rows, row)
		}
	}
	return rows
}

// The sentences below the table that tell of checks that are not in it.
var (
	passedWords = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^Ngoài ra (\d+) kiểm tra .* đều đạt`) })
	idleWords   = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^Ngoài ra (\d+) kiểm tra .* không có gì để so`)
	})
)

// countBelow reads the number in one of those sentences; 0 where it is not there.
func countBelow(s *calc.Sheet, words *regexp.Regexp) int {
	for _, row := range s.RowNumbers() {
		if found := words.FindStringSubmatch(s.At(row, orderColumn).Stored.Text); found != nil {
			n, _ := strconv.Atoi(found[1])
			return n
		}
	}
	return 0
}

func (b *Book) checkAgainst(s *calc.Sheet, row int, want model.WrittenCheck) []Fault {
	var all []Fault
	for _, c := range [...]struct {
		col  int
		want string
	}{{messageColumn, want.Message}, {ruleColumn, want.Rule}, {signColumn, want.Op}, {verdictColumn, verdicts[want.Result]}} {
		got := s.At(row, c.col).Stored
		if !got.Same(calc.Value{Kind: calc.Text, Text: c.want}) {
			all = append(all, b.at(document.CheckSheet, row, c.col, unlike(got, finding.Plain("“"+c.want+"”"))))
		}
	}
	for _, c := range [...]struct {
		col  int
		want num.Value
	}{{leftColumn, want.Left}, {rightColumn, want.Right}} {
		if got, side := s.At(row, c.col).Stored, c.want.Round(model.SideDecimals); !agreesBarely(got, side) {
			all = append(all, b.at(document.CheckSheet, row, c.col, unlike(got, told(side))))
		}
	}
	return all
}
