package main

import (
	"math"
	"runtime/debug"

	"baocao/report/source"
)

// How much garbage may gather before memory is collected, in % of what is in use. One
// report is over before it is worth while: collecting seldom saves an eighth of its time. A
// country's report has far more in use than in waste: collecting often makes it a sixth
// smaller and costs next to nothing.
const (
	garbageOfOne  = 400
	garbageOfMany = 60
)

// memoryOfOne is how much one report may take before memory is collected all the same: what
// strangers send may be mostly waste.
const memoryOfOne = 128 << 20

// manyBytes of files are as good as manyFiles of them.
const manyBytes = 1 << 20

// expectOne is how the program starts.
func expectOne() {
	debug.SetGCPercent(garbageOfOne)
	debug.SetMemoryLimit(memoryOfOne)
}

// expect prepares for what is to be read.
func expect(files []source.File) {
	size := 0
	for i := range files {
		size += len(files[i].Data)
	}
	if len(files) >= manyFiles || size > manyBytes {
		debug.SetGCPercent(garbageOfMany)
		debug.SetMemoryLimit(math.MaxInt64) // none
	}
}
