package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"baocao/report"
	"baocao/report/finding"
	"baocao/report/source"
)

// outputFolder is where reports go unless -o says otherwise, in the inputs' folder.
const outputFolder = "bao-cao"

func (p *program) generateCommand() *cli.Command {
	return reader(&cli.Command{
		Name: "generate", Aliases: []string{"lập", "lap"},
		Flags: append(jobFlags(),
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}},
			&cli.StringFlag{Name: "format"},
			&cli.StringFlag{Name: "layout"},
			&cli.StringFlag{Name: "dump"},
			&cli.BoolFlag{Name: "without-faulty"},
			&cli.BoolFlag{Name: "force"}),
		Action: p.generate,
	})
}

// generate makes the report's files, all or none.
func (p *program) generate(c *cli.Context) error {
	largePages()
	formats, err := formats(c.String("format"))
	if err != nil {
		return err
	}
	if view := c.String("dump"); c.IsSet("dump") && !slices.Contains(views, view) {
		return usage(unknownChoice("--dump", view, views)).hinted(didYouMean("", source.Nearest(view, views)))
	}
	j, err := p.open(c)
	if err != nil {
		return err
	}
	j.options.Formats, j.options.Layout, j.options.WithoutFaulty = formats, c.String("layout"), c.Bool("without-faulty")
	if c.IsSet("dump") {
		return p.dump(c, j)
	}
	result, err := j.make(c.Context)
	if err != nil {
		return err
	}
	if err := p.judged(j, result.Findings, nothingWritten); err != nil {
		return err
	}
	j.release()
	folder := c.String("output")
	if folder == "" {
		folder = filepath.Join(j.in.Folder, outputFolder)
	}
	written, err := writeAll(c.Context, folder, result.Files, writeRules{overwrite: c.Bool("force"), inputs: j.paths()})
	if err != nil {
		return err
	}
	for _, path := range written {
		fmt.Fprintln(p.ui.stdout, path)
	}
	return nil
}

// judged prints the findings to standard error, and ends the run where they stop it; tail
// then says what was not done. Notes are not printed, since check shows them; a report that
// is made counts them.
func (p *program) judged(j *job, list finding.List, tail finding.Text) error {
	plain := withoutNotes(list)
	p.ui.findings(p.ui.stderr, plain)
	if j.stops(list) {
		p.ui.summary(p.ui.stderr, plain, tail)
		return errFindings
	}
	tail = finding.Text{}
	if list.Count(finding.Info) > 0 {
		tail = seeNotes
	}
	p.ui.summary(p.ui.stderr, list, tail)
	return nil
}

func withoutNotes(list finding.List) finding.List {
	var others finding.List
	for i := range list { // there may be tens of thousands of notes
		if list[i].Severity != finding.Info {
			others.Add(list[i])
		}
	}
	return others
}

// formats reads the value of --format; nothing is all of them.
func formats(list string) ([]report.Format, error) {
	if list == "" {
		return nil, nil
	}
	var known []string
	for _, f := range report.Formats {
		known = append(known, string(f))
	}
	var chosen []report.Format
	for name := range strings.SplitSeq(strings.ToLower(list), ",") {
		name = strings.TrimSpace(name)
		if !slices.Contains(known, name) {
			return nil, usage(unknownChoice("--format", name, known)).hinted(didYouMean("", source.Nearest(name, known)))
		}
		if !slices.Contains(chosen, report.Format(name)) {
			chosen = append(chosen, report.Format(name))
		}
	}
	return chosen, nil
}
