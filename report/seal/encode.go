package seal

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"strconv"
)

// The hidden sheet has a row for each run of hashes: the sheet's name, what is hashed, the
// number of the first row or column, and the hashes behind each other.
const (
	rowsWord    = "hàng"
	columnsWord = "cột"
	fields      = 4
	hashDigits  = 8
	mostInCell  = 4000 // of 8 digits: a cell holds 32,767 characters
)

// Encode gives the rows of the hidden sheet.
func Encode(sheets []*Sheet) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for _, s := range sheets {
			if !encode(yield, s.Name, rowsWord, s.rows) || !encode(yield, s.Name, columnsWord, s.columns) {
				return
			}
		}
	}
}

func encode(yield func([]string) bool, name, word string, hashes []uint32) bool {
	for from := 0; from == 0 || from < len(hashes); from += mostInCell {
		var bytes []byte
		for _, h := range hashes[from:min(from+mostInCell, len(hashes))] {
			bytes = binary.BigEndian.AppendUint32(bytes, h)
		}
		if !yield([]string{name, word, strconv.Itoa(from + 1), hex.EncodeToString(bytes)}) {
			return false
		}
	}
	return true
}

// Decode reads the rows of the hidden sheet.
func Decode(rows iter.Seq[[]string]) ([]*Sheet, error) {
	var sheets []*Sheet
	for row := range rows {
		if len(row) != fields {
			return nil, fmt.Errorf("a row of the seal has %d cells, not %d", len(row), fields)
		}
		if len(sheets) == 0 || sheets[len(sheets)-1].Name != row[0] {
			sheets = append(sheets, &Sheet{Name: row[0]})
		}
		s := sheets[len(sheets)-1]
		hashes := &s.rows
		if row[1] == columnsWord {
			hashes = &s.columns
		} else if row[1] != rowsWord {
			return nil, fmt.Errorf("the seal has %q where rows or columns are named", row[1])
		}
		if row[2] != strconv.Itoa(len(*hashes)+1) {
			return nil, fmt.Errorf("the seal of %q does not go on from %d", row[0], len(*hashes))
		}
		if err := decode(hashes, row[3]); err != nil {
			return nil, err
		}
	}
	return sheets, nil
}

func decode(hashes *[]uint32, text string) error {
	for ; len(text) >= hashDigits; text = text[hashDigits:] {
		h, err := strconv.ParseUint(text[:hashDigits], 16, 32)
		if err != nil {
			return fmt.Errorf("the seal has no hash where %q stands", text[:hashDigits])
		}
		*hashes = append(*hashes, uint32(h))
	}
	if text != "" {
		return errors.New("the seal ends within a hash")
	}
	return nil
}
