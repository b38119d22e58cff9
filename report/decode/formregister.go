package decode

import (
	"fmt"
	"strings"

	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/num"
	"baocao/report/workbook"
)

// formRegister is a register as a form has it: rows to be filled in.
type formRegister struct {
	figures.Register
	at   map[string]int // the column of each name
	none finding.Pos    // of the zero that says that there is nothing to list; zero without one
	bad  bool           // a cell could not be read, which was reported
}

// register begins a register with the columns that its stamps name.
func (r *formReader) register(code string, b block, row *workbook.Row) formRegister {
	reg := formRegister{at: map[string]int{}}
	reg.Pos, reg.Code, reg.Notation = r.pos(b.stampCol, row.Number), code, num.Vietnamese
	for _, c := range b.columns {
		if c.stamp != figures.StampLabel {
			reg.at[c.stamp] = c.at
			reg.Columns = append(reg.Columns, figures.RegisterColumn{Pos: r.pos(c.at, row.Number), Name: c.stamp})
		}
	}
	return reg
}

// registerRow reads one row of the register begun last; one in which nothing stands is none.
func (r *formReader) registerRow(row *workbook.Row, code string) {
	reg := &r.registers[len(r.registers)-1]
	if code == figures.StampNone {
		r.nothingToList(reg, row)
		return
	}
	texts := map[string]string{}
	var first finding.Pos
	for _, c := range row.Cells {
		name := r.block.stamp(c.Col)
		switch name {
		case figures.StampLabel:
			continue
		case "":
			r.notRead(c, row.Number)
			continue
		}
		text, ok := r.cellText(c, row.Number)
		reg.bad = reg.bad || !ok
		texts[name] = text
		if text != "" && first == (finding.Pos{}) {
			first = r.pos(c.Col, row.Number)
		}
	}
	if first == (finding.Pos{}) {
		return
	}
	out := figures.RegisterRow{Pos: first}
	for _, column := range reg.Columns {
		pos := r.pos(reg.at[column.Name], row.Number)
		out.Cells = append(out.Cells, figures.RegisterCell{Pos: pos, Name: column.Name, Text: texts[column.Name]})
	}
	reg.Rows = append(reg.Rows, out)
}

// nothingToList reads the cell, in the register's first column, in which a zero says that
// the register is empty.
func (r *formReader) nothingToList(reg *formRegister, row *workbook.Row) {
	for _, c := range row.Cells {
		if len(reg.Columns) == 0 || c.Col != reg.at[reg.Columns[0].Name] {
			continue
		}
		if strings.TrimSpace(c.Text) != "0" {
			r.notRead(c, row.Number)
			continue
		}
		reg.none = r.pos(c.Col, row.Number)
	}
}

// listed gives the registers that say something: one left blank is missing, not empty.
func (r *formReader) listed() []figures.Register {
	var all []figures.Register
	for _, reg := range r.registers {
		none := reg.none != finding.Pos{}
		switch {
		case reg.bad || !none && len(reg.Rows) == 0:
			continue
		case none && len(reg.Rows) > 0:
			r.list.Add(finding.New(finding.MixedFigure, reg.none, "0",
				finding.Say("%s dòng đã ghi", "%s rows", fmt.Sprint(len(reg.Rows)))).
				Relate(reg.Rows[0].Pos, finding.Say("dòng đầu ở đây", "the first row")).
				Hinted("xoá số 0, hoặc xoá các dòng của danh sách", "delete the zero, or the rows"))
			continue
		}
		all = append(all, reg.Register)
	}
	return all
}
