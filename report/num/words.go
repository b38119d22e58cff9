package num

import "strings"

var digitWords = [...]string{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"}

// Words gives x in Vietnamese words (bằng chữ): "một trăm mười bảy". Decimals are read
// digit by digit after "phẩy"; a number without a finite decimal form is rounded as
// [Number.PrintExact] does.
func (x Number) Words() string {
	plain, negative := strings.CutPrefix(x.decimalOrRounded(), "-")
	whole, decimals, hasDecimals := strings.Cut(plain, ".")
	var words []string
	if negative {
		words = append(words, "âm")
	}
	words = append(words, wholeWords(whole)...)
	if hasDecimals {
		words = append(words, "phẩy")
	}
	for _, digit := range decimals {
		words = append(words, digitWords[digit-'0'])
	}
	return strings.Join(words, " ")
}

// wholeWords reads digits that begin with none but a lone zero.
func wholeWords(digits string) []string {
	if digits == "0" {
		return []string{digitWords[0]}
	}
	var words []string
	groups := (len(digits) + 2) / 3
	padded := strings.Repeat("0", groups*3-len(digits)) + digits
	for i := range groups {
		group := padded[3*i : 3*i+3]
		power := groups - 1 - i // of a thousand
		if group != "000" {
			words = append(words, groupWords(group, i == 0)...)
			words = append(words, [...][]string{{}, {"nghìn"}, {"triệu"}}[power%3]...)
		}
		// After a billion the count starts again: nghìn tỷ, triệu tỷ, tỷ tỷ. The word
		// stands even after an empty group, because billions were counted before it.
		if power%3 == 0 && power > 0 {
			words = append(words, "tỷ")
		}
	}
	return words
}

// groupWords reads three digits that are not all zero. The first group of a number has
// no "không trăm" and no "linh" before it.
func groupWords(group string, first bool) []string {
	hundreds, tens, units := group[0]-'0', group[1]-'0', group[2]-'0'
	var words []string
	if hundreds > 0 || !first {
		words = append(words, digitWords[hundreds], "trăm")
	}
	switch {
	case tens == 0 && units > 0 && len(words) > 0:
		words = append(words, "linh")
	case tens == 1:
		words = append(words, "mười")
	case tens > 1:
		words = append(words, digitWords[tens], "mươi")
	}
	switch {
	case units == 1 && tens > 1:
		words = append(words, "mốt")
	case units == 4 && tens > 1:
		words = append(words, "tư")
	case units == 5 && tens > 0:
		words = append(words, "lăm")
	case units > 0:
		words = append(words, digitWords[units])
	}
	return words
}
