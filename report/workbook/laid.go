package workbook

import (
	"bytes"
	"path"
	"slices"
	"strconv"
	"strings"

	"baocao/report/finding"
	"baocao/report/laid"
	"baocao/report/source"
)

// Foreign is something in a workbook that cannot be kept when it is filled in.
type Foreign struct {
	Sheet string // on which it is; empty where it is about the workbook
	What  finding.Text
}

// Laid gives the parts of the workbook that are kept when it is filled in, and what stands in
// the way of filling it in. A finding says why the parts cannot be read.
func (b *Book) Laid() (*laid.Book, []Foreign, *finding.Finding) {
	r := laidReader{book: b, at: map[string]int{}}
	r.laid.Styled = max(len(b.shapes), 1)
	if err := r.read(); err != nil {
		return nil, nil, b.refuse(err)
	}
	return &r.laid, r.foreign, nil
}

// laidReader collects the parts of a workbook.
type laidReader struct {
	book    *Book
	laid    laid.Book
	foreign []Foreign
	at      map[string]int // parts by name
}

func (r *laidReader) refuse(sheet, vi, en string, args ...any) {
	r.foreign = append(r.foreign, Foreign{sheet, finding.Say(vi, en, args...)})
}

func (r *laidReader) read() error {
	b := r.book
	root, err := b.relations("")
	if err != nil {
		return err
	}
	main := ""
	for _, rel := range root {
		if rel.kind == "officeDocument" {
			main = rel.target
		}
	}
	if b.date == epoch1904 {
		r.refuse("", "bảng tính đếm ngày từ năm 1904; bỏ chọn “1904 date system” trong Excel", "it counts days from 1904; clear “Use 1904 date system” in Excel")
	}
	parts, err := b.relations(main)
	if err != nil {
		return err
	}
	kinds := map[string]string{} // of the sheets, by part
	for _, rel := range parts {
		kinds[rel.target] = rel.kind
		if err := r.shared(rel); err != nil {
			return err
		}
	}
	for _, s := range b.Sheets {
		if kinds[s.part] != "worksheet" {
			r.refuse(s.Name, "trang này không phải trang ô (trang biểu đồ, hộp thoại hoặc macro)", "it is no worksheet but a chart, a dialog or macros")
			continue
		}
		if err := r.sheet(s); err != nil {
			return err
		}
	}
	return r.names(main)
}

// shared takes what all sheets share.
func (r *laidReader) shared(rel relation) error {
	keep := map[string]*[]byte{"styles": &r.laid.Styles, "theme": &r.laid.Theme, "sharedStrings": &r.laid.Strings}[rel.kind]
	if keep == nil {
		switch rel.kind {
		case "externalLink", "externalLinkPath":
			r.refuse("", "có liên kết tới bảng tính khác; vào Data, Edit Links, chọn Break Link", "it has links to other workbooks; in Data, Edit Links, break them")
		case "vbaProject", "xlMacrosheet":
			r.refuse("", "có macro; lưu lại thành .xlsx không macro", "it has macros; save it as .xlsx without them")
		case "connections", "pivotCacheDefinition":
			r.refuse("", "có kết nối dữ liệu hoặc bảng PivotTable; chép thành giá trị thường", "it has data connections or pivot tables; paste them as values")
		}
		return nil
	}
	data, err := r.take(rel.target)
	*keep = data
	if rel.kind == "styles" && err == nil && !completeStyles(data) {
		r.refuse("", "phần kiểu ô không đủ; mở bằng Excel rồi lưu lại", "its styles are not complete; open it in Excel and save it again")
	}
	if rel.kind == "theme" && err == nil {
		if links, err := r.book.relations(rel.target); err != nil || len(links) > 0 {
			r.laid.Theme = nil // its pictures would be missing
			return err
		}
	}
	return err
}

// completeStyles reports whether styles have what others can be added to, in the names that
// every program writes.
func completeStyles(data []byte) bool {
	for _, need := range []string{`"http://schemas.openxmlformats.org/spreadsheetml/2006/main"`, "<fonts", "<fills", "<borders", "<cellXfs"} {
		if !bytes.Contains(data, []byte(need)) {
			return false
		}
	}
	return true
}

