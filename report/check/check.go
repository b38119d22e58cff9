// Package check judges submissions: it resolves every name against the template, looks at
// every value, counts registers, forms the units' totals and runs the rules. [Submissions]
// gives one [Set] for each unit and period; [Rules] runs the checks on them.
package check

import (
	"fmt"
	"slices"
	"strings"

	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/limit"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/source"
	"baocao/report/spec"
	"baocao/report/spread"
)

// Set is what one unit says of one period, from one file or several, every name resolved.
type Set struct {
	Unit        string // its code
	Period      period.Period
	Submissions []*figures.Submission // where it comes from, in order
	Cells       model.Cells           // by slot, totals included
	Apart       []Apart
	Targets     map[int]num.Value // for the period, by the indicator's total slot
	Registers   []Register
	Texts       []figures.Text
	Combined    bool // of a longer period, and filled from its quarters

	draft      *model.Draft             // what becomes Cells
	bad        map[int]bool             // slots whose value could not be read: no check speaks of them
	badTargets map[int]bool             // the same of targets
	gaps       map[*spec.Indicator]bool // indicators of which a part was refused: no check speaks of what they lack
	lost       bool                     // a part of the submissions could not be read at all
}

// Apart is a figure that is printed and never added; see [model.Apart].
type Apart struct {
	Slot   int
	Figure *figures.Figure
}

// Register is a unit's register with every cell matched to a column of the template.
type Register struct {
	Spec *spec.Register
	File string // the name of the file with its rows, for outputs
	Rows [][]model.RegisterCell
}

// Submissions resolves and judges submissions. The sets come in the order in which their
// units and periods first appear.
func Submissions(t *spec.Template, subs []*figures.Submission) ([]*Set, finding.List) {
	g := gatherer{t: t, signature: t.Signature(), sets: make(map[setKey]*Set, len(subs))}
	for _, sub := range subs {
		g.add(sub)
	}
	all := slices.Concat(g.order, g.undated)
	found, wholes := make([]finding.List, len(all)), wholesOf(t)
	spread.Over(len(all), func(from, to int) {
		c := checker{t: t, texts: t.Summary.TextKeys(), slots: map[*figures.Name]int{}, draft: model.NewDraft(len(t.Slots)), wholes: wholes}
		for i := from; i < to; i++ {
			found[i] = c.judge(all[i])
		}
	})
	g.findings.Join(found...)
	return g.order, g.findings
}

type setKey struct{ unit, period string }

// gatherer puts the submissions of each unit and period together, if they may be judged.
type gatherer struct {
	t         *spec.Template
	signature string
	findings  finding.List
	sets      map[setKey]*Set
	order     []*Set
	undated   []*Set // of submissions without a period: judged, and of no further use
}

func (g *gatherer) add(sub *figures.Submission) {
	if sub.Template != "" && sub.Template != g.t.Name {
		g.findings.Add(finding.New(finding.NotThisTemplate, sub.TemplatePos, sub.Template, g.t.Name).Hinted(
			"nộp lại theo mẫu “%s”", "hand it in by the template “%s”", g.t.Name))
		return
	}
	if sub.FormSignature != "" && sub.FormSignature != g.signature {
		g.findings.Add(finding.New(finding.OldForm, sub.TemplatePos, g.t.Name).Hinted(
			"lập lại bằng “baocao form -u %s -p %s” rồi chép số liệu sang",
			"make it again with `baocao form -u %s -p %s` and copy the figures over", sub.Unit.Code, sub.Period.Code))
		return
	}
	if !sub.Period.IsZero() && !g.t.Serves(sub.Period) { // what is no period at all was reported
		g.findings.Add(finding.New(finding.PeriodKind, sub.PeriodPos, g.t.Name, sub.Period.Label()).
			Hinted("mẫu này dùng cho: %s", "this template serves: %s", g.kinds()))
		return
	}
	s := g.set(sub)
	s.Submissions = append(s.Submissions, sub)
	s.lost = s.lost || sub.Lost || sub.Period.IsZero()
}

