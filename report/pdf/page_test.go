package pdf

import (
	"bytes"
	"encoding/xml"
	"image"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"baocao/report/internal/judge"
)

// Millimetres, as the tests measure.
const (
	leftEdge, rightEdge = 30.0, 195.0
	topEdge, bottomEdge = 20.0, 277.0
	tolerance           = 0.5
)

// seen is a word as pdftotext sees it, in millimetres from the page's upper left
// corner. Its box reaches from the face's ascent to its descent.
type seen struct {
	text                     string
	left, top, right, bottom float64
}

// words gives the words of each page.
func words(t testing.TB, pdf []byte) [][]seen {
	t.Helper()
	var tree struct {
		Pages []struct {
			Words []struct {
				XMin float64 `xml:"xMin,attr"`
				YMin float64 `xml:"yMin,attr"`
				XMax float64 `xml:"xMax,attr"`
				YMax float64 `xml:"yMax,attr"`
				Text string  `xml:",chardata"`
			} `xml:"word"`
		} `xml:"body>doc>page"`
	}
	if err := xml.Unmarshal([]byte(judge.PDFText(t, pdf, "-bbox")), &tree); err != nil {
		t.Fatal(err)
	}
	pages := make([][]seen, len(tree.Pages))
	for i, p := range tree.Pages {
		for _, w := range p.Words {
			const mm = 25.4 / 72
			pages[i] = append(pages[i], seen{w.Text, w.XMin * mm, w.YMin * mm, w.XMax * mm, w.YMax * mm})
		}
	}
	return pages
}

// find gives the first word with the given text on a page.
func find(t testing.TB, page []seen, text string) seen {
	t.Helper()
	for _, w := range page {
		if w.text == text {
			return w
		}
	}
	t.Fatalf("the page has no word %q", text)
	return seen{}
}

func near(a, b float64) bool { return math.Abs(a-b) <= tolerance }

// onPage fails the test where a word lies outside the margins, other than the page's
// number, or upon another word.
func onPage(t testing.TB, pages [][]seen) {
	t.Helper()
	for i, page := range pages {
		for _, w := range page {
			number := i > 0 && near(w.top, 10)
			inside := w.left >= leftEdge-tolerance && w.right <= rightEdge+tolerance &&
				w.top >= topEdge-tolerance && w.bottom <= bottomEdge+tolerance
			if !inside && !number {
				t.Errorf("page %d: %q lies outside the margins: %.1f–%.1f × %.1f–%.1f", i+1, w.text, w.left, w.right, w.top, w.bottom)
			}
		}
		for j, a := range page {
			for _, b := range page[j+1:] {
				if overlap(a, b) {
					t.Errorf("page %d: %q lies upon %q", i+1, a.text, b.text)
				}
			}
		}
	}
}

// overlap reports whether two words share ink: boxes may touch, and reach above and
// below the letters.
func overlap(a, b seen) bool {
	const loose = 0.2
	ha, hb := (a.bottom-a.top)*loose, (b.bottom-b.top)*loose
	return a.left+loose < b.right-loose && b.left+loose < a.right-loose &&
		a.top+ha < b.bottom-hb && b.top+hb < a.bottom-ha
}

// fields gives all words of all pages in reading order, without the pages' numbers.
func fields(pages [][]seen) []string {
	var out []string
	for i, page := range pages {
		for _, w := range page {
			if i > 0 && near(w.top, 10) {
				continue
			}
			out = append(out, w.text)
		}
	}
	return out
}

// inked fails the test where a word that pdftotext finds is not to be seen: a face may
// lack a letter's drawing though the letter is in the text.
func inked(t testing.TB, pdf []byte) {
	t.Helper()
	const dpi = 100
	pages := words(t, pdf)
	for i, data := range judge.Pictures(t, pdf, dpi) {
		picture := decode(t, data)
		for _, w := range pages[i] {
			if !dark(picture, w, dpi/25.4) {
				t.Errorf("page %d: %q is invisible", i+1, w.text)
			}
		}
	}
}

func decode(t testing.TB, data []byte) image.Image {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// dark reports whether a picture has ink where a word is.
func dark(picture image.Image, w seen, scale float64) bool {
	for y := int(w.top * scale); y < int(math.Ceil(w.bottom*scale)); y++ {
		for x := int(w.left * scale); x < int(math.Ceil(w.right*scale)); x++ {
			if r, _, _, _ := picture.At(x, y).RGBA(); r < 0x8000 {
				return true
			}
		}
	}
	return false
}

// underlined reports whether a picture, of the given dots a millimetre, has a line along
// the foot of a word.
func underlined(picture image.Image, w seen, scale float64) bool {
	for y := w.bottom - 1.2; y < w.bottom; y += 1 / scale {
		whole := true
		for x := w.left + 0.2; x < w.right-0.2; x += 1 / scale {
			r, _, _, _ := picture.At(int(x*scale), int(y*scale)).RGBA()
			whole = whole && r < 0x8000
		}
		if whole {
			return true
		}
	}
	return false
}

// qpdf runs qpdf on a PDF and gives what it prints.
func qpdf(t testing.TB, pdf []byte, args ...string) string {
	t.Helper()
	in := filepath.Join(t.TempDir(), "in.pdf")
	if err := os.WriteFile(in, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(judge.Need(t, "qpdf"), append(args, in)...).Output()
	if err != nil {
		t.Fatalf("qpdf %s: %v", strings.Join(args, " "), err)
	}
	return string(out)
}
