package num

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"baocao/report/finding"
)

var pos = finding.Pos{File: "a.yaml", Line: 3, Col: 7}

func TestParse_OneReading(t *testing.T) {
	tests := []struct {
		text     string
		notation Notation
		want     string
	}{
		{"0", Plain, "0"},
		{"117", Plain, "117"},
		{"08", Plain, "8"},
		{"010", Plain, "10"},
		{"00", Plain, "0"},
		{"-5", Plain, "-5"},
		{"-0", Plain, "0"},
		{" 12 ", Plain, "12"},
		{"1234.5", Plain, "1234.5"},
		{"1.5", Plain, "1.5"},
		{"1.23", Plain, "1.23"},
		{"0.123", Plain, "0.123"},
		{"012.345", Plain, "12.345"},
		{"1234.567", Plain, "1234.567"},
		{"1.2340", Plain, "1.234"},
		{"1.50000000000000000000", Plain, "1.5"},
		{"00000000000000000000007", Plain, "7"},
		{"123456789012345", Plain, "123456789012345"},
		{"-12345678901234.5", Plain, "-12345678901234.5"},
		{"1.234", Vietnamese, "1234"},
		{"1.234.567,5", Vietnamese, "1234567.5"},
		{"-1.234,5", Vietnamese, "-1234.5"},
		{"1.234,567", Vietnamese, "1234.567"},
		{"1,5", Vietnamese, "1.5"},
		{"0,123", Vietnamese, "0.123"},
		{"1234,567", Vietnamese, "1234.567"},
		{"1,2340", Vietnamese, "1.234"},
		{"1234", Vietnamese, "1234"},
		{"08", Vietnamese, "8"},
	}
	for _, tt := range tests {
		got, f := Parse(tt.text, tt.notation, pos)
		if f != nil {
			t.Errorf("Parse(%q, %d): %s", tt.text, tt.notation, f.In(finding.VI))
			continue
		}
		if got.String() != tt.want {
			t.Errorf("Parse(%q, %d) = %s, want %s", tt.text, tt.notation, got, tt.want)
		}
	}
}

func TestParse_PointAndThreeDigitsIsAmbiguous(t *testing.T) {
	tests := []struct {
		text     string
		notation Notation
		want     string
	}{
		{"1.234", Plain, "a.yaml:3:7: lỗi: “1.234” đọc được hai cách: 1234 (một nghìn hai trăm ba mươi tư) hoặc 1,234 (một phẩy hai ba bốn) [D008]\n    gợi ý: viết 1234, hoặc 1.2340"},
		{"-999.000", Plain, "a.yaml:3:7: lỗi: “-999.000” đọc được hai cách: -999000 (âm chín trăm chín mươi chín nghìn) hoặc -999,000 (âm chín trăm chín mươi chín) [D008]\n    gợi ý: viết -999000, hoặc -999.0000"},
		{"1,234", Plain, "a.yaml:3:7: lỗi: “1,234” đọc được hai cách: 1234 (một nghìn hai trăm ba mươi tư) hoặc 1,234 (một phẩy hai ba bốn) [D008]\n    gợi ý: viết 1234, hoặc 1.2340"},
		{"12,345", Vietnamese, "a.yaml:3:7: lỗi: “12,345” đọc được hai cách: 12345 (mười hai nghìn ba trăm bốn mươi lăm) hoặc 12,345 (mười hai phẩy ba bốn năm) [D008]\n    gợi ý: viết 12345, hoặc 12,3450"},
	}
	for _, tt := range tests {
		_, f := Parse(tt.text, tt.notation, pos)
		if f == nil {
			t.Errorf("Parse(%q, %d) was accepted", tt.text, tt.notation)
			continue
		}
		if got := f.In(finding.VI); got != tt.want {
			t.Errorf("Parse(%q, %d)\n got %s\nwant %s", tt.text, tt.notation, got, tt.want)
		}
	}
	_, f := Parse("1.234", Plain, pos)
	want := "a.yaml:3:7: error: “1.234” can be read in two ways: 1234 (thousands) or 1.234 (decimals) [D008]\n    hint: write 1234, or 1.2340"
	if got := f.In(finding.EN); got != want {
		t.Errorf("in English\n got %s\nwant %s", got, want)
	}
}

