package output

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"baocao/report/document"
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/workbook"
)

// The fixed rows and columns of the sheet of data: the head with period, indicator, category
// and code, the totals, how many units gave them, and then the units.
const (
	periodRow   = 4
	labelRow    = 5
	categoryRow = 6
	codeRow     = 7
	totalRow    = 8
	coverageRow = 9
	firstUnit   = 10

	codeColumn  = 3
	firstColumn = 4
)

// column is one column of the sheet: a figure, the whole that it is out of, or an operand of
// the rate before it.
type column struct {
	at      int
	band    int // the place in dataReader.bands
	name    figureName
	label   string // of the category, or of the indicator
	measure string
	isWhole bool
	isRate  bool
	operand int // 1-based; 0 of a figure
}

// figureName is a code of the head in its parts. The axis is there only where categories of
// two axes share a name.
type figureName struct{ indicator, axis, category string }

// dataReader makes figures of the columns.
type dataReader struct {
	*workbookReader
	grid    grid
	columns []column
	byName  map[string]int // a column's letters → its place in columns
	bands   []band
	units   []int // the rows of units
	plans   grid
}

type band struct {
	period  model.WrittenPeriod
	figures []model.WrittenFigure
}

func (r *workbookReader) data() {
	d := dataReader{workbookReader: r, grid: r.sheet(document.DataSheet, false), plans: r.sheet(document.TargetSheet, true), byName: map[string]int{}}
	if !r.fault.IsZero() {
		return
	}
	for _, row := range d.grid.rows(firstUnit) {
		if d.grid.text(row, codeColumn) != "" {
			d.units = append(d.units, row)
		}
	}
	d.head()
	if len(d.bands) == 0 || d.bands[0].period.Code != r.w.Period.Code {
		r.fault = finding.Say("trang “%s” không còn số liệu của kỳ báo cáo", "the sheet “%s” has no figures of the report's period", document.DataSheet)
		return
	}
	d.nameBreakdowns()
	for _, c := range d.columns {
		if c.operand == 0 && !c.isWhole {
			d.figure(c)
		}
	}
	for i := range d.bands[0].figures {
		d.bands[0].figures[i].Units.Expected = r.w.Completeness.Expected
	}
	r.w.Figures = d.bands[0].figures
	for _, b := range d.bands[1:] {
		r.w.OtherPeriods = append(r.w.OtherPeriods, model.WrittenBand{Period: b.period, Figures: b.figures})
	}
}

// operandCode is the code over a column that repeats an operand: TD05R[2].
var operandCode = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(.+)\[([0-9]+)\]$`)
})

// head reads what each column is. Cells that are one with the cell before them are empty.
func (d *dataReader) head() {
	var label string
	for at := firstColumn; d.grid.text(codeRow, at) != ""; at++ {
		if p := d.grid.text(periodRow, at); p != "" && (len(d.bands) == 0 || d.bands[len(d.bands)-1].period.Label != p) {
			d.bands = append(d.bands, band{period: d.periodOf(p)})
		}
		if l := d.grid.text(labelRow, at); l != "" {
			label = l
		}
		c := column{at: at, band: len(d.bands) - 1, isRate: d.grid.text(categoryRow, at) == "Tính theo công thức"}
		code := d.grid.text(codeRow, at)
		if m := operandCode().FindStringSubmatch(code); m != nil {
			code = m[1]
			c.operand, _ = strconv.Atoi(m[2])
		}
		code, c.isWhole = strings.CutSuffix(code, ".out_of")
		parts := strings.Split(code, ".")
		c.name.indicator = parts[0]
		if len(parts) > 1 {
			c.name.category = parts[len(parts)-1]
		}
		if len(parts) > 2 {
			c.name.axis = parts[1]
		}
		c.label, c.measure = splitLabel(label)
		if c.name.category != "" {
			c.label = d.grid.text(categoryRow, at)
		}
		d.byName[document.ColumnName(at)] = len(d.columns)
		d.columns = append(d.columns, c)
	}
}

// splitLabel parts an indicator's words from its measure: "Đơn thư tiếp nhận (đơn)".
func splitLabel(s string) (label, measure string) {
	at := strings.LastIndex(s, " (")
	if at < 0 || !strings.HasSuffix(s, ")") {
		return s, ""
	}
	return s[:at], s[at+2 : len(s)-1]
}

func (d *dataReader) periodOf(label string) model.WrittenPeriod {
	if label == d.w.Period.Label {
		return d.w.Period
	}
	code := codeOf(label)
	p, _ := period.Parse(code)
	return model.WrittenPeriod{Code: code, Label: label, From: p.From.String(), To: p.To.String()}
}

// references are the cells of a unit's row that a formula names; ranges are listed in full.
var references = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\$?\b([A-Z]{1,3})\$?[0-9]+(?::\$?([A-Z]{1,3})\$?[0-9]+)?`)
})

