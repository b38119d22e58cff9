package spread_test

import (
	"slices"
	"testing"

	"baocao/report/spread"
)

func TestOver_EveryNumberOnce(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 7, 1000} {
		times := make([]int, n)
		spread.Over(n, func(from, to int) {
			for i := from; i < to; i++ {
				times[i]++
			}
		})
		if slices.ContainsFunc(times, func(k int) bool { return k != 1 }) {
			t.Errorf("of %d numbers, each came up this often: %v", n, times)
		}
	}
}
