package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"baocao/report/finding"
	"baocao/report/num"
)

// The parts of a JSON report as they stand there. A text that is absent or null is empty.
// Values are missing where the JSON has null or nothing; only the value of a figure or a
// source can also be not applicable, because only those have a status.
type (
	// Written is what a JSON report says, for those who compare or trace one. The field
	// names and their meaning are the schema's.
	Written struct {
		Fingerprint  string
		TextsSHA256  string `json:"texts_sha256"`
		Template     WrittenTemplate
		Unit         WrittenUnit
		Period       WrittenPeriod
		LeftOut      []string
		Figures      []WrittenFigure
		OtherPeriods []WrittenBand
		Units        []WrittenRow
		CountedFiles []WrittenCounted
		CheckCounts  WrittenCounts
		Checks       []WrittenCheck
		Completeness WrittenCompleteness
		Inputs       []WrittenInput
	}
	WrittenTemplate struct{ Name, SHA256 string }
	WrittenUnit     struct{ Code, Name string }
	WrittenPeriod   struct{ Code, Label, From, To string }
	// WrittenRow is a unit whose values are in the totals.
	WrittenRow struct {
		Code, Name string
		Owes       bool
	}
	WrittenCounted struct{ Unit, Period, Register, File string }
	// WrittenBand is another period with what is used of it.
	WrittenBand struct {
		Period  WrittenPeriod
		Figures []WrittenFigure
	}
	WrittenFigure struct {
		Indicator, Breakdown, Category string
		Label, Measure, Nature         string // empty of other periods and of what stands apart

		Value              num.Value
		Status             string
		OutOf              num.Value `json:"out_of"`
		StatedRate         num.Value `json:"stated_rate"`
		Qualifier          string
		Since              string
		AsOf               string           `json:"as_of"`
		Units              *WrittenCoverage // nil of a figure that stands apart
		Share              num.Value
		Previous           num.Value
		LastYear           num.Value `json:"same_period_last_year"`
		YearToDate         num.Value `json:"year_to_date"`
		Target             num.Value
		TargetOf           string    `json:"target_of"`
		PeriodTarget       num.Value `json:"period_target"`
		DifferencePrevious num.Value `json:"difference_previous"`
		ChangePrevious     num.Value `json:"change_previous"`
		Difference         num.Value
		Change             num.Value
		Attained           num.Value
		Formula            string
		Operands           []WrittenOperand
		Sources            []WrittenSource
	}
	WrittenCoverage struct {
		Covered  int
		Expected int // 0 of another period, of which it is not known
	}
	WrittenOperand struct {
		Name, Of string
		Value    num.Value
	}
	WrittenSource struct {
		Unit      string
		Value     num.Value
		Status    string    // empty of a value
		OutOf     num.Value `json:"out_of"`
		Origin    string    // empty of what was given
		Breakdown string
		Register  string
		Partial   bool
		Qualifier string
		File, At  string
	}
	WrittenCounts struct {
		Passed, Failed int
		NotRun         int `json:"not_run"`
		Idle           int // of those not run
	}
	WrittenCheck struct {
		Rule, Message, Severity string

		Unit   string // empty: on the totals
		Left   num.Value
		Op     string
		Right  num.Value
		Result Result
		Reason string
		Idle   bool
	}
	WrittenCompleteness struct {
		Expected, Received int
		Missing, Late      []string
	}
	WrittenInput struct{ File, SHA256 string }
)

// NotReport is why a text is no JSON report that this program can read.
type NotReport struct {
	Schema string       // the schema that it names, when that is another one
	Text   finding.Text // what is wrong
	Err    error        // the reader's own words; nil of another schema
}

func (e *NotReport) Error() string { return e.Text.In(finding.EN) }

func (e *NotReport) Unwrap() error { return e.Err }

// Read reads a JSON report. Its error is a [NotReport].
//
// Fields that it does not know are passed over, because a later version of the program may
// add some without a new schema; at the top none may stand twice.
func Read(data []byte) (*Written, error) {
	r := reportReader{d: json.NewDecoder(bytes.NewReader(data)), seen: map[string]bool{}}
	if err := r.read(); err != nil {
		if other := (*NotReport)(nil); errors.As(err, &other) {
			return nil, other
		}
		return nil, &NotReport{Err: err, Text: finding.Say("tệp JSON hỏng hoặc không phải báo cáo, ở byte %d",
			"the JSON is damaged or no report, at byte %d", r.d.InputOffset())}
	}
	return &r.w, nil
}

