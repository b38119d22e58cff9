// Package source reads the text files that users write: their bytes become a tree of
// [Node] ([YAML], [JSON]) or a [Table] ([CSV]), every value with the place where it stands.
// It knows encodings, normal forms and limits; what the values mean is for others.
package source

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"strings"

	"baocao/report/finding"
	"baocao/report/limit"
)

// File is one input.
type File struct {
	Path   string                 // as the user named it; findings show this
	Name   string                 // relative to the workspace or to the file's own folder, slashes; outputs show this
	Data   []byte                 // nobody changes them: texts are parts of them
	Folder fs.FS                  // the file's folder, for what it refers to; nil when it has none
	Read   func() ([]byte, error) // gives Data, which is not here yet, see [File.Loaded]; nil when it is
	How
}

// How says in what way files are read.
type How struct {
	Limits  limit.Limits
	Convert bool // letters in a legacy encoding, instead of refusing them
}

// Loaded gives f with its bytes. A file that is read later keeps none itself, so that of
// thousands of workbooks only those that are being read take memory.
func (f File) Loaded() (File, error) {
	if f.Read == nil {
		return f, nil
	}
	data, err := f.Read()
	f.Data, f.Read = data, nil
	return f, err
}

// SHA256 is the hash of the bytes that were read, 64 hex digits.
func (f File) SHA256() string {
	sum := sha256.Sum256(f.Data)
	var digits [2 * len(sum)]byte
	hex.Encode(digits[:], sum[:])
	return string(digits[:])
}

// origin is what the file's values share.
func (f File) origin() *Origin { return &Origin{Path: f.Path, Name: f.Name} }

// start is where a file begins, for findings about the whole of it.
func (f File) start() finding.Pos { return finding.Pos{File: f.Path, Line: 1, Col: 1} }

// Kind is the shape of a node.
type Kind uint8

const (
	Null   Kind = iota // nothing: an empty value, null, ~
	Scalar             // text, a number, true or false: its characters as typed
	Map
	List
)

// Node is one value of a YAML or JSON file.
type Node struct {
	From    *Origin
	At      Place
	Kind    Kind
	Quoted  bool    // of a Scalar: written in quotes or as a block, so it is text and never a number
	Block   bool    // of a Scalar: written below | or >, so that At is its first character and no quote
	Cut     bool    // of a Scalar: a comma cut it in two, which was reported; Text is only its first half
	Flow    bool    // of a Map or List: written with { } or [ ]
	Handed  bool    // of a Map: its entries were handed over, see [Branch], and are not here
	Text    string  // of a Scalar: as typed, quotes and escapes resolved, normalised (see [Normalise]); � where it cannot be printed
	Entries []Entry // of a Map, in the order of the file; keys are unique (a second one was reported). Of a List its items, without keys
}

// Entry is one key of a map with its value.
type Entry struct {
	Key   string
	At    Place // of the key
	Twice bool  // the key stood again, which was reported: nobody knows which value was meant
	Value Node
}

// Pos is where the value stands.
func (n Node) Pos() finding.Pos { return n.From.At(n.At) }

// Pos is where the key stands.
func (e Entry) Pos() finding.Pos { return e.Value.From.At(e.At) }

// Get finds a key of a Map; ok is false when it is absent.
func (n Node) Get(key string) (value Node, ok bool) {
	for i := range n.Entries {
		if n.Entries[i].Key == key {
			return n.Entries[i].Value, true
		}
	}
	return Node{}, false
}

// Items gives the values of a List.
func (n Node) Items() []Node {
	items := make([]Node, len(n.Entries))
	for i, e := range n.Entries {
		items[i] = e.Value
	}
	return items
}

// TextPos is where the first character of a scalar's text stands: behind the opening quote.
func (n Node) TextPos() finding.Pos {
	pos := n.Pos()
	if n.Quoted && !n.Block {
		pos.Col++
	}
	return pos
}

// Table is a CSV file: a header and rows, every field with its place.
type Table struct {
	Pos       finding.Pos // of the header
	Semicolon bool        // fields are parted by ";", so numbers are written as Vietnamese write them
	Header    []Field
	Rows      [][]Field // each as long as Header
}

// Field is one field of a CSV row, normalised and trimmed.
type Field struct {
	From *Origin
	At   Place
	Text string
}

// Pos is where the field stands.
func (f Field) Pos() finding.Pos { return f.From.At(f.At) }

// Excerpt shortens what a user typed so that it fits into a sentence: one line of at
// most forty characters.
func Excerpt(s string) string {
	const most = 40
	if len(s) > 8*most { // keeps the work small on a text of megabytes
		s = strings.ToValidUTF8(s[:8*most], "") + " "
	}
	s = visible(strings.Join(strings.Fields(s), " "))
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most]) + "…"
}
