package unit

import (
	"maps"
	"slices"
	"strings"

	"baocao/report/finding"
	"baocao/report/period"
	"baocao/report/source"
)

// Listed is a unit with the place where the list of units has it.
type Listed struct {
	Unit
	Pos finding.Pos
}

// Tree is the units of an office: who stands under whom. It never has a cycle.
type Tree struct {
	units    map[string]*Unit
	children map[string][]*Unit // by the parent's code, in the order of the list
	merged   map[string][]*Unit // those that ended, by their successor's code, in the order of the list
}

// NewTree makes the tree of a list of units. A code that stands twice, be it in letters of
// another case, a parent or a successor that the list lacks, units that are each other's
// parents or successors, and a unit that ends before it begins are findings. The tree can be
// used all the same: the first of two units of one code counts, and a link that leads nowhere
// or round in a circle is cut. The tree takes the list over.
func NewTree(list []Listed) (*Tree, finding.List) {
	b := builder{known: make(map[string]int, len(list)), folded: make(map[string]string, len(list))}
	for i := range list {
		b.add(&list[i])
	}
	b.checkLinks(parentLink)
	b.checkLinks(successorLink)
	t := &Tree{units: make(map[string]*Unit, len(list)), children: map[string][]*Unit{}, merged: map[string][]*Unit{}}
	for _, listed := range b.units {
		u := &listed.Unit
		t.units[u.Code] = u
		t.children[u.Parent] = append(t.children[u.Parent], u)
		if u.Successor != "" {
			t.merged[u.Successor] = append(t.merged[u.Successor], u)
		}
	}
	return t, b.findings
}

type builder struct {
	units    []*Listed         // in the order of the list
	codes    []string          // theirs
	known    map[string]int    // where a code is in units
	folded   map[string]string // the first code that reads so in small letters
	findings finding.List
}

func (b *builder) report(pos finding.Pos, text finding.Text) *finding.Finding {
	b.findings.Add(finding.New(finding.UnitsFile, pos, text))
	return &b.findings[len(b.findings)-1]
}

func (b *builder) add(u *Listed) {
	if u.Code == "" {
		b.report(u.Pos, finding.Say("một đơn vị không có mã", "a unit has no code"))
		return
	}
	if first, twice := b.known[u.Code]; twice {
		b.findings.Add(finding.New(finding.DuplicateKey, u.Pos, u.Code).
			Relate(b.units[first].Pos, finding.Say("ghi lần đầu ở đây", "first given here")))
		return
	}
	small := strings.ToLower(u.Code)
	if other, alike := b.folded[small]; alike { // Windows would write the files of both under one name
		f := b.report(u.Pos, finding.Say("mã “%s” chỉ khác mã “%s” ở chữ hoa, chữ thường", "the code “%s” is “%s” in letters of another case", u.Code, other))
		*f = f.Relate(b.units[b.known[other]].Pos, finding.Say("mã kia ở đây", "that one is here"))
	}
	b.folded[small] = u.Code
	if !u.ValidFrom.IsZero() && !u.ValidTo.IsZero() && u.ValidFrom.First().Compare(u.ValidTo.Last()) > 0 {
		b.findings.Add(finding.New(finding.WindowOrder, u.Pos, u.ValidFrom.Short(), u.ValidTo.Short()))
	}
	b.known[u.Code] = len(b.units)
	b.units, b.codes = append(b.units, u), append(b.codes, u.Code)
}

// link is one of the two ways in which a unit leads to another.
type link struct {
	name finding.Text
	of   func(*Unit) *string
}

var (
	parentLink    = link{finding.Say("cấp trên", "parent"), func(u *Unit) *string { return &u.Parent }}
	successorLink = link{finding.Say("đơn vị kế tục", "successor"), func(u *Unit) *string { return &u.Successor }}
)

