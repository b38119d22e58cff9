package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/text/unicode/norm"

	"baocao/report/finding"
	"baocao/report/limit"
)

// Text gives a file's bytes as text: UTF-8, without a byte order mark, its lines ended by
// line feeds. A file that is not UTF-8, or whose letters were typed in a legacy encoding,
// gives no text and a finding at the first place that shows it. The text is no copy of the
// bytes where it is the same as they are.
func Text(f File) (string, finding.List) {
	data := bytes.TrimPrefix(f.Data, []byte("\uFEFF"))
	if isUTF16(data) {
		return "", finding.List{wide(f, data)}
	}
	text := unsafe.String(unsafe.SliceData(data), len(data))
	if !utf8.Valid(data) {
		if _, _, found := findLegacy(western(data)); !found || !f.Convert {
			return "", finding.List{wrongBytes(f, data)}
		}
		text = western(data)
	}
	if i := strings.IndexByte(text, 0); i >= 0 {
		if isWide(data) {
			return "", finding.List{wide(f, data)}
		}
		return "", finding.List{unprintable(posIn(f.Path, text, i), 0).Hinted(
			"đây không phải tệp văn bản; kiểm tra xem có đưa nhầm tệp không",
			"this is not a text file; check that it is the right one")}
	}
	if i, l, found := findLegacy(text); found && !f.Convert {
		return "", finding.List{legacyFinding(posIn(f.Path, text, i), text[i:], l)}
	}
	if strings.ContainsRune(text, '\r') {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	return text, nil
}

// Prose gives a text that is Markdown as a whole, as [Text] gives it, in normal form; its
// no-break spaces stay. Characters that cannot be printed are found, each stretch once.
func Prose(f File, text string) (string, finding.List) {
	var found finding.List
	var b strings.Builder
	places := cursor{from: f.origin(), text: text}
	inRun := false
	for i, r := range text {
		plain := plainRune(r)
		switch {
		case isOddSpace(r):
			plain = r
		case plain == '\n' && r != '\n': // a line more would move the places of what follows
			plain = ' '
		}
		bad := plain >= 0 && !isOddSpace(plain) && !isPrintable(plain)
		if bad && !inRun {
			found.Add(unprintable(places.at(i), r))
			if len(found) >= f.Limits.Most(limit.Faults) {
				return "", append(found, f.Limits.Passed(limit.Faults, places.at(i)))
			}
		}
		if inRun = bad; plain >= 0 {
			b.WriteRune(plain)
		}
	}
	return norm.NFC.String(b.String()), found
}

// isBlank reports whether a text has nothing to read: white space alone.
func isBlank(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool {
		plain := plainRune(r)
		return plain >= 0 && !unicode.IsSpace(plain)
	})
}

func isUTF16(data []byte) bool {
	return bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF})
}

// isWide reports whether a text without a mark is UTF-16 all the same: every other byte at its
// beginning is NUL.
func isWide(data []byte) bool {
	head := data[:min(len(data), 64)]
	for i := 0; i+1 < len(head); i += 2 {
		if (head[i] == 0) == (head[i+1] == 0) || (head[i] == 0) != (head[0] == 0) {
			return false
		}
	}
	return len(head) > 3
}

func wide(f File, data []byte) finding.Finding {
	return notUTF8(f.start(), data[0]).Hinted(
		"tệp lưu bằng UTF-16 (“Unicode” trong Notepad): mở lại, chọn Lưu thành…, Encoding: UTF-8",
		"the file is UTF-16 (“Unicode” in Notepad): open it, choose Save as…, Encoding: UTF-8")
}

func notUTF8(pos finding.Pos, b byte) finding.Finding {
	return finding.New(finding.NotUTF8, pos, fmt.Sprintf("%02X", b))
}

