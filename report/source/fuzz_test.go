package source

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"baocao/report/finding"
)

// Seeds of every encoding that offices have.
var textSeeds = []string{
	"", "Báo cáo\n", "\uFEFFa\r\nb\rc", "\xff\xfea\x00", "a\x00b\x00c\x00", "a\x00", "\xff", "B¸o c¸o c«ng t¸c d©n vËn", "Baùo caùo coâng taùc daân vaän",
	"T\xd7nh h\xd7nh nh\xa9n d\xa9n", "đã họp; T×nh h×nh nh©n d©n; Phú", "unit,period\nB¸o,c¸o\n", "\"B¸o c¸o\": {\"c«ng\": [\"t¸c\"]}",
	"a: B¸o c¸o\nb: Báo cáo\nc: te\u0302n\n", "\u00AD\u200B\u2028\u202E\U000E0041👍",
}

func addTexts(f *testing.F) {
	for _, text := range textSeeds {
		f.Add([]byte(text))
	}
}

// FuzzText holds that bytes become text exactly when nothing is wrong with them, that the
// place of what is wrong lies inside, and that the text is read as itself.
func FuzzText(f *testing.F) {
	addTexts(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, convert := range []bool{false, true} {
			how := How{Convert: convert}
			text, found := Text(File{Path: "a", Data: data, How: how})
			placedInside(t, string(data), found)
			if found.HasErrors() != (len(found) > 0) || len(found) > 0 && text != "" {
				t.Fatalf("text %q with findings %v", text, found)
			}
			if len(found) > 0 {
				continue
			}
			if !utf8.ValidString(text) || strings.ContainsAny(text, "\r\x00") {
				t.Fatalf("%q becomes %q", data, text)
			}
			if strings.HasPrefix(text, "\uFEFF") {
				continue // a second mark is text, and would be taken for the first
			}
			if again, found := Text(File{Path: "a", Data: []byte(text), How: how}); again != text || len(found) > 0 {
				t.Fatalf("%q is read again as %q, %v", text, again, found)
			}
		}
	})
}

// placedInside holds that findings stand at a line of the text and a column of it or just
// behind. In text that is no UTF-8 each byte may be a character.
func placedInside(t *testing.T, text string, found finding.List) {
	t.Helper()
	text = strings.TrimPrefix(text, "\uFEFF")
	lines := strings.Split(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), "\n")
	width := utf8.RuneCountInString
	if !utf8.ValidString(text) {
		width = func(s string) int { return len(s) }
	}
	for _, f := range found {
		if p := f.Pos; p.Line < 1 || p.Line > len(lines) || p.Col < 1 || p.Col > width(lines[p.Line-1])+1 {
			t.Fatalf("%s stands at %v of %d lines", f.Code, p, len(lines))
		}
		if said := f.In(finding.VI) + f.In(finding.EN); Harmless(said) != said {
			t.Fatalf("says %q", said)
		}
	}
}

// FuzzConvert reads text of old encodings in every format. What needs no conversion is read
// as without it; of what is converted each place is told, and it is in one form.
func FuzzConvert(f *testing.F) {
	addTexts(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		begin := time.Now()
		type read struct {
			values []string
			found  finding.List
		}
		all := func(convert bool) (formats [3]read) {
			file := File{Path: "a", Data: data, How: How{Convert: convert}}
			for i, tree := range []func(File) (Node, finding.List){YAML, JSON} {
				root, found := tree(file)
				formats[i] = read{scalars(root, nil), found}
			}
			table, found := CSV(file)
			formats[2].found = found
			for _, row := range append([][]Field{table.Header}, table.Rows...) {
				for _, field := range row {
					formats[2].values = append(formats[2].values, field.Text)
				}
			}
			return formats
		}
		refusing, converting := all(false), all(true)
		for i := range converting {
			placedInside(t, string(data), converting[i].found)
			converted := 0
			for _, f := range converting[i].found {
				if f.Code == finding.Converted {
					converted++
				}
			}
			legacy := false
			for _, f := range refusing[i].found {
				legacy = legacy || f.Code == finding.Legacy
			}
			if !legacy && (converted > 0 || strings.Join(refusing[i].values, "\x00") != strings.Join(converting[i].values, "\x00")) {
				t.Fatalf("format %d: read as %q, with conversion as %q", i, refusing[i].values, converting[i].values)
			}
			for _, v := range converting[i].values {
				if !norm.NFC.IsNormalString(v) {
					t.Fatalf("format %d: %q is not in the one form", i, v)
				}
			}
		}
		if text := string(data); utf8.Valid(data) {
			value, found := ConvertedCell(finding.Pos{File: "a"}, text)
			if (value == text) != (found == nil) && found != nil && found.Severity != finding.Error {
				t.Fatalf("a cell %q becomes %q, found %v", text, value, found)
			}
		}
		if took := time.Since(begin); took > 5*time.Second {
			t.Fatalf("took %v", took)
		}
	})
}

// FuzzJSONPlaces holds that every key and value of a tree stands where it is said to.
func FuzzJSONPlaces(f *testing.F) {
	addTexts(f)
	for _, text := range []string{"{\"tên\": \"Dân vận\", \"n\": [08, -1.50, 1e3,\n\ttrue, null],\r\n \"đ\": {\"x\\u0110\\n\": \"a\\ud83d\"}}", "{\u00a0\"a\":\u200b[\"ế\",\n1 ],\"b\":{} }"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := File{Path: "a", Data: data}
		text, _ := Text(file)
		root, _ := JSON(file)
		stands := func(pos finding.Pos, what string) {
			if rest := text[offsetOf(text, pos):]; !strings.HasPrefix(rest, what) {
				t.Fatalf("%q does not stand at %v, but %q", what, pos, rest)
			}
		}
		var walk func(n Node)
		walk = func(n Node) {
			switch {
			case n.Kind == Map:
				stands(n.Pos(), "{")
			case n.Kind == List:
				stands(n.Pos(), "[")
			case n.Kind == Null:
				stands(n.Pos(), "null")
			case n.Quoted:
				stands(n.Pos(), `"`)
			default:
				stands(n.Pos(), n.Text)
			}
			for _, e := range n.Entries {
				if n.Kind == Map {
					stands(e.Pos(), `"`)
				}
				walk(e.Value)
			}
		}
		if root.From != nil {
			walk(root)
		}
	})
}

// scalars are the values and keys of a tree.
func scalars(n Node, all []string) []string {
	if n.Kind == Scalar {
		all = append(all, n.Text)
	}
	for _, e := range n.Entries {
		all = scalars(e.Value, append(all, e.Key))
	}
	return all
}
