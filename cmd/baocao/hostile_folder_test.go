package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// linked is an office with a link in it.
func linked(name, target string, more map[string]string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		files(more)(t, dir)
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skip(err)
		}
	}
}

// unitNamed is a submission of a unit with an odd code.
func unitNamed(code string) func(*testing.T, string) {
	return file("a.yaml", fmt.Sprintf("template: dan-van\nunit: { code: %q, name: Xã A, level: xa }\nperiod: 2022-Q1\ndocument: { issuer: { superior: X, body: Y } }\nfigures: { TD04: 1 }\n", code))
}

// secret is what lies outside of the office.
const secret = "root:x:0:0"

// outside puts a file beside the office.
func besideOffice(t *testing.T, dir string) {
	t.Helper()
	write(t, filepath.Join(dir, "..", "outside.yaml"), head+"figures: { TD04: 1 }\n# "+secret+"\n")
	write(t, filepath.Join(dir, "..", "outside.csv"), "ten\n"+secret+"\n")
}

func both(first, second func(*testing.T, string)) func(*testing.T, string) {
	return func(t *testing.T, dir string) { first(t, dir); second(t, dir) }
}

const makeHere = "generate . -o bao-cao"

// sent is a report that others made, of these figures.
func sent(figures func() string) func(*testing.T, string) {
	return made("a.json", func() string {
		return `{"schema": "baocao.report/1", "fingerprint": "", "texts_sha256": "", "template": {"name": "x"}, "unit": {"code": "a"},
"period": {"code": "2022-Q1"}, "left_out": [], "other_periods": [], "units": [], "counted_files": [], "check_counts": {}, "checks": [],
"completeness": {}, "inputs": [], "figures": [` + figures() + "]}"
	})
}

const sentFigure = `{"indicator": "A%d", "value": 1, "status": "value", "units": {"covered": 1, "expected": 1}}, `

