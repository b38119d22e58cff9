// Package decode reads submissions: bytes in YAML, JSON or CSV, and Excel forms, become
// figures, each with the place where it stands. [Submission] is its entry; check judges
// what it gives.
//
// It knows no template: names are as typed, and whether an indicator exists, a total is
// right or a value makes sense is for others to say.
package decode

import (
	"bytes"
	"path"
	"strings"

	"baocao/report/document"
	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/limit"
	"baocao/report/num"
	"baocao/report/source"
)

// Submission reads one file, by the ending of its name. A YAML or JSON file is one
// submission, a CSV file one for each unit and period, in the order in which they appear.
//
// What could be read is returned even beside errors: a figure that could not is marked
// Bad, a unit or period is left zero. There is no submission at all when the file as a
// whole makes no sense.
func Submission(f source.File) ([]*figures.Submission, finding.List) {
	subs, found := submission(f)
	if most := f.Limits.Most(limit.Faults); len(found) > most {
		found = append(found[:most:most], f.Limits.Passed(limit.Faults, found[most].Pos))
	}
	for _, s := range subs {
		for _, text := range s.Texts {
			if len(text.Markdown) > f.Limits.Most(limit.Text) {
				found.Add(f.Limits.Passed(limit.Text, text.Pos))
			} else if document.TooDeep(text.Markdown) {
				found.Add(f.Limits.Passed(limit.Depth, text.Pos))
			}
		}
		if len(s.Figures) > f.Limits.Most(limit.Figures) {
			found.Add(f.Limits.Passed(limit.Figures, s.Pos))
			s.Figures, s.Lost = nil, true
		}
	}
	return subs, found
}

func submission(f source.File) ([]*figures.Submission, finding.List) {
	ending := strings.ToLower(path.Ext(strings.ReplaceAll(f.Path, `\`, "/")))
	if what := contentType(f.Data); what != nil && readable[ending] {
		return nil, finding.List{fileType(f, *what)}
	}
	switch ending {
	case ".yaml", ".yml":
		return tree(f, (*source.Trees).YAML)
	case ".json":
		return tree(f, (*source.Trees).JSON)
	case ".csv":
		return table(f)
	case ".xlsx":
		return form(f)
	}
	return nil, finding.List{fileType(f, endingType(ending))}
}

var readable = map[string]bool{".yaml": true, ".yml": true, ".json": true, ".csv": true}

// reader reads one file and collects what is wrong with it.
type reader struct {
	file     source.File
	sha256   string         // of the file
	names    *figures.Names // nil of a file without figures
	plain    *plainReader   // of a tree with figures; it has those that are not in the tree
	notation num.Notation
	list     finding.List
	lost     bool // see [figures.Submission]
}

func newReader(f source.File, found finding.List) reader {
	return reader{file: f, sha256: f.SHA256(), list: found, lost: found.HasErrors()}
}

// blank is a submission of the file with nothing in it yet.
func (r *reader) blank(pos finding.Pos) *figures.Submission {
	return &figures.Submission{Path: r.file.Path, Name: r.file.Name, SHA256: r.sha256, Pos: pos, Lost: r.lost}
}

func fileType(f source.File, what finding.Text) finding.Finding {
	// The whole file is meant, so there is no line to point at.
	return finding.New(finding.FileType, finding.Pos{File: f.Path}, what).Hinted(
		"trong Excel chọn Lưu thành…, “CSV UTF-8”; hoặc ghi số liệu vào tệp .yaml",
		"in Excel choose Save as…, “CSV UTF-8”; or write the figures into a .yaml file")
}

// The kinds of files that people hand in by mistake, by the ending of their names.
var endingTypes = map[string]finding.Text{
	".xlsm": finding.Say("bảng tính Excel có macro", "an Excel workbook with macros"),
	".xls":  finding.Say("bảng tính Excel 97-2003", "an Excel 97-2003 workbook"),
	".ods":  finding.Say("bảng tính OpenDocument", "an OpenDocument spreadsheet"),
	".docx": finding.Say("văn bản Word", "a Word document"),
	".doc":  finding.Say("văn bản Word 97-2003", "a Word 97-2003 document"),
	".odt":  finding.Say("văn bản OpenDocument", "an OpenDocument text"),
	".pdf":  finding.Say("tệp PDF", "a PDF file"),
	".txt":  finding.Say("tệp văn bản thường (.txt)", "a plain text file (.txt)"),
	".zip":  finding.Say("tệp nén", "a zip archive"),
	".rar":  finding.Say("tệp nén", "a rar archive"),
}

func endingType(ending string) finding.Text {
	switch what, known := endingTypes[ending]; {
	case known:
		return what
	case ending == "":
		return finding.Say("tên tệp không có đuôi", "the file's name has no ending")
	}
	return finding.Say("tệp có đuôi “%s”", "a file that ends in “%s”", source.Excerpt(ending))
}

// contentTypes are told by how a file begins.
var contentTypes = []struct {
	begins string
	what   finding.Text
}{
	{"PK\x03\x04", finding.Say("bên trong là tệp Excel, Word hoặc tệp nén", "inside is an Excel, Word or zip file")},
	{"\xD0\xCF\x11\xE0", finding.Say("bên trong là tệp Excel hoặc Word 97-2003", "inside is an Excel or Word 97-2003 file")},
	{"%PDF-", finding.Say("bên trong là tệp PDF", "inside is a PDF file")},
}

// contentType knows files that carry the ending of a text file but hold something else.
func contentType(data []byte) *finding.Text {
	for i := range contentTypes {
		if known := &contentTypes[i]; bytes.HasPrefix(data, []byte(known.begins)) {
			return &known.what
		}
	}
	return nil
}
