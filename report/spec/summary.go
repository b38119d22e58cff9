package spec

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"baocao/report/document"
	"baocao/report/finding"
	"baocao/report/limit"
	"baocao/report/source"
)

// Summary is the prose of a template (summary.md). Its actions are cut out and stand in
// the text as single runes of the private use area, so that Markdown and sentences can be
// taken apart before any value is put in; [Summary.Action] gives the action of a rune.
type Summary struct {
	Kind    string // BÁO CÁO
	Subject string // the trích yếu, with action runes
	Blocks  []document.Block
	Actions []Action
}

// Action is one {{ name "argument" }}.
type Action struct {
	Pos  finding.Pos
	Name string
	Args []string
	Slot int // of an action on a figure; -1 otherwise
	Axis int // of a chart of a figure: the place of its breakdown in the indicator's By, or OverTime
	Top  int // of top: how many units to name

	Against string // of a comparison: "previous" or "last_year"; may be empty
	Stack   string // of a chart: "units" or "trend" where the parts of each make up its bar; may be empty
}

// OverTime is the axis of a chart that shows an indicator's total in this period and in
// some before it.
const OverTime = -2

// TrendPeriods is how many periods such a chart shows at most.
const TrendPeriods = 5

// What a chart may be of beside an indicator's breakdown, and what stands for it in a template.
const (
	trendWord        = StackTrend     // {{ chart "CODE" "trend" }}
	completenessWord = "completeness" // {{ chart "completeness" }}: an action without a slot
)

// What the bars of a stacked chart stand for.
const (
	StackUnits = "units" // {{ chart "CODE" "breakdown" "units" }}
	StackTrend = "trend" // {{ chart "CODE" "breakdown" "trend" }}
)

const firstAction, lastAction = '\uE000', '\uF8FF'

// Action gives the action that stands in the text as r, or nil for an ordinary rune.
func (s *Summary) Action(r rune) *Action {
	if r < firstAction || r > lastAction || int(r-firstAction) >= len(s.Actions) {
		return nil
	}
	return &s.Actions[r-firstAction]
}

// argument is what a function takes.
type argument int

const (
	figureArg argument = iota // CODE or CODE.category
	outOfArg                  // a figure that has an out_of
	partArg                   // CODE.category
	totalArg                  // CODE
	textArg                   // a text's key
	tableArg
	axisArg    // a breakdown of the indicator before it, or "trend"
	countArg   // a number from 1 to 9; may be left out
	againstArg // "previous" or "last_year"; may be left out
	besideArg  // the same, or "units" or "trend"; may be left out
)

// functions lists what the prose can say.
var functions = map[string][]argument{
	"n": {figureArg}, "q": {figureArg}, "of": {outOfArg}, "rate": {figureArg}, "share": {partArg},
	"delta": {figureArg, againstArg}, "attained": {totalArg}, "target": {totalArg},
	"previous": {figureArg}, "last_year": {figureArg}, "words": {figureArg},
	"label": {figureArg}, "has": {figureArg}, "some": {figureArg}, "none": {figureArg}, "missing": nil, "top": {figureArg, countArg},
	"whole": nil, "period": nil, "period_long": nil, "period_pair": nil, "next_period": nil,
	"unit": nil, "issuer": nil,
	"text": {textArg}, "texts": {textArg}, "table": {tableArg}, "annex": {tableArg}, "chart": {totalArg, axisArg, besideArg},
	"optional": nil, "end": nil,
}

