package workbook

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// scanner is a pull reader of XML, as small as the parts of a workbook need it: elements
// by their local names, attributes and text. It refuses what the format forbids (a document
// type, with which entities could be declared) and sees to it that every element is closed,
// so that a part which was cut off is never taken for a shorter one.
type scanner struct {
	data []byte
	at   int
	err  error

	kind  event
	name  []byte // of the element, without its prefix
	attrs []byte // of an opened element: as written
	text  []byte // of a text: as written, see [scanner.unescape]
	raw   bool   // the text stood in CDATA: nothing in it is escaped

	open  [][]byte // the elements around, by their full names
	empty bool     // the element opened last has no content: <a/>; its end comes next
	begun bool     // the outermost element has been opened

	words   *words // where texts come again; nil elsewhere
	scratch []byte // for the text that is resolved
}

type event uint8

const (
	opened event = iota // an element begins
	closed              // it ends
	texted              // characters
)

// maxDepth of elements inside each other; a workbook has about a dozen.
const maxDepth = 64

func newScanner(data []byte) *scanner {
	s := &scanner{data: bytes.TrimPrefix(data, []byte("\uFEFF")), open: make([][]byte, 0, 8)}
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		s.fail("phần XML không phải UTF-8", "an XML part is not UTF-8")
	}
	return s
}

func (s *scanner) fail(vi, en string) bool {
	s.err = damaged(vi, en)
	return false
}

func (s *scanner) cutOff() bool {
	return s.fail("phần XML bị cắt cụt", "an XML part ends too early")
}

func (s *scanner) misplaced() bool {
	return s.fail("phần XML sai cấu trúc", "an XML part is not well formed")
}

// next goes on to the next event; it is false at the end, and where the XML is wrong.
func (s *scanner) next() bool {
	if s.empty {
		s.empty = false
		return s.closes()
	}
	for s.err == nil {
		if s.at >= len(s.data) {
			if len(s.open) > 0 || !s.begun {
				return s.cutOff()
			}
			return false
		}
		if s.data[s.at] != '<' {
			if done, ok := s.characters(); done {
				return ok
			}
			continue
		}
		if s.at+1 == len(s.data) {
			return s.cutOff()
		}
		switch s.data[s.at+1] {
		case '/':
			return s.endTag()
		case '?':
			s.skip("<?", "?>")
		case '!':
			rest := s.data[s.at:]
			switch {
			case bytes.HasPrefix(rest, []byte("<!--")):
				s.skip("<!--", "-->")
			case bytes.HasPrefix(rest, []byte("<![CDATA[")):
				return s.cdata()
			default:
				return s.fail("phần XML khai báo thực thể, không được nhận", "an XML part declares entities, which is refused")
			}
		default:
			return s.startTag()
		}
	}
	return false
}

// skip passes over a comment or an instruction.
func (s *scanner) skip(begin, end string) {
	i := bytes.Index(s.data[s.at+len(begin):], []byte(end))
	if i < 0 {
		s.cutOff()
		return
	}
	s.at += len(begin) + i + len(end)
}

// characters reads the text up to the next tag; done is false for white space outside of
// the outermost element, which is nothing.
func (s *scanner) characters() (done, ok bool) {
	i := bytes.IndexByte(s.data[s.at:], '<')
	if i < 0 {
		i = len(s.data) - s.at
	}
	text := s.data[s.at : s.at+i]
	s.at += i
	if len(s.open) == 0 {
		if len(bytes.TrimSpace(text)) > 0 {
			return true, s.misplaced()
		}
		return false, true
	}
	s.kind, s.text, s.raw = texted, text, false
	return true, true
}

func (s *scanner) cdata() bool {
	begin := s.at + len("<![CDATA[")
	i := bytes.Index(s.data[begin:], []byte("]]>"))
	switch {
	case i < 0:
		return s.cutOff()
	case len(s.open) == 0:
		return s.misplaced()
	}
	s.kind, s.text, s.raw = texted, s.data[begin:begin+i], true
	s.at = begin + i + len("]]>")
	return true
}

// tagEnd finds the > of a tag, which may also stand inside of an attribute's quotes.
func (s *scanner) tagEnd() int {
	data := s.data
	first := bytes.IndexByte(data[s.at:], '>')
	if first < 0 {
		return -1
	}
	tag := data[s.at+1 : s.at+first]
	if bytes.IndexByte(tag, '\'') < 0 && bytes.IndexByte(tag, '<') < 0 && bytes.Count(tag, []byte{'"'})%2 == 0 {
		return s.at + first // outside of them
	}
	for i := s.at + 1; i < len(data); i++ {
		switch c := data[i]; c {
		case '>':
			return i
		case '<':
			return -1
		case '"', '\'':
			j := bytes.IndexByte(data[i+1:], c)
			if j < 0 {
				return -1
			}
			i += j + 1
		}
	}
	return -1
}

func (s *scanner) startTag() bool {
	end := s.tagEnd()
	if end < 0 {
		return s.cutOff()
	}
	inside := s.data[s.at+1 : end]
	s.at = end + 1
	if n := len(inside); n > 0 && inside[n-1] == '/' {
		inside, s.empty = inside[:n-1], true
	}
	name := 0
	for name < len(inside) && !isSpace(inside[name]) {
		name++
	}
	full := inside[:name]
	s.attrs = inside[name:]
	switch {
	case len(full) == 0:
		return s.misplaced()
	case len(s.open) == 0 && s.begun:
		return s.misplaced() // a second outermost element
	case len(s.open) == maxDepth:
		return s.misplaced()
	}
	s.begun = true
	s.open = append(s.open, full)
	s.kind, s.name = opened, local(full)
	return true
}

