package report

import (
	"cmp"
	"slices"
	"strings"

	"baocao/report/decode"
	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/source"
)

// Warnings that an office lets stand, with a reason and its name: they do not stop a
// report that is made with --strict, and the report says them.

// acceptance is one entry of `accepted`, and what came of it.
type acceptance struct {
	figures.Acceptance
	office  bool              // it stands in baocao.yaml, not in a submission
	figures []string          // what Indicator names, as findings name it
	used    bool              // a warning was accepted by it
	refused *finding.Severity // of what it would accept and may not; nil when there is no such thing
}

// bySeverity are the findings whose severity is their rule's and not the catalogue's.
var bySeverity = []finding.Code{finding.RuleFailed, finding.TotalRuleFailed}

// onFigures are the warnings that speak of figures. To accept all of a kind would wave
// through what nobody has looked at, so an acceptance names the indicator or the rule,
// and an office's the period too: next quarter's figures are looked at anew.
var onFigures = []finding.Code{finding.NeedsOutOf, finding.PartsMissing, finding.RuleFailed, finding.TotalRuleFailed, finding.ProseDiffer}

// onUnits are the warnings that speak of one unit's files; an acceptance names the unit.
var onUnits = []finding.Code{finding.TypedAsText, finding.OwnFormula, finding.OutsideForm, finding.UnknownText,
	finding.UnknownUnit, finding.LeftOut, finding.NothingReplaced}

// readAcceptances gathers the acceptances of the office and of all submissions, and
// reports those that can accept nothing.
func (r *run) readAcceptances() {
	office, found := decode.Acceptances(r.in.Settings.Accepted)
	r.findings.Add(found...)
	for _, a := range office {
		r.addAcceptance(acceptance{Acceptance: a, office: true})
	}
	for _, sub := range r.subs {
		for _, a := range sub.Accepted {
			a.Unit, a.Period = sub.Unit.Code, sub.Period.Code
			r.addAcceptance(acceptance{Acceptance: a})
		}
	}
}

func (r *run) addAcceptance(a acceptance) {
	f, ok := a.fault()
	slots, known := r.template.Resolve(a.Indicator)
	for _, slot := range slots {
		a.figures = append(a.figures, r.template.Slots[slot].Code())
	}
	if ok && a.Indicator != "" && !known {
		f, ok = finding.New(finding.UnknownIndicator, a.IndicatorPos, a.Indicator).
			DidYouMean(source.Nearest(a.Indicator, r.template.IndicatorCodes())), false
	}
	if !ok {
		r.findings.Add(f)
		return
	}
	r.acceptances = append(r.acceptances, a)
}

// fault says what is wrong with an acceptance by itself; ok is true when nothing is.
func (a acceptance) fault() (f finding.Finding, ok bool) {
	entry, known := finding.Lookup(a.Finding)
	switch {
	case !known:
		return finding.New(finding.UnknownFinding, a.FindingPos, string(a.Finding)).
			DidYouMean(source.Nearest(string(a.Finding), warnings())), false
	case entry.Severity != finding.Warning && !slices.Contains(bySeverity, a.Finding):
		return a.notAWarning(entry.Severity), false
	case slices.Contains(onFigures, a.Finding) && a.Indicator == "" && a.Rule == "":
		return finding.New(finding.MissingField, a.Pos, "indicator").Hinted(
			"ghi indicator: MÃ, hoặc rule: quy tắc của mẫu, để chỉ chấp nhận đúng cảnh báo đã xem",
			"write indicator: CODE, or rule: the template's rule, so that only what was looked at is accepted"), false
	case slices.Contains(onFigures, a.Finding) && a.office && a.Period == "":
		return finding.New(finding.MissingField, a.Pos, "period").Hinted(
			"ghi period: 2022-Q1; kỳ sau có cảnh báo thì xem lại", "write period: 2022-Q1; a later period's warning is looked at anew"), false
	case slices.Contains(onUnits, a.Finding) && a.Unit == "":
		return finding.New(finding.MissingField, a.Pos, "unit").Hinted(
			"ghi unit: mã đơn vị", "write unit: the unit's code"), false
	}
	return f, true
}

// warnings lists the codes that can be accepted.
func warnings() []string {
	var codes []string
	for _, e := range finding.Catalogue() {
		if e.Severity == finding.Warning || slices.Contains(bySeverity, e.Code) {
			codes = append(codes, string(e.Code))
		}
	}
	return codes
}

func (a acceptance) notAWarning(s finding.Severity) finding.Finding {
	f := finding.New(finding.NotAWarning, a.FindingPos, string(a.Finding), s.Text())
	if s == finding.Error {
		return f.Hinted("sửa số liệu, hoặc quy tắc của mẫu; xoá mục chấp nhận này", "correct the figures, or the template's rule; delete this acceptance")
	}
	return f.Hinted("xoá mục chấp nhận này", "delete this acceptance")
}

