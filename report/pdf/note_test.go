package pdf

import (
	"fmt"
	"strings"
	"testing"

	"baocao/report/document"
)

// noted is a paragraph of n sentences whose last has a mark.
func noted(n, mark int) *document.Paragraph {
	return &document.Paragraph{Runs: []document.Run{
		{Text: strings.Repeat("Cấp uỷ, chính quyền tổ chức hội nghị đối thoại với nhân dân. ", n) + fmt.Sprintf("Câu-%d có chú", mark)},
		{Text: fmt.Sprintf("(%d)", mark), Note: fmt.Sprintf("Chú-thích-%d, luỹ kế từ năm 2017 đến ngày 27/4/2022%s.", mark, strings.Repeat(" và những năm trước đó", mark%3*4))},
		{Text: "."},
	}}
}

// A note stands at the foot of the page that has its mark, once, and below all of its text;
// the mark is small and raised.
func TestFootnote_AtTheFootOfThePageOfItsMark(t *testing.T) {
	var blocks []document.Block
	for mark := 1; mark <= 40; mark++ {
		blocks = append(blocks, noted(mark%5, mark))
		if mark%10 == 0 {
			blocks = append(blocks, noted(0, mark)) // the same note again
		}
	}
	pages := words(t, render(t, letter(t, blocks...)))
	if len(pages) < 4 {
		t.Fatalf("%d pages are too few to tell", len(pages))
	}
	onPage(t, pages)
	found := 0
	for i, page := range pages {
		marks, notes, lowest := map[string]bool{}, map[string]int{}, 0.0
		for _, w := range page {
			if n, ok := strings.CutPrefix(w.text, "Câu-"); ok {
				marks[n] = true
				lowest = max(lowest, w.bottom)
			}
			if n, ok := strings.CutPrefix(w.text, "Chú-thích-"); ok {
				notes[strings.TrimSuffix(n, ",")]++
				if w.top < lowest {
					t.Errorf("page %d: the note %s stands above text", i+1, n)
				}
			}
		}
		for n := range marks {
			found++
			if notes[n] != 1 {
				t.Errorf("page %d: %d notes of the mark %s", i+1, notes[n], n)
			}
			delete(notes, n)
		}
		if len(notes) > 0 {
			t.Errorf("page %d: notes without a mark: %v", i+1, notes)
		}
	}
	if found < 40 {
		t.Errorf("%d marks on the pages, not 40", found)
	}
}

func TestFootnote_MarkIsRaised(t *testing.T) {
	for _, figure := range []string{"", "A"} {
		p := noted(0, 1)
		p.Runs[0].Figure = figure
		p.Runs[1].Figure = figure // drawn by the program itself
		var word, mark seen
		for _, w := range words(t, render(t, letter(t, p)))[0] {
			switch {
			case strings.HasPrefix(w.text, "Câu-1"):
				word = w
			case strings.HasPrefix(w.text, "(1)") && mark.text == "":
				mark = w
			}
		}
		if mark.text == "" { // the reader takes it for a part of the word before it
			t.Skip("the mark is no word of its own")
		}
		if high := mark.bottom - mark.top; high > 0.75*(word.bottom-word.top) {
			t.Errorf("the mark is %.1f mm high beside %.1f", high, word.bottom-word.top)
		}
		if mark.bottom > word.bottom-0.5 {
			t.Errorf("the mark's foot is at %.1f mm, the word's at %.1f", mark.bottom, word.bottom)
		}
	}
}
