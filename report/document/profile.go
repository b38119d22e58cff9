package document

import "baocao/report/period"

// MM is a length in millimetres.
type MM float64

// PT is a length or a type size in typographic points, 72 to the inch.
type PT float64

// Points gives m in points.
func (m MM) Points() float64 { return float64(m) * 72 / 25.4 }

// Profile is the dated page layout of an official document. Profiles are data, one file
// each in templates/layouts; no layout number stands in code. A switch that a file leaves
// out is off; a type size that it leaves out is refused by the loader.
type Profile struct {
	Name string `yaml:"name"`

	// From and To are the first and the last issue date of documents that take this
	// layout when they name none; zero is open. With both zero it goes by name only.
	From period.Date `yaml:"from"`
	To   period.Date `yaml:"to"`

	Paper      Paper          `yaml:"paper"`
	Margins    Margins        `yaml:"margins"`
	PageNumber PageNumber     `yaml:"page_number"`
	Header     HeaderForm     `yaml:"header"`
	Subject    SubjectForm    `yaml:"subject"`
	Text       TextForm       `yaml:"text"`
	Headings   []HeadingForm  `yaml:"headings"` // by level; deeper levels look like the last
	Table      TableForm      `yaml:"table"`
	Chart      ChartForm      `yaml:"chart"`
	Signature  SignatureForm  `yaml:"signature"`
	Recipients RecipientsForm `yaml:"recipients"`
	Annex      AnnexForm      `yaml:"annex"`
	Note       NoteForm       `yaml:"note"`
	Footnote   Lettering      `yaml:"footnote"` // the small print at the foot of the last page
	Number     NumberForm     `yaml:"number"`
}

// Paper is the sheet.
type Paper struct {
	Width  MM `yaml:"width"`
	Height MM `yaml:"height"`
}

// Margins lie between the sheet's edges and its text.
type Margins struct {
	Top    MM `yaml:"top"`
	Bottom MM `yaml:"bottom"`
	Left   MM `yaml:"left"`
	Right  MM `yaml:"right"`
}

// Lettering is the look of a piece of text.
type Lettering struct {
	Size      PT   `yaml:"size"`
	Bold      bool `yaml:"bold"`
	Italic    bool `yaml:"italic"`
	Caps      bool `yaml:"caps"` // set in capitals, however it was typed
	Underline bool `yaml:"underline"`
}

// Caption is a text that the layout itself prescribes.
type Caption struct {
	Text      string `yaml:"text"`
	Lettering `yaml:",inline"`
}

// Divider stands between two parts: a text on a line of its own, or else a rule that is
// Share times as long as the line above it and lies Gap below that line's letters.
type Divider struct {
	Text   string  `yaml:"text"`
	Size   PT      `yaml:"size"` // of the text
	Share  float64 `yaml:"share"`
	Weight PT      `yaml:"weight"`
	Gap    PT      `yaml:"gap"`
	After  PT      `yaml:"after"` // room that a rule makes below it
}

// PageNumber is the number at the head of a page, centred on the text.
type PageNumber struct {
	Lettering `yaml:",inline"`
	Top       MM  `yaml:"top"`   // from the sheet's upper edge to the number's line
	First     int `yaml:"first"` // the first page that shows its number
}

// HeaderForm is the head of the first page: on the left who issues the document and its
// number, on the right the national title, with the place and date level with the number.
type HeaderForm struct {
	LeftMin MM `yaml:"left_min"` // the left block is at least so wide
	LeftMax MM `yaml:"left_max"` // and breaks its lines at this width
	Gap     MM `yaml:"gap"`      // at least, between the blocks
	Leading PT `yaml:"leading"`  // from one line to the next

	// BreakBefore are the words that begin a part of a body's name, BreakAfter those that
	// end one: a long name goes on the next line there rather than elsewhere.
	BreakBefore []string `yaml:"break_before"`
	BreakAfter  []string `yaml:"break_after"`

	National     []Caption `yaml:"national"`
	NationalRule Divider   `yaml:"national_rule"`
	Superior     Lettering `yaml:"superior"`
	Body         Lettering `yaml:"body"`
	BodyRule     Divider   `yaml:"body_rule"`
	Number       Lettering `yaml:"number"`
	PlaceDate    Lettering `yaml:"place_date"`
	Urgency      Lettering `yaml:"urgency"`
	Draft        Lettering `yaml:"draft"`
}

// SubjectForm is the kind of document and, below it, its subject (trích yếu), both centred.
type SubjectForm struct {
	Before  PT        `yaml:"before"`
	After   PT        `yaml:"after"`
	Leading PT        `yaml:"leading"`
	Width   MM        `yaml:"width"` // of the longest line of the subject
	Kind    Lettering `yaml:"kind"`
	Subject Lettering `yaml:"subject"`
	Rule    Divider   `yaml:"rule"`
}

// TextForm is the running text, justified.
type TextForm struct {
	Lettering `yaml:",inline"`
	Leading   PT  `yaml:"leading"`
	Gap       PT  `yaml:"gap"`       // between paragraphs
	Indent    MM  `yaml:"indent"`    // of a paragraph's first line and of a list's markers
	ListStep  MM  `yaml:"list_step"` // indent of one more depth of a list
	ListHang  MM  `yaml:"list_hang"` // from a marker to its text, at least
	Together  int `yaml:"together"`  // this many lines of a paragraph never stand alone on a page

	End string `yaml:"end"` // in place of the full stop that ends the text: "./."; empty leaves it
}

