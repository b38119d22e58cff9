package expr

import (
	"slices"

	"baocao/report/num"
)

type shape uint8

const (
	constantNode  shape = iota
	referenceNode       // to a figure
	sumNode             // of args
	productNode         // of args over the product of under
	callNode            // of a function
)

// node is a part of a formula. Products are flat: no product has a product among its
// args or under, so that a formula divides once where that is possible at all.
type node struct {
	shape    shape
	number   num.Number // of a constant
	index    int        // of a reference: into the formula's refs
	function string     // of a call: abs, round, min, max, sum
	negative bool       // of a product
	args     []*node
	under    []*node
}

// one stands for a number that could not be read, so that the rest can be looked at.
var one = &node{shape: constantNode, number: num.Int(1)}

// factors sees any node as a product.
func (n *node) factors() (negative bool, over, under []*node) {
	if n.shape == productNode {
		return n.negative, n.args, n.under
	}
	return false, []*node{n}, nil
}

func multiply(x, y *node) *node {
	xn, xo, xu := x.factors()
	yn, yo, yu := y.factors()
	return &node{shape: productNode, negative: xn != yn, args: slices.Concat(xo, yo), under: slices.Concat(xu, yu)}
}

// divide turns the divisor's own denominators into factors; that they are not zero must
// have been seen to.
func divide(x, y *node) *node {
	xn, xo, xu := x.factors()
	yn, yo, yu := y.factors()
	return &node{shape: productNode, negative: xn != yn, args: slices.Concat(xo, yu), under: slices.Concat(xu, yo)}
}

func negate(x *node) *node {
	negative, over, under := x.factors()
	return &node{shape: productNode, negative: !negative, args: over, under: under}
}

// add keeps the order and the brackets of the source: only a sum on the left goes on.
func add(x, y *node) *node {
	terms := []*node{x}
	if x.shape == sumNode {
		terms = x.args
	}
	return &node{shape: sumNode, args: slices.Concat(terms, []*node{y})}
}

// all reports whether every node under n, and n itself, is as wanted.
func (n *node) all(wanted func(*node) bool) bool {
	every := func(part *node) bool { return part.all(wanted) }
	return wanted(n) && allOf(n.args, every) && allOf(n.under, every)
}

func allOf(nodes []*node, wanted func(*node) bool) bool {
	return !slices.ContainsFunc(nodes, func(n *node) bool { return !wanted(n) })
}

// isConstant reports whether n needs no figure.
func (n *node) isConstant() bool {
	return n.all(func(part *node) bool { return part.shape != referenceNode })
}

// eval computes n of figures that are known. That no denominator is zero must have been seen to.
func (n *node) eval(figures []num.Value) num.Number {
	switch n.shape {
	case constantNode:
		return n.number
	case referenceNode:
		return figures[n.index].Number
	case sumNode:
		return total(n.args, figures)
	case productNode:
		return n.quotient(figures)
	}
	return n.apply(figures)
}

func total(terms []*node, figures []num.Value) num.Number {
	t := num.Zero
	for _, term := range terms {
		t = t.Add(term.eval(figures))
	}
	return t
}

func (n *node) quotient(figures []num.Value) num.Number {
	over, under := num.Int(1), num.Int(1)
	for _, factor := range n.args {
		over = over.Mul(factor.eval(figures))
	}
	for _, factor := range n.under {
		under = under.Mul(factor.eval(figures))
	}
	if n.negative {
		over = over.Neg()
	}
	q, _ := over.Quo(under)
	return q
}

// apply computes a function's value.
func (n *node) apply(figures []num.Value) num.Number {
	first := n.args[0].eval(figures)
	switch n.function {
	case "abs":
		return first.Abs()
	case "round":
		decimals, _ := n.args[1].number.Int64()
		return first.Round(int(decimals))
	case "sum":
		return total(n.args, figures)
	}
	wanted := 1 // max
	if n.function == "min" {
		wanted = -1
	}
	best := first
	for _, arg := range n.args[1:] {
		if x := arg.eval(figures); x.Cmp(best) == wanted {
			best = x
		}
	}
	return best
}
