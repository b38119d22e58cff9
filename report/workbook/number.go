package workbook

import (
	"math"
	"strconv"
	"strings"
	"time"

	"baocao/report/limit"
	"baocao/report/period"
)

// significant is how many digits a spreadsheet keeps and shows.
const significant = 15

// number reads the digits of a number. Programs store the nearest double with up to 17
// digits (1.1 as 1.1000000000000001); what a person typed are the first 15.
func (b *Book) number(c *Cell, value string, style []byte) {
	text, ok := decimal(value)
	if !ok {
		c.Kind, c.Text = Text, value
		return
	}
	c.Kind, c.Text, c.Shape = Number, text, b.shape(style)
	if c.Shape == Date {
		c.Day = b.date.day(text)
	}
}

// decimal gives the shortest decimal form of a stored number. A whole number as it stands
// keeps all its digits.
func decimal(value string) (text string, ok bool) {
	value = strings.TrimSpace(value)
	if isWhole(value) {
		return trimZeros(value), true
	}
	f, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) || strings.ContainsAny(value, "xXpP_iInN") {
		return "", false
	}
	f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'e', significant-1, 64), 64)
	if f == 0 {
		return "0", true // also for -0
	}
	return strconv.FormatFloat(f, 'f', -1, 64), true
}

func isWhole(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	return digits != "" && len(digits) <= 300 && strings.Trim(digits, "0123456789") == ""
}

func trimZeros(whole string) string {
	digits, negative := strings.CutPrefix(whole, "-")
	digits = strings.TrimLeft(digits, "0")
	switch {
	case digits == "":
		return "0"
	case negative:
		return "-" + digits
	}
	return digits
}

// epoch is the day from which a workbook counts.
type epoch int

const (
	epoch1900 epoch = iota // day 1 is 1/1/1900, and 29/2/1900 is a day
	epoch1904              // day 0 is 1/1/1904; of older Macintosh workbooks
)

// lastDay is 31/12/2199 counted from 1900.
const lastDay = 109575

// day is the calendar day of a number; the hours after its point are left out.
func (e epoch) day(number string) period.Date {
	whole, _, _ := strings.Cut(number, ".")
	n, err := strconv.Atoi(whole)
	if err != nil || n < 1 || n > lastDay {
		return period.Date{}
	}
	from := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case e == epoch1904:
		from = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	case n < 60: // before the day that never was
		n++
	}
	d := from.AddDate(0, 0, n)
	return period.Date{Year: d.Year(), Month: int(d.Month()), Day: d.Day()}
}

// isoDay reads a day that is stored as 2022-04-27T00:00:00.
func (b *Book) isoDay(c *Cell, value string) {
	day, _, _ := strings.Cut(value, "T")
	d, ok := period.ParseDate(day)
	if !ok || !d.Whole() {
		c.Kind, c.Text = Text, value
		return
	}
	c.Kind, c.Shape, c.Text, c.Day = Number, Date, value, d
}

// styles reads how numbers are shown: what a cell's style says of percentages and days.
func (b *Book) styles(part string) (err error) {
	b.shapes, _, err = styleSheets.part(b.zip, part, func(data []byte) ([]Shape, error) { return readShapes(data, b.limits) })
	return err
}

func readShapes(data []byte, limits limit.Limits) (shapes []Shape, err error) {
	formats := map[int]Shape{}
	inCells := false
	s := newScanner(data)
	for s.next() {
		name := string(s.name)
		if name == "cellXfs" {
			inCells = s.kind == opened
		}
		if s.kind != opened {
			continue
		}
		switch {
		case name == "numFmt":
			if id, err := strconv.Atoi(s.attrText("numFmtId")); err == nil {
				formats[id] = formatShape(s.attrText("formatCode"))
			}
		case name == "xf" && inCells:
			if len(shapes) == limits.Most(limit.Styles) {
				return nil, tooLarge(limit.Styles)
			}
			shapes = append(shapes, shapeOf(s, formats))
		}
	}
	return shapes, s.err
}

// shapeOf is the shape of the format that an element names by its number.
func shapeOf(s *scanner, formats map[int]Shape) Shape {
	id, _ := strconv.Atoi(s.attrText("numFmtId"))
	if shape, custom := formats[id]; custom {
		return shape
	}
	return builtinShape(id)
}

func (b *Book) shape(style []byte) Shape {
	n, _ := digits(style, len(b.shapes))
	if n >= len(b.shapes) {
		return General
	}
	return b.shapes[n]
}

// builtinShape knows the formats that have a number and no text, ECMA-376 part 1, 18.8.30.
// Those from 27 on are days in the languages of East Asia.
func builtinShape(id int) Shape {
	switch {
	case id == 9 || id == 10:
		return Percent
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 45 && id <= 47, id >= 50 && id <= 58:
		return Date
	}
	return General
}

// formatShape looks for the letters of a date, or a percent sign, among the characters of
// a format that are no literal text.
func formatShape(code string) Shape {
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '\\', '_', '*':
			i++ // the next character stands for itself
		case '"', '[':
			end := byte('"')
			if c == '[' {
				end = ']'
			}
			j := strings.IndexByte(code[i+1:], end)
			if j < 0 {
				return General
			}
			i += j + 1
		case 'd', 'D', 'm', 'M', 'y', 'Y', 'h', 'H', 's', 'S':
			return Date
		case 'G', 'g': // General
			return General
		case '%':
			return Percent
		}
	}
	return General
}
