// Package document is the neutral document: sheets, tables, paragraphs and charts with
// every word and number already in its final form. layout makes it; the renderers see
// it and nothing else, which is why a workbook and a page cannot disagree.
package document

import (
	"io"
	"iter"

	"baocao/report/laid"
	"baocao/report/num"
	"baocao/report/period"
)

// Document is one report, ready to be drawn.
type Document struct {
	Title       string // for the properties of both files
	Subject     string
	Author      string      // the issuing body
	Date        period.Date // a whole date: the properties' creation date
	Fingerprint string      // 64 hex digits
	Generator   string      // program and version
	Sheets      []Sheet     // the workbook, in order
	Seal        string      // the name of the workbook's hidden sheet of hashes; empty: it is not sealed
	Book        *laid.Book  // the workbook that somebody laid out, whose sheets some of Sheets fill in; nil where there is none
	Moves       *laid.Moves // where the rows of Book go
	Recalculate bool        // some formula has no stored value: programs are to compute the workbook on opening it
	Page        Page
}

// Sheet is one worksheet: title lines, a table, notes below it.
// Rows are placed as [Sheet.HeadRow] and [Sheet.BodyRow] say, so that formulas can be
// written before the sheet is.
type Sheet struct {
	Name      string
	Titles    []string // one row each; the first is the sheet's title
	Header    Header   // of its printed pages
	Table     Table
	FreezeCol int  // this many columns stay in view beside the head's rows
	Portrait  bool // A4; landscape unless set
	Together  bool // in print, no page parts a heading or a group from the row after it, nor a row from one that follows it
	OnScreen  bool // of a sheet to look things up in, which would fill many pages: only its titles are printed
	Charts    []Chart
	Names     []Name
	Signals   []Signal

	// Laid fills in a sheet of the document's Book, and then the sheet has nothing of its own
	// beside its name.
	Laid *Laid

	// Of a form that people fill in.
	Protected bool // only cells of the role Input, and those that are Open, can be changed; no password
	Hidden    bool // and no command of the spreadsheet shows it
}

// Laid is what a sheet that somebody laid out holds.
type Laid struct {
	At    int                            // the sheet's place in the document's Book
	Rows  []int                          // the rows of the layout that hold something, in order
	Cells func(row, copy int) []LaidCell // what such a row holds in one of its copies, from 0; nothing for other rows
}

// LaidCell is a cell of such a sheet. Its look is that of the layout.
type LaidCell struct {
	Col  int
	Cell Cell
	Kept bool // it is as it stands in the layout, faces within its text and all
}

// Name is a name that formulas anywhere in the workbook may use for a cell of the sheet:
// TONG_DVK01.huyen for $D$8.
type Name struct{ Name, Cell string }

// Signal makes cells stand out for as long as a formula holds of them, also when a figure is
// changed.
type Signal struct {
	Place   string // "D8:D34 F8:F34", from the left
	Formula string // as it reads in the first cell, without "="
	Grave   bool   // a fault; others only call for a look
}

// HeadRow is the 1-based row of the table's first heading: after the titles and one
// empty row, or 1 without titles.
func (s *Sheet) HeadRow() int {
	if len(s.Titles) == 0 {
		return 1
	}
	return len(s.Titles) + 2
}

// BodyRow is the 1-based row of the table's first row.
func (s *Sheet) BodyRow() int { return s.HeadRow() + len(s.Table.Head) }

// Table is a grid. It is a block of the page as well as the body of a sheet.
type Table struct {
	Title   string // printed above the table on a page; a sheet has its own titles
	Measure string // "Đơn vị tính: triệu đồng", above the table on the right; may be empty
	Columns []Column
	Head    [][]Cell      // heading rows; a cell that another one spans is left zero
	Rows    iter.Seq[Row] // the cells of a row are used again for the next
	Foot    []string      // notes below: the signs used, sources
}