// reportReader reads field by field, and lists element by element: the decoder keeps
// nothing longer than one figure with its sources.
type reportReader struct {
	d    *json.Decoder
	w    Written
	seen map[string]bool
}

func (r *reportReader) read() error {
	if err := r.expect('{'); err != nil {
		return err
	}
	for r.d.More() {
		token, err := r.d.Token()
		if err != nil {
			return err
		}
		key, _ := token.(string) // the decoder takes nothing else
		if r.seen[key] {
			return fmt.Errorf("%q stands twice", key)
		}
		r.seen[key] = true
		if err := r.field(key); err != nil {
			return err
		}
	}
	if err := r.expect('}'); err != nil {
		return err
	}
	for _, key := range []string{"schema", "fingerprint", "texts_sha256", "template", "unit", "period", "left_out", "figures",
		"other_periods", "units", "counted_files", "check_counts", "checks", "completeness", "inputs"} {
		if !r.seen[key] {
			return fmt.Errorf("%q is not there", key)
		}
	}
	if _, err := r.d.Token(); err != io.EOF {
		return errors.New("something follows the report")
	}
	return nil
}

func (r *reportReader) expect(delimiter json.Delim) error {
	token, err := r.d.Token()
	if err == nil && token != delimiter {
		err = fmt.Errorf("%v, not %v", token, delimiter)
	}
	return err
}

func (r *reportReader) field(key string) error {
	w := &r.w
	switch key {
	case "schema":
		return r.schema()
	case "fingerprint":
		return r.d.Decode(&w.Fingerprint)
	case "texts_sha256":
		return r.d.Decode(&w.TextsSHA256)
	case "template":
		return r.d.Decode(&w.Template)
	case "unit":
		return r.d.Decode(&w.Unit)
	case "period":
		return r.d.Decode(&w.Period)
	case "left_out":
		return r.d.Decode(&w.LeftOut)
	case "figures":
		return readList(r, &w.Figures, settleFigure)
	case "other_periods":
		return readList(r, &w.OtherPeriods, settleBand)
	case "units":
		return readList(r, &w.Units, nil)
	case "counted_files":
		return readList(r, &w.CountedFiles, nil)
	case "check_counts":
		return r.d.Decode(&w.CheckCounts)
	case "checks":
		return readList(r, &w.Checks, nil)
	case "completeness":
		return r.d.Decode(&w.Completeness)
	case "inputs":
		return readList(r, &w.Inputs, nil)
	}
	var other json.RawMessage
	return r.d.Decode(&other)
}

func (r *reportReader) schema() error {
	var schema string
	if err := r.d.Decode(&schema); err != nil {
		return err
	}
	if schema != Schema {
		return &NotReport{Schema: schema, Text: finding.Say("JSON theo lược đồ “%s”, chương trình này đọc “%s”",
			"the JSON follows the schema “%s”, this program reads “%s”", schema, Schema)}
	}
	return nil
}

// readList reads a list; settle, if there is one, completes each element.
func readList[T any](r *reportReader, into *[]T, settle func(*T) error) error {
	if err := r.expect('['); err != nil {
		return err
	}
	for r.d.More() {
		var element T
		if err := r.d.Decode(&element); err != nil {
			return err
		}
		if settle != nil {
			if err := settle(&element); err != nil {
				return err
			}
		}
		*into = append(*into, element)
	}
	return r.expect(']')
}

func settleBand(b *WrittenBand) error {
	for i := range b.Figures {
		if err := settleFigure(&b.Figures[i]); err != nil {
			return err
		}
	}
	return nil
}

func settleFigure(f *WrittenFigure) error {
	if err := settle(&f.Value, f.Status); err != nil {
		return fmt.Errorf("%s %s: %w", f.Indicator, f.Category, err)
	}
	for i := range f.Sources {
		s := &f.Sources[i]
		if s.Status == "" && s.Value.IsKnown() {
			continue
		}
		if err := settle(&s.Value, s.Status); err != nil {
			return fmt.Errorf("%s %s of %s: %w", f.Indicator, f.Category, s.Unit, err)
		}
	}
	return nil
}

// settle gives a value the state that its status names; the two must not contradict.
func settle(v *num.Value, status string) error {
	for state, name := range statusNames {
		if name == status && v.IsKnown() == (num.State(state) == num.Known) {
			v.State = num.State(state)
			return nil
		}
	}
	return fmt.Errorf("the status %q contradicts the value", status)
}
