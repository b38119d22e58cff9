package source

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"baocao/report/finding"
	"baocao/report/limit"
)

// YAML reads a file as a tree. Scalars keep the characters that were typed, whatever YAML
// would make of them: 08, 1_000 and 2022-04-27 are these characters.
//
// Anchors, aliases, tags, merge keys and further documents are refused, and so is a key
// without a value between { }: there a comma cut a value in two.
// A fault of syntax leaves no tree; after any other finding the rest of the tree is there.
func YAML(f File) (Node, finding.List) { return new(Trees).YAML(f) }

// YAML is [YAML] into the memory of t.
func (t *Trees) YAML(f File) (Node, finding.List) {
	if len(f.Data) > f.Limits.Most(limit.TreeFile) {
		return Node{}, finding.List{f.Limits.Passed(limit.TreeFile, f.start())}
	}
	text, list := Text(f)
	if list.HasErrors() {
		return Node{}, list
	}
	if isBlank(text) {
		return Node{}, finding.List{finding.New(finding.Empty, f.start())}
	}
	from := f.origin()
	if f.converter(text) == nil {
		root, ok := t.plainYAML(from, text, t.picker())
		if !ok && t.pick.refused {
			root, ok = t.plainYAML(from, text, &picker{})
		}
		if ok {
			return root, nil
		}
	}
	return t.fullYAML(f, from, text)
}

// fullYAML reads all that is YAML, and says what is not.
func (t *Trees) fullYAML(f File, from *Origin, text string) (Node, finding.List) {
	t.grove.clear(0)
	y := &yamlReader{limits: f.Limits, legacy: f.converter(text), grove: &t.grove, from: from, lines: strings.Split(text, "\n")}
	root, ok := y.read(text)
	if !ok {
		return Node{}, y.list
	}
	if root.Kind == Null {
		return Node{}, finding.List{finding.New(finding.Empty, from.At(Place{1, 1}))}
	}
	return root, y.list
}

// yamlReader turns the library's tokens and tree into ours.
type yamlReader struct {
	limits limit.Limits
	legacy *converter
	from   *Origin
	lines  []string // as typed, for positions and explanations
	grove  *grove
	list   finding.List

	measured, length int // the line that was measured last, 1-based, and its characters
}

func (y *yamlReader) read(text string) (Node, bool) {
	if n := strings.Count(text, "\n") + countAny(text, "{}[],:-?!&*|>\"'"); n > y.limits.Most(limit.Signs) {
		y.list.Add(y.limits.Passed(limit.Signs, y.pos(1, 1)))
		return Node{}, false
	}
	tokens := lexer.Tokenize(plainSpaces(text))
	s := tokenScan{yamlReader: y}
	if !s.accept(tokens) {
		return Node{}, false
	}
	tree, fault := parseTokens(tokens)
	if tree == nil {
		y.list.Add(y.explain(fault))
		return Node{}, false
	}
	for _, doc := range tree.Docs {
		if doc.Body != nil {
			return y.node(doc.Body), true
		}
	}
	return Node{}, true
}

// parseTokens makes the tree, or gives the token at which it failed; nil when unknown.
// The library's own words are never shown, and a panic of it on odd input is an input
// that cannot be understood.
func parseTokens(tokens token.Tokens) (tree *ast.File, fault *token.Token) {
	defer func() {
		if recover() != nil {
			tree = nil
		}
	}()
	tree, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err == nil {
		return tree, nil
	}
	if at, ok := err.(interface{ GetToken() *token.Token }); ok {
		fault = at.GetToken()
	}
	return nil, fault
}

// countAny counts the characters of text that are among chars, all ASCII.
func countAny(text, chars string) int {
	var counted [256]int
	for i := range len(chars) {
		counted[chars[i]] = 1
	}
	n := 0
	for i := range len(text) {
		n += counted[text[i]]
	}
	return n
}

// plainSpaces makes every odd space and every tab that does not indent a plain space,
// one for one, so that places stay. The library drops or miscounts such tabs.
func plainSpaces(text string) string {
	indenting := true
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			indenting = true
			return r
		case r == ' ', isOddSpace(r):
			return ' '
		case r == '\t' && !indenting:
			return ' '
		case r != '\t':
			indenting = false
		}
		return r
	}, text)
}

// pos makes a place for a finding.
func (y *yamlReader) pos(line, col int) finding.Pos { return y.from.At(y.place(line, col)) }

