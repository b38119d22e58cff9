package main

import (
	"fmt"
	"strings"
	"testing"
)

// The parts of a template in order.
const (
	templateHead = "name: mau\ntitle: Mẫu\nperiods: [quarter]\n"
	oneIndicator = "indicators: { A: { label: A, measure: đơn, nature: flow } }\n"
	oneTable     = "tables: { t: { title: T, rows: [ { group: G, indicators: [A] } ], columns: [order, label, value] } }\nworkbook: [t]\n"
	summaryHead  = "---\nkind: BÁO CÁO\nsubject: x\n---\n"
	ownHead      = "template: mau\nunit: { code: xa-a, name: Xã A, level: xa }\nperiod: 2022-Q1\ndocument: { issuer: { superior: X, body: Y } }\n"
)

// stranger is an office with a template of somebody else's.
func stranger(template, summary func() string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		files(map[string]string{"mau/template.yaml": template(), "mau/summary.md": summary(), "xa-a.yaml": ownHead + "figures: { A: 1 }\n"})(t, dir)
	}
}

func say(text string) func() string { return func() string { return text } }

// strange is a template that is strange in its definition, and told is one that is strange
// in its prose.
func strange(definition func() string) func(*testing.T, string) {
	return stranger(func() string { return templateHead + definition() }, say(summaryHead+"x\n"))
}

func told(prose func() string) func(*testing.T, string) {
	return stranger(say(templateHead+oneIndicator+oneTable), func() string { return summaryHead + prose() })
}

// rates makes n rates, each of the two before it, by format.
func rates(n int, format string) string {
	var b strings.Builder
	b.WriteString("indicators:\n  A: { label: A, measure: đơn, nature: flow }\n  R0: { label: R, measure: \"%\", formula: A + 1 }\n  R1: { label: R, measure: \"%\", formula: A + 2 }\n")
	for i := 2; i < n; i++ {
		fmt.Fprintf(&b, "  R%d: { label: R, measure: \"%%\", formula: "+format+" }\n", i, i-1, i-2)
	}
	return b.String() + oneTable
}

// lookingBack is a template of two rates that look back at each other, and a submission of
// long ago.
func lookingBack(year int) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		strange(say("indicators:\n  A: { label: A, measure: đơn, nature: flow }\n"+
			"  P: { label: P, measure: \"%\", formula: A + previous(P) + previous(Q) }\n"+
			"  Q: { label: Q, measure: \"%\", formula: A + previous(P) - previous(Q) }\n"+
			"checks: [ { rule: P >= Q } ]\n"+oneTable))(t, dir)
		files(map[string]string{"xa-b.yaml": strings.Replace(ownHead, "2022-Q1", fmt.Sprintf("%d-Q1", year), 1) + "figures: { A: 1 }\n"})(t, dir)
	}
}

const makeAll = "generate . -o bao-cao -p 2022-Q1"

