package document

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Text writes the document for people who want to see what the renderers are given: every
// sheet with its cells and formulas, then the page. Each cell stands as text, =formula or
// both; cells are parted by bars.
func Text(w io.Writer, doc *Document) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "document %q\n", doc.Title)
	for _, fact := range [][2]string{
		{"subject", doc.Subject}, {"author", doc.Author}, {"date", doc.Date.String()},
		{"fingerprint", doc.Fingerprint}, {"generator", doc.Generator},
	} {
		fmt.Fprintf(b, "  %s: %s\n", fact[0], fact[1])
	}
	for i := range doc.Sheets {
		if doc.Sheets[i].Laid != nil {
			writeLaid(b, doc, &doc.Sheets[i])
			continue
		}
		writeSheet(b, &doc.Sheets[i])
	}
	if err := writePage(b, &doc.Page); err != nil {
		return err
	}
	return b.Flush() // a bufio.Writer keeps its first error
}

func writeSheet(w io.Writer, s *Sheet) {
	orientation := "landscape"
	if s.Portrait {
		orientation = "portrait"
	}
	fmt.Fprintf(w, "\nsheet %q, %s, body from row %d\n", s.Name, orientation, s.BodyRow())
	for _, title := range s.Titles {
		fmt.Fprintf(w, "  title: %s\n", title)
	}
	if s.Header != (Header{}) {
		fmt.Fprintf(w, "  header: %s | %s\n", s.Header.Left, s.Header.Right)
	}
	writeTable(w, &s.Table)
	for i := range s.Charts {
		writeChart(w, &s.Charts[i])
	}
	for _, signal := range s.Signals {
		weight := "light"
		if signal.Grave {
			weight = "grave"
		}
		fmt.Fprintf(w, "  %s signal at %s: =%s\n", weight, signal.Place, signal.Formula)
	}
	for _, n := range s.Names {
		fmt.Fprintf(w, "  name: %s is %s\n", n.Name, n.Cell)
	}
}

// writeLaid writes a sheet that somebody laid out, each row with its number.
func writeLaid(w io.Writer, doc *Document, s *Sheet) {
	fmt.Fprintf(w, "\nsheet %q, laid out\n", s.Name)
	for _, row := range s.Laid.Rows {
		first := doc.Moves.First(s.Name, row)
		for copy := range doc.Moves.Copies(s.Name, row) {
			var texts []string
			for _, c := range s.Laid.Cells(row, copy) {
				texts = append(texts, ColumnName(c.Col)+": "+cell(c.Cell))
			}
			fmt.Fprintf(w, "  %d| %s\n", first+copy, strings.Join(texts, " | "))
		}
	}
}

func writeTable(w io.Writer, t *Table) {
	if t.Title != "" {
		fmt.Fprintf(w, "  table: %s\n", t.Title)
	}
	if t.Measure != "" {
		fmt.Fprintf(w, "  measure: %s\n", t.Measure)
	}
	for _, row := range t.Head {
		fmt.Fprintf(w, "  # %s\n", cells(row))
	}
	if t.Rows != nil {
		for row := range t.Rows {
			fmt.Fprintf(w, "  %s| %s\n", strings.Repeat("  ", row.Level), cells(row.Cells))
		}
	}
	for _, note := range t.Foot {
		fmt.Fprintf(w, "  note: %s\n", note)
	}
}

func cells(row []Cell) string {
	texts := make([]string, len(row))
	for i, c := range row {
		texts[i] = cell(c)
	}
	return strings.Join(texts, " | ")
}

func cell(c Cell) string {
	text := strings.ReplaceAll(c.Printed(), "\n", " / ")
	if !c.Formula.IsZero() {
		text = strings.TrimSpace(text + " =" + c.Formula.String())
	}
	return text
}

func writeChart(w io.Writer, c *Chart) {
	fmt.Fprintf(w, "  chart: %s (%s)\n", c.Title, c.Measure)
	for _, s := range c.Series {
		var bars []string
		for i, p := range s.Points {
			bars = append(bars, c.Labels[i]+" "+p.Text)
		}
		fmt.Fprintf(w, "    %s: %s\n", s.Name, strings.Join(bars, " | "))
	}
	for i, p := range c.Totals {
		fmt.Fprintf(w, "    stacked: %s %s\n", c.Labels[i], p.Text)
	}
}

func writePage(w io.Writer, p *Page) error {
	fmt.Fprintf(w, "\npage, layout %s\n", p.Profile.Name)
	for _, line := range []string{p.Superior, p.Body, p.Number, p.PlaceDate, p.Urgency, p.Draft, p.Kind, p.Subject} {
		if line != "" {
			fmt.Fprintf(w, "  %s\n", line)
		}
	}
	for _, block := range p.Blocks {
		fmt.Fprintln(w)
		writeBlock(w, block)
	}
	fmt.Fprintln(w)
	for _, note := range footnotes(p.Blocks) {
		fmt.Fprintf(w, "  footnote %s\n", note)
	}
	lines := slices.Concat([]string{p.Signature.Authority, p.Signature.Position, p.Signature.Name}, p.Recipients, p.Notes, []string{p.Footnote})
	for _, line := range lines {
		if line != "" {
			fmt.Fprintf(w, "  %s\n", strings.ReplaceAll(line, "\n", "\n  "))
		}
	}
	for _, a := range p.Annexes {
		fmt.Fprintf(w, "\n  %s\n  %s\n", a.Head, a.Note)
		writeTable(w, a.Table)
	}
	a := p.Attachment
	if a == nil {
		return nil
	}
	var size counter
	if err := a.Write(&size); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "  attachment %s: %d bytes\n", a.Name, size)
	return err
}

// counter counts the bytes that are written to it.
type counter int

func (c *counter) Write(data []byte) (int, error) {
	*c += counter(len(data))
	return len(data), nil
}

func writeBlock(w io.Writer, block Block) {
	switch b := block.(type) {
	case *Heading:
		fmt.Fprintf(w, "  %s %s\n", strings.Repeat("#", b.Level), runs(b.Runs))
	case *Paragraph:
		indent := strings.Repeat("  ", b.Depth)
		if b.Marker != "" {
			indent += b.Marker + " "
		}
		fmt.Fprintf(w, "  %s%s\n", indent, runs(b.Runs))
	case *Table:
		writeTable(w, b)
	case *Chart:
		writeChart(w, b)
	}
}

// runs marks faces as Markdown does, each stretch of one face once.
func runs(runs []Run) string {
	var b strings.Builder
	for i, r := range runs {
		mark := ""
		if r.Bold {
			mark += "**"
		}
		if r.Italic {
			mark += "*"
		}
		if i == 0 || !runs[i-1].SameFace(r) {
			b.WriteString(mark)
		}
		b.WriteString(r.Text)
		if i == len(runs)-1 || !runs[i+1].SameFace(r) {
			b.WriteString(mark)
		}
	}
	return b.String()
}

// footnotes lists the footnotes of a page's text with their marks, each once.
func footnotes(blocks []Block) []string {
	var all []string
	for _, block := range blocks {
		var runs []Run
		switch b := block.(type) {
		case *Heading:
			runs = b.Runs
		case *Paragraph:
			runs = b.Runs
		}
		for _, r := range runs {
			if note := r.Text + " " + r.Note; r.Note != "" && !slices.Contains(all, note) {
				all = append(all, note)
			}
		}
	}
	return all
}
