// Package samples carries the sample submissions inside the program: they are its
// documentation, its tests and its benchmarks at once.
package samples

import "embed"

// FS holds one folder for each sample, and errors/ with the smallest faulty input for
// every finding.
//
//go:embed */*.yaml */*.csv */README.md README.md errors
var FS embed.FS
