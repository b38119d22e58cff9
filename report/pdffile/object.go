// Package pdffile reads and writes the objects of PDF files (ISO 32000-1, chapter 7) and
// seals them. [Read] opens a file from its bytes, [Write] makes one, and [File.Seal] says
// what a file holds in such a way that another program may write it anew and only what a
// reader sees counts. The renderer of pages writes with it, and verify reads with it, so
// that both mean the same by a page.
//
// Files come from anywhere: everything that is read has a bound, and what is out of order
// is an error, never repaired.
package pdffile

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// Object is nil for null, a bool, or one of the types below.
type Object any

// Name is a name, without its slash.
type Name string

// String is a string, its bytes.
type String string

// Number is an integer or a real number, as it is written: "12", "-3.50".
type Number string

// Array is an array.
type Array []Object

// Dict is a dictionary.
type Dict map[Name]Object

// Ref points at an object of the file.
type Ref struct{ Number, Generation int }

// Stream is a dictionary and the bytes that it describes, as they stand in the file.
type Stream struct {
	Dict Dict
	Raw  []byte

	unpacked []byte // what Raw was packed from, where that is at hand
	digest   string // its SHA-256, hexadecimal, where that was made while it was packed
}

// Int gives a number that is an integer.
func (n Number) Int() (int, bool) {
	i, err := strconv.Atoi(string(n))
	return i, err == nil
}

// Float gives a number; 0 for what is none.
func (n Number) Float() float64 {
	f, _ := strconv.ParseFloat(string(n), 64)
	return f
}

// IntOf is an integer as a Number.
func IntOf(i int) Number { return Number(strconv.Itoa(i)) }

// TextString is a text string: as it is where it is ASCII, else in UTF-16 with its mark.
func TextString(s string) String {
	if strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) < 0 {
		return String(s)
	}
	return String("\xFE\xFF" + UTF16(s))
}

// UTF16 gives the bytes of text in UTF-16, the high byte first.
func UTF16(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		b.WriteByte(byte(u >> 8))
		b.WriteByte(byte(u))
	}
	return b.String()
}

// FromUTF16 reads bytes of UTF-16, the high byte first; an odd one at the end is left out.
func FromUTF16(b string) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	return string(utf16.Decode(units))
}

// Text reads a text string.
func (s String) Text() string {
	if rest, ok := strings.CutPrefix(string(s), "\xFE\xFF"); ok {
		return FromUTF16(rest)
	}
	runes := make([]rune, len(s)) // PDFDocEncoding, which is Latin-1 but for few signs
	for i := range len(s) {
		runes[i] = rune(s[i])
	}
	return string(runes)
}

func (d Dict) keys() []Name {
	keys := make([]Name, 0, len(d))
	for k := range d {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
