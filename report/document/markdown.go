package document

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Markdown turns a text that people wrote into blocks: headings, paragraphs, lists, bold
// and italic. What a page of a report has no use for (code, quotations, links, HTML)
// keeps its words and loses its form; nothing is dropped.
func Markdown(source string) []Block {
	src := []byte(source)
	m := markdown{src: src}
	m.blocks(newParser().Parse(text.NewReader(src)), 0)
	return m.out
}

// deepest is how many marks of quotations and lists, and brackets, a text may open one after
// another. The parser takes quadratic time over more, and nobody means them.
const deepest = 100

// TooDeep reports whether a text nests so deep that [Markdown] must not be asked. A line may
// open many quotations and lists; brackets stay open over lines.
func TooDeep(source string) bool {
	brackets := 0
	for line := range strings.SplitSeq(source, "\n") {
		marks := 0
		for i := 0; i < len(line); i++ {
			switch line[i] {
			case '>', '-', '+', '*':
				marks++
			case ' ', '\t':
			case '[':
				brackets++
			case ']':
				brackets = max(brackets-1, 0)
			default:
				if marks > deepest {
					return true
				}
				marks = 0
			}
			if brackets > deepest {
				return true
			}
		}
		if marks > deepest && strings.Trim(line, "-* \t") != "" {
			return true
		}
		if line == "" {
			brackets = 0
		}
	}
	return false
}

// newParser is goldmark's, but for definitions of links: "[1]: …" is a line like any other.
func newParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
	)
}

type markdown struct {
	src []byte
	out []Block
}

// maxDepth bounds the nesting of lists and quotations: deeper ones print at this depth.
const maxDepth = 6

func (m *markdown) blocks(parent ast.Node, depth int) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			if runs := m.inline(n); len(runs) > 0 {
				m.out = append(m.out, &Heading{Level: n.Level, Runs: runs})
			}
		case *ast.Paragraph, *ast.TextBlock:
			if runs := m.inline(n); len(runs) > 0 {
				m.out = append(m.out, &Paragraph{Runs: runs})
			}
		case *ast.List:
			m.list(n, min(depth, maxDepth))
		case *ast.Blockquote:
			m.blocks(n, depth)
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			m.lines(n.Lines())
		case *ast.HTMLBlock:
			m.lines(n.Lines())
			if n.HasClosure() {
				m.line(n.ClosureLine)
			}
		}
	}
}

// lines keeps the words of a block that is not text, one paragraph a line.
func (m *markdown) lines(lines *text.Segments) {
	for i := range lines.Len() {
		m.line(lines.At(i))
	}
}

func (m *markdown) line(line text.Segment) {
	if words := strings.TrimSpace(string(line.Value(m.src))); words != "" {
		m.out = append(m.out, &Paragraph{Runs: []Run{{Text: words}}})
	}
}

func (m *markdown) list(l *ast.List, depth int) {
	number := l.Start
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		marker := "-"
		if l.IsOrdered() {
			marker = strconv.Itoa(number) + "."
			number++
		}
		first := len(m.out)
		m.blocks(item, depth+1)
		for i := first; i < len(m.out); i++ {
			if p, ok := m.out[i].(*Paragraph); ok && p.Marker == "" && i == first {
				p.Marker, p.Depth = marker, depth
			}
		}
	}
}

func (m *markdown) inline(n ast.Node) []Run {
	var w runWriter
	m.spans(n, &w, false, false)
	return TrimRuns(w.runs)
}

func (m *markdown) spans(parent ast.Node, w *runWriter, bold, italic bool) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			w.add(unescape(string(n.Segment.Value(m.src)), n.IsRaw()), bold, italic)
			if n.SoftLineBreak() || n.HardLineBreak() {
				w.add(" ", bold, italic)
			}
		case *ast.String:
			w.add(string(n.Value), bold, italic)
		case *ast.Emphasis:
			m.spans(n, w, bold || n.Level == 2, italic || n.Level == 1)
		case *ast.AutoLink:
			w.add(string(n.Label(m.src)), bold, italic)
		case *ast.RawHTML:
			for i := range n.Segments.Len() {
				part := n.Segments.At(i)
				w.add(string(part.Value(m.src)), bold, italic)
			}
		default:
			m.spans(n, w, bold, italic)
		}
	}
}

// unescape resolves backslash escapes of punctuation, which goldmark leaves in place.
func unescape(s string, raw bool) string {
	if raw || !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// runWriter joins neighbouring text of one face into one run and folds white space.
type runWriter struct{ runs []Run }

func (w *runWriter) add(s string, bold, italic bool) {
	if last := len(w.runs) - 1; last >= 0 && w.runs[last].Bold == bold && w.runs[last].Italic == italic {
		w.runs[last].Text += s
		return
	}
	w.runs = append(w.runs, Run{Text: s, Bold: bold, Italic: italic})
}

// TrimRuns folds each stretch of blanks into one, also where it spans two runs, drops
// blanks at both ends and runs without text, and joins runs of one face that print no
// figure. No-break spaces stay.
func TrimRuns(runs []Run) []Run {
	var out []Run
	blank := true // what stands before is a blank, or nothing
	for _, r := range runs {
		var b strings.Builder
		for _, c := range r.Text {
			isBlank := c == ' ' || c == '\n' || c == '\t' || c == '\r'
			if isBlank && blank {
				continue
			}
			blank = isBlank
			if isBlank {
				c = ' '
			}
			b.WriteRune(c)
		}
		r.Text = b.String()
		switch last := len(out) - 1; {
		case r.Text == "":
		case last >= 0 && out[last].SameFace(r) && out[last].Figure == "" && r.Figure == "":
			out[last].Text += r.Text
		default:
			out = append(out, r)
		}
	}
	for len(out) > 0 {
		last := &out[len(out)-1]
		if last.Text = strings.TrimSuffix(last.Text, " "); last.Text != "" {
			break
		}
		out = out[:len(out)-1]
	}
	return out
}
