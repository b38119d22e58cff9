package model

import (
	"crypto/sha256"
	"encoding/hex"
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

// accepted lists the warnings that the office lets stand.
func (j *reportWriter) accepted() {
	j.key("accepted")
	j.open('[')
	for _, a := range j.r.Accepted {
		j.object()
		j.text("code", string(a.Code))
		j.textIf("unit", a.About.Unit)
		j.textIf("period", a.About.Period)
		if len(a.About.Figures) > 0 {
			j.texts("figures", a.About.Figures)
		}
		j.textIf("rule", a.About.Rule)
		j.text("message", a.Message.In(finding.VI))
		j.text("reason", a.Reason)
		j.text("by", a.By)
		j.close('}')
	}
	j.close(']')
}
