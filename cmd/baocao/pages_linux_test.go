package main

import (
	"os"
	"regexp"
	"strconv"
	"testing"
)

func TestLargePages_AreAskedForAndLeftToTheHeap(t *testing.T) {
	if _, err := os.Stat("/sys/kernel/mm/transparent_hugepage/enabled"); err != nil {
		t.Skip("this system has no large pages")
	}
	largePages() // another test may have come here before
	if got := advised(t); got < firstPiece-4<<20 {
		t.Errorf("large pages are asked for %d bytes, want about %d", got, firstPiece)
	}
}

// advised is for how many bytes of this process large pages are asked for.
func advised(t *testing.T) int {
	t.Helper()
	maps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Skip(err)
	}
	kilobytes := 0
	for _, area := range regexp.MustCompile(`(?s)\nSize: +(\d+) kB.*?\nVmFlags:([^\n]*)`).FindAllSubmatch(maps, -1) {
		if regexp.MustCompile(` hg\b`).Match(area[2]) {
			size, _ := strconv.Atoi(string(area[1]))
			kilobytes += size
		}
	}
	return kilobytes << 10
}