// covers reports whether an acceptance is meant for a finding of this code.
func (a acceptance) covers(code finding.Code, about finding.About) bool {
	return a.Finding == code &&
		(a.Unit == "" || a.Unit == about.Unit) &&
		(a.Period == "" || a.Period == about.Period) &&
		(a.Rule == "" || unspaced(a.Rule) == unspaced(about.Rule)) &&
		(a.Indicator == "" || slices.ContainsFunc(about.Figures, func(figure string) bool {
			return slices.Contains(a.figures, figure) || strings.HasPrefix(figure, a.Indicator+".")
		}))
}

func unspaced(rule string) string { return strings.Join(strings.Fields(rule), "") }

// accept marks the warnings that are accepted, among what was found so far, and reports
// acceptances of what is no warning.
func (r *run) accept() {
	if len(r.acceptances) == 0 {
		return
	}
	speaker := r.speakers()
	for i := range r.findings {
		f := &r.findings[i]
		if f.Code != finding.LeftOut && r.leftOut[f.Pos.File] {
			continue // an error still, of what is not in the report
		}
		about := speaker(f)
		for j := range r.acceptances {
			a := &r.acceptances[j]
			switch {
			case !a.covers(f.Code, about):
			case f.Severity == finding.Warning:
				*f = f.On(about)
				f.Accepted, a.used = &a.Acceptance.Acceptance, true
			default:
				severity := f.Severity
				a.refused = &severity
			}
		}
	}
	for _, a := range r.acceptances {
		if a.refused != nil && !a.used {
			r.findings.Add(a.notAWarning(*a.refused))
		}
	}
}

// speakers gives a function that completes what a finding speaks of: where the finding
// itself does not say, the unit and period of the submission in which it stands.
func (r *run) speakers() func(*finding.Finding) finding.About {
	type line struct {
		file string
		line int
	}
	type speaker struct{ unit, period string }
	files := map[string]speaker{}
	for _, sub := range r.subs {
		s := speaker{sub.Unit.Code, sub.Period.Code}
		if other, shared := files[sub.Path]; shared && other != s {
			s = speaker{} // of several units only the lines tell
		}
		files[sub.Path] = s
	}
	lines := map[line]speaker{}
	for _, sub := range r.subs {
		if files[sub.Path] != (speaker{}) {
			continue
		}
		for i := range sub.Figures {
			pos := sub.Figures[i].Pos()
			lines[line{pos.File, pos.Line}] = speaker{sub.Unit.Code, sub.Period.Code}
		}
	}
	return func(f *finding.Finding) finding.About {
		s := files[f.Pos.File]
		if s == (speaker{}) {
			s = lines[line{f.Pos.File, f.Pos.Line}]
		}
		about := f.About()
		about.Unit, about.Period = cmp.Or(about.Unit, s.unit), cmp.Or(about.Period, s.period)
		return about
	}
}

// unusedAcceptances warns of acceptances that accepted nothing. Those of other periods are
// left alone: their report had the warning.
func (r *run) unusedAcceptances() {
	for _, a := range r.acceptances {
		if a.used || a.Period != "" && a.Period != r.period.Code {
			continue
		}
		f := finding.New(finding.NothingAccepted, a.Pos, string(a.Finding)).Hinted(
			"xoá mục này nếu cảnh báo đã hết; nếu chưa, sửa mục cho khớp", "delete it if the warning is gone; else make it fit")
		if codes := r.in.Units.Codes(); a.office && a.Unit != "" && !slices.Contains(codes, a.Unit) {
			f = f.DidYouMean(source.Nearest(a.Unit, codes))
		}
		r.findings.Add(f)
	}
}

// accepted lists the accepted warnings for the report, in the order of its rows and in none
// that a path decides.
func (r *run) accepted() []model.Accepted {
	var all []model.Accepted
	for _, f := range r.findings.Accepted() {
		all = append(all, model.Accepted{Code: f.Code, About: f.About(), Message: f.Message, Acceptance: *f.Accepted})
	}
	if len(all) == 0 {
		return nil
	}
	rows := map[string]int{}
	for i, row := range r.rows {
		rows[row.Code] = i + 1 // what is no row comes first
	}
	slices.SortStableFunc(all, func(a, b model.Accepted) int {
		return cmp.Or(rows[a.About.Unit]-rows[b.About.Unit], cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message.In(finding.VI), b.Message.In(finding.VI)))
	})
	return slices.CompactFunc(all, func(a, b model.Accepted) bool {
		return a.About.Unit == b.About.Unit && a.Code == b.Code && a.Message.In(finding.VI) == b.Message.In(finding.VI)
	})
}
