package verify

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"baocao/report"
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/output"
	"baocao/report/source"
	"baocao/report/verify/page"
	"baocao/report/verify/sheets"
)

// fromInputs makes the report again and compares each file with what it should be.
func (v *verifier) fromInputs() error {
	if v.again == nil || len(v.subjects) == 0 {
		return nil
	}
	was, listsAll := v.described()
	if was.Period.Code == "" {
		v.add(whole(Wrong, v.subjects[0].Path, finding.Say("tệp không ghi rõ đơn vị và kỳ, nên không lập lại được báo cáo để so",
			"the file does not name unit and period, so that the report cannot be made again")))
		return nil
	}
	asked := Asked{Unit: was.Unit.Code, Period: was.Period.Code, Template: was.Template.Name, Generator: v.generator()}
	r, files, err := v.again(asked)
	if usage := (report.Usage{}); errors.As(err, &usage) {
		v.add(whole(Wrong, v.subjects[0].Path, finding.Say("không lập lại được báo cáo này từ bản nộp: %s", "the inputs do not make this report: %s", usage.Text)))
		return nil
	}
	if err != nil {
		return err
	}
	v.inputs(was.Inputs, r, files)
	if r.Model != nil && listsAll {
		v.lateInputs(was.Inputs, r.Model.Inputs)
	}
	if len(r.Files) == 0 {
		v.notMade(r)
		return nil
	}
	same := 0
	for _, f := range r.Files {
		data, err := f.Bytes()
		if err != nil {
			return err
		}
		for _, s := range v.subjects {
			if strings.HasSuffix(f.Name, "."+string(s.kind)) && v.compare(s, data) {
				same++
			}
		}
	}
	v.say("báo cáo lập lại từ %d tệp đầu vào", "the report made again from %d inputs", len(r.Model.Inputs))
	if same == len(v.subjects) {
		v.say("tệp nào cũng trùng từng byte với tệp lập lại", "every file has the same bytes as the one made again")
	} else {
		v.say("%d/%d tệp trùng từng byte, còn lại so từng chỗ", "%d of %d files have the same bytes, the rest is compared place by place", same, len(v.subjects))
	}
	return nil
}

// described is what a file says of the report, from one that most agree with. A workbook is
// read for it only where there is nothing else, since it does not list the inputs of other
// periods.
func (v *verifier) described() (w *model.Written, listsAll bool) {
	var book *model.Written
	for _, s := range v.subjects {
		switch {
		case s.stray:
		case s.written != nil:
			return s.written, true
		case book == nil:
			if r, err := output.Read(s.File); err == nil {
				book = r.Written
			}
		}
	}
	if book == nil {
		book = &model.Written{}
	}
	return book, false
}

// generator is the program that made the outputs; empty where none says it.
func (v *verifier) generator() string {
	for _, s := range v.subjects {
		if isOurs(s.facts.generator) && !s.stray {
			return s.facts.generator
		}
	}
	return ""
}

// notMade says why inputs make no report.
func (v *verifier) notMade(r report.Result) {
	for _, f := range r.Findings {
		if f.Severity == finding.Error && f.Accepted == nil {
			v.add(Fault{Kind: Wrong, File: f.Pos.File, Place: finding.Plain(f.Pos.Place()),
				What: finding.Say("bản nộp có lỗi nên không lập lại được báo cáo: %s", "an error of the inputs keeps the report from being made again: %s", f.Message)})
		}
	}
	if !r.Findings.HasErrors() {
		v.add(whole(Wrong, v.subjects[0].Path, finding.Say("đầu vào không có bản nộp nào của báo cáo này", "the inputs have no submission for this report")))
	}
}

