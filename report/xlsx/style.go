package xlsx

import (
	"fmt"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"

	"baocao/report/document"
)

// The type of official documents. fontSize is also the size of the Normal style, so
// that a column's width counts digits of the body face.
const (
	fontName  = "Times New Roman"
	fontSize  = 12.0
	titleSize = 14.0
)

// Colours: dark enough to read on paper when printed in black and white.
const (
	lineColor  = "808080"
	headFill   = "D9E1EA"
	groupFill  = "EEF2F6"
	totalFill  = "F5F5F5"
	inputFill  = "FFF9E5"
	linkColor  = "1F4E79"
	passedFill = "D8EBD3"
	passedText = "1E5C1A"
	failedFill = "F6CFCB"
	failedText = "9C0006"
	unrunFill  = "FCE8B8"
	unrunText  = "7A4B00"
)

// look is everything that a cell's style depends on.
type look struct {
	document.Style
	part   part
	plain  bool // no borders: a value in a list of facts
	linked bool // leads to another cell
	quoted bool // text that would be a formula if somebody typed it
}

// part is what lies around a table, and is no cell of it.
type part uint8

const (
	cellPart part = iota
	titlePart
	subtitlePart
	measurePart
	notePart
)

// styles makes each style of a workbook once.
type styles struct {
	file     *excelize.File
	made     map[look]int
	quoted   map[int]int // styles of the layout, as they are for text that looks like a formula
	verdicts []excelize.ConditionalFormatOptions
	signals  [2]int  // of what is light, and grave
	digit    float64 // the width of a digit of the Normal style, in pixels
}

// setDefaultFace sets the face of the Normal style.
func setDefaultFace(file *excelize.File) error {
	if err := file.SetDefaultFont(fontName); err != nil {
		return err
	}
	size := fontSize
	font := file.Styles.Fonts.Font[0]
	font.Sz.Val = &size
	font.Scheme = nil // a face of the theme would win over the name
	return nil
}

// bodyDigit is the width of a digit of the body face, in pixels.
const bodyDigit = 8.0

// digitWidths are the widths of a digit of faces that offices use, in parts of the type's size.
var digitWidths = map[string]float64{
	fontName: 0.5, "Calibri": 0.507, "Cambria": 0.554, "Arial": 0.556, "Tahoma": 0.546, "Verdana": 0.636, "Segoe UI": 0.539, "Aptos Narrow": 0.515,
}

// normalDigit is the width of a digit of a workbook's Normal style, in pixels, as Excel rounds
// it. An unknown face is taken for one like the body's.
func normalDigit(file *excelize.File) float64 {
	const pixels = 96.0 / 72
	name, size := fontName, fontSize
	if fonts := file.Styles.Fonts; fonts != nil && len(fonts.Font) > 0 {
		if font := fonts.Font[0]; font.Name != nil && font.Name.Val != nil && font.Sz != nil && font.Sz.Val != nil {
			name, size = *font.Name.Val, *font.Sz.Val
		}
	}
	width, ok := digitWidths[name]
	if !ok {
		width = digitWidths[fontName]
	}
	return max(math.Round(size*pixels*width), 1)
}

// newStyles sets the colours of verdicts.
func newStyles(file *excelize.File) (styles, error) {
	s := styles{file: file, made: map[look]int{}, quoted: map[int]int{}, digit: normalDigit(file)}
	var err error
	if s.verdicts, err = verdictFormats(file); err != nil {
		return s, err
	}
	s.signals, err = signalStyles(file)
	return s, err
}

// signalStyles are told apart without colours: bold is grave, italic is not.
func signalStyles(file *excelize.File) (ids [2]int, err error) {
	for i, style := range []*excelize.Style{
		{Font: &excelize.Font{Italic: true, Color: unrunText}, Fill: solid(unrunFill)},
		{Font: &excelize.Font{Bold: true, Color: failedText}, Fill: solid(failedFill)},
	} {
		if ids[i], err = file.NewConditionalStyle(style); err != nil {
			return ids, err
		}
	}
	return ids, nil
}

// verdictFormats colours a verdict by equality with its text, so that the colour follows
// when the workbook is recalculated.
func verdictFormats(file *excelize.File) ([]excelize.ConditionalFormatOptions, error) {
	verdicts := []struct{ text, fill, font string }{
		{"ĐẠT", passedFill, passedText},
		{"KHÔNG ĐẠT", failedFill, failedText},
		{"KHÔNG KIỂM TRA ĐƯỢC", unrunFill, unrunText},
	}
	var formats []excelize.ConditionalFormatOptions
	for _, v := range verdicts {
		id, err := file.NewConditionalStyle(&excelize.Style{
			Font: &excelize.Font{Bold: true, Color: v.font},
			Fill: solid(v.fill),
		})
		if err != nil {
			return nil, err
		}
		formats = append(formats, excelize.ConditionalFormatOptions{
			Type: "cell", Criteria: "=", Value: `"` + v.text + `"`, Format: &id,
		})
	}
	return formats, nil
}

