package report

import (
	"fmt"
	"strings"
	"unicode"

	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/pdf"
)

// unprintable reports characters that the document's typeface lacks, in everything that a
// submission brings to the page. They would come out as blanks.
func (r *run) unprintable() {
	for _, sub := range r.subs {
		r.printable(sub.Unit.Name, sub.UnitPos)
		for _, t := range sub.Texts {
			r.printable(t.Markdown, t.Pos)
		}
		for at := range sub.Figures {
			if f := &sub.Figures[at]; f.Note() != "" { // of hundreds of thousands few have one
				r.printable(f.Note(), f.Pos())
			}
		}
		for _, reg := range sub.Registers {
			for _, row := range reg.Rows {
				for _, cell := range row.Cells {
					r.printable(cell.Text, cell.Pos)
				}
			}
		}
		for _, l := range sub.Labels {
			r.printable(l.Text, l.Pos)
		}
	}
	for _, a := range r.acceptances {
		r.printable(a.Reason+" "+a.By, a.Pos)
	}
	r.printable(documentText(r.document), r.document.Pos)
}

// documentText is everything that the document's data puts on the page.
func documentText(d figures.Document) string {
	parts := append([]string{d.Number, d.Symbol, d.Superior, d.Body, d.Place, d.Authority, d.Position, d.SignerName, d.Draft, d.Urgency}, d.Recipients...)
	return strings.Join(parts, " ")
}

// printable reports each character of text that cannot be printed, once. The text's lines
// are the file's, from its position on.
func (r *run) printable(text string, at finding.Pos) {
	seen := map[rune]bool{}
	pos := at
	for _, c := range text {
		switch {
		case c == '\n':
			pos.Line, pos.Col = pos.Line+1, at.Col
			continue
		case unicode.IsSpace(c), pdf.CanPrint(c), seen[c]:
		default:
			seen[c] = true
			r.findings.Add(finding.New(finding.Unprintable, pos, fmt.Sprintf("“%c” (U+%04X)", c, c)))
		}
		if pos.Col > 0 {
			pos.Col++
		}
	}
}
