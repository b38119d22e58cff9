package source

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"baocao/report/finding"
)

// Before Unicode, Vietnamese was typed in encodings that put its letters on the places of
// western ones: text in them reads “B¸o c¸o” (TCVN3) or “Baùo caùo” (VNI) for “Báo cáo”.
// It is recognised word by word: a word that is no Vietnamese syllable as it stands, but
// is one when read in the old encoding, speaks for that encoding. Two different such words
// decide; a lone one may be a foreign name or a sign that happens to stand between letters.
const wordsThatDecide = 2

// legacy is one of the old encodings: its name and how to read a word in it.
type legacy struct {
	name string
	read func(word string) string
}

var legacies = [...]legacy{
	{"TCVN3 (ABC)", readTCVN3},
	{"VNI", readVNI},
}

// legacyFinding reports text in the encoding l, which begins at pos.
func legacyFinding(pos finding.Pos, text string, l legacy) finding.Finding {
	line, _, _ := strings.Cut(strings.ReplaceAll(text[:min(len(text), 400)], "\r", "\n"), "\n")
	words := strings.Fields(line)
	for i, w := range words {
		words[i] = l.read(w)
	}
	return finding.New(finding.Legacy, pos, l.name, Excerpt(shown(line))).Hinted(
		"dùng Unikey (Ctrl+Shift+F6) chuyển sang Unicode, hoặc thêm --legacy convert; đoạn này đọc là “%s”",
		"convert it to Unicode with Unikey (Ctrl+Shift+F6), or add --legacy convert; this reads “%s”",
		Excerpt(strings.Join(words, " ")))
}

// shown is a text with TCVN3's ư, the soft hyphen, where it can be seen.
func shown(text string) string { return strings.ReplaceAll(text, "\u00AD", "-") }

// findLegacy looks for text in a legacy encoding and gives the byte offset of its first word.
func findLegacy(text string) (offset int, l legacy, found bool) {
	if !hasLatin1Sign(text) {
		return 0, legacy{}, false
	}
	var votes [len(legacies)]tally
	seen := map[string]bool{}
	for start, word := range latinWords(text) {
		if seen[word] {
			continue
		}
		if len(seen) < 1<<16 { // bounds the memory that a hostile text can take
			seen[strings.Clone(word)] = true
		}
		if isSyllable(word) {
			continue
		}
		for i, l := range legacies {
			if isSyllable(l.read(word)) {
				votes[i].add(start)
			}
		}
	}
	best := 0
	for i := range votes {
		if votes[i].count > votes[best].count {
			best = i
		}
	}
	return votes[best].first, legacies[best], votes[best].count >= wordsThatDecide
}

// tally counts the different words that speak for an encoding and remembers the first.
type tally struct{ count, first int }

func (v *tally) add(offset int) {
	if v.count == 0 {
		v.first = offset
	}
	v.count++
}

// latinWords yields the words, with their byte offsets, that hold a character between
// U+00A1 and U+00FF, where both encodings have their Vietnamese letters.
func latinWords(text string) func(yield func(int, string) bool) {
	const longest = 32 // bytes; no syllable is longer in any of the encodings
	return func(yield func(int, string) bool) {
		start, latin := 0, false
		flush := func(end int) bool {
			use := latin && end-start <= longest
			latin = false
			return !use || yield(start, text[start:end])
		}
		for i, r := range text {
			if isWordRune(r) {
				latin = latin || isLatin1Sign(r)
				continue
			}
			if !flush(i) {
				return
			}
			start = i + utf8.RuneLen(r)
		}
		flush(len(text))
	}
}

// hasLatin1Sign looks for the bytes with which the characters from U+0080 to U+00FF begin;
// figures alone have none.
func hasLatin1Sign(text string) bool {
	return strings.IndexByte(text, 0xC3) >= 0 || strings.IndexByte(text, 0xC2) >= 0
}

func isLatin1Sign(r rune) bool { return r > 0xA0 && r <= 0xFF }

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	return isLatin1Sign(r) || unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
}

// tcvn3 lists TCVN 5712:1993 VN3 from its byte A1 on; a space where it has no letter.
// Capitals with a tone have no place of their own there (fonts in "H" draw them).
const tcvn3 = "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ "

var tcvn3Letters = []rune(tcvn3)

func readTCVN3(word string) string {
	return strings.Map(func(r rune) rune {
		if i := int(r) - 0xA1; i >= 0 && i < len(tcvn3Letters) && tcvn3Letters[i] != ' ' {
			return tcvn3Letters[i]
		}
		return r
	}, word)
}

