package document

import (
	"strconv"
	"strings"
)

// ColumnName gives the letters of a 1-based column: 1 is A, 28 is AB.
func ColumnName(col int) string {
	var b [4]byte
	i := len(b)
	for ; col > 0; col = (col - 1) / 26 {
		i--
		b[i] = byte('A' + (col-1)%26)
	}
	return string(b[i:])
}

// Address gives the A1 address of a 1-based column and row.
func Address(col, row int) string { return ColumnName(col) + strconv.Itoa(row) }

// On puts an address or range on a sheet, quoted: 'Số liệu đơn vị'!D7.
func On(sheet, address string) string {
	return "'" + strings.ReplaceAll(sheet, "'", "''") + "'!" + address
}
