package source

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"baocao/report/finding"
)

// sketch writes a tree on one line: key@line:col=value@line:col; quoted text in quotes.
func sketch(n Node) string {
	at := "@" + n.Pos().Place()
	switch n.Kind {
	case Null:
		return "null"
	case Scalar:
		if n.Quoted {
			return fmt.Sprintf("%q%s", n.Text, at)
		}
		return n.Text + at
	case List:
		var items []string
		for _, item := range n.Entries {
			items = append(items, sketch(item.Value))
		}
		return "[" + strings.Join(items, " ") + "]" + at
	}
	var entries []string
	for _, e := range n.Entries {
		entries = append(entries, e.Key+"@"+e.Pos().Place()+"="+sketch(e.Value))
	}
	return "{" + strings.Join(entries, " ") + "}" + at
}

func TestYAML_TreeWithPlaces(t *testing.T) {
	for _, tc := range []struct{ name, in, want string }{
		{"columns count characters", "tên: Dân vận # c\nđơn vị: x\n", "{tên@1:1=Dân vận@1:6 đơn vị@2:1=x@2:9}@1:1"},
		{"scalars stay as typed", "a: 08\nb: 2022-04-27\nc: 1_000\nd: 0x10\ne: 1.0\nf: true\ng: 1e3\nh: .inf\n",
			"{a@1:1=08@1:4 b@2:1=2022-04-27@2:4 c@3:1=1_000@3:4 d@4:1=0x10@4:4 e@5:1=1.0@5:4 f@6:1=true@6:4 g@7:1=1e3@7:4 h@8:1=.inf@8:4}@1:1"},
		{"null in four ways", "a:\nb: null\nc: ~\nd: {x: , y: ~}\n", "{a@1:1=null b@2:1=null c@3:1=null d@4:1={x@4:5=null y@4:10=null}@4:4}@1:1"},
		{"flow and quotes", "m: { 'k': \"v, w\",  l: [1, \"2\" ] }\n", `{m@1:1={k@1:6="v, w"@1:11 l@1:20=[1@1:24 "2"@1:27]@1:23}@1:4}@1:1`},
		{"a block begins at its first character", "t:\n  a: |\n\n    một\n      hai\n  b: >-\n    x\n    y\n", `{t@1:1={a@2:3="\nmột\n  hai\n"@4:5 b@6:3="x y"@7:5}@2:3}@1:1`},
		{"lists of maps", "r:\n  - a: 1\n    b: 2\n  - a: 3\n", "{r@1:1=[{a@2:5=1@2:8 b@3:5=2@3:8}@2:5 {a@4:5=3@4:8}@4:5]@2:3}@1:1"},
		{"no-break spaces are spaces", "a:\u00A0117\n\u00A0\n", "{a@1:1=117@1:4}@1:1"},
		{"tabs after text are blanks", "a: x\ty\nb:\t5\n", "{a@1:1=x y@1:4 b@2:1=5@2:4}@1:1"},
		{"a lone dash is text", "a: -\nb: { c: - , d: -}\n", "{a@1:1=-@1:4 b@2:1={c@2:6=-@2:9 d@2:13=-@2:16}@2:4}@1:1"},
		{"one document may have its mark", "---\na: 1\n...\n", "{a@2:1=1@2:4}@2:1"},
		{"keys are normalised", "A\u0301: 1\n", "{Á@1:1=1@1:5}@1:1"},
		{"CRLF", "a: 1\r\nb: 2\r\n", "{a@1:1=1@1:4 b@2:1=2@2:4}@1:1"},
	} {
		n, list := YAML(file(tc.in))
		if got := sketch(n); got != tc.want || len(list) > 0 {
			t.Errorf("%s:\n got %s %q\nwant %s", tc.name, got, told(list), tc.want)
		}
	}
}

