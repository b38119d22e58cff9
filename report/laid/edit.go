package laid

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
)

// tag is the start of an element, by its local name.
type tag struct {
	name  string
	attrs []xml.Attr
	drop  bool     // the element is left out, with all in it
	again []string // the values of its only attribute, for an empty element that stands several times
}

func (t *tag) get(name string) string {
	for _, a := range t.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (t *tag) set(name string, to func(value string) string) {
	for i := range t.attrs {
		if t.attrs[i].Name.Local == name {
			t.attrs[i].Value = to(t.attrs[i].Value)
		}
	}
}

func (t *tag) without(name string) {
	for i := range t.attrs {
		if t.attrs[i].Name.Local == name {
			t.attrs = append(t.attrs[:i:i], t.attrs[i+1:]...)
			return
		}
	}
}

// edit copies the XML of a part. Every start of an element and every text between two tags
// goes through the two functions, the text with the names of the elements around it and with
// what follows in the part. What they leave alone is copied byte for byte.
func edit(data []byte, start func(t *tag, rest []byte), text func(around []string, text string) string) ([]byte, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	var out bytes.Buffer
	var around []string
	dropped := 0 // depth within an element that is left out
	for {
		begin := d.InputOffset()
		token, err := d.RawToken()
		if err == io.EOF {
			return out.Bytes(), nil
		}
		if err != nil {
			return nil, err
		}
		raw := data[begin:d.InputOffset()]
		switch token := token.(type) {
		case xml.StartElement:
			if dropped > 0 {
				dropped++
				continue
			}
			t := tag{name: token.Name.Local, attrs: token.Attr}
			before := attrText(t.attrs)
			start(&t, data[d.InputOffset():])
			around = append(around, t.name)
			switch {
			case t.drop:
				dropped = 1
			case t.again != nil:
				dropped = 1
				for _, value := range t.again {
					t.attrs[0].Value = value
					writeTag(&out, token.Name, t.attrs, true)
				}
			case attrText(t.attrs) != before:
				writeTag(&out, token.Name, t.attrs, bytes.HasSuffix(raw, []byte("/>")))
			default:
				out.Write(raw)
			}
		case xml.EndElement:
			if dropped > 1 {
				dropped--
				continue
			}
			around = around[:max(len(around)-1, 0)]
			if dropped == 1 {
				dropped = 0
				continue
			}
			out.Write(raw)
		case xml.CharData:
			if dropped > 0 {
				continue
			}
			if moved := text(around, string(token)); moved != string(token) {
				xml.EscapeText(&out, []byte(moved))
				continue
			}
			out.Write(raw)
		default:
			if dropped == 0 {
				out.Write(raw)
			}
		}
	}
}

func attrText(attrs []xml.Attr) string {
	var b strings.Builder
	for _, a := range attrs {
		b.WriteByte(' ')
		if a.Name.Space != "" {
			b.WriteString(a.Name.Space + ":")
		}
		b.WriteString(a.Name.Local + `="`)
		xml.EscapeText(&b, []byte(a.Value))
		b.WriteByte('"')
	}
	return b.String()
}

// writeTag writes the start of an element, or a whole one that is empty.
func writeTag(out *bytes.Buffer, name xml.Name, attrs []xml.Attr, empty bool) {
	out.WriteByte('<')
	if name.Space != "" {
		out.WriteString(name.Space + ":")
	}
	out.WriteString(name.Local + attrText(attrs))
	if empty {
		out.WriteByte('/')
	}
	out.WriteByte('>')
}
