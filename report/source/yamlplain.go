package source

import (
	"strings"
	"unicode/utf8"
)

// maxPlainYAML bounds the files that are tried as plain YAML: within it, no file can reach
// one of the limits that the full reader watches.
const (
	maxPlainYAML  = 48 << 10
	maxPlainDepth = 16
)

// plainYAML reads the YAML that submissions, templates and layouts are written in: keys of
// letters and digits, one a line or between { }, with values on their line, lists of such
// values and texts below a |. Of anything else, sound or not, it knows
// only that it cannot read it; the full reader then starts from the beginning, and all
// findings are its. Where both read a file, they give the same tree.
type plainYAML struct {
	text  string
	i     int // offset of the next byte
	line  int // its number, 1-based
	begin int // offset of its line
	extra int // bytes on the line so far that begin no character
	depth int
	from  *Origin

	grove  *grove
	picker *picker
}

func (t *Trees) plainYAML(from *Origin, text string, branch *picker) (root Node, ok bool) {
	if len(text) > maxPlainYAML {
		return Node{}, false
	}
	p := &plainYAML{text: text, line: 1, from: from, grove: &t.grove, picker: branch}
	p.grove.clear(strings.Count(text, ":"))
	if p.indent() != 0 {
		return Node{}, false
	}
	root, next, ok := p.block(0)
	return root, ok && next == noLine
}

// noLine is the indentation where no line follows.
const noLine = -1

// indent goes on to the next line with more than a comment on it and gives its indentation.
func (p *plainYAML) indent() int {
	for p.i < len(p.text) {
		p.begin, p.extra = p.i, 0
		p.blanks()
		if p.i < len(p.text) && p.text[p.i] != '\n' && p.text[p.i] != '#' {
			return p.i - p.begin
		}
		p.nextLine()
	}
	return noLine
}

func (p *plainYAML) nextLine() {
	end := strings.IndexByte(p.text[p.i:], '\n')
	if end < 0 {
		p.i = len(p.text)
		return
	}
	p.i += end + 1
	p.line++
}

func (p *plainYAML) blanks() {
	for p.i < len(p.text) && p.text[p.i] == ' ' {
		p.i++
	}
}

// peek is the next byte; a line feed at the end.
func (p *plainYAML) peek() byte {
	if p.i == len(p.text) {
		return '\n'
	}
	return p.text[p.i]
}

func (p *plainYAML) place() Place { return Place{int32(p.line), int32(p.i - p.begin - p.extra + 1)} }

// deeper reports whether one more map may be opened.
func (p *plainYAML) deeper() bool {
	p.depth++
	return p.depth <= maxPlainDepth
}

// block reads a map whose keys stand below each other, and gives the indentation of the
// line that follows it.
func (p *plainYAML) block(indent int) (m Node, next int, ok bool) {
	m, from := Node{From: p.from, At: p.place(), Kind: Map}, p.grove.begin()
	var keys keySet
	if !p.deeper() {
		return m, 0, false
	}
	for next = indent; next == indent; {
		var e Entry
		if !p.key(&e, &keys, from) {
			return m, 0, false
		}
		p.picker.enter(p.depth, &e)
		p.blanks()
		if p.peek() == '\n' || p.peek() == '#' {
			p.nextLine()
			if next = p.indent(); next <= indent {
				return m, 0, false // nothing: where it stands only the full reader knows
			}
			if p.peek() == '-' {
				e.Value, next, ok = p.list(next)
			} else {
				e.Value, next, ok = p.block(next)
			}
		} else if p.peek() == '|' {
			e.Value, ok = p.literal(indent)
			next = p.indent()
		} else {
			ok = p.value(&e.Value, isBlockText) && p.endLine()
			next = p.indent()
		}
		if !ok || next > indent || !p.keep(&e) {
			return m, 0, false
		}
	}
	m.Entries = p.grove.end(from)
	p.depth--
	return m, next, true
}

// list reads items below each other, and gives the indentation of the line that follows.
func (p *plainYAML) list(indent int) (l Node, next int, ok bool) {
	l, from := Node{From: p.from, At: p.place(), Kind: List}, p.grove.begin()
	if !p.deeper() {
		return l, 0, false
	}
	for next = indent; next == indent; next = p.indent() {
		if p.peek() != '-' {
			return l, 0, false
		}
		p.i++
		if p.peek() != ' ' {
			return l, 0, false
		}
		p.blanks()
		var item Entry
		if !p.value(&item.Value, isBlockText) || !p.endLine() {
			return l, 0, false
		}
		p.grove.push(item)
	}
	l.Entries = p.grove.end(from)
	p.depth--
	return l, next, next < indent
}

// literal reads the text below a |, whose key is indented so far: the lines that are
// indented deeper, without that indentation.
func (p *plainYAML) literal(outer int) (n Node, ok bool) {
	n = Node{From: p.from, Kind: Scalar, Quoted: true, Block: true}
	p.i++
	if p.peek() != '\n' {
		return n, false
	}
	p.nextLine()
	var text strings.Builder
	indent, empty := 0, 0 // empty lines count only where text follows them
	for ; p.i < len(p.text); p.nextLine() {
		p.begin, p.extra = p.i, 0
		p.blanks()
		at := p.i - p.begin
		if p.peek() == '\n' {
			if empty++; at > 0 || indent == 0 {
				return n, false
			}
			continue
		}
		if indent == 0 && at > outer {
			indent, n.At = at, p.place()
		}
		if at < indent || indent == 0 { // no text any more
			p.i = p.begin
			break
		}
		p.i = p.begin + indent
		end := strings.IndexByte(p.text[p.i:], '\n')
		if end < 0 {
			end = len(p.text) - p.i
		}
		line, ok := p.take(end)
		if !ok || strings.HasSuffix(line, " ") || strings.IndexByte(line, '\t') >= 0 {
			return n, false // the full reader makes other white space of a tab
		}
		for range empty {
			text.WriteByte('\n')
		}
		empty = 0
		text.WriteString(line)
		if p.i < len(p.text) {
			text.WriteByte('\n')
		}
	}
	n.Text = text.String()
	return n, indent > 0
}

