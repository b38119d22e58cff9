package report

import (
	"slices"
	"strings"

	"baocao/report/check"
	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/source"
)

// prose warns of numbers in texts that contradict the figures: the issuing unit's texts
// those of the whole report, another unit's its own.
func (r *run) prose() {
	prose := check.NewProse(r.template, r.period)
	for _, sub := range r.subs {
		if sub.Period.Code != r.period.Code || len(sub.Texts) == 0 {
			continue
		}
		row := r.rowOf(sub.Unit.Code)
		known := func(slot int) []num.Value { return r.unitFigures(row, slot) }
		switch {
		case sub.Unit.Code == r.issuer.Code:
			known = r.wholeFigures
		case row < 0: // it has no part in the report
			continue
		}
		for _, text := range sub.Texts {
			for _, c := range prose.Contradictions(text, known) {
				r.findings.Add(finding.New(finding.ProseDiffer, r.within(sub, text, c), c.Said, check.Name(r.template, c.Slot), c.Value.PrintExact()).
					Hinted("sửa lời văn hoặc số liệu; câu nói về thời gian khác thì ghi rõ (từ năm …, tính đến …)",
						"correct the text or the figure; a sentence on another time says so (từ năm …, tính đến …)").
					On(finding.About{Unit: sub.Unit.Code, Period: sub.Period.Code, Figures: []string{r.template.Slots[c.Slot].Code()}}))
			}
		}
	}
}

// within is the place of a contradiction in the file of its text.
func (r *run) within(sub *figures.Submission, text figures.Text, c check.Contradiction) finding.Pos {
	at := slices.IndexFunc(r.in.Files, func(f source.File) bool { return f.Path == sub.Path })
	if at < 0 {
		return text.Pos
	}
	return source.Occurrence(r.in.Files[at], text.Pos, c.Number, strings.Count(text.Markdown[:c.Offset], c.Number))
}

// wholeFigures is all that the report says of a slot, the total first.
func (r *run) wholeFigures(slot int) []num.Value {
	l := r.model.Lines[slot]
	all := []num.Value{l.Value, l.Previous, l.LastYear, l.YearToDate, l.Target, l.PeriodTarget, l.DifferencePrevious, l.Difference}
	for u := range r.model.Units {
		all = append(all, r.model.Bands[0].Cell(u, slot).Value)
	}
	return append(all, r.apartFigures(slot, func(int) bool { return true })...)
}

// unitFigures is all that one unit says of a slot, this period's figure first.
func (r *run) unitFigures(row, slot int) []num.Value {
	var all []num.Value
	for i := range r.model.Bands {
		band := &r.model.Bands[i]
		v := band.Cell(row, slot).Value
		all = append(all, v, band.Plans[model.Plan{Unit: row, Slot: slot}])
		if i > 0 {
			sum, _ := num.SumUnits([]num.Value{all[0], v})
			all = append(all, all[0].Sub(v), sum)
		}
	}
	return append(all, r.apartFigures(slot, func(u int) bool { return u == row })...)
}

// apartFigures are those of other windows.
func (r *run) apartFigures(slot int, of func(unit int) bool) []num.Value {
	var all []num.Value
	for _, a := range r.model.Apart {
		if a.Slot == slot && of(a.Unit) {
			all = append(all, a.Figure.Value(), a.Figure.OutOf())
		}
	}
	return all
}

// rowOf is the place of a unit among the report's rows; -1 when it is none.
func (r *run) rowOf(code string) int {
	return slices.IndexFunc(r.rows, func(u model.Unit) bool { return u.Code == code })
}
