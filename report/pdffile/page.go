package pdffile

import (
	"bytes"
	"errors"
	"fmt"
)

// Page is one page with what it inherits.
type Page struct {
	Ref  Ref
	Dict Dict
}

// inherited are the entries that a page takes from the nodes above it (7.7.3.4).
var inherited = []Name{"Resources", "MediaBox", "CropBox", "Rotate"}

// Pages lists the pages in order.
func (f *File) Pages() ([]Page, error) {
	root, err := f.Root()
	if err != nil {
		return nil, err
	}
	t := pageTree{file: f, seen: map[int]bool{}}
	if err := t.walk(root["Pages"], Dict{}, 0); err != nil {
		return nil, fmt.Errorf("read the pages: %w", err)
	}
	return t.pages, nil
}

type pageTree struct {
	file  *File
	pages []Page
	seen  map[int]bool
}

func (t *pageTree) walk(o Object, above Dict, depth int) error {
	ref, ok := o.(Ref)
	if !ok || t.seen[ref.Number] || depth > maxDepth {
		return errors.New("the tree of pages is out of order")
	}
	t.seen[ref.Number] = true
	d, err := t.file.Dict(ref)
	if err != nil {
		return err
	}
	own := Dict{}
	for key, value := range d {
		own[key] = value
	}
	for _, key := range inherited {
		if own[key] == nil && above[key] != nil {
			own[key] = above[key]
		}
	}
	if own["Kids"] == nil {
		t.pages = append(t.pages, Page{ref, own})
		return nil
	}
	kids, err := t.file.Array(own["Kids"])
	if err != nil {
		return err
	}
	for _, kid := range kids {
		if err := t.walk(kid, own, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// Content gives the content of a page, unpacked; its streams are parted by line feeds.
func (f *File) Content(p Page) ([]byte, error) {
	o, err := f.Resolve(p.Dict["Contents"])
	if err != nil {
		return nil, err
	}
	parts, ok := o.(Array)
	if !ok {
		parts = Array{o}
	}
	var all [][]byte
	for _, part := range parts {
		if part, err = f.Resolve(part); err != nil {
			return nil, err
		}
		s, ok := part.(*Stream)
		if !ok {
			continue
		}
		data, err := f.Decode(s)
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return bytes.Join(all, []byte("\n")), nil
}

// Attachment is a file that a PDF carries.
type Attachment struct {
	Name string
	Data []byte
}

// Attachments lists the files that the document carries, in the order of its names.
func (f *File) Attachments() ([]Attachment, error) {
	files, err := f.attached()
	if err != nil {
		return nil, err
	}
	var all []Attachment
	for _, a := range files {
		data, err := f.Decode(a.stream)
		if err != nil {
			return nil, fmt.Errorf("read the attachments: %q: %w", a.name, err)
		}
		a.stream.unpacked = data // it may be asked for again
		all = append(all, Attachment{a.name, data})
	}
	return all, nil
}

// attached is a file that a PDF carries, as it stands there.
type attached struct {
	name   string
	stream *Stream
}

func (f *File) attached() ([]attached, error) {
	if f.files != nil {
		return f.files, nil
	}
	names, err := f.names()
	if err != nil {
		return nil, err
	}
	n := nameTree{file: f, seen: map[int]bool{}}
	if err := n.walk(names["EmbeddedFiles"], 0); err != nil {
		return nil, fmt.Errorf("read the attachments: %w", err)
	}
	f.files = n.files
	return n.files, nil
}

// names is the catalogue's dictionary of name trees.
func (f *File) names() (Dict, error) {
	root, err := f.Root()
	if err != nil {
		return nil, err
	}
	return f.Dict(root["Names"])
}

type nameTree struct {
	file  *File
	files []attached
	seen  map[int]bool
}

func (n *nameTree) walk(o Object, depth int) error {
	if ref, ok := o.(Ref); ok {
		if n.seen[ref.Number] {
			return errors.New("the tree of names is out of order")
		}
		n.seen[ref.Number] = true
	}
	if depth > maxDepth {
		return errors.New("the tree of names is out of order")
	}
	d, err := n.file.Dict(o)
	if err != nil {
		return err
	}
	pairs, err := n.file.Array(d["Names"])
	if err != nil {
		return err
	}
	for i := 1; i < len(pairs); i += 2 {
		if err := n.add(pairs[i]); err != nil {
			return err
		}
	}
	kids, err := n.file.Array(d["Kids"])
	if err != nil {
		return err
	}
	for _, kid := range kids {
		if err := n.walk(kid, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// add reads one file specification (7.11.3).
func (n *nameTree) add(o Object) error {
	spec, err := n.file.Dict(o)
	if err != nil {
		return err
	}
	name, _ := spec["UF"].(String)
	if name == "" {
		name, _ = spec["F"].(String)
	}
	embedded, err := n.file.Dict(spec["EF"])
	if err != nil {
		return err
	}
	o = embedded["UF"]
	if o == nil {
		o = embedded["F"]
	}
	if o, err = n.file.Resolve(o); err != nil {
		return err
	}
	s, ok := o.(*Stream)
	if !ok {
		return fmt.Errorf("%q has no data", name.Text())
	}
	n.files = append(n.files, attached{name.Text(), s})
	return nil
}
