package pdf

import (
	"bytes"
	"testing"

	"baocao/report/document"
)

func TestRender_OnABlankGivesTheSameBytes(t *testing.T) {
	upright := letter(t, paragraph("Kính gửi."))
	upright.Page.Profile.Header.PlaceDate.Italic = false
	upright.Page.Profile.Header.Draft.Italic = false
	narrow := letter(t, paragraph("Kính gửi."))
	narrow.Page.Profile.Paper.Height = 250
	for name, doc := range map[string]*document.Document{
		"usual": letter(t, paragraph("Kính gửi.")), "no italics": upright, "all faces": sixtyPages(t), "another paper": narrow,
	} {
		want, blank := render(t, doc), Begin()
		for range 2 { // the second finds the blank taken
			var got bytes.Buffer
			if err := Render(&got, doc, blank); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Bytes(), want) {
				t.Errorf("%s: another file on a blank than without", name)
			}
		}
	}
}
