package main

import (
	"runtime"
	"syscall"
)

// largePages has Linux give the memory that is used first in pages of 2 MiB, where it can: to
// give one report thousands of small ones takes a sixth of its time. The runtime takes memory
// from the system bit by bit, and what was said of it before is forgotten then; so a piece is
// taken at once, and left to the runtime again while there is hardly anything else to collect.
func largePages() {
	piece := make([]byte, firstPiece)
	_ = syscall.Madvise(piece, syscall.MADV_HUGEPAGE) // where it is refused, pages stay small
	runtime.GC()                                      // takes the piece, which nobody holds
}

// firstPiece is what one report uses. More than roomAtFirst would be collected for its own sake.
const firstPiece = 40 << 20
