package verify

import (
	"slices"
	"strings"

	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/output"
	"baocao/report/verify/page"
	"baocao/report/verify/sheets"
)

// What each file proves by itself, and with the JSON.

// workbooks judges workbooks by their seals, and computes their formulas anew.
func (v *verifier) workbooks() error {
	for _, s := range v.subjects {
		if s.kind != output.Workbook || s.again {
			continue
		}
		v.add(s.inSheets(Wrong, s.book.Seal())...)
		audit := s.book.Recalculate()
		v.add(s.inSheets(Wrong, audit.Wrong)...)
		v.add(s.inSheets(Unchecked, audit.Unchecked)...)
		if !isOurs(s.book.Application) {
			v.add(s.savedAnew())
		}
		v.say("%s công thức tính lại", "%s formulas computed anew", grouped(audit.Formulas))
	}
	return nil
}

// grouped prints a count as people write it.
func grouped(n int) string { return num.Int(int64(n)).Print(0) }

// savedAnew says that another program wrote the file, which changes nothing by itself.
func (s *subject) savedAnew() Fault {
	by := finding.Say("chương trình khác", "another program")
	if s.book != nil && s.book.Application != "" && !isOurs(s.book.Application) {
		by = finding.Plain(s.book.Application)
	}
	return whole(Harmless, s.Path, finding.Say("tệp đã được %s ghi lại; giá trị và công thức vẫn được so từng ô",
		"%s saved the file anew; values and formulas are compared cell by cell all the same", by))
}

// inSheets takes over faults of a workbook.
func (s *subject) inSheets(kind Kind, found []sheets.Fault) []Fault {
	var all []Fault
	for _, f := range found {
		place := finding.Plain(f.Pos.Place())
		if f.Pos.Cell == "" {
			place = finding.Say("trang “%s”", "sheet “%s”", f.Pos.Sheet)
		}
		all = append(all, Fault{Kind: kind, File: s.Path, Place: place, What: f.What})
	}
	return all
}

// inPages takes over faults of a PDF.
func (s *subject) inPages(found []page.Fault) []Fault {
	var all []Fault
	for _, f := range found {
		out := Fault{Kind: Wrong, File: s.Path, Place: f.Place(), Figure: f.Figure, What: f.Text()}
		if f.Warning {
			out.Kind = Harmless
		}
		if f.Page == 0 {
			out.Place = finding.Text{}
		}
		all = append(all, out)
	}
	return all
}

// pages judges PDFs by their seals, and holds every number on them against what they carry.
func (v *verifier) pages() error {
	for _, s := range v.subjects {
		if s.kind != output.PDF || s.again {
			continue
		}
		v.add(s.inPages(s.page.Seal())...)
		faults, judged := s.numbers()
		v.add(faults...)
		v.say("%s số trên trang so với số liệu kèm theo", "%s numbers on the pages held against the data that they carry", grouped(judged))
	}
	return nil
}

// numbers compares what the pages print with the JSON, and counts what could be compared.
func (s *subject) numbers() (faults []Fault, judged int) {
	p := newPrinter(s.written)
	for _, n := range s.page.Numbers() {
		want, known, right := p.judge(n.Figure, n.Text)
		if known {
			judged++
		}
		if known && !right {
			at := page.Fault{Kind: page.Changed, Page: n.Page, X: n.X, Y: n.Y}
			faults = append(faults, Fault{Kind: Wrong, File: s.Path, Place: at.Place(), Figure: n.Figure,
				What: finding.Say("trang in ghi “%s”, tệp JSON kèm theo ghi %s", "the page prints “%s”, the attached JSON says %s", n.Text, want)})
		}
	}
	if last := len(s.page.Pages) - 1; last >= 0 && !strings.Contains(squeezed(s.page.Pages[last].Text()), squeezed("Mã số liệu: "+short(s.facts.fingerprint))) {
		faults = append(faults, Fault{Kind: Wrong, File: s.Path, Place: page.Fault{Page: last + 1}.Place(),
			What: finding.Say("chân trang không ghi mã số liệu %s", "its foot does not print the fingerprint %s", short(s.facts.fingerprint))})
	}
	return faults, judged
}

// squeezed is a text without white space, which a line's end may put anywhere.
func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

// workbooksAgainstJSON holds each workbook against every JSON there is, each once.
func (v *verifier) workbooksAgainstJSON() error {
	var done [][]byte
	for _, j := range append(v.all(output.JSON), v.all(output.PDF)...) {
		if slices.ContainsFunc(done, func(d []byte) bool { return string(d) == string(j.json) }) {
			continue
		}
		done = append(done, j.json)
		for _, s := range v.all(output.Workbook) {
			if s.again && j.again {
				continue // both were compared with what they should be
			}
			v.add(s.inSheets(Wrong, s.book.Against(j.written))...)
			v.say("bảng tính so với số liệu của tệp %s", "the workbook compared with the data of the %s", strings.ToUpper(string(j.kind)))
		}
	}
	return nil
}

// attachments holds what PDFs carry against the JSON beside them, field by field.
func (v *verifier) attachments() error {
	for _, s := range v.all(output.PDF) {
		for _, j := range v.all(output.JSON) {
			if s.again && j.again {
				continue
			}
			for _, d := range jsonDifferences(s.json, j.json, s.written.LeftOut) {
				v.add(Fault{Kind: Wrong, File: s.Path, Place: attached(d.place), Figure: d.figure,
					What: finding.Say("ghi %s, tệp “%s” ghi %s", "it says %s, “%s” says %s", d.got, j.Path, d.want)})
			}
			v.say("số liệu kèm trong PDF so với tệp JSON", "the data that the PDF carries compared with the JSON")
			if slices.Contains(s.written.LeftOut, model.LeftOutSources) {
				v.say("tệp kèm trong PDF không có nguồn của từng đơn vị; phần ấy chỉ có trong tệp JSON", "what the PDF carries has no units' sources; the JSON beside it alone has them")
			}
		}
	}
	return nil
}

// attached is a place in the JSON that a PDF carries.
func attached(place string) finding.Text {
	return finding.Say("tệp JSON kèm theo, %s", "attached JSON, %s", place)
}
