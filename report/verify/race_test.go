//go:build race

package verify_test

// slowness is how much fewer places are altered under the race detector, which takes that
// much longer.
const slowness = 6
