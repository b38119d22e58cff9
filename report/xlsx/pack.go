package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/flate"
)

// compression is the level at which a workbook of 19 MB packs four times as fast as at
// the standard library's default, into a file of the same size.
const compression = 3

// packedAt is the time of every entry: the first that the format can write, since a
// real one would make each run's bytes differ.
var packedAt = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// patch rewrites the beginning of a part. It is given at least the part's first 32 KiB,
// or all of a shorter one.
type patch func(head []byte) []byte

// packer is a zip writer whose bytes depend on the entries alone, not on the order in
// which they come: excelize hands over streamed sheets in the order of a map. Entries are
// compressed as they arrive, so that only small bytes wait for [packer.Close].
type packer struct {
	out     *zip.Writer
	patches map[string]patch
	entries []*packed
}

func newPacker(w io.Writer, patches map[string]patch) *packer {
	return &packer{out: zip.NewWriter(w), patches: patches}
}

// packed is one compressed entry.
type packed struct {
	name   string
	patch  patch // applied to the first write; nil after it
	data   bytes.Buffer
	zip    *flate.Writer
	size   uint64
	digest uint32
}

// Create begins an entry; it ends with the next one or with Close.
func (p *packer) Create(name string) (io.Writer, error) {
	if err := p.finish(); err != nil {
		return nil, err
	}
	e := &packed{name: name, patch: p.patches[name]}
	var err error
	if e.zip, err = flate.NewWriter(&e.data, compression); err != nil {
		return nil, err
	}
	p.entries = append(p.entries, e)
	return e, nil
}

// Write compresses b. It reports len(b), whatever a patch makes of it.
func (e *packed) Write(b []byte) (int, error) {
	n := len(b)
	if e.patch != nil {
		b, e.patch = e.patch(b), nil
	}
	e.size += uint64(len(b))
	e.digest = crc32.Update(e.digest, crc32.IEEETable, b)
	if _, err := e.zip.Write(b); err != nil {
		return 0, err
	}
	return n, nil
}

// finish ends the entry that is being written, if any.
func (p *packer) finish() error {
	if len(p.entries) == 0 {
		return nil
	}
	last := p.entries[len(p.entries)-1]
	if last.zip == nil {
		return nil
	}
	err := last.zip.Close()
	last.zip = nil // frees the compressor's tables
	return err
}

// Close writes all entries, sorted by name, which also puts the list of content types
// first, where some readers look for it.
func (p *packer) Close() error {
	if err := p.finish(); err != nil {
		return err
	}
	slices.SortFunc(p.entries, func(a, b *packed) int { return strings.Compare(a.name, b.name) })
	for _, e := range p.entries {
		header := &zip.FileHeader{
			Name:               e.name,
			Method:             zip.Deflate,
			Modified:           packedAt,
			CRC32:              e.digest,
			CompressedSize64:   uint64(e.data.Len()),
			UncompressedSize64: e.size,
		}
		w, err := p.out.CreateRaw(header)
		if err != nil {
			return err
		}
		if _, err := e.data.WriteTo(w); err != nil {
			return err
		}
	}
	return p.out.Close()
}

// AddFS is there for excelize's interface, which never calls it when a workbook is saved.
func (p *packer) AddFS(fs.FS) error { return errors.ErrUnsupported }
