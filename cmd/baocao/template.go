package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"baocao/report/finding"
	"baocao/report/limit"
	"baocao/report/spec"
	"baocao/templates"
)

func (p *program) templateCommand() *cli.Command {
	sub := func(name string, action cli.ActionFunc, flags ...cli.Flag) *cli.Command {
		return command(&cli.Command{Name: name, Flags: flags, Action: action})
	}
	return command(&cli.Command{
		Name: "template", Aliases: []string{"mẫu", "mau"},
		Subcommands: []*cli.Command{
			sub("list", p.listTemplates),
			sub("show", p.showTemplate, &cli.BoolFlag{Name: "large"}),
			sub("check", p.checkTemplate, &cli.BoolFlag{Name: "strict"}, &cli.BoolFlag{Name: "large"}),
		},
		Action: func(*cli.Context) error { return usage(subcommandNeeded("template", "list, show, check")) },
	})
}

// listTemplates lists the templates inside the program.
func (p *program) listTemplates(c *cli.Context) error {
	for _, name := range builtIn() {
		fsys, folder, err := openTemplate(name)
		if err != nil {
			return err
		}
		t, found := spec.Load(fsys, folder, nil)
		if t == nil {
			p.ui.findings(p.ui.stderr, found)
			return errFindings
		}
		fmt.Fprintf(p.ui.stdout, "%-15s%s\n", t.Name, t.Title)
	}
	return nil
}

// load loads the one template that the command line names.
func (p *program) load(c *cli.Context) (*spec.Template, finding.List, error) {
	switch {
	case c.NArg() == 0:
		return nil, nil, usage(argumentNeeded("template " + c.Command.Name)).hinted(available(builtIn()))
	case c.NArg() > 1:
		return nil, nil, usage(tooManyArguments("template " + c.Command.Name))
	}
	fsys, folder, err := openTemplate(c.Args().First())
	if err != nil {
		return nil, nil, err
	}
	t, found := spec.LoadIn(limit.Limits{Tenfold: c.Bool("large")}, fsys, folder, nil)
	return t, found.Sorted(nil), nil
}

// checkTemplate says everything that is wrong with a template, before any data.
func (p *program) checkTemplate(c *cli.Context) error {
	t, found, err := p.load(c)
	if err != nil {
		return err
	}
	if t != nil && t.Layout != "" && !slices.Contains(spec.Layouts(templates.FS), t.Layout) {
		found.Add(spec.UnknownLayout(templates.FS, t.Layout, t.LayoutPos))
	}
	if c.Bool("strict") {
		found = found.Strict()
	}
	v := valid
	if found.HasErrors() {
		v = invalid
	}
	p.checked(v, found, nil)
	if v == invalid {
		return errFindings
	}
	return nil
}

// showTemplate lists what a template knows: the codes that a clerk may write.
func (p *program) showTemplate(c *cli.Context) error {
	t, found, err := p.load(c)
	if err != nil {
		return err
	}
	if t == nil {
		p.ui.findings(p.ui.stderr, found)
		return errFindings
	}
	w := p.ui.stdout
	fmt.Fprintf(w, "%s: %s\n", t.Name, t.Title)
	var kinds []string
	for _, k := range t.Periods {
		kinds = append(kinds, p.text(k.Text()))
	}
	fmt.Fprintf(w, "%s: %s\n", p.text(periodsHead), strings.Join(kinds, ", "))

	fmt.Fprintf(w, "\n%s\n", p.text(indicatorsHead))
	for _, ind := range t.Indicators {
		p.showIndicator(ind)
	}
	p.showRegisters(t.Registers)
	fmt.Fprintf(w, "\n%s\n", p.text(tablesHead))
	for _, table := range t.Tables {
		fmt.Fprintf(w, "  %s  %s\n", table.Code, table.Title)
	}
	fmt.Fprintf(w, "\n%s\n  %s\n", p.text(textsHead), strings.Join(t.Summary.TextKeys(), ", "))
	return nil
}

func (p *program) showIndicator(ind *spec.Indicator) {
	facts := []string{ind.Measure, p.text(natureWords[ind.Nature])}
	if ind.OutOf != "" {
		facts = append(facts, p.text(outOf(ind.OutOf)))
	}
	fmt.Fprintf(p.ui.stdout, "  %-7s %s (%s)\n", ind.Code, ind.Label, strings.Join(facts, "; "))
	for _, b := range ind.By {
		var categories []string
		for _, category := range b.Categories {
			categories = append(categories, category.Code+" "+category.Label)
		}
		fmt.Fprintf(p.ui.stdout, "            %s: %s\n", b.Code, strings.Join(categories, " · "))
	}
}

func (p *program) showRegisters(registers []*spec.Register) {
	if len(registers) == 0 {
		return
	}
	fmt.Fprintf(p.ui.stdout, "\n%s\n", p.text(registersHead))
	for _, r := range registers {
		var columns []string
		for _, column := range r.Columns {
			columns = append(columns, column.Code+" "+column.Label)
		}
		line := "  " + r.Code
		if r.Label != "" {
			line += "  " + r.Label
		}
		if r.Counts != nil {
			line += " (" + p.text(countedInto(r.Counts.Code)) + ")"
		}
		fmt.Fprintf(p.ui.stdout, "%s\n            %s\n", line, strings.Join(columns, " · "))
	}
}
