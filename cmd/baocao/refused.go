package main

import (
	"errors"
	"io/fs"
	"runtime"
	"syscall"

	"baocao/report/finding"
	"baocao/report/workspace"
)

// Words for what the operating system refuses, with the cure.

// writeError says which file could not be written.
type writeError struct {
	path string
	err  error
}

func (e writeError) Error() string { return "write " + e.path + ": " + e.err.Error() }
func (e writeError) Unwrap() error { return e.err }

func notEmpty(folder string) finding.Text {
	return finding.Say("thư mục “%s” đã có tệp bên trong", "the folder “%s” is not empty", folder)
}

func emptyFolder() finding.Text {
	return finding.Say("ghi tên một thư mục chưa có, hoặc còn trống", "name a folder that does not exist yet, or is empty")
}

func folderBusy(folder string) finding.Text {
	return finding.Say("một lần chạy baocao khác đang ghi vào thư mục “%s”", "another baocao is writing into the folder “%s”", folder)
}

func waitForOther() finding.Text {
	return finding.Say("đợi lần chạy kia xong rồi chạy lại, hoặc ghi vào thư mục khác", "wait until it has ended and run again, or write into another folder")
}

// worldFailed words what the operating system refused.
func worldFailed(err error) finding.Text {
	var written writeError
	var read workspace.ReadError
	var path *fs.PathError
	switch {
	case errors.As(err, &read):
		return finding.Say("không đọc được “%s”: %s", "“%s” cannot be read: %s", read.Path, read.Why())
	case errors.As(err, &written) && errors.Is(err, fs.ErrNotExist):
		return finding.Say("không ghi được “%s”: thư mục không còn nữa", "“%s” cannot be written: its folder is gone", written.path)
	case errors.As(err, &written):
		return finding.Say("không ghi được “%s”: %s", "“%s” cannot be written: %s", written.path, reason(err, runtime.GOOS))
	case errors.As(err, &path):
		return finding.Say("không đọc được “%s”: %s", "“%s” cannot be read: %s", path.Path, reason(err, runtime.GOOS))
	}
	return finding.Say("không lập được báo cáo: %s", "the report cannot be made: %s", err.Error())
}

// cure is what the clerk may do about a file that could not be written; zero where the words
// for the reason say it, or nothing can be said.
func cure(err error) finding.Text {
	var written writeError
	if !errors.As(err, &written) {
		return finding.Text{}
	}
	switch {
	case isFull(err, runtime.GOOS):
		return finding.Say("xoá bớt tệp trên ổ đĩa, hoặc ghi vào ổ khác; rồi chạy lại", "make room on the disk, or write to another one; then run again")
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return finding.Say("ghi vào thư mục khác", "write into another folder")
	case errors.Is(err, fs.ErrNotExist):
		return finding.Say("có lẽ thư mục vừa bị xoá hoặc đổi tên; chạy lại", "it may just have been removed or renamed; run again")
	}
	return finding.Text{}
}

// Windows has its own number for a file that another program holds, and for a full disk.
const (
	sharingViolation = syscall.Errno(32)
	lockViolation    = syscall.Errno(33)
	handleDiskFull   = syscall.Errno(39)
	diskFull         = syscall.Errno(112)
)

// isFull reports whether there is no room for a file: the disk, the user's part of it, or
// what one file may take is used up.
func isFull(err error, system string) bool {
	for _, e := range []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} {
		if errors.Is(err, e) {
			return true
		}
	}
	return system == "windows" && (errors.Is(err, diskFull) || errors.Is(err, handleDiskFull))
}

// reason is why an operating system, named as in runtime.GOOS, refused.
func reason(err error, system string) finding.Text {
	onWindows := system == "windows"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return finding.Say("không tìm thấy", "not found")
	case errors.Is(err, fs.ErrPermission):
		return finding.Say("không có quyền", "permission denied")
	case onWindows && (errors.Is(err, sharingViolation) || errors.Is(err, lockViolation)):
		return finding.Say("đang mở trong Excel hoặc chương trình khác; đóng tệp rồi chạy lại", "it is open in Excel or another program; close it and run again")
	case errors.Is(err, syscall.EISDIR):
		return finding.Say("đó là một thư mục", "it is a folder")
	case errors.Is(err, syscall.ENOTDIR):
		return finding.Say("trên đường dẫn có một tệp ở chỗ phải là thư mục", "the path has a file where a folder should be")
	case isFull(err, system):
		return finding.Say("ổ đĩa đã đầy", "the disk is full")
	case errors.Is(err, syscall.EROFS):
		return finding.Say("ổ đĩa chỉ cho đọc", "the disk is read-only")
	}
	var number syscall.Errno
	if errors.As(err, &number) {
		return finding.Say("hệ điều hành báo “%s”", "the operating system says “%s”", number.Error())
	}
	return finding.Plain(err.Error())
}
