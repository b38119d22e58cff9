package workspace_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baocao/report/finding"
	"baocao/report/workspace"
)

// office writes files, named from the root on, into a new folder and goes there.
func office(t *testing.T, files map[string]string) {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(root)
}

func names(in *workspace.Inputs) []string {
	all := []string{}
	for _, f := range in.Files {
		all = append(all, f.Name)
	}
	return all
}

func codes(found finding.List) []string {
	all := []string{}
	for _, f := range found {
		all = append(all, f.Pos.String()+" "+string(f.Code))
	}
	return all
}

const units = "code,name,parent\nhuyen,Huyện,\nxa,Xã,huyen\n"

func TestOpen_ReadsWhatTheArgumentsName(t *testing.T) {
	files := map[string]string{
		"baocao.yaml": "unit: huyen\n", "units.csv": units,
		"2022-Q1/b.yaml": "x", "2022-Q1/a.csv": "x", "2022-Q1/c.JSON": "{}", "2022-Q1/.an.yaml": "x", "2022-Q1/~$b.yaml": "x", "2022-Q1/ghi-chu.docx": "x",
		"2021-Q4/a.yaml": "x", "2020-Q1/a.yaml": "x", "rong/ghi-chu.txt": "x",
	}
	for name, c := range map[string]struct {
		args   []string
		period string
		want   []string
		codes  []string
	}{
		"files, in their order":     {[]string{"2022-Q1/b.yaml", "2021-Q4/a.yaml"}, "", []string{"2022-Q1/b.yaml", "2021-Q4/a.yaml"}, []string{}},
		"a folder of submissions":   {[]string{"2022-Q1"}, "", []string{"2022-Q1/a.csv", "2022-Q1/b.yaml", "2022-Q1/c.JSON"}, []string{"2022-Q1/ghi-chu.docx W005", "2022-Q1/~$b.yaml W005"}},
		"a period of the office":    {[]string{"."}, "2022-Q1", []string{"2022-Q1/a.csv", "2022-Q1/b.yaml", "2022-Q1/c.JSON", "2021-Q4/a.yaml"}, []string{"2022-Q1/ghi-chu.docx W005", "2022-Q1/~$b.yaml W005"}},
		"a period that is not":      {[]string{"."}, "2019-Q1", []string{}, []string{". W001"}},
		"a folder without any":      {[]string{"rong"}, "", []string{}, []string{"rong W001"}},
		"a faulty name of a period": {[]string{"."}, "quý I", []string{}, []string{". W001"}},
	} {
		office(t, files)
		in, found, err := workspace.Open(c.args, c.period)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(c.want, names(in)); diff != "" {
			t.Errorf("%s: files (-want +got)\n%s", name, diff)
		}
		if diff := cmp.Diff(c.codes, codes(found)); diff != "" {
			t.Errorf("%s: findings (-want +got)\n%s", name, diff)
		}
	}
}

func TestOpen_SeveralPeriodsAndNoneChosen(t *testing.T) {
	office(t, map[string]string{"2022-Q1/a.yaml": "x", "2021-Q4/a.yaml": "x"})
	_, _, err := workspace.Open([]string{"."}, "")
	var many workspace.ManyPeriods
	if !errors.As(err, &many) || !slices.Equal(many.Periods, []string{"2021-Q4", "2022-Q1"}) {
		t.Errorf("Open = %v, want the two periods", err)
	}
}

func TestOpen_PathThatCannotBeReadIsAnError(t *testing.T) {
	office(t, map[string]string{"a.yaml": "x"})
	in, _, err := workspace.Open([]string{"a.yaml", "khong-co.yaml"}, "")
	if !errors.Is(err, fs.ErrNotExist) || in != nil {
		t.Errorf("Open = %v, %v; want an error alone", in, err)
	}
}

func TestSettings_AreFoundInTheFolderOrAboveIt(t *testing.T) {
	files := map[string]string{"baocao.yaml": "unit: huyen\ntemplate: dan-van\nlayout: hd36\nspelling: ủy\nduplex: true\nlabels: { cap.huyen: cấp quận }\ndocument: { place: Phú Xuyên }\n",
		"units.csv": units, "2022/quy1/xa.yaml": "x", "2022/quy1/danh-sach/m.csv": "x"}
	office(t, files)
	in, found, err := workspace.Open([]string{"2022/quy1/xa.yaml"}, "")
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	s := in.Settings
	if s.Unit != "huyen" || s.Template != "dan-van" || s.Layout != "hd36" || s.Spelling != "ủy" || !s.Duplex || len(s.Labels.Entries) != 1 || len(s.Document.Entries) != 1 {
		t.Errorf("settings %+v", s)
	}
	if u, ok := in.Units.Find("xa"); !ok || u.Parent != "huyen" || in.Files[0].Name != "2022/quy1/xa.yaml" || in.Folder != filepath.FromSlash("2022/quy1") {
		t.Errorf("xa = %+v, %v; file %s; outputs go to %s", u, ok, in.Files[0].Name, in.Folder)
	}
	if data, err := fs.ReadFile(in.Files[0].Folder, "danh-sach/m.csv"); err != nil || string(data) != "x" {
		t.Errorf("a file beside the submission: %q, %v", data, err)
	}
}

func TestSettings_AbsentAnywhereAreEmpty(t *testing.T) {
	office(t, map[string]string{"xa.yaml": "x"})
	in, found, err := workspace.Open([]string{"xa.yaml"}, "")
	if err != nil || len(found) > 0 || in.Settings.Unit != "" || in.Settings.Deadline != -1 || in.Units == nil || in.Files[0].Name != "xa.yaml" {
		t.Errorf("Open = %+v, %v, %v", in, found, err)
	}
}

func TestSettings_EveryFaultIsFound(t *testing.T) {
	for name, c := range map[string]struct {
		settings, units string
		want            []string
	}{
		"unknown field":      {"unti: huyen\n", units, []string{"baocao.yaml:1:1 D006"}},
		"not a map":          {"- unit\n", units, []string{"baocao.yaml:1:1 D015"}},
		"a list for a value": {"unit: [a, b]\n", units, []string{"baocao.yaml:1:7 D015"}},
		"a value for a map":  {"labels: cap\n", units, []string{"baocao.yaml:1:9 D015"}},
		"a third spelling":   {"spelling: uy\n", units, []string{"baocao.yaml:1:11 D015"}},
		"neither yes nor no": {"duplex: maybe\n", units, []string{"baocao.yaml:1:9 D015"}},
		"syntax":             {"unit: {\n", units, []string{"baocao.yaml:1:7 D004"}},
		"unknown column":     {"", "code,name,cap\n", []string{"units.csv:1:11 W004"}},
		"no name":            {"", "code\nxa\n", []string{"units.csv:1:1 W004"}},
		"unknown parent":     {"", "code,name,parent\nxa,Xã,huyen\n", []string{"units.csv:2:1 W004"}},
		"wrong day":          {"", "code,name,valid_from\nxa,Xã,31/2/2022\n", []string{"units.csv:2:7 D011"}},
		"owes":               {"", "code,name,owes\nxa,Xã,có\n", []string{"units.csv:2:7 W004"}},
		"twice":              {"", "code,name\nxa,Xã\nxa,Xã khác\n", []string{"units.csv:3:1 D005"}},
	} {
		files := map[string]string{"xa.yaml": "x", "units.csv": c.units}
		if c.settings != "" {
			files["baocao.yaml"] = c.settings
		}
		office(t, files)
		_, found, err := workspace.Open([]string{"xa.yaml"}, "")
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(c.want, codes(found)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}
