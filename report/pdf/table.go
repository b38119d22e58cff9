package pdf

import (
	"math"
	"slices"

	"baocao/report/document"
)

// table sets a table: its title and measure, its heading rows, which are drawn again on
// every page, its rows, each kept whole, and its foot notes. A table too wide for the page
// becomes several.
func (t *typesetter) table(b *document.Table) []slab {
	rows := tableRows(b)
	columns := columnCount(b, rows)
	if columns == 0 {
		return nil
	}
	g := t.fit(b, rows, columns)
	bands := t.bands(g, b, rows)
	if len(bands) == 1 {
		return t.band(g, b, rows)
	}
	var out []slab
	for _, part := range bands {
		rows := tableRows(part)
		out = append(out, t.band(t.fit(part, rows, len(part.Columns)), part, rows)...)
	}
	return out
}

// band sets a table that the page's width can hold.
func (t *typesetter) band(g *grid, b *document.Table, rows []document.Row) []slab {
	g.in = t.element("Table", nil)
	head := t.headSlab(g, b.Head)

	out := t.tableTitle(b, t.element("Caption", g.in))
	if head != nil {
		first := *head
		first.keep = true
		out = append(out, first)
	}
	if head != nil && head.height > t.area.height/2 {
		head = nil // so high that it is drawn once only
	}
	body := t.bodySlabs(g, rows, head)
	// The table's end does not stand alone below a head.
	if n := len(body); n > 1 {
		body[n-2].keep = true
	}
	out = append(out, body...)
	if len(b.Foot) > 0 && len(out) > 0 {
		out[len(out)-1].keep = true
		out = append(out, t.tableFoot(b.Foot)...)
	}
	if len(out) == 0 {
		return nil
	}
	out[0].before = float64(t.profile.Table.Before)
	out[len(out)-1].after = float64(t.profile.Table.After)
	return out
}

func tableRows(b *document.Table) []document.Row {
	if b.Rows == nil {
		return nil
	}
	var rows []document.Row
	for row := range b.Rows {
		row.Cells = slices.Clone(row.Cells)
		rows = append(rows, row)
	}
	return rows
}

func columnCount(b *document.Table, rows []document.Row) int {
	n := len(b.Columns)
	for _, cells := range b.Head {
		n = max(n, len(cells))
	}
	for _, r := range rows {
		n = max(n, len(r.Cells))
	}
	return n
}

// tableTitle sets what stands above a table and stays with it.
func (t *typesetter) tableTitle(b *document.Table, in *element) []slab {
	form := &t.profile.Table
	var out []slab
	title := block{leading: form.Leading * float64(form.Title.Size)}
	title.add(t, b.Title, form.Title, t.area.width)
	if len(title.rows) > 0 {
		out = append(out, slab{
			height: title.height(), after: float64(form.PadY), keep: true, in: in,
			draw: func(c *canvas, x, y float64) { title.draw(c, x+t.area.width/2, y) },
		})
	}
	leading := form.Leading * float64(form.Measure.Size)
	words := t.cut(t.words(lettered(b.Measure, form.Measure)), t.area.width)
	for _, l := range t.setAll(ragged(words, t.area.width)) {
		out = append(out, slab{
			height: leading, after: float64(form.PadY), keep: true, in: in,
			draw: func(c *canvas, x, y float64) {
				c.line(l, x+t.area.width-l.width, y+baseline(leading, tallest(l)), 0)
			},
		})
	}
	return out
}

// tableFoot sets the notes below a table; they stay with its last row.
func (t *typesetter) tableFoot(notes []string) []slab {
	form := &t.profile.Table
	leading := form.Leading * float64(form.Foot.Size)
	var out []slab
	for _, note := range notes {
		in := t.element("P", nil)
		words := t.cut(t.words(lettered(note, form.Foot)), t.area.width)
		for _, l := range t.setAll(ragged(words, t.area.width)) {
			out = append(out, slab{
				height: leading, keep: true, in: in,
				draw: func(c *canvas, x, y float64) { c.line(l, x, y+baseline(leading, tallest(l)), 0) },
			})
		}
	}
	if len(out) > 0 {
		out[0].before = float64(form.PadY)
		out[len(out)-1].keep = false
	}
	return out
}

