package pdffile

import (
	"bytes"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// small is a file of one page with something of everything.
func small() (Objects, Ref, Ref) {
	var o Objects
	root, info := o.Add(nil), o.Add(Dict{"Title": TextString("Báo cáo (quý I) \\ \r\n")})
	tree := o.Add(nil)
	content := o.Add(Packed(nil, []byte("BT /F1 12 Tf (a) Tj ET")))
	font := o.Add(Dict{"Type": Name("Font"), "BaseFont": Name("A#B C"), "W": Array{Number("-1.50"), IntOf(2), true, nil}})
	page := o.Add(Dict{"Type": Name("Page"), "Parent": tree, "Contents": content, "Resources": Dict{"Font": Dict{"F1": font}}})
	o[tree.Number-1] = Dict{"Type": Name("Pages"), "Kids": Array{page}, "Count": IntOf(1), "MediaBox": Array{IntOf(0), IntOf(0), IntOf(595), IntOf(842)}}
	o[root.Number-1] = Dict{"Type": Name("Catalog"), "Pages": tree}
	return o, root, info
}

func open(t testing.TB, data []byte) *File {
	t.Helper()
	f, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func sealOf(t testing.TB, f *File) Seal {
	t.Helper()
	s, err := f.Seal()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestWrite_ReadsBackTheSame(t *testing.T) {
	objects, root, info := small()
	f := open(t, Write(objects, root, info))
	again, err := f.Objects()
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range objects {
		got := again[i]
		if s, ok := got.(*Stream); ok {
			delete(s.Dict, "Length")
			want = &Stream{Dict: want.(*Stream).Dict, Raw: want.(*Stream).Raw}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("object %d = %#v, want %#v", i+1, got, want)
		}
	}
	if got, want := sealOf(t, f), sealOf(t, Of(objects, root, info)); !reflect.DeepEqual(got, want) {
		t.Errorf("seal of what was read = %+v, want that of what was written %+v", got, want)
	}
}

func TestStrings_OfAnyBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := String(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"))
		var b bytes.Buffer
		writeObject(&b, Array{want, Name(want)})
		s := scanner{data: b.Bytes()}
		got, err := s.value()
		if err != nil || !reflect.DeepEqual(got, Array{want, Name(want)}) {
			t.Fatalf("%q reads back as %v, %v", b.String(), got, err)
		}
		text := rapid.String().Draw(t, "text")
		if got := TextString(text).Text(); got != strings.ToValidUTF8(text, "\uFFFD") {
			t.Fatalf("text %q reads back as %q", text, got)
		}
	})
}

func TestScanner_FormsThatOthersWrite(t *testing.T) {
	for written, want := range map[string]Object{
		"(a\\\nb\\101\\7(c)\\))": String("abA\a(c))"),
		"(a\r\nb\rc)":            String("a\nb\nc"),
		"<48 6 5 7>":             String("Hep"),
		"/A#42#zz":               Name("AB#zz"),
		"[1 0 R 2 0 3]":          Array{Ref{1, 0}, Number("2"), Number("0"), Number("3")},
		"<</A[]/B<</C(x)>>>>":    Dict{"A": Array{}, "B": Dict{"C": String("x")}},
		"% comment\n -.5":        Number("-.5"),
		"+17":                    Number("+17"),
	} {
		s := scanner{data: []byte(written), refs: true}
		if got, err := s.value(); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q = %#v, %v; want %#v", written, got, err, want)
		}
	}
	for _, wrong := range []string{"", "(", "<4", "[1", "<</A", "<</A 1/A 2>>", "<<1 2>>", ">", "]", "endobj", strings.Repeat("[", 100000)} {
		s := scanner{data: []byte(wrong), refs: true}
		if got, err := s.value(); err == nil {
			t.Errorf("%.20q is taken for %#v", wrong, got)
		}
	}
}

func TestWhole_KnowsAFileByEachByte(t *testing.T) {
	data := Write(small())
	if end, ok := Whole(data); !ok || end != len(data) {
		t.Fatalf("Whole = %d, %t, want %d", end, ok, len(data))
	}
	more := append(slices.Clone(data), "1 0 obj\n(later)\nendobj\n\n%%EOF\n"...)
	if end, ok := Whole(more); !ok || end != len(data) {
		t.Errorf("with something appended: %d, %t, want %d", end, ok, len(data))
	}
	for at := range data {
		changed := slices.Clone(data)
		changed[at] ^= 1
		if _, ok := Whole(changed); ok {
			t.Errorf("byte %d of %d changed, and it is taken for whole", at, len(data))
		}
		if !Ours(changed) {
			t.Errorf("byte %d of %d changed, and it is not known for ours", at, len(data))
		}
	}
}

