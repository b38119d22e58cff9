package output

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"baocao/report/document"
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/source"
	"baocao/report/workbook"
)

// workbookReader reads sheet by sheet; the first fault ends it.
type workbookReader struct {
	book   *workbook.Book
	w      *model.Written
	own    period.Period
	places map[string]place // by the address of the cell on the sheet of data
	codes  map[string]string
	fault  finding.Text
}

// place is where a figure was handed in.
type place struct{ file, at string }

// grid is a sheet's rows by number, each with its cells by column.
type grid map[int]map[int]workbook.Cell

func readWorkbook(f source.File) (*model.Written, error) {
	book, refused := workbook.OpenReport(f)
	if refused != nil {
		return nil, &model.NotReport{Text: refused.Message}
	}
	r := workbookReader{book: book, w: &model.Written{}, places: map[string]place{}, codes: map[string]string{}}
	for _, step := range []func(){r.cover, r.sources, r.submissions, r.data, r.targets, r.checks} {
		if step(); !r.fault.IsZero() {
			return nil, &model.NotReport{Text: r.fault}
		}
	}
	r.compare()
	return r.w, nil
}

// sheet reads a sheet as a whole; the workbook must have it unless optional is set.
func (r *workbookReader) sheet(name string, optional bool) grid {
	s := r.book.Sheet(name)
	if s == nil {
		if !optional {
			r.fault = finding.Say("bảng tính không do baocao lập: không có trang “%s”", "the workbook was not made by baocao: it has no sheet “%s”", name)
		}
		return nil
	}
	g := grid{}
	refused := s.Rows(func(row *workbook.Row) {
		cells := make(map[int]workbook.Cell, len(row.Cells))
		for _, c := range row.Cells {
			cells[c.Col] = c
		}
		g[row.Number] = cells
	})
	if refused != nil {
		r.fault = refused.Message
	}
	return g
}

func (g grid) text(row, col int) string { return g[row][col].Text }