func (s *scanner) endTag() bool {
	end := bytes.IndexByte(s.data[s.at:], '>')
	if end < 0 {
		return s.cutOff()
	}
	full := s.data[s.at+2 : s.at+end]
	for len(full) > 0 && isSpace(full[len(full)-1]) {
		full = full[:len(full)-1]
	}
	s.at += end + 1
	if len(s.open) == 0 || !bytes.Equal(full, s.open[len(s.open)-1]) {
		return s.misplaced()
	}
	return s.closes()
}

func (s *scanner) closes() bool {
	last := len(s.open) - 1
	s.kind, s.name = closed, local(s.open[last])
	s.open = s.open[:last]
	return true
}

// local is a name without its prefix: programs may write <x:c> for <c>.
func local(full []byte) []byte {
	if i := bytes.IndexByte(full, ':'); i >= 0 {
		return full[i+1:]
	}
	return full
}

// attr finds an attribute of the opened element by its local name, as written.
func (s *scanner) attr(name string) (value []byte, ok bool) {
	rest := s.attrs
	for {
		rest = rest[spaces(rest):]
		end := 0
		for end < len(rest) && rest[end] != '=' && !isSpace(rest[end]) {
			end++
		}
		key := rest[:end]
		rest = rest[end:]
		rest = rest[spaces(rest):]
		if len(rest) == 0 || rest[0] != '=' {
			return nil, false
		}
		rest = rest[1:]
		rest = rest[spaces(rest):]
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return nil, false
		}
		end = bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return nil, false
		}
		if string(local(key)) == name {
			return rest[1 : end+1], true
		}
		rest = rest[end+2:]
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// spaces counts the white space that begins a text.
func spaces(text []byte) int {
	n := 0
	for n < len(text) && isSpace(text[n]) {
		n++
	}
	return n
}

func (s *scanner) attrIs(name, value string) bool {
	v, ok := s.attr(name)
	return ok && string(v) == value
}

// attrText is an attribute's text; "" when it is absent.
func (s *scanner) attrText(name string) string {
	v, _ := s.attr(name)
	return s.unescape(v)
}

// inner is the text of the opened element, whatever stands in it; the scanner is then at
// its end.
func (s *scanner) inner() string {
	depth := len(s.open)
	var text string
	for s.next() {
		switch {
		case s.kind == texted:
			text = joined(text, s.chars())
		case s.kind == closed && len(s.open) < depth:
			return text
		}
	}
	return text
}

func joined(text, more string) string {
	if text == "" {
		return more
	}
	return text + more
}

// chars is the text of the event, resolved.
func (s *scanner) chars() string {
	if s.raw {
		return s.valid(s.text)
	}
	return s.unescape(s.text)
}

func (s *scanner) valid(text []byte) string {
	valid, ok := s.words.text(text)
	if !ok {
		s.fail("phần XML không phải UTF-8", "an XML part is not UTF-8")
	}
	return valid
}

var entities = map[string]rune{"amp": '&', "lt": '<', "gt": '>', "quot": '"', "apos": '\''}

// unescape resolves the five entities that XML has of itself, and characters by number.
func (s *scanner) unescape(text []byte) string {
	i := bytes.IndexByte(text, '&')
	if i < 0 {
		return s.valid(text)
	}
	b := s.scratch[:0]
	for ; i >= 0; i = bytes.IndexByte(text, '&') {
		b = append(b, text[:i]...)
		end := bytes.IndexByte(text[i:], ';')
		if end < 0 {
			s.misplaced()
			return ""
		}
		character, ok := entity(string(text[i+1 : i+end]))
		if !ok {
			s.misplaced()
			return ""
		}
		b = utf8.AppendRune(b, character)
		text = text[i+end+1:]
	}
	s.scratch = append(b, text...)
	return s.valid(s.scratch)
}

func entity(name string) (rune, bool) {
	if character, ok := entities[name]; ok {
		return character, true
	}
	number, ok := strings.CutPrefix(name, "#")
	if !ok {
		return 0, false
	}
	base := 10
	if hex, ok := strings.CutPrefix(number, "x"); ok {
		number, base = hex, 16
	}
	n, err := strconv.ParseUint(number, base, 32)
	if err != nil || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) || n == 0 {
		return 0, false
	}
	return rune(n), true
}

// underscored resolves the characters that the format writes as _xHHHH_, since XML cannot
// hold them or would change them: _x000D_ is a carriage return, _x005F_ an underscore.
func underscored(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	var b strings.Builder
	for {
		i := strings.Index(text, "_x")
		if i < 0 || i+7 > len(text) {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:i])
		n, err := strconv.ParseUint(text[i+2:i+6], 16, 16)
		if err != nil || text[i+6] != '_' || !utf8.ValidRune(rune(n)) {
			b.WriteString("_x")
			text = text[i+2:]
			continue
		}
		b.WriteRune(rune(n))
		text = text[i+7:]
	}
}
