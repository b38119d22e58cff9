package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// smallDisk mounts a disk of some bytes, where the test may.
func smallDisk(t *testing.T, bytes int) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%d", bytes)); err != nil {
		t.Skipf("a disk cannot be mounted (%v); TestWriteAll_SaysWhatTheDiskRefused feigns one", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// A disk that becomes full at any point of the writing keeps the older set.
func TestFullDisk_KeepsTheOlderSet(t *testing.T) {
	w := newTwins(t)
	room := 0
	for _, data := range w.sets[1] {
		room += len(data)
	}
	disk := smallDisk(t, 8*room)
	out := filepath.Join(disk, "out")
	if code, _, stderr := call(t, w.inputs[0], "-o", out); code != exitDone {
		t.Fatal(stderr)
	}
	refused := 0
	rounds := times(12, 200)
	for round := range rounds {
		free := round * 3 * room / rounds // new files and copies need twice the room
		filler := filepath.Join(disk, "filler")
		fill(t, filler, free)
		before := w.which(out)
		code, _, stderr := call(t, w.inputs[1-before[0]], "-o", out)
		if err := os.Remove(filler); err != nil {
			t.Fatal(err)
		}
		if names := listed(t, out); len(names) != 4 {
			t.Errorf("%d bytes free: left %q", free, names)
		}
		is := w.which(out)
		if code == exitDone && (!whole[is] || is == before) || code != exitDone && is != before {
			t.Errorf("%d bytes free: code %d, sets %v after %v", free, code, is, before)
		}
		if code != exitDone {
			refused++
			if code != exitWorld || !strings.Contains(stderr, out) || !strings.Contains(stderr, "ổ đĩa đã đầy\n") || !strings.Contains(stderr, "xoá bớt tệp") {
				t.Errorf("%d bytes free: code %d: %s", free, code, stderr)
			}
		}
	}
	if refused == 0 || refused == rounds {
		t.Errorf("of %d runs %d were refused", rounds, refused)
	}
	t.Logf("%d runs on a disk of %d bytes, %d found it full", rounds, 8*room, refused)
}

// fill writes a file until the disk has only so much room.
func fill(t *testing.T, path string, free int) {
	t.Helper()
	var disk syscall.Statfs_t
	if err := syscall.Statfs(filepath.Dir(path), &disk); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, make([]byte, max(0, int(disk.Bavail)*int(disk.Bsize)-free)), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestReadOnlyDisk_IsToldAndKept(t *testing.T) {
	w := newTwins(t)
	disk := smallDisk(t, 16<<20)
	out := filepath.Join(disk, "out")
	if code, _, stderr := call(t, w.inputs[0], "-o", out); code != exitDone {
		t.Fatal(stderr)
	}
	if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := call(t, w.inputs[1], "-o", out)
	want := "baocao: không ghi được “" + out + "”: ổ đĩa chỉ cho đọc\n    gợi ý: ghi vào thư mục khác\n"
	if code != exitWorld || stdout != "" || !strings.HasSuffix(stderr, want) {
		t.Errorf("code %d, stdout %q, stderr %q", code, stdout, stderr)
	}
	if is := w.which(out); is != [3]int{} {
		t.Errorf("sets %v", is)
	}
}
