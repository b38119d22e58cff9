package spec

import (
	"slices"
	"strings"

	"baocao/report/expr"
	"baocao/report/finding"
	"baocao/report/limit"
)

// expressions looks at how formulas refer to each other: none may be computed from itself
// within one period, and all of them written out must stay within bounds. Twenty formulas
// that each name the one before twice would have a million operands.
func (l *loader) expressions() {
	e := expressions{loader: l, state: map[*Indicator]state{}, size: map[*Indicator]int{}}
	for _, ind := range l.t.Indicators {
		if ind.Formula != nil && e.state[ind] == unseen {
			e.circles(ind, nil)
		}
	}
	if l.findings.HasErrors() {
		return // sizes are those of formulas that end
	}
	most, total := l.limits.Most(limit.Operands), 0
	for _, ind := range l.t.Indicators {
		if total += e.operands(ind); total > most {
			l.findings.Add(l.limits.Passed(limit.Operands, ind.Pos))
			return
		}
	}
	for _, c := range l.t.Checks {
		if total += e.written(c.Rule.Left) + e.written(c.Rule.Right); total > most {
			l.findings.Add(l.limits.Passed(limit.Operands, c.Pos))
			return
		}
	}
}

type state int

const (
	unseen state = iota
	onPath
	done
)

// expressions walks through the indicators that formulas refer to.
type expressions struct {
	*loader
	state map[*Indicator]state
	size  map[*Indicator]int
}

// parts are the computed indicators that a formula refers to within its period.
func (e *expressions) parts(f *expr.Formula) []*Indicator {
	var all []*Indicator
	for _, ref := range f.Refs() {
		if ind := e.t.Slots[ref.Slot].Indicator; ref.Base == expr.Current && ind.Formula != nil {
			all = append(all, ind)
		}
	}
	return all
}

// circles follows the references from ind, and reports each that leads back to the path.
func (e *expressions) circles(ind *Indicator, path []*Indicator) {
	if e.state[ind] == onPath {
		e.circle(path[slices.Index(path, ind):])
	}
	if e.state[ind] != unseen {
		return
	}
	e.state[ind] = onPath
	path = append(path, ind)
	for _, part := range e.parts(ind.Formula) {
		e.circles(part, path)
	}
	e.state[ind] = done
}

// circle reports a circle at the first of its indicators in the template.
func (e *expressions) circle(circle []*Indicator) {
	first := 0
	for i, ind := range circle {
		if slices.Index(e.t.Indicators, ind) < slices.Index(e.t.Indicators, circle[first]) {
			first = i
		}
	}
	var codes []string
	for _, ind := range slices.Concat(circle[first:], circle[:first+1]) {
		codes = append(codes, ind.Code)
	}
	e.findings.Add(finding.New(finding.Circular, circle[first].Pos, strings.Join(codes, " → ")))
}

// operands is how many figures a computed indicator comes from.
func (e *expressions) operands(ind *Indicator) int {
	if ind.Formula == nil {
		return 0
	}
	if _, known := e.size[ind]; !known {
		e.size[ind] = e.written(ind.Formula)
	}
	return e.size[ind]
}

// written is how many figures a formula comes from; beyond the limit any number will do.
func (e *expressions) written(f *expr.Formula) int {
	n := len(f.Refs())
	for _, part := range e.parts(f) {
		n = min(n+e.operands(part), e.limits.Most(limit.Operands)+1)
	}
	return n
}
