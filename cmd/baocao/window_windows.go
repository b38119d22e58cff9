package main

import (
	"syscall"
	"unsafe"
)

// ownsWindow reports whether the program's window goes when it ends: then no other process,
// such as a command line, shares its console.
func ownsWindow() bool {
	var processes [2]uint32
	list := syscall.NewLazyDLL("kernel32.dll").NewProc("GetConsoleProcessList")
	n, _, _ := list.Call(uintptr(unsafe.Pointer(&processes[0])), uintptr(len(processes)))
	return n == 1
}