func (g *gatherer) set(sub *figures.Submission) *Set {
	key := setKey{sub.Unit.Code, sub.Period.Code}
	s := g.sets[key]
	if s != nil && sub.Unit.Code != "" && !sub.Period.IsZero() { // what nobody can tell apart is not put together
		return s
	}
	s = &Set{Unit: sub.Unit.Code, Period: sub.Period}
	g.sets[key] = s
	if sub.Period.IsZero() {
		g.undated = append(g.undated, s)
	} else {
		g.order = append(g.order, s)
	}
	return s
}

// kinds names the periods that the template serves.
func (g *gatherer) kinds() finding.Text {
	var all []finding.Text
	for _, k := range g.t.Periods {
		all = append(all, k.Text())
	}
	return finding.Join(all...)
}

// mostFaults is how many are told of one set.
var mostFaults = limit.Limits{}.Most(limit.Faults)

// checker judges one set after another.
type checker struct {
	t        *spec.Template
	texts    []string              // that the template asks for
	findings finding.List          // of the set at hand
	refused  map[finding.Pos]bool  // its indicators without categories that were given some, each said once
	slots    map[*figures.Name]int // of the names that a template has, as far as they came up
	draft    *model.Draft          // room for the cells of the set
	wholes   []whole               // that have parts
	axes     []axisSum             // room for those of one of them
}

// judge fills a set from its submissions.
func (c *checker) judge(s *Set) finding.List {
	c.findings, c.refused = nil, nil
	s.draft = c.draft
	for _, sub := range s.Submissions {
		c.submission(s, sub)
	}
	for _, sub := range s.Submissions { // a figure that a register must agree with may stand in another file
		for _, r := range sub.Registers {
			c.register(s, r, sub.Name)
		}
	}
	c.judgeWholes(s)
	s.Cells, s.draft = s.draft.Take(), nil
	return c.findings
}

func (c *checker) submission(s *Set, sub *figures.Submission) {
	for i := range sub.Figures {
		if len(c.findings) >= mostFaults { // of so many nobody reads the rest
			c.findings.Add(limit.Limits{}.Passed(limit.Faults, sub.Figures[i].Pos()))
			s.lost = true
			break
		}
		c.figure(s, &sub.Figures[i])
	}
	for _, target := range sub.Targets {
		c.target(s, target)
	}
	for _, text := range sub.Texts {
		c.text(s, text)
	}
}

// Name is what messages call a slot: its label and its code.
func Name(t *spec.Template, slot int) string {
	s := t.Slots[slot]
	return fmt.Sprintf("%s (%s)", s.Label(), s.Code())
}

// indicator finds the indicator of a figure or target that may be submitted.
func (c *checker) indicator(code string, pos finding.Pos) *spec.Indicator {
	ind := c.t.Indicator(code)
	switch {
	case ind == nil && source.Foreign(code) != 0:
		r := source.Foreign(code)
		c.findings.Add(finding.New(finding.UnknownIndicator, pos, code).Hinted(
			"chữ “%s” (U+%04X) trông giống nhưng không phải chữ La-tinh; gõ lại mã", "“%s” (U+%04X) only looks like a Latin letter; type the code again", string(r), r))
	case ind == nil:
		c.findings.Add(finding.New(finding.UnknownIndicator, pos, code).DidYouMean(source.Nearest(code, c.t.IndicatorCodes())))
	case ind.Formula != nil:
		c.findings.Add(finding.New(finding.Computed, pos, code).Hinted(
			"xoá mục này: chương trình tính theo công thức của mẫu", "delete it: it is computed by the template's formula"))
		return nil
	}
	return ind
}

// slot finds the slot that a figure names; -1 after a finding.
func (c *checker) slot(s *Set, f *figures.Figure) int {
	slot, known := c.slots[f.Name]
	if !known {
		if slot = c.find(s, f); slot >= 0 {
			c.slots[f.Name] = slot
		}
	}
	return slot
}

