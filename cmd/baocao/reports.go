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
	"baocao/report/workspace"
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

// report reads a finished report, or computes the one of the inputs.
func (p *program) report(ctx context.Context, path string, a asked) (*output.Report, error) {
	if isInput(path, a.how) {
		return p.computed(ctx, path, a)
	}
	return readReport(path, a.how)
}

// readReport reads one of the files that generate writes.
func readReport(path string, how source.How) (*output.Report, error) {
	f, err := reportFile(path, how)
	if err != nil {
		return nil, err
	}
	r, err := output.Read(f)
	if other := (*model.NotReport)(nil); errors.As(err, &other) {
		return nil, failure{code: exitFindings, text: notReport(path, other.Text), hint: nameAReport()}
	}
	return r, err
}

// reportFile loads a file that may be a report: its bytes come from strangers, too.
func reportFile(path string, how source.How) (source.File, error) {
	data, refused, err := workspace.ReadReport(path, how.Limits)
	if refused != nil {
		return source.File{}, failure{code: exitFindings, text: notReport(path, refused.Message), hint: refused.Hint()}
	}
	return source.File{Path: path, Name: filepath.Base(path), Data: data, How: how}, err
}

// isInput reports whether a path is what a report is made of, rather than a report: a folder,
// or a file that generate would not have written.
func isInput(path string, how source.How) bool {
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
		_, err := readReport(path, how) // a workbook that was saved again still is a report
		return err != nil
	}
	return false
}

// computed makes the report of inputs in memory.
func (p *program) computed(ctx context.Context, path string, a asked) (*output.Report, error) {
	j, err := p.openPaths(ctx, []string{path}, a)
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
