package judge

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Sheets holds a workbook's cells, by sheet and address. Cells that have neither value
// nor formula are left out.
type Sheets map[string]map[string]Cell

// Cell is one cell as the file has it.
type Cell struct {
	Value   string // raw: "1234.5", not "1.234,5"; of text the text; empty where the file has none
	Formula string // without "="; empty for a dead value
	Type    string // "n" number, "s" text, "b" truth value, "e" error
}

// Cells reads a workbook's cells straight from its XML, not through the library that
// wrote it, so that a fault of that library cannot hide itself.
func Cells(t testing.TB, workbook []byte) Sheets {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatalf("read workbook: %v", err)
	}
	parts := parts{t, z}
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	parts.decode("xl/workbook.xml", &book)
	targets, shared := parts.targets(), parts.sharedStrings()
	sheets := Sheets{}
	for _, s := range book.Sheets {
		sheets[s.Name] = parts.cells(targets[s.ID], shared)
	}
	return sheets
}

// parts reads the parts of a workbook.
type parts struct {
	t   testing.TB
	zip *zip.Reader
}

func (p parts) decode(name string, into any) {
	p.t.Helper()
	file, err := p.zip.Open(name)
	if err != nil {
		p.t.Fatalf("read workbook: %v", err)
	}
	defer file.Close()
	if err := xml.NewDecoder(file).Decode(into); err != nil {
		p.t.Fatalf("read workbook: %s: %v", name, err)
	}
}

// targets gives the part that each relation of the workbook leads to.
func (p parts) targets() map[string]string {
	p.t.Helper()
	var relations struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	p.decode("xl/_rels/workbook.xml.rels", &relations)
	targets := map[string]string{}
	for _, r := range relations.All {
		if rooted, ok := strings.CutPrefix(r.Target, "/"); ok {
			targets[r.ID] = rooted
			continue
		}
		targets[r.ID] = path.Join("xl", r.Target)
	}
	return targets
}

// richText is a text in one or more faces.
type richText struct {
	Plain string   `xml:"t"`
	Runs  []string `xml:"r>t"`
}

func (r richText) text() string { return r.Plain + strings.Join(r.Runs, "") }

func (p parts) sharedStrings() []string {
	p.t.Helper()
	const name = "xl/sharedStrings.xml"
	if _, err := p.zip.Open(name); err != nil {
		return nil // a workbook may have none
	}
	var table struct {
		Items []richText `xml:"si"`
	}
	p.decode(name, &table)
	texts := make([]string, len(table.Items))
	for i, item := range table.Items {
		texts[i] = item.text()
	}
	return texts
}

// rawCell is a cell's element.
type rawCell struct {
	Address string    `xml:"r,attr"`
	Type    string    `xml:"t,attr"`
	Formula *string   `xml:"f"`
	Value   *string   `xml:"v"`
	Inline  *richText `xml:"is"`
}

// cells reads one sheet, cell by cell, so that large sheets need no tree in memory.
func (p parts) cells(name string, shared []string) map[string]Cell {
	p.t.Helper()
	file, err := p.zip.Open(name)
	if err != nil {
		p.t.Fatalf("read workbook: %v", err)
	}
	defer file.Close()
	cells := map[string]Cell{}
	decoder := xml.NewDecoder(file)
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return cells
		}
		if err != nil {
			p.t.Fatalf("read workbook: %s: %v", name, err)
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "c" {
			continue
		}
		var raw rawCell
		if err := decoder.DecodeElement(&raw, &start); err != nil {
			p.t.Fatalf("read workbook: %s: %v", name, err)
		}
		if raw.Formula != nil || raw.Value != nil || raw.Inline != nil {
			cells[raw.Address] = raw.cell(shared)
		}
	}
}

func (raw rawCell) cell(shared []string) Cell {
	c := Cell{Type: "n"}
	if raw.Formula != nil {
		c.Formula = *raw.Formula
	}
	if raw.Value != nil {
		c.Value = *raw.Value
	}
	switch raw.Type {
	case "s":
		c.Type = "s"
		if i, err := strconv.Atoi(c.Value); err == nil && i < len(shared) {
			c.Value = shared[i]
		}
	case "inlineStr":
		c.Type = "s"
		if raw.Inline != nil {
			c.Value = raw.Inline.text()
		}
	case "str":
		c.Type = "s"
	case "b", "e":
		c.Type = raw.Type
	}
	if c.Type == "s" {
		c.Value = unescaped(c.Value)
	}
	return c
}

var escape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescaped gives a text in which the file escapes characters as _x0041_.
func unescaped(text string) string {
	return escape.ReplaceAllStringFunc(text, func(s string) string {
		code, _ := strconv.ParseUint(s[2:6], 16, 16)
		return string(rune(code))
	})
}
