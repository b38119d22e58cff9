// Package source reads the text files that users write: their bytes become a tree of
// [Node] (YAML, JSON) or a [Table] (CSV), every value with the place where it stands.
// It knows encodings, normal forms and limits; what the values mean is for others.
package source

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"

	"baocao/report/finding"
)

// File is one input as it was read, once.
type File struct {
	Path   string // as the user named it; findings show this
	Name   string // relative to the workspace or to the file's own folder, slashes; outputs show this
	Data   []byte
	Folder fs.FS // the file's folder, for what it refers to; nil when it has none
}

// SHA256 is the hash of the bytes that were read, 64 hex digits.
func (f File) SHA256() string {
	sum := sha256.Sum256(f.Data)
	return hex.EncodeToString(sum[:])
}

// Kind is the shape of a node.
type Kind int

const (
	Null   Kind = iota // nothing: an empty value, null, ~
	Scalar             // text, a number, true or false: its characters as typed
	Map
	List
)

// Node is one value of a YAML or JSON file.
type Node struct {
	Pos     finding.Pos
	Kind    Kind
	Text    string  // of a Scalar: as typed, quotes and escapes resolved, normalised (see [Normalise])
	Quoted  bool    // of a Scalar: written in quotes or as a block, so it is text and never a number
	Flow    bool    // of a Map or List: written with { } or [ ]
	Entries []Entry // of a Map, in the order of the file; keys are unique (a second one was reported)
	Items   []Node  // of a List
}

// Entry is one key of a map with its value.
type Entry struct {
	Key   string
	Pos   finding.Pos // of the key
	Value Node
}

// Get finds a key of a Map; ok is false when it is absent.
func (n Node) Get(key string) (value Node, ok bool) {
	for _, e := range n.Entries {
		if e.Key == key {
			return e.Value, true
		}
	}
	return Node{}, false
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
	Pos  finding.Pos
	Text string
}
