package workbook

import (
	"archive/zip"
	"bytes"
	"sync/atomic"
)

// memo keeps what was read last from a part that the files of an office have in common, such
// as the styles. Packed alike it says the same, and is not read again.
type memo[T any] struct{ last atomic.Pointer[memorised[T]] }

// memorised is what a part said. It is for many books, so that nobody changes it.
type memorised[T any] struct {
	entry  zip.FileHeader
	packed []byte
	value  T
}

// maxMemorised bounds the packed bytes that are kept; the styles of a form have 2 KB.
const maxMemorised = 64 << 10

// part is [container.part] for a part that is read by itself: by nothing but its bytes and
// its name.
func (m *memo[T]) part(c container, name string, read func(data []byte) (T, error)) (value T, found bool, err error) {
	f, found := c.parts[partName(name)]
	if !found {
		return value, false, nil
	}
	packed, sound := c.packed(f)
	if last := m.last.Load(); sound && last != nil && last.is(f, packed) {
		return last.value, true, nil
	}
	found, err = c.part(name, func(data []byte) (err error) {
		value, err = read(data)
		return err
	})
	if err == nil && len(packed) <= maxMemorised {
		m.last.Store(&memorised[T]{f.FileHeader, bytes.Clone(packed), value})
	}
	return value, found, err
}

func (m *memorised[T]) is(f *zip.File, packed []byte) bool {
	return m.entry.Name == f.Name && m.entry.Flags == f.Flags && m.entry.Method == f.Method &&
		m.entry.CRC32 == f.CRC32 && m.entry.UncompressedSize64 == f.UncompressedSize64 && bytes.Equal(m.packed, packed)
}

// The parts that are memorised.
var (
	rootRelations, bookRelations memo[[]relation]
	programs                     memo[string]
	styleSheets                  memo[[]Shape]
)
