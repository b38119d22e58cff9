package main

import (
	"encoding/json"
	"fmt"

	"github.com/urfave/cli/v2"

	"baocao/report"
	"baocao/report/finding"
)

func (p *program) checkCommand() *cli.Command {
	return reader(&cli.Command{
		Name: "check", Aliases: []string{"kiểm-tra", "kiem-tra"},
		Flags:  append(jobFlags(), &cli.BoolFlag{Name: "json"}, &cli.StringFlag{Name: "mark"}),
		Action: p.check,
	})
}

// check says everything that is wrong. It writes nothing but, where asked, copies of faulty
// forms with the faults marked.
func (p *program) check(c *cli.Context) error {
	j, err := p.open(c)
	if err != nil {
		return err
	}
	result, err := j.judge(c.Context)
	if err != nil {
		return err
	}
	missing := missingUnits(result)
	v := j.verdict(result.Findings, missing)
	if c.Bool("json") {
		err = p.checkedJSON(v, result.Findings)
	} else {
		p.checked(v, result.Findings, missing)
	}
	if err != nil {
		return err
	}
	if c.IsSet("mark") {
		if err := p.mark(c, j, result.Findings); err != nil {
			return err
		}
	}
	if v == invalid || v == incomplete && j.options.Strict {
		return errFindings
	}
	return nil
}

// mark writes the marked copies, and names them where only people read: with --json,
// standard output has the one object.
func (p *program) mark(c *cli.Context, j *job, list finding.List) error {
	files, err := report.Marked(j.in, list, p.ui.lang, generator)
	if err != nil || len(files) == 0 {
		return err
	}
	written, err := writeAll(c.Context, c.String("mark"), files, writeRules{inputs: j.paths()})
	if err != nil {
		return err
	}
	w := p.ui.stdout
	if c.Bool("json") {
		w = p.ui.stderr
	}
	for _, path := range written {
		fmt.Fprintln(w, p.text(markedCopy(path)))
	}
	return nil
}

// verdict sums up a check.
func (j *job) verdict(list finding.List, missing []string) verdict {
	switch {
	case j.stops(list):
		return invalid
	case len(missing) > 0:
		return incomplete
	}
	return valid
}

// missingUnits are the codes of units that owe a report and gave none.
func missingUnits(result report.Result) []string {
	if result.Model == nil {
		return nil
	}
	var codes []string
	for _, u := range result.Model.Units {
		if u.Owes && len(u.Files) == 0 {
			codes = append(codes, u.Code)
		}
	}
	return codes
}

// checked prints a check for people: the verdict, every finding, the count.
func (p *program) checked(v verdict, list finding.List, missing []string) {
	w := p.ui.stdout
	fmt.Fprintln(w, p.text(verdictWords[v]))
	p.ui.findings(w, list)
	if len(missing) > 0 {
		fmt.Fprintln(w, p.text(unitsMissing(missing)))
	}
	p.ui.summary(w, list, finding.Text{})
}

// The check for programs; schema findings.json.
type (
	jsonCheck struct {
		Verdict  verdict       `json:"verdict"`
		Findings []jsonFinding `json:"findings"`
	}
	jsonFinding struct {
		Code     finding.Code `json:"code"`
		Severity string       `json:"severity"`
		File     string       `json:"file,omitempty"`
		Line     int          `json:"line,omitempty"`
		Column   int          `json:"column,omitempty"`
		Sheet    string       `json:"sheet,omitempty"`
		Cell     string       `json:"cell,omitempty"`
		Message  string       `json:"message"`
		Hint     string       `json:"hint,omitempty"`

		Accepted *jsonAcceptance `json:"accepted,omitempty"`
	}
	jsonAcceptance struct {
		Reason string `json:"reason"`
		By     string `json:"by"`
	}
)

func (p *program) checkedJSON(v verdict, list finding.List) error {
	out := jsonCheck{v, []jsonFinding{}}
	for _, f := range list {
		out.Findings = append(out.Findings, jsonFinding{
			Code: f.Code, Severity: severityCodes[f.Severity],
			File: f.Pos.File, Line: f.Pos.Line, Column: f.Pos.Col, Sheet: f.Pos.Sheet, Cell: f.Pos.Cell,
			Message: p.text(f.Message), Hint: p.text(f.Hint()), Accepted: (*jsonAcceptance)(f.Accepted),
		})
	}
	return p.printJSON(out)
}

// printJSON prints one object for programs.
func (p *program) printJSON(value any) error {
	enc := json.NewEncoder(p.ui.exact)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(value)
}
