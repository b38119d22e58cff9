package pdffile

import (
	"fmt"
	"iter"
	"strings"
)

// keyword is a word of the syntax or an operator of a page's content.
type keyword string

// closing marks the end of an array or dictionary.
type closing string

// scanner reads objects one after the other.
type scanner struct {
	data  []byte
	pos   int
	depth int
	refs  bool // "12 0 R" is a reference: in files, not in contents
}

// maxDepth bounds how deep arrays and dictionaries lie within each other.
const maxDepth = 200

func (s *scanner) fault(what string) error {
	return fmt.Errorf("%s at byte %d", what, s.pos)
}

func isSpace(c byte) bool {
	return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' '
}

func isDelimiter(c byte) bool { return strings.IndexByte("()<>[]{}/%", c) >= 0 }

func isRegular(c byte) bool { return !isSpace(c) && !isDelimiter(c) }

// space passes over white space and comments.
func (s *scanner) space() {
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; {
		case isSpace(c):
			s.pos++
		case c == '%':
			for s.pos < len(s.data) && s.data[s.pos] != '\n' && s.data[s.pos] != '\r' {
				s.pos++
			}
		default:
			return
		}
	}
}

// next reads an object, a keyword or the end of an array or dictionary.
func (s *scanner) next() (Object, error) {
	s.space()
	if s.pos >= len(s.data) {
		return nil, s.fault("the end of the data")
	}
	switch c := s.data[s.pos]; c {
	case '/':
		return s.name()
	case '(':
		return s.literal()
	case '[':
		s.pos++
		return s.array()
	case '<':
		if s.at("<<") {
			s.pos += 2
			return s.dict()
		}
		return s.hex()
	case ']':
		s.pos++
		return closing("]"), nil
	case '>':
		if s.at(">>") {
			s.pos += 2
			return closing(">>"), nil
		}
		return nil, s.fault("a stray >")
	case ')', '{', '}':
		return nil, s.fault("a stray " + string(c))
	}
	return s.word()
}

func (s *scanner) at(text string) bool {
	return strings.HasPrefix(string(s.data[s.pos:min(s.pos+len(text), len(s.data))]), text)
}

// value reads an object proper.
func (s *scanner) value() (Object, error) {
	o, err := s.next()
	if err != nil {
		return nil, err
	}
	switch o.(type) {
	case keyword, closing:
		return nil, s.fault(fmt.Sprintf("“%v” instead of an object", o))
	}
	return o, nil
}

// word reads a number, a reference, true, false, null or a keyword.
func (s *scanner) word() (Object, error) {
	start := s.pos
	for s.pos < len(s.data) && isRegular(s.data[s.pos]) {
		s.pos++
	}
	w := string(s.data[start:s.pos])
	switch w {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil
	}
	if !isNumber(w) {
		return keyword(w), nil
	}
	if s.refs {
		if ref, ok := s.reference(Number(w)); ok {
			return ref, nil
		}
	}
	return Number(w), nil
}

func isNumber(w string) bool {
	digits := false
	point := false
	for i := range len(w) {
		switch c := w[i]; {
		case c >= '0' && c <= '9':
			digits = true
		case c == '.' && !point:
			point = true
		case (c == '-' || c == '+') && i == 0:
		default:
			return false
		}
	}
	return digits && len(w) < 64
}

// reference reads what makes "12" a reference: " 0 R".
func (s *scanner) reference(first Number) (Ref, bool) {
	number, ok := first.Int()
	if !ok || number <= 0 {
		return Ref{}, false
	}
	ahead := *s
	generation, ok := ahead.integer()
	if !ok || generation < 0 {
		return Ref{}, false
	}
	ahead.space()
	if ahead.pos >= len(s.data) || s.data[ahead.pos] != 'R' {
		return Ref{}, false
	}
	if end := ahead.pos + 1; end < len(s.data) && isRegular(s.data[end]) {
		return Ref{}, false
	}
	s.pos = ahead.pos + 1
	return Ref{number, generation}, true
}

// integer reads an integer and nothing else.
func (s *scanner) integer() (int, bool) {
	s.space()
	start := s.pos
	for s.pos < len(s.data) && s.pos-start < 12 && s.data[s.pos] >= '0' && s.data[s.pos] <= '9' {
		s.pos++
	}
	return Number(s.data[start:s.pos]).Int()
}

// keyword reads the given keyword.
func (s *scanner) keyword(want string) bool {
	s.space()
	if !s.at(want) {
		return false
	}
	end := s.pos + len(want)
	if end < len(s.data) && isRegular(s.data[end]) {
		return false
	}
	s.pos = end
	return true
}

