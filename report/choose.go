package report

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"baocao/report/decode"
	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/period"
	"baocao/report/source"
	"baocao/report/spec"
	"baocao/report/unit"
)

// What the report is about: its period, the units, the template and the document's data.

func isNotExist(err error) bool { return errors.Is(err, fs.ErrNotExist) }

// choosePeriod takes the period asked for, or the only one that there is. A longer period
// may have no submissions of its own: its quarters will do.
func (r *run) choosePeriod() error {
	asked, _ := period.Parse(r.o.Period)
	quarters := codesOf(asked.Quarters())
	var codes []string
	for _, sub := range r.subs {
		if sub.Period.IsZero() {
			continue
		}
		if sub.Period.Code == r.o.Period {
			r.reportOn(sub.Period)
			return nil
		}
		if r.period.IsZero() && slices.Contains(quarters, sub.Period.Code) {
			r.reportOn(asked.WithCutoff(r.in.Settings.Cutoff))
		}
		if !slices.Contains(codes, sub.Period.Code) {
			codes = append(codes, sub.Period.Code)
		}
	}
	slices.Sort(codes)
	switch {
	case !r.period.IsZero():
	case r.o.Period != "" && len(codes) > 0:
		return Usage{finding.Say("không có bản nộp nào của kỳ %s; có: %s", "no submission is of the period %s; there are: %s", r.o.Period, few(codes))}
	case len(codes) > 1:
		return Usage{finding.Say("bản nộp thuộc nhiều kỳ: %s; chọn một kỳ bằng -p", "the submissions are of several periods: %s; choose one with -p", few(codes))}
	case len(codes) == 1:
		at := slices.IndexFunc(r.subs, func(s *figures.Submission) bool { return !s.Period.IsZero() })
		r.reportOn(r.subs[at].Period)
	}
	return nil
}

// usableCode refuses a unit's code that cannot name a file.
func (r *run) usableCode(code string, pos finding.Pos) {
	if fault := unit.CodeFault(code); !fault.IsZero() {
		r.findings.Add(finding.New(finding.BadUnitCode, pos, source.Excerpt(code), fault))
	}
}

// few names the first of many.
func few(codes []string) string {
	const most = 20
	if len(codes) <= most {
		return strings.Join(codes, ", ")
	}
	return strings.Join(codes[:most], ", ") + "…"
}

// reportOn takes a period for the report's.
func (r *run) reportOn(p period.Period) {
	r.period, r.quarters = p, codesOf(p.Quarters())
	r.recorded = map[string]period.Date{}
	for _, rec := range r.in.Received {
		if _, twice := r.recorded[rec.Unit]; !twice && rec.Period == p.Code {
			r.recorded[rec.Unit] = rec.Day
		}
	}
}

func codesOf(periods []period.Period) []string {
	var codes []string
	for _, p := range periods {
		codes = append(codes, p.Code)
	}
	return codes
}

// describe gives a unit the words that the list of units or a submission has for it.
func (r *run) describe(code string) unit.Unit {
	if u, ok := r.in.Units.Find(code); ok {
		return u
	}
	for _, sub := range r.byUnit[code] {
		if sub.Unit.Name != "" {
			return sub.Unit
		}
	}
	return unit.Unit{Code: code, Name: code}
}

// chooseUnits finds the issuing unit and the rows of the report: the units below it that
// owe a report or gave one, else the issuing unit alone.
func (r *run) chooseUnits() error {
	listed := sync.OnceValue(r.in.Units.Codes)
	var codes []string
	for _, sub := range r.subs {
		code := sub.Unit.Code
		if code == "" || r.byUnit[code][0] != sub {
			continue // it is not the unit's first
		}
		codes = append(codes, code)
		r.usableCode(code, sub.UnitPos)
		r.knownUnit(sub, listed)
	}
	issuer, err := r.issuing(codes)
	if err != nil {
		return err
	}
	r.issuer = issuer
	if r.byUnit[issuer.Code] == nil {
		r.usableCode(issuer.Code, r.in.Settings.UnitPos)
	}
	below := slices.DeleteFunc(slices.Clone(codes), func(code string) bool { return code == issuer.Code })
	if len(below) == 0 {
		r.rows = []model.Unit{r.row(issuer, true)}
		return nil
	}
	r.rows = make([]model.Unit, 0, len(r.byUnit)+1)
	r.reporting(issuer.Code)
	rows := make(map[string]bool, len(r.rows))
	for i := range r.rows {
		rows[r.rows[i].Code] = true
	}
	for _, code := range below { // what no list knows comes last
		if !rows[code] {
			r.rows = append(r.rows, r.row(r.describe(code), false))
		}
	}
	r.ownRows()
	return nil
}

