package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// Garbage may gather up to roomForGarbage or, where much is in use, up to shareOfGarbage per
// cent of that, before memory is collected; while hardly anything is in use up to roomAtFirst, so
// that one report, which takes some 38 MiB in all, is over before it is worth while. A country's
// has far more in use than in waste, and collecting often makes it a sixth smaller. What strangers
// send may be mostly waste, so that no more is allowed than this.
const (
	roomAtFirst    = 48 << 20
	roomForGarbage = 32 << 20
	shareOfGarbage = 60
)

// collectSeldom sets the limits for garbage, from now on.
var collectSeldom = sync.OnceFunc(limitGarbage)

// limitGarbage does so after each collection anew: the runtime itself knows only a share.
func limitGarbage() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	inUse, room := live[0].Value.Uint64(), uint64(roomForGarbage)
	if inUse < leastInUse {
		inUse, room = leastInUse, roomAtFirst
	}
	debug.SetGCPercent(int(max(shareOfGarbage, 100*room/inUse)))
	runtime.SetFinalizer(&collected{}, func(*collected) { limitGarbage() })
}

// leastInUse is what the runtime takes for in use when there is less; see [runtime/debug.SetGCPercent].
const leastInUse = 4 << 20

// collected is what a collection finds to be waste; its finalizer runs after each one. It has
// a pointer, since small values without one may wait for others.
type collected struct{ _ *byte }
