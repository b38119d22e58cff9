package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"baocao/report/finding"
	"baocao/report/source"
	"baocao/report/unit"
)

// addOffice adds the files of a name in the sample offices.
func addOffice(f *testing.F, pattern string, more ...string) {
	paths, _ := filepath.Glob("../../samples/*/" + pattern)
	for _, path := range paths {
		if data, err := os.ReadFile(path); err == nil {
			f.Add(data)
		}
	}
	for _, text := range more {
		f.Add([]byte(text))
	}
}

// sound holds that findings can be shown and stand inside of their file.
func sound(t *testing.T, data []byte, begin time.Time, list finding.List) {
	t.Helper()
	if took := time.Since(begin); took > 5*time.Second {
		t.Fatalf("took %v", took)
	}
	lines := strings.Split(strings.NewReplacer("\uFEFF", "", "\r\n", "\n", "\r", "\n").Replace(string(data)), "\n")
	for _, f := range list {
		if said := f.In(finding.VI) + f.In(finding.EN); source.Harmless(said) != said {
			t.Fatalf("finding %s reads %q", f.Code, said)
		}
		if p := f.Pos; p.Line < 1 || p.Line > len(lines) || p.Col < 1 || p.Col > utf8.RuneCountInString(lines[p.Line-1])+1 {
			t.Fatalf("finding outside the input: %s", f.In(finding.EN))
		}
	}
}

// Whatever the list of units says, there is a tree that can be walked from every unit; each
// code without an error can name a file.
func FuzzUnits(f *testing.F) {
	addOffice(f, unitsFile, "code,name,parent\na,A,b\nb,B,a\n", "code;name\nCON;x\n../x;y\n", "code,name,valid_from,valid_to,successor,owes\na,A,1/7/2025,2022,b,maybe\n", "name\n", "code,code,name\n,,\n", "\xff")
	f.Fuzz(func(t *testing.T, data []byte) {
		begin := time.Now()
		in := &Inputs{}
		in.Units, _ = unit.NewTree(nil)
		list := in.readUnits(source.File{Path: unitsFile, Name: unitsFile, Data: data})
		sound(t, data, begin, list)
		for _, code := range in.Units.Codes() {
			u, _ := in.Units.Find(code)
			if fault := unit.CodeFault(u.Code); !fault.IsZero() && !list.HasErrors() {
				t.Fatalf("the code %q, without an error", u.Code)
			}
			steps := 0
			for code = u.Parent; code != "" && steps <= len(data); steps++ {
				above, ok := in.Units.Find(code)
				if !ok {
					break
				}
				code = above.Parent
			}
			if steps > len(data) {
				t.Fatalf("the units above %q have no end", u.Code)
			}
		}
	})
}

func FuzzSettings(f *testing.F) {
	addOffice(f, settingsFile, "unit: a\ntemplate: ../x\nlayout: hd36\nspelling: uỷ\ndeadline: 400\ncutoff: 0\nlabels: {cap.huyen: cấp quận}\ndocument: {issuer: {superior: X}}\naccepted: [{code: V001}]\n",
		"unit: [a]\nlabels: 1\ndocument: []\n", "unti: a\n", "deadline: 1e9\n", "", "- a\n")
	f.Fuzz(func(t *testing.T, data []byte) {
		begin := time.Now()
		in := &Inputs{}
		in.Settings.Deadline = -1
		list := in.readSettings(source.File{Path: settingsFile, Name: settingsFile, Data: data})
		sound(t, data, begin, list)
		s := in.Settings
		if s.Deadline < -1 || s.Deadline > 366 || s.Cutoff < 0 || s.Cutoff > 28 || s.Spelling != "" && s.Spelling != "uỷ" && s.Spelling != "ủy" {
			t.Fatalf("settings %+v", s)
		}
	})
}

func FuzzReceived(f *testing.F) {
	addOffice(f, "*/"+receivedFile, "unit,received\na,2022-04-05\nb,5/4/2022\nc,x\n", "unit\n", "received;unit\n2022;a\n", "unit,received\n\"a\nb\",\n")
	f.Fuzz(func(t *testing.T, data []byte) {
		begin := time.Now()
		in := &Inputs{}
		list := in.received(source.File{Path: receivedFile, Name: receivedFile, Data: data}, "2022-Q1")
		sound(t, data, begin, list)
		for _, r := range in.Received {
			if !r.Day.Whole() || r.Period != "2022-Q1" {
				t.Fatalf("received %+v", r)
			}
		}
	})
}
