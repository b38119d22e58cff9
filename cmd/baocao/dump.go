package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"baocao/report"
	"baocao/report/decode"
	"baocao/report/document"
	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/num"
	"baocao/report/workspace"
)

// views are what --dump can show: what each stage hands to the next.
var views = []string{"figures", "model", "document"}

// dump shows one stage's result on standard output instead of writing files.
func (p *program) dump(c *cli.Context, j *job) error {
	if c.String("dump") == "figures" {
		return p.dumpFigures(j)
	}
	lead := j.judge
	if c.String("dump") == "document" {
		j.options.Document = true
		if len(j.options.Formats) == 0 {
			j.options.Formats = []report.Format{report.JSON} // nothing is drawn
		}
		lead = j.make
	}
	result, err := lead(c.Context)
	if err != nil {
		return err
	}
	if err := p.judged(j, result.Findings, finding.Text{}); err != nil {
		return err
	}
	if c.String("dump") == "document" {
		return document.Text(p.ui.stdout, result.Document())
	}
	return result.Model.JSON(p.ui.exact, false)
}

// dumpFigures shows submissions as decoded, before any template is known.
func (p *program) dumpFigures(j *job) error {
	list := j.found
	for _, f := range j.in.Files {
		f, err := f.Loaded()
		if err != nil {
			list.Add(workspace.Unread(f.Path, err))
			continue
		}
		submissions, found := decode.Submission(f)
		list.Add(found...)
		for _, s := range submissions {
			writeSubmission(p.ui.stdout, s)
		}
	}
	return p.judged(j, list.Sorted(j.paths()), finding.Text{})
}

func writeSubmission(w io.Writer, s *figures.Submission) {
	fmt.Fprintf(w, "submission %s\n", s.Path)
	fmt.Fprintf(w, "  unit %s, period %s, template %q\n", s.Unit.Code, s.Period.Code, s.Template)
	for _, f := range s.Figures {
		writeFigure(w, f)
	}
	for _, t := range s.Targets {
		fmt.Fprintf(w, "  target %s = %s  at %s\n", t.Indicator, plain(t.Value), t.Pos.Place())
	}
	for _, r := range s.Registers {
		fmt.Fprintf(w, "  register %s: %d rows  at %s\n", r.Code, len(r.Rows), r.Pos.Place())
	}
	for _, t := range s.Texts {
		fmt.Fprintf(w, "  text %s: %d bytes  at %s\n", t.Key, len(t.Markdown), t.Pos.Place())
	}
}

func writeFigure(w io.Writer, f figures.Figure) {
	var name []string
	for _, part := range []string{f.Indicator, f.Axis, f.Category} {
		if part != "" {
			name = append(name, part)
		}
	}
	line := "  " + strings.Join(name, ".") + " = "
	switch {
	case f.Bad:
		line += "unreadable " + f.Typed()
	case f.Rate() != nil:
		line += f.Rate().String() + "%"
	default:
		line += plain(f.Value())
	}
	if f.OutOf().State != num.Missing {
		line += " out of " + plain(f.OutOf())
	}
	for _, fact := range [][2]string{{"qualifier", f.Qualifier()}, {"since", f.Since().String()}, {"as_of", f.AsOf().String()}, {"note", f.Note()}} {
		if fact[1] != "" {
			line += ", " + fact[0] + " " + fact[1]
		}
	}
	fmt.Fprintf(w, "%s  at %s\n", line, f.Pos().Place())
}

func plain(v num.Value) string {
	switch v.State {
	case num.Missing:
		return "missing"
	case num.NotApplicable:
		return "x"
	}
	return v.Number.String()
}
