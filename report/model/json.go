package model

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"

	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/num"
)

// Schema names the version of the JSON report; a change that could mislead a reader of
// the old one gives it a new number.
const Schema = "baocao.report/1"

// MostSources is how many figures' sources an output carries; beyond it only the JSON
// beside the workbook has them all.
const MostSources = 20000

// The parts of the JSON report. Optional values are absent where they make no sense for a figure and
// null where they are missing.
type (
	jsonTemplate struct {
		Name   string `json:"name"`
		SHA256 string `json:"sha256"`
	}
	jsonUnit struct {
		Code string `json:"code"`
		Name string `json:"name"`
	}
	jsonPeriod struct {
		Code  string `json:"code"`
		Label string `json:"label"`
		From  string `json:"from"`
		To    string `json:"to"`
	}
	jsonFigure struct {
		Indicator  string        `json:"indicator"`
		Breakdown  *string       `json:"breakdown"`
		Category   *string       `json:"category"`
		Value      *json.Number  `json:"value"`
		Status     string        `json:"status"`
		OutOf      *json.Number  `json:"out_of,omitempty"`
		StatedRate *json.Number  `json:"stated_rate,omitempty"`
		Qualifier  string        `json:"qualifier,omitempty"`
		Since      string        `json:"since,omitempty"`
		AsOf       string        `json:"as_of,omitempty"`
		Units      *jsonCoverage `json:"units,omitempty"`
		Share      *json.Number  `json:"share,omitempty"`
		*jsonComparison
		Sources []jsonSource `json:"sources,omitempty"`
	}
	jsonCoverage struct {
		Covered  int `json:"covered"`
		Expected int `json:"expected"`
	}
	jsonComparison struct {
		Previous           *json.Number `json:"previous"`
		SamePeriodLastYear *json.Number `json:"same_period_last_year"`
		YearToDate         *json.Number `json:"year_to_date"`
		Target             *json.Number `json:"target"`
		DifferencePrevious *json.Number `json:"difference_previous"`
		ChangePrevious     *json.Number `json:"change_previous"`
		Difference         *json.Number `json:"difference"`
		Change             *json.Number `json:"change"`
		Attained           *json.Number `json:"attained"`
	}
	jsonSource struct {
		Unit  string       `json:"unit"`
		Value *json.Number `json:"value"`
		OutOf *json.Number `json:"out_of,omitempty"`
		File  string       `json:"file"`
		At    string       `json:"at"`
	}
	jsonCheck struct {
		Rule     string       `json:"rule"`
		Message  string       `json:"message"`
		Severity string       `json:"severity"`
		Unit     *string      `json:"unit"`
		Left     *json.Number `json:"left"`
		Op       string       `json:"op"`
		Right    *json.Number `json:"right"`
		Result   Result       `json:"result"`
		Reason   string       `json:"reason,omitempty"`
	}
	jsonCompleteness struct {
		Expected int      `json:"expected"`
		Received int      `json:"received"`
		Missing  []string `json:"missing"`
		Late     []string `json:"late"`
	}
	jsonInput struct {
		File   string `json:"file"`
		SHA256 string `json:"sha256"`
	}
)

// JSON writes the report for programs: exact decimals, one line feed at the end. With
// fewSources a report of more than MostSources figures leaves the units' sources out.
func (r *Report) JSON(w io.Writer, fewSources bool) error {
	j := jsonWriter{w: bufio.NewWriter(w)}
	j.field("schema", Schema)
	j.field("fingerprint", r.Fingerprint)
	j.field("texts_sha256", r.TextsSHA256)
	j.field("accepted_sha256", r.AcceptedSHA256())
	j.field("template", jsonTemplate{r.Template.Name, r.Template.SHA256})
	j.field("unit", jsonUnit{r.Unit.Code, r.Unit.Name})
	j.field("period", jsonPeriod{r.Period.Code, r.Period.Label(), r.Period.From.String(), r.Period.To.String()})
	j.list("figures", r.jsonFigures(!fewSources || !r.TooManySources()))
	j.list("checks", r.jsonChecks())
	j.field("completeness", r.jsonCompleteness())
	j.list("inputs", r.jsonInputs())
	j.list("accepted", r.jsonAccepted())
	return j.end()
}

// jsonWriter writes one object, element by element: a report of thousands of units is
// never in memory as a whole.
type jsonWriter struct {
	w   *bufio.Writer // keeps its first error
	one bytes.Buffer
	n   int // fields written
	err error
}

// value writes a value, indented as the object's field or, deeper, as an element of a list.
func (j *jsonWriter) value(v any, prefix string) {
	j.one.Reset()
	enc := json.NewEncoder(&j.one)
	enc.SetEscapeHTML(false)
	enc.SetIndent(prefix, "  ")
	j.err = cmp.Or(j.err, enc.Encode(v))
	j.w.Write(bytes.TrimSuffix(j.one.Bytes(), []byte("\n")))
}

func (j *jsonWriter) key(name string) {
	separator := ",\n"
	if j.n == 0 {
		separator = "{\n"
	}
	j.n++
	fmt.Fprintf(j.w, "%s  %q: ", separator, name)
}

func (j *jsonWriter) field(name string, v any) {
	j.key(name)
	j.value(v, "  ")
}

func (j *jsonWriter) list(name string, elements iter.Seq[any]) {
	j.key(name)
	separator := "["
	for e := range elements {
		j.w.WriteString(separator + "\n    ")
		j.value(e, "    ")
		separator = ","
	}
	if separator == "[" {
		j.w.WriteString("[]")
		return
	}
	j.w.WriteString("\n  ]")
}

