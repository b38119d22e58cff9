package page

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// Differences compares a file with the one that it should be, and names each place where
// they differ: what stands there, and what should.
func Differences(got, want *File) []Fault {
	var faults []Fault
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

// pageDifferences pairs what both pages draw alike, then what is left by its place.
func pageDifferences(number int, got, want *Page) []Fault {
	here, there := got.items(), want.items()
	here, there = unpaired(here, there), unpaired(there, here)
	if len(here)*len(there) > maxCompared {
		return []Fault{{Kind: Content, Page: number}}
	}
	var faults []Fault
	for _, h := range here {
		if len(there) == 0 {
			faults = append(faults, Fault{Kind: Added, Page: number, X: h.x, Y: h.y, Figure: h.figure, Got: h.text})
			continue
		}
		at := nearest(h, there)
		if w := there[at]; math.Hypot(h.x-w.x, h.y-w.y) <= near && (h.text == "") == (w.text == "") {
			faults = append(faults, Fault{Changed, false, number, w.x, w.y, w.figure, h.text, w.text})
			there = slices.Delete(there, at, at+1)
			continue
		}
		faults = append(faults, Fault{Kind: Added, Page: number, X: h.x, Y: h.y, Figure: h.figure, Got: h.text})
	}
	for _, w := range there {
		faults = append(faults, Fault{Kind: Removed, Page: number, X: w.x, Y: w.y, Figure: w.figure, Want: w.text})
	}
	return faults
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

// near is how far apart, in millimetres, a thing and what it should be may stand.
const near = 3

func nearest(i item, among []item) int {
	best, least := 0, math.Inf(1)
	for at, other := range among {
		if (i.text == "") != (other.text == "") {
			continue
		}
		if d := math.Hypot(i.x-other.x, i.y-other.y); d < least {
			best, least = at, d
		}
	}
	return best
}
