package pdffile

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"
	"sync"

	"github.com/klauspost/compress/zlib"
)

// Decode gives the bytes that a stream holds, unpacked. Only deflate is known.
func (f *File) Decode(s *Stream) ([]byte, error) {
	if s.Dict["F"] != nil {
		return nil, errors.New("a stream whose bytes are in another file")
	}
	if s.unpacked != nil {
		return s.unpacked, nil
	}
	filters, params, err := f.filters(s)
	if err != nil {
		return nil, err
	}
	data := s.Raw
	for i, name := range filters {
		if name != Name("FlateDecode") {
			return nil, fmt.Errorf("the filter %v is not known", name)
		}
		if data, err = f.inflate(data); err != nil {
			return nil, err
		}
		if i < len(params) {
			d, err := f.Dict(params[i])
			if err != nil {
				return nil, err
			}
			if data, err = predicted(data, d); err != nil {
				return nil, err
			}
		}
	}
	return data, nil
}

// filters lists a stream's filters and their parameters, resolved.
func (f *File) filters(s *Stream) (filters, params Array, err error) {
	list := func(key Name) (Array, error) {
		o, err := f.Resolve(s.Dict[key])
		if err != nil || o == nil {
			return nil, err
		}
		all, ok := o.(Array)
		if !ok {
			return Array{o}, nil
		}
		if len(all) > 8 {
			return nil, errors.New("a stream with many filters")
		}
		out := make(Array, len(all))
		for i := range all {
			if out[i], err = f.Resolve(all[i]); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	if filters, err = list("Filter"); err != nil {
		return nil, nil, err
	}
	params, err = list("DecodeParms")
	return filters, params, err
}

func (f *File) inflate(data []byte) ([]byte, error) {
	var out bytes.Buffer
	err := f.inflateTo(&out, data)
	return out.Bytes(), err
}

// inflateTo writes the unpacked bytes to w, which takes every write.
func (f *File) inflateTo(w io.Writer, data []byte) error {
	r := unpackers.Get().(io.ReadCloser)
	defer unpackers.Put(r)
	if err := r.(zlib.Resetter).Reset(bytes.NewReader(data), nil); err != nil {
		return fmt.Errorf("unpack a stream: %w", err)
	}
	most := int64(min(maxUnpacked, max(0, f.work)))
	n, err := io.Copy(w, io.LimitReader(r, most+1))
	f.work -= int(n)
	if err != nil {
		return fmt.Errorf("unpack a stream: %w", err)
	}
	if n > most {
		return errors.New("a stream that unpacks without end")
	}
	return nil
}

// unpackers are kept, as a file of a few pages has a dozen streams.
var unpackers = sync.Pool{New: func() any {
	r, err := zlib.NewReader(strings.NewReader("\x78\x9c\x03\x00\x00\x00\x00\x01")) // nothing, packed
	if err != nil {
		panic(err)
	}
	return r
}}

// predicted undoes the predictors of PNG, which cross-reference streams are written with.
func predicted(data []byte, params Dict) ([]byte, error) {
	number := func(key Name, otherwise int) int {
		if n, ok := intOf(params[key]); ok {
			return n
		}
		return otherwise
	}
	predictor := number("Predictor", 1)
	if predictor == 1 {
		return data, nil
	}
	columns := number("Columns", 1)
	if predictor < 10 || number("Colors", 1) != 1 || number("BitsPerComponent", 8) != 8 || columns < 1 || columns > 1<<20 {
		return nil, errors.New("a predictor that is not known")
	}
	var out []byte
	above := make([]byte, columns)
	for len(data) > 0 {
		if len(data) < columns+1 {
			return nil, errors.New("a stream that ends within a row")
		}
		row := bytes.Clone(data[1 : columns+1])
		if err := unpredict(data[0], row, above); err != nil {
			return nil, err
		}
		out, above, data = append(out, row...), row, data[columns+1:]
	}
	return out, nil
}

// unpredict makes a row of what it was, given the row above it, both of bytes.
func unpredict(kind byte, row, above []byte) error {
	var left, corner byte
	for i := range row {
		up := above[i]
		switch kind {
		case 0:
		case 1:
			row[i] += left
		case 2:
			row[i] += up
		case 3:
			row[i] += byte((int(left) + int(up)) / 2)
		case 4:
			row[i] += paeth(int(left), int(up), int(corner))
		default:
			return errors.New("a predictor that is not known")
		}
		left, corner = row[i], up
	}
	return nil
}

// paeth is the one of three neighbours that is nearest to left + up - corner.
func paeth(left, up, corner int) byte {
	p := left + up - corner
	distance := func(n int) int { return max(p-n, n-p) }
	switch a, b, c := distance(left), distance(up), distance(corner); {
	case a <= b && a <= c:
		return byte(left)
	case b <= c:
		return byte(up)
	}
	return byte(corner)
}

// packers are those that are not in use: a new one costs more than a page's content takes it,
// and a [sync.Pool] would keep one for each core.
var packers = make(chan *zlib.Writer, 2)

func takePacker() *zlib.Writer {
	select {
	case w := <-packers:
		return w
	default:
		return zlib.NewWriter(nil)
	}
}

func giveBack(w *zlib.Writer) {
	select {
	case packers <- w:
	default: // there are enough
	}
}

// Packed is a stream of data, deflated. The data must not change afterwards.
func Packed(d Dict, data []byte) *Stream {
	s, _, err := Pack(d, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
	if err != nil {
		panic(err) // a buffer takes every write
	}
	s.unpacked = data
	return s
}

// Pack is Packed of what write writes, and says how many bytes that is. A country's figures are
// twenty times what they are packed: so they are packed and digested as they come, and not
// kept. The error is that of write.
func Pack(d Dict, write func(w io.Writer) error) (s *Stream, size int, err error) {
	var b bytes.Buffer
	w := takePacker()
	defer giveBack(w)
	w.Reset(&b)
	t := tee{deflate: w, hash: sha256.New()}
	if err := errors.Join(write(&t), w.Close()); err != nil {
		return nil, 0, err
	}
	out := Dict{"Filter": Name("FlateDecode")}
	for key, value := range d {
		out[key] = value
	}
	return &Stream{Dict: out, Raw: b.Bytes(), digest: hex.EncodeToString(t.hash.Sum(nil))}, t.size, nil
}

// tee packs what is written to it, and digests and counts it.
type tee struct {
	deflate *zlib.Writer
	hash    hash.Hash
	size    int
}

func (t *tee) Write(data []byte) (int, error) {
	t.hash.Write(data)
	t.size += len(data)
	return t.deflate.Write(data)
}
