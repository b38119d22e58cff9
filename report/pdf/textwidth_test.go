package pdf

import (
	"math"
	"testing"

	"baocao/report/document"
)

// A workbook measures its texts without a face: it has the widths of this one.
func TestTextWidth_IsThatOfTheFace(t *testing.T) {
	letters := []rune("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư–—‘’“”…≤≥•×₫\u00A0")
	for r := ' '; r <= '~'; r++ {
		letters = append(letters, r)
	}
	for r := 'Ạ'; r <= 'ỹ'; r++ {
		letters = append(letters, r)
	}
	profile := hd36(t)
	m := newMeter(profile.Paper)
	for _, isBold := range []bool{false, true} {
		for _, r := range letters {
			want := m.width(string(r), style{face: faceOf(isBold, false), size: 2}) // of which a digit is 1
			if got := document.TextWidth(string(r), isBold); math.Abs(got-want) > 0.001 {
				t.Errorf("%q, bold %v: %v digits, the face has %v", r, isBold, got, want)
			}
		}
	}
}
