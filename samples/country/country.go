// Package country writes the office of a whole country for benchmarks: one body and under
// it as many communes as are asked for, each with a submission by the template dan-van.
// [Write] makes the workspace; its figures are drawn by a fixed rule and mean nothing.
package country

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"baocao/report/document"
	"baocao/report/figures"
	"baocao/report/form"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/spec"
	"baocao/report/unit"
	"baocao/report/xlsx"
	"baocao/templates"
)

// Kind is how the communes hand in: "csv" is one file for all of them, the others are a
// file each.
type Kind string

const (
	CSV  Kind = "csv"
	JSON Kind = "json"
	YAML Kind = "yaml"
	Form Kind = "xlsx"
)

// Kinds lists them all.
var Kinds = []Kind{CSV, JSON, YAML, Form}

// Period is the one that the submissions are of.
const Period = "2022-Q1"

// given are the indicators that a commune hands in, and what is added to each of their
// figures, so that no rule of the template fails.
var given = map[string]int{
	"DVK01": 0, "TD03a": 0, "TD03b": 0, "QC01": 0, "QC04": 0, "QC05": 0, "QC07": 0, "CQ01": 0, "AS01": 0, "AS02": 0,
	"AS04": 0, "AS06a": 0, "AS06b": 0, "BD02": 0, "BD03a": 0, "BD03b": 0, "DT01": 0, "DT02": 0, "DT03": 0,
	"TD01": 0, "TD02": 60, "TD04": 0, "HG01": 0, "MT03": 0, "MT04": 60,
}

// Write makes the workspace in folder, which must be empty or absent.
func Write(folder string, communes int, kind Kind) error {
	fsys, err := fs.Sub(templates.FS, "dan-van")
	if err != nil {
		return err
	}
	t, found := spec.Load(fsys, "dan-van", nil)
	if found.HasErrors() {
		return fmt.Errorf("load the template: %v", found)
	}
	w := writer{t: t, folder: folder, communes: communes}
	if err := os.MkdirAll(filepath.Join(folder, Period), 0o777); err != nil {
		return err
	}
	if err := w.office(); err != nil {
		return err
	}
	if kind == CSV {
		return w.table()
	}
	return w.each(kind)
}

type writer struct {
	t        *spec.Template
	folder   string
	communes int
}

func (w writer) office() error {
	settings := "unit: tw\ntemplate: dan-van\ndocument:\n  issuer: { superior: TRUNG ƯƠNG, body: BAN DÂN VẬN }\n"
	var units strings.Builder
	units.WriteString("code,name,level,parent\ntw,Trung ương,tinh,\n")
	for i := range w.communes {
		u := commune(i)
		fmt.Fprintf(&units, "%s,%s,%s,%s\n", u.Code, u.Name, u.Level, u.Parent)
	}
	return cmp.Or(w.write("baocao.yaml", []byte(settings)), w.write("units.csv", []byte(units.String())))
}

func commune(i int) unit.Unit {
	return unit.Unit{Code: fmt.Sprintf("xa-%05d", i), Name: fmt.Sprintf("Xã số %d", i), Level: "xa", Parent: "tw"}
}

func (w writer) write(name string, data []byte) error {
	return os.WriteFile(filepath.Join(w.folder, name), data, 0o666)
}

// figure is one number of a commune; without an axis it is a total.
type figure struct {
	indicator      *spec.Indicator
	axis, category string
	slot, value    int
}

// figures are those of one commune, in the template's order. Every breakdown of an
// indicator comes to the same total, as the rules want.
func (w writer) figures(commune int) []figure {
	var all []figure
	for _, ind := range w.t.Indicators {
		least, gives := given[ind.Code]
		if !gives {
			continue
		}
		if len(ind.By) == 0 {
			all = append(all, figure{ind, "", "", ind.Total, least + draw(commune, ind.Total, 90)})
			continue
		}
		whole := 0
		for axis, by := range ind.By {
			rest := whole
			for i, slot := range ind.Parts[axis] {
				value := least + draw(commune, slot, 9)
				switch {
				case axis == 0:
					whole += value
				case i == len(ind.Parts[axis])-1:
					value = rest
				default:
					value = min(value, rest)
				}
				rest -= value
				all = append(all, figure{ind, by.Code, by.Categories[i].Code, slot, value})
			}
		}
	}
	return all
}

