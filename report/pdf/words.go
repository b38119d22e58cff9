package pdf

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"baocao/report/document"
)

const noBreakSpace = '\u00A0'

// run is a stretch of text in one style.
type run struct {
	text   string
	style  style
	figure string // that all of text prints; may be empty
	note   string // of a mark: the footnote that it leads to
}

// piece is a part of a word, or of a line, in one style.
type piece struct {
	text    string
	style   style
	width   float64
	spaces  int // in text, which take part in justifying
	numbers []number
	notes   []note
}

// note is a footnote and its mark.
type note struct{ mark, text string }

// number is a stretch of a piece's text that prints a figure. It never decides where
// anything is placed: text with numbers is drawn as it would be without.
type number struct {
	figure   string
	from, to int // bytes of the text
	more     part
}

// part says how a stretch of a number goes on with the one before, from which a line's end
// may part it.
type part uint8

const (
	first      part = iota
	afterSpace      // a space lies between them
	unparted        // nothing does: a word was cut that no column could hold
)

// word is what is never broken: its pieces, and the space before it.
type word struct {
	pieces []piece
	width  float64
	inner  float64 // width of the spaces inside, which are never broken but give way
	space  float64 // width of the space before it, unless it begins a line
	opens  bool    // begins a part of a name: a line breaks well before it
	bound  bool    // goes on with a part of a name: a line breaks badly before it
}

// lettered gives the style and the final form of a text in the given lettering.
func lettered(text string, l document.Lettering) run {
	if l.Caps {
		text = strings.ToUpper(norm.NFC.String(text))
	}
	return run{text: text, style: style{face: faceOf(l.Bold, l.Italic), size: float64(l.Size), underline: l.Underline}}
}

// runsOf gives the runs of a paragraph or heading, whose lettering l is that of its plain words.
func runsOf(runs []document.Run, l document.Lettering, notes *document.NoteForm) []run {
	out := make([]run, len(runs))
	for i, r := range runs {
		own := l
		own.Bold = l.Bold || r.Bold
		own.Italic = l.Italic || r.Italic
		out[i] = lettered(r.Text, own)
		out[i].figure = r.Figure
		if r.Note != "" {
			out[i] = out[i].raised(r.Note, notes)
		}
	}
	return out
}

// raised makes the run of a mark: smaller, and above the base line of the words beside it.
func (r run) raised(text string, form *document.NoteForm) run {
	r.note = text
	r.style.rise = form.Rise * r.style.size
	r.style.size *= form.Mark
	return r
}

// words cuts runs at their spaces. Several spaces count as one; a no-break space is kept.
func (m *meter) words(runs ...run) []word {
	c := cutter{meter: m}
	for _, r := range runs {
		c.run(r)
	}
	c.endWord()
	return c.out
}

// cutter collects the words of one paragraph.
type cutter struct {
	*meter
	out   []word
	open  []piece // of the word that is being read
	space float64 // before it
}

func (c *cutter) run(r run) {
	rest := norm.NFC.String(r.text)
	more := first
	for rest != "" {
		end := strings.IndexFunc(rest, breaks)
		if end < 0 {
			end = len(rest)
		}
		if end > 0 {
			c.piece(rest[:end], r, more)
			more = afterSpace
		}
		if end == len(rest) {
			return
		}
		c.endWord()
		c.space = c.width(" ", r.style)
		rest = strings.TrimLeftFunc(rest[end:], breaks)
	}
}

// breaks reports whether a line may end at r.
func breaks(r rune) bool { return unicode.IsSpace(r) && r != noBreakSpace && r != '\u202F' }

// piece adds to the open word; more says how it goes on with its run. What is of one style is one piece, however many figures it prints, so that these change no width.
func (c *cutter) piece(text string, r run, more part) {
	// Drawn as a plain space, so that people who copy the text get one.
	spaces := strings.Count(text, string(noBreakSpace))
	if spaces > 0 {
		text = strings.ReplaceAll(text, string(noBreakSpace), " ")
	}
	p := piece{text: text, style: r.style, spaces: spaces}
	if r.figure != "" {
		p.numbers = []number{{r.figure, 0, len(text), more}}
	}
	if r.note != "" {
		p.notes = []note{{text, r.note}}
	}
	if last := len(c.open) - 1; last >= 0 && c.open[last].style == r.style {
		c.open[last].join(p)
		c.open[last].width = c.width(c.open[last].text, r.style)
		return
	}
	p.width = c.width(text, r.style)
	c.open = append(c.open, p)
}

