package seal

import (
	"hash/crc32"
	"testing"

	"pgregory.net/rapid"

	"baocao/report/document"
)

func TestDigests_AreThoseOfTheWholeFormula(t *testing.T) {
	texts := []string{"IF('Số liệu'!K\x00=\"\",\"…\",'Số liệu'!K\x00)", "sum(B\x00:C\x00)", "A\x00", `"B"`}
	rapid.Check(t, func(t *rapid.T) {
		var d digests
		row := rapid.IntRange(1, 1200).Draw(t, "first")
		for range rapid.IntRange(1, 4*paying).Draw(t, "rows") {
			row += rapid.IntRange(0, 30).Draw(t, "step")
			for range 3 {
				f := document.Formula{Text: rapid.SampledFrom(texts).Draw(t, "text"), Row: row}
				want := crc32.Checksum(appendCanonical(nil, f.String()), castagnoli())
				if got := d.of(rapid.IntRange(1, 2).Draw(t, "column"), f); got != want {
					t.Fatalf("%q: %x, want %x", f, got, want)
				}
			}
		}
	})
}
