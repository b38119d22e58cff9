package sheets

import (
	"fmt"
	"slices"
	"strings"

	"baocao/report/calc"
	"baocao/report/document"
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/period"
)

// Against names every place in which the workbook says something else than the JSON
// report: on the cover, among the figures of the units and their totals in every period,
// and among the checks. Tables need no look: their cells are formulas that lead there.
func (b *Book) Against(w *model.Written) []Fault {
	all := b.coverAgainst(w)
	d, ok := b.data()
	if !ok {
		return append(all, b.about(document.DataSheet, finding.Say("không có trang này hoặc đầu trang đã bị sửa", "the sheet is missing, or its head was changed")))
	}
	all = append(all, b.figuresAgainst(d, w)...)
	return append(all, b.checksAgainst(w, len(d.units))...)
}

// coverAgainst compares what the cover says.
func (b *Book) coverAgainst(w *model.Written) []Fault {
	f := w.Fingerprint
	if len(f) != 64 {
		f = strings.Repeat("?", 64)
	}
	facts := b.facts()
	var all []Fault
	for _, should := range [...][2]string{
		{"Đơn vị", w.Unit.Name},
		{"Mã đơn vị", w.Unit.Code},
		{"Kỳ báo cáo", w.Period.Label},
		{"Từ ngày", short(w.Period.From)},
		{"Đến ngày", short(w.Period.To)},
		{"Đã nộp", fmt.Sprintf("%d/%d đơn vị", w.Completeness.Received, w.Completeness.Expected)},
		{"Mẫu báo cáo", w.Template.Name},
		{"Mã băm của mẫu (SHA-256)", w.Template.SHA256},
		{"Mã số liệu", f[0:4] + " " + f[4:8] + " " + f[8:12] + " " + f[12:16]},
		{"Mã số liệu đầy đủ (SHA-256)", w.Fingerprint},
	} {
		c, ok := facts[should[0]]
		switch {
		case !ok:
			all = append(all, b.about(document.CoverSheet, finding.Say("thiếu mục “%s”", "“%s” is missing", should[0])))
		case !c.Stored.Same(calc.Value{Kind: calc.Text, Text: should[1]}):
			all = append(all, b.at(document.CoverSheet, c.Row, c.Col, unlike(c.Stored, finding.Plain("“"+should[1]+"”"))))
		}
	}
	return all
}

func short(day string) string {
	d, _ := period.ParseDate(day)
	return d.Short()
}

// unlike says that a cell and the JSON differ.
func unlike(got calc.Value, want finding.Text) finding.Text {
	return finding.Say("ô ghi %s, tệp JSON ghi %s", "the cell says %s, the JSON %s", shown(got), want)
}

// figuresAgainst compares every column of the units' figures with the JSON, and sees to it
// that every figure of the JSON has its column.
func (b *Book) figuresAgainst(d data, w *model.Written) []Fault {
	all := b.unitsAgainst(d, w)
	names, figures := named(w)
	sources := !slices.Contains(w.LeftOut, "sources")
	for _, c := range d.columns {
		code, operand := c.operand()
		f := figures[figure{c.period, code}]
		if f == nil && figures[figure{w.Period.Label, code}] != nil {
			f = &wanted{WrittenFigure: &model.WrittenFigure{Units: &model.WrittenCoverage{}}} // what nobody gave of another period is not in the JSON
		}
		switch {
		case f == nil:
			all = append(all, b.at(document.DataSheet, d.total-1, c.col, finding.Say("tệp JSON không có số liệu %s, %s", "the JSON has no figure %s of %s", c.code, c.period)))
		case operand > 0:
			all = append(all, b.operandAgainst(d, c, f, operand)...)
		default:
			f.seen = true
			all = append(all, b.columnAgainst(d, c, f, sources)...)
		}
	}
	for _, at := range names {
		if f := figures[at]; !f.seen && f.value().IsKnown() {
			all = append(all, b.about(document.DataSheet, finding.Say("thiếu cột của %s, %s: tệp JSON ghi %s", "the column of %s, %s, is missing: the JSON has %s",
				at.code, at.period, told(f.value()))))
		}
	}
	return all
}

// unitsAgainst sees to it that every unit has one row.
func (b *Book) unitsAgainst(d data, w *model.Written) []Fault {
	var all []Fault
	rows := map[string]bool{}
	for _, u := range d.units {
		if rows[u.code] {
			all = append(all, b.at(document.DataSheet, u.row, codeColumn, finding.Say("đơn vị %s có hai dòng", "the unit %s has two rows", u.code)))
		}
		rows[u.code] = true
	}
	need := func(code string) {
		if !rows[code] {
			rows[code] = true
			all = append(all, b.about(document.DataSheet, finding.Say("thiếu dòng của đơn vị %s", "the row of the unit %s is missing", code)))
		}
	}
	for _, f := range w.Figures {
		for _, s := range f.Sources {
			need(s.Unit)
		}
	}
	for _, code := range w.Completeness.Missing {
		need(code)
	}
	return all
}

