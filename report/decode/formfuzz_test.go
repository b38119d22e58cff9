package decode_test

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"baocao/report/decode"
	"baocao/report/finding"
	"baocao/report/form"
	"baocao/report/period"
	"baocao/report/source"
	"baocao/report/spec"
	"baocao/report/xlsx"
	"baocao/samples/clerk"
)

// smallForm is a form of one indicator.
func smallForm(t testing.TB) []byte {
	t.Helper()
	tmpl, found := spec.Load(os.DirFS("../../samples/errors/V016-parts-missing/mau"), "mau", nil)
	if found.HasErrors() {
		t.Fatal(found[0].In(finding.VI))
	}
	p, _ := period.Parse("2022-Q1")
	var b bytes.Buffer
	if err := xlsx.Render(&b, form.Document(tmpl, form.Options{Unit: phuMinh, Period: p})); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var address = regexp.MustCompile(`^[A-Z]{1,3}[1-9][0-9]*$`)

// soundForm checks what is true of every form, whatever is in it.
func soundForm(t *testing.T, data []byte) {
	begin := time.Now()
	subs, list := decode.Submission(source.File{Path: "a.xlsx", Name: "a.xlsx", Data: data})
	if took := time.Since(begin); took > 5*time.Second {
		t.Fatalf("took %v", took)
	}
	for _, f := range list {
		if said := f.In(finding.VI) + f.In(finding.EN); strings.ContainsAny(said, "\x00\x1b\x7f") {
			t.Fatalf("finding %s reads %q", f.Code, said)
		}
		if f.Pos.File != "a.xlsx" || (f.Pos.Cell != "" && !address.MatchString(f.Pos.Cell)) {
			t.Fatalf("finding %s stands at %+v", f.Code, f.Pos)
		}
	}
	usable := true
	for _, s := range subs {
		usable = usable && s.Unit.Code != "" && !s.Period.IsZero()
		for _, fig := range s.Figures {
			usable = usable && !fig.Bad
			if !address.MatchString(fig.Pos().Cell) || fig.Indicator == "" {
				t.Fatalf("figure %+v", fig)
			}
		}
	}
	if (!usable || len(subs) == 0 && len(list) == 0) && !list.HasErrors() {
		t.Fatalf("unusable without an error: %+v", subs)
	}
}

// FuzzForm changes the sheet of a form's figures, and FuzzFormFile the file as a whole.
func FuzzForm(f *testing.F) {
	blank := smallForm(f)
	c := clerk.Open(f, blank)
	c.Put("TD04", "loai_don.khieu_nai", 3)
	c.Put("TD04", "loai_don.to_cao", "08")
	c.Put("TD04", "total", "trên 20")
	c.Put("TD04", "note", "Cả xã")
	filled := c.Save()
	const part = "xl/worksheets/sheet1.xml"
	for _, data := range [][]byte{blank, filled} {
		for _, p := range clerk.Unpack(f, data) {
			if p.Name == part {
				f.Add(p.Content)
			}
		}
	}
	parts := clerk.Unpack(f, filled)
	f.Fuzz(func(t *testing.T, sheet []byte) {
		changed := make([]clerk.Part, len(parts))
		for i, p := range parts {
			changed[i] = p
			if p.Name == part {
				changed[i].Content = sheet
			}
		}
		soundForm(t, clerk.Pack(t, changed...))
	})
}

func FuzzFormFile(f *testing.F) {
	f.Add(smallForm(f))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Fuzz(soundForm)
}
