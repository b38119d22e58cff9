package output

import (
	"bytes"

	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/pdffile"
)

// attachedJSON gives the report among the files that the page carries.
func attachedJSON(data []byte) ([]byte, error) {
	file, err := pdffile.Read(data)
	if err != nil {
		return nil, &model.NotReport{Err: err, Text: finding.Say("tệp PDF hỏng", "the PDF is damaged")}
	}
	attached, err := file.Attachments()
	if err == nil {
		for _, a := range attached {
			if isReport(a.Data) {
				return a.Data, nil
			}
		}
	}
	return nil, &model.NotReport{Err: err, Text: finding.Say("tệp PDF không mang số liệu của baocao", "the PDF carries no data of baocao")}
}

// isReport looks for the name of the schema near the start.
func isReport(text []byte) bool {
	return bytes.Contains(text[:min(len(text), 200)], []byte(`"schema": "baocao.report/`))
}
