package main

import (
	"errors"
	"os"
	"syscall"
	"time"
)

const (
	deleteOnClose = 0x04000000 // FILE_FLAG_DELETE_ON_CLOSE

	// A scanner for viruses holds a file for a moment after it was written.
	scannerTries = 40
	scannerPause = 50 * time.Millisecond
)

// takeLock takes the lock that path stands for: a file that nobody else may open, and that
// Windows removes when its owner ends.
func takeLock(path string) (release func(), err error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	var h syscall.Handle
	err = withPatience(func() error {
		h, err = syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil, syscall.OPEN_ALWAYS,
			syscall.FILE_ATTRIBUTE_HIDDEN|deleteOnClose, 0)
		if errors.Is(err, sharingViolation) {
			err = errBusy
		}
		return err
	})
	if err != nil {
		if errors.Is(err, errBusy) {
			return nil, err
		}
		return nil, &os.PathError{Op: "open", Path: path, Err: err}
	}
	return func() { _ = syscall.CloseHandle(h) }, nil
}

// rename gives a file the place of another.
func rename(from, to string) error {
	return withPatience(func() error { return os.Rename(from, to) })
}

// withPatience tries again what is refused for a moment.
func withPatience(do func() error) error {
	err := do()
	for n := 1; n < scannerTries && (errors.Is(err, syscall.ERROR_ACCESS_DENIED) || errors.Is(err, sharingViolation)); n++ {
		time.Sleep(scannerPause)
		err = do()
	}
	return err
}

// holder is why path could not be replaced: Windows calls it forbidden where another program
// has the file open, and tells the truth to who opens it.
func holder(path string, err error) error {
	if !errors.Is(err, syscall.ERROR_ACCESS_DENIED) {
		return err
	}
	f, opened := os.OpenFile(path, os.O_RDWR, 0)
	if opened != nil {
		return opened
	}
	_ = f.Close()
	return err
}
