package laid

import (
	"slices"
	"strconv"
	"strings"
)

// MaxRow is the last row that a sheet can have.
const MaxRow = 1_048_576

// Band is a row that is repeated.
type Band struct {
	Row   int // 1-based
	Count int // how many times it stands in the end; at least 1
}

// Moves says where the rows of a workbook go. The zero Moves leave all where they are.
type Moves struct {
	bands map[string][]Band // by the sheet's name, folded; sorted by row
}

// Set enters the bands of a sheet.
func (m *Moves) Set(sheet string, bands []Band) {
	if m.bands == nil {
		m.bands = map[string][]Band{}
	}
	bands = slices.Clone(bands)
	slices.SortFunc(bands, func(a, b Band) int { return a.Row - b.Row })
	m.bands[strings.ToLower(sheet)] = bands
}

// Copies is how many times a row of a sheet stands in the end.
func (m *Moves) Copies(sheet string, row int) int {
	b, _ := m.band(sheet, row)
	return b.Count
}

func (m *Moves) band(sheet string, row int) (b Band, ok bool) {
	for _, b := range m.bands[strings.ToLower(sheet)] {
		if b.Row == row {
			return b, true
		}
	}
	return Band{row, 1}, false
}

// First is the place of a row, or of the first of its copies.
func (m *Moves) First(sheet string, row int) int {
	to := row
	for _, b := range m.bands[strings.ToLower(sheet)] {
		if b.Row < row {
			to += b.Count - 1
		}
	}
	return to
}

// Last is the place of a row, or of the last of its copies.
func (m *Moves) Last(sheet string, row int) int {
	return m.First(sheet, row) + m.Copies(sheet, row) - 1
}

// Place is where a formula stands.
type Place struct {
	Sheet string
	Row   int  // in the layout; 0 where it stands in no row, as that of a chart does
	Copy  int  // which of the row's copies, from 0
	Fixed bool // one formula is for all cells of a range: what stands still among them needs a $
}

// Formula writes a formula, or ranges with spaces between, as it reads when all rows are in
// their places:
//
//   - what stands outside of a band leads to where its row has gone;
//   - a range that ends in a band reaches over all of the band's copies, a single cell of a
//     band becomes such a range;
//   - within the band's own copies a cell of the same row is that of the copy, unless a $
//     stands before the row's number: then it begins with the first copy or ends with the last.
func (m *Moves) Formula(formula string, at Place) string {
	if len(m.bands) == 0 {
		return formula
	}
	var b strings.Builder
	b.Grow(len(formula) + len(formula)/4)
	sheet := at.Sheet
	for i := 0; i < len(formula); {
		c := formula[i]
		switch {
		case c == '"' || c == '[':
			end := closing(formula, i)
			b.WriteString(formula[i:end])
			i = end
		case c == '\'':
			name, end := quotedName(formula, i)
			if end < len(formula) && formula[end] == '!' {
				end++
				sheet = name
			}
			b.WriteString(formula[i:end])
			i = end
			if i < len(formula) && !isName(formula[i]) {
				sheet = at.Sheet
			}
		case isName(c):
			end := wordEnd(formula, i)
			switch {
			case end < len(formula) && formula[end] == '(':
				b.WriteString(formula[i:end])
				i = end
			case end < len(formula) && formula[end] == '!':
				sheet = formula[i:end]
				b.WriteString(formula[i : end+1])
				i = end + 1
			default:
				var moved string
				moved, i = m.area(formula, i, end, sheet, at)
				b.WriteString(moved)
				sheet = at.Sheet
			}
		default:
			b.WriteByte(c)
			i++
		}
	}
	return b.String()
}

// area moves the cell or range that begins at from, whose first word ends at end, and gives
// the place behind it. Any other word stays as it is.
func (m *Moves) area(formula string, from, end int, sheet string, at Place) (moved string, next int) {
	word := formula[from:end]
	first, ok := parseCorner(word)
	if !ok {
		return word, end
	}
	if end < len(formula) && formula[end] == ':' {
		behind := wordEnd(formula, end+1)
		if second, ok := parseCorner(formula[end+1 : behind]); ok && first.like(second) {
			return m.moved(first, true, sheet, at) + ":" + m.moved(second, false, sheet, at), behind
		}
	}
	if first.column == "" || first.row == 0 {
		return word, end // a number, or a name
	}
	begin, finish := m.moved(first, true, sheet, at), m.moved(first, false, sheet, at)
	if begin == finish {
		return begin, end
	}
	return begin + ":" + finish, end
}

