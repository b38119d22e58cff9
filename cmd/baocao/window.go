package main

import (
	"bufio"
	"fmt"
	"io"

	"baocao/report/finding"
)

// A program that is started from the desktop of Windows, by a double click or by dropping
// files on it, has a window of its own, which goes when the program ends.

// holdWindow keeps such a window, own, open until somebody has read what stands there.
func (u ui) holdWindow(own bool, keys io.Reader) {
	if !own {
		return
	}
	fmt.Fprintf(u.stderr, "\n%s", finding.Say("Nhấn phím Enter để đóng cửa sổ.", "Press Enter to close this window.").In(u.lang))
	_, _ = bufio.NewReader(keys).ReadString('\n') // the end of the keys is as good
}
