package xlsx

import (
	"iter"

	"baocao/report/document"
)

// How far the making of rows may be ahead of their writing: a few lots, each of so many
// cells that handing it over costs nothing beside them.
const (
	lots     = 3
	lotCells = 2048
)

// lot is some rows on their way. Their cells are copies: the maker of rows uses a row's
// cells again for the next.
type lot struct {
	rows  []document.Row // without their cells
	cells []document.Cell
	ends  []int // in cells, of each row
}

func (l *lot) add(row document.Row) {
	l.cells = append(l.cells, row.Cells...)
	row.Cells = nil
	l.rows = append(l.rows, row)
	l.ends = append(l.ends, len(l.cells))
}

// all goes through the rows, with their cells.
func (l *lot) all() iter.Seq[document.Row] {
	return func(yield func(document.Row) bool) {
		from := 0
		for i, row := range l.rows {
			row.Cells = l.cells[from:l.ends[i]]
			if from = l.ends[i]; !yield(row) {
				return
			}
		}
	}
}

func (l *lot) empty() {
	l.rows, l.cells, l.ends = l.rows[:0], l.cells[:0], l.ends[:0]
}

// ahead makes rows on another core while those before them are written. Which they are,
// and their order, does not change. A lot may be read until the next is asked for.
func ahead(rows iter.Seq[document.Row]) iter.Seq[*lot] {
	return func(yield func(*lot) bool) {
		made, used, enough := make(chan *lot), make(chan *lot, lots), make(chan struct{})
		for range lots {
			used <- &lot{}
		}
		go func() {
			defer close(made)
			fill(rows, made, used, enough)
		}()
		defer func() { // the maker's end is waited for: it reads what the caller may change
			close(enough)
			for range made {
			}
		}()
		for l := range made {
			if !yield(l) {
				return
			}
			l.empty()
			used <- l
		}
	}
}

// fill puts rows into lots until there are no more, or enough.
func fill(rows iter.Seq[document.Row], made chan<- *lot, used <-chan *lot, enough <-chan struct{}) {
	var l *lot
	hand := func() bool {
		select {
		case made <- l:
			l = nil
			return true
		case <-enough:
			return false
		}
	}
	for row := range rows {
		if l == nil {
			select {
			case l = <-used:
			case <-enough:
				return
			}
		}
		if l.add(row); len(l.cells) >= lotCells && !hand() {
			return
		}
	}
	if l != nil {
		hand()
	}
}
