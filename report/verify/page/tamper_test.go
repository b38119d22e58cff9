package page_test

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"baocao/report/pdffile"
	"baocao/report/verify/page"
)

// forger alters a PDF and writes it anew as the program itself would, so that nothing but
// what was altered gives it away.
type forger struct {
	t       testing.TB
	r       *rand.Rand
	made    []byte
	file    *page.File // as made
	objects pdffile.Objects
	pages   []pdffile.Page
	trailer pdffile.Dict
	pdf     *pdffile.File
}

func newForger(t testing.TB, s sample, r *rand.Rand) *forger {
	t.Helper()
	pdf, err := pdffile.Read(s.data)
	if err != nil {
		t.Fatal(err)
	}
	objects, err := pdf.Objects()
	if err != nil {
		t.Fatal(err)
	}
	pages, err := pdf.Pages()
	if err != nil {
		t.Fatal(err)
	}
	return &forger{t, r, s.data, read(t, s.data), objects, pages, pdf.Trailer, pdf}
}

func (f *forger) written() []byte {
	return pdffile.Write(f.objects, f.trailer["Root"].(pdffile.Ref), f.trailer["Info"].(pdffile.Ref))
}

func (f *forger) content(number int) []byte {
	data, err := f.pdf.Content(f.pages[number-1])
	if err != nil {
		f.t.Fatal(err)
	}
	return data
}

func (f *forger) setContent(number int, data []byte) {
	ref := f.pages[number-1].Dict["Contents"].(pdffile.Ref)
	f.objects[ref.Number-1] = pdffile.Packed(nil, data)
}

// victim is a number at random that has a digit and stands on one line, and where its
// mark begins and ends in the content of its page.
func (f *forger) victim() (n page.Number, from, to int) {
	all := f.file.Numbers()
	for {
		at := f.r.IntN(len(all))
		n = all[at]
		if !strings.ContainsAny(n.Text, "0123456789") || strings.Contains(n.Text, " ") {
			continue
		}
		before := 0 // numbers on the page before it
		for _, other := range all[:at] {
			if other.Page == n.Page {
				before++
			}
		}
		content := f.content(n.Page)
		for op, err := range pdffile.Operations(content) {
			if err != nil {
				f.t.Fatal(err)
			}
			switch op.Operator {
			case "BDC":
				if op.Operands[1].(pdffile.Dict)["More"] == nil {
					before--
				}
				from = op.From
			case "EMC":
				if before == -1 {
					return n, from, op.To
				}
			}
		}
		f.t.Fatalf("page %d has no mark of %s", n.Page, n.Figure)
	}
}

// splice puts other bytes in place of some of a page's content.
func (f *forger) splice(number, from, to int, with string) {
	content := f.content(number)
	f.setContent(number, slices.Concat(content[:from], []byte(with), content[to:]))
}

// points is a place on a page in the page's own measure.
func (f *forger) points(n page.Number) (x, y float64) {
	return n.X * 72 / 25.4, (f.file.Pages[n.Page-1].Height - n.Y) * 72 / 25.4
}

// crime is a way of altering a PDF. It gives the altered file, the number that was hit, if
// it was one, and the kinds of faults that the seal and the comparison must find.
type crime struct {
	name         string
	do           func(f *forger) ([]byte, page.Number)
	sealed       page.Kind
	differs      page.Kind
	placedBySeal bool // the seal alone names the number's place
}

var crimes = []crime{
	{"a digit of a number", (*forger).alterDigit, page.Content, page.Changed, false},
	{"a number taken out", (*forger).remove, page.Content, page.Removed, false},
	{"a number painted over and another put on top", (*forger).paintOver, page.Covered, page.Covered, true},
	{"a picture put over a number", (*forger).pictureOver, page.Covered, page.Covered, true},
	{"a number made white", (*forger).whiten, page.Content, page.Changed, false},
	{"an annotation over a number", (*forger).annotate, page.Covered, page.Covered, true},
	{"an annotation appended over a number", (*forger).appendAnnotation, page.Covered, page.Covered, true},
	{"two pages swapped", (*forger).swapPages, page.Moved, page.Changed, false},
	{"a page taken out", (*forger).dropPage, page.Pages, page.Pages, false},
	{"the attached figures", (*forger).alterAttachment, page.Attached, page.Attached, false},
	{"the seal taken off", (*forger).unseal, page.NoSeal, "", false},
	{"the signs behind two digits swapped", (*forger).swapGlyphs, page.Resources, page.Resources, false},
	{"the title", (*forger).alterTitle, page.Properties, page.Properties, false},
	{"something run on opening", (*forger).addScript, page.Catalogue, page.Catalogue, false},
}

func (f *forger) alterDigit() ([]byte, page.Number) {
	n, from, to := f.victim()
	mark := f.content(n.Page)[from:to]
	var digits []int
	for i := bytes.Index(mark, []byte("BDC")); i < len(mark); i++ {
		if mark[i-1] == 0 && mark[i] >= '0' && mark[i] <= '9' {
			digits = append(digits, i)
		}
	}
	at := from + digits[f.r.IntN(len(digits))]
	old := f.content(n.Page)[at]
	f.splice(n.Page, at, at+1, string('0'+(old-'0'+1+byte(f.r.IntN(9)))%10))
	return f.written(), n
}