// What says the same in another form has the same digest; what says something else has not.
func TestSeal_GoesByMeaning(t *testing.T) {
	objects, root, info := small()
	want := sealOf(t, Of(objects, root, info))

	page := objects[5].(Dict)
	page["Resources"] = objects.Add(page["Resources"])
	page["MediaBox"] = Array{Number("0.0"), IntOf(0), Number("595.00"), IntOf(842)}
	page["Annots"] = nil
	if got := sealOf(t, Of(objects, root, info)); !reflect.DeepEqual(got, want) {
		t.Errorf("the same in another form: %+v, want %+v", got, want)
	}
	objects[4].(Dict)["BaseFont"] = Name("Other")
	if got := sealOf(t, Of(objects, root, info)); got.Pages[0].Resources == want.Pages[0].Resources || got.Pages[0].Shape != want.Pages[0].Shape {
		t.Error("another font is not found, or found elsewhere")
	}
	objects[root.Number-1].(Dict)["AcroForm"] = Dict{"Fields": Array{}}
	if got := sealOf(t, Of(objects, root, info)); got.Catalogue != want.Catalogue {
		t.Error("a form without fields counts as a change")
	}
	objects[root.Number-1].(Dict)["AcroForm"] = Dict{"XFA": String("x")}
	if got := sealOf(t, Of(objects, root, info)); got.Catalogue == want.Catalogue {
		t.Error("a form in XFA is not found")
	}
	objects[root.Number-1].(Dict)["AcroForm"] = nil
	objects[root.Number-1].(Dict)["Names"] = Dict{"JavaScript": Dict{}}
	if got := sealOf(t, Of(objects, root, info)); got.Catalogue == want.Catalogue {
		t.Error("a script is not found")
	}
}

// hostile are files that would keep a trusting reader busy for ever.
func hostile() map[string][]byte {
	file := func(objects string, trailer string) []byte {
		var b bytes.Buffer
		b.WriteString("%PDF-1.7\n")
		var places []int
		for part := range strings.SplitSeq(objects, ";") {
			places = append(places, b.Len())
			fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(places), part)
		}
		start := b.Len()
		fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(places)+1)
		for _, p := range places {
			fmt.Fprintf(&b, "%010d 00000 n \n", p)
		}
		fmt.Fprintf(&b, "trailer\n<<%s>>\nstartxref\n%d\n%%%%EOF\n", trailer, start)
		return b.Bytes()
	}
	bomb := Packed(nil, make([]byte, maxUnpacked+1))
	var packed bytes.Buffer
	writeObject(&packed, bomb)
	return map[string][]byte{
		"pages within themselves": file("<</Pages 2 0 R>>;<</Kids[2 0 R]>>", "/Root 1 0 R"),
		"a length of itself":      file("<</Pages 2 0 R>>;<</Length 2 0 R>>stream\n\nendstream", "/Root 1 0 R"),
		"a reference to itself":   file("1 0 R", "/Root 1 0 R"),
		"sections in a circle":    []byte("%PDF-1.7\nxref\n0 0\ntrailer\n<</Prev 9>>\nstartxref\n9\n%%EOF\n"),
		"a bomb":                  file("<</Pages 2 0 R>>;<</Kids[3 0 R]>>;<</Contents 4 0 R>>;"+packed.String(), "/Root 1 0 R"),
		"encrypted":               file("<</Pages 2 0 R>>", "/Root 1 0 R/Encrypt<</V 1>>"),
		"no end":                  []byte("%PDF-1.7\n"),
	}
}

func TestRead_OfHostileFilesEnds(t *testing.T) {
	for name, data := range hostile() {
		start := time.Now()
		f, err := Read(data)
		if err == nil {
			_, err = f.Seal()
		}
		if err == nil {
			t.Errorf("%s: no error", name)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(Write(small()))
	for name, data := range hostile() {
		if name != "a bomb" {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Read(data)
		if err != nil {
			return
		}
		seal, err := file.Seal()
		if err != nil {
			return
		}
		objects, err := file.Objects()
		root, isRef := file.Trailer["Root"].(Ref)
		if err != nil || !isRef || root.Generation != 0 {
			return
		}
		again, err := Read(Write(objects, root, root))
		if err != nil {
			t.Fatalf("what was written is not read: %v", err)
		}
		sealed, err := again.Seal()
		if err != nil {
			t.Fatalf("what was written is not sealed: %v", err)
		}
		sealed.Properties = seal.Properties // the trailer's, which was not carried over
		if !reflect.DeepEqual(sealed, seal) {
			t.Errorf("written anew it says %+v, was %+v", sealed, seal)
		}
	})
}

// What is packed as it comes is what is packed at once, whatever the pieces are.
func TestPack_IsPackedInPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SliceOfN(rapid.SliceOfN(rapid.Byte(), 0, 100), 0, 30).Draw(t, "pieces")
		pieces = append(pieces, bytes.Repeat([]byte("số liệu "), rapid.IntRange(0, 20000).Draw(t, "many")))
		all := bytes.Join(pieces, nil)
		want := Packed(Dict{"Type": Name("EmbeddedFile")}, all)
		got, size, err := Pack(Dict{"Type": Name("EmbeddedFile")}, func(w io.Writer) error {
			for _, piece := range pieces {
				if _, err := w.Write(piece); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || size != len(all) {
			t.Fatalf("%d bytes, want %d; %v", size, len(all), err)
		}
		if !bytes.Equal(got.Raw, want.Raw) || !reflect.DeepEqual(got.Dict, want.Dict) {
			t.Errorf("packed otherwise than at once")
		}
		f := Of(Objects{}, Ref{}, Ref{})
		if data, err := f.Decode(got); err != nil || !bytes.Equal(data, all) {
			t.Errorf("unpacked to %d bytes, want %d; %v", len(data), len(all), err)
		}
		if sum, err := f.sum(got); err != nil || sum != sumOf(all) {
			t.Errorf("digest %s, want %s; %v", sum, sumOf(all), err)
		}
	})
}
