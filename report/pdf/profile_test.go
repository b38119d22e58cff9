package pdf

import (
	"image"
	"math"
	"os"
	"strings"
	"testing"

	"baocao/report/document"
	"baocao/report/internal/judge"
	"baocao/report/spec"
)

// The official layouts, measured from the file by programs that are none of ours: what is
// on the page is what the profile says, and what the profile says is what the rules do.

// official is what the rules say of a layout, from DOMAIN's sources; points and millimetres.
type official struct {
	name          string
	left, right   float64 // edges of the text
	top, bottom   float64
	national      []string // its lines
	nationalSizes []float64
	star          bool // "*" below the body; else a rule of a third to a half of its length
	number        string
	authority     string
	position      string
	positionBold  bool
	kind, list    float64 // sizes
	headFace      string  // of "Nơi nhận:"
	headSize      float64
}

var officials = []official{
	{"hd36", 30, 195, 20, 277, []string{"ĐẢNG CỘNG SẢN VIỆT NAM"}, []float64{15}, true, "Số 07-BC/BDVHU", "K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", false, 16, 12, "", 14},
	{"hd05", 30, 195, 20, 277, []string{"ĐẢNG CỘNG SẢN VIỆT NAM"}, []float64{15}, true, "Số 07-BC/BDVHU", "K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", false, 16, 12, "", 14},
	{"nd30", 30, 195, 20, 277, []string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"}, []float64{13, 14}, false,
		"Số: 07/BC-UBND", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", true, 14, 11, "BI", 12},
}

// in is the report of three pages in the layout.
func (o official) in(t testing.TB) *document.Document {
	t.Helper()
	doc := quarter(t)
	p, err := spec.LoadLayout(os.DirFS("../../templates"), o.name)
	if err != nil {
		t.Fatal(err)
	}
	doc.Page.Profile = p
	doc.Page.Number = o.number
	doc.Page.Signature.Authority, doc.Page.Signature.Position = o.authority, o.position
	return doc
}

// each runs a test on every official layout.
func each(t *testing.T, test func(t *testing.T, o official, doc *document.Document, pdf []byte)) {
	for _, o := range officials {
		t.Run(o.name, func(t *testing.T) {
			doc := o.in(t)
			test(t, o, doc, render(t, doc))
		})
	}
}

// pieceOf gives the first piece of text that is, or begins with, the given one.
func pieceOf(t testing.TB, pieces []judge.Piece, text string) judge.Piece {
	t.Helper()
	for _, p := range pieces {
		if strings.HasPrefix(p.Text, text) {
			return p
		}
	}
	t.Fatalf("no text begins with %q", text)
	return judge.Piece{}
}

// lettering fails the test where a text has another size or face than wanted.
func lettering(t testing.TB, pieces []judge.Piece, text string, size float64, face string) {
	t.Helper()
	if p := pieceOf(t, pieces, text); math.Abs(p.Size-size) > 0.1 || p.Face != face {
		t.Errorf("%q is set in %g pt %q, want %g pt %q", text, p.Size, p.Face, size, face)
	}
}

func TestLayouts_Margins(t *testing.T) {
	each(t, func(t *testing.T, o official, doc *document.Document, pdf []byte) {
		m := doc.Page.Profile.Margins
		if float64(m.Left) != o.left || 210-float64(m.Right) != o.right || float64(m.Top) != o.top || 297-float64(m.Bottom) != o.bottom {
			t.Errorf("the profile's margins are %+v", m)
		}
		pages := words(t, pdf)
		onPage(t, pages)
		for i, page := range pages {
			left, right := 1000.0, 0.0
			for _, w := range page {
				left, right = min(left, w.left), max(right, w.right)
			}
			t.Logf("page %d: text from %.2f to %.2f mm", i+1, left, right)
			if !near(left, o.left) || !near(right, o.right) || !near(right-left, 165) {
				t.Errorf("page %d: text from %.2f to %.2f mm, want %g to %g", i+1, left, right, o.left, o.right)
			}
		}
	})
}

func TestLayouts_PageNumber(t *testing.T) {
	each(t, func(t *testing.T, o official, _ *document.Document, pdf []byte) {
		pages := words(t, pdf)
		for i, page := range pages {
			number := page[0]
			for _, w := range page {
				if w.top < number.top {
					number = w
				}
			}
			if i == 0 {
				if number.top < o.top {
					t.Errorf("page 1 has %q above its text", number.text)
				}
				continue
			}
			t.Logf("page %d: number at %.2f mm, middle at %.2f mm", i+1, number.top, (number.left+number.right)/2)
			if !near(number.top, 10) || !near((number.left+number.right)/2, (o.left+o.right)/2) {
				t.Errorf("page %d: %q at %.2f mm, middle at %.2f", i+1, number.text, number.top, (number.left+number.right)/2)
			}
		}
		for _, p := range judge.PDFPieces(t, pdf) {
			if p.Page > 1 && near(p.Top, 10) && (p.Size != 14 || p.Face != "") {
				t.Errorf("page %d: its number is set in %g pt %q, want 14 pt", p.Page, p.Size, p.Face)
			}
		}
	})
}

func TestLayouts_Header(t *testing.T) {
	each(t, func(t *testing.T, o official, doc *document.Document, pdf []byte) {
		pieces := judge.PDFPieces(t, pdf)
		for i, text := range o.national {
			lettering(t, pieces, text, o.nationalSizes[i], "B")
		}
		form := doc.Page.Profile.Header
		lettering(t, pieces, doc.Page.Superior, float64(form.Superior.Size), "")
		lettering(t, pieces, doc.Page.Body, float64(form.Body.Size), "B")
		lettering(t, pieces, doc.Page.Number, float64(form.Number.Size), "")
		lettering(t, pieces, doc.Page.PlaceDate, 14, "I")

		superior, body, number := pieceOf(t, pieces, doc.Page.Superior), pieceOf(t, pieces, doc.Page.Body), pieceOf(t, pieces, doc.Page.Number)
		national, place := pieceOf(t, pieces, o.national[len(o.national)-1]), pieceOf(t, pieces, doc.Page.PlaceDate)
		for _, c := range [][2]judge.Piece{{superior, body}, {body, number}, {national, place}} {
			if !near(middle(c[0]), middle(c[1])) {
				t.Errorf("%q and %q are not centred on one line: %.2f, %.2f mm", c[0].Text, c[1].Text, middle(c[0]), middle(c[1]))
			}
		}
		if !near(base(number), base(place)) || !near(base(superior), base(pieceOf(t, pieces, o.national[0]))) {
			t.Errorf("lines of both blocks are not level: %.2f, %.2f; %.2f, %.2f mm", base(superior), base(national), base(number), base(place))
		}
		if left := min(superior.Left, body.Left, number.Left); left < o.left-tolerance {
			t.Errorf("the left block begins at %.2f mm", left)
		}

		const dpi = 150
		picture := decode(t, judge.Pictures(t, pdf, dpi)[0])
		length := func(p judge.Piece) float64 { return ruleBelow(picture, p, dpi/25.4) }
		t.Logf("%s: %.2f mm long, its rule %.2f; rule below %s (%.2f): %.2f", national.Text, national.Width, length(national), body.Text, body.Width, length(body))
		if got := length(national); !near(got, national.Width) {
			t.Errorf("the rule below the national title is %.2f mm long, want %.2f", got, national.Width)
		}
		if o.star {
			if star := pieceOf(t, pieces, "*"); !near(middle(star), middle(body)) || length(body) > 0 {
				t.Errorf("* at %.2f mm, want %.2f; a rule below the body: %.2f mm", middle(star), middle(body), length(body))
			}
			return
		}
		if share := length(body) / body.Width; share < 1.0/3-0.01 || share > 0.51 {
			t.Errorf("the rule below the body is %.2f of its length, want a third to a half", share)
		}
	})
}

func middle(p judge.Piece) float64 { return p.Left + p.Width/2 }

// base is about where the letters of a piece stand: pieces of two sizes on one line have
// different tops.
func base(p judge.Piece) float64 { return p.Top + ascent*p.Size*25.4/72 }

// ruleBelow gives the length in millimetres of the rule that stands at most 3 mm below the
// letters of a piece; 0 when there is none.
func ruleBelow(picture image.Image, p judge.Piece, scale float64) float64 {
	longest := 0
	for y := int((base(p) + 0.9) * scale); y < int((base(p)+3)*scale); y++ {
		run := 0
		for x := int((p.Left - 5) * scale); x < int((p.Left+p.Width+5)*scale); x++ {
			if r, _, _, _ := picture.At(x, y).RGBA(); r < 0x8000 {
				run++
				longest = max(longest, run)
				continue
			}
			run = 0
		}
	}
	if length := float64(longest) / scale; length > 5 {
		return length
	}
	return 0
}

func TestLayouts_SubjectAndText(t *testing.T) {
	each(t, func(t *testing.T, o official, doc *document.Document, pdf []byte) {
		pieces := judge.PDFPieces(t, pdf)
		kind := pieceOf(t, pieces, "BÁO CÁO")
		lettering(t, pieces, "BÁO CÁO", o.kind, "B")
		lettering(t, pieces, "kết quả công tác", 14, "B")
		if want := (o.left + o.right) / 2; !near(middle(kind), want) {
			t.Errorf("BÁO CÁO is centred on %.2f mm, want %.2f", middle(kind), want)
		}
		lettering(t, pieces, "I- TÌNH HÌNH", 14, "B")
		lettering(t, pieces, "1. Công tác tham mưu", 14, "B")

		var text []seen
		page := words(t, pdf)[0]
		heading := find(t, page, "TÌNH")
		for _, w := range page {
			if w.top > heading.bottom+1 {
				text = append(text, w)
			}
		}
		first := text[0]
		indent, size := first.left-o.left, (first.bottom-first.top)/(ascent+descent)*72/25.4
		step := 0.0
		for _, w := range text {
			if w.top > first.top+1 {
				step = (w.top - first.top) * 72 / 25.4
				break
			}
		}
		t.Logf("first line indented %.2f mm, %.2f pt letters, %.2f pt from line to line", indent, size, step)
		if !near(indent, 10) || math.Abs(size-14) > 0.1 || math.Abs(step-18) > 0.1 {
			t.Errorf("text: indent %.2f mm, %.2f pt, lines %.2f pt apart; want 10, 14, 18", indent, size, step)
		}
	})
}

func TestLayouts_End(t *testing.T) {
	each(t, func(t *testing.T, o official, doc *document.Document, pdf []byte) {
		pieces := judge.PDFPieces(t, pdf)
		face := ""
		if o.positionBold {
			face = "B"
		}
		for _, line := range strings.Split(o.authority, "\n") {
			lettering(t, pieces, line, 14, "B")
		}
		lettering(t, pieces, o.position, 14, face)
		lettering(t, pieces, doc.Page.Signature.Name, 14, "B")
		lettering(t, pieces, "Nơi nhận", o.headSize, o.headFace)
		lettering(t, pieces, "- Thường trực Huyện uỷ", o.list, "")
		position, name := pieceOf(t, pieces, o.position), pieceOf(t, pieces, doc.Page.Signature.Name)
		t.Logf("name %.2f mm below the position, centred on %.2f and %.2f mm", base(name)-base(position), middle(name), middle(position))
		if got := base(name) - base(position); !near(got, 5*18*25.4/72) || !near(middle(name), middle(position)) {
			t.Errorf("the name stands %.2f mm below the position, want 31.75 for 4 empty lines", got)
		}
		if got := pieceOf(t, pieces, "Nơi nhận"); !near(got.Left, o.left) {
			t.Errorf("the recipients begin at %.2f mm, want %g", got.Left, o.left)
		}
	})
}

// A typist breaks a long name before a part of it, never between the two syllables of a word.
func TestHeader_LongNamesBreakBetweenTheirParts(t *testing.T) {
	for _, c := range []struct{ name, first, second string }{
		{"BAN TUYÊN GIÁO VÀ DÂN VẬN", "BAN TUYÊN GIÁO", "VÀ DÂN VẬN"},
		{"ỦY BAN NHÂN DÂN XÃ MINH HOẠ", "ỦY BAN NHÂN DÂN", "XÃ MINH HOẠ"},
		{"ỦY BAN NHÂN DÂN THÀNH PHỐ CAO LÃNH", "ỦY BAN NHÂN DÂN", "THÀNH PHỐ CAO LÃNH"},
		{"TỈNH UỶ BÀ RỊA - VŨNG TÀU", "TỈNH UỶ", "BÀ RỊA - VŨNG TÀU"},
		{"MỘT TÊN CÓ XUỐNG DÒNG\nDO NGƯỜI SOẠN ĐẶT", "MỘT TÊN CÓ XUỐNG DÒNG", "DO NGƯỜI SOẠN ĐẶT"},
	} {
		doc := officials[2].in(t)
		doc.Page.Body = c.name
		pieces := judge.PDFPieces(t, render(t, doc))
		first, second := pieceOf(t, pieces, strings.Fields(c.first)[0]+" "+strings.Fields(c.first)[1]), pieceOf(t, pieces, strings.Fields(c.second)[0]+" "+strings.Fields(c.second)[1])
		if first.Text != c.first || second.Text != c.second {
			t.Errorf("%s is set as %q, %q", c.name, first.Text, second.Text)
		}
	}
}
