package report

import (
	"fmt"
	"path"
	"strings"

	"baocao/report/decode"
	"baocao/report/document"
	"baocao/report/finding"
	"baocao/report/workspace"
	"baocao/report/xlsx"
)

// Marked gives copies of those Excel forms in which something was found, with the cells
// coloured and commented in the language l, and a sheet that lists the findings. The forms
// themselves stay as they are. A workbook that could not be read at all is not among them.
func Marked(in *workspace.Inputs, list finding.List, l finding.Lang, generator string) ([]File, error) {
	var files []File
	used := map[string]int{}
	for _, f := range in.Files {
		if !strings.EqualFold(path.Ext(f.Name), ".xlsx") {
			continue
		}
		marks, ok := marksOf(f.Path, list, l)
		if !ok {
			continue
		}
		f, err := f.Loaded()
		if err != nil {
			return nil, workspace.ReadError{Path: f.Path, Err: err}
		}
		marked, err := xlsx.Mark(f.Data, marks, generator+" "+decode.MarkedBy)
		if err != nil {
			return nil, fmt.Errorf("mark %s: %w", f.Name, err)
		}
		name := path.Base(f.Name)
		if used[name]++; used[name] > 1 { // of another folder
			name = fmt.Sprintf("%s (%d).xlsx", strings.TrimSuffix(name, path.Ext(name)), used[name])
		}
		files = append(files, NewFile(name, marked))
	}
	return files, nil
}

// marksOf are the errors and warnings of one file; ok is false when there are none, or the
// file could not be read as a form.
func marksOf(file string, list finding.List, l finding.Lang) (marks document.Marks, ok bool) {
	heads := [...]finding.Text{
		finding.Say("Ô", "Cell"), finding.Say("Loại", "Kind"), finding.Say("Nội dung", "What was found"), finding.Say("Cách sửa", "What to do"),
	}
	marks.Sheet, marks.Author = finding.Say("Lỗi", "Faults").In(l), "baocao"
	for i, h := range heads {
		marks.Heads[i] = h.In(l)
	}
	for _, f := range list {
		if f.Pos.File != file || f.Severity == finding.Info || f.Accepted != nil {
			continue
		}
		if unread[f.Code] {
			return marks, false
		}
		marks.All = append(marks.All, document.Mark{
			Sheet: f.Pos.Sheet, Cell: f.Pos.Cell, Fault: f.Severity == finding.Error,
			Kind: f.Severity.In(l), Text: fmt.Sprintf("%s [%s]", f.Message.In(l), f.Code), Hint: f.Hint().In(l),
		})
	}
	return marks, len(marks.All) > 0
}

// unread are the findings of files that were never opened as a workbook: there is no cell
// to mark, and what the reader refused is not handed to another.
var unread = map[finding.Code]bool{
	finding.Empty: true, finding.FileType: true, finding.BrokenWorkbook: true, finding.TooLarge: true, finding.NotSubmission: true, finding.Unread: true,
}
