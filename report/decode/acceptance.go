package decode

import (
	"strings"

	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/period"
	"baocao/report/source"
)

// Acceptances reads the warnings that an office's settings accept. Nothing gives none.
func Acceptances(n source.Node) ([]figures.Acceptance, finding.List) {
	r := &reader{}
	return r.acceptances(n, true), r.list
}

// acceptances reads a list of acceptances. An office's names units and periods; those of
// a submission are its own.
func (r *reader) acceptances(n source.Node, office bool) []figures.Acceptance {
	if n.Kind == source.Scalar || n.Kind == source.Map {
		r.wrongShape(n, oneList)
		return nil
	}
	var all []figures.Acceptance
	for _, item := range n.Items() {
		if a, ok := r.acceptance(item, office); ok {
			all = append(all, a)
		}
	}
	return all
}

// acceptance reads one entry; ok is false when it has a fault, which was reported.
func (r *reader) acceptance(n source.Node, office bool) (a figures.Acceptance, ok bool) {
	before := r.list.Count(finding.Error)
	if n.Kind != source.Map {
		r.wrongShape(n, oneMap)
		return a, false
	}
	a = figures.Acceptance{Pos: n.Pos(), FindingPos: n.Pos(), UnitPos: n.Pos(), IndicatorPos: n.Pos()}
	var code string
	known := []field{
		r.line("finding", &code, &a.FindingPos), r.line("indicator", &a.Indicator, &a.IndicatorPos), r.line("rule", &a.Rule, nil),
		r.line("reason", &a.Reason, nil), r.line("by", &a.By, nil),
	}
	if office {
		known = append(known, r.line("unit", &a.Unit, &a.UnitPos),
			field{"period", func(e source.Entry) { a.Period = r.periodCode(e.Value) }})
	}
	r.fields(n, known...)
	a.Finding = finding.Code(strings.ToUpper(code))
	for _, required := range [][2]string{{"finding", code}, {"reason", a.Reason}, {"by", a.By}} {
		if required[1] == "" && r.list.Count(finding.Error) == before {
			r.list.Add(finding.New(finding.MissingField, n.Pos(), required[0]).Hinted(
				"ghi { finding: V020, indicator: MÃ, reason: lý do, by: tên cơ quan }",
				"write { finding: V020, indicator: CODE, reason: why, by: the office }"))
		}
	}
	return a, r.list.Count(finding.Error) == before
}

// line makes a field whose text, on one line, goes to a string, and its place to pos.
func (r *reader) line(key string, target *string, pos *finding.Pos) field {
	return field{key, func(e source.Entry) {
		text, _ := r.text(e.Value)
		*target = strings.Join(strings.Fields(text), " ")
		if pos != nil {
			*pos = e.Value.Pos()
		}
	}}
}

// periodCode reads the code of a period; one of the office's own is a code like others.
func (r *reader) periodCode(n source.Node) string {
	text, _ := r.text(n)
	text = strings.TrimSpace(text)
	if p, ok := period.Parse(text); ok {
		return p.Code
	}
	return text
}
