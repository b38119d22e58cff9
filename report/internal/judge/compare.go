package judge

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// tolerance is the relative difference of two numbers that counts as none: the order of
// additions may differ.
const tolerance = 1e-9

// Difference is a formula's cell whose stored value is not what it computes.
type Difference struct {
	Sheet, Cell          string
	Formula              string
	Stored, Recalculated string // values; an absent one is empty
}

// String gives 'Biểu 06'!D7 = SUM(D4:D6): stored "116", recalculated "117".
func (d Difference) String() string {
	return fmt.Sprintf("'%s'!%s = %s: stored %q, recalculated %q", d.Sheet, d.Cell, d.Formula, d.Stored, d.Recalculated)
}

// Compare holds each formula's stored value against the recalculated one: numbers to a
// relative 1e-9, all else exactly. An error value differs always, even from itself, and
// so does a formula stored without a value. The result is sorted by sheet and cell.
func Compare(stored, recalculated Sheets) []Difference {
	var all []Difference
	for _, sheet := range slices.Sorted(maps.Keys(stored)) {
		var found []Difference
		for address, cell := range stored[sheet] {
			other := recalculated[sheet][address]
			if cell.Formula == "" || same(cell, other) {
				continue
			}
			found = append(found, Difference{sheet, address, cell.Formula, cell.Value, other.Value})
		}
		slices.SortFunc(found, func(a, b Difference) int {
			// The shorter address is the earlier column, or the earlier row of the same.
			return cmp.Or(cmp.Compare(len(a.Cell), len(b.Cell)), strings.Compare(a.Cell, b.Cell))
		})
		all = append(all, found...)
	}
	return all
}

// Formulas fails the test for each formula of the workbooks whose stored value is not
// what LibreOffice computes, and when there is no formula at all: then nothing was judged.
func Formulas(t testing.TB, workbooks ...[]byte) {
	t.Helper()
	for i, recalculated := range Recalculate(t, workbooks...) {
		stored := Cells(t, workbooks[i])
		if stored.formulas() == 0 {
			t.Errorf("workbook %d has no formula to judge", i)
		}
		for _, d := range Compare(stored, recalculated) {
			t.Errorf("workbook %d: %v", i, d)
		}
	}
}

func (s Sheets) formulas() int {
	count := 0
	for _, cells := range s {
		for _, c := range cells {
			if c.Formula != "" {
				count++
			}
		}
	}
	return count
}

func same(stored, recalculated Cell) bool {
	if isError(stored) || isError(recalculated) {
		return false
	}
	if stored.Type == "n" && recalculated.Type == "n" {
		return near(stored.Value, recalculated.Value)
	}
	return stored.Type == recalculated.Type && stored.Value == recalculated.Value
}

func near(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX != nil || errY != nil {
		return false
	}
	return math.Abs(x-y) <= tolerance*max(math.Abs(x), math.Abs(y))
}

// isError knows the error values of Excel and those of LibreOffice, whatever their type.
func isError(c Cell) bool {
	if c.Type == "e" || strings.HasPrefix(c.Value, "Err:") {
		return true
	}
	return slices.Contains([]string{"#DIV/0!", "#VALUE!", "#NAME?", "#REF!", "#N/A", "#NUM!", "#NULL!"}, c.Value)
}
