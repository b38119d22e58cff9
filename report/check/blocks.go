package check

// blocks keeps lists of which there are thousands, each of a few things: one behind the other
// in large pieces of memory.
type blocks[T any] struct{ free []T }

// blockLength is how many things a block has room for.
const blockLength = 512

// keep copies a list, for good; one of nothing is nil.
func (b *blocks[T]) keep(list []T) []T {
	n := len(list)
	if n == 0 {
		return nil
	}
	if n > len(b.free) {
		b.free = make([]T, max(blockLength, n))
	}
	kept := b.free[:n:n]
	b.free = b.free[n:]
	copy(kept, list)
	return kept
}
