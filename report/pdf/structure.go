package pdf

import (
	"golang.org/x/text/unicode/norm"

	"baocao/report/pdffile"
)

// structure writes the structure of the document, and enters in each page whose its
// sequences of marked content are.
func (w *finisher) structure(t *tags, pages []pdffile.Page) {
	refs := map[*element]pdffile.Ref{}
	root := w.objects.Add(nil)
	document := w.tag(t.root, root, pages, refs)
	var numbers pdffile.Array
	for i, owners := range t.pages {
		var of pdffile.Array
		for _, e := range owners {
			of = append(of, refs[e])
		}
		numbers = append(numbers, pdffile.IntOf(i), w.objects.Add(of))
		page := w.objects[pages[i].Ref.Number-1].(pdffile.Dict)
		page["StructParents"], page["Tabs"] = pdffile.IntOf(i), pdffile.Name("S")
	}
	parents := w.objects.Add(pdffile.Dict{"Nums": numbers})
	w.objects[root.Number-1] = pdffile.Dict{"Type": pdffile.Name("StructTreeRoot"), "K": document,
		"ParentTree": parents, "ParentTreeNextKey": pdffile.IntOf(len(t.pages))}
	w.catalogue["StructTreeRoot"] = root
}

// tag writes an element and those in it.
func (w *finisher) tag(e *element, parent pdffile.Ref, pages []pdffile.Page, refs map[*element]pdffile.Ref) pdffile.Ref {
	ref := w.objects.Add(nil)
	refs[e] = ref
	d := pdffile.Dict{"S": pdffile.Name(e.kind), "P": parent}
	home := -1 // the page whose sequences need only their numbers
	var kids pdffile.Array
	for _, k := range e.kids {
		if k.element != nil {
			kids = append(kids, w.tag(k.element, ref, pages, refs))
			continue
		}
		if home < 0 {
			home, d["Pg"] = k.page, pages[k.page].Ref
		}
		if k.page == home {
			kids = append(kids, pdffile.IntOf(k.id))
			continue
		}
		kids = append(kids, pdffile.Dict{"Type": pdffile.Name("MCR"), "Pg": pages[k.page].Ref, "MCID": pdffile.IntOf(k.id)})
	}
	switch len(kids) {
	case 0:
	case 1:
		d["K"] = kids[0]
	default:
		d["K"] = kids
	}
	if e.alt != "" {
		d["Alt"] = pdffile.TextString(norm.NFC.String(e.alt))
	}
	if a := cellAttributes(e); len(a) > 1 {
		d["A"] = a
	}
	w.objects[ref.Number-1] = d
	return ref
}

// cellAttributes say what columns and rows a cell covers, and of a heading that it heads
// a column.
func cellAttributes(e *element) pdffile.Dict {
	a := pdffile.Dict{"O": pdffile.Name("Table")}
	if e.across > 1 {
		a["ColSpan"] = pdffile.IntOf(e.across)
	}
	if e.down > 1 {
		a["RowSpan"] = pdffile.IntOf(e.down)
	}
	if e.kind == "TH" {
		a["Scope"] = pdffile.Name("Column")
	}
	return a
}
