package pdf

import (
	"encoding/binary"
	"encoding/xml"
	"math"
	"slices"
	"strings"
	"testing"

	"baocao/report/document"
	"baocao/report/internal/judge"
	"baocao/report/pdffile"
)

// catalogue opens a PDF at its catalogue.
func catalogue(t testing.TB, data []byte) (*pdffile.File, pdffile.Dict) {
	t.Helper()
	f, err := pdffile.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	root, err := f.Root()
	if err != nil {
		t.Fatal(err)
	}
	return f, root
}

func TestFinish_MetadataSayWhatThePropertiesSay(t *testing.T) {
	doc := quarter(t)
	doc.Title = `Báo cáo <quý I> & "những điều khác"`
	data := render(t, doc)
	f, root := catalogue(t, data)
	o, err := f.Resolve(root["Metadata"])
	if err != nil {
		t.Fatal(err)
	}
	var xmp struct {
		Description struct {
			Title    string `xml:"title>Alt>li"`
			Subject  string `xml:"description>Alt>li"`
			Author   string `xml:"creator>Seq>li"`
			Producer string
			Tool     string `xml:"CreatorTool"`
			Created  string `xml:"CreateDate"`
			Modified string `xml:"ModifyDate"`
		} `xml:"RDF>Description"`
	}
	if err := xml.Unmarshal(o.(*pdffile.Stream).Raw, &xmp); err != nil {
		t.Fatal(err)
	}
	info, err := f.Dict(f.Trailer["Info"])
	if err != nil {
		t.Fatal(err)
	}
	d := xmp.Description
	for name, got := range map[pdffile.Name]string{
		"Title": d.Title, "Subject": d.Subject, "Author": d.Author, "Producer": d.Producer, "Creator": d.Tool,
	} {
		if want := info[name].(pdffile.String).Text(); got != want || got == "" {
			t.Errorf("metadata: %s = %q, want %q", name, got, want)
		}
	}
	digits := strings.NewReplacer("-", "", "T", "", ":", "")
	for name, date := range map[pdffile.Name]string{"CreationDate": d.Created, "ModDate": d.Modified} {
		if got, want := "D:"+digits.Replace(date), info[name].(pdffile.String).Text(); got != want {
			t.Errorf("metadata: %s = %s, want %s", name, got, want)
		}
	}
	if got := judge.PDFInfo(t, data)["Title"]; got != doc.Title {
		t.Errorf("pdfinfo: title %q, want %q", got, doc.Title)
	}
}

func TestFinish_WhatAnArchiveAsksFor(t *testing.T) {
	doc := quarter(t)
	doc.Page.Attachment = &document.Attachment{Name: "so-lieu.json", Description: "Số liệu", Type: "application/json", Write: writing("{}")}
	data := render(t, doc)
	if !strings.HasPrefix(string(data), "%PDF-1.7\n%") || strings.Count(string(data[10:14]), "")-1 != 4 || slices.Min(data[10:14]) < 0x80 {
		t.Errorf("the file begins with %q", data[:20])
	}
	f, root := catalogue(t, data)
	files, err := f.Array(root["AF"])
	if err != nil || len(files) != 2 {
		t.Fatalf("%d associated files, want the figures and the seal; %v", len(files), err)
	}
	for i, want := range []pdffile.Name{"Data", "Supplement"} {
		spec, err := f.Dict(files[i])
		if err != nil || spec["AFRelationship"] != want {
			t.Errorf("associated file %d is %v, want %s; %v", i, spec["AFRelationship"], want, err)
		}
	}
	intents, err := f.Array(root["OutputIntents"])
	if err != nil || len(intents) != 1 {
		t.Errorf("%d output intents; %v", len(intents), err)
	}
	if root["Lang"] != pdffile.String("vi-VN") || root["MarkInfo"] == nil {
		t.Errorf("language %v, mark information %v", root["Lang"], root["MarkInfo"])
	}
}

// The profile's curve must be the same on every machine, although it is reckoned in
// floating point: none of its values lies near the middle of two whole numbers.
func TestSRGB(t *testing.T) {
	p := srgb()
	if got := int(binary.BigEndian.Uint32(p)); got != len(p) {
		t.Errorf("the header says %d bytes of %d", got, len(p))
	}
	for i := range curveLength {
		v := 65535 * light(float64(i)/(curveLength-1))
		if _, part := math.Modf(v); math.Abs(part-0.5) < 1e-6 {
			t.Errorf("point %d of the curve is %.9f, which another machine may round otherwise", i, v)
		}
	}
	// White is white: the primaries add to D50.
	for i, want := range []uint32{0xF6D6, 0x10000, 0xD32D} {
		sum := uint32(0)
		for _, tag := range []string{"rXYZ", "gXYZ", "bXYZ"} {
			at := strings.Index(string(p), tag)
			sum += binary.BigEndian.Uint32(p[binary.BigEndian.Uint32(p[at+4:])+8+4*uint32(i):])
		}
		if d := int(sum) - int(want); d < -16 || d > 16 {
			t.Errorf("the primaries add to %#x, want %#x", sum, want)
		}
	}
}
