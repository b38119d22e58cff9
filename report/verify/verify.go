// Package verify proves that the workbook, the page and the JSON of a report agree, with each
// other and with the inputs that they were made of. [Files] judges what it is given and names
// each place that is not as it should be: what stands there, and what should.
//
// Without inputs a file is judged by itself, by its seal and its own formulas and sums, and
// against the files beside it. That finds whoever alters one of them; it cannot find who
// makes all of them anew. With inputs the report is made again, and compared.
package verify

import (
	"slices"

	"baocao/report"
	"baocao/report/finding"
	"baocao/report/output"
	"baocao/report/source"
)

// Verdict is what came of it.
type Verdict string

const (
	Agree    Verdict = "agree"
	Differ   Verdict = "differ"
	Unproven Verdict = "unproven" // nothing wrong was found, but what was given proves too little
)

// Kind is how grave a fault is.
type Kind string

const (
	Wrong     Kind = "wrong"
	Unchecked Kind = "unchecked" // it could not be judged, so that nothing is proven
	Harmless  Kind = "harmless"  // worth knowing, and no reason for doubt
)

// Fault is one thing that is not as it should be.
type Fault struct {
	Kind   Kind
	File   string       // as the user named it
	Place  finding.Text // within the file: 'Biểu 06'!E6, page 2 …; zero: the file as a whole
	Figure string       // that stands there, by package document's grammar; may be empty
	What   finding.Text // what stands there, and what should
}

// Result is what was looked at and what was found.
type Result struct {
	Verdict Verdict
	MadeBy  string         // the program and version that made the files; empty where none says it
	Checked []finding.Text // what was compared with what, and how much of it
	Faults  []Fault
}

// Asked is the report that must be made again: what the outputs say of themselves.
type Asked struct {
	Unit, Period, Template string
	Generator              string // the program and version that made them
}

// Again makes the report again, in every format. It gives the files that were read for it,
// also where their errors keep the report from being made. Its error is a [report.Usage] or a
// failure of the world.
type Again func(Asked) (r report.Result, inputs []source.File, err error)

// Files judges the outputs of one report: any of the workbook, the PDF and the JSON. Without
// inputs, again is nil. Its error is a failure of the world.
func Files(files []source.File, again Again) (Result, error) {
	v := &verifier{again: again}
	for _, f := range files {
		v.open(f)
	}
	for _, judge := range judgements {
		if err := judge(v); err != nil {
			return Result{}, err
		}
	}
	return v.result(), nil
}

// judgements are made in this order. Those that come later pass over what an earlier one has
// named better: with the report made again, every place is known.
var judgements = []func(*verifier) error{
	(*verifier).sameReport,
	(*verifier).fromInputs,
	(*verifier).workbooks,
	(*verifier).pages,
	(*verifier).sums,
	(*verifier).workbooksAgainstJSON,
	(*verifier).attachments,
	(*verifier).enough,
}

// verifier gathers what is found.
type verifier struct {
	again    Again
	subjects []*subject
	checked  []finding.Text
	faults   []Fault
}

func (v *verifier) result() Result {
	r := Result{Verdict: Agree, MadeBy: v.generator(), Checked: v.checked, Faults: v.faults}
	has := func(k Kind) bool { return slices.ContainsFunc(v.faults, func(f Fault) bool { return f.Kind == k }) }
	switch {
	case has(Wrong):
		r.Verdict = Differ
	case has(Unchecked):
		r.Verdict = Unproven
	}
	return r
}

func (v *verifier) add(faults ...Fault) { v.faults = append(v.faults, faults...) }

func (v *verifier) say(vi, en string, args ...any) {
	v.checked = append(v.checked, finding.Say(vi, en, args...))
}

// whole is a fault of a file as a whole.
func whole(kind Kind, file string, what finding.Text) Fault {
	return Fault{Kind: kind, File: file, What: what}
}

// all goes over the files of a kind that can be compared with the others.
func (v *verifier) all(kind output.Kind) []*subject {
	var some []*subject
	for _, s := range v.subjects {
		if s.kind == kind && !s.stray {
			some = append(some, s)
		}
	}
	return some
}

// enough says where nothing wrong was found and yet nothing is proven.
func (v *verifier) enough() error {
	if v.again == nil && len(v.subjects) == 1 && v.subjects[0].kind == output.JSON {
		v.add(whole(Unchecked, v.subjects[0].Path, finding.Say("chỉ có tệp JSON: không có gì để so; thêm bảng tính, PDF hoặc --inputs",
			"the JSON alone: there is nothing to compare it with; add the workbook, the PDF or --inputs")))
	}
	return nil
}
