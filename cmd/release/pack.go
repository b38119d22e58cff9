package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"time"
)

// file is one in an archive.
type file struct {
	name      string
	data      []byte
	isProgram bool
}

func (f file) mode() int64 {
	if f.isProgram {
		return 0o755
	}
	return 0o644
}

// epoch is the time of every file: the earliest that both archives know, since the clock
// would make each release another one.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// zipped packs the files into a folder of a zip archive.
func zipped(folder string, files []file) ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		part, err := w.CreateHeader(&zip.FileHeader{Name: folder + "/" + f.name, Method: zip.Deflate, Modified: epoch})
		if err == nil {
			_, err = part.Write(f.data)
		}
		if err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return b.Bytes(), err
}

// tarred packs the files into a folder of a compressed tar archive.
func tarred(folder string, files []file) ([]byte, error) {
	var b bytes.Buffer
	packed := gzip.NewWriter(&b)
	w := tar.NewWriter(packed)
	for _, f := range files {
		err := w.WriteHeader(&tar.Header{Name: folder + "/" + f.name, Mode: f.mode(), Size: int64(len(f.data)), ModTime: epoch, Format: tar.FormatUSTAR})
		if err == nil {
			_, err = w.Write(f.data)
		}
		if err != nil {
			return nil, err
		}
	}
	err := errors.Join(w.Close(), packed.Close())
	return b.Bytes(), err
}
