package decode

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/source"
)

const head = "unit: phu-xuyen\nperiod: 2022-Q1\n"

func named(name, text string) source.File {
	return source.File{Path: name, Name: name, Data: []byte(text)}
}

// told gives each finding as "line:col code", in the order of the places.
func told(list finding.List) string {
	var out []string
	for _, f := range list.Sorted(nil) {
		out = append(out, f.Pos.Place()+" "+string(f.Code))
	}
	return strings.Join(out, ", ")
}

// line writes a figure on one line: CODE.axis.category = value, then what stands beside it.
func line(f figures.Figure) string {
	name := f.Indicator
	for _, part := range []string{f.Axis, f.Category} {
		if part != "" {
			name += "." + part
		}
	}
	s := name + " = " + value(f.Value())
	if f.OutOf().State != num.Missing {
		s += "/" + value(f.OutOf())
	}
	if f.Rate() != nil {
		s += " rate " + f.Rate().String()
	}
	for _, extra := range []struct{ word, text string }{{"", f.Qualifier()}, {"since ", date(f.Since())}, {"as_of ", date(f.AsOf())}, {"note ", f.Note()}} {
		if extra.text != "" {
			s += " " + extra.word + extra.text
		}
	}
	if f.Bad {
		s += " BAD"
	}
	return s
}

func value(v num.Value) string {
	switch v.State {
	case num.Known:
		return v.Number.String()
	case num.NotApplicable:
		return "x"
	}
	return "?"
}

func date(d period.Date) string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprint(d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%d-%02d-%02d", d.Year, d.Month, d.Day)
}

func lines(subs []*figures.Submission) string {
	var all []string
	for _, s := range subs {
		for _, f := range s.Figures {
			all = append(all, line(f))
		}
	}
	return strings.Join(all, "\n")
}

