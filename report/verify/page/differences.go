package page

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// Differences compares a file with the one that it should be, and names each place where
// they differ: what stands there, and what should.
func Differences(got, want *File) (faults []Fault) {
	defer caught(&faults)
	if len(got.Pages) != len(want.Pages) {
		faults = append(faults, Fault{Kind: Pages, Got: strconv.Itoa(len(got.Pages)), Want: strconv.Itoa(len(want.Pages))})
	}
	faults = append(faults, got.broken()...)
	for i := range min(len(got.Pages), len(want.Pages)) {
		faults = append(faults, pageDifferences(i+1, &got.Pages[i], &want.Pages[i])...)
	}
	faults = append(faults, got.laidOver()...)
	return append(faults, carried(got, want, faults)...)
}

// carried compares what the pages' drawing does not show: fonts, attachments, properties.
// A page whose content differs is named by what was found on it; when nothing was, the
// page is.
func carried(got, want *File, found []Fault) []Fault {
	a, err := got.pdf.Seal()
	if err != nil {
		return []Fault{unreadable(0, err)}
	}
	b, err := want.pdf.Seal()
	if err != nil {
		return []Fault{unreadable(0, err)}
	}
	return slices.DeleteFunc(against(a, b), func(f Fault) bool {
		onPage := func(other Fault) bool { return other.Page == f.Page && !other.Warning }
		return f.Kind == Pages || f.Kind == Content && slices.ContainsFunc(found, onPage)
	})
}

// item is something that a page draws.
type item struct {
	key          string
	x, y         float64
	text, figure string
}

func (p *Page) items() []item {
	all := make([]item, 0, len(p.Texts)+len(p.areas))
	for _, t := range p.Texts {
		key := fmt.Sprintf("%.2f %.2f %.2f %.2f %s %s %s", t.X, t.Y, t.Width, t.Size, t.look, t.Figure, t.Text)
		all = append(all, item{key, t.X, t.Y, t.Text, t.Figure})
	}
	for _, a := range p.areas {
		all = append(all, item{key: a.what, x: a.left, y: a.top})
	}
	return all
}

// pageDifferences pairs what both pages draw alike, then what is left: figure with the same
// figure, text with the same text at another place, and the rest by its place.
func pageDifferences(number int, got, want *Page) []Fault {
	p := pairing{page: number}
	p.here, p.there = got.items(), want.items()
	p.here, p.there = unpaired(p.here, p.there), unpaired(p.there, p.here)
	if len(p.here)*len(p.there) > maxCompared {
		return []Fault{{Kind: Content, Page: number}}
	}
	p.pair(func(h, w item) bool { return h.figure != "" && h.figure == w.figure })
	p.pair(func(h, w item) bool { return h.figure == "" && w.figure == "" && h.text != "" && h.text == w.text })
	p.pair(func(h, w item) bool {
		return h.figure == w.figure && (h.text == "") == (w.text == "") && distance(h, w) <= near
	})
	for _, h := range p.here {
		p.faults = append(p.faults, Fault{Kind: Added, Page: number, X: h.x, Y: h.y, Figure: h.figure, Got: h.text})
	}
	for _, w := range p.there {
		p.faults = append(p.faults, Fault{Kind: Removed, Page: number, X: w.x, Y: w.y, Figure: w.figure, Want: w.text})
	}
	return p.faults
}

// pairing is what one page draws and the other does not.
type pairing struct {
	page        int
	here, there []item
	faults      []Fault
}

// near is how far apart, in millimetres, a thing and what it should be may stand.
const near = 3

func distance(a, b item) float64 { return math.Hypot(a.x-b.x, a.y-b.y) }

// pair takes out those that suit each other, each with the nearest, and says how they differ.
func (p *pairing) pair(suits func(here, there item) bool) {
	var left []item
	for _, h := range p.here {
		best := -1
		for at, w := range p.there {
			if suits(h, w) && (best < 0 || distance(h, w) < distance(h, p.there[best])) {
				best = at
			}
		}
		if best < 0 {
			left = append(left, h)
			continue
		}
		w := p.there[best]
		kind := Changed
		if h.text != "" && h.text == w.text && distance(h, w) > touch {
			kind = Shifted
		}
		p.faults = append(p.faults, Fault{kind, false, p.page, w.x, w.y, w.figure, h.text, w.text})
		p.there = slices.Delete(p.there, best, best+1)
	}
	p.here = left
}

// unpaired gives the items that the others do not have, each counted as often as it is drawn.
func unpaired(items, others []item) []item {
	count := map[string]int{}
	for _, o := range others {
		count[o.key]++
	}
	var out []item
	for _, i := range items {
		if count[i.key]--; count[i.key] < 0 {
			out = append(out, i)
		}
	}
	return out
}
