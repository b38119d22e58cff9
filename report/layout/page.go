package layout

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"baocao/report/document"
	"baocao/report/model"
	"baocao/report/period"
	"baocao/report/spec"
)

// page is the official document.
func (l *layouter) page() document.Page {
	d := l.r.Document
	p := document.Page{
		Profile:    l.o.Profile,
		Duplex:     l.o.Duplex,
		Superior:   d.Superior,
		Body:       d.Body,
		Number:     l.number(),
		PlaceDate:  l.placeDate(),
		Urgency:    d.Urgency,
		Kind:       l.t.Summary.Kind,
		Subject:    l.subject(),
		Blocks:     l.blocks(),
		Signature:  l.signature(),
		Recipients: l.recipients(),
		Annexes:    l.annexes(),
		Notes:      l.acceptedNotes(),
		Footnote:   "Mã số liệu: " + shortFingerprint(l.r.Fingerprint),
		Attachment: l.o.Attachment,
		Seal: "Niêm phong: mã SHA-256 của từng trang và của tệp số liệu kèm theo, để lệnh baocao verify nhận ra chỗ bị sửa. " +
			"Đây không phải chữ ký số.",
	}
	if d.Draft != "" {
		p.Draft = "Dự thảo " + d.Draft
	}
	return p
}

// signature writes the letters of who signs for another as the profile does. Who signs in
// his own right has the heavy line.
func (l *layouter) signature() document.Signature {
	d := l.r.Document
	s := document.Signature{Authority: l.marked(d.Authority), Position: l.marked(d.Position), Name: d.SignerName}
	if s.Authority == "" {
		s.Authority, s.Position = s.Position, ""
	}
	return s
}

// marked spells the mark that begins each line of a position: "K/T TRƯỞNG BAN" and
// "KT. TRƯỞNG BAN" are one.
func (l *layouter) marked(position string) string {
	lines := strings.Split(position, "\n")
	for i, line := range lines {
		typed, rest, _ := strings.Cut(line, " ")
		letters := strings.ToUpper(strings.NewReplacer("/", "", ".", "").Replace(typed))
		if mark := l.o.Profile.Signature.Marks[letters]; mark != "" && rest != "" {
			lines[i] = mark + " " + rest
		}
	}
	return strings.Join(lines, "\n")
}

// number writes the document's number and symbol by the profile; without a number there
// is room to write one in.
func (l *layouter) number() string {
	d, form := l.r.Document, l.o.Profile.Number
	if d.Number == "" && d.Symbol == "" {
		return ""
	}
	number := d.Number
	if number == "" {
		number = strings.Repeat("\u00a0", 2*form.Digits+2)
	}
	for len(number) < form.Digits {
		number = "0" + number
	}
	return form.Prefix + number + form.Separator + d.Symbol
}

// placeDate is "Phú Xuyên, ngày 27 tháng 4 năm 2022"; without a date the day and month
// are left to be written in.
func (l *layouter) placeDate() string {
	if l.r.Document.Place == "" {
		return l.day()
	}
	return l.r.Document.Place + ", " + l.day()
}

// day is the document's date in words.
func (l *layouter) day() string {
	if l.r.Document.Date.IsZero() {
		return fmt.Sprintf("ngày … tháng … năm %d", l.r.Period.To.Year)
	}
	return l.r.Document.Date.Long()
}

// date is the document's, or the period's last day: the properties need a whole one.
func (l *layouter) date() period.Date {
	if !l.r.Document.Date.IsZero() {
		return l.r.Document.Date
	}
	return l.r.Period.To
}

