package pdf

import (
	"math"
	"slices"
	"strings"
)

// How far a space may give way, in its own width, before a line looks loose or tight;
// and the slack, in line widths, that a line without spaces can hide. These are the
// habits of typesetting, not part of any layout.
const (
	spaceStretch = 0.5
	spaceShrink  = 0.15
	hiddenSlack  = 0.01
)

// A last line shorter than a share of short of the width looks lost, the more the
// shorter it is: up to shortLast, which counts like a line's badness.
const (
	shortLast = 5000
	short     = 0.12
)

// justified breaks a paragraph into lines so that the sum of their badness is least,
// as Knuth and Plass do: one loose line is worse than several slightly loose ones.
// first and rest are the widths of the first line and of the others; no word is wider.
func justified(words []word, first, rest float64) [][]word {
	best := make([]float64, len(words)+1)
	from := make([]int, len(words)+1)
	for end := 1; end <= len(words); end++ {
		best[end] = math.Inf(1)
		var natural, spaces float64
		for start := end - 1; start >= 0; start-- {
			if start < end-1 {
				natural += words[start+1].space
				spaces += words[start+1].space
			}
			natural += words[start].width
			spaces += words[start].inner
			width := rest
			if start == 0 {
				width = first
			}
			if least := natural - spaces*spaceShrink; start < end-1 && least > width+hair {
				if least > max(first, rest)+hair {
					break
				}
				continue // too much for this line, but perhaps not for another
			}
			cost := best[start] + badness(natural, spaces, width, end == len(words), start > 0)
			if cost < best[end] {
				best[end], from[end] = cost, start
			}
		}
	}
	return unwind(words, from)
}

// badness of a line of the given natural width and width of its spaces. The last line
// need not be full; below others it should not be very short.
func badness(natural, spaces, width float64, last, below bool) float64 {
	slack := width - natural
	if slack < -spaces*spaceShrink-hair {
		// Wider than the line: only a word alone, which then has no better place.
		return 1e15 * (1 - slack/width)
	}
	if last && slack >= 0 {
		if below && natural < short*width {
			return shortLast * (1 - natural/(short*width))
		}
		return 0
	}
	ratio := slack / (spaces*spaceStretch + hiddenSlack*width)
	if slack < 0 {
		ratio = -slack / (spaces * spaceShrink)
	}
	b := 1 + 100*ratio*ratio*ratio
	return b * b
}

// unwind cuts words where from says that the line which ends before a word begins.
func unwind(words []word, from []int) [][]word {
	var lines [][]word
	for end := len(words); end > 0; end = from[end] {
		lines = append(lines, words[from[end]:end])
	}
	slices.Reverse(lines)
	return lines
}

// ragged fills each line as far as it goes.
func ragged(words []word, width float64) [][]word {
	var lines [][]word
	start, natural := 0, 0.0
	for i, w := range words {
		if i > start && natural+w.space+w.width > width+hair {
			lines = append(lines, words[start:i])
			start, natural = i, 0
		}
		if i > start {
			natural += w.space
		}
		natural += w.width
	}
	if start < len(words) {
		lines = append(lines, words[start:])
	}
	return lines
}

// plainBreak is how uneven lines may be, in widths of an even line, to break after a
// comma or before a part of a name rather than elsewhere: a title breaks best where its
// sense does.
const plainBreak = 0.25

// mostLines are still a title; more are filled one after the other.
const mostLines = 20

// balanced breaks into as few lines as ragged, of widths as even as can be, as a typist
// sets a title.
func balanced(words []word, width float64) [][]word {
	lines := ragged(words, width)
	if len(lines) <= 1 || len(lines) > mostLines {
		return lines
	}
	from := evenest(words, width, len(lines))
	end := len(words)
	for row := len(lines) - 1; row >= 0; row-- {
		start := from[row][end]
		lines[row] = words[start:end]
		end = start
	}
	return lines
}

// evenest finds the most even way to set words in the given number of lines; from[i][j]
// is the word that begins line i where that line ends before word j.
func evenest(words []word, width float64, lines int) (from [][]int) {
	even := totalWidth(words) / float64(lines)
	best := slices.Repeat([]float64{math.Inf(1)}, len(words)+1)
	best[0] = 0
	for range lines {
		next := slices.Repeat([]float64{math.Inf(1)}, len(words)+1)
		starts := make([]int, len(words)+1)
		for end := 1; end <= len(words); end++ {
			natural := 0.0
			for start := end - 1; start >= 0; start-- {
				if start < end-1 {
					natural += words[start+1].space
				}
				natural += words[start].width
				if natural > width+hair {
					break
				}
				cost := best[start] + (natural-even)*(natural-even)
				if end < len(words) {
					cost += breakCost(words[end-1], words[end], even)
				}
				if cost < next[end] {
					next[end], starts[end] = cost, start
				}
			}
		}
		best, from = next, append(from, starts)
	}
	return from
}

// breakCost is what a line break between two words of a title costs, against the squares
// of how uneven its lines are.
func breakCost(before, after word, even float64) float64 {
	switch {
	case endsWithComma(before), after.opens:
		return 0
	case after.bound:
		return even * even
	}
	return plainBreak * even * plainBreak * even
}

func totalWidth(words []word) float64 {
	sum := 0.0
	for i, w := range words {
		if i > 0 {
			sum += w.space
		}
		sum += w.width
	}
	return sum
}

func endsWithComma(w word) bool {
	last := w.pieces[len(w.pieces)-1].text
	return strings.HasSuffix(last, ",") || strings.HasSuffix(last, ";")
}
