package main

import (
	"fmt"

	"baocao/report/num"
	"baocao/report/trace"
)

// jsonNumber is a value in JSON: exact, or null where there is none.
type jsonNumber num.Value

// MarshalJSON writes the shortest decimal form.
func (n jsonNumber) MarshalJSON() ([]byte, error) {
	v := num.Value(n)
	if !v.IsKnown() {
		return []byte("null"), nil
	}
	text, ok := v.Number.Decimal()
	if !ok {
		return nil, fmt.Errorf("%s has no decimal form", v.Number)
	}
	return []byte(text), nil
}

// numberIf is nil where there is no number.
func numberIf(v num.Value) *jsonNumber {
	if !v.IsKnown() {
		return nil
	}
	n := jsonNumber(v)
	return &n
}

// statusCodes are the states of a value in JSON.
var statusCodes = map[num.State]string{num.Known: "value", num.Missing: "missing", num.NotApplicable: "not_applicable"}

// printed is a value as reports print it: “…” is missing, “x” does not apply.
func printed(v num.Value) string {
	switch v.State {
	case num.Missing:
		return "…"
	case num.NotApplicable:
		return "x"
	}
	return v.Number.PrintExact()
}

// printedNode is a traced value with what belongs to it: hơn 3, 44/48, 100%.
func printedNode(n trace.Node) string {
	text := printed(n.Value)
	if n.Rate.IsKnown() {
		text = printed(n.Rate) + "%"
	}
	if n.OutOf.IsKnown() {
		text += "/" + printed(n.OutOf)
	}
	if n.Qualifier != "" {
		text = n.Qualifier + " " + text
	}
	return text
}
