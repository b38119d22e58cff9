package page

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"baocao/report/pdffile"
)

// Seal judges the file by itself: whether it is as it was made, by the seal that it
// carries. Nothing is found wrong with a file that another program only wrote anew, or to
// which a signature was appended; that is a warning. A seal is a tripwire: whoever changes
// a file and computes its seal anew is found only by [Differences], or by a signature.
func (f *File) Seal() (faults []Fault) {
	defer caught(&faults)
	end, whole := pdffile.Whole(f.data)
	made := f.pdf
	if whole && end < len(f.data) {
		var err error
		if made, err = pdffile.Read(f.data[:end]); err != nil {
			return []Fault{unreadable(0, err)}
		}
		faults = append(faults, Fault{Kind: Appended, Warning: true})
	}
	if !whole && pdffile.Ours(f.data) {
		faults = append(faults, Fault{Kind: Bytes})
	}
	if !whole && !pdffile.Ours(f.data) {
		faults = append(faults, Fault{Kind: Rewritten, Warning: true})
	}
	faults = append(faults, f.broken()...)
	sealed, ok := sealOf(made)
	if !ok {
		return append(faults, Fault{Kind: NoSeal})
	}
	now, err := f.pdf.Seal()
	if err != nil {
		return append(faults, unreadable(0, err))
	}
	faults = append(faults, against(now, sealed)...)
	return append(faults, f.laidOver()...)
}

// caught makes a fault of a panic over a hostile file; none is known.
func caught(faults *[]Fault) {
	if r := recover(); r != nil {
		*faults = append(*faults, unreadable(0, fmt.Errorf("%v", r)))
	}
}

func unreadable(page int, err error) Fault {
	return Fault{Kind: Unreadable, Page: page, Got: err.Error()}
}

// broken names the pages whose content could not be read to its end.
func (f *File) broken() []Fault {
	var faults []Fault
	for i, p := range f.Pages {
		if p.fault != "" {
			faults = append(faults, Fault{Kind: Unreadable, Page: i + 1, Got: p.fault})
		}
	}
	return faults
}

func sealOf(pdf *pdffile.File) (pdffile.Seal, bool) {
	var seal pdffile.Seal
	attached, err := pdf.Attachments()
	if err != nil {
		return seal, false
	}
	at := slices.IndexFunc(attached, func(a pdffile.Attachment) bool { return a.Name == pdffile.SealName })
	if at < 0 || json.Unmarshal(attached[at].Data, &seal) != nil {
		return seal, false
	}
	return seal, seal.Schema == pdffile.SealSchema
}

// against compares what a file holds with what it should.
func against(got, want pdffile.Seal) []Fault {
	var faults []Fault
	if len(got.Pages) != len(want.Pages) {
		faults = append(faults, Fault{Kind: Pages, Got: strconv.Itoa(len(got.Pages)), Want: strconv.Itoa(len(want.Pages))})
	}
	for i, p := range got.Pages {
		if i < len(want.Pages) {
			faults = append(faults, pageAgainst(i, p, want.Pages)...)
		}
	}
	faults = append(faults, attachedAgainst(got.Attachments, want.Attachments)...)
	if got.Catalogue != want.Catalogue {
		faults = append(faults, Fault{Kind: Catalogue})
	}
	if got.Properties != want.Properties {
		faults = append(faults, Fault{Kind: Properties})
	}
	return faults
}

func pageAgainst(i int, got pdffile.SealedPage, want []pdffile.SealedPage) []Fault {
	var faults []Fault
	if got.Content != want[i].Content {
		fault := Fault{Kind: Content, Page: i + 1}
		at := slices.IndexFunc(want, func(p pdffile.SealedPage) bool { return p.Content == got.Content })
		if at >= 0 {
			fault.Kind, fault.Got = Moved, strconv.Itoa(at+1)
		}
		faults = append(faults, fault)
	}
	if got.Resources != want[i].Resources || got.Shape != want[i].Shape {
		faults = append(faults, Fault{Kind: Resources, Page: i + 1})
	}
	return faults
}

func attachedAgainst(got, want []pdffile.SealedAttached) []Fault {
	var faults []Fault
	for _, list := range [2][2][]pdffile.SealedAttached{{got, want}, {want, got}} {
		for _, a := range list[0] {
			fault := Fault{Kind: Attached, Want: a.Name}
			if !slices.Contains(list[1], a) && !slices.Contains(faults, fault) {
				faults = append(faults, fault)
			}
		}
	}
	return faults
}

// laidOver finds what covers a text, which nothing in a page of the program does, and what
// lies on a page without being of its content.
func (f *File) laidOver() []Fault {
	var faults []Fault
	for i := range f.Pages {
		p := &f.Pages[i]
		for _, a := range p.Annotations {
			faults = append(faults, p.annotated(i+1, a)...)
		}
		faults = append(faults, p.covered(i+1)...)
	}
	return faults
}

// annotated judges an annotation: the field of a signature may lie where nothing stands.
func (p *Page) annotated(number int, a Annotation) []Fault {
	box := area{left: a.Left, top: a.Top, right: a.Right, low: a.Low}
	var faults []Fault
	for _, t := range p.Texts {
		if box.over(t) {
			faults = append(faults, Fault{Kind: Covered, Page: number, X: t.X, Y: t.Y, Figure: t.Figure, Want: t.Text})
		}
	}
	switch {
	case a.Signature && len(faults) == 0:
		return []Fault{{Kind: Signed, Warning: true, Page: number, X: a.Left, Y: a.Low}}
	case !a.Signature:
		faults = append(faults, Fault{Kind: Added, Page: number, X: a.Left, Y: a.Low, Got: a.Kind})
	}
	return faults
}

// maxCompared bounds the comparisons of areas with texts on one page.
const maxCompared = 1 << 22

// covered finds texts that something drawn later lies over.
func (p *Page) covered(number int) []Fault {
	var faults []Fault
	over := slices.DeleteFunc(slices.Clone(p.areas), func(a area) bool { return !a.hides })
	for _, t := range p.Texts {
		over = append(over, area{left: t.X, top: t.Y - core*t.Size, right: t.X + t.Width, low: t.Y, order: t.order, hides: true})
	}
	slices.SortFunc(over, func(a, b area) int { return a.order - b.order })
	if len(over)*len(p.Texts) > maxCompared {
		return []Fault{{Kind: Unreadable, Page: number, Got: errTooMuch.Error()}}
	}
	for _, t := range p.Texts {
		at, _ := slices.BinarySearchFunc(over, t.order+1, func(a area, order int) int { return a.order - order })
		if slices.ContainsFunc(over[at:], func(a area) bool { return a.over(t) }) {
			faults = append(faults, Fault{Kind: Covered, Page: number, X: t.X, Y: t.Y, Figure: t.Figure, Want: t.Text})
		}
	}
	return faults
}

// core is the height above the base line, in type sizes, that every letter fills.
const core = 0.45

// touch is how far two things may overlap, in millimetres, by their edges only.
const touch = 0.3

// over reports whether the area lies over the letters of t.
func (a area) over(t Text) bool {
	if t.Text == "" {
		return false
	}
	across := min(a.right, t.X+t.Width) - max(a.left, t.X)
	down := min(a.low, t.Y) - max(a.top, t.Y-core*t.Size)
	return across > touch && down > touch
}
