package laid

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Row is a row as it stands.
type Row struct {
	Number int
	Cells  []Cell
	look   string // its attributes, but for its number and its height
	height string // empty where a program sets it by the text
	typed  bool   // somebody set the height
}

// Cell is a cell as it stands.
type Cell struct {
	Col    int
	Style  int
	Type   string // of its value, as the file has it
	Inside []byte // the XML within it
}

// Look gives the attributes of the row beside its number. A row whose text has changed takes
// the height that the text needs, unless somebody has set one.
func (r *Row) Look(changed bool) string {
	if r.height == "" || changed && !r.typed {
		return r.look
	}
	look := r.look + ` ht="` + r.height + `"`
	if r.typed {
		look += ` customHeight="1"`
	}
	return look
}

// rowLook are the attributes of a row that are kept as they are.
var rowLook = strings.Fields("s customFormat hidden outlineLevel collapsed thickTop thickBot")

// Rows reads the rows of a sheet.
func (b *Book) Rows(sheet int) ([]Row, error) {
	data := b.Sheets[sheet].XML
	begin, end, err := sheetData(data)
	if err != nil {
		return nil, err
	}
	data = data[begin:end]
	d := xml.NewDecoder(bytes.NewReader(data))
	var rows []Row
	depth, inside := 0, int64(0) // the elements around, and where the cell's content begins
	for {
		before := d.InputOffset()
		token, err := d.RawToken()
		switch {
		case err == io.EOF:
			return rows, nil
		case err != nil:
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
			switch {
			case depth == 2 && token.Name.Local == "row":
				rows = append(rows, newRow(rows, token.Attr))
			case depth == 3 && token.Name.Local == "c" && len(rows) > 0:
				row := &rows[len(rows)-1]
				row.Cells = append(row.Cells, newCell(row, token.Attr))
				inside = d.InputOffset()
			}
		case xml.EndElement:
			if depth == 3 && token.Name.Local == "c" && len(rows) > 0 {
				cells := rows[len(rows)-1].Cells
				if len(cells) == 0 {
					return nil, errors.New("a cell ends that has not begun")
				}
				cells[len(cells)-1].Inside = data[inside:before]
			}
			depth--
		}
	}
}

func newRow(rows []Row, attrs []xml.Attr) Row {
	r := Row{Number: 1}
	if n := len(rows); n > 0 {
		r.Number = rows[n-1].Number + 1
	}
	var look []xml.Attr
	for _, a := range attrs {
		switch name := a.Name.Local; {
		case name == "r":
			r.Number, _ = strconv.Atoi(a.Value)
		case name == "ht":
			if _, err := strconv.ParseFloat(a.Value, 64); err == nil {
				r.height = a.Value
			}
		case name == "customHeight":
			r.typed = a.Value == "1" || a.Value == "true"
		case a.Name.Space == "" && slices.Contains(rowLook, name):
			look = append(look, a)
		}
	}
	r.look = attrText(look)
	return r
}

func newCell(row *Row, attrs []xml.Attr) Cell {
	c := Cell{Col: 1}
	if n := len(row.Cells); n > 0 {
		c.Col = row.Cells[n-1].Col + 1
	}
	for _, a := range attrs {
		switch a.Name.Local {
		case "r":
			corner, _ := parseCorner(a.Value)
			c.Col = columnNumber(corner.column)
		case "s":
			c.Style, _ = strconv.Atoi(a.Value)
		case "t":
			c.Type = a.Value
		}
	}
	return c
}

func columnNumber(letters string) int {
	n := 0
	for _, c := range letters {
		n = n*26 + int(c|0x20-'a') + 1
	}
	return n
}
