package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"baocao/report"
	"baocao/report/finding"
	"baocao/report/limit"
	"baocao/report/source"
	"baocao/report/workspace"
	"baocao/templates"
)

// settingsFile marks an office's folder.
const settingsFile = "baocao.yaml"

// job is what generate and check have in common: the inputs, read, and what is asked of them.
type job struct {
	in      *workspace.Inputs
	found   finding.List // while the inputs were gathered
	options report.Options

	progress *progress
}

// jobFlags are the flags of a job.
func jobFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "period", Aliases: []string{"p"}},
		&cli.StringFlag{Name: "unit", Aliases: []string{"u"}},
		&cli.StringFlag{Name: "template", Aliases: []string{"t"}},
		&cli.BoolFlag{Name: "strict"},
	}
}

// readingFlags are the flags that say how files are read.
func readingFlags() []cli.Flag {
	return []cli.Flag{&cli.BoolFlag{Name: "large"}, &cli.StringFlag{Name: "legacy"}}
}

// readingOf is how the command line wants files read.
func readingOf(c *cli.Context) (source.How, error) {
	how := source.How{Limits: limit.Limits{Tenfold: c.Bool("large")}}
	switch way := c.String("legacy"); {
	case way == "convert":
		how.Convert = true
	case c.IsSet("legacy"):
		return how, usage(unknownChoice("--legacy", way, []string{"convert"}))
	}
	return how, nil
}

// open reads the files and folders that the command line names.
func (p *program) open(c *cli.Context) (*job, error) {
	paths, err := inputPaths(c.Args().Slice())
	if err != nil {
		return nil, err
	}
	a, err := askedOf(c)
	if err != nil {
		return nil, err
	}
	a.strict = c.Bool("strict")
	return p.openPaths(c.Context, paths, a)
}

// asked is what the command line asks of a job; empty: as the inputs say.
type asked struct {
	template, unit, period string
	strict                 bool
	how                    source.How
}

// askedOf reads what every command that computes a report can be asked.
func askedOf(c *cli.Context) (asked, error) {
	how, err := readingOf(c)
	return asked{template: c.String("template"), unit: c.String("unit"), period: c.String("period"), how: how}, err
}

// openPaths reads files and folders.
func (p *program) openPaths(ctx context.Context, paths []string, a asked) (*job, error) {
	in, found, err := openInputs(ctx, a.how, paths, a.period)
	if err != nil {
		return nil, err
	}
	progress := newProgress(p.ui)
	return &job{in: in, found: found, progress: progress, options: report.Options{
		Limits: a.how.Limits, Template: a.template, Unit: a.unit, Period: a.period,
		Strict: a.strict, Generator: generator,
		Templates: opener(in.Folder), Known: builtIn(), Layouts: templates.FS, Progress: progress.show,
	}}, nil
}

// openInputs is [workspace.OpenIn] until ctx ends: a network drive may let one wait for long.
func openInputs(ctx context.Context, how source.How, paths []string, period string) (*workspace.Inputs, finding.List, error) {
	var in *workspace.Inputs
	var found finding.List
	err := until(ctx, func() (err error) {
		in, found, err = workspace.OpenIn(how, paths, period)
		return err
	})
	if err != nil {
		return nil, nil, err // in and found may still be written
	}
	return in, found, nil
}

// until does something, and waits for it or for the end of ctx. Then what was begun ends by
// itself, unheeded.
func until(ctx context.Context, do func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() { done <- do() }()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case err := <-done:
		return err
	}
}

// inputPaths gives the paths to read: those that were named, patterns filled in, or the
// office's folder that the process stands in.
func inputPaths(args []string) ([]string, error) {
	if len(args) == 0 {
		folder, ok := officeFolder(".")
		if !ok {
			return nil, usage(noInput()).hinted(nameTheInput())
		}
		return []string{folder}, nil
	}
	var paths []string
	for _, arg := range args {
		paths = append(paths, expand(arg)...)
	}
	return paths, nil
}

// expand fills in a pattern, which the command line of Windows leaves as typed. What
// matches nothing stays, so that the error names it.
func expand(arg string) []string {
	if _, err := os.Lstat(arg); err == nil || !strings.ContainsAny(arg, "*?") {
		return []string{arg}
	}
	matches, err := filepath.Glob(arg)
	if err != nil || len(matches) == 0 {
		return []string{arg}
	}
	return matches
}

