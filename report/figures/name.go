package figures

import "strings"

// Name is what a figure is called, as typed. Thousands of units write the same names, and
// share them: see [Names]. Nobody changes one.
type Name struct {
	Indicator string
	Axis      string // the breakdown; empty when not named
	Category  string // empty for the total
}

// Names keeps one copy of each name. The zero Names are ready to use; each reader has its
// own, so that equal names may lie at several places, if few.
type Names struct {
	kept map[Name]*keptName
	last *keptName

	round  int // of names, see [Names.Begin]
	forgot int // the last round whose names were not all kept
}

// keptName is a name, and the one that came after it the last time: what one unit writes,
// the next one mostly writes in the same order.
type keptName struct {
	Name
	next  *keptName
	round int // in which it came up last
}

const mostNames = 10_000 // more than any template has; what is not repeated is not worth finding

// Keep gives the shared copy of a name, which holds on to nothing of the texts given.
func (n *Names) Keep(indicator, axis, category string) *Name {
	name := Name{indicator, axis, category}
	if n.last != nil && n.last.next != nil && n.last.next.Name == name {
		n.last = n.last.next
		return &n.last.Name
	}
	found := n.kept[name]
	if found == nil {
		found = n.add(name)
	}
	if n.last != nil {
		n.last.next = found
	}
	n.last = found
	return &found.Name
}

// Begin begins another round of names.
func (n *Names) Begin() { n.round++ }

// First is Keep for a name that has not come up before in the round; first is false where it
// has, or nobody knows.
func (n *Names) First(indicator, axis, category string) (name *Name, first bool) {
	name = n.Keep(indicator, axis, category)
	first = n.last.round != n.round && n.forgot != n.round
	n.last.round = n.round
	return name, first
}

func (n *Names) add(name Name) *keptName {
	if len(n.kept) == mostNames {
		n.kept, n.last, n.forgot = nil, nil, n.round
	}
	if n.kept == nil {
		n.kept = map[Name]*keptName{}
	}
	name = Name{strings.Clone(name.Indicator), strings.Clone(name.Axis), strings.Clone(name.Category)}
	kept := &keptName{Name: name}
	n.kept[name] = kept
	return kept
}
