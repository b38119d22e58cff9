package pdf

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
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

// drawn are the runes of text that can be drawn, and white space. Marks may come to stand
// beside other letters where something is left out, and make a rune with them.
func drawn(text string) string {
	can := func(r rune) rune {
		if unicode.IsSpace(r) || CanPrint(r) {
			return r
		}
		return -1
	}
	text = norm.NFC.String(strings.ToValidUTF8(text, ""))
	for text != norm.NFC.String(strings.Map(can, text)) {
		text = norm.NFC.String(strings.Map(can, text))
	}
	return text
}

// unspaced is what lines say, without spaces.
func unspaced(lines [][]word) string {
	var b strings.Builder
	for _, l := range lines {
		for _, w := range l {
			b.WriteString(w.text())
		}
	}
	return strings.Join(strings.Fields(b.String()), "")
}

// breaksWell fails the test where lines lose a word, or where one is wider than its
// measure, with its spaces made tight by a share, though it could have been broken.
func breaksWell(t *testing.T, name, source string, lines [][]word, first, rest, tight float64) {
	t.Helper()
	if got, want := unspaced(lines), strings.Join(strings.Fields(source), ""); got != want {
		t.Errorf("%s: the lines say %q, want %q", name, got, want)
	}
	for i, l := range lines {
		width, natural, spaces := rest, 0.0, 0.0
		if i == 0 {
			width = first
		}
		for j, w := range l {
			natural += w.width
			spaces += w.inner
			if j > 0 {
				natural += w.space
				spaces += w.space
			}
		}
		if natural-tight*spaces > width+hair && (len(l) > 1 || utf8.RuneCountInString(l[0].text()) > 2) {
			t.Errorf("%s: line %d is %.2f pt wide, more than %.2f", name, i+1, natural, width)
		}
	}
}

// FuzzLines breaks any text into lines of any width, in every way that there is.
func FuzzLines(f *testing.F) {
	for _, text := range []string{
		"", " ", longSentence(60), strings.Repeat("nghiêng", 50), "i " + strings.Repeat("W", 32) + " i " + strings.Repeat("W", 31),
		"ngày 27 tháng 4 năm 2022 có 117\u00A0mô\u00A0hình – 44/48 cơ sở", "q\u0323q\u0323 - – —", vietnamese,
	} {
		f.Add(text, uint16(467), uint16(28))
		f.Add(text, uint16(40), uint16(0))
	}
	set := setter(f)
	f.Fuzz(func(t *testing.T, text string, measure, indent uint16) {
		if len(text) > 4000 {
			return
		}
		text = drawn(text)
		rest := 20 + float64(measure%600)
		first := max(20, rest-float64(indent%100))
		words := set.words(run{text: text, style: style{size: 14}})
		justify := set.cut(set.bound(words, min(first, rest)), min(first, rest))
		breaksWell(t, "justified", text, justified(justify, first, rest), first, rest, spaceShrink)
		words = set.cut(words, rest)
		filled, even := ragged(words, rest), balanced(words, rest)
		breaksWell(t, "ragged", text, filled, rest, rest, 0)
		breaksWell(t, "balanced", text, even, rest, rest, 0)
		if len(even) != len(filled) {
			t.Errorf("balanced into %d lines, want %d", len(even), len(filled))
		}
		if set.err != nil {
			t.Fatal(set.err)
		}
	})
}

// A word that nearly fills a line has a line of its own, however empty the one before,
// also where the first line is shorter than the others.
func TestJustified_NeverOverfull(t *testing.T) {
	for _, l := range lengths(justified(boxes(5, 85, 20, 30), 88, 100)) {
		if l > 88 {
			t.Errorf("a line is %.0f wide, more than 88", l)
		}
	}
}

// No other way to break a short paragraph has less badness.
func TestJustified_LeastBadness(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		widths := rapid.SliceOfN(rapid.Float64Range(2, 60), 1, 11).Draw(t, "widths")
		words := boxes(widths...)
		const first, rest = 70.0, 80.0
		got := total(justified(words, first, rest), first, rest)
		for cuts := range 1 << (len(words) - 1) {
			var lines [][]word
			start := 0
			for i := 1; i < len(words); i++ {
				if cuts>>(i-1)&1 == 1 {
					lines = append(lines, words[start:i])
					start = i
				}
			}
			if other := total(append(lines, words[start:]), first, rest); other < got*(1-hair) {
				t.Fatalf("badness %g, and there is a way with %g", got, other)
			}
		}
	})
}

// total is the badness of lines together.
func total(lines [][]word, first, rest float64) float64 {
	sum := 0.0
	for i, l := range lines {
		width := rest
		if i == 0 {
			width = first
		}
		spaces := 0.0
		for _, w := range l[1:] {
			spaces += w.space
		}
		natural := totalWidth(l)
		if len(l) > 1 && natural-spaces*spaceShrink > width+hair {
			return math.Inf(1)
		}
		sum += badness(natural, spaces, width, i == len(lines)-1, i > 0)
	}
	return sum
}

func TestBound_NumbersStayWithWhatTheyCount(t *testing.T) {
	set := setter(t)
	for text, want := range map[string]string{
		"ngày 27 tháng 4 năm 2022, có":            "ngày 27|tháng 4|năm 2022,|có",
		"Quý I/2022, quý IV năm 2021":             "Quý I/2022,|quý IV|năm 2021",
		"đăng ký 117 mô hình (08 mô hình)":        "đăng|ký|117 mô|hình|(08 mô|hình)",
		"44/48 cơ sở, đạt 91,67% kế hoạch":        "44/48 cơ|sở,|đạt|91,67%|kế|hoạch",
		"năm 2021; 12, Hồng Minh 18, Đại Thắng 9": "năm 2021;|12,|Hồng|Minh|18,|Đại|Thắng|9",
		"Kết luận số 43-KL/TW của":                "Kết|luận|số 43-KL/TW|của",
		"giai đoạn 2017 - 2022 - nay":             "giai|đoạn|2017 -|2022 -|nay",
	} {
		var got []string
		for _, w := range set.bound(set.words(run{text: text, style: style{size: 14}}), 400) {
			got = append(got, w.text())
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q is bound as %q, want %q", text, strings.Join(got, "|"), want)
		}
	}
	words := set.words(run{text: "117 nghiêng", style: style{size: 14}})
	if got := set.bound(words, words[0].width+words[1].width); len(got) != 2 {
		t.Error("words are bound that no line can hold together")
	}
}

// The bound spaces give way like all others.
func TestBound_InnerSpacesAreWordSpaces(t *testing.T) {
	set := setter(t)
	words := set.words(run{text: "đăng ký 117 mô hình năm 2022", style: style{size: 14}})
	bound := set.bound(words, 400)
	if l, b := set.set(words), set.set(bound); math.Abs(l.width-b.width) > hair || l.spaces != b.spaces || text(l) != text(b) {
		t.Errorf("bound: %.2f pt, %d spaces, %q; apart: %.2f, %d, %q", b.width, b.spaces, text(b), l.width, l.spaces, text(l))
	}
	if want := 2 * set.width(" ", style{size: 14}); math.Abs(bound[2].inner+bound[4].inner-want) > hair {
		t.Errorf("the spaces inside are %.2f wide, want %.2f", bound[2].inner+bound[4].inner, want)
	}
}

// One sentence of 3,000 words, and ten times that: ten times as long, not a hundred.
func BenchmarkJustified(b *testing.B) {
	set := setter(b)
	for _, n := range []int{3000, 30000} {
		words := set.words(run{text: longSentence(n), style: style{size: 14}})
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				justified(words, 440, 467)
			}
		})
	}
}
