package seal

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"baocao/report/document"
)

func TestAppendCanonical(t *testing.T) {
	for _, c := range []struct{ written, canonical string }{
		{`SUM(A1:A3)`, `SUM(A1:A3)`},
		{`sum( a1 : A3 )`, `SUM(A1:A3)`},
		{"IF(\n\tA1=\"\",1)", `IF(A1="",1)`},
		{`IF($a$1="ba  chữ","x y",'Số liệu'!B2)`, `IF($A$1="ba  chữ","x y",'Số liệu'!B2)`},
		{`Bìa!A1+Data_2!$B$3`, `'Bìa'!A1+'Data_2'!$B$3`},
		{`'Bìa'!A1`, `'Bìa'!A1`},
		{`'a''b c'!a1&"it""s"`, `'a''b c'!A1&"it""s"`},
		{`"never closed`, `"never closed`},
		{``, ``},
	} {
		if got := string(appendCanonical(nil, c.written)); got != c.canonical {
			t.Errorf("%s: %s, want %s", c.written, got, c.canonical)
		}
		if got := string(appendCanonical(nil, c.canonical)); got != c.canonical {
			t.Errorf("%s is made %s", c.canonical, got)
		}
	}
}

func TestStandsAlone_IsTrueOfNothingThatNFCChanges(t *testing.T) {
	for r := range rune(0x3000) {
		if p := norm.NFC.PropertiesString(string(r)); standsAlone(r) && (!p.BoundaryBefore() || !norm.NFC.IsNormalString(string(r))) {
			t.Errorf("%U does not stand alone", r)
		}
	}
}

func TestHash_IsOfTheMeaning(t *testing.T) {
	number := func(f float64) Cell { return Cell{Kind: Number, Number: f} }
	text := func(s string) Cell { return Cell{Kind: Text, Text: s} }
	negativeZero := 0.0
	negativeZero = -negativeZero
	for _, c := range []struct {
		name string
		a, b Cell
		same bool
	}{
		{"noise behind the 15th digit", number(0.1 + 0.2), number(0.3), true},
		{"the 15th digit", number(0.3), number(0.300000000000001), false},
		{"noise of a computation", Cell{Formula: document.Formula{Text: "A1"}, Kind: Number, Number: 3.96}, Cell{Formula: document.Formula{Text: "A1"}, Kind: Number, Number: 3.95999999999999}, true},
		{"the 12th digit of a computation", Cell{Formula: document.Formula{Text: "A1"}, Kind: Number, Number: 3.96}, Cell{Formula: document.Formula{Text: "A1"}, Kind: Number, Number: 3.95999999999}, false},
		{"zero and minus zero", number(0), number(negativeZero), true},
		{"zero and nothing", number(0), Cell{}, false},
		{"number and text", number(1), text("1"), false},
		{"text and truth", text("TRUE"), Cell{Kind: Bool, Text: "TRUE"}, false},
		{"text and error", text("#N/A"), Cell{Kind: Error, Text: "#N/A"}, false},
		{"composed and decomposed", text(norm.NFC.String("số")), text(norm.NFD.String("số")), true},
		{"an empty text and nothing", text(""), Cell{}, true},
		{"formulas", Cell{Formula: document.Formula{Text: "A1"}, Kind: Number}, Cell{Formula: document.Formula{Text: "A2"}, Kind: Number}, false},
		{"a formula whose row is open", Cell{Formula: document.Formula{Text: "sum(a\x00:B\x00)", Row: 12}, Kind: Number}, Cell{Formula: document.Formula{Text: "SUM(A12:B12)"}, Kind: Number}, true},
		{"a formula and its value", Cell{Formula: document.Formula{Text: "A1"}, Kind: Number}, number(0), false},
		{"a formula that shows nothing", Cell{Formula: document.Formula{Text: `""`}, Kind: Text}, Cell{}, false},
	} {
		var a, b Sheet
		a.Add(3, 2, c.a)
		b.Add(3, 2, c.b)
		if same := Differences([]*Sheet{&a}, []*Sheet{&b}) == nil; same != c.same {
			t.Errorf("%s: the same is %v", c.name, same)
		}
	}
}