// find is slot by the name's words.
func (c *checker) find(s *Set, f *figures.Figure) int {
	ind := c.indicator(f.Indicator, f.IndicatorPos())
	if ind == nil {
		return -1
	}
	if f.Category == "" {
		return ind.Total
	}
	if len(ind.By) == 0 {
		c.notBroken(ind, f)
		return -1
	}
	axis := c.axis(ind, f)
	if axis < 0 {
		put(&s.gaps, ind, true)
		return -1
	}
	slot := ind.PartSlot(axis, f.Category)
	if slot < 0 {
		put(&s.gaps, ind, true)
		c.unknownCategory(ind, f, ind.By[axis].CategoryCodes())
	}
	return slot
}

// notBroken says once of an indicator that it has no categories, whichever were given.
func (c *checker) notBroken(ind *spec.Indicator, f *figures.Figure) {
	at := f.IndicatorPos()
	if c.refused[at] {
		return
	}
	put(&c.refused, at, true)
	c.findings.Add(finding.New(finding.NotBroken, f.CategoryPos(), ind.Code, f.Category).Hinted(
		"chỉ ghi một số tổng: “%s: số”", "write one number, the total: “%s: number”", ind.Code))
}

func (c *checker) unknownCategory(ind *spec.Indicator, f *figures.Figure, known []string) {
	found := finding.New(finding.UnknownCategory, f.CategoryPos(), ind.Code, f.Category)
	if near := source.Nearest(f.Category, known); near != "" {
		found = found.DidYouMean(near)
	} else {
		found = found.Hinted("các thành phần: %s", "its categories: %s", strings.Join(known, ", "))
	}
	c.findings.Add(found)
}

// axis finds the breakdown of a figure's category: named, or the only one that has it.
func (c *checker) axis(ind *spec.Indicator, f *figures.Figure) int {
	if f.Axis != "" {
		axis := ind.Axis(f.Axis)
		if axis < 0 {
			var known []string
			for _, b := range ind.By {
				known = append(known, b.Code)
			}
			found := finding.New(finding.UnknownBreakdown, f.AxisPos(), ind.Code, f.Axis).DidYouMean(source.Nearest(f.Axis, known))
			if found.Hint().IsZero() {
				found = found.Hinted("các phân tổ: %s", "its breakdowns: %s", strings.Join(known, ", "))
			}
			c.findings.Add(found)
		}
		return axis
	}
	switch axes := ind.Axes(f.Category); len(axes) {
	case 1:
		return axes[0]
	case 0:
		var known []string
		for _, b := range ind.By {
			known = append(known, b.CategoryCodes()...)
		}
		c.unknownCategory(ind, f, known)
	default:
		var names []string
		for _, a := range axes {
			names = append(names, ind.By[a].Code)
		}
		c.findings.Add(finding.New(finding.WhichBreakdown, f.CategoryPos(), f.Category, ind.Code, strings.Join(names, ", ")).Hinted(
			"ghi rõ phân tổ: {%s: {%s: %s}}", "name the breakdown: {%s: {%s: %s}}", names[0], f.Category, f.Typed()))
	}
	return -1
}

func (c *checker) figure(s *Set, f *figures.Figure) {
	slot := c.slot(s, f)
	if slot < 0 {
		if ind := c.t.Indicator(f.Indicator); ind != nil {
			c.refuse(s, ind.Total) // a part got lost: nothing can be said of the sum
		}
		return
	}
	if f.Bad || !c.sound(slot, f) {
		c.refuse(s, slot)
		return
	}
	if first := s.given(slot, f); first != nil {
		c.twice(s, slot, f, first)
		return
	}
	if f.HasWindow() || f.Rate() != nil {
		s.Apart = append(s.Apart, Apart{slot, f})
		return
	}
	c.store(s.draft, slot, f)
}

