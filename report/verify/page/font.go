package page

import (
	"bytes"

	"baocao/report/pdffile"
)

// font says what the codes of a text mean and how wide they are.
type font struct {
	wide   bool // codes of two bytes, which are UTF-16: what the program writes
	widths map[int]float64
	other  float64 // the width of a code that widths lacks
}

// fontReader reads each font once.
type fontReader struct {
	file  *pdffile.File
	known map[int]*font
}

// identity is in the map to Unicode of the program's fonts: a code is its own sign. That
// the map, and the glyphs behind the codes, are those of the file as it was made, is what
// the seal says.
var identity = []byte("<0000> <FFFF> <0000>")

func (r *fontReader) font(o pdffile.Object) (*font, error) {
	ref, isRef := o.(pdffile.Ref)
	if f := r.known[ref.Number]; isRef && f != nil {
		return f, nil
	}
	f, err := r.read(o)
	if err == nil && isRef {
		r.known[ref.Number] = f
	}
	return f, err
}

func (r *fontReader) read(o pdffile.Object) (*font, error) {
	f := &font{widths: map[int]float64{}, other: 500}
	d, err := r.file.Dict(o)
	if err != nil || d["Encoding"] != pdffile.Name("Identity-H") {
		return f, err
	}
	toUnicode, err := r.file.Resolve(d["ToUnicode"])
	if err != nil {
		return f, err
	}
	if s, ok := toUnicode.(*pdffile.Stream); ok {
		data, err := r.file.Decode(s)
		if err != nil {
			return f, err
		}
		f.wide = bytes.Contains(data, identity)
	}
	descendants, err := r.file.Array(d["DescendantFonts"])
	if err != nil || len(descendants) == 0 {
		return f, err
	}
	descendant, err := r.file.Dict(descendants[0])
	if err != nil {
		return f, err
	}
	f.other = 1000
	if n, ok := descendant["DW"].(pdffile.Number); ok {
		f.other = n.Float()
	}
	widths, err := r.file.Array(descendant["W"])
	if err != nil {
		return f, err
	}
	return f, r.widths(f, widths)
}

// maxCodes bounds the codes of a font, and how many widths are read of it.
const maxCodes = 1 << 16

// widths reads the two forms of 9.7.4.3: "c [w w w]" and "first last w".
func (r *fontReader) widths(f *font, w pdffile.Array) error {
	read := 0
	for i := 0; i+1 < len(w); {
		if read > maxCodes {
			return errTooMuch
		}
		n, _ := w[i].(pdffile.Number)
		from, ok := n.Int()
		next, err := r.file.Resolve(w[i+1])
		if err != nil || !ok {
			return err
		}
		if each, ok := next.(pdffile.Array); ok {
			for j, o := range each {
				if n, ok := o.(pdffile.Number); ok && from+j < maxCodes {
					f.widths[from+j] = n.Float()
				}
			}
			i, read = i+2, read+len(each)
			continue
		}
		last, _ := next.(pdffile.Number)
		to, _ := last.Int()
		if i+2 >= len(w) {
			return nil
		}
		width, _ := w[i+2].(pdffile.Number)
		for code := max(from, 0); code <= min(to, maxCodes); code++ {
			f.widths[code] = width.Float()
			read++
		}
		i += 3
	}
	return nil
}

// text gives what a string says, its width in thousandths of the type size, and how many
// codes it has.
func (f *font) text(s pdffile.String) (text string, width float64, codes int) {
	if !f.wide {
		return s.Text(), f.other * float64(len(s)), len(s)
	}
	for i := 0; i+1 < len(s); i += 2 {
		w, ok := f.widths[int(s[i])<<8|int(s[i+1])]
		if !ok {
			w = f.other
		}
		width += w
		codes++
	}
	return pdffile.FromUTF16(string(s)), width, codes
}
