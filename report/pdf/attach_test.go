package pdf

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"baocao/report/document"
)

// writing gives an attachment its text.
func writing(text string) func(w io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

func TestRender_TellsWhyAnAttachmentIsNotMade(t *testing.T) {
	full := errors.New("the attachment is at fault")
	doc := letter(t)
	doc.Page.Attachment = &document.Attachment{Name: "so-lieu.json", Write: func(w io.Writer) error {
		return errors.Join(writing("{")(w), full)
	}}
	var out bytes.Buffer
	err := Render(&out, doc, nil)
	if !errors.Is(err, full) || !strings.Contains(err.Error(), "so-lieu.json") {
		t.Errorf("error = %v, want one that names the file and has the reason", err)
	}
	if out.Len() > 0 {
		t.Errorf("%d bytes were written all the same", out.Len())
	}
}

// The attachment is made while the pages are drawn. Where they cannot be drawn, nothing goes
// on behind the caller's back.
func TestRender_LeavesNoAttachmentBehind(t *testing.T) {
	made := false // the race detector watches it too
	doc := letter(t)
	doc.Page.Subject += " ✓"
	doc.Page.Attachment = &document.Attachment{Name: "so-lieu.json", Write: func(w io.Writer) error {
		time.Sleep(100 * time.Millisecond)
		made = true
		return writing("{}")(w)
	}}
	if err := Render(io.Discard, doc, nil); err == nil || !strings.Contains(err.Error(), "U+2713") {
		t.Errorf("error = %v, want one that names the sign", err)
	}
	if !made {
		t.Error("the attachment was still being made when Render was done")
	}
}
