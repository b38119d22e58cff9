package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"time"
)

// lockName is the file that a run holds while it writes into a folder. The operating system
// lets go of it when the run ends, however that may be.
const lockName = ".baocao-lock"

// patience is how long a run waits for another one that writes into the same folder, and
// pause how long it lets pass before it looks again.
const (
	patience = time.Minute
	pause    = 20 * time.Millisecond
)

var (
	// errBusy says that another run holds the lock.
	errBusy = errors.New("another run holds the lock")
	// errNoLocks says that the disk knows no locks, as some network drives do not.
	errNoLocks = errors.New("the disk knows no locks")
)

// turn is a run's time to write into a folder. Nobody else has his at the same time.
type turn struct {
	folder     string
	release    func() // gives the lock back
	removeMade func() // takes away the folders that were made for this
	alone      bool   // false where the disk knows no locks
}

// enter makes the folder and waits for the turn to write into it.
func enter(ctx context.Context, folder string, patience time.Duration) (*turn, error) {
	for end := time.Now().Add(patience); ; {
		removeMade, err := makeFolder(folder)
		if err != nil {
			return nil, writeError{folder, err}
		}
		release, err := takeLock(filepath.Join(folder, lockName))
		switch {
		case err == nil:
			return &turn{folder, release, removeMade, true}, nil
		case errors.Is(err, errNoLocks):
			return &turn{folder, func() {}, removeMade, false}, nil
		case !errors.Is(err, errBusy) && !errors.Is(err, fs.ErrNotExist): // the other one may have removed the folder
			removeMade()
			return nil, writeError{folder, err}
		case time.Now().After(end):
			return nil, failure{code: exitWorld, text: folderBusy(folder), hint: waitForOther()}
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(pause):
		}
	}
}

// leave ends the turn; of a failure no folder stays that was made for it.
func (t *turn) leave(failed bool) {
	t.release()
	if failed {
		t.removeMade()
	}
}

// besides are the names of the folders in which files are made beside their targets.
var besides = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\.baocao-[0-9]+$`) })

// leftovers lists such folders. In one's turn they are those of runs that were cut off.
func leftovers(folder string) []string {
	entries, _ := os.ReadDir(folder) // what cannot be read has none that could be put in order
	var names []string
	for _, e := range entries {
		if e.IsDir() && besides().MatchString(e.Name()) {
			names = append(names, filepath.Join(folder, e.Name()))
		}
	}
	return names
}

// settle finishes what runs that were cut off began, or takes it back, and removes what they
// left.
func (t *turn) settle() error {
	if !t.alone {
		return nil
	}
	for _, beside := range leftovers(t.folder) {
		r := &replacement{folder: t.folder, beside: beside, resumed: true}
		if err := r.finish(); err != nil {
			return err
		}
		r.clear()
	}
	return nil
}

// settle puts a folder in order, if a run was cut off in it.
func settle(ctx context.Context, folder string) error {
	if len(leftovers(folder)) == 0 {
		return nil
	}
	turn, err := enter(ctx, folder, patience)
	if err != nil {
		return err
	}
	defer turn.leave(false)
	return turn.settle()
}
