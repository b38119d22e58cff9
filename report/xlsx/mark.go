package xlsx

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"

	"baocao/report/document"
)

// faultFill colours a faulty cell, doubtFill one that only deserves a look.
const (
	faultFill = "FF9C8F"
	doubtFill = "FFC94D"
)

// unzipLimit bounds what the library unpacks. The reader of forms has looked at the file
// before, and refuses larger ones.
const unzipLimit = 64 << 20

// Mark gives a copy of a workbook in which the cells of marks are coloured and commented,
// with a sheet in front that leads to each of them. What the marks' words are is up to the
// caller; generator is what the copy calls its program.
//
// The copy goes through excelize, the only other way would be to edit the XML of somebody
// else's program. It keeps cells, styles, rules, widths and protection, and what it does not
// know it leaves in its part; lost are drawings of newer kinds inside of a sheet that has
// marks (slicers, sparklines), which no form has.
func Mark(original []byte, marks document.Marks, generator string) (copied []byte, err error) {
	file, err := excelize.OpenReader(bytes.NewReader(original), excelize.Options{UnzipSizeLimit: unzipLimit, UnzipXMLSizeLimit: unzipLimit})
	if err != nil {
		return nil, fmt.Errorf("open workbook: %w", err)
	}
	defer func() { _ = file.Close() }()
	m := marker{file: file, marks: marks, made: map[markedStyle]int{}}
	for _, step := range []func() error{m.cells, m.comments, m.list} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("mark workbook: %w", err)
		}
	}
	if err := file.SetAppProps(&excelize.AppProperties{Application: generator}); err != nil {
		return nil, fmt.Errorf("mark workbook: %w", err)
	}
	var out bytes.Buffer
	b := &book{file: file}
	if err := b.save(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// marker marks one workbook.
type marker struct {
	file  *excelize.File
	marks document.Marks
	made  map[markedStyle]int
}

// markedStyle is a style that a cell had, and the colour that it gets.
type markedStyle struct {
	style int
	fill  string
}

// places are the marked cells in the order of the marks, each once, with its marks.
func (m *marker) places() (order []place, marks map[place][]document.Mark) {
	marks = map[place][]document.Mark{}
	for _, mark := range m.marks.All {
		p := place{mark.Sheet, mark.Cell}
		if mark.Cell == "" {
			continue // of the file as a whole
		}
		if marks[p] == nil {
			order = append(order, p)
		}
		marks[p] = append(marks[p], mark)
	}
	return order, marks
}

type place struct{ sheet, cell string }

func (m *marker) cells() error {
	order, marks := m.places()
	for _, p := range order {
		fill := doubtFill
		for _, mark := range marks[p] {
			if mark.Fault {
				fill = faultFill
			}
		}
		style, err := m.file.GetCellStyle(p.sheet, p.cell)
		if err != nil {
			return err
		}
		id, err := m.coloured(markedStyle{style, fill})
		if err != nil {
			return err
		}
		if err := m.file.SetCellStyle(p.sheet, p.cell, p.cell, id); err != nil {
			return err
		}
	}
	return nil
}

// coloured is the style that a cell has with another fill.
func (m *marker) coloured(s markedStyle) (int, error) {
	if id, ok := m.made[s]; ok {
		return id, nil
	}
	style, err := m.file.GetStyle(s.style)
	if err != nil {
		return 0, err
	}
	style.Fill = solid(s.fill)
	for i := range style.Border {
		if style.Border[i].Color == "" { // other programs refuse a border without one
			style.Border[i].Color = lineColor
		}
	}
	id, err := m.file.NewStyle(style)
	if err != nil {
		return 0, err
	}
	m.made[s] = id
	return id, nil
}

// comments puts the words beside their cells. A comment of the clerk's own on the same cell
// makes way: its words are in the original.
func (m *marker) comments() error {
	order, marks := m.places()
	for _, p := range order {
		text := ""
		for _, mark := range marks[p] {
			if text != "" {
				text += "\n"
			}
			text += mark.Text
			if mark.Hint != "" {
				text += "\n→ " + mark.Hint
			}
		}
		if err := m.file.DeleteComment(p.sheet, p.cell); err != nil {
			return err
		}
		comment := excelize.Comment{Cell: p.cell, Author: m.marks.Author, Width: 320, Height: 120,
			Paragraph: []excelize.RichTextRun{{Text: text}}}
		if err := m.file.AddComment(p.sheet, comment); err != nil {
			return err
		}
	}
	return nil
}

// list is the sheet in front. One that is there from an earlier time is made anew.
func (m *marker) list() error {
	name := m.marks.Sheet
	if err := m.file.DeleteSheet(name); err != nil {
		return err
	}
	if _, err := m.file.NewSheet(name); err != nil {
		return err
	}
	if first := m.file.GetSheetList()[0]; first != name {
		if err := m.file.MoveSheet(name, first); err != nil {
			return err
		}
	}
	index, err := m.file.GetSheetIndex(name)
	if err != nil {
		return err
	}
	m.file.SetActiveSheet(index)
	return m.fillList(name)
}

func (m *marker) fillList(name string) error {
	head, err := m.file.NewStyle(look{Style: document.Style{Role: document.Head, Align: document.Center}}.style())
	if err != nil {
		return err
	}
	body, err := m.file.NewStyle(look{}.style())
	if err != nil {
		return err
	}
	linked, err := m.file.NewStyle(look{linked: true}.style())
	if err != nil {
		return err
	}
	rows := [][]any{{m.marks.Heads[0], m.marks.Heads[1], m.marks.Heads[2], m.marks.Heads[3]}}
	for _, mark := range m.marks.All {
		where := ""
		if mark.Cell != "" {
			where = document.On(mark.Sheet, mark.Cell)
		}
		rows = append(rows, []any{where, mark.Kind, mark.Text, mark.Hint})
	}
	for i, row := range rows {
		if err := m.file.SetSheetRow(name, document.Address(1, i+1), &row); err != nil {
			return err
		}
	}
	last := document.Address(4, len(rows))
	if err := m.file.SetCellStyle(name, "A1", last, body); err != nil {
		return err
	}
	if err := m.file.SetCellStyle(name, "A1", "D1", head); err != nil {
		return err
	}
	for i, mark := range m.marks.All {
		if mark.Cell == "" {
			continue
		}
		from := document.Address(1, i+2)
		if err := m.file.SetCellHyperLink(name, from, document.On(mark.Sheet, mark.Cell), "Location"); err != nil {
			return err
		}
		if err := m.file.SetCellStyle(name, from, from, linked); err != nil {
			return err
		}
	}
	return m.arrangeList(name)
}

// arrangeList makes the list fit a page of A4.
func (m *marker) arrangeList(name string) error {
	for i, width := range []float64{24, 12, 60, 50} {
		column := document.ColumnName(i + 1)
		if err := m.file.SetColWidth(name, column, column, width); err != nil {
			return err
		}
	}
	for i, mark := range m.marks.All {
		height := max(textHeight(mark.Text, 60, false), textHeight(mark.Hint, 50, false), textHeight(mark.Sheet, 18, false))
		if err := m.file.SetRowHeight(name, i+2, height); err != nil {
			return err
		}
	}
	yes, one, many, size, orientation := true, 1, 0, paperA4, "landscape"
	if err := m.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	layout := &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &one, FitToHeight: &many}
	if err := m.file.SetPageLayout(name, layout); err != nil {
		return err
	}
	return m.file.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}
