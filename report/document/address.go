package document

import (
	"strings"

	"baocao/report/finding"
)

// ColumnName gives the letters of a 1-based column: 1 is A, 28 is AB.
func ColumnName(col int) string { return finding.ColumnName(col) }

// Address gives the A1 address of a 1-based column and row.
func Address(col, row int) string { return finding.Address(col, row) }

// On puts an address or range on a sheet, quoted: 'Số liệu đơn vị'!D7.
func On(sheet, address string) string {
	return "'" + strings.ReplaceAll(sheet, "'", "''") + "'!" + address
}
