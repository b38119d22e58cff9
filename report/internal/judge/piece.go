package judge

import (
	"encoding/xml"
	"html"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Piece is a stretch of a PDF's text in one face and size, as pdftohtml sees it.
type Piece struct {
	Page                     int // counted from 1
	Text                     string
	Left, Top, Width, Height float64 // millimetres from the upper left corner
	Size                     float64 // points
	Face                     string  // "", "B", "I" or "BI"
}

// zoom is the most that pdftohtml enlarges: it rounds to whole dots.
const zoom = 3

var tags = regexp.MustCompile(`<[^>]*>`)

// PDFPieces gives the text of a PDF with its faces and sizes.
func PDFPieces(t testing.TB, pdf []byte) []Piece {
	t.Helper()
	var tree struct {
		Pages []struct {
			Number int `xml:"number,attr"`
			Fonts  []struct {
				ID     string  `xml:"id,attr"`
				Size   float64 `xml:"size,attr"`
				Family string  `xml:"family,attr"`
			} `xml:"fontspec"`
			Texts []struct {
				Top    float64 `xml:"top,attr"`
				Left   float64 `xml:"left,attr"`
				Width  float64 `xml:"width,attr"`
				Height float64 `xml:"height,attr"`
				Font   string  `xml:"font,attr"`
				Inner  string  `xml:",innerxml"`
			} `xml:"text"`
		} `xml:"page"`
	}
	out := run(t, "pdftohtml", "-xml", "-i", "-stdout", "-zoom", strconv.Itoa(zoom), temporary(t, "in.pdf", pdf))
	if err := xml.Unmarshal([]byte(out), &tree); err != nil {
		t.Fatal(err)
	}
	type font struct {
		size float64
		face string
	}
	fonts := map[string]font{}
	const mm = 25.4 / 72 / zoom
	var pieces []Piece
	for _, page := range tree.Pages {
		for _, f := range page.Fonts {
			face := strings.TrimLeft(f.Family, "abcdefghijklmnopqrstuvwxyz0123456789")
			fonts[f.ID] = font{f.Size / zoom, face}
		}
		for _, text := range page.Texts {
			pieces = append(pieces, Piece{Page: page.Number, Text: strings.TrimSpace(html.UnescapeString(tags.ReplaceAllString(text.Inner, ""))),
				Left: text.Left * mm, Top: text.Top * mm, Width: text.Width * mm, Height: text.Height * mm,
				Size: fonts[text.Font].size, Face: fonts[text.Font].face})
		}
	}
	return pieces
}