func (f *forger) remove() ([]byte, page.Number) {
	n, from, to := f.victim()
	f.splice(n.Page, from, to, "")
	return f.written(), n
}

func (f *forger) whiten() ([]byte, page.Number) {
	n, from, to := f.victim()
	f.splice(n.Page, to, to, " 0 g ")
	f.splice(n.Page, from, from, "1 g ")
	return f.written(), n
}

func (f *forger) paintOver() ([]byte, page.Number) {
	n, _, _ := f.victim()
	x, y := f.points(n)
	font := ""
	for name := range f.fonts() {
		font = max(font, string(name))
	}
	end := len(f.content(n.Page))
	f.splice(n.Page, end, end, fmt.Sprintf("\nq 1 1 1 rg %.2f %.2f 30 14 re f 0 g BT /%s 12 Tf %.2f %.2f Td (\x009\x009)Tj ET Q\n", x-1, y-2, font, x, y))
	return f.written(), n
}

func (f *forger) pictureOver() ([]byte, page.Number) {
	n, _, _ := f.victim()
	x, y := f.points(n)
	end := len(f.content(n.Page))
	f.splice(n.Page, end, end, fmt.Sprintf("\nq 30 0 0 14 %.2f %.2f cm /Im1 Do Q\n", x-1, y-2))
	return f.written(), n
}

func (f *forger) fonts() pdffile.Dict {
	resources, err := f.pdf.Dict(f.pages[0].Dict["Resources"])
	if err != nil {
		f.t.Fatal(err)
	}
	fonts, err := f.pdf.Dict(resources["Font"])
	if err != nil {
		f.t.Fatal(err)
	}
	return fonts
}

// stamp is an annotation with an appearance, over a number.
func (f *forger) stamp(n page.Number) pdffile.Dict {
	x, y := f.points(n)
	appearance := f.objects.Add(pdffile.Packed(pdffile.Dict{
		"Type": pdffile.Name("XObject"), "Subtype": pdffile.Name("Form"), "BBox": pdffile.Array{pdffile.IntOf(0), pdffile.IntOf(0), pdffile.IntOf(30), pdffile.IntOf(14)},
	}, []byte("1 g 0 0 30 14 re f")))
	rect := pdffile.Array{}
	for _, v := range []float64{x - 1, y - 2, x + 29, y + 12} {
		rect = append(rect, pdffile.Number(fmt.Sprintf("%.2f", v)))
	}
	return pdffile.Dict{"Type": pdffile.Name("Annot"), "Subtype": pdffile.Name("Stamp"), "Rect": rect, "AP": pdffile.Dict{"N": appearance}}
}

func (f *forger) annotate() ([]byte, page.Number) {
	n, _, _ := f.victim()
	f.pageDict(n.Page)["Annots"] = pdffile.Array{f.objects.Add(f.stamp(n))}
	return f.written(), n
}

func (f *forger) pageDict(number int) pdffile.Dict {
	return f.objects[f.pages[number-1].Ref.Number-1].(pdffile.Dict)
}

func (f *forger) appendAnnotation() ([]byte, page.Number) {
	n, _, _ := f.victim()
	before := len(f.objects)
	ref := f.objects.Add(f.stamp(n))
	f.pageDict(n.Page)["Annots"] = pdffile.Array{ref}
	changed := []int{f.pages[n.Page-1].Ref.Number}
	for number := before + 1; number <= len(f.objects); number++ {
		changed = append(changed, number)
	}
	return f.appended(changed), n
}

// appended is the file as made with some objects written behind it, as signing does.
func (f *forger) appended(changed []int) []byte {
	whole := f.made
	again := f.written()
	var b bytes.Buffer
	b.Write(whole)
	places := map[int]int{}
	for _, number := range changed {
		from := bytes.Index(again, fmt.Appendf(nil, "\n%d 0 obj\n", number)) + 1
		to := from + bytes.Index(again[from:], []byte("\nendobj\n")) + len("\nendobj\n")
		places[number] = b.Len()
		b.Write(again[from:to])
	}
	at := b.Len()
	b.WriteString("xref\n")
	for _, number := range changed {
		fmt.Fprintf(&b, "%d 1\n%010d 00000 n \n", number, places[number])
	}
	root, info := f.trailer["Root"].(pdffile.Ref), f.trailer["Info"].(pdffile.Ref)
	last := whole[bytes.LastIndex(whole, []byte("startxref\n"))+len("startxref\n"):]
	prev, _, _ := strings.Cut(string(last), "\n")
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/Prev %s>>\nstartxref\n%d\n%%%%EOF\n", len(f.objects)+1, root.Number, info.Number, prev, at)
	return b.Bytes()
}

