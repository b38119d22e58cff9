package decode_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/xuri/excelize/v2"

	"baocao/report/decode"
	"baocao/report/source"
)

// communes is how many units the benchmarks read in one round, from a file each or, as
// CSV, from one: the country has 3,321.
const communes = 100

// parted are the indicators of a commune with their breakdown and its categories; the
// other ones have a lone number.
var parted = []struct {
	indicator, axis string
	categories      []string
}{
	{"DVK01", "cap", []string{"thanh_pho", "huyen", "co_so"}},
	{"DVK01", "linh_vuc", []string{"kinh_te", "van_hoa_xa_hoi", "quoc_phong_an_ninh", "he_thong_chinh_tri"}},
	{"DVK01", "doi_tuong", []string{"tap_the", "ca_nhan"}},
	{"DT01", "", []string{"thanh_pho", "huyen", "co_so"}},
	{"DT02", "", []string{"thanh_pho", "huyen", "co_so"}},
	{"TD01", "", []string{"thanh_pho", "huyen", "co_so"}},
	{"TD04", "", []string{"khieu_nai", "to_cao", "kien_nghi"}},
	{"HG01", "", []string{"dan_su", "hon_nhan", "dat_dai", "vu_viec_khac"}},
	{"HG02", "", []string{"dan_su", "hon_nhan", "dat_dai", "vu_viec_khac"}},
	{"MT03", "", []string{"cong_doan", "nong_dan", "phu_nu", "doan", "ccb", "hoi_khac"}},
	{"MT04", "", []string{"cong_doan", "nong_dan", "phu_nu", "doan", "ccb", "hoi_khac"}},
}

var whole = strings.Fields("TD03a TD03b QC01 QC04 QC05 QC07 CQ01 AS01 AS02 AS04 AS06a AS06b BD02 BD03a BD03b")

// figuresOf writes the figures of one commune in a notation with braces: the names are
// written by quote, and each indicator begins with lead.
func figuresOf(commune int, lead string, quote func(string) string) string {
	var b strings.Builder
	number := commune
	next := func() int {
		number = (number*31 + 17) & 0xFFFF
		return number % 128
	}
	last := ""
	for _, p := range parted {
		if p.indicator != last {
			if last != "" {
				b.WriteString("}" + lead)
			}
			b.WriteString(quote(p.indicator) + ": {")
		} else {
			b.WriteString(", ")
		}
		if p.axis != "" {
			b.WriteString(quote(p.axis) + ": {")
		}
		for j, c := range p.categories {
			if j > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(&b, "%s: %d", quote(c), next())
		}
		if p.axis != "" {
			b.WriteString("}")
		}
		last = p.indicator
	}
	b.WriteString("}")
	for _, indicator := range whole {
		fmt.Fprintf(&b, "%s%s: %d", lead, quote(indicator), next())
	}
	return b.String()
}

func jsonOf(commune int) []byte {
	quote := func(s string) string { return `"` + s + `"` }
	return fmt.Appendf(nil, `{"unit": "xa-%05d", "period": "2022-Q1", "figures": {%s}}`, commune, figuresOf(commune, ", ", quote))
}

func yamlOf(commune int) []byte {
	plain := func(s string) string { return s }
	return fmt.Appendf(nil, "unit: xa-%05d\nperiod: 2022-Q1\nfigures:\n  %s\n", commune, figuresOf(commune, "\n  ", plain))
}

func csvOf(communes int) []byte {
	var b bytes.Buffer
	b.WriteString("unit,period,indicator,breakdown,category,value\n")
	for commune := range communes {
		for i, p := range parted {
			for j, category := range p.categories {
				fmt.Fprintf(&b, "xa-%05d,2022-Q1,%s,%s,%s,%d\n", commune, p.indicator, p.axis, category, (commune*31+i*17+j*7)%128)
			}
		}
		for i, indicator := range whole {
			fmt.Fprintf(&b, "xa-%05d,2022-Q1,%s,,,%d\n", commune, indicator, (commune*31+i*17)%128)
		}
	}
	return b.Bytes()
}

// each is the data of all communes in one format.
func each(of func(commune int) []byte) [][]byte {
	files := make([][]byte, communes)
	for i := range files {
		files[i] = of(i)
	}
	return files
}

// readAll benchmarks our reader on files of one format.
func readAll(name string, files [][]byte) func(b *testing.B) {
	return func(b *testing.B) {
		size(b, files)
		for b.Loop() {
			for _, data := range files {
				subs, found := decode.Submission(source.File{Path: name, Name: name, Data: data})
				if len(found) > 0 || len(subs) == 0 {
					b.Fatal(found)
				}
			}
		}
	}
}

// bare benchmarks a library alone on the same files.
func bare(files [][]byte, read func(data []byte) error) func(b *testing.B) {
	return func(b *testing.B) {
		size(b, files)
		for b.Loop() {
			for _, data := range files {
				if err := read(data); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
}

func size(b *testing.B, files [][]byte) {
	n := 0
	for _, data := range files {
		n += len(data)
	}
	b.SetBytes(int64(n))
	b.ReportAllocs()
}

func BenchmarkJSON(b *testing.B) {
	files := each(jsonOf)
	b.Run("baocao", readAll("a.json", files))
	b.Run("encoding-json", bare(files, func(data []byte) error {
		var all map[string]any
		return json.Unmarshal(data, &all)
	}))
}

func BenchmarkYAML(b *testing.B) {
	files := each(yamlOf)
	b.Run("baocao", readAll("a.yaml", files))
	b.Run("goccy", bare(files, func(data []byte) error {
		var all map[string]any
		return yaml.Unmarshal(data, &all)
	}))
}

// BenchmarkCSV reads one file with the figures of all communes of the country. The bare
// library keeps no row: [csv.Reader.ReadAll] takes longer still.
func BenchmarkCSV(b *testing.B) {
	files := [][]byte{csvOf(3321)}
	b.Run("baocao", readAll("a.csv", files))
	b.Run("encoding-csv-read", bare(files, func(data []byte) error {
		r := csv.NewReader(bytes.NewReader(data))
		for {
			if _, err := r.Read(); err == io.EOF {
				return nil
			} else if err != nil {
				return err
			}
		}
	}))
	b.Run("encoding-csv-readall", bare(files, func(data []byte) error {
		_, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		return err
	}))
}

// BenchmarkForm reads one filled form, and every sheet of it by the library's own way.
func BenchmarkForm(b *testing.B) {
	files := [][]byte{filled(b).Save()}
	b.Run("baocao", readAll("a.xlsx", files))
	b.Run("excelize", bare(files, func(data []byte) error {
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			return err
		}
		for _, sheet := range f.GetSheetList() {
			rows, err := f.Rows(sheet)
			if err != nil {
				return err
			}
			for rows.Next() {
				if _, err := rows.Columns(); err != nil {
					return err
				}
			}
			if err := rows.Close(); err != nil {
				return err
			}
		}
		return f.Close()
	}))
}
