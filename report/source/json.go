package source

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"baocao/report/finding"
	"baocao/report/limit"
)

// JSON reads a file as a tree of the same shape as [YAML]; numbers keep the characters
// that were typed. A fault of syntax leaves no tree; after any other finding the rest of
// the tree is there.
func JSON(f File) (Node, finding.List) { return new(Trees).JSON(f) }

// JSON is [JSON] into the memory of t.
func (t *Trees) JSON(f File) (Node, finding.List) {
	if len(f.Data) > f.Limits.Most(limit.TreeFile) {
		return Node{}, finding.List{f.Limits.Passed(limit.TreeFile, f.start())}
	}
	text, list := Text(f)
	if list.HasErrors() {
		return Node{}, list
	}
	if isBlank(text) {
		return Node{}, finding.List{finding.New(finding.Empty, f.start())}
	}
	j := &jsonReader{limits: f.Limits, legacy: f.converter(text), text: text, places: cursor{from: f.origin(), text: text}, grove: &t.grove}
	j.grove.clear(strings.Count(text, ",") + strings.Count(text, "{"))
	root, ok := j.document()
	if !ok {
		return Node{}, j.list
	}
	if root.Kind == Null {
		return Node{}, finding.List{finding.New(finding.Empty, f.start())}
	}
	return root, j.list
}

// jsonReader reads RFC 8259 by recursive descent. Its methods return false once the
// fault that stops the file has been reported.
type jsonReader struct {
	limits limit.Limits
	legacy *converter
	text   string
	i      int // offset of the next byte
	places cursor
	grove  *grove
	depth  int
	nodes  int
	list   finding.List
}

func (j *jsonReader) document() (Node, bool) {
	n, ok := j.value()
	if !ok {
		return Node{}, false
	}
	if j.blanks(); j.i < len(j.text) {
		return j.odd(finding.Say("sau giá trị ngoài cùng còn nội dung", "something follows the outermost value"))
	}
	return n, true
}

// fail reports a fault at the current place.
func (j *jsonReader) fail(what finding.Text) (Node, bool) {
	return j.failAt(j.here(), what)
}

func (j *jsonReader) failAt(pos finding.Pos, what finding.Text) (Node, bool) {
	j.list.Add(syntaxFinding(pos, what))
	return Node{}, false
}

// odd reports what stands at the current place: a habit of other languages when it is
// one, else the given fault.
func (j *jsonReader) odd(what finding.Text) (Node, bool) {
	rest := j.text[j.i:]
	switch {
	case strings.HasPrefix(rest, "//"), strings.HasPrefix(rest, "/*"), strings.HasPrefix(rest, "#"):
		what = finding.Say("JSON không có ghi chú; xoá ghi chú này", "JSON has no comments; delete this one")
	case strings.HasPrefix(rest, "'"), strings.HasPrefix(rest, "“"), strings.HasPrefix(rest, "”"):
		what = finding.Say("chữ trong JSON đặt giữa hai dấu ngoặc kép thẳng \"…\"", "text in JSON stands between straight double quotes \"…\"")
	}
	return j.fail(what)
}

func (j *jsonReader) here() finding.Pos { return j.places.at(j.i) }

// node begins a value at the current place.
func (j *jsonReader) node(kind Kind) Node {
	return Node{From: j.places.from, At: j.places.place(j.i), Kind: kind}
}

func (j *jsonReader) blanks() {
	for j.i < len(j.text) {
		if c := j.text[j.i]; c > ' ' && c < utf8.RuneSelf {
			return
		}
		r, size := utf8.DecodeRuneInString(j.text[j.i:])
		if !strings.ContainsRune(" \t\n", r) && !isOddSpace(r) && !isZeroWidth(r) {
			return
		}
		j.i += size
	}
}

// next gives the next byte that is no blank; 0 at the end.
func (j *jsonReader) next() byte {
	j.blanks()
	if j.i == len(j.text) {
		return 0
	}
	return j.text[j.i]
}

