// Package spread shares out work on thousands of units among the cores: [Over] in runs,
// [Each] one by one. What a piece of the work makes goes to places of its own, so that the
// outcome does not depend on how many cores there are.
package spread

import (
	"runtime"
	"sync"
	"sync/atomic"
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

// Each calls work for every number from 0 to n-1, several of which may be at work at the same
// time, and returns when all are done. Whoever is done with one takes the next, so that pieces
// of very different size are shared out well.
func Each(n int, work func(i int)) {
	var taken atomic.Int64
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wait.Go(func() {
			for i := int(taken.Add(1)); i <= n; i = int(taken.Add(1)) {
				work(i - 1)
			}
		})
	}
	wait.Wait()
}
