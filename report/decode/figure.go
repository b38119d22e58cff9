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

// isName reports whether key is the name of a category or breakdown.
func isName(key string) bool { return key != totalKey && !slices.Contains(oneFigureKeys, key) }

// figures reads CODE: value, or CODE: its parts.
func (r *reader) figures(n source.Node) []figures.Figure {
	entries, _ := r.entries(n)
	var all []figures.Figure
	for _, e := range entries {
		base := figures.Figure{Indicator: e.Key, IndicatorAt: figures.PlaceOf(e.Pos), Bad: e.Twice}
		if !isParts(e.Value) {
			all = append(all, r.one(base, e.Value)...)
			continue
		}
		all = append(all, r.parts(base, e.Value, true)...)
	}
	return all
}

// isParts reports whether a node holds several figures: a total and categories.
func isParts(n source.Node) bool {
	named := false
	for _, e := range n.Entries {
		switch {
		case e.Key == totalKey:
			return true
		case isName(e.Key):
			named = true
		}
	}
	return named && !isMistyped(n)
}

// isMistyped reports whether the only names among a figure's fields are fields typed
// wrong, as asof beside value.
func isMistyped(n source.Node) bool {
	hasValue := false
	for _, e := range n.Entries {
		hasValue = hasValue || slices.Contains(valueKeys, e.Key)
		if isName(e.Key) && source.Nearest(e.Key, oneFigureKeys) == "" {
			return false
		}
	}
	return hasValue
}

// parts reads the figures of a map: a total, categories and, where axes are allowed,
// breakdowns with their categories one level down. Windows and qualifiers beside them
// hold for all.
func (r *reader) parts(base figures.Figure, n source.Node, axes bool) []figures.Figure {
	r.attributes(&base, n)
	var all []figures.Figure
	for _, e := range n.Entries {
		switch {
		case slices.Contains(attributeKeys, e.Key):
		case slices.Contains(valueKeys, e.Key):
			r.list.Add(finding.New(finding.MixedFigure, e.Pos, e.Key, firstPart(n)).Hinted(
				"tổng số ghi ở mục total", "the sum goes into the field total"))
		case e.Key == totalKey:
			total := base
			total.Axis = "" // every breakdown has the same total
			total.CategoryAt = figures.PlaceOf(e.Pos)
			total.Bad = total.Bad || e.Twice
			all = append(all, r.one(total, e.Value)...)
		case axes && isParts(e.Value):
			axis := base
			axis.Axis, axis.AxisAt = e.Key, figures.PlaceOf(e.Pos)
			axis.Bad = axis.Bad || e.Twice
			all = append(all, r.parts(axis, e.Value, false)...)
		default:
			part := base
			part.Category, part.CategoryAt = e.Key, figures.PlaceOf(e.Pos)
			part.Bad = part.Bad || e.Twice
			all = append(all, r.one(part, e.Value)...)
		}
	}
	return all
}

// firstPart is the first key of a map that makes it a map of parts.
func firstPart(n source.Node) string {
	for _, e := range n.Entries {
		if e.Key == totalKey || isName(e.Key) {
			return source.Excerpt(e.Key)
		}
	}
	return totalKey
}

// one reads a single figure; none when its value is missing.
func (r *reader) one(f figures.Figure, n source.Node) []figures.Figure {
	f.Pos = n.Pos
	switch n.Kind {
	case source.Null:
		return nil
	case source.Scalar:
		return r.scalar(f, n)
	case source.Map:
		return r.described(f, n)
	}
	r.wrongShape(n, oneValue)
	f.Bad = true
	return []figures.Figure{f}
}

// scalar reads a figure's value where it stands alone or under value.
func (r *reader) scalar(f figures.Figure, n source.Node) []figures.Figure {
	if isReported(n) {
		f.Pos, f.Typed, f.Bad = n.Pos, n.Text, true
		return []figures.Figure{f}
	}
	bad := f.Bad
	if !r.typed(&f, n.Text, n.Pos) {
		return nil
	}
	f.Bad = f.Bad || bad
	return []figures.Figure{f}
}

