package workbook

import (
	"hash/maphash"
	"sync"
	"unicode/utf8"
)

// words remembers short texts by their bytes, so that one which comes again need not be
// made again: the forms of an office have their labels and codes in common. Nothing that is
// read depends on what is in it.
type words struct {
	seed  maphash.Seed
	texts [4096]string // each at the place of its hash; the last one there is kept
}

// maxWord is the size of the longest text that is remembered.
const maxWord = 128

// memory is what one reader leaves to the next.
type memory struct {
	words words
	cells []Cell // of a row; to be written over
}

var memories = sync.Pool{New: func() any { return &memory{words: words{seed: maphash.MakeSeed()}} }}

// text is what the bytes say; false where they are not UTF-8.
func (w *words) text(raw []byte) (text string, ok bool) {
	if w == nil || len(raw) > maxWord {
		return string(raw), utf8.Valid(raw)
	}
	known := &w.texts[maphash.Bytes(w.seed, raw)%uint64(len(w.texts))]
	if *known == string(raw) {
		return *known, true
	}
	text = string(raw)
	if ok = utf8.Valid(raw); ok {
		*known = text
	}
	return text, ok
}