func (j *jsonWriter) end() error {
	j.w.WriteString("\n}\n")
	return cmp.Or(j.err, j.w.Flush())
}

func (r *Report) jsonChecks() iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, c := range r.Checks {
			if !yield(r.jsonCheck(c)) {
				return
			}
		}
	}
}

func (r *Report) jsonInputs() iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, in := range r.Inputs {
			if !yield(jsonInput(in)) {
				return
			}
		}
	}
}

// TooManySources reports whether more than MostSources figures were handed in for the
// periods that the report looks at.
func (r *Report) TooManySources() bool {
	n := 0
	for _, b := range r.Bands {
		for _, c := range b.Cells {
			if c.Figure != nil {
				n++
			}
		}
	}
	return n > MostSources
}

func number(v num.Value) *json.Number {
	if !v.IsKnown() {
		return nil
	}
	s, ok := v.Number.Decimal()
	if !ok {
		panic("model: " + v.Number.String() + " was not rounded")
	}
	n := json.Number(s)
	return &n
}

var statusNames = map[num.State]string{
	num.Missing: "missing", num.NotApplicable: "not_applicable", num.Known: "value",
}

func (r *Report) jsonFigures(withSources bool) iter.Seq[any] {
	return func(yield func(any) bool) {
		for slot, s := range r.Template.Slots {
			if s.IsOutOf {
				continue
			}
			if !yield(r.jsonFigure(slot, withSources)) {
				return
			}
			for _, a := range r.Apart {
				if a.Slot == slot && !yield(r.jsonApart(a)) {
					return
				}
			}
		}
	}
}

func (r *Report) named(slot int) jsonFigure {
	s := r.Template.Slots[slot]
	f := jsonFigure{Indicator: s.Indicator.Code}
	if s.Category != nil {
		f.Breakdown, f.Category = &s.Axis.Code, &s.Category.Code
	}
	return f
}

func (r *Report) jsonFigure(slot int, withSources bool) jsonFigure {
	l := r.Lines[slot]
	f := r.named(slot)
	f.Value, f.Status, f.Qualifier = number(l.Value), statusNames[l.Value.State], l.Qualifier
	f.Units = &jsonCoverage{l.Covered, r.Expected()}
	f.Share = number(l.Share)
	f.jsonComparison = &jsonComparison{number(l.Previous), number(l.LastYear), number(l.YearToDate), number(l.PlannedFor()),
		number(l.DifferencePrevious), number(l.ChangePrevious), number(l.Difference), number(l.Change), number(l.Attained)}
	whole := r.Template.Slots[slot].OutOf
	if whole >= 0 {
		f.OutOf = number(r.Lines[whole].Value)
	}
	if withSources {
		f.Sources = r.jsonSources(slot, whole)
	}
	return f
}

func (r *Report) jsonSources(slot, whole int) []jsonSource {
	var all []jsonSource
	b := &r.Bands[0]
	for u := range r.Units {
		cell := b.Cell(u, slot)
		if cell.Figure == nil {
			continue
		}
		src := r.source(u, cell.Figure)
		src.Value = number(cell.Value)
		if whole >= 0 {
			src.OutOf = number(b.Cell(u, whole).Value)
		}
		all = append(all, src)
	}
	return all
}

func (r *Report) source(u int, f *figures.Figure) jsonSource {
	return jsonSource{Unit: r.Units[u].Code, File: f.File, At: f.Pos.Place()}
}

// jsonApart is a figure of another window, or a stated rate.
func (r *Report) jsonApart(a Apart) jsonFigure {
	f := r.named(a.Slot)
	f.Value, f.Status, f.Qualifier = number(a.Figure.Value), statusNames[a.Figure.Value.State], a.Figure.Qualifier
	f.Since, f.AsOf = a.Figure.Since.String(), a.Figure.AsOf.String()
	f.OutOf = number(a.Figure.OutOf)
	if a.Figure.Rate != nil {
		f.StatedRate = number(num.Of(*a.Figure.Rate))
	}
	src := r.source(a.Unit, a.Figure)
	src.Value, src.OutOf = f.Value, f.OutOf
	f.Sources = []jsonSource{src}
	return f
}

var severityNames = map[finding.Severity]string{finding.Error: "error", finding.Warning: "warning", finding.Info: "info"}

func (r *Report) jsonCheck(c Check) jsonCheck {
	out := jsonCheck{Rule: c.Rule.Source, Message: c.Message, Severity: severityNames[c.Severity],
		Left: rounded(c.Left), Op: c.Rule.Op, Right: rounded(c.Right), Result: c.Result}
	if c.Unit >= 0 {
		out.Unit = &r.Units[c.Unit].Code
	}
	if !c.Reason.IsZero() {
		out.Reason = c.Reason.In(finding.VI)
	}
	return out
}

// rounded prints one side of a check: exactly where it has a decimal form, else as it was
// compared.
func rounded(v num.Value) *json.Number {
	if v.IsKnown() {
		if _, ok := v.Number.Decimal(); !ok {
			v = v.Round(SideDecimals)
		}
	}
	return number(v)
}

func (r *Report) jsonCompleteness() jsonCompleteness {
	out := jsonCompleteness{Expected: r.Expected(), Received: r.Received(), Missing: []string{}, Late: []string{}}
	for _, u := range r.Units {
		if u.Owes && len(u.Files) == 0 {
			out.Missing = append(out.Missing, u.Code)
		}
		if u.Late {
			out.Late = append(out.Late, u.Code)
		}
	}
	slices.Sort(out.Missing)
	slices.Sort(out.Late)
	return out
}
