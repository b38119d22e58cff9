package decode

import (
	"reflect"
	"strings"
	"testing"

	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/source"
)

// samePlain fails unless a submission whose figures are handed over is read as it is of its
// whole tree. handed is false where the figures are read of the tree at any rate.
func samePlain(t *testing.T, m *memory, data string, read treeReader) (handed bool) {
	t.Helper()
	f := named("a", data)
	want, wantFound := new(memory).tree(f, read)
	got, found := m.tree(f, func(trees *source.Trees, f source.File) (source.Node, finding.List) {
		root, found := read(trees, f)
		branch, _ := root.Get(figuresKey)
		handed = branch.Handed
		return root, found
	})
	for _, s := range append(want, got...) {
		if len(s.Figures) == 0 {
			s.Figures = nil
		}
	}
	if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(found, wantFound) {
		t.Fatalf("%q is read as %s, %s; of its tree as %s, %s", data, placed(got), told(found), placed(want), told(wantFound))
	}
	return handed
}

func placed(subs []*figures.Submission) string {
	var all []string
	for _, s := range subs {
		for _, f := range s.Figures {
			all = append(all, f.Pos().Place()+" "+line(f))
		}
	}
	return strings.Join(all, "\n")
}

// handedOver are the figures that need no tree, the others those that do.
var (
	handedOver = []string{
		`{}`, `{"A": 8, "B": "8", "C": 08, "D": null, "E": "x", "F": "44/48", "G": "trên 10", "H": "100%", "I": "", "J": 1.5}`,
		`{"A": {"x": 1, "y": null, "z": "x"}, "B": {}, "C": {"cap": {}}}`,
		"{\"A\": {\"cap\": {\"x\": 1,\n \"y\": 2}, \"loai\":\n{\"x\": 3}, \"z\": 4}, \"B\": {\"total\": 5, \"cap\": {\"x\": 5, \"total\": 5}}}",
		`{"value": 1, "since": 2, "total": 3, "": 4}`, `{"A": {"cap": 1}, "cap": {"A": 1}, "B": {"A": {"cap": 1}, "cap": {"A": 1}}}`,
		`{"Đơn": {"xã": 1, "tỉnh": 2}}`,
	}
	readOfTree = []string{
		`8`, `[]`, `[{"A": {"x": 1}}]`, `"x"`, `{"A": "–"}`, `{"A": "1O"}`, `{"A": "cỡ 10"}`, `{"A": [1]}`, `{"A": [{"x": 1}, 2]}`, `{"A": {"x": [{"y": 1}]}}`,
		`{"A": 1, "A": 2}`, `{"A": 1, "B": 2, "A": {"x": 3}}`, `{"A": {"x": 1, "x": 2}}`, `{"A": {"x": 1, "x": {"y": 2}}}`, `{"A": {"x": {"y": 1, "y": 2}}}`,
		`{"A": {"x": {"y": 1}, "x": {"z": 2}}}`, `{"A": {"x": null}, "A": {"y": 1}}`, `{"A": {"total": 1, "total": 2}}`, `{"A": {"": 1}}`,
		`{"A": {"value": 1}}`, `{"A": {"done": 1, "out_of": 2}}`, `{"A": {"x": 1, "since": 2017}}`, `{"A": {"cap": {"x": 1, "note": "y"}}}`,
		`{"A": {"x": {"value": 1, "as_of": 2022}}}`, `{"A": {"valeu": 1, "value": 2}}`, `{"A": {"total": {"x": 1}}}`, `{"A": {"total": {}}}`,
		`{"A": {"since": {"x": 1}}}`, `{"A": {"cap": {"x": {"y": 1}}}}`, `{"A": {"cap": {"x": {}}}}`, `{"A": {"a": {"b": {"c": {"d": 1}}}}}`, `{"A": {"a": {"b": {"c": {"d": {"e": 1}}}}}}`,
	}
)

func TestPlainFigures_AreThoseOfTheTree(t *testing.T) {
	m := newMemory() // of one file after the other
	for _, around := range []string{`{"unit": "a", "figures": %, "period": "2022-Q1"}`, `{"figures": %}`, `{"figures": %, "targets": {"A": 1}, "unit": "\ud83d"}`} {
		for _, text := range handedOver {
			if data := strings.Replace(around, "%", text, 1); !samePlain(t, m, data, (*source.Trees).JSON) {
				t.Errorf("read of its tree: %s", data)
			}
		}
		for _, text := range readOfTree {
			if data := strings.Replace(around, "%", text, 1); samePlain(t, m, data, (*source.Trees).JSON) {
				t.Errorf("handed over: %s", data)
			}
		}
	}
	for _, data := range []string{`{"figures": {"A": 1}, "figures": {"B": 2}}`, `{"figures": {"A": 1}, "figures": 2}`, `{"figures": 1, "figures": {"A": 2}}`, `{"unit": {"figures": {"A": 1}}}`, `[{"figures": {"A": 1}}]`} {
		if samePlain(t, m, data, (*source.Trees).JSON) {
			t.Errorf("handed over: %s", data)
		}
	}
	for _, data := range []string{`{"figures": {"A": 1}`, `{"figures": {"A": 1,}}`, `{"figures": {"A": 1}} x`, `{"figures": {"A": {"x": 1 "y": 2}}}`, `{"figures": {"A": {"x": 1}}, "unit": }`} {
		samePlain(t, m, data, (*source.Trees).JSON)
	}
	for text, handed := range map[string]bool{
		"  A: 8 # a\n  B: { x: 1, cap: {x: 1, y: trên 2} }\n  C:\n    x: 1\n    cap:\n      x: 2\n": true,
		"  A: { x: 1, }\n": false, "  A: { x: 1, x: 2 }\n": false, "  A: { x: 1, since: 2017 }\n": false, "  A:\n  - 1\n": false,
		"  A: |\n    8\n  B: 1\n": true, "  A: { x: }\n": false, "  A: 1\n  A: 2\n": false, "  A:\n    x: 1\n  B:\n    x: { y: { z: 1 } }\n": false,
	} {
		if got := samePlain(t, m, head+"figures:\n"+text+"targets: { A: 1 }\n", (*source.Trees).YAML); got != handed {
			t.Errorf("handed over is %t: %s", got, text)
		}
	}
}

func FuzzPlainFigures(f *testing.F) {
	for _, text := range append(handedOver, readOfTree...) {
		f.Add([]byte(`{"unit": "a", "figures": ` + text + `, "period": "2022-Q1"}`))
		f.Add([]byte(head + "figures:\n  " + strings.Trim(text, "{}") + "\n"))
	}
	seed(f, ".json", asJSON)
	seed(f, ".yaml", asYAML)
	m := newMemory()
	f.Fuzz(func(t *testing.T, data []byte) {
		samePlain(t, m, string(data), (*source.Trees).JSON)
		samePlain(t, m, string(data), (*source.Trees).YAML)
	})
}
