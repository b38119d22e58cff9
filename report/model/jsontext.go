package model

import (
	"bytes"
	"io"
	"strconv"
	"unicode/utf8"

	"baocao/report/num"
)

// jsonWriter writes one JSON text, indented as [encoding/json] does it with two spaces and
// without escapes for HTML, but for its rows, which take a line each. It goes straight into
// one buffer, because the sources of thousands of units are hundreds of thousands of small
// objects.
type jsonWriter struct {
	w       io.Writer
	buf     []byte
	scratch []byte // for texts that are put together
	depth   int
	some    bool // the innermost object or list has an element
	inRow   bool
	err     error
}

// flushAt is how many bytes are collected before they are written.
const flushAt = 64 << 10

func newJSONWriter(w io.Writer) *jsonWriter {
	return &jsonWriter{w: w, buf: make([]byte, 0, flushAt+flushAt/8)}
}

// end writes the line feed after the last bracket and what is still in the buffer.
func (j *jsonWriter) end() error {
	j.buf = append(j.buf, '\n')
	j.flush()
	return j.err
}

func (j *jsonWriter) flush() {
	if j.err == nil {
		_, j.err = j.w.Write(j.buf)
	}
	j.buf = j.buf[:0]
}

var indents = bytes.Repeat([]byte("  "), 16)

func (j *jsonWriter) line() {
	j.buf = append(j.buf, '\n')
	j.buf = append(j.buf, indents[:2*j.depth]...)
}

// open begins an object or a list, as the value of a key or as an element.
func (j *jsonWriter) open(bracket byte) {
	j.buf = append(j.buf, bracket)
	j.depth++
	j.some = false
}

func (j *jsonWriter) close(bracket byte) {
	j.depth--
	if j.some && !j.inRow {
		j.line()
	}
	j.buf = append(j.buf, bracket)
	j.some = true
}

// element begins the next element of a list; what follows is its value.
func (j *jsonWriter) element() {
	if len(j.buf) > flushAt {
		j.flush()
	}
	switch {
	case !j.inRow && j.some:
		j.buf = append(j.buf, ',')
		j.line()
	case !j.inRow:
		j.line()
	case j.some:
		j.buf = append(j.buf, `, `...)
	}
	j.some = true
}

// key begins the next field of an object; what follows is its value.
func (j *jsonWriter) key(name string) {
	j.element()
	j.buf = append(j.buf, '"')
	j.buf = append(j.buf, name...)
	j.buf = append(j.buf, `": `...)
}

// fields begins a row with fields that were written before.
func (j *jsonWriter) fields(written []byte) {
	j.buf = append(j.buf, written...)
	j.some = true
}

// object begins an element of a list that is an object.
func (j *jsonWriter) object() {
	j.element()
	j.open('{')
}

// row begins an element of a list that is an object on one line; endRow ends it.
func (j *jsonWriter) row() {
	j.object()
	j.inRow = true
}

func (j *jsonWriter) endRow() {
	j.close('}')
	j.inRow = false
}

func (j *jsonWriter) text(key, s string) {
	j.key(key)
	j.buf = appendQuoted(j.buf, s)
}

// textIf leaves the field out where there is no text.
func (j *jsonWriter) textIf(key, s string) {
	if s != "" {
		j.text(key, s)
	}
}

// texts is a list of texts on lines of their own.
func (j *jsonWriter) texts(key string, all []string) {
	j.key(key)
	j.open('[')
	for _, s := range all {
		j.element()
		j.buf = appendQuoted(j.buf, s)
	}
	j.close(']')
}

func (j *jsonWriter) null(key string) {
	j.key(key)
	j.buf = append(j.buf, "null"...)
}

func (j *jsonWriter) whole(key string, n int) {
	j.key(key)
	j.buf = strconv.AppendInt(j.buf, int64(n), 10)
}

// number is null where the value is none.
func (j *jsonWriter) number(key string, v num.Value) {
	if !v.IsKnown() {
		j.null(key)
		return
	}
	j.key(key)
	var ok bool
	if j.buf, ok = v.Number.AppendDecimal(j.buf); !ok {
		panic("model: " + v.Number.String() + " was not rounded")
	}
}

// numberIf leaves the field out where the value is none.
func (j *jsonWriter) numberIf(key string, v num.Value) {
	if v.IsKnown() {
		j.number(key, v)
	}
}

const hexDigits = "0123456789abcdef"

// appendQuoted writes a string as encoding/json does: what is no UTF-8 becomes U+FFFD, and
// U+2028 and U+2029 are escaped although JSON could carry them.
func appendQuoted[T string | []byte](b []byte, s T) []byte {
	b = append(b, '"')
	done := 0
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c < ' ' || c == '"' || c == '\\' {
				b = appendEscaped(append(b, s[done:i]...), c)
				done = i + 1
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(string(s[i:min(i+utf8.UTFMax, len(s))]))
		switch {
		case r == utf8.RuneError && size == 1:
			b = append(append(b, s[done:i]...), `\ufffd`...)
			done = i + size
		case r == '\u2028' || r == '\u2029':
			b = append(append(b, s[done:i]...), `\u202`...)
			b = append(b, hexDigits[r&0xf])
			done = i + size
		}
		i += size
	}
	return append(append(b, s[done:]...), '"')
}

// appendEscaped writes an ASCII character that cannot stand in a string as it is.
func appendEscaped(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\b':
		return append(b, `\b`...)
	case '\f':
		return append(b, `\f`...)
	case '\n':
		return append(b, `\n`...)
	case '\r':
		return append(b, `\r`...)
	case '\t':
		return append(b, `\t`...)
	}
	return append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&0xf])
}
