package xlsx

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baocao/report/document"
	"baocao/report/internal/judge"
	"baocao/report/num"
)

// entryCases are what people type, and whether a rule lets it stand.
var entryCases = []struct {
	kind  string
	entry document.Entry
	typed []string // numbers, or text in quotes
	right bool
}{
	{"count", document.Entry{}, []string{"0", "66", `"x"`, `"X"`, `"-"`, `"trên 20"`}, true},
	{"count", document.Entry{}, []string{"-1", "1.5", `"1O4"`, `"08"`, `"chưa"`, `""`}, false},
	{"amount of money", document.Entry{Decimals: 1}, []string{"0", "900.5", `"gần 900,5"`}, true},
	{"amount of money", document.Entry{Decimals: 1}, []string{"1.234", "-0.5"}, false},
	{"part of a whole", document.Entry{Share: true}, []string{"44", "1", "0.457"}, true},
	{"part of a whole", document.Entry{Share: true}, []string{"44.5", "-0.1"}, false},
	{"number", document.Entry{Kind: document.Amount}, []string{"1.5", "-3"}, true},
	{"number", document.Entry{Kind: document.Amount}, []string{`"x"`, `"12"`}, false},
	{"day", document.Entry{Kind: document.Day}, []string{`"27/4/2022"`, `"2022-04-27"`, `"27.4.2022"`, "44678"}, true},
	{"day", document.Entry{Kind: document.Day}, []string{`"4/2022"`, `"hôm nay"`, `"27/4/hai"`}, false},
	{"when", document.Entry{Kind: document.When}, []string{`"27/4/2022"`, `"4/2022"`, "2022", `"2022"`}, true},
	{"when", document.Entry{Kind: document.When}, []string{`"đến nay"`, `"quý I"`}, false},
}

// The rules are formulas; LibreOffice computes each for what is typed beside it.
func TestCondition_AsASpreadsheetComputesIt(t *testing.T) {
	var rows []document.Row
	var want, typed []string
	for _, c := range entryCases {
		for _, text := range c.typed {
			cell := document.Cell{Text: strings.Trim(text, `"`)}
			if n, ok := num.ParseDecimal(text); ok {
				cell.Value = num.Of(n)
			}
			if text[0] == '-' && text != "-" {
				n, _ := num.ParseDecimal(text)
				cell.Value = num.Of(n)
			}
			formula := condition(&c.entry, document.Address(1, len(rows)+1))
			if len(formula) > 255 {
				t.Errorf("the rule of %s has %d characters, Excel takes 255", c.kind, len(formula))
			}
			rows = append(rows, document.Row{Cells: []document.Cell{cell, {Formula: document.Formula{Text: `IF(ISERROR(` + formula + `),"no",IF(` + formula + `,"yes","no"))`}, Text: "?"}}})
			answer := "no"
			if c.right {
				answer = "yes"
			}
			want, typed = append(want, answer), append(typed, c.kind+" "+text)
		}
	}
	doc := &document.Document{Sheets: []document.Sheet{{Name: "A", Table: document.Table{Rows: slices.Values(rows)}}}}
	var b bytes.Buffer
	if err := Render(&b, doc); err != nil {
		t.Fatal(err)
	}
	cells := judge.Recalculate(t, b.Bytes())[0]["A"]
	for i := range rows {
		if got := cells[fmt.Sprintf("B%d", i+1)].Value; got != want[i] {
			t.Errorf("%s: %s, want %s", typed[i], got, want[i])
		}
	}
}

func TestRender_FormIsLockedButForItsInputs(t *testing.T) {
	count := &document.Entry{Title: "Số", Message: "Chỉ số nguyên, <0 không nhận"}
	choice := &document.Entry{Kind: document.Choice, Choices: "'B'!$A$1:$A$2", Title: "Chọn", Message: "Chọn", Prompt: "Chọn một mục"}
	input := func(e *document.Entry) document.Cell {
		return document.Cell{Entry: e, Style: document.Style{Role: document.Input}}
	}
	doc := &document.Document{Sheets: []document.Sheet{
		{Name: "A", Protected: true, Table: document.Table{
			Columns: []document.Column{{Hidden: true}, {Width: 12}, {Width: 12}, {Width: 12}},
			Rows: slices.Values([]document.Row{
				{Hidden: true, Cells: []document.Cell{{Text: strings.Repeat("dài ", 50)}}},
				{Cells: []document.Cell{{Text: "a"}, input(count), input(count), input(choice)}},
				{Cells: []document.Cell{{Text: "b"}, input(count), input(count), {Style: document.Style{Open: true}}}, Height: 40},
			})}},
		{Name: "B", Hidden: true, Table: document.Table{Rows: slices.Values([]document.Row{{Cells: []document.Cell{{Text: "x"}}}})}},
	}}
	file := open(t, render(t, doc))
	rules, err := file.GetDataValidations("A")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rules {
		got = append(got, r.Sqref+" "+r.Type+" "+*r.Error)
	}
	if want := []string{"B2:C3 custom Chỉ số nguyên, <0 không nhận", "D2:D2 list Chọn"}; !cmp.Equal(got, want) {
		t.Errorf("rules %q, want %q", got, want)
	}
	if visible, _ := file.GetSheetVisible("B"); visible {
		t.Error("the hidden sheet is shown")
	}
	if visible, _ := file.GetColVisible("A", "A"); visible {
		t.Error("the hidden column is shown")
	}
	if visible, _ := file.GetRowVisible("A", 1); visible {
		t.Error("the hidden row is shown")
	}
	if height, _ := file.GetRowHeight("A", 3); height != 40 {
		t.Errorf("the row is %v points high, want 40", height)
	}
	for cell, locked := range map[string]bool{"A2": true, "B2": false, "D3": false} {
		id, err := file.GetCellStyle("A", cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := file.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		if isLocked := style.Protection == nil || style.Protection.Locked; isLocked != locked {
			t.Errorf("%s is locked: %v, want %v", cell, isLocked, locked)
		}
	}
	if err := file.UnprotectSheet("A"); err != nil {
		t.Errorf("the protection has a password: %v", err)
	}
}

func TestRectangles(t *testing.T) {
	var r runs
	for _, cell := range [][2]int{{2, 2}, {3, 2}, {2, 3}, {3, 3}, {5, 3}, {2, 5}, {3, 5}} {
		r.add(cell[0], cell[1])
	}
	if got, want := fmt.Sprint(r.rectangles()), "[B2:C3 E3:E3 B5:C5]"; got != want {
		t.Errorf("rectangles %s, want %s", got, want)
	}
}
