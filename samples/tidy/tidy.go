// Package tidy holds that tests leave nothing behind: no work that goes on, no temporary
// file. It is for the TestMain of packages that begin either.
package tidy

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"time"
)

// Run runs the tests of a package, the Run of its testing.M, and gives the exit code. What
// they began and nobody waits for has some seconds to end.
func Run(tests func() int) int {
	flag.Parse()
	if fuzz := flag.Lookup("test.fuzz"); fuzz != nil && fuzz.Value.String() != "" {
		return tests() // its workers are ended in the midst of their work
	}
	dir, err := os.MkdirTemp("", "tests-")
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		err = errors.Join(err, os.Setenv(name, dir))
	}
	if err != nil {
		panic(err)
	}
	before := runtime.NumGoroutine()
	code := tests()
	for n := 0; runtime.NumGoroutine() > before && n < 1000; n++ {
		time.Sleep(10 * time.Millisecond)
	}
	if now := runtime.NumGoroutine(); now > before {
		stacks := make([]byte, 1<<20)
		fmt.Fprintf(os.Stderr, "%d goroutines were left behind:\n%s\n", now-before, stacks[:runtime.Stack(stacks, true)])
		code = 1
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		fmt.Fprintf(os.Stderr, "temporary files were left behind: %v %v\n", left, err)
		code = 1
	}
	_ = os.RemoveAll(dir)
	return code
}
