package report_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baocao/report"
	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/period"
)

// What is read from a sample's JSON is what its model says.
func TestSamples_TheJSONReadsAsTheModel(t *testing.T) {
	results := map[string]report.Result{
		"office, a quarter": officeReport(t, "2022-Q1", report.JSON), "office, a year": officeReport(t, "2021", report.JSON)}
	for _, s := range allSamples {
		results[s.name] = generate(t, s)
	}
	for name, result := range results {
		data := sample{name: name}.file(t, result, ".json")
		got, err := model.Read(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(told(result.Model), got, cmp.Comparer(num.Value.Equal)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

// told is what the JSON of a model must say.
func told(r *model.Report) *model.Written {
	w := &model.Written{Fingerprint: r.Fingerprint, TextsSHA256: r.TextsSHA256, LeftOut: []string{},
		Template: model.WrittenTemplate{Name: r.Template.Name, SHA256: r.Template.SHA256},
		Unit:     model.WrittenUnit{Code: r.Unit.Code, Name: r.Unit.Name}, Period: toldPeriod(r.Period)}
	for slot, s := range r.Template.Slots {
		if s.IsOutOf {
			continue
		}
		w.Figures = append(w.Figures, toldFigure(r, slot))
		for _, a := range r.Apart {
			if a.Slot == slot {
				w.Figures = append(w.Figures, toldApart(r, a))
			}
		}
	}
	for band, b := range r.Bands[1:] {
		other := model.WrittenBand{Period: toldPeriod(b.Period), Figures: []model.WrittenFigure{}}
		for _, slot := range b.Slots {
			if !r.Template.Slots[slot].IsOutOf && b.Totals[slot].Value.State != num.Missing {
				f := toldTotal(r, band+1, slot)
				f.Units = &model.WrittenCoverage{Covered: b.Totals[slot].Covered}
				other.Figures = append(other.Figures, f)
			}
		}
		w.OtherPeriods = append(w.OtherPeriods, other)
	}
	for _, u := range r.Units {
		w.Units = append(w.Units, model.WrittenRow{Code: u.Code, Name: u.Name, Owes: u.Owes})
	}
	for _, c := range r.Counted {
		w.CountedFiles = append(w.CountedFiles, model.WrittenCounted{Unit: r.Units[c.Unit].Code, Period: r.Bands[c.Band].Period.Code,
			Register: c.Register.Code, File: c.File})
	}
	toldChecks(r, w)
	w.Completeness = model.WrittenCompleteness{Expected: r.Expected(), Received: r.Received(), Missing: []string{}, Late: []string{}}
	for _, u := range r.Units {
		if u.Owes && len(u.Files) == 0 {
			w.Completeness.Missing = append(w.Completeness.Missing, u.Code)
		}
		if u.Late {
			w.Completeness.Late = append(w.Completeness.Late, u.Code)
		}
	}
	slices.Sort(w.Completeness.Missing)
	slices.Sort(w.Completeness.Late)
	for _, in := range r.Inputs {
		w.Inputs = append(w.Inputs, model.WrittenInput(in))
	}
	return w
}

func toldPeriod(p period.Period) model.WrittenPeriod {
	return model.WrittenPeriod{Code: p.Code, Label: p.Label(), From: p.From.String(), To: p.To.String()}
}

func toldStatus(v num.Value) string {
	return map[num.State]string{num.Known: "value", num.Missing: "missing", num.NotApplicable: "not_applicable"}[v.State]
}

// known is a value as a place of the JSON has it that cannot say that it does not apply.
func known(v num.Value) num.Value {
	if !v.IsKnown() {
		return num.Value{}
	}
	return v
}

func toldName(r *model.Report, slot int) model.WrittenFigure {
	s := r.Template.Slots[slot]
	f := model.WrittenFigure{Indicator: s.Indicator.Code}
	if s.Category != nil {
		f.Breakdown, f.Category = s.Axis.Code, s.Category.Code
	}
	return f
}

// toldTotal is what every period says of a slot.
func toldTotal(r *model.Report, band, slot int) model.WrittenFigure {
	s, b := r.Template.Slots[slot], &r.Bands[band]
	f := toldName(r, slot)
	f.Value, f.Status, f.Qualifier = b.Totals[slot].Value, toldStatus(b.Totals[slot].Value), b.Totals[slot].Qualifier
	if s.OutOf >= 0 {
		f.OutOf = known(b.Totals[s.OutOf].Value)
	}
	if s.Indicator.Formula != nil {
		f.Formula = s.Indicator.Formula.Source
		for i, ref := range s.Indicator.Formula.Refs() {
			of := []string{"", "previous", "same_period_last_year", "target"}[ref.Base]
			f.Operands = append(f.Operands, model.WrittenOperand{Name: r.Template.Slots[ref.Slot].Code(), Of: of, Value: known(b.Totals[slot].Operands[i])})
		}
	}
	for u, unit := range r.Units {
		cell := b.Cell(u, slot)
		if cell.Origin == model.None {
			continue
		}
		src := toldSource(unit.Code, cell.Value, cell.Figure)
		if s.OutOf >= 0 {
			src.OutOf = known(b.Cell(u, s.OutOf).Value)
		}
		src.Origin = []string{"", "", "summed", "counted", "computed", "combined"}[cell.Origin]
		src.Partial = cell.Partial
		switch cell.Origin {
		case model.Summed:
			src.Breakdown = s.Indicator.By[cell.Axis].Code
		case model.Counted:
			src.Register = map[string]string{"DVK01": "mo_hinh", "DT01": "doi_thoai", "BQ01": "viec_dan_ban"}[s.Indicator.Code]
		}
		f.Sources = append(f.Sources, src)
	}
	return f
}

func toldFigure(r *model.Report, slot int) model.WrittenFigure {
	f, l := toldTotal(r, 0, slot), r.Lines[slot]
	f.Label, f.Measure, f.Nature = r.Template.Slots[slot].Label(), r.Template.Slots[slot].Indicator.Measure, string(r.Template.Slots[slot].Indicator.Nature)
	f.Units = &model.WrittenCoverage{Covered: l.Covered, Expected: r.Expected()}
	f.Share, f.Previous, f.LastYear, f.YearToDate = known(l.Share), known(l.Previous), known(l.LastYear), known(l.YearToDate)
	f.Target, f.PeriodTarget = known(l.PlannedFor()), known(l.PeriodTarget)
	if l.PeriodTarget.State != num.Missing {
		f.TargetOf = "period"
	}
	if l.Target.State != num.Missing {
		f.TargetOf = "year"
	}
	f.DifferencePrevious, f.ChangePrevious = known(l.DifferencePrevious), known(l.ChangePrevious)
	f.Difference, f.Change, f.Attained = known(l.Difference), known(l.Change), known(l.Attained)
	return f
}

func toldApart(r *model.Report, a model.Apart) model.WrittenFigure {
	f := toldName(r, a.Slot)
	f.Value, f.Status, f.OutOf = a.Figure.Value(), toldStatus(a.Figure.Value()), known(a.Figure.OutOf())
	f.Qualifier, f.Since, f.AsOf = a.Figure.Qualifier(), a.Figure.Since().String(), a.Figure.AsOf().String()
	if a.Figure.Rate() != nil {
		f.StatedRate = num.Of(*a.Figure.Rate())
	}
	src := toldSource(r.Units[a.Unit].Code, f.Value, a.Figure)
	src.OutOf = f.OutOf
	f.Sources = []model.WrittenSource{src}
	return f
}

func toldSource(unit string, v num.Value, f *figures.Figure) model.WrittenSource {
	src := model.WrittenSource{Unit: unit, Value: v}
	if !v.IsKnown() {
		src.Status = toldStatus(v)
	}
	if f != nil {
		src.File, src.At, src.Qualifier = f.File(), f.Pos().Place(), f.Qualifier()
	}
	return src
}

func toldChecks(r *model.Report, w *model.Written) {
	side := func(v num.Value) num.Value {
		if _, ok := v.Number.Decimal(); !ok {
			v = v.Round(model.SideDecimals)
		}
		return known(v)
	}
	for c := range r.AllChecks() {
		severity := map[finding.Severity]string{finding.Error: "error", finding.Warning: "warning", finding.Info: "info"}[c.Severity]
		check := model.WrittenCheck{Rule: c.Rule.Source, Message: c.Message, Severity: severity, Left: side(c.Left), Op: c.Rule.Op,
			Right: side(c.Right), Result: c.Result, Reason: c.Reason.In(finding.VI), Idle: c.Idle}
		if c.Unit >= 0 {
			check.Unit = r.Units[c.Unit].Code
			if len(r.Units) > 1 && (c.Result == model.Passed || c.Idle) {
				check.Message = ""
			}
		}
		if c.Idle {
			w.CheckCounts.Idle++
		}
		w.Checks = append(w.Checks, check)
		*map[model.Result]*int{model.Passed: &w.CheckCounts.Passed, model.Failed: &w.CheckCounts.Failed, model.NotRun: &w.CheckCounts.NotRun}[c.Result]++
	}
}