// reporting lists the units under one, from the top down: those that gave something for
// any period, and those that owe a report. Children of the issuing unit owe one unless the
// list says otherwise; units further down owe one only if it says so.
func (r *run) reporting(above string) {
	for _, u := range r.in.Units.Children(above) {
		child := above == r.issuer.Code
		owes := unit.Valid(*u, r.period.To) && (u.Owes == unit.Yes || u.Owes == unit.ByTree && child && !r.hasReporting(u.Code))
		if owes || len(r.byUnit[u.Code]) > 0 {
			r.rows = append(r.rows, r.row(*u, owes))
		}
		r.reporting(u.Code)
	}
}

// hasReporting reports whether any unit under one gave something.
func (r *run) hasReporting(above string) bool {
	return slices.ContainsFunc(r.in.Units.Children(above), func(u *unit.Unit) bool {
		return len(r.byUnit[u.Code]) > 0 || r.hasReporting(u.Code)
	})
}

// ownRows puts the units above others that gave figures themselves, the issuing unit among
// them, behind the rest.
func (r *run) ownRows() {
	var own []model.Unit
	reporting := r.rows[:0]
	for _, row := range r.rows {
		if row.Own = r.hasReporting(row.Code); row.Own {
			own = append(own, row)
			continue
		}
		reporting = append(reporting, row)
	}
	if slices.ContainsFunc(r.byUnit[r.issuer.Code], func(s *figures.Submission) bool { return len(s.Figures) > 0 }) {
		row := r.row(r.issuer, false)
		row.Own = true
		own = append(own, row)
	}
	r.rows = append(reporting, own...)
}

// knownUnit warns of a unit that nothing describes, unless what would could not be read, and refuses one that two files describe
// in different words.
func (r *run) knownUnit(sub *figures.Submission, listed func() []string) {
	described := r.describe(sub.Unit.Code)
	if described.Name == sub.Unit.Code && sub.Unit.Name == "" && !r.in.Unread {
		code := sub.Unit.Code
		r.findings.Add(finding.New(finding.UnknownUnit, sub.UnitPos, code).
			Hinted("ghi unit: { code: %s, name: tên đơn vị, level: xa }, hoặc thêm một dòng vào units.csv",
				"write unit: { code: %s, name: its name, level: xa }, or add a row to units.csv", code).
			DidYouMean(source.Nearest(code, listed())))
	}
	for _, other := range r.byUnit[sub.Unit.Code] {
		if other.Unit.Name != "" && unit.FoldName(other.Unit.Name) != unit.FoldName(described.Name) {
			f := finding.New(finding.UnitDiffers, other.UnitPos, other.Unit.Code, finding.Say("tên", "name"), described.Name, other.Unit.Name)
			if _, known := r.in.Units.Find(other.Unit.Code); known {
				f = f.Hinted("sửa theo danh mục units.csv, hoặc chỉ ghi mã: unit: %s", "go by units.csv, or give the code alone: unit: %s", other.Unit.Code)
			} else if sub.Unit.Name == described.Name {
				f = f.Relate(sub.UnitPos, finding.Say("ở đây là “%s”", "here it is “%s”", sub.Unit.Name))
			}
			r.findings.Add(f)
		}
	}
}

func (r *run) row(u unit.Unit, owes bool) model.Unit {
	row := model.Unit{Unit: u, Owes: owes, LeftOut: r.faulty[u.Code]}
	for _, sub := range r.byUnit[u.Code] {
		if r.covers(sub.Period) && !slices.Contains(row.Files, sub.Name) {
			row.Files = append(row.Files, sub.Name)
		}
	}
	slices.Sort(row.Files) // in whatever order they were read
	row.Lacks = r.lacks(u.Code)
	if received := r.received(u.Code); !received.IsZero() && len(row.Files) > 0 {
		row.Received, row.Late = received.String(), r.late(received)
	}
	return row
}

