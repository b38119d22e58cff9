package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"baocao/report/document"
	"baocao/report/laid"
)

// The names of the format.
const (
	xmlHead       = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainNames     = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	linkNames     = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	newLinkNames  = "http://schemas.microsoft.com/office/2011/relationships"
	packageNames  = "http://schemas.openxmlformats.org/package/2006"
	officeType    = "application/vnd.openxmlformats-officedocument."
	sheetMLType   = officeType + "spreadsheetml."
	blankSheet    = xmlHead + `<worksheet xmlns="` + mainNames + `"><sheetData/></worksheet>`
	stylesDefault = xmlHead + `<styleSheet xmlns="` + mainNames + `"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
		`<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs></styleSheet>`
)

// sheetPart is the part of the sheet at a place.
func sheetPart(index int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", index+1) }

// laidPart is the part that a part of the layout becomes. The library counts charts and
// drawings by the names of their parts, and must not take these for its own.
func laidPart(book *laid.Book, at int) string {
	return fmt.Sprintf("xl/laid/part%d.%s", at+1, book.Parts[at].Ending)
}

// partTypes are the content types of the layout's parts, those of pictures aside.
var partTypes = map[laid.Kind]string{
	laid.Drawing:       officeType + "drawing+xml",
	laid.Chart:         officeType + "drawingml.chart+xml",
	laid.ChartStyle:    "application/vnd.ms-office.chartstyle+xml",
	laid.ChartColors:   "application/vnd.ms-office.chartcolorstyle+xml",
	laid.ThemeOverride: officeType + "themeOverride+xml",
}

// baseOf is the workbook that somebody laid out as the library is to find it: with all sheets
// of the document, still empty, the styles of the layout, its names, and what hangs on its
// sheets. Nothing else of the layout is in it.
func baseOf(doc *document.Document, sheets []document.Sheet) (*excelize.File, error) {
	var out bytes.Buffer
	p := basePackage{doc: doc, sheets: sheets, zip: zip.NewWriter(&out)}
	if err := p.write(); err != nil {
		return nil, err
	}
	return excelize.OpenReader(&out)
}

type basePackage struct {
	doc    *document.Document
	sheets []document.Sheet
	zip    *zip.Writer
	types  strings.Builder // the list of content types
	err    error           // the first
}

func (p *basePackage) write() error {
	book := p.doc.Book
	relations := strings.Builder{}
	shared := func(kind, name, contentType string, data []byte) {
		if data == nil {
			return
		}
		p.part("xl/"+name, sheetMLType+contentType, data)
		relations.WriteString(relationTo("r"+kind, linkNames+"/"+kind, name))
	}
	styles := book.Styles
	if styles == nil {
		styles = []byte(stylesDefault)
	}
	shared("styles", "styles.xml", "styles+xml", styles)
	shared("sharedStrings", "sharedStrings.xml", "sharedStrings+xml", book.Strings)
	if book.Theme != nil {
		p.part("xl/theme/theme1.xml", officeType+"theme+xml", book.Theme)
		relations.WriteString(relationTo("rtheme", linkNames+"/theme", "theme/theme1.xml"))
	}
	owner := map[int]int{} // of the layout's parts, the sheet that leads to it
	for i, s := range p.sheets {
		p.part(sheetPart(i), sheetMLType+"worksheet+xml", []byte(blankSheet))
		relations.WriteString(relationTo(fmt.Sprintf("rId%d", i+1), linkNames+"/worksheet", strings.TrimPrefix(sheetPart(i), "xl/")))
		if s.Laid != nil {
			links := book.Sheets[s.Laid.At].Links
			p.links(sheetPart(i), links)
			own(book, owner, links, s.Laid.At)
		}
	}
	for i := range book.Parts {
		part := &book.Parts[i]
		data, err := book.MovedPart(i, owner[i], p.doc.Moves)
		if err != nil {
			return err
		}
		p.part(laidPart(book, i), partTypes[part.Kind], data)
		p.links(laidPart(book, i), part.Links)
	}
	p.part("xl/workbook.xml", sheetMLType+"sheet.main+xml", []byte(p.workbook()))
	p.part("xl/_rels/workbook.xml.rels", "", []byte(relationList(relations.String())))
	p.part("docProps/app.xml", officeType+"extended-properties+xml", []byte(xmlHead+`<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>`))
	p.part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", []byte(xmlHead+`<cp:coreProperties xmlns:cp="`+packageNames+`/metadata/core-properties"/>`))
	p.part("_rels/.rels", "", []byte(relationList(relationTo("rId1", linkNames+"/officeDocument", "xl/workbook.xml")+
		relationTo("rId2", packageNames+"/relationships/metadata/core-properties", "docProps/core.xml")+
		relationTo("rId3", linkNames+"/extended-properties", "docProps/app.xml"))))
	p.part("[Content_Types].xml", "", []byte(xmlHead+`<Types xmlns="`+packageNames+`/content-types">`+
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`+
		`<Default Extension="xml" ContentType="application/xml"/>`+
		`<Default Extension="png" ContentType="image/png"/><Default Extension="gif" ContentType="image/gif"/>`+
		`<Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="jpg" ContentType="image/jpeg"/>`+
		p.types.String()+`</Types>`))
	if p.err != nil {
		return p.err
	}
	return p.zip.Close()
}

