package decode

import (
	"slices"
	"strings"
	"sync"

	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/period"
	"baocao/report/source"
	"baocao/report/unit"
)

// memory is what files that are read one after the other share: of a tree nothing is kept but
// its texts, and most files have the same names. Without a branch in its trees, all is read of
// the tree.
type memory struct {
	trees source.Trees
	plain plainReader
}

var memories = sync.Pool{New: func() any { return newMemory() }}

func newMemory() *memory {
	m := new(memory)
	m.trees.Branch = &source.Branch{Key: figuresKey, Take: m.plain.take}
	return m
}

// treeReader is a reader of package source.
type treeReader func(*source.Trees, source.File) (source.Node, finding.List)

// tree reads a submission in YAML or JSON, which have the same shape.
func tree(f source.File, read treeReader) ([]*figures.Submission, finding.List) {
	m := memories.Get().(*memory)
	defer memories.Put(m)
	return m.tree(f, read)
}

func (m *memory) tree(f source.File, read treeReader) ([]*figures.Submission, finding.List) {
	m.plain.start(f)
	root, found := read(&m.trees, f)
	if root.Kind == source.Null {
		return nil, found
	}
	r := newReader(f, found)
	r.plain, r.names = &m.plain, &m.plain.names
	if f, ok := notSubmission(root); !ok {
		r.list.Add(f)
		return nil, r.list
	}
	return []*figures.Submission{r.submission(root)}, r.list
}

const figuresKey = "figures"

// submissionKeys are the fields of a submission, in the order of the documentation.
var submissionKeys = []string{
	"template", "unit", "period", figuresKey, "targets", "registers", "texts", "document", "labels", "accepted", "replaces", "received",
}

// notSubmission explains a tree in which no field of a submission can be recognised.
func notSubmission(root source.Node) (f finding.Finding, ok bool) {
	isField := func(e source.Entry) bool { return source.Nearest(e.Key, submissionKeys) != "" }
	var what finding.Text
	switch _, template := root.Get("indicators"); {
	case template:
		what = finding.Say("đây là mẫu báo cáo", "this is a template")
	case root.Kind != source.Map:
		what = finding.Say("ngoài cùng phải là %s", "its outermost level must be %s", oneMap)
	case slices.ContainsFunc(root.Entries, isField):
		return finding.Finding{}, true
	default:
		what = finding.Say("không có mục nào của bản nộp", "it has no field of a submission")
	}
	return finding.New(finding.NotSubmission, root.Pos(), what).Hinted(
		"bản nộp có các mục unit, period, figures", "a submission has the fields unit, period, figures"), false
}

func (r *reader) submission(root source.Node) *figures.Submission {
	s := r.blank(root.Pos())
	var hasUnit, hasPeriod bool
	r.eachField(root, submissionKeys, func(e source.Entry) {
		switch e.Key {
		case "template":
			s.Template, _ = r.text(e.Value)
			s.TemplatePos = e.Value.Pos()
		case "unit":
			hasUnit = e.Value.Kind != source.Null
			s.Unit, s.UnitPos = r.unit(e.Value), e.Value.Pos()
		case "period":
			hasPeriod = e.Value.Kind != source.Null
			s.Period, s.PeriodPos = r.period(e.Value), e.Value.Pos()
		case figuresKey:
			s.Figures = r.figures(e.Value)
		case "targets":
			s.Targets = r.targets(e.Value)
		case "registers":
			s.Registers = r.registers(e.Value)
		case "texts":
			s.Texts = r.texts(e.Value)
		case "document":
			s.Document = r.document(e)
		case "labels":
			s.Labels = r.labels(e.Value)
		case "accepted":
			s.Accepted = r.acceptances(e.Value, false)
		case "replaces":
			s.Replaces = r.replaces(e.Value)
		case "received":
			s.Received, _ = r.day(e.Value)
		}
	})
	if !hasUnit {
		r.list.Add(finding.New(finding.MissingField, root.Pos(), "unit").Hinted(
			"ghi “unit: mã đơn vị”", "write “unit: the unit's code”"))
	}
	if !hasPeriod {
		r.list.Add(finding.New(finding.MissingField, root.Pos(), "period").Hinted(
			"ghi “period: 2022-Q1”", "write “period: 2022-Q1”"))
	}
	return s
}

// unit reads a code, or a map that describes the unit.
func (r *reader) unit(n source.Node) unit.Unit {
	if n.Kind != source.Map {
		return unit.Unit{Code: r.code(n)}
	}
	var u unit.Unit
	hasCode := false
	r.fields(n,
		field{"code", func(e source.Entry) { u.Code, hasCode = r.code(e.Value), e.Value.Kind != source.Null }},
		r.into("name", &u.Name), r.into("level", &u.Level), r.into("parent", &u.Parent))
	if !hasCode {
		r.list.Add(finding.New(finding.MissingField, n.Pos(), "code"))
	}
	return u
}