func (j *jsonReader) value() (Node, bool) {
	c := j.next()
	if j.nodes++; j.nodes > j.limits.Most(limit.Entries) {
		j.list.Add(j.limits.Passed(limit.Entries, j.here()))
		return Node{}, false
	}
	switch {
	case c == '{' || c == '[':
		return j.nested(c)
	case c == '"':
		n := j.node(Scalar)
		n.Quoted = true
		var ok bool
		n.Text, ok = j.quoted()
		return n, ok
	case c == '-' || c >= '0' && c <= '9':
		return j.number()
	case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		return j.word()
	case c == 0:
		return j.fail(finding.Say("tệp kết thúc giữa chừng", "the file ends half-way"))
	case c == ',' || c == '}' || c == ']' || c == ':':
		return j.fail(finding.Say("ở đây phải có một giá trị, không phải “%s”", "a value belongs here, not “%s”", string(c)))
	}
	return j.odd(finding.Say("ở đây phải có một giá trị", "a value belongs here"))
}

func (j *jsonReader) nested(c byte) (Node, bool) {
	if j.depth++; j.depth > j.limits.Most(limit.Depth) {
		j.list.Add(j.limits.Passed(limit.Depth, j.here()))
		return Node{}, false
	}
	defer func() { j.depth-- }()
	if c == '{' {
		return j.object()
	}
	return j.array()
}

func (j *jsonReader) object() (Node, bool) {
	n, from := j.node(Map), j.grove.begin()
	n.Flow = true
	var keys keySet
	ok := j.each('}', func() bool {
		e, ok := j.entry()
		if ok {
			j.grove.enter(from, &keys, e, &j.list)
		}
		return ok
	})
	n.Entries = j.grove.end(from)
	return n, ok
}

func (j *jsonReader) entry() (Entry, bool) {
	if j.next() != '"' {
		_, ok := j.odd(finding.Say("tên mục phải đặt trong ngoặc kép", "a name must stand in double quotes"))
		return Entry{}, ok
	}
	e := Entry{At: j.places.place(j.i)}
	var ok bool
	if e.Key, ok = j.quoted(); !ok {
		return Entry{}, false
	}
	if j.next() != ':' {
		_, ok := j.odd(finding.Say("thiếu dấu hai chấm sau “%s”", "a colon is missing after “%s”", Excerpt(e.Key)))
		return Entry{}, ok
	}
	j.i++
	e.Value, ok = j.value()
	return e, ok
}

func (j *jsonReader) array() (Node, bool) {
	n, from := j.node(List), j.grove.begin()
	n.Flow = true
	ok := j.each(']', func() bool {
		item, ok := j.value()
		j.grove.push(Entry{Value: item})
		return ok
	})
	n.Entries = j.grove.end(from)
	return n, ok
}

// each reads what stands between a bracket and its end, parted by commas.
func (j *jsonReader) each(end byte, element func() bool) bool {
	opened := j.i
	j.i++
	if j.next() == end {
		j.i++
		return true
	}
	for {
		if !element() {
			return false
		}
		switch j.next() {
		case end:
			j.i++
			return true
		case ',':
			comma := j.i
			j.i++
			if j.next() == end {
				_, ok := j.failAt(j.places.at(comma), finding.Say("thừa dấu phẩy trước “%s”", "there is a comma too many before “%s”", string(end)))
				return ok
			}
		case 0:
			_, ok := j.failAt(j.places.at(opened), finding.Say("dấu mở ở đây thiếu dấu đóng “%s”", "what is opened here lacks its “%s”", string(end)))
			return ok
		default:
			_, ok := j.odd(finding.Say("trước chỗ này thiếu dấu phẩy hoặc dấu “%s”", "before this a comma or “%s” is missing", string(end)))
			return ok
		}
	}
}

// quoted reads a string; one of plain characters is a part of the text.
func (j *jsonReader) quoted() (string, bool) {
	begin := j.i + 1
	for i := begin; i < len(j.text); i++ {
		switch c := j.text[i]; {
		case c == '"':
			j.i = i + 1
			return j.text[begin:i], true
		case c < ' ', c == '\\', c >= 0x7F:
			return j.escaped()
		}
	}
	return j.escaped()
}

