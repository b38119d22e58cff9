package source

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sameTree fails unless what the reader of plain YAML makes of a file is what the full
// reader makes of it. read is false where the former leaves the file to the latter.
func sameTree(t *testing.T, data []byte) (read bool) {
	t.Helper()
	text, list := Text(File{Path: "a.yaml", Data: data})
	if list.HasErrors() || isBlank(text) {
		return false
	}
	from := &Origin{Path: "a.yaml"}
	got, read := new(Trees).plainYAML(from, text, &picker{})
	if !read {
		return false
	}
	want, list := new(Trees).fullYAML(File{}, from, text)
	if diff := cmp.Diff(want, got); diff != "" || len(list) > 0 {
		t.Fatalf("%q: %v (-full +plain)\n%s", data, list, diff)
	}
	return true
}

var plainFiles = []string{
	"unit: phu-xuyen # mã\nperiod: 2022-Q1\n\n# số liệu\nfigures:\n  DVK01: { cap: {thanh_pho: 8, huyen: 66}, total: 74 }\n  MT05: { doan: 44/48, ccb: 100% } # c\n  TD04: 0\ntemplate: dan-van\n",
	"a: Dân vận  khéo, 5 (năm)\nb: { xã: 1 }\n",
	"b: { x: Xã Đại Thắng , y: \"a: b, {c}\" }\nc: \"#\"   # d\n",
	"a:\n    b:\n      c: 1\n    d: null\ne: Null",
	"a: trên 10\nb: 1,5\nc: 2022-04-27\nd: 27/4/2022\ne: x-y -z\nf: true\ng: 08\n",
	"  \na: 1\n   # x\n\n",
	"a: [x, \"y, z\", { b: [1] }, 08]\nb: []\nc: {}  # không\nd: { e: [ ], f: { } }\n",
	"a:\n  - { b: 1 }   # c\n  # d\n  - trên 10\n\n  - \"x: y\"\n  - [1, 2]\nb:\n    - z",
	"a:\n  b: |\n    Dân vận: “khéo” # 1\n\n    - hai\n      ba\n  c: 1\nd: |\n  x\n\n\ne: 2\n",
	"a: |\n  một\n  hai",
	"checks:\n  - { rule: TD06 = previous(TD06) + TD04 - TD05 * 2, level: x; y }\n  - { rule: abs(A) <= 50 }\n",
}

func TestPlainYAML_GivesTheTreeOfTheFullReader(t *testing.T) {
	for i, text := range plainFiles {
		if i != 1 && !sameTree(t, []byte(text)) {
			t.Errorf("not read: %q", text)
		}
	}
	read, all := 0, 0
	for _, folder := range []string{"../../samples/", "../../templates/dan-van/", "../../templates/dan-chu-co-so/", "../../templates/layouts/"} {
		err := fs.WalkDir(os.DirFS(folder), ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".yaml") {
				return err
			}
			data, err := os.ReadFile(folder + path)
			switch {
			case err != nil:
			case sameTree(t, data):
				read++
			case folder != "../../samples/": // what stands in the program is read in every run
				t.Errorf("%s is not plain", path)
			}
			all++
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
	if read < all*3/4 {
		t.Errorf("%d of %d files are plain", read, all)
	}
}

func FuzzPlainYAML(f *testing.F) {
	for _, text := range plainFiles {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < 4<<10 {
			sameTree(t, data)
		}
	})
}
