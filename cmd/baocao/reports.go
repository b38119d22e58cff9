package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/output"
	"baocao/report/source"
)

// Reports as trace and diff take them: a file that generate wrote, or what it is made of.

// reportFlags are the flags for those that are computed.
func reportFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "period", Aliases: []string{"p"}},
		&cli.StringFlag{Name: "unit", Aliases: []string{"u"}},
		&cli.StringFlag{Name: "template", Aliases: []string{"t"}},
		&cli.BoolFlag{Name: "json"},
	}
}

func askedOf(c *cli.Context) asked {
	return asked{template: c.String("template"), unit: c.String("unit"), period: c.String("period")}
}

// report reads a finished report, or computes the one of the inputs.
func (p *program) report(ctx context.Context, path string, a asked) (*output.Report, error) {
	if isInput(path) {
		return p.computed(ctx, path, a)
	}
	return readReport(path)
}

// readReport reads one of the files that generate writes.
func readReport(path string) (*output.Report, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	r, err := output.Read(source.File{Path: path, Name: filepath.Base(path), Data: data})
	if other := (*model.NotReport)(nil); errors.As(err, &other) {
		return nil, failure{code: exitFindings, text: notReport(path, other.Text), hint: nameAReport()}
	}
	return r, err
}

// isInput reports whether a path is what a report is made of, rather than a report: a folder,
// or a file that generate would not have written.
func isInput(path string) bool {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return true
	}
	switch strings.ToLower(filepath.Ext(path)) {
	case ".yaml", ".yml", ".csv":
		return true
	case ".xlsx", ".json":
		if ours, err := wroteIt(path); err != nil || ours {
			return false
		}
		_, err := readReport(path) // a workbook that was saved again still is a report
		return err != nil
	}
	return false
}

// computed makes the report of inputs in memory.
func (p *program) computed(ctx context.Context, path string, a asked) (*output.Report, error) {
	j, err := p.openPaths([]string{path}, a)
	if err != nil {
		return nil, err
	}
	result, err := j.judge(ctx)
	if err != nil {
		return nil, err
	}
	if j.stops(result.Findings) {
		return nil, p.judged(j, withErrors(result.Findings), notCompared)
	}
	if result.Model == nil {
		return nil, failure{code: exitFindings, text: nothingToReport(path)}
	}
	return output.Of(result.Model)
}

func withErrors(list finding.List) finding.List {
	return slices.DeleteFunc(slices.Clone(list), func(f finding.Finding) bool { return f.Severity != finding.Error })
}
