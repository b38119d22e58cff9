package pdf

// slab is a piece of a page that is never divided: a line of a paragraph, a row of a
// table, a chart.
type slab struct {
	height        float64
	before, after float64 // space to its neighbours; the larger of two meeting counts
	keep          bool    // stays on one page with the slab after it
	head          *slab   // drawn again above this slab where it begins a page
	atFoot        bool    // stands at the foot of its page
	outline       *mark
	notes         []*footnote                   // at the foot of the page that it stands on
	in            *element                      // to which belongs what it draws
	draw          func(c *canvas, x, y float64) // with its upper left corner at x, y
}

// mark is an entry of the outline.
type mark struct {
	text  string
	level int // 0 is the outermost
}

// placed is a slab at its place.
type placed struct {
	*slab
	y     float64
	again bool // a head that is repeated
}

// area is the part of a page that text may fill.
type area struct{ x, y, width, height float64 }

// hair is what two heights may differ by through rounding.
const hair = 1e-6

// paginate distributes slabs over pages. It breaks as late as it may; where no break
// is allowed on a whole page, it breaks where the page is full.
func paginate(slabs []slab, a area) [][]placed {
	var pages [][]placed
	for start := 0; start < len(slabs); {
		end := pageEnd(slabs, start, a.height)
		pages = append(pages, place(slabs[start:end], a))
		start = end
	}
	return pages
}

// pageEnd says before which slab the page that begins with slabs[start] ends.
func pageEnd(slabs []slab, start int, room float64) int {
	used := repeated(slabs[start])
	allowed := start
	var notes feet
	for i := start; i < len(slabs); i++ {
		if i > start {
			used += gap(slabs[i-1], slabs[i])
		}
		used += slabs[i].height
		notes.add(slabs[i].notes)
		if used+notes.height > room+hair {
			if allowed == start {
				return max(i, start+1)
			}
			return allowed
		}
		if !slabs[i].keep {
			allowed = i + 1
		}
	}
	return len(slabs)
}

// repeated is the height of what stands above s at the top of a page.
func repeated(s slab) float64 {
	if s.head == nil {
		return 0
	}
	return s.head.height
}

func gap(above, below slab) float64 { return max(above.after, below.before) }

func place(slabs []slab, a area) []placed {
	out := make([]placed, 0, len(slabs)+1)
	y := a.y
	if head := slabs[0].head; head != nil {
		out = append(out, placed{head, y, true})
		y += head.height
	}
	for i := range slabs {
		s := &slabs[i]
		if i > 0 {
			y += gap(slabs[i-1], *s)
		}
		if s.atFoot {
			y = a.y + a.height - s.height
		}
		out = append(out, placed{slab: s, y: y})
		y += s.height
	}
	var notes feet
	for i := range slabs {
		notes.add(slabs[i].notes)
	}
	low := a.y + a.height
	if last := out[len(out)-1]; last.atFoot {
		low = last.y - last.before
	}
	return append(out, notes.place(low)...)
}
