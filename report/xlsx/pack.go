package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"
)

// packedAt is the time of every entry: the first that the format can write, since a
// real one would make each run's bytes differ.
var packedAt = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// packer is a zip writer whose bytes depend on the entries alone, not on the order in
// which they come: excelize hands over streamed sheets in the order of a map. Entries are
// compressed one by one, so that only small bytes wait for [packer.Close].
type packer struct {
	out     *zip.Writer
	rows    map[string]sheetRows // of the sheets whose rows were written here, by part
	entries []*packed
	failed  bool // an entry could not be made; then nothing is written

	name string       // of the entry that is being written; empty if there is none
	text bytes.Buffer // of that entry, without such rows
}

func newPacker(w io.Writer, rows map[string]sheetRows) *packer {
	return &packer{out: zip.NewWriter(w), rows: rows}
}

// Create begins an entry; it ends with the next one or with Close.
func (p *packer) Create(name string) (io.Writer, error) {
	if err := p.finish(); err != nil {
		return nil, err
	}
	p.name = name
	p.text.Reset()
	return &p.text, nil
}

// finish compresses the entry that is being written, if any.
func (p *packer) finish() error {
	if p.name == "" {
		return nil
	}
	e := &packed{name: p.name}
	p.name = ""
	p.entries = append(p.entries, e)
	if rows, ok := p.rows[e.name]; ok {
		err := e.join(p.text.Bytes(), rows)
		p.failed = p.failed || err != nil
		return err
	}
	e.compress(true, p.text.Bytes())
	return nil
}

// packed is one compressed entry.
type packed struct {
	name   string
	data   [][]byte
	length int // of data together
	size   int64
	digest uint32
}

// compress adds a piece.
func (e *packed) compress(last bool, texts ...[]byte) {
	out := &piece{}
	for _, text := range texts {
		out.size += int64(len(text))
		out.digest = crc32.Update(out.digest, crc32.IEEETable, text)
	}
	out.data = carefully.compress(last, texts...)
	e.add(out)
}

func (e *packed) add(p *piece) {
	e.data = append(e.data, p.data)
	e.length += len(p.data)
	e.size += p.size
	e.digest = joinedDigest(e.digest, p.digest, p.size)
}

// join puts rows into a sheet that has none.
func (e *packed) join(sheet []byte, rows sheetRows) error {
	const begin, end = "<sheetData>", "</sheetData>"
	if rows.before != nil {
		sheet = slices.Concat(rows.before, []byte(begin+end), rows.after)
	} else {
		sheet = plainRoot(sheet)
	}
	at := bytes.Index(sheet, []byte(begin+end))
	if at < 0 {
		return fmt.Errorf("the part %s has no place for rows", e.name)
	}
	head, tail := rows.complete(sheet[:at+len(begin)]), sheet[at+len(begin):]
	if len(rows.pieces) == 0 {
		e.compress(true, head, rows.rest, tail)
		return nil
	}
	e.compress(false, head)
	for _, p := range rows.pieces {
		<-p.done
		e.add(p)
	}
	e.compress(true, rows.rest, tail)
	return nil
}

// sheetRows are a sheet's rows, and what is known of the sheet only when they are written.
type sheetRows struct {
	pieces    []*piece // compressed
	rest      []byte   // behind them, not compressed
	dimension string   // how far the sheet reaches, which some readers believe
	level     int      // the deepest of the outline, for which Excel leaves room beside the rows

	columnLevel int // and above the columns

	before, after []byte // of a sheet that was laid out: what stands around its rows, instead of what the library has
}

// complete enters into what stands before the rows what is known after them.
func (r sheetRows) complete(head []byte) []byte {
	const dimension, format = `<dimension ref="A1">`, `<sheetFormatPr `
	head = bytes.Replace(head, []byte(dimension), fmt.Appendf(nil, `<dimension ref="%s">`, r.dimension), 1)
	if r.level > 0 {
		head = bytes.Replace(head, []byte(format), fmt.Appendf(nil, `%soutlineLevelRow="%d" `, format, r.level), 1)
	}
	if r.columnLevel > 0 {
		head = bytes.Replace(head, []byte(format), fmt.Appendf(nil, `%soutlineLevelCol="%d" `, format, r.columnLevel), 1)
	}
	return head
}

// Close writes all entries, sorted by name, which also puts the list of content types
// first, where some readers look for it.
func (p *packer) Close() error {
	if err := p.finish(); err != nil || p.failed {
		return err
	}
	slices.SortFunc(p.entries, func(a, b *packed) int { return strings.Compare(a.name, b.name) })
	for _, e := range p.entries {
		header := &zip.FileHeader{
			Name:               e.name,
			Method:             zip.Deflate,
			Modified:           packedAt,
			CRC32:              e.digest,
			CompressedSize64:   uint64(e.length),
			UncompressedSize64: uint64(e.size),
		}
		w, err := p.out.CreateRaw(header)
		if err != nil {
			return err
		}
		for _, data := range e.data {
			if _, err := w.Write(data); err != nil {
				return err
			}
		}
	}
	return p.out.Close()
}

// AddFS is there for excelize's interface, which never calls it when a workbook is saved.
func (p *packer) AddFS(fs.FS) error { return errors.ErrUnsupported }