// named lists the columns that a formula of this sheet names, in order, each once. What
// stands on another sheet is not among them.
func (d *dataReader) named(formula string) []int {
	var all []int
	add := func(i int) {
		if !slices.Contains(all, i) {
			all = append(all, i)
		}
	}
	for _, m := range references().FindAllStringSubmatch(otherSheets().ReplaceAllString(formula, ""), -1) {
		from, ok := d.byName[m[1]]
		if !ok {
			continue
		}
		to, isRange := d.byName[m[2]]
		if !isRange {
			to = from
		}
		for i := from; i <= to; i++ {
			add(i)
		}
	}
	return all
}

// otherSheets are references to other sheets, and words in quotes.
var otherSheets = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`'[^']*'!\$?[A-Z]+\$?[0-9]+(:\$?[A-Z]+\$?[0-9]+)?|"[^"]*"`)
})

// origin reads from a unit's formula how its value came about.
func (d *dataReader) origin(c column, formula string) string {
	switch {
	case formula == "":
		return ""
	case c.isRate:
		return "computed"
	case strings.HasPrefix(formula, "COUNTIFS("):
		return "counted"
	}
	for _, i := range d.named(formula) {
		if d.columns[i].band != c.band {
			return "combined"
		}
	}
	return "summed"
}

// nameBreakdowns finds out which parts make up one whole: those that some unit's formula adds.
// A breakdown has no name in the workbook; the names of its parts stand for it.
func (d *dataReader) nameBreakdowns() {
	for _, c := range d.columns {
		if c.name.category != "" || c.operand > 0 || c.isWhole || c.isRate {
			continue
		}
		for _, row := range d.units {
			formula := d.grid[row][c.at].Formula
			if d.origin(c, formula) == "summed" {
				if parts := d.named(formula); len(parts) > 0 {
					d.nameBreakdown(parts)
				}
			}
		}
	}
}

// nameBreakdown gives the columns of parts their axis, in every period. Where the code of one
// part names it, it is that.
func (d *dataReader) nameBreakdown(parts []int) {
	var categories []string
	axis := ""
	for _, i := range parts {
		categories = append(categories, d.columns[i].name.category)
		axis = cmp.Or(axis, d.columns[i].name.axis)
	}
	axis = cmp.Or(axis, strings.Join(categories, "+"))
	for i := range d.columns {
		own := &d.columns[i].name
		if own.axis == "" && own.indicator == d.columns[parts[0]].name.indicator && slices.Contains(categories, own.category) {
			own.axis = axis
		}
	}
}

// figure makes a figure of its column, with the units below it.
func (d *dataReader) figure(c column) {
	b := &d.bands[c.band]
	total := value(d.grid[totalRow][c.at])
	if c.band > 0 && total.State == num.Missing {
		return
	}
	f := model.WrittenFigure{Indicator: c.name.indicator, Breakdown: c.name.axis, Category: c.name.category, Value: total, Status: status(total)}
	if c.band == 0 {
		f.Label, f.Measure = c.label, c.measure
		if c.isRate {
			f.Nature = "rate"
		}
	}
	covered, _ := strconv.Atoi(d.grid.text(coverageRow, c.at))
	f.Units = &model.WrittenCoverage{Covered: covered}
	whole := d.find(func(o column) bool { return o.band == c.band && o.isWhole && sameName(o.name, c.name) })
	if whole != nil {
		f.OutOf = known(value(d.grid[totalRow][whole.at]))
	}
	for _, row := range d.units {
		d.unit(&f, c, whole, row)
	}
	if c.isRate {
		d.operands(&f, c)
	}
	b.figures = append(b.figures, f)
}

