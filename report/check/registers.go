package check

import (
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

// register matches a register's columns and values, and counts its rows.
func (c *checker) register(s *Set, r figures.Register) {
	def := c.t.Register(r.Code)
	if def == nil {
		var known []string
		for _, d := range c.t.Registers {
			known = append(known, d.Code)
		}
		c.findings.Add(finding.New(finding.UnknownRegister, r.Pos, r.Code).DidYouMean(source.Nearest(r.Code, known)))
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
	reg := Register{Spec: def}
	for _, row := range r.Rows {
		reg.Rows = append(reg.Rows, c.registerRow(def, row))
	}
	s.Registers = append(s.Registers, reg)
	if def.Counts != nil && c.findings.Count(finding.Error) == before {
		c.count(s, reg, r)
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
	var known []string
	for _, col := range def.Columns {
		known = append(known, col.Code, col.Label)
	}
	given := map[int]bool{}
	for _, h := range r.Columns {
		at := column(def, h.Name)
		if at < 0 {
			c.findings.Add(finding.New(finding.RegisterColumn, h.Pos, def.Label,
				finding.Say("không có cột “%s”", "there is no column “%s”", h.Name)).DidYouMean(source.Nearest(h.Name, known)))
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
			c.findings.Add(finding.New(finding.RegisterColumn, r.Pos, def.Label,
				finding.Say("thiếu cột “%s”", "the column “%s” is missing", col.Label)))
		}
	}
}

func (c *checker) registerRow(def *spec.Register, row figures.RegisterRow) []model.RegisterCell {
	cells := make([]model.RegisterCell, len(def.Columns))
	for _, cell := range row.Cells {
		at := column(def, cell.Name)
		if at < 0 {
			// A file's unknown heading was reported once; a row in place names its own.
			c.unknownCell(def, row, cell)
			continue
		}
		cells[at] = c.registerCell(def.Columns[at], cell)
	}
	for i, col := range def.Columns {
		if col.Required && cells[i].Text == "" {
			c.findings.Add(finding.New(finding.RegisterValue, row.Pos, col.Label, "").
				Hinted("cột này bắt buộc", "this column is required"))
		}
	}
	return cells
}

func (c *checker) unknownCell(def *spec.Register, row figures.RegisterRow, cell figures.RegisterCell) {
	if cell.Pos.Line != row.Pos.Line && cell.Pos.File == row.Pos.File && cell.Text == "" {
		return
	}
	var known []string
	for _, col := range def.Columns {
		known = append(known, col.Code)
	}
	c.findings.Add(finding.New(finding.RegisterColumn, cell.Pos, def.Label,
		finding.Say("không có cột “%s”", "there is no column “%s”", cell.Name)).DidYouMean(source.Nearest(cell.Name, known)))
}

func (c *checker) registerCell(col *spec.RegisterColumn, cell figures.RegisterCell) model.RegisterCell {
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
			if f.Hint.IsZero() {
				f = f.Hinted("chỉ nhận: %s", "only: %s", strings.Join(labels(col.Breakdown), "; "))
			}
			c.findings.Add(f)
			return out
		}
		out.Text = out.Category.Label
	case spec.NumberColumn:
		n, f := num.Parse(cell.Text, num.Plain, cell.Pos)
		if f != nil {
			c.findings.Add(*f)
			return out
		}
		out.Value = num.Of(n)
	case spec.DateColumn:
		d, ok := period.ParseDate(cell.Text)
		if !ok {
			c.findings.Add(finding.New(finding.WrongDate, cell.Pos, cell.Text))
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
	cell := &s.Cells[slot]
	value := num.OfInt(int64(n))
	if f := cell.Figure; f != nil && !s.bad[slot] && !cell.Value.Equal(value) {
		c.findings.Add(finding.New(finding.RegisterDiffer, f.Pos, Name(c.t, slot), f.Typed, reg.Spec.Label, value.Number.PrintExact()).
			Relate(r.Pos, finding.Say("danh sách", "the register")))
		return
	}
	cell.Value, cell.Origin = value, model.Counted
}