func TestFigures(t *testing.T) {
	for _, tc := range []struct{ name, in, want, told string }{
		{"a plain number is the total", "DVK01: 117", "DVK01 = 117", ""},
		{"leading zeros are decimal", "A: 08\n  B: 010", "A = 8\nB = 10", ""},
		{"categories", "DVK01: { thanh_pho: 8, huyen: 66 }", "DVK01.thanh_pho = 8\nDVK01.huyen = 66", ""},
		{"a stated total and its parts", "BD04: { total: 20, tap_the: 10 }", "BD04 = 20\nBD04.tap_the = 10", ""},
		{"breakdowns one level down", "A: {cap: {huyen: 1}, linh_vuc: {kt: 2, total: 3}}", "A.cap.huyen = 1\nA.linh_vuc.kt = 2\nA = 3", ""},
		{"a window", "A: {value: 8, since: 2017, as_of: 2022-04-27, note: Cả huyện}", "A = 8 since 2017 as_of 2022-04-27 note Cả huyện", ""},
		{"a window of a category", "A: {huyen: {value: 8, since: 2017}}", "A.huyen = 8 since 2017", ""},
		{"a window beside categories holds for all", "A: {total: 20, tap_the: 10, as_of: 27/4/2022, qualifier: gần}",
			"A = 20 gần as_of 2022-04-27\nA.tap_the = 10 gần as_of 2022-04-27", ""},
		{"a category's own window wins", "A: {as_of: 2022, x1: {value: 1, as_of: 2021}, x2: 2}", "A.x1 = 1 as_of 2021\nA.x2 = 2 as_of 2022", ""},
		{"done and out_of", "A: {done: 44, out_of: 48, as_of: 2022-04}", "A = 44/48 as_of 2022-04", ""},
		{"done and out_of, short", "A: {doan: 44/48, ccb: 100%}", "A.doan = 44/48\nA.ccb = ? rate 100", ""},
		{"zero, not applicable and missing stay apart", "A: 0\n  B: x\n  C: N/A\n  D:\n  E: null\n  F: \"\"\n  G: {huyen: ~, xa: X}\n  H: {}",
			"A = 0\nB = x\nC = x\nG.xa = x", ""},
		{"qualifiers typed before the number", "A: trên 20\n  B: {value: GẦN 900}\n  C: {huyen: hơn 45.75%}", "A = 20 trên\nB = 900 gần\nC.huyen = ? rate 45.75 hơn", ""},
		{"a quoted number is a number", "A: \"117\"", "A = 117", ""},
		{"a missing value beside a note is missing", "A: {value: , note: chưa thống kê}", "", ""},

		{"a dash is asked about", "A: -\n  B: –\n  C: {huyen: —}", "A = ? BAD\nB = ? BAD\nC.huyen = ? BAD", "4:6 D013, 5:6 D013, 6:14 D013"},
		{"no number", "A: 1O4", "A = ? BAD", "4:6 D007"},
		{"both halves of a pair are read", "A: 4O/4B", "A = ? BAD", "4:6 D007, 4:6 D007"},
		{"two readings", "A: 1.234", "A = ? BAD", "4:6 D008"},
		{"a comma cut a number", "A: { huyen: 1,5, xa: 2 }", "A.huyen = ? BAD\nA.xa = 2", "4:17 D009"},
		{"a comma cut a note", "A: {value: 3, note: abc, def}", "A = 3 BAD", "4:28 D009"},
		{"a value beside a total", "A: {total: 20, value: 3}", "A = 20", "4:18 D020"},
		{"a value beside categories", "A: {huyen: 20, done: 3}", "A.huyen = 20", "4:18 D020"},
		{"value and done", "A: {value: 20, done: 3}", "A = ? BAD", "4:6 D020"},
		{"done alone", "A: {done: 3}", "A = ? BAD", "4:6 D014"},
		{"two qualifiers", "A: {value: trên 20, qualifier: gần}", "A = 20 trên BAD", "4:14 D020"},
		{"an unknown qualifier", "A: {value: 20, qualifier: tren}\n  B: độ 20", "A = 20 BAD\nB = ? BAD", "4:29 D021, 5:6 D021"},
		{"a field typed wrong", "A: {value: 8, asof: 2022}", "A = 8 BAD", "4:17 D006"},
		{"a field typed wrong in a category", "A: {huyen: {value: 8, asof: 2022}}", "A.huyen = 8 BAD", "4:25 D006"},
		{"a wrong date", "A: {value: 8, as_of: 01/102021}", "A = 8 BAD", "4:24 D011"},
		{"what cannot be printed is told once", "A: 👍\n  B: {value: 3, as_of: \uE000}", "A = ? BAD\nB = 3 BAD", "4:6 D018, 5:24 D018"},
		{"a list is no figure", "A: [1, 2]", "A = ? BAD", "4:6 D015"},
		{"a category twice", "A: {huyen: 1, huyen: 2}", "A.huyen = 1 BAD", "4:17 D005"},
		{"one bad figure does not hide another", "A: abc\n  B: 2\n  C: 3 %%", "A = ? BAD\nB = 2\nC = ? BAD", "4:6 D007, 6:6 D007"},
	} {
		subs, list := Submission(named("a.yaml", head+"figures:\n  "+tc.in+"\n"))
		if got := lines(subs); got != tc.want || told(list) != tc.told {
			t.Errorf("%s:\n got %s\n     %s\nwant %s\n     %s", tc.name, got, told(list), tc.want, tc.told)
		}
	}
}

