package source

import "baocao/report/finding"

// Origin is the file in which values stand, or the sheet of a workbook. They all share it.
type Origin struct {
	Path, Name string // see [File]
	Sheet      string // of a workbook; empty for a text
}

// Place is where a value stands in its [Origin]: line and column of a text, both 1-based
// and the columns counted in characters, or row and column of a sheet. The zero Place
// stands for the file as a whole.
//
// It is small because every value of thousands of files has one; what findings show is
// made of it only when something is found.
type Place struct{ Line, Col int32 }

// At gives a place of the origin as findings show it. No origin has no place.
func (o *Origin) At(p Place) finding.Pos {
	switch {
	case o == nil:
		return finding.Pos{}
	case o.Sheet == "":
		return finding.Pos{File: o.Path, Line: int(p.Line), Col: int(p.Col)}
	}
	return finding.Pos{File: o.Path, Sheet: o.Sheet, Cell: finding.Address(int(p.Col), int(p.Line))}
}
