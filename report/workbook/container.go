package workbook

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"io"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"

	"baocao/report/finding"
	"baocao/report/limit"
	"baocao/report/source"
)

// smallPart may be packed at any ratio.
const smallPart = 1 << 20

// kind is what a workbook should be, by which its size is judged.
type kind struct {
	file  limit.Name // of the file
	part  limit.Name // of one part, unpacked
	parts limit.Name // of all parts that are read, unpacked
}

var (
	aForm   = kind{limit.FormFile, limit.FormPart, limit.FormParts}
	aReport = kind{limit.ReportFile, limit.ReportPart, limit.ReportParts}
)

// tooLarge says that a limit was passed.
type tooLarge limit.Name

func (e tooLarge) Error() string { return limit.Table()[e].What.In(finding.EN) + " over the limit" }

// container is the zip file, its directory checked.
type container struct {
	data  []byte
	parts map[string]*zip.File // by name, lower-case: the format does not tell cases apart
	left  *int64               // unpacked bytes that may still be read
	kind  kind
	limit limit.Limits
}

// oleMagic begins the files of Excel 97-2003, and those that a password locks.
const oleMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// openContainer looks at the zip directory alone.
func openContainer(data []byte, pos finding.Pos, k kind, most limit.Limits) (container, *finding.Finding) {
	refuse := func(f finding.Finding) (container, *finding.Finding) { return container{}, &f }
	switch {
	case len(data) == 0:
		return refuse(finding.New(finding.Empty, pos))
	case len(data) > most.Most(k.file):
		return refuse(most.Passed(k.file, pos))
	case bytes.HasPrefix(data, []byte(oleMagic)):
		return refuse(otherKind(pos, oleKind(data)))
	case !bytes.HasPrefix(data, []byte("PK")):
		return refuse(otherKind(pos, plainKind(data)))
	}
	directory, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		book := Book{path: pos.File, limits: most}
		return container{}, book.refuse(damaged("tệp bị cắt cụt hoặc chép thiếu", "the file is cut off or was copied in part"))
	}
	left := int64(most.Most(k.parts))
	c := container{data: data, parts: make(map[string]*zip.File, len(directory.File)), left: &left, kind: k, limit: most}
	if err := c.enter(directory.File); err != nil {
		book := Book{path: pos.File, limits: most}
		return container{}, book.refuse(err)
	}
	if kind := c.otherKind(); kind != nil {
		return refuse(otherKind(pos, *kind))
	}
	return c, nil
}