// Column is one column's shape.
type Column struct {
	Width  float64 // in characters of the body face, as Excel counts; a page scales all to its text width
	Align  Align   // of the body's cells
	Level  int     // outline level in a workbook; 0 is none, and a hidden column of a level is one folded away
	Hidden bool    // in a workbook; a page draws every column
}

// Row is one row of a table.
type Row struct {
	Cells  []Cell
	Level  int     // outline level; 0 is none
	Height float64 // of a workbook's row, in points; 0 is what its text needs
	Hidden bool    // in a workbook; a page draws every row

	Follows bool // belongs to the row before it, in a sheet whose rows stay together
}

// Cell is one cell. What it shows follows from what is set: with a Formula a live cell
// whose stored value is Value, or Text where Value is no number; else a number when
// Value is known; else Text.
type Cell struct {
	Text    string    // "…", "x", a label; of a number empty, unless it prints otherwise than its Style says
	Figure  string    // the name of the figure that it prints, as [FigureName] makes it; empty for others
	Value   num.Value // the exact number, already rounded where rounding belongs
	Formula Formula   // for the workbook
	Link    string    // a place in the workbook, "'Số liệu đơn vị'!D7"; may be empty
	Kind    Kind      // of Text, where a spreadsheet takes it for more than characters
	Style   Style
	Across  int    // columns spanned; 0 and 1 are one
	Down    int    // rows spanned; 0 and 1 are one
	Entry   *Entry // what may be typed into it; nil is anything
}

// Kind is what a spreadsheet takes a text for.
type Kind uint8

const (
	Characters Kind = iota
	Truth           // TRUE or FALSE
	Fault           // what a formula gives that cannot be computed: #DIV/0!
)

// Printed is what a page shows of the cell: "1.234,5", "…", "x", a label.
func (c *Cell) Printed() string {
	if c.Text == "" && c.Value.IsKnown() {
		return c.Value.Number.Print(int(c.Style.Decimals))
	}
	return c.Text
}

// Entry says what may be typed into a cell of a form. A workbook refuses the rest on the
// spot, with Title and Message. Cells of one rule share one Entry.
type Entry struct {
	Kind     EntryKind
	Decimals int    // of a Figure: the most that it may have
	Share    bool   // of a Figure: a percentage may stand for it
	Choices  string // of a Choice: the place of the words to choose from, "'Danh mục'!$A$2:$A$4"
	Title    string // at most 32 characters
	Message  string // at most 225
	Prompt   string // shown while the cell is being filled in; may be empty
}

// EntryKind is a kind of entry.
type EntryKind uint8

const (
	Figure EntryKind = iota // a number not below zero, x, or a number with a word before it
	Amount                  // a number
	Day                     // a day: 27/4/2022
	When                    // a day, a month or a year
	Choice                  // one of some words
)

// Role is what a cell is for; a renderer gives each its look.
type Role uint8

const (
	Body Role = iota
	Head
	Group   // a row that heads others
	Total   // a total row
	Label   // the left cell of a list of facts, as on the cover
	Verdict // ĐẠT, KHÔNG ĐẠT …: a workbook colours it by its text, also after recalculation
	Input   // a dead figure, the only kind an auditor may change
)

// Align is the alignment across.
type Align uint8

const (
	Left Align = iota
	Center
	Right
)

// Style is a cell's look. It is comparable, so a renderer makes each style once.
type Style struct {
	Role     Role
	Align    Align
	Decimals int8 // of a number: digits after the decimal comma, always shown; or AsTyped
	Indent   int8
	Bold     bool
	Italic   bool
	Open     bool // of a protected sheet: may be changed, though it is no Input
	Typed    bool // what is typed stays text as it is, and is never made a date or a number
	Top      bool // the text begins at the top of its cell, not in its middle
}

// AsTyped shows a number as it is typed into a form, a percentage as one.
const AsTyped = -1