func (b *builder) checkLinks(l link) {
	for _, u := range b.units {
		to := l.of(&u.Unit)
		if _, known := b.known[*to]; *to == "" || known {
			continue
		}
		f := b.report(u.Pos, finding.Say("không có đơn vị “%s”, %s của “%s”", "there is no unit “%s”, the %s of “%s”", *to, l.name, u.Code))
		*f = f.DidYouMean(source.Nearest(*to, b.codes))
		*to = ""
	}
	b.cutCircles(l)
}

// cutCircles follows every unit's links once. A unit that is met again on the way it was
// met first closes a circle.
func (b *builder) cutCircles(l link) {
	way := make([]int, len(b.units)) // the number of the walk that met the unit; 0 of one that none met
	for start := range b.units {
		walk, at, ends := start+1, start, false
		for !ends && way[at] == 0 {
			way[at] = walk
			to := *l.of(&b.units[at].Unit)
			if ends = to == ""; !ends {
				at = b.known[to]
			}
		}
		if u := b.units[at]; !ends && way[at] == walk {
			b.report(u.Pos, finding.Say("%s của “%s” vòng trở lại chính nó", "the %s of “%s” leads back to itself", l.name, u.Code))
			*l.of(&u.Unit) = ""
		}
	}
}

// Find gives the unit of a code; ok is false when the list lacks it.
func (t *Tree) Find(code string) (u Unit, ok bool) {
	found, ok := t.units[code]
	if !ok {
		return Unit{}, false
	}
	return *found, true
}

// Codes lists the codes of all units, in the order of their names.
func (t *Tree) Codes() []string { return slices.Sorted(maps.Keys(t.units)) }

// Children are the units directly under one, in the order of the list; those at the top
// for an empty code. Nobody changes them.
func (t *Tree) Children(code string) []*Unit { return t.children[code] }

// TookPlaces reports whether a unit has taken the place of others at any time. No tree
// knows of none.
func (t *Tree) TookPlaces(code string) bool { return t != nil && len(t.merged[code]) > 0 }

// Before lists the codes of the units that were on the day then what one unit is on the
// day now: the unit itself if it existed, and those that it has taken the place of since.
// Their figures of then are what its figures of now are compared with. For a unit that
// had nobody before it, this is the unit alone.
func (t *Tree) Before(code string, now, then period.Date) []string {
	codes := t.before(nil, code, now, then)
	if len(codes) == 0 {
		return []string{code}
	}
	return codes
}

func (t *Tree) before(codes []string, code string, now, then period.Date) []string {
	if u, listed := t.Find(code); !listed || Valid(u, then) {
		codes = append(codes, code)
	}
	for _, u := range t.merged[code] {
		if !Valid(*u, now) { // until it ended it spoke for itself
			codes = t.before(codes, u.Code, now, then)
		}
	}
	return codes
}

// CommonParent is the nearest unit under which all the units of the codes stand; one of
// them may itself be that unit. ok is false when there is none, when a code is unknown,
// and without codes.
func (t *Tree) CommonParent(codes []string) (u Unit, ok bool) {
	var common []string // from the top down
	for i, code := range codes {
		path := t.path(code)
		if i == 0 {
			common = path
			continue
		}
		n := 0
		for n < len(common) && n < len(path) && common[n] == path[n] {
			n++
		}
		common = common[:n]
	}
	if len(common) == 0 {
		return Unit{}, false
	}
	return t.Find(common[len(common)-1])
}

// path is the codes from the top down to one; empty for an unknown code.
func (t *Tree) path(code string) []string {
	var path []string
	for u, ok := t.Find(code); ok; u, ok = t.Find(u.Parent) {
		path = append(path, u.Code)
	}
	slices.Reverse(path)
	return path
}

// Valid reports whether u exists on the day; of a month or a year, on any of its days.
// Without a day it always does.
func Valid(u Unit, on period.Date) bool {
	if on.IsZero() {
		return true
	}
	if !u.ValidFrom.IsZero() && u.ValidFrom.First().Compare(on.Last()) > 0 {
		return false
	}
	return u.ValidTo.IsZero() || on.First().Compare(u.ValidTo.Last()) <= 0
}
