package layout

import (
	"strings"
	"unicode"

	"baocao/report/document"
)

// Spelling is where the tone mark of syllables such as uỷ and hoà stands on the page.
// The zero Spelling leaves every word as it was written.
type Spelling string

const (
	ToneLast  Spelling = "uỷ" // on the last vowel: uỷ, hoà, khoẻ
	ToneFirst Spelling = "ủy" // on the vowel before it: ủy, hòa, khỏe
)

// tonePairs are the ends of syllables whose tone has two places: first "òa", then "oà".
var tonePairs = [][2]string{
	{"òa", "oà"}, {"óa", "oá"}, {"ỏa", "oả"}, {"õa", "oã"}, {"ọa", "oạ"},
	{"òe", "oè"}, {"óe", "oé"}, {"ỏe", "oẻ"}, {"õe", "oẽ"}, {"ọe", "oẹ"},
	{"ùy", "uỳ"}, {"úy", "uý"}, {"ủy", "uỷ"}, {"ũy", "uỹ"}, {"ụy", "uỵ"},
}

// toneEnds gives for each end of a syllable, in small letters, the one of the spelling.
func (s Spelling) toneEnds() map[string]string {
	from, to := 1, 0
	if s == ToneLast {
		from, to = 0, 1
	}
	ends := make(map[string]string, len(tonePairs))
	for _, pair := range tonePairs {
		ends[pair[from]] = pair[to]
	}
	return ends
}

// speller writes texts in one spelling.
type speller struct{ ends map[string]string }

// text respells every syllable of a text that ends in one of the vowels. In "quý" the u
// belongs to the consonant, so the tone has one place.
func (s speller) text(text string) string {
	letters := []rune(text)
	for i := 0; i+1 < len(letters); i++ {
		to, ok := s.ends[strings.ToLower(string(letters[i:i+2]))]
		atEnd := i+2 == len(letters) || !unicode.IsLetter(letters[i+2])
		if !ok || !atEnd || i > 0 && unicode.ToLower(letters[i-1]) == 'q' {
			continue
		}
		for at, r := range []rune(to) {
			if unicode.IsUpper(letters[i+at]) {
				r = unicode.ToUpper(r)
			}
			letters[i+at] = r
		}
	}
	return string(letters)
}

// respell writes the page's words in the spelling that the office chose. Figures have no
// such words, and the workbook's are left: its formulas count by them.
func respell(p *document.Page, s Spelling) {
	if s == "" {
		return
	}
	w := speller{s.toneEnds()}
	for _, text := range []*string{&p.Superior, &p.Body, &p.Number, &p.PlaceDate, &p.Urgency, &p.Draft, &p.Kind, &p.Subject,
		&p.Signature.Authority, &p.Signature.Position, &p.Signature.Name, &p.Footnote} {
		*text = w.text(*text)
	}
	w.all(p.Recipients)
	w.all(p.Notes)
	for _, block := range p.Blocks {
		w.block(block)
	}
	for _, a := range p.Annexes {
		w.table(a.Table)
	}
}

func (s speller) all(texts []string) {
	for i := range texts {
		texts[i] = s.text(texts[i])
	}
}

func (s speller) block(block document.Block) {
	switch b := block.(type) {
	case *document.Heading:
		s.runs(b.Runs)
	case *document.Paragraph:
		s.runs(b.Runs)
	case *document.Chart:
		b.Title, b.Alt = s.text(b.Title), s.text(b.Alt)
		s.all(b.Labels)
		for i := range b.Series {
			b.Series[i].Name = s.text(b.Series[i].Name)
		}
	case *document.Table:
		s.table(b)
	}
}

func (s speller) runs(runs []document.Run) {
	for i := range runs {
		runs[i].Text, runs[i].Note = s.text(runs[i].Text), s.text(runs[i].Note)
	}
}

// table respells a table. Its rows are made anew each time they are asked for, so they are
// respelled as they pass; head and foot are the page's own only after copying.
func (s speller) table(b *document.Table) {
	b.Title, b.Measure = s.text(b.Title), s.text(b.Measure)
	head := make([][]document.Cell, len(b.Head))
	for i, cells := range b.Head {
		head[i] = append(head[i], cells...)
		s.cells(head[i])
	}
	b.Head = head
	b.Foot = append([]string(nil), b.Foot...)
	s.all(b.Foot)
	rows := b.Rows
	b.Rows = func(yield func(document.Row) bool) {
		for row := range rows {
			s.cells(row.Cells)
			if !yield(row) {
				return
			}
		}
	}
}

func (s speller) cells(cells []document.Cell) {
	for i := range cells {
		cells[i].Text = s.text(cells[i].Text)
	}
}
