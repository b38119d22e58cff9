package workspace

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"baocao/report/finding"
	"baocao/report/limit"
)

// busy is a file to which somebody writes while it is read: stats are what it says of itself
// one after the other.
type busy struct {
	*bytes.Reader
	stats []fs.FileInfo
}

func (f *busy) Close() error { return nil }
func (f *busy) Stat() (fs.FileInfo, error) {
	info := f.stats[0]
	if f.stats = f.stats[1:]; info == nil {
		return nil, fs.ErrNotExist
	}
	return info, nil
}

// info is what a file says of itself.
type info struct {
	fs.FileInfo
	size int64
	time time.Time
}

func (i info) Size() int64        { return i.size }
func (i info) ModTime() time.Time { return i.time }

func same(err, want error) bool {
	if err == nil || want == nil {
		return err == want
	}
	return err.Error() == want.Error()
}

func TestReadWhole_NothingThatChangesMeanwhile(t *testing.T) {
	then, later := time.Unix(1e9, 0), time.Unix(1e9+1, 0)
	for _, c := range []struct {
		name          string
		before, after fs.FileInfo
		want          error
	}{
		{"at rest", info{size: 5, time: then}, info{size: 5, time: then}, nil},
		{"grows", info{size: 5, time: then}, info{size: 9, time: then}, changed},
		{"grew before it was read", info{size: 3, time: then}, info{size: 5, time: then}, changed},
		{"is cut", info{size: 9, time: then}, info{size: 5, time: then}, changed},
		{"is written over", info{size: 5, time: then}, info{size: 5, time: later}, changed},
		{"goes", info{size: 5, time: then}, nil, fs.ErrNotExist},
		{"went before", nil, nil, fs.ErrNotExist},
	} {
		data, err := readWhole(&busy{bytes.NewReader([]byte("abcde")), []fs.FileInfo{c.before, c.after}}, 100)
		if !same(err, c.want) || (err == nil) != (string(data) == "abcde") {
			t.Errorf("a file that %s: %q, %v", c.name, data, err)
		}
	}
}

// A workbook is read when its turn comes, and perhaps again: never another one than before.
func TestUnchanging_GivesTheSameOrNothing(t *testing.T) {
	now, fails := []byte("a"), error(nil)
	read := unchanging(func() ([]byte, error) { return now, fails })
	for _, c := range []struct {
		is    string
		fails error
		want  error
	}{{"a", nil, nil}, {"a", nil, nil}, {"b", nil, changed}, {"a", fs.ErrNotExist, fs.ErrNotExist}, {"a", nil, nil}} {
		now, fails = []byte(c.is), c.fails
		data, err := read()
		if !same(err, c.want) || (err == nil) != (string(data) == c.is) {
			t.Errorf("of %q, %v: %q, %v", c.is, c.fails, data, err)
		}
	}
}

// Files are found in a folder before they are read. What happens to them in between is a
// finding at the file, and the others are read.
func TestOpen_FilesThatCannotBeRead(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		says string
	}{
		{"is gone", &fs.PathError{Op: "open", Err: fs.ErrNotExist}, "không còn nữa"},
		{"is forbidden", &fs.PathError{Op: "open", Err: fs.ErrPermission}, "không có quyền đọc"},
		{"lies on a drive that fails", &fs.PathError{Op: "read", Err: errors.New("input/output error")}, "lỗi khi đọc từ đĩa hoặc mạng"},
		{"changes", changed, "thay đổi trong lúc đọc"},
	} {
		o := &opener{in: &Inputs{}}
		if err := o.unread("2022-Q1/a.yaml", c.err); err != nil {
			t.Errorf("a file that %s: %v", c.name, err)
			continue
		}
		f := o.findings[0]
		if said := f.In(finding.VI); f.Code != finding.Unread || f.Severity != finding.Error || !strings.Contains(said, c.says) || !strings.Contains(said, "2022-Q1/a.yaml") {
			t.Errorf("a file that %s: %s", c.name, said)
		}
	}
}

func TestOpen_AFileThatVanished(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.yaml", "b.yaml"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("unit: "+name[:1]+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	o := &opener{in: &Inputs{}, args: []string{dir}}
	paths, err := o.submissions(dir)
	if err != nil || len(paths) != 2 {
		t.Fatal(paths, err)
	}
	if err := os.Remove(paths[0]); err != nil {
		t.Fatal(err)
	}
	for _, f := range o.files(paths) {
		if err := o.take(f); err != nil {
			t.Fatal(err)
		}
	}
	if len(o.in.Files) != 1 || filepath.Base(o.in.Files[0].Path) != "b.yaml" || len(o.findings) != 1 || o.findings[0].Code != finding.Unread || o.findings[0].Pos.File != paths[0] {
		t.Errorf("files %v, findings %v", o.in.Files, o.findings)
	}
}

// A link may lead to another folder of the same office, and nowhere else.
func TestOpen_LinksWithinTheOffice(t *testing.T) {
	outer := t.TempDir()
	dir := filepath.Join(outer, "office")
	for name, text := range map[string]string{"office/baocao.yaml": "unit: xa\n", "office/kho/b.yaml": "unit: b\n", "ngoai.yaml": "unit: c\n", "office/2022-Q1/a.yaml": "unit: a\n"} {
		path := filepath.Join(outer, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), os.WriteFile(path, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	for name, target := range map[string]string{"b.yaml": "../kho/b.yaml", "c.yaml": "../../ngoai.yaml"} {
		if err := os.Symlink(target, filepath.Join(dir, "2022-Q1", name)); err != nil {
			t.Skip(err)
		}
	}
	in, found, err := Open([]string{dir}, "")
	if err != nil || len(in.Files) != 2 || len(found) != 1 {
		t.Fatalf("%v: files %v, findings %v", err, in.Files, found)
	}
	for i, want := range []string{"a", "b"} {
		if f := in.Files[i]; f.Name != "2022-Q1/"+want+".yaml" || string(f.Data) != "unit: "+want+"\n" {
			t.Errorf("%s: %q, want that of %s", f.Name, f.Data, want)
		}
	}
	if f := found[0]; f.Code != finding.Unread || filepath.Base(f.Pos.File) != "c.yaml" {
		t.Errorf("of the link that leads out: %s", f.In(finding.VI))
	}
}

func TestReadReport_RefusesWhatIsTooLarge(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.json")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	most := limit.Limits{}.Most(limit.ReportFile)
	if err := errors.Join(f.Truncate(int64(most)+1), f.Close()); err != nil { // takes no room
		t.Fatal(err)
	}
	if _, refused, err := ReadReport(path, limit.Limits{}); err != nil || refused == nil || refused.Code != finding.TooLarge {
		t.Errorf("refused %v, %v", refused, err)
	}
	if data, refused, err := ReadReport(path, limit.Limits{Tenfold: true}); err != nil || refused != nil || len(data) != most+1 {
		t.Errorf("with --large: %d bytes, refused %v, %v", len(data), refused, err)
	}
}
