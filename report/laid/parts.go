package laid

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// MovedSheet gives what of a sheet stands before and behind its rows, with all places in it
// moved. What was typed when the file was last open, such as the chosen cell, is left out.
func (b *Book) MovedSheet(sheet int, m *Moves) (before, after []byte, err error) {
	s := &b.Sheets[sheet]
	begin, end, err := sheetData(s.XML)
	if err != nil {
		return nil, nil, err
	}
	const rows = "<sheetData/>"
	whole := slices.Concat(s.XML[:begin], []byte(rows), s.XML[end:])
	e := sheetEditor{moves: m, sheet: s.Name}
	whole, err = edit(whole, e.start, e.text)
	if err = errors.Join(err, e.err); err != nil {
		return nil, nil, err
	}
	before, after, found := bytes.Cut(whole, []byte(rows))
	if !found {
		return nil, nil, errors.New("the rows of the sheet stand in no place of their own")
	}
	return before, after, nil
}

// dataTag begins the rows of a sheet, with whatever prefix its names have.
var dataTag = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`<([A-Za-z0-9]+:)?sheetData(\s[^>]*)?>`) })

// sheetData finds the element that holds the rows.
func sheetData(data []byte) (begin, end int, err error) {
	at := dataTag().FindSubmatchIndex(data)
	if at == nil {
		return 0, 0, errors.New("the sheet has no rows")
	}
	if at[2] >= 0 {
		return 0, 0, errors.New("the names of the sheet's elements have a prefix")
	}
	if data[at[1]-2] == '/' {
		return at[0], at[1], nil
	}
	closing := []byte("</sheetData>")
	i := bytes.Index(data[at[1]:], closing)
	if i < 0 {
		return 0, 0, errors.New("the rows of the sheet do not end")
	}
	return at[0], at[1] + i + len(closing), nil
}

// sheetEditor moves what a sheet says of places beside its cells.
type sheetEditor struct {
	moves  *Moves
	sheet  string
	at     Place       // of the formulas that are being read
	merges map[int]int // in each row of a band
	err    error
}

// mostMerges is how many merged cells a row of a band can have: each stands in every copy.
const mostMerges = 100

// dropped are elements of a sheet that are about how it was last looked at, or about what is
// not kept.
var dropped = strings.Fields("dimension selection customSheetViews scenarios cellWatches dataConsolidate")

// listed are the attributes that list ranges.
var listed = strings.Fields("ref sqref")

// extSqref is where an extension says of which cells it is: behind its formulas.
var extSqref = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`sqref>([^<]*)<`) })

func (e *sheetEditor) start(t *tag, rest []byte) {
	if slices.Contains(dropped, t.name) {
		t.drop = true
		return
	}
	switch t.name {
	case "sheetPr":
		t.without("codeName")
	case "sheetView":
		t.without("tabSelected")
		t.without("topLeftCell")
	case "pane":
		e.pane(t)
	case "pageSetup":
		t.without("id") // the settings of somebody's printer
	case "mergeCells":
		t.without("count")
	case "mergeCell":
		e.merge(t)
	case "brk":
		if len(t.attrs) > 0 {
			t.set("id", e.lastRow)
		}
	case "hyperlink":
		t.set("location", func(v string) string { return e.moves.Formula(v, Place{Sheet: e.sheet}) })
	case "conditionalFormatting", "dataValidation":
		ranges := t.get("sqref")
		if found := extSqref().FindSubmatch(rest); ranges == "" && found != nil {
			ranges = string(found[1])
		}
		e.at = Place{Sheet: e.sheet, Row: TopRow(ranges), Fixed: true}
	case "cfvo":
		if t.get("type") == "formula" {
			t.set("val", func(v string) string { return e.moves.Formula(v, e.at) })
		}
	case "extLst", "sparklineGroup":
		e.at = Place{Sheet: e.sheet}
	}
	if t.name == "mergeCell" {
		return
	}
	for _, name := range listed {
		t.set(name, func(v string) string { return e.moves.Ranges(v, e.sheet) })
	}
}

func (e *sheetEditor) text(around []string, text string) string {
	if len(around) == 0 {
		return text
	}
	switch around[len(around)-1] {
	case "formula", "formula1", "formula2", "f":
		return e.moves.Formula(text, e.at)
	case "sqref":
		return e.moves.Ranges(text, e.sheet)
	}
	return text
}

