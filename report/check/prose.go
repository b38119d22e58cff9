package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/spec"
)

// Prose finds numbers in texts that contradict the figures. It speaks only where a reader
// could not mean anything else:
//
//   - the number stands directly before a measure of the template: 118 mô hình;
//   - the sentence names the indicator, by at least three words of its label in their order
//     (all of them where it has fewer), and no other one of that measure better;
//   - the sentence speaks of the report's own time and of what was done: not “từ năm 2017”,
//     “cùng kỳ”, “phấn đấu”, and not under a heading of plans;
//   - the number is exact: none with trên, khoảng … before it, no range, no 44/48;
//   - it is none of the figures of that measure, nor a sum of the parts of one, and more
//     than half of the indicator: a smaller number may well be a part's.
type Prose struct {
	t       *spec.Template
	period  period.Period
	counted []counted
	plans   map[string]bool // texts under a heading of plans
}

// counted is an indicator as a sentence names it.
type counted struct {
	indicator *spec.Indicator
	measure   []string
	label     []string // without the measure that it begins with
	slots     []int    // its figures
}

// Contradiction is a number in a text that no figure bears out.
type Contradiction struct {
	Offset int    // of the number in the text, in bytes
	Number string // as typed
	Said   string // with its measure
	Slot   int    // the figure that it contradicts
	Value  num.Number
}

// NewProse prepares for the texts of a template and a period.
func NewProse(t *spec.Template, p period.Period) *Prose {
	prose := &Prose{t: t, period: p, plans: map[string]bool{}}
	for _, place := range t.Summary.TextPlaces() {
		prose.plans[place.Key] = contains(folded(wordsOf(place.Part+". "+place.Heading)), planHeadings())
	}
	for _, ind := range t.Indicators {
		c := counted{indicator: ind, measure: folded(wordsOf(ind.Measure)), label: folded(wordsOf(ind.Label))}
		for slot, s := range t.Slots {
			if s.Indicator == ind {
				c.slots = append(c.slots, slot)
			}
		}
		if len(c.label) > len(c.measure) && slices.Equal(c.label[:len(c.measure)], c.measure) {
			c.label = c.label[len(c.measure):]
		}
		if ind.Formula == nil && len(c.measure) > 0 {
			prose.counted = append(prose.counted, c)
		}
	}
	return prose
}

// Contradictions lists what a text says against the figures. known gives all values that
// are true of a slot, its own first.
func (p *Prose) Contradictions(text figures.Text, known func(slot int) []num.Value) []Contradiction {
	if p.plans[text.Key] || !strings.ContainsAny(text.Markdown, "0123456789") {
		return nil
	}
	var all []Contradiction
	for _, sentence := range sentences(text.Markdown) {
		if !slices.ContainsFunc(sentence, func(w word) bool { return w.number }) {
			continue
		}
		words := folded(sentence)
		if p.otherTime(words) {
			continue
		}
		for i := range sentence {
			measure, ok := p.claim(text.Markdown, sentence, words, i)
			if !ok {
				continue
			}
			number, fault := num.Parse(sentence[i].text, num.Vietnamese, finding.Pos{})
			if fault != nil || p.isKnown(measure, number, known) {
				continue
			}
			slot, value := p.named(measure, words, known)
			if slot < 0 || number.Add(number).Cmp(value) <= 0 {
				continue
			}
			counted, last := sentence[i+1], sentence[i+len(measure)]
			said := sentence[i].text + " " + strings.Join(strings.Fields(text.Markdown[counted.at:last.at+len(last.text)]), " ")
			all = append(all, Contradiction{sentence[i].at, sentence[i].text, said, slot, value})
		}
	}
	return all
}