// grid is a table's columns and how much smaller than usual its type is.
type grid struct {
	columns []document.Column
	least   []float64 // width of each column that its longest word needs
	edges   []float64 // of the columns, from the left; one more than columns
	shrink  float64   // points
	in      *element  // the table
}

// fit chooses the largest type in which every word fits into its column, and the
// columns' widths: as the table asks, except that each holds its longest word and that
// words share their columns' room.
func (t *typesetter) fit(b *document.Table, rows []document.Row, columns int) *grid {
	form := &t.profile.Table
	g := &grid{columns: make([]document.Column, columns)}
	copy(g.columns, b.Columns)
	g.least = t.leastWidths(g, b.Head, rows)
	for sum(g.least) > t.area.width && float64(form.Body.Size-form.Step)-g.shrink >= float64(form.Smallest) {
		g.shrink += float64(form.Step)
		g.least = t.leastWidths(g, b.Head, rows)
	}
	g.edges = []float64{0}
	for i, w := range t.settle(g, b.Head, rows, shareOut(g.columns, g.least, t.area.width)) {
		g.edges = append(g.edges, g.edges[i]+w)
	}
	return g
}

// leastWidths gives each column the width of its longest word.
func (t *typesetter) leastWidths(g *grid, head [][]document.Cell, rows []document.Row) []float64 {
	least := make([]float64, len(g.columns))
	for i := range least {
		least[i] = 2 * float64(t.profile.Table.PadX)
	}
	widen := func(cells []document.Cell) {
		for i, cell := range cells {
			if cell.Across > 1 || cell.Printed() == "" {
				continue
			}
			for _, w := range t.cellWords(g, cell) {
				least[i] = max(least[i], w.width+t.indent(cell)+2*float64(t.profile.Table.PadX))
			}
		}
	}
	for _, cells := range asHead(head) {
		widen(cells)
	}
	for _, r := range rows {
		widen(r.Cells)
	}
	return least
}

// shareOut divides a width among columns in the proportion that they ask for, but none
// gets less than its least.
func shareOut(columns []document.Column, least []float64, width float64) []float64 {
	if sum(least) >= width {
		return capped(least, width)
	}
	out := make([]float64, len(columns))
	fixed := make([]bool, len(columns))
	for {
		room, asked := width, 0.0
		for i := range columns {
			if fixed[i] {
				room -= least[i]
			} else {
				asked += wish(columns[i])
			}
		}
		again := false
		for i := range columns {
			if fixed[i] {
				out[i] = least[i]
				continue
			}
			out[i] = room * wish(columns[i]) / asked
			if out[i] < least[i]-hair {
				fixed[i], again = true, true
			}
		}
		if !again {
			return out
		}
	}
}

// capped gives each column its least, but the widest ones only an equal part of what
// the others leave of the width.
func capped(least []float64, width float64) []float64 {
	out := slices.Clone(least)
	slices.Sort(out)
	most := width
	for i, w := range out {
		most = width / float64(len(out)-i)
		if w > most {
			break
		}
		width -= w
	}
	for i, w := range least {
		out[i] = min(w, most)
	}
	return out
}

// wish is the width that a column asks for; all that ask for none are equal.
func wish(c document.Column) float64 {
	if c.Width > 0 {
		return c.Width
	}
	return 1
}

func sum(xs []float64) float64 {
	total := 0.0
	for _, x := range xs {
		total += x
	}
	return total
}

// lettering is the look of a cell.
func (t *typesetter) lettering(g *grid, cell document.Cell) document.Lettering {
	form := &t.profile.Table
	l := form.Body
	switch cell.Style.Role {
	case document.Head:
		l = form.Head
	case document.Group:
		l = form.Group
	case document.Total:
		l = form.Total
	}
	l.Bold = l.Bold || cell.Style.Bold
	l.Italic = l.Italic || cell.Style.Italic
	l.Size = max(l.Size-document.PT(g.shrink), min(l.Size, form.Smallest))
	return l
}

