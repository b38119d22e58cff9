package decode

import (
	"runtime"
	"slices"
	"strings"

	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/limit"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/source"
	"baocao/report/spread"
	"baocao/report/unit"
)

// The columns of a CSV of figures: those that must be there, and those that may.
var (
	requiredColumns = []string{"unit", "period", "indicator", "breakdown", "category", "value"}
	optionalColumns = []string{"since", "as_of", "qualifier", "target", "note"}
	allColumns      = slices.Concat(requiredColumns, optionalColumns)
)

// table reads figures in CSV: one row a figure.
func table(f source.File) ([]*figures.Submission, finding.List) {
	rows := source.ReadRows(f)
	if rows.Header == nil {
		return nil, rows.Findings
	}
	hash := make(chan string, 1)
	go func() { hash <- f.SHA256() }() // of a large file it takes a good part of the time
	r := &tableReader{reader: reader{file: f, names: new(figures.Names)}, byUnit: map[string]int{}, periods: map[string]period.Period{}}
	if rows.Semicolon {
		r.notation = num.Vietnamese
	}
	if !r.header(rows) {
		return nil, append(rows.Findings, r.list...)
	}
	if !r.readInParts(rows) {
		r.read(rows)
	}
	r.list = append(rows.Findings, r.list...)
	sha256 := <-hash
	for i := range r.subs {
		r.subs[i].SHA256 = sha256
		r.subs[i].Lost = r.lost || rows.Findings.HasErrors()
	}
	if len(r.subs) == 0 && !r.list.HasErrors() {
		r.list.Add(finding.New(finding.Empty, rows.Pos))
	}
	return r.subs, r.list
}

func (r *tableReader) read(rows *source.Rows) {
	for row := range rows.All() {
		if r.row(row); r.enough(row) {
			break
		}
	}
}

// worthParting is the size of a table from which on it is read in parts.
const worthParting = 256 << 10

// readInParts reads a large table on all cores. It gives up, and leaves r as it was, where
// anything is wrong with the table or it is larger than what is read at once: only who reads
// it from its beginning can tell what comes first.
func (r *tableReader) readInParts(rows *source.Rows) bool {
	if len(r.file.Data) < worthParting || len(r.list)+len(rows.Findings) > 0 {
		return false
	}
	parts := rows.Parts(runtime.GOMAXPROCS(0))
	if len(parts) < 2 {
		return false
	}
	readers := make([]*tableReader, len(parts))
	spread.Over(len(parts), func(from, to int) {
		for i := from; i < to; i++ {
			part := *r
			part.names, part.byUnit, part.periods = new(figures.Names), map[string]int{}, map[string]period.Period{}
			part.read(parts[i])
			readers[i] = &part
		}
	})
	most, count := r.file.Limits, 0
	for i, part := range readers {
		count += parts[i].Count()
		if part.lost || len(part.list)+len(parts[i].Findings) > 0 {
			return false
		}
	}
	if count > most.Most(limit.Rows) || count*len(rows.Header) > most.Most(limit.Cells) {
		return false
	}
	all, byUnit := joined(readers)
	if len(all) > most.Most(limit.Submissions) || slices.ContainsFunc(all, func(s *figures.Submission) bool { return len(s.Figures) > most.Most(limit.Figures) }) {
		return false
	}
	r.subs, r.byUnit = all, byUnit
	return true
}

// joined puts together what the readers of parts have read, in order.
func joined(readers []*tableReader) (all []*figures.Submission, byUnit map[string]int) {
	all, byUnit = readers[0].subs, readers[0].byUnit
	for _, part := range readers[1:] {
		keys := make([]string, len(part.subs))
		for key, i := range part.byUnit {
			keys[i] = key
		}
		for i, sub := range part.subs {
			at, begun := byUnit[keys[i]]
			if !begun {
				byUnit[keys[i]] = len(all)
				all = append(all, sub)
				continue
			}
			all[at].Figures = append(all[at].Figures, sub.Figures...)
			all[at].Targets = append(all[at].Targets, sub.Targets...)
		}
	}
	return all, byUnit
}

// enough reports, and says, that the table holds more of something than is read.
func (r *tableReader) enough(row []source.Field) bool {
	most := r.file.Limits
	var passed limit.Name
	switch {
	case len(r.list) >= most.Most(limit.Faults):
		passed = limit.Faults
	case len(r.subs) > most.Most(limit.Submissions):
		passed = limit.Submissions
	case len(r.subs[r.last.sub].Figures) > most.Most(limit.Figures):
		passed = limit.Figures
	default:
		return false
	}
	r.list.Add(most.Passed(passed, row[0].Pos()))
	r.lost = true
	return true
}