func functionNames(functions map[string][]argument) []string {
	names := make([]string, 0, len(functions))
	for name := range functions {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func (l *loader) summary(f source.File) {
	text, found := source.Text(f)
	l.findings.Add(found...)
	if found.HasErrors() {
		return
	}
	text, found = source.Prose(f, text)
	l.findings.Add(found...)
	if found.HasErrors() {
		return // an action is a character that cannot be printed, too
	}
	s := &l.t.Summary
	front, body, bodyLine := frontMatter(text)
	// The front matter's lines keep their numbers: the first "---" becomes an empty line.
	root, found := source.YAML(source.File{Path: f.Path, Name: f.Name, Data: []byte("\n" + front), How: f.How})
	l.findings.Add(found...)
	m := l.fields(root, "kind", "subject")
	s.Kind = l.text(m["kind"])
	if s.Kind == "" {
		l.findings.Add(finding.New(finding.MissingField, finding.Pos{File: f.Path, Line: 1, Col: 1}, "kind"))
	}
	s.Subject = l.subject(front, l.text(m["subject"]), m["subject"].TextPos())
	if document.TooDeep(body) {
		l.findings.Add(l.limits.Passed(limit.Depth, finding.Pos{File: f.Path, Line: bodyLine, Col: 1}))
		return
	}
	s.Blocks = document.Markdown(l.cut(body, finding.Pos{File: f.Path, Line: bodyLine, Col: 1}))
	l.optionals()
	l.insertions()
}

// subject cuts the subject. Where YAML made one line of several, only its beginning is a
// place: columns of the text are none of the file.
func (l *loader) subject(front, text string, at finding.Pos) string {
	found, actions := len(l.findings), len(l.t.Summary.Actions)
	cut := l.cut(text, at)
	if strings.Contains(front, text) {
		return cut
	}
	for i := found; i < len(l.findings); i++ {
		l.findings[i].Pos = at
	}
	for i := actions; i < len(l.t.Summary.Actions); i++ {
		l.t.Summary.Actions[i].Pos = at
	}
	return cut
}

// frontMatter splits off the YAML between two lines "---".
func frontMatter(text string) (front, body string, bodyLine int) {
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return "", text, 1
	}
	front, body, ok = strings.Cut(rest, "\n---\n")
	if !ok {
		return "", text, 1
	}
	return front, body, strings.Count(front, "\n") + 4
}

// cut replaces every action of text by its rune.
func (l *loader) cut(text string, at finding.Pos) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "{{")
		b.WriteString(before)
		at = advance(at, before)
		if !ok {
			return b.String()
		}
		inside, after, closed := strings.Cut(rest, "}}")
		if !closed {
			l.actionFault(at, finding.Say("thiếu “}}”", "no closing “}}”"))
			return b.String()
		}
		if len(l.findings) > l.limits.Most(limit.Faults) || len(l.t.Summary.Actions) > int(lastAction-firstAction) {
			l.actionFault(at, finding.Say("quá nhiều lệnh", "too many actions"))
			return b.String()
		}
		if r, ok := l.action(inside, at); ok {
			b.WriteRune(r)
		}
		at = advance(at, "{{"+inside+"}}")
		text = after
	}
}

// advance moves a position over text.
func advance(at finding.Pos, text string) finding.Pos {
	if i := strings.LastIndexByte(text, '\n'); i >= 0 {
		at.Line += strings.Count(text, "\n")
		at.Col = 1
		text = text[i+1:]
	}
	at.Col += utf8.RuneCountInString(text)
	return at
}

func (l *loader) actionFault(at finding.Pos, why finding.Text) {
	l.findings.Add(finding.New(actionCode(at), at, why))
}

// actionCode is the code of a faulty action: of the prose, or of a cell of workbook.xlsx.
func actionCode(at finding.Pos) finding.Code {
	if at.Cell != "" {
		return finding.BookAction
	}
	return finding.SummaryAction
}

// longestAction is how many bytes an action may have; its names are shorter by far.
const longestAction = 300

// action parses one action and gives the rune that stands for it.
func (l *loader) action(inside string, at finding.Pos) (rune, bool) {
	name, args, ok := splitAction(inside)
	if !ok || len(inside) > longestAction {
		l.actionFault(at, finding.Say("lệnh có dạng {{ tên \"MÃ\" }}", "an action is {{ name \"CODE\" }}"))
		return 0, false
	}
	kinds, known := functions[name]
	if !known {
		l.unknownFunction(at, name, functionNames(functions))
		return 0, false
	}
	a := Action{Pos: at, Name: name, Args: args, Slot: -1, Axis: -1}
	if name == "chart" && slices.Equal(args, []string{completenessWord}) {
		return l.add(a)
	}
	if !l.arguments(&a, kinds) {
		return 0, false
	}
	return l.add(a)
}

func (l *loader) unknownFunction(at finding.Pos, name string, known []string) {
	l.findings.Add(finding.New(actionCode(at), at, finding.Say("không có hàm “%s”", "there is no function “%s”", name)).
		Hinted("các hàm: %s", "the functions: %s", strings.Join(known, ", ")).
		DidYouMean(source.Nearest(name, known)))
}