// join appends the text of another piece of the same style; the width is left to the caller.
func (p *piece) join(next piece) {
	for _, n := range next.numbers {
		n.from, n.to = n.from+len(p.text), n.to+len(p.text)
		last := len(p.numbers) - 1
		if n.more != first && last >= 0 && p.numbers[last].figure == n.figure {
			p.numbers[last].to = n.to
			continue
		}
		p.numbers = append(p.numbers, n)
	}
	p.text += next.text
	p.spaces += next.spaces
	p.notes = append(p.notes, next.notes...)
}

// sub is the part of a piece between two bytes of its text, without its width.
func (p piece) sub(from, to int) piece {
	out := piece{text: p.text[from:to], style: p.style, spaces: strings.Count(p.text[from:to], " ")}
	for _, n := range p.numbers {
		if n.from < to && from < n.to {
			if n.from < from {
				n.from, n.more = from, unparted
			}
			out.numbers = append(out.numbers, number{n.figure, n.from - from, min(n.to, to) - from, n.more})
		}
	}
	if to == len(p.text) {
		out.notes = p.notes
	}
	return out
}

func (c *cutter) endWord() {
	if len(c.open) == 0 {
		return
	}
	if len(c.out) > 0 && isDash(c.open) {
		last := &c.out[len(c.out)-1]
		*last = c.pair(*last, c.wordOf(c.open, c.space))
	} else {
		c.out = append(c.out, c.wordOf(c.open, c.space))
	}
	c.open, c.space = nil, 0
}

// isDash reports whether pieces are a dash between words, which no line begins with.
func isDash(pieces []piece) bool {
	return len(pieces) == 1 && (pieces[0].text == "-" || pieces[0].text == "–" || pieces[0].text == "—")
}

func (m *meter) wordOf(pieces []piece, space float64) word {
	w := word{pieces: pieces, space: space}
	for _, p := range pieces {
		w.width += p.width
		if p.spaces > 0 {
			w.inner += float64(p.spaces) * m.width(" ", p.style)
		}
	}
	return w
}

// cut breaks the words that are wider than a line at each of their characters; what
// belongs to the character before it stays with it.
func (m *meter) cut(words []word, width float64) []word {
	out := words[:0:0]
	for _, w := range words {
		if w.width <= width {
			out = append(out, w)
			continue
		}
		space := w.space
		for _, p := range w.pieces {
			at := 0
			for _, text := range characters(p.text) {
				one := p.sub(at, at+len(text))
				one.width = m.width(text, p.style)
				out = append(out, m.wordOf([]piece{one}, space))
				at, space = at+len(text), 0
			}
		}
	}
	return out
}

// characters splits text into letters with the marks that follow them.
func characters(text string) []string {
	var out []string
	start := 0
	for i, r := range text {
		if i > start && !unicode.Is(unicode.Mn, r) {
			out = append(out, text[start:i])
			start = i
		}
	}
	return append(out, text[start:])
}

// line is a row of words, set.
type line struct {
	pieces []piece
	width  float64
	spaces int
	more   bool // a space parts it from the line after it
}

// set joins words into a line; neighbours in one style become one piece.
func (m *meter) set(words []word) line {
	var l line
	for i, w := range words {
		if i > 0 && w.space > 0 {
			l.add(m, piece{text: " ", style: l.pieces[len(l.pieces)-1].style, spaces: 1})
		}
		for _, p := range w.pieces {
			l.add(m, p)
		}
	}
	return l
}

func (l *line) add(m *meter, p piece) {
	if p.width == 0 {
		p.width = m.width(p.text, p.style)
	}
	l.width += p.width
	l.spaces += p.spaces
	if n := len(l.pieces); n > 0 && l.pieces[n-1].style == p.style {
		last := &l.pieces[n-1]
		last.join(p)
		last.width += p.width
		return
	}
	p.numbers, p.notes = slices.Clone(p.numbers), slices.Clone(p.notes) // the word keeps its own
	l.pieces = append(l.pieces, p)
}

// setAll joins each row of words into a line.
func (m *meter) setAll(rows [][]word) []line {
	out := make([]line, len(rows))
	for i, r := range rows {
		out[i] = m.set(r)
		out[i].more = i+1 < len(rows) && len(rows[i+1]) > 0 && rows[i+1][0].space > 0
	}
	return out
}

// widest is the width of the widest line.
func widest(lines []line) float64 {
	w := 0.0
	for _, l := range lines {
		w = max(w, l.width)
	}
	return w
}
