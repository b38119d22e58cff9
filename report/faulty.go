package report

import (
	"slices"

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
	out := run{o: r.o, blank: r.blank, leftOut: map[string]bool{}, faulty: map[string]bool{}}
	handed := r.handedIn()
	for _, f := range r.findings {
		if f.Severity != finding.Error {
			continue
		}
		if !out.leftOut[f.Pos.File] {
			files, ok := handed.with(f.Pos.File, r.issuer.Code)
			if !ok {
				return run{}, false
			}
			out.leaveOut(files)
		}
		f.Severity = finding.Warning
		out.findings.Add(f)
	}
	others := false // is anybody left to report of?
	for _, sub := range r.subs {
		switch {
		case !r.covers(sub.Period):
		case out.leftOut[sub.Path]:
			out.faulty[sub.Unit.Code] = true
		case sub.Unit.Code != r.issuer.Code:
			others = true
		}
	}
	in := *r.in
	in.Files = slices.DeleteFunc(slices.Clone(in.Files), func(f source.File) bool { return out.leftOut[f.Path] })
	in.Registers = slices.DeleteFunc(slices.Clone(in.Registers), func(reg workspace.Register) bool { return out.leftOut[reg.File.Path] })
	out.in = &in
	return out, others
}

// leaveOut notes that the files are not taken up, and says so of each.
func (r *run) leaveOut(files []string) {
	for _, file := range files {
		if !r.leftOut[file] {
			r.leftOut[file] = true
			r.findings.Add(finding.New(finding.LeftOut, finding.Pos{File: file}))
		}
	}
}

// handedIn says which files make up the units' submissions, registers among them.
type handedIn struct {
	in map[string][]submissionKey // what a file holds a part of; empty where it could not be told
	of map[submissionKey][]string // the files
}

// submissionKey tells submissions apart.
type submissionKey struct{ unit, period string }

func (r *run) handedIn() handedIn {
	h := handedIn{in: map[string][]submissionKey{}, of: map[submissionKey][]string{}}
	for _, f := range r.in.Files {
		h.in[f.Path] = nil
	}
	for _, sub := range r.subs {
		h.add(sub.Path, submissionKey{sub.Unit.Code, sub.Period.Code})
	}
	for _, reg := range r.in.Registers {
		h.add(reg.File.Path, submissionKey{reg.Unit, reg.Period})
	}
	return h
}

func (h handedIn) add(file string, key submissionKey) {
	if !slices.Contains(h.of[key], file) {
		h.in[file] = append(h.in[file], key)
		h.of[key] = append(h.of[key], file)
	}
}

// with lists a faulty file and the others that the same unit handed in for the period: half
// a submission would pass for a whole one. ok is false where the report cannot do without
// them: the file is no submission, or the issuing unit's own, or one of the others holds
// submissions of other units, too.
func (h handedIn) with(faulty, issuer string) (files []string, ok bool) {
	keys, known := h.in[faulty]
	files = []string{faulty}
	for _, key := range keys {
		known = known && key.unit != issuer
		for _, file := range h.of[key] {
			if slices.ContainsFunc(h.in[file], func(other submissionKey) bool { return !slices.Contains(keys, other) }) {
				return nil, false
			}
			files = append(files, file)
		}
	}
	return files, known
}
