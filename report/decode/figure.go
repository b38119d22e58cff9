package decode

import (
	"slices"
	"strings"

	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/source"
)

// The reserved names of a figure (DESIGN §9 "Names"): none of them can be a category.
var (
	valueKeys     = []string{"value", "done", "out_of"}
	attributeKeys = []string{"since", "as_of", "qualifier", "note"}
	oneFigureKeys = slices.Concat(valueKeys, attributeKeys)
)

const totalKey = "total"

func isValueKey(key string) bool {
	switch key {
	case "value", "done", "out_of":
		return true
	}
	return false
}

func isAttributeKey(key string) bool {
	switch key {
	case "since", "as_of", "qualifier", "note":
		return true
	}
	return false
}

// isName reports whether key is the name of a category or breakdown.
func isName(key string) bool { return key != totalKey && !isValueKey(key) && !isAttributeKey(key) }

// figures reads CODE: value, or CODE: its parts.
func (r *reader) figures(n source.Node) []figures.Figure {
	if n.Handed {
		return r.plain.shelf.take()
	}
	entries, _ := r.entries(n)
	all := make([]figures.Figure, 0, scalars(&n))
	for i := range entries {
		e := &entries[i]
		base := figures.Figure{From: n.From, Name: r.names.Keep(e.Key, "", ""), IndicatorAt: e.At, Bad: e.Twice}
		if isParts(&e.Value) {
			all = r.parts(all, &base, &e.Value, true)
			continue
		}
		all = r.one(all, &base, &e.Value)
	}
	return all
}

// scalars counts the values of a tree, which are about as many as its figures.
func scalars(n *source.Node) int {
	if n.Kind == source.Scalar {
		return 1
	}
	count := 0
	for i := range n.Entries {
		count += scalars(&n.Entries[i].Value)
	}
	return count
}

// isParts reports whether a node holds several figures: a total and categories.
func isParts(n *source.Node) bool {
	if n.Kind != source.Map {
		return false
	}
	named := false
	for i := range n.Entries {
		switch key := n.Entries[i].Key; {
		case key == totalKey:
			return true
		case isName(key):
			named = true
		}
	}
	return named && !isMistyped(n)
}

// isMistyped reports whether the only names among a figure's fields are fields typed
// wrong, as asof beside value.
func isMistyped(n *source.Node) bool {
	valued := false
	for i := range n.Entries {
		valued = valued || isValueKey(n.Entries[i].Key)
	}
	if !valued {
		return false
	}
	for i := range n.Entries {
		if key := n.Entries[i].Key; isName(key) && source.Nearest(key, oneFigureKeys) == "" {
			return false
		}
	}
	return true
}

// parts reads the figures of a map: a total, categories and, where axes are allowed,
// breakdowns with their categories one level down. Windows and qualifiers beside them
// hold for all. Of base they have all else.
func (r *reader) parts(all []figures.Figure, base *figures.Figure, n *source.Node, axes bool) []figures.Figure {
	r.attributes(base, n)
	var f figures.Figure
	for i := range n.Entries {
		e := &n.Entries[i]
		f = *base
		f.Bad = f.Bad || e.Twice
		switch {
		case isAttributeKey(e.Key):
		case isValueKey(e.Key):
			r.list.Add(finding.New(finding.MixedFigure, e.Pos(), e.Key, firstPart(n)).Hinted(
				"tổng số ghi ở mục total", "the sum goes into the field total"))
		case e.Key == totalKey:
			f.Name, f.CategoryAt = r.names.Keep(f.Indicator, "", ""), e.At // every breakdown has the same total
			all = r.one(all, &f, &e.Value)
		case axes && isParts(&e.Value):
			f.Name, f.AxisAt = r.names.Keep(f.Indicator, e.Key, ""), e.At
			all = r.parts(all, &f, &e.Value, false)
		default:
			f.Name, f.CategoryAt = r.names.Keep(f.Indicator, f.Axis, e.Key), e.At
			all = r.one(all, &f, &e.Value)
		}
	}
	return all
}

// firstPart is the first key of a map that makes it a map of parts.
func firstPart(n *source.Node) string {
	for i := range n.Entries {
		if key := n.Entries[i].Key; key == totalKey || isName(key) {
			return source.Excerpt(key)
		}
	}
	return totalKey
}

// one reads a single figure, of which f says the name; none when its value is missing.
func (r *reader) one(all []figures.Figure, f *figures.Figure, n *source.Node) []figures.Figure {
	f.At = n.At
	switch n.Kind {
	case source.Null:
		return all
	case source.Scalar:
		return r.scalar(all, f, n)
	case source.Map:
		return r.described(all, f, n)
	}
	r.wrongShape(*n, oneValue)
	return bad(all, f)
}

// bad adds a figure that was reported as unreadable.
func bad(all []figures.Figure, f *figures.Figure) []figures.Figure {
	f.Bad = true
	return append(all, *f)
}

