package workspace

import (
	"errors"
	"hash/maphash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"

	"baocao/report/finding"
	"baocao/report/limit"
)

// What a folder holds was put there by others: links that lead elsewhere, devices that never
// end, files that grow while they are read. This file reads none of them.

// unreadable says why a file is not read. It is an error of the world where the command
// line names the file, and a finding where the file was found in a folder.
type unreadable struct{ why finding.Text }

func (e unreadable) Error() string { return e.why.In(finding.EN) }

var (
	notRegular = unreadable{finding.Say("không phải tệp thường (thiết bị, ống dẫn …)", "it is no ordinary file (a device, a pipe …)")}
	leadsOut   = unreadable{finding.Say("liên kết dẫn ra ngoài thư mục", "it is a link that leads out of the folder")}
	changed    = unreadable{finding.Say("tệp thay đổi trong lúc đọc", "it changed while it was read")}
)

// folder is a folder inside an office's, of which nothing outside of the office is reached,
// whatever its links say.
type folder struct {
	root, path string // path is relative to root
	most       int    // bytes that are read of a file
}

// Folder is a folder of which nothing outside is reached, whatever its links say.
func Folder(path string) fs.FS {
	return folder{path, ".", limit.Limits{Tenfold: true}.Most(limit.TemplateFile)}
}

// inside gives a folder, dir, as one inside the office's; without an office, or outside of it,
// the folder stands for itself.
func inside(root, dir string) folder {
	if rel, err := relative(root, dir); root != "" && err == nil && filepath.IsLocal(rel) {
		return folder{root: root, path: rel}
	}
	if dir == "" {
		dir = "."
	}
	return folder{root: dir, path: "."}
}

// Open is part of [fs.FS].
func (f folder) Open(name string) (fs.File, error) {
	root, err := os.OpenRoot(f.root)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	if err := regular(f.stat(root, name)); err != nil {
		return nil, err
	}
	return root.Open(filepath.Join(f.path, filepath.FromSlash(name)))
}

// Stat is part of [fs.StatFS].
func (f folder) Stat(name string) (fs.FileInfo, error) {
	root, err := os.OpenRoot(f.root)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return f.stat(root, name)
}

func (f folder) stat(root *os.Root, name string) (fs.FileInfo, error) {
	path := filepath.Join(f.path, filepath.FromSlash(name))
	info, err := root.Stat(path)
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return info, err
	}
	if link, linkErr := root.Lstat(path); linkErr == nil && link.Mode().Type() == fs.ModeSymlink {
		return nil, leadsOut
	}
	return nil, err
}

// ReadFile is part of [fs.ReadFileFS]; it gives no more than a byte above the limit.
func (f folder) ReadFile(name string) ([]byte, error) {
	file, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return readWhole(file, f.most)
}

// shelf is a folder that stays open while one file after the other is read of it: to look for
// it anew from the office's folder on takes longer than to read a file of a few hundred figures.
type shelf struct {
	dir    string // as in the paths of its files
	folder folder
	open   openFolder
	isOpen bool // not where it could not be opened
}

// turnTo goes to a folder, unless s is there.
func (s *shelf) turnTo(root, dir string) {
	if s.folder.root != "" && s.dir == dir {
		return
	}
	s.close()
	*s = shelf{dir: dir, folder: inside(root, dir)}
	office, err := os.OpenRoot(s.folder.root)
	if err != nil {
		return // each file will say it
	}
	defer office.Close()
	s.open, err = openIn(office, s.folder.path)
	s.isOpen = err == nil
}

func (s *shelf) close() {
	if s.isOpen {
		s.open.Close()
	}
}

// readFile reads a file of the folder. Links and all else that needs a closer look get it from
// [folder.ReadFile], which also says what is wrong.
func (s *shelf) readFile(name string, most int) ([]byte, error) {
	if s.isOpen {
		if data, ok := s.open.read(name, most); ok {
			return data, nil
		}
	}
	closely := s.folder
	closely.most = most
	return closely.ReadFile(name)
}

