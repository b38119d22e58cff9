package laid

import (
	"strings"
	"testing"
)

// tripled is a workbook of one sheet S whose row 8 stands three times.
func tripled(xml string) (*Book, *Moves) {
	var m Moves
	m.Set("S", []Band{{8, 3}})
	return &Book{Sheets: []Sheet{{Name: "S", XML: []byte(xml)}}}, &m
}

func TestMovedSheet(t *testing.T) {
	for _, c := range []struct{ what, in, want string }{
		{"a merge of a band stands in each copy", `<mergeCells count="2"><mergeCell ref="A8:B8"/><mergeCell ref="A9:B9"/></mergeCells>`,
			`<mergeCells><mergeCell ref="A8:B8"/><mergeCell ref="A9:B9"/><mergeCell ref="A10:B10"/><mergeCell ref="A11:B11"/></mergeCells>`},
		{"a merge over a band grows", `<mergeCell ref="A7:A9"></mergeCell>`, `<mergeCell ref="A7:A11"></mergeCell>`},
		{"a condition reads by its first row", `<conditionalFormatting sqref="C8:C8"><cfRule><formula>$C8&gt;C9</formula></cfRule></conditionalFormatting>`,
			`<conditionalFormatting sqref="C8:C10"><cfRule><formula>$C8&gt;C$11</formula></cfRule></conditionalFormatting>`},
		{"a condition above a band stays as it is", `<conditionalFormatting sqref="C5:C6"><cfRule><formula>C5&gt;0</formula></cfRule></conditionalFormatting>`,
			`<conditionalFormatting sqref="C5:C6"><cfRule><formula>C5&gt;0</formula></cfRule></conditionalFormatting>`},
		{"an extension has its cells behind", `<extLst><ext><x14:conditionalFormatting><xm:f>C8&lt;0</xm:f><xm:sqref>C8</xm:sqref></x14:conditionalFormatting></ext></extLst>`,
			`<extLst><ext><x14:conditionalFormatting><xm:f>C8&lt;0</xm:f><xm:sqref>C8:C10</xm:sqref></x14:conditionalFormatting></ext></extLst>`},
		{"a validation's list", `<dataValidation type="list" sqref="D8"><formula1>$B$8:$B$8</formula1></dataValidation>`,
			`<dataValidation type="list" sqref="D8:D10"><formula1>$B$8:$B$10</formula1></dataValidation>`},
		{"a page ends below", `<rowBreaks count="1"><brk id="8" max="16383" man="1"/></rowBreaks>`, `<rowBreaks count="1"><brk id="10" max="16383" man="1"/></rowBreaks>`},
		{"frozen rows", `<pane ySplit="8" topLeftCell="A9" state="frozen"/>`, `<pane ySplit="10" topLeftCell="A11" state="frozen"/>`},
		{"a view that is not frozen", `<pane ySplit="3000" topLeftCell="A3"/>`, `<pane ySplit="3000" topLeftCell="A3"/>`},
		{"a place that a cell leads to", `<hyperlink ref="A9" location="S!A8"/>`, `<hyperlink ref="A11" location="S!A8:A10"/>`},
		{"a filter", `<autoFilter ref="A7:C8"/>`, `<autoFilter ref="A7:C10"/>`},
		{"what somebody last looked at", `<dimension ref="A1:B9"/><sheetView tabSelected="1" topLeftCell="A5"><selection sqref="A5"/></sheetView>`, `<sheetView></sheetView>`},
		{"a printer's settings", `<pageSetup orientation="landscape" r:id="rId1"/>`, `<pageSetup orientation="landscape"/>`},
		{"what has no place stays byte for byte", `<cols ><col min='1' max='1'  width="9"/></cols><!-- A8 -->`, `<cols ><col min='1' max='1'  width="9"/></cols><!-- A8 -->`},
	} {
		b, m := tripled("<worksheet><sheetData><row r=\"1\"/></sheetData>" + c.in + "</worksheet>")
		before, after, err := b.MovedSheet(0, m)
		if got := strings.TrimSuffix(string(after), "</worksheet>"); err != nil || string(before) != "<worksheet>" || got != c.want {
			t.Errorf("%s:\n%s became\n%s, want\n%s (%v)", c.what, c.in, got, c.want, err)
		}
	}
}

