//go:build !race

package main

// raceDetector says that the tests were built with it.
const raceDetector = false