// VNI writes most marks as a letter of their own after the vowel.
var (
	vniMarks = map[rune]string{
		'ù': "\u0301", 'ø': "\u0300", 'û': "\u0309", 'õ': "\u0303", 'ï': "\u0323",
		'â': "\u0302", 'á': "\u0302\u0301", 'à': "\u0302\u0300", 'å': "\u0302\u0309", 'ã': "\u0302\u0303", 'ä': "\u0302\u0323",
		'ê': "\u0306", 'é': "\u0306\u0301", 'è': "\u0306\u0300", 'ú': "\u0306\u0309", 'ü': "\u0306\u0303", 'ë': "\u0306\u0323",
	}
	vniLetters = map[rune]rune{'ô': 'ơ', 'ö': 'ư', 'ñ': 'đ', 'æ': 'ỉ', 'ó': 'ĩ', 'ò': 'ị', 'î': 'ỵ'}
)

func readVNI(text string) string {
	out := make([]rune, 0, len(text))
	open := false // the character before can take a mark
	for _, r := range text {
		small := unicode.ToLower(r)
		if marks, ok := vniMarks[small]; ok && open {
			open = false
			if whole := []rune(norm.NFC.String(string(out[len(out)-1]) + marks)); len(whole) == 1 && !isForeignMark(whole[0]) {
				out[len(out)-1] = whole[0]
				continue
			}
		}
		letter, isLetter := vniLetters[small]
		if !isLetter {
			letter = small
		}
		open = strings.ContainsRune("aeouyơư", letter)
		if small != r {
			letter = r
			if isLetter {
				letter = unicode.ToUpper(vniLetters[small])
			}
		}
		out = append(out, letter)
	}
	return string(out)
}

// isForeignMark reports a letter with a mark that Vietnamese does not put there: ŷ, û, î.
func isForeignMark(r rune) bool { return strings.ContainsRune("ûŷŭĕŏ", unicode.ToLower(r)) }

// The parts of a Vietnamese syllable, tones left out: it is an onset, or none, and a rime.
const (
	onsetList = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
	rimeList  = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây " +
		"e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu " +
		"iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh oao oap oat oay " +
		"oăc oăm oăn oăng oăt oe oem oen oeo oet oc oi om on ong ooc oong op ot " +
		"ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây " +
		"uê uêch uên uênh uêu uôc uôi uôm uôn uông uôt uơ uy uya uych uynh uyên uyêt uyt uyn uyp uyu " +
		"ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu " +
		"y ych yt yn yp ynh yêm yên yêng yêt yêu"
)

var (
	onsets = sync.OnceValue(func() []string { return append(strings.Fields(onsetList), "") })
	rimes  = sync.OnceValue(func() map[string]bool { return setOf(strings.Fields(rimeList)) })
)

func setOf(names []string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, n := range names {
		set[n] = true
	}
	return set
}

const tones = "\u0300\u0301\u0303\u0309\u0323"

// vowels are the Vietnamese vowels without a tone.
const vowels = "aăâeêioôơuưy"

// untoned gives the small letters of Vietnamese words beyond ASCII without their tone.
var untoned = sync.OnceValue(func() map[rune]rune {
	all := map[rune]rune{'đ': 'đ'}
	for _, vowel := range vowels {
		all[vowel] = vowel
		for _, tone := range tones {
			whole, _ := utf8.DecodeRuneInString(norm.NFC.String(string([]rune{vowel, tone})))
			all[whole] = vowel
		}
	}
	return all
})

// isSyllable reports whether word is built like a Vietnamese syllable with at most one tone.
func isSyllable(word string) bool {
	plain, toned := make([]byte, 0, 32), 0
	for _, r := range word {
		small := unicode.ToLower(r)
		if small >= utf8.RuneSelf {
			vowel, ok := untoned()[small]
			if !ok {
				return isOddSyllable(word)
			}
			if vowel != small {
				toned++
			}
			small = vowel
		}
		plain = utf8.AppendRune(plain, small)
	}
	return toned <= 1 && hasOnsetAndRime(string(plain))
}

// isOddSyllable is isSyllable for words of any letters and marks.
func isOddSyllable(word string) bool {
	toned := 0
	plain := strings.Map(func(r rune) rune {
		if strings.ContainsRune(tones, r) {
			toned++
			return -1
		}
		return r
	}, norm.NFD.String(strings.ToLower(plainLetters(word))))
	if toned > 1 {
		return false
	}
	return hasOnsetAndRime(norm.NFC.String(plain))
}

func hasOnsetAndRime(plain string) bool {
	for _, onset := range onsets() {
		if rest, ok := strings.CutPrefix(plain, onset); ok && rimes()[rest] {
			return true
		}
	}
	return false
}

// plainLetters gives the look-alike Ð its right form before a word is judged.
func plainLetters(word string) string {
	return strings.ReplaceAll(strings.ReplaceAll(word, "Ð", "Đ"), "ð", "đ")
}