func TestMovedPart(t *testing.T) {
	b, m := tripled("")
	b.Parts = []Part{
		{Kind: Chart, Data: []byte(`<c:val><c:numRef><c:f>S!$C$8:$C$8</c:f><c:numCache><c:pt>1</c:pt></c:numCache></c:numRef></c:val>`)},
		{Kind: Drawing, Data: []byte(`<a><from><col>1</col><row>11</row></from><to><col>8</col><row>26</row></to></a><a><from><row>2</row></from><to><row>20</row></to></a>`)},
		{Kind: Picture, Data: []byte("\x89PNG<row>11</row>")},
	}
	for i, want := range []string{
		`<c:val><c:numRef><c:f>S!$C$8:$C$10</c:f></c:numRef></c:val>`,
		`<a><from><col>1</col><row>13</row></from><to><col>8</col><row>28</row></to></a><a><from><row>2</row></from><to><row>20</row></to></a>`, // beside a band it keeps its height
		"\x89PNG<row>11</row>",
	} {
		if got, err := b.MovedPart(i, 0, m); err != nil || string(got) != want {
			t.Errorf("part %d is %s, want %s (%v)", i, got, want, err)
		}
	}
}

func TestRows(t *testing.T) {
	b, _ := tripled(`<worksheet><sheetData><row r="3" ht="20" spans="1:2" s="4" customFormat="1"><c r="B3" s="2" t="s"><v>7</v></c><c><f>A1</f></c></row><row ht="30" customHeight="1"/></sheetData></worksheet>`)
	rows, err := b.Rows(0)
	if err != nil || len(rows) != 2 {
		t.Fatal(rows, err)
	}
	first, second := rows[0], rows[1]
	if first.Number != 3 || second.Number != 4 || len(first.Cells) != 2 {
		t.Errorf("rows %+v", rows)
	}
	if c := first.Cells[0]; c.Col != 2 || c.Style != 2 || c.Type != "s" || string(c.Inside) != "<v>7</v>" {
		t.Errorf("B3 is %+v", c)
	}
	if c := first.Cells[1]; c.Col != 3 || string(c.Inside) != "<f>A1</f>" {
		t.Errorf("the cell after it is %+v", c)
	}
	// A height that nobody set gives way to what changed text needs.
	for changed, want := range map[bool]string{false: ` s="4" customFormat="1" ht="20"`, true: ` s="4" customFormat="1"`} {
		if got := first.Look(changed); got != want {
			t.Errorf("the look is %q, want %q", got, want)
		}
	}
	if got := second.Look(true); got != ` ht="30" customHeight="1"` {
		t.Errorf("a height that was set is %q", got)
	}
}

func TestRows_WithoutPlace(t *testing.T) {
	for _, xml := range []string{"<worksheet/>", "<x:worksheet><x:sheetData/></x:worksheet>", "<worksheet><sheetData>"} {
		b, m := tripled(xml)
		if _, err := b.Rows(0); err == nil {
			t.Errorf("%s has rows", xml)
		}
		if _, _, err := b.MovedSheet(0, m); err == nil {
			t.Errorf("%s is moved", xml)
		}
	}
}

func TestMovedNames(t *testing.T) {
	b, m := tripled("")
	b.Names = []Name{{Name: "Cong", Sheet: -1, Formula: "S!$C$9"}, {Name: "Cu", Formula: "#REF!$A$1"}, {Name: "_xlnm.Print_Area", Formula: "S!$A$1:$C$9"}}
	got := b.MovedNames(m)
	if len(got) != 2 || got[0].Formula != "S!$C$11" || got[1].Formula != "S!$A$1:$C$11" {
		t.Errorf("names %+v", got)
	}
}