// scalar reads a figure's value where it stands alone or under value.
func (r *reader) scalar(all []figures.Figure, f *figures.Figure, n *source.Node) []figures.Figure {
	f.At = n.At
	if isReported(n) {
		f.SetTyped(n.Text)
		return bad(all, f)
	}
	wasBad := f.Bad
	if !r.typed(f, n.Text) {
		return all
	}
	f.Bad = f.Bad || wasBad
	return append(all, *f)
}

// described reads {value: 8, since: 2017} and {done: 44, out_of: 48}.
func (r *reader) described(all []figures.Figure, f *figures.Figure, n *source.Node) []figures.Figure {
	for _, e := range n.Entries {
		if e.Key == totalKey || isName(e.Key) {
			r.list.Add(unknownField(e, oneFigureKeys))
			f.Bad = true
		}
	}
	inherited := f.Qualifier()
	r.attributes(f, n)
	value, hasValue := given(n, "value")
	done, hasDone := given(n, "done")
	outOf, hasOutOf := given(n, "out_of")
	switch {
	case hasValue && (hasDone || hasOutOf):
		other := "done"
		if !hasDone {
			other = "out_of"
		}
		r.list.Add(finding.New(finding.MixedFigure, n.Pos(), "value", other).Hinted(
			"ghi {done: 44, out_of: 48}, hoặc value: 44/48", "write {done: 44, out_of: 48}, or value: 44/48"))
		return bad(all, f)
	case hasValue:
		return r.qualifiedValue(all, f, value, inherited)
	case hasDone && hasOutOf:
		return r.pair(all, f, done, outOf)
	case hasDone:
		return r.half(all, f, n, "out_of")
	case hasOutOf:
		return r.half(all, f, n, "done")
	}
	return all
}

// given finds a field that is not empty.
func given(n *source.Node, key string) (source.Node, bool) {
	v, _ := n.Get(key)
	return v, v.Kind != source.Null
}

// qualifiedValue reads a value beside which its own qualifier may stand; two that differ
// are reported, while one that was typed takes the place of an inherited one.
func (r *reader) qualifiedValue(all []figures.Figure, f *figures.Figure, value source.Node, inherited string) []figures.Figure {
	if value.Kind != source.Scalar {
		r.wrongShape(value, oneValue)
		return bad(all, f)
	}
	beside, before := f.Qualifier(), len(all)
	all = r.scalar(all, f, &value)
	for i := range all[before:] {
		read := &all[before+i]
		if typed := read.Qualifier(); typed != beside && beside != inherited {
			r.list.Add(finding.New(finding.MixedFigure, value.Pos(), "qualifier: "+beside, source.Excerpt(read.Typed())))
			read.Bad = true
		}
	}
	return all
}

// pair reads done and out_of.
func (r *reader) pair(all []figures.Figure, f *figures.Figure, done, outOf source.Node) []figures.Figure {
	f.At = done.At
	left, ok1 := r.text(done)
	right, ok2 := r.text(outOf)
	if !ok1 || !ok2 {
		return bad(all, f)
	}
	f.SetTyped(strings.TrimSpace(left) + "/" + strings.TrimSpace(right))
	value, bad1 := r.number(left, done.Pos())
	of, bad2 := r.number(right, outOf.Pos())
	f.SetValue(value)
	f.Bad = f.Bad || bad1 || bad2
	f.SetAside(func(a *figures.Aside) { a.OutOf = of })
	return append(all, *f)
}

// half reports that one of done and out_of lacks.
func (r *reader) half(all []figures.Figure, f *figures.Figure, n *source.Node, missing string) []figures.Figure {
	r.list.Add(finding.New(finding.MissingField, n.Pos(), missing).Hinted(
		"done và out_of đi với nhau: {done: 44, out_of: 48}", "done and out_of go together: {done: 44, out_of: 48}"))
	return bad(all, f)
}

// attributes reads window, qualifier and note; what is wrong with them makes f Bad.
func (r *reader) attributes(f *figures.Figure, n *source.Node) {
	for i := range n.Entries {
		if e := &n.Entries[i]; isAttributeKey(e.Key) {
			f.SetAside(func(a *figures.Aside) {
				ok := r.attribute(a, e)
				f.Bad = f.Bad || !ok
			})
		}
	}
}

func (r *reader) attribute(a *figures.Aside, e *source.Entry) (ok bool) {
	switch e.Key {
	case "since":
		a.Since, ok = r.date(e.Value)
	case "as_of":
		a.AsOf, ok = r.date(e.Value)
	case "note":
		a.Note, ok = r.text(e.Value)
	case "qualifier":
		var word string
		if word, ok = r.text(e.Value); ok {
			a.Qualifier, ok = r.qualifier(word, e.Value.Pos())
		}
	}
	return ok
}
