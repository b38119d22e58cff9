package layout

import (
	"fmt"
	"strings"

	"baocao/report/document"
)

// A reader who adds a sheet of his own writes =TONG_DVK01.huyen instead of looking for the
// cell. The prefix keeps a code like DV01 from being taken for an address.
const totalName = "TONG_"

// mostName is Excel's limit on a name, in characters.
const mostName = 255

// totalNames name the totals of the report's own period. Excel does not tell cases apart,
// so of codes that differ by case alone only the first has a name.
func (l *layouter) totalNames() []document.Name {
	var names []document.Name
	taken := map[string]bool{}
	for i, col := range l.data.bands[0].columns {
		if col.operand >= 0 {
			continue
		}
		name := totalName + l.t.Slots[col.slot].Code()
		key := strings.ToLower(name)
		if taken[key] || len(name) > mostName {
			continue
		}
		taken[key] = true
		names = append(names, document.Name{Name: name, Cell: absolute(dataLeft+1+i, totalRow)})
	}
	return names
}

// absolute is an address that means one cell wherever it is used.
func absolute(col, row int) string {
	return fmt.Sprintf("$%s$%d", document.ColumnName(col), row)
}
