package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"baocao/report"
)

// replacement is a set of files on its way to its targets. On the disk it is a folder beside
// them, which says at every moment what is to be done if the run is cut off:
//
//	new/      the new files
//	old/      copies of the files that they replace
//	forward   a list of the targets: all of new/ is complete, and goes to its targets
//	back      the same list, renamed: a target refused, and what is in old/ goes back
//
// With neither list nothing has been replaced yet, and the folder may be thrown away. New
// files, copies and lists reach the disk before what relies on them.
type replacement struct {
	folder, beside string
	targets        []target
	resumed        bool // it is that of a run that was cut off
	unfinished     bool // the folder is still needed
}

// target is one file of the set.
type target struct {
	Name     string // within the folder, with slashes
	Replaces bool   // there is an older file
}

const (
	forwardList = "forward"
	backList    = "back"
)

func newReplacement(folder string, files []report.File) (*replacement, error) {
	beside, err := os.MkdirTemp(folder, ".baocao-")
	if err != nil {
		return nil, writeError{folder, err}
	}
	r := &replacement{folder: folder, beside: beside}
	for _, f := range files {
		t := target{Name: f.Name}
		r.targets = append(r.targets, t)
		if err := errors.Join(os.MkdirAll(filepath.Dir(r.fresh(t)), 0o777), os.MkdirAll(filepath.Dir(r.old(t)), 0o777)); err != nil {
			r.clear()
			return nil, writeError{folder, err}
		}
	}
	return r, nil
}

func (r *replacement) fresh(t target) string {
	return filepath.Join(r.beside, "new", filepath.FromSlash(t.Name))
}

func (r *replacement) old(t target) string {
	return filepath.Join(r.beside, "old", filepath.FromSlash(t.Name))
}

func (r *replacement) path(t target) string {
	return filepath.Join(r.folder, filepath.FromSlash(t.Name))
}

// clear removes the folder, unless it is needed to put things in order.
func (r *replacement) clear() {
	if !r.unfinished {
		removeAll(r.beside)
	}
}

// removeAll removes a folder with all that is in it, one by one: what os.RemoveAll asks of
// Windows is not known everywhere, such as to Wine.
func removeAll(folder string) {
	var paths []string
	_ = filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
		paths = append(paths, path)
		return err
	})
	for _, path := range slices.Backward(paths) {
		_ = os.Remove(path) // what stays is for the next run
	}
}

// atOnce is how many files are made at once: as many as a report has formats.
const atOnce = 3

// prepare makes the new files, and copies those that they replace.
func (r *replacement) prepare(ctx context.Context, files []report.File) error {
	errs, places := make([]error, len(files)), make(chan struct{}, atOnce)
	var wait sync.WaitGroup
	for i, f := range files {
		places <- struct{}{}
		wait.Go(func() {
			errs[i] = r.prepareOne(ctx, i, f)
			<-places
		})
	}
	wait.Wait()
	for i, err := range errs {
		if refused := (*fs.PathError)(nil); errors.As(err, &refused) {
			return writeError{r.path(r.targets[i]), err}
		}
	}
	return errors.Join(errs...)
}

// prepareOne copies the older file while the new one is made: both wait for the disk.
func (r *replacement) prepareOne(ctx context.Context, i int, file report.File) error {
	fresh, kept := r.fresh(r.targets[i]), make(chan error, 1)
	go func() { kept <- r.keep(ctx, &r.targets[i]) }()
	err := create(ctx, fresh, file.Write)
	if notKept := <-kept; err == nil {
		err = notKept
	}
	return err
}

// keep copies the file that a target replaces, if there is one.
func (r *replacement) keep(ctx context.Context, t *target) error {
	older, err := os.Open(r.path(*t))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer older.Close()
	t.Replaces = true
	return create(ctx, r.old(*t), func(w io.Writer) error {
		_, err := io.Copy(w, older)
		return err
	})
}

