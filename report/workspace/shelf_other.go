//go:build !linux

package workspace

import (
	"os"
	"syscall"
)

// openFolder is a folder of which one file after the other is read.
type openFolder struct{ *os.Root }

// openIn opens a folder in the office's.
func openIn(office *os.Root, path string) (openFolder, error) {
	dir, err := office.OpenRoot(path)
	return openFolder{dir}, err
}

// read reads a file that lies in the folder itself. It is ok unless anything is the matter:
// the file is a link or none at all, or changes while it is read.
func (f openFolder) read(name string, most int) (data []byte, ok bool) {
	if info, err := f.Lstat(name); err != nil || !info.Mode().IsRegular() {
		return nil, false
	}
	file, err := f.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0) // a pipe in its place, put there just now, is not waited for
	if err != nil {
		return nil, false
	}
	defer file.Close()
	data, err = readWhole(file, most)
	return data, err == nil
}
