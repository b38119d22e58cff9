package spec

import (
	"os"
	"testing"
)

func BenchmarkLoad(b *testing.B) {
	fsys := os.DirFS("../../templates/dan-van")
	b.ReportAllocs()
	for b.Loop() {
		if t, found := Load(fsys, "dan-van", nil); t == nil {
			b.Fatal(found)
		}
	}
}

func BenchmarkLoadLayout(b *testing.B) {
	fsys := os.DirFS("../../templates")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := LoadLayout(fsys, "hd36"); err != nil {
			b.Fatal(err)
		}
	}
}
