package source

import (
	"fmt"
	"strings"
	"testing"

	"baocao/report/finding"
)

func TestJSON_TreeWithPlaces(t *testing.T) {
	in := "{\"tên\": \"Dân vận\", \"n\": [08, -1.50, 1e3, true, null],\n \"đ\": {\"x\": \"a\\u0110\\n\\ud83d\"}}"
	n, list := JSON(file(in))
	want := "{tên@1:2=\"Dân vận\"@1:9 n@1:20=[08@1:26 -1.50@1:30 1e3@1:37 true@1:42 null]@1:25 đ@2:2={x@2:8=\"aĐ\\n\ufffd\"@2:13}@2:7}@1:1"
	if got := sketch(n); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	if told(list) != "2:23 D018" {
		t.Errorf("told %q, want the lone surrogate at 2:23", told(list))
	}
}

func TestJSON_Findings(t *testing.T) {
	for _, tc := range []struct{ name, in, told, vi string }{
		{"empty", " \n", "1:1 D001", ""},
		{"null", "null", "1:1 D001", ""},
		{"a trailing comma", "{\"a\": 1,\n}", "1:8 D004", "thừa dấu phẩy"},
		{"single quotes", "{'a': 1}", "1:2 D004", "ngoặc kép thẳng"},
		{"curly quotes", "{“a”: 1}", "1:2 D004", "ngoặc kép thẳng"},
		{"a comment", "{ // c\n\"a\": 1}", "1:3 D004", "ghi chú"},
		{"an unclosed text", "{\"a\": \"x\n}", "1:7 D004", "ngoặc kép mở"},
		{"an unclosed brace", "{\"a\": {\"b\": 1}", "1:1 D004", "thiếu dấu đóng"},
		{"a missing comma", "{\"a\": 1 \"b\": 2}", "1:9 D004", "thiếu dấu phẩy"},
		{"a missing colon", "{\"a\" 1}", "1:6 D004", "hai chấm"},
		{"a bare word", "{\"a\": abc}", "1:7 D004", "“abc”"},
		{"a bare name", "{a: 1}", "1:2 D004", "tên mục"},
		{"no number", "{\"a\": 44/48}", "1:7 D004", "44/48"},
		{"something behind", "{} 1", "1:4 D004", "còn nội dung"},
		{"no value", "{\"a\": }", "1:7 D004", "một giá trị"},
		{"an unknown escape", `{"a": "x\q"}`, "1:9 D004", "\\"},
		{"two keys alike", `{"a": 1, "a": 2}`, "1:10 D005", "1:2"},
		{"emoji as a pair of escapes", `{"a": "\ud83d\udc4d"}`, "1:8 D018", "1F44D"},
		{"an escaped control character", `{"a": "b\u0001c\u0002"}`, "1:9 D018, 1:16 D018", "U+0001"},
	} {
		_, list := JSON(file(tc.in))
		if got := told(list); got != tc.told {
			t.Errorf("%s: %q told %q, want %q", tc.name, tc.in, got, tc.told)
			continue
		}
		if len(list) > 0 && !strings.Contains(list[0].In(finding.VI), tc.vi) {
			t.Errorf("%s: said %q, want %q in it", tc.name, list[0].In(finding.VI), tc.vi)
		}
	}
}

func TestJSON_DuplicatesAmongManyKeys(t *testing.T) {
	var b strings.Builder
	b.WriteString("{")
	for i := range 100 {
		fmt.Fprintf(&b, "\"k%d\": %d,\n", i, i)
	}
	n, list := JSON(file(b.String() + `"k3": 1, "k99": 2, "k100": 3}`))
	if got := told(list); got != "101:1 D005, 101:10 D005" || len(n.Entries) != 101 {
		t.Errorf("told %q of %d keys", got, len(n.Entries))
	}
	for i, e := range n.Entries {
		if want := i == 3 || i == 99; e.Twice != want || e.Key != fmt.Sprintf("k%d", i) {
			t.Errorf("entry %d is %s, twice: %v", i, e.Key, e.Twice)
		}
	}
}

func TestTrees_ATreeIsWholeWhateverWasReadBefore(t *testing.T) {
	var trees Trees
	for _, text := range []string{`{"a": [1, {"b": 2}], "c": {}}`, `{"a": [1, `, `{"d": {"e": "f", "g": [[]]}}`, "a: &x 1\n", "a: {b: 1}\nc:\n  d: 2\n"} {
		read, alone := trees.JSON, JSON
		if !strings.HasPrefix(text, "{") {
			read, alone = trees.YAML, YAML
		}
		want, _ := alone(file(text))
		if got, _ := read(file(text)); sketch(got) != sketch(want) {
			t.Errorf("%s: %s, want %s", text, sketch(got), sketch(want))
		}
	}
}
