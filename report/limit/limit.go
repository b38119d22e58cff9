// Package limit is the table of how much is read. A real submission or template is far
// below each row; the limits keep a mistaken or hostile file from taking the machine's
// memory or time. [Limits.Most] gives a number, [Limits.Passed] the finding that says which
// limit a file went beyond.
package limit

import (
	"baocao/report/finding"
	"baocao/report/num"
)

// Limits says how much is read. The zero Limits are the usual ones.
type Limits struct {
	Tenfold bool // for an office that knows its files: ten times as much of everything
}

// Name names a row of the table.
type Name int

const (
	TreeFile Name = iota
	Depth
	Entries
	BlockKeys
	Signs
	Text

	TableFile
	Rows
	Columns
	Cells
	Field
	Line

	FormFile
	FormPart
	FormParts
	ReportFile
	ReportPart
	ReportParts
	ZipEntries
	Packing
	Sheets
	Styles
	SharedFormulas

	Faults
	Figures
	Submissions

	TemplateFile
	TemplateFigures
	TemplateColumns
	BookRow
	Inserted
	Checks
	Operands
	Periods

	Units
)

// unit is what a limit counts in.
type unit int

const (
	ones unit = 1
	kib  unit = 1 << 10
	mib  unit = 1 << 20
)

func (u unit) symbol() string {
	return map[unit]string{ones: "", kib: " KiB", mib: " MiB"}[u]
}

// Row is a row of the table.
type Row struct {
	What finding.Text // that is counted
	most int          // in units
	unit unit
}

var table = [...]Row{
	TreeFile:  {finding.Say("kích thước tệp YAML, JSON", "the size of a YAML or JSON file"), 4, mib},
	Depth:     {finding.Say("số tầng lồng nhau", "the depth of nesting"), 64, ones},
	Entries:   {finding.Say("số mục trong tệp", "the number of entries"), 100_000, ones},
	BlockKeys: {finding.Say("số mục cùng cấp", "the number of keys side by side"), 10_000, ones}, // the library takes quadratic time over them
	Signs:     {finding.Say("số dấu và dòng của YAML", "the number of signs and lines of YAML"), 250_000, ones},
	Text:      {finding.Say("độ dài một đoạn văn", "the length of a text"), 256, kib},

	TableFile: {finding.Say("kích thước tệp CSV", "the size of a CSV file"), 64, mib},
	Rows:      {finding.Say("số dòng", "the number of rows"), 1_000_000, ones},
	Columns:   {finding.Say("số cột", "the number of columns"), 200, ones},
	Cells:     {finding.Say("số ô", "the number of cells"), 6_000_000, ones},
	Field:     {finding.Say("độ dài một ô", "the length of a field"), 64, kib},
	Line:      {finding.Say("độ dài một dòng CSV", "the length of a line of CSV"), 1, mib},

	FormFile:       {finding.Say("kích thước biểu mẫu Excel", "the size of an Excel form"), 32, mib}, // a real one has 60 KB, 500 KB unpacked
	FormPart:       {finding.Say("kích thước một phần của biểu mẫu sau khi giải nén", "the unpacked size of a part of a form"), 32, mib},
	FormParts:      {finding.Say("kích thước biểu mẫu sau khi giải nén", "the unpacked size of a form"), 64, mib},
	ReportFile:     {finding.Say("kích thước bảng tính báo cáo", "the size of a report's workbook"), 128, mib}, // that of 10,000 communes has 38 MiB, 330 unpacked
	ReportPart:     {finding.Say("kích thước một phần của báo cáo sau khi giải nén", "the unpacked size of a part of a report"), 256, mib},
	ReportParts:    {finding.Say("kích thước báo cáo sau khi giải nén", "the unpacked size of a report"), 1024, mib},
	ZipEntries:     {finding.Say("số phần trong tệp", "the number of parts of the file"), 2000, ones},
	Packing:        {finding.Say("mức nén", "the packing ratio"), 200, ones}, // a million equal empty cells reach 100
	Sheets:         {finding.Say("số trang tính", "the number of sheets"), 500, ones},
	Styles:         {finding.Say("số kiểu ô", "the number of cell styles"), 65_536, ones}, // above Excel's own limit
	SharedFormulas: {finding.Say("công thức dùng chung khi viết hết ra", "shared formulas written out"), 256, mib},

	Faults:      {finding.Say("số lỗi nêu trong một tệp", "the number of faults that are told of one file"), 1000, ones},
	Figures:     {finding.Say("số số liệu của một bản nộp", "the number of figures of a submission"), 20_000, ones},
	Submissions: {finding.Say("số bản nộp trong một tệp", "the number of submissions in a file"), 20_000, ones},

	TemplateFile:    {finding.Say("kích thước tệp của mẫu báo cáo", "the size of a file of a template"), 2, mib},
	TemplateFigures: {finding.Say("số số liệu của mẫu báo cáo", "the number of figures of a template"), 5000, ones},
	TemplateColumns: {finding.Say("số cột và nhóm của các biểu trong mẫu", "the number of columns and groups of a template's tables"), 5000, ones},
	BookRow:         {finding.Say("nội dung một dòng lặp lại trong bảng tính của mẫu", "the content of a repeated row of a template's workbook"), 16, kib},
	Inserted:        {finding.Say("số biểu, biểu đồ và đoạn văn chèn vào bài", "the number of tables, charts and texts in the prose"), 200, ones},
	Checks:          {finding.Say("số quy tắc kiểm tra của mẫu", "the number of a template's checks"), 1000, ones},
	Operands:        {finding.Say("số số hạng của mọi công thức trong mẫu khi viết hết ra", "the number of operands of a template's formulas, written out"), 20_000, ones},
	Periods:         {finding.Say("số kỳ mà công thức của mẫu nhìn lại", "the number of periods that a template's formulas look back at"), 60, ones},

	Units: {finding.Say("số đơn vị trong units.csv", "the number of units in units.csv"), 20_000, ones},
}

// Table lists every row.
func Table() []Row { return table[:] }

// Shown prints the usual limit: "64 MiB", "1.000.000".
func (r Row) Shown() string { return Limits{}.shown(r) }

// Most is how much is read of what n names; sizes are in bytes.
func (l Limits) Most(n Name) int { return l.times(table[n].most) * int(table[n].unit) }

func (l Limits) times(n int) int {
	if l.Tenfold {
		return 10 * n
	}
	return n
}

func (l Limits) shown(r Row) string {
	return num.Int(int64(l.times(r.most))).PrintExact() + r.unit.symbol()
}

// Passed says at pos that a file went beyond the limit. What the file is for does not
// matter: the hint tells who needs more how to have it.
func (l Limits) Passed(n Name, pos finding.Pos) finding.Finding {
	f := finding.New(finding.TooLarge, pos, table[n].What, l.shown(table[n]))
	if l.Tenfold {
		return f
	}
	return f.Hinted("nếu tệp đúng là như vậy, thêm --large để nâng mọi giới hạn lên mười lần",
		"if the file is meant to be so, --large raises all limits tenfold")
}
