package calc

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"baocao/report/finding"
)

// What a formula is made of.
type shape uint8

const (
	constantNode shape = iota
	areaNode           // a cell, or a range of them
	operatorNode       // of two operands
	minusNode
	percentNode
	callNode
	emptyNode // an argument that was left out
)

type operator uint8

const (
	equal operator = iota
	different
	less
	atMost
	more
	atLeast
	joinTexts
	plus
	minus
	times
	over
	power
)

// binding says how strongly each operator binds its operands.
var binding = [...]int{equal: 1, different: 1, less: 1, atMost: 1, more: 1, atLeast: 1, joinTexts: 2, plus: 3, minus: 3, times: 4, over: 4, power: 5}

// node is one part of a formula. Its operands are first, and from there on next; 0 is no
// node, as the root is nobody's operand and stands at the end.
type node struct {
	shape       shape
	operator    operator
	function    *function
	value       Value
	area        area
	first, next int32
}

// area is a rectangle of cells on a sheet, by 1-based rows and columns.
type area struct {
	sheet                    int
	top, left, bottom, right int
}

func (a area) height() int  { return a.bottom - a.top + 1 }
func (a area) width() int   { return a.right - a.left + 1 }
func (a area) single() bool { return a.top == a.bottom && a.left == a.right }

// Limits, all of them Excel's own but for the depth, which is 64 functions there.
const (
	maxFormula = 8192
	maxDepth   = 256
	maxRow     = 1_048_576
	maxCol     = 16_384
)

// parser reads a formula from left to right (Pratt: operands, and operators by how
// strongly they bind).
type parser struct {
	book  *Book
	sheet int // where the formula stands
	src   string
	at    int
	depth int
	nodes []node // nodes[0] stands for none
	why   finding.Text
}

// parse appends the nodes of a formula to the given ones; the last is its root. A sentence
// says why it is none that this package computes.
func (b *Book) parse(sheet int, src string, nodes []node) ([]node, finding.Text) {
	if len(src) > maxFormula*utf8.UTFMax || utf8.RuneCountInString(src) > maxFormula {
		return nodes, finding.Say("công thức dài quá", "the formula is too long")
	}
	p := parser{book: b, sheet: sheet, src: src, nodes: append(nodes[:0], node{})}
	p.expression(0)
	if p.blanks(); p.why.IsZero() && p.at < len(p.src) {
		p.stop(p.src[p.at:])
	}
	return p.nodes, p.why
}

// stop remembers the first thing that was not understood.
func (p *parser) stop(what string) int32 {
	if p.why.IsZero() {
		p.why = finding.Say("không tính được “%s”", "“%s” is not computed here", cut(what))
	}
	p.at = len(p.src)
	return 0
}

