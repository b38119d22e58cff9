package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// head begins a submission that is in order.
const head = "template: dan-van\nunit: { code: xa-a, name: Xã A, level: xa }\nperiod: 2022-Q1\ndocument: { issuer: { superior: X, body: Y } }\n"

// heading begins a CSV of figures.
const heading = "unit,period,indicator,breakdown,category,value\n"

func inYAML(rest string) func(*testing.T, string) { return file("xa-a.yaml", head+rest) }

// inJSON gives a submission in JSON, with more of its fields.
func inJSON(rest string) string {
	return `{"template": "dan-van", "unit": {"code": "xa-a", "name": "Xã A"}, "period": "2022-Q1"` + rest + "}"
}

func repeated(s string, n int) func() string { return func() string { return strings.Repeat(s, n) } }

// huge makes a file of size bytes that takes no room on the disk.
func huge(name, head string, size int64) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		write(t, filepath.Join(dir, name), head)
		if err := os.Truncate(filepath.Join(dir, name), size); err != nil {
			t.Fatal(err)
		}
	}
}

// deep nests text n times.
func deep(before, open, inside, closing string, n int) func() string {
	return func() string { return before + strings.Repeat(open, n) + inside + strings.Repeat(closing, n) }
}

// keys makes n entries, the i-th by the format.
func keys(before, format string, n int, after string) func() string {
	return func() string {
		var b strings.Builder
		b.WriteString(before)
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String() + after
	}
}

