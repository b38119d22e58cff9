//go:build !windows

package main

// ownsWindow reports whether the program's window goes when it ends.
func ownsWindow() bool { return false }