func TestSubmission_Fields(t *testing.T) {
	in := `template: dan-van
unit: {code: phu-xuyen, name: Huyện Phú Xuyên, level: huyen, parent: ha-noi}
period: {code: dot-1, label: đợt 1, from: 2022-01-01, to: 2022-02-15}
received: 2022-04-03
replaces: [cu.yaml]
targets: { DVK01: 120, DVK02: x, DVK03: }
texts:
  tinh_hinh: |
    Một, hai.
labels: { cap.huyen: cấp quận }
registers: { mo_hinh: [{ten: A, cap: huyen}, {ten: B, cap: }], trong: [], vang: }
document:
  number: 07
  symbol: BC/BDVHU
  issuer: { superior: HUYỆN UỶ PHÚ XUYÊN, body: BAN DÂN VẬN }
  place: Phú Xuyên
  date: 27/4/2022
  signer: { authority: [T/M BAN DÂN VẬN, K/T TRƯỞNG BAN], position: PHÓ TRƯỞNG BAN, name: A }
  recipients: [Huyện uỷ, "Lưu"]
  draft: lần 1
  urgency: HOẢ TỐC
`
	subs, list := Submission(named("x/a.yaml", in))
	if len(list) > 0 || len(subs) != 1 {
		t.Fatalf("got %d submissions, %s", len(subs), told(list))
	}
	s := subs[0]
	day := period.Date{Year: 2022, Month: 4, Day: 27}
	if s.Template != "dan-van" || s.Unit.Name != "Huyện Phú Xuyên" || s.Unit.Parent != "ha-noi" || s.Period.Code != "dot-1" ||
		date(s.Received) != "2022-04-03" || len(s.Replaces) != 1 || s.Replaces[0].File != "cu.yaml" || s.Name != "x/a.yaml" {
		t.Errorf("got %+v", s)
	}
	if len(s.Targets) != 2 || value(s.Targets[0].Value) != "120" || value(s.Targets[1].Value) != "x" {
		t.Errorf("targets %+v", s.Targets)
	}
	if len(s.Registers) != 2 || len(s.Registers[0].Rows) != 2 || len(s.Registers[1].Rows) != 0 || s.Registers[0].Rows[1].Cells[1].Text != "" {
		t.Errorf("registers %+v", s.Registers)
	}
	if len(s.Texts) != 1 || s.Texts[0].Markdown != "Một, hai." || len(s.Labels) != 1 || s.Labels[0].Name != "cap.huyen" {
		t.Errorf("texts %+v, labels %+v", s.Texts, s.Labels)
	}
	want := figures.Document{Pos: finding.Pos{File: "x/a.yaml", Line: 12, Col: 1}, Number: "07", Symbol: "BC/BDVHU",
		Superior: "HUYỆN UỶ PHÚ XUYÊN", Body: "BAN DÂN VẬN", Place: "Phú Xuyên", Date: day, Authority: "T/M BAN DÂN VẬN\nK/T TRƯỞNG BAN",
		Position: "PHÓ TRƯỞNG BAN", SignerName: "A", Recipients: []string{"Huyện uỷ", "Lưu"}, Draft: "lần 1", Urgency: "HOẢ TỐC"}
	if diff := cmp.Diff(want, *s.Document); diff != "" {
		t.Errorf("document (-want +got):\n%s", diff)
	}
}

func TestSubmission_Findings(t *testing.T) {
	for _, tc := range []struct{ name, in, told, vi string }{
		{"a mistyped field", head + "figure: {}\n", "3:1 D006", "có phải “figures”?"},
		{"no unit and no period", "figures: {A: 1}\n", "1:1 D014, 1:1 D014", ""},
		{"a wrong period", "unit: a\nperiod: 2022-Q5\n", "2:9 D012", "2022-Q5"},
		{"an explicit period needs its days", "unit: a\nperiod: {code: dot-1, label: x}\n", "2:9 D014, 2:9 D014", "from"},
		{"an explicit period runs forwards", "unit: a\nperiod: {code: dot-1, from: 2022-02-01, to: 2022-01-01}\n", "2:16 D012", ""},
		{"a unit needs its code", "unit: {name: A}\nperiod: 2022\n", "1:7 D014", "code"},
		{"a unit's fields", "unit: {code: a, nane: A}\nperiod: 2022\n", "1:17 D006", "có phải “name”?"},
		{"a whole day is wanted", head + "received: 2022-04\n", "3:11 D011", "đủ ngày"},
		{"a document's number", head + "document: {number: 7-BC}\n", "3:20 D007", "symbol"},
		{"recipients are a list", head + "document: {recipients: A}\n", "3:24 D015", "danh sách"},
		{"figures are a map", head + "figures: [1]\n", "3:10 D015", ""},
		{"a target is one number", head + "targets: {A: {huyen: 1}, B: –}\n", "3:14 D015, 3:29 D013", ""},
		{"no submission", "name: x\nindicators: {}\n", "1:1 D025", "mẫu báo cáo"},
		{"a list is no submission", "- a\n", "1:1 D025", ""},
		{"text is no submission", "abc\n", "1:1 D025", ""},
		{"empty", "# x\n", "1:1 D001", ""},
	} {
		_, list := Submission(named("a.yaml", tc.in))
		if got := told(list); got != tc.told {
			t.Errorf("%s: told %q, want %q", tc.name, got, tc.told)
			continue
		}
		if all := list[0].In(finding.VI) + list[len(list)-1].In(finding.VI); !strings.Contains(all, tc.vi) {
			t.Errorf("%s: said %q, want %q in it", tc.name, all, tc.vi)
		}
	}
}

