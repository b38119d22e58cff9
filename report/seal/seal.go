// Package seal finds any cell of a workbook that was altered, without what the workbook was
// made from: it hashes every row and every column of a sheet, so that a change stands where
// a row and a column meet whose hashes are no longer right. The renderer adds the cells as
// it writes them, [Read] as they are read, and [Differences] compares the two.
//
// What is hashed is the meaning of a cell in a canonical form: a workbook that another
// program opened and saved again has the same hashes. They are no signature. Who alters a
// workbook on purpose can make new ones, and only the inputs show that.
package seal

import (
	"hash/crc32"
	"math"
	"strconv"
	"sync"

	"golang.org/x/text/unicode/norm"

	"baocao/report/document"
)

// Sheet is the hashes of one sheet.
type Sheet struct {
	Name    string
	rows    []uint32
	columns []uint32

	scratch  []byte
	formulas digests
}

// Kind is what a cell shows.
type Kind uint8

const (
	Nothing Kind = iota
	Number
	Text
	Bool  // its text is TRUE or FALSE
	Error // its text is #REF!, #DIV/0! …
)

// Cell is what of a cell is sealed.
type Cell struct {
	Formula document.Formula
	Kind    Kind
	Number  float64 // of the kind Number
	Text    string  // of the others
	Digest  uint32  // of Text, where it is known; else 0
}

// Add enters the cell in a row and a column, both from 1. Cells may come in any order, each
// once; one that holds nothing leaves no trace.
func (s *Sheet) Add(row, col int, c Cell) {
	if c.Kind != Number && c.Text == "" {
		c.Kind = Nothing
	}
	if c.Kind == Nothing && c.Formula.IsZero() {
		return
	}
	h := s.hash(col, &c)
	s.rows = atLeast(s.rows, row)
	s.columns = atLeast(s.columns, col)
	// A sum does not depend on the order of its terms.
	s.rows[row-1] += uint32(stir(h + uint64(col)))
	s.columns[col-1] += uint32(stir(h - uint64(row)))
}

func atLeast(list []uint32, length int) []uint32 {
	if length <= len(list) {
		return list
	}
	return append(list, make([]uint32, length-len(list))...)
}

// hash is that of a cell wherever it stands; the column is where its formula is looked for.
func (s *Sheet) hash(col int, c *Cell) uint64 {
	h, digits := uint64(c.Kind), digitsKept
	if !c.Formula.IsZero() {
		digits = digitsComputed
		h |= uint64(s.formulas.of(col, c.Formula)) << 32
	}
	if c.Kind == Number {
		return stir(stir(h) + math.Float64bits(canonicalNumber(c.Number, digits)))
	}
	digest := c.Digest
	if digest == 0 {
		s.scratch = appendComposed(s.scratch[:0], c.Text)
		digest = crc32.Checksum(s.scratch, castagnoli())
	}
	return stir(stir(h) + uint64(digest))
}

// Digest is that of a text, for who has the same in many cells.
func Digest(text string) uint32 {
	return crc32.Checksum(appendComposed(nil, text), castagnoli())
}

// castagnoli is the polynomial for which processors have an instruction.
var castagnoli = sync.OnceValue(func() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) })

// appendComposed writes a text in NFC.
func appendComposed(out []byte, text string) []byte {
	for _, r := range text {
		if !standsAlone(r) {
			return norm.NFC.AppendString(out, text)
		}
	}
	return append(out, text...)
}

// standsAlone knows the letters of most texts, which NFC leaves as they are whatever stands
// around them: Latin ones, Vietnamese ones among them, and signs such as “…”.
func standsAlone(r rune) bool {
	return r < 0x300 || 0x1E00 <= r && r < 0x1F00 || 0x2010 <= r && r < 0x2030
}

// stir spreads each bit over all others; it is the last step of splitmix64.
func stir(x uint64) uint64 {
	x += 0x9E3779B97F4A7C15
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// How many digits of a number count: those that a spreadsheet keeps, and fewer of what it
// computes, because another program may have added in another order.
const (
	digitsKept     = 15
	digitsComputed = 12
)

// canonicalNumber rounds to some digits, and leaves no sign on zero.
func canonicalNumber(f float64, digits int) float64 {
	const exact = 1e12 // whole numbers below it have no more digits than either
	switch {
	case f == 0:
		return 0
	case f == math.Trunc(f) && math.Abs(f) < exact:
		return f
	}
	f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'e', digits-1, 64), 64)
	return f
}
