package source

import (
	"hash/maphash"

	"baocao/report/finding"
)

// Trees reads trees one after the other into the same memory. A tree is good until the
// next one is read; those of [YAML] and [JSON] are good for ever.
type Trees struct {
	Branch *Branch // of every tree; nil when there is none
	grove  grove
	pick   picker
}

// picker begins to look for the branch.
func (t *Trees) picker() *picker {
	t.pick = picker{Branch: t.Branch}
	return &t.pick
}

// grove holds the entries of a tree's maps and lists: those that are still being read on a
// stack, those of finished ones one behind the other, so that a file of a hundred values
// takes a few pieces of memory.
type grove struct {
	stack []Entry
	kept  []Entry
}

// clear makes room for about so many entries of a new tree. What a file claims is not
// believed far.
func (g *grove) clear(entries int) {
	g.stack, g.kept = g.stack[:0], g.kept[:0]
	if entries = min(entries, 1000); cap(g.kept) < entries {
		g.stack, g.kept = make([]Entry, 0, 32), make([]Entry, 0, entries)
	}
}

// begin notes where the entries of a map or list will begin.
func (g *grove) begin() (from int) { return len(g.stack) }

func (g *grove) push(e Entry) { g.stack = append(g.stack, e) }

// end takes the entries since from off the stack, for good.
func (g *grove) end(from int) []Entry {
	entries := g.stack[from:]
	if len(entries) == 0 {
		return nil
	}
	if cap(g.kept)-len(g.kept) < len(entries) {
		g.kept = make([]Entry, 0, max(len(entries), cap(g.kept)))
	}
	at := len(g.kept)
	g.kept = append(g.kept, entries...)
	g.stack = g.stack[:from]
	return g.kept[at:len(g.kept):len(g.kept)]
}

// keySet watches over the keys of one map while it is read. Few keys are compared one by
// one, many are found by their hash.
type keySet struct {
	slots []int32 // hash → 1 + the place in the map's entries; 0 is free; nil while there are few
}

const fewKeys = 8

var keySeed = maphash.MakeSeed()

// find gives the place of a key among a map's entries, or -1.
func (k *keySet) find(entries []Entry, key string) int {
	if len(entries) < fewKeys {
		for i := range entries {
			if entries[i].Key == key {
				return i
			}
		}
		return -1
	}
	if 2*len(entries) >= len(k.slots) {
		k.grow(entries)
	}
	slot := k.slot(entries, key)
	if k.slots[slot] > 0 {
		return int(k.slots[slot]) - 1
	}
	k.slots[slot] = int32(len(entries)) + 1 // where it is about to be put
	return -1
}

func (k *keySet) grow(entries []Entry) {
	k.slots = make([]int32, max(8*fewKeys, 2*len(k.slots)))
	for i := range entries {
		k.slots[k.slot(entries, entries[i].Key)] = int32(i) + 1
	}
}

// slot is where key is, or would be.
func (k *keySet) slot(entries []Entry, key string) int {
	slot := int(maphash.String(keySeed, key) % uint64(len(k.slots)))
	for {
		at := k.slots[slot]
		if at == 0 || entries[at-1].Key == key {
			return slot
		}
		slot = (slot + 1) % len(k.slots)
	}
}

// enter makes e an entry of the map that began at from, unless its key stands there
// already, which is reported.
func (g *grove) enter(from int, keys *keySet, e *Entry, list *finding.List) {
	entries := g.stack[from:]
	first := keys.find(entries, e.Key)
	if first < 0 {
		g.push(*e)
		return
	}
	entries[first].Twice = true
	list.Add(finding.New(finding.DuplicateKey, e.Pos(), Excerpt(e.Key)).
		Relate(entries[first].Pos(), finding.Say("lần đầu ở đây", "first here")).
		Hinted("giữ một chỗ, xoá chỗ kia", "keep one of them, delete the other"))
}