// issuing is the unit asked for, the workspace's, the only one, or the common parent.
func (r *run) issuing(codes []string) (unit.Unit, error) {
	switch {
	case r.o.Unit != "":
		if _, listed := r.in.Units.Find(r.o.Unit); !listed && !slices.Contains(codes, r.o.Unit) {
			return unit.Unit{}, Usage{finding.Say("không có đơn vị “%s”", "there is no unit “%s”", r.o.Unit)}
		}
		return r.describe(r.o.Unit), nil
	case r.in.Settings.Unit != "":
		return r.describe(r.in.Settings.Unit), nil
	case len(codes) == 1:
		return r.describe(codes[0]), nil
	case len(codes) == 0:
		if top := r.in.Units.Children(""); len(top) == 1 {
			return *top[0], nil
		}
		return unit.Unit{}, nil
	}
	if parent, ok := r.in.Units.CommonParent(codes); ok {
		return parent, nil
	}
	return unit.Unit{}, Usage{finding.Say("bản nộp của nhiều đơn vị (%s) không có đơn vị cấp trên chung trong units.csv; chọn đơn vị bằng -u",
		"submissions of several units (%s) without a common parent in units.csv; choose one with -u", few(codes))}
}

// mergeDocument lays the issuing unit's own document data over the workspace's defaults.
func (r *run) mergeDocument() {
	defaults, found := decode.Document(r.in.Settings.Document)
	r.findings.Add(found...)
	r.document = defaults
	for _, sub := range r.subs {
		if sub.Unit.Code == r.issuer.Code && sub.Period.Code == r.period.Code && sub.Document != nil {
			r.document = sub.Document.Under(r.document)
		}
	}
}

// loadTemplate opens the template and gives categories the office's words.
func (r *run) loadTemplate() {
	name, pos, fromOffice := r.o.Template, finding.Pos{}, true
	for _, sub := range r.subs {
		if name == "" && sub.Template != "" {
			name, pos = sub.Template, sub.TemplatePos
			fromOffice = name == r.in.Settings.Template
		}
	}
	if name == "" {
		name, pos = r.in.Settings.Template, r.in.Settings.TemplatePos
	}
	if name == "" {
		r.findings.Add(finding.New(finding.MissingField, r.subs[0].Pos, "template").
			Hinted("ghi “template: …” trong bản nộp, hoặc thêm -t; các mẫu có sẵn: %s", "write “template: …” in the submission, or add -t; built in: %s", strings.Join(r.o.Known, ", ")))
		return
	}
	var fsys fs.FS
	var folder string
	ok := r.o.Template != "" || fromOffice && !isRemote(name) || isNear(name)
	if ok {
		fsys, folder, ok = r.o.Templates(name)
	}
	if !ok {
		f := finding.New(finding.NoTemplate, pos, name).Hinted("các mẫu có sẵn: %s", "built in: %s", strings.Join(r.o.Known, ", "))
		f = f.DidYouMean(source.Nearest(name, r.o.Known))
		r.findings.Add(f)
		return
	}
	t, found := spec.LoadIn(r.o.Limits, fsys, folder, r.labels())
	r.findings.Add(found...)
	r.template = t
	for _, sub := range r.subs { // one that names the folder means the template in it
		if t != nil && sub.Template == name {
			sub.Template = t.Name
		}
	}
}

// isNear reports whether a submission may name a template so. It comes from anybody, and a
// path elsewhere would make this machine reach for it: over the network, on Windows.
func isNear(name string) bool {
	return fs.ValidPath(path.Clean(name)) && !strings.ContainsAny(name, `\:`)
}

// isRemote reports whether a path leads to another machine, which only who types it may ask
// for: an office's folder may have come from elsewhere as a whole.
func isRemote(name string) bool {
	return strings.HasPrefix(strings.ReplaceAll(name, `\`, "/"), "//")
}

func (r *run) labels() []spec.Label {
	var labels []spec.Label
	for _, e := range r.in.Settings.Labels.Entries {
		labels = append(labels, spec.Label{Pos: e.Pos(), Name: e.Key, Text: e.Value.Text})
	}
	for _, sub := range r.subs {
		if sub.Unit.Code == r.issuer.Code && sub.Period.Code == r.period.Code {
			for _, l := range sub.Labels {
				labels = append(labels, spec.Label{Pos: l.Pos, Name: l.Name, Text: l.Text})
			}
		}
	}
	return labels
}
