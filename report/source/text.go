package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"baocao/report/finding"
)

// Text gives a file's bytes as text: UTF-8, without a byte order mark, its lines ended by
// line feeds. A file that is not UTF-8, or whose letters were typed in a legacy encoding,
// gives no text and a finding at the first place that shows it.
func Text(f File) (string, finding.List) {
	data := bytes.TrimPrefix(f.Data, []byte("\uFEFF"))
	if isUTF16(data) {
		return "", finding.List{notUTF8(f.start(), data[0]).Hinted(
			"tệp lưu bằng UTF-16 (“Unicode” trong Notepad): mở lại, chọn Lưu thành…, Encoding: UTF-8",
			"the file is UTF-16 (“Unicode” in Notepad): open it, choose Save as…, Encoding: UTF-8")}
	}
	if !utf8.Valid(data) {
		return "", finding.List{wrongBytes(f, data)}
	}
	text := string(data)
	if i := strings.IndexByte(text, 0); i >= 0 {
		return "", finding.List{unprintable(posIn(f.Path, text, i), 0).Hinted(
			"đây không phải tệp văn bản; kiểm tra xem có đưa nhầm tệp không",
			"this is not a text file; check that it is the right one")}
	}
	if i, l, found := findLegacy(text); found {
		return "", finding.List{legacyFinding(posIn(f.Path, text, i), text[i:], l)}
	}
	if strings.ContainsRune(text, '\r') {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	return text, nil
}

// isBlank reports whether a text has nothing to read: white space alone.
func isBlank(text string) bool { return strings.TrimSpace(Normalise(text)) == "" }

func isUTF16(data []byte) bool {
	return bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF})
}

func notUTF8(pos finding.Pos, b byte) finding.Finding {
	return finding.New(finding.NotUTF8, pos, fmt.Sprintf("%02X", b))
}

// wrongBytes explains bytes that are not UTF-8: one of the old single-byte encodings when
// their words make sense in it.
func wrongBytes(f File, data []byte) finding.Finding {
	latin := latin1(data)
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

// latin1 reads every byte as the character of the same number.
func latin1(data []byte) string {
	var b strings.Builder
	b.Grow(len(data) + len(data)/2)
	for _, c := range data {
		b.WriteRune(rune(c))
	}
	return b.String()
}

// unprintable reports the character r, named by its number and, where it can be shown, itself.
func unprintable(pos finding.Pos, r rune) finding.Finding {
	name := fmt.Sprintf("U+%04X", r)
	if r > 0xFFFF || isSymbol(r) {
		name += " (" + string(r) + ")"
	}
	return finding.New(finding.Unprintable, pos, name).Hinted("xoá ký tự này, hoặc thay bằng chữ", "delete the character, or use words")
}

// isSymbol reports whether r can be shown on a screen though not on our paper.
func isSymbol(r rune) bool { return r >= 0xA0 && !isControl(r) }

func isControl(r rune) bool {
	switch {
	case r == 0x061C, r == 0x200E, r == 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return true // they turn the direction of the text around them
	case r >= 0xD800 && r <= 0xF8FF: // surrogates and private use
		return true
	}
	return r < ' ' || r >= 0x7F && r < 0xA0 || r >= 0xFFF0
}

// posIn gives the place of a byte offset; for many offsets of one text use a [cursor].
func posIn(file, text string, offset int) finding.Pos {
	c := cursor{file: file, text: text}
	return c.at(offset)
}

// cursor turns byte offsets of a text into places. Asked in ascending order it reads the
// text once, so that a file of one long line takes no longer than another.
type cursor struct {
	file, text string
	offset     int
	line, col  int // of offset, 0-based
}

func (c *cursor) at(offset int) finding.Pos {
	if offset < c.offset {
		c.offset, c.line, c.col = 0, 0, 0
	}
	for c.offset < offset {
		r, size := utf8.DecodeRuneInString(c.text[c.offset:])
		c.offset += size
		switch {
		case r == '\n', r == '\r' && !strings.HasPrefix(c.text[c.offset:], "\n"):
			c.line, c.col = c.line+1, 0
		case r != '\r':
			c.col++
		}
	}
	return finding.Pos{File: c.file, Line: c.line + 1, Col: c.col + 1}
}