// described reads {value: 8, since: 2017} and {done: 44, out_of: 48}.
func (r *reader) described(f figures.Figure, n source.Node) []figures.Figure {
	for _, e := range n.Entries {
		if e.Key == totalKey || isName(e.Key) {
			r.list.Add(unknownField(e, oneFigureKeys))
			f.Bad = true
		}
	}
	inherited := f.Qualifier
	r.attributes(&f, n)
	value, hasValue := given(n, "value")
	done, hasDone := given(n, "done")
	outOf, hasOutOf := given(n, "out_of")
	switch {
	case hasValue && (hasDone || hasOutOf):
		other := "done"
		if !hasDone {
			other = "out_of"
		}
		r.list.Add(finding.New(finding.MixedFigure, n.Pos, "value", other).Hinted(
			"ghi {done: 44, out_of: 48}, hoặc value: 44/48", "write {done: 44, out_of: 48}, or value: 44/48"))
		f.Bad = true
		return []figures.Figure{f}
	case hasValue:
		return r.qualifiedValue(f, value, inherited)
	case hasDone && hasOutOf:
		return r.pair(f, done, outOf)
	case hasDone:
		return r.half(f, n, "out_of")
	case hasOutOf:
		return r.half(f, n, "done")
	}
	return nil
}

// given finds a field that is not empty.
func given(n source.Node, key string) (source.Node, bool) {
	v, _ := n.Get(key)
	return v, v.Kind != source.Null
}

// qualifiedValue reads a value beside which its own qualifier may stand; two that differ
// are reported, while one that was typed takes the place of an inherited one.
func (r *reader) qualifiedValue(f figures.Figure, value source.Node, inherited string) []figures.Figure {
	if value.Kind != source.Scalar {
		r.wrongShape(value, oneValue)
		f.Bad = true
		return []figures.Figure{f}
	}
	beside := f.Qualifier
	all := r.scalar(f, value)
	for i := range all {
		if typed := all[i].Qualifier; typed != beside && beside != inherited {
			r.list.Add(finding.New(finding.MixedFigure, value.Pos, "qualifier: "+beside, source.Excerpt(all[i].Typed)))
			all[i].Bad = true
		}
	}
	return all
}

// pair reads done and out_of.
func (r *reader) pair(f figures.Figure, done, outOf source.Node) []figures.Figure {
	f.Pos = done.Pos
	left, ok1 := r.text(done)
	right, ok2 := r.text(outOf)
	if !ok1 || !ok2 {
		f.Bad = true
		return []figures.Figure{f}
	}
	f.Typed = strings.TrimSpace(left) + "/" + strings.TrimSpace(right)
	var bad1, bad2 bool
	f.Value, bad1 = r.number(left, done.Pos)
	f.OutOf, bad2 = r.number(right, outOf.Pos)
	f.Bad = f.Bad || bad1 || bad2
	return []figures.Figure{f}
}

// half reports that one of done and out_of lacks.
func (r *reader) half(f figures.Figure, n source.Node, missing string) []figures.Figure {
	r.list.Add(finding.New(finding.MissingField, n.Pos, missing).Hinted(
		"done và out_of đi với nhau: {done: 44, out_of: 48}", "done and out_of go together: {done: 44, out_of: 48}"))
	f.Bad = true
	return []figures.Figure{f}
}

// attributes reads window, qualifier and note; what is wrong with them makes f Bad.
func (r *reader) attributes(f *figures.Figure, n source.Node) {
	for _, e := range n.Entries {
		ok := true
		switch e.Key {
		case "since":
			f.Since, ok = r.date(e.Value)
		case "as_of":
			f.AsOf, ok = r.date(e.Value)
		case "note":
			f.Note, ok = r.text(e.Value)
		case "qualifier":
			var word string
			if word, ok = r.text(e.Value); ok {
				f.Qualifier, ok = r.qualifier(word, e.Value.Pos)
			}
		}
		f.Bad = f.Bad || !ok
	}
}
