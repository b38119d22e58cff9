package expr

import (
	"go/ast"
	goparser "go/parser"
	gotoken "go/token"
	"slices"
	"strconv"
	"strings"

	"baocao/report/finding"
	"baocao/report/num"
	"baocao/report/source"
)

// functions are what may stand before a bracket.
var functions = []string{"abs", "round", "min", "max", "sum", "previous", "change", "target"}

// maxRound is the most decimals that round takes.
const maxRound = 10

// formula makes the formula of tokens; end is where to point when there are none. What
// it returns is of no use when there are findings.
func (p *parser) formula(tokens []token, end int) *Formula {
	if !p.arrange(tokens, end) {
		p.resolveAll(tokens)
		return nil
	}
	b := builder{p: p, tokens: tokens, f: &Formula{}}
	b.f.root = b.expr(structure(tokens))
	if len(p.findings) == 0 { // only then is all of it there
		b.checkExcel()
	}
	return b.f
}

// resolveAll looks up the names of an expression that cannot be read as a whole.
func (p *parser) resolveAll(tokens []token) {
	for i, t := range tokens {
		switch {
		case t.kind != nameToken:
		case i+1 < len(tokens) && tokens[i+1].kind == openToken:
			p.isFunction(t)
		default:
			p.resolve(t)
		}
	}
}

func (p *parser) isFunction(t token) bool {
	if slices.Contains(functions, t.text) {
		return true
	}
	p.findings.Add(finding.New(finding.UnknownFunction, p.pos(t.offset), t.text))
	if near := source.Nearest(t.text, functions); near != "" {
		p.hint(finding.Say("có phải “%s”?", "did you mean “%s”?", near))
	} else {
		p.hint(finding.Say("các hàm: %s", "the functions: %s", strings.Join(functions, ", ")))
	}
	return false
}

// resolve gives the slots of a name; none when it is unknown, which is reported.
func (p *parser) resolve(t token) []int {
	slots, ok := p.names.Resolve(t.text)
	if ok && len(slots) > 0 {
		return slots
	}
	p.findings.Add(finding.New(finding.UnknownInExpr, p.pos(t.offset), t.text))
	if near := p.names.Nearest(t.text); near != "" {
		p.hint(finding.Say("có phải “%s”?", "did you mean “%s”?", near))
	}
	return nil
}

// structure lets Go's parser find out what belongs to what. Every number and name is
// handed to it as a word that says which token it is, so that nothing else of Go's
// grammar (its keywords, comments, octal numbers, selectors) can come into it.
func structure(tokens []token) ast.Expr {
	var b strings.Builder
	for i, t := range tokens {
		if t.kind == numberToken || t.kind == nameToken {
			b.WriteString("t" + strconv.Itoa(i) + " ")
			continue
		}
		b.WriteString(t.text + " ")
	}
	e, err := goparser.ParseExpr(b.String())
	if err != nil {
		panic("expr: tokens in good order are no expression: " + err.Error())
	}
	return e
}

// builder turns the structure of an expression into a formula.
type builder struct {
	p      *parser
	tokens []token
	f      *Formula
}

// token is the one that an operand stands for.
func (b *builder) token(e *ast.Ident) token {
	i, _ := strconv.Atoi(e.Name[1:])
	return b.tokens[i]
}

// first is the leftmost operand of an expression: where its findings point.
func (b *builder) first(e ast.Expr) token {
	for {
		switch part := e.(type) {
		case *ast.Ident:
			return b.token(part)
		case *ast.ParenExpr:
			e = part.X
		case *ast.UnaryExpr:
			e = part.X
		case *ast.BinaryExpr:
			e = part.X
		case *ast.CallExpr:
			e = part.Fun
		}
	}
}

func (b *builder) syntax(t token, text finding.Text) *node {
	b.p.findings.Add(finding.New(finding.ExprSyntax, b.p.pos(t.offset), text))
	return one
}

func (b *builder) expr(e ast.Expr) *node {
	switch e := e.(type) {
	case *ast.Ident:
		return b.operand(b.token(e))
	case *ast.UnaryExpr:
		return negate(b.expr(e.X))
	case *ast.BinaryExpr:
		return b.binary(e)
	case *ast.CallExpr:
		return b.call(e)
	}
	return b.expr(e.(*ast.ParenExpr).X) // the arrangement lets nothing else through
}

func (b *builder) operand(t token) *node {
	if t.kind == numberToken {
		n, _ := num.ParseDecimal(t.text)
		return &node{shape: constantNode, number: n}
	}
	return b.figure(t, Current)
}

func (b *builder) binary(e *ast.BinaryExpr) *node {
	x, y := b.expr(e.X), b.expr(e.Y)
	switch e.Op {
	case gotoken.ADD:
		return add(x, y)
	case gotoken.SUB:
		return add(x, negate(y))
	case gotoken.MUL:
		return multiply(x, y)
	}
	return b.divide(x, y, b.first(e.Y))
}

// divide sees to it that no factor of the divisor is zero: a constant now, any other
// whenever the formula is computed.
func (b *builder) divide(x, y *node, at token) *node {
	_, over, _ := y.factors()
	for _, factor := range over {
		if !factor.isConstant() {
			b.f.guards = append(b.f.guards, factor)
			continue
		}
		if factor.eval(nil).Sign() == 0 {
			return b.syntax(at, finding.Say("chia cho 0", "a division by zero"))
		}
	}
	return divide(x, y)
}

// figure is the node of a name that means one figure.
func (b *builder) figure(t token, base Base) *node {
	nodes := b.figures(t, base)
	switch len(nodes) {
	case 0:
		return one
	case 1:
		return nodes[0]
	}
	b.syntax(t, finding.Say("“%s” gồm nhiều thành phần, chỉ dùng trong sum, min, max", "“%s” is a whole breakdown, which only sum, min and max take", t.text))
	b.p.hint(finding.Say("viết sum(%s), hoặc tên một thành phần", "write sum(%s), or the name of one category", t.text))
	return one
}

// figures are the nodes of a name; none when it is unknown, which is reported.
func (b *builder) figures(t token, base Base) []*node {
	var nodes []*node
	for _, slot := range b.p.resolve(t) {
		nodes = append(nodes, b.ref(Ref{slot, base}))
	}
	return nodes
}

func (b *builder) ref(r Ref) *node {
	i := slices.Index(b.f.refs, r)
	if i < 0 {
		i = len(b.f.refs)
		b.f.refs = append(b.f.refs, r)
	}
	return &node{shape: referenceNode, index: i}
}