func (l *layouter) subject() string {
	runs := l.line([]document.Run{{Text: l.t.Summary.Subject}})
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// recipients puts the profile's marks behind each recipient.
func (l *layouter) recipients() []string {
	form := l.o.Profile.Recipients
	var all []string
	for i, name := range l.r.Document.Recipients {
		name = strings.TrimRight(name, ",;. ")
		if i == len(l.r.Document.Recipients)-1 {
			all = append(all, name+form.Last)
			continue
		}
		all = append(all, name+form.After)
	}
	return all
}

// Attachment is the report's JSON, carried inside the PDF.
func Attachment(r *model.Report) *document.Attachment {
	description := "Số liệu của báo cáo, định dạng JSON"
	if r.TooManySources() {
		description += fmt.Sprintf(" (trên %d số liệu: không kèm nguồn và các kiểm tra đã đạt của từng đơn vị; tệp JSON đi cùng báo cáo có đủ)", model.MostSources)
	}
	name := r.Unit.Code + "-" + r.Period.Code + ".json"
	return &document.Attachment{Name: name, Description: description, Type: "application/json",
		Write: func(w io.Writer) error { return r.JSON(w, true) }}
}

// blocks fills the prose in and leaves out headings under which nothing is left.
func (l *layouter) blocks() []document.Block {
	var all []document.Block
	for _, b := range l.t.Summary.Blocks {
		all = append(all, l.block(b)...)
	}
	all = l.withoutEmpty(all)
	l.renumber(all)
	l.end(all)
	return all
}

// end writes the profile's end mark for the full stop that ends the text. A text that ends
// with a table or a heading has none.
func (l *layouter) end(blocks []document.Block) {
	mark := l.o.Profile.Text.End
	if mark == "" || len(blocks) == 0 {
		return
	}
	p, ok := blocks[len(blocks)-1].(*document.Paragraph)
	if !ok || len(p.Runs) == 0 {
		return
	}
	last := &p.Runs[len(p.Runs)-1]
	if last.Figure != "" {
		p.Runs = append(p.Runs, document.Run{Text: mark, Bold: last.Bold, Italic: last.Italic})
		return
	}
	last.Text = strings.TrimRight(last.Text, ".; ") + mark
}

func (l *layouter) block(b document.Block) []document.Block {
	switch b := b.(type) {
	case *document.Heading:
		if runs := l.line(b.Runs); len(runs) > 0 {
			h := &document.Heading{Level: b.Level, Runs: runs}
			l.headings[h] = true
			return []document.Block{h}
		}
	case *document.Paragraph:
		if actions := l.alone(b.Runs); len(actions) > 0 {
			return l.inserted(actions)
		}
		fill := l.paragraph
		if b.Marker != "" {
			fill = l.line
		}
		if runs := fill(b.Runs); len(runs) > 0 {
			return []document.Block{&document.Paragraph{Runs: runs, Marker: b.Marker, Depth: b.Depth}}
		}
	}
	return nil
}

// alone gives the actions of a paragraph that has nothing else than some that insert blocks.
func (l *layouter) alone(runs []document.Run) []*spec.Action {
	var all []*spec.Action
	for _, g := range l.glyphs(runs) {
		switch {
		case g.action != nil && g.action.InsertsBlocks():
			all = append(all, g.action)
		case !unicode.IsSpace(g.r):
			return nil
		}
	}
	return all
}

func (l *layouter) inserted(actions []*spec.Action) []document.Block {
	var all []document.Block
	for _, a := range actions {
		switch a.Name {
		case "text":
			all = append(all, l.ownText(a.Args[0])...)
		case "texts":
			all = append(all, l.unitTexts(a.Args[0])...)
		case "table":
			if t := l.pageTable(l.t.Table(a.Args[0])); t != nil {
				all = append(all, t)
			}
		case "annex": // behind the signature
		case "chart":
			if c := l.chart(a); c != nil {
				all = append(all, c)
			}
		}
	}
	return all
}

func (l *layouter) ownText(key string) []document.Block {
	for _, t := range l.r.Texts {
		if t.Key == key {
			return passage(t.Markdown)
		}
	}
	return nil
}

// textHeading is the highest level that a heading within a text may have: below the
// template's own.
const textHeading = 3

// passage is a text that somebody wrote, as blocks.
func passage(markdown string) []document.Block {
	blocks := document.Markdown(markdown)
	for _, b := range blocks {
		if h, ok := b.(*document.Heading); ok {
			h.Level += textHeading - 1
		}
	}
	return blocks
}

func (l *layouter) unitTexts(key string) []document.Block {
	var all []document.Block
	for _, t := range l.r.UnitTexts {
		if t.Key == key {
			all = append(all, &document.Paragraph{Runs: []document.Run{{Text: l.names[t.Unit] + ":", Bold: true}}})
			all = append(all, passage(t.Markdown)...)
		}
	}
	return all
}

// withoutEmpty drops headings of the template that head nothing; a heading within a text
// is text.
func (l *layouter) withoutEmpty(blocks []document.Block) []document.Block {
	var kept []document.Block
	// From the end: a heading stays when a block that is not a heading, or a deeper
	// heading that stays, follows before the next heading of its level or above.
	follows := 0 // the level of the nearest heading kept below; 0: text follows at once
	something := false
	for _, b := range slices.Backward(blocks) {
		h, isHeading := b.(*document.Heading)
		if !isHeading || !l.headings[h] {
			something, follows = true, 0
			kept = append(kept, b)
			continue
		}
		if something && (follows == 0 || follows > h.Level) {
			follows = h.Level
			kept = append(kept, h)
		}
	}
	slices.Reverse(kept)
	return kept
}

// The numbers that templates type before a heading: "II- ", "3. ".
var headingNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([IVXL]+|[0-9]+)([-.)])`) })

// renumber counts the template's headings anew, since some may have been left out.
func (l *layouter) renumber(blocks []document.Block) {
	counts := map[int]int{}
	for _, b := range blocks {
		h, ok := b.(*document.Heading)
		if !ok || !l.headings[h] {
			continue
		}
		for deeper := range counts {
			if deeper > h.Level {
				delete(counts, deeper)
			}
		}
		m := headingNumber().FindStringSubmatch(h.Runs[0].Text)
		if m == nil {
			continue
		}
		counts[h.Level]++
		number := strconv.Itoa(counts[h.Level])
		if m[1][0] > '9' {
			number = roman(counts[h.Level])
		}
		h.Runs[0].Text = number + h.Runs[0].Text[len(m[1]):]
	}
}

// capital writes the first letter large.
func capital(s string) string {
	r := []rune(s)
	if len(r) > 0 {
		r[0] = unicode.ToUpper(r[0])
	}
	return string(r)
}
