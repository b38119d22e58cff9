package sheets

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"baocao/report/model"
)

// The stages of verify's workbook side on the largest workbook at hand: that of the sample
// office, or the one that BAOCAO_WORKBOOK names (its JSON stands beside it).
func BenchmarkBook(b *testing.B) {
	workbook, written := sample{period: "2022-Q1", args: []string{"huyen-phu-xuyen"}}.generate(b)
	if path := os.Getenv("BAOCAO_WORKBOOK"); path != "" {
		workbook, written = readReport(b, path)
	}
	book := open(b, workbook)
	b.Run("open", func(b *testing.B) {
		b.SetBytes(int64(len(workbook)))
		for b.Loop() {
			open(b, workbook)
		}
	})
	b.Run("recalculate", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if a := book.Recalculate(); len(a.Wrong)+len(a.Unchecked) > 0 {
				none(b, "recalculate", append(a.Wrong, a.Unchecked...))
			}
		}
	})
	b.Run("against the JSON", func(b *testing.B) {
		for b.Loop() {
			none(b, "JSON", book.Against(written))
		}
	})
	b.Run("differences", func(b *testing.B) {
		for b.Loop() {
			none(b, "differences", Differences(book, book))
		}
	})
}

func readReport(b *testing.B, path string) ([]byte, *model.Written) {
	b.Helper()
	workbook, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	data, err := os.ReadFile(string(bytes.TrimSuffix([]byte(path), []byte(filepath.Ext(path)))) + ".json")
	if err != nil {
		b.Fatal(err)
	}
	written, err := model.Read(data)
	if err != nil {
		b.Fatal(err)
	}
	return workbook, written
}
