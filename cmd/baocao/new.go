package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"text/template"

	"github.com/urfave/cli/v2"

	"baocao/report"
	"baocao/report/period"
	"baocao/report/spec"
	"baocao/templates"
)

// A new office begins with builtInTemplate unless -t names another. A folder with a
// template is copied into ownTemplate, so that the office has everything in one place.
const (
	builtInTemplate = "dan-van"
	ownTemplate     = "mau"
)

// examplePeriods are the periods of the example, in the order of preference; the files of
// the office are written for the first.
var examplePeriods = []string{"2026-Q1", "2026-H1", "2026-9M", "2026"}

func (p *program) newCommand() *cli.Command {
	return worker(&cli.Command{
		Name: "new", Aliases: []string{"mới", "moi"},
		Flags:  []cli.Flag{&cli.StringFlag{Name: "template", Aliases: []string{"t"}}},
		Action: p.startOffice,
	})
}

// startOffice writes the folder of a new office: settings, units, targets and one small
// submission, of which a report can be made at once.
func (p *program) startOffice(c *cli.Context) error {
	switch {
	case c.NArg() == 0:
		return usage(folderNeeded("new")).hinted(newExample())
	case c.NArg() > 1:
		return usage(oneFolder("new"))
	}
	folder := c.Args().First()
	if err := settle(c.Context, folder); err != nil {
		return err
	}
	if err := empty(folder); err != nil {
		return err
	}
	name := c.String("template")
	if name == "" {
		name = builtInTemplate
	}
	fsys, place, err := openTemplate(name)
	if err != nil {
		return err
	}
	t, found := spec.Load(fsys, place, nil)
	if found.HasErrors() {
		p.ui.findings(p.ui.stderr, found.Sorted(nil))
		p.ui.summary(p.ui.stderr, found, nothingWritten)
		return errFindings
	}
	var files []report.File
	if !slices.Contains(builtIn(), name) {
		if files, err = copies(fsys, ownTemplate); err != nil {
			return err
		}
		name = ownTemplate
	}
	files = append(files, officeFiles(name, t)...)
	written, err := writeAll(c.Context, folder, files, writeRules{})
	if err != nil {
		return err
	}
	for _, path := range written {
		fmt.Fprintln(p.ui.stdout, path)
	}
	return nil
}

// empty refuses a folder that holds anything, and what is no folder.
func empty(folder string) error {
	entries, err := os.ReadDir(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return writeError{folder, err}
	case len(entries) > 0:
		return failure{code: exitWorld, text: notEmpty(folder)}.hinted(emptyFolder())
	}
	return nil
}

// copies are the files of fsys in a folder.
func copies(fsys fs.FS, folder string) ([]report.File, error) {
	var files []report.File
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		files = append(files, report.NewFile(path.Join(folder, name), data))
		return err
	})
	return files, err
}

// office is what the files of templates/office say of the template.
type office struct {
	Template string
	Period   string
	Received period.Date
	First    string // an indicator's code
	Text     string // a text's key; empty when the template has none
	Figures  []exampleFigure
}

type exampleFigure struct{ Code, Value, Label, Measure string }

// mostFigures is how many figures the example has.
const mostFigures = 3

// officeFiles fills in the files of templates/office.
func officeFiles(name string, t *spec.Template) []report.File {
	at := max(0, slices.IndexFunc(examplePeriods, func(code string) bool {
		p, _ := period.Parse(code)
		return t.Serves(p)
	}))
	p, _ := period.Parse(examplePeriods[at])
	o := office{Template: name, Period: p.Code, Received: p.To.AddDays(3), First: t.Indicators[0].Code, Figures: exampleFigures(t)}
	if keys := t.Summary.TextKeys(); len(keys) > 0 {
		o.Text = keys[0]
	}
	var files []report.File
	err := fs.WalkDir(templates.FS, templates.Office, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		var b bytes.Buffer
		name := strings.Replace(strings.TrimPrefix(file, templates.Office+"/"), examplePeriods[0], p.Code, 1)
		err = template.Must(template.ParseFS(templates.FS, file)).Execute(&b, o)
		files = append(files, report.NewFile(name, b.Bytes()))
		return err
	})
	if err != nil {
		panic("baocao: templates: " + err.Error())
	}
	return files
}

// exampleFigures takes the first indicators that a unit reports as one number, with one
// thing done: more might break a rule of the template.
func exampleFigures(t *spec.Template) []exampleFigure {
	var all []exampleFigure
	for _, ind := range t.Indicators {
		if ind.Formula != nil || ind.OutOf != "" || len(all) == mostFigures {
			continue
		}
		last := "0"
		if len(all) == 0 {
			last = "1"
		}
		all = append(all, exampleFigure{ind.Code, exampleValue(ind, last), ind.Label, ind.Measure})
	}
	return all
}

// exampleValue puts everything into the last category, which is that of the base.
func exampleValue(ind *spec.Indicator, last string) string {
	if len(ind.By) == 0 {
		return last
	}
	var parts []string
	for i, category := range ind.By[0].Categories {
		value := "0"
		if i == len(ind.By[0].Categories)-1 {
			value = last
		}
		parts = append(parts, category.Code+": "+value)
	}
	value := "{ " + strings.Join(parts, ", ") + " }"
	if len(ind.By) > 1 {
		value = "{ " + ind.By[0].Code + ": " + value + " }"
	}
	return value
}
