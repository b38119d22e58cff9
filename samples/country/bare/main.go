// Command bare is the yardstick of the benchmarks: what a report costs with the libraries
// alone. It reads submissions into maps, writes the template's tables as values and
// sums with excelize's StreamWriter, and sets a given text with fpdf; it checks nothing,
// knows no source of any figure and writes no audit sheet.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"

	"github.com/go-fonts/liberation/liberationserifregular"
	"github.com/go-pdf/fpdf"
	"github.com/goccy/go-yaml"
	"github.com/urfave/cli/v2"
	"github.com/xuri/excelize/v2"
)

func main() {
	in := flag.String("in", "", "folder of submissions, or one submission; nothing is done without. Tables are made of JSON and YAML")
	definition := flag.String("template", "", "the template.yaml whose tables are written")
	workbook := flag.String("xlsx", "", "write the tables there")
	text := flag.String("text", "", "the words of the page, a paragraph a line")
	page := flag.String("pdf", "", "set the words there")
	flag.Parse()
	if *in == "" {
		_ = cli.NewApp() // linked, as in the program, so that starts can be compared
		return
	}
	units := read(*in)
	if *workbook != "" {
		tables(*workbook, load(*definition), units)
	}
	if *page != "" {
		set(*page, *text)
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

// template is what the tables need of a template.yaml.
type template struct {
	Breakdowns map[string]struct {
		Categories yaml.MapSlice
	}
	Indicators map[string]struct {
		Label, Measure string
		By             []string
	}
	Tables   map[string]table
	Workbook []string
}

type table struct {
	Title   string
	Rows    any
	Columns []string
}

func load(name string) *template {
	var t template
	if err := yaml.Unmarshal(must(os.ReadFile(name)), &t); err != nil {
		log.Fatal(err)
	}
	return &t
}

// figure is one column of a table of units, or one row of a table of indicators.
type figure struct{ indicator, axis, category string }

// expand gives the figures of "DVK01" or "DVK01.cap"; nothing for other columns.
func (t *template) expand(column string) []figure {
	code, axis, broken := strings.Cut(column, ".")
	if _, known := t.Indicators[code]; !known {
		return nil
	}
	if !broken {
		return []figure{{code, "", ""}}
	}
	var all []figure
	for _, c := range t.Breakdowns[axis].Categories {
		all = append(all, figure{code, axis, fmt.Sprint(c.Key)})
	}
	return all
}

// value is a unit's figure; a total is the sum of the first breakdown that is there.
func (t *template) value(unit map[string]any, f figure) float64 {
	given := unit["figures"].(map[string]any)[f.indicator]
	parts, nested := given.(map[string]any)
	if !nested {
		return number(given)
	}
	if f.axis == "" {
		for _, axis := range t.Indicators[f.indicator].By {
			if categories, ok := parts[axis].(map[string]any); ok {
				return sum(categories)
			}
		}
		return sum(parts)
	}
	if categories, ok := parts[f.axis].(map[string]any); ok {
		parts = categories
	}
	return number(parts[f.category])
}

func sum(categories map[string]any) float64 {
	total := 0.0
	for _, v := range categories {
		total += number(v)
	}
	return total
}

func number(v any) float64 {
	switch n := v.(type) {
	case float64:
		return n
	case uint64:
		return float64(n)
	}
	return 0
}

// tables writes one sheet a table.
func tables(name string, t *template, units []map[string]any) {
	file := excelize.NewFile()
	for i, code := range t.Workbook {
		def := t.Tables[code]
		sheet := fmt.Sprint("Bieu ", i+1)
		must(file.NewSheet(sheet))
		w := must(file.NewStreamWriter(sheet))
		row := 0
		add := func(cells ...any) {
			row++
			if err := w.SetRow(fmt.Sprint("A", row), cells); err != nil {
				log.Fatal(err)
			}
		}
		add(def.Title)
		switch rows := def.Rows.(type) {
		case string:
			if rows == "units" {
				t.unitRows(add, def, units)
			}
		case []any:
			t.indicatorRows(add, rows, units)
		}
		if err := w.Flush(); err != nil {
			log.Fatal(err)
		}
	}
	if err := file.SaveAs(name); err != nil {
		log.Fatal(err)
	}
}

func (t *template) unitRows(add func(...any), def table, units []map[string]any) {
	var columns []figure
	for _, c := range def.Columns {
		columns = append(columns, t.expand(c)...)
	}
	head, totals := []any{"Đơn vị"}, make([]float64, len(columns))
	for _, c := range columns {
		head = append(head, t.Indicators[c.indicator].Label+" "+c.category)
	}
	add(head...)
	for _, unit := range units {
		cells := []any{unit["unit"]}
		for i, c := range columns {
			n := t.value(unit, c)
			totals[i] += n
			cells = append(cells, n)
		}
		add(cells...)
	}
	cells := []any{"Tổng cộng"}
	for _, n := range totals {
		cells = append(cells, n)
	}
	add(cells...)
}

func (t *template) indicatorRows(add func(...any), groups []any, units []map[string]any) {
	for _, g := range groups {
		group := g.(map[string]any)
		add(group["group"])
		for _, column := range group["indicators"].([]any) {
			for _, f := range t.expand(column.(string)) {
				total := 0.0
				for _, unit := range units {
					total += t.value(unit, f)
				}
				ind := t.Indicators[f.indicator]
				add(ind.Label+" "+f.category, ind.Measure, total)
			}
		}
	}
}

// set draws the text justified, as one does with fpdf.
func set(name, text string) {
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetMargins(30, 20, 15)
	pdf.AddUTF8FontFromBytes("serif", "", slices.Clone(liberationserifregular.TTF))
	pdf.SetFont("serif", "", 14)
	pdf.AddPage()
	for line := range strings.Lines(string(must(os.ReadFile(text)))) {
		pdf.MultiCell(165, 7, strings.TrimSpace(line), "", "J", false)
	}
	if err := pdf.OutputFileAndClose(name); err != nil {
		log.Fatal(err)
	}
}
