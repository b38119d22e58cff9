// Package workbook reads .xlsx files that people send in: from the zip entry straight to
// cells, without a model of the whole in between. [Open] looks at the container and refuses
// what is no workbook, [Sheet.Rows] walks through a sheet; what the cells mean is for others.
//
// Nothing in a file is believed: sizes, ratios, names and nesting are bounded before they
// are used, and XML that ends too early is an error, never a shorter sheet.
package workbook

import (
	"path"
	"strings"

	"baocao/report/finding"
	"baocao/report/limit"
	"baocao/report/period"
	"baocao/report/source"
)

// Book is a workbook whose container is sound. Its sheets are read when asked for.
type Book struct {
	Application string // the program that saved it, as it calls itself
	Sheets      []*Sheet

	zip     container
	path    string // for findings
	limits  limit.Limits
	strings []string
	shapes  []Shape // by the number of a cell's style
	date    epoch
}

// Sheet is one worksheet.
type Sheet struct {
	Name   string
	Hidden bool

	book *Book
	part string
}

// Kind is what a cell holds.
type Kind uint8

const (
	Blank Kind = iota
	Number
	Text
	Bool
	Error // #REF!, #DIV/0! …
)

// Shape is how a number is shown, which says what it is.
type Shape uint8

const (
	General Shape = iota
	Percent       // 0.45 shown as 45%
	Date          // a day, stored as a count of days
)

// Row is one row of a sheet. It is used again for the next row.
type Row struct {
	Number int // 1-based
	Cells  []Cell
}

// Cell is one cell that holds something.
type Cell struct {
	Col     int // 1-based
	Kind    Kind
	Shape   Shape
	Text    string      // a Number: its shortest decimal form, at most 15 digits where it had a fraction; else as stored
	Day     period.Date // of a Number shown as a date; the zero Date where it is no day, such as a time
	Formula string      // without "="; a formula that is shared from another cell has that cell's
	Live    bool        // it has a formula; Kind is Blank where nobody computed it
}

// Open reads the container. There is no book when a finding says why.
func Open(f source.File) (*Book, *finding.Finding) { return open(f, aForm) }

// OpenReport is Open for a report, which may be as large as an office has units.
func OpenReport(f source.File) (*Book, *finding.Finding) { return open(f, aReport) }

func open(f source.File, k kind) (*Book, *finding.Finding) {
	pos := finding.Pos{File: f.Path}
	zip, refused := openContainer(f.Data, pos, k, f.Limits)
	if refused != nil {
		return nil, refused
	}
	b := &Book{zip: zip, path: f.Path, limits: f.Limits}
	if err := b.read(); err != nil {
		return nil, b.refuse(err)
	}
	return b, nil
}

// broken words what is wrong inside a workbook.
type broken struct{ what finding.Text }

func (e broken) Error() string { return e.what.In(finding.EN) }

func damaged(vi, en string, args ...any) error { return broken{finding.Say(vi, en, args...)} }

// refuse makes a finding of an error of this package; all of them are about the file.
func (b *Book) refuse(err error) *finding.Finding {
	pos := finding.Pos{File: b.path}
	switch e := err.(type) {
	case broken:
		f := finding.New(finding.BrokenWorkbook, pos, e.what).Hinted(
			"mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi gửi lại; nếu không mở được thì gửi lại tệp gốc",
			"open it in Excel or LibreOffice and save it again; if it does not open, send the original again")
		return &f
	case tooLarge:
		f := b.limits.Passed(limit.Name(e), pos)
		return &f
	}
	panic("workbook: an error of another kind: " + err.Error())
}

// read finds the parts of the workbook by the relations between them, as every program
// names them differently.
func (b *Book) read() error {
	root, err := b.relations("")
	if err != nil {
		return err
	}
	main := ""
	for _, r := range root {
		switch r.kind {
		case "officeDocument":
			main = r.target
		case "extended-properties":
			b.Application = b.application(r.target)
		}
	}
	if main == "" {
		return damaged("thiếu phần chính của bảng tính", "its main part is missing")
	}
	parts, err := b.relations(main)
	if err != nil {
		return err
	}
	if err := b.workbook(main, parts); err != nil {
		return err
	}
	for _, r := range parts {
		switch r.kind {
		case "sharedStrings":
			err = b.sharedStrings(r.target)
		case "styles":
			err = b.styles(r.target)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// relation leads from one part to another.
type relation struct{ id, kind, target string }

// relations reads where a part leads to; "" is the package as a whole.
func (b *Book) relations(part string) ([]relation, error) {
	folder, name := path.Split(part)
	known := &bookRelations
	if part == "" {
		known = &rootRelations
	}
	all, _, err := known.part(b.zip, folder+"_rels/"+name+".rels", func(data []byte) (all []relation, err error) {
		s := newScanner(data)
		for s.next() {
			if s.kind != opened || string(s.name) != "Relationship" || s.attrIs("TargetMode", "External") {
				continue
			}
			target := s.attrText("Target")
			if rooted, ok := strings.CutPrefix(target, "/"); ok {
				target = rooted
			} else {
				target = path.Join(folder, target)
			}
			all = append(all, relation{s.attrText("Id"), path.Base(s.attrText("Type")), target})
		}
		return all, s.err
	})
	return all, err
}

// application is the name that a program gives itself. Properties that cannot be read
// make no workbook unreadable.
func (b *Book) application(part string) string {
	name, _, _ := programs.part(b.zip, part, func(data []byte) (string, error) {
		s := newScanner(data)
		for s.next() {
			if s.kind == opened && string(s.name) == "Application" {
				return s.inner(), nil
			}
		}
		return "", s.err
	})
	return name
}

// workbook reads the list of sheets and how dates are counted.
func (b *Book) workbook(part string, parts []relation) error {
	targets := map[string]string{}
	for _, r := range parts {
		targets[r.id] = r.target
	}
	found, err := b.zip.part(part, func(data []byte) error {
		s := newScanner(data)
		for s.next() {
			if s.kind != opened {
				continue
			}
			switch string(s.name) {
			case "workbookPr":
				if v := s.attrText("date1904"); v == "1" || v == "true" {
					b.date = epoch1904
				}
			case "sheet":
				if len(b.Sheets) == b.limits.Most(limit.Sheets) {
					return tooLarge(limit.Sheets)
				}
				state, _ := s.attr("state")
				b.Sheets = append(b.Sheets, &Sheet{book: b, Name: s.attrText("name"), part: targets[s.attrText("id")],
					Hidden: len(state) > 0 && string(state) != "visible"})
			}
		}
		return s.err
	})
	if err == nil && !found {
		return damaged("thiếu phần %s", "the part %s is missing", source.Excerpt(part))
	}
	return err
}

// Sheet finds a sheet by its name, or nil.
func (b *Book) Sheet(name string) *Sheet {
	for _, s := range b.Sheets {
		if s.Name == name {
			return s
		}
	}
	return nil
}
