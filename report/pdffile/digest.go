package pdffile

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// digester makes digests of what objects mean, whichever way a program wrote them: direct
// or by reference, packed or not, in whatever order.
type digester struct {
	file  *File
	pages map[int]int // by object number, counted from 1
	known map[int][sha256.Size]byte
	open  map[int]bool // references that are being followed
	loops int          // how many led back to an open one
}

func (f *File) digester(pages []Page) *digester {
	d := &digester{file: f, pages: map[int]int{}, known: map[int][sha256.Size]byte{}, open: map[int]bool{}}
	for i, p := range pages {
		d.pages[p.Ref.Number] = i + 1
	}
	return d
}

// backwards are the entries that lead back to what leads here.
var backwards = map[Name]bool{"Parent": true, "Prev": true, "Last": true, "P": true}

// packing are the entries of a stream that say how its data is packed.
var packing = map[Name]bool{"Length": true, "Filter": true, "DecodeParms": true}

// hex gives the digest of a dictionary without some of its entries.
func (d *digester) hex(dict Dict, without map[Name]bool) (string, error) {
	rest := Dict{}
	for key, value := range dict {
		if !without[key] {
			rest[key] = value
		}
	}
	sum, err := d.sum(rest)
	return hex.EncodeToString(sum[:]), err
}

func (d *digester) sum(o Object) ([sha256.Size]byte, error) {
	if d.file.work -= 32; d.file.work < 0 {
		return [sha256.Size]byte{}, errTooMuch
	}
	var b bytes.Buffer
	switch o := o.(type) {
	case nil:
		b.WriteString("null")
	case bool:
		fmt.Fprintf(&b, "bool %t", o)
	case Number:
		b.WriteString("number " + plainest(o))
	case String:
		b.WriteString("string " + string(o))
	case Name:
		b.WriteString("name " + string(o))
	case Ref:
		return d.follow(o)
	case Array:
		b.WriteString("array ")
		for _, item := range o {
			if err := d.put(&b, item); err != nil {
				return [sha256.Size]byte{}, err
			}
		}
	case Dict:
		if err := d.dict(&b, o, backwards); err != nil {
			return [sha256.Size]byte{}, err
		}
	case *Stream:
		if err := d.stream(&b, o); err != nil {
			return [sha256.Size]byte{}, err
		}
	}
	return sha256.Sum256(b.Bytes()), nil
}

func (d *digester) put(b *bytes.Buffer, o Object) error {
	sum, err := d.sum(o)
	b.Write(sum[:])
	return err
}

func (d *digester) dict(b *bytes.Buffer, dict Dict, without map[Name]bool) error {
	b.WriteString("dict ")
	for _, key := range dict.keys() {
		value, err := d.file.Resolve(dict[key])
		if err != nil {
			return err
		}
		if value == nil || without[key] {
			continue
		}
		fmt.Fprintf(b, "%d %s ", len(key), key)
		if err := d.put(b, dict[key]); err != nil {
			return err
		}
	}
	return nil
}

func (d *digester) stream(b *bytes.Buffer, s *Stream) error {
	filters, params, err := d.file.filters(s)
	if err != nil {
		return err
	}
	without, hash := map[Name]bool{"Length": true}, sha256.New()
	for _, name := range filters {
		if name != Name("FlateDecode") {
			filters = nil // it is taken as it stands
			break
		}
	}
	switch {
	case len(filters) == 0:
		hash.Write(s.Raw)
	case len(filters) == 1 && len(params) == 0 && s.unpacked == nil && s.Dict["F"] == nil: // as fonts are
		without = packing
		if err := d.file.inflateTo(hash, s.Raw); err != nil {
			return err
		}
	default:
		without = packing
		data, err := d.file.Decode(s)
		if err != nil {
			return err
		}
		hash.Write(data)
	}
	b.WriteString("stream ")
	b.Write(hash.Sum(nil))
	return d.dict(b, s.Dict, without)
}

// follow gives the digest of what a reference points at. A page is only its place among
// the pages, and what leads back to where it came from is only that it does.
func (d *digester) follow(r Ref) ([sha256.Size]byte, error) {
	if page := d.pages[r.Number]; page > 0 {
		return sha256.Sum256(fmt.Appendf(nil, "page %d", page)), nil
	}
	if sum, ok := d.known[r.Number]; ok {
		return sum, nil
	}
	if d.open[r.Number] {
		d.loops++
		return sha256.Sum256([]byte("loop")), nil
	}
	if len(d.open) > maxLinks {
		return [sha256.Size]byte{}, errTooMuch
	}
	d.open[r.Number] = true
	defer delete(d.open, r.Number)
	o, err := d.file.Resolve(r)
	if err != nil {
		return [sha256.Size]byte{}, err
	}
	loops := d.loops
	sum, err := d.sum(o)
	if err == nil && d.loops == loops {
		d.known[r.Number] = sum // the same from wherever one comes
	}
	return sum, err
}

// maxLinks bounds a chain of references, such as the entries of an outline.
const maxLinks = 20000

// plainest writes a number in its shortest form.
func plainest(n Number) string {
	s := strings.TrimPrefix(string(n), "+")
	minus := strings.HasPrefix(s, "-")
	whole, part, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	whole, part = strings.TrimLeft(whole, "0"), strings.TrimRight(part, "0")
	if whole == "" {
		whole = "0"
	}
	if part != "" {
		whole += "." + part
	}
	if minus && whole != "0" {
		return "-" + whole
	}
	return whole
}
