package spec

import (
	"slices"
	"strings"

	"baocao/report/finding"
	"baocao/report/source"
)

// reader takes nodes apart and collects what is wrong with them.
type reader struct{ findings finding.List }

func (r *reader) fault(pos finding.Pos, vi, en string, args ...any) {
	r.findings.Add(finding.New(finding.TemplateShape, pos, finding.Say(vi, en, args...)))
}

// fields gives the map's entries and reports keys that are not known.
func (r *reader) fields(n source.Node, known ...string) map[string]source.Node {
	m := make(map[string]source.Node)
	for _, e := range r.entries(n) {
		if !slices.Contains(known, e.Key) {
			r.findings.Add(finding.New(finding.UnknownField, e.Pos(), e.Key).
				Hinted("các mục: %s", "the fields: %s", strings.Join(known, ", ")).DidYouMean(source.Nearest(e.Key, known)))
			continue
		}
		m[e.Key] = e.Value
	}
	return m
}

// entries gives the entries of a map; nothing for an absent value.
func (r *reader) entries(n source.Node) []source.Entry {
	switch n.Kind {
	case source.Map:
		return n.Entries
	case source.Null:
		return nil
	}
	r.fault(n.Pos(), "ở đây phải là các mục “tên: giá trị”", "a map of “name: value” belongs here")
	return nil
}

func (r *reader) items(n source.Node) []source.Node {
	switch n.Kind {
	case source.List:
		return n.Items()
	case source.Null:
		return nil
	}
	r.fault(n.Pos(), "ở đây phải là một danh sách [a, b]", "a list [a, b] belongs here")
	return nil
}

// text gives a scalar's text, empty when absent.
func (r *reader) text(n source.Node) string {
	switch n.Kind {
	case source.Scalar:
		return n.Text
	case source.Null:
		return ""
	}
	r.fault(n.Pos(), "ở đây phải là một dòng chữ", "a line of text belongs here")
	return ""
}

func (r *reader) flag(n source.Node) bool {
	switch t := r.text(n); t {
	case "true":
		return true
	case "false", "":
		return false
	default:
		r.fault(n.Pos(), "ở đây phải là true hoặc false, không phải “%s”", "true or false belongs here, not “%s”", t)
		return false
	}
}

// digit gives a whole number from 0 to 9, or otherwise when the node is absent.
func (r *reader) digit(n source.Node, otherwise int) int {
	t := r.text(n)
	if t == "" {
		return otherwise
	}
	if len(t) != 1 || t[0] < '0' || t[0] > '9' {
		r.fault(n.Pos(), "ở đây phải là một số từ 0 đến 9, không phải “%s”", "a number from 0 to 9 belongs here, not “%s”", t)
		return otherwise
	}
	return int(t[0] - '0')
}

// oneOf gives the node's text when it is one of allowed, otherwise the first of them.
func (r *reader) oneOf(n source.Node, allowed ...string) string {
	t := r.text(n)
	if t == "" {
		return allowed[0]
	}
	if slices.Contains(allowed, t) {
		return t
	}
	f := finding.New(finding.TemplateShape, n.Pos(),
		finding.Say("“%s” không dùng được ở đây, chỉ nhận: %s", "“%s” is not allowed here, only: %s", t, strings.Join(allowed, ", ")))
	f = f.DidYouMean(source.Nearest(t, allowed))
	r.findings.Add(f)
	return allowed[0]
}

// mostNamed is how many known names a hint lists.
const mostNamed = 20

// unknown reports a name of the template that the template does not define.
func (r *reader) unknown(pos finding.Pos, kind finding.Text, name string, known []string) {
	f := finding.New(finding.UnknownPart, pos, kind, name)
	if len(known) > 0 && len(known) <= mostNamed {
		f = f.Hinted("có: %s", "there are: %s", strings.Join(known, ", "))
	}
	r.findings.Add(f.DidYouMean(source.Nearest(name, known)))
}