// claim reports whether the word i of a sentence is an exact number directly before a
// measure, and which; the longest measure that fits is meant.
func (p *Prose) claim(text string, sentence []word, words []string, i int) (measure []string, ok bool) {
	if !sentence[i].number || i+1 == len(sentence) || i > 0 && (vague()[words[i-1]] || numbered()[words[i-1]]) {
		return nil, false
	}
	if behind := text[sentence[i].at+len(sentence[i].text) : sentence[i+1].at]; strings.Trim(behind, " \t\n*_") != "" || behind == "" {
		return nil, false
	}
	before := text[:sentence[i].at]
	rest := strings.TrimRight(before, " -–—")
	if strings.TrimRight(before, "/.,:+") != before || endsInDigit(rest) && len(rest) < len(strings.TrimRight(before, " ")) { // a date, a range
		return nil, false
	}
	for _, c := range p.counted {
		if len(c.measure) > len(measure) && hasPrefix(words[i+1:], c.measure) {
			measure = c.measure
		}
	}
	return measure, measure != nil
}

func endsInDigit(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsDigit(last)
}

func hasPrefix(words, prefix []string) bool {
	return len(words) >= len(prefix) && slices.Equal(words[:len(prefix)], prefix)
}

// isKnown reports whether a number is a figure of any indicator with the measure, or a sum
// of the parts of one.
func (p *Prose) isKnown(measure []string, n num.Number, known func(int) []num.Value) bool {
	equal := func(v num.Value) bool { return v.IsKnown() && v.Number.Abs().Equal(n) }
	for _, c := range p.counted {
		if !slices.Equal(c.measure, measure) {
			continue
		}
		for _, slot := range c.slots {
			if slices.ContainsFunc(known(slot), equal) {
				return true
			}
			if whole := p.t.Slots[slot].OutOf; whole >= 0 && equal(known(whole)[0].Sub(known(slot)[0])) { // what is left to do
				return true
			}
		}
		for _, parts := range c.indicator.Parts {
			if isSum(n, parts, known) {
				return true
			}
		}
	}
	return false
}

// mostParts is how many parts of a breakdown are added in every combination.
const mostParts = 8

// isSum reports whether some of the parts come to n.
func isSum(n num.Number, parts []int, known func(int) []num.Value) bool {
	if len(parts) > mostParts {
		return false
	}
	sums := []num.Number{num.Zero}
	for _, slot := range parts {
		v := known(slot)[0]
		if !v.IsKnown() {
			continue
		}
		for _, sum := range sums {
			sums = append(sums, sum.Add(v.Number))
		}
	}
	return slices.ContainsFunc(sums[1:], n.Equal)
}

// fewestWords is how many words of a label, in their order, name an indicator.
const fewestWords = 3

// named gives the total that a sentence speaks of: that of the indicator which it names
// best; -1 when it names none, or one without a figure. Of several named equally well the
// largest counts.
func (p *Prose) named(measure, words []string, known func(int) []num.Value) (slot int, value num.Number) {
	slot = -1
	var best [2]int // words in a row, words at all
	for _, c := range p.counted {
		row := longestRow(c.label, words)
		if !slices.Equal(c.measure, measure) || row < min(fewestWords, len(c.label)) {
			continue
		}
		score := [2]int{row, len(slices.DeleteFunc(slices.Clone(c.label), func(w string) bool { return !slices.Contains(words, w) }))}
		better := slices.Compare(score[:], best[:])
		if better < 0 {
			continue
		}
		if better > 0 {
			slot, best = -1, score
		}
		if v := known(c.indicator.Total)[0]; v.IsKnown() && (slot < 0 || v.Number.Cmp(value) > 0) {
			slot, value = c.indicator.Total, v.Number
		}
	}
	return slot, value
}

// longestRow counts the most words of a label that stand in a sentence in a row.
func longestRow(label, words []string) int {
	longest := 0
	for i := range label {
		for j := range words {
			n := 0
			for i+n < len(label) && j+n < len(words) && label[i+n] == words[j+n] {
				n++
			}
			longest = max(longest, n)
		}
	}
	return longest
}