var hostileFolders = []hostile{
	{name: "a report of 20,000 figures", make: sent(keys("", sentFigure, 20_000, `{"indicator": "B", "value": 1, "status": "value"}`)), args: "diff a.json a.json", exit: 0, want: []string{"GIỐNG NHAU"}},
	{name: "a report with a number of 10 MB", make: sent(func() string {
		return `{"indicator": "A", "status": "value", "value": ` + strings.Repeat("9", 10<<20) + "}"
	}), args: "trace a.json A", exit: 1, want: []string{"hỏng"}},
	{name: "a report with an exponent of a million", make: sent(say(`{"indicator": "A", "status": "value", "value": 1e1000000}`)), args: "verify a.json", exit: 1, want: []string{"hỏng"}},
	{name: "a report nested", make: made("a.json", deep(`{"schema": "baocao.report/1", "figures": `, "[", "", "]", deepest)), args: "verify a.json", exit: 1, want: []string{"hỏng"}},
	{name: "a link out of the folder", make: both(besideOffice, linked("a.yaml", "../outside.yaml", nil)), want: []string{"[D034]", "ra ngoài"}, not: []string{secret}},
	{name: "a link to a device", make: linked("a.yaml", "/dev/zero", nil), want: []string{"[D034]"}},
	{name: "a link to itself", make: linked("a.yaml", "a.yaml", nil), want: []string{"[D034]"}},
	{name: "a workbook that is a link out of the folder", make: both(besideOffice, linked("a.xlsx", "../outside.yaml", nil)), want: []string{"[D034]"}, not: []string{secret}},
	{name: "settings that are a link to a device", make: linked("baocao.yaml", "/dev/zero", map[string]string{"a.yaml": head}), want: []string{"[D034]", "baocao.yaml"}},
	{name: "a list of units that is a link to a device", make: linked("units.csv", "/dev/zero", map[string]string{"a.yaml": head}), want: []string{"[D034]", "units.csv"}},
	{name: "a device", make: files(nil), args: "check /dev/zero", exit: 1, want: []string{"[D034]", "thiết bị"}},
	{name: "a device for random bytes", make: files(nil), args: "check /dev/urandom", exit: 1, want: []string{"[D034]"}},
	{name: "a template that is a link to a device", make: linked("mau/template.yaml", "/dev/zero", map[string]string{"mau/summary.md": "x", "a.yaml": ownHead}), want: []string{"[S002]"}},
	{name: "a template that leads out of its folder", make: both(besideOffice, linked("mau/template.yaml", "../../outside.yaml", map[string]string{"mau/summary.md": "x", "a.yaml": ownHead})), want: []string{"[S002]"}, not: []string{secret}},
	{name: "a template on another machine", make: file("a.yaml", strings.Replace(head, "dan-van", `\\evil\share\mau`, 1)), want: []string{"[S001]"}},
	{name: "an office's template on another machine", make: files(map[string]string{"baocao.yaml": "unit: xa-a\ntemplate: '\\\\evil\\share\\mau'\n", "a.yaml": strings.Replace(head, "template: dan-van\n", "", 1)}), want: []string{"[S001]"}},
	{name: "an office's template on another machine, in other slashes", make: files(map[string]string{"baocao.yaml": "unit: xa-a\ntemplate: /\\evil/share/mau\n", "a.yaml": strings.Replace(head, "template: dan-van\n", "", 1)}), want: []string{"[S001]"}},
	{name: "units that are one on Windows", make: files(map[string]string{"baocao.yaml": "unit: h\n", "units.csv": "code,name,level,parent\nh,Huyện,huyen,\nxa,Xã,xa,h\nXA,Xã,xa,h\n"}), args: "form --all -p 2022-Q1 -t dan-van", exit: 1, want: []string{"[W004]", "chữ hoa"}},
	{name: "a template above", make: file("a.yaml", strings.Replace(head, "dan-van", "../../../etc", 1)), want: []string{"[S001]"}},
	{name: "a template anywhere", make: file("a.yaml", strings.Replace(head, "dan-van", "/etc", 1)), want: []string{"[S001]"}},
	{name: "a register out of the folder", make: both(besideOffice, file("a.yaml", head+"registers: { mo_hinh: ../outside.csv }\n")), want: []string{"[D017]", "trong thư mục"}, not: []string{secret}},
	{name: "a register anywhere", make: file("a.yaml", head+"registers: { mo_hinh: /etc/passwd }\n"), want: []string{"[D017]"}, not: []string{"root:"}},
	{name: "a register on another machine", make: file("a.yaml", head+"registers: { mo_hinh: '\\\\evil\\share\\x.csv' }\n"), want: []string{"[D017]"}},
	{name: "a register that is a link out of the folder", make: both(besideOffice, linked("ds.csv", "../outside.csv", map[string]string{"a.yaml": head + "registers: { mo_hinh: ds.csv }\n"})), want: []string{"[D017]"}, not: []string{secret}},
	{name: "a register that is a link to a device", make: linked("ds.csv", "/dev/zero", map[string]string{"a.yaml": head + "registers: { mo_hinh: ds.csv }\n"}), want: []string{"[D017]"}},
	{name: "a register that is its submission", make: file("a.csv", heading+"xa-a,2022-Q1,TD04,,,1\n"), args: "check . -t dan-van", exit: 0, want: []string{"HỢP LỆ"}},
	{name: "a file that replaces itself", make: file("a.yaml", head+"replaces: a.yaml\nfigures: { TD04: 1 }\n"), exit: 0, args: "check a.yaml", want: []string{"[W007]"}},
	{name: "files that replace each other", make: files(map[string]string{
		"a.yaml": head + "replaces: b.yaml\nfigures: { TD04: 1 }\n", "b.yaml": head + "replaces: a.yaml\nfigures: { TD04: 2 }\n"}), want: []string{"[W002]", "[W007]"}},
	{name: "a file that replaces what lies outside", make: file("a.yaml", head+"replaces: ../../../etc/passwd\nfigures: { TD04: 1 }\n"), exit: 0, args: "check a.yaml", want: []string{"[W007]"}},

	{name: "a unit that climbs", make: unitNamed("../../evil"), args: makeHere, exit: 1, want: []string{"[W009]"}},
	{name: "a unit that climbs as on Windows", make: unitNamed(`..\evil`), args: makeHere, exit: 1, want: []string{"[W009]"}},
	{name: "a unit of the root", make: unitNamed("/evil"), args: makeHere, exit: 1, want: []string{"[W009]"}},
	{name: "a unit named as a device", make: unitNamed("CON"), args: makeHere, exit: 1, want: []string{"[W009]", "Windows"}},
	{name: "a unit named as a device with an ending", make: unitNamed("nul.xlsx"), args: makeHere, exit: 1, want: []string{"[W009]", "Windows"}},
	{name: "a unit named as a port", make: unitNamed("COM1"), args: makeHere, exit: 1, want: []string{"[W009]", "Windows"}},
	{name: "a unit with a stream", make: unitNamed("a:b"), args: makeHere, exit: 1, want: []string{"[W009]"}},
	{name: "a unit of 5,000 letters", make: unitNamed(strings.Repeat("a", 5000)), args: makeHere, exit: 1, want: []string{"[W009]", "64"}},
	{name: "a unit of a dot", make: unitNamed(".."), args: makeHere, exit: 1, want: []string{"[W009]"}},
	{name: "a unit in the list that climbs", make: files(map[string]string{"units.csv": "code,name,level,parent\nh,Huyện,huyen,\n../evil,Xã,xa,h\n", "2022-Q1/a.yaml": "template: dan-van\nunit: h\nperiod: 2022-Q1\n", "baocao.yaml": "unit: h\n"}), args: "form --all -p 2022-Q1 -t dan-van", exit: 1, want: []string{"[W009]"}},
	{name: "an issuing unit that climbs", make: files(map[string]string{"baocao.yaml": "unit: ../../evil\ntemplate: dan-van\ndocument: { issuer: { superior: X, body: Y } }\n", "a.yaml": head + "figures: { TD04: 1 }\n"}), args: makeHere, exit: 1, want: []string{"[W009]"}},
	{name: "a period that climbs", make: file("a.yaml", "template: dan-van\nunit: a\nperiod: { code: ../../evil, label: x, from: 2022-01-01, to: 2022-03-31 }\n"), args: makeHere, exit: 1, want: []string{"[D012]"}},
	{name: "a file's name that turns", make: file("a\u202efdp.yaml", head), want: []string{"[D018]", "U+202E"}},
	{name: "a file's name that moves the cursor", make: file("a\x1b[2J.yaml", head), want: []string{"[D018]", "U+001B"}},
	{name: "a file's name of two lines", make: file("a\nHỢP LỆ\n.yaml", head), want: []string{"[D018]"}},
	{name: "a file's name that is no UTF-8", make: file("a\xff.yaml", head), want: []string{"[D018]"}},
	{name: "a chain of 15,000 units", make: both(file("a.yaml", "template: dan-van\nunit: u0\nperiod: 2022-Q1\n"), made("units.csv", func() string {
		var b strings.Builder
		b.WriteString("code,name,parent\nu0,U,\n")
		for i := range 15_000 {
			fmt.Fprintf(&b, "u%d,U,u%d\n", i+1, i)
		}
		return b.String()
	})), args: "check a.yaml", exit: 0, want: []string{"HỢP LỆ"}},
	{name: "a circle of units", make: files(map[string]string{"units.csv": "code,name,parent\na,A,b\nb,B,a\n", "a.yaml": "template: dan-van\nunit: a\nperiod: 2022-Q1\n"}), want: []string{"[W004]"}},
	{name: "a million units", make: both(file("a.yaml", head), made("units.csv", keys("code,name\n", "u%d,U\n", 1_000_000, ""))), want: []string{"[D019]", "20.000"}},

	{name: "a CSV that is a workbook", make: file("a.csv", "PK\x03\x04xx"), want: []string{"[D022]", "tệp Excel"}},
	{name: "a workbook that is a CSV", make: file("a.xlsx", heading), want: []string{"[D022]", "không phải là bảng tính Excel"}},
	{name: "a workbook of Excel 97", make: file("a.xlsx", ole("Workbook")), want: []string{"[D022]", "97-2003"}},
	{name: "a workbook that is a PDF", make: file("a.xlsx", "%PDF-1.4"), want: []string{"[D022]", "PDF"}},
	{name: "a file of each other kind", make: files(map[string]string{"a.yaml": head, "b.xls": "x", "c.ods": "x", "d.rar": "x", "e.zip": "x", "f.docx": "x",
		"g.pdf": "x", "h.jpg": "x", "i.xlsx.crdownload": "x", "k.part": "x", "~$l.xlsx": "x", "Thumbs.db": "x", ".DS_Store": "x", "desktop.ini": "x"}),
		args: "check .", want: []string{"b.xls: cảnh báo", "c.ods: cảnh báo", "d.rar: cảnh báo", "e.zip: cảnh báo", "f.docx: lưu ý", "g.pdf: lưu ý", "h.jpg: lưu ý",
			"i.xlsx.crdownload: cảnh báo", "k.part: cảnh báo", "đang mở trong Excel"}, not: []string{"Thumbs.db", "DS_Store", "desktop.ini"}},
	{name: "a copy that is the same", make: files(map[string]string{"a.yaml": head, "a (1).yaml": head}), args: "check .", want: []string{"giống hệt “a.yaml”", "[W005]"}, not: []string{"[W002]"}},
	{name: "a copy that differs", make: files(map[string]string{"a.yaml": head + "figures: { TD04: 1 }\n", "a (1).yaml": head + "figures: { TD04: 2 }\n"}), want: []string{"[W002]"}},
}