// HeadingForm is the look of the headings of one level.
type HeadingForm struct {
	Lettering `yaml:",inline"`
	Before    PT   `yaml:"before"`
	Indent    MM   `yaml:"indent"` // of the first line
	Centred   bool `yaml:"centred"`
}

// TableForm is the look of tables. A table whose words do not fit its columns is set in
// smaller type, down to Smallest; what then still does not fit is broken at a character.
type TableForm struct {
	Title    Lettering `yaml:"title"`
	Measure  Lettering `yaml:"measure"`
	Head     Lettering `yaml:"head"`
	Body     Lettering `yaml:"body"`
	Group    Lettering `yaml:"group"` // a row that heads others
	Total    Lettering `yaml:"total"`
	Foot     Lettering `yaml:"foot"`
	Smallest PT        `yaml:"smallest"`
	Step     PT        `yaml:"step"`    // by which type shrinks
	Leading  float64   `yaml:"leading"` // from line to line, in type sizes
	PadX     PT        `yaml:"pad_x"`   // between a rule and the words
	PadY     PT        `yaml:"pad_y"`
	Indent   PT        `yaml:"indent"` // of one level within a column
	Weight   PT        `yaml:"weight"` // of the rules
	Before   PT        `yaml:"before"`
	After    PT        `yaml:"after"`
}

// ChartForm is the look of bar charts. Bars stand upright where every label fits below
// its own bar, and lie on their side otherwise.
type ChartForm struct {
	Title      Lettering `yaml:"title"`
	Label      Lettering `yaml:"label"`
	Value      Lettering `yaml:"value"`
	Leading    float64   `yaml:"leading"`     // from line to line, in type sizes
	Height     MM        `yaml:"height"`      // of the tallest upright bar
	Bar        MM        `yaml:"bar"`         // thickness of the bars of one label together, at most
	Most       int       `yaml:"most"`        // upright for at most so many labels
	LabelLines int       `yaml:"label_lines"` // and labels of at most so many lines
	LabelShare float64   `yaml:"label_share"` // of the width, for the labels of lying bars, at most
	Clear      PT        `yaml:"clear"`       // between a bar and the words beside it
	Weight     PT        `yaml:"weight"`      // of outlines and the base line
	Fills      []int     `yaml:"fills"`       // a grey for each series, 0 black to 255 white
	Before     PT        `yaml:"before"`
	After      PT        `yaml:"after"`
}

// SignatureForm is the block on the right at the end.
type SignatureForm struct {
	// Marks spells the letters with which one signs for another: KT is "K/T" or "KT.",
	// however it was typed. The layout stage writes them.
	Marks map[string]string `yaml:"marks"`

	Authority Lettering `yaml:"authority"`
	Position  Lettering `yaml:"position"`
	Name      Lettering `yaml:"name"`
	Blank     int       `yaml:"blank"` // empty lines for the signature itself
	Leading   PT        `yaml:"leading"`
	Width     MM        `yaml:"width"`
	Before    PT        `yaml:"before"`
}

// RecipientsForm is the list of recipients (nơi nhận) on the left at the end.
// The layout stage puts After behind each recipient and Last behind the last one.
type RecipientsForm struct {
	Head    Caption   `yaml:"head"`
	Item    Lettering `yaml:"item"`
	Marker  string    `yaml:"marker"`
	Leading PT        `yaml:"leading"`
	After   string    `yaml:"after"`
	Last    string    `yaml:"last"`
}

// AnnexForm is the head of an annex, centred, and the margins of its pages where they are
// turned; upright ones have the document's. They are turned where the columns ask for more
// than Turn times the width of the text, or the type would have to be smaller.
type AnnexForm struct {
	Turn    float64   `yaml:"turn"`
	Margins Margins   `yaml:"margins"`
	Head    Lettering `yaml:"head"`
	Note    Lettering `yaml:"note"`
	Leading PT        `yaml:"leading"`
}

// NoteForm is the look of footnotes at the foot of the page that has their marks, below a
// rule at the left.
type NoteForm struct {
	Lettering `yaml:",inline"`
	Leading   float64 `yaml:"leading"` // from line to line, in type sizes
	Mark      float64 `yaml:"mark"`    // type size of a mark, in that of the words beside it
	Rise      float64 `yaml:"rise"`    // of a mark above their base line, in their type size
	Rule      MM      `yaml:"rule"`    // length
	Weight    PT      `yaml:"weight"`
	Before    PT      `yaml:"before"` // above the rule, and below it
}

// NumberForm says how the layout stage writes a document's number:
// Prefix, the number with at least Digits digits, Separator, symbol: "Số 07-BC/BDVHU".
type NumberForm struct {
	Prefix    string `yaml:"prefix"`
	Digits    int    `yaml:"digits"`
	Separator string `yaml:"separator"`
	Day       string `yaml:"day"` // between the number and the date, where both are cited
}