// id gives the number of the style of l.
func (s *styles) id(l look) (int, error) {
	if id, ok := s.made[l]; ok {
		return id, nil
	}
	id, err := s.file.NewStyle(l.style())
	if err != nil {
		return 0, fmt.Errorf("style: %w", err)
	}
	if l.quoted {
		id = s.quote(id)
	}
	s.made[l] = id
	return id, nil
}

// quote makes a copy of a style which keeps text text also after it was edited in Excel;
// the library knows the mark but has no way to set it.
func (s *styles) quote(id int) int {
	formats := s.file.Styles.CellXfs
	quoted, yes := formats.Xf[id], true
	quoted.QuotePrefix = &yes
	formats.Xf = append(formats.Xf, quoted)
	formats.Count = len(formats.Xf)
	return formats.Count - 1
}

// quotedLaid is quote for a style of the layout.
func (s *styles) quotedLaid(id int) int {
	if _, ok := s.quoted[id]; !ok {
		s.quoted[id] = s.quote(id)
	}
	return s.quoted[id]
}

// style translates l for the library.
func (l look) style() *excelize.Style {
	if l.part != cellPart {
		return l.aroundStyle()
	}
	format := numberFormat(int(l.Decimals))
	if l.Typed {
		format = asText
	}
	style := &excelize.Style{
		Font: &excelize.Font{Family: fontName, Size: fontSize, Bold: l.bold(), Italic: l.Italic},
		Alignment: &excelize.Alignment{
			Horizontal: alignments[l.Align], Vertical: "center", WrapText: true, Indent: int(l.Indent),
		},
		CustomNumFmt: &format,
	}
	if format == general {
		style.CustomNumFmt = nil // of its own a spreadsheet gives way to a date or a percentage that is typed
	}
	if l.bordered() {
		style.Border = thinBorders
	}
	if fill, ok := fills[l.Role]; ok {
		style.Fill = solid(fill)
	}
	if l.Top {
		style.Alignment.Vertical = "top"
	}
	if l.Role == document.Input || l.Open {
		style.Protection = &excelize.Protection{Locked: false} // stays open when a user protects the sheet
	}
	if l.linked {
		style.Font.Color = linkColor
	}
	return style
}

func (l look) bold() bool {
	switch l.Role {
	case document.Head, document.Group, document.Total, document.Label:
		return true
	}
	return l.Bold
}

func (l look) bordered() bool { return l.Role != document.Label && !l.plain }

// aroundStyle is the style of titles, the measure and notes.
func (l look) aroundStyle() *excelize.Style {
	style := &excelize.Style{
		Font:      &excelize.Font{Family: fontName, Size: fontSize, Italic: true},
		Alignment: &excelize.Alignment{Horizontal: alignments[l.Align], Vertical: "center", WrapText: true},
	}
	switch l.part {
	case titlePart:
		style.Font = &excelize.Font{Family: fontName, Size: titleSize, Bold: true}
	case measurePart:
		style.Alignment.WrapText = false // runs to the left over the empty row
	case notePart:
		style.Alignment.Vertical = "top"
	}
	return style
}

var fills = map[document.Role]string{
	document.Head:  headFill,
	document.Group: groupFill,
	document.Total: totalFill,
	document.Input: inputFill,
}

var alignments = map[document.Align]string{
	document.Left:   "left",
	document.Center: "center",
	document.Right:  "right",
}

// thinBorders always name a colour: other programs refuse a workbook without one.
var thinBorders = []excelize.Border{
	{Type: "left", Style: 1, Color: lineColor},
	{Type: "right", Style: 1, Color: lineColor},
	{Type: "top", Style: 1, Color: lineColor},
	{Type: "bottom", Style: 1, Color: lineColor},
}

func solid(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}

// general shows a number as it is.
const general = "General"

// asText keeps what is typed: 5/4 is no day in May, 08 no 8.
const asText = "@"

// numberFormat groups thousands and shows the decimals always. Comma and point are those
// of the file format: the user's Excel shows its own, in Vietnam 1.234,5.
func numberFormat(decimals int) string {
	switch {
	case decimals == document.AsTyped:
		return general
	case decimals <= 0:
		return "#,##0"
	}
	return "#,##0." + strings.Repeat("0", decimals)
}