func (t *typesetter) cellWords(g *grid, cell document.Cell) []word {
	r := lettered(cell.Printed(), t.lettering(g, cell))
	r.figure = cell.Figure
	return t.words(r)
}

func (t *typesetter) indent(cell document.Cell) float64 {
	return float64(cell.Style.Indent) * float64(t.profile.Table.Indent)
}

// cellBox is a cell, set and placed within its rows.
type cellBox struct {
	x, width  float64
	row, down int // first row, and how many
	lines     []line
	leading   float64
	align     document.Align
	indent    float64
	middle    bool // centred between top and bottom
	in        *element
}

func (b *cellBox) height() float64 { return float64(len(b.lines)) * b.leading }

// boxes sets the cells of rows that belong together. A cell that another one spans is
// passed over.
func (t *typesetter) boxes(g *grid, rows [][]document.Cell) []cellBox {
	spans := spansOf(rows, len(g.columns))
	var out []cellBox
	for i := range rows {
		row := t.element("TR", g.in)
		for j := range g.columns {
			if spans[i][j] != (span{i, j}) {
				continue
			}
			var cell document.Cell
			if j < len(rows[i]) {
				cell = rows[i][j]
			}
			down, across := extent(cell, len(rows)-i, len(g.columns)-j)
			box := t.box(g, cell, g.columns[j].Align, g.edges[j+across]-g.edges[j])
			box.x, box.row, box.down = g.edges[j], i, down
			box.in = t.element("TD", row)
			if cell.Style.Role == document.Head {
				box.in.kind = "TH"
			}
			box.in.across, box.in.down = across, down
			out = append(out, box)
		}
	}
	return out
}

// box sets one cell in the given width.
func (t *typesetter) box(g *grid, cell document.Cell, column document.Align, width float64) cellBox {
	form := &t.profile.Table
	indent := t.indent(cell)
	room := width - 2*float64(form.PadX) - indent
	words := t.cut(t.cellWords(g, cell), room)
	b := cellBox{
		width:   width,
		indent:  indent,
		leading: form.Leading * float64(t.lettering(g, cell).Size),
		align:   cell.Style.Align,
		middle:  cell.Style.Role == document.Head || cell.Down > 1,
	}
	switch {
	case cell.Style.Role == document.Head:
		b.align = document.Center
	case b.align == document.Left && cell.Style.Role != document.Group && cell.Across <= 1:
		b.align = column
	}
	if b.align == document.Center {
		b.lines = t.setAll(balanced(words, room))
	} else {
		b.lines = t.setAll(ragged(words, room))
	}
	return b
}

// rowHeights makes each row as high as its cells need; what a cell over several rows
// needs beyond them goes to its last row.
func (t *typesetter) rowHeights(boxes []cellBox, rows int) []float64 {
	pad := 2 * float64(t.profile.Table.PadY)
	heights := make([]float64, rows)
	for i := range heights {
		heights[i] = t.profile.Table.Leading*float64(t.profile.Table.Smallest) + pad
	}
	for down := 1; down <= rows; down++ {
		for _, b := range boxes {
			if b.down != down {
				continue
			}
			have := sum(heights[b.row : b.row+b.down])
			heights[b.row+b.down-1] += max(0, b.height()+pad-have)
		}
	}
	return heights
}

// rowsSlab makes one slab of rows that belong together.
func (t *typesetter) rowsSlab(g *grid, rows [][]document.Cell) slab {
	boxes := t.boxes(g, rows)
	return t.boxesSlab(boxes, t.rowHeights(boxes, len(rows)))
}

