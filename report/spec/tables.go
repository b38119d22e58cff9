package spec

import (
	"slices"
	"strings"

	"baocao/report/finding"
	"baocao/report/limit"
	"baocao/report/source"
)

// The computed columns of a table, by what its rows are.
var (
	indicatorColumns = []string{"order", "label", "measure", "target", "period_target", "value", "share", "year_to_date",
		"previous", "difference_previous", "change_previous", "same_period_last_year", "difference", "change", "index",
		"attained", "coverage", "note"}
	unitColumns     = []string{"order", "unit", "note"}
	registerColumns = []string{"order", "unit"}
)

func (l *loader) tables(n source.Node) {
	shown := 0 // rows and columns of all tables
	for _, e := range l.entries(n) {
		m := l.fields(e.Value, "title", "measure", "rows", "columns", "omit_missing")
		t := &Table{Code: e.Key, Title: l.text(m["title"]), Measure: l.text(m["measure"]), OmitMissing: l.flag(m["omit_missing"])}
		if t.Title == "" {
			l.fault(e.Pos(), "biểu “%s” cần title", "the table “%s” needs title", e.Key)
		}
		l.rows(t, m["rows"])
		l.columns(t, m["columns"])
		l.t.Tables = append(l.t.Tables, t)
		if shown += t.size(); shown > l.limits.Most(limit.TemplateColumns) {
			l.findings.Add(l.limits.Passed(limit.TemplateColumns, e.Pos()))
			return
		}
	}
}

// size is how many rows and columns a table has of itself.
func (t *Table) size() int {
	n := 0
	for _, c := range t.Columns {
		n += max(len(c.Slots), 1)
	}
	for _, g := range t.Groups {
		n += 1 + len(g.Rows)
		for _, row := range g.Rows {
			if row.Axis >= 0 {
				n += len(row.Indicator.By[row.Axis].Categories)
			}
		}
	}
	return n
}

func (l *loader) rows(t *Table, n source.Node) {
	if n.Kind == source.List {
		t.Rows = IndicatorRows
		for _, item := range n.Items() {
			l.group(t, item)
		}
		return
	}
	switch kind, name, _ := strings.Cut(l.text(n), " "); kind {
	case "units":
		t.Rows = UnitRows
	case "register":
		t.Rows = RegisterRows
		if t.Register = l.t.Register(strings.TrimSpace(name)); t.Register == nil {
			l.unknown(n.Pos(), finding.Say("danh sách", "register"), name, l.registerCodes())
		}
	default:
		l.fault(n.Pos(), "rows phải là units, “register TÊN” hoặc danh sách các nhóm chỉ tiêu",
			"rows is units, “register NAME” or a list of groups of indicators")
	}
}

func (l *loader) registerCodes() []string {
	var codes []string
	for _, r := range l.t.Registers {
		codes = append(codes, r.Code)
	}
	return codes
}

func (l *loader) group(t *Table, n source.Node) {
	m := l.fields(n, "group", "indicators")
	g := Group{Label: l.text(m["group"])}
	for _, item := range l.items(m["indicators"]) {
		name := l.text(item)
		code, axisCode, dotted := strings.Cut(name, ".")
		ind := l.t.Indicator(code)
		if ind == nil {
			l.unknown(item.Pos(), finding.Say("chỉ tiêu", "indicator"), name, l.t.IndicatorCodes())
			continue
		}
		row := TableRow{Indicator: ind, Axis: -1}
		if dotted {
			if row.Axis = ind.Axis(axisCode); row.Axis < 0 {
				l.unknown(item.Pos(), finding.Say("phân tổ", "breakdown"), name, ind.axisNames())
				continue
			}
		}
		g.Rows = append(g.Rows, row)
	}
	t.Groups = append(t.Groups, g)
}

func (ind *Indicator) axisNames() []string {
	var names []string
	for _, b := range ind.By {
		names = append(names, ind.Code+"."+b.Code)
	}
	return names
}

func (l *loader) columns(t *Table, n source.Node) {
	known := map[RowsKind][]string{IndicatorRows: indicatorColumns, UnitRows: unitColumns, RegisterRows: registerColumns}[t.Rows]
	if n.Kind == source.Null && t.Rows == RegisterRows {
		t.Columns = []Column{{Name: "order"}, {Name: "unit"}}
		return
	}
	for _, item := range l.items(n) {
		name := l.text(item)
		if slices.Contains(known, name) {
			t.Columns = append(t.Columns, Column{Name: name})
			continue
		}
		slots, ok := l.t.Resolve(name)
		if t.Rows != UnitRows || !ok {
			names := known
			if t.Rows == UnitRows {
				names = append(append([]string{}, known...), l.t.IndicatorCodes()...)
			}
			l.unknown(item.Pos(), finding.Say("cột", "column"), name, names)
			continue
		}
		c := Column{Slots: slots}
		if len(slots) > 1 {
			c.Axis = l.t.Slots[slots[0]].Axis
		}
		t.Columns = append(t.Columns, c)
	}
	if len(t.Columns) == 0 {
		l.fault(n.Pos(), "biểu “%s” cần columns", "the table “%s” needs columns", t.Code)
	}
}

func (l *loader) workbook(n source.Node) {
	var codes []string
	for _, t := range l.t.Tables {
		codes = append(codes, t.Code)
	}
	for _, item := range l.items(n) {
		t := l.t.Table(l.text(item))
		if t == nil {
			l.unknown(item.Pos(), finding.Say("biểu", "table"), l.text(item), codes)
			continue
		}
		l.t.Workbook = append(l.t.Workbook, t)
	}
}