// enter takes the directory over. Two entries of one name are read differently by
// different programs, so what one shows is not what another counts.
func (c *container) enter(files []*zip.File) error {
	if len(files) > c.limit.Most(limit.ZipEntries) {
		return tooLarge(limit.ZipEntries)
	}
	for _, f := range files {
		name := partName(f.Name)
		if _, twice := c.parts[name]; twice {
			return damaged("phần %s có hai lần", "the part %s is there twice", source.Excerpt(f.Name))
		}
		c.parts[name] = f
	}
	return nil
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// part unpacks a part and hands it over; found is false when there is none of that name.
// The bytes are used again for another part when use returns.
func (c container) part(name string, use func(data []byte) error) (found bool, err error) {
	f, found := c.parts[partName(name)]
	if !found {
		return false, nil
	}
	size := f.UncompressedSize64
	switch {
	case f.Flags&1 != 0:
		return true, damaged("phần %s có mật khẩu", "the part %s is locked by a password", source.Excerpt(name))
	case size > uint64(c.limit.Most(c.kind.part)):
		return true, tooLarge(c.kind.part)
	case int64(size) > *c.left:
		return true, tooLarge(c.kind.parts)
	case size > smallPart && size/uint64(c.limit.Most(limit.Packing)) > f.CompressedSize64:
		return true, tooLarge(limit.Packing)
	}
	*c.left -= int64(size)
	i := inflaters.Get().(*inflater)
	defer inflaters.Put(i)
	data, ok := c.unpack(f, i)
	if !ok {
		return true, damaged("phần %s bị hỏng", "the part %s is damaged", source.Excerpt(name))
	}
	return true, use(data)
}

// packed is a part as it stands in the file.
func (c container) packed(f *zip.File) (data []byte, ok bool) {
	offset, err := f.DataOffset()
	if err != nil || offset < 0 || uint64(offset) > uint64(len(c.data)) || f.CompressedSize64 > uint64(len(c.data))-uint64(offset) {
		return nil, false
	}
	return c.data[offset : uint64(offset)+f.CompressedSize64], true
}

// unpack gives exactly the bytes that the directory promises, or nothing.
func (c container) unpack(f *zip.File, i *inflater) (data []byte, ok bool) {
	packed, ok := c.packed(f)
	if !ok {
		return nil, false
	}
	switch f.Method {
	case zip.Store:
		data = packed
	case zip.Deflate:
		data, ok = i.inflate(packed, int(f.UncompressedSize64))
	default:
		return nil, false
	}
	return data, ok && uint64(len(data)) == f.UncompressedSize64 && crc32.ChecksumIEEE(data) == f.CRC32
}

// inflaters are used again: making one takes longer than unpacking a small part.
var inflaters = sync.Pool{New: func() any { return &inflater{reader: flate.NewReader(nil)} }}

// inflater unpacks parts, one after the other, into one buffer.
type inflater struct {
	source bytes.Reader
	reader io.ReadCloser
	buffer []byte
}

// inflate unpacks size bytes, after which there must be no more.
func (i *inflater) inflate(packed []byte, size int) (data []byte, ok bool) {
	i.source.Reset(packed)
	if i.reader.(flate.Resetter).Reset(&i.source, nil) != nil {
		return nil, false
	}
	if size+1 > cap(i.buffer) {
		i.buffer = make([]byte, size+1)
	}
	n, err := io.ReadFull(i.reader, i.buffer[:size+1])
	if n != size || err != io.ErrUnexpectedEOF && err != io.EOF {
		return nil, false
	}
	return i.buffer[:size], true
}

// otherKind says that a file with the ending .xlsx is something else.
func otherKind(pos finding.Pos, kind finding.Text) finding.Finding {
	return finding.New(finding.FileType, pos, kind).Hinted(
		"mở tệp bằng Excel hoặc LibreOffice, chọn Lưu thành…, “Excel Workbook (*.xlsx)”",
		"open it in Excel or LibreOffice, choose Save as…, “Excel Workbook (*.xlsx)”")
}

// oleKind tells a locked workbook from one of Excel 97-2003 by the name of the stream
// that holds it, which stands in the container's directory in UTF-16.
func oleKind(data []byte) finding.Text {
	if bytes.Contains(data, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")) {
		return finding.Say("bảng tính có mật khẩu mở tệp; bỏ mật khẩu rồi lưu lại", "a workbook that a password locks; remove the password and save it again")
	}
	return finding.Say("bên trong là bảng tính Excel 97-2003 (.xls)", "inside is an Excel 97-2003 workbook (.xls)")
}

// plainKind names what else people rename to .xlsx.
func plainKind(data []byte) finding.Text {
	head := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(data[:min(len(data), 512)], []byte("\uFEFF"))))
	switch {
	case bytes.HasPrefix(head, []byte("%pdf-")):
		return finding.Say("bên trong là tệp PDF", "inside is a PDF file")
	case bytes.HasPrefix(head, []byte("<html")), bytes.HasPrefix(head, []byte("<!doctype html")), bytes.HasPrefix(head, []byte("<table")):
		return finding.Say("bên trong là trang web (HTML)", "inside is a web page (HTML)")
	case bytes.HasPrefix(head, []byte("<?xml")):
		return finding.Say("bên trong là tệp XML", "inside is an XML file")
	}
	return finding.Say("bên trong không phải là bảng tính Excel", "inside is no Excel workbook")
}

// otherKinds are zip files that are no .xlsx, by a part that only they have.
var otherKinds = []struct {
	part string
	kind finding.Text
}{
	{"xl/vbaproject.bin", finding.Say("bảng tính Excel có macro (.xlsm)", "an Excel workbook with macros (.xlsm)")},
	{"xl/workbook.bin", finding.Say("bảng tính Excel nhị phân (.xlsb)", "a binary Excel workbook (.xlsb)")},
	{"word/document.xml", finding.Say("văn bản Word (.docx)", "a Word document (.docx)")},
	{"ppt/presentation.xml", finding.Say("bản trình chiếu PowerPoint (.pptx)", "a PowerPoint presentation (.pptx)")},
	{"meta-inf/manifest.xml", finding.Say("bảng tính hoặc văn bản OpenDocument (.ods, .odt)", "an OpenDocument spreadsheet or text (.ods, .odt)")},
}

func (c container) otherKind() *finding.Text {
	for i := range otherKinds {
		if _, has := c.parts[otherKinds[i].part]; has {
			return &otherKinds[i].kind
		}
	}
	if _, office := c.parts["[content_types].xml"]; !office {
		archive := finding.Say("bên trong là tệp nén", "inside is a zip archive")
		return &archive
	}
	return nil
}