func (t *typesetter) boxesSlab(boxes []cellBox, heights []float64) slab {
	tops := make([]float64, len(heights)+1)
	for i, h := range heights {
		tops[i+1] = tops[i] + h
	}
	return slab{
		height: tops[len(heights)],
		draw: func(c *canvas, x, y float64) {
			for i := range boxes {
				b := &boxes[i]
				c.frame(x+b.x, y+tops[b.row], b.width, tops[b.row+b.down]-tops[b.row], float64(t.profile.Table.Weight))
			}
			for i := range boxes {
				b := &boxes[i]
				c.in(b.in, func() { t.drawBox(c, b, x+b.x, y+tops[b.row], tops[b.row+b.down]-tops[b.row]) })
			}
		},
	}
}

func (t *typesetter) drawBox(c *canvas, b *cellBox, x, y, height float64) {
	form := &t.profile.Table
	c.cell()
	top := y + float64(form.PadY)
	if b.middle {
		top = y + (height-b.height())/2
	}
	left := x + float64(form.PadX) + b.indent
	room := b.width - 2*float64(form.PadX) - b.indent
	for _, l := range b.lines {
		shift := 0.0
		switch b.align {
		case document.Center:
			shift = (room - l.width) / 2
		case document.Right:
			shift = room - l.width
		}
		c.line(l, left+shift, top+baseline(b.leading, tallest(l)), 0)
		top += b.leading
	}
}

// headSlab sets the heading rows; nil when there are none.
func (t *typesetter) headSlab(g *grid, head [][]document.Cell) *slab {
	if len(head) == 0 {
		return nil
	}
	s := t.rowsSlab(g, asHead(head))
	return &s
}

// asHead are heading rows whose cells have the role of heads, whatever they say.
func asHead(head [][]document.Cell) [][]document.Cell {
	rows := make([][]document.Cell, len(head))
	for i, cells := range head {
		rows[i] = slices.Clone(cells)
		for j := range rows[i] {
			rows[i][j].Style.Role = document.Head
		}
	}
	return rows
}

// bodySlabs sets the rows. Rows that a cell joins are one slab; a row that no page could
// hold is divided between its lines. No page parts a group from its first row, nor an
// indicator from its parts.
func (t *typesetter) bodySlabs(g *grid, rows []document.Row, head *slab) []slab {
	var out []slab
	room := t.area.height
	if head != nil {
		room -= head.height
	}
	for start := 0; start < len(rows); {
		end := joined(rows, start)
		var cells [][]document.Cell
		for _, r := range rows[start:end] {
			cells = append(cells, r.Cells)
		}
		for _, s := range t.divided(g, cells, room) {
			s.head = head
			s.keep = end < len(rows) && (isGroup(rows[end-1]) || rows[end].Follows)
			out = append(out, s)
		}
		start = end
	}
	return out
}

// joined says before which row the rows end that a cell joins with rows[start].
func joined(rows []document.Row, start int) int {
	end := start + 1
	for i := start; i < end; i++ {
		for _, cell := range rows[i].Cells {
			end = max(end, min(i+cell.Down, len(rows)))
		}
	}
	return end
}

func isGroup(r document.Row) bool {
	return len(r.Cells) > 0 && slices.ContainsFunc(r.Cells, func(c document.Cell) bool { return c.Style.Role == document.Group })
}

// divided sets rows as one slab, or as several where they are higher than room.
func (t *typesetter) divided(g *grid, rows [][]document.Cell, room float64) []slab {
	boxes := t.boxes(g, rows)
	heights := t.rowHeights(boxes, len(rows))
	if sum(heights) <= room || len(rows) > 1 {
		return []slab{t.boxesSlab(boxes, heights)}
	}
	var out []slab
	for left := true; left; {
		left = false
		part := slices.Clone(boxes)
		for i := range boxes {
			b := &boxes[i]
			fit := max(1, int(math.Floor((room-2*float64(t.profile.Table.PadY))/b.leading)))
			fit = min(fit, len(b.lines))
			part[i].lines, b.lines = b.lines[:fit], b.lines[fit:]
			left = left || len(b.lines) > 0
		}
		out = append(out, t.boxesSlab(part, t.rowHeights(part, 1)))
	}
	return out
}
