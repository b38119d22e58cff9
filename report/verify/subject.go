package verify

import (
	"bytes"
	"errors"

	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/output"
	"baocao/report/source"
	"baocao/report/verify/page"
	"baocao/report/verify/sheets"
)

// subject is one file that was given, opened.
type subject struct {
	source.File
	kind    output.Kind
	facts   facts
	page    *page.File     // of a PDF
	book    *sheets.Book   // of a workbook
	json    []byte         // of a JSON, or what a PDF carries
	written *model.Written // the same, read; nil of a workbook

	stray bool // it is of another report, and compared with nothing
	again bool // it was compared with the one made again
}

// facts are what a file says of which report it is.
type facts struct {
	unit, period, fingerprint, template, templateHash string
	generator                                         string // empty where it is not told
}

// open reads a file; its bytes say of which kind it is. One that cannot be read is a fault,
// and no subject.
func (v *verifier) open(f source.File) {
	s := &subject{File: f}
	var why finding.Text
	switch text := bytes.TrimLeft(bytes.TrimPrefix(f.Data, []byte("\xef\xbb\xbf")), " \t\r\n"); {
	case len(f.Data) == 0:
		why = finding.Say("tệp trống", "the file is empty")
	case bytes.HasPrefix(f.Data, []byte("%PDF-")):
		why = s.openPage()
	case bytes.HasPrefix(f.Data, []byte("PK")):
		why = s.openBook()
	case bytes.HasPrefix(text, []byte("{")):
		s.kind, s.json = output.JSON, f.Data
		why = s.openJSON()
	default:
		why = finding.Say("tệp không phải JSON, PDF hay bảng tính", "the file is no JSON, PDF or workbook")
	}
	if !why.IsZero() {
		v.add(whole(Wrong, f.Path, finding.Say("không đọc được báo cáo trong tệp: %s", "no report can be read in the file: %s", why)))
		return
	}
	v.subjects = append(v.subjects, s)
}

func (s *subject) openJSON() finding.Text {
	w, err := model.Read(s.json)
	if refused := (*model.NotReport)(nil); errors.As(err, &refused) {
		return refused.Text
	}
	s.written = w
	s.facts.unit, s.facts.period, s.facts.fingerprint = w.Unit.Code, w.Period.Label, w.Fingerprint
	s.facts.template, s.facts.templateHash = w.Template.Name, w.Template.SHA256
	return finding.Text{}
}

func (s *subject) openPage() finding.Text {
	s.kind = output.PDF
	var err error
	if s.page, err = page.Read(s.Data); err != nil {
		return finding.Say("tệp PDF hỏng", "the PDF is damaged")
	}
	s.facts.generator = s.page.Properties["Producer"]
	if s.json = attachedReport(s.page); s.json == nil {
		return finding.Say("tệp PDF không mang số liệu của baocao", "the PDF carries no data of baocao")
	}
	if why := s.openJSON(); !why.IsZero() {
		return finding.Say("tệp JSON kèm theo: %s", "the attached JSON: %s", why)
	}
	return finding.Text{}
}

// attachedReport is the JSON report that a PDF carries, or nil.
func attachedReport(f *page.File) []byte {
	for _, a := range f.Attachments {
		if bytes.Contains(a.Data[:min(len(a.Data), 200)], []byte(`"schema": "baocao.report/`)) {
			return a.Data
		}
	}
	return nil
}

func (s *subject) openBook() finding.Text {
	s.kind = output.Workbook
	book, refused := sheets.Open(s.File)
	if refused != nil {
		return refused.Message
	}
	said := book.Facts()
	s.book = book
	s.facts = facts{unit: said["Mã đơn vị"], period: said["Kỳ báo cáo"], fingerprint: said["Mã số liệu đầy đủ (SHA-256)"],
		template: said["Mẫu báo cáo"], templateHash: said["Mã băm của mẫu (SHA-256)"], generator: said["Lập bằng"]}
	if isOurs(book.Application) {
		s.facts.generator = book.Application
	}
	if s.facts.unit == "" && s.facts.fingerprint == "" {
		return finding.Say("trang “Bìa” không ghi đơn vị và mã số liệu", "the sheet “Bìa” names no unit and no fingerprint")
	}
	return finding.Text{}
}
