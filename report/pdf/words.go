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
	text  string
	style style
}

// piece is a part of a word, or of a line, in one style.
type piece struct {
	text   string
	style  style
	width  float64
	spaces int // in text, which take part in justifying
}

// word is what is never broken: its pieces, and the space before it.
type word struct {
	pieces []piece
	width  float64
	spaces int     // no-break spaces inside
	space  float64 // width of the space before it, unless it begins a line
}

// lettered gives the style and the final form of a text in the given lettering.
func lettered(text string, l document.Lettering) run {
	if l.Caps {
		text = strings.ToUpper(norm.NFC.String(text))
	}
	return run{text, style{faceOf(l.Bold, l.Italic), float64(l.Size), l.Underline}}
}

// runsOf gives the runs of a paragraph or heading, whose lettering l is that of its plain words.
func runsOf(runs []document.Run, l document.Lettering) []run {
	out := make([]run, len(runs))
	for i, r := range runs {
		own := l
		own.Bold = l.Bold || r.Bold
		own.Italic = l.Italic || r.Italic
		out[i] = lettered(r.Text, own)
	}
	return out
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
	for rest != "" {
		end := strings.IndexFunc(rest, breaks)
		if end < 0 {
			end = len(rest)
		}
		c.piece(rest[:end], r.style)
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

func (c *cutter) piece(text string, s style) {
	if text == "" {
		return
	}
	// Drawn as a plain space, so that people who copy the text get one.
	spaces := strings.Count(text, string(noBreakSpace))
	if spaces > 0 {
		text = strings.ReplaceAll(text, string(noBreakSpace), " ")
	}
	c.open = append(c.open, piece{text, s, c.width(text, s), spaces})
}

func (c *cutter) endWord() {
	if len(c.open) == 0 {
		return
	}
	if len(c.out) > 0 && isDash(c.open) {
		c.bindDash()
	} else {
		c.out = append(c.out, wordOf(c.open, c.space))
	}
	c.open, c.space = nil, 0
}

// isDash reports whether pieces are a dash between words, which no line begins with.
func isDash(pieces []piece) bool {
	return len(pieces) == 1 && (pieces[0].text == "-" || pieces[0].text == "–" || pieces[0].text == "—")
}

// bindDash joins a dash to the word before it.
func (c *cutter) bindDash() {
	last := &c.out[len(c.out)-1]
	s := last.pieces[len(last.pieces)-1].style
	space := piece{" ", s, c.width(" ", s), 1}
	*last = wordOf(append(slices.Clip(last.pieces), space, c.open[0]), last.space)
}

func wordOf(pieces []piece, space float64) word {
	w := word{pieces: pieces, space: space}
	for _, p := range pieces {
		w.width += p.width
		w.spaces += p.spaces
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
			for _, text := range characters(p.text) {
				one := piece{text, p.style, m.width(text, p.style), strings.Count(text, " ")}
				out = append(out, wordOf([]piece{one}, space))
				space = 0
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
}

// set joins words into a line; neighbours in one style become one piece.
func (m *meter) set(words []word) line {
	var l line
	for i, w := range words {
		if i > 0 && w.space > 0 {
			l.add(m, piece{" ", l.pieces[len(l.pieces)-1].style, 0, 1})
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
		last.text += p.text
		last.width += p.width
		last.spaces += p.spaces
		return
	}
	l.pieces = append(l.pieces, p)
}

// setAll joins each row of words into a line.
func (m *meter) setAll(rows [][]word) []line {
	out := make([]line, len(rows))
	for i, r := range rows {
		out[i] = m.set(r)
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
