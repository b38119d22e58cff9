package main

import (
	"encoding/csv"
	"encoding/json"
	"log"
	"os"
	"path/filepath"

	"github.com/goccy/go-yaml"
	"github.com/xuri/excelize/v2"
)

// readers make maps of a file, by the ending of its name: JSON and YAML give one, CSV one a
// row, a workbook one a sheet.
var readers = map[string]func(name string) []map[string]any{
	".json": func(name string) []map[string]any { return tree(name, json.Unmarshal) },
	".yaml": func(name string) []map[string]any {
		return tree(name, func(data []byte, into any) error { return yaml.Unmarshal(data, into) })
	},
	".csv":  rows,
	".xlsx": sheets,
}

// read takes every file of a folder, or one file.
func read(in string) []map[string]any {
	files := []string{in}
	if must(os.Stat(in)).IsDir() {
		files = must(filepath.Glob(filepath.Join(in, "*")))
	}
	var all []map[string]any
	for _, name := range files {
		all = append(all, readers[filepath.Ext(name)](name)...)
	}
	return all
}

func tree(name string, unmarshal func(data []byte, into any) error) []map[string]any {
	var unit map[string]any
	if err := unmarshal(must(os.ReadFile(name)), &unit); err != nil {
		log.Fatal(name, err)
	}
	return []map[string]any{unit}
}

func rows(name string) []map[string]any {
	file := must(os.Open(name))
	defer file.Close()
	records := must(csv.NewReader(file).ReadAll())
	all := make([]map[string]any, len(records)-1)
	for i, record := range records[1:] {
		all[i] = make(map[string]any, len(record))
		for column, text := range record {
			all[i][records[0][column]] = text
		}
	}
	return all
}

func sheets(name string) []map[string]any {
	book := must(excelize.OpenFile(name))
	defer book.Close()
	var all []map[string]any
	for _, sheet := range book.GetSheetList() {
		cells := map[string]any{}
		lines := must(book.Rows(sheet))
		for line := 1; lines.Next(); line++ {
			for i, text := range must(lines.Columns()) {
				cells[must(excelize.CoordinatesToCellName(i+1, line))] = text
			}
		}
		if err := lines.Close(); err != nil {
			log.Fatal(name, err)
		}
		all = append(all, cells)
	}
	return all
}
