package num

import (
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func ratio(n, d int64) Number {
	q, _ := Int(n).Quo(Int(d))
	return q
}

func TestPrint_RoundsHalfAwayFromZeroAndKeepsZeros(t *testing.T) {
	tests := []struct {
		x                   Number
		decimals            int
		print, prose, exact string
	}{
		{Int(0), 0, "0", "0", "0"},
		{Int(117), 0, "117", "117", "117"},
		{Int(100), 2, "100,00", "100", "100"},
		{Int(1234), 0, "1.234", "1.234", "1.234"},
		{Int(-1234567), 0, "-1.234.567", "-1.234.567", "-1.234.567"},
		{Int(-123), 0, "-123", "-123", "-123"},
		{ratio(12345, 10), 1, "1.234,5", "1.234,5", "1.234,5"},
		{ratio(457, 10), 2, "45,70", "45,7", "45,7"},
		{ratio(1, 2), 0, "1", "1", "0,5"},
		{ratio(-1, 2), 0, "-1", "-1", "-0,5"},
		{ratio(2675, 1000), 2, "2,68", "2,68", "2,675"},
		{ratio(-2675, 1000), 2, "-2,68", "-2,68", "-2,675"},
		{ratio(1, 3), 2, "0,33", "0,33", "0,3333"},
		{ratio(2, 3), 4, "0,6667", "0,6667", "0,6667"},
		{ratio(-1, 1000), 2, "0,00", "0", "-0,001"},
		{ratio(9999995, 10000), 3, "1.000,000", "1.000", "999,9995"},
		{ratio(99995, 3), 0, "33.332", "33.332", "33.331,6667"},
		{ratio(5, 2), -1, "3", "3", "2,5"},
	}
	for _, tt := range tests {
		if got := tt.x.Print(tt.decimals); got != tt.print {
			t.Errorf("(%v).Print(%d) = %q, want %q", tt.x, tt.decimals, got, tt.print)
		}
		if got := tt.x.PrintProse(tt.decimals); got != tt.prose {
			t.Errorf("(%v).PrintProse(%d) = %q, want %q", tt.x, tt.decimals, got, tt.prose)
		}
		if got := tt.x.PrintExact(); got != tt.exact {
			t.Errorf("(%v).PrintExact() = %q, want %q", tt.x, got, tt.exact)
		}
	}
}

func TestWords_VietnameseRules(t *testing.T) {
	const billion = 1_000_000_000
	tests := []struct {
		x    Number
		want string
	}{
		{Int(0), "không"},
		{Int(1), "một"},
		{Int(4), "bốn"},
		{Int(5), "năm"},
		{Int(10), "mười"},
		{Int(11), "mười một"},
		{Int(14), "mười bốn"},
		{Int(15), "mười lăm"},
		{Int(20), "hai mươi"},
		{Int(21), "hai mươi mốt"},
		{Int(24), "hai mươi tư"},
		{Int(25), "hai mươi lăm"},
		{Int(91), "chín mươi mốt"},
		{Int(100), "một trăm"},
		{Int(101), "một trăm linh một"},
		{Int(104), "một trăm linh bốn"},
		{Int(105), "một trăm linh năm"},
		{Int(110), "một trăm mười"},
		{Int(111), "một trăm mười một"},
		{Int(115), "một trăm mười lăm"},
		{Int(117), "một trăm mười bảy"},
		{Int(121), "một trăm hai mươi mốt"},
		{Int(555), "năm trăm năm mươi lăm"},
		{Int(1000), "một nghìn"},
		{Int(1005), "một nghìn không trăm linh năm"},
		{Int(1010), "một nghìn không trăm mười"},
		{Int(1500), "một nghìn năm trăm"},
		{Int(10_000), "mười nghìn"},
		{Int(21_001), "hai mươi mốt nghìn không trăm linh một"},
		{Int(100_000), "một trăm nghìn"},
		{Int(1_000_000), "một triệu"},
		{Int(1_000_005), "một triệu không trăm linh năm"},
		{Int(1_005_000), "một triệu không trăm linh năm nghìn"},
		{Int(12_345_678), "mười hai triệu ba trăm bốn mươi lăm nghìn sáu trăm bảy mươi tám"},
		{Int(billion), "một tỷ"},
		{Int(billion + 15), "một tỷ không trăm mười lăm"},
		{Int(1001 * billion), "một nghìn không trăm linh một tỷ"},
		{Int(2_000_000 * billion), "hai triệu tỷ"},
		{Int(billion * billion), "một tỷ tỷ"},
		{Int(billion*billion + 5), "một tỷ tỷ không trăm linh năm"},
		{Int(2*billion*billion + 3*billion), "hai tỷ không trăm linh ba tỷ"},
		{Int(-8), "âm tám"},
		{ratio(457, 10), "bốn mươi lăm phẩy bảy"},
		{ratio(5, 100), "không phẩy không năm"},
		{ratio(-7179, 100), "âm bảy mươi mốt phẩy bảy chín"},
		{ratio(1, 3), "không phẩy ba ba ba ba"},
	}
	for _, tt := range tests {
		if got := tt.x.Words(); got != tt.want {
			t.Errorf("(%v).Words() = %q, want %q", tt.x, got, tt.want)
		}
	}
}

// unword reads number words by the grammar of a child's book: it shares nothing with Words.
func unword(t *rapid.T, words string) *big.Int {
	digits := map[string]int64{"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4,
		"năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
	total, section, pending := new(big.Int), int64(0), int64(0) // billions so far, below a billion, below a thousand
	unit := int64(0)
	for _, w := range strings.Fields(words) {
		if d, ok := digits[w]; ok {
			unit = d
			continue
		}
		switch w {
		case "linh":
		case "mười":
			pending, unit = pending+10, 0
		case "mươi":
			pending, unit = pending+10*unit, 0
		case "trăm":
			pending, unit = pending+100*unit, 0
		case "nghìn":
			section, pending, unit = section+1000*(pending+unit), 0, 0
		case "triệu":
			section, pending, unit = section+1_000_000*(pending+unit), 0, 0
		case "tỷ":
			total.Add(total, big.NewInt(section+pending+unit))
			total.Mul(total, big.NewInt(1_000_000_000))
			section, pending, unit = 0, 0, 0
		default:
			t.Fatalf("the word %q in %q", w, words)
		}
	}
	return total.Add(total, big.NewInt(section+pending+unit))
}

func TestWords_NoTwoNumbersReadAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// Numbers with many zeros are the hard ones.
		n := rapid.Int64Range(0, 9_999).Draw(t, "a")
		for range rapid.IntRange(0, 4).Draw(t, "more") {
			n = n*1000 + rapid.SampledFrom([]int64{0, 1, 5, 10, 15, 21, 100, 104, 120, 999}).Draw(t, "group")
		}
		words := Int(n).Words()
		if got := unword(t, words); got.Cmp(big.NewInt(n)) != 0 {
			t.Fatalf("Int(%d).Words() = %q, which reads as %s", n, words, got)
		}
	})
}
