//go:build race

package source

// slower is by how much the race detector stretches a bound on time.
const slower = 10
