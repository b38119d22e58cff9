package unit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"baocao/report/finding"
)

// longestCode is how many characters a unit's code may have.
const longestCode = 64

// devices are names that Windows gives to devices, whatever ending follows.
var devices = map[string]bool{"con": true, "prn": true, "aux": true, "nul": true, "conin$": true, "conout$": true, "clock$": true}

// CodeFault says why a code cannot be a unit's: it names the report's files, so it must do
// as the name of a file on every machine. The zero Text says that it can.
func CodeFault(code string) finding.Text {
	base, _, _ := strings.Cut(strings.ToLower(code), ".")
	base = strings.TrimRight(base, " ")
	switch {
	case utf8.RuneCountInString(code) > longestCode:
		return finding.Say("dài quá %d ký tự", "it has more than %d characters", longestCode)
	case devices[base] || isPort(base):
		return finding.Say("trùng tên thiết bị của Windows", "it is the name of a device of Windows")
	case strings.HasPrefix(code, ".") || strings.HasSuffix(code, "."):
		return finding.Say("không được bắt đầu hoặc kết thúc bằng dấu chấm", "it may not begin or end with a point")
	}
	for _, r := range code {
		if !unicode.In(r, unicode.L, unicode.M, unicode.Nd) && !strings.ContainsRune("-_. ", r) {
			return finding.Say("có ký tự “%s”", "it has the character “%s”", string(r))
		}
	}
	return finding.Text{}
}

// isPort reports whether a name is COM1 … or LPT1 …; the raised digits are those, too.
func isPort(name string) bool {
	number, com := strings.CutPrefix(name, "com")
	if !com {
		number, com = strings.CutPrefix(name, "lpt")
	}
	return com && utf8.RuneCountInString(number) == 1 && strings.ContainsAny(number, "0123456789¹²³")
}
