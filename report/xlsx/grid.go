package xlsx

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"baocao/report/document"
)

// grid keeps track of cells that cover others, from row to row.
type grid struct {
	rest   []covered // of this row, across
	across int       // columns of this row still covered from the left
	style  int       // by the cell with this style
}

// covered says how many more rows of a column a cell from above covers.
type covered struct{ rows, style int }

// begin starts a row and gives its number of columns, covered ones included.
func (g *grid) begin(cells []document.Cell) int {
	last := len(cells)
	for i := range cells {
		last = max(last, i+cells[i].Across)
	}
	for i, c := range g.rest {
		if c.rows > 0 {
			last = max(last, i+1)
		}
	}
	for len(g.rest) < last {
		g.rest = append(g.rest, covered{})
	}
	g.across = 0
	return last
}

// cover reports whether column i of this row is covered, and by which style.
func (g *grid) cover(i int) (style int, ok bool) {
	if g.across > 0 {
		g.across--
		return g.style, true
	}
	if g.rest[i].rows > 0 {
		g.rest[i].rows--
		return g.rest[i].style, true
	}
	return 0, false
}

// span enters a cell in column i that covers others.
func (g *grid) span(i, across, down, style int) error {
	for col := i; col < i+across; col++ {
		if g.rest[col].rows > 0 {
			return errors.New("it is spanned over a cell that another one covers")
		}
		g.rest[col] = covered{rows: down - 1, style: style}
	}
	g.across, g.style = across-1, style
	return nil
}

// closed refuses cells that reach below the last row of the part that is named.
func (g *grid) closed(part string) error {
	for i, c := range g.rest {
		if c.rows > 0 {
			return fmt.Errorf("a cell in column %s reaches %d rows below the %s", document.ColumnName(i+1), c.rows, part)
		}
	}
	return nil
}

// runs collects cells and joins those that follow each other down a column.
type runs struct {
	all    []run
	latest map[int]int // by column: its last run in all
}

type run struct{ col, first, last int }

// add enters a cell; cells come row by row.
func (r *runs) add(col, row int) {
	if i, ok := r.latest[col]; ok && r.all[i].last == row-1 {
		r.all[i].last = row
		return
	}
	if r.latest == nil {
		r.latest = map[int]int{}
	}
	r.latest[col] = len(r.all)
	r.all = append(r.all, run{col, row, row})
}

// sort orders the runs by column and row.
func (r *runs) sort() {
	slices.SortFunc(r.all, func(a, b run) int {
		if a.col != b.col {
			return a.col - b.col
		}
		return a.first - b.first
	})
}

// rectangle is a range of cells.
type rectangle struct{ left, top, right, bottom int }

func (r rectangle) String() string {
	return document.Address(r.left, r.top) + ":" + document.Address(r.right, r.bottom)
}

// rectangles joins runs of the same rows in neighbouring columns, from the top down.
func (r *runs) rectangles() []rectangle {
	r.sort()
	var all []rectangle
	at := map[[2]int]int{} // by its rows: the rectangle that may grow to the right
	for _, run := range r.all {
		rows := [2]int{run.first, run.last}
		if i, ok := at[rows]; ok && all[i].right == run.col-1 {
			all[i].right = run.col
			continue
		}
		at[rows] = len(all)
		all = append(all, rectangle{run.col, run.first, run.col, run.last})
	}
	slices.SortStableFunc(all, func(a, b rectangle) int { return a.top - b.top })
	return all
}

// ranges lists the runs as "C5:C9 C12:C12", by column and row; empty if there is none.
func (r *runs) ranges() string {
	r.sort()
	var list []string
	for _, run := range r.all {
		list = append(list, document.Address(run.col, run.first)+":"+document.Address(run.col, run.last))
	}
	return strings.Join(list, " ")
}
