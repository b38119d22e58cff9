package pdf

import (
	"slices"

	"baocao/report/document"
)

// settle moves width between the columns of words until the table gets no shorter: from
// where words have room to spare to where they take many lines, though no column falls
// below half. Columns of numbers keep theirs, so that they stay even, and so do all where
// they hold no more than their words.
func (t *typesetter) settle(g *grid, head [][]document.Cell, rows []document.Row, widths []float64) []float64 {
	if sum(g.least) >= t.area.width {
		return widths
	}
	s := &settling{widths: slices.Clone(widths), floor: slices.Clone(g.least)}
	s.measure(t, g, asHead(head), rows)
	for _, step := range [...]float64{24, 12, 6} {
		for s.better(step) {
		}
	}
	return s.widths
}

// mostSettled is how many rows of a table are looked at: they speak for the others.
const mostSettled = 200

// settling is a table while its columns find their widths.
type settling struct {
	widths, floor []float64
	movable       []int         // columns
	cells         [][][]measure // by movable column: of each row, the cells that take lines together
	lines         [][]int       // by movable column, then row: how many lines it takes now
	fixed         []int         // of each row, the lines that no width changes
}

// measure is the text of a cell: the widths of its words and of the spaces before them, and
// what it needs beside them.
type measure struct {
	words  []word
	beside float64
}

// measure takes the rows apart; the head counts as one row.
func (s *settling) measure(t *typesetter, g *grid, head [][]document.Cell, rows []document.Row) {
	rows = rows[:min(len(rows), mostSettled)]
	at := make([]int, len(g.columns)) // place among the movable, -1 for others
	for i, c := range g.columns {
		at[i] = -1
		if c.Align != document.Right {
			at[i] = len(s.movable)
			s.movable = append(s.movable, i)
		}
	}
	s.fixed = make([]int, len(rows)+1)
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
			one := measure{t.cellWords(g, cell), t.indent(cell) + 2*float64(t.profile.Table.PadX)}
			if at[i] < 0 {
				s.fixed[row] = max(s.fixed[row], one.lines(s.widths[i]))
				continue
			}
			s.cells[at[i]][row] = append(s.cells[at[i]][row], one)
		}
	}
	for _, cells := range head {
		add(0, cells)
	}
	for i, r := range rows {
		add(i+1, r.Cells)
	}
	for m, column := range s.movable {
		// Half of what it asked for, since people write into what is empty.
		s.floor[column] = max(s.floor[column], s.widths[column]/2)
		s.lines[m] = s.count(m, s.widths[column])
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

// count gives the lines of each row of a movable column at a width.
func (s *settling) count(m int, width float64) []int {
	out := make([]int, len(s.fixed))
	for row, cells := range s.cells[m] {
		for _, c := range cells {
			out[row] = max(out[row], c.lines(width))
		}
	}
	return out
}

// better moves step points between the two columns where that helps most; false where it
// helps nowhere.
func (s *settling) better(step float64) bool {
	narrower, wider := make([][]int, len(s.movable)), make([][]int, len(s.movable))
	for m, column := range s.movable {
		if s.widths[column]-step >= s.floor[column] {
			narrower[m] = s.count(m, s.widths[column]-step)
		}
		wider[m] = s.count(m, s.widths[column]+step)
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
	s.widths[s.movable[from]] -= step
	s.widths[s.movable[to]] += step
	s.lines[from], s.lines[to] = narrower[from], wider[to]
	return true
}

// height is how many lines all rows take, with other lines in columns a and b.
func (s *settling) height(a int, linesA []int, b int, linesB []int) int {
	total := 0
	for row, most := range s.fixed {
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
		total += most
	}
	return total
}
