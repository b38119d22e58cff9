package pdf

import (
	"strconv"
)

// The structure of the document (ISO 32000-1, 14.7 and 14.8): what a heading, a paragraph,
// an item, a cell is, in reading order, so that a program can read the pages aloud. Each
// piece of text is drawn within a sequence of marked content that belongs to an element;
// what has no meaning (rules, numbers of pages, heads that are repeated) is an artifact.

// element is a node of the structure.
type element struct {
	kind   string // "P", "H1", "TD": a standard type
	alt    string // of a figure
	across int    // of a cell
	down   int
	parent *element
	kids   []kid
	joined bool // is one of its parent's kids
}

// kid is what an element holds: another one, or a sequence on a page.
type kid struct {
	element  *element
	page, id int
}

// tags is the structure of a document while it is drawn.
type tags struct {
	root  *element
	pages [][]*element // by page, then number of the sequence: whose it is
}

func newTags() *tags { return &tags{root: &element{kind: "Document", joined: true}} }

// element makes an element of the document itself, or of another one. It joins its parent
// when it is first drawn, so that the order is that of the pages.
func (t *typesetter) element(kind string, parent *element) *element {
	if parent == nil {
		parent = t.tags.root
	}
	return &element{kind: kind, parent: parent}
}

func (e *element) join() {
	if e.joined {
		return
	}
	e.parent.join()
	e.parent.kids = append(e.parent.kids, kid{element: e})
	e.joined = true
}

// in draws what belongs to an element; nil is none.
func (c *canvas) in(e *element, draw func()) {
	was := c.element
	c.element = e
	draw()
	c.element = was
}

// words opens the sequence for text that is drawn next, shape the one for lines and boxes,
// which mean something in a figure only.
func (c *canvas) words() { c.open(c.element) }

func (c *canvas) shape() {
	if c.element != nil && c.element.kind == figureKind {
		c.open(c.element)
		return
	}
	c.open(nil)
}

const figureKind = "Figure"

// open begins a sequence of an element, or of an artifact, unless it is open already.
func (c *canvas) open(e *element) {
	if c.muted {
		e = nil
	}
	if c.opened && c.owner == e {
		return
	}
	c.close()
	c.opened, c.owner = true, e
	if e == nil {
		c.pdf.RawWriteStr("/Artifact BMC")
		return
	}
	c.pdf.RawWriteStr("/" + e.kind + "<</MCID " + c.next(e) + ">>BDC")
}

// next gives an element the next sequence of the page.
func (c *canvas) next(e *element) (id string) {
	e.join()
	ids := &c.tags.pages[c.page]
	n := len(*ids)
	e.kids = append(e.kids, kid{page: c.page, id: n})
	*ids = append(*ids, e)
	return strconv.Itoa(n)
}

// close ends the open sequence.
func (c *canvas) close() {
	if c.opened {
		c.pdf.RawWriteStr("EMC")
	}
	c.opened, c.owner = false, nil
}

// cell enters a cell, which a row has also where it is empty.
func (c *canvas) cell() {
	if !c.muted {
		c.element.join()
	}
}