// take copies a part, and sees to it that it is whole.
func (r *laidReader) take(name string) (data []byte, err error) {
	found, err := r.book.zip.part(name, func(part []byte) error {
		data = bytes.TrimPrefix(bytes.Clone(part), []byte("\uFEFF"))
		if !bytes.HasPrefix(data, []byte("<")) {
			return nil // a picture
		}
		s := newScanner(data)
		for s.next() {
		}
		return s.err
	})
	if err == nil && !found {
		err = damaged("thiếu phần %s", "the part %s is missing", source.Excerpt(name))
	}
	return data, err
}

// strictName is in the names of elements of a variant of the format that few programs write.
const strictName = "purl.oclc.org/ooxml"

func (r *laidReader) sheet(s *Sheet) error {
	data, err := r.take(s.part)
	if err != nil {
		return err
	}
	sheet := laid.Sheet{Name: s.Name, XML: data}
	if bytes.Contains(data[:min(len(data), 2048)], []byte(strictName)) {
		r.refuse(s.Name, "tệp lưu theo dạng “Strict Open XML”; lưu lại thành “Excel Workbook (*.xlsx)”", "it was saved as “Strict Open XML”; save it as “Excel Workbook (*.xlsx)”")
	}
	if bytes.Contains(data, []byte(`{{`)) {
		for _, element := range []string{"<oddHeader", "<oddFooter", "<firstHeader", "<evenHeader"} {
			if at := bytes.Index(data, []byte(element)); at >= 0 && bytes.Contains(data[at:], []byte("{{")) {
				r.refuse(s.Name, "{{ }} không dùng được ở đầu trang, chân trang in", "{{ }} cannot stand in the header or footer of a page")
				break
			}
		}
	}
	if sheet.Links, err = r.links(s.Name, s.part); err != nil {
		return err
	}
	r.laid.Sheets = append(r.laid.Sheets, sheet)
	return nil
}

// keptKinds are the relations to parts that are kept.
var keptKinds = map[string]laid.Kind{"drawing": laid.Drawing, "chart": laid.Chart, "chartStyle": laid.ChartStyle,
	"chartColorStyle": laid.ChartColors, "themeOverride": laid.ThemeOverride, "image": laid.Picture}

// pictures are the kinds of files that every program draws.
var pictures = []string{"png", "jpeg", "jpg", "gif"}

// foreignKinds words what cannot be kept.
var foreignKinds = map[string]finding.Text{
	"table":            finding.Say("bảng (Table) của Excel; chọn Table Design, Convert to Range", "an Excel table; choose Table Design, Convert to Range"),
	"comments":         finding.Say("ghi chú của ô; xoá trước khi dùng làm mẫu", "cell comments; delete them before using it as a template"),
	"threadedComment":  finding.Say("ghi chú của ô; xoá trước khi dùng làm mẫu", "cell comments; delete them before using it as a template"),
	"vmlDrawing":       finding.Say("ghi chú hoặc nút bấm kiểu cũ", "comments or controls of the old kind"),
	"pivotTable":       finding.Say("bảng PivotTable; chép thành giá trị thường", "a pivot table; paste it as values"),
	"oleObject":        finding.Say("tệp nhúng", "an embedded file"),
	"package":          finding.Say("tệp nhúng", "an embedded file"),
	"control":          finding.Say("nút bấm ActiveX", "an ActiveX control"),
	"ctrlProp":         finding.Say("nút bấm biểu mẫu", "a form control"),
	"hyperlink":        finding.Say("liên kết ra ngoài bảng tính", "a link to the outside"),
	"slicer":           finding.Say("bộ lọc Slicer", "a slicer"),
	"diagramData":      finding.Say("hình SmartArt; chép thành ảnh", "SmartArt; paste it as a picture"),
	"chartEx":          finding.Say("biểu đồ kiểu mới (treemap, waterfall …)", "a chart of the new kind (treemap, waterfall …)"),
	"chartUserShapes":  finding.Say("hình vẽ bên trong biểu đồ", "shapes drawn inside a chart"),
	"externalLinkPath": finding.Say("liên kết tới bảng tính khác", "a link to another workbook"),
}

