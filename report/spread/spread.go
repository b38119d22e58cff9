// Package spread shares out work on thousands of units among the cores. [Over] is all of
// it; what a piece of the work makes goes to places of its own, so that the outcome does
// not depend on how many cores there are.
package spread

import (
	"runtime"
	"sync"
)

// Over calls work for every number from 0 to n-1, in runs from..to-1 that may be at work
// at the same time, and returns when all are done.
func Over(n int, work func(from, to int)) {
	workers := min(runtime.GOMAXPROCS(0), n)
	var wait sync.WaitGroup
	for i := range workers {
		wait.Go(func() { work(i*n/workers, (i+1)*n/workers) })
	}
	wait.Wait()
}
