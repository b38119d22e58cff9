package workbook

import "bytes"

// plainCells reads the cells that follow each other as nearly every program writes them.
// Before anything else it stops, and the scanner goes on: what is plain is read faster, not
// otherwise. Each cell is a complete element, so that what is around them stays well formed.
func (r *sheetReader) plainCells() {
	for r.skipEmpty(); r.plainCell(); r.skipEmpty() {
	}
}

// plainCell reads one cell that holds something, and goes on behind it. It is false, and
// nothing has been read, for what is written in another way or is wrong: the scanner knows.
func (r *sheetReader) plainCell() bool {
	if r.err != nil || r.empty || len(r.open) == 0 || r.row.Number == 0 {
		return false
	}
	data := r.data[r.at:]
	tag, ok := parsePlainTag(data)
	if !ok {
		return false
	}
	content, ok := parsePlainContent(data[tag.size:])
	if !ok {
		return false
	}
	col, ok := column(tag.address)
	if !ok || col <= r.col {
		return false
	}
	c := Cell{Col: col, Live: content.formula != nil, Formula: r.unescape(content.formula)}
	if content.value != nil && r.book.fill(&c, string(tag.kind), r.unescape(content.value), tag.style) != nil || r.err != nil {
		return false
	}
	r.at += tag.size + content.size
	r.col = col
	r.add(&c)
	return true
}

// plainTag begins a cell: <c r="B7" s="3" t="inlineStr">. Its attributes are as written.
type plainTag struct {
	address, style, kind []byte
	size                 int // of the tag
}

func parsePlainTag(data []byte) (t plainTag, ok bool) {
	const lead = len(` r="`)
	i := len(`<c`)
	if len(data) < i || data[0] != '<' || data[1] != 'c' {
		return t, false
	}
	for i+lead < len(data) && data[i] == ' ' && data[i+2] == '=' && data[i+3] == '"' {
		begin := i + lead
		end := begin
		for end < len(data) && data[end] != '"' {
			end++
		}
		if !t.take(data[i+1], data[begin:end]) || end == len(data) {
			return t, false
		}
		i = end + 1
	}
	t.size = i + 1
	return t, i < len(data) && data[i] == '>' && t.address != nil
}

// take keeps an attribute; false is for one that is unknown or there twice.
func (t *plainTag) take(name byte, value []byte) bool {
	var into *[]byte
	switch name {
	case 'r':
		into = &t.address
	case 's':
		into = &t.style
	case 't':
		into = &t.kind
	}
	if into == nil || *into != nil {
		return false
	}
	*into = value
	return true
}

// plainContent is what stands in a cell, up to its end: a value, a formula before it or
// not, or a text in one piece. What is not there is nil, what is there empty may be empty.
type plainContent struct {
	formula, value []byte
	size           int // with the cell's closing tag
}

func parsePlainContent(data []byte) (c plainContent, ok bool) {
	rest := data
	if after, is := bytes.CutPrefix(rest, []byte("<is><t")); is {
		after = bytes.TrimPrefix(after, []byte(` xml:space="preserve"`))
		if after, is = bytes.CutPrefix(after, []byte(">")); !is {
			return c, false
		}
		c.value, rest, ok = plainText(after, "</t></is></c>")
		c.size = len(data) - len(rest)
		return c, ok
	}
	if after, is := bytes.CutPrefix(rest, []byte("<f>")); is {
		if c.formula, rest, ok = plainText(after, "</f>"); !ok {
			return c, false
		}
	}
	if after, is := bytes.CutPrefix(rest, []byte("<v>")); is {
		if c.value, rest, ok = plainText(after, "</v>"); !ok {
			return c, false
		}
	}
	rest, ok = bytes.CutPrefix(rest, []byte("</c>"))
	c.size = len(data) - len(rest)
	return c, ok
}

// plainText cuts the characters that stand before a closing tag.
func plainText(data []byte, end string) (text, rest []byte, ok bool) {
	i := bytes.IndexByte(data, '<')
	if i < 0 || len(data)-i < len(end) || string(data[i:i+len(end)]) != end {
		return nil, nil, false
	}
	return data[:i], data[i+len(end):], true
}
