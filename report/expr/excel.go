package expr

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"baocao/report/finding"
)

// Excel writes f as a formula of the workbook, without the leading "=". Each reference
// is a cell that holds a number, is empty, or holds the text "…" or "x"; the formula
// gives what [Formula.Eval] gives: a number, "…" for missing, "x" for not applicable. The
// result is rounded to the decimals, or left as it is when they are negative.
func (f *Formula) Excel(cell func(Ref) string, decimals int) string {
	w := writer{cells: make([]string, len(f.refs))}
	for i, ref := range f.refs {
		w.cells[i] = cell(ref)
	}
	if f.root.shape == referenceNode && decimals < 0 {
		return fmt.Sprintf(`IF(%s="","…",%[1]s)`, w.cells[f.root.index])
	}
	body := w.round(f.root, decimals)
	for _, guards := range slices.Backward(w.layers(f.guards)) {
		body = fmt.Sprintf(`IF(%s,"x",%s)`, either(guards), body)
	}
	return w.whenKnown(body)
}

// writer writes nodes with the addresses of their cells.
type writer struct{ cells []string }

// round is the result. A constant is written as a number.
func (w writer) round(root *node, decimals int) string {
	if root.isConstant() {
		n := root.eval(nil)
		if decimals >= 0 {
			n = n.Round(decimals)
		}
		if s, ok := n.Decimal(); ok {
			return s
		}
	}
	if decimals < 0 {
		return w.node(root)
	}
	return w.roundTo(root, decimals)
}

// roundTo rounds half away from zero. To whole numbers LibreOffice rounds the double as
// it is, and 0.7/0.2 is a little less than 3.5; with decimals it looks further, as Excel
// always does. So a quotient is first rounded where nothing is lost.
func (w writer) roundTo(n *node, decimals int) string {
	s := w.node(n)
	if decimals == 0 && n.height() > 0 {
		s = fmt.Sprintf("ROUND(%s,9)", s)
	}
	return fmt.Sprintf("ROUND(%s,%d)", s, decimals)
}

// whenKnown puts the formula behind the question whether all its cells are numbers.
func (w writer) whenKnown(body string) string {
	cells := distinct(w.cells)
	if len(cells) == 0 {
		return body
	}
	inapplicable := make([]string, len(cells))
	for i, c := range cells {
		inapplicable[i] = c + `="x"`
	}
	return fmt.Sprintf(`IF(COUNT(%s)<%d,IF(%s,"x","…"),%s)`, strings.Join(cells, ","), len(cells), either(inapplicable), body)
}

func distinct(list []string) []string {
	var out []string
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func either(conditions []string) string {
	if len(conditions) == 1 {
		return conditions[0]
	}
	return "OR(" + strings.Join(conditions, ",") + ")"
}

// layers are the conditions under which there is no result, those that must be asked
// first first: OR computes all that it is given, so a denominator that itself divides
// may only be looked at once its own denominators are known not to be zero.
func (w writer) layers(guards []*node) [][]string {
	var layers [][]string
	for _, guard := range guards {
		h := guard.height()
		for len(layers) <= h {
			layers = append(layers, nil)
		}
		layers[h] = append(layers[h], w.isZero(guard))
	}
	var out [][]string
	for _, layer := range layers {
		if len(layer) > 0 {
			out = append(out, distinct(layer))
		}
	}
	return out
}

// height counts how many divisions stand inside each other.
func (n *node) height() int {
	h := 0
	for _, part := range n.args {
		h = max(h, part.height())
	}
	for _, part := range n.under {
		h = max(h, part.height())
	}
	if len(n.under) > 0 {
		h++
	}
	return h
}

// isZero asks for zero. Where doubles of decimals are subtracted a rest may remain that
// exact numbers do not have (0.3-0.1-0.2), so the difference is rounded first.
func (w writer) isZero(n *node) string {
	positive := n.all(func(part *node) bool { return !part.negative })
	if positive {
		return w.node(n) + "=0"
	}
	return "ROUND(" + w.node(n) + ",10)=0"
}

// node writes a node as it stands alone, or as an argument.
func (w writer) node(n *node) string {
	switch n.shape {
	case constantNode:
		s, _ := n.number.Decimal() // as typed, so it has one
		return s
	case referenceNode:
		return w.cells[n.index]
	case sumNode:
		return w.sum(n.args)
	case productNode:
		return w.product(n)
	}
	if n.function == "round" {
		decimals, _ := n.args[1].number.Int64()
		return w.roundTo(n.args[0], int(decimals))
	}
	return strings.ToUpper(n.function) + "(" + strings.Join(w.nodes(n.args), ",") + ")"
}

func (w writer) nodes(nodes []*node) []string {
	out := make([]string, len(nodes))
	for i, n := range nodes {
		out[i] = w.node(n)
	}
	return out
}

func (w writer) sum(terms []*node) string {
	var b strings.Builder
	for i, term := range terms {
		s := w.factorOrProduct(term)
		if i > 0 && !strings.HasPrefix(s, "-") {
			b.WriteByte('+')
		}
		b.WriteString(s)
	}
	return b.String()
}

// factorOrProduct writes a term of a sum; its minus, if any, comes first.
func (w writer) factorOrProduct(n *node) string {
	if n.shape == productNode {
		return w.product(n)
	}
	return w.factor(n)
}

// product writes the one division last, so that doubles are rounded once.
func (w writer) product(n *node) string {
	s := strings.Join(w.factors(n.args), "*")
	if n.negative {
		s = "-" + s
	}
	switch len(n.under) {
	case 0:
		return s
	case 1:
		return s + "/" + w.factor(n.under[0])
	}
	return s + "/(" + strings.Join(w.factors(n.under), "*") + ")"
}

func (w writer) factors(nodes []*node) []string {
	out := make([]string, len(nodes))
	for i, n := range nodes {
		out[i] = w.factor(n)
	}
	return out
}

// factor writes a node between multiplications.
func (w writer) factor(n *node) string {
	if n.shape == sumNode {
		return "(" + w.sum(n.args) + ")"
	}
	return w.node(n)
}

// checkExcel refuses a formula that would be too long for Excel.
func (b *builder) checkExcel() {
	longest := func(r Ref) string {
		return fmt.Sprintf("%0*d", longestAddress, r.Slot*4+int(r.Base))
	}
	if n := utf8.RuneCountInString(b.f.Excel(longest, 0)); n >= excelLength {
		b.p.findings.Add(finding.New(finding.NoExcel, b.p.pos(b.tokens[0].offset),
			finding.Say("dài tới %d ký tự, nhiều nhất là %d", "up to %d characters, at most %d", n, excelLength)))
	}
}
