package source

import (
	"strings"
	"testing"
	"time"

	"baocao/report/finding"
)

// rowsOf writes a table's rows as text@line:col, fields parted by |, rows by /.
func rowsOf(t Table) string {
	var rows []string
	for _, row := range append([][]Field{t.Header}, t.Rows...) {
		var fields []string
		for _, f := range row {
			fields = append(fields, f.Text+"@"+f.Pos().Place())
		}
		rows = append(rows, strings.Join(fields, "|"))
	}
	return strings.Join(rows, " / ")
}

func TestCSV(t *testing.T) {
	for _, tc := range []struct {
		name, in, want string
		semicolon      bool
	}{
		{"commas", "a,b\nđơn vị, 1 \n", "a@1:1|b@1:3 / đơn vị@2:1|1@2:8", false},
		{"semicolons", "a;b\n\"x;y\";1,5\n", "a@1:1|b@1:3 / x;y@2:1|1,5@2:7", true},
		{"semicolons in quotes do not count", "\"a;b;c\",d\n1,2\n", "a;b;c@1:1|d@1:9 / 1@2:1|2@2:3", false},
		{"blank rows are skipped", "a,b\n\n,\n  \n1,2\n", "a@1:1|b@1:3 / 1@5:1|2@5:3", false},
		{"empty columns at the end", "a,b,,\n1,2,,\n3,,,\n", "a@1:1|b@1:3 / 1@2:1|2@2:3 / 3@3:1|@3:3", false},
		{"text over lines", "a,b\n\"x\ny\",2\n3,4\n", "a@1:1|b@1:3 / x\ny@2:1|2@3:4 / 3@4:1|4@4:3", false},
		{"characters are counted", "à,b\nệệ\u00A0,2\n", "à@1:1|b@1:3 / ệệ@2:1|2@2:5", false},
	} {
		table, list := CSV(file(tc.in))
		if got := rowsOf(table); got != tc.want || table.Semicolon != tc.semicolon || len(list) > 0 {
			t.Errorf("%s:\n got %s %v %q\nwant %s", tc.name, got, table.Semicolon, told(list), tc.want)
		}
	}
}

func TestCSV_Findings(t *testing.T) {
	for _, tc := range []struct{ name, in, told, vi string }{
		{"empty", "\n", "1:1 D001", ""},
		{"nothing but separators", ",,\n,\n", "1:1 D001", ""},
		{"too many fields, then too few", "a,b\n1,2,3\n4\n5,6\n", "2:1 D023, 3:1 D023", "dòng có 3 ô, dòng đầu có 2 cột"},
		{"a quote inside a field", "a,b\nmô hình \"x\",2\n3,4\n", "2:9 D004", "giữa ô"},
		{"an unclosed quote", "a,b\n\"x,2\n3,4\n", "2:1 D004", "ngoặc kép"},
		{"tabs", "a\tb\n1\t2\n", "1:1 D016", "Tab"},
		{"emoji", "a,b\n1,tốt 👍\n", "2:7 D018", ""},
		{"too many columns", strings.Repeat("a,", 201) + "b\n", "1:1 D019", ""},
		{"a long field", "a,b\n1," + strings.Repeat("x", 65<<10) + "\n", "2:3 D019", ""},
	} {
		_, list := CSV(file(tc.in))
		if got := told(list); got != tc.told {
			t.Errorf("%s: told %q, want %q", tc.name, got, tc.told)
			continue
		}
		if !strings.Contains(list[0].In(finding.VI), tc.vi) {
			t.Errorf("%s: said %q, want %q in it", tc.name, list[0].In(finding.VI), tc.vi)
		}
	}
}

func TestCSV_FaultyRowsDoNotHideOthers(t *testing.T) {
	table, _ := CSV(file("a,b\n1,2,3\nx\"y,2\n5,6\n"))
	if len(table.Rows) != 1 || table.Rows[0][0].Text != "5" {
		t.Errorf("got %s, want the one good row", rowsOf(table))
	}
}

func TestCSV_HostileInputEndsSoon(t *testing.T) {
	if testing.Short() {
		t.Skip("megabytes of input")
	}
	for name, in := range map[string]string{
		"a long line":  "a,b\n" + strings.Repeat("x,", 16<<20),
		"many rows":    "a,b\n" + strings.Repeat("1,2\n", 2<<20),
		"many fields":  strings.Repeat("a,", 199) + "a\n" + strings.Repeat(strings.Repeat(",", 198)+",a\n", 1<<16),
		"quotes":       "a,b\n" + strings.Repeat("x\"y\n", 1<<20),
		"blank lines":  "a,b\n" + strings.Repeat("\n", 32<<20),
		"Latin-1 text": "a\n" + strings.Repeat("b¸c¸d ", 1<<20),
	} {
		begin := time.Now()
		CSV(file(in))
		if took := time.Since(begin); took > 60*slower*time.Second { // a hang, not slowness on a busy machine
			t.Errorf("%s took %v", name, took)
		}
	}
}
