package check

import (
	"cmp"
	"slices"
	"strings"

	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/source"
	"baocao/report/spec"
	"baocao/report/unit"
)

// register matches a register's columns and values, and counts its rows. Those that have no
// file of their own stand in the submission's.
func (c *checker) register(s *Set, r figures.Register, submission string) {
	def := c.t.Register(r.Code)
	if def == nil {
		var known []string
		for _, d := range c.t.Registers {
			known = append(known, d.Code)
		}
		c.findings.Add(finding.New(finding.UnknownRegister, r.Pos, r.Code).
			Hinted("các danh sách: %s", "the registers: %s", strings.Join(known, ", ")).DidYouMean(source.Nearest(r.Code, known)))
		return
	}
	for _, given := range s.Registers {
		if given.Spec == def {
			c.findings.Add(finding.New(finding.TwoSubmissions, r.Pos, s.Unit, def.Label, s.Period.Label()))
			return
		}
	}
	before := c.findings.Count(finding.Error)
	c.headings(def, r)
	reg := Register{Spec: def, File: cmp.Or(r.File, submission)}
	for _, row := range r.Rows {
		reg.Rows = append(reg.Rows, c.registerRow(def, r, row))
	}
	s.Registers = append(s.Registers, reg)
	switch {
	case def.Counts == nil:
	case !r.Lost && c.findings.Count(finding.Error) == before:
		c.count(s, reg, r)
	default:
		for _, slot := range append(slices.Concat(def.Counts.Parts...), def.Counts.Total) {
			c.refuse(s, slot) // nobody can count a register with faults
		}
	}
}

// column finds the register's column by its code or its label.
func column(def *spec.Register, name string) int {
	folded := unit.FoldName(name)
	for i, col := range def.Columns {
		if name == col.Code || folded == unit.FoldName(col.Label) {
			return i
		}
	}
	return -1
}

// headings reports columns that the template does not have, and required ones that lack.
func (c *checker) headings(def *spec.Register, r figures.Register) {
	given := map[int]bool{}
	for _, h := range r.Columns {
		at := column(def, h.Name)
		if at < 0 {
			c.unknownColumn(def, h.Pos, h.Name)
			continue
		}
		if given[at] {
			c.findings.Add(finding.New(finding.DuplicateKey, h.Pos, h.Name))
		}
		given[at] = true
	}
	if r.Columns == nil {
		return
	}
	for i, col := range def.Columns {
		if col.Required && !given[i] {
			c.findings.Add(finding.New(finding.RegisterColumn, r.Columns[0].Pos, def.Code,
				finding.Say("thiếu cột “%s”", "the column “%s” is missing", col.Label)))
		}
	}
}

// registerRow matches one row. What lacks or is unknown in the headings of a file was said
// of them; a row in place names its own columns.
func (c *checker) registerRow(def *spec.Register, r figures.Register, row figures.RegisterRow) []model.RegisterCell {
	cells := make([]model.RegisterCell, len(def.Columns))
	places := make([]finding.Pos, len(def.Columns)) // of the cells that the row has
	for i, cell := range row.Cells {
		at := column(def, cell.Name)
		switch {
		case at >= 0:
			places[at] = cell.Pos
			cells[at] = c.registerCell(def.Columns[at], cell, r.Notation)
		case r.Columns == nil:
			c.unknownColumn(def, row.Names[i], cell.Name)
		}
	}
	for i, col := range def.Columns {
		given := places[i] != finding.Pos{}
		if !col.Required || cells[i].Text != "" || !given && (r.Columns != nil || row.Lost) {
			continue
		}
		pos := row.Pos
		if given {
			pos = places[i]
		}
		c.findings.Add(finding.New(finding.MissingField, pos, col.Label).
			Hinted("cột này phải ghi ở mọi dòng", "every row gives this column"))
	}
	return cells
}

func (c *checker) unknownColumn(def *spec.Register, pos finding.Pos, name string) {
	var codes, known []string
	for _, col := range def.Columns {
		codes = append(codes, col.Code)
		known = append(known, col.Code, col.Label)
	}
	c.findings.Add(finding.New(finding.RegisterColumn, pos, def.Code,
		finding.Say("không có cột “%s”", "there is no column “%s”", name)).
		Hinted("các cột: %s", "the columns: %s", strings.Join(codes, ", ")).DidYouMean(source.Nearest(name, known)))
}