// add enters an action and gives its rune.
func (l *loader) add(a Action) (rune, bool) {
	s := &l.t.Summary
	s.Actions = append(s.Actions, a)
	return firstAction + rune(len(s.Actions)-1), true
}

// splitAction takes ` name "arg" "arg" ` apart.
func splitAction(inside string) (name string, args []string, ok bool) {
	name, rest, _ := strings.Cut(strings.TrimSpace(inside), " ")
	for rest = strings.TrimSpace(rest); rest != ""; rest = strings.TrimSpace(rest) {
		if rest[0] != '"' {
			return name, nil, false
		}
		arg, after, closed := strings.Cut(rest[1:], `"`)
		if !closed {
			return name, nil, false
		}
		args, rest = append(args, arg), after
	}
	return name, args, name != ""
}

func (l *loader) arguments(a *Action, kinds []argument) bool {
	least := 0
	for _, k := range kinds {
		if k != countArg && k != againstArg && k != besideArg {
			least++
		}
	}
	if len(a.Args) < least || len(a.Args) > len(kinds) {
		l.wrongCount(a, len(kinds))
		return false
	}
	a.Top = 3
	for i, arg := range a.Args {
		if !l.argument(a, kinds[i], arg) {
			return false
		}
	}
	return true
}

func (l *loader) wrongCount(a *Action, want int) {
	l.actionFault(a.Pos, finding.Say("hàm “%s” cần %d tham số, có %d", "“%s” takes %d arguments, not %d", a.Name, want, len(a.Args)))
}

// isBase reports whether an argument names the period that figures are compared with.
func isBase(arg string) bool { return arg == "previous" || arg == "last_year" }

func (l *loader) argument(a *Action, kind argument, arg string) bool {
	t := l.t
	switch kind {
	case textArg:
		return l.code(a.Pos, arg)
	case tableArg:
		if t.Table(arg) == nil {
			return l.unknownName(a.Pos, arg, source.Nearest(arg, t.tableCodes()))
		}
	case axisArg:
		ind := t.Slots[a.Slot].Indicator
		a.Axis = ind.Axis(arg)
		if a.Axis < 0 && arg == trendWord {
			a.Axis = OverTime
		}
		if a.Axis == -1 {
			return l.unknownName(a.Pos, ind.Code+"."+arg, t.Nearest(ind.Code+"."+arg))
		}
	case countArg:
		n, err := strconv.Atoi(arg)
		if err != nil || n < 1 || n > 9 {
			l.actionFault(a.Pos, finding.Say("“%s” phải là số từ 1 đến 9", "“%s” is not a number from 1 to 9", arg))
			return false
		}
		a.Top = n
	case besideArg:
		switch {
		case a.Axis == OverTime:
			l.actionFault(a.Pos, finding.Say("biểu đồ qua các kỳ không so với “%s”", "a chart over time is not compared with “%s”", arg))
			return false
		case arg == StackUnits || arg == StackTrend:
			a.Stack = arg
		case isBase(arg):
			a.Against = arg
		default:
			l.actionFault(a.Pos, finding.Say("so với “previous”, “last_year” hoặc cột chồng theo “units”, “trend”, không phải “%s”",
				"compare with “previous”, “last_year” or stack by “units”, “trend”, not “%s”", arg))
			return false
		}
	case againstArg:
		if !isBase(arg) {
			l.actionFault(a.Pos, finding.Say("so với “previous” hoặc “last_year”, không phải “%s”", "compare with “previous” or “last_year”, not “%s”", arg))
			return false
		}
		a.Against = arg
	default:
		slot, ok := t.SlotOf(arg)
		if !ok {
			return l.unknownName(a.Pos, arg, t.Nearest(arg))
		}
		a.Slot = slot
		return l.suits(a, kind, arg)
	}
	return true
}

func (l *loader) suits(a *Action, kind argument, arg string) bool {
	s := l.t.Slots[a.Slot]
	switch {
	case kind == outOfArg && s.OutOf < 0:
		l.actionFault(a.Pos, finding.Say("“%s” chỉ có một số, không có dạng 44/48", "“%s” is one number, not 44/48", arg))
		return false
	case kind == partArg && s.Category == nil:
		l.actionFault(a.Pos, finding.Say("“%s” là tổng, tỷ trọng cần một thành phần", "“%s” is a total; a share needs a category", arg))
		return false
	case kind == totalArg && s.Category != nil:
		l.actionFault(a.Pos, finding.Say("ở đây cần mã chỉ tiêu, không phải thành phần “%s”", "an indicator belongs here, not the category “%s”", arg))
		return false
	}
	return true
}

