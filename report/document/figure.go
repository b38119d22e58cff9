package document

import "strconv"

// FigureName names what a piece of text prints, so that it can be found again in a
// finished file and compared:
//
//	[what ]code[@unit]
//
// The code is that of expressions: DVK01, DVK01.huyen, MT05.doan.out_of. What is empty for
// the figure itself; otherwise it is the name of a table's column (share, previous,
// same_period_last_year, difference, change, target, attained, coverage, note …), or of a
// function of prose: of (44/48), rate, words, and apart for a figure of another span of
// time. The unit is the code of the one whose figure it is; without it the figure is the
// report's. So "DVK01.huyen", "share DVK01.huyen", "previous TD06", "DVK01.huyen@phu-minh".
func FigureName(what, code, unit string) string {
	if what != "" {
		code = what + " " + code
	}
	if unit != "" {
		code += "@" + unit
	}
	return code
}

// RegisterFigureName names a number in a register, by the register's and the column's code
// and the row, counted from 1: "mo_hinh.so_ho#3".
func RegisterFigureName(register, column string, row int) string {
	return register + "." + column + "#" + strconv.Itoa(row)
}