func sameName(a, b figureName) bool { return a.indicator == b.indicator && a.category == b.category }

func known(v num.Value) num.Value {
	if !v.IsKnown() {
		return num.Value{}
	}
	return v
}

func (d *dataReader) find(fits func(column) bool) *column {
	if i := slices.IndexFunc(d.columns, fits); i >= 0 {
		return &d.columns[i]
	}
	return nil
}

// unit adds one unit's value to the figure, if it gave one.
func (d *dataReader) unit(f *model.WrittenFigure, c column, whole *column, row int) {
	cell := d.grid[row][c.at]
	s := model.WrittenSource{Unit: d.grid.text(row, codeColumn), Value: value(cell), Origin: d.origin(c, cell.Formula)}
	if whole != nil {
		s.OutOf = known(value(d.grid[row][whole.at]))
	}
	if s.Value.State == num.Missing && !s.OutOf.IsKnown() {
		return
	}
	if !s.Value.IsKnown() {
		s.Status = status(s.Value)
	}
	switch s.Origin {
	case "summed":
		if parts := d.named(cell.Formula); len(parts) > 0 {
			s.Breakdown = d.columns[parts[0]].name.axis
		}
	case "combined":
		d.combined(f, &s, cell, row)
	}
	at := d.places[document.Address(c.at, row)]
	s.File, s.At = at.file, at.at
	f.Sources = append(f.Sources, s)
}

// combined learns from the formula how the figure adds up over time. A flow adds what there
// is of the quarters.
func (d *dataReader) combined(f *model.WrittenFigure, s *model.WrittenSource, cell workbook.Cell, row int) {
	nature := "stock"
	if strings.Contains(cell.Formula, "SUM(") {
		nature = "flow"
		for _, i := range d.named(cell.Formula) {
			s.Partial = s.Partial || value(d.grid[row][d.columns[i].at]).State == num.Missing
		}
	}
	if f.Label != "" {
		f.Nature = nature
	}
}

// operands reads what a rate is made of, from the columns beside it that repeat it or, in the
// report of one unit, from its formula.
func (d *dataReader) operands(f *model.WrittenFigure, c column) {
	beside := 0
	for i := d.byName[document.ColumnName(c.at)] + 1; i < len(d.columns) && d.columns[i].operand > 0; i++ {
		beside++
		own := d.columns[i]
		d.operand(f, c, repeats().FindStringSubmatch(d.grid[d.units[0]][own.at].Formula), value(d.grid[totalRow][own.at]))
	}
	if beside > 0 {
		return
	}
	for _, i := range d.named(d.grid[totalRow][c.at].Formula) {
		own := d.columns[i]
		d.operand(f, c, []string{"", document.Address(own.at, totalRow)}, value(d.grid[totalRow][own.at]))
	}
}

// repeats finds the cell that a column of operands repeats.
var repeats = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`=[0-9]+,([^,"]+),"…"\)$`)
})

// operand adds one operand. Where nobody gave anything its cell leads nowhere, so that it has
// no name.
func (d *dataReader) operand(f *model.WrittenFigure, c column, cell []string, v num.Value) {
	if cell == nil {
		return
	}
	if row, isPlan := strings.CutPrefix(cell[1], "'"+document.TargetSheet+"'!"); isPlan {
		at, _ := strconv.Atoi(strings.TrimLeft(row, "$ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
		f.Operands = append(f.Operands, model.WrittenOperand{Name: d.plans.text(at, 4), Of: "target", Value: known(v)})
		return
	}
	of := d.named(cell[1])
	if len(of) == 0 {
		return
	}
	o := d.columns[of[0]]
	operand := model.WrittenOperand{Name: o.name.indicator, Value: known(v)}
	if o.name.category != "" {
		operand.Name += "." + o.name.category
	}
	if o.isWhole {
		operand.Name += ".out_of"
	}
	if o.band != c.band {
		operand.Of = d.base(c.band, o.band)
	}
	f.Operands = append(f.Operands, operand)
}

// base names the period of one band as seen from another.
func (d *dataReader) base(from, to int) string {
	p, _ := period.Parse(d.bands[from].period.Code)
	if previous, _ := p.Previous(); previous.Code == d.bands[to].period.Code {
		return "previous"
	}
	return "same_period_last_year"
}
