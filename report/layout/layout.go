// Package layout turns the model into the neutral document: it words, orders and formats,
// and computes nothing. [Document] is its entry, or [Begin] for who draws the page while the
// workbook is still being laid out; the renderers draw what they return.
package layout

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"baocao/report/document"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/spec"
	"baocao/report/unit"
)

// Options are what a document needs beyond the model.
type Options struct {
	Profile   document.Profile // the page's layout
	Spelling  Spelling         // of the page; as written when it is empty
	Duplex    bool             // the page is printed on both sides of its sheets
	Generator string           // program and version, for the properties and the cover

	Attachment *document.Attachment // of the page: what [Attachment] gives; none where it is nil
}

// The sheets that every workbook has, in short.
const (
	coverSheet   = document.CoverSheet
	chartSheet   = document.ChartSheet
	checkSheet   = document.CheckSheet
	unitSheet    = document.UnitSheet
	dataSheet    = document.DataSheet
	targetSheet  = document.TargetSheet
	sourcesSheet = document.SourcesSheet
)

// The signs of a figure without a number.
const (
	missingSign = "…"
	naSign      = "x"
)

// Document lays the report out.
func Document(r *model.Report, o Options) *document.Document {
	_, whole := Begin(r, o)
	return whole()
}

// Begin lays the page out, in a document without sheets. The whole document has the same page;
// its sheets are laid out by the first who asks for it, which need not be before the page has
// been drawn.
func Begin(r *model.Report, o Options) (page *document.Document, whole func() *document.Document) {
	l := &layouter{r: r, t: r.Template, o: o, tables: map[*spec.Table]*placed{}, registers: map[*spec.Register]*placed{},
		headings: map[*document.Heading]bool{}}
	l.names, l.expected, l.reporting = unitNames(r.Units), r.Expected(), r.Reporting()
	l.collectNotes()
	l.planData()
	l.planTargets()
	l.place()
	page = &document.Document{
		Title:       r.Template.Title + " " + r.Period.Label() + " – " + r.Unit.Name,
		Subject:     r.Template.Title,
		Author:      l.author(),
		Date:        l.date(),
		Fingerprint: r.Fingerprint,
		Generator:   o.Generator,
		Page:        l.page(),
	}
	respell(&page.Page, o.Spelling)
	return page, sync.OnceValue(func() *document.Document {
		doc := *page
		l.workbook(&doc)
		return &doc
	})
}

// workbook lays the sheets out. The page needs no more of them than their places, to which its
// tables lead. It may be drawn at the same time: what only the sheets need is kept apart.
func (l *layouter) workbook(doc *document.Document) {
	w := *l
	w.named, w.checks = below("", w.names...), checksOf(w.r)
	w.planAsked()
	w.planBook()
	doc.Sheets, doc.Seal = w.sheets(), document.SealSheet
	if book := w.t.Book; book != nil {
		doc.Book, doc.Moves, doc.Recalculate = book.Parts, &w.book.moves, w.book.unknown
	}
}

type layouter struct {
	r *model.Report
	t *spec.Template
	o Options

	names     []string     // of the units, no two alike
	expected  int          // units that owe a report
	reporting int          // rows of units that report
	notes     [][]unitNote // by slot, what the units wrote beside their figures
	data      dataPlan
	plans     planSheet
	tables    map[*spec.Table]*placed    // the tables that are sheets
	registers map[*spec.Register]*placed // the registers that are sheets
	order     []*placed

	headings  map[*document.Heading]bool // of the page, those that are the template's
	footnotes []string                   // the spans of time that they say, in the order of their marks

	// Of the sheets alone.
	named  need // what the names take up
	checks checks
	book   bookPlan
}

// placed is a template table with its sheet: where its rows stand is known before they
// are written, because formulas point at them.
type placed struct {
	sheet document.Sheet
	table *spec.Table
	rows  []tableRow // of IndicatorRows
}

// body is the first row of the sheet's table.
func (p *placed) body() int { return p.sheet.BodyRow() }

// author is the issuing body, as it heads the page.
func (l *layouter) author() string {
	d := l.r.Document
	if d.Body == "" {
		return l.r.Unit.Name
	}
	return strings.TrimSpace(d.Body + " " + d.Superior)
}

// place gives every sheet its name and every row its address.
func (l *layouter) place() {
	names := map[string]bool{}
	for _, fixed := range document.ReservedSheets {
		names[strings.ToLower(fixed)] = true
	}
	if l.t.Book != nil {
		for _, s := range l.t.Book.Sheets {
			names[strings.ToLower(s.Name)] = true
		}
	}
	for _, t := range l.t.Workbook {
		if t.Rows != spec.RegisterRows || l.register(t.Register).Given {
			l.placeTable(t, names)
		}
	}
	for _, reg := range l.r.Registers {
		if l.registers[reg.Spec] == nil && len(reg.Rows) > 0 {
			l.placeTable(&spec.Table{Code: reg.Spec.Code, Title: reg.Spec.Label, Rows: spec.RegisterRows, Register: reg.Spec,
				Columns: []spec.Column{{Name: "order"}, {Name: "unit"}}}, names)
		}
	}
}

