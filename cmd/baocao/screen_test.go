package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"time"
)

// A report may come from a stranger; its words do not move the cursor of who looks at it.
// What is for programs stays exact.
func TestScreen_StaysStill(t *testing.T) {
	copied(t, "phu-xuyen")
	if code, _, stderr := call(t, "generate", "2022-Q1.yaml", "-o", "out"); code != exitDone {
		t.Fatal(stderr)
	}
	data := string(read(t, "out/phu-xuyen-2022-Q1.json"))
	for _, place := range []string{`"name": "Huyện Phú Xuyên`, `"label": "quý I/2022`, `"file": "2022-Q1.yaml`} {
		if !strings.Contains(data, place) {
			t.Fatalf("the report has no %s", place)
		}
		data = strings.ReplaceAll(data, place, place+`\u001b[2J\u202e\u009b`)
	}
	write(t, "evil.json", data)
	for _, words := range []string{"trace evil.json DVK01.huyen", "verify evil.json", "verify evil.json --inputs 2022-Q1.yaml",
		"diff out/phu-xuyen-2022-Q1.json evil.json", "diff evil.json 2022-Q1.yaml", "trace evil.json \x1bX", "check none\x1b[2J.yaml", "\u202e"} {
		_, stdout, stderr := call(t, strings.Fields(words)...)
		if said := stdout + stderr; strings.ContainsAny(said, "\x1b\u202e\u009b") || said == "" {
			t.Errorf("baocao %q prints %q", words, said)
		}
	}
	_, stdout, _ := call(t, "trace", "--json", "evil.json", "DVK01.huyen")
	if !json.Valid([]byte(stdout)) || !strings.Contains(stdout, `\u001b[2J`+"\u202e") {
		t.Errorf("for programs: %s", stdout)
	}
}

func TestScreen_PassesOnWhatPeopleRead(t *testing.T) {
	for typed, want := range map[string]string{
		"Huyện\tPhú Xuyên\n": "Huyện\tPhú Xuyên\n", "📄 “a” – b…": "📄 “a” – b…",
		"a\rb\x00\x1b[31m\x7f": "a\uFFFDb\uFFFD\uFFFD[31m\uFFFD", "a\xffb": "a\uFFFDb", "\u2066\u200f\U000e0041": "\uFFFD\uFFFD\uFFFD",
	} {
		var b bytes.Buffer
		if n, err := (screen{&b}).Write([]byte(typed)); n != len(typed) || err != nil || b.String() != want {
			t.Errorf("%q is shown as %q, %d, %v", typed, &b, n, err)
		}
	}
}

// Who waits for a drive that does not answer can stop.
func TestUntil_DoesNotWaitForWhatHangs(t *testing.T) {
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer stop()
	hangs := make(chan struct{})
	defer close(hangs)
	err := until(ctx, func() error {
		<-hangs
		return os.ErrInvalid
	})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("gives %v", err)
	}
	if err := until(ctx, func() error { panic("begun after the end") }); err == nil {
		t.Error("begins after the end")
	}
}
