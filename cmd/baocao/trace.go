package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/output"
	"baocao/report/source"
	"baocao/report/trace"
)

func (p *program) traceCommand() *cli.Command {
	return reader(&cli.Command{
		Name: "trace", Aliases: []string{"truy-nguồn", "truy-nguon"},
		Flags:  append(reportFlags(), &cli.StringFlag{Name: "of"}),
		Action: p.trace,
	})
}

// trace leads from a printed number to the places that it comes from.
func (p *program) trace(c *cli.Context) error {
	if c.NArg() != 2 {
		return usage(reportAndFigure()).hinted(traceExample())
	}
	of, err := numberNamed(c.String("of"), p.ui.lang)
	if err != nil {
		return err
	}
	wanted, err := askedOf(c)
	if err != nil {
		return err
	}
	r, err := p.report(c.Context, c.Args().First(), wanted)
	if err != nil {
		return err
	}
	tracer := trace.New(r.Written)
	name := source.Normalise(c.Args().Get(1))
	n, ok := tracer.Figure(name, of)
	if !ok {
		return unknownFigure(name, tracer.Names(), r.Template.Name)
	}
	t := traced{tracer: tracer, report: r, root: n}
	if of == trace.Own {
		t.apart = tracer.Apart(n.Figure)
	}
	if c.Bool("json") {
		return p.printJSON(t.json())
	}
	p.showTrace(t)
	return nil
}

// numberNamed reads the value of --of.
func numberNamed(name string, lang finding.Lang) (trace.Of, error) {
	if name == "" {
		return trace.Own, nil
	}
	var all, shown []string
	for _, words := range besideWords {
		if slices.Contains(words.names, strings.ToLower(source.Normalise(name))) {
			return words.of, nil
		}
		all = append(all, words.names...)
		shown = append(shown, words.name(lang))
	}
	return "", usage(unknownChoice("--of", name, shown)).hinted(didYouMean("", source.Nearest(name, all)))
}

// unknownFigure refuses a name with the nearest one of the report.
func unknownFigure(name string, known []string, template string) error {
	hint := didYouMean("", source.Nearest(name, known))
	if hint.IsZero() {
		hint = seeFigures(template)
	}
	return usage(unknownName(aFigure, name)).hinted(hint)
}

// traced is what trace tells.
type traced struct {
	tracer *trace.Tracer
	report *output.Report
	root   trace.Node
	apart  []trace.Node
}

// notes say what the file does not tell.
func (t traced) notes() []finding.Text {
	var notes []finding.Text
	switch {
	case t.report.Without(model.LeftOutSources):
		notes = append(notes, sourcesElsewhere())
	case t.report.Without(output.LeftOutPlaces):
		notes = append(notes, placesElsewhere())
	}
	if t.report.Kind == output.Workbook && t.root.Of != trace.Own && !t.root.Value.IsKnown() {
		notes = append(notes, notInWorkbook())
	}
	return notes
}

// The trace for programs; schema trace.json.
type (
	jsonTrace struct {
		Unit        string      `json:"unit"`
		Period      string      `json:"period"`
		Fingerprint string      `json:"fingerprint"`
		Label       string      `json:"label"`
		Measure     string      `json:"measure"`
		Tree        jsonNode    `json:"tree"`
		Beside      []jsonValue `json:"beside"`
		Apart       []jsonNode  `json:"apart"`
		LeftOut     []string    `json:"left_out"`
	}
	jsonValue struct {
		Of    string     `json:"of"`
		Value jsonNumber `json:"value"`
	}
	jsonNode struct {
		Figure    string      `json:"figure"`
		Of        string      `json:"of,omitempty"`
		Period    string      `json:"period"`
		Unit      string      `json:"unit,omitempty"`
		Value     jsonNumber  `json:"value"`
		Status    string      `json:"status"`
		OutOf     *jsonNumber `json:"out_of,omitempty"`
		Rate      *jsonNumber `json:"stated_rate,omitempty"`
		Qualifier string      `json:"qualifier,omitempty"`
		Since     string      `json:"since,omitempty"`
		AsOf      string      `json:"as_of,omitempty"`
		How       string      `json:"how"`
		Formula   string      `json:"formula,omitempty"`
		Covered   *int        `json:"covered,omitempty"`
		Expected  *int        `json:"expected,omitempty"`
		Missing   []string    `json:"missing,omitempty"`
		Partial   bool        `json:"partial,omitempty"`
		Register  string      `json:"register,omitempty"`
		File      string      `json:"file,omitempty"`
		At        string      `json:"at,omitempty"`
		Parts     []jsonNode  `json:"parts,omitempty"`
	}
)

func (t traced) json() jsonTrace {
	f := t.tracer.Written(t.root.Figure)
	out := jsonTrace{Unit: t.report.Unit.Code, Period: t.report.Period.Code, Fingerprint: t.report.Fingerprint,
		Label: t.tracer.Label(t.root.Figure), Measure: f.Measure, Tree: nodeJSON(t.root), Beside: []jsonValue{}, Apart: []jsonNode{},
		LeftOut: append([]string{}, t.report.LeftOut...)}
	for _, of := range trace.Beside {
		out.Beside = append(out.Beside, jsonValue{string(of), jsonNumber(of.Number(f))})
	}
	for _, n := range t.apart {
		out.Apart = append(out.Apart, nodeJSON(n))
	}
	return out
}

func nodeJSON(n trace.Node) jsonNode {
	out := jsonNode{Figure: n.Figure, Of: string(n.Of), Period: n.Period.Code, Value: jsonNumber(n.Value), Status: statusCodes[n.Value.State],
		OutOf: numberIf(n.OutOf), Rate: numberIf(n.Rate), Qualifier: n.Qualifier, Since: n.Since, AsOf: n.AsOf, How: string(n.How),
		Formula: n.Formula, Missing: n.Missing, Partial: n.Partial, Register: n.Register, File: n.File, At: n.At}
	if n.Unit != nil {
		out.Unit = n.Unit.Code
	}
	if n.Units != nil {
		out.Covered = &n.Units.Covered
		if n.Units.Expected > 0 {
			out.Expected = &n.Units.Expected
		}
	}
	for _, part := range n.Parts {
		out.Parts = append(out.Parts, nodeJSON(part))
	}
	return out
}
