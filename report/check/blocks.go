package check

// blocks keeps lists of which there are thousands, each of a few things: one behind the other
// in large pieces of memory, where they are made.
type blocks[T any] struct {
	free []T // room for more
	list []T // the list at hand
}

// blockLength is how many things a block has room for.
const blockLength = 512

// begin begins another list, of n things at most.
func (b *blocks[T]) begin(n int) {
	if len(b.free) < n {
		b.free = make([]T, max(blockLength, n))
	}
	b.list = b.free[:0]
}

func (b *blocks[T]) add(thing T) { b.list = append(b.list, thing) }

// end gives the list at hand; one of nothing is nil.
func (b *blocks[T]) end() []T {
	n := len(b.list)
	if n == 0 {
		return nil
	}
	b.free = b.free[n:]
	return b.list[:n:n]
}
