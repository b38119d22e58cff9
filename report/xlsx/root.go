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
	out, used := bytes.Clone(text[:begin-1]), prefixes(rest)
	for {
		name, after, ok := bytes.Cut(bytes.TrimLeft(attributes, " "), []byte(`="`))
		value, after, closed := bytes.Cut(after, []byte(`"`))
		if !ok || !closed {
			return append(out, rest...)
		}
		if isNeeded(name, used) {
			out = append(append(append(append(append(out, ' '), name...), `="`...), value...), '"')
		}
		attributes = after
	}
}

// isNeeded reports whether an attribute of the root means anything where some prefixes are
// used. The others are the sheet's number for people who work on it together, and a list of
// the extensions.
func isNeeded(name []byte, used map[string]bool) bool {
	prefix, declares := bytes.CutPrefix(name, []byte("xmlns:"))
	if !declares {
		return string(name) == "xmlns"
	}
	return used[string(prefix)]
}

// prefixes are all words before a colon that begin an element or an attribute, those of other
// texts among them.
func prefixes(text []byte) map[string]bool {
	used := map[string]bool{}
	for {
		before, after, found := bytes.Cut(text, []byte(":"))
		if !found {
			return used
		}
		if begin := bytes.LastIndexAny(before, "< "); begin >= 0 {
			used[string(before[begin+1:])] = true
		}
		text = after
	}
}
