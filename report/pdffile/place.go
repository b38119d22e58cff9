package pdffile

import (
	"bytes"
	"errors"
)

// tail is how near to the file's end the last cross-reference is named.
const tail = 2048

// maxSections bounds the cross-reference sections of a file: one a saving.
const maxSections = 4096

// readPlaces reads where the objects stand, from the last cross-reference section to the
// first: what a later one says holds.
func (f *File) readPlaces() error {
	last := f.data[max(0, len(f.data)-tail):]
	at := bytes.LastIndex(last, []byte("startxref"))
	if at < 0 {
		return errors.New("it has no startxref, so it is not whole")
	}
	s := scanner{data: last, pos: at + len("startxref")}
	offset, ok := s.integer()
	if !ok {
		return errors.New("its startxref says no place")
	}
	seen := map[int]bool{}
	for range maxSections {
		if seen[offset] || offset < 0 || offset >= len(f.data) {
			return errors.New("its cross-references lead nowhere")
		}
		seen[offset] = true
		trailer, err := f.section(offset)
		if err != nil {
			return err
		}
		if f.Trailer == nil {
			f.Trailer = trailer
		}
		if hybrid, ok := intOf(trailer["XRefStm"]); ok && hybrid > 0 && hybrid < len(f.data) {
			if _, err := f.section(hybrid); err != nil {
				return err
			}
		}
		if offset, ok = intOf(trailer["Prev"]); !ok {
			return nil
		}
	}
	return errors.New("its cross-references have no end")
}

func intOf(o Object) (int, bool) {
	n, ok := o.(Number)
	if !ok {
		return 0, false
	}
	return n.Int()
}

// section reads one cross-reference section, a table or a stream, and gives its trailer.
func (f *File) section(offset int) (Dict, error) {
	s := scanner{data: f.data, pos: offset, refs: true}
	if s.keyword("xref") {
		return f.table(&s)
	}
	number, ok := s.integer()
	if !ok {
		return nil, errors.New("its cross-reference is not where it should be")
	}
	o, err := f.objectAt(number, offset)
	if err != nil {
		return nil, err
	}
	stream, ok := o.(*Stream)
	if !ok {
		return nil, errors.New("its cross-reference is no stream")
	}
	return stream.Dict, f.placesOf(stream)
}

// table reads the subsections of a cross-reference table and the trailer.
func (f *File) table(s *scanner) (Dict, error) {
	for !s.keyword("trailer") {
		first, ok := s.integer()
		count, ok2 := s.integer()
		if !ok || !ok2 {
			return nil, s.fault("a cross-reference table out of order")
		}
		for number := first; number < first+count; number++ {
			offset, ok := s.integer()
			generation, ok2 := s.integer()
			if !ok || !ok2 {
				return nil, s.fault("a cross-reference table out of order")
			}
			switch {
			case s.keyword("n"):
				if err := f.put(number, place{offset: offset, generation: generation}); err != nil {
					return nil, err
				}
			case s.keyword("f"):
				if err := f.put(number, place{offset: -1}); err != nil {
					return nil, err
				}
			default:
				return nil, s.fault("a cross-reference table out of order")
			}
		}
	}
	o, err := s.value()
	if err != nil {
		return nil, err
	}
	trailer, ok := o.(Dict)
	if !ok {
		return nil, s.fault("no trailer")
	}
	return trailer, nil
}

// put notes where an object stands, unless a later section said so.
func (f *File) put(number int, p place) error {
	if _, known := f.places[number]; known {
		return nil
	}
	if len(f.places) >= maxObjects || number < 0 {
		return errors.New("too many objects")
	}
	if p.within == 0 && (p.offset < 0 || p.offset >= len(f.data)) {
		p.generation = -1 // free: nothing refers to it
	}
	f.places[number] = p
	return nil
}

// placesOf reads a cross-reference stream (7.5.8).
func (f *File) placesOf(stream *Stream) error {
	data, err := f.Decode(stream)
	if err != nil {
		return err
	}
	var widths [3]int
	w, _ := stream.Dict["W"].(Array)
	for i := range widths {
		if i >= len(w) {
			return errors.New("a cross-reference stream out of order")
		}
		n, ok := intOf(w[i])
		if !ok || n < 0 || n > 8 {
			return errors.New("a cross-reference stream out of order")
		}
		widths[i] = n
	}
	size := widths[0] + widths[1] + widths[2]
	index, _ := stream.Dict["Index"].(Array)
	if index == nil {
		index = Array{IntOf(0), stream.Dict["Size"]}
	}
	for i := 0; i+1 < len(index); i += 2 {
		first, ok := intOf(index[i])
		count, ok2 := intOf(index[i+1])
		if !ok || !ok2 || size == 0 || count < 0 || count > len(data)/size {
			return errors.New("a cross-reference stream out of order")
		}
		for number := first; number < first+count; number++ {
			if err := f.put(number, entry(data[:size], widths)); err != nil {
				return err
			}
			data = data[size:]
		}
	}
	return nil
}

// entry reads one entry of a cross-reference stream.
func entry(data []byte, widths [3]int) place {
	var fields [3]int
	for i, width := range widths {
		for _, b := range data[:width] {
			fields[i] = fields[i]<<8 | int(b)
		}
		data = data[width:]
	}
	kind := fields[0]
	if widths[0] == 0 {
		kind = 1
	}
	switch kind {
	case 1:
		return place{offset: fields[1], generation: fields[2]}
	case 2:
		return place{within: fields[1], index: max(0, fields[2])}
	}
	return place{offset: -1}
}