var hostileTemplates = []hostile{
	{name: "a template of 10 MB", make: strange(repeated("# x\n", 2_500_000)), args: makeAll, exit: 1, want: []string{"[D019]", "2 MiB"}},
	{name: "a summary of 10 MB", make: told(repeated("chữ\n", 2_500_000)), args: makeAll, exit: 1, want: []string{"[D019]", "2 MiB"}},
	{name: "a breakdown of 100,000 categories", make: strange(func() string {
		return keys("breakdowns: { b: { label: B, categories: {", "c%d: x, ", 60_000, "} } }\n")() +
			"indicators: { A: { label: A, measure: đơn, nature: flow, by: [b] } }\n" + oneTable
	}), args: makeAll, exit: 1, want: []string{"[D019]"}},
	{name: "a thousand indicators of a thousand categories", make: strange(func() string {
		return keys("breakdowns: { b: { label: B, categories: {", "c%d: x, ", 1000, "} } }\n")() +
			keys("indicators: {", "A%d: { label: A, measure: đơn, nature: flow, by: [b] }, ", 1000, "}\n")() + oneTable
	}), args: makeAll, exit: 1, want: []string{"[D019]", "5.000"}},
	{name: "tables of a thousand wide columns", make: strange(func() string {
		return keys("breakdowns: { b: { label: B, categories: {", "c%d: x, ", 1000, "} } }\n")() +
			"indicators: { A: { label: A, measure: đơn, nature: flow, by: [b] } }\n" +
			"tables: { t: { title: T, rows: units, columns: [" + strings.Repeat("A.b, ", 1000) + "A.b] } }\n"
	}), args: makeAll, exit: 1, want: []string{"[D019]", "biểu"}},
	{name: "rates of rates", make: strange(say(rates(60, "R%d + R%d"))), args: makeAll, exit: 1, want: []string{"[D019]", "viết hết ra"}},
	{name: "rates of rates in a circle", make: strange(say(rates(40, "R%d + R%d") + "  R40: { label: R, measure: \"%\", formula: R41 }\n")), args: makeAll, exit: 1, want: []string{"[D004]"}},
	{name: "rates that look back at each other for ten years", make: lookingBack(2012), args: makeAll, exit: 0, want: []string{".xlsx"}},
	{name: "rates that look back at each other for a hundred years", make: lookingBack(1922), args: makeAll, exit: 1, want: []string{"[D019]", "nhìn lại"}},
	{name: "rates that look back at each other for ever", make: lookingBack(1), args: makeAll, exit: 1, want: []string{"[D012]"}},
	{name: "a formula of nested parentheses", make: strange(say("indicators: { A: { label: A, measure: đơn, nature: flow }, R: { label: R, measure: \"%\", formula: \"" + strings.Repeat("(", 500) + "A" + strings.Repeat(")", 500) + "\" } }\n" + oneTable)), args: makeAll, exit: 1, want: []string{"[D019]"}},
	{name: "a formula of 100 KB", make: strange(say("indicators: { A: { label: A, measure: đơn, nature: flow }, R: { label: R, measure: \"%\", formula: \"A" + strings.Repeat(" + A", 25_000) + "\" } }\n" + oneTable)), args: makeAll, exit: 1, want: []string{"[D019]"}},
	{name: "a formula of great powers", make: strange(say("indicators: { A: { label: A, measure: đơn, nature: flow }, R: { label: R, measure: \"%\", formula: \"A" + strings.Repeat(" * 999999999999999", 100) + "\" } }\n" + oneTable)), args: makeAll, exit: 3, want: []string{"không lập được báo cáo"}},
	{name: "20,000 checks", make: strange(func() string {
		return oneIndicator + keys("checks: [", "{ rule: A <= %d }, ", 20_000, "]\n")() + oneTable
	}), args: makeAll, exit: 1, want: []string{"[D019]", "1.000"}},
	{name: "actions inside actions", make: told(deep("", "{{ optional }}", "x", "{{ end }}", 3000)), args: makeAll, exit: 1, want: []string{"[S012]", "lồng nhau"}},
	{name: "an action of braces", make: told(repeated("{{", 500_000)), args: makeAll, exit: 1, want: []string{"[S012]"}},
	{name: "100,000 actions", make: told(repeated("{{ period }} ", 100_000)), args: makeAll, exit: 1, want: []string{"[S012]", "quá nhiều"}},
	{name: "the same table a thousand times", make: told(repeated("{{ table \"t\" }}\n\n", 1000)), args: makeAll, exit: 1, want: []string{"[D019]", "200"}},
	{name: "actions that reach out", make: told(say("{{ include \"/etc/passwd\" }} {{ env \"HOME\" }} {{ exec \"id\" }}\n\n{{ text \"../../x\" }}\n")), args: makeAll, exit: 1, want: []string{"[S012]", "“include”", "“env”", "“exec”", "[S004]"}, not: []string{"root:"}},
	{name: "Markdown of a summary nested", make: told(func() string { return strings.Repeat("> ", 100_000) + "x\n" }), args: makeAll, exit: 1, want: []string{"[D019]"}},
	{name: "Markdown of a summary that links back", make: told(func() string { return strings.Repeat("[a][", 100_000) + "x\n" + strings.Repeat("![", 100_000) + "\n" }), args: makeAll, exit: 1, want: []string{"[D019]"}},
	{name: "Markdown of a summary with images and HTML", make: told(say("![x](file:///etc/passwd) <img src=\"http://127.0.0.1:9/x\"> <script>alert(1)</script>\n")), args: makeAll, exit: 0, want: []string{".pdf"}},
	{name: "a summary with signs of its own", make: told(say("Có 👍, \x1b[2J, \u202eđảo {{ n \"A\" }} đơn.\n")), args: makeAll, exit: 1, want: []string{"summary.md:5:4", "U+1F44D", "U+001B", "U+202E", "[D018]"}},
	{name: "a summary with the signs that stand for actions", make: told(repeated("{{ period }}\n\n\ue000", 10_000)), args: makeAll, exit: 1, want: []string{"[D018]", "U+E000", "1.000"}},
	{name: "actions of a megabyte", make: told(func() string {
		return "{{ " + strings.Repeat("a", 1<<19) + " }} {{ n \"" + strings.Repeat("a", 1<<19) + "\" }}\n"
	}), args: makeAll, exit: 1, want: []string{"[S012]"}, not: []string{strings.Repeat("a", 1000)}},
	{name: "titles like formulas", make: strange(say("indicators: { A: { label: \"=cmd|'/c calc'!A0\", measure: \"@đơn\", nature: flow } }\ntables: { t: { title: \"+1+1\", rows: [ { group: \"-2+3\", indicators: [A] } ], columns: [order, label, value] } }\nworkbook: [t]\n")), args: makeAll, exit: 0, want: []string{".xlsx"}},
}
