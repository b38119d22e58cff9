package clerk

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"baocao/report/figures"
)

// Script gives the file that a script makes of a form. Beside what [Clerk.Fill] knows, its
// last line may be “cắt tệp”: the file is cut in two and the first half is sent.
func Script(t testing.TB, form []byte, script string) []byte {
	t.Helper()
	script, isCut := strings.CutSuffix(strings.TrimSpace(script), "cắt tệp")
	c := Open(t, form)
	c.Fill(script)
	data := c.Save()
	if isCut {
		data = data[:len(data)/2]
	}
	return data
}

// Fill does what a script says, a line each:
//
//	# a remark
//	DVK01 cap.huyen: 66             a number, in the row DVK01 and the column cap.huyen
//	DVK01 cap.co_so: "08"           text
//	TD04 total: =15+16 → 31         a formula with its stored value, which may be an error
//	TD05 total: =15+16              a formula that nobody computed
//	Nội dung!tinh_hinh form:value: …    a cell of another sheet
//	chèn dòng 9                     a row is inserted above row 9; later lines name old places
//	chép dòng TD04                  the row is copied below itself, with its hidden stamp
//	QC02 total: ngày 2022-08-05     a day, as Excel makes one of 5/8
//	ô H9: 5                         a cell by its address
func (c *Clerk) Fill(script string) {
	c.t.Helper()
	for line := range strings.Lines(script) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if row, ok := strings.CutPrefix(line, "chèn dòng "); ok {
			n, err := strconv.Atoi(row)
			c.Do(err)
			c.Do(c.File.InsertRows(Figures, n, 1))
			continue
		}
		if code, ok := strings.CutPrefix(line, "chép dòng "); ok {
			_, row, err := excelize.CellNameToCoordinates(c.At(Figures, code, figures.StampTotal))
			c.Do(err)
			c.Do(c.File.DuplicateRow(Figures, row))
			continue
		}
		where, value, ok := strings.Cut(line, ": ")
		if !ok {
			c.t.Fatalf("the script has a line without “: ”: %s", line)
		}
		sheet, cell := c.place(where)
		c.fill(sheet, cell, value)
	}
}

// place finds the cell that a line of a script names.
func (c *Clerk) place(where string) (sheet, cell string) {
	c.t.Helper()
	sheet = Figures
	if before, after, ok := strings.Cut(where, "!"); ok {
		sheet, where = before, after
	}
	if address, ok := strings.CutPrefix(where, "ô "); ok {
		return sheet, address
	}
	code, stamp, _ := strings.Cut(where, " ")
	return sheet, c.At(sheet, code, stamp)
}

func (c *Clerk) fill(sheet, cell, value string) {
	c.t.Helper()
	if formula, ok := strings.CutPrefix(value, "="); ok {
		formula, result, _ := strings.Cut(formula, " → ")
		kind := ""
		if strings.HasPrefix(result, "#") {
			kind = "e"
		}
		c.Compute(sheet, cell, formula, kind, result)
		return
	}
	if day, ok := strings.CutPrefix(value, "ngày "); ok {
		date, err := time.Parse(time.DateOnly, day)
		c.Do(err)
		c.Type(sheet, cell, date)
		return
	}
	if text, err := strconv.Unquote(value); err == nil {
		c.Type(sheet, cell, text)
		return
	}
	if n, err := strconv.ParseFloat(value, 64); err == nil {
		c.Type(sheet, cell, n)
		return
	}
	c.Type(sheet, cell, value)
}
