package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"baocao/report/period"
	"baocao/report/unit"
)

// What a sentence is made of, and of which time it speaks.

// word is a run of letters or a number, as typed.
type word struct {
	text   string
	at     int // its place in the text, in bytes
	number bool
}

func wordsOf(text string) []word { return wordsFrom(text, 0) }

func wordsFrom(text string, at int) []word {
	var all []word
	for i := 0; i < len(text); {
		if end := numberEnd(text, i); end > i {
			all = append(all, word{text[i:end], at + i, true})
			i = end
			continue
		}
		end := i
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if !unicode.IsLetter(r) && (end == i || !unicode.IsMark(r) && !unicode.IsNumber(r)) {
				break
			}
			end += size
		}
		if end > i {
			all = append(all, word{text[i:end], at + i, false})
			i = end
			continue
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
	}
	return all
}

// numberEnd is where the number ends that begins at a place of the text: digits, and more
// of them behind a point or comma. Without a number it is the place itself.
func numberEnd(text string, at int) int {
	isDigit := func(i int) bool { return i < len(text) && text[i] >= '0' && text[i] <= '9' }
	for isDigit(at) {
		at++
		if at < len(text) && (text[at] == '.' || text[at] == ',') && isDigit(at+1) {
			at++
		}
	}
	return at
}

// folded are the words as they are compared: regardless of case and of the place of tones.
func folded(words []word) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = unit.FoldName(w.text)
	}
	return all
}

// A sentence ends at a stop before white space, at an empty line, or before a list's item.
var sentenceEnd = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[.!?;…](?:[”"’*_)]*\s|$)|\n\s*(?:\n|[-*+] |\d+[.)] )`)
})

// sentences cuts a text into the words of its sentences.
func sentences(text string) [][]word {
	var all [][]word
	start := 0
	for _, end := range append(sentenceEnd().FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
		if words := wordsFrom(text[start:end[0]], start); len(words) > 0 {
			all = append(all, words)
		}
		start = end[1]
	}
	return all
}

func set(words string) map[string]bool {
	all := map[string]bool{}
	for _, w := range folded(wordsOf(words)) {
		all[w] = true
	}
	return all
}

// phrases are words that count only together, in their order.
func phrases(list ...string) [][]string {
	all := make([][]string, len(list))
	for i, p := range list {
		all[i] = folded(wordsOf(p))
	}
	return all
}

func contains(words []string, any [][]string) bool {
	return slices.ContainsFunc(any, func(phrase []string) bool {
		for i := range words {
			if hasPrefix(words[i:], phrase) {
				return true
			}
		}
		return false
	})
}

var (
	// vague stand before a number that is not meant exactly, or is a difference or a range.
	vague = sync.OnceValue(func() map[string]bool {
		return set("trên hơn gần khoảng dưới ngót quá chừng nhất thiểu đa từ đến tới tăng giảm thêm bớt mỗi")
	})
	// numbered stand before a number that names a thing and counts nothing.
	numbered = sync.OnceValue(func() map[string]bool {
		return set("số năm tháng ngày quý thứ lần khoá điều khoản mục phần chương tổ thôn khu xóm đội quyết định thị luận")
	})

	// elsewhere tell that a sentence speaks of another time, of plans, or of each or one of many.
	elsewhere = sync.OnceValue(func() [][]string {
		return phrases("từ năm", "từ đầu", "từ khi", "từ ngày", "từ tháng", "đến nay", "đến ngày", "đến tháng", "đến hết", "đến cuối", "tính đến",
			"luỹ kế", "giai đoạn", "nhiệm kỳ", "cùng kỳ", "so với", "năm trước", "năm ngoái", "quý trước", "kỳ trước", "trước đây", "năm qua",
			"phấn đấu", "dự kiến", "kế hoạch", "chỉ tiêu", "mục tiêu", "tiếp tục", "sẽ", "thời gian tới", "năm tới", "quý tới", "kỳ tới", "năm sau", "quý sau",
			"mỗi", "từng", "bình quân", "trung bình", "riêng")
	})

	// planHeadings head texts of what is still to be done.
	planHeadings = sync.OnceValue(func() [][]string {
		return phrases("phương hướng", "nhiệm vụ", "kế hoạch", "kiến nghị", "đề xuất", "mục tiêu", "giải pháp")
	})
)

// quarterNames are the ways to write the number of a quarter.
var quarterNames = map[string]int{"i": 1, "1": 1, "ii": 2, "2": 2, "iii": 3, "3": 3, "iv": 4, "4": 4}

// otherTime reports whether a sentence speaks of another time than the report, of plans, or
// of a part that it singles out.
func (p *Prose) otherTime(words []string) bool {
	if contains(words, elsewhere()) {
		return true
	}
	for i := 0; i+1 < len(words); i++ {
		n, err := strconv.Atoi(words[i+1])
		switch words[i] {
		case "năm":
			if err == nil && n > 1900 && n != p.period.From.Year && n != p.period.To.Year {
				return true
			}
		case "quý":
			if q, ok := quarterNames[words[i+1]]; ok && (p.period.Kind != period.Quarter || !strings.HasSuffix(p.period.Code, strconv.Itoa(q))) {
				return true
			}
		case "tháng":
			if err == nil {
				return true
			}
		}
		if _, err := strconv.Atoi(words[i]); err == nil && words[i+1] == "tháng" && !strings.Contains(p.period.Label(), words[i]+" tháng") {
			return true
		}
	}
	return false
}