// utf16Text is what Notepad saves as “Unicode”.
func utf16Text(text string, mark bool) string {
	units := utf16.Encode([]rune(text))
	if mark {
		units = append([]uint16{0xFEFF}, units...)
	}
	var b strings.Builder
	for _, u := range units {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

const deepest = 100_000

var hostileTexts = []hostile{
	{name: "CSV of ten million columns", make: made("a.csv", repeated("unit,", 10_000_000)), want: []string{"[D019]"}},
	{name: "CSV of one line of 100 MB", make: made("a.csv", func() string { return heading + strings.Repeat("x", 100<<20) }), want: []string{"[D019]"}},
	{name: "CSV of one line of 1 GB", make: huge("a.csv", heading, 1<<30), want: []string{"[D019]"}},
	{name: "CSV with a field of 60 MB", make: made("a.csv", func() string { return heading + "xa-a,2022-Q1,TD04,,," + strings.Repeat("1", 60<<20) + "\n" }), want: []string{"[D019]"}},
	{name: "CSV of ten million short rows", make: made("a.csv", func() string { return heading + strings.Repeat("a,,,,,\n", 9_000_000) }), want: []string{"[D019]"}},
	{name: "CSV of ten million empty rows", make: made("a.csv", func() string { return heading + strings.Repeat(",,,,,\n", 10_000_000) }), want: []string{"[D001]"}},
	{name: "CSV with faults in every row", make: made("a.csv", keys(heading, "xa-a,2022-Q1,TD04,,,%dO\n", 300_000, "")), want: []string{"[D007]"}},
	{name: "CSV of a unit a row", make: made("a.csv", keys(heading, "xa-%d,2022-Q1,TD04,,,1\n", 300_000, "")), args: "check . -t dan-van", exit: 2, want: []string{"-u"}},
	{name: "CSV of a period a row", make: made("a.csv", keys(heading, "xa-a,%d,TD04,,,1\n", 9999, "")), args: "check . -t dan-van", exit: 1, want: []string{"[D012]"}},
	{name: "CSV with NUL", make: file("a.csv", heading+"xa-a,2022-Q1,TD04,,,1\x002\n"), want: []string{"[D018]", "U+0000"}},
	{name: "CSV with a quote that is never closed", make: made("a.csv", func() string {
		return heading + "xa-a,2022-Q1,TD04,,,\"1\n" + strings.Repeat("xa-a,2022-Q1,TD04,,,1\n", 500_000)
	}), want: []string{"[D004]"}},
	{name: "CSV of bare quotes", make: made("a.csv", func() string { return heading + strings.Repeat("a\"b,,,,,\n", 300_000) }), want: []string{"[D004]"}},
	{name: "CSV with a line of quotes", make: made("a.csv", func() string { return heading + strings.Repeat(`""`, 20_000_000) }), want: []string{"[D019]"}},

	{name: "YAML that laughs", make: inYAML("a: &a [l,l,l,l,l,l,l,l,l]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\nfigures: {TD04: *d}\n"), want: []string{"[D024]"}},
	{name: "YAML of merge keys", make: inYAML("figures:\n  <<: {TD04: 1}\n"), want: []string{"[D024]"}},
	{name: "YAML with a tag", make: inYAML("figures: !!python/object/apply:os.system [\"true\"]\n"), want: []string{"[D024]"}},
	{name: "YAML nested by brackets", make: made("a.yaml", deep(head+"figures: ", "[", "", "]", deepest)), want: []string{"[D019]"}},
	{name: "YAML nested by braces", make: made("a.yaml", deep(head+"figures: ", "{a: ", "1", "}", deepest)), want: []string{"[D019]"}},
	{name: "YAML nested by dashes", make: made("a.yaml", deep(head+"figures: ", "- ", "1", "", deepest)), want: []string{"[D019]"}},
	{name: "YAML nested by indents", make: made("a.yaml", func() string {
		var b strings.Builder
		for i := range 3000 {
			b.WriteString(strings.Repeat(" ", i) + "a:\n")
		}
		return head + b.String()
	}), want: []string{"[D019]"}},
	{name: "YAML of 500,000 keys", make: made("a.yaml", keys(head+"figures:\n", "  K%d: 1\n", 500_000, "")), want: []string{"[D019]"}},
	{name: "YAML of 500,000 keys in braces", make: made("a.yaml", keys(head+"figures: {", "K%d: 1, ", 500_000, "}\n")), want: []string{"[D019]"}},
	{name: "YAML of unknown keys up to the limit", make: made("a.yaml", keys(head+"figures: {", "K%d: 1, ", 19_000, "}\n")), want: []string{"[C001]", "1.000"}},
	{name: "YAML of 100,000 documents", make: made("a.yaml", repeated("---\na: 1\n", 100_000)), want: []string{"[D019]"}},
	{name: "YAML of 100,000 questions", make: made("a.yaml", repeated("? ", 100_000)), want: []string{"[D024]"}},
	{name: "YAML of one long key", make: made("a.yaml", func() string { return head + strings.Repeat("k", 3<<20) + ": 1\n" }), want: []string{"[D006]"}},
	{name: "YAML of a text of 3 MB", make: made("a.yaml", func() string {
		return head + "texts:\n  tinh_hinh: |\n" + strings.Repeat("    chữ chữ chữ chữ\n", 120_000)
	}), args: "generate . -o bao-cao --format json", exit: 1, want: []string{"[D019]"}},
	{name: "YAML of tabs", make: made("a.yaml", repeated("\t", 4<<20)), want: []string{"[D001]"}},
	{name: "YAML of colons", make: made("a.yaml", repeated(": ", 200_000)), want: []string{"[D019]"}},
	{name: "YAML of a quote without end", make: made("a.yaml", func() string { return head + "figures: \"" + strings.Repeat("a\\n", 1<<20) }), want: []string{"[D004]"}},

	{name: "JSON nested by brackets", make: made("a.json", deep("", "[", "", "]", deepest)), want: []string{"[D019]"}},
	{name: "JSON nested by braces", make: made("a.json", deep("", `{"a":`, "1", "}", deepest)), want: []string{"[D019]"}},
	{name: "JSON of 500,000 keys", make: made("a.json", keys("{", `"k%d": 1, `, 500_000, `"z": 1}`)), want: []string{"[D019]"}},
	{name: "JSON of one key 100,000 times", make: made("a.json", func() string { return "{" + strings.Repeat(`"period": 1, `, 100_000) + `"unit": 1}` }), want: []string{"[D005]"}},
	{name: "JSON with a lone surrogate", make: file("a.json", inJSON(`, "texts": {"tinh_hinh": "\ud800"}`)), want: []string{"[D018]", "U+D800"}},
	{name: "JSON with a NUL", make: file("a.json", inJSON(`, "texts": {"tinh_hinh": "\u0000"}`)), want: []string{"[D018]", "U+0000"}},
	{name: "JSON with a key of 7 MB", make: made("a.json", func() string { return inJSON(`, "` + strings.Repeat("k", 3<<20) + `": 1`) }), want: []string{"[D006]"}},

	{name: "numbers of 10,000 digits", make: inYAML("figures: { TD04: " + strings.Repeat("9", 10_000) + " }\n"), want: []string{"[D010]"}},
	{name: "numbers of a million digits", make: made("a.csv", func() string {
		return heading + strings.Repeat("xa-a,2022-Q1,TD04,,,"+strings.Repeat("9", 60_000)+"\n", 16)
	}), args: "check . -t dan-van", exit: 1, want: []string{"[D010]"}},
	{name: "an exponent of a million", make: inYAML("figures: { TD04: 1e1000000, TD05: 1e-1000000, TD06: 9e999999999999999999 }\n"), want: []string{"[D007]"}},
	{name: "an exponent of a million in JSON", make: file("a.json", inJSON(`, "figures": {"TD04": 1e1000000}`)), want: []string{"[D007]"}},
	{name: "hexadecimal, infinity and nothing", make: inYAML("figures: { TD04: 0x10, TD05: .inf, TD06: .nan }\n"), want: []string{"“0x10”", "“.inf”", "“.nan”", "[D007]"}},
	{name: "full-width digits", make: inYAML("figures: { TD04: １２ }\n"), want: []string{"[D007]", "１２"}},
	{name: "a key in Cyrillic", make: inYAML("figures: {}\nfigurеs: { TD04: 1 }\n"), want: []string{"[D006]", "U+0435"}},
	{name: "an indicator in Cyrillic", make: inYAML("figures: { ТD04: 1 }\n"), want: []string{"[C001]", "U+0422"}},
	{name: "keys twice", make: inYAML("figures: { TD04: 1 }\nfigures: { TD04: 2 }\n"), want: []string{"[D005]"}},
	{name: "keys twice in two normal forms", make: inYAML("texts: { a: { tên: a, te\u0302n: b } }\n"), want: []string{"[D005]"}},

	{name: "a name that is turned", make: file("a.yaml", strings.Replace(head, "Xã A", "Xã \u202eA", 1)), want: []string{"[D018]", "U+202E"}},
	{name: "a text that is turned", make: file("a.csv", "unit,period,indicator,breakdown,category,value,note\nxa-a,2022-Q1,TD04,,,1,ghi \u2066chú\n"), want: []string{"[D018]", "U+2066"}},
	{name: "a name that moves the cursor", make: file("a.yaml", "template: dan-van\nunit: { code: xa-a, name: \"Xã\\e[2JA\" }\nperiod: 2022-Q1\n"), want: []string{"[D018]", "U+001B"}},
	{name: "bytes that are no UTF-8", make: file("a.yaml", head+"texts: { tinh_hinh: \"\xff\xc0\xaf\" }\n"), want: []string{"[D002]"}},
	{name: "UTF-16 with a mark", make: file("a.yaml", utf16Text(head, true)), want: []string{"[D002]", "UTF-16"}},
	{name: "UTF-16 without a mark", make: file("a.csv", utf16Text(heading, false)), want: []string{"[D002]", "UTF-16"}},
	{name: "all bytes", make: made("a.csv", func() string {
		var b strings.Builder
		for i := range 1 << 22 {
			b.WriteByte(byte(i * 7))
		}
		return b.String()
	}), want: []string{"[D002]"}},
	{name: "letters of an old encoding, 60 MB of them", make: made("a.csv", func() string { return heading + strings.Repeat("xa-a,2022-Q1,TD04,,,1,¸¹ ¸ª\n", 2_000_000) }), want: []string{"[D023]"}},
	{name: "Markdown nested by quotations", make: made("a.yaml", func() string {
		return head + "texts:\n  tinh_hinh: \"" + strings.Repeat("> ", deepest) + "x\"\n"
	}), args: "generate . -o bao-cao", exit: 1, want: []string{"[D019]"}},
	{name: "Markdown nested by lists", make: made("a.yaml", func() string {
		return head + "texts:\n  tinh_hinh: \"" + strings.Repeat("- ", deepest) + "x\"\n"
	}), args: "generate . -o bao-cao", exit: 1, want: []string{"[D019]"}},
	{name: "Markdown nested by brackets", make: made("a.yaml", func() string {
		return head + "texts:\n  tinh_hinh: \"" + strings.Repeat("[", deepest) + "x\"\n"
	}), args: "generate . -o bao-cao", exit: 1, want: []string{"[D019]"}},
	{name: "Markdown nested by stars", make: made("a.yaml", func() string {
		return head + "texts:\n  tinh_hinh: \"" + strings.Repeat("*a **b ", deepest) + "x\"\n"
	}), args: "generate . -o bao-cao", exit: 1, want: []string{"[D019]"}},
}
