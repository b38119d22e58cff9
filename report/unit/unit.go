// Package unit holds the tree of organisation units: who they are, under whom, and
// from when to when. [NewTree] makes it of a list and reports what is wrong with the
// list; [Tree.Find] answers by code.
package unit

import "baocao/report/period"

// Unit is one organisation unit (đơn vị).
type Unit struct {
	Code      string      // as in units.csv, "phu-xuyen"
	Name      string      // as printed, "Huyện Phú Xuyên"; the code when no list names the unit
	Level     string      // a free word of the office: tinh, huyen, quan, xa, phuong …; may be empty
	Parent    string      // the code of the unit above; empty at the top
	ValidFrom period.Date // inclusive; the zero Date means always
	ValidTo   period.Date // inclusive; the zero Date means still
	Successor string      // the code of the unit that follows it; empty when none
	Owes      Owes
}

// Owes says whether a unit must hand in a report.
type Owes int

const (
	ByTree Owes = iota // the children of the issuing unit owe
	Yes
	No
)
