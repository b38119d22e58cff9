package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"baocao/report"
	"baocao/report/finding"
	"baocao/report/source"
	"baocao/report/verify"
)

func (p *program) verifyCommand() *cli.Command {
	return reader(&cli.Command{
		Name: "verify", Aliases: []string{"đối-chiếu", "doi-chieu"},
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: "inputs"},
			&cli.StringFlag{Name: "template", Aliases: []string{"t"}},
			&cli.StringFlag{Name: "layout"},
			&cli.BoolFlag{Name: "without-faulty"},
			&cli.BoolFlag{Name: "json"},
		},
		Action: p.verify,
	})
}

// verify proves that a report's files agree, or names what does not. That they differ, or
// that too little was given to prove it, ends the run as findings do.
func (p *program) verify(c *cli.Context) error {
	if c.NArg() == 0 {
		return usage(outputsNeeded()).hinted(verifyExample())
	}
	how, err := readingOf(c)
	if err != nil {
		return err
	}
	files, err := outputFiles(c.Args().Slice(), how)
	if err != nil {
		return err
	}
	var again verify.Again
	if c.IsSet("inputs") {
		again = p.again(c, how)
	}
	var r verify.Result
	err = until(c.Context, func() (err error) {
		r, err = verify.Files(files, again)
		return err
	})
	if err != nil {
		return err
	}
	if c.Bool("json") {
		err = p.printJSON(p.proofJSON(r))
	} else {
		p.showProof(r)
	}
	if err == nil && r.Verdict != verify.Agree {
		return errFindings
	}
	return err
}

// outputFiles reads the files that are named, and those of a folder that has one report.
func outputFiles(args []string, how source.How) ([]source.File, error) {
	var files []source.File
	for _, arg := range args {
		for _, path := range expand(arg) {
			paths, err := reportsIn(path)
			if err != nil {
				return nil, err
			}
			for _, path := range paths {
				f, err := reportFile(path, how)
				if err != nil {
					return nil, err
				}
				files = append(files, f)
			}
		}
	}
	return files, nil
}

// reportsIn lists the outputs in a folder, which must be of one report; a file is itself.
func reportsIn(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	var paths, names []string
	for _, e := range entries {
		kind := strings.ToLower(filepath.Ext(e.Name()))
		if e.IsDir() || !slices.Contains(report.Formats, report.Format(strings.TrimPrefix(kind, "."))) {
			continue
		}
		paths = append(paths, filepath.Join(path, e.Name()))
		if name := e.Name()[:len(e.Name())-len(kind)]; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	switch {
	case len(paths) == 0:
		return nil, usage(noReportsIn(path)).hinted(nameAReport())
	case len(names) > 1:
		return nil, usage(severalReports(path, names)).hinted(verifyExample())
	}
	return paths, nil
}

// again makes a report anew, as the command line says it was made.
func (p *program) again(c *cli.Context, how source.How) verify.Again {
	return func(a verify.Asked) (report.Result, []source.File, error) {
		r, files, err := p.remade(c, how, a, c.String("template"))
		if err == nil && r.Template == nil && !c.IsSet("template") && a.Template != "" {
			return p.remade(c, how, a, a.Template) // the inputs name none; it was made with -t
		}
		return r, files, err
	}
}

func (p *program) remade(c *cli.Context, how source.How, a verify.Asked, template string) (report.Result, []source.File, error) {
	paths, err := inputPaths(c.StringSlice("inputs"))
	if err != nil {
		return report.Result{}, nil, err
	}
	j, err := p.openPaths(c.Context, paths, asked{template: template, unit: a.Unit, period: a.Period, how: how})
	if err != nil {
		return report.Result{}, nil, err
	}
	j.options.Layout, j.options.WithoutFaulty = c.String("layout"), c.Bool("without-faulty")
	if a.Generator != "" {
		j.options.Generator = a.Generator // another version stands in the files, and is no difference
	}
	r, err := j.make(c.Context)
	return r, j.in.Files, err
}

// mostShown is how many faults of one file are printed; --json has them all.
const mostShown = 12

// showProof prints the verdict, what was compared, and the faults.
func (p *program) showProof(r verify.Result) {
	p.line(0, proofWords[r.Verdict])
	if len(r.Checked) > 0 {
		p.line(0, finding.Plain(strings.Join(p.texts(r.Checked), "; ")))
	}
	if r.MadeBy != "" && r.MadeBy != generator {
		p.line(0, otherVersion(r.MadeBy))
	}
	shown, left := map[string]int{}, map[string]int{}
	var files []string
	for _, kind := range []verify.Kind{verify.Wrong, verify.Unchecked, verify.Harmless} {
		for _, f := range r.Faults {
			if f.Kind != kind {
				continue
			}
			if shown[f.File]++; shown[f.File] <= mostShown {
				p.line(0, faultLine(f))
				continue
			}
			if left[f.File]++; left[f.File] == 1 {
				files = append(files, f.File)
			}
		}
	}
	for _, file := range files {
		p.line(0, moreFaults(file, left[file]))
	}
}

func (p *program) texts(all []finding.Text) []string {
	out := []string{}
	for _, t := range all {
		out = append(out, p.text(t))
	}
	return out
}

// The proof for programs; schema verify.json.
type (
	jsonProof struct {
		Verdict string      `json:"verdict"`
		MadeBy  string      `json:"made_by,omitempty"`
		Checked []string    `json:"checked"`
		Faults  []jsonFault `json:"faults"`
	}
	jsonFault struct {
		Kind    string `json:"kind"`
		File    string `json:"file"`
		Place   string `json:"place,omitempty"`
		Figure  string `json:"figure,omitempty"`
		Message string `json:"message"`
	}
)

func (p *program) proofJSON(r verify.Result) jsonProof {
	out := jsonProof{string(r.Verdict), r.MadeBy, p.texts(r.Checked), []jsonFault{}}
	for _, f := range r.Faults {
		out.Faults = append(out.Faults, jsonFault{string(f.Kind), f.File, p.text(f.Place), f.Figure, p.text(f.What)})
	}
	return out
}
