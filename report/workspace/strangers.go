package workspace

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"baocao/report/finding"
	"baocao/report/source"
)

// What else lies in a folder of submissions. An experienced clerk passes over what systems
// leave there, says of a letter or a picture that it is no submission, and asks again for
// what a unit sent in a kind that cannot be read.

// stranger is what a file is that is not read.
type stranger struct {
	what   finding.Text
	advice finding.Text // of what was meant as a submission; zero for others
}

var (
	saveAgain = finding.Say("xin đơn vị gửi biểu mẫu .xlsx (baocao form), hoặc mở tệp, chọn Lưu thành…, “Excel Workbook (*.xlsx)”",
		"ask for the form as .xlsx (`baocao form`), or open it, choose Save as…, “Excel Workbook (*.xlsx)”")
	unpack   = finding.Say("giải nén rồi chép các bản nộp vào thư mục này", "unpack it and copy the submissions into this folder")
	download = finding.Say("tải lại tệp cho xong", "download the file again, to its end")
)

// strangers are known by the ending of their names.
var strangers = map[string]stranger{
	".xls":        {finding.Say("bảng tính Excel 97-2003 (.xls)", "an Excel 97-2003 workbook (.xls)"), saveAgain},
	".xlsm":       {finding.Say("bảng tính Excel có macro (.xlsm)", "an Excel workbook with macros (.xlsm)"), saveAgain},
	".xlsb":       {finding.Say("bảng tính Excel nhị phân (.xlsb)", "a binary Excel workbook (.xlsb)"), saveAgain},
	".ods":        {finding.Say("bảng tính OpenDocument (.ods)", "an OpenDocument spreadsheet (.ods)"), saveAgain},
	".et":         {finding.Say("bảng tính WPS (.et)", "a WPS spreadsheet (.et)"), saveAgain},
	".numbers":    {finding.Say("bảng tính Numbers của Apple", "a spreadsheet of Apple's Numbers"), saveAgain},
	".zip":        {finding.Say("tệp nén (.zip)", "a zip archive"), unpack},
	".rar":        {finding.Say("tệp nén (.rar)", "a rar archive"), unpack},
	".7z":         {finding.Say("tệp nén (.7z)", "a 7z archive"), unpack},
	".crdownload": {finding.Say("tệp đang tải dở", "a download that did not end"), download},
	".part":       {finding.Say("tệp đang tải dở", "a download that did not end"), download},
	".partial":    {finding.Say("tệp đang tải dở", "a download that did not end"), download},
	".docx":       {what: finding.Say("văn bản Word", "a Word document")},
	".doc":        {what: finding.Say("văn bản Word 97-2003", "a Word 97-2003 document")},
	".odt":        {what: finding.Say("văn bản OpenDocument", "an OpenDocument text")},
	".pdf":        {what: finding.Say("tệp PDF", "a PDF file")},
	".jpg":        {what: finding.Say("ảnh", "a picture")},
	".jpeg":       {what: finding.Say("ảnh", "a picture")},
	".png":        {what: finding.Say("ảnh", "a picture")},
	".heic":       {what: finding.Say("ảnh", "a picture")},
}

// passOver says of a file in a folder why it is not read, where anybody could expect it.
func (o *opener) passOver(path string) {
	name := filepath.Base(path)
	pos := finding.Pos{File: path}
	if source.NameFault(path) != nil {
		return
	}
	if open, locked := strings.CutPrefix(name, "~$"); locked {
		o.findings.Add(finding.New(finding.Skipped, pos, finding.Say(
			"“%s” đang mở trong Excel; số liệu là của lần lưu cuối", "“%s” is open in Excel; its figures are those saved last", open)))
		return
	}
	s, known := strangers[kindOf(name)]
	switch {
	case !known || strings.HasPrefix(name, "."):
	case s.advice.IsZero():
		o.findings.Add(finding.New(finding.Skipped, pos, s.what))
	default:
		o.findings.Add(finding.New(finding.NotTaken, pos, s.what).HintedBy(s.advice))
	}
}

// copyName is how browsers and chat programs name a file that they save once more.
var copyName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(.+?) ?\(\d+\)(\.[^.]+)$`)
})

// dropCopies takes out files that were saved once more and are the same to the byte. Where
// they differ, both are read, and their figures stand against each other.
func (o *opener) dropCopies() {
	kept := o.in.Files[:0]
	for _, f := range o.in.Files {
		if original, same := o.copied(f); same {
			o.findings.Add(finding.New(finding.Skipped, finding.Pos{File: f.Path},
				finding.Say("bản sao giống hệt “%s”", "a copy, the same as “%s”", original)))
			continue
		}
		kept = append(kept, f)
	}
	o.in.Files = kept
}

// copied finds the file of which another is a copy.
func (o *opener) copied(f source.File) (original string, same bool) {
	if !strings.Contains(f.Path, ").") { // of thousands of files, nearly none is looked at more closely
		return "", false
	}
	parts := copyName().FindStringSubmatch(filepath.Base(f.Path))
	if parts == nil {
		return "", false
	}
	original = parts[1] + parts[2]
	dir := filepath.Dir(f.Path)
	for _, other := range o.in.Files {
		if other.Path == filepath.Join(dir, original) {
			mine, err1 := f.Loaded()
			its, err2 := other.Loaded()
			return original, err1 == nil && err2 == nil && bytes.Equal(mine.Data, its.Data)
		}
	}
	return "", false
}
