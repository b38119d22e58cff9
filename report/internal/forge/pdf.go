package forge

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"baocao/report/pdffile"
	"baocao/report/verify/page"
)

// Number is the figure in print that was hit; zero where it was something else.
type Number = page.Number

// PDF alters a PDF and writes it anew as the program itself would, so that nothing but
// what was altered gives it away.
type PDF struct {
	t       testing.TB
	r       *rand.Rand
	made    []byte
	file    *page.File // as made
	objects pdffile.Objects
	pages   []pdffile.Page
	trailer pdffile.Dict
	pdf     *pdffile.File
}

// NewPDF opens a PDF that the program made; r says what is hit.
func NewPDF(t testing.TB, made []byte, r *rand.Rand) *PDF {
	t.Helper()
	pdf, err := pdffile.Read(made)
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
	file, err := page.Read(made)
	if err != nil {
		t.Fatal(err)
	}
	return &PDF{t, r, made, file, objects, pages, pdf.Trailer, pdf}
}

func (f *PDF) written() []byte {
	return pdffile.Write(f.objects, f.trailer["Root"].(pdffile.Ref), f.trailer["Info"].(pdffile.Ref))
}

func (f *PDF) content(number int) []byte {
	data, err := f.pdf.Content(f.pages[number-1])
	if err != nil {
		f.t.Fatal(err)
	}
	return data
}

func (f *PDF) setContent(number int, data []byte) {
	ref := f.pages[number-1].Dict["Contents"].(pdffile.Ref)
	f.objects[ref.Number-1] = pdffile.Packed(nil, data)
}

// victim is a number at random that has a digit and stands on one line, and where its
// mark begins and ends in the content of its page.
func (f *PDF) victim() (n page.Number, from, to int) {
	all := f.file.Numbers()
	for {
		at := f.r.IntN(len(all))
		n = all[at]
		if !strings.ContainsAny(n.Text, "0123456789") || strings.Contains(n.Text, " ") {
			continue
		}
		before := 0 // numbers on the page before it
		marked := false
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
			case "BDC", "BMC":
				if marked = op.Operands[0] == pdffile.Name("BaoCao"); !marked {
					continue
				}
				if op.Operands[1].(pdffile.Dict)["More"] == nil {
					before--
				}
				from = op.From
			case "EMC":
				if marked && before == -1 {
					return n, from, op.To
				}
			}
		}
		f.t.Fatalf("page %d has no mark of %s", n.Page, n.Figure)
	}
}

// splice puts other bytes in place of some of a page's content.
func (f *PDF) splice(number, from, to int, with string) {
	content := f.content(number)
	f.setContent(number, slices.Concat(content[:from], []byte(with), content[to:]))
}

// points is a place on a page in the page's own measure.
func (f *PDF) points(n page.Number) (x, y float64) {
	return n.X * 72 / 25.4, (f.file.Pages[n.Page-1].Height - n.Y) * 72 / 25.4
}

