package report_test

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"
)

// After the tests nothing goes on and no temporary file is left.
func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "report-tests-")
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		err = errors.Join(err, os.Setenv(name, dir))
	}
	if err != nil {
		panic(err)
	}
	before := runtime.NumGoroutine()
	code := m.Run()
	for n := 0; runtime.NumGoroutine() > before && n < 500; n++ {
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
	os.Exit(code)
}
