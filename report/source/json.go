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
	begin := jsonReader{limits: f.Limits, legacy: f.converter(text), text: text, line: 1, places: cursor{from: f.origin(), text: text},
		grove: &t.grove, picker: t.picker()}
	j := begin
	root, ok := j.document()
	if j.picker.refused {
		j = begin
		j.picker = &picker{}
		root, ok = j.document()
	}
	switch {
	case !ok:
		return Node{}, j.list
	case root.Kind == Null:
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
	line   int // its number, 1-based
	begin  int // offset of its line
	extra  int // bytes on the line so far that begin no character
	places cursor
	grove  *grove
	picker *picker
	depth  int
	nodes  int
	list   finding.List
}

func (j *jsonReader) document() (root Node, ok bool) {
	j.grove.clear(strings.Count(j.text, ",") + strings.Count(j.text, "{"))
	if !j.value(&root) {
		return root, false
	}
	if j.blanks(); j.i < len(j.text) {
		return root, j.odd(finding.Say("sau giá trị ngoài cùng còn nội dung", "something follows the outermost value"))
	}
	return root, true
}

// fail reports a fault at the current place.
func (j *jsonReader) fail(what finding.Text) bool {
	return j.failAt(j.here(), what)
}

func (j *jsonReader) failAt(pos finding.Pos, what finding.Text) bool {
	j.list.Add(syntaxFinding(pos, what))
	return false
}

// odd reports what stands at the current place: a habit of other languages when it is
// one, else the given fault.
func (j *jsonReader) odd(what finding.Text) bool {
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

// place is the current place, without counting to it from the beginning.
func (j *jsonReader) place() Place {
	return Place{int32(j.line), int32(j.i - j.begin - j.extra + 1)}
}

// start begins a value at the current place.
func (j *jsonReader) start(n *Node, kind Kind) {
	n.From, n.At, n.Kind = j.places.from, j.place(), kind
}

func (j *jsonReader) blanks() {
	for j.i < len(j.text) {
		switch c := j.text[j.i]; {
		case c == '\n':
			j.i++
			j.line, j.begin, j.extra = j.line+1, j.i, 0
		case c == ' ', c == '\t':
			j.i++
		case c < utf8.RuneSelf:
			return
		default:
			r, size := utf8.DecodeRuneInString(j.text[j.i:])
			if !isOddSpace(r) && !isZeroWidth(r) {
				return
			}
			j.i += size
			j.extra += size - 1
		}
	}
}

// next gives the next byte that is no blank; 0 at the end.
func (j *jsonReader) next() byte {
	if j.i < len(j.text) && isGraphic(j.text[j.i]) { // as in most of what programs write
		return j.text[j.i]
	}
	if j.blanks(); j.i < len(j.text) {
		return j.text[j.i]
	}
	return 0
}

// value reads a value into n, which is zero.
func (j *jsonReader) value(n *Node) bool {
	c := j.next()
	if j.nodes++; j.nodes > j.limits.Most(limit.Entries) {
		j.list.Add(j.limits.Passed(limit.Entries, j.here()))
		return false
	}
	switch {
	case c == '-' || c >= '0' && c <= '9':
		return j.number(n)
	case c == '{' || c == '[':
		return j.nested(n, c)
	case c == '"':
		j.start(n, Scalar)
		n.Quoted = true
		return j.quoted(&n.Text)
	case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		return j.word(n)
	case c == 0:
		return j.fail(finding.Say("tệp kết thúc giữa chừng", "the file ends half-way"))
	case c == ',' || c == '}' || c == ']' || c == ':':
		return j.fail(finding.Say("ở đây phải có một giá trị, không phải “%s”", "a value belongs here, not “%s”", string(c)))
	}
	return j.odd(finding.Say("ở đây phải có một giá trị", "a value belongs here"))
}

func (j *jsonReader) nested(n *Node, c byte) (ok bool) {
	if j.depth++; j.depth > j.limits.Most(limit.Depth) {
		j.list.Add(j.limits.Passed(limit.Depth, j.here()))
		return false
	}
	from := j.grove.begin()
	n.Flow = true
	if c == '{' {
		j.start(n, Map)
		ok = j.object(from)
	} else {
		j.start(n, List)
		ok = j.array()
	}
	n.Entries = j.grove.end(from)
	j.depth--
	return ok
}

// object reads entries onto the grove's stack, where they begin at from, or hands them over.
func (j *jsonReader) object(from int) bool {
	var keys keySet
	return j.each('}', func() bool {
		var e Entry
		if !j.key(&e) {
			return false
		}
		j.picker.enter(j.depth, &e)
		if !j.value(&e.Value) {
			return false
		}
		if !j.picker.hand(j.depth, &e) {
			j.grove.enter(from, &keys, &e, &j.list)
		}
		return !j.picker.refused
	})
}

// key reads a name with its colon.
func (j *jsonReader) key(e *Entry) bool {
	if j.next() != '"' {
		return j.odd(finding.Say("tên mục phải đặt trong ngoặc kép", "a name must stand in double quotes"))
	}
	e.At = j.place()
	if !j.quoted(&e.Key) {
		return false
	}
	if j.next() != ':' {
		return j.odd(finding.Say("thiếu dấu hai chấm sau “%s”", "a colon is missing after “%s”", Excerpt(e.Key)))
	}
	j.i++
	return true
}

// array reads items onto the grove's stack.
func (j *jsonReader) array() bool {
	return j.each(']', func() bool {
		var item Entry
		ok := j.value(&item.Value)
		j.grove.push(item)
		return ok
	})
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
				return j.failAt(j.places.at(comma), finding.Say("thừa dấu phẩy trước “%s”", "there is a comma too many before “%s”", string(end)))
			}
		case 0:
			return j.failAt(j.places.at(opened), finding.Say("dấu mở ở đây thiếu dấu đóng “%s”", "what is opened here lacks its “%s”", string(end)))
		default:
			return j.odd(finding.Say("trước chỗ này thiếu dấu phẩy hoặc dấu “%s”", "before this a comma or “%s” is missing", string(end)))
		}
	}
}

