package report

import (
	"iter"
	"slices"

	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/period"
	"baocao/report/workspace"
)

// Who has handed in what.

// Status judges the submissions as [Check] does. Its Units are all that owe a report, also
// where few or none of them have handed in anything yet; there are none when it is
// not known who owes one, or what was handed in cannot be judged.
func Status(in *workspace.Inputs, o Options) (Result, error) {
	r := run{in: in, o: o}
	err := r.compute()
	if asked, ok := period.Parse(o.Period); ok && r.period.IsZero() && len(in.Units.Codes()) > 0 { // nobody gave anything for it
		r.reportOn(asked.WithCutoff(in.Settings.Cutoff))
		err = r.chooseUnits()
	}
	if err != nil {
		return Result{}, err
	}
	if len(r.rows) == 1 && r.rows[0].Code == r.issuer.Code && len(in.Units.Children(r.issuer.Code)) > 0 { // the issuing unit alone gave something
		r.rows = nil
		r.reporting(r.issuer.Code)
		r.countFindings()
	}
	if r.issuer.Code == "" || r.template == nil && r.someSubmitted() {
		r.rows = nil
	}
	return r.result(), nil
}

// submitted goes through what was handed in for the period, by unit and path: submissions, and
// the registers that the office keeps beside them. A path may come again.
func (r *run) submitted() iter.Seq2[string, string] {
	return func(yield func(unit, path string) bool) {
		for _, sub := range r.subs {
			if r.covers(sub.Period) && !yield(sub.Unit.Code, sub.Path) {
				return
			}
		}
		for _, reg := range r.in.Registers {
			if p, _ := period.Parse(reg.Period); r.covers(p) && !yield(reg.Unit, reg.File.Path) {
				return
			}
		}
	}
}

func (r *run) someSubmitted() bool {
	for range r.submitted() {
		return true
	}
	return false
}

// covers reports whether what is handed in for a period counts for the report's: it is the
// same, or one of its quarters.
func (r *run) covers(p period.Period) bool {
	return p.Code == r.period.Code || slices.Contains(r.quarters, p.Code)
}

// lacks lists the quarters of a longer period for which a unit gave nothing, although it
// left the period to its quarters.
func (r *run) lacks(unit string) []string {
	if len(r.quarters) == 0 {
		return nil
	}
	gave := map[string]bool{}
	for _, sub := range r.byUnit[unit] {
		if r.covers(sub.Period) {
			gave[sub.Period.Code] = true
		}
	}
	if len(gave) == 0 || gave[r.period.Code] {
		return nil
	}
	var codes []string
	for _, q := range r.quarters {
		if !gave[q] {
			codes = append(codes, q)
		}
	}
	return codes
}

// countFindings tells each row how many errors and open warnings its files have. Of a file that
// many units share, a unit has what is found on the lines of its figures, and what stands
// on nobody's.
func (r *run) countFindings() {
	owners := r.owners()
	if len(owners) == 0 {
		return
	}
	byCode := make(map[string]*model.Unit, len(r.rows))
	for i := range r.rows {
		byCode[r.rows[i].Code] = &r.rows[i]
	}
	rows := map[string][]*model.Unit{} // by file, of those in which something was found
	for unit, path := range r.submitted() {
		if row := byCode[unit]; owners[path] != nil && row != nil && !slices.Contains(rows[path], row) {
			rows[path] = append(rows[path], row)
		}
	}
	for i := range r.findings {
		f := &r.findings[i]
		if !counts(f) {
			continue
		}
		concerned := rows[f.Pos.File]
		if row := byCode[owners[f.Pos.File][f.Pos.Line]]; row != nil {
			concerned = []*model.Unit{row}
		}
		if f.About().Unit != "" && byCode[f.About().Unit] == nil { // it stands in this file for want of a better place
			concerned = nil
		}
		for _, row := range concerned {
			if f.Severity == finding.Error {
				row.Faults++
			} else {
				row.Warnings++
			}
		}
	}
}

// counts reports whether a finding is one that a unit's row tells of. Most are notes.
func counts(f *finding.Finding) bool {
	return f.Severity == finding.Error || f.Severity == finding.Warning && f.Accepted == nil
}

// owners gives, by file and line, the units whose figures stand where something was found
// that counts.
func (r *run) owners() map[string]map[int]string {
	owners := map[string]map[int]string{}
	for i := range r.findings {
		f := &r.findings[i]
		if !counts(f) {
			continue
		}
		if owners[f.Pos.File] == nil {
			owners[f.Pos.File] = map[int]string{}
		}
		owners[f.Pos.File][f.Pos.Line] = ""
	}
	for _, sub := range r.subs {
		if owners[sub.Path] == nil {
			continue
		}
		for j := range sub.Figures {
			pos := sub.Figures[j].Pos()
			if _, found := owners[pos.File][pos.Line]; found {
				owners[pos.File][pos.Line] = sub.Unit.Code
			}
		}
	}
	return owners
}