// draw gives a number from 0 to most that depends on the commune and the slot alone.
func draw(commune, slot, most int) int {
	x := uint64(commune)*0x9E3779B97F4A7C15 + uint64(slot)*0xBF58476D1CE4E5B9
	x ^= x >> 31
	x *= 0x94D049BB133111EB
	x ^= x >> 29
	return int(x % uint64(most+1))
}

func (w writer) table() error {
	var b bytes.Buffer
	b.WriteString("unit,period,indicator,breakdown,category,value\n")
	for i := range w.communes {
		for _, f := range w.figures(i) {
			fmt.Fprintf(&b, "%s,%s,%s,%s,%s,%d\n", commune(i).Code, Period, f.indicator.Code, f.axis, f.category, f.value)
		}
	}
	return w.write(filepath.Join(Period, "so-lieu.csv"), b.Bytes())
}

// each writes one file a commune, on all cores.
func (w writer) each(kind Kind) error {
	encode := map[Kind]func(int) ([]byte, error){JSON: w.json, YAML: w.yaml, Form: w.form}[kind]
	errs := make([]error, w.communes)
	next := make(chan int)
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := range next {
				data, err := encode(i)
				if err == nil {
					err = w.write(filepath.Join(Period, commune(i).Code+"."+string(kind)), data)
				}
				errs[i] = err
			}
		})
	}
	for i := range errs {
		next <- i
	}
	close(next)
	wait.Wait()
	return cmp.Or(errs...)
}

// nested is a commune's figures as a submission nests them: a number, or categories by
// their breakdown.
func (w writer) nested(commune int) (codes []string, byCode map[string]any) {
	byCode = map[string]any{}
	for _, f := range w.figures(commune) {
		if !slices.Contains(codes, f.indicator.Code) {
			codes = append(codes, f.indicator.Code)
		}
		if f.axis == "" {
			byCode[f.indicator.Code] = f.value
			continue
		}
		axes, _ := byCode[f.indicator.Code].(map[string]map[string]int)
		if axes == nil {
			axes = map[string]map[string]int{}
			byCode[f.indicator.Code] = axes
		}
		if axes[f.axis] == nil {
			axes[f.axis] = map[string]int{}
		}
		axes[f.axis][f.category] = f.value
	}
	return codes, byCode
}

func (w writer) json(i int) ([]byte, error) {
	_, byCode := w.nested(i)
	return json.Marshal(map[string]any{"unit": commune(i).Code, "period": Period, "figures": byCode})
}

func (w writer) yaml(i int) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "unit: %s\nperiod: %s\nfigures:\n", commune(i).Code, Period)
	codes, byCode := w.nested(i)
	for _, code := range codes {
		value, err := json.Marshal(byCode[code])
		if err != nil {
			return nil, err
		}
		flow := strings.NewReplacer(`"`, "", ":", ": ", ",", ", ").Replace(string(value))
		fmt.Fprintf(&b, "  %s: %s\n", code, flow)
	}
	return b.Bytes(), nil
}

// form fills in the commune's form, as if somebody had typed the figures.
func (w writer) form(i int) ([]byte, error) {
	p, _ := period.Parse(Period)
	doc := form.Document(w.t, form.Options{Unit: commune(i), Period: p})
	values := map[string]int{} // by the stamps of row and column
	for _, f := range w.figures(i) {
		column := figures.StampTotal
		if f.axis != "" {
			column = f.axis + "." + f.category
		}
		values[f.indicator.Code+" "+column] = f.value
	}
	for s := range doc.Sheets {
		fill(&doc.Sheets[s], values)
	}
	var b bytes.Buffer
	err := xlsx.Render(&b, doc)
	return b.Bytes(), err
}

// fill puts the values into the cells that are stamped for them.
func fill(s *document.Sheet, values map[string]int) {
	rows := slices.Collect(s.Table.Rows)
	var columns []document.Cell
	for _, row := range rows {
		switch {
		case len(row.Cells) == 0:
		case row.Cells[0].Text == figures.StampFigures:
			columns = row.Cells
		default:
			for col := 1; col < min(len(row.Cells), len(columns)); col++ {
				if value, ok := values[row.Cells[0].Text+" "+columns[col].Text]; ok {
					row.Cells[col].Value = num.OfInt(int64(value))
				}
			}
		}
	}
	s.Table.Rows = slices.Values(rows)
}
