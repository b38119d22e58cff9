package pdf

import (
	"slices"

	"baocao/report/document"
)

// settle moves width between the columns until the table gets no shorter: from where words
// have room to spare to where they take many lines, though no column falls below half.
// Columns of numbers only become wider, for their heads, and do so together: they stay even.
// Nothing moves where the columns hold no more than their words.
func (t *typesetter) settle(g *grid, head [][]document.Cell, rows []document.Row, widths []float64) []float64 {
	if sum(g.least) >= t.area.width {
		return widths
	}
	s := &settling{widths: slices.Clone(widths), floor: slices.Clone(g.least)}
	s.measure(t, g, asHead(head), rows)
	for _, step := range [...]float64{96, 48, 24, 12, 6} {
		for s.better(step) {
		}
	}
	return s.widths
}

// mostSettled is how many rows of a table are looked at: they speak for the others.
const mostSettled = 200

// A head stands on every page, and is the first that people see: its lines beyond the first
// three count many times.
const (
	lowHead    = 3
	headWeight = 12
)

// settling is a table while its columns find their widths.
type settling struct {
	widths, floor []float64
	movable       [][]int       // columns that change together
	cells         [][][]measure // by movable: of each row, the cells that take lines together
	lines         [][]int       // by movable, then row: how many lines it takes now
}

// measure is the text of a cell: the widths of its words and of the spaces before them, and
// what it needs beside them.
type measure struct {
	column int
	words  []word
	beside float64
}

// measure takes the rows apart; the head counts as one row.
func (s *settling) measure(t *typesetter, g *grid, head [][]document.Cell, rows []document.Row) {
	rows = rows[:min(len(rows), mostSettled)]
	at := make([]int, len(g.columns)) // place among the movable
	numbers := -1
	for i, c := range g.columns {
		if c.Align == document.Right && numbers >= 0 {
			at[i] = numbers
			s.movable[numbers] = append(s.movable[numbers], i)
			continue
		}
		at[i] = len(s.movable)
		if c.Align == document.Right {
			numbers = at[i]
		}
		s.movable = append(s.movable, []int{i})
	}
	s.cells = make([][][]measure, len(s.movable))
	s.lines = make([][]int, len(s.movable))
	for m := range s.movable {
		s.cells[m] = make([][]measure, len(rows)+1)
	}
	add := func(row int, cells []document.Cell) {
		for i, cell := range cells[:min(len(cells), len(at))] {
			if cell.Across > 1 || cell.Printed() == "" {
				continue
			}
			one := measure{i, t.cellWords(g, cell), t.indent(cell) + 2*float64(t.profile.Table.PadX)}
			s.cells[at[i]][row] = append(s.cells[at[i]][row], one)
		}
	}
	for _, cells := range head {
		add(0, cells)
	}
	for i, r := range rows {
		add(i+1, r.Cells)
	}
	for m, columns := range s.movable {
		for _, column := range columns {
			if m == numbers {
				s.floor[column] = s.widths[column]
				continue
			}
			// Half of what it asked for, since people write into what is empty.
			s.floor[column] = max(s.floor[column], s.widths[column]/2)
		}
		s.lines[m] = s.count(m, 0)
	}
}

// lines is how many lines the words take in a column of the given width.
func (m measure) lines(width float64) int {
	room := width - m.beside
	lines, used := 1, 0.0
	for i, w := range m.words {
		if i > 0 && used+w.space+w.width > room+hair {
			lines++
			used = w.width
			continue
		}
		if i > 0 {
			used += w.space
		}
		used += w.width
	}
	return lines
}

// count gives the lines of each row of a movable with some more points for its columns.
func (s *settling) count(m int, more float64) []int {
	each := more / float64(len(s.movable[m]))
	out := make([]int, len(s.cells[m]))
	for row, cells := range s.cells[m] {
		for _, c := range cells {
			out[row] = max(out[row], c.lines(s.widths[c.column]+each))
		}
	}
	return out
}

// narrows reports whether the columns of a movable can do with so many points less.
func (s *settling) narrows(m int, less float64) bool {
	each := less / float64(len(s.movable[m]))
	return !slices.ContainsFunc(s.movable[m], func(column int) bool { return s.widths[column]-each < s.floor[column] })
}

// better moves step points between the two movables where that helps most; false where it
// helps nowhere.
func (s *settling) better(step float64) bool {
	narrower, wider := make([][]int, len(s.movable)), make([][]int, len(s.movable))
	for m := range s.movable {
		if s.narrows(m, step) {
			narrower[m] = s.count(m, -step)
		}
		wider[m] = s.count(m, step)
	}
	best, from, to := s.height(-1, nil, -1, nil), -1, -1
	for a := range s.movable {
		for b := range s.movable {
			if a == b || narrower[a] == nil {
				continue
			}
			if h := s.height(a, narrower[a], b, wider[b]); h < best {
				best, from, to = h, a, b
			}
		}
	}
	if from < 0 {
		return false
	}
	s.widen(from, -step)
	s.widen(to, step)
	s.lines[from], s.lines[to] = narrower[from], wider[to]
	return true
}

// widen gives the columns of a movable so many points more.
func (s *settling) widen(m int, more float64) {
	for _, column := range s.movable[m] {
		s.widths[column] += more / float64(len(s.movable[m]))
	}
}

// height is how many lines all rows take, with other lines in movables a and b.
func (s *settling) height(a int, linesA []int, b int, linesB []int) int {
	total := 0
	for row := range s.cells[0] {
		most := 0
		for m, lines := range s.lines {
			switch m {
			case a:
				most = max(most, linesA[row])
			case b:
				most = max(most, linesB[row])
			default:
				most = max(most, lines[row])
			}
		}
		if row == 0 {
			most += (headWeight - 1) * max(most-lowHead, 0)
		}
		total += most
	}
	return total
}
