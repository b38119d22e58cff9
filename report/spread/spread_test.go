package spread_test

import (
	"slices"
	"testing"

	"baocao/report/spread"
)

func TestEveryNumberOnce(t *testing.T) {
	for name, share := range map[string]func(n int, work func(i int)){
		"Each": spread.Each,
		"Over": func(n int, work func(i int)) {
			spread.Over(n, func(from, to int) {
				for i := from; i < to; i++ {
					work(i)
				}
			})
		},
	} {
		for _, n := range []int{0, 1, 2, 3, 7, 1000} {
			times := make([]int, n)
			share(n, func(i int) { times[i]++ })
			if slices.ContainsFunc(times, func(k int) bool { return k != 1 }) {
				t.Errorf("%s: of %d numbers, each came up this often: %v", name, n, times)
			}
		}
	}
}
