package pdf

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"baocao/report/document"
	"baocao/report/pdffile"
)

// finish writes fpdf's file anew with what fpdf cannot write: the properties in both their
// forms, the meaning of its colours, the attachments with what they are to the document,
// and the seal. These are what PDF/A-3b (ISO 19005-3) asks of a file beyond what fpdf does;
// that the file conforms is claimed nowhere. The structure is what PDF/UA (ISO 14289) asks
// for, with the same reserve.
func finish(drawn []byte, doc *document.Document, data *packed, date time.Time, tags *tags) ([]byte, error) {
	f, err := pdffile.Read(drawn)
	if err != nil {
		return nil, err
	}
	objects, err := f.Objects()
	if err != nil {
		return nil, err
	}
	pages, err := f.Pages()
	if err != nil {
		return nil, err
	}
	for _, p := range pages {
		content := p.Dict["Contents"].(pdffile.Ref).Number - 1
		objects[content] = pdffile.Packed(nil, objects[content].(*pdffile.Stream).Raw)
	}
	root, info := f.Trailer["Root"].(pdffile.Ref), f.Trailer["Info"].(pdffile.Ref)
	w := finisher{objects, objects[root.Number-1].(pdffile.Dict), date}
	w.objects[info.Number-1] = w.properties(doc)
	w.describe(doc)
	w.structure(tags, pages)
	if data != nil {
		w.attach(data, "Data")
	}
	seal, err := pdffile.Of(w.objects, root, info).Seal()
	if err != nil {
		return nil, err
	}
	sealed, err := pack(&document.Attachment{Name: pdffile.SealName, Description: doc.Page.Seal, Type: "application/json",
		Write: func(w io.Writer) error {
			text, err := json.MarshalIndent(seal, "", "  ")
			if err == nil {
				_, err = w.Write(text)
			}
			return err
		}})
	if err != nil {
		return nil, err
	}
	w.attach(sealed, "Supplement")
	return pdffile.Write(w.objects, root, info), nil
}

// finisher adds to the objects of a file.
type finisher struct {
	objects   pdffile.Objects
	catalogue pdffile.Dict
	date      time.Time
}

// properties is the dictionary of the file's properties, which its metadata repeat.
func (w *finisher) properties(doc *document.Document) pdffile.Dict {
	date := pdffile.String(w.date.Format("D:20060102150405Z"))
	out := pdffile.Dict{"CreationDate": date, "ModDate": date}
	for name, value := range map[pdffile.Name]string{
		"Title": doc.Title, "Subject": doc.Subject, "Author": doc.Author, "Creator": doc.Generator, "Producer": doc.Generator,
	} {
		if value != "" {
			out[name] = pdffile.TextString(norm.NFC.String(value))
		}
	}
	return out
}

// describe writes into the catalogue what holds for the whole document.
func (w *finisher) describe(doc *document.Document) {
	metadata := &pdffile.Stream{Dict: pdffile.Dict{"Type": pdffile.Name("Metadata"), "Subtype": pdffile.Name("XML")}, Raw: w.metadata(doc)}
	w.catalogue["Lang"] = pdffile.String(language)
	w.catalogue["Metadata"] = w.objects.Add(metadata)
	w.catalogue["MarkInfo"] = pdffile.Dict{"Marked": true}
	w.catalogue["ViewerPreferences"] = pdffile.Dict{"DisplayDocTitle": true}
	w.catalogue["OutputIntents"] = pdffile.Array{pdffile.Dict{
		"Type": pdffile.Name("OutputIntent"), "S": pdffile.Name("GTS_PDFA1"),
		"OutputConditionIdentifier": pdffile.String("sRGB"), "Info": pdffile.String(profileName),
		"DestOutputProfile": w.objects.Add(colours()),
	}}
	w.catalogue["Names"] = pdffile.Dict{"EmbeddedFiles": pdffile.Dict{"Names": pdffile.Array{}}}
	w.catalogue["AF"] = pdffile.Array{}
}

// packed is an attachment that is ready to be put into the document.
type packed struct {
	*document.Attachment
	stream *pdffile.Stream
	size   int // before it was packed, in bytes
}

// pack makes an attachment ready; none where there is none.
func pack(a *document.Attachment) (*packed, error) {
	if a == nil {
		return nil, nil
	}
	stream, size, err := pdffile.Pack(pdffile.Dict{"Type": pdffile.Name("EmbeddedFile"), "Subtype": pdffile.Name(a.Type)}, a.Write)
	if err != nil {
		return nil, fmt.Errorf("attach %s: %w", a.Name, err)
	}
	return &packed{a, stream, size}, nil
}

// attach puts a file into the document; relation says what it is to it.
func (w *finisher) attach(a *packed, relation pdffile.Name) {
	stream := *a.stream // of a blank, to be drawn on again
	stream.Dict = maps.Clone(stream.Dict)
	stream.Dict["Params"] = pdffile.Dict{"Size": pdffile.IntOf(a.size), "ModDate": pdffile.String(w.date.Format("D:20060102150405Z"))}
	data := w.objects.Add(&stream)
	name := pdffile.TextString(norm.NFC.String(a.Name))
	spec := w.objects.Add(pdffile.Dict{
		"Type": pdffile.Name("Filespec"), "F": name, "UF": name, "Desc": pdffile.TextString(norm.NFC.String(a.Description)),
		"EF": pdffile.Dict{"F": data, "UF": data}, "AFRelationship": relation,
	})
	w.catalogue["AF"] = append(w.catalogue["AF"].(pdffile.Array), spec)
	tree := w.catalogue["Names"].(pdffile.Dict)["EmbeddedFiles"].(pdffile.Dict)
	names := tree["Names"].(pdffile.Array)
	at := 0
	for at < len(names) && names[at].(pdffile.String) < name { // a tree of names is in order
		at += 2
	}
	tree["Names"] = slices.Insert(names, at, pdffile.Object(name), pdffile.Object(spec))
}

// metadata says in XMP what the properties say.
func (w *finisher) metadata(doc *document.Document) []byte {
	date := w.date.Format("2006-01-02T15:04:05Z")
	var b bytes.Buffer
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n" +
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"" +
		" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n")
	for _, p := range []struct{ element, value, form string }{
		{"dc:title", doc.Title, "<rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt>"},
		{"dc:description", doc.Subject, "<rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt>"},
		{"dc:creator", doc.Author, "<rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq>"},
		{"dc:language", language, "<rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag>"},
		{"pdf:Producer", doc.Generator, "%s"},
		{"xmp:CreatorTool", doc.Generator, "%s"},
		{"xmp:CreateDate", date, "%s"},
		{"xmp:ModifyDate", date, "%s"},
	} {
		if p.value != "" {
			fmt.Fprintf(&b, "<%s>"+p.form+"</%s>\n", p.element, inXML(norm.NFC.String(p.value)), p.element)
		}
	}
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return b.Bytes()
}

func inXML(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err) // a builder takes every write
	}
	return b.String()
}
