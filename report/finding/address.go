package finding

import "strconv"

// ColumnName gives the letters of a 1-based column: 1 is A, 28 is AB.
func ColumnName(col int) string {
	var b [4]byte
	return string(b[appendColumn(&b, col):])
}

// Address gives the A1 address of a 1-based column and row.
func Address(col, row int) string {
	var b [4]byte
	return string(strconv.AppendInt(b[appendColumn(&b, col):], int64(row), 10))
}

// appendColumn puts the letters at the end of b and gives where they begin.
func appendColumn(b *[4]byte, col int) (begin int) {
	begin = len(b)
	for ; col > 0; col = (col - 1) / 26 {
		begin--
		b[begin] = byte('A' + (col-1)%26)
	}
	return begin
}