// given finds the figure of a slot that speaks of the same time as f, if there is one.
func (s *Set) given(slot int, f *figures.Figure) *figures.Figure {
	for _, a := range s.Apart {
		if a.Slot == slot && a.Figure.Since() == f.Since() && a.Figure.AsOf() == f.AsOf() {
			return a.Figure
		}
	}
	if f.HasWindow() {
		return nil
	}
	return s.draft.At(slot).Figure
}

// store puts a figure and its whole into a draft. Where the figure does not apply, neither
// does the whole; a whole that does not apply to a number is none.
func (c *checker) store(cells *model.Draft, slot int, f *figures.Figure) {
	given := model.Cell{Value: f.Value(), Origin: model.Given, Figure: f, Aside: f.Aside != nil}
	cells.Put(slot, given)
	whole := c.t.Slots[slot].OutOf
	switch {
	case whole < 0:
	case f.Value().State == num.NotApplicable:
		cells.Put(whole, given)
	case f.OutOf().IsKnown():
		given.Value = f.OutOf()
		cells.Put(whole, given)
	}
}

// refuse marks a figure, and its whole, as given and of no use.
func (c *checker) refuse(s *Set, slot int) {
	put(&s.bad, slot, true)
	if whole := c.t.Slots[slot].OutOf; whole >= 0 {
		put(&s.bad, whole, true)
	}
}

func (c *checker) twice(s *Set, slot int, f, first *figures.Figure) {
	found := finding.New(finding.Twice, f.Pos(), Name(c.t, slot))
	if f.Pos().File != first.Pos().File {
		found = finding.New(finding.TwoSubmissions, f.Pos(), s.Unit, Name(c.t, slot), s.Period.Label())
	}
	c.refuse(s, slot) // nobody knows which of the two was meant
	c.findings.Add(found.Relate(first.Pos(), finding.Say("lần đầu ở đây: %s", "first given here: %s", first.Typed())).
		Hinted("giữ một số, bỏ số kia", "keep one of them, leave out the other"))
}

// put writes into a map that most sets never need.
func put[K comparable, V any](m *map[K]V, key K, value V) {
	if *m == nil {
		*m = map[K]V{}
	}
	(*m)[key] = value
}

// sound looks at one value by itself.
func (c *checker) sound(slot int, f *figures.Figure) bool {
	s := c.t.Slots[slot]
	if v := f.Value(); f.Aside == nil && s.OutOf < 0 && (!v.IsKnown() || v.Number.IsInt() && v.Number.Sign() >= 0) {
		return true // as nearly all are
	}
	ind := s.Indicator
	before := c.findings.Count(finding.Error)
	hasWhole := s.OutOf >= 0
	switch {
	case !hasWhole && (f.Rate() != nil || f.OutOf().State != num.Missing):
		found := finding.New(finding.NoOutOf, f.Pos(), ind.Code, f.Typed())
		if f.Rate() != nil {
			found = found.Hinted("ghi số đếm được, không ghi tỷ lệ", "write the number counted, not a rate")
		} else {
			found = found.Hinted("chỉ ghi một số, ví dụ %s", "write one number, such as %s", f.Value().Number.PrintExact())
		}
		c.findings.Add(found)
	case hasWhole && f.Rate() == nil && !f.OutOf().IsKnown() && f.Value().IsKnown():
		found := finding.New(finding.NeedsOutOf, f.Pos(), Name(c.t, slot), ind.OutOf).On(finding.About{Figures: []string{s.Code()}})
		if f.Pos().Cell != "" { // an Excel form has a row for each of the two
			found = found.Hinted("ghi tổng số vào dòng ngay dưới", "write the whole into the row below")
		} else {
			found = found.Hinted("ghi dạng 44/48, hoặc {done: 44, out_of: 48}", "write 44/48, or {done: 44, out_of: 48}")
		}
		c.findings.Add(found)
	case f.Value().IsKnown() && f.OutOf().IsKnown() && f.Value().Number.Cmp(f.OutOf().Number) > 0:
		c.findings.Add(finding.New(finding.DoneOverOutOf, f.Pos(), Name(c.t, slot), f.Value().Number.PrintExact(), f.OutOf().Number.PrintExact()).
			DidYouMean(f.OutOf().Number.PrintExact() + "/" + f.Value().Number.PrintExact()))
	}
	if f.Rate() != nil && f.Rate().Sign() < 0 {
		c.findings.Add(finding.New(finding.Negative, f.Pos(), Name(c.t, slot), f.Typed()))
	}
	for _, v := range []num.Value{f.Value(), f.OutOf()} {
		if !v.IsKnown() {
			continue
		}
		if v.Number.Sign() < 0 {
			c.findings.Add(finding.New(finding.Negative, f.Pos(), Name(c.t, slot), f.Typed()))
		}
		if ind.Decimals == 0 && !v.Number.IsInt() {
			c.findings.Add(finding.New(finding.Fraction, f.Pos(), Name(c.t, slot), ind.Measure, f.Typed()))
		}
	}
	if !f.Since().IsZero() && !f.AsOf().IsZero() && f.Since().First().Compare(f.AsOf().Last()) > 0 {
		c.findings.Add(finding.New(finding.WindowOrder, f.Pos(), f.Since().Short(), f.AsOf().Short()))
	}
	return c.findings.Count(finding.Error) == before
}

