package pdffile

import (
	"bytes"
	"errors"
	"fmt"
)

// File is a PDF file that has been opened.
type File struct {
	Trailer Dict
	data    []byte
	places  map[int]place
	objects map[int]Object // those that have been read
	reading map[int]bool   // those that are being read
	packed  map[int][]Object
	files   []attached // once they have been listed
	work    int        // how many bytes may still be scanned or unpacked
}

// place says where an object stands: at an offset of the file, or as the given one of an
// object stream.
type place struct {
	offset     int
	generation int
	within     int // the number of the object stream; 0: none
	index      int
}

// The bounds of what is read.
const (
	maxSize     = 256 << 20 // of a file, in bytes
	maxObjects  = 1 << 21
	maxUnpacked = 256 << 20 // of one stream
	minWork     = 1 << 30   // bytes scanned and unpacked, for a small file
	workShare   = 64        // and for each byte of a large one
)

// Read opens a file. Its bytes must not change afterwards.
func Read(data []byte) (*File, error) {
	if len(data) > maxSize {
		return nil, fmt.Errorf("read the PDF: more than %d MiB", maxSize>>20)
	}
	if !bytes.HasPrefix(data, []byte("%PDF-")) {
		return nil, errors.New("read the PDF: it does not begin with %PDF-")
	}
	f := &File{
		data: data, places: map[int]place{}, objects: map[int]Object{}, reading: map[int]bool{},
		packed: map[int][]Object{}, work: max(minWork, workShare*len(data)),
	}
	if err := f.readPlaces(); err != nil {
		return nil, fmt.Errorf("read the PDF: %w", err)
	}
	if f.Trailer["Encrypt"] != nil {
		return nil, errors.New("read the PDF: it is encrypted")
	}
	return f, nil
}

// Resolve gives what o points at, or o itself where it is no reference. An object that the
// file lacks is null.
func (f *File) Resolve(o Object) (Object, error) {
	for range maxDepth {
		ref, ok := o.(Ref)
		if !ok {
			return o, nil
		}
		var err error
		if o, err = f.object(ref); err != nil {
			return nil, fmt.Errorf("object %d: %w", ref.Number, err)
		}
	}
	return nil, errors.New("references without end")
}

// Dict is the dictionary that o is or points at, also that of a stream; empty for anything else.
func (f *File) Dict(o Object) (Dict, error) {
	o, err := f.Resolve(o)
	switch o := o.(type) {
	case Dict:
		return o, err
	case *Stream:
		return o.Dict, err
	}
	return Dict{}, err
}

// Array is the array that o is or points at; empty for anything else.
func (f *File) Array(o Object) (Array, error) {
	o, err := f.Resolve(o)
	a, _ := o.(Array)
	return a, err
}

// Root is the document's catalogue.
func (f *File) Root() (Dict, error) { return f.Dict(f.Trailer["Root"]) }

func (f *File) object(ref Ref) (Object, error) {
	if o, ok := f.objects[ref.Number]; ok {
		return o, nil
	}
	p, ok := f.places[ref.Number]
	if !ok || p.generation != ref.Generation {
		return nil, nil
	}
	if f.reading[ref.Number] {
		return nil, errors.New("it contains itself")
	}
	f.reading[ref.Number] = true
	defer delete(f.reading, ref.Number)
	o, err := f.load(ref.Number, p)
	if err != nil {
		return nil, err
	}
	f.objects[ref.Number] = o
	return o, nil
}

func (f *File) load(number int, p place) (Object, error) {
	if p.within == 0 {
		return f.objectAt(number, p.offset)
	}
	all, err := f.packedObjects(p.within)
	if err != nil {
		return nil, err
	}
	if p.index >= len(all) {
		return nil, errors.New("it is not in its object stream")
	}
	return all[p.index], nil
}

// objectAt reads "12 0 obj … endobj".
func (f *File) objectAt(number, offset int) (Object, error) {
	s := scanner{data: f.data, pos: offset, refs: true}
	defer func() { f.work -= s.pos - offset }()
	if f.work < 0 {
		return nil, errTooMuch
	}
	got, ok := s.integer()
	_, ok2 := s.integer()
	if !ok || !ok2 || got != number || !s.keyword("obj") {
		return nil, fmt.Errorf("it is not at byte %d", offset)
	}
	o, err := s.value()
	if err != nil {
		return nil, err
	}
	if d, isDict := o.(Dict); isDict && s.keyword("stream") {
		if o, err = f.stream(&s, d); err != nil {
			return nil, err
		}
	}
	if !s.keyword("endobj") {
		return nil, s.fault("no endobj")
	}
	return o, nil
}

var errTooMuch = errors.New("its objects take too much work to read")

// stream reads the bytes of a stream; the scanner is behind the word stream.
func (f *File) stream(s *scanner, d Dict) (*Stream, error) {
	if s.at("\r\n") {
		s.pos += 2
	} else if s.at("\n") {
		s.pos++
	}
	o, err := f.Resolve(d["Length"])
	if err != nil {
		return nil, err
	}
	n, isNumber := o.(Number)
	length, ok := n.Int()
	if !isNumber || !ok || length < 0 || length > len(s.data)-s.pos {
		return nil, s.fault("a stream without a length")
	}
	raw := s.data[s.pos : s.pos+length]
	s.pos += length
	if !s.keyword("endstream") {
		return nil, s.fault("a stream longer than its length")
	}
	return &Stream{Dict: d, Raw: raw}, nil
}

// packedObjects reads an object stream.
func (f *File) packedObjects(number int) ([]Object, error) {
	if all, ok := f.packed[number]; ok {
		return all, nil
	}
	if f.places[number].within != 0 {
		return nil, errors.New("an object stream within another")
	}
	o, err := f.Resolve(Ref{number, f.places[number].generation})
	if err != nil {
		return nil, err
	}
	stream, ok := o.(*Stream)
	if !ok {
		return nil, errors.New("no object stream")
	}
	data, err := f.Decode(stream)
	if err != nil {
		return nil, err
	}
	n, _ := stream.Dict["N"].(Number)
	count, _ := n.Int()
	n, _ = stream.Dict["First"].(Number)
	first, _ := n.Int()
	if count < 0 || count > len(data) || first < 0 || first > len(data) {
		return nil, errors.New("an object stream out of order")
	}
	head := scanner{data: data[:first]}
	all := make([]Object, 0, count)
	for range count {
		_, ok := head.integer()
		at, ok2 := head.integer()
		if !ok || !ok2 || at > len(data)-first {
			return nil, errors.New("an object stream out of order")
		}
		s := scanner{data: data, pos: first + at, refs: true}
		o, err := s.value()
		if f.work -= s.pos - first - at; f.work < 0 {
			return nil, errTooMuch
		}
		if err != nil {
			return nil, err
		}
		all = append(all, o)
	}
	f.packed[number] = all
	return all, nil
}