type tableReader struct {
	reader
	columns map[string]int           // name → where it stands in a row
	at      columns                  // where rows have what
	subs    []*figures.Submission    // in order of first appearance
	byUnit  map[string]int           // unit and period → index in subs
	periods map[string]period.Period // by their text; a wrong one is reported once
	last    belonging                // of the row before
	shelf   shelf
}

// columns says where in a row to find what.
type columns struct {
	unit, period, indicator, breakdown, category, value int
	target                                              int // -1 without it
	beside                                              []aside
}

// aside is the column of an attribute.
type aside struct {
	key string
	at  int
}

// belonging is whose a row is.
type belonging struct {
	unit, period string // as typed
	sub          int
}

// header finds the columns; false when the table cannot be read without what lacks.
func (r *tableReader) header(t *source.Rows) bool {
	r.columns = make(map[string]int, len(t.Header))
	recognised := 0
	for _, h := range t.Header {
		if source.Nearest(h.Text, allColumns) != "" {
			recognised++
		}
	}
	indicator := slices.ContainsFunc(t.Header, func(h source.Field) bool { return columnName(h) == "indicator" })
	if !indicator && recognised < 2 {
		r.list.Add(finding.New(finding.NotSubmission, t.Pos,
			finding.Say("dòng đầu không có cột indicator", "the header has no column indicator")).Hinted(
			"nếu là danh sách thì khai trong bản nộp: registers: {tên: %s}",
			"if it is a register, name it in a submission: registers: {name: %s}", source.Excerpt(r.file.Name)))
		return false
	}
	return r.findColumns(t)
}

func (r *tableReader) findColumns(t *source.Rows) bool {
	ok := true
	for i, h := range t.Header {
		name := columnName(h)
		_, twice := r.columns[name]
		switch {
		case !slices.Contains(allColumns, name):
			r.list.Add(finding.New(finding.CSVHeader, h.Pos(),
				finding.Say("có cột lạ “%s”", "has an unknown column “%s”", source.Excerpt(h.Text))).
				Hinted("các cột: %s", "the columns: %s", strings.Join(allColumns, ", ")).
				DidYouMean(source.Nearest(h.Text, allColumns)))
		case twice:
			r.list.Add(finding.New(finding.CSVHeader, h.Pos(), finding.Say("có hai cột “%s”", "has two columns “%s”", name)))
			ok = false
		default:
			r.columns[name] = i
		}
	}
	var lacking []string
	for _, name := range requiredColumns {
		if _, there := r.columns[name]; !there {
			lacking = append(lacking, name)
		}
	}
	if len(lacking) > 0 {
		r.list.Add(finding.New(finding.CSVHeader, t.Pos,
			finding.Say("thiếu cột “%s”", "lacks the column “%s”", strings.Join(lacking, "”, “"))).Hinted(
			"các cột: %s; sau đó có thể có: %s", "the columns: %s; then optionally: %s",
			strings.Join(requiredColumns, ", "), strings.Join(optionalColumns, ", ")))
	}
	if !ok || len(lacking) > 0 {
		return false
	}
	at := func(name string) int { return r.columns[name] }
	r.at = columns{unit: at("unit"), period: at("period"), indicator: at("indicator"),
		breakdown: at("breakdown"), category: at("category"), value: at("value"), target: -1}
	if i, there := r.columns["target"]; there {
		r.at.target = i
	}
	for _, key := range attributeKeys {
		if i, there := r.columns[key]; there {
			r.at.beside = append(r.at.beside, aside{key, i})
		}
	}
	return true
}

func columnName(h source.Field) string { return strings.ToLower(h.Text) }

// node makes a value of a field; an empty one is none.
func node(f source.Field) source.Node {
	if f.Text == "" {
		return source.Node{}
	}
	return source.Node{From: f.From, At: f.At, Kind: source.Scalar, Text: f.Text}
}

func (r *tableReader) row(row []source.Field) {
	sub := r.submissionOf(row)
	indicator := row[r.at.indicator]
	if indicator.Text == "" {
		r.missing(row, "indicator")
		return
	}
	sub.Figures = r.figure(sub.Figures, row)
	if t, ok := r.target(row, indicator); ok {
		sub.Targets = append(sub.Targets, t)
	}
}

