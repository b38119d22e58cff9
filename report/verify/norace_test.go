//go:build !race

package verify_test

const slowness = 1
