package source

import (
	"strings"

	"baocao/report/finding"
)

// CellText gives the text of a workbook's cell as all text is kept: normalised, its lines
// ended by line feeds. Letters in a legacy encoding and characters that cannot be printed
// are findings, as in any file.
func CellText(pos finding.Pos, raw string) (string, *finding.Finding) {
	if isASCII(raw) && !hasControl(raw) {
		return raw, nil
	}
	if i, l, found := findLegacy(raw); found {
		f := legacyFinding(pos, raw[i:], l)
		return "", &f
	}
	text := Normalise(lineFeeds.Replace(raw))
	if i, r := firstUnprintable(text); i >= 0 {
		f := unprintable(pos, r)
		return "", &f
	}
	return text, nil
}

var lineFeeds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func hasControl(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] == 0x7F {
			return true
		}
	}
	return false
}
