package compute

import (
	"baocao/report/model"
	"baocao/report/num"
)

// parents adds the units up by the unit above them, where they are more than a page's table
// shows. Where those above are too many as well, it goes on to those above them.
func (c *computer) parents() {
	if len(c.r.Units) <= model.MostPageUnits {
		return
	}
	above := make([]string, len(c.r.Units))
	for u, row := range c.r.Units {
		switch {
		case row.Own: // it stands above others: its own figures belong to theirs
			above[u] = row.Code
		case row.Parent != "":
			above[u] = row.Parent
		default:
			above[u] = c.in.Unit.Code
		}
	}
	codes := distinct(above)
	for len(codes) > model.MostPageUnits && c.climb(above) {
		codes = distinct(above)
	}
	under := map[string][]int{}
	for u, code := range above {
		under[code] = append(under[code], u)
	}
	for _, code := range codes {
		c.r.Parents = append(c.r.Parents, c.parent(code, under[code]))
	}
}

// climb goes from every unit that is not the issuing one to the unit above it; false when
// there is none left.
func (c *computer) climb(codes []string) bool {
	some := false
	for i, code := range codes {
		if u, ok := c.in.Tree.Find(code); ok && code != c.in.Unit.Code && u.Parent != "" {
			codes[i], some = u.Parent, true
		}
	}
	return some
}

// distinct lists texts in the order in which each comes first.
func distinct(texts []string) []string {
	seen := map[string]bool{}
	var all []string
	for _, text := range texts {
		if !seen[text] {
			seen[text] = true
			all = append(all, text)
		}
	}
	return all
}

// parent is what some rows come to together.
func (c *computer) parent(code string, rows []int) model.Parent {
	p := model.Parent{Code: code, Name: code, Values: make([]num.Value, len(c.t.Slots))}
	if u, ok := c.in.Tree.Find(code); ok {
		p.Name = u.Name
	}
	if code == c.in.Unit.Code {
		p.Name = c.in.Unit.Name
	}
	b := &c.r.Bands[0]
	sums := make([]num.Sum, len(c.t.Slots))
	for _, u := range rows {
		if !c.r.Units[u].Own {
			p.Units++
		}
		for slot, cell := range b.Row(u) {
			sums[slot].Add(cell.Value)
		}
	}
	for slot, s := range c.t.Slots {
		p.Values[slot] = sums[slot].Value()
		if s.Indicator.Formula != nil {
			p.Values[slot] = c.rateTotal(b, s.Indicator, rows).Value
		}
	}
	return p
}
