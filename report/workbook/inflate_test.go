package workbook

import (
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

// deflated packs data as the standard library does.
func deflated(t testing.TB, data []byte, level int) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, level)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// contents are data of every kind that packs differently.
func contents() map[string][]byte {
	random := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 200_000)
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	skewed := make([]byte, 300_000) // symbols of 15 bits
	for i := range skewed {
		skewed[i] = byte(random.ExpFloat64() * 12)
	}
	var cells strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&cells, `<c r="B%d" s="%d"/>`, i, random.IntN(9))
	}
	return map[string][]byte{
		"nothing": nil, "a byte": []byte("a"), "a sentence": []byte("Dân vận khéo thì việc gì cũng thành công"),
		"noise": noise, "skewed": skewed, "cells": []byte(cells.String()),
		"one byte again": bytes.Repeat([]byte("x"), 100_000), "seven bytes again": bytes.Repeat([]byte("abcdefg"), 9_999),
		"far apart": append(append(bytes.Clone(noise[:32_700]), noise[:300]...), noise[:32_768]...),
	}
}

func TestInflate_GivesWhatWasPacked(t *testing.T) {
	var i inflater // one for all: nothing may be left over
	for name, data := range contents() {
		for level := flate.HuffmanOnly; level <= flate.BestCompression; level++ {
			got, ok := i.inflate(deflated(t, data, level), len(data))
			if !ok || !bytes.Equal(got, data) {
				t.Errorf("%s at level %d: ok %v, %d bytes of %d", name, level, ok, len(got), len(data))
			}
		}
	}
}

func TestInflate_RefusesWhatIsCutOrOfAnotherSize(t *testing.T) {
	var i inflater
	data := contents()["cells"][:700]
	for level := flate.HuffmanOnly; level <= flate.BestCompression; level++ {
		packed := deflated(t, data, level)
		for n := range packed {
			if _, ok := i.inflate(packed[:n], len(data)); ok {
				t.Errorf("level %d: took %d bytes of %d", level, n, len(packed))
			}
		}
		for size := range len(data) + 2 {
			if _, ok := i.inflate(packed, size); ok && size != len(data) {
				t.Errorf("level %d: took size %d for %d", level, size, len(data))
			}
		}
	}
}

// The sign of the end is seven zeros here, as is what would follow the last byte.
func TestInflate_RefusesAnEndThatIsCut(t *testing.T) {
	var i inflater
	for packed, want := range map[string]bool{"\x03\x00": true, "\x03": false, "": false} {
		if _, ok := i.inflate([]byte(packed), 0); ok != want {
			t.Errorf("%x: ok %v, want %v", packed, ok, want)
		}
	}
}

// FuzzInflate holds the inflater against the standard library's: both take the same data,
// and read the same in it.
func FuzzInflate(f *testing.F) {
	for _, data := range contents() {
		for _, level := range []int{flate.HuffmanOnly, 0, 1, 9} {
			f.Add(deflated(f, data[:min(len(data), 2000)], level), min(len(data), 2000))
		}
	}
	f.Add([]byte("\x03"), 0)
	f.Fuzz(func(t *testing.T, packed []byte, size int) {
		const most = 1 << 13
		if size < 0 || size > most {
			return
		}
		want, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(packed)), most+1))
		sound := err == nil && len(want) == size
		var i inflater
		got, ok := i.inflate(packed, size)
		if ok != sound || ok && !bytes.Equal(got, want) {
			t.Fatalf("ok %v of size %d; the library reads %d bytes, %v", ok, size, len(want), err)
		}
	})
}