// wrongBytes explains bytes that are not UTF-8: one of the old single-byte encodings when
// their words make sense in it.
func wrongBytes(f File, data []byte) finding.Finding {
	latin := western(data)
	if i, l, found := findLegacy(latin); found {
		// Every character of latin stands for one byte.
		at := utf8.RuneCountInString(latin[:i])
		return legacyFinding(posIn(f.Path, string(data), at), latin[i:], l)
	}
	bad := 0
	for bad < len(data) {
		r, size := utf8.DecodeRune(data[bad:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		bad += size
	}
	return notUTF8(posIn(f.Path, string(data), bad), data[bad]).Hinted(
		"lưu lại bằng UTF-8: trong Excel chọn “CSV UTF-8”, trong Notepad chọn Encoding: UTF-8",
		"save it again as UTF-8: “CSV UTF-8” in Excel, Encoding: UTF-8 in Notepad")
}

// unprintable reports the character r, named by its number and, where it can be shown, itself.
func unprintable(pos finding.Pos, r rune) finding.Finding {
	name := fmt.Sprintf("U+%04X", r)
	if (r > 0xFFFF || isSymbol(r)) && Harmless(string(r)) == string(r) {
		name += " (" + string(r) + ")"
	}
	return finding.New(finding.Unprintable, pos, name).Hinted("xoá ký tự này, hoặc thay bằng chữ", "delete the character, or use words")
}

// NameFault refuses the name of a file that would change what a screen shows around it: with
// control characters, or those that turn the direction of the text.
func NameFault(path string) *finding.Finding {
	text := strings.ToValidUTF8(path, "\uFFFD")
	for _, r := range text {
		if r == utf8.RuneError || isControl(r) {
			f := finding.New(finding.Unprintable, finding.Pos{File: strings.ReplaceAll(visible(text), "\n", "\uFFFD")}, fmt.Sprintf("U+%04X", r)).
				Hinted("đổi tên tệp", "give the file another name")
			return &f
		}
	}
	return nil
}

// isSymbol reports whether r can be shown on a screen though not on our paper.
func isSymbol(r rune) bool { return r >= 0xA0 && !isControl(r) }

// Harmless gives a text for a screen: the sign for a lost character stands where one would
// move the cursor, colour what follows or turn its direction. Lines and tabs stay.
func Harmless(text string) string {
	if IsHarmless(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if isHarmful(r) {
			return utf8.RuneError
		}
		return r
	}, text)
}

// IsHarmless reports whether [Harmless] leaves a text as it is. It passes over what nearly
// all text is made of without taking it apart: plain ASCII, letters of U+00C0..U+05FF and
// U+1000..U+1FFF, which have all of Vietnamese, and the dashes and quotation marks of
// U+2010..U+201F.
func IsHarmless[T string | []byte](text T) bool {
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c >= ' ' && c < 0x7F, c == '\n':
			i++
		case c >= 0xC3 && c < 0xD8 && i+1 < len(text) && text[i+1]&0xC0 == 0x80:
			i += 2
		case c == 0xE1 && i+2 < len(text) && text[i+1]&0xC0 == 0x80 && text[i+2]&0xC0 == 0x80:
			i += 3
		case c == 0xE2 && i+2 < len(text) && text[i+1] == 0x80 && text[i+2] >= 0x90 && text[i+2] < 0xA0:
			i += 3
		default:
			r, size := utf8.DecodeRuneInString(string(text[i:min(i+utf8.UTFMax, len(text))]))
			if isHarmful(r) {
				return false
			}
			i += size
		}
	}
	return true
}

func isHarmful(r rune) bool {
	if r >= ' ' && r < 0x7F || r == '\n' || r == '\t' {
		return false
	}
	isTag := r >= 0xE0000 && r <= 0xE0FFF
	return isTag || r <= 0xFFFF && isControl(r)
}

func isControl(r rune) bool {
	switch {
	case r == 0x061C, r == 0x200E, r == 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return true // they turn the direction of the text around them
	case r >= 0xD800 && r <= 0xF8FF: // surrogates and private use
		return true
	}
	return r < ' ' || r >= 0x7F && r < 0xA0 || r >= 0xFFF0
}

// posIn gives the place of a byte offset in a text as it was typed, be it UTF-8 or not.
func posIn(file, text string, offset int) finding.Pos {
	line, col := 1, 1
	for i, r := range text {
		if i >= offset {
			break
		}
		switch {
		case r == '\n', r == '\r' && !strings.HasPrefix(text[i+1:], "\n"):
			line, col = line+1, 1
		case r != '\r':
			col++
		}
	}
	return finding.Pos{File: file, Line: line, Col: col}
}

// cursor turns byte offsets of a text, as [Text] gives it, into places. Asked in ascending
// order it reads the text once, so that a file of one long line takes no longer than another.
type cursor struct {
	from      *Origin
	text      string
	offset    int
	line, col int // of offset, 0-based
}

func (c *cursor) at(offset int) finding.Pos { return c.from.At(c.place(offset)) }

func (c *cursor) place(offset int) Place {
	if offset < c.offset {
		c.offset, c.line, c.col = 0, 0, 0
	}
	for ; c.offset < offset; c.offset++ {
		switch b := c.text[c.offset]; {
		case b == '\n':
			c.line, c.col = c.line+1, 0
		case utf8.RuneStart(b):
			c.col++
		}
	}
	return Place{int32(c.line) + 1, int32(c.col) + 1}
}