func (f *forger) swapPages() ([]byte, page.Number) {
	i := f.r.IntN(len(f.pages) - 1)
	a, b := f.pageDict(i+1), f.pageDict(i+2)
	a["Contents"], b["Contents"] = b["Contents"], a["Contents"]
	return f.written(), page.Number{}
}

func (f *forger) dropPage() ([]byte, page.Number) {
	tree := f.objects[f.pages[0].Dict["Parent"].(pdffile.Ref).Number-1].(pdffile.Dict)
	kids := tree["Kids"].(pdffile.Array)
	at := f.r.IntN(len(kids))
	tree["Kids"] = slices.Delete(slices.Clone(kids), at, at+1)
	tree["Count"] = pdffile.IntOf(len(kids) - 1)
	return f.written(), page.Number{}
}

func (f *forger) catalogue() pdffile.Dict {
	return f.objects[f.trailer["Root"].(pdffile.Ref).Number-1].(pdffile.Dict)
}

// attached finds the file specification of an attachment.
func (f *forger) attached(seal bool) (names pdffile.Array, at int) {
	names = f.catalogue()["Names"].(pdffile.Dict)["EmbeddedFiles"].(pdffile.Dict)["Names"].(pdffile.Array)
	for at = 0; (names[at] == pdffile.String(pdffile.SealName)) != seal; at += 2 {
	}
	return names, at
}

func (f *forger) alterAttachment() ([]byte, page.Number) {
	names, at := f.attached(false)
	spec := f.objects[names[at+1].(pdffile.Ref).Number-1].(pdffile.Dict)
	ref := spec["EF"].(pdffile.Dict)["F"].(pdffile.Ref)
	data, err := f.pdf.Decode(f.objects[ref.Number-1].(*pdffile.Stream))
	if err != nil {
		f.t.Fatal(err)
	}
	data = slices.Clone(data)
	for {
		if i := f.r.IntN(len(data)); data[i] >= '0' && data[i] <= '9' {
			data[i] = '0' + (data[i]-'0'+1)%10
			break
		}
	}
	f.objects[ref.Number-1] = pdffile.Packed(f.objects[ref.Number-1].(*pdffile.Stream).Dict, data)
	return f.written(), page.Number{}
}

func (f *forger) unseal() ([]byte, page.Number) {
	names, at := f.attached(true)
	f.catalogue()["Names"].(pdffile.Dict)["EmbeddedFiles"].(pdffile.Dict)["Names"] = slices.Delete(slices.Clone(names), at, at+2)
	return f.written(), page.Number{}
}

func (f *forger) swapGlyphs() ([]byte, page.Number) {
	for _, o := range f.objects {
		d, ok := o.(pdffile.Dict)
		if !ok || d["CIDToGIDMap"] == nil {
			continue
		}
		ref := d["CIDToGIDMap"].(pdffile.Ref)
		glyphs, err := f.pdf.Decode(f.objects[ref.Number-1].(*pdffile.Stream))
		if err != nil {
			f.t.Fatal(err)
		}
		glyphs = slices.Clone(glyphs)
		one, other := 2*'1', 2*'7'
		glyphs[one], glyphs[one+1], glyphs[other], glyphs[other+1] = glyphs[other], glyphs[other+1], glyphs[one], glyphs[one+1]
		f.objects[ref.Number-1] = pdffile.Packed(nil, glyphs)
	}
	return f.written(), page.Number{}
}

func (f *forger) alterTitle() ([]byte, page.Number) {
	f.objects[f.trailer["Info"].(pdffile.Ref).Number-1].(pdffile.Dict)["Title"] = pdffile.TextString("Báo cáo khác")
	return f.written(), page.Number{}
}

func (f *forger) addScript() ([]byte, page.Number) {
	f.catalogue()["OpenAction"] = pdffile.Dict{"S": pdffile.Name("JavaScript"), "JS": pdffile.String("app.alert(1)")}
	return f.written(), page.Number{}
}

// seeds is how often each crime is done, at another place each time.
const seeds = 3

func TestSeal_FindsWhatWasAltered(t *testing.T) {
	for _, s := range samples(t) {
		asMade := read(t, s.data)
		for _, c := range crimes {
			for seed := range uint64(seeds) {
				f := newForger(t, s, rand.New(rand.NewPCG(seed, 7)))
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
		f := newForger(t, s, rand.New(rand.NewPCG(3, 4)))
		before := len(f.objects)
		field := f.objects.Add(pdffile.Dict{
			"Type": pdffile.Name("Annot"), "Subtype": pdffile.Name("Widget"), "FT": pdffile.Name("Sig"),
			"Rect": pdffile.Array{pdffile.IntOf(20), pdffile.IntOf(20), pdffile.IntOf(60), pdffile.IntOf(40)},
		})
		f.pageDict(1)["Annots"] = pdffile.Array{field}
		f.catalogue()["AcroForm"] = pdffile.Dict{"Fields": pdffile.Array{field}, "SigFlags": pdffile.IntOf(3)}
		data := f.appended([]int{f.pages[0].Ref.Number, f.trailer["Root"].(pdffile.Ref).Number, before + 1})
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
