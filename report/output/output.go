// Package output reads a report back from any of the files that baocao makes of it: [Read]
// takes the JSON, the page with the JSON inside, or the workbook, and gives the same facts in
// the same form, so that whoever traces or compares reports need not know the kinds apart.
package output

import (
	"bytes"
	"slices"

	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/source"
)

// Kind is the kind of file that a report was read from.
type Kind string

const (
	JSON     Kind = "json"
	PDF      Kind = "pdf"
	Workbook Kind = "xlsx"
)

// LeftOutPlaces stands in LeftOut of a workbook that has every unit's value, and not the file
// and place of any, because they are more than [model.MostSources].
const LeftOutPlaces = "places"

// Report is what a file says of a report. A workbook says less than the JSON: no texts' hash,
// no figures that stand apart, no formula of a rate as it was written, and of the targets only
// what they come to.
type Report struct {
	*model.Written
	Kind Kind
}

// Read reads a file of a report; its bytes say of which kind it is. Its error is a
// [model.NotReport].
func Read(f source.File) (*Report, error) {
	switch text := bytes.TrimLeft(bytes.TrimPrefix(f.Data, []byte("\xef\xbb\xbf")), " \t\r\n"); {
	case bytes.HasPrefix(f.Data, []byte("%PDF-")):
		attached, err := attachedJSON(f.Data)
		if err != nil {
			return nil, err
		}
		return fromJSON(attached, PDF)
	case bytes.HasPrefix(f.Data, []byte("PK")):
		w, err := readWorkbook(f)
		if err != nil {
			return nil, err
		}
		return &Report{w, Workbook}, nil
	case bytes.HasPrefix(text, []byte("{")):
		return fromJSON(f.Data, JSON)
	}
	return nil, &model.NotReport{Text: finding.Say("tệp không phải JSON, PDF hay bảng tính", "the file is no JSON, PDF or workbook")}
}

// Of gives the report that was computed in this run, as it would be read from its JSON.
func Of(r *model.Report) (*Report, error) {
	var b bytes.Buffer
	if err := r.JSON(&b, false); err != nil {
		return nil, err
	}
	return fromJSON(b.Bytes(), JSON)
}

func fromJSON(data []byte, kind Kind) (*Report, error) {
	w, err := model.Read(data)
	if err != nil {
		return nil, err
	}
	return &Report{w, kind}, nil
}

// Without reports whether the file leaves something out.
func (r *Report) Without(what string) bool { return slices.Contains(r.LeftOut, what) }
