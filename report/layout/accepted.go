package layout

import (
	"fmt"

	"baocao/report/document"
	"baocao/report/finding"
	"baocao/report/model"
)

// Accepted warnings: all of them on the cover of the workbook, and as small print at the
// end of the page, where who signs will see them.

// acceptedRows says on the cover what was accepted, why, and by which office.
func (l *layouter) acceptedRows() []document.Row {
	rows := []document.Row{{Cells: []document.Cell{
		{Text: "Cảnh báo đã chấp nhận", Style: document.Style{Role: document.Group}, Across: 2}, {Style: groupStyle}}}}
	if len(l.r.Accepted) == 0 {
		return append(rows, document.Row{Cells: []document.Cell{{Text: "Không có.", Across: 2}, text("")}})
	}
	for _, a := range l.r.Accepted {
		rows = append(rows, document.Row{Cells: []document.Cell{
			text(fmt.Sprintf("%s, %s", a.Code, l.unitOf(a))),
			text(fmt.Sprintf("%s. Lý do: %s (%s).", a.Message.In(finding.VI), a.Reason, a.By)),
		}})
	}
	return rows
}

// unitOf names the unit of which a warning speaks.
func (l *layouter) unitOf(a model.Accepted) string {
	for i, u := range l.r.Units {
		if u.Code == a.About.Unit {
			return l.names[i]
		}
	}
	return l.r.Unit.Name
}

// The page has room for so many accepted warnings, and so many characters of each.
const (
	mostAccepted = 5
	mostRunes    = 300
)

// notes are the accepted warnings as the page's small print.
func (l *layouter) acceptedNotes() []string {
	var notes []string
	for i, a := range l.r.Accepted {
		if i == mostAccepted {
			notes = append(notes, fmt.Sprintf("Và %d cảnh báo khác đã chấp nhận, ghi ở trang “%s” của bảng tính.", len(l.r.Accepted)-i, coverSheet))
			break
		}
		note := fmt.Sprintf("Cảnh báo đã chấp nhận: %s: %s", l.unitOf(a), a.Message.In(finding.VI))
		notes = append(notes, shortened(note, mostRunes)+shortened(fmt.Sprintf(". Lý do: %s (%s", a.Reason, a.By), mostRunes)+").")
	}
	return notes
}

// shortened cuts a text that is longer than the page can hold.
func shortened(s string, most int) string {
	if short := firstRunes(s, most); short != s {
		return short + "…"
	}
	return s
}