func (s *scanner) name() (Object, error) {
	s.pos++
	var b strings.Builder
	for s.pos < len(s.data) && isRegular(s.data[s.pos]) {
		c := s.data[s.pos]
		if c == '#' && s.pos+2 < len(s.data) {
			if hi, lo := unhex(s.data[s.pos+1]), unhex(s.data[s.pos+2]); hi >= 0 && lo >= 0 {
				c = byte(hi<<4 | lo)
				s.pos += 2
			}
		}
		b.WriteByte(c)
		s.pos++
	}
	return Name(b.String()), nil
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func (s *scanner) hex() (Object, error) {
	s.pos++
	var b []byte
	half := -1
	for ; s.pos < len(s.data); s.pos++ {
		c := s.data[s.pos]
		if c == '>' {
			s.pos++
			if half >= 0 {
				b = append(b, byte(half<<4))
			}
			return String(b), nil
		}
		d := unhex(c)
		switch {
		case isSpace(c):
		case d < 0:
			return nil, s.fault("a sign that is no hexadecimal digit")
		case half < 0:
			half = d
		default:
			b = append(b, byte(half<<4|d))
			half = -1
		}
	}
	return nil, s.fault("a string without end")
}

func (s *scanner) literal() (Object, error) {
	s.pos++
	var b []byte
	open := 1
	for ; s.pos < len(s.data); s.pos++ {
		c := s.data[s.pos]
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				s.pos++
				return String(b), nil
			}
		case '\r': // any line's end is one line feed
			if s.at("\r\n") {
				s.pos++
			}
			c = '\n'
		case '\\':
			b = s.escape(b)
			continue
		}
		b = append(b, c)
	}
	return nil, s.fault("a string without end")
}

// escape reads what follows a backslash, and leaves the scanner on its last byte.
func (s *scanner) escape(b []byte) []byte {
	s.pos++
	if s.pos >= len(s.data) {
		return b
	}
	c := s.data[s.pos]
	switch {
	case c >= '0' && c <= '7':
		n := 0
		for i := 0; i < 3 && s.pos < len(s.data) && s.data[s.pos] >= '0' && s.data[s.pos] <= '7'; i++ {
			n = n<<3 | int(s.data[s.pos]-'0')
			s.pos++
		}
		s.pos--
		return append(b, byte(n))
	case c == '\r':
		if s.at("\r\n") {
			s.pos++
		}
		return b
	case c == '\n':
		return b
	}
	if i := strings.IndexByte("nrtbf", c); i >= 0 {
		return append(b, "\n\r\t\b\f"[i])
	}
	return append(b, c)
}

func (s *scanner) array() (Object, error) {
	if s.depth++; s.depth > maxDepth {
		return nil, s.fault("arrays within arrays without end")
	}
	defer func() { s.depth-- }()
	out := Array{}
	for {
		o, err := s.next()
		if err != nil {
			return nil, err
		}
		switch o := o.(type) {
		case closing:
			if o != "]" {
				return nil, s.fault("an array that is not closed")
			}
			return out, nil
		case keyword:
			return nil, s.fault(fmt.Sprintf("“%v” in an array", o))
		}
		out = append(out, o)
	}
}

func (s *scanner) dict() (Object, error) {
	if s.depth++; s.depth > maxDepth {
		return nil, s.fault("dictionaries within dictionaries without end")
	}
	defer func() { s.depth-- }()
	out := Dict{}
	for {
		o, err := s.next()
		if err != nil {
			return nil, err
		}
		key, ok := o.(Name)
		if !ok {
			if o == closing(">>") {
				return out, nil
			}
			return nil, s.fault("a dictionary's key that is no name")
		}
		if _, twice := out[key]; twice {
			return nil, s.fault("the key " + string(key) + " twice")
		}
		if out[key], err = s.value(); err != nil {
			return nil, err
		}
	}
}

// Operation is an operator of a page's content with its operands; it stands between the
// bytes From and To of the content.
type Operation struct {
	Operator string
	Operands []Object
	From, To int
}

// Operations reads a page's content. The first error ends it.
func Operations(content []byte) iter.Seq2[Operation, error] {
	return func(yield func(Operation, error) bool) {
		s := scanner{data: content}
		for {
			s.space()
			if s.pos >= len(content) {
				return
			}
			op, err := s.operation()
			if !yield(op, err) || err != nil {
				return
			}
		}
	}
}

// maxOperands bounds the operands of one operator; real ones have six at most.
const maxOperands = 64

func (s *scanner) operation() (Operation, error) {
	op := Operation{From: s.pos}
	for {
		o, err := s.next()
		if err != nil {
			return op, err
		}
		switch o := o.(type) {
		case keyword:
			op.Operator, op.To = string(o), s.pos
			if o == "BI" {
				return op, s.fault("an image within the content")
			}
			return op, nil
		case closing:
			return op, s.fault("a stray " + string(o))
		}
		if op.Operands = append(op.Operands, o); len(op.Operands) > maxOperands {
			return op, s.fault("operands without an operator")
		}
	}
}