// wanted is what the JSON says of one column.
type wanted struct {
	*model.WrittenFigure
	whole bool // the column has the numbers out of which the figure is
	seen  bool
}

func (f *wanted) value() num.Value {
	if f.whole {
		return f.OutOf
	}
	return f.Value
}

func (f *wanted) source(s model.WrittenSource) num.Value {
	if f.whole {
		return s.OutOf
	}
	return s.Value
}

// named lists the figures of all periods by the names that columns have. A category has
// two: with its breakdown, and without where no other breakdown shares it.
func named(w *model.Written) (names []figure, all map[figure]*wanted) {
	all = map[figure]*wanted{}
	add := func(label string, figures []model.WrittenFigure) {
		shared := map[string]int{}
		for i := range figures {
			if f := &figures[i]; f.Units != nil {
				shared[f.Indicator+"."+f.Category]++
			}
		}
		for i := range figures {
			f := &figures[i]
			if f.Units == nil {
				continue // it stands apart, and in no column
			}
			code := f.Indicator
			switch {
			case f.Category != "" && shared[f.Indicator+"."+f.Category] > 1:
				code += "." + f.Breakdown + "." + f.Category
			case f.Category != "":
				code += "." + f.Category
			}
			value, whole := figure{label, code}, figure{label, code + ".out_of"}
			all[value], all[whole] = &wanted{WrittenFigure: f}, &wanted{WrittenFigure: f, whole: true}
			names = append(names, value, whole)
		}
	}
	add(w.Period.Label, w.Figures)
	for i := range w.OtherPeriods {
		add(w.OtherPeriods[i].Period.Label, w.OtherPeriods[i].Figures)
	}
	return names, all
}

// operand splits HG02R[1] into the figure and the number of its operand; 0 of other columns.
func (c column) operand() (code string, operand int) {
	code, rest, ok := strings.Cut(c.code, "[")
	if ok {
		fmt.Sscanf(rest, "%d]", &operand)
	}
	return code, operand
}

// columnAgainst compares the total of a column, how many units it covers, and its units.
func (b *Book) columnAgainst(d data, c column, f *wanted, sources bool) []Fault {
	compare := agrees
	if f.whole {
		compare = agreesBarely
	}
	var all []Fault
	cell := func(row int, want num.Value) {
		if got := d.sheet.At(row, c.col).Stored; !compare(got, want) {
			all = append(all, b.at(document.DataSheet, row, c.col, unlike(got, told(want))))
		}
	}
	cell(d.total, f.value())
	if !f.whole {
		cell(d.coverage, num.OfInt(int64(f.Units.Covered)))
	}
	if !sources {
		return all
	}
	given := make(map[string]num.Value, len(f.Sources))
	for _, s := range f.Sources {
		given[s.Unit] = f.source(s)
	}
	for _, u := range d.units {
		cell(u.row, given[u.code])
	}
	return all
}

// operandAgainst compares what an operand of a rate comes to over the units.
func (b *Book) operandAgainst(d data, c column, f *wanted, operand int) []Fault {
	var want num.Value
	if operand <= len(f.Operands) {
		want = f.Operands[operand-1].Value
	}
	if got := d.sheet.At(d.total, c.col).Stored; !agreesBarely(got, want) {
		return []Fault{b.at(document.DataSheet, d.total, c.col, unlike(got, told(want)))}
	}
	return nil
}

// agrees holds a cell against a value in all three states.
func agrees(got calc.Value, want num.Value) bool {
	switch want.State {
	case num.Missing:
		return got.Kind == calc.Blank || got.Kind == calc.Text && (got.Text == "…" || got.Text == "")
	case num.NotApplicable:
		return got.Kind == calc.Text && got.Text == "x"
	}
	return got.Same(calc.Value{Kind: calc.Number, Number: want.Number.Float()})
}

// agreesBarely holds a cell against a value that the JSON has without a state: where there
// is no number, it does not say why.
func agreesBarely(got calc.Value, want num.Value) bool {
	return agrees(got, want) || !want.IsKnown() && agrees(got, num.NA)
}

func told(v num.Value) finding.Text {
	switch v.State {
	case num.Known:
		return finding.Plain(v.Number.PrintExact())
	case num.NotApplicable:
		return finding.Plain("“x”")
	}
	return finding.Say("(chưa có số liệu)", "(nothing)")
}