func TestParse_NotNumberNamesTheLikelyMistake(t *testing.T) {
	tests := []struct {
		text     string
		notation Notation
		want     string // the hint
	}{
		{"1O4", Plain, "ký tự thứ hai là chữ O, không phải số 0"},
		{"l5", Plain, "ký tự thứ nhất là chữ l, không phải số 1"},
		{"1235I", Plain, "ký tự thứ năm là chữ I, không phải số 1"},
		{"123o.5", Plain, "ký tự thứ tư là chữ o, không phải số 0"},
		{"O", Plain, "ký tự thứ nhất là chữ O, không phải số 0"},
		{"lo", Plain, ""},
		{"1.234.567", Plain, "viết số liền, không ngăn hàng nghìn: 1234567"},
		{"1,234,567", Plain, "viết số liền, không ngăn hàng nghìn: 1234567"},
		{"1,234,567", Vietnamese, "viết số liền, không ngăn hàng nghìn: 1234567"},
		{"1 234", Plain, "viết số liền, không ngăn hàng nghìn: 1234"},
		{"1 234", Vietnamese, "viết số liền, không ngăn hàng nghìn: 1234"},
		{"12 34", Plain, ""},
		{"1.234,5", Plain, "viết số liền, dấu thập phân ở đây là dấu chấm: 1234.5"},
		{"1,5", Plain, "viết số liền, dấu thập phân ở đây là dấu chấm: 1.5"},
		{"1.5", Vietnamese, "viết số liền, dấu thập phân ở đây là dấu phẩy: 1,5"},
		{"1,234.5", Vietnamese, "viết số liền, dấu thập phân ở đây là dấu phẩy: 1234,5"},
		{"+5", Plain, "bỏ dấu cộng: 5"},
		{"12%", Plain, "bỏ dấu %: 12"},
		{"12,5 %", Vietnamese, "bỏ dấu %: 12,5"},
		{"−5", Plain, "viết dấu trừ bằng dấu gạch ngắn: -5"},
		{".5", Plain, "viết 0.5"},
		{"-,5", Vietnamese, "viết -0,5"},
		{"5.", Plain, "viết 5"},
		{"1e5", Plain, "viết đủ các chữ số, không viết dạng luỹ thừa của 10"},
		{"1.5E+07", Plain, "viết đủ các chữ số, không viết dạng luỹ thừa của 10"},
		{"12 mô hình", Plain, "chỉ ghi số, không kèm chữ “mô hình”"},
		{"", Plain, ""},
		{"-", Plain, ""},
		{"abc", Plain, ""},
		{"0x10", Plain, "chỉ ghi số, không kèm chữ “x10”"},
		{"1_000", Plain, ""},
		{"١٢", Plain, ""},
		{"--5x", Plain, ""},
	}
	for _, tt := range tests {
		_, f := Parse(tt.text, tt.notation, pos)
		if f == nil {
			t.Errorf("Parse(%q, %d) was accepted", tt.text, tt.notation)
			continue
		}
		if f.Code != finding.NotNumber || f.Pos != pos {
			t.Errorf("Parse(%q, %d) = %s", tt.text, tt.notation, f.In(finding.VI))
		}
		if got := f.Hint().In(finding.VI); got != tt.want {
			t.Errorf("hint for %q, %d = %q, want %q", tt.text, tt.notation, got, tt.want)
		}
		if english := f.Hint().In(finding.EN); strings.Contains(english, "%!") {
			t.Errorf("English hint for %q: %s", tt.text, english)
		}
	}
}

func TestParse_MoreThanFifteenDigitsIsTooLong(t *testing.T) {
	tests := []struct{ text, want string }{
		{"1234567890123456", "a.yaml:3:7: lỗi: số dài quá: “1234567890123456” có 16 chữ số, nhiều nhất là 15 [D010]"},
		{"0.1234567890123456", "a.yaml:3:7: lỗi: số dài quá: “0.1234567890123456” có 16 chữ số, nhiều nhất là 15 [D010]"},
		{"123456789012345678901234", "a.yaml:3:7: lỗi: số dài quá: “12345678901234567890…” có 24 chữ số, nhiều nhất là 15 [D010]"},
	}
	for _, tt := range tests {
		_, f := Parse(tt.text, Plain, pos)
		if f == nil {
			t.Errorf("Parse(%q) was accepted", tt.text)
			continue
		}
		if got := f.In(finding.VI); got != tt.want {
			t.Errorf("Parse(%q)\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

func TestParse_HostileLengthIsBounded(t *testing.T) {
	const n = 5_000_000
	start := time.Now()
	for _, unit := range []string{"9", "0", "1.", ".", "O", "-", "1 ", "é", "1e", "l,"} {
		for _, notation := range []Notation{Plain, Vietnamese} {
			_, f := Parse(strings.Repeat(unit, n), notation, pos)
			if f == nil {
				if unit != "0" {
					t.Errorf("%q × %d was accepted", unit, n)
				}
				continue
			}
			if message := f.In(finding.VI); len(message) > 500 {
				t.Errorf("%q × %d: a message of %d bytes", unit, n, len(message))
			}
		}
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}

func TestParse_ReadsWhatItPrints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(-99_999_999_999, 99_999_999_999).Draw(t, "n")
		decimals := rapid.IntRange(0, 4).Draw(t, "decimals")
		x, _ := Int(n).Quo(Pow10(decimals))
		printed := x.PrintExact()
		got, f := Parse(printed, Vietnamese, pos)
		if f != nil && f.Code == finding.Ambiguous {
			printed += "0" // three decimals, as the hint says
			got, f = Parse(printed, Vietnamese, pos)
		}
		if f != nil || !got.Equal(x) {
			t.Fatalf("Parse(%q) = %v, %v, want %v", printed, got, f, x)
		}
	})
}
