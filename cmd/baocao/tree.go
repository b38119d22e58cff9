package main

import (
	"fmt"
	"slices"
	"strings"

	"baocao/report/num"
	"baocao/report/trace"
)

// showTrace prints the figure, the tree below it, and the numbers beside it.
func (p *program) showTrace(t traced) {
	w := p.ui.stdout
	f := t.tracer.Written(t.root.Figure)
	value := printedNode(t.root)
	if t.root.Value.IsKnown() {
		value += measureOf(t.root.Of, f.Measure)
	}
	fmt.Fprintf(w, "%s  %s  %s\n", p.nameOf(t.root), value, p.text(scopeOf(t.root)))
	if label := t.tracer.Label(t.root.Figure); label != "" {
		fmt.Fprintln(w, label)
	}
	if made := p.text(howWords(t.root)); made != "" {
		fmt.Fprintln(w, made)
	}
	p.showNodes(t.root, 1)
	p.showApart(t.apart)
	if t.root.Of == trace.Own {
		p.showBeside(t)
	}
	for _, note := range t.notes() {
		fmt.Fprintf(w, "\n%s\n", p.text(note))
	}
}

// nameOf is the figure's code, with what it is compared with.
func (p *program) nameOf(n trace.Node) string {
	if n.Of == trace.Own {
		return n.Figure
	}
	return n.Figure + ", " + p.text(besideWord(n.Of))
}

// showNodes prints the parts of a node, each followed by its own, indented.
func (p *program) showNodes(parent trace.Node, depth int) {
	labels, values := make([]string, len(parent.Parts)), make([]string, len(parent.Parts))
	labelWidth, valueWidth := 0, 0
	for i, n := range parent.Parts {
		labels[i], values[i] = p.label(parent, n), printedNode(n)
		labelWidth, valueWidth = max(labelWidth, displayWidth(labels[i])), max(valueWidth, displayWidth(values[i]))
	}
	for i, n := range parent.Parts {
		line := strings.Repeat("  ", depth) + labels[i] + strings.Repeat(" ", labelWidth-displayWidth(labels[i])+2) +
			strings.Repeat(" ", valueWidth-displayWidth(values[i])) + values[i] + "  " + p.remark(n)
		fmt.Fprintln(p.ui.stdout, strings.TrimRight(line, " "))
		p.showNodes(n, depth+1)
	}
}

// label says what a part is, as far as it is another thing than what it is a part of.
func (p *program) label(parent, n trace.Node) string {
	if n.Unit != nil && parent.Unit == nil {
		return n.Unit.Name
	}
	var words []string
	if n.Figure != parent.Figure || n.Unit == nil {
		words = append(words, n.Figure)
	}
	switch {
	case n.How == trace.Planned:
		words = append(words, p.text(besideWord(trace.Target)))
	case n.Period.Code != parent.Period.Code || len(words) == 0 || parent.How == trace.Compared:
		words = append(words, n.Period.Label)
	}
	return strings.Join(words, ", ")
}

// remark says where a value stands, or what it is made of.
func (p *program) remark(n trace.Node) string {
	var words []string
	if text := p.text(howWords(n)); text != "" {
		words = append(words, text)
	}
	if n.File != "" {
		words = append(words, placeOf(n))
	}
	if n.How == trace.Counted && n.At != "" { // stated, and what the register says
		slices.Reverse(words)
	}
	if n.Value.State == num.NotApplicable {
		words = append(words, p.text(notApplicable))
	}
	if n.Unit == nil && n.Units != nil {
		words = append(words, p.text(coverageOf(n.Units)))
	}
	return strings.Join(words, "  ")
}

// placeOf is a place as findings print it.
func placeOf(n trace.Node) string {
	if n.At == "" {
		return n.File
	}
	return n.File + ":" + n.At
}

// showApart prints what stands beside the totals.
func (p *program) showApart(apart []trace.Node) {
	if len(apart) == 0 {
		return
	}
	fmt.Fprintf(p.ui.stdout, "\n%s\n", p.text(apartHead))
	for _, n := range apart {
		fmt.Fprintf(p.ui.stdout, "  %s  %s  %s  %s\n", n.Unit.Name, printedNode(n), p.text(windowOf(n)), placeOf(n))
	}
}

// showBeside prints the numbers that the report has beside the figure, a line each.
func (p *program) showBeside(t traced) {
	f := t.tracer.Written(t.root.Figure)
	var rows [][]string
	for _, words := range besideWords {
		if v := words.of.Number(f); v.IsKnown() {
			rows = append(rows, []string{"  " + words.name(p.ui.lang), printed(v) + percentOf(words.of, f.Measure), p.text(words.text)})
		}
	}
	if len(rows) > 0 {
		fmt.Fprintf(p.ui.stdout, "\n%s\n", p.text(besideHead))
		printTable(p.ui.stdout, rows, []int{1})
	}
}

// measureOf is what follows a number: the measure of the figure, or a sign of percent.
func measureOf(of trace.Of, measure string) string {
	if sign := percentOf(of, measure); sign != "" || measure == "" {
		return sign
	}
	return " " + measure
}

// percentOf is the sign of a share, of a change, and of rates, whose differences are points.
func percentOf(of trace.Of, measure string) string {
	switch of {
	case trace.Share, trace.Attained:
		return "%"
	case trace.Change, trace.ChangePrevious, trace.Difference, trace.DifferencePrevious:
		if measure == "%" {
			return " điểm %"
		}
		if of == trace.Change || of == trace.ChangePrevious {
			return "%"
		}
		return ""
	}
	if measure == "%" {
		return "%"
	}
	return ""
}