// cut shortens what is quoted of a formula.
func cut(s string) string {
	const most = 24
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

func (p *parser) add(n node) int32 {
	p.nodes = append(p.nodes, n)
	return int32(len(p.nodes) - 1)
}

func (p *parser) blanks() {
	for p.at < len(p.src) && strings.IndexByte(" \t\r\n", p.src[p.at]) >= 0 {
		p.at++
	}
}

func (p *parser) next(c byte) bool {
	p.blanks()
	if p.at < len(p.src) && p.src[p.at] == c {
		p.at++
		return true
	}
	return false
}

// expression reads operands as long as the operators between them bind more than least.
func (p *parser) expression(least int) int32 {
	if p.depth++; p.depth > maxDepth {
		return p.stop(p.src[p.at:])
	}
	defer func() { p.depth-- }()
	left := p.operand()
	for p.why.IsZero() {
		if p.next('%') {
			left = p.add(node{shape: percentNode, first: left})
			continue
		}
		begin := p.at
		op, ok := p.operator()
		if !ok || binding[op] <= least {
			p.at = begin
			return left
		}
		right := p.expression(binding[op])
		p.nodes[left].next = right
		left = p.add(node{shape: operatorNode, operator: op, first: left})
	}
	return left
}

func (p *parser) operator() (op operator, ok bool) {
	p.blanks()
	rest := p.src[p.at:]
	for _, o := range [...]struct {
		sign string
		op   operator
	}{{"<>", different}, {"<=", atMost}, {">=", atLeast}, {"<", less}, {">", more}, {"=", equal}, {"&", joinTexts},
		{"+", plus}, {"-", minus}, {"*", times}, {"/", over}, {"^", power}} {
		if strings.HasPrefix(rest, o.sign) {
			p.at += len(o.sign)
			return o.op, true
		}
	}
	return 0, false
}

// operand reads what operators stand between. A minus in front binds more than any.
func (p *parser) operand() int32 {
	p.blanks()
	if p.at == len(p.src) {
		return p.stop("")
	}
	switch c := p.src[p.at]; {
	case c == '-':
		p.at++
		return p.add(node{shape: minusNode, first: p.expression(binding[power])})
	case c == '+':
		p.at++
		return p.expression(binding[power])
	case c == '(':
		p.at++
		inside := p.expression(0)
		if !p.next(')') {
			return p.stop(p.src[p.at:])
		}
		return inside
	case c == '"':
		return p.quoted()
	case c >= '0' && c <= '9' || c == '.':
		return p.digits()
	case c == '\'':
		return p.onQuotedSheet()
	case c == '$' || isWord(c):
		return p.word()
	}
	return p.stop(p.src[p.at:])
}

// quoted reads a text; a quote within it is written twice.
func (p *parser) quoted() int32 {
	s, ok := p.between('"')
	if !ok {
		return p.stop(p.src[p.at:])
	}
	return p.add(node{value: text(s)})
}

// between reads up to the closing quote.
func (p *parser) between(quote byte) (inside string, ok bool) {
	begin := p.at + 1
	doubled := false
	for i := begin; i < len(p.src); i++ {
		if p.src[i] != quote {
			continue
		}
		if i+1 < len(p.src) && p.src[i+1] == quote {
			doubled = true
			i++
			continue
		}
		inside, p.at = p.src[begin:i], i+1
		if doubled {
			q := string(quote)
			inside = strings.ReplaceAll(inside, q+q, q)
		}
		return inside, true
	}
	return "", false
}

func (p *parser) digits() int32 {
	begin := p.at
	for p.at < len(p.src) && (isDigit(p.src[p.at]) || p.src[p.at] == '.') {
		p.at++
	}
	if rest := p.src[p.at:]; len(rest) > 1 && (rest[0] == 'E' || rest[0] == 'e') {
		p.at += 1
		if p.src[p.at] == '+' || p.src[p.at] == '-' {
			p.at++
		}
		for p.at < len(p.src) && isDigit(p.src[p.at]) {
			p.at++
		}
	}
	n, err := strconv.ParseFloat(p.src[begin:p.at], 64)
	if err != nil {
		return p.stop(p.src[begin:])
	}
	return p.add(node{value: number(n)})
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isWord reports whether a byte belongs to a name: of a function, a sheet, a cell.
func isWord(c byte) bool {
	return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || isDigit(c) || c == '_' || c == '.' || c == '$' || c >= utf8.RuneSelf
}

// word reads what begins with a letter: a call, a cell, or the sheet of one.
func (p *parser) word() int32 {
	begin := p.at
	for p.at < len(p.src) && isWord(p.src[p.at]) {
		p.at++
	}
	word := p.src[begin:p.at]
	if p.at < len(p.src) {
		switch p.src[p.at] {
		case '(':
			p.at++
			return p.call(word)
		case '!':
			p.at++
			return p.onSheet(word)
		}
	}
	switch {
	case strings.EqualFold(word, "TRUE"), strings.EqualFold(word, "FALSE"):
		return p.add(node{value: truth(len(word) == len("TRUE"))})
	}
	return p.area(p.sheet, begin)
}

func (p *parser) onQuotedSheet() int32 {
	begin := p.at
	name, ok := p.between('\'')
	if !ok || p.at == len(p.src) || p.src[p.at] != '!' {
		return p.stop(p.src[begin:])
	}
	p.at++
	return p.onSheet(name)
}

func (p *parser) onSheet(name string) int32 {
	sheet, ok := p.book.byName[strings.ToLower(name)]
	if !ok {
		return p.stop(name + "!")
	}
	return p.area(sheet, p.at)
}

// area reads a cell, or two with a colon between.
func (p *parser) area(sheet, begin int) int32 {
	p.at = begin
	top, left, ok := p.cell()
	if !ok {
		return p.stop(p.src[begin:])
	}
	a := area{sheet, top, left, top, left}
	if p.at < len(p.src) && p.src[p.at] == ':' {
		p.at++
		if a.bottom, a.right, ok = p.cell(); !ok {
			return p.stop(p.src[begin:])
		}
		a.top, a.bottom = min(a.top, a.bottom), max(a.top, a.bottom)
		a.left, a.right = min(a.left, a.right), max(a.left, a.right)
	}
	if p.at < len(p.src) && (isWord(p.src[p.at]) || strings.IndexByte(":!([#", p.src[p.at]) >= 0) {
		return p.stop(p.src[begin:])
	}
	return p.add(node{shape: areaNode, area: a})
}

// cell reads an address such as $B$10.
func (p *parser) cell() (row, col int, ok bool) {
	i, letters := p.at, 0
	if i < len(p.src) && p.src[i] == '$' {
		i++
	}
	for ; i < len(p.src) && letters < 4; i, letters = i+1, letters+1 {
		c := p.src[i] &^ 0x20 // upper case
		if c < 'A' || c > 'Z' {
			break
		}
		col = col*26 + int(c-'A') + 1
	}
	if i < len(p.src) && p.src[i] == '$' {
		i++
	}
	for ; i < len(p.src) && isDigit(p.src[i]) && row <= maxRow; i++ {
		row = row*10 + int(p.src[i]-'0')
	}
	p.at = i
	return row, col, letters > 0 && row > 0 && row <= maxRow && col <= maxCol
}

// call reads the arguments of a function, after its bracket.
func (p *parser) call(name string) int32 {
	f := functions[strings.ToUpper(name)]
	if f == nil {
		return p.stop(name + "(")
	}
	out := node{shape: callNode, function: f}
	last := int32(0)
	count := 0
	for p.why.IsZero() {
		if count == 0 && p.next(')') {
			break
		}
		arg := p.argument()
		if count++; last == 0 {
			out.first = arg
		} else {
			p.nodes[last].next = arg
		}
		last = arg
		if p.next(')') {
			break
		}
		if !p.next(',') {
			return p.stop(p.src[p.at:])
		}
	}
	if p.why.IsZero() && (count < f.least || count > f.most) {
		return p.stop(name + "(")
	}
	return p.add(out)
}

func (p *parser) argument() int32 {
	p.blanks()
	if p.at < len(p.src) && (p.src[p.at] == ',' || p.src[p.at] == ')') {
		return p.add(node{shape: emptyNode})
	}
	return p.expression(0)
}