// Targets resolves the plans of one unit, by the indicator's total slot.
func Targets(t *spec.Template, targets []figures.Target) (map[int]num.Value, finding.List) {
	c := &checker{t: t}
	var s Set
	for _, target := range targets {
		c.target(&s, target)
	}
	return s.Targets, c.findings
}

func (c *checker) target(s *Set, target figures.Target) {
	if code, category, dotted := strings.Cut(target.Indicator, "."); dotted && c.t.Indicator(code) != nil {
		c.findings.Add(finding.New(finding.TargetBreakdown, target.IndicatorPos, target.Indicator,
			finding.Say("“%s” là một thành phần", "“%s” is a category", category)).
			Hinted("kế hoạch giao cho cả chỉ tiêu: ghi “%s: số”", "targets are set for whole indicators: write “%s: number”", code))
		return
	}
	ind := c.indicator(target.Indicator, target.IndicatorPos)
	if ind == nil {
		return
	}
	if target.Bad {
		put(&s.badTargets, ind.Total, true)
		return
	}
	if target.Value.IsKnown() && target.Value.Number.Sign() < 0 {
		c.findings.Add(finding.New(finding.Negative, target.Pos, Name(c.t, ind.Total), target.Value.Number.PrintExact()))
		return
	}
	if _, again := s.Targets[ind.Total]; again {
		c.findings.Add(finding.New(finding.Twice, target.Pos, Name(c.t, ind.Total)))
		return
	}
	put(&s.Targets, ind.Total, target.Value)
}

func (c *checker) text(s *Set, text figures.Text) {
	if !slices.Contains(c.texts, text.Key) {
		c.findings.Add(finding.New(finding.UnknownText, text.KeyPos, text.Key).
			Hinted("mẫu dùng các đoạn: %s", "the template uses: %s", strings.Join(c.texts, ", ")).
			DidYouMean(source.Nearest(text.Key, c.texts)))
	}
	for _, first := range s.Texts {
		if first.Key == text.Key {
			c.findings.Add(finding.New(finding.TwoSubmissions, text.KeyPos, s.Unit, text.Key, s.Period.Label()).
				Relate(first.KeyPos, finding.Say("lần đầu ở đây", "first given here")).
				Hinted("giữ một đoạn, bỏ đoạn kia", "keep one of them, leave out the other"))
			return
		}
	}
	s.Texts = append(s.Texts, text)
}
