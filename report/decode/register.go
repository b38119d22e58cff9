package decode

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/limit"
	"baocao/report/num"
	"baocao/report/source"
)

// registers reads code: file.csv, or code: rows in place. A register that cannot be read
// is reported and left out, one that cannot be read in part is there and Lost; an empty one
// is there, with no rows.
func (r *reader) registers(n source.Node) []figures.Register {
	entries, _ := r.entries(n)
	var all []figures.Register
	for _, e := range entries {
		reg := figures.Register{Pos: e.Pos(), Code: e.Key}
		ok := false
		switch e.Value.Kind {
		case source.Null: // absent: missing, not empty
		case source.List:
			r.rowsInPlace(&reg, e.Value)
			ok = true
		case source.Scalar:
			ok = !isReported(&e.Value) && r.registerFile(&reg, e.Value)
		default:
			r.wrongShape(e.Value, finding.Say("tên tệp .csv hoặc một danh sách", "the name of a .csv file or a list"))
		}
		if ok {
			all = append(all, reg)
		}
	}
	return all
}

// rowsInPlace reads a list of maps, column: text.
func (r *reader) rowsInPlace(reg *figures.Register, n source.Node) {
	for _, e := range n.Entries {
		item := e.Value
		if item.Kind != source.Map {
			r.wrongShape(item, oneMap)
			reg.Lost = true
			continue
		}
		row := figures.RegisterRow{Pos: item.Pos()}
		for _, e := range item.Entries {
			text, read := r.text(e.Value)
			if !read {
				reg.Lost, row.Lost = true, true
				continue
			}
			row.Names = append(row.Names, e.Pos())
			row.Cells = append(row.Cells, figures.RegisterCell{Pos: cellPos(e), Name: e.Key, Text: strings.TrimSpace(text)})
		}
		reg.Rows = append(reg.Rows, row)
	}
}

// cellPos is where a cell's text stands or, when it is empty, its name.
func cellPos(e source.Entry) finding.Pos {
	if e.Value.Kind == source.Null {
		return e.Pos()
	}
	return e.Value.Pos()
}

// registerFile reads the CSV file that lies beside the submission.
func (r *reader) registerFile(reg *figures.Register, n source.Node) bool {
	name := strings.TrimSpace(n.Text)
	data, reason := r.readBeside(name)
	if !reason.IsZero() {
		r.list.Add(finding.New(finding.RegisterFile, n.Pos(), source.Excerpt(name), reason).Hinted(
			"đặt tệp danh sách vào cùng thư mục với bản nộp, hoặc sửa tên tệp ở đây",
			"put the register file into the submission's folder, or correct its name here"))
		return false
	}
	name = path.Clean(name)
	f := source.File{Path: beside(r.file.Path, name), Name: beside(r.file.Name, name), Data: data, How: r.file.How}
	ok, found := registerTable(reg, f)
	r.list.Add(found...)
	return ok
}

// Register reads a register's file that lies in an office's folder. Without a header there
// is no register.
func Register(f source.File, code string) (figures.Register, bool, finding.List) {
	reg := figures.Register{Pos: finding.Pos{File: f.Path, Line: 1, Col: 1}, Code: code}
	ok, found := registerTable(&reg, f)
	return reg, ok, found
}

// registerTable reads the rows of a register's file.
func registerTable(reg *figures.Register, f source.File) (bool, finding.List) {
	t, found := source.CSV(f)
	if t.Header == nil {
		return false, found
	}
	reg.Lost = found.HasErrors()
	reg.File, reg.SHA256 = f.Name, f.SHA256()
	if t.Semicolon {
		reg.Notation = num.Vietnamese
	}
	for _, h := range t.Header {
		reg.Columns = append(reg.Columns, figures.RegisterColumn{Pos: h.Pos(), Name: h.Text})
	}
	for _, fields := range t.Rows {
		row := figures.RegisterRow{Pos: fields[0].Pos()}
		for i, field := range fields {
			row.Cells = append(row.Cells, figures.RegisterCell{Pos: field.Pos(), Name: t.Header[i].Text, Text: field.Text})
		}
		reg.Rows = append(reg.Rows, row)
	}
	return true, found
}

// readBeside reads a file of the submission's folder, or says why it cannot.
func (r *reader) readBeside(name string) (data []byte, reason finding.Text) {
	clean := path.Clean(name)
	switch {
	case name == "":
		return nil, finding.Say("chưa ghi tên tệp", "no file is named")
	case strings.ContainsAny(name, `\:`) || path.IsAbs(name):
		return nil, finding.Say("chỉ ghi tên tệp ở cạnh bản nộp, thư mục con ngăn bằng dấu “/”", "name a file beside the submission, subfolders parted by “/”")
	case !fs.ValidPath(clean):
		return nil, finding.Say("tệp phải nằm trong thư mục của bản nộp", "the file must lie in the submission's folder")
	case !strings.EqualFold(path.Ext(clean), ".csv"):
		return nil, finding.Say("danh sách phải là tệp .csv", "a register is a .csv file")
	case r.file.Folder == nil:
		return nil, finding.Say("bản nộp này không có thư mục", "this submission has no folder")
	}
	info, err := fs.Stat(r.file.Folder, clean)
	switch {
	case err != nil:
		return nil, whyUnread(err)
	case !info.Mode().IsRegular():
		return nil, finding.Say("đó không phải là tệp", "that is no file")
	case info.Size() > int64(r.file.Limits.Most(limit.TableFile)):
		return nil, finding.Say("tệp quá lớn", "the file is too large")
	}
	data, err = fs.ReadFile(r.file.Folder, clean)
	if err != nil {
		return nil, whyUnread(err)
	}
	return data, finding.Text{}
}

func whyUnread(err error) finding.Text {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return finding.Say("không có tệp này", "there is no such file")
	case errors.Is(err, fs.ErrPermission):
		return finding.Say("không có quyền đọc", "no permission to read it")
	}
	return finding.Say("không đọc được tệp", "the file cannot be read")
}

// beside puts name into the folder of file, whose path may use either slash.
func beside(file, name string) string {
	return file[:strings.LastIndexAny(file, `/\`)+1] + name
}