// readFile reads a file that the command line names, wherever its links lead.
func readFile(path string, most int) ([]byte, error) {
	if err := regular(os.Stat(path)); err != nil {
		return nil, err
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return readWhole(file, most)
}

// ReadReport reads a file that may be a report, which the command line names: refused says
// why it is not read, err what the disk said.
func ReadReport(path string, l limit.Limits) (data []byte, refused *finding.Finding, err error) {
	most := l.Most(limit.ReportFile)
	data, err = readFile(path, most)
	switch {
	case errors.As(err, new(unreadable)):
		f := Unread(path, err)
		return nil, &f, nil
	case len(data) > most:
		f := l.Passed(limit.ReportFile, finding.Pos{File: path})
		return nil, &f, nil
	}
	return data, nil, err
}

// regular refuses what is no file: opening a pipe would wait for ever.
func regular(info fs.FileInfo, err error) error {
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return notRegular
	}
	return err
}

// readWhole reads a file that nobody writes to meanwhile. What is larger than most is cut
// off one byte above, so that whoever reads on says that it is too large.
func readWhole(file fs.File, most int) ([]byte, error) {
	before, err := file.Stat()
	if err != nil {
		return nil, err
	}
	data, err := readTo(before.Size(), make([]byte, 0, min(before.Size(), int64(most))+1), io.LimitReader(file, int64(most)+1))
	if err != nil {
		return nil, err
	}
	after, err := file.Stat()
	if err != nil {
		return nil, err
	}
	whole := int64(len(data)) == after.Size() || len(data) > most
	if !whole || before.Size() != after.Size() || !before.ModTime().Equal(after.ModTime()) {
		return nil, changed
	}
	return data, nil
}

// readTo appends to data what there is to read. Where that is just as much as was expected, it
// does not ask for more: whether there is, the file's size will say.
func readTo(expected int64, data []byte, r io.Reader) ([]byte, error) {
	for {
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		switch {
		case errors.Is(err, io.EOF), err == nil && int64(len(data)) == expected:
			return data, nil
		case err != nil:
			return data, err
		}
	}
}

// unchanging reads a file that may be read more than once in a run: as it was the first
// time, or not at all. What is reported is then of the bytes whose hash is.
func unchanging(read func() ([]byte, error)) func() ([]byte, error) {
	var first atomic.Pointer[uint64]
	seed := maphash.MakeSeed()
	return func() ([]byte, error) {
		data, err := read()
		if err != nil {
			return nil, err
		}
		sum := maphash.Bytes(seed, data)
		if !first.CompareAndSwap(nil, &sum) && *first.Load() != sum {
			return nil, changed
		}
		return data, nil
	}
}

// ReadError says that a file can no longer be read, or is another one than before.
type ReadError struct {
	Path string
	Err  error
}

func (e ReadError) Error() string { return "read " + e.Path + ": " + e.Err.Error() }
func (e ReadError) Unwrap() error { return e.Err }

// Why is the reason in words.
func (e ReadError) Why() finding.Text { return whyUnread(e.Err) }

// Unread says why a file that was found in a folder could not be read.
func Unread(path string, err error) finding.Finding {
	return finding.New(finding.Unread, finding.Pos{File: path}, whyUnread(err)).Hinted(
		"chép lại tệp vào thư mục rồi chạy lại, hoặc chuyển tệp ra khỏi thư mục", "copy the file into the folder again and run again, or move it out of the folder")
}

func whyUnread(err error) finding.Text {
	var u unreadable
	switch {
	case errors.As(err, &u):
		return u.why
	case errors.Is(err, fs.ErrNotExist):
		return finding.Say("tệp không còn nữa", "it is no longer there")
	case errors.Is(err, fs.ErrPermission):
		return finding.Say("không có quyền đọc", "no permission to read it")
	}
	return finding.Say("lỗi khi đọc từ đĩa hoặc mạng", "the disk or the network failed")
}

// mostOf is how many bytes of a file are read, by the ending of its name.
func mostOf(name string, l limit.Limits) int {
	switch kindOf(name) {
	case ".csv":
		return l.Most(limit.TableFile)
	case ".xlsx":
		return l.Most(limit.ReportFile)
	}
	return l.Most(limit.TreeFile)
}
