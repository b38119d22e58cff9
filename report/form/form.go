// Package form makes the Excel form that a unit fills in, out of the template that will
// check it. [Document] gives it as a neutral document, which xlsx draws; decode reads it
// back by its stamps, see [figures.StampSheet].
package form

import (
	"fmt"
	"slices"

	"baocao/report/document"
	"baocao/report/figures"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/spec"
	"baocao/report/unit"
)

// Options say for whom a form is made.
type Options struct {
	Unit      unit.Unit
	Period    period.Period
	Previous  []num.Value // the unit's figures of the period before, by slot; nil when they are not known
	Generator string
}

// The sheets of a form. A register's sheet has the register's label.
const (
	figuresSheet  = "Số liệu"
	textsSheet    = "Nội dung"
	guideSheet    = "Hướng dẫn"
	choicesSheet  = "Danh mục"
	maxSheetName  = 31  // of Excel
	registerLines = 100 // rows ready to be filled in; more can be inserted
)

// Document makes the form.
func Document(t *spec.Template, o Options) *document.Document {
	m := &maker{t: t, o: o, choices: map[*spec.Breakdown]*document.Entry{}, names: map[string]bool{}}
	for _, name := range []string{figuresSheet, textsSheet, guideSheet, choicesSheet, figures.StampSheet} {
		m.names[name] = true
	}
	m.collectChoices()
	sheets := []document.Sheet{m.figures()}
	for _, r := range t.Registers {
		sheets = append(sheets, m.register(r))
	}
	sheets = append(sheets, m.texts(), m.guide())
	for i := range sheets {
		sheets[i].Header = document.NewHeader(o.Unit.Name, t.Title, o.Period.Label())
	}
	if len(m.lists) > 0 {
		sheets = append(sheets, m.choicesSheet())
	}
	return &document.Document{
		Title:     t.Title + ", " + o.Period.Label(),
		Subject:   "Biểu mẫu số liệu",
		Author:    o.Unit.Name,
		Date:      o.Period.To, // no clock: the same form has the same bytes
		Generator: o.Generator,
		Sheets:    append(sheets, m.stamps()),
	}
}

// maker makes one form.
type maker struct {
	t       *spec.Template
	o       Options
	lists   []*spec.Breakdown // those from which registers choose
	choices map[*spec.Breakdown]*document.Entry
	names   map[string]bool // of sheets
}

// forWhom is the line under each sheet's title.
func (m *maker) forWhom() string {
	return fmt.Sprintf("%s, %s", m.o.Unit.Name, m.o.Period.Label())
}

// stamps is the hidden sheet that says what the form was made from and for whom.
func (m *maker) stamps() document.Sheet {
	u, p := m.o.Unit, m.o.Period
	facts := [][2]string{
		{figures.StampFormat, figures.FormFormat},
		{figures.StampTemplate, m.t.Name},
		{figures.StampSignature, m.t.Signature()},
		{figures.StampUnit, u.Code},
		{figures.StampPeriod, p.Code},
	}
	if u.Name != u.Code { // else nobody knows its name
		facts = append(facts, [2]string{figures.StampUnitName, u.Name}, [2]string{figures.StampUnitLevel, u.Level}, [2]string{figures.StampUnitParent, u.Parent})
	}
	if p.Kind == period.Other {
		facts = append(facts, [2]string{figures.StampPeriodLabel, p.Label()},
			[2]string{figures.StampPeriodFrom, p.From.String()}, [2]string{figures.StampPeriodTo, p.To.String()})
	}
	var rows []document.Row
	for _, fact := range facts {
		if fact[1] != "" {
			rows = append(rows, document.Row{Cells: []document.Cell{{Text: fact[0]}, {Text: fact[1]}}})
		}
	}
	return document.Sheet{Name: figures.StampSheet, Hidden: true, Protected: true,
		Table: document.Table{Columns: []document.Column{{Width: 20}, {Width: 70}}, Rows: slices.Values(rows)}}
}

// collectChoices finds the breakdowns from which registers choose, and where their words
// will stand: a list inside of a rule may not have commas, nor more than 255 characters.
func (m *maker) collectChoices() {
	for _, r := range m.t.Registers {
		for _, c := range r.Columns {
			b := c.Breakdown
			if b == nil || m.choices[b] != nil {
				continue
			}
			m.lists = append(m.lists, b)
			column := "$" + document.ColumnName(len(m.lists))
			place := fmt.Sprintf("%s$2:%s$%d", column, column, len(b.Categories)+1)
			m.choices[b] = &document.Entry{Kind: document.Choice, Choices: document.On(choicesSheet, place),
				Title: "Chọn trong danh mục", Message: "Ô này chỉ nhận một mục trong danh mục: bấm vào mũi tên ở bên phải ô để chọn."}
		}
	}
}

// choicesSheet is the hidden sheet with the words to choose from.
func (m *maker) choicesSheet() document.Sheet {
	deepest := 0
	for _, b := range m.lists {
		deepest = max(deepest, len(b.Categories))
	}
	rows := make([]document.Row, deepest+1)
	columns := make([]document.Column, len(m.lists))
	for i := range rows {
		rows[i].Cells = make([]document.Cell, len(m.lists))
	}
	for i, b := range m.lists {
		columns[i].Width = 30
		rows[0].Cells[i] = document.Cell{Text: b.Label, Style: document.Style{Role: document.Head}}
		for j, c := range b.Categories {
			rows[j+1].Cells[i].Text = c.Label
		}
	}
	return document.Sheet{Name: choicesSheet, Hidden: true, Protected: true,
		Table: document.Table{Columns: columns, Rows: slices.Values(rows)}}
}

// stampRow makes the hidden row that says what the columns are.
func stampRow(stamps []string) document.Row {
	row := document.Row{Hidden: true}
	for _, s := range stamps {
		row.Cells = append(row.Cells, document.Cell{Text: s})
	}
	return row
}

func label(text string) document.Cell { return document.Cell{Text: text} }

func heading(text string) document.Cell {
	return document.Cell{Text: text, Style: document.Style{Role: document.Head}}
}

// input is a cell to be filled in with words, which stay as they are typed.
func input(entry *document.Entry) document.Cell {
	return document.Cell{Entry: entry, Style: document.Style{Role: document.Input, Typed: true}}
}
