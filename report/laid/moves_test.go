package laid

import "testing"

// The sheet S has a band of three rows in row 8 and one of two in row 12.
func TestMoves_Formula(t *testing.T) {
	var m Moves
	m.Set("S", []Band{{12, 2}, {8, 3}})
	outside, row9 := Place{Sheet: "S"}, Place{Sheet: "S", Row: 9}
	second := Place{Sheet: "S", Row: 8, Copy: 1}
	for _, c := range []struct {
		at       Place
		in, want string
	}{
		{row9, "SUM(C8)", "SUM(C8:C10)"},
		{row9, "SUM(C8:C8)", "SUM(C8:C10)"},
		{row9, "SUM($C$8:D$8)", "SUM($C$8:D$10)"},
		{row9, "SUM(C5:C9)", "SUM(C5:C11)"},
		{row9, "C7+C9", "C7+C11"},
		{row9, "SUM(C8:C12)", "SUM(C8:C15)"},
		{row9, "C12", "C14:C15"},
		{row9, `"C12"&C13`, `"C12"&C16`},
		{row9, "LOG10(C13)", "LOG10(C16)"},
		{row9, "Other!C13+'S'!C13+s!C13", "Other!C13+'S'!C16+s!C16"},
		{row9, "'It''s'!C13", "'It''s'!C13"},
		{row9, "TONG_X8+C13", "TONG_X8+C16"},
		{row9, "1.5*C13+13", "1.5*C16+13"},
		{row9, "SUM(C:C)+SUM(13:14)", "SUM(C:C)+SUM(16:17)"},
		{row9, "Table1[C8]", "Table1[C8]"},
		{second, "C8+D8", "C9+D9"},
		{second, "C8/C$9", "C9/C$11"},
		{second, "C8/C9", "C9/C11"},
		{second, "C8/SUM(C$8)", "C9/SUM(C$8:C$10)"},
		{second, "SUM(C$8:C8)", "SUM(C$8:C9)"},
		{second, "SUM(C8:C$8)", "SUM(C9:C$10)"},
		{second, "C12", "C14:C15"},
		{Place{Sheet: "T", Row: 8, Copy: 1}, "S!C8+C8", "S!C8:C10+C8"},
		{Place{Sheet: "S", Row: 8, Fixed: true}, "C8>C9", "C8>C$11"},
		{outside, "A8:C8 E13 F5", "A8:C10 E16 F5"},
		{outside, "'S'!$A$5:$D$9,S!$5:$7", "'S'!$A$5:$D$11,S!$5:$7"},
		{outside, "S!$A$1048576", "S!#REF!"},
	} {
		if got := m.Formula(c.in, c.at); got != c.want {
			t.Errorf("%v: %s became %s, want %s", c.at, c.in, got, c.want)
		}
	}
}

func TestTopRow(t *testing.T) {
	for list, want := range map[string]int{"C8:C9 A1": 8, "$D$5": 5, "A:B": 0, "": 0} {
		if got := TopRow(list); got != want {
			t.Errorf("TopRow(%q) = %d, want %d", list, got, want)
		}
	}
}

// Where no row has gone anywhere, every formula reads as it did; and none makes it panic.
func FuzzMoves_Formula(f *testing.F) {
	for _, seed := range []string{"SUM($C$8:D9)", "'It''s'!A8&\"A8\"\"\"", "[1]S!A8", "Table1[[#All],[C8]]", "5:7,A:C", "'S", "S!", "$", "A8:", "A8:B", "é8", "LOG10(S!A8:S!B9)"} {
		f.Add(seed, 8, 1)
	}
	f.Fuzz(func(t *testing.T, formula string, row, copies int) {
		var still, moving Moves
		still.Set("S", []Band{{8, 1}})
		if got := still.Formula(formula, Place{Sheet: "S", Row: row}); got != formula {
			t.Errorf("%q became %q", formula, got)
		}
		moving.Set("S", []Band{{row, max(copies, 1)}})
		moving.Formula(formula, Place{Sheet: "S", Row: row, Copy: copies, Fixed: true})
	})
}
