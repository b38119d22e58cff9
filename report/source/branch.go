package source

// Branch is a map on the outermost level of a file of which no tree is made: what stands in
// it is handed over while it is read. Figures are nearly all that a submission holds, and a
// tree of them would be walked through once and thrown away.
//
// In the tree that is given, the branch is a map without entries and [Node.Handed]. It is an
// ordinary map where Take refused something; what it took before counts for nothing then.
type Branch struct {
	Key string // of the map
	// Take gets a value and the keys that lead to it from the branch on; both are good for this
	// call. A map comes behind its entries. Take watches over keys that stand twice. Where it
	// says false, the file is read once more, as a tree.
	Take func(steps []Step, l *Leaf) bool
}

// Leaf is a value of a branch, or a map or list of which no more is said; see [Node].
type Leaf struct {
	From *Origin
	At   Place
	Kind Kind
	Text string
}

// Step is a key on the way to a value.
type Step struct {
	Key string
	At  Place
}

// mostSteps is how deep a branch is handed over; what has deeper maps is read as a tree.
const mostSteps = 4

// picker hands over the branch of a file while its maps are read. The zero picker has none.
type picker struct {
	*Branch
	inside  bool // of the branch
	done    bool // the branch is behind us
	refused bool
	steps   [mostSteps]Step
	leaf    Leaf
}

// enter notes which key's value is read next, in a map so deep; 1 is the outermost one.
func (p *picker) enter(depth int, e *Entry) {
	switch {
	case p.Branch == nil:
	case depth == 1:
		p.inside = e.Key == p.Key
	case p.inside && depth <= 1+mostSteps:
		p.steps[depth-2] = Step{e.Key, e.At}
	}
}

// hand hands an entry over when its value has been read; false where it belongs to the tree,
// or was refused.
func (p *picker) hand(depth int, e *Entry) bool {
	switch {
	case !p.inside:
		return false
	case depth == 1:
		p.inside, e.Value.Handed = false, e.Value.Kind == Map
		p.refused = p.refused || p.done || e.Value.Kind == List
		p.done = true
		return false
	}
	p.leaf.From, p.leaf.At, p.leaf.Kind, p.leaf.Text = e.Value.From, e.Value.At, e.Value.Kind, e.Value.Text
	p.refused = p.refused || depth > 1+mostSteps || !p.Take(p.steps[:depth-1], &p.leaf)
	return true
}
