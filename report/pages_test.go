package report_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"baocao/report/internal/judge"
)

// What two pictures of a page may differ by, of 255 from black to white: on the whole,
// and in any square of a letter's size. Poppler's versions round the edges of letters
// differently; a word that moved by a dot, or another digit, is more than that.
const (
	mostOnPage   = 1.0
	mostInSquare = 24.0
	square       = 12 // dots; a letter of running text at 80 to the inch
)

// The pages of three samples as they look: one with a chart, one with many tables, one in the
// layout of State bodies with an annex in landscape.
func TestGolden_PicturesOfPages(t *testing.T) {
	for _, s := range []sample{allSamples[0], allSamples[5], allSamples[6]} {
		drawn := judge.Pictures(t, s.file(t, generate(t, s), ".pdf"), 80)
		for i, data := range drawn {
			goldenPicture(t, fmt.Sprintf("%s-%d", s.name, i+1), grey(t, data))
		}
		if _, err := os.Stat(picturePath(fmt.Sprintf("%s-%d", s.name, len(drawn)+1))); err == nil {
			t.Errorf("%s: more than its %d pages are committed", s.name, len(drawn))
		}
	}
}

func picturePath(name string) string { return filepath.Join("testdata", "pages", name+".png") }

func goldenPicture(t *testing.T, name string, got *image.Paletted) {
	t.Helper()
	if *update {
		var out bytes.Buffer
		encoder := png.Encoder{CompressionLevel: png.BestCompression}
		if err := encoder.Encode(&out, got); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(picturePath(name), out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(picturePath(name))
	if err != nil {
		t.Fatal(err)
	}
	want := grey(t, data)
	if got.Rect != want.Rect {
		t.Fatalf("%s: %v dots, want %v", name, got.Rect, want.Rect)
	}
	if mean, worst, at := apart(got, want); mean > mostOnPage || worst > mostInSquare {
		t.Errorf("%s: differs by %.2f on the whole (at most %.1f) and by %.1f (at most %.1f) around dot %v; look at the page, then -update",
			name, mean, mostOnPage, worst, mostInSquare, at)
	}
}

// greys are sixteen from black to white: enough to compare, and half the bytes.
var greys = func() color.Palette {
	var p color.Palette
	for i := range 16 {
		p = append(p, color.Gray{uint8(17 * i)})
	}
	return p
}()

// grey is a picture in sixteen greys.
func grey(t *testing.T, data []byte) *image.Paletted {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	out := image.NewPaletted(picture.Bounds(), greys)
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			level := int(color.GrayModel.Convert(picture.At(x, y)).(color.Gray).Y)
			out.SetColorIndex(x, y, uint8((level+8)/17))
		}
	}
	return out
}

// apart is how far two pictures of one size differ: on the whole, and in the square where
// they differ most. Squares overlap by half, so that none hides what lies on its edge.
func apart(a, b *image.Paletted) (mean, worst float64, at image.Point) {
	sum := 0
	for i := range a.Pix {
		sum += difference(a, b, i)
	}
	for y := 0; y+square <= a.Rect.Dy(); y += square / 2 {
		for x := 0; x+square <= a.Rect.Dx(); x += square / 2 {
			within := 0
			for dy := range square {
				for dx := range square {
					within += difference(a, b, a.PixOffset(x+dx, y+dy))
				}
			}
			if d := float64(within) / (square * square); d > worst {
				worst, at = d, image.Pt(x, y)
			}
		}
	}
	return float64(sum) / float64(len(a.Pix)), worst, at
}

func difference(a, b *image.Paletted, i int) int {
	d := 17 * (int(a.Pix[i]) - int(b.Pix[i]))
	return max(d, -d)
}
