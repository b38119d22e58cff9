package pdf

import (
	"bytes"
	"io"
	"testing"

	"baocao/report/document"
)

func TestRender_OnABlankGivesTheSameBytes(t *testing.T) {
	upright := letter(t, paragraph("Kính gửi."))
	upright.Page.Profile.Header.PlaceDate.Italic = false
	upright.Page.Profile.Header.Draft.Italic = false
	narrow := letter(t, paragraph("Kính gửi."))
	narrow.Page.Profile.Paper.Height = 250
	attached := letter(t, paragraph("Kính gửi."))
	attached.Page.Attachment = &document.Attachment{Name: "so-lieu.json", Write: writing("{}")}
	for name, doc := range map[string]*document.Document{
		"usual": letter(t, paragraph("Kính gửi.")), "no italics": upright, "all faces": sixtyPages(t), "another paper": narrow, "attached": attached,
	} {
		want, blank := render(t, doc), Begin()
		blank.Attach(doc.Page.Attachment)
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

func TestBlank_PacksAheadOnlyWhatTheDocumentCarries(t *testing.T) {
	doc := letter(t)
	written := 0
	doc.Page.Attachment = &document.Attachment{Name: "so-lieu.json", Write: func(w io.Writer) error {
		written++ // only one core at a time may come here
		return writing("{}")(w)
	}}
	want, blank := render(t, doc), Begin()
	for _, test := range []struct {
		ahead *document.Attachment
		times int // the attachment is written, for two files
	}{
		{doc.Page.Attachment, 1},
		{&document.Attachment{Name: "khac.json", Write: writing("[]")}, 2},
		{nil, 2},
	} {
		written = 0
		blank.Attach(test.ahead)
		for range 2 {
			var got bytes.Buffer
			if err := Render(&got, doc, blank); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Bytes(), want) {
				t.Errorf("another file than without a blank, %v packed ahead", test.ahead)
			}
		}
		if written != test.times {
			t.Errorf("the attachment was written %d times, want %d; %v packed ahead", written, test.times, test.ahead)
		}
	}
}
