package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"baocao/report"
	"baocao/report/spread"
)

// writeRules says what may be written over.
type writeRules struct {
	overwrite bool     // also files that baocao did not write
	inputs    []string // never these
}

// writeAll writes the files, whose names may have folders, into folder, all or none, and
// gives their paths. They are made complete in a folder beside their targets and renamed at
// the end; a failure leaves the older files, and nothing else, as they were. What a run that
// was cut off left there is put in order first; see [replacement].
func writeAll(ctx context.Context, folder string, files []report.File, rules writeRules) (paths []string, err error) {
	turn, err := enter(ctx, folder, patience)
	if err != nil {
		return nil, err
	}
	// Runs last, since it removes only folders that are empty.
	defer func() { turn.leave(err != nil) }()
	if err := turn.settle(); err != nil {
		return nil, err
	}
	inputs := sync.OnceValue(rules.inputFiles)
	for _, f := range files {
		path := filepath.Join(folder, filepath.FromSlash(f.Name))
		if err := rules.allow(path, inputs); err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	set, err := newReplacement(folder, files)
	if err != nil {
		return nil, err
	}
	defer set.clear()
	if err := set.prepare(ctx, files); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return paths, set.commit()
}

// inputFiles are the inputs as they lie on the disk; nil in the place of one that is gone. There
// may be thousands, and on a network drive each takes its time.
func (r writeRules) inputFiles() []fs.FileInfo {
	files := make([]fs.FileInfo, len(r.inputs))
	spread.Each(len(files), func(i int) { files[i], _ = os.Stat(r.inputs[i]) })
	return files
}

// allow refuses a target that is an input, or a file of somebody else's. Only where something
// lies at the target, the inputs are asked for.
func (r writeRules) allow(path string, inputs func() []fs.FileInfo) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return writeError{path, err}
	case !info.Mode().IsRegular(): // a folder, a pipe …
		return failure{code: exitWorld, text: notOurs(path)}
	}
	for _, input := range inputs() {
		if os.SameFile(info, input) {
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