// own enters the sheet that leads to some parts, and to those to which they lead.
func own(book *laid.Book, owner map[int]int, links []laid.Link, sheet int) {
	for _, link := range links {
		if _, known := owner[link.Part]; !known {
			owner[link.Part] = sheet
			own(book, owner, book.Parts[link.Part].Links, sheet)
		}
	}
}

// part adds a part; contentType may be empty where its ending says enough.
func (p *basePackage) part(name, contentType string, data []byte) {
	if contentType != "" {
		fmt.Fprintf(&p.types, `<Override PartName="/%s" ContentType="%s"/>`, name, contentType)
	}
	w, err := p.zip.Create(name)
	if err == nil {
		_, err = w.Write(data)
	}
	if p.err == nil {
		p.err = err
	}
}

// links adds the relations of a part.
func (p *basePackage) links(name string, links []laid.Link) {
	if len(links) == 0 {
		return
	}
	var all strings.Builder
	for _, link := range links {
		kind := p.doc.Book.Parts[link.Part].Kind
		names := linkNames
		if kind == laid.ChartStyle || kind == laid.ChartColors {
			names = newLinkNames
		}
		all.WriteString(relationTo(link.ID, names+"/"+string(kind), "/"+laidPart(p.doc.Book, link.Part)))
	}
	at := strings.LastIndexByte(name, '/') + 1
	p.part(name[:at]+"_rels/"+name[at:]+".rels", "", []byte(relationList(all.String())))
}

func relationTo(id, kind, target string) string {
	return `<Relationship Id="` + attribute(id) + `" Type="` + kind + `" Target="` + target + `"/>`
}

func relationList(relations string) string {
	return xmlHead + `<Relationships xmlns="` + packageNames + `/relationships">` + relations + `</Relationships>`
}

// attribute writes text for the value of an attribute.
func attribute(text string) string {
	return strings.ReplaceAll(string(appendEscaped(nil, text)), `"`, "&quot;")
}

// workbook lists the sheets and the names of the layout.
func (p *basePackage) workbook() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<workbook xmlns="` + mainNames + `" xmlns:r="` + linkNames + `"><workbookPr/><bookViews><workbookView/></bookViews><sheets>`)
	at := make([]int, len(p.doc.Book.Sheets)) // of the layout's sheets
	for i, s := range p.sheets {
		state := ""
		if s.Hidden {
			state = "veryHidden"
		}
		if s.Laid != nil {
			at[s.Laid.At] = i
			state = p.doc.Book.Sheets[s.Laid.At].State
		}
		fmt.Fprintf(&b, `<sheet name="%s" sheetId="%d"`, attribute(s.Name), i+1)
		if state == "hidden" || state == "veryHidden" {
			fmt.Fprintf(&b, ` state="%s"`, state)
		}
		fmt.Fprintf(&b, ` r:id="rId%d"/>`, i+1)
	}
	b.WriteString(`</sheets>`)
	if names := p.doc.Book.MovedNames(p.doc.Moves); len(names) > 0 {
		b.WriteString(`<definedNames>`)
		for _, n := range names {
			fmt.Fprintf(&b, `<definedName name="%s"`, attribute(n.Name))
			if n.Sheet >= 0 {
				fmt.Fprintf(&b, ` localSheetId="%d"`, at[n.Sheet])
			}
			if n.Hidden {
				b.WriteString(` hidden="1"`)
			}
			fmt.Fprintf(&b, `>%s</definedName>`, appendEscaped(nil, n.Formula))
		}
		b.WriteString(`</definedNames>`)
	}
	b.WriteString(`</workbook>`)
	return b.String()
}
