package document_test

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"baocao/report/document"
)

// FuzzMarkdown holds that whatever people write becomes blocks that can be set, soon, and
// that no letter stands there that they did not write.
func FuzzMarkdown(f *testing.F) {
	for _, text := range []string{
		"", "# Một\n\nhai **ba** *bốn*\n- năm\n  1. sáu\n> bảy\n", "```go\nx\n```\n    y\n", "<div>\nmột\n</div>\n<!-- x -->", "[a](b \"c\") ![d](e) <http://f.vn> [1]: g",
		`\* \d A&B &amp; &#65;`, "a  \nb\\\nc", "***a* b**", "| a | b |\n|---|---|\n", "- - - a\n10. b\n", "\u00a0 \t\r\n", strings.Repeat("> ", 90) + "x", strings.Repeat("[", 90),
		"a\x00b\xff", "Setext\n===\n---\n", "+ x\n\n  y\n* z",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\r", "\n") // as files are read
		if document.TooDeep(text) {
			return
		}
		begin := time.Now()
		blocks := document.Markdown(text)
		if took := time.Since(begin); took > 3*time.Second {
			t.Fatalf("%d bytes took %v", len(text), took)
		}
		rest := text
		for _, b := range blocks {
			var runs []document.Run
			switch b := b.(type) {
			case *document.Heading:
				if b.Level < 1 || b.Level > 6 {
					t.Fatalf("a heading of level %d", b.Level)
				}
				runs = b.Runs
			case *document.Paragraph:
				if b.Depth < 0 || b.Depth > 10 {
					t.Fatalf("a paragraph at depth %d", b.Depth)
				}
				runs = b.Runs
			default:
				t.Fatalf("a block %T", b)
			}
			whole := ""
			for _, r := range runs {
				if r.Text == "" {
					t.Fatalf("%q has a run without text", text)
				}
				whole += r.Text
			}
			if whole == "" || strings.Trim(whole, " \n") != whole || strings.ContainsAny(whole, "\n\r") {
				t.Fatalf("%q has the paragraph %q", text, whole)
			}
			for _, letter := range whole {
				if !unicode.IsLetter(letter) && !unicode.IsDigit(letter) {
					continue
				}
				at := strings.IndexRune(rest, letter)
				if at < 0 {
					t.Fatalf("%q of %q was not written there", whole, text)
				}
				rest = rest[at+len(string(letter)):]
			}
		}
	})
}
