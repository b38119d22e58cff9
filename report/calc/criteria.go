package calc

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// countIfs counts the rows of ranges of one size in which every cell meets the criterion
// beside its range.
func countIfs(r *run, args []int32) Value {
	if len(args)%2 != 0 {
		return r.unknown(RangeAsValue)
	}
	first := r.nodes[args[0]].area
	tests := make([]criterion, len(args)/2)
	areas := make([]area, len(tests))
	for i := range tests {
		n := &r.nodes[args[2*i]]
		if n.shape != areaNode || n.area.height() != first.height() || n.area.width() != first.width() {
			return r.unknown(RangeAsValue)
		}
		wanted := r.value(args[2*i+1])
		if wanted.Kind >= Error {
			return r.unknown(textAsNumber)
		}
		areas[i], tests[i] = n.area, criterionOf(wanted)
	}
	n := 0
	r.candidates(areas, tests, func(row, col int) {
		if r.meets(areas, tests, row, col) {
			n++
		}
	})
	if r.machine.steps < 0 {
		return r.unknown(tooMuchWork)
	}
	return number(float64(n))
}

// sumIf adds up the numbers of a range, or of another of its size, beside which a cell meets
// the criterion.
func sumIf(r *run, args []int32) Value {
	asked := r.nodes[args[0]]
	added := r.nodes[args[len(args)/3*2]] // the first, or the third
	if asked.shape != areaNode || added.shape != areaNode || asked.area.height() != added.area.height() || asked.area.width() != added.area.width() {
		return r.unknown(RangeAsValue)
	}
	wanted := r.value(args[1])
	if wanted.Kind >= Error {
		return r.unknown(textAsNumber)
	}
	areas, tests := []area{asked.area}, []criterion{criterionOf(wanted)}
	var t total
	var fault Value
	r.candidates(areas, tests, func(row, col int) {
		if !r.meets(areas, tests, row, col) {
			return
		}
		a := added.area
		switch v := r.cell(area{a.sheet, a.top + row, a.left + col, a.top + row, a.left + col}); {
		case v.Kind == Number:
			t.add(v.Number)
		case v.Kind >= Error && fault.Kind == Blank:
			fault = v
		}
	})
	switch {
	case r.machine.steps < 0:
		return r.unknown(tooMuchWork)
	case fault.Kind != Blank:
		return fault
	}
	return number(t.value())
}

// candidates hands over the places that may meet all tests: every one, or where a whole
// column is asked for certain words, the rows that have them. Thousands of units are
// counted in the same list.
func (r *run) candidates(areas []area, tests []criterion, yield func(row, col int)) {
	for i, a := range areas {
		if a.width() == 1 && tests[i].isWords() {
			for _, row := range r.rowsOf(a)[tests[i].pattern] {
				yield(row, 0)
			}
			return
		}
	}
	for row := range areas[0].height() {
		for col := range areas[0].width() {
			if r.machine.steps < 0 {
				return
			}
			yield(row, col)
		}
	}
}

// rowsOf lists the rows of a column, counted from its top, by their texts.
func (r *run) rowsOf(column area) map[string][]int {
	rows := r.machine.index[column]
	if rows != nil {
		return rows
	}
	rows = map[string][]int{}
	s := r.machine.book.Sheets[column.sheet]
	for i, _ := s.findRow(column.top); i < len(s.rows) && s.rows[i].number <= column.bottom; i++ {
		r.machine.steps -= indexed
		if c := s.at(s.rows[i].number, column.left); c != nil && c.value.Kind == Text {
			folded := strings.ToLower(c.value.Text)
			rows[folded] = append(rows[folded], s.rows[i].number-column.top)
		}
	}
	r.machine.index[column] = rows
	return rows
}

func (r *run) meets(areas []area, tests []criterion, row, col int) bool {
	for i, a := range areas {
		v := r.cell(area{a.sheet, a.top + row, a.left + col, a.top + row, a.left + col})
		if !tests[i].meets(v) {
			return false
		}
	}
	return true
}

// criterion is what COUNTIF asks of a cell.
type criterion struct {
	op      operator
	value   Value
	pattern string // of a text, folded; with * and ? as signs
	plain   bool   // the pattern has none of them
}

// isWords reports whether only cells with one certain text meet the criterion.
func (c criterion) isWords() bool { return c.op == equal && c.plain && c.pattern != "" }

// criterionOf reads "x", ">5", "<>a*": a comparison, or without one equality.
func criterionOf(v Value) criterion {
	if v.Kind == Blank {
		v = number(0)
	}
	c := criterion{op: equal, value: v}
	if v.Kind != Text {
		return c
	}
	words := v.Text
	for _, o := range [...]struct {
		sign string
		op   operator
	}{{"<>", different}, {"<=", atMost}, {">=", atLeast}, {"=", equal}, {"<", less}, {">", more}} {
		if rest, ok := strings.CutPrefix(words, o.sign); ok {
			c.op, words = o.op, rest
			break
		}
	}
	if isPlain(words) {
		n, _ := strconv.ParseFloat(words, 64)
		c.value = number(n)
		return c
	}
	c.value = text(words)
	c.pattern = strings.ToLower(words)
	c.plain = !strings.ContainsAny(words, "*?~")
	return c
}

func (c criterion) meets(v Value) bool {
	if v.Kind == Text && c.value.Kind == Number && isPlain(v.Text) {
		n, _ := strconv.ParseFloat(v.Text, 64)
		v = number(n)
	}
	switch c.op {
	case equal:
		return c.equals(v)
	case different:
		return !c.equals(v)
	}
	if v.Kind != c.value.Kind {
		return false
	}
	order := compare(v, c.value)
	switch c.op {
	case less:
		return order < 0
	case atMost:
		return order <= 0
	case more:
		return order > 0
	}
	return order >= 0
}

func (c criterion) equals(v Value) bool {
	switch {
	case c.value.Kind != Text:
		return v.Kind == c.value.Kind && compare(v, c.value) == 0
	case c.pattern == "":
		return v.showsNothing()
	case v.Kind != Text:
		return false
	case c.plain:
		return strings.ToLower(v.Text) == c.pattern
	}
	return matches(strings.ToLower(v.Text), c.pattern)
}

// matches holds a text against a pattern: * any characters, ? one, ~ before a sign that
// means itself. It goes back to the last * alone, so that it ends soon.
func matches(s, pattern string) bool {
	backS, backPattern := -1, -1
	i, j := 0, 0
	for i < len(s) {
		size := 1
		if s[i] >= utf8.RuneSelf {
			_, size = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case j < len(pattern) && pattern[j] == '*':
			backS, backPattern = i, j+1
			j++
			continue
		case j < len(pattern) && pattern[j] == '?':
			i, j = i+size, j+1
			continue
		}
		literal := j
		if j+1 < len(pattern) && pattern[j] == '~' && strings.IndexByte("*?~", pattern[j+1]) >= 0 {
			literal = j + 1
		}
		if literal < len(pattern) && strings.HasPrefix(pattern[literal:], s[i:i+size]) {
			i, j = i+size, literal+size
			continue
		}
		if backS < 0 {
			return false
		}
		_, size = utf8.DecodeRuneInString(s[backS:])
		backS += size
		i, j = backS, backPattern
	}
	return strings.Trim(pattern[j:], "*") == ""
}
