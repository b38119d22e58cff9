package verify

import (
	"strings"

	"baocao/report/finding"
)

// identity is what all outputs of one report say alike.
type identity struct {
	name  finding.Text
	of    func(facts) string
	apart bool // where it differs, the file is of another report
}

var identities = []identity{
	{finding.Say("đơn vị", "unit"), func(f facts) string { return f.unit }, true},
	{finding.Say("kỳ", "period"), func(f facts) string { return f.period }, true},
	{finding.Say("mã số liệu", "fingerprint"), func(f facts) string { return f.fingerprint }, false},
	{finding.Say("mẫu báo cáo", "template"), func(f facts) string { return f.template }, false},
	{finding.Say("mã băm của mẫu", "template hash"), func(f facts) string { return f.templateHash }, false},
}

// sameReport sees to it that all files are of one report. What most of them say is held to
// be right; where they are divided, what the first says.
func (v *verifier) sameReport() error {
	seen := map[string]*subject{}
	for _, s := range v.subjects {
		if other := seen[string(s.kind)]; other != nil && string(other.Data) != string(s.Data) {
			v.add(whole(Wrong, s.Path, finding.Say("cùng loại với “%s” mà nội dung khác", "of the same kind as “%s”, with another content", other.Path)))
		}
		seen[string(s.kind)] = s
	}
	for _, id := range identities {
		lead := v.most(id.of)
		for _, s := range v.subjects {
			got := id.of(s.facts)
			if s.stray || got == lead {
				continue
			}
			s.stray = id.apart
			v.add(whole(Wrong, s.Path, finding.Say("là báo cáo có %s “%s”, còn “%s” có %s “%s”",
				"it is a report of the %s “%s”, “%s” of the %s “%s”", id.name, got, v.with(id.of, lead).Path, id.name, lead)))
		}
	}
	if n := len(v.subjects); n > 1 && len(v.faults) == 0 {
		v.say("%d tệp cùng mã số liệu %s", "%d files of one fingerprint %s", n, short(v.subjects[0].facts.fingerprint))
	}
	return nil
}

// most is what most of the files say that are still held to be of one report.
func (v *verifier) most(of func(facts) string) string {
	count := map[string]int{}
	best := ""
	for _, s := range v.subjects {
		if !s.stray {
			count[of(s.facts)]++
		}
	}
	for _, s := range v.subjects {
		if said := of(s.facts); !s.stray && count[said] > count[best] {
			best = said
		}
	}
	return best
}

// with is the first of the files that says so.
func (v *verifier) with(of func(facts) string, said string) *subject {
	for _, s := range v.subjects {
		if !s.stray && of(s.facts) == said {
			return s
		}
	}
	return nil
}

// short is how documents print a fingerprint.
func short(fingerprint string) string {
	if len(fingerprint) < 16 {
		return fingerprint
	}
	return strings.Join([]string{fingerprint[0:4], fingerprint[4:8], fingerprint[8:12], fingerprint[12:16]}, " ")
}

// isOurs reports whether a program calls itself baocao.
func isOurs(application string) bool { return strings.HasPrefix(application, "baocao ") }
