//go:build unix

package main

import (
	"errors"
	"os"
	"syscall"
)

// takeLock takes the lock that path stands for; release gives it back and removes the file.
func takeLock(path string) (release func(), err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR|syscall.O_NOFOLLOW, 0o666)
	if errors.Is(err, syscall.ELOOP) { // a link is nobody's lock, and might lead out of the folder
		if err := os.Remove(path); err != nil {
			return nil, err
		}
		return nil, errBusy
	}
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	switch {
	case errors.Is(err, syscall.EWOULDBLOCK):
		err = errBusy
	case err != nil:
		_ = os.Remove(path)
		err = errNoLocks
	case !standsAt(f, path):
		err = errBusy // the run that held it before removed the file; another one makes the next
	}
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return func() {
		_ = os.Remove(path) // before it is let go, so that nobody locks a file without a name
		_ = f.Close()
	}, nil
}

func standsAt(f *os.File, path string) bool {
	own, err := f.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(path)
	return err == nil && os.SameFile(own, there)
}

// rename gives a file the place of another.
func rename(from, to string) error { return os.Rename(from, to) }

// holder is why path could not be replaced.
func holder(_ string, err error) error { return err }
