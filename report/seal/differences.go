package seal

// Difference says where a sheet is not as it was sealed: every altered cell stands in one
// of the rows and in one of the columns, both from 1.
type Difference struct {
	Sheet         string
	Missing       bool // the sheet was sealed, and is gone
	Added         bool // the sheet was not sealed
	Rows, Columns []int
}

// Differences compares the sheets of a workbook with its seal, in the order of the seal.
func Differences(sealed, found []*Sheet) []Difference {
	var all []Difference
	for _, s := range sealed {
		f := byName(found, s.Name)
		if f == nil {
			all = append(all, Difference{Sheet: s.Name, Missing: true})
			continue
		}
		d := Difference{Sheet: s.Name, Rows: unequal(s.rows, f.rows), Columns: unequal(s.columns, f.columns)}
		if d.Rows != nil || d.Columns != nil {
			all = append(all, d)
		}
	}
	for _, f := range found {
		if byName(sealed, f.Name) == nil {
			all = append(all, Difference{Sheet: f.Name, Added: true})
		}
	}
	return all
}

func byName(sheets []*Sheet, name string) *Sheet {
	for _, s := range sheets {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// unequal lists the places from 1 at which two lists differ; what one of them lacks is 0,
// the hash of a row without cells.
func unequal(a, b []uint32) []int {
	var places []int
	for i := range max(len(a), len(b)) {
		if at(a, i) != at(b, i) {
			places = append(places, i+1)
		}
	}
	return places
}

func at(list []uint32, i int) uint32 {
	if i < len(list) {
		return list[i]
	}
	return 0
}