func TestDifferences_FindAnyAlteredCell(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, columns := rapid.IntRange(1, 9).Draw(t, "rows"), rapid.IntRange(1, 9).Draw(t, "columns")
		row, column := rapid.IntRange(1, rows).Draw(t, "row"), rapid.IntRange(1, columns).Draw(t, "column")
		sealed, found := &Sheet{Name: "A"}, &Sheet{Name: "A"}
		for i := range rows {
			for j := range columns {
				c := Cell{Kind: Number, Number: float64(rapid.IntRange(0, 3).Draw(t, "value"))}
				sealed.Add(i+1, j+1, c)
				if i+1 == row && j+1 == column {
					c.Number++
				}
				found.Add(i+1, j+1, c)
			}
		}
		want := []Difference{{Sheet: "A", Rows: []int{row}, Columns: []int{column}}}
		if got := Differences([]*Sheet{sealed}, []*Sheet{found}); !reflect.DeepEqual(got, want) {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}

func TestDifferences_OfSheetsAndPlaces(t *testing.T) {
	one := Cell{Kind: Number, Number: 1}
	sheet := func(name string, places ...[2]int) *Sheet {
		s := &Sheet{Name: name}
		for _, p := range places {
			s.Add(p[0], p[1], one)
		}
		return s
	}
	sealed := []*Sheet{sheet("A", [2]int{1, 1}, [2]int{2, 2}), sheet("B"), sheet("C", [2]int{1, 1})}
	found := []*Sheet{sheet("D"), sheet("A", [2]int{1, 2}, [2]int{2, 1}), sheet("C", [2]int{1, 1}, [2]int{7, 9})}
	want := []Difference{
		{Sheet: "A", Rows: []int{1, 2}, Columns: []int{1, 2}}, // two cells changed places
		{Sheet: "B", Missing: true},
		{Sheet: "C", Rows: []int{7}, Columns: []int{9}},
		{Sheet: "D", Added: true},
	}
	if got := Differences(sealed, found); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestDecode_ReadsWhatEncodeWrites(t *testing.T) {
	large := &Sheet{Name: "Số liệu đơn vị"}
	for i := range 2*mostInCell + 3 {
		large.Add(i+1, i%5+1, Cell{Kind: Number, Number: float64(i)})
	}
	sheets := []*Sheet{{Name: "Bìa"}, large}
	rows := slices.Collect(Encode(sheets))
	for _, row := range rows {
		for _, text := range row {
			if len(text) > 32767 {
				t.Errorf("a cell has %d characters", len(text))
			}
		}
	}
	got, err := Decode(slices.Values(rows))
	if err != nil || Differences(sheets, got) != nil || Differences(got, sheets) != nil || len(got) != 2 {
		t.Errorf("%v %v", got, err)
	}
}

func TestDecode_RefusesADamagedSeal(t *testing.T) {
	for _, rows := range [][][]string{
		{{"A", "hàng", "1"}},
		{{"A", "ô", "1", ""}},
		{{"A", "hàng", "2", "00000000"}},
		{{"A", "hàng", "1", "0000000"}},
		{{"A", "hàng", "1", "0000000g"}},
	} {
		if _, err := Decode(slices.Values(rows)); err == nil {
			t.Errorf("%q was read", fmt.Sprint(rows))
		}
	}
}

func BenchmarkAdd(b *testing.B) {
	c := Cell{Formula: document.Formula{Text: "IF('Số liệu đơn vị'!AB\x00=\"\",\"…\",'Số liệu đơn vị'!AB\x00)", Row: 1234}, Kind: Number, Number: 117}
	s := &Sheet{}
	b.ReportAllocs()
	for b.Loop() {
		s.Add(1234, 28, c)
	}
}