// moved gives a corner of a range its place; begins tells the first from the second.
func (m *Moves) moved(c corner, begins bool, sheet string, at Place) string {
	if c.row == 0 {
		return c.String()
	}
	to := m.First(sheet, c.row)
	band, repeated := m.band(sheet, c.row)
	own, within := m.band(at.Sheet, at.Row)
	within = within && strings.EqualFold(sheet, at.Sheet)
	switch {
	case repeated && within && own.Row == c.row && !c.rowFixed:
		to += at.Copy
	case repeated && !begins:
		to += band.Count - 1
	case !repeated && within && at.Fixed:
		c.rowFixed = true
	}
	c.row = to
	return c.String()
}

// Ranges moves ranges with spaces between, as a sheet lists them.
func (m *Moves) Ranges(list, sheet string) string { return m.Formula(list, Place{Sheet: sheet}) }

// TopRow is the first row of a list of ranges, by which the formulas that go with them are
// to be read; 0 where there is none.
func TopRow(list string) int {
	list, _, _ = strings.Cut(strings.TrimSpace(list), " ")
	list, _, _ = strings.Cut(list, ":")
	c, _ := parseCorner(list)
	return c.row
}

// corner is one end of a range: a cell, or a column or a row as a whole.
type corner struct {
	columnFixed bool
	column      string // empty of a row
	rowFixed    bool
	row         int // 0 of a column
}

func (c corner) like(other corner) bool {
	return (c.column == "") == (other.column == "") && (c.row == 0) == (other.row == 0)
}

func (c corner) String() string {
	if c.row > MaxRow {
		return "#REF!"
	}
	s := c.column
	if c.columnFixed {
		s = "$" + s
	}
	if c.row == 0 {
		return s
	}
	if c.rowFixed {
		s += "$"
	}
	return s + strconv.Itoa(c.row)
}

func parseCorner(word string) (c corner, ok bool) {
	rest, fixed := strings.CutPrefix(word, "$")
	letters := 0
	for letters < len(rest) && isLetter(rest[letters]) {
		letters++
	}
	c.column, rest = rest[:letters], rest[letters:]
	if letters == 0 {
		c.rowFixed = fixed
	} else {
		c.columnFixed = fixed
		rest, c.rowFixed = strings.CutPrefix(rest, "$")
	}
	if rest == "" {
		return c, letters > 0 && letters <= 3 && !c.rowFixed
	}
	row, err := strconv.Atoi(rest)
	if err != nil || rest[0] < '1' || rest[0] > '9' || row > MaxRow || letters > 3 {
		return corner{}, false
	}
	c.row = row
	return c, true
}

func isLetter(c byte) bool { return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' }

// isName reports whether a byte belongs to a name or an address.
func isName(c byte) bool {
	return isLetter(c) || c >= '0' && c <= '9' || c == '_' || c == '.' || c == '$' || c == '\\' || c >= 0x80
}

func wordEnd(s string, i int) int {
	for i < len(s) && isName(s[i]) {
		i++
	}
	return i
}

// closing finds the place after what ends the words that begin at i.
func closing(s string, i int) int {
	end := s[i]
	if end == '[' {
		end = ']'
	}
	if at := strings.IndexByte(s[i+1:], end); at >= 0 {
		return i + 1 + at + 1
	}
	return len(s)
}

// quotedName reads a sheet's name in quotes, in which a quote is written twice.
func quotedName(s string, i int) (name string, end int) {
	end = i + 1
	for end < len(s) {
		if s[end] != '\'' {
			end++
			continue
		}
		if end+1 < len(s) && s[end+1] == '\'' {
			end += 2
			continue
		}
		return strings.ReplaceAll(s[i+1:end], "''", "'"), end + 1
	}
	return "", len(s)
}
