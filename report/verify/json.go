package verify

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/source"
)

// jsonDifference is a place at which two JSON texts differ.
type jsonDifference struct {
	place     string // figures · DVK01.huyen · sources · phu-minh · value
	figure    string // DVK01.huyen; empty outside the figures
	got, want finding.Text
}

// jsonDifferences compares two reports field by field, each element of a list with the one of
// the same name. What the first leaves out is not compared. Differences of figures come first.
func jsonDifferences(got, want []byte, leftOut []string) []jsonDifference {
	if bytes.Equal(got, want) {
		return nil
	}
	c := jsonComparer{sources: !slices.Contains(leftOut, model.LeftOutSources), passed: !slices.Contains(leftOut, model.LeftOutPassed)}
	c.compare(nil, "", decoded(got), decoded(want))
	slices.SortStableFunc(c.found, func(a, b jsonDifference) int {
		return min(len(b.figure), 1) - min(len(a.figure), 1)
	})
	return c.found
}

// decoded is a JSON text that was read before, as plain values.
func decoded(data []byte) any {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return nil
	}
	return v
}

type jsonComparer struct {
	sources, passed bool
	found           []jsonDifference
}

func (c *jsonComparer) compare(path []string, figure string, got, want any) {
	switch g := got.(type) {
	case map[string]any:
		if w, ok := want.(map[string]any); ok {
			c.objects(path, figure, g, w)
			return
		}
	case []any:
		if w, ok := want.([]any); ok {
			c.lists(path, figure, g, w)
			return
		}
	}
	if !sameScalar(got, want) {
		c.found = append(c.found, jsonDifference{strings.Join(path, " · "), figure, jsonShown(got), jsonShown(want)})
	}
}

// absent stands for a field or an element that is not there.
type absent struct{}

func sameScalar(a, b any) bool {
	x, isNumber := a.(json.Number)
	y, areNumbers := b.(json.Number)
	if isNumber && areNumbers {
		n, ok := num.ParseDecimal(x.String())
		m, both := num.ParseDecimal(y.String())
		return x == y || ok && both && n.Equal(m)
	}
	switch a.(type) {
	case map[string]any, []any:
		return false
	}
	switch b.(type) {
	case map[string]any, []any:
		return false
	}
	return a == b
}

func jsonShown(v any) finding.Text {
	switch v := v.(type) {
	case nil:
		return finding.Plain("null")
	case absent:
		return finding.Say("(không có)", "(nothing)")
	case string:
		return finding.Plain("“" + source.Excerpt(v) + "”")
	case json.Number:
		if n, ok := num.ParseDecimal(v.String()); ok {
			return finding.Plain(n.PrintExact())
		}
		return finding.Plain(source.Excerpt(v.String()))
	case bool:
		if v {
			return finding.Plain("true")
		}
		return finding.Plain("false")
	}
	return finding.Say("(một mục)", "(an entry)")
}

func (c *jsonComparer) objects(path []string, figure string, got, want map[string]any) {
	var keys []string
	for _, o := range []map[string]any{got, want} {
		for k := range o {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	for _, k := range slices.Compact(keys) {
		if k == "left_out" && (!c.sources || !c.passed) || k == "sources" && !c.sources {
			continue
		}
		c.compare(slices.Concat(path, []string{k}), figure, field(got, k), field(want, k))
	}
}

func field(o map[string]any, key string) any {
	if v, ok := o[key]; ok {
		return v
	}
	return absent{}
}

// lists pairs the elements by their names; those of one name in their order.
func (c *jsonComparer) lists(path []string, figure string, got, want []any) {
	if !c.passed && len(path) == 1 && path[0] == "checks" {
		got, want = c.withoutPassed(got), c.withoutPassed(want)
	}
	left := map[string][]any{}
	for _, w := range want {
		left[nameOf(w)] = append(left[nameOf(w)], w)
	}
	in := func(name string) ([]string, string) {
		if figure == "" && path[len(path)-1] == "figures" {
			return slices.Concat(path, []string{name}), name
		}
		return slices.Concat(path, []string{name}), figure
	}
	for _, g := range got {
		name := nameOf(g)
		at, of := in(name)
		if len(left[name]) == 0 {
			c.compare(at, of, g, absent{})
			continue
		}
		c.compare(at, of, g, left[name][0])
		left[name] = left[name][1:]
	}
	for _, w := range want {
		if name := nameOf(w); len(left[name]) > 0 {
			at, of := in(name)
			c.compare(at, of, absent{}, w)
			left[name] = left[name][1:]
		}
	}
}

// withoutPassed leaves out checks on units that passed, as a short JSON does.
func (c *jsonComparer) withoutPassed(list []any) []any {
	return slices.DeleteFunc(slices.Clone(list), func(e any) bool {
		check, _ := e.(map[string]any)
		return check["unit"] != nil && check["result"] == string(model.Passed)
	})
}

// identifying are the fields by which elements of lists are told apart, the first that fit.
var identifying = [][]string{
	{"indicator", "category", "since", "as_of"}, {"rule", "unit"}, {"unit", "period", "register"}, {"file"}, {"code"}, {"name", "of"},
}

// nameOf is what people call an element: DVK01.huyen, phu-minh, 2022-Q1/phu-minh.xlsx.
func nameOf(element any) string {
	o, isObject := element.(map[string]any)
	if !isObject {
		text, _ := element.(string)
		return text
	}
	if p, ok := o["period"].(map[string]any); ok {
		o = p
	}
	for _, fields := range identifying {
		if _, fits := o[fields[0]].(string); !fits {
			continue
		}
		var parts []string
		for _, f := range fields {
			if text, ok := o[f].(string); ok {
				parts = append(parts, text)
			}
		}
		return strings.Join(parts, ".")
	}
	return ""
}
