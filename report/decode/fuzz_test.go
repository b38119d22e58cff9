package decode

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"baocao/report/finding"
)

// seed adds literals and, where the samples are at hand, every sample of the kind.
func seed(f *testing.F, ending string, literals ...string) {
	for _, s := range literals {
		f.Add([]byte(s))
	}
	samples := os.DirFS("../../samples")
	fs.WalkDir(samples, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && path.Ext(name) == ending {
			if data, err := fs.ReadFile(samples, name); err == nil {
				f.Add(data)
			}
		}
		return nil // a sample that cannot be read is no seed
	})
}

// holds checks what is true of every input: it ends soon, every finding lies inside the
// input, and there is an error exactly when something cannot be used.
func holds(t *testing.T, name string, data []byte) {
	begin := time.Now()
	subs, list := Submission(named(name, string(data)))
	if took := time.Since(begin); took > 5*time.Second {
		t.Fatalf("took %v", took)
	}
	inside := measure(data)
	for _, f := range list {
		said := f.In(finding.VI) + f.In(finding.EN)
		if strings.Contains(said, "%!") && !strings.Contains(string(data), "%") || strings.ContainsAny(said, "\x00\x1b\x7f") {
			t.Fatalf("finding %s reads %q", f.Code, said)
		}
		places := []finding.Pos{f.Pos}
		for _, r := range f.Related() {
			places = append(places, r.Pos)
		}
		for _, p := range places {
			if !inside(p) {
				t.Fatalf("finding outside the input: %s", f.In(finding.EN))
			}
		}
	}
	usable := len(subs) > 0
	for _, s := range subs {
		usable = usable && s.Unit.Code != "" && !s.Period.IsZero()
		for _, fig := range s.Figures {
			usable = usable && !fig.Bad
			if !inside(fig.Pos()) || fig.Indicator == "" && strings.HasSuffix(name, ".csv") {
				t.Fatalf("figure %+v", fig)
			}
		}
	}
	if !usable && !list.HasErrors() {
		t.Fatalf("unusable without an error: %+v", subs)
	}
}

// measure gives a judge of places: a line of the input, and a column of it or just behind.
func measure(data []byte) func(finding.Pos) bool {
	text := strings.TrimPrefix(string(data), "\uFEFF")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(text, "\n")
	return func(p finding.Pos) bool {
		if p.Line == 0 {
			return p.Col == 0
		}
		return p.Line >= 1 && p.Line <= len(lines) && p.Col >= 1 && p.Col <= utf8.RuneCountInString(lines[p.Line-1])+1
	}
}

func FuzzYAML(f *testing.F) {
	seed(f, ".yaml", asYAML, head+"figures: {A: {x: 1,5}, B: [1, {c: d}], C: -}\n", "a: |\n  x\n\n  y\nb: >-\n  z\n",
		"a: 'x\n  y'\n\"b\\u00e1\": \"\\ud83d\\udc4d \\q\"\n", "- a: 1\n  b:\n  - 2\n- {x, y: }\n", "a:\n\tb: &c 1\n--- !t\n<<: *c\n",
		"? a\n: b\n%x\n@y `z` | > & * !\n", "unit: a\u00A0b\u200B\nperiod: {code: x, from: 2022, to: 2022-01-01}\r\nregisters: {a: [{b: c}], d: e.csv}\n")
	f.Fuzz(func(t *testing.T, data []byte) { holds(t, "a.yaml", data) })
}

func FuzzJSON(f *testing.F) {
	seed(f, ".json", asJSON, `{"unit": {"code": "a", "code": 1}, "period": [1, 2,], 'x': // c`, `{"a": "\ud83d\udc4d\ud83d \u0007", "b": 1e3`,
		`{"figures": {"A": {"value": "44/48", "since": "01/102021"}}, "document": {"date": "2022"}}`, "[[[[\"x\ny\"]]]]", "{\"unit\": \"B¸o c¸o\"}")
	f.Fuzz(func(t *testing.T, data []byte) { holds(t, "a.json", data) })
}

func FuzzCSV(f *testing.F) {
	seed(f, ".csv", asCSV, strings.ReplaceAll(asCSV, ",", ";"), "unit,period,indicator,breakdown,category,value\n\"a\nb\",2022,\"x\"y,,,1\n,,,,,\n1,2\n",
		"unit\tperiod\n", "\uFEFFunit;period;indicator;breakdown;category;value;target\r\na;2022-Q1;A;;total;1.234,5;–\r\nb;;;;;👍;\r\n", "ten,cap\nB¸o c¸o,c«ng\n")
	f.Fuzz(func(t *testing.T, data []byte) { holds(t, "a.csv", data) })
}
