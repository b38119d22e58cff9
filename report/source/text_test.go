package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"baocao/report/finding"
)

func file(text string) File { return File{Path: "a.yaml", Name: "a.yaml", Data: []byte(text)} }

// told gives each finding as "line:col code", in order.
func told(list finding.List) string {
	var out []string
	for _, f := range list {
		out = append(out, f.Pos.Place()+" "+string(f.Code))
	}
	return strings.Join(out, ", ")
}

func TestText(t *testing.T) {
	for _, tc := range []struct{ name, in, want, told string }{
		{"plain text is itself", "unit: a\n", "unit: a\n", ""},
		{"a byte order mark is dropped", "\uFEFFunit: a", "unit: a", ""},
		{"CRLF and CR end lines", "a\r\nb\rc", "a\nb\nc", ""},
		{"a bad byte is named at its character", "tên:\n  é \xE1\n", "", "2:5 D002"},
		{"UTF-16 is recognised by its mark", "\xFF\xFEu\x00", "", "1:1 D002"},
		{"NUL is refused", "ab\x00", "", "1:3 D018"},
		{"TCVN3 saved as UTF-8", "name: x\ntext: B¸o c¸o c«ng t¸c d©n vËn\n", "", "2:7 D003"},
		{"TCVN3 bytes", "name: x\r\ntext: B\xB8o c\xB8o c\xABng t\xB8c\r\n", "", "2:7 D003"},
		{"VNI saved as UTF-8", "text: Baùo caùo coâng taùc daân vaän\n", "", "1:7 D003"},
		{"VNI bytes", "text: Ba\xF9o ca\xF9o co\xE2ng ta\xF9c\n", "", "1:7 D003"},
		{"VNI capitals", "BAÙO CAÙO COÂNG TAÙC\n", "", "1:1 D003"},
		{"a soft hyphen is a letter of TCVN3", "H\u00ADíng d\u00ADìng x·c\n", "", "1:1 D003"},
		{"a lone guillemet or sign is no legacy text", "« Dân vận khéo » © 2022 m² 5° ½ café\n", "« Dân vận khéo » © 2022 m² 5° ½ café\n", ""},
		{"quoted words are no legacy text", "«Dân vận khéo» «an toàn» «Đoàn» ©Ban\n", "«Dân vận khéo» «an toàn» «Đoàn» ©Ban\n", ""},
	} {
		got, list := Text(file(tc.in))
		if got != tc.want || told(list) != tc.told {
			t.Errorf("%s: Text(%q) = %q, %q; want %q, %q", tc.name, tc.in, got, told(list), tc.want, tc.told)
		}
	}
}

func TestText_LegacyIsReadBack(t *testing.T) {
	for in, want := range map[string]string{
		"B¸o c¸o c«ng t¸c d©n vËn":                 "Báo cáo công tác dân vận",
		"QuyÕt ®Þnh cña HuyÖn ñy Phó Xuyªn":        "Quyết định của Huyện ủy Phú Xuyên",
		"Baùo caùo coâng taùc daân vaän":           "Báo cáo công tác dân vận",
		"Quyeát ñònh cuûa Huyeän uûy, ngöôøi daân": "Quyết định của Huyện ủy, người dân",
	} {
		_, list := Text(file(in))
		if len(list) != 1 || !strings.Contains(list[0].In(finding.VI), want) {
			t.Errorf("Text(%q) = %v, want a hint with %q", in, list, want)
		}
	}
}

func TestText_UnicodeVietnameseIsNeverLegacy(t *testing.T) {
	seeds, _ := filepath.Glob("testdata/*.txt")
	if len(seeds) == 0 {
		t.Fatal("no sample texts in testdata")
	}
	for _, path := range seeds {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for form, text := range map[string]string{"as found": string(data), "NFC": norm.NFC.String(string(data)), "NFD": norm.NFD.String(string(data))} {
			if _, list := Text(file(text)); len(list) > 0 {
				t.Errorf("%s (%s): %s", path, form, list[0].In(finding.EN))
			}
		}
	}
}

func TestTCVN3TableIsComplete(t *testing.T) {
	if len(tcvn3Letters) != 0xFF-0xA1+1 {
		t.Fatalf("the table has %d places, want %d", len(tcvn3Letters), 0xFF-0xA1+1)
	}
	for code, want := range map[rune]rune{0xA7: 'Đ', 0xAE: 'đ', 0xB5: 'à', 0xBE: 'ắ', 0xCC: 'è', 0xD8: 'ỉ', 0xE4: 'ọ', 0xEF: 'ù', 0xFE: 'ỵ'} {
		if got := tcvn3Letters[code-0xA1]; got != want {
			t.Errorf("byte %X is %q, want %q", code, got, want)
		}
	}
}

func TestNormalise(t *testing.T) {
	for _, tc := range []struct{ name, in, want string }{
		{"ASCII stays", "DVK01", "DVK01"},
		{"composed", norm.NFD.String("Huyện ủy"), "Huyện ủy"},
		{"no-break and thin spaces", "a\u00A0b\u202Fc\u2009d", "a b c d"},
		{"eth is Đ", "Ðảng, ðảng", "Đảng, đảng"},
		{"what takes no room goes", "a\u200Bb\u00ADc\uFEFFd", "abcd"},
		{"no-break hyphen", "a\u2011b", "a-b"},
	} {
		if got := Normalise(tc.in); got != tc.want {
			t.Errorf("%s: Normalise(%q) = %q, want %q", tc.name, tc.in, got, tc.want)
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"unit", "period", "figures", "targets", "texts", "tap_the", "DVK01", "DVK02"}
	for name, want := range map[string]string{
		"figure": "figures", "figrues": "figures", "Period": "period", "uint": "unit",
		"DVK1": "DVK01", "DVK03": "", "DV01": "DVK01", "zzz": "", "x": "", "": "", "tap-the": "tap_the", "text": "texts",
	} {
		if got := Nearest(name, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestExcerptIsOneShortLine(t *testing.T) {
	if got := Excerpt("a\n b\tc"); got != "a b c" {
		t.Errorf("got %q", got)
	}
	if got := Excerpt(strings.Repeat("ệ", 1000)); got != strings.Repeat("ệ", 40)+"…" {
		t.Errorf("got %q", got)
	}
}

// The quick look and the thorough one agree on every character there is.
func TestHarmless_OfEveryCharacter(t *testing.T) {
	for r := range rune(utf8.MaxRune + 1) {
		text := "ấ" + string(r) + "b"
		want := strings.ContainsFunc(text, isHarmful)
		if got := !IsHarmless(text); got != want {
			t.Errorf("U+%04X: harmful %t, want %t", r, got, want)
		}
	}
	if IsHarmless("a\xC3") != !strings.ContainsFunc("a\xC3", isHarmful) {
		t.Error("half a letter is judged in two ways")
	}
}