func (l *layouter) placeTable(t *spec.Table, names map[string]bool) {
	p := &placed{table: t}
	p.sheet.Name = sheetName(t.Title, names)
	p.sheet.Titles = []string{t.Title, l.r.Unit.Name + ", " + l.r.Period.Label()}
	p.sheet.FreezeCol = 2
	l.tables[t] = p
	if t.Rows == spec.RegisterRows {
		l.registers[t.Register] = p
	}
	l.order = append(l.order, p)
	if t.Rows == spec.IndicatorRows {
		p.rows, p.sheet.Together = l.tableRows(t), true
	}
	p.sheet.Table.Head = l.head(t)
}

// sheetName shortens a table's title to what Excel takes: "Biểu 06. Tổng hợp …" is Biểu 06.
func sheetName(title string, taken map[string]bool) string {
	name, _, _ := strings.Cut(title, ". ")
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(document.NotInSheetName, r) {
			return ' '
		}
		return r
	}, name)
	suffix := ""
	for n := 2; ; n++ {
		// A name may neither begin nor end with an apostrophe.
		short := strings.Trim(firstRunes(name, document.MostSheetName-len(suffix))+suffix, "' ")
		if short != "" && !taken[strings.ToLower(short)] {
			taken[strings.ToLower(short)] = true
			return short
		}
		suffix = " " + strconv.Itoa(n)
	}
}

func firstRunes(s string, most int) string {
	r := []rune(s)
	return string(r[:min(len(r), most)])
}

func (l *layouter) sheets() []document.Sheet {
	var sheets []document.Sheet
	for _, p := range l.order {
		sheets = append(sheets, l.tableSheet(p))
	}
	if s, ok := l.chartSheet(); ok {
		sheets = append(sheets, s)
	}
	sheets = append(sheets, l.checkSheet(), l.unitSheet(), l.dataSheet())
	if len(l.plans.rows) > 0 {
		sheets = append(sheets, l.targetSheet())
	}
	sheets = append(sheets, l.sourcesSheet())
	for i := range sheets {
		sheets[i].Header = document.NewHeader(l.r.Unit.Name, l.t.Title, l.r.Period.Label())
	}
	// The cover says it all itself, and what somebody laid out has a header of its own.
	return slices.Concat([]document.Sheet{l.cover()}, l.bookSheets(), sheets)
}

// The styles of cells.
var (
	headStyle  = document.Style{Role: document.Head, Align: document.Center}
	groupStyle = document.Style{Role: document.Group}
	midStyle   = document.Style{Align: document.Center}
)

func text(s string) document.Cell { return document.Cell{Text: s} }

func centred(s string) document.Cell { return document.Cell{Text: s, Style: midStyle} }

func heading(s string) document.Cell { return document.Cell{Text: s, Style: headStyle} }

func headings(texts []string) []document.Cell {
	cells := make([]document.Cell, len(texts))
	for i, s := range texts {
		cells[i] = heading(s)
	}
	return cells
}

// figure is a cell that shows a value; formula may be empty for a dead one.
func figure(v num.Value, decimals int, formula string) document.Cell {
	c := document.Cell{Formula: document.Formula{Text: formula}}
	show(&c, v, decimals)
	return c
}

// show makes a cell that is still empty show a value.
func show(c *document.Cell, v num.Value, decimals int) {
	c.Value, c.Style.Align, c.Style.Decimals = v, document.Right, int8(decimals)
	if !v.IsKnown() {
		c.Text = print(v, decimals)
	}
}

// print gives a value as tables print it.
func print(v num.Value, decimals int) string {
	switch v.State {
	case num.Missing:
		return missingSign
	case num.NotApplicable:
		return naSign
	}
	return v.Number.Print(decimals)
}

// totalled marks a row's cells as those of a total.
func totalled(cells []document.Cell) []document.Cell {
	for i := range cells {
		cells[i].Style.Role = document.Total
	}
	return cells
}

// signs explains the signs that a table uses.
func signs(missing, na bool) []string {
	var notes []string
	if missing {
		notes = append(notes, "“…”: chưa có số liệu.")
	}
	if na {
		notes = append(notes, "“x”: không áp dụng.")
	}
	if len(notes) == 0 {
		return nil
	}
	return []string{"Ghi chú: " + strings.Join(notes, " ")}
}

// unitNames gives each unit the name that it has on every sheet and page: its own, and its
// code behind it where two are called the same, since formulas count by that name.
func unitNames(units []model.Unit) []string {
	folded, count := make([]string, len(units)), map[string]int{}
	for i, u := range units {
		folded[i] = unit.FoldName(u.Name)
		count[folded[i]]++
	}
	names := make([]string, len(units))
	for i, u := range units {
		names[i] = u.Name
		if u.Own {
			names[i] += " (số riêng)"
		}
		if count[folded[i]] > 1 {
			names[i] += " (" + u.Code + ")"
		}
	}
	return names
}
