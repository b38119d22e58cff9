// Command measure is for the tests: it runs a program, and says at the end what that took:
// the time of all cores, the time that passed, both in nanoseconds, and the most bytes that
// the program held. It stands between them because on Linux a process begins with the peak
// of memory of the one that started it, and that of the tests is high.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"time"
)

func main() {
	run := exec.Command(os.Args[1], os.Args[2:]...)
	run.Stdout, run.Stderr = os.Stdout, os.Stderr
	begin := time.Now()
	err := run.Run()
	passed := time.Since(begin)
	state := run.ProcessState
	if state == nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("\nmeasured: %d %d %d", state.UserTime()+state.SystemTime(), passed, peakMemory(state))
	os.Exit(state.ExitCode())
}
