package report

import (
	"bytes"
	"fmt"
	"io"

	"baocao/report/pdf"
	"baocao/report/xlsx"
)

// File is one output. It is made while it is written, so that a country's JSON, which is
// larger than all that it is made of, need not stand in memory.
type File struct {
	Name string                  // "phu-xuyen-2022-Q1.xlsx"
	Make func(w io.Writer) error // writes the bytes, the same each time; see [File.Write]
}

// NewFile gives a file whose bytes are there already.
func NewFile(name string, data []byte) File {
	return File{name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}}
}

// Write makes the file, and says of which file a failure speaks. Several files of one
// report may be written at once: they share nothing but what is read-only.
func (f File) Write(w io.Writer) error {
	if err := f.Make(w); err != nil {
		return fmt.Errorf("make %s: %w", f.Name, err)
	}
	return nil
}

// Bytes makes the file in memory.
func (f File) Bytes() ([]byte, error) {
	var b bytes.Buffer
	err := f.Write(&b)
	return b.Bytes(), err
}

// outputs lists the files of the formats that are wanted.
func (r *run) outputs() {
	for _, format := range Formats {
		if r.wants(format) {
			name := r.model.Unit.Code + "-" + r.model.Period.Code + "." + string(format)
			r.files = append(r.files, File{name, r.output(format)})
		}
	}
}

// output makes a format of what the report has become. It holds on to nothing else: by now
// the submissions may go. The workbook is laid out when it is made, as the page is drawn then.
func (r *run) output(format Format) func(w io.Writer) error {
	m, page, whole, blank := r.model, r.page, r.whole, r.blank
	switch format {
	case XLSX:
		return func(w io.Writer) error { return xlsx.Render(w, whole()) }
	case PDF:
		return func(w io.Writer) error { return pdf.Render(w, page, blank) }
	}
	return func(w io.Writer) error { return m.JSON(w, false) }
}