func TestYAML_Findings(t *testing.T) {
	for _, tc := range []struct{ name, in, told, vi string }{
		{"empty", "", "1:1 D001", ""},
		{"only comments", "# a\n---\n", "1:1 D001", ""},
		{"the second of two keys", "a: 1\nb: 2\na: 3\n", "3:1 D005", "1:1"},
		{"duplicates inside flow maps", "a: {x: 1, x: 2}\n", "1:11 D005", ""},
		{"a tab indents", "a:\n\tb: 1\n", "2:1 D004", "Tab"},
		{"a tab behind blanks indents", "a:\n  \tb: 1\n", "2:3 D004", "Tab"},
		{"an anchor and an alias", "a: &x 1\nb: *x\n", "1:4 D024, 2:4 D024", ""},
		{"a tag", "a: !!str 1\n", "1:4 D024", ""},
		{"a merge key", "<<: {a: 1}\n", "1:1 D024", ""},
		{"a second document", "a: 1\n---\nb: 2\n", "2:1 D024", ""},
		{"content after the end", "a: 1\n...\nb: 2\nc: 3\n", "3:1 D024", ""},
		{"a directive", "%YAML 1.2\n---\na: 1\n", "1:1 D024", ""},
		{"a question mark key", "? a\n: b\n", "1:1 D024", ""},
		{"an unclosed brace", "a: {b: 1\nc: 2\n", "1:4 D004", "đóng"},
		{"an unclosed bracket", "a: [1, 2\n", "1:4 D004", "đóng"},
		{"brackets that do not match", "a: {b: [1}\n", "1:10 D004", "khớp"},
		{"an unclosed quote", "a: 'x\nb: 2\n", "1:4 D004", "ngoặc kép mở"},
		{"text after a quote", "a: 'x' y\n", "1:8 D004", "sau dấu ngoặc kép"},
		{"two colons", "a: b: c\n", "1:4 D004", "hai dấu hai chấm"},
		{"no blank after the colon", "a:1\nb: 2\n", "1:1 D004", "dấu cách"},
		{"no colon", "unit: x\njust text\nb: 2\n", "2:1 D004", "hai chấm"},
		{"deeper under a value", "a: 1\n  b: 2\n", "2:3 D004", "thụt lề"},
		{"not aligned", "a:\n  b: 1\n c: 2\n", "3:2 D004", "thụt lề"},
		{"a reserved character", "a: @x\n", "1:4 D004", "@"},
		{"an unknown escape", "\"a\": \"x\\qy\"\n", "1:8 D004", "\\"},
		{"nonsense digits in an escape", "a: \"\\u00zz\"\n", "1:5 D004", "\\"},
		{"emoji in a value", "a: tốt 👍 lắm\n", "1:8 D018", "1F44D"},
		{"emoji in a comment do not matter", "a: 1 # 👍\n", "", ""},
		{"an escaped control character", "a: \"\\u0007\"\n", "1:4 D018", "U+0007"},
		{"bidi and private use in one text", "a: |\n  x\u202Ey\n  z\uE000\n", "2:4 D018, 3:4 D018", ""},
		{"a foreign script", "a: 漢字\n", "1:4 D018", ""},
		{"a comma cuts a number", "f: { huyen: 1,5, xa: 2 }\n", "1:15 D009", "“1,5” thành “1” và “5”"},
		{"a comma cuts thousands", "f: { huyen: 1,234 }\n", "1:15 D009", "1.2340"},
		{"a comma cuts text", "f: {note: abc, def, ghi}\n", "1:16 D009", "“abc, def, ghi” thành “abc” và “def, ghi”"},
		{"a key alone", "f: {117}\n", "1:5 D026", "117"},
	} {
		_, list := YAML(file(tc.in))
		if got := told(list); got != tc.told {
			t.Errorf("%s: %q told %q, want %q", tc.name, tc.in, got, tc.told)
			continue
		}
		if len(list) > 0 && !strings.Contains(list[0].In(finding.VI), tc.vi) {
			t.Errorf("%s: said %q, want %q in it", tc.name, list[0].In(finding.VI), tc.vi)
		}
	}
}

func TestYAML_CutMarksTheValueBefore(t *testing.T) {
	n, _ := YAML(file("f: { huyen: 1,5, xa: 2 }\n"))
	f, _ := n.Get("f")
	if len(f.Entries) != 2 || !f.Entries[0].Value.Cut || f.Entries[1].Value.Cut {
		t.Errorf("got %+v, want huyen cut, xa whole and no entry 5", f.Entries)
	}
}

func TestHostileInputEndsSoon(t *testing.T) {
	if testing.Short() {
		t.Skip("megabytes of input")
	}
	keys := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "k%d: 1\n", i)
		}
		return b.String()
	}
	for name, in := range map[string]string{
		"100,000 brackets":      strings.Repeat("[", 100_000),
		"8 MiB of brackets":     strings.Repeat("[", 8<<20),
		"500,000 keys":          keys(500_000),
		"10,001 keys":           keys(10_001),
		"100,000 documents":     strings.Repeat("---\na: 1\n", 100_000),
		"deep lists":            strings.Repeat("- ", 1000) + "x",
		"deep maps":             strings.Repeat("{a: ", 1000),
		"tabs in quotes":        "a: \"" + strings.Repeat("\t", 1<<20) + "\n",
		"question marks":        strings.Repeat("? ", 100_000),
		"aliases":               "a: [" + strings.Repeat("*a, ", 100_000) + "]",
		"quotes":                strings.Repeat("\"\\q", 100_000),
		"reserved":              strings.Repeat("@ ", 400_000),
		"colons in a flow":      "{" + strings.Repeat("x:x", 100_000) + "}",
		"emoji":                 "a: " + strings.Repeat("👍 ", 1<<20),
		"text over many lines":  "a: b\n" + strings.Repeat("  x y\n", 1<<20),
		"a block of many lines": "a: |\n" + strings.Repeat("  x y\n", 1<<20),
		"one long line":         "a: " + strings.Repeat("xxxx ", 1<<20),
		"too large":             strings.Repeat(" ", 9<<20),
	} {
		for format, read := range map[string]func(File) (Node, finding.List){"YAML": YAML, "JSON": JSON} {
			begin := time.Now()
			read(file(in))
			if took := time.Since(begin); took > 30*slower*time.Second { // a hang, not slowness on a busy machine
				t.Errorf("%s as %s took %v", name, format, took)
			}
		}
	}
}
