package pdffile

import "unicode/utf16"

func encodeUTF16(s string) []uint16 { return utf16.Encode([]rune(s)) }

// FromUTF16 reads bytes of UTF-16, the high byte first; an odd one at the end is left out.
func FromUTF16(b string) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	return string(utf16.Decode(units))
}