// inputs names every input that is not the one that the report was made of.
func (v *verifier) inputs(was []model.WrittenInput, r report.Result, files []source.File) {
	now := map[string]string{}
	if r.Model != nil {
		for _, in := range r.Model.Inputs {
			now[in.File] = in.SHA256
		}
	} else {
		for _, f := range files {
			if f, err := f.Loaded(); err == nil { // one that cannot be read is not there
				now[f.Name] = f.SHA256()
			}
		}
	}
	for _, in := range was {
		switch hash, there := now[in.File]; {
		case !there && r.Model != nil:
			v.add(whole(Wrong, in.File, finding.Say("báo cáo lập từ tệp này, nay không còn trong đầu vào", "the report was made of this file, which is no longer among the inputs")))
		case there && hash != in.SHA256:
			v.add(whole(Wrong, in.File, finding.Say("tệp đầu vào đã khác: SHA-256 nay là %s…, lúc lập báo cáo là %s…",
				"the input is another one: its SHA-256 is %s… now, it was %s… when the report was made", start(hash), start(in.SHA256))))
		}
	}
}

// lateInputs names the inputs that the report was not made of.
func (v *verifier) lateInputs(was []model.WrittenInput, now []model.Input) {
	listed := map[string]bool{}
	for _, in := range was {
		listed[in.File] = true
	}
	for _, in := range now {
		if !listed[in.File] {
			v.add(whole(Wrong, in.File, finding.Say("tệp đầu vào này thêm sau khi lập báo cáo", "this input came after the report was made")))
		}
	}
}

// start is enough of a hash to tell it from another.
func start(hash string) string { return hash[:min(len(hash), 16)] }

// compare holds a file against the one that it should be. From then on nothing else need be
// said of it. It reports whether the bytes are the same.
func (v *verifier) compare(s *subject, want []byte) (same bool) {
	s.again = true
	if bytes.Equal(s.Data, want) {
		return true
	}
	switch s.kind {
	case output.JSON:
		v.add(s.jsonAgainst(want)...)
	case output.Workbook:
		v.add(s.bookAgainst(want)...)
	case output.PDF:
		v.add(s.pageAgainst(want)...)
	}
	return false
}

func (s *subject) jsonAgainst(want []byte) []Fault {
	var all []Fault
	for _, d := range jsonDifferences(s.json, want, nil) {
		all = append(all, Fault{Kind: Wrong, File: s.Path, Place: finding.Plain(d.place), Figure: d.figure,
			What: finding.Say("ghi %s, phải ghi %s", "it says %s, it should say %s", d.got, d.want)})
	}
	if all == nil {
		all = append(all, whole(Harmless, s.Path, finding.Say("cách viết khác, số liệu như nhau", "written in another way, the data are the same")))
	}
	return all
}

func (s *subject) bookAgainst(want []byte) []Fault {
	made, refused := sheets.Open(source.File{Path: s.Path, Name: s.Name, Data: want})
	if refused != nil {
		panic("verify: the workbook made again cannot be read: " + refused.In(finding.EN))
	}
	all := s.inSheets(Wrong, sheets.Differences(s.book, made))
	if all == nil {
		all = append(all, s.savedAnew())
	}
	return all
}

// bySealOnly are the faults of a PDF that a comparison with another cannot find.
var bySealOnly = []page.Kind{page.Bytes, page.NoSeal, page.Unreadable, page.Rewritten, page.Appended, page.Signed}

func (s *subject) pageAgainst(want []byte) []Fault {
	made, err := page.Read(want)
	if err != nil {
		panic("verify: the PDF made again cannot be read: " + err.Error())
	}
	found := page.Differences(s.page, made)
	for _, f := range s.page.Seal() {
		if slices.Contains(bySealOnly, f.Kind) && !slices.Contains(found, f) {
			found = append(found, f)
		}
	}
	all := s.inPages(found)
	for _, d := range jsonDifferences(s.json, attachedReport(made), nil) {
		all = append(all, Fault{Kind: Wrong, File: s.Path, Place: attached(d.place), Figure: d.figure,
			What: finding.Say("ghi %s, phải ghi %s", "it says %s, it should say %s", d.got, d.want)})
	}
	return all
}
