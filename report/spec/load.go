package spec

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync"

	"baocao/report/expr"
	"baocao/report/finding"
	"baocao/report/limit"
	"baocao/report/period"
	"baocao/report/source"
)

// The files of a template folder.
const (
	definitionFile = "template.yaml"
	summaryFile    = "summary.md"
	bookFile       = "workbook.xlsx" // laid out by a clerk; a template need not have one
)

// Label renames a category for an office: "cap.huyen" → "cấp quận".
type Label struct {
	Pos        finding.Pos
	Name, Text string
}

// Load reads the template folder fsys, which findings call folder. labels rename
// categories. The template's SHA256 is taken over the lines "name⇥sha256" of its files,
// sorted by name, each ended by a line feed. With an Error among the findings the
// template is nil.
func Load(fsys fs.FS, folder string, labels []Label) (*Template, finding.List) {
	return LoadIn(limit.Limits{}, fsys, folder, labels)
}

// LoadIn is Load for templates of another size than the usual.
func LoadIn(most limit.Limits, fsys fs.FS, folder string, labels []Label) (*Template, finding.List) {
	l := &loader{t: &Template{indicators: map[string]*Indicator{}}, limits: most}
	definition, summary := l.open(fsys, folder, definitionFile), l.open(fsys, folder, summaryFile)
	book, hasBook := l.openBook(fsys, folder)
	if l.findings.HasErrors() {
		return nil, l.findings
	}
	hash := sha256.New()
	fmt.Fprintf(hash, "%s\t%s\n%s\t%s\n", summaryFile, summary.SHA256(), definitionFile, definition.SHA256())
	if hasBook {
		fmt.Fprintf(hash, "%s\t%s\n", bookFile, book.SHA256())
	}
	l.t.SHA256 = hex.EncodeToString(hash.Sum(nil))

	root, found := source.YAML(definition)
	l.findings.Add(found...)
	if found.HasErrors() {
		return nil, l.findings
	}
	l.definition(root)
	l.relabel(labels)
	if hasBook && len(l.t.Workbook) > 0 {
		l.fault(root.Pos(), "workbook.xlsx thay cho các trang dựng từ biểu; bỏ mục workbook trong template.yaml hoặc bỏ tệp ấy đi",
			"workbook.xlsx takes the place of sheets made from tables; take workbook out of template.yaml, or the file away")
	}
	if !l.findings.HasErrors() {
		l.summary(summary)
		if hasBook { // its cells may ask for texts of the prose
			l.book(book)
		}
	}
	if l.findings.HasErrors() {
		return nil, l.findings
	}
	return l.t, l.findings
}

type loader struct {
	reader
	t      *Template
	limits limit.Limits
}

func (l *loader) open(fsys fs.FS, folder, name string) source.File {
	f := source.File{Path: folder + "/" + name, Name: name, How: source.How{Limits: l.limits}}
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil || !info.Mode().IsRegular():
		l.findings.Add(finding.New(finding.NoTemplateFile, finding.Pos{File: folder}, name))
		return f
	case info.Size() > int64(l.limits.Most(limit.TemplateFile)):
		l.findings.Add(l.limits.Passed(limit.TemplateFile, finding.Pos{File: f.Path}))
		return f
	}
	if f.Data, err = fs.ReadFile(fsys, name); err != nil {
		l.findings.Add(finding.New(finding.NoTemplateFile, finding.Pos{File: folder}, name))
	}
	return f
}

func (l *loader) definition(root source.Node) {
	m := l.fields(root, "name", "title", "layout", "periods", "leading_zero", "footnotes", "breakdowns", "indicators",
		"registers", "checks", "tables", "workbook")
	t := l.t
	t.Name, t.Title = l.text(m["name"]), l.text(m["title"])
	t.Layout, t.LayoutPos = l.text(m["layout"]), m["layout"].Pos()
	for _, key := range []string{"name", "title", "periods", "indicators"} {
		if m[key].Kind == source.Null {
			l.findings.Add(finding.New(finding.MissingField, root.Pos(), key))
		}
	}
	t.LeadingZero = l.flag(m["leading_zero"])
	t.Footnotes = l.flag(m["footnotes"])
	for _, p := range l.items(m["periods"]) {
		t.Periods = append(t.Periods, period.Kind(l.oneOf(p, "quarter", "half", "nine-months", "year", "other")))
	}
	l.breakdowns(m["breakdowns"])
	formulas := l.indicators(m["indicators"])
	if l.tooMany(m["indicators"].Pos()) {
		return
	}
	l.number()
	l.formulas(formulas)
	l.implied()
	l.registers(m["registers"])
	l.checks(m["checks"])
	l.expressions()
	l.tables(m["tables"])
	l.workbook(m["workbook"])
}

var codeForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`) })

// reserved are the words that a submission or an expression uses for other things.
var reserved = strings.Fields("total value done out_of since as_of note qualifier " +
	"abs round min max sum previous change target " +
	"break case chan const continue default defer else fallthrough for func go goto if import " +
	"interface map package range return select struct switch type var")

// code reports whether name can name something.
func (l *loader) code(pos finding.Pos, name string) bool {
	switch {
	case !codeForm().MatchString(name):
		l.findings.Add(finding.New(finding.BadCode, pos, name,
			finding.Say("chỉ gồm chữ cái không dấu, chữ số, gạch dưới và bắt đầu bằng chữ cái",
				"only unaccented letters, digits and underscores, a letter first")))
		return false
	case slices.Contains(reserved, name):
		l.findings.Add(finding.New(finding.BadCode, pos, name, finding.Say("từ dành riêng", "a reserved word")))
		return false
	}
	return true
}

func (l *loader) breakdowns(n source.Node) {
	for _, e := range l.entries(n) {
		m := l.fields(e.Value, "label", "categories")
		b := &Breakdown{Code: e.Key, Label: l.text(m["label"])}
		if !l.code(e.Pos(), e.Key) {
			continue
		}
		for _, c := range l.entries(m["categories"]) {
			if l.code(c.Pos(), c.Key) {
				b.Categories = append(b.Categories, &Category{Code: c.Key, Label: l.text(c.Value)})
			}
		}
		if b.Label == "" || len(b.Categories) == 0 {
			l.fault(e.Pos(), "phân tổ “%s” cần label và categories", "the breakdown “%s” needs label and categories", e.Key)
		}
		l.t.Breakdowns = append(l.t.Breakdowns, b)
	}
}

func (t *Template) breakdown(code string) *Breakdown {
	for _, b := range t.Breakdowns {
		if b.Code == code {
			return b
		}
	}
	return nil
}

func (t *Template) breakdownCodes() []string {
	var codes []string
	for _, b := range t.Breakdowns {
		codes = append(codes, b.Code)
	}
	return codes
}

// indicators reads the indicators and returns the formulas' nodes, which are parsed
// when all names are known.
func (l *loader) indicators(n source.Node) map[*Indicator]source.Node {
	formulas := map[*Indicator]source.Node{}
	for _, e := range l.entries(n) {
		m := l.fields(e.Value, "label", "measure", "nature", "by", "out_of", "formula", "decimals", "own")
		if !l.code(e.Pos(), e.Key) {
			continue
		}
		ind := &Indicator{
			Code: e.Key, Label: l.text(m["label"]), Measure: l.text(m["measure"]), OutOf: l.text(m["out_of"]),
			AddOwn: l.oneOf(m["own"], "check", "add") == "add", Pos: e.Pos(),
		}
		ind.Decimals = l.digit(m["decimals"], usualDecimals(ind.Measure))
		for _, key := range []string{"label", "measure"} {
			if m[key].Kind == source.Null {
				l.fault(e.Pos(), "chỉ tiêu “%s” thiếu %s", "the indicator “%s” lacks %s", e.Key, key)
			}
		}
		if formula := m["formula"]; formula.Kind != source.Null {
			ind.Nature = Rate
			formulas[ind] = formula
			if m["by"].Kind != source.Null || ind.OutOf != "" || m["nature"].Kind != source.Null {
				l.fault(e.Pos(), "chỉ tiêu tính theo công thức không có by, out_of, nature", "a computed indicator takes no by, out_of or nature")
			}
		} else {
			if m["nature"].Kind == source.Null {
				l.fault(e.Pos(), "chỉ tiêu “%s” cần nature: flow hoặc stock", "the indicator “%s” needs nature: flow or stock", e.Key)
			}
			ind.Nature = Nature(l.oneOf(m["nature"], string(Flow), string(Stock)))
			l.by(ind, m["by"])
		}
		l.t.Indicators = append(l.t.Indicators, ind)
		l.t.indicators[ind.Code] = ind
	}
	return formulas
}

// usualDecimals is the contract's default: two for rates, one for money in millions,
// none for what is counted.
func usualDecimals(measure string) int {
	switch measure {
	case "%":
		return 2
	case "triệu đồng", "tỷ đồng":
		return 1
	}
	return 0
}

func (l *loader) by(ind *Indicator, n source.Node) {
	for _, item := range l.items(n) {
		code := l.text(item)
		b := l.t.breakdown(code)
		if b == nil {
			l.unknown(item.Pos(), finding.Say("phân tổ", "breakdown"), code, l.t.breakdownCodes())
			continue
		}
		ind.By = append(ind.By, b)
	}
	names := map[string]bool{}
	for _, b := range ind.By {
		if names[b.Code] {
			l.findings.Add(finding.New(finding.NameClash, n.Pos(), b.Code).
				Hinted("phân tổ này ghi hai lần; bỏ một", "the breakdown is listed twice; leave one out"))
		}
		names[b.Code] = true
	}
	for _, b := range ind.By {
		for _, c := range b.Categories {
			if names[c.Code] { // two axes may share a category; an axis and a category may not
				l.findings.Add(finding.New(finding.NameClash, n.Pos(), c.Code).
					Hinted("một phân tổ và một thành phần của chỉ tiêu này cùng mã; đổi mã một bên",
						"a breakdown and a category of this indicator have the same code; change one of them"))
			}
		}
	}
}

// number gives every figure its slot.
// tooMany refuses a template of more figures than any report can show. Few lines make
// many: each indicator has all categories of its breakdowns.
func (l *loader) tooMany(pos finding.Pos) bool {
	figures := 0
	for _, ind := range l.t.Indicators {
		figures++
		for _, b := range ind.By {
			figures += len(b.Categories)
		}
	}
	if figures <= l.limits.Most(limit.TemplateFigures) {
		return false
	}
	l.findings.Add(l.limits.Passed(limit.TemplateFigures, pos))
	return true
}

func (l *loader) number() {
	t := l.t
	add := func(ind *Indicator, axis *Breakdown, c *Category) int {
		s := Slot{Indicator: ind, Axis: axis, Category: c, OutOf: -1}
		at := len(t.Slots)
		if ind.OutOf == "" {
			t.Slots = append(t.Slots, s)
			return at
		}
		s.OutOf = at + 1
		whole := s
		whole.IsOutOf, whole.OutOf = true, -1
		t.Slots = append(t.Slots, s, whole)
		return at
	}
	for _, ind := range t.Indicators {
		ind.Total = add(ind, nil, nil)
		for _, b := range ind.By {
			var parts []int
			for _, c := range b.Categories {
				parts = append(parts, add(ind, b, c))
			}
			ind.Parts = append(ind.Parts, parts)
		}
	}
}

func (l *loader) formulas(nodes map[*Indicator]source.Node) {
	for _, ind := range l.t.Indicators {
		n, ok := nodes[ind]
		if !ok {
			continue
		}
		formula, found := expr.ParseFormula(l.text(n), n.TextPos(), l.t)
		l.findings.Add(found...)
		ind.Formula = formula
	}
}

// Nearest implements [expr.Names].
func (t *Template) Nearest(name string) string {
	code, rest, dotted := strings.Cut(name, ".")
	if ind := t.indicators[code]; ind != nil && dotted {
		if near := source.Nearest(rest, ind.names()); near != "" {
			return code + "." + near
		}
		return ""
	}
	return source.Nearest(code, t.IndicatorCodes())
}

// names lists what may follow the indicator's code.
func (ind *Indicator) names() []string {
	var names []string
	for _, b := range ind.By {
		names = append(names, b.Code)
		names = append(names, b.CategoryCodes()...)
	}
	return names
}

// CategoryCodes lists the codes of the breakdown's categories.
func (b *Breakdown) CategoryCodes() []string {
	codes := make([]string, len(b.Categories))
	for i, c := range b.Categories {
		codes[i] = c.Code
	}
	return codes
}

func (l *loader) checks(n source.Node) {
	for i, item := range l.items(n) {
		if i == l.limits.Most(limit.Checks) {
			l.findings.Add(l.limits.Passed(limit.Checks, item.Pos()))
			return
		}
		m := l.fields(item, "rule", "severity", "scope", "message")
		rule, found := expr.ParseRule(l.text(m["rule"]), m["rule"].TextPos(), l.t)
		l.findings.Add(found...)
		if rule == nil {
			continue
		}
		c := &Check{Pos: m["rule"].Pos(), Rule: rule, Message: l.text(m["message"]),
			Scope: Scope(l.oneOf(m["scope"], string(OnUnits), string(OnReport), string(OnBoth)))}
		if l.oneOf(m["severity"], "error", "warning") == "warning" {
			c.Severity = finding.Warning
		}
		if c.Message == "" {
			c.Message = rule.Source
		}
		l.measures(c)
		l.t.Checks = append(l.t.Checks, c)
	}
}

// measures warns where a rule compares figures of different measures. Only rules whose
// sides are bare figures are judged: products and quotients have measures of their own.
func (l *loader) measures(c *Check) {
	left, right := c.Rule.Left.Refs(), c.Rule.Right.Refs()
	if len(left) != 1 || len(right) != 1 {
		return
	}
	a, b := l.t.Slots[left[0].Slot].Indicator, l.t.Slots[right[0].Slot].Indicator
	if a.Measure != b.Measure {
		l.findings.Add(finding.New(finding.MeasureMix, c.Pos, a.Measure, b.Measure))
	}
}

// implied makes the checks that need no writing down: each breakdown sums to the total,
// and what is done does not exceed the whole.
func (l *loader) implied() {
	add := func(rule, message string) {
		parsed, _ := expr.ParseRule(rule, finding.Pos{}, l.t)
		l.t.Implied = append(l.t.Implied, &Check{Rule: parsed, Scope: OnBoth, Message: message})
	}
	for _, ind := range l.t.Indicators {
		for _, b := range ind.By {
			add(fmt.Sprintf("%s = sum(%s.%s)", ind.Code, ind.Code, b.Code),
				fmt.Sprintf("%s: tổng khác các thành phần theo %s cộng lại", ind.Label, strings.ToLower(b.Label)))
		}
		if ind.OutOf != "" {
			add(fmt.Sprintf("%s <= %s.out_of", ind.Code, ind.Code),
				fmt.Sprintf("%s: nhiều hơn %s", ind.Label, strings.ToLower(ind.OutOf)))
		}
	}
}

func (l *loader) registers(n source.Node) {
	for _, e := range l.entries(n) {
		m := l.fields(e.Value, "label", "columns", "counts")
		if !l.code(e.Pos(), e.Key) {
			continue
		}
		r := &Register{Code: e.Key, Label: l.text(m["label"])}
		if r.Label == "" {
			r.Label = e.Key
		}
		for _, c := range l.entries(m["columns"]) {
			l.registerColumn(r, c)
		}
		if counts := l.text(m["counts"]); counts != "" {
			r.Counts = l.t.Indicator(counts)
			if r.Counts == nil {
				l.unknown(m["counts"].Pos(), finding.Say("chỉ tiêu", "indicator"), counts, l.t.IndicatorCodes())
			}
		}
		l.t.Registers = append(l.t.Registers, r)
	}
}

func (l *loader) registerColumn(r *Register, e source.Entry) {
	m := l.fields(e.Value, "label", "type", "breakdown", "required")
	c := &RegisterColumn{Code: e.Key, Label: l.text(m["label"]), Required: l.flag(m["required"])}
	if !l.code(e.Pos(), e.Key) {
		return
	}
	c.Type = ColumnType(l.oneOf(m["type"], string(TextColumn), string(NumberColumn), string(DateColumn), string(UnitColumn)))
	if code := l.text(m["breakdown"]); code != "" {
		c.Type, c.Breakdown = CategoryColumn, l.t.breakdown(code)
		if c.Breakdown == nil {
			l.unknown(m["breakdown"].Pos(), finding.Say("phân tổ", "breakdown"), code, l.t.breakdownCodes())
			return
		}
		if c.Label == "" {
			c.Label = c.Breakdown.Label
		}
	}
	if c.Label == "" {
		c.Label = e.Key
	}
	r.Columns = append(r.Columns, c)
}

// relabel gives categories the words of the office.
func (l *loader) relabel(labels []Label) {
	for _, label := range labels {
		axis, category, _ := strings.Cut(label.Name, ".")
		var c *Category
		if b := l.t.breakdown(axis); b != nil {
			c = b.category(category)
		}
		if c == nil {
			l.unknown(label.Pos, finding.Say("nhãn phân tổ", "category label"), label.Name, l.categoryNames())
			continue
		}
		c.Label = label.Text
	}
}

func (l *loader) categoryNames() []string {
	var names []string
	for _, b := range l.t.Breakdowns {
		for _, c := range b.Categories {
			names = append(names, b.Code+"."+c.Code)
		}
	}
	return names
}
