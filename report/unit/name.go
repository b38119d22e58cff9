package unit

import (
	"strings"

	"baocao/report/source"
)

var levelNames = map[string]string{
	"tinh":      "tỉnh",
	"thanh_pho": "thành phố",
	"huyen":     "huyện",
	"quan":      "quận",
	"thi_xa":    "thị xã",
	"xa":        "xã",
	"phuong":    "phường",
	"thi_tran":  "thị trấn",
	"dac_khu":   "đặc khu",
}

// LevelName writes a level with its marks: thi_xa is thị xã. A word of the office's own
// is printed as typed.
func LevelName(level string) string {
	if name, ok := levelNames[level]; ok {
		return name
	}
	return level
}

// Whole names all of a unit, as prose does: toàn huyện, toàn phường; toàn đơn vị when its
// level is not known.
func Whole(u Unit) string {
	if u.Level == "" {
		return "toàn đơn vị"
	}
	return "toàn " + LevelName(u.Level)
}

// tonePlaces turns the older placing of tones (hòa, ủy) into the newer (hoà, uỷ).
var tonePlaces = strings.NewReplacer(
	"òa", "oà", "óa", "oá", "ỏa", "oả", "õa", "oã", "ọa", "oạ",
	"òe", "oè", "óe", "oé", "ỏe", "oẻ", "õe", "oẽ", "ọe", "oẹ",
	"ùy", "uỳ", "úy", "uý", "ủy", "uỷ", "ũy", "uỹ", "ụy", "uỵ",
)

// FoldName gives the one form under which two spellings of a name match: regardless of
// case, of the place of the tone (ủy, uỷ), of how letters are composed, and of spaces.
func FoldName(s string) string {
	lower := strings.ToLower(source.Normalise(s))
	return tonePlaces.Replace(strings.Join(strings.Fields(lower), " "))
}
