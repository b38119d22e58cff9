//go:build !linux

package main

// largePages does nothing: other systems give pages of their own choice.
func largePages() {}