// officeFolder is folder, or the nearest one above it, with a baocao.yaml.
func officeFolder(folder string) (string, bool) {
	absolute, err := filepath.Abs(folder)
	if err != nil {
		return "", false
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, settingsFile)); err == nil {
			return folder, true
		}
		above := filepath.Dir(absolute)
		if above == absolute {
			return "", false
		}
		absolute, folder = above, filepath.Join(folder, "..")
	}
}

// judge leads the job as far as the model.
func (j *job) judge(ctx context.Context) (report.Result, error) { return j.run(ctx, report.Check) }

// make leads the job to the finished files, or as far as the findings let it.
func (j *job) make(ctx context.Context) (report.Result, error) {
	if j.stops(j.found) {
		return j.judge(ctx)
	}
	return j.run(ctx, report.Generate)
}

type stage func(*workspace.Inputs, report.Options) (report.Result, error)

// run waits for the stage or for the end of ctx. The result has the findings of the whole
// job, in their order.
func (j *job) run(ctx context.Context, do stage) (report.Result, error) {
	defer j.progress.end()
	var result report.Result
	err := until(ctx, func() (err error) {
		result, err = do(j.in, j.options)
		return err
	})
	if err != nil {
		return report.Result{}, err // result may still be written
	}
	result.Findings = j.all(result.Findings)
	return result, nil
}

// release lets go of the files' bytes, of which the report needs none any more.
func (j *job) release() {
	for i := range j.in.Files {
		j.in.Files[i].Data = nil
	}
}

// stops reports whether a list keeps the report from being made.
func (j *job) stops(list finding.List) bool {
	return list.HasErrors() || j.options.Strict && list.Count(finding.Warning) > 0
}

// all joins what was found while opening and what the stages found.
func (j *job) all(later finding.List) finding.List {
	if len(j.found) == 0 {
		return later // in order already
	}
	list := slices.Concat(j.found, later)
	if j.options.Strict {
		list = list.Strict()
	}
	return list.Sorted(j.paths())
}

// paths are those of the files that were read, as the user named them.
func (j *job) paths() []string {
	paths := make([]string, len(j.in.Files))
	for i, f := range j.in.Files {
		paths[i] = f.Path
	}
	return paths
}

// builtIn lists the templates inside the program.
func builtIn() []string {
	entries, err := fs.ReadDir(templates.FS, ".")
	if err != nil {
		panic("baocao: templates: " + err.Error())
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && !slices.Contains([]string{templates.Layouts, templates.Schemas, templates.Office}, e.Name()) {
			names = append(names, e.Name())
		}
	}
	return names
}

// opener opens a template by a built-in name, or as a folder: as named, beside the inputs,
// or in their office's folder.
func opener(inputs string) func(name string) (fsys fs.FS, folder string, ok bool) {
	return func(name string) (fs.FS, string, bool) {
		if slices.Contains(builtIn(), name) {
			sub, err := fs.Sub(templates.FS, name)
			return sub, name, err == nil
		}
		folders := []string{name}
		if !filepath.IsAbs(name) {
			folders = append(folders, filepath.Join(inputs, name))
			if office, ok := officeFolder(inputs); ok {
				folders = append(folders, filepath.Join(office, name))
			}
		}
		for _, folder := range folders {
			if info, err := os.Stat(folder); name != "" && err == nil && info.IsDir() {
				return workspace.Folder(folder), folder, true
			}
		}
		return nil, "", false
	}
}

// openTemplate opens what the commands on templates are given.
func openTemplate(name string) (fs.FS, string, error) {
	if fsys, folder, ok := opener(".")(name); ok {
		return fsys, folder, nil
	}
	if strings.ContainsAny(name, `./\`) {
		_, err := os.ReadDir(name)
		if err == nil {
			err = errors.ErrUnsupported
		}
		return nil, "", err
	}
	return nil, "", unknown(aTemplate, name, builtIn())
}

// unknown refuses a name with the nearest known one, or all of them.
func unknown(what finding.Text, name string, known []string) error {
	hint := didYouMean("", source.Nearest(name, known))
	if hint.IsZero() {
		hint = available(known)
	}
	return usage(unknownName(what, name)).hinted(hint)
}