// rows lists the numbers of the rows from one on.
func (g grid) rows(from int) []int {
	var numbers []int
	for n := range g {
		if n >= from {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return numbers
}

// value is what a cell says of a figure.
func value(c workbook.Cell) num.Value {
	if c.Kind == workbook.Number {
		if n, ok := num.ParseDecimal(c.Text); ok {
			return num.Of(n)
		}
	}
	if c.Text == "x" {
		return num.NA
	}
	return num.Value{}
}

func status(v num.Value) string {
	return [...]string{num.Missing: "missing", num.NotApplicable: "not_applicable", num.Known: "value"}[v.State]
}

// cover reads what the report is of.
func (r *workbookReader) cover() {
	g := r.sheet(document.CoverSheet, false)
	facts := map[string]string{}
	for _, row := range g.rows(1) {
		if label := g.text(row, 1); label != "" {
			facts[label] = g.text(row, 2)
		}
	}
	w := r.w
	w.Unit = model.WrittenUnit{Code: facts["Mã đơn vị"], Name: facts["Đơn vị"]}
	w.Template = model.WrittenTemplate{Name: facts["Mẫu báo cáo"], SHA256: facts["Mã băm của mẫu (SHA-256)"]}
	w.Fingerprint = facts["Mã số liệu đầy đủ (SHA-256)"]
	received, expected, _ := strings.Cut(strings.TrimSuffix(facts["Đã nộp"], " đơn vị"), "/")
	w.Completeness.Received, _ = strconv.Atoi(received)
	w.Completeness.Expected, _ = strconv.Atoi(expected)
	from, _ := period.ParseDate(facts["Từ ngày"])
	to, _ := period.ParseDate(facts["Đến ngày"])
	label := facts["Kỳ báo cáo"]
	w.Period = model.WrittenPeriod{Code: codeOf(label), Label: label, From: from.String(), To: to.String()}
	r.own, _ = period.Parse(w.Period.Code)
	if r.fault.IsZero() && (w.Fingerprint == "" || w.Unit.Code == "" || label == "") {
		r.fault = finding.Say("trang “%s” không ghi đơn vị, kỳ và mã số liệu", "the sheet “%s” does not name unit, period and fingerprint", document.CoverSheet)
	}
}

// codeOf is the code of the period that is labelled so; a period with a label of its own has
// no other name in a workbook.
func codeOf(label string) string {
	if len(label) >= 4 {
		for _, suffix := range []string{"", "-Q1", "-Q2", "-Q3", "-Q4", "-H1", "-H2", "-9M"} {
			code := label[len(label)-4:] + suffix
			if p, ok := period.Parse(code); ok && p.Label() == label {
				return code
			}
		}
	}
	return label
}

// leadsTo finds the cell of the sheet of data that a formula repeats.
var leadsTo = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^'` + document.DataSheet + `'!([A-Z]+[0-9]+)$`)
})

// sources reads the place of every figure, by its cell.
func (r *workbookReader) sources() {
	g := r.sheet(document.SourcesSheet, false)
	for _, row := range g.rows(5) {
		if to := leadsTo().FindStringSubmatch(g[row][6].Formula); to != nil {
			r.places[to[1]] = place{g.text(row, 8), g.text(row, 9)}
		}
	}
	if len(r.places) == 0 {
		r.w.LeftOut = []string{LeftOutPlaces}
	}
}

// submissions reads who handed in what.
func (r *workbookReader) submissions() {
	g := r.sheet(document.UnitSheet, false)
	for _, row := range g.rows(5) {
		code := g.text(row, 3)
		if code == "" {
			continue
		}
		r.codes[g.text(row, 2)] = code
		name, own := strings.CutSuffix(strings.TrimSuffix(g.text(row, 2), " ("+code+")"), ownMark)
		r.w.Units = append(r.w.Units, model.WrittenRow{Code: code, Name: name, Owes: !own})
		switch g.text(row, 4) {
		case "chưa nộp":
			r.w.Completeness.Missing = append(r.w.Completeness.Missing, code)
		case "nộp muộn":
			r.w.Completeness.Late = append(r.w.Completeness.Late, code)
		}
		sums := strings.Split(g.text(row, 6), "\n")
		for i, file := range strings.Split(g.text(row, 5), "\n") {
			if file != "" && i < len(sums) {
				r.input(model.WrittenInput{File: file, SHA256: sums[i]})
			}
		}
	}
	slices.Sort(r.w.Completeness.Missing)
	slices.Sort(r.w.Completeness.Late)
	slices.SortFunc(r.w.Inputs, func(a, b model.WrittenInput) int { return strings.Compare(a.File, b.File) })
}

// ownMark follows the name of a unit above others that has figures of its own.
const ownMark = " (số riêng)"

func (r *workbookReader) input(in model.WrittenInput) {
	if !slices.Contains(r.w.Inputs, in) {
		r.w.Inputs = append(r.w.Inputs, in)
	}
}

// targets reads what was planned for the issuing unit; whether for the year or the period the
// sheet does not say.
func (r *workbookReader) targets() {
	g := r.sheet(document.TargetSheet, true)
	for _, row := range g.rows(4) {
		if g.text(row, 2) != r.w.Unit.Name || g.text(row, 3) != r.w.Period.Label {
			continue
		}
		at := slices.IndexFunc(r.w.Figures, func(f model.WrittenFigure) bool { return f.Indicator == g.text(row, 4) && f.Category == "" })
		if at >= 0 && !r.w.Figures[at].Target.IsKnown() {
			r.w.Figures[at].Target = value(g[row][7])
		}
	}
}

var results = map[string]model.Result{"ĐẠT": model.Passed, "KHÔNG ĐẠT": model.Failed, "KHÔNG KIỂM TRA ĐƯỢC": model.NotRun}

// checks reads those that the sheet shows; of several units' checks the passed ones are not.
func (r *workbookReader) checks() {
	g := r.sheet(document.CheckSheet, false)
	for _, row := range g.rows(5) {
		result, ok := results[g.text(row, 9)]
		if !ok {
			continue
		}
		r.w.Checks = append(r.w.Checks, model.WrittenCheck{Message: g.text(row, 2), Rule: g.text(row, 3), Unit: r.codes[g.text(row, 4)],
			Left: value(g[row][5]), Op: g.text(row, 6), Right: value(g[row][7]), Result: result, Reason: g.text(row, 10)})
	}
	if len(r.w.Units) > 1 {
		r.w.LeftOut = append(r.w.LeftOut, model.LeftOutPassed)
	}
}

// compare fills in what follows from the periods that the workbook shows.
func (r *workbookReader) compare() {
	previous, _ := r.own.Previous()
	lastYear, _ := r.own.LastYear()
	for i := range r.w.Figures {
		f := &r.w.Figures[i]
		f.Previous, f.LastYear = r.total(previous, f), r.total(lastYear, f)
		f.DifferencePrevious, f.Difference = f.Value.Sub(f.Previous), f.Value.Sub(f.LastYear)
		if r.own.StartsYear() {
			f.YearToDate = f.Value
		}
	}
}

// total is the same figure of another period.
func (r *workbookReader) total(p period.Period, f *model.WrittenFigure) num.Value {
	for _, b := range r.w.OtherPeriods {
		if b.Period.Code != p.Code {
			continue
		}
		for _, other := range b.Figures {
			if other.Indicator == f.Indicator && other.Breakdown == f.Breakdown && other.Category == f.Category {
				return other.Value
			}
		}
	}
	return num.Value{}
}