// links follows the relations of a part to those that are kept.
func (r *laidReader) links(sheet, part string) ([]laid.Link, error) {
	folder, name := path.Split(part)
	var all []laid.Link
	var targets []relation
	_, err := r.book.zip.part(folder+"_rels/"+name+".rels", func(data []byte) error {
		s := newScanner(data)
		for s.next() {
			if s.kind != opened || string(s.name) != "Relationship" {
				continue
			}
			rel := relation{s.attrText("Id"), path.Base(s.attrText("Type")), s.attrText("Target")}
			if rel.kind == "printerSettings" {
				continue
			}
			kind, kept := keptKinds[rel.kind]
			ending := strings.ToLower(strings.TrimPrefix(path.Ext(rel.target), "."))
			switch {
			case !kept, s.attrIs("TargetMode", "External"):
				what, ok := foreignKinds[rel.kind]
				if !ok {
					what = finding.Plain(source.Excerpt(rel.kind))
				}
				r.refuse(sheet, "có %s", "it has %s", what)
				continue
			case kind == laid.Picture && !slices.Contains(pictures, ending):
				r.refuse(sheet, "có ảnh dạng %s; chỉ nhận PNG, JPEG, GIF", "it has a picture of the kind %s; only PNG, JPEG, GIF are taken", source.Excerpt(ending))
				continue
			}
			if rooted, ok := strings.CutPrefix(rel.target, "/"); ok {
				rel.target = rooted
			} else {
				rel.target = path.Join(folder, rel.target)
			}
			targets = append(targets, rel)
		}
		return s.err
	})
	if err != nil {
		return nil, err
	}
	for _, rel := range targets {
		at, err := r.part(sheet, rel)
		if err != nil {
			return nil, err
		}
		all = append(all, laid.Link{ID: rel.id, Part: at})
	}
	return all, nil
}

// part takes a part and all to which it leads, each once.
func (r *laidReader) part(sheet string, rel relation) (at int, err error) {
	key := partName(rel.target)
	if at, known := r.at[key]; known {
		return at, nil
	}
	at = len(r.laid.Parts)
	r.at[key] = at
	p := laid.Part{Kind: keptKinds[rel.kind], Ending: strings.ToLower(strings.TrimPrefix(path.Ext(rel.target), "."))}
	r.laid.Parts = append(r.laid.Parts, p)
	if p.Data, err = r.take(rel.target); err != nil {
		return at, err
	}
	if p.Kind.HasFormulas() && bytes.Contains(p.Own(), []byte("{{")) {
		r.refuse(sheet, "{{ }} không dùng được trong biểu đồ, hình vẽ; cho tiêu đề lấy chữ từ một ô", "{{ }} cannot stand in a chart or a drawing; let its title take the words of a cell")
	}
	p.Links, err = r.links(sheet, rel.target)
	r.laid.Parts[at] = p
	return at, err
}

// names reads the names of places.
func (r *laidReader) names(main string) error {
	_, err := r.book.zip.part(main, func(data []byte) error {
		s := newScanner(data)
		for s.next() {
			if s.kind != opened {
				continue
			}
			switch string(s.name) {
			case "sheet":
				r.state(s.attrText("name"), s.attrText("state"))
			case "definedName":
				n := laid.Name{Name: s.attrText("name"), Sheet: -1, Hidden: s.attrIs("hidden", "1")}
				if v := s.attrText("localSheetId"); v != "" {
					at, err := strconv.Atoi(v)
					if err != nil || at < 0 || at >= len(r.book.Sheets) {
						return damaged("tên “%s” thuộc trang không có", "the name “%s” belongs to a sheet that is not there", source.Excerpt(n.Name))
					}
					n.Sheet = at
				}
				n.Formula = s.inner()
				r.name(n)
			}
		}
		return s.err
	})
	return err
}

func (r *laidReader) state(sheet, state string) {
	for i := range r.laid.Sheets {
		if r.laid.Sheets[i].Name == sheet && state != "visible" {
			r.laid.Sheets[i].State = state
		}
	}
}

// totalsPrefix begins the names that every report's workbook has.
const totalsPrefix = "TONG_"

func (r *laidReader) name(n laid.Name) {
	switch {
	case strings.Contains(n.Formula, "["):
		r.refuse("", "tên “%s” dẫn tới bảng tính khác hoặc tới bảng (Table); xoá trong Name Manager", "the name “%s” leads to another workbook or into a table; delete it in the Name Manager", source.Excerpt(n.Name))
	case strings.HasPrefix(strings.ToUpper(n.Name), totalsPrefix):
		r.refuse("", "tên “%s” bắt đầu bằng TONG_, dành riêng cho tổng của báo cáo", "the name “%s” begins with TONG_, which is kept for the report's totals", source.Excerpt(n.Name))
	default:
		r.laid.Names = append(r.laid.Names, n)
	}
}
