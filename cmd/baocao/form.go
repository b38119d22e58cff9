package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"baocao/report"
	"baocao/report/finding"
	"baocao/report/period"
	"baocao/report/workspace"
	"baocao/templates"
)

// formFolder is where forms go unless -o says otherwise, in the office's folder.
const formFolder = "bieu-mau"

func (p *program) formCommand() *cli.Command {
	return reader(&cli.Command{
		Name: "form", Aliases: []string{"biểu-mẫu", "bieu-mau"},
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "unit", Aliases: []string{"u"}},
			&cli.StringFlag{Name: "period", Aliases: []string{"p"}},
			&cli.StringFlag{Name: "template", Aliases: []string{"t"}},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}},
			&cli.BoolFlag{Name: "all"},
			&cli.BoolFlag{Name: "force"},
		},
		Action: p.form,
	})
}

// form writes the blank form of one unit, or of all that owe a report.
func (p *program) form(c *cli.Context) error {
	unit, all := c.String("unit"), c.Bool("all")
	switch {
	case c.String("period") == "":
		return usage(optionNeeded("form", "-p"))
	case unit == "" && !all:
		return usage(optionNeeded("form", "-u")).hinted(orAll())
	case c.NArg() > 1:
		return usage(tooManyArguments("form"))
	}
	wanted, err := askedOf(c)
	if err != nil {
		return err
	}
	in, found, err := earlier(c.Context, c.Args().First(), wanted)
	if err != nil {
		return err
	}
	files, later, err := report.Forms(in, report.Options{
		Limits: wanted.how.Limits, Template: wanted.template, Unit: unit, Period: wanted.period, Generator: generator,
		Templates: opener(in.Folder), Known: builtIn(), Layouts: templates.FS,
	}, all)
	if err != nil {
		return err
	}
	found.Add(later...)
	p.ui.findings(p.ui.stderr, found)
	if found.HasErrors() {
		p.ui.summary(p.ui.stderr, found, nothingWritten)
		return errFindings
	}
	folder := formTarget(c.String("output"), in.Folder, files)
	written, err := writeAll(c.Context, folder, files, writeRules{overwrite: c.Bool("force")})
	if err != nil {
		return err
	}
	for _, path := range written {
		fmt.Fprintln(p.ui.stdout, path)
	}
	return nil
}

// earlier opens the office's folder with the submissions of the period before, whose
// figures the form shows. That there are none is no fault.
func earlier(ctx context.Context, folder string, wanted asked) (*workspace.Inputs, finding.List, error) {
	read := wanted.period
	if asked, ok := period.Parse(wanted.period); ok {
		if before, ok := asked.Previous(); ok {
			read = before.Code
		}
	}
	if folder == "" {
		folder, _ = officeFolder(".")
	}
	var paths []string
	if folder != "" {
		paths = []string{folder}
	}
	in, found, err := openInputs(ctx, wanted.how, paths, read)
	found = slices.DeleteFunc(found, func(f finding.Finding) bool { return f.Code == finding.NoSubmission })
	return in, found, err
}

// formTarget gives the folder to write into; -o may also name the one file.
func formTarget(output, office string, files []report.File) string {
	switch {
	case output == "":
		return filepath.Join(office, formFolder)
	case len(files) == 1 && strings.EqualFold(filepath.Ext(output), ".xlsx"):
		files[0].Name = filepath.Base(output)
		return filepath.Dir(output)
	}
	return output
}