// place makes a place and keeps it inside the file.
func (y *yamlReader) place(line, col int) Place {
	line = min(max(line, 1), len(y.lines))
	if line != y.measured { // a file may be one long line with many places
		y.measured, y.length = line, utf8.RuneCountInString(y.line(line))
	}
	return Place{int32(line), int32(min(max(col, 1), y.length+1))}
}

func (y *yamlReader) at(t *token.Token) finding.Pos { return y.from.At(y.placeOf(t)) }

func (y *yamlReader) placeOf(t *token.Token) Place {
	if t == nil || t.Position == nil {
		return y.place(1, 1)
	}
	return y.place(t.Position.Line, t.Position.Column)
}

// line is the typed text of a line, 1-based.
func (y *yamlReader) line(n int) string { return y.lines[min(max(n, 1), len(y.lines))-1] }

func (y *yamlReader) node(n ast.Node) Node {
	switch n := n.(type) {
	case nil:
		return Node{From: y.from}
	case *ast.MappingNode:
		return y.mapping(n.Start, n.IsFlowStyle, n.Values)
	case *ast.MappingValueNode:
		return y.mapping(n.Key.GetToken(), false, []*ast.MappingValueNode{n})
	case *ast.SequenceNode:
		list, from := Node{From: y.from, At: y.placeOf(n.Start), Kind: List, Flow: n.IsFlowStyle}, y.grove.begin()
		for _, item := range n.Values {
			y.grove.push(Entry{Value: y.node(item)})
		}
		list.Entries = y.grove.end(from)
		return list
	case *ast.NullNode:
		return Node{From: y.from, At: y.placeOf(n.Token)}
	case *ast.LiteralNode:
		at := y.blockPlace(n.Start)
		return Node{From: y.from, At: at, Kind: Scalar, Quoted: true, Block: true, Text: y.clean(n.Value.Value, at)}
	}
	t := n.GetToken()
	at := y.placeOf(t)
	quoted := t.Type == token.DoubleQuoteType || t.Type == token.SingleQuoteType
	return Node{From: y.from, At: at, Kind: Scalar, Quoted: quoted, Text: y.clean(t.Value, at)}
}

// blockPlace is the first character of a block's text, below its | or >.
func (y *yamlReader) blockPlace(header *token.Token) Place {
	for n := header.Position.Line + 1; n <= len(y.lines); n++ {
		line := y.line(n)
		if text := strings.TrimLeft(line, " "); text != "" {
			return y.place(n, len(line)-len(text)+1)
		}
	}
	return y.placeOf(header)
}

func (y *yamlReader) mapping(start *token.Token, flow bool, values []*ast.MappingValueNode) Node {
	m, from := Node{From: y.from, At: y.placeOf(start), Kind: Map, Flow: flow}, y.grove.begin()
	var keys keySet
	if !flow && len(values) > 0 { // the library's start of a block map is its colon
		m.At = y.placeOf(values[0].Key.GetToken())
	}
	for i := 0; i < len(values); i++ {
		if flow && hasNoValue(values[i]) {
			first := i
			for i+1 < len(values) && hasNoValue(values[i+1]) {
				i++
			}
			y.cut(y.grove.stack[from:], values[first:i+1])
			continue
		}
		key := values[i].Key.GetToken()
		at := y.placeOf(key)
		e := Entry{Key: y.clean(key.Value, at), At: at, Value: y.node(values[i].Value)}
		y.grove.enter(from, &keys, &e, &y.list)
	}
	m.Entries = y.grove.end(from)
	return m
}

// hasNoValue reports whether an entry of a flow map is a key without even a colon.
func hasNoValue(v *ast.MappingValueNode) bool { return v.Start.Type != token.MappingValueType }

// cut reports keys without a value that stand in a row behind the entries of a map: the
// last one's value was cut by commas, or they stand for themselves.
func (y *yamlReader) cut(entries []Entry, rest []*ast.MappingValueNode) {
	words := make([]string, len(rest))
	for i, v := range rest {
		words[i] = y.clean(v.Key.GetToken().Value, y.placeOf(v.Key.GetToken()))
	}
	if len(entries) > 0 {
		if last := &entries[len(entries)-1].Value; last.Kind == Scalar && !last.Quoted {
			y.list.Add(commaCut(y.at(rest[0].Key.GetToken()), last.Text, words))
			last.Cut = true
			return
		}
	}
	for i, v := range rest {
		y.list.Add(noValue(y.at(v.Key.GetToken()), words[i]))
	}
}

