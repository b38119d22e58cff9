package decode

import (
	"strings"

	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/source"
)

// Document reads who issues a report and how it is signed, from the map that submissions
// and an office's settings share. Nothing gives the zero Document.
func Document(n source.Node) (figures.Document, finding.List) {
	r := &reader{}
	d := r.documentFields(n)
	return d, r.list
}

// document reads the field of a submission; nil when it is left empty.
func (r *reader) document(e source.Entry) *figures.Document {
	if e.Value.Kind == source.Null {
		return nil
	}
	d := r.documentFields(e.Value)
	d.Pos = e.Pos()
	return &d
}

func (r *reader) documentFields(n source.Node) figures.Document {
	d := figures.Document{Pos: n.Pos()}
	r.fields(n,
		field{"number", func(e source.Entry) { d.Number = r.documentNumber(e.Value) }},
		r.into("symbol", &d.Symbol),
		field{"issuer", func(e source.Entry) {
			r.fields(e.Value, r.into("superior", &d.Superior), r.into("body", &d.Body))
		}},
		r.into("place", &d.Place),
		field{"date", func(e source.Entry) { d.Date, _ = r.day(e.Value) }},
		field{"signer", func(e source.Entry) {
			r.fields(e.Value, field{"authority", func(e source.Entry) { d.Authority = r.authority(e.Value) }}, r.into("position", &d.Position), r.into("name", &d.SignerName))
		}},
		field{"recipients", func(e source.Entry) { d.Recipients = r.recipients(e.Value) }},
		r.into("draft", &d.Draft),
		r.into("urgency", &d.Urgency))
	return d
}

// documentNumber reads the document's number, which is digits as the clerk writes them: 07.
func (r *reader) documentNumber(n source.Node) string {
	text, ok := r.text(n)
	if !ok || strings.Trim(text, "0123456789") == "" {
		return text
	}
	r.list.Add(finding.New(finding.NotNumber, n.Pos(), source.Excerpt(text)).Hinted(
		"chỉ ghi chữ số; ký hiệu (BC/BDVHU) ghi ở mục symbol", "digits alone; the symbol (BC/BDVHU) goes into the field symbol"))
	return ""
}

// authority reads for whom the signer signs: one line, or a list of them, as in
// "TM. UỶ BAN NHÂN DÂN" above "KT. CHỦ TỊCH".
func (r *reader) authority(n source.Node) string {
	if n.Kind != source.List {
		text, _ := r.text(n)
		return text
	}
	return strings.Join(r.recipients(n), "\n")
}

func (r *reader) recipients(n source.Node) []string {
	if n.Kind == source.Scalar || n.Kind == source.Map {
		r.wrongShape(n, oneList)
		return nil
	}
	var all []string
	for _, item := range n.Entries {
		if text, ok := r.text(item.Value); ok && text != "" {
			all = append(all, text)
		}
	}
	return all
}
