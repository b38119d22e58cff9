package page

import (
	"fmt"
	"strings"

	"baocao/report/finding"
)

// Kind is a kind of fault.
type Kind string

const (
	Changed    Kind = "changed"    // something is drawn otherwise than it was
	Shifted    Kind = "shifted"    // a text stands elsewhere on the page
	Added      Kind = "added"      // something is drawn, or lies on the page, that was not there
	Removed    Kind = "removed"    // something that was there is not
	Covered    Kind = "covered"    // something is drawn over a text
	Content    Kind = "content"    // a page's content is not the sealed one
	Moved      Kind = "moved"      // a page stands at another's place
	Pages      Kind = "pages"      // there are more or fewer pages
	Resources  Kind = "resources"  // a page's fonts, or what else it draws with, are not the sealed ones
	Attached   Kind = "attached"   // an attachment is not the sealed one
	Catalogue  Kind = "catalogue"  // the document opens or behaves otherwise than it did
	Properties Kind = "properties" // title, author, dates …
	Bytes      Kind = "bytes"      // the file's bytes were changed by hand, or in transit
	NoSeal     Kind = "no seal"    // there is no seal that can be read
	Unreadable Kind = "unreadable" // a part of the file cannot be read

	// What does no harm, and is said all the same: Warning is set.
	Rewritten Kind = "rewritten" // another program wrote the file anew
	Appended  Kind = "appended"  // something was appended later, such as a signature
	Signed    Kind = "signed"    // the field of a signature lies on a free part of a page
)

// Fault is one thing that is not as it was made, at its place where it has one.
type Fault struct {
	Kind    Kind
	Warning bool
	Page    int     // counted from 1; 0 is the whole file
	X, Y    float64 // millimetres from the page's upper left corner; both 0 is the whole page
	Figure  string  // the name of the figure that stands there; may be empty
	Got     string  // what stands there
	Want    string  // what should
}

// Place says where the fault is: "trang 2, cách mép trái 54 mm, mép trên 120 mm".
func (f Fault) Place() finding.Text {
	switch {
	case f.Page == 0:
		return finding.Say("cả tệp", "the whole file")
	case f.X == 0 && f.Y == 0:
		return finding.Say("trang %d", "page %d", f.Page)
	}
	return finding.Say("trang %d, cách mép trái %s mm, mép trên %s mm", "page %d, %s mm from the left, %s mm from the top",
		f.Page, millimetres(f.X), millimetres(f.Y))
}

func millimetres(v float64) string { return fmt.Sprintf("%.0f", v) }

// wordings say what each kind of fault is; their arguments are Got and Want.
var wordings = map[Kind]finding.Text{
	Changed:    {VI: "ghi “%[1]s”, phải là “%[2]s”", EN: "“%[1]s” stands there, it should be “%[2]s”"},
	Shifted:    {VI: "“%[2]s” không đứng ở chỗ cũ", EN: "“%[2]s” does not stand where it did"},
	Added:      {VI: "có thêm “%[1]s”, báo cáo đã lập không có", EN: "“%[1]s” was added, the report as made does not have it"},
	Removed:    {VI: "mất “%[2]s”", EN: "“%[2]s” is gone"},
	Covered:    {VI: "có nét vẽ hoặc chữ đè lên “%[2]s”", EN: "something is drawn over “%[2]s”"},
	Content:    {VI: "nội dung trang đã bị sửa", EN: "the page's content was changed"},
	Moved:      {VI: "trang này lúc lập là trang %[1]s: các trang đã bị đổi chỗ", EN: "this page was page %[1]s when it was made: pages were moved"},
	Pages:      {VI: "có %[1]s trang, lúc lập có %[2]s trang", EN: "it has %[1]s pages, it had %[2]s when it was made"},
	Resources:  {VI: "phông chữ hoặc khổ trang đã bị đổi: hình chữ có thể khác chữ", EN: "fonts or measures were changed: what is seen may not be what is written"},
	Attached:   {VI: "tệp kèm theo “%[2]s” đã bị sửa, thêm hoặc bỏ", EN: "the attachment “%[2]s” was changed, added or removed"},
	Catalogue:  {VI: "cách mở và vận hành của tệp đã bị đổi", EN: "how the file opens and behaves was changed"},
	Properties: {VI: "thuộc tính của tệp (tên, tác giả, ngày) đã bị đổi", EN: "the file's properties (title, author, dates) were changed"},
	Bytes:      {VI: "có byte bị đổi so với tệp lúc lập: bị sửa hoặc hỏng khi chuyển", EN: "bytes differ from the file as made: edited, or damaged in transit"},
	NoSeal:     {VI: "không có niêm phong đọc được: không phải tệp do baocao lập, hoặc niêm phong đã bị gỡ", EN: "no seal that can be read: not made by baocao, or the seal was taken off"},
	Unreadable: {VI: "không đọc được: %[1]s", EN: "it cannot be read: %[1]s"},
	Rewritten:  {VI: "tệp đã được chương trình khác ghi lại", EN: "another program wrote the file anew"},
	Appended:   {VI: "tệp có phần nối thêm sau khi lập, như chữ ký số", EN: "something was appended later, such as a signature"},
	Signed:     {VI: "có ô chữ ký số ở chỗ trống của trang", EN: "a signature's field lies on a free part of the page"},
}

// redrawn is what changed without another text: its colour, its size, a bar's length.
var redrawn = finding.Text{VI: "“%[1]s” trông khác lúc lập", EN: "“%[1]s” does not look as it did"}

// Text says what is wrong, without the place.
func (f Fault) Text() finding.Text {
	w := wordings[f.Kind]
	if f.Kind == Changed && f.Got == f.Want {
		w = redrawn
	}
	if strings.Contains(w.VI, "%") {
		w.Args = []any{said(f.Got), said(f.Want)}
	}
	return w
}

// said is a text in a fault; what has none is drawn.
func said(s string) finding.Text {
	if s == "" {
		return finding.Say("hình vẽ", "a drawing")
	}
	return finding.Plain(s)
}
