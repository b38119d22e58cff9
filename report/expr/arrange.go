package expr

import (
	"fmt"
	"slices"

	"baocao/report/finding"
)

// next says what may follow the tokens so far.
type next uint8

const (
	operandNext  next = iota // a number, a name, a bracket, a minus as sign
	operatorNext             // an operation, or the end
	anyNext                  // after a token of which enough was said
)

// arrangement walks over the tokens of one formula and reports every place where they do
// not follow each other as they must. What passes is an expression.
type arrangement struct {
	p      *parser
	next   next
	last   token
	signed bool // last is a minus that is a sign
	open   []bracket
}

// bracket is a "(" that is not yet closed.
type bracket struct {
	token token
	call  bool // of a function's arguments
}

// arrange checks the tokens of one formula and reports whether they make an expression;
// end is where to point when there are none.
func (p *parser) arrange(tokens []token, end int) bool {
	if len(tokens) == 0 {
		p.syntax(end, finding.Say("chưa có số hoặc mã nào", "a number or a code is missing"))
		return false
	}
	before := len(p.findings)
	a := arrangement{p: p}
	for i, t := range tokens {
		call := t.kind == openToken && i > 0 && a.last.kind == nameToken
		a.step(t, call)
		if len(a.open) > maxNested {
			p.findings.Add(finding.New(finding.TooLarge, p.pos(t.offset),
				finding.Say("dấu ngoặc lồng nhau quá sâu", "parentheses too deep"), fmt.Sprint(maxNested)))
			return false
		}
		a.signed = a.signed && t.kind == operatorToken
		a.last = t
	}
	if a.next == operandNext {
		a.missing(a.last.offset, finding.Say("sau “%s”", "after “%s”", a.last.text))
	}
	for _, b := range a.open {
		p.syntax(b.token.offset, finding.Say("dấu “(” không có dấu “)”", "“(” without “)”"))
	}
	reported := slices.ContainsFunc(tokens, func(t token) bool { return t.kind == unknownToken || t.kind == comparisonToken })
	return !reported && len(p.findings) == before
}

func (a *arrangement) missing(offset int, where finding.Text) {
	a.p.syntax(offset, finding.Say("thiếu số hoặc mã %s", "a number or a code is missing %s", where))
}

func (a *arrangement) missingBefore(t token) {
	a.missing(t.offset, finding.Say("trước “%s”", "before “%s”", t.text))
}

func (a *arrangement) noOperation(t token) {
	a.p.syntax(t.offset, finding.Say("thiếu phép tính trước “%s”", "an operation is missing before “%s”", t.text))
}

func (a *arrangement) step(t token, call bool) {
	switch t.kind {
	case numberToken, nameToken:
		if a.next == operatorNext {
			a.noOperation(t)
		}
		a.next = operatorNext
	case operatorToken:
		a.operate(t)
	case openToken:
		a.enter(t, call)
	case closeToken:
		a.leave(t)
	case commaToken:
		a.part(t)
	case comparisonToken: // reported where comparisons are looked for
		a.next = operandNext
	case unknownToken:
		a.next = anyNext
	}
}

// operate takes a minus for a sign where a number must come, though not a second time.
func (a *arrangement) operate(t token) {
	switch {
	case a.next != operandNext:
		a.next, a.signed = operandNext, false
	case t.text == "-" && !a.signed:
		a.signed = true
	default:
		a.missingBefore(t)
		a.next = anyNext
	}
}

func (a *arrangement) enter(t token, call bool) {
	if a.next == operatorNext && !call {
		a.noOperation(t)
	}
	a.open = append(a.open, bracket{t, call})
	a.next = operandNext
}

func (a *arrangement) leave(t token) {
	if len(a.open) == 0 {
		a.p.syntax(t.offset, finding.Say("dấu “)” không có dấu “(”", "“)” without “(”"))
		return
	}
	if a.next == operandNext {
		a.missingBefore(t)
	}
	a.open = a.open[:len(a.open)-1]
	a.next = operatorNext
}

func (a *arrangement) part(t token) {
	n := len(a.open)
	switch {
	case n == 0 || !a.open[n-1].call:
		a.p.syntax(t.offset, finding.Say("dấu phẩy chỉ ngăn các số trong hàm", "a comma only parts the arguments of a function"))
		a.p.hint(finding.Say("số thập phân viết bằng dấu chấm: 1.5", "decimals are written with a point: 1.5"))
	case a.next == operandNext:
		a.missingBefore(t)
	}
	a.next = operandNext
}
