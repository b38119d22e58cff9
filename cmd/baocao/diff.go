package main

import (
	"cmp"
	"errors"

	"github.com/urfave/cli/v2"

	"baocao/report/diff"
	"baocao/report/output"
	"baocao/report/trace"
)

func (p *program) diffCommand() *cli.Command {
	return reader(&cli.Command{
		Name: "diff", Aliases: []string{"so-sánh", "so-sanh"},
		Flags:  reportFlags(),
		Action: p.diff,
	})
}

// diff says what changed between two reports, each a file of one or the inputs for one. That
// they differ ends the run as findings do.
func (p *program) diff(c *cli.Context) error {
	if c.NArg() != 2 {
		return usage(twoReports()).hinted(diffExample())
	}
	reports, err := p.reportsOf(c)
	if err != nil {
		return err
	}
	r, err := diff.Reports(reports[0], reports[1])
	if refused := (*diff.Refused)(nil); errors.As(err, &refused) {
		return usage(refused.Text)
	}
	if err != nil {
		return err
	}
	if c.Bool("json") {
		err = p.printJSON(diffJSON(r))
	} else {
		p.showDiff(c.Args().Slice(), reports, r)
	}
	if err == nil && !r.Same() {
		return errFindings
	}
	return err
}

// reportsOf reads the two reports. Inputs are computed for the period of the other report, if
// that is a file, unless the command line asks for another.
func (p *program) reportsOf(c *cli.Context) ([]*output.Report, error) {
	reports := make([]*output.Report, 2)
	wanted, err := askedOf(c)
	if err != nil {
		return nil, err
	}
	read := func(inputs bool) error {
		for i, path := range c.Args().Slice() {
			if isInput(path, wanted.how) != inputs {
				continue
			}
			r, err := p.report(c.Context, path, wanted)
			if err != nil {
				return err
			}
			reports[i] = r
			wanted.period = cmp.Or(wanted.period, r.Period.Code)
		}
		return nil
	}
	if err := read(false); err != nil {
		return nil, err
	}
	return reports, read(true)
}

// The comparison for programs; schema diff.json.
type (
	jsonDiff struct {
		Verdict     string         `json:"verdict"`
		Old         string         `json:"old_period"`
		New         string         `json:"new_period"`
		Figures     []jsonChange   `json:"figures"`
		Targets     []jsonChange   `json:"targets"`
		Checks      []jsonVerdicts `json:"checks"`
		Came        []string       `json:"came"`
		Gone        []string       `json:"gone"`
		Inputs      []jsonTexts    `json:"inputs"`
		Facts       []jsonTexts    `json:"facts"`
		NotCompared []string       `json:"not_compared"`
	}
	jsonChange struct {
		Figure   string       `json:"figure"`
		Label    string       `json:"label,omitempty"`
		Measure  string       `json:"measure,omitempty"`
		Period   string       `json:"period,omitempty"`
		Unit     string       `json:"unit,omitempty"`
		Old      *jsonSide    `json:"old"`
		New      *jsonSide    `json:"new"`
		Operands []jsonChange `json:"operands,omitempty"`
		Units    []jsonChange `json:"units,omitempty"`
		Causes   []jsonChange `json:"causes,omitempty"`
	}
	jsonSide struct {
		Value  jsonNumber  `json:"value"`
		Status string      `json:"status"`
		OutOf  *jsonNumber `json:"out_of,omitempty"`
		Period string      `json:"period,omitempty"`
		File   string      `json:"file,omitempty"`
		At     string      `json:"at,omitempty"`
	}
	jsonVerdicts struct {
		Rule    string `json:"rule"`
		Message string `json:"message"`
		Unit    string `json:"unit,omitempty"`
		Old     string `json:"old"`
		New     string `json:"new"`
	}
	jsonTexts struct {
		What string `json:"what"`
		Old  string `json:"old"`
		New  string `json:"new"`
	}
)

func diffJSON(r *diff.Result) jsonDiff {
	out := jsonDiff{Verdict: "same", Old: r.Periods[0].Code, New: r.Periods[1].Code, Figures: figuresJSON(r.Figures), Targets: figuresJSON(r.Targets),
		Checks: []jsonVerdicts{}, Came: []string{}, Gone: []string{}, Inputs: []jsonTexts{}, Facts: []jsonTexts{}, NotCompared: []string{}}
	if !r.Same() {
		out.Verdict = "different"
	}
	for _, c := range r.Checks {
		out.Checks = append(out.Checks, jsonVerdicts{c.Rule, c.Message, c.Unit, string(c.Old), string(c.New)})
	}
	for _, u := range r.Came {
		out.Came = append(out.Came, u.Code)
	}
	for _, u := range r.Gone {
		out.Gone = append(out.Gone, u.Code)
	}
	for _, in := range r.Inputs {
		out.Inputs = append(out.Inputs, jsonTexts{in.File, in.Old, in.New})
	}
	for _, f := range r.Facts {
		out.Facts = append(out.Facts, jsonTexts{string(f.What), f.Old, f.New})
	}
	for _, s := range r.NotCompared {
		out.NotCompared = append(out.NotCompared, string(s))
	}
	return out
}

func figuresJSON(figures []diff.Figure) []jsonChange {
	out := []jsonChange{}
	for _, f := range figures {
		one := changeJSON(f.Change)
		one.Figure, one.Label, one.Measure, one.Period = f.Name, f.Label, f.Measure, f.Period.Code
		for _, u := range f.Units {
			of := changeJSON(u.Change)
			of.Unit = u.Row.Code
			for _, cause := range u.Causes {
				of.Causes = append(of.Causes, changeJSON(cause))
			}
			one.Units = append(one.Units, of)
		}
		if len(f.Operands) > 0 {
			one.Operands = figuresJSON(f.Operands)
		}
		out = append(out, one)
	}
	return out
}

func changeJSON(c diff.Change) jsonChange {
	var out jsonChange
	for _, n := range []*trace.Node{c.New, c.Old} {
		if n != nil {
			out.Figure = n.Figure
		}
	}
	out.Old, out.New = sideJSON(c.Old), sideJSON(c.New)
	return out
}

func sideJSON(n *trace.Node) *jsonSide {
	if n == nil {
		return nil
	}
	return &jsonSide{Value: jsonNumber(n.Value), Status: statusCodes[n.Value.State], OutOf: numberIf(n.OutOf), Period: n.Period.Code, File: n.File, At: n.At}
}
