package xlsx

import "bytes"

// plainRoot takes from the root element of a sheet what the library puts there and nothing
// in the sheet needs: some eighty names of extensions, 5 kB, which every reader of a
// workbook unpacks once for each sheet. text is the sheet without its rows, which have no
// such names.
func plainRoot(text []byte) []byte {
	const root = "<worksheet "
	begin := bytes.Index(text, []byte(root))
	if begin < 0 {
		return text
	}
	begin += len(root)
	size := bytes.IndexByte(text[begin:], '>')
	if size < 0 {
		return text
	}
	attributes, rest := text[begin:begin+size], text[begin+size:]
	out := bytes.Clone(text[:begin-1])
	for {
		name, after, ok := bytes.Cut(bytes.TrimLeft(attributes, " "), []byte(`="`))
		value, after, closed := bytes.Cut(after, []byte(`"`))
		if !ok || !closed {
			return append(out, rest...)
		}
		if isNeeded(name, rest) {
			out = append(append(append(append(append(out, ' '), name...), `="`...), value...), '"')
		}
		attributes = after
	}
}

// isNeeded reports whether an attribute of the root means anything for the rest. The others
// are the sheet's number for people who work on it together, and a list of the extensions.
func isNeeded(name, rest []byte) bool {
	prefix, declares := bytes.CutPrefix(name, []byte("xmlns:"))
	if !declares {
		return string(name) == "xmlns"
	}
	for _, before := range []byte("< ") { // of an element, of an attribute
		used := append(append([]byte{before}, prefix...), ':')
		if bytes.Contains(rest, used) {
			return true
		}
	}
	return false
}