func (c *checker) registerCell(col *spec.RegisterColumn, cell figures.RegisterCell, notation num.Notation) model.RegisterCell {
	out := model.RegisterCell{Text: cell.Text}
	if cell.Text == "" {
		return out
	}
	switch col.Type {
	case spec.CategoryColumn:
		out.Category = category(col.Breakdown, cell.Text)
		if out.Category == nil {
			known := col.Breakdown.CategoryCodes()
			f := finding.New(finding.RegisterValue, cell.Pos, col.Label, cell.Text).DidYouMean(source.Nearest(cell.Text, known))
			if f.Hint().IsZero() {
				f = f.Hinted("chỉ nhận: %s", "only: %s", strings.Join(labels(col.Breakdown), "; "))
			}
			c.findings.Add(f)
			return out
		}
		out.Text = out.Category.Label
	case spec.NumberColumn:
		n, f := num.Parse(cell.Text, notation, cell.Pos)
		if f != nil {
			c.findings.Add(*f)
			return out
		}
		out.Value = num.Of(n)
	case spec.DateColumn:
		d, ok := period.ParseDate(cell.Text)
		if !ok {
			c.findings.Add(finding.New(finding.WrongDate, cell.Pos, cell.Text).Hinted(
				"viết ngày 2022-04-27 hoặc 27/4/2022", "write a day as 2022-04-27 or 27/4/2022"))
			return out
		}
		out.Text = d.Short()
	}
	return out
}

// labels lists the words that a breakdown's column takes.
func labels(b *spec.Breakdown) []string {
	var all []string
	for _, c := range b.Categories {
		all = append(all, c.Label)
	}
	return all
}

// category finds a category by its code or its label.
func category(b *spec.Breakdown, text string) *spec.Category {
	folded := unit.FoldName(text)
	for _, cat := range b.Categories {
		if text == cat.Code || folded == unit.FoldName(cat.Label) {
			return cat
		}
	}
	return nil
}

// count makes figures of a register: its rows are the indicator's total, and a breakdown
// is counted when the register has its column and every row fills it. A stated figure
// must agree. An empty register counts zero.
func (c *checker) count(s *Set, reg Register, r figures.Register) {
	ind := reg.Spec.Counts
	c.counted(s, reg, r, ind.Total, len(reg.Rows))
	for axis, b := range ind.By {
		at := columnOf(reg.Spec, b)
		if at < 0 {
			continue
		}
		counts := map[*spec.Category]int{}
		complete := true
		for _, row := range reg.Rows {
			counts[row[at].Category]++
			complete = complete && row[at].Category != nil
		}
		if !complete {
			continue
		}
		for i, cat := range b.Categories {
			c.counted(s, reg, r, ind.Parts[axis][i], counts[cat])
		}
	}
}

func columnOf(def *spec.Register, b *spec.Breakdown) int {
	for i, col := range def.Columns {
		if col.Breakdown == b {
			return i
		}
	}
	return -1
}

func (c *checker) counted(s *Set, reg Register, r figures.Register, slot, n int) {
	cell := *s.draft.At(slot)
	value := num.OfInt(int64(n))
	if f := cell.Figure; f != nil && !s.bad[slot] && !cell.Value.Equal(value) {
		c.findings.Add(finding.New(finding.RegisterDiffer, f.Pos(), Name(c.t, slot), f.Typed(), reg.Spec.Code, value.Number.PrintExact()).
			Relate(r.Pos, finding.Say("danh sách", "the register")).
			Hinted("sửa số ở đây hoặc sửa danh sách; bỏ số đi thì chương trình đếm từ danh sách",
				"correct the number or the register; left out, it is counted from the register"))
		c.refuse(s, slot) // nobody knows which of the two is right
		return
	}
	cell.Value, cell.Origin = value, model.Counted
	s.draft.Put(slot, cell)
}