func (l *loader) unknownName(pos finding.Pos, name, near string) bool {
	code := finding.SummaryName
	if pos.Cell != "" {
		code = finding.BookName
	}
	f := finding.New(code, pos, name)
	f = f.DidYouMean(near)
	l.findings.Add(f)
	return false
}

// optionals checks that every {{ optional }} has its {{ end }} within one block, and none
// stands inside another.
func (l *loader) optionals() {
	s := &l.t.Summary
	for _, b := range s.Blocks {
		var open *Action
		for _, r := range runsOf(b) {
			for _, c := range r.Text {
				a := s.Action(c)
				switch {
				case a == nil:
				case a.Name == "optional" && open != nil:
					l.actionFault(a.Pos, finding.Say("{{ optional }} lồng nhau", "{{ optional }} inside {{ optional }}"))
				case a.Name == "optional":
					open = a
				case a.Name == "end" && open == nil:
					l.actionFault(a.Pos, finding.Say("{{ end }} thừa", "{{ end }} without {{ optional }}"))
				case a.Name == "end":
					open = nil
				}
			}
		}
		if open != nil {
			l.actionFault(open.Pos, finding.Say("{{ optional }} không có {{ end }} trong cùng đoạn", "{{ optional }} has no {{ end }} in its paragraph"))
		}
	}
}

func runsOf(b document.Block) []document.Run {
	switch b := b.(type) {
	case *document.Heading:
		return b.Runs
	case *document.Paragraph:
		return b.Runs
	}
	return nil
}

// TextKeys lists the keys of the texts that the prose asks for, in order, each once.
func (s *Summary) TextKeys() []string {
	var keys []string
	seen := map[string]bool{}
	for _, a := range s.Actions {
		if (a.Name == "text" || a.Name == "texts") && !seen[a.Args[0]] {
			seen[a.Args[0]] = true
			keys = append(keys, a.Args[0])
		}
	}
	return keys
}

// TextPlace is a text that the prose asks for, and the headings under which it stands, each
// with action runes; they are empty where there is none.
type TextPlace struct{ Key, Part, Heading string }

// TextPlaces lists the texts as [Summary.TextKeys] does, each with where it stands first.
func (s *Summary) TextPlaces() []TextPlace {
	var all []TextPlace
	var at TextPlace
	seen := map[string]bool{}
	for _, block := range s.Blocks {
		switch b := block.(type) {
		case *document.Heading:
			at.Heading = runText(b.Runs)
			if b.Level == 1 {
				at.Part, at.Heading = at.Heading, ""
			}
		case *document.Paragraph:
			for _, r := range runText(b.Runs) {
				a := s.Action(r)
				if a == nil || a.Name != "text" && a.Name != "texts" || seen[a.Args[0]] {
					continue
				}
				seen[a.Args[0]] = true
				at.Key = a.Args[0]
				all = append(all, at)
			}
		}
	}
	return all
}

func runText(runs []document.Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// InsertsBlocks reports whether the action stands for paragraphs, a table or a chart, and so
// for a paragraph of its own.
func (a *Action) InsertsBlocks() bool {
	return slices.Contains([]string{"text", "texts", "table", "annex", "chart"}, a.Name)
}

// insertions refuses what inserts blocks in the middle of a sentence, where it would print
// nothing.
func (l *loader) insertions() {
	s := &l.t.Summary
	all := 0
	for _, b := range s.Blocks {
		_, isParagraph := b.(*document.Paragraph)
		var inserts []*Action
		words := !isParagraph
		for _, r := range runsOf(b) {
			for _, c := range r.Text {
				if a := s.Action(c); a != nil && a.InsertsBlocks() {
					inserts = append(inserts, a)
				} else if !unicode.IsSpace(c) {
					words = true
				}
			}
		}
		for _, a := range inserts {
			if all++; all > l.limits.Most(limit.Inserted) {
				l.findings.Add(l.limits.Passed(limit.Inserted, a.Pos))
				return
			}
			if words {
				l.actionFault(a.Pos, finding.Say("{{ %s }} phải đứng riêng một đoạn", "{{ %s }} stands in a paragraph of its own", a.Name))
			}
		}
	}
}