// Chart is a bar chart of one or more series over the same labels.
type Chart struct {
	Title   string
	Measure string // of the values: "mô hình"
	Labels  []string
	Series  []Series
	Stacked bool    // the series of one label lie end to end in one bar; none of their values is below zero
	Totals  []Point // of a stacked chart, by label: what stands at the bar's end
	Alt     string  // the chart in one sentence, for those who cannot see it

	// In a workbook: where the labels stand, "'Biểu 06'!$B$8:$B$10", and the cell
	// under whose top left corner the chart is hung.
	LabelsRef, Anchor string
}

// ManyBars is how many bars a chart of a workbook can have before each is drawn thinner, so
// that a page can hold them.
const ManyBars = 15

// Abreast is how many bars a label has side by side.
func (c *Chart) Abreast() int {
	if c.Stacked {
		return 1
	}
	return len(c.Series)
}

// Series is one row of bars.
type Series struct {
	Name   string
	Points []Point
	Ref    string // in a workbook: where the values stand
}

// Point is one bar: its length and its label. A missing value draws no bar, only its text.
type Point struct {
	Value  num.Value
	Text   string
	Figure string // the name of the figure, as [FigureName] makes it
}

// Page is the official document, in the order in which it is drawn.
type Page struct {
	Profile    Profile
	Duplex     bool    // printed on both sides of its sheets: the margins of a back are those of a front, mirrored
	Superior   string  // left header, first line: HUYỆN UỶ PHÚ XUYÊN; may be empty
	Body       string  // left header, second line: BAN DÂN VẬN
	Number     string  // "Số 07-BC/BDVHU", complete
	PlaceDate  string  // "Phú Xuyên, ngày 27 tháng 4 năm 2022", complete
	Urgency    string  // may be empty
	Draft      string  // "Dự thảo lần 1"; may be empty
	Kind       string  // BÁO CÁO
	Subject    string  // the trích yếu
	Blocks     []Block // the text
	Signature  Signature
	Recipients []string // complete, with their punctuation
	Notes      []string // small, at the foot of the last page: the accepted warnings
	Footnote   string   // small, below them: the fingerprint's line
	Annexes    []Annex  // each on pages of its own, after the signature
	Attachment *Attachment
	Seal       string // what the seal that the PDF carries is, for people who find it among the attachments
}

// Annex is a table behind the text (phụ lục). A renderer turns its pages where the table is
// wider than the text.
type Annex struct {
	Head  string // PHỤ LỤC, or PHỤ LỤC 2
	Note  string // "(Kèm theo Báo cáo số 07-BC/BDVHU …)"
	Table *Table
}

// Signature is the block on the right at the end.
type Signature struct {
	Authority string // "K/T TRƯỞNG BAN"; may be empty
	Position  string
	Name      string
}

// Attachment is a file carried inside the PDF. It is made while it is written, since it may be
// far larger than the rest of the document.
type Attachment struct {
	Name, Description string
	Type              string                  // "application/json"
	Write             func(w io.Writer) error // writes the bytes, the same each time
}

// Block is a piece of running text: [*Heading], [*Paragraph], [*Table] or [*Chart].
type Block interface{ block() }

// Heading is a section's title. Level 1 is "I- …", 2 is "1. …".
type Heading struct {
	Level int
	Runs  []Run
}

// Paragraph is justified text, or one item of a list.
type Paragraph struct {
	Runs   []Run
	Marker string // of a list item: "-", "1."; empty in running text
	Depth  int    // of a list item: 0 is the outermost
}

// Run is a stretch of text in one face that is all of one figure, or of none.
type Run struct {
	Text         string
	Bold, Italic bool
	Figure       string // the name of the figure that Text prints, as [FigureName] makes it
	Note         string // of a mark, "(1)": the footnote that it leads to; marks alike have notes alike
}

// SameFace reports whether both runs look alike. A mark of a footnote looks like no other.
func (r Run) SameFace(other Run) bool {
	return r.Bold == other.Bold && r.Italic == other.Italic && r.Note == "" && other.Note == ""
}

func (*Heading) block()   {}
func (*Paragraph) block() {}
func (*Table) block()     {}
func (*Chart) block()     {}
