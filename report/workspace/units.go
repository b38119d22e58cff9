package workspace

import (
	"slices"
	"strings"

	"baocao/report/finding"
	"baocao/report/limit"
	"baocao/report/period"
	"baocao/report/source"
	"baocao/report/unit"
)

// unitColumns are the columns of units.csv; the first two must be there.
var unitColumns = []string{"code", "name", "level", "parent", "valid_from", "valid_to", "successor", "owes"}

func (in *Inputs) readUnits(f source.File) finding.List {
	in.Unread = true
	table := source.ReadRows(f)
	var rows [][]source.Field
	most := f.Limits.Most(limit.Units)
	for row := range table.All() {
		if rows = append(rows, slices.Clone(row)); len(rows) > most {
			break
		}
	}
	findings := table.Findings
	if findings.HasErrors() {
		return findings
	}
	at := map[string]int{}
	for i, h := range table.Header {
		if !slices.Contains(unitColumns, h.Text) {
			findings.Add(finding.New(finding.UnitsFile, h.Pos(), finding.Say("không có cột “%s”", "there is no column “%s”", h.Text)).
				Hinted("các cột: %s", "the columns: %s", strings.Join(unitColumns, ", ")).DidYouMean(source.Nearest(h.Text, unitColumns)))
		}
		at[h.Text] = i
	}
	for _, column := range unitColumns[:2] {
		if _, ok := at[column]; !ok {
			findings.Add(finding.New(finding.UnitsFile, table.Pos, finding.Say("thiếu cột “%s”", "the column “%s” is missing", column)))
		}
	}
	if findings.HasErrors() {
		return findings
	}
	if len(rows) > most {
		return append(findings, f.Limits.Passed(limit.Units, table.Pos))
	}
	list := make([]unit.Listed, 0, len(rows))
	for _, row := range rows {
		u, found := listed(row, at)
		findings.Add(found...)
		list = append(list, u)
	}
	tree, found := unit.NewTree(list)
	in.Units, in.Unread = tree, false
	findings.Add(found...)
	return findings
}

func listed(row []source.Field, at map[string]int) (unit.Listed, finding.List) {
	var findings finding.List
	field := func(column string) source.Field {
		if i, ok := at[column]; ok {
			return row[i]
		}
		return source.Field{}
	}
	day := func(column string) period.Date {
		f := field(column)
		if f.Text == "" {
			return period.Date{}
		}
		d, ok := period.ParseDate(f.Text)
		if !ok || !d.Whole() {
			findings.Add(finding.New(finding.WrongDate, f.Pos(), f.Text).Hinted(
				"viết đủ ngày, tháng, năm: 2022-04-27 hoặc 27/4/2022", "write a whole day: 2022-04-27 or 27/4/2022"))
		}
		return d
	}
	u := unit.Listed{Pos: field("code").Pos(), Unit: unit.Unit{
		Code: field("code").Text, Name: field("name").Text, Level: field("level").Text, Parent: field("parent").Text,
		ValidFrom: day("valid_from"), ValidTo: day("valid_to"), Successor: field("successor").Text,
	}}
	if fault := unit.CodeFault(u.Code); !fault.IsZero() {
		findings.Add(finding.New(finding.BadUnitCode, u.Pos, source.Excerpt(u.Code), fault))
	}
	if u.Name == "" {
		u.Name = u.Code
	}
	switch owes := field("owes"); owes.Text {
	case "":
	case "yes":
		u.Owes = unit.Yes
	case "no":
		u.Owes = unit.No
	default:
		findings.Add(finding.New(finding.UnitsFile, owes.Pos(), finding.Say("cột owes chỉ nhận yes hoặc no, không phải “%s”", "owes is yes or no, not “%s”", owes.Text)))
	}
	return u, findings
}
