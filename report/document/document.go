// Package document is the neutral document: sheets, tables, paragraphs and charts with
// every word and number already in its final form. layout makes it; the renderers see
// it and nothing else, which is why a workbook and a page cannot disagree.
package document

import (
	"iter"

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
	Page        Page
}

// Sheet is one worksheet: title lines, a table, notes below it.
// Rows are placed as [Sheet.HeadRow] and [Sheet.BodyRow] say, so that formulas can be
// written before the sheet is.
type Sheet struct {
	Name      string
	Titles    []string // one row each; the first is the sheet's title
	Table     Table
	FreezeCol int  // this many columns stay in view beside the head's rows
	Portrait  bool // A4; landscape unless set
	Charts    []Chart
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
	Head    [][]Cell // heading rows; a cell that another one spans is left zero
	Rows    iter.Seq[Row]
	Foot    []string // notes below: the signs used, sources
}

// Column is one column's shape.
type Column struct {
	Width float64 // in characters of the body face, as Excel counts; a page scales all to its text width
	Align Align   // of the body's cells
}

// Row is one row of a table.
type Row struct {
	Cells []Cell
	Level int // outline level; 0 is none
}

// Cell is one cell. What it shows follows from what is set: with a Formula a live cell
// whose stored value is Value, or Text where Value is no number; else a number when
// Value is known; else Text.
type Cell struct {
	Text    string    // as printed on a page: "1.234,5", "…", "x", a label
	Value   num.Value // the exact number, already rounded where rounding belongs
	Formula string    // for the workbook, without "="
	Link    string    // a place in the workbook, "'Số liệu đơn vị'!D7"; may be empty
	Style   Style
	Across  int // columns spanned; 0 and 1 are one
	Down    int // rows spanned; 0 and 1 are one
}

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
	Decimals int8 // of a number: digits after the decimal comma, always shown
	Indent   int8
	Bold     bool
	Italic   bool
}

// Chart is a bar chart of one or more series over the same labels.
type Chart struct {
	Title   string
	Measure string // of the values: "mô hình"
	Labels  []string
	Series  []Series
	Alt     string // the chart in one sentence, for those who cannot see it

	// In a workbook: where the labels stand, "'Biểu 06'!$B$8:$B$10", and the cell
	// under whose top left corner the chart is hung.
	LabelsRef, Anchor string
}

// Series is one row of bars.
type Series struct {
	Name   string
	Points []Point
	Ref    string // in a workbook: where the values stand
}

// Point is one bar: its length and its label. A missing value draws no bar, only its text.
type Point struct {
	Value num.Value
	Text  string
}

// Page is the official document, in the order in which it is drawn.
type Page struct {
	Profile    Profile
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
	Footnote   string   // small, at the foot of the last page: the fingerprint's line
	Attachment *Attachment
}

// Signature is the block on the right at the end.
type Signature struct {
	Authority string // "K/T TRƯỞNG BAN"; may be empty
	Position  string
	Name      string
}

// Attachment is a file carried inside the PDF.
type Attachment struct {
	Name, Description string
	Data              []byte
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

// Run is a stretch of text in one face.
type Run struct {
	Text         string
	Bold, Italic bool
}

func (*Heading) block()   {}
func (*Paragraph) block() {}
func (*Table) block()     {}
func (*Chart) block()     {}
