package report

import (
	"bytes"
	"fmt"

	"baocao/report/check"
	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/form"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/unit"
	"baocao/report/workspace"
	"baocao/report/xlsx"
)

// Forms makes the blank Excel form of one unit (Options.Unit) for Options.Period or, with
// all, of every unit that owes a report to it. What in holds are the submissions of the
// period before, from which the form shows the unit's last figures; they may be missing or
// faulty. Its error is a [Usage] or a failure of the world; the findings are the template's.
func Forms(in *workspace.Inputs, o Options, all bool) ([]File, finding.List, error) {
	r := run{in: in, o: o}
	p, ok := period.Parse(o.Period)
	if !ok {
		return nil, nil, Usage{finding.Say("“%s” không phải là kỳ báo cáo; viết 2022-Q1, 2022-H1, 2022-9M hoặc 2022",
			"“%s” is no period; write 2022-Q1, 2022-H1, 2022-9M or 2022", o.Period)}
	}
	r.reportOn(p)
	r.decode()
	r.findings = nil // earlier figures are shown where they can be read, and judged in their own time
	units, err := r.formUnits(all)
	if err != nil {
		return nil, nil, err
	}
	if err := r.formTemplate(); err != nil || r.template == nil || r.findings.HasErrors() {
		return nil, r.findings.Sorted(nil), err
	}
	previous := r.previousFigures()
	files := make([]File, len(units))
	for i, u := range units {
		var b bytes.Buffer
		doc := form.Document(r.template, form.Options{Unit: u, Period: p, Previous: previous[u.Code], Generator: o.Generator})
		if err := xlsx.Render(&b, doc); err != nil {
			return nil, nil, fmt.Errorf("make the form of %s: %w", u.Code, err)
		}
		files[i] = NewFile(u.Code+"-"+p.Code+".xlsx", b.Bytes())
	}
	return files, r.findings, nil
}

// formUnits are the units for which forms are made.
func (r *run) formUnits(all bool) ([]unit.Unit, error) {
	if !all {
		return []unit.Unit{r.describe(r.o.Unit)}, nil
	}
	above := r.o.Unit
	if above == "" {
		above = r.in.Settings.Unit
	}
	if top := r.in.Units.Children(""); above == "" && len(top) == 1 {
		above = top[0].Code
	}
	var units []unit.Unit
	for _, u := range r.in.Units.Children(above) {
		if u.Owes != unit.No && unit.Valid(*u, r.period.To) {
			units = append(units, *u)
		}
	}
	if len(units) == 0 {
		return nil, Usage{finding.Say("units.csv không có đơn vị nào phải nộp báo cáo cho “%s”", "units.csv has no unit that owes “%s” a report", above)}
	}
	return units, nil
}

// formTemplate opens the template, which must serve the period.
func (r *run) formTemplate() error {
	if r.o.Template == "" && r.in.Settings.Template == "" && len(r.subs) == 0 {
		return Usage{finding.Say("chưa biết lập biểu mẫu theo mẫu nào; thêm -t", "no template is named; add -t")}
	}
	r.loadTemplate()
	if r.template != nil && !r.template.Serves(r.period) {
		return Usage{finding.Say("mẫu “%s” không dùng cho kỳ %s", "the template “%s” does not serve the period %s", r.template.Name, r.period.Label())}
	}
	return nil
}

// previousFigures are the figures of the period before, by unit and slot.
func (r *run) previousFigures() map[string][]num.Value {
	before, ok := r.period.Previous()
	if !ok {
		return nil
	}
	var subs []*figures.Submission
	for _, sub := range r.subs {
		if sub.Period.Code == before.Code {
			subs = append(subs, sub)
		}
	}
	sets, _ := check.Submissions(r.template, subs)
	values := map[string][]num.Value{}
	for _, s := range sets {
		values[s.Unit] = make([]num.Value, len(r.template.Slots))
		for i, cell := range s.Cells.All() {
			values[s.Unit][i] = cell.Value
		}
	}
	return values
}
