package decode

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"baocao/report/figures"
)

// A large table is read in parts, one for each core; what comes of it, places included, is
// what one reader makes of it.
func TestTable_ReadInPartsIsReadTheSame(t *testing.T) {
	var b strings.Builder
	b.WriteString("unit,period,indicator,breakdown,category,value,since,as_of,qualifier,target,note\n")
	for i := range 9000 {
		// Every unit comes up again and again, so that the parts share them.
		fmt.Fprintf(&b, "xa-%d,2022-Q1,I%d,cap,,%d,,,,%d,%s\n", i%40, i, i, i, []string{"", "ghi chú", "Ð"}[i%3])
	}
	plain := b.String()
	line := func(n int, text string) string {
		lines := strings.Split(plain, "\n")
		lines[n] = text
		return strings.Join(lines, "\n")
	}
	for name, text := range map[string]string{
		"plain":             plain,
		"without an end":    strings.TrimSuffix(plain, "\n"),
		"empty lines":       strings.ReplaceAll(plain, "\n", "\n\n\n"),
		"CRLF":              strings.ReplaceAll(plain, "\n", "\r\n"),
		"semicolons":        strings.ReplaceAll(plain, ",", ";"),
		"a fault at first":  line(3, "xa-1,2022-Q1,A,,,1O4,,,,,"),
		"a fault at last":   line(8990, "xa-1,2022-Q1,A,,,1O4,,,,,"),
		"a row too short":   line(8000, "xa-1,2022-Q1"),
		"no unit":           line(8000, ",2022-Q1,A,,,1,,,,,"),
		"an unknown period": line(8000, "xa-1,quý ba,A,,,1,,,,,"),
		"another period":    line(8000, "xa-1,2021-Q4,A,,,1,,,,,"),
		"quotes":            line(8000, `xa-1,2022-Q1,A,,,1,,,,,"a, b"`),
	} {
		if len(text) < worthParting {
			t.Fatalf("%s: too small to be read in parts", name)
		}
		read := func(cores int) ([]*figures.Submission, string) {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
			subs, list := Submission(named("a.csv", text))
			return subs, told(list)
		}
		want, wantFound := read(1)
		for _, cores := range []int{2, 3, 7} {
			got, found := read(cores)
			if found != wantFound {
				t.Errorf("%s: %d cores find\n%s, one\n%s", name, cores, found, wantFound)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %d cores read other submissions than one: %d, want %d", name, cores, len(got), len(want))
			}
		}
	}
}
