package model

import (
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"slices"
	"strings"

	"baocao/report/finding"
)

// Accepted is a warning that an office lets stand. It changes no figure, so the fingerprint
// leaves it out.
type Accepted struct {
	Code    finding.Code
	About   finding.About
	Message finding.Text
	finding.Acceptance
}

// AcceptedSHA256 is the SHA-256 over one line for each accepted warning, sorted bytewise
// and ended by a line feed: code, unit, period, figures (with commas between), rule, reason
// and office, parted by tabs.
func (r *Report) AcceptedSHA256() string {
	lines := make([]string, len(r.Accepted))
	for i, a := range r.Accepted {
		lines[i] = strings.Join([]string{string(a.Code), a.About.Unit, a.About.Period,
			strings.Join(a.About.Figures, ","), a.About.Rule, a.Reason, a.By}, "\t") + "\n"
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "")))
	return hex.EncodeToString(sum[:])
}

type jsonAccepted struct {
	Code    finding.Code `json:"code"`
	Unit    string       `json:"unit,omitempty"`
	Period  string       `json:"period,omitempty"`
	Figures []string     `json:"figures,omitempty"`
	Rule    string       `json:"rule,omitempty"`
	Message string       `json:"message"`
	Reason  string       `json:"reason"`
	By      string       `json:"by"`
}

func (r *Report) jsonAccepted() iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, a := range r.Accepted {
			if !yield(jsonAccepted{a.Code, a.About.Unit, a.About.Period, a.About.Figures, a.About.Rule,
				a.Message.In(finding.VI), a.Reason, a.By}) {
				return
			}
		}
	}
}