// missing reports a cell that may not be empty.
func (r *tableReader) missing(row []source.Field, column string) {
	r.list.Add(finding.New(finding.MissingField, row[r.columns[column]].Pos(), column).Hinted(
		"cột này phải ghi ở mọi dòng", "every row gives this column"))
	r.lost = true
}

// submissionOf finds the submission of a row's unit and period, or begins it.
func (r *tableReader) submissionOf(row []source.Field) *figures.Submission {
	code, span := row[r.at.unit], row[r.at.period]
	if code.Text != "" && span.Text != "" && code.Text == r.last.unit && span.Text == r.last.period {
		return r.subs[r.last.sub]
	}
	if code.Text == "" {
		r.missing(row, "unit")
	}
	p := r.periodOf(row)
	key := code.Text + "\n" + p.Code
	switch { // rows whose unit or period is unknown are not taken for those of another
	case code.Text == "":
		key = row[0].Pos().String()
	case p.IsZero():
		key += "\n" + span.Text
	}
	i, begun := r.byUnit[key]
	if !begun {
		i = len(r.subs)
		r.byUnit[key] = i
		sub := r.blank(row[0].Pos())
		sub.Unit, sub.UnitPos = unit.Unit{Code: strings.Clone(code.Text)}, code.Pos()
		sub.Period, sub.PeriodPos = p, span.Pos()
		if i > 0 { // units of one office give about as many figures each
			sub.Figures = r.shelf.room(len(r.subs[i-1].Figures))
		}
		r.subs = append(r.subs, sub)
	}
	r.last = belonging{code.Text, span.Text, i}
	return r.subs[i]
}

func (r *tableReader) periodOf(row []source.Field) period.Period {
	cell := node(row[r.at.period])
	if cell.Kind == source.Null {
		r.missing(row, "period")
		return period.Period{}
	}
	p, known := r.periods[cell.Text]
	if !known {
		p = r.standardPeriod(cell)
		r.lost = r.lost || p.IsZero()
		r.periods[strings.Clone(cell.Text)] = p
	}
	return p
}

// figure adds a row's figure, unless it has none.
func (r *tableReader) figure(all []figures.Figure, row []source.Field) []figures.Figure {
	indicator, axis, category, value := &row[r.at.indicator], &row[r.at.breakdown], &row[r.at.category], row[r.at.value]
	f := figures.Figure{From: indicator.From, At: value.At, IndicatorAt: indicator.At}
	if isPart(category) {
		f.Name, f.AxisAt, f.CategoryAt = r.names.Keep(indicator.Text, axis.Text, category.Text), axis.At, category.At
	} else {
		f.Name = r.names.Keep(indicator.Text, "", "")
	}
	r.besides(&f, row)
	if value.Text == "" {
		return all
	}
	if n, ok := num.ParseDigits(value.Text); ok {
		f.SetCount(n, value.Text)
		return append(all, f)
	}
	value.Text = strings.Clone(value.Text) // a row's texts are parts of the file, which they would keep in memory
	return r.qualifiedValue(all, &f, node(value), "")
}

func isPart(category *source.Field) bool {
	return category.Text != "" && !strings.EqualFold(category.Text, totalKey)
}

// besides reads the attributes of a row's figure.
func (r *tableReader) besides(f *figures.Figure, row []source.Field) {
	var beside source.Node
	for _, a := range r.at.beside {
		if cell := node(row[a.at]); cell.Kind != source.Null {
			cell.Text = strings.Clone(cell.Text)
			beside.Entries = append(beside.Entries, source.Entry{Key: a.key, At: cell.At, Value: cell})
		}
	}
	if len(beside.Entries) > 0 {
		r.attributes(f, &beside)
	}
}

// target reads a row's target, which is one of the whole indicator.
func (r *tableReader) target(row []source.Field, indicator source.Field) (t figures.Target, ok bool) {
	if r.at.target < 0 || row[r.at.target].Text == "" {
		return figures.Target{}, false
	}
	cell := node(row[r.at.target])
	t = figures.Target{Pos: cell.Pos(), Indicator: strings.Clone(indicator.Text), IndicatorPos: indicator.Pos()}
	if category := &row[r.at.category]; isPart(category) {
		r.list.Add(finding.New(finding.MixedFigure, cell.Pos(), "target", "category: "+source.Excerpt(category.Text)).Hinted(
			"kế hoạch ghi ở dòng tổng, cột category để trống", "a target goes into the row of the total, its category empty"))
		t.Bad = true
		return t, true
	}
	text, readable := r.text(cell)
	if t.Bad = !readable; readable {
		t.Value, t.Bad = r.number(text, t.Pos)
	}
	return t, true
}
