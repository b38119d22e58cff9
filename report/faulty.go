package report

import (
	"slices"

	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/source"
	"baocao/report/workspace"
)

// withoutFaulty gives a run without the submissions that have errors, if the options ask
// for it and only submissions of units have any. What was wrong with them stays among the
// findings, as warnings.
func (r *run) withoutFaulty() (run, bool) {
	if !r.o.WithoutFaulty || len(r.leftOut) > 0 {
		return run{}, false
	}
	out := run{o: r.o}
	for _, f := range r.findings {
		if f.Severity != finding.Error {
			continue
		}
		if !slices.Contains(out.leftOut, f.Pos.File) {
			files, ok := r.submittedWith(f.Pos.File)
			if !ok {
				return run{}, false
			}
			out.leaveOut(files)
		}
		f.Severity = finding.Warning
		out.findings.Add(f)
	}
	if !slices.ContainsFunc(r.subs, func(s figures.Submission) bool {
		return s.Unit.Code != r.issuer.Code && r.covers(s.Period) && !slices.Contains(out.leftOut, s.Path)
	}) {
		return run{}, false // nobody is left to report of
	}
	in := *r.in
	in.Files = slices.DeleteFunc(slices.Clone(in.Files), func(f source.File) bool { return slices.Contains(out.leftOut, f.Path) })
	in.Registers = slices.DeleteFunc(slices.Clone(in.Registers), func(reg workspace.Register) bool {
		return slices.Contains(out.leftOut, reg.File.Path)
	})
	out.in = &in
	for _, sub := range r.subs {
		if slices.Contains(out.leftOut, sub.Path) && r.covers(sub.Period) {
			out.faulty = append(out.faulty, sub.Unit.Code)
		}
	}
	return out, true
}

// leaveOut notes that the files are not taken up, and says so of each.
func (r *run) leaveOut(files []string) {
	for _, file := range files {
		if !slices.Contains(r.leftOut, file) {
			r.leftOut = append(r.leftOut, file)
			r.findings.Add(finding.New(finding.LeftOut, finding.Pos{File: file}))
		}
	}
}

// submittedWith lists a faulty file and the others that the same unit handed in for the
// period, registers among them: half a submission would pass for a whole one. ok is false
// where the report cannot do without them: the file is no submission, or the issuing
// unit's own, or one of the others holds submissions of other units, too.
func (r *run) submittedWith(faulty string) (files []string, ok bool) {
	submissions := r.submissionsIn(faulty)
	known := len(submissions) > 0 ||
		slices.ContainsFunc(r.in.Files, func(f source.File) bool { return f.Path == faulty })
	for _, reg := range r.in.Registers {
		if reg.File.Path == faulty {
			known = true
			submissions = append(submissions, submissionKey{reg.Unit, reg.Period})
		}
	}
	files = []string{faulty}
	for _, sub := range r.subs {
		if key := (submissionKey{sub.Unit.Code, sub.Period.Code}); !slices.Contains(submissions, key) || slices.Contains(files, sub.Path) {
			continue
		}
		for _, other := range r.submissionsIn(sub.Path) {
			if !slices.Contains(submissions, other) {
				return nil, false
			}
		}
		files = append(files, sub.Path)
	}
	for _, reg := range r.in.Registers {
		if slices.Contains(submissions, submissionKey{reg.Unit, reg.Period}) && !slices.Contains(files, reg.File.Path) {
			files = append(files, reg.File.Path)
		}
	}
	return files, known && !slices.ContainsFunc(submissions, func(s submissionKey) bool { return s.unit == r.issuer.Code })
}

// submissionKey tells submissions apart.
type submissionKey struct{ unit, period string }

// submissionsIn lists the submissions that a file holds.
func (r *run) submissionsIn(file string) []submissionKey {
	var all []submissionKey
	for _, sub := range r.subs {
		if sub.Path == file {
			all = append(all, submissionKey{sub.Unit.Code, sub.Period.Code})
		}
	}
	return all
}