// create makes a file on the disk. When ctx ends it does not wait for what
// is being made: the file is closed, and takes no more of it.
func create(ctx context.Context, path string, write func(io.Writer) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	made := make(chan error, 1)
	go func() { made <- write(f) }()
	select {
	case err = <-made:
	case <-ctx.Done():
		err = ctx.Err()
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// commit brings every new file to its target. Where one refuses, as a workbook does on
// Windows while Excel shows it, those before it are put back.
func (r *replacement) commit() error {
	if err := r.mark(); err != nil {
		return err
	}
	err := r.forward()
	if err == nil {
		syncFolder(r.folder)
		return nil
	}
	r.unfinished = true
	if r.turnBack() == nil && r.back() == nil {
		r.unfinished = false
	}
	return err
}

// mark writes the list, from which on the set is complete. What the list relies on reaches the
// disk together, since each time that is waited for takes some milliseconds.
func (r *replacement) mark() error {
	folders := []string{r.folder}
	for _, t := range r.targets {
		folders = append(folders, filepath.Dir(r.fresh(t)))
		if t.Replaces {
			folders = append(folders, filepath.Dir(r.old(t)))
		}
	}
	slices.Sort(folders)
	var wait sync.WaitGroup
	for _, folder := range slices.Compact(folders) {
		wait.Go(func() { syncFolder(folder) })
	}
	list, err := json.Marshal(r.targets)
	if err != nil {
		panic("baocao: a list of names: " + err.Error())
	}
	begun, done := filepath.Join(r.beside, "list"), filepath.Join(r.beside, forwardList)
	write := report.NewFile("list", list).Write
	err = create(context.Background(), begun, write)
	wait.Wait()
	if err == nil {
		err = rename(begun, done)
	}
	if err != nil {
		return writeError{r.folder, err}
	}
	syncFolder(r.beside)
	return nil
}

// turnBack makes the set one that goes back.
func (r *replacement) turnBack() error {
	err := rename(filepath.Join(r.beside, forwardList), filepath.Join(r.beside, backList))
	syncFolder(r.beside)
	return err
}

// forward renames the new files to their targets. Of a run that was cut off some are there
// already; what somebody else has put in the place of a target since then is not touched.
func (r *replacement) forward() error {
	for _, t := range r.targets {
		if r.resumed && (r.isThere(t) || !r.isOld(t)) {
			continue
		}
		path := r.path(t)
		var err error
		if dir := filepath.Dir(path); dir != filepath.Clean(r.folder) {
			err = os.MkdirAll(dir, 0o777)
		}
		if err == nil {
			err = rename(r.fresh(t), path)
		}
		if err != nil {
			return writeError{path, holder(path, err)}
		}
	}
	return nil
}

// isThere reports whether the new file has its place already.
func (r *replacement) isThere(t target) bool {
	_, err := os.Lstat(r.fresh(t))
	return errors.Is(err, fs.ErrNotExist)
}

// back gives every target that has its new file what it was before, with the same caution.
func (r *replacement) back() error {
	for _, t := range r.targets {
		if !r.isThere(t) || r.resumed && !r.isOurs(t) {
			continue
		}
		path := r.path(t)
		var err error
		if t.Replaces {
			err = rename(r.old(t), path)
		} else {
			err = os.Remove(path)
			r.removeEmpty(filepath.Dir(path))
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return writeError{path, holder(path, err)}
		}
	}
	syncFolder(r.folder)
	return nil
}

// removeEmpty removes the folders from dir up to that of the set, as far as they are empty.
func (r *replacement) removeEmpty(dir string) {
	for dir != filepath.Clean(r.folder) && os.Remove(dir) == nil {
		dir = filepath.Dir(dir)
	}
}

// finish leads the set of a run that was cut off to its end.
func (r *replacement) finish() error {
	forward := r.read(forwardList)
	switch {
	case !forward && !r.read(backList), !r.keepsInside():
		return nil
	case forward:
		return r.forward()
	}
	return r.back()
}

// keepsInside reports whether a set that was found is one that this program could have left.
// It may have come with a stranger's folder: then its names could climb, or links lead out.
func (r *replacement) keepsInside() bool {
	root, err := os.OpenRoot(r.folder)
	if err != nil {
		return false
	}
	defer root.Close()
	for _, t := range r.targets {
		if !filepath.IsLocal(filepath.FromSlash(t.Name)) {
			return false
		}
		for _, path := range []string{r.path(t), r.fresh(t), r.old(t)} {
			name, err := filepath.Rel(r.folder, path)
			if err != nil {
				return false
			}
			info, err := root.Lstat(name)
			if !errors.Is(err, fs.ErrNotExist) && (err != nil || !info.Mode().IsRegular()) {
				return false
			}
		}
	}
	return true
}

// read reads one of the lists, if it is there and whole.
func (r *replacement) read(list string) bool {
	data, err := os.ReadFile(filepath.Join(r.beside, list))
	return err == nil && json.Unmarshal(data, &r.targets) == nil
}

// isOld reports whether a target is as the set found it.
func (r *replacement) isOld(t target) bool {
	now, err := os.ReadFile(r.path(t))
	if !t.Replaces {
		return errors.Is(err, fs.ErrNotExist)
	}
	old, oldErr := os.ReadFile(r.old(t))
	return err == nil && oldErr == nil && bytes.Equal(now, old)
}

// isOurs reports whether a target is there and was written by this program.
func (r *replacement) isOurs(t target) bool {
	ours, err := wroteIt(r.path(t))
	return err == nil && ours
}

// syncFolder brings the names in a folder to the disk, where the operating system can: on
// Windows they are there when the rename has returned.
func syncFolder(path string) {
	if f, err := os.Open(path); err == nil {
		_ = f.Sync()
		_ = f.Close()
	}
}
