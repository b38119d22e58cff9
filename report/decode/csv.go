package decode

import (
	"slices"
	"strings"

	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/source"
	"baocao/report/unit"
)

// The columns of a CSV of figures: those that must be there, and those that may.
var (
	requiredColumns = []string{"unit", "period", "indicator", "breakdown", "category", "value"}
	optionalColumns = []string{"since", "as_of", "qualifier", "target", "note"}
	allColumns      = slices.Concat(requiredColumns, optionalColumns)
)

// table reads figures in CSV: one row a figure.
func table(f source.File) ([]figures.Submission, finding.List) {
	t, found := source.CSV(f)
	if t.Header == nil {
		return nil, found
	}
	r := &tableReader{reader: newReader(f, found), byUnit: map[string]int{}, periods: map[string]period.Period{}}
	if t.Semicolon {
		r.notation = num.Vietnamese
	}
	if !r.header(t) {
		return nil, r.list
	}
	for _, row := range t.Rows {
		r.row(row)
	}
	for i := range r.subs {
		r.subs[i].Lost = r.lost
	}
	if len(r.subs) == 0 && !r.list.HasErrors() {
		r.list.Add(finding.New(finding.Empty, t.Pos))
	}
	return r.subs, r.list
}

type tableReader struct {
	reader
	columns map[string]int           // name → where it stands in a row
	subs    []figures.Submission     // in order of first appearance
	byUnit  map[string]int           // unit and period → index in subs
	periods map[string]period.Period // by their text; a wrong one is reported once
}

// header finds the columns; false when the table cannot be read without what lacks.
func (r *tableReader) header(t source.Table) bool {
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

func (r *tableReader) findColumns(t source.Table) bool {
	ok := true
	for i, h := range t.Header {
		name := columnName(h)
		_, twice := r.columns[name]
		switch {
		case !slices.Contains(allColumns, name):
			r.list.Add(finding.New(finding.CSVHeader, h.Pos,
				finding.Say("có cột lạ “%s”", "has an unknown column “%s”", source.Excerpt(h.Text))).
				Hinted("các cột: %s", "the columns: %s", strings.Join(allColumns, ", ")).
				DidYouMean(source.Nearest(h.Text, allColumns)))
		case twice:
			r.list.Add(finding.New(finding.CSVHeader, h.Pos, finding.Say("có hai cột “%s”", "has two columns “%s”", name)))
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
	return ok && len(lacking) == 0
}

func columnName(h source.Field) string { return strings.ToLower(h.Text) }

// cell gives a row's field by the name of its column, as a value to read.
func (r *tableReader) cell(row []source.Field, column string) source.Node {
	i, ok := r.columns[column]
	if !ok || row[i].Text == "" {
		return source.Node{}
	}
	return source.Node{Pos: row[i].Pos, Kind: source.Scalar, Text: row[i].Text}
}

func (r *tableReader) row(row []source.Field) {
	sub := r.submissionOf(row)
	indicator := r.cell(row, "indicator")
	if indicator.Kind == source.Null {
		r.missing(row, "indicator")
		return
	}
	if f, ok := r.figure(row, indicator); ok {
		sub.Figures = append(sub.Figures, f)
	}
	if t, ok := r.target(row, indicator); ok {
		sub.Targets = append(sub.Targets, t)
	}
}

// missing reports a cell that may not be empty.
func (r *tableReader) missing(row []source.Field, column string) {
	r.list.Add(finding.New(finding.MissingField, row[r.columns[column]].Pos, column).Hinted(
		"cột này phải ghi ở mọi dòng", "every row gives this column"))
	r.lost = true
}

// submissionOf finds the submission of a row's unit and period, or begins it.
func (r *tableReader) submissionOf(row []source.Field) *figures.Submission {
	code := r.cell(row, "unit")
	if code.Kind == source.Null {
		r.missing(row, "unit")
	}
	p := r.periodOf(row)
	key := code.Text + "\n" + p.Code
	switch { // rows whose unit or period is unknown are not taken for those of another
	case code.Text == "":
		key = row[0].Pos.String()
	case p.IsZero():
		key += "\n" + r.cell(row, "period").Text
	}
	i, begun := r.byUnit[key]
	if !begun {
		i = len(r.subs)
		r.byUnit[key] = i
		sub := r.blank(row[0].Pos)
		sub.Unit, sub.UnitPos = unit.Unit{Code: code.Text}, row[r.columns["unit"]].Pos
		sub.Period, sub.PeriodPos = p, row[r.columns["period"]].Pos
		r.subs = append(r.subs, sub)
	}
	return &r.subs[i]
}

func (r *tableReader) periodOf(row []source.Field) period.Period {
	cell := r.cell(row, "period")
	if cell.Kind == source.Null {
		r.missing(row, "period")
		return period.Period{}
	}
	p, known := r.periods[cell.Text]
	if !known {
		p = r.standardPeriod(cell)
		r.lost = r.lost || p.IsZero()
		r.periods[cell.Text] = p
	}
	return p
}

// figure reads a row's value; ok is false when there is none.
func (r *tableReader) figure(row []source.Field, indicator source.Node) (f figures.Figure, ok bool) {
	f = figures.Figure{Indicator: indicator.Text, IndicatorAt: figures.PlaceOf(indicator.Pos)}
	if category := r.cell(row, "category"); category.Text != "" && !strings.EqualFold(category.Text, totalKey) {
		axis := r.cell(row, "breakdown")
		f.Axis, f.AxisAt = axis.Text, figures.PlaceOf(axis.Pos)
		f.Category, f.CategoryAt = category.Text, figures.PlaceOf(category.Pos)
	}
	beside := source.Node{}
	for _, key := range attributeKeys {
		if cell := r.cell(row, key); cell.Kind != source.Null {
			beside.Entries = append(beside.Entries, source.Entry{Key: key, Pos: cell.Pos, Value: cell})
		}
	}
	r.attributes(&f, beside)
	value := r.cell(row, "value")
	if value.Kind == source.Null {
		return f, false
	}
	read := r.qualifiedValue(f, value, "")
	return read[0], true
}

// target reads a row's target, which is one of the whole indicator.
func (r *tableReader) target(row []source.Field, indicator source.Node) (t figures.Target, ok bool) {
	cell := r.cell(row, "target")
	if cell.Kind == source.Null {
		return figures.Target{}, false
	}
	t = figures.Target{Pos: cell.Pos, Indicator: indicator.Text, IndicatorPos: indicator.Pos}
	if category := r.cell(row, "category"); category.Text != "" && !strings.EqualFold(category.Text, totalKey) {
		r.list.Add(finding.New(finding.MixedFigure, cell.Pos, "target", "category: "+source.Excerpt(category.Text)).Hinted(
			"kế hoạch ghi ở dòng tổng, cột category để trống", "a target goes into the row of the total, its category empty"))
		t.Bad = true
		return t, true
	}
	text, readable := r.text(cell)
	if t.Bad = !readable; readable {
		t.Value, t.Bad = r.number(text, cell.Pos)
	}
	return t, true
}
