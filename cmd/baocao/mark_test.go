package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A faulty form comes back marked, in another folder; the form itself is not touched.
func TestCheck_MarkedCopies(t *testing.T) {
	dir := copied(t, "errors/D007-letter-o-xlsx")
	fillForms(t, dir)
	form, err := os.ReadFile("phu-minh.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	unchanged := func() {
		t.Helper()
		if now, err := os.ReadFile("phu-minh.xlsx"); err != nil || !bytes.Equal(now, form) {
			t.Errorf("the form has changed: %v", err)
		}
	}

	code, stdout, stderr := call(t, "check", "--mark", "sua", "phu-minh.xlsx")
	marked := filepath.Join("sua", "phu-minh.xlsx")
	if code != exitFindings || stderr != "" || !strings.HasSuffix(stdout, "đã ghi bản đánh dấu lỗi: "+marked+"\n") {
		t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
	}
	unchanged()
	first, err := os.ReadFile(marked)
	if err != nil {
		t.Fatal(err)
	}

	// Again: baocao's own copy is written over, with the same bytes; one object is printed.
	code, stdout, stderr = call(t, "check", "--json", "--mark", "sua", "phu-minh.xlsx")
	if code != exitFindings || !json.Valid([]byte(stdout)) || !strings.Contains(stderr, marked) {
		t.Errorf("with --json: exit code %d\n%s%s", code, stdout, stderr)
	}
	if again, err := os.ReadFile(marked); err != nil || !bytes.Equal(again, first) {
		t.Errorf("the second copy differs: %v", err)
	}

	// The copy is no submission, and never takes the form's place.
	code, stdout, _ = call(t, "check", "-t", "dan-van", "sua")
	if strings.Contains(stdout, "D007") || !strings.Contains(stdout, "W005") {
		t.Errorf("the copy is read: exit code %d\n%s", code, stdout)
	}
	code, _, stderr = call(t, "check", "--mark", ".", "phu-minh.xlsx")
	if code != exitUsage || !strings.Contains(stderr, "đầu vào") {
		t.Errorf("into its own folder: exit code %d\n%s", code, stderr)
	}
	unchanged()
}

// A form without a fault has no marked copy, and neither has a file that is no form.
func TestCheck_NothingToMark(t *testing.T) {
	copied(t, "errors/D027-cut-off")
	fillForms(t, ".")
	if _, stdout, _ := call(t, "check", "--mark", "sua", "phu-minh.xlsx"); !strings.Contains(stdout, "D027") {
		t.Errorf("said %s", stdout)
	}
	if _, err := os.Stat("sua"); err == nil {
		t.Error("a folder was made for nothing")
	}
}
