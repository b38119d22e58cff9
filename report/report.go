// Package report makes reports: it leads submissions through the stages decode, check,
// compute and layout to the renderers. [Generate] makes a report's files, [Check] only
// judges; both say everything that is wrong at once, in [Result.Findings].
//
// Data flows one way. A submission is decoded into figures with their positions; check
// resolves and judges them against the template; compute makes the model, plain data that
// JSON, layout and verify read; layout turns it into a neutral document; the renderers
// draw that, and see nothing else. This is why the workbook and the page cannot disagree.
package report

import (
	"io/fs"
	"slices"
	"strings"

	"baocao/report/check"
	"baocao/report/compute"
	"baocao/report/document"
	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/layout"
	"baocao/report/limit"
	"baocao/report/model"
	"baocao/report/pdf"
	"baocao/report/period"
	"baocao/report/source"
	"baocao/report/spec"
	"baocao/report/unit"
	"baocao/report/workspace"
)

// Format is a kind of output.
type Format string

const (
	XLSX Format = "xlsx"
	PDF  Format = "pdf"
	JSON Format = "json"
)

// Formats lists every format, in the order in which files are written.
var Formats = []Format{XLSX, PDF, JSON}

// Options choose what is reported. The zero Options make every format of the one unit and
// period that the submissions speak of, by the template that they name.
type Options struct {
	Limits   limit.Limits // of the template; the inputs have theirs
	Template string       // for submissions that name none; empty: theirs, or else the workspace's
	Unit     string       // the issuing unit's code
	Period   string       // a period's code
	Layout   string       // a page layout's name; by the document's date when empty
	Formats  []Format
	Strict   bool // a warning stops the report like an error
	// WithoutFaulty makes the report without the submissions that have errors; their units
	// count as missing, and the report says so.
	WithoutFaulty bool
	// Document makes the document even where no format draws it.
	Document  bool
	Generator string

	// Templates opens a template by its name; the folder's name is for findings.
	Templates func(name string) (fsys fs.FS, folder string, ok bool)
	// Known lists the templates' names, for hints.
	Known []string
	// Layouts holds the folder layouts/.
	Layouts fs.FS
	// Progress, if there is one, is told how many of the files have been taken up.
	Progress func(done, total int)
}

// Result is what came of a run. With an error among the findings there are no Files.
type Result struct {
	Findings finding.List
	Period   period.Period             // zero when no submission could be read
	Units    []model.Unit              // the rows of the report, known even where it cannot be made
	Template *spec.Template            // nil when it could not be loaded
	Model    *model.Report             // nil before compute
	Document func() *document.Document // lays the workbook out, too; nil before layout, and where nobody wants it
	Files    []File
}

// Usage is a fault of the command line rather than of the data.
type Usage struct{ Text finding.Text }

func (u Usage) Error() string { return u.Text.In(finding.EN) }

// Generate leads to the report's files, which [File.Write] makes. Its error is a [Usage] or a failure of the world;
// what is wrong with the data is in the findings.
func Generate(in *workspace.Inputs, o Options) (Result, error) {
	r := run{in: in, o: o}
	if r.wants(PDF) {
		r.blank = pdf.Begin()
	}
	if err := r.compute(); err != nil || r.stopped() {
		return r.result(), err
	}
	if err := r.layout(); err != nil || r.stopped() {
		return r.result(), err
	}
	r.outputs()
	return r.result(), nil
}

// Check judges the submissions as Generate would, and writes nothing.
func Check(in *workspace.Inputs, o Options) (Result, error) {
	r := run{in: in, o: o}
	err := r.compute()
	return r.result(), err
}

// run is one run through the stages, each of which fills its field.
type run struct {
	in       *workspace.Inputs
	o        Options
	findings finding.List

	subs     []*figures.Submission
	byUnit   map[string][]*figures.Submission // the same, by the unit's code
	template *spec.Template
	period   period.Period
	quarters []string               // the codes of those that make it up
	recorded map[string]period.Date // by unit: when its submission for the period came in, as the office wrote down
	issuer   unit.Unit
	rows     []model.Unit
	leftOut  map[string]bool // the paths of files that were left out because of their errors
	faulty   map[string]bool // the units whose files these are
	document figures.Document

	acceptances []acceptance

	model *model.Report
	page  *document.Document        // without the workbook's sheets
	whole func() *document.Document // the same with them
	blank *pdf.Blank                // for the page
	files []File
}

func (r *run) stopped() bool {
	return r.findings.HasErrors() || r.o.Strict && r.findings.Count(finding.Warning) > 0
}

func (r *run) result() Result {
	files := make([]string, len(r.in.Files))
	for i, f := range r.in.Files {
		files[i] = f.Path
	}
	if r.o.Strict {
		r.findings = r.findings.Strict()
	}
	return Result{Findings: r.findings.Sorted(files), Period: r.period, Units: r.rows, Template: r.template, Model: r.model, Document: r.whole, Files: r.files}
}

