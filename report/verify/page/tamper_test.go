package page_test

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"baocao/report/internal/forge"
	"baocao/report/verify/page"
)

// crime is a way of altering a PDF. It gives the altered file, the number that was hit, if
// it was one, and the kinds of faults that the seal and the comparison must find.
type crime struct {
	name         string
	do           func(f *forge.PDF) ([]byte, page.Number)
	sealed       page.Kind
	differs      page.Kind
	placedBySeal bool // the seal alone names the number's place
}

var crimes = []crime{
	{"a digit of a number", (*forge.PDF).AlterDigit, page.Content, page.Changed, false},
	{"a number taken out", (*forge.PDF).Remove, page.Content, page.Removed, false},
	{"a number painted over and another put on top", (*forge.PDF).PaintOver, page.Covered, page.Covered, true},
	{"a picture put over a number", (*forge.PDF).PictureOver, page.Covered, page.Covered, true},
	{"a number made white", (*forge.PDF).Whiten, page.Content, page.Changed, false},
	{"an annotation over a number", (*forge.PDF).Annotate, page.Covered, page.Covered, true},
	{"an annotation appended over a number", (*forge.PDF).AppendAnnotation, page.Covered, page.Covered, true},
	{"two pages swapped", (*forge.PDF).SwapPages, page.Moved, page.Changed, false},
	{"a page taken out", (*forge.PDF).DropPage, page.Pages, page.Pages, false},
	{"the attached figures", (*forge.PDF).AlterAttachment, page.Attached, page.Attached, false},
	{"the seal taken off", (*forge.PDF).Unseal, page.NoSeal, "", false},
	{"the signs behind two digits swapped", (*forge.PDF).SwapGlyphs, page.Resources, page.Resources, false},
	{"the title", (*forge.PDF).AlterTitle, page.Properties, page.Properties, false},
	{"something run on opening", (*forge.PDF).AddScript, page.Catalogue, page.Catalogue, false},
}

// seeds is how often each crime is done, at another place each time.
const seeds = 3

func TestSeal_FindsWhatWasAltered(t *testing.T) {
	for _, s := range samples(t) {
		asMade := read(t, s.data)
		for _, c := range crimes {
			for seed := range uint64(seeds) {
				f := forge.NewPDF(t, s.data, rand.New(rand.NewPCG(seed, 7)))
				data, n := c.do(f)
				altered := read(t, data)
				faults := altered.Seal()
				if !has(faults, c.sealed, n, c.placedBySeal) {
					t.Errorf("%s, %s, seed %d: the seal finds %+v, want %s at %+v", s.name, c.name, seed, faults, c.sealed, n)
				}
				if faults := page.Differences(altered, asMade); c.differs != "" && !has(faults, c.differs, n, true) {
					t.Errorf("%s, %s, seed %d: the comparison finds %+v, want %s at %+v", s.name, c.name, seed, faults, c.differs, n)
				}
			}
		}
	}
}

// has reports whether a fault of the kind is among faults: on the page of the number that
// was hit or, where it is to be placed, with its figure and on its place.
func has(faults []page.Fault, kind page.Kind, n page.Number, placed bool) bool {
	return slices.ContainsFunc(faults, func(f page.Fault) bool {
		switch {
		case f.Kind != kind || f.Warning:
			return false
		case n.Figure == "":
			return true
		case !placed:
			return f.Page == n.Page
		}
		return f.Page == n.Page && f.Figure == n.Figure && math.Hypot(f.X-n.X, f.Y-n.Y) < 1
	})
}

func TestSeal_FindsAChangedByteAnywhere(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, s := range samples(t) {
		for try := range 60 {
			data := bytes.Clone(s.data)
			at := r.IntN(len(data))
			if try < 30 { // half of them outside the streams that make up most of the file
				at = len(data) - 1 - r.IntN(4000)
			}
			data[at] ^= 1 << r.IntN(8)
			f, err := page.Read(data)
			if err != nil {
				continue // found at once
			}
			if !slices.ContainsFunc(f.Seal(), func(f page.Fault) bool { return !f.Warning }) {
				t.Errorf("%s: byte %d changed, and no fault is found", s.name, at)
			}
		}
	}
}

func TestSeal_ASignatureOnFreeGroundIsOnlyWarnedOf(t *testing.T) {
	for _, s := range samples(t) {
		f := forge.NewPDF(t, s.data, rand.New(rand.NewPCG(3, 4)))
		data := f.Sign()
		faults := read(t, data).Seal()
		var kinds []page.Kind
		for _, f := range faults {
			if kinds = append(kinds, f.Kind); !f.Warning {
				t.Errorf("%s: a fault: %+v", s.name, f)
			}
		}
		if !slices.Equal(kinds, []page.Kind{page.Appended, page.Signed}) {
			t.Errorf("%s: found %v, want that it was appended to and signed", s.name, kinds)
		}
	}
}

func TestDifferences_OfAnotherReport(t *testing.T) {
	all := samples(t)
	faults := page.Differences(read(t, all[0].data), read(t, all[2].data))
	if len(faults) < 10 {
		t.Errorf("two reports differ in %d places only", len(faults))
	}
}
