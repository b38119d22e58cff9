package pdffile

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// header begins each file that Write makes. The second line says to programs that move
// files that this one is not text.
const header = "%PDF-1.7\n%\xE2\xE3\xCF\xD3 baocao\n"

// Objects are the objects of a file that is being made: number i+1 at place i.
type Objects []Object

// Add appends an object and gives the reference to it.
func (o *Objects) Add(object Object) Ref {
	*o = append(*o, object)
	return Ref{Number: len(*o)}
}

// Objects lists what the file's cross-reference table names, to be written anew; numbers
// without an object are null.
func (f *File) Objects() (Objects, error) {
	most := 0
	for number := range f.places {
		most = max(most, number)
	}
	all := make(Objects, most)
	for number, p := range f.places {
		if number == 0 || p.generation != 0 {
			continue
		}
		o, err := f.Resolve(Ref{Number: number})
		if err != nil {
			return nil, err
		}
		all[number-1] = o
	}
	return all, nil
}

// Of makes a file of objects without writing it.
func Of(objects Objects, root, info Ref) *File {
	f := &File{Trailer: Dict{"Root": root, "Info": info}, objects: map[int]Object{}, work: minWork}
	for i, o := range objects {
		f.objects[i+1] = o
	}
	return f
}

// idLength is the length of one of the two identifiers in the trailer, in hexadecimal digits.
const idLength = 32

// Write writes a file. Its identifier in the trailer is the beginning of the SHA-256 of all
// its bytes with the identifier's own digits as zeros, by which [Whole] knows it again.
func Write(objects Objects, root, info Ref) []byte {
	var b bytes.Buffer
	b.Grow(roughSize(objects))
	b.WriteString(header)
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n", i+1)
		writeObject(&b, o)
		b.WriteString("\nendobj\n")
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	b.WriteString("trailer\n")
	writeObject(&b, Dict{"Size": IntOf(len(objects) + 1), "Root": root, "Info": info})
	b.Truncate(b.Len() - len(">>"))
	blank := strings.Repeat("0", idLength)
	fmt.Fprintf(&b, "%s%s><%s%s%d%s", idBefore, blank, blank, idAfter, start, fileEnd)
	data := b.Bytes()
	id := identifier(data)
	at := bytes.LastIndex(data, []byte(idBefore)) + len(idBefore)
	copy(data[at:], id)
	copy(data[at+idLength+len("><"):], id)
	return data
}

// roughSize is about what the objects take in a file.
func roughSize(objects Objects) int {
	size := 1 << 16
	for _, o := range objects {
		size += 64
		if s, ok := o.(*Stream); ok {
			size += len(s.Raw)
		}
	}
	return size
}

// What stands around the identifier and at the end of a file that Write made.
const (
	idBefore = "/ID[<"
	idAfter  = ">]>>\nstartxref\n"
	fileEnd  = "\n%%EOF\n"
)

func identifier(blanked []byte) string {
	sum := sha256.Sum256(blanked)
	return hex.EncodeToString(sum[:])[:idLength]
}

// Whole looks for a file that Write made at the beginning of data, and says where it ends:
// before the end where something was appended to it, as signing does. It is found only
// where not one of its bytes was changed.
func Whole(data []byte) (end int, ok bool) {
	for try := 0; try < maxEnds; try++ {
		i := bytes.Index(data[end:], []byte(fileEnd))
		if i < 0 {
			return 0, false
		}
		end += i + len(fileEnd)
		if at, ok := idIn(data[:end]); ok && isWhole(data[:end], at) {
			return end, true
		}
	}
	return 0, false
}

// maxEnds is how many ends of a file are looked at; each saving adds one.
const maxEnds = 32

// Ours reports whether the data has the marks of a file that Write made, changed or not:
// another program that writes it anew leaves none of them.
func Ours(data []byte) bool {
	_, ok := idIn(data)
	return ok || bytes.HasPrefix(data, []byte(header))
}

// idIn finds the identifier of a file that ends with data.
func idIn(data []byte) (at int, ok bool) {
	last := max(0, len(data)-len(idBefore)-2*idLength-len(idAfter)-len(fileEnd)-32)
	i := bytes.LastIndex(data[last:], []byte(idBefore))
	if i < 0 {
		return 0, false
	}
	at = last + i + len(idBefore)
	rest := data[at:]
	return at, len(rest) > 2*idLength+2+len(idAfter) && bytes.HasPrefix(rest[2*idLength+2:], []byte(idAfter))
}

func isWhole(data []byte, at int) bool {
	blanked := slices.Clone(data)
	second := at + idLength + len("><")
	for i := range idLength {
		blanked[at+i], blanked[second+i] = '0', '0'
	}
	id := identifier(blanked)
	return string(data[at:at+idLength]) == id && string(data[second:second+idLength]) == id
}

func writeObject(b *bytes.Buffer, o Object) {
	switch o := o.(type) {
	case nil:
		b.WriteString("null")
	case bool:
		fmt.Fprintf(b, "%t", o)
	case Number:
		b.WriteString(string(o))
	case Name:
		writeName(b, o)
	case String:
		writeString(b, o)
	case Ref:
		fmt.Fprintf(b, "%d %d R", o.Number, o.Generation)
	case Array:
		b.WriteByte('[')
		for i, item := range o {
			if i > 0 {
				b.WriteByte(' ')
			}
			writeObject(b, item)
		}
		b.WriteByte(']')
	case Dict:
		writeDict(b, o)
	case *Stream:
		d := Dict{}
		for key, value := range o.Dict {
			d[key] = value
		}
		d["Length"] = IntOf(len(o.Raw))
		writeDict(b, d)
		b.WriteString("\nstream\n")
		b.Write(o.Raw)
		b.WriteString("\nendstream")
	default:
		panic(fmt.Sprintf("pdffile: %T is no object", o))
	}
}

func writeDict(b *bytes.Buffer, d Dict) {
	b.WriteString("<<")
	for _, key := range d.keys() {
		writeName(b, key)
		b.WriteByte(' ')
		writeObject(b, d[key])
	}
	b.WriteString(">>")
}

func writeName(b *bytes.Buffer, n Name) {
	b.WriteByte('/')
	for i := range len(n) {
		if c := n[i]; c <= ' ' || c > '~' || c == '#' || isDelimiter(c) {
			fmt.Fprintf(b, "#%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
}

func writeString(b *bytes.Buffer, s String) {
	b.WriteByte('(')
	for i := range len(s) {
		switch c := s[i]; c {
		case '(', ')', '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case '\r':
			b.WriteString(`\r`)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte(')')
}