// compute goes as far as the model. Later stages are skipped while an error stands, but
// figures that decoded are checked even where others did not.
func (r *run) compute() error {
	r.decode()
	if len(r.subs) == 0 {
		return nil
	}
	if err := r.choosePeriod(); err != nil {
		return err
	}
	if err := r.chooseUnits(); err != nil {
		return err
	}
	r.mergeDocument()
	r.loadTemplate()
	if r.template == nil {
		return nil
	}
	r.readAcceptances()
	sets, found := check.Submissions(r.template, r.subs)
	r.findings.Add(found...)
	sets = r.combine(sets)
	plans := r.plans()
	index := check.NewIndex(r.template, sets, r.in.Units)
	outcomes, broken := check.Rules(index, r.period)
	r.findings.Join(broken...)
	r.accept()
	if r.findings.HasErrors() {
		r.countFindings()
		if without, ok := r.withoutFaulty(); ok {
			*r = without
			return r.compute()
		}
		return nil
	}
	r.model, found = compute.Report(compute.Input{Template: r.template, Unit: r.issuer, Period: r.period, Units: r.rows,
		Tree: r.in.Units, Plans: plans, Sets: sets, Index: index, Outcomes: outcomes, Inputs: r.inputs(), Document: r.document})
	r.findings.Add(found...)
	if !r.findings.HasErrors() {
		r.textsMissing()
		r.prose()
	}
	r.accept()
	if !r.findings.HasErrors() {
		r.unusedAcceptances()
		r.model.Accepted = r.accepted()
	}
	r.countFindings()
	return nil
}

// inputs lists the files that were read, each once: the submissions and their registers.
func (r *run) inputs() []model.Input {
	all := make([]model.Input, 0, len(r.subs))
	listed := make(map[model.Input]bool, len(r.subs))
	add := func(in model.Input) {
		if !listed[in] {
			listed[in] = true
			all = append(all, in)
		}
	}
	for _, sub := range r.subs {
		add(model.Input{File: sub.Name, SHA256: sub.SHA256})
		for _, reg := range sub.Registers {
			if reg.File != "" {
				add(model.Input{File: reg.File, SHA256: reg.SHA256})
			}
		}
	}
	slices.SortFunc(all, func(a, b model.Input) int { return strings.Compare(a.File, b.File) })
	return all
}

// textsMissing warns, once, of the texts that the prose asks for and nobody wrote.
func (r *run) textsMissing() {
	var missing []string
	keys := r.template.Summary.TextKeys()
	for _, key := range keys {
		given := func(t model.Text) bool { return t.Key == key }
		mistyped := func(t model.Text) bool { return source.Nearest(t.Key, keys) == key } // and reported as such
		if !slices.ContainsFunc(r.model.Texts, given) && !slices.ContainsFunc(r.model.UnitTexts, given) &&
			!slices.ContainsFunc(r.model.Texts, mistyped) {
			missing = append(missing, key)
		}
	}
	if len(missing) > 0 {
		r.findings.Add(finding.New(finding.TextMissing, finding.Pos{File: r.issuerFile()}, strings.Join(missing, "”, “")).
			On(finding.About{Unit: r.issuer.Code, Period: r.period.Code}))
	}
}

// issuerFile is the file that speaks for the issuing unit, else the first one.
func (r *run) issuerFile() string {
	for _, sub := range r.subs {
		if sub.Unit.Code == r.issuer.Code && sub.Period.Code == r.period.Code {
			return sub.Path
		}
	}
	return r.subs[0].Path
}

func (r *run) layout() error {
	if r.wants(PDF) && r.document.Superior == "" && r.document.Body == "" {
		r.findings.Add(finding.New(finding.NoIssuer, finding.Pos{File: r.issuerFile()}).Hinted(
			"ghi document: { issuer: { superior: …, body: … } } trong bản nộp hoặc baocao.yaml; hoặc chỉ lập --format xlsx,json",
			"write document: { issuer: { superior: …, body: … } } in the submission or baocao.yaml; or make only --format xlsx,json"))
		return nil
	}
	profile, ok, err := r.profile()
	if err != nil || !ok {
		return err
	}
	if !r.wants(XLSX) && !r.wants(PDF) && !r.o.Document {
		return nil
	}
	data := layout.Attachment(r.model)
	if r.wants(PDF) {
		if r.unprintable(); r.stopped() {
			return nil
		}
		r.blank.Attach(data)
	}
	r.page, r.whole = layout.Begin(r.model, layout.Options{
		Profile: profile, Spelling: layout.Spelling(r.in.Settings.Spelling), Duplex: r.in.Settings.Duplex, Generator: r.o.Generator, Attachment: data})
	return nil
}

func (r *run) wants(f Format) bool {
	return len(r.o.Formats) == 0 || slices.Contains(r.o.Formats, f)
}

// profile is the page layout: named on the command line, by the office or by the template,
// or else the one in force on the document's date.
func (r *run) profile() (document.Profile, bool, error) {
	name, pos := r.o.Layout, finding.Pos{} // on the command line there is no place to point at
	if name == "" {
		name, pos = r.in.Settings.Layout, r.in.Settings.LayoutPos
	}
	if name == "" {
		name, pos = r.template.Layout, r.template.LayoutPos
	}
	if name == "" {
		date := r.document.Date
		if date.IsZero() {
			date = r.period.To
		}
		p, err := spec.LayoutFor(r.o.Layouts, date)
		return p, err == nil, err
	}
	p, err := spec.LoadLayout(r.o.Layouts, name)
	if isNotExist(err) {
		r.findings.Add(spec.UnknownLayout(r.o.Layouts, name, pos))
		return p, false, nil
	}
	return p, err == nil, err
}
