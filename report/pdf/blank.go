package pdf

import (
	"sync"

	"baocao/report/document"
)

// Blank is a file without pages, made before there is anything to draw: loading the faces
// takes a quarter of the time of a small document, and can be done while that is computed.
type Blank struct {
	ready chan *meter

	attachment *document.Attachment // see [Blank.Attach]
	packed     func() (*packed, error)
}

// a4 is the paper of every layout so far, and usualFaces are what their documents use.
// What a blank gets wrong costs the time that it would have saved, and nothing else.
var (
	a4         = document.Paper{Width: 210, Height: 297}
	usualFaces = []face{regular, bold, italic}
)

// Begin begins a blank on another core.
func Begin() *Blank {
	b := &Blank{ready: make(chan *meter, 1)}
	go func() {
		m := newMeter(a4)
		for _, f := range usualFaces {
			m.load(f)
		}
		b.ready <- m
		close(b.ready)
	}()
	return b
}

// Attach begins to pack, on another core, what the document will carry: a country's figures
// take longer than its pages.
func (b *Blank) Attach(a *document.Attachment) { b.attachment, b.packed = a, packing(a) }

// attached gives an attachment that is packed, or begins to pack it.
func (b *Blank) attached(a *document.Attachment) func() (*packed, error) {
	if b != nil && a != nil && b.attachment == a {
		return b.packed
	}
	return packing(a)
}

// packing begins to pack an attachment on another core; who asks for it waits for that.
func packing(a *document.Attachment) func() (*packed, error) {
	ready := sync.OnceValues(func() (*packed, error) { return pack(a) })
	go ready()
	return ready
}

// take gives the blank's meter to the first who asks for such paper, and others a new one.
func (b *Blank) take(paper document.Paper) *meter {
	if b != nil && paper == a4 {
		if m, ok := <-b.ready; ok {
			return m
		}
	}
	return newMeter(paper)
}
