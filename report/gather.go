package report

import (
	"maps"
	"path"
	"runtime"
	"slices"
	"sync"

	"baocao/report/check"
	"baocao/report/decode"
	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/source"
)

// What the files say, put together: submissions, registers that the office keeps beside
// them, files that replace others, days of receipt.

// decode reads all files, on all cores; what they say comes in the files' order.
func (r *run) decode() error {
	type decoded struct {
		subs  []figures.Submission
		found finding.List
		err   error
	}
	all := make([]decoded, len(r.in.Files))
	next := make(chan int)
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := range next {
				f, err := r.in.Files[i].Loaded()
				if err != nil {
					all[i].err = err
					continue
				}
				all[i].subs, all[i].found = decode.Submission(f)
			}
		})
	}
	for i := range all {
		next <- i
		if r.o.Progress != nil {
			r.o.Progress(i+1, len(all))
		}
	}
	close(next)
	wait.Wait()
	for _, d := range all {
		if d.err != nil {
			return d.err
		}
		r.findings.Add(d.found...)
		for s := range d.subs {
			sub := &d.subs[s]
			sub.Period = sub.Period.WithCutoff(r.in.Settings.Cutoff)
		}
		r.subs = append(r.subs, d.subs...)
	}
	r.passOverRegisters()
	r.registers()
	r.replace()
	r.byUnit = map[string][]*figures.Submission{}
	for i := range r.subs {
		code := r.subs[i].Unit.Code
		r.byUnit[code] = append(r.byUnit[code], &r.subs[i])
	}
	return nil
}

// passOverRegisters takes back that a file is no submission when a submission names it as
// its register: both lie in one folder, and a folder is read as a whole.
func (r *run) passOverRegisters() {
	named := map[string]bool{}
	for _, sub := range r.subs {
		for _, reg := range sub.Registers {
			named[reg.File] = true
		}
	}
	for _, f := range r.in.Files {
		if !named[f.Name] {
			continue
		}
		for i := range r.findings {
			if found := &r.findings[i]; found.Code == finding.NotSubmission && found.Pos.File == f.Path {
				*found = finding.New(finding.Skipped, found.Pos, finding.Say("đây là danh sách của một bản nộp", "it is a register of a submission"))
			}
		}
	}
}

// registers adds the registers that the office keeps to their units' submissions; a unit
// that gave nothing else has handed in its register.
func (r *run) registers() {
	for _, file := range r.in.Registers {
		reg, ok, found := decode.Register(file.File, file.Code)
		r.findings.Add(found...)
		if !ok {
			continue
		}
		of := slices.IndexFunc(r.subs, func(s figures.Submission) bool {
			return s.Unit.Code == file.Unit && s.Period.Code == file.Period
		})
		if of < 0 {
			p, _ := period.Parse(file.Period)
			sub := figures.Submission{Path: file.File.Path, Name: file.File.Name, SHA256: file.File.SHA256(),
				Pos: reg.Pos, UnitPos: reg.Pos, PeriodPos: reg.Pos, Period: p.WithCutoff(r.in.Settings.Cutoff)}
			sub.Unit.Code = file.Unit
			r.subs = append(r.subs, sub)
			of = len(r.subs) - 1
		}
		r.subs[of].Registers = append(r.subs[of].Registers, reg)
	}
}

// replace drops the submissions that a later one of the same unit and period takes the
// place of.
func (r *run) replace() {
	dropped := map[int]bool{}
	for i, sub := range r.subs {
		for _, old := range sub.Replaces {
			found := false
			for j, other := range r.subs {
				if i != j && other.Unit.Code == sub.Unit.Code && other.Period.Code == sub.Period.Code &&
					(other.Name == old.File || path.Base(other.Name) == old.File) {
					dropped[j], found = true, true
				}
			}
			if !found {
				r.findings.Add(finding.New(finding.NothingReplaced, old.Pos, old.File, sub.Unit.Code, sub.Period.Label()))
			}
		}
	}
	var kept []figures.Submission
	for i, sub := range r.subs {
		if !dropped[i] {
			kept = append(kept, sub)
		}
	}
	r.subs = kept
}

// combine puts longer periods together from their quarters: the report's own and those
// that it compares with.
func (r *run) combine(sets []*check.Set) []*check.Set {
	periods := []period.Period{r.period}
	if p, ok := r.period.Previous(); ok {
		periods = append(periods, p)
	}
	if p, ok := r.period.LastYear(); ok {
		periods = append(periods, p)
	}
	for _, p := range periods {
		var found finding.List
		sets, found = check.Combine(r.template, sets, p)
		if p.Code == r.period.Code { // what is wrong with earlier periods was said in their time
			r.findings.Add(found...)
		}
	}
	return sets
}

// plans are the issuing unit's targets of the year.
func (r *run) plans() map[int]num.Value {
	if r.in.Targets == nil {
		return nil
	}
	plans, found := decode.Targets(*r.in.Targets)
	r.findings.Add(found...)
	targets, found := check.Targets(r.template, plans.Issuer)
	r.findings.Add(found...)
	for _, unit := range slices.Sorted(maps.Keys(plans.Units)) {
		_, found := check.Targets(r.template, plans.Units[unit])
		r.findings.Add(found...)
	}
	return targets
}

// received is the day on which a unit's submission came in: as the submission says, else
// as the office recorded; the zero Date when nobody did.
func (r *run) received(unit string) period.Date {
	for _, sub := range r.byUnit[unit] {
		if sub.Period.Code == r.period.Code && !sub.Received.IsZero() {
			return sub.Received
		}
	}
	for _, rec := range r.in.Received {
		if rec.Unit == unit && rec.Period == r.period.Code {
			return rec.Day
		}
	}
	return period.Date{}
}

// late reports whether a submission came after the office's deadline.
func (r *run) late(received period.Date) bool {
	due, ok := r.in.Settings.Due(r.period)
	return ok && !received.IsZero() && received.Compare(due) > 0
}

// withoutFaulty gives a run without the submissions that have errors, if the options ask
// for it and only submissions of units have any. What was wrong with them stays among the
// findings, as warnings.
func (r *run) withoutFaulty() (run, bool) {
	if !r.o.WithoutFaulty || len(r.leftOut) > 0 {
		return run{}, false
	}
	submitted := map[string]bool{}
	for _, f := range r.in.Files {
		submitted[f.Path] = true
	}
	for _, sub := range r.subs { // the issuing unit's own file is not a submission to do without
		if sub.Unit.Code == r.issuer.Code {
			delete(submitted, sub.Path)
		}
	}
	out := run{o: r.o}
	for _, f := range r.findings {
		if f.Severity != finding.Error {
			continue
		}
		if !submitted[f.Pos.File] {
			return run{}, false
		}
		if !slices.Contains(out.leftOut, f.Pos.File) {
			out.leftOut = append(out.leftOut, f.Pos.File)
			out.findings.Add(finding.New(finding.LeftOut, finding.Pos{File: f.Pos.File}))
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
	out.in = &in
	for _, sub := range r.subs {
		if slices.Contains(out.leftOut, sub.Path) && r.covers(sub.Period) {
			out.faulty = append(out.faulty, sub.Unit.Code)
		}
	}
	return out, true
}
