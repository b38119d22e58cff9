// Package laid is a workbook that somebody laid out in a spreadsheet program, to be filled in:
// its parts as they stand, and where its rows go when those that are repeated grow. A row that
// stands once in the layout and many times in what comes of it is a band; formulas, ranges,
// merges, charts and names follow it, see [Moves].
package laid

// Book is the parts of a workbook that are kept. The rest, what other programs left in it
// among that, is not taken over.
type Book struct {
	Styles, Theme, Strings []byte // as they stand; nil where there is none
	Styled                 int    // how many styles cells can have
	Sheets                 []Sheet
	Parts                  []Part // to which sheets lead, and those parts in turn
	Names                  []Name
}

// Sheet is a worksheet.
type Sheet struct {
	Name  string
	State string // "hidden" or "veryHidden"; empty where it is seen
	XML   []byte
	Links []Link
}

// Kind is what a part is, by the relation that leads to it.
type Kind string

// The kinds of parts that can be kept.
const (
	Drawing       Kind = "drawing"
	Chart         Kind = "chart"
	ChartStyle    Kind = "chartStyle"
	ChartColors   Kind = "chartColorStyle"
	ThemeOverride Kind = "themeOverride"
	Picture       Kind = "image"
)

// HasFormulas reports whether a part of the kind speaks of cells.
func (k Kind) HasFormulas() bool { return k == Drawing || k == Chart }

// Part is one part.
type Part struct {
	Kind   Kind
	Ending string // of its name: xml, png
	Data   []byte
	Links  []Link
}

// Link leads to a part, by the name that the XML has for it.
type Link struct {
	ID   string
	Part int // place in Book.Parts
}

// Name is a name for a place.
type Name struct {
	Name    string
	Sheet   int // on which alone it holds; -1 where it holds everywhere
	Hidden  bool
	Formula string
}
