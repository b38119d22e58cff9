package spec

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"baocao/report/period"
)

var builtIn = os.DirFS("../../templates")

func TestLoadLayout_HD36(t *testing.T) {
	p, err := LoadLayout(builtIn, "hd36")
	if err != nil {
		t.Fatal(err)
	}
	if p.Margins.Left != 30 || p.Margins.Right != 15 || p.Margins.Top != 20 || p.Margins.Bottom != 20 {
		t.Errorf("margins = %+v, want 20, 20, 30, 15", p.Margins)
	}
	if p.PageNumber.Top != 10 || p.PageNumber.Size != 14 || p.PageNumber.First != 2 {
		t.Errorf("page number = %+v, want 14 pt, 10 mm from the top, from page 2", p.PageNumber)
	}
	if got := p.Header.National[0]; got.Text != "ĐẢNG CỘNG SẢN VIỆT NAM" || got.Size != 15 || !got.Bold {
		t.Errorf("national title = %+v", got)
	}
	if !p.From.IsZero() || p.To != (period.Date{Year: 2026, Month: 5, Day: 26}) {
		t.Errorf("in force from %v to %v, want to 2026-05-26", p.From, p.To)
	}
	if p.Signature.Position.Bold || !p.Signature.Authority.Bold {
		t.Error("the authority is bold, the position is not")
	}
}

// broken returns the hd36 layout with one piece of its text replaced.
func broken(t *testing.T, old, new string) fs.FS {
	t.Helper()
	data, err := fs.ReadFile(builtIn, "layouts/hd36.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), old) {
		t.Fatalf("hd36.yaml has no %q", old)
	}
	text := strings.Replace(string(data), old, new, 1)
	return fstest.MapFS{"layouts/hd36.yaml": {Data: []byte(text)}}
}

func TestLoadLayout_RefusesWhatCannotBeDrawn(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"unknown key", "paper:", "papre:", "papre"},
		{"another name", "name: hd36", "name: hd35", "hd35"},
		{"size left out", "number: { size: 14 }", "number: { bold: true }", "header.number.size"},
		{"leading of zero", "leading: 15 ", "leading: 0 ", "recipients.leading"},
		{"size of a heading", "- { size: 14, bold: true, before: 8", "- { bold: true, before: 8", "headings[1].size"},
		{"margins too wide", "left: 30", "left: 300", "margins"},
		{"no day", "to: 2026-05-26", "to: 2026-05", "2026-05"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := LoadLayout(broken(t, c.old, c.new), "hd36")
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error = %v, want one that names %q", err, c.want)
			}
		})
	}
}

func TestLoadLayout_UnknownName(t *testing.T) {
	if _, err := LoadLayout(builtIn, "hd99"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error = %v, want fs.ErrNotExist", err)
	}
}

// dated is a folder of layouts that differ in name and dates alone.
func dated(t *testing.T, dates map[string]string) fs.FS {
	t.Helper()
	folder := fstest.MapFS{}
	for name, days := range dates {
		one := broken(t, "to: 2026-05-26", days)
		data, _ := fs.ReadFile(one, "layouts/hd36.yaml")
		text := strings.Replace(string(data), "name: hd36", "name: "+name, 1)
		folder["layouts/"+name+".yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	return folder
}

func TestLayoutFor_BothEndsCount(t *testing.T) {
	folder := dated(t, map[string]string{
		"old":   "to: 2026-05-26",
		"new":   "from: 2026-05-27",
		"state": "", // by name only
	})
	for _, c := range []struct {
		date period.Date
		want string
	}{
		{period.Date{Year: 2019, Month: 6, Day: 30}, "old"},
		{period.Date{Year: 2026, Month: 5, Day: 26}, "old"},
		{period.Date{Year: 2026, Month: 5, Day: 27}, "new"},
	} {
		p, err := LayoutFor(folder, c.date)
		if err != nil || p.Name != c.want {
			t.Errorf("LayoutFor(%v) = %q, %v, want %q", c.date, p.Name, err, c.want)
		}
	}
}

func TestLayoutFor_NoneOrSeveral(t *testing.T) {
	day := period.Date{Year: 2026, Month: 5, Day: 27}
	_, err := LayoutFor(dated(t, map[string]string{"hd36": "to: 2026-05-26"}), day)
	if err == nil || !strings.Contains(err.Error(), "2026-05-27") || !strings.Contains(err.Error(), "hd36") {
		t.Errorf("error = %v, want one that names the day and hd36", err)
	}
	_, err = LayoutFor(dated(t, map[string]string{"a": "from: 2026-05-27", "b": "from: 2020-01-01"}), day)
	if err == nil || !strings.Contains(err.Error(), "a, b") {
		t.Errorf("error = %v, want one that names a, b", err)
	}
}

// The layouts of the Party follow each other without a gap; the State's goes by name alone.
func TestLayouts_OneForEveryDay(t *testing.T) {
	for _, c := range []struct {
		date period.Date
		want string
	}{
		{period.Date{Year: 2018, Month: 4, Day: 3}, "hd36"},
		{period.Date{Year: 2026, Month: 5, Day: 26}, "hd36"},
		{period.Date{Year: 2026, Month: 5, Day: 27}, "hd05"},
		{period.Date{Year: 2030, Month: 1, Day: 1}, "hd05"},
	} {
		if p, err := LayoutFor(builtIn, c.date); err != nil || p.Name != c.want {
			t.Errorf("LayoutFor(%v) = %q, %v, want %q", c.date, p.Name, err, c.want)
		}
	}
}