// start begins a value at the current place.
func (p *plainYAML) start(n *Node, kind Kind) { n.From, n.At, n.Kind = p.from, p.place(), kind }

// flow reads a map between { } or a list between [ ], which begins here.
func (p *plainYAML) flow(n *Node, kind Kind, end byte) bool {
	p.start(n, kind)
	n.Flow = true
	from := p.grove.begin()
	var keys keySet
	var e Entry // outside of the loop: one of each round would lie on the heap
	if !p.deeper() {
		return false
	}
	for first := true; ; first = false {
		p.i++ // what begins it, or a comma
		p.blanks()
		if isEmpty := first && p.peek() == end; isEmpty {
			p.i++
			p.depth--
			return true
		}
		e = Entry{}
		if kind == Map {
			if !p.key(&e, &keys, from) {
				return false
			}
			p.picker.enter(p.depth, &e)
			p.blanks()
		}
		if !p.value(&e.Value, isFlowText) {
			return false
		}
		if kind == List {
			p.grove.push(e)
		} else if !p.keep(&e) {
			return false
		}
		p.blanks()
		switch p.peek() {
		case ',':
			continue
		case end:
			p.i++
			p.depth--
			n.Entries = p.grove.end(from)
			return true
		}
		return false
	}
}

// keep hands an entry over or puts it into the tree; false where it is refused.
func (p *plainYAML) keep(e *Entry) bool {
	if !p.picker.hand(p.depth, e) {
		p.grove.push(*e)
	}
	return !p.picker.refused
}

// key reads a key, new in its map, with its colon and the blank or line's end behind it.
func (p *plainYAML) key(e *Entry, keys *keySet, from int) bool {
	e.At = p.place()
	begin := p.i
	for p.i < len(p.text) && isKeyByte(p.text[p.i]) {
		p.i++
	}
	e.Key = p.text[begin:p.i]
	if e.Key == "" || !isLetter(e.Key[0]) || p.peek() != ':' {
		return false
	}
	p.i++
	if c := p.peek(); c != ' ' && c != '\n' {
		return false
	}
	return keys.find(p.grove.stack[from:], e.Key) < 0
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func isKeyByte(c byte) bool { return isLetter(c) || c >= '0' && c <= '9' || c == '_' }

// What plain text may hold besides letters, digits and characters beyond ASCII.
func isFlowText(c byte) bool {
	return isKeyByte(c) || c >= utf8.RuneSelf || strings.IndexByte(" ./%-;()+=*<>", c) >= 0
}

func isBlockText(c byte) bool { return isFlowText(c) || c == ',' }

// value reads a map between { }, a list between [ ], a quoted or a plain text.
func (p *plainYAML) value(n *Node, isText func(c byte) bool) bool {
	switch c := p.peek(); {
	case c == '{':
		return p.flow(n, Map, '}')
	case c == '[':
		return p.flow(n, List, ']')
	case c == '"':
		return p.quoted(n)
	case isKeyByte(c) || c >= utf8.RuneSelf:
		return p.plain(n, isText)
	}
	return false
}

func (p *plainYAML) quoted(n *Node) (ok bool) {
	p.start(n, Scalar)
	n.Quoted = true
	p.i++
	end := strings.IndexAny(p.text[p.i:], "\"\\\n\t")
	if end < 0 || p.text[p.i+end] != '"' {
		return false
	}
	n.Text, ok = p.take(end)
	p.i++
	return ok
}

func (p *plainYAML) plain(n *Node, isText func(c byte) bool) (ok bool) {
	p.start(n, Scalar)
	end := p.i
	for end < len(p.text) && isText(p.text[end]) {
		end++
	}
	typed := strings.TrimRight(p.text[p.i:end], " ")
	n.Text, ok = p.take(len(typed))
	switch typed {
	case "null", "Null", "NULL":
		n.Kind, n.Text = Null, ""
	}
	return ok
}

// take gives so many bytes as a text; ok is false unless all of it can be printed as it is.
func (p *plainYAML) take(size int) (text string, ok bool) {
	text = p.text[p.i : p.i+size]
	p.i += size
	if isASCII(text) {
		return text, !hasControl(text)
	}
	for _, r := range text {
		if isOddSpace(r) || isZeroWidth(r) || !isPrintable(r) {
			return text, false
		}
	}
	p.extra += size - utf8.RuneCountInString(text)
	return Normalise(text), true
}

// endLine reads what may follow a value: nothing, or a comment behind a blank. The library
// miscounts the columns of values with nothing but blanks behind them.
func (p *plainYAML) endLine() bool {
	value := p.i
	p.blanks()
	if (p.peek() == '#') != (p.i > value) || p.peek() != '\n' && p.peek() != '#' {
		return false
	}
	p.nextLine()
	return true
}
