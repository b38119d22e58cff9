package pdf

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// boxes makes words of the given widths, with spaces of width 2 between them.
func boxes(widths ...float64) []word {
	out := make([]word, len(widths))
	for i, w := range widths {
		out[i] = word{width: w, space: 2, pieces: []piece{{text: "x", width: w}}}
	}
	return out
}

// lengths gives the natural widths of lines.
func lengths(lines [][]word) []float64 {
	var out []float64
	for _, l := range lines {
		out = append(out, totalWidth(l))
	}
	return out
}

func TestJustified_OneLooseLineIsWorseThanTwoSlightlyLoose(t *testing.T) {
	// Filled as far as it goes, the first line is full and the second nearly empty.
	paragraph := boxes(10, 10, 10, 10, 3, 10, 45, 10)
	greedy, total := lengths(ragged(paragraph, 54)), lengths(justified(paragraph, 54, 54))
	worst := func(ls []float64) float64 { return slices.Min(ls[:len(ls)-1]) }
	if worst(total) <= worst(greedy) {
		t.Errorf("lines of %v, want none as short as in %v", total, greedy)
	}
}

func TestJustified_EveryWordOnceAndNoLineTooWide(t *testing.T) {
	set := setter(t)
	paragraph := set.words(run{text: longSentence(500), style: style{size: 14}})
	lines := justified(paragraph, 400, 430)
	if got := slices.Concat(lines...); len(got) != len(paragraph) {
		t.Fatalf("%d words, want %d", len(got), len(paragraph))
	}
	for i, l := range lines {
		width := 430.0
		if i == 0 {
			width = 400
		}
		spaces := 0.0
		for _, w := range l[1:] {
			spaces += w.space
		}
		if natural := totalWidth(l); natural-spaces*spaceShrink > width+hair {
			t.Errorf("line %d is %.1f pt wide, more than %.1f with its spaces made tight", i+1, natural, width)
		}
	}
}

func TestJustified_AvoidsAShortLastLine(t *testing.T) {
	// Filled as far as it goes, a word of 4 would be left alone.
	paragraph := boxes(slices.Repeat([]float64{4}, 35)...)
	if greedy := lengths(ragged(paragraph, 100)); greedy[len(greedy)-1] != 4 {
		t.Fatalf("lines of %v, want a last word alone", greedy)
	}
	lines := lengths(justified(paragraph, 100, 100))
	if last := lines[len(lines)-1]; last < short*100 {
		t.Errorf("lines of %v end with a short one", lines)
	}
}

func TestBalanced_AsFewLinesAsCanBeAndEven(t *testing.T) {
	words := boxes(10, 10, 10, 10, 10)
	lines := lengths(balanced(words, 50))
	if len(lines) != 2 || math.Abs(lines[0]-lines[1]) > 12+hair {
		t.Errorf("lines of %v, want two of nearly one length", lines)
	}
}

func TestBalanced_PrefersToBreakAfterAComma(t *testing.T) {
	set := setter(t)
	words := set.words(run{text: "kết quả công tác dân vận quý I, phương hướng, nhiệm vụ quý II năm 2022", style: style{face: bold, size: 14}})
	lines := balanced(words, 380)
	if len(lines) != 2 || !endsWithComma(lines[0][len(lines[0])-1]) {
		t.Errorf("%d lines, the first of %d words", len(lines), len(lines[0]))
	}
}

// text gives the words of a line.
func text(l line) string {
	var b strings.Builder
	for _, p := range l.pieces {
		b.WriteString(p.text)
	}
	return b.String()
}

func TestWords_NoBreakSpaceAndDashesDoNotBreak(t *testing.T) {
	set := setter(t)
	s := style{size: 14}
	words := set.words(run{text: "gồm 43\u00A0mô\u00A0hình  quốc phòng - an ninh", style: s})
	var got []string
	for _, w := range words {
		got = append(got, text(line{pieces: w.pieces}))
	}
	if want := []string{"gồm", "43 mô hình", "quốc", "phòng -", "an", "ninh"}; !slices.Equal(got, want) {
		t.Errorf("words = %q, want %q", got, want)
	}
	l := set.set(words)
	if l.spaces != 8 {
		t.Errorf("%d spaces take part in justifying, want 8", l.spaces)
	}
	if want := set.width(text(l), s); math.Abs(l.width-want) > hair {
		t.Errorf("the line is %.3f wide, its words %.3f", l.width, want)
	}
}

func TestWords_ChangeOfFaceInsideAWord(t *testing.T) {
	set := setter(t)
	words := set.words(run{text: "“Dân ", style: style{size: 14}}, run{text: "vận", style: style{face: bold, size: 14}}, run{text: "”, tốt", style: style{size: 14}})
	if len(words) != 3 || len(words[1].pieces) != 2 {
		t.Fatalf("words = %+v, want three, the second in two faces", words)
	}
	if l := set.set(words); text(l) != "“Dân vận”, tốt" || len(l.pieces) != 3 {
		t.Errorf("line = %q in %d pieces, want 3", text(l), len(l.pieces))
	}
}

func TestCut_BreaksOnlyWhatIsTooWide_MarksStayWithTheirLetter(t *testing.T) {
	set := setter(t)
	s := style{size: 14}
	words := set.words(run{text: "ngắn q\u0323q\u0323q\u0323", style: s})
	cut := append(words[:1:1], set.cut(words[1:], 5)...)
	if len(cut) != 1+3 {
		t.Fatalf("%d parts, want 4", len(cut))
	}
	if got := text(set.set(cut)); got != "ngắn q\u0323q\u0323q\u0323" {
		t.Errorf("line = %q", got)
	}
	for i, l := range ragged(set.cut(set.words(run{text: strings.Repeat("Nghiêng", 50), style: s}), 100), 100) {
		if w := totalWidth(l); w > 100+hair || i == 0 && w < 90 {
			t.Errorf("line %d is %.1f pt wide, want up to 100", i+1, w)
		}
	}
}

func TestFace_HasVietnameseAndLacksTicks(t *testing.T) {
	for _, f := range []face{regular, bold, italic, boldItalic} {
		for _, r := range vietnamese + strings.ToUpper(vietnamese) + "₫“”…–\u00A0" {
			if !f.has(r) {
				t.Errorf("face %d lacks %q", f, r)
			}
		}
		for _, r := range "✓☐\u2011\n\uFFFF😀" {
			if f.has(r) {
				t.Errorf("face %d claims to have %U", f, r)
			}
		}
	}
}
