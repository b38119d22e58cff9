package pdffile

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
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
	text  []byte       // of the objects that are being digested, the innermost last
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
	if ref, ok := o.(Ref); ok {
		return d.follow(ref)
	}
	start := len(d.text)
	err := d.write(o)
	sum := sha256.Sum256(d.text[start:])
	d.text = d.text[:start]
	return sum, err
}

// write writes what an object means: of what it is made of, the digests.
func (d *digester) write(o Object) error {
	switch o := o.(type) {
	case nil:
		d.say("null")
	case bool:
		d.say("bool ", strconv.FormatBool(o))
	case Number:
		d.say("number ", plainest(o))
	case String:
		d.say("string ", string(o))
	case Name:
		d.say("name ", string(o))
	case Array:
		d.say("array ")
		for _, item := range o {
			if err := d.put(item); err != nil {
				return err
			}
		}
	case Dict:
		return d.dict(o, backwards)
	case *Stream:
		return d.stream(o)
	}
	return nil
}

func (d *digester) say(words ...string) {
	for _, word := range words {
		d.text = append(d.text, word...)
	}
}

func (d *digester) put(o Object) error {
	sum, err := d.sum(o)
	d.text = append(d.text, sum[:]...)
	return err
}

func (d *digester) dict(dict Dict, without map[Name]bool) error {
	d.say("dict ")
	for _, key := range dict.keys() {
		value, err := d.file.Resolve(dict[key])
		if err != nil {
			return err
		}
		if value == nil || without[key] {
			continue
		}
		d.say(strconv.Itoa(len(key)), " ", string(key), " ")
		if err := d.put(dict[key]); err != nil {
			return err
		}
	}
	return nil
}

func (d *digester) stream(s *Stream) error {
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
	d.say("stream ")
	d.text = hash.Sum(d.text)
	return d.dict(s.Dict, without)
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