func TestSubmission_FileTypes(t *testing.T) {
	for name, want := range map[string]string{
		"a.xlsx": "không phải là bảng tính Excel", "a.xls": "97-2003", "a.docx": "Word", "a.ods": "OpenDocument",
		"a.XLSX": "không phải là bảng tính Excel", "a": "không có đuôi", "a.abc": "“.abc”", "zip.csv": "bên trong",
	} {
		data := "unit"
		if name == "zip.csv" {
			data = "PK\x03\x04"
		}
		subs, list := Submission(named(name, data))
		if len(subs) > 0 || len(list) != 1 || list[0].Code != finding.FileType || !strings.Contains(list[0].In(finding.VI), want) {
			t.Errorf("%s: got %v, want %q", name, list, want)
		}
	}
}

func TestRegisterFiles(t *testing.T) {
	folder := fstest.MapFS{
		"mo-hinh.csv":    {Data: []byte("Tên mô hình;cap\nA;huyen\n\"B;C\";\n")},
		"trong.csv":      {Data: []byte("ten,cap\n")},
		"con/mo.csv":     {Data: []byte("ten\nA\n")},
		"sai.csv":        {Data: []byte("ten,cap\nA\n")},
		"khong.txt":      {Data: []byte("ten\n")},
		"thu-muc.csv/x":  {Data: []byte("ten\n")},
		"../bi-mat.csv":  {Data: []byte("ten\n")},
		"hoan-toan.csv":  {Data: nil},
		"ma-cu/tcvn.csv": {Data: []byte("ten\nM« h×nh d©n vËn\n")},
	}
	for _, tc := range []struct{ name, file, told string }{
		{"beside the submission", "mo-hinh.csv", ""},
		{"a head alone is an empty register", "trong.csv", ""},
		{"in a subfolder", "./con/mo.csv", ""},
		{"not there", "khac.csv", "3:22 D017"},
		{"outside the folder", "../bi-mat.csv", "3:22 D017"},
		{"absolute", "/etc/a.csv", "3:22 D017"},
		{"backslashes", `con\mo.csv`, "3:22 D017"},
		{"a drive", `C:/a.csv`, "3:22 D017"},
		{"not CSV", "khong.txt", "3:22 D017"},
		{"a folder", "thu-muc.csv", "3:22 D017"},
		{"faults lie in the register's own file", "sai.csv", "2:1 D023"},
		{"an empty file", "hoan-toan.csv", "1:1 D001"},
		{"legacy text", "ma-cu/tcvn.csv", "2:1 D003"},
	} {
		f := named("2022-Q1/a.yaml", head+"registers: {mo_hinh: "+tc.file+"}\n")
		f.Folder = folder
		subs, list := Submission(f)
		if told(list) != tc.told {
			t.Errorf("%s: told %q, want %q", tc.name, told(list), tc.told)
		}
		registers := subs[0].Registers
		if whole := len(registers) == 1 && !registers[0].Lost; whole != (tc.told == "") {
			t.Errorf("%s: got the whole register: %v", tc.name, whole)
		}
	}
	f := named("2022-Q1/a.yaml", head+"registers: {mo_hinh: mo-hinh.csv}\n")
	f.Folder = folder
	subs, _ := Submission(f)
	reg := subs[0].Registers[0]
	if reg.File != "2022-Q1/mo-hinh.csv" || len(reg.SHA256) != 64 || len(reg.Columns) != 2 || reg.Columns[0].Name != "Tên mô hình" ||
		len(reg.Rows) != 2 || reg.Rows[1].Cells[0].Text != "B;C" || reg.Rows[1].Cells[0].Pos.String() != "2022-Q1/mo-hinh.csv:3:1" {
		t.Errorf("got %+v", reg)
	}
}