// pane keeps as many rows in view as stand above it in the end.
func (e *sheetEditor) pane(t *tag) {
	if state := t.get("state"); state != "frozen" && state != "frozenSplit" {
		return
	}
	t.set("ySplit", func(v string) string {
		if rows, err := strconv.Atoi(v); err == nil && rows > 0 {
			return strconv.Itoa(e.moves.First(e.sheet, rows+1) - 1)
		}
		return v
	})
	t.set("topLeftCell", func(v string) string {
		c, _ := parseCorner(v)
		if c.row > 0 {
			c.row = e.moves.First(e.sheet, c.row)
		}
		return c.String()
	})
}

// merge moves merged cells; those of a band are merged in each of its copies.
func (e *sheetEditor) merge(t *tag) {
	ref := t.get("ref")
	first, second, _ := strings.Cut(ref, ":")
	c, ok := parseCorner(first)
	d, alike := parseCorner(second)
	if len(t.attrs) != 1 || !ok || !alike || c.row != d.row {
		t.set("ref", func(v string) string { return e.moves.Ranges(v, e.sheet) })
		return
	}
	if _, repeated := e.moves.band(e.sheet, c.row); repeated {
		if e.merges == nil {
			e.merges = map[int]int{}
		}
		if e.merges[c.row]++; e.merges[c.row] > mostMerges {
			e.err = fmt.Errorf("row %d has more than %d merged cells", c.row, mostMerges)
			return
		}
	}
	for i := range e.moves.Copies(e.sheet, c.row) {
		t.again = append(t.again, e.moves.Formula(ref, Place{Sheet: e.sheet, Row: c.row, Copy: i}))
	}
}

// lastRow moves the number of a row below which a page ends.
func (e *sheetEditor) lastRow(v string) string {
	row, err := strconv.Atoi(v)
	if err != nil || row < 1 {
		return v
	}
	return strconv.Itoa(e.moves.Last(e.sheet, row))
}

// MovedPart gives a drawing or a chart with all places in it moved; other parts as they
// stand. sheet is the one that leads to it.
func (b *Book) MovedPart(part, sheet int, m *Moves) ([]byte, error) {
	p := &b.Parts[part]
	switch p.Kind {
	case Chart:
		return edit(p.Data, dropCaches, func(around []string, text string) string {
			if n := len(around); n > 0 && (around[n-1] == "f" || around[n-1] == "sqref") {
				return m.Formula(text, Place{})
			}
			return text
		})
	case Drawing:
		e := drawingEditor{moves: m, sheet: b.Sheets[sheet].Name}
		return edit(p.Data, e.start, e.text)
	}
	return p.Data, nil
}

// Own is the part without what it remembers of cells; all of it where it cannot be read.
func (p *Part) Own() []byte {
	if p.Kind != Chart {
		return p.Data
	}
	own, err := edit(p.Data, dropCaches, func(_ []string, text string) string { return text })
	if err != nil {
		return p.Data
	}
	return own
}

// dropCaches leaves out what a chart remembers of its cells.
func dropCaches(t *tag, _ []byte) {
	t.drop = slices.Contains([]string{"numCache", "strCache", "multiLvlStrCache", "dlblRangeCache", "externalData"}, t.name)
}

// drawingEditor moves what hangs on a sheet. It keeps its size: a chart beside a band does
// not grow with the band.
type drawingEditor struct {
	moves *Moves
	sheet string
	down  int // rows by which the shape that is being read has moved
}

func (e *drawingEditor) start(t *tag, _ []byte) {
	t.set("textlink", func(v string) string { return e.moves.Formula(v, Place{Sheet: e.sheet}) })
}

func (e *drawingEditor) text(around []string, text string) string {
	n := len(around)
	if n < 2 || around[n-1] != "row" {
		return text
	}
	row, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || row < 0 || row >= MaxRow {
		return text
	}
	switch around[n-2] { // rows count from 0
	case "from":
		e.down = e.moves.First(e.sheet, row+1) - (row + 1)
		return strconv.Itoa(row + e.down)
	case "to":
		return strconv.Itoa(row + e.down)
	}
	return text
}

// MovedNames are the names with their places moved. One that leads nowhere, of which old
// workbooks are full, is left out.
func (b *Book) MovedNames(m *Moves) []Name {
	var all []Name
	for _, n := range b.Names {
		if strings.Contains(n.Formula, "#REF!") {
			continue
		}
		n.Formula = m.Formula(n.Formula, Place{})
		all = append(all, n)
	}
	return all
}
