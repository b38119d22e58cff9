package source

import (
	"encoding/hex"
	"strings"
	"testing"

	"baocao/report/finding"
)

// The code charts of TCVN 5712:1993 (VN3) and of VNI for Windows, letter by letter.
const (
	vietnamese = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
	chartTCVN3 = "61 B5 B6 B7 B8 B9 A8 BB BC BD BE C6 A9 C7 C8 C9 CA CB 65 CC CE CF D0 D1 AA D2 D3 D4 D5 D6 69 D7 D8 DC DD DE 6F DF E1 E2 E3 E4 AB E5 E6 E7 E8 E9 AC EA EB EC ED EE 75 EF F1 F2 F3 F4 AD F5 F6 F7 F8 F9 79 FA FB FC FD FE AE"
	chartVNI   = "a aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä e eø eû eõ eù eï eâ eà eå eã eá eä i ì æ ó í ò o oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï u uø uû uõ uù uï ö öø öû öõ öù öï y yø yû yõ yù î ñ"
)

func TestLegacy_ReadsTheCharts(t *testing.T) {
	letters := strings.Split(vietnamese, "")
	tcvn3, vni := strings.Fields(chartTCVN3), strings.Fields(chartVNI)
	for i, want := range letters {
		code, err := hex.DecodeString(tcvn3[i])
		if err != nil {
			t.Fatal(err)
		}
		if got := readTCVN3(western(code)); got != want {
			t.Errorf("TCVN3 %s reads %q, want %q", tcvn3[i], got, want)
		}
		if got := readVNI(vni[i]); got != want {
			t.Errorf("VNI %q reads %q, want %q", vni[i], got, want)
		}
		upper := strings.ToUpper(want)
		if got := readVNI(strings.ToUpper(vni[i])); got != upper {
			t.Errorf("VNI %q reads %q, want %q", strings.ToUpper(vni[i]), got, upper)
		}
	}
	for code, want := range map[byte]string{0xA1: "Ă", 0xA2: "Â", 0xA3: "Ê", 0xA4: "Ô", 0xA5: "Ơ", 0xA6: "Ư", 0xA7: "Đ"} {
		if got := readTCVN3(western([]byte{code})); got != want {
			t.Errorf("TCVN3 %X reads %q, want %q", code, got, want)
		}
	}
}

// Two letters of VNI are one only where they belong together.
func TestLegacy_LeavesLoneMarks(t *testing.T) {
	for typed, want := range map[string]string{"ù": "ù", "bù": "bù", "Tuaân": "Tuân", "AÙO": "ÁO", "nhaân daân": "nhân dân", "uâ": "uâ", "quyù": "quý"} {
		if got := readVNI(typed); got != want {
			t.Errorf("%q reads %q, want %q", typed, got, want)
		}
	}
}

func TestConvert_EveryFormat(t *testing.T) {
	how := How{Convert: true}
	old := "T×nh h×nh nh©n d©n æn ®Þnh"
	want := "Tình hình nhân dân ổn định"
	tree, found := YAML(File{Path: "a.yaml", Data: []byte("a: " + old + "\nb: Thị trấn Phú Minh\n"), How: how})
	if a, _ := tree.Get("a"); a.Text != want {
		t.Errorf("YAML: %q", a.Text)
	}
	if b, _ := tree.Get("b"); b.Text != "Thị trấn Phú Minh" {
		t.Errorf("what is Unicode became %q", b.Text)
	}
	converted(t, found, "a.yaml:1:4")
	tree, found = JSON(File{Path: "a.json", Data: []byte(`{"a": "` + old + `"}`), How: how})
	if a, _ := tree.Get("a"); a.Text != want {
		t.Errorf("JSON: %q", a.Text)
	}
	converted(t, found, "a.json:1:7")
	bytes := make([]byte, 0, len(old))
	for _, r := range old {
		bytes = append(bytes, byte(r))
	}
	table, found := CSV(File{Path: "a.csv", Data: append([]byte("x,y\n1,"), bytes...), How: how})
	if len(table.Rows) != 1 || table.Rows[0][1].Text != want {
		t.Errorf("CSV: %v", table.Rows)
	}
	converted(t, found, "a.csv:2:3")
}

func converted(t *testing.T, found finding.List, at string) {
	t.Helper()
	if len(found) != 1 || found[0].Code != finding.Converted || found[0].Pos.String() != at {
		t.Errorf("findings %v, want one at %s", found, at)
	}
}

func TestConvert_NeverGuesses(t *testing.T) {
	// “Phú” is a word in Unicode and, as “Phỳ”, in TCVN3; the file has words of both.
	_, found := YAML(File{Path: "a.yaml", Data: []byte("a: T×nh h×nh nh©n d©n\nb: đã họp\nc: Phú\n"), How: How{Convert: true}})
	if !found.HasErrors() {
		t.Errorf("no error among %v", found)
	}
}
