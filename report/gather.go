package report

import (
	"maps"
	"path"
	"slices"
	"sync"

	"baocao/report/check"
	"baocao/report/decode"
	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/spread"
	"baocao/report/workspace"
)

// What the files say, put together: submissions, registers that the office keeps beside
// them, files that replace others, days of receipt.

// decode reads all files, on all cores; what they say comes in the files' order.
func (r *run) decode() {
	type decoded struct {
		subs  []*figures.Submission
		found finding.List
	}
	all := make([]decoded, len(r.in.Files))
	takenUp := r.counter(len(all))
	spread.Each(len(all), func(i int) {
		takenUp()
		f, err := r.in.Files[i].Loaded()
		if err != nil {
			all[i].found = finding.List{workspace.Unread(r.in.Files[i].Path, err)}
			return
		}
		all[i].subs, all[i].found = decode.Submission(f)
	})
	r.subs = make([]*figures.Submission, 0, len(all))
	for _, d := range all {
		r.findings.Add(d.found...)
		for _, sub := range d.subs {
			sub.Period = sub.Period.WithCutoff(r.in.Settings.Cutoff)
		}
		r.subs = append(r.subs, d.subs...)
	}
	r.passOverRegisters()
	r.registers()
	r.replace()
	r.byUnit = make(map[string][]*figures.Submission, len(r.subs))
	for _, sub := range r.subs {
		r.byUnit[sub.Unit.Code] = append(r.byUnit[sub.Unit.Code], sub)
	}
}

// counter counts files that are taken up, and tells whoever wants to know.
func (r *run) counter(total int) (takenUp func()) {
	if r.o.Progress == nil {
		return func() {}
	}
	var counting sync.Mutex // so that the counts come in order
	done := 0
	return func() {
		counting.Lock()
		defer counting.Unlock()
		done++
		r.o.Progress(done, total)
	}
}

// passOverRegisters takes back that a file is no submission when a submission names it as
// its register: both lie in one folder, and a folder is read as a whole.
func (r *run) passOverRegisters() {
	if !slices.ContainsFunc(r.findings, func(f finding.Finding) bool { return f.Code == finding.NotSubmission }) {
		return
	}
	named := map[string]bool{} // by their names
	for _, sub := range r.subs {
		for _, reg := range sub.Registers {
			named[reg.File] = true
		}
	}
	if len(named) == 0 {
		return
	}
	registers := map[string]bool{} // by their paths
	for _, f := range r.in.Files {
		registers[f.Path] = named[f.Name]
	}
	for i := range r.findings {
		if found := &r.findings[i]; found.Code == finding.NotSubmission && registers[found.Pos.File] {
			*found = finding.New(finding.Skipped, found.Pos, finding.Say("đây là danh sách của một bản nộp", "it is a register of a submission"))
		}
	}
}

// registers adds the registers that the office keeps to their units' submissions; a unit
// that gave nothing else has handed in its register.
func (r *run) registers() {
	if len(r.in.Registers) == 0 {
		return
	}
	first := r.bySubject()
	for _, file := range r.in.Registers {
		reg, ok, found := decode.Register(file.File, file.Code)
		r.findings.Add(found...)
		if !ok {
			continue
		}
		key := subject{file.Unit, file.Period}
		if first[key] == nil {
			p, _ := period.Parse(file.Period)
			sub := &figures.Submission{Path: file.File.Path, Name: file.File.Name, SHA256: file.File.SHA256(),
				Pos: reg.Pos, UnitPos: reg.Pos, PeriodPos: reg.Pos, Period: p.WithCutoff(r.in.Settings.Cutoff)}
			sub.Unit.Code = file.Unit
			r.subs = append(r.subs, sub)
			first[key] = []int{len(r.subs) - 1}
		}
		of := r.subs[first[key][0]]
		of.Registers = append(of.Registers, reg)
	}
}

// subject is what a submission speaks of.
type subject struct{ unit, period string }

func subjectOf(s *figures.Submission) subject { return subject{s.Unit.Code, s.Period.Code} }

// bySubject gives the places of the submissions that speak of the same.
func (r *run) bySubject() map[subject][]int {
	places := make(map[subject][]int, len(r.subs))
	for i, sub := range r.subs {
		key := subjectOf(sub)
		places[key] = append(places[key], i)
	}
	return places
}

// names reports whether a submission is the one that another says it replaces.
func names(old figures.Replaced, sub *figures.Submission) bool {
	return sub.Name == old.File || path.Base(sub.Name) == old.File
}

// replace drops the submissions that a later one of the same unit and period takes the
// place of. Two that each replace the other replace nothing.
func (r *run) replace() {
	if !slices.ContainsFunc(r.subs, func(s *figures.Submission) bool { return len(s.Replaces) > 0 }) {
		return
	}
	dropped, places := map[int]bool{}, r.bySubject()
	for i, sub := range r.subs {
		for _, old := range sub.Replaces {
			found := false
			for _, j := range places[subjectOf(sub)] {
				if i != j && names(old, r.subs[j]) && !slices.ContainsFunc(r.subs[j].Replaces, func(back figures.Replaced) bool { return names(back, sub) }) {
					dropped[j], found = true, true
				}
			}
			if !found {
				r.findings.Add(finding.New(finding.NothingReplaced, old.Pos, old.File, sub.Unit.Code, sub.Period.Label()))
			}
		}
	}
	var kept []*figures.Submission
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
	return r.recorded[unit]
}

// late reports whether a submission came after the office's deadline.
func (r *run) late(received period.Date) bool {
	due, ok := r.in.Settings.Due(r.period)
	return ok && !received.IsZero() && received.Compare(due) > 0
}
