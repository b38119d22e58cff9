package expr

import (
	"go/ast"

	"baocao/report/finding"
	"baocao/report/num"
)

// call makes the node of a function with its arguments.
func (b *builder) call(e *ast.CallExpr) *node {
	function := b.first(e.Fun)
	if !b.p.isFunction(function) {
		for _, arg := range e.Args { // for what else is wrong
			b.expr(arg)
		}
		return one
	}
	switch function.text {
	case "previous", "target", "change":
		return b.figureOf(function, e)
	case "abs":
		return b.abs(function, e)
	case "round":
		return b.round(function, e)
	}
	args := b.list(function, e)
	if len(args) == 0 { // unknown names, which were reported
		return one
	}
	return &node{shape: callNode, function: function.text, args: args}
}

// takes reports whether a function has the number of arguments that it takes.
func (b *builder) takes(n int, function token, e *ast.CallExpr) bool {
	if len(e.Args) == n {
		return true
	}
	b.syntax(function, finding.Say("%s nhận %d số, ở đây có %d", "%s takes %d arguments, not %d", function.text, n, len(e.Args)))
	for _, arg := range e.Args {
		b.arguments(arg)
	}
	return false
}

func (b *builder) abs(function token, e *ast.CallExpr) *node {
	if !b.takes(1, function, e) {
		return one
	}
	return &node{shape: callNode, function: "abs", args: []*node{b.expr(e.Args[0])}}
}

// round takes its decimals as a constant, since a workbook's layout depends on them.
func (b *builder) round(function token, e *ast.CallExpr) *node {
	if !b.takes(2, function, e) {
		return one
	}
	x, decimals := b.expr(e.Args[0]), b.expr(e.Args[1])
	n, whole := decimals.number.Int64()
	if decimals.shape != constantNode || !whole || n > maxRound {
		return b.syntax(b.first(e.Args[1]), finding.Say("số chữ số thập phân của round là một số từ 0 đến %d", "the decimals of round are a number from 0 to %d", maxRound))
	}
	return &node{shape: callNode, function: "round", args: []*node{x, decimals}}
}

// list gives the arguments of sum, min and max, of which a breakdown is several.
func (b *builder) list(function token, e *ast.CallExpr) []*node {
	var args []*node
	for _, arg := range e.Args {
		args = append(args, b.arguments(arg)...)
	}
	if len(args) > excelArguments {
		b.p.findings.Add(finding.New(finding.NoExcel, b.p.pos(function.offset),
			finding.Say("%s có %d số, nhiều nhất là %d", "%s has %d arguments, at most %d", function.text, len(args), excelArguments)))
	}
	return args
}

// arguments are one argument, or as many as a breakdown has categories.
func (b *builder) arguments(e ast.Expr) []*node {
	switch e := e.(type) {
	case *ast.Ident:
		if t := b.token(e); t.kind == nameToken {
			return b.figures(t, Current)
		}
	case *ast.CallExpr:
		if t, base, ok := b.based(e); ok {
			return b.figures(t, base)
		}
	}
	return []*node{b.expr(e)}
}

// based knows previous(REF) and target(REF).
func (b *builder) based(e *ast.CallExpr) (ref token, base Base, ok bool) {
	bases := map[string]Base{"previous": Previous, "target": Target}
	base, ok = bases[b.first(e.Fun).text]
	if !ok || len(e.Args) != 1 {
		return token{}, base, false
	}
	arg, ok := e.Args[0].(*ast.Ident)
	if !ok || b.token(arg).kind != nameToken {
		return token{}, base, false
	}
	return b.token(arg), base, true
}

// figureOf makes the node of a function that takes the name of a figure and nothing else.
func (b *builder) figureOf(function token, e *ast.CallExpr) *node {
	if t, base, ok := b.based(e); ok {
		return b.figure(t, base)
	}
	if !b.takes(1, function, e) {
		return one
	}
	arg, ok := e.Args[0].(*ast.Ident)
	if !ok || b.token(arg).kind != nameToken {
		b.expr(e.Args[0]) // for what else is wrong
		return b.syntax(function, finding.Say("%s nhận một mã chỉ tiêu, không nhận biểu thức", "%s takes a code, not an expression", function.text))
	}
	return b.change(b.token(arg))
}

// change is the increase in % on the same period of last year.
func (b *builder) change(t token) *node {
	now := b.figure(t, Current)
	if now.shape != referenceNode { // reported
		return one
	}
	before := b.ref(Ref{b.f.refs[now.index].Slot, LastYear})
	hundred := &node{shape: constantNode, number: num.Int(100)}
	return b.divide(multiply(add(now, negate(before)), hundred), before, t)
}
