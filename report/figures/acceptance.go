package figures

import "baocao/report/finding"

// Acceptance says which warnings an office lets stand, and why. Empty fields narrow
// nothing; in a submission Unit and Period are its own.
type Acceptance struct {
	Pos finding.Pos // of the entry

	Finding      finding.Code
	FindingPos   finding.Pos
	Unit         string
	UnitPos      finding.Pos
	Period       string
	Indicator    string // a code, or CODE.category
	IndicatorPos finding.Pos
	Rule         string // of the template, as typed

	finding.Acceptance
}
