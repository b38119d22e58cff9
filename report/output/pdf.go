package output

import (
	"bytes"
	"compress/zlib"
	"io"

	"baocao/report/finding"
	"baocao/report/model"
)

// mostAttached bounds what is unpacked of an attachment.
const mostAttached = 256 << 20

// attachedJSON unpacks the report among the files that the page carries. It looks for embedded
// files as the program writes them, one object each; a PDF that another program packed anew is
// not understood.
func attachedJSON(data []byte) ([]byte, error) {
	for rest := data; ; {
		_, after, found := bytes.Cut(rest, []byte("/EmbeddedFile"))
		if !found {
			return nil, &model.NotReport{Text: finding.Say("tệp PDF không mang số liệu của baocao", "the PDF carries no data of baocao")}
		}
		rest = after
		if unpacked, ok := unpack(after); ok && isReport(unpacked) {
			return unpacked, nil
		}
	}
}

// isReport looks for the name of the schema near the start.
func isReport(text []byte) bool {
	return bytes.Contains(text[:min(len(text), 200)], []byte(`"schema": "baocao.report/`))
}

// unpack reads the stream of the object whose dictionary begins before text.
func unpack(text []byte) ([]byte, bool) {
	dictionary, stream, found := bytes.Cut(text, []byte("stream"))
	if !found || bytes.Contains(dictionary, []byte("endobj")) {
		return nil, false
	}
	stream = bytes.TrimPrefix(bytes.TrimPrefix(stream, []byte("\r")), []byte("\n"))
	z, err := zlib.NewReader(bytes.NewReader(stream))
	if err != nil {
		return nil, false
	}
	unpacked, err := io.ReadAll(io.LimitReader(z, mostAttached))
	return unpacked, err == nil
}
