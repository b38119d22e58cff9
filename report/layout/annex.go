package layout

import (
	"strconv"
	"strings"

	"baocao/report/document"
)

// annexes are the tables that the prose puts behind the text; one that has nothing to show
// is left out.
func (l *layouter) annexes() []document.Annex {
	var all []document.Annex
	for _, a := range l.t.Summary.Actions {
		if a.Name != "annex" {
			continue
		}
		if t := l.pageTable(l.t.Table(a.Args[0])); t != nil {
			all = append(all, document.Annex{Head: "PHỤ LỤC", Note: l.annexNote(), Table: t})
		}
	}
	for i := range all {
		if len(all) > 1 {
			all[i].Head += " " + strconv.Itoa(i+1)
		}
	}
	return all
}

// annexNote says to what an annex belongs: "(Kèm theo Báo cáo số 07-BC/BDVHU, ngày 05 tháng 4
// năm 2022)".
func (l *layouter) annexNote() string {
	form := l.o.Profile.Number
	note := "(Kèm theo " + capital(strings.ToLower(l.t.Summary.Kind))
	if number := l.number(); number != "" {
		note += " số " + strings.TrimPrefix(number, form.Prefix) + form.Day
	} else {
		note += " "
	}
	return note + l.day() + ")"
}