// code reads text that may not be empty.
func (r *reader) code(n source.Node) string {
	text, ok := r.text(n)
	text = strings.TrimSpace(text)
	if text == "" && ok && n.Kind == source.Scalar {
		r.wrongShape(source.Node{From: n.From, At: n.At}, oneValue)
	}
	return strings.Clone(text) // a text is a part of the file, which most others have only to hold this one
}

// period reads a code, or a map of an explicit period. The zero Period is no period.
func (r *reader) period(n source.Node) period.Period {
	if n.Kind != source.Map {
		return r.standardPeriod(n)
	}
	var label string
	var code, from, to source.Node
	r.fields(n, r.into("label", &label),
		field{"code", func(e source.Entry) { code = e.Value }},
		field{"from", func(e source.Entry) { from = e.Value }},
		field{"to", func(e source.Entry) { to = e.Value }})
	if code.Kind != source.Null && from.Kind == source.Null && to.Kind == source.Null && label == "" {
		return r.standardPeriod(code)
	}
	complete := true
	for _, part := range []struct {
		key  string
		node source.Node
	}{{"code", code}, {"from", from}, {"to", to}} {
		if part.node.Kind == source.Null {
			r.list.Add(finding.New(finding.MissingField, n.Pos(), part.key))
			complete = false
		}
	}
	if !complete {
		return period.Period{}
	}
	name, ok1 := r.text(code)
	first, ok2 := r.day(from)
	last, ok3 := r.day(to)
	if !ok1 || !ok2 || !ok3 {
		return period.Period{}
	}
	p, ok := period.Custom(name, label, first, last)
	if !ok {
		r.list.Add(finding.New(finding.WrongPeriod, code.Pos(), source.Excerpt(name)).Hinted(
			"mã kỳ riêng gồm chữ thường, số và gạch ngang, khác mã kỳ chuẩn; ngày from không sau ngày to",
			"the code of an explicit period has small letters, digits and hyphens and is no standard one; from is not after to"))
	}
	return p
}

func (r *reader) standardPeriod(n source.Node) period.Period {
	text, ok := r.text(n)
	if !ok || n.Kind == source.Null {
		return period.Period{}
	}
	p, ok := period.Parse(text)
	if !ok {
		r.list.Add(finding.New(finding.WrongPeriod, n.Pos(), source.Excerpt(text)).Hinted(
			"viết 2022-Q1, 2022-H1, 2022-9M hoặc 2022", "write 2022-Q1, 2022-H1, 2022-9M or 2022"))
	}
	return p
}

func (r *reader) targets(n source.Node) []figures.Target {
	entries, _ := r.entries(n)
	var targets []figures.Target
	for _, e := range entries {
		text, ok := r.text(e.Value)
		if ok && strings.TrimSpace(text) == "" {
			continue
		}
		t := figures.Target{Pos: e.Value.Pos(), Indicator: e.Key, IndicatorPos: e.Pos(), Bad: true}
		if ok {
			t.Value, t.Bad = r.number(text, t.Pos)
		}
		targets = append(targets, t)
	}
	return targets
}

func (r *reader) texts(n source.Node) []figures.Text {
	entries, _ := r.entries(n)
	var texts []figures.Text
	for _, e := range entries {
		text, ok := r.text(e.Value)
		// How a text ends is a matter of the format: a block of YAML has a line feed there.
		if text = strings.TrimRight(text, " \n"); ok && text != "" {
			texts = append(texts, figures.Text{Pos: e.Value.Pos(), KeyPos: e.Pos(), Key: e.Key, Markdown: text})
		}
	}
	return texts
}

func (r *reader) labels(n source.Node) []figures.Label {
	entries, _ := r.entries(n)
	var labels []figures.Label
	for _, e := range entries {
		if text, ok := r.text(e.Value); ok && text != "" {
			labels = append(labels, figures.Label{Pos: e.Pos(), Name: e.Key, Text: text})
		}
	}
	return labels
}

// replaces reads the name of a file, or a list of such.
func (r *reader) replaces(n source.Node) []figures.Replaced {
	var replaced []figures.Replaced
	items := n.Entries
	if n.Kind != source.List {
		items = []source.Entry{{Value: n}}
	}
	for _, item := range items {
		if text, ok := r.text(item.Value); ok && text != "" {
			replaced = append(replaced, figures.Replaced{Pos: item.Value.Pos(), File: text})
		}
	}
	return replaced
}
