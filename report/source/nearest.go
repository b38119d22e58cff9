package source

import (
	"slices"
	"strings"
	"unicode"
)

// Nearest finds the one known name that was probably meant by name: the only one at the
// smallest edit distance, which is at most two and below the name's length. Case counts
// for nothing and two swapped neighbours for one. It is "" when no name or several fit.
func Nearest(name string, known []string) string {
	if name != "" && slices.Contains(known, name) {
		return name
	}
	typed := []rune(strings.ToLower(Normalise(name)))
	best, nearest, tie := 3, "", false
	for _, k := range known {
		d := distance(typed, []rune(strings.ToLower(k)))
		switch {
		case d >= len(typed) || d > best || k == nearest:
		case d < best:
			best, nearest, tie = d, k, false
		case nearest != "":
			tie = true
		}
	}
	if tie {
		return ""
	}
	return nearest
}

// Foreign finds the first letter of a name that only looks like one of ours: Cyrillic or Greek,
// or of another width. It is 0 when there is none.
func Foreign(name string) rune {
	for _, r := range name {
		if unicode.In(r, unicode.Cyrillic, unicode.Greek) || r >= '\uFF01' && r <= '\uFF5E' {
			return r
		}
	}
	return 0
}

// distance is the edit distance of a and b with insertions, deletions, replacements and
// swaps of neighbours; anything above two is reported as three.
func distance(a, b []rune) int {
	const far = 3
	if abs(len(a)-len(b)) >= far {
		return far
	}
	beforeLast, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		smallest := i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], beforeLast[j-2]+1)
			}
			smallest = min(smallest, row[j])
		}
		if smallest >= far {
			return far
		}
		beforeLast, last, row = last, row, beforeLast
	}
	return min(last[len(b)], far)
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
