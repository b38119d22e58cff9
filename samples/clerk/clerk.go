// Package clerk fills in Excel forms for tests: it stands for people at work in a
// spreadsheet, who type, insert rows, and send the file back. [Open] gives them a form.
package clerk

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"baocao/report/document"
	"baocao/report/figures"
)

// The sheets of a form that every template has.
const (
	Figures = "Số liệu"
	Texts   = "Nội dung"
)

// Clerk is at work on one form. Cells are named as people see them: by sheet, by the code
// of the row and the stamp of the column, wherever they have moved since.
type Clerk struct {
	File *excelize.File

	t      testing.TB
	cells  map[string]string // "Số liệu DVK01 cap.huyen" → "H10", of the form as it was opened
	stored []stored
}

// stored is what a cell is to hold whatever the library would write.
type stored struct{ sheet, cell, attrs, content string }

// Open gives the clerk a form.
func Open(t testing.TB, form []byte) *Clerk {
	t.Helper()
	file, err := excelize.OpenReader(bytes.NewReader(form))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	c := &Clerk{File: file, t: t, cells: map[string]string{}}
	for _, sheet := range file.GetSheetList() {
		c.survey(sheet)
	}
	return c
}

// survey finds the cells of a sheet by its stamps, which stand in column A of a fresh form.
// The rows of a register have no codes and are counted from 1.
func (c *Clerk) survey(sheet string) {
	rows, err := c.File.GetRows(sheet)
	c.Do(err)
	var stamps []string
	line := 0
	for i, row := range rows {
		code := ""
		if len(row) > 0 {
			code = row[0]
		}
		switch {
		case code == figures.StampHeading:
			continue
		case strings.HasPrefix(code, "form:") && code != figures.StampNone:
			stamps, line = row, 0
			continue
		case code == "":
			line++
			code = fmt.Sprint(line)
		}
		for col := 1; col < len(stamps); col++ {
			if stamps[col] != "" {
				c.cells[sheet+" "+code+" "+stamps[col]] = document.Address(col+1, i+1)
			}
		}
	}
}

// At gives the address of a cell.
func (c *Clerk) At(sheet, code, stamp string) string {
	c.t.Helper()
	cell, ok := c.cells[sheet+" "+code+" "+stamp]
	if !ok {
		c.t.Fatalf("the form has no cell %s %s %s", sheet, code, stamp)
	}
	return cell
}

// Put types a value into a cell of the figures' sheet and gives its address.
func (c *Clerk) Put(code, stamp string, value any) (cell string) {
	c.t.Helper()
	return c.Type(Figures, c.At(Figures, code, stamp), value)
}

// Type types a value into a cell, over a formula too.
func (c *Clerk) Type(sheet, cell string, value any) string {
	c.t.Helper()
	c.Do(c.File.SetCellFormula(sheet, cell, ""))
	c.Do(c.File.SetCellValue(sheet, cell, value))
	return cell
}

// Compute puts a formula into a cell, with the value that the spreadsheet computed: kind is
// the type in the file, "str" for text and "e" for an error. Without a value nobody did.
func (c *Clerk) Compute(sheet, cell, formula, kind, value string) string {
	c.t.Helper()
	attrs, content := "", "<f>"+formula+"</f>"
	if kind != "" {
		attrs = ` t="` + kind + `"`
	}
	if value != "" || kind != "" {
		content += "<v>" + value + "</v>"
	}
	c.Do(c.File.SetCellFormula(sheet, cell, ""))
	c.Do(c.File.SetCellValue(sheet, cell, 1)) // to be replaced
	c.stored = append(c.stored, stored{sheet, cell, attrs, content})
	return cell
}

// Do fails the test on an error.
func (c *Clerk) Do(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

// Save gives the file as it would be sent back.
func (c *Clerk) Save() []byte {
	c.t.Helper()
	var b bytes.Buffer
	c.Do(c.File.Write(&b))
	data := b.Bytes()
	for _, s := range c.stored {
		index, err := c.File.GetSheetIndex(s.sheet)
		c.Do(err)
		data = Edit(c.t, data, fmt.Sprintf("xl/worksheets/sheet%d.xml", index+1), s.into)
	}
	return data
}

func (s stored) into(xml string) string {
	at := strings.Index(xml, `<c r="`+s.cell+`"`)
	if at < 0 {
		return xml
	}
	end := at + strings.Index(xml[at:], "</c>")
	open := at + strings.Index(xml[at:], ">")
	return xml[:open] + s.attrs + ">" + s.content + xml[end:]
}