func TestCSV(t *testing.T) {
	const header = "unit,period,indicator,breakdown,category,value,since,as_of,qualifier,target,note\n"
	for _, tc := range []struct{ name, in, want, told string }{
		{"values of all kinds", header + "a,2022-Q1,A,,,117,,,,,\na,2022-Q1,A,cap,huyen,trên 66,2017,2022-04-27,,,x\na,2022-Q1,B,,total,44/48,,,,,\na,2022-Q1,C,cap,total,100%,,,,,\na,2022-Q1,D,,,X,,,,,\na,2022-Q1,E,,,,,,,,\n",
			"A = 117\nA.cap.huyen = 66 trên since 2017 as_of 2022-04-27 note x\nB = 44/48\nC = ? rate 100\nD = x", ""},
		{"semicolons are Vietnamese", "unit;period;indicator;breakdown;category;value\na;2022-Q1;A;;;1.234,5\na;2022-Q1;B;;;1.234\n", "A = 1234.5\nB = 1234", ""},
		{"columns in any order", "value,category,breakdown,Indicator,PERIOD,unit\n5,huyen,,A,2022-Q1,a\n", "A.huyen = 5", ""},
		{"two readings with commas", "unit,period,indicator,breakdown,category,value\na,2022-Q1,A,,,1.234\na,2022-Q1,A,,,\"1,234\"\n", "A = ? BAD\nA = ? BAD", "2:15 D008, 3:15 D008"},
		{"a wrong period is told once", "unit,period,indicator,breakdown,category,value\na,Q1,A,,,1\na,Q1,B,,,1\n", "A = 1\nB = 1", "2:3 D012"},
		{"cells that may not be empty", "unit,period,indicator,breakdown,category,value\n,2022,A,,,1\na,,A,,,1\na,2022,,,,1\n", "A = 1\nA = 1", "2:1 D014, 3:3 D014, 4:8 D014"},
		{"an unknown column", "unit,period,indicator,breakdown,category,value,asof\na,2022,A,,,1,2022\n", "A = 1", "1:48 D016"},
		{"a missing column", "unit,period,indicator,value\na,2022,A,1\n", "", "1:1 D016"},
		{"a column twice", "unit,period,indicator,breakdown,category,value,value\na,2022,A,,,1,2\n", "", "1:48 D016"},
		{"a register alone is no submission", "ten,cap\nA,huyen\n", "", "1:1 D025"},
		{"figures without their indicator", "unit,period,value\na,2022,1\n", "", "1:1 D016"},
		{"a head alone is empty", header, "", "1:1 D001"},
		{"a target of a category", header + "a,2022,A,cap,huyen,3,,,,5,\n", "A.cap.huyen = 3", "2:25 D020"},
		{"qualifiers that differ", header + "a,2022,A,,,trên 3,,,gần,,\n", "A = 3 trên BAD", "2:12 D020"},
	} {
		subs, list := Submission(named("a.csv", tc.in))
		if got := lines(subs); got != tc.want || told(list) != tc.told {
			t.Errorf("%s:\n got %s\n     %s\nwant %s\n     %s", tc.name, got, told(list), tc.want, tc.told)
		}
	}
}

func TestCSV_OneSubmissionForEachUnitAndPeriod(t *testing.T) {
	in := "unit,period,indicator,breakdown,category,value,target\nb,2022-Q1,A,,,1,9\na,2022-Q1,A,,,2,\nb,2022-Q2,A,,,3,\nb,2022-q1,B,,,4,\n"
	subs, list := Submission(named("a.csv", in))
	var got []string
	for _, s := range subs {
		got = append(got, fmt.Sprintf("%s %s %d %d", s.Unit.Code, s.Period.Code, len(s.Figures), len(s.Targets)))
	}
	want := []string{"b 2022-Q1 2 1", "a 2022-Q1 1 0", "b 2022-Q2 1 0"}
	if diff := cmp.Diff(want, got); diff != "" || len(list) > 0 {
		t.Errorf("%s (-want +got):\n%s", told(list), diff)
	}
}