// quoted reads a string; one of plain characters is a part of the text.
func (j *jsonReader) quoted(into *string) bool {
	begin := j.i + 1
	for i := begin; i < len(j.text); i++ {
		switch c := j.text[i]; {
		case c == '"':
			*into, j.i = j.text[begin:i], i+1
			return true
		case c < ' ', c == '\\', c >= 0x7F:
			return j.escaped(into)
		}
	}
	return j.escaped(into)
}

// escaped reads a string with whatever is in it, and reports what cannot be printed.
func (j *jsonReader) escaped(into *string) bool {
	opened := j.here()
	var b strings.Builder
	inRun := false // of unprintable characters, which are reported once
	for i := j.i + 1; i < len(j.text); {
		r, size := utf8.DecodeRuneInString(j.text[i:])
		switch {
		case r == '"':
			j.extra += i - j.i - utf8.RuneCountInString(j.text[j.i:i])
			j.i = i + 1
			text, found := j.legacy.value(b.String(), opened)
			if found != nil {
				j.list.Add(*found)
			}
			*into = visible(Normalise(text))
			return true
		case r == '\n':
			return j.failAt(opened, finding.Say("dấu ngoặc kép mở ở đây không có dấu đóng trên cùng dòng (xuống dòng viết là \\n)",
				"the quote opened here is not closed on its line (a line feed is written \\n)"))
		case r == '\\':
			if r, size = unescape(j.text[i:]); size == 0 {
				j.i = i
				return j.fail(finding.Say("dấu “\\” không đi với ký tự này (một dấu gạch chéo ngược viết là “\\\\”)",
					"the “\\” does not go with this character (one backslash is written “\\\\”)"))
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
	return j.failAt(opened, finding.Say("dấu ngoặc kép mở ở đây không có dấu đóng", "the quote opened here is never closed"))
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

// hex4 reads the four digits of an escape such as \u1EA3.
func hex4(s string) (rune, bool) {
	if len(s) < 6 || s[:2] != `\u` || strings.ContainsAny(s[2:3], "+-") {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	return rune(n), err == nil
}

func (j *jsonReader) number(n *Node) bool {
	j.start(n, Scalar)
	n.Text = j.run()
	if !isNumeric(n.Text) {
		return j.failAt(n.Pos(), finding.Say("“%s” không phải là số; nếu là chữ thì đặt trong ngoặc kép", "“%s” is not a number; text stands in double quotes", Excerpt(n.Text)))
	}
	return true
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
func (j *jsonReader) word(n *Node) bool {
	j.start(n, Scalar)
	switch typed := j.run(); typed {
	case "null":
		n.Kind = Null
	case "true", "false":
		n.Text = typed
	default:
		return j.failAt(n.Pos(), finding.Say("chữ “%s” phải đặt trong ngoặc kép", "the text “%s” must stand in double quotes", Excerpt(typed)))
	}
	return true
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
