package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"baocao/report"
)

// writeRules says what may be written over.
type writeRules struct {
	overwrite bool     // also files that baocao did not write
	inputs    []string // never these
}

// writeAll writes the files into folder, all or none, and gives their paths. They are made
// complete in a folder beside their targets and renamed at the end; a failure leaves the
// older files, and nothing else, as they were.
func writeAll(ctx context.Context, folder string, files []report.File, rules writeRules) (paths []string, err error) {
	for _, f := range files {
		path := filepath.Join(folder, f.Name)
		if err := rules.allow(path); err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	removeMade, err := makeFolder(folder)
	if err != nil {
		return nil, writeError{folder, err}
	}
	defer func() {
		if err != nil {
			removeMade()
		}
	}()
	beside, err := os.MkdirTemp(folder, ".baocao-")
	if err != nil {
		return nil, writeError{folder, err}
	}
	// Runs before removeMade, which removes only what is empty.
	defer os.RemoveAll(beside)

	set := replacement{folder: beside, targets: paths}
	if err := set.prepareAll(ctx, files); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return paths, set.commit()
}

// allow refuses a target that is an input, or a file of somebody else's.
func (r writeRules) allow(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return writeError{path, err}
	case info.IsDir():
		return failure{code: exitWorld, text: notOurs(path)}
	}
	for _, in := range r.inputs {
		if input, err := os.Stat(in); err == nil && os.SameFile(info, input) {
			return usage(outputIsInput(path))
		}
	}
	if r.overwrite {
		return nil
	}
	ours, err := wroteIt(path)
	if err != nil {
		return writeError{path, err}
	}
	if !ours {
		return failure{code: exitWorld, text: notOurs(path)}.hinted(useForce())
	}
	return nil
}

// makeFolder makes a folder with those above it; remove takes the new ones away again, as
// far as they are empty.
func makeFolder(folder string) (remove func(), err error) {
	var made []string
	for dir := filepath.Clean(folder); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			break
		}
		made = append(made, dir) // innermost first
	}
	remove = func() {
		for _, dir := range made {
			_ = os.Remove(dir)
		}
	}
	if err := os.MkdirAll(folder, 0o777); err != nil {
		remove()
		return nil, err
	}
	return remove, nil
}

// replacement is a set of files on its way to its targets. In its folder each has the new
// file and, where a target exists, a copy of it.
type replacement struct {
	folder  string
	targets []string
}

func (r replacement) fresh(i int) string {
	return filepath.Join(r.folder, filepath.Base(r.targets[i]))
}
func (r replacement) old(i int) string { return r.fresh(i) + ".old" }

// atOnce is how many files are made at once: as many as a report has formats.
const atOnce = 3

// prepareAll makes the new files.
func (r replacement) prepareAll(ctx context.Context, files []report.File) error {
	errs, places := make([]error, len(files)), make(chan struct{}, atOnce)
	var wait sync.WaitGroup
	for i, f := range files {
		places <- struct{}{}
		wait.Go(func() {
			errs[i] = r.prepare(ctx, i, f)
			<-places
		})
	}
	wait.Wait()
	for i, err := range errs {
		if refused := (*fs.PathError)(nil); errors.As(err, &refused) {
			return writeError{r.targets[i], err}
		}
	}
	return errors.Join(errs...)
}

// prepare writes a new file to the disk and keeps a copy of the one that it replaces.
func (r replacement) prepare(ctx context.Context, i int, file report.File) error {
	if err := create(ctx, r.fresh(i), file); err != nil {
		return err
	}
	err := copyFile(r.old(i), r.targets[i])
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// create makes a file on the disk. When ctx ends it does not wait for what is being made:
// the file is closed, and takes no more of it.
func create(ctx context.Context, path string, file report.File) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	made := make(chan error, 1)
	go func() { made <- file.Write(f) }()
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

// commit renames every new file to its target. Where one refuses, as a workbook does on
// Windows while Excel shows it, those renamed before it are put back.
func (r replacement) commit() error {
	for i, target := range r.targets {
		if err := os.Rename(r.fresh(i), target); err != nil {
			r.undo(i)
			return writeError{target, err}
		}
	}
	return nil
}

// undo puts back the first n targets.
func (r replacement) undo(n int) {
	for i, target := range r.targets[:n] {
		if err := os.Rename(r.old(i), target); errors.Is(err, fs.ErrNotExist) {
			_ = os.Remove(target)
		}
	}
}

func copyFile(to, from string) error {
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(dst, src)
	return errors.Join(err, dst.Close())
}

// writeTree writes files, whose names may have folders, into an empty or new folder, all or
// none: they are made complete inside it and moved into their places at the end.
func writeTree(ctx context.Context, folder string, files []report.File) (err error) {
	removeMade, err := makeFolder(folder)
	if err != nil {
		return writeError{folder, err}
	}
	beside, err := os.MkdirTemp(folder, ".baocao-")
	if err != nil {
		removeMade()
		return writeError{folder, err}
	}
	var moved []string
	defer func() {
		_ = os.RemoveAll(beside)
		if err != nil {
			for _, path := range moved {
				_ = os.RemoveAll(path)
			}
			removeMade()
		}
	}()
	for _, f := range files {
		name := filepath.FromSlash(f.Name)
		path := filepath.Join(beside, name)
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777), create(ctx, path, f)); err != nil {
			return writeError{filepath.Join(folder, name), err}
		}
	}
	entries, err := os.ReadDir(beside)
	if err != nil {
		return writeError{folder, err}
	}
	for _, e := range entries {
		target := filepath.Join(folder, e.Name())
		if err := os.Rename(filepath.Join(beside, e.Name()), target); err != nil {
			return writeError{target, err}
		}
		moved = append(moved, target)
	}
	return nil
}