// noValue reports a key without a value; most often its colon was forgotten.
func noValue(pos finding.Pos, key string) finding.Finding {
	f := finding.New(finding.NoValue, pos, Excerpt(key))
	if at := strings.LastIndexByte(key, ' '); at > 0 && at+1 < len(key) && unicode.IsDigit(rune(key[at+1])) {
		return f.Hinted("viết “%s: %s”", "write “%s: %s”", Excerpt(key[:at]), Excerpt(key[at+1:]))
	}
	return f.Hinted("viết “%s: giá trị”", "write “%s: value”", Excerpt(key))
}

// commaCut words the finding: first, then the rest, became entries of their own.
func commaCut(pos finding.Pos, first string, rest []string) finding.Finding {
	tail := strings.Join(rest, ", ")
	f := finding.New(finding.CommaCut, pos, Excerpt(first+","+joiner(tail)+tail), Excerpt(first), Excerpt(tail))
	whole := strings.ReplaceAll(first, ".", "")
	if !endsInDigit(first) || len(rest) > 1 || strings.Trim(tail, "0123456789") != "" {
		return f.Hinted("chữ có dấu phẩy đặt trong ngoặc kép: \"%s, %s\"", "put text with a comma in quotes: \"%s, %s\"",
			Excerpt(first), Excerpt(tail))
	}
	if len(tail) == 3 {
		return f.Hinted("là phần nghìn thì viết %s, là phần thập phân thì viết %s", "write %s for thousands, %s for decimals",
			Excerpt(whole+tail), Excerpt(whole+"."+tail+"0"))
	}
	return f.Hinted("là một số thập phân thì viết %s; là hai mục thì ghi đủ “tên: giá trị” của mục sau",
		"write %s for one decimal number; for two entries give the second as “name: value”", Excerpt(whole+"."+tail))
}

// joiner is what stood between the halves: nothing inside a number, a blank in text.
func joiner(tail string) string {
	if strings.Trim(tail, "0123456789") == "" {
		return ""
	}
	return " "
}

func endsInDigit(s string) bool {
	return s != "" && unicode.IsDigit(rune(s[len(s)-1]))
}

// clean normalises a scalar that begins at a place and reports what in it cannot be printed.
func (y *yamlReader) clean(typed string, at Place) string {
	typed, found := y.legacy.value(typed, y.from.At(at))
	if found != nil {
		y.list.Add(*found)
	}
	text := Normalise(typed)
	if i, _ := firstUnprintable(text); i < 0 {
		return text
	}
	typedText := y.searchFrom(at)
	inRun := false // of characters that cannot be printed, which are reported once
	for _, r := range text {
		bad := !isPrintable(r)
		if bad && !inRun {
			typedText.find(r)
			y.list.Add(unprintable(y.pos(typedText.line, typedText.col), r))
		}
		inRun = bad
	}
	return visible(text)
}

// search goes forward through the lines as they were typed.
type search struct {
	lines     []string
	rest      string // of the line, from the column on
	line, col int
	over      bool // a character was not found, and looking on to the end for each would take long
}

func (y *yamlReader) searchFrom(at Place) *search {
	rest := y.line(int(at.Line))
	for range at.Col - 1 {
		_, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
	}
	return &search{lines: y.lines, rest: rest, line: int(at.Line), col: int(at.Col)}
}

// find goes to the next r. Where there is none, since r was written as an escape, the
// search stays: the place reached is the best that is known.
func (s *search) find(r rune) {
	ahead := *s
	for !s.over {
		if i := strings.IndexRune(ahead.rest, r); i >= 0 {
			ahead.col += utf8.RuneCountInString(ahead.rest[:i])
			ahead.rest = ahead.rest[i:]
			*s = ahead
			return
		}
		if ahead.line == len(s.lines) {
			s.over = true
			return
		}
		ahead.line, ahead.col, ahead.rest = ahead.line+1, 1, s.lines[ahead.line]
	}
}

// kindOf describes a character for a sentence: quoted, or by its number.
func kindOf(r rune) string {
	if isPrintable(r) && r != '\n' && r != '\t' {
		return "“" + string(r) + "”"
	}
	return fmt.Sprintf("U+%04X", r)
}