// escaped reads a string with whatever is in it, and reports what cannot be printed.
func (j *jsonReader) escaped() (string, bool) {
	opened := j.here()
	var b strings.Builder
	inRun := false // of unprintable characters, which are reported once
	for i := j.i + 1; i < len(j.text); {
		r, size := utf8.DecodeRuneInString(j.text[i:])
		switch {
		case r == '"':
			j.i = i + 1
			text, found := j.legacy.value(b.String(), opened)
			if found != nil {
				j.list.Add(*found)
			}
			return visible(Normalise(text)), true
		case r == '\n':
			_, ok := j.failAt(opened, finding.Say("dấu ngoặc kép mở ở đây không có dấu đóng trên cùng dòng (xuống dòng viết là \\n)",
				"the quote opened here is not closed on its line (a line feed is written \\n)"))
			return "", ok
		case r == '\\':
			if r, size = unescape(j.text[i:]); size == 0 {
				j.i = i
				_, ok := j.fail(finding.Say("dấu “\\” không đi với ký tự này (một dấu gạch chéo ngược viết là “\\\\”)",
					"the “\\” does not go with this character (one backslash is written “\\\\”)"))
				return "", ok
			}
		}
		plain := plainRune(r)
		bad := plain >= 0 && !isPrintable(plain)
		if bad && !inRun {
			j.list.Add(unprintable(j.places.at(i), r))
		}
		inRun = bad
		b.WriteRune(r)
		i += size
	}
	_, ok := j.failAt(opened, finding.Say("dấu ngoặc kép mở ở đây không có dấu đóng", "the quote opened here is never closed"))
	return "", ok
}

// unescape reads the escape that s begins with; size is 0 when it is none. Half of a
// surrogate pair stays as it is, and is reported as unprintable.
func unescape(s string) (r rune, size int) {
	const letters, meanings = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	if len(s) < 2 {
		return 0, 0
	}
	if i := strings.IndexByte(letters, s[1]); i >= 0 {
		return rune(meanings[i]), 2
	}
	r, ok := hex4(s)
	if !ok {
		return 0, 0
	}
	if utf16.IsSurrogate(r) {
		if low, ok := hex4(s[6:]); ok {
			if both := utf16.DecodeRune(r, low); both != utf8.RuneError {
				return both, 12
			}
		}
	}
	return r, 6
}

// hex4 reads \uXXXX.
func hex4(s string) (rune, bool) {
	if len(s) < 6 || s[:2] != `\u` || strings.ContainsAny(s[2:3], "+-") {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	return rune(n), err == nil
}

func (j *jsonReader) number() (Node, bool) {
	n := j.node(Scalar)
	n.Text = j.run()
	if !isNumeric(n.Text) {
		return j.failAt(n.Pos(), finding.Say("“%s” không phải là số; nếu là chữ thì đặt trong ngoặc kép", "“%s” is not a number; text stands in double quotes", Excerpt(n.Text)))
	}
	return n, true
}

// isNumeric reports whether a text is made of what JSON's numbers are made of. Whether it
// is one is for the reader of figures to say.
func isNumeric(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < '0' || c > '9') && strings.IndexByte("+-.eE", c) < 0 {
			return false
		}
	}
	return true
}

// word reads null, true or false.
func (j *jsonReader) word() (Node, bool) {
	n := j.node(Scalar)
	switch typed := j.run(); typed {
	case "null":
		n.Kind = Null
	case "true", "false":
		n.Text = typed
	default:
		return j.failAt(n.Pos(), finding.Say("chữ “%s” phải đặt trong ngoặc kép", "the text “%s” must stand in double quotes", Excerpt(typed)))
	}
	return n, true
}

// run takes what stands up to the next blank or sign of JSON.
func (j *jsonReader) run() string {
	begin := j.i
	for ; j.i < len(j.text); j.i++ {
		switch j.text[j.i] {
		case ' ', '\t', '\n', ',', ':', '{', '}', '[', ']', '"':
			return j.text[begin:j.i]
		}
	}
	return j.text[begin:]
}