// AlterDigit changes one digit of a number that is drawn.
func (f *PDF) AlterDigit() ([]byte, page.Number) {
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

// Remove takes a number out.
func (f *PDF) Remove() ([]byte, page.Number) {
	n, from, to := f.victim()
	f.splice(n.Page, from, to, "")
	return f.written(), n
}

// Whiten draws a number in white.
func (f *PDF) Whiten() ([]byte, page.Number) {
	n, from, to := f.victim()
	f.splice(n.Page, to, to, " 0 g ")
	f.splice(n.Page, from, from, "1 g ")
	return f.written(), n
}

// PaintOver paints a number over and puts another on top.
func (f *PDF) PaintOver() ([]byte, page.Number) {
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

// PictureOver puts a picture over a number.
func (f *PDF) PictureOver() ([]byte, page.Number) {
	n, _, _ := f.victim()
	x, y := f.points(n)
	end := len(f.content(n.Page))
	f.splice(n.Page, end, end, fmt.Sprintf("\nq 30 0 0 14 %.2f %.2f cm /Im1 Do Q\n", x-1, y-2))
	return f.written(), n
}

func (f *PDF) fonts() pdffile.Dict {
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
func (f *PDF) stamp(n page.Number) pdffile.Dict {
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

// Annotate lays a stamp over a number.
func (f *PDF) Annotate() ([]byte, page.Number) {
	n, _, _ := f.victim()
	f.pageDict(n.Page)["Annots"] = pdffile.Array{f.objects.Add(f.stamp(n))}
	return f.written(), n
}

func (f *PDF) pageDict(number int) pdffile.Dict {
	return f.objects[f.pages[number-1].Ref.Number-1].(pdffile.Dict)
}

// AppendAnnotation lays a stamp over a number, in a part behind the file.
func (f *PDF) AppendAnnotation() ([]byte, page.Number) {
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
func (f *PDF) appended(changed []int) []byte {
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

// SwapPages swaps the content of two pages.
func (f *PDF) SwapPages() ([]byte, page.Number) {
	i := f.r.IntN(len(f.pages) - 1)
	a, b := f.pageDict(i+1), f.pageDict(i+2)
	a["Contents"], b["Contents"] = b["Contents"], a["Contents"]
	return f.written(), page.Number{}
}

// DropPage takes a page out.
func (f *PDF) DropPage() ([]byte, page.Number) {
	tree := f.objects[f.pages[0].Dict["Parent"].(pdffile.Ref).Number-1].(pdffile.Dict)
	kids := tree["Kids"].(pdffile.Array)
	at := f.r.IntN(len(kids))
	tree["Kids"] = slices.Delete(slices.Clone(kids), at, at+1)
	tree["Count"] = pdffile.IntOf(len(kids) - 1)
	return f.written(), page.Number{}
}

func (f *PDF) catalogue() pdffile.Dict {
	return f.objects[f.trailer["Root"].(pdffile.Ref).Number-1].(pdffile.Dict)
}

// attached finds the file specification of an attachment.
func (f *PDF) attached(seal bool) (names pdffile.Array, at int) {
	names = f.catalogue()["Names"].(pdffile.Dict)["EmbeddedFiles"].(pdffile.Dict)["Names"].(pdffile.Array)
	for at = 0; (names[at] == pdffile.String(pdffile.SealName)) != seal; at += 2 {
	}
	return names, at
}

// AlterAttachment changes a digit of the attached JSON.
func (f *PDF) AlterAttachment() ([]byte, page.Number) {
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

// Unseal takes the seal off.
func (f *PDF) Unseal() ([]byte, page.Number) {
	names, at := f.attached(true)
	f.catalogue()["Names"].(pdffile.Dict)["EmbeddedFiles"].(pdffile.Dict)["Names"] = slices.Delete(slices.Clone(names), at, at+2)
	return f.written(), page.Number{}
}

// SwapGlyphs swaps what two digits look like.
func (f *PDF) SwapGlyphs() ([]byte, page.Number) {
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

// AlterTitle gives the document another title.
func (f *PDF) AlterTitle() ([]byte, page.Number) {
	f.objects[f.trailer["Info"].(pdffile.Ref).Number-1].(pdffile.Dict)["Title"] = pdffile.TextString("Báo cáo khác")
	return f.written(), page.Number{}
}

// AddScript has something run on opening.
func (f *PDF) AddScript() ([]byte, page.Number) {
	f.catalogue()["OpenAction"] = pdffile.Dict{"S": pdffile.Name("JavaScript"), "JS": pdffile.String("app.alert(1)")}
	return f.written(), page.Number{}
}

// Sign appends the field of a digital signature on free ground, as a signing program does.
func (f *PDF) Sign() []byte {
	before := len(f.objects)
	field := f.objects.Add(pdffile.Dict{
		"Type": pdffile.Name("Annot"), "Subtype": pdffile.Name("Widget"), "FT": pdffile.Name("Sig"),
		"Rect": pdffile.Array{pdffile.IntOf(20), pdffile.IntOf(20), pdffile.IntOf(60), pdffile.IntOf(40)},
	})
	f.pageDict(1)["Annots"] = pdffile.Array{field}
	f.catalogue()["AcroForm"] = pdffile.Dict{"Fields": pdffile.Array{field}, "SigFlags": pdffile.IntOf(3)}
	return f.appended([]int{f.pages[0].Ref.Number, f.trailer["Root"].(pdffile.Ref).Number, before + 1})
}
