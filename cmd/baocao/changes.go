package main

import (
	"fmt"
	"strings"

	"baocao/report/diff"
	"baocao/report/finding"
	"baocao/report/output"
	"baocao/report/trace"
)

// showDiff prints a comparison for people: the verdict, what was compared, and then what
// changed, each kind under its heading.
func (p *program) showDiff(paths []string, reports []*output.Report, r *diff.Result) {
	p.line(0, diffVerdict(r))
	for i, side := range []finding.Text{finding.Say("cũ", "old"), finding.Say("mới", "new")} {
		p.line(0, comparedReport(side, paths[i], reports[i]))
	}
	if r.OtherPeriod() {
		p.line(0, otherPeriods())
	}
	p.showChanges(figuresHead, r.Figures)
	p.showChanges(targetsHead, r.Targets)
	p.section(checksHead, len(r.Checks))
	for _, c := range r.Checks {
		p.line(1, checkChanged(c))
	}
	p.section(unitsHead, len(r.Came)+len(r.Gone))
	for _, u := range r.Came {
		p.line(1, unitCame(u.Name))
	}
	for _, u := range r.Gone {
		p.line(1, unitGone(u.Name))
	}
	p.section(filesHead, len(r.Inputs))
	for _, in := range r.Inputs {
		p.line(1, fileChanged(in))
	}
	p.section(factsHead, len(r.Facts))
	for _, f := range r.Facts {
		p.line(1, factChanged(f))
	}
	p.section(notComparedHead, len(r.NotCompared))
	for _, s := range r.NotCompared {
		p.line(1, subjectWords[s])
	}
}

// line prints one line, indented.
func (p *program) line(depth int, text finding.Text) {
	fmt.Fprintln(p.ui.stdout, strings.Repeat("  ", depth)+p.text(text))
}

// section prints a heading if something stands below it.
func (p *program) section(head finding.Text, n int) {
	if n > 0 {
		fmt.Fprintf(p.ui.stdout, "\n%s\n", p.text(head))
	}
}

// showChanges prints figures, and under each the units or operands that made it change.
func (p *program) showChanges(head finding.Text, figures []diff.Figure) {
	p.section(head, len(figures))
	for _, f := range figures {
		p.line(1, figureChanged(f))
		for _, o := range f.Operands {
			p.line(2, operandChanged(o))
		}
		var rows [][]string
		for _, u := range f.Units {
			rows = append(rows, p.unitRows(u)...)
		}
		if len(rows) > 0 {
			printTable(p.ui.stdout, rows, nil)
		}
	}
}

// unitRows are one unit's value and, where it has no place of its own, the places below it.
func (p *program) unitRows(u diff.Unit) [][]string {
	rows := [][]string{{"    " + u.Row.Name, p.text(valuesOf(u.Change)), p.text(placesOf(u.Change))}}
	for _, cause := range u.Causes {
		rows = append(rows, []string{"      " + causeName(u.Change, cause), p.text(valuesOf(cause)), p.text(placesOf(cause))})
	}
	return rows
}

// causeName is the figure that stands at a place, with its period where that is another one.
func causeName(of, cause diff.Change) string {
	n, whole := either(cause), either(of)
	if n.Period.Code == whole.Period.Code {
		return n.Figure
	}
	return n.Figure + ", " + n.Period.Label
}

// either is the new side of a change, or the old one where there is no other.
func either(c diff.Change) *trace.Node {
	if c.New != nil {
		return c.New
	}
	return c.Old
}

// differenceOf is how much a value grew: (+3), (-1,5); nothing where a side is no number.
func differenceOf(c diff.Change) string {
	if c.Old == nil || c.New == nil || !c.Old.Value.IsKnown() || !c.New.Value.IsKnown() {
		return ""
	}
	d := c.New.Value.Sub(c.Old.Value)
	if d.Number.Sign() == 0 {
		return ""
	}
	sign := ""
	if d.Number.Sign() > 0 {
		sign = "+"
	}
	return " (" + sign + printed(d) + ")"
}
