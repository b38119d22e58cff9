package decode

import (
	"strings"

	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/num"
	"baocao/report/source"
	"baocao/report/workbook"
)

// whole is a cell of a row of wholes, which belongs to the figure above it.
type whole struct {
	figure figures.Figure // its value, as if it were a figure
	at     int            // its column
}

// figureRow reads the figures of one indicator, or the wholes of which they are parts.
func (r *formReader) figureRow(row *workbook.Row, code string) {
	indicator, isWhole := strings.CutSuffix(code, figures.OutOfRow)
	base := figures.Figure{From: r.block.from, Name: r.names.Keep(indicator, "", "")}
	if !isWhole {
		r.rows[indicator] = sheetRow{r.block.from, row.Number}
		r.besides(&base, row)
	}
	for _, c := range row.Cells {
		f := base
		stamp := r.block.stamp(c.Col)
		axis, category, isPart := strings.Cut(stamp, ".")
		switch {
		case c.Col == r.block.stampCol, isAside(stamp):
			continue
		case stamp == "":
			r.notRead(c, row.Number)
			continue
		case stamp == figures.StampTotal:
			if figures.IsTotalFormula(c.Formula) && c.Kind != workbook.Error {
				continue // the form's own; the parts count
			}
		case isPart:
			f.Name = r.names.Keep(indicator, axis, category)
		default:
			continue
		}
		f.At = place(c.Col, row.Number)
		f.IndicatorAt, f.AxisAt, f.CategoryAt = f.At, f.At, f.At
		if !r.cellValue(&f, c) {
			continue
		}
		if isWhole {
			r.outOfs = append(r.outOfs, whole{f, c.Col})
			continue
		}
		r.figures = append(r.figures, f)
	}
}

// isAside says that a column says something of the row's figures, or nothing.
func isAside(stamp string) bool {
	switch stamp {
	case figures.StampNote, figures.StampSince, figures.StampAsOf, figures.StampLabel:
		return true
	}
	return false
}

// besides reads what holds for all figures of a row.
func (r *formReader) besides(f *figures.Figure, row *workbook.Row) {
	var beside source.Node
	for _, c := range row.Cells {
		stamp := r.block.stamp(c.Col)
		if stamp == figures.StampLabel || !isAside(stamp) {
			continue
		}
		text, ok := r.cellText(c, row.Number)
		f.Bad = f.Bad || !ok
		if text != "" {
			beside.Entries = append(beside.Entries, r.entry(stamp, c.Col, row.Number, text))
		}
	}
	r.attributes(f, &beside)
}

// cellValue reads the value of a figure whose place is known; false when the cell leaves
// it missing.
func (r *formReader) cellValue(f *figures.Figure, c workbook.Cell) bool {
	bad := f.Bad
	there := r.readValue(f, c)
	f.Bad = f.Bad || bad
	if there && !f.Bad && c.Live {
		r.ownFormula(c, f.Pos())
	}
	return there
}

func (r *formReader) readValue(f *figures.Figure, c workbook.Cell) bool {
	if c.Kind == workbook.Number {
		r.numberCell(f, c)
		return true
	}
	pos := f.Pos()
	if r.unusable(c, pos) {
		f.SetTyped(c.Text)
		f.Bad = true
		return true
	}
	if c.Kind == workbook.Bool {
		r.list.Add(finding.New(finding.NotNumber, pos, c.Text))
		f.SetTyped(c.Text)
		f.Bad = true
		return true
	}
	text, ok := r.plainText(pos, c.Text)
	if !ok {
		f.Bad = true
		return true
	}
	text = strings.TrimSpace(text)
	if isDash(text) { // the form says that it means x
		f.SetTyped(text)
		f.SetValue(num.NA)
		return true
	}
	if !r.typed(f, text) {
		return false
	}
	if startsWithDigit(text) && !f.Bad && f.Value().IsKnown() && f.OutOf().State == num.Missing {
		r.list.Add(finding.New(finding.TypedAsText, pos, source.Excerpt(text), f.Value().Number.PrintExact()))
	}
	return true
}

// unusable reports a cell in which Excel shows an error, or a formula that nobody computed.
func (r *formReader) unusable(c workbook.Cell, pos finding.Pos) bool {
	switch {
	case c.Kind == workbook.Error:
		r.list.Add(finding.New(finding.CellError, pos, source.Excerpt(c.Text)))
		return true
	case c.Kind == workbook.Blank && c.Live:
		r.list.Add(finding.New(finding.NotComputed, pos, source.Excerpt(c.Formula)))
		return true
	}
	return false
}

func (r *formReader) ownFormula(c workbook.Cell, pos finding.Pos) {
	shown := c.Text
	if n, ok := num.ParseDecimal(c.Text); ok {
		shown = n.PrintExact()
	}
	r.list.Add(finding.New(finding.OwnFormula, pos, source.Excerpt(c.Formula), source.Excerpt(shown)))
}

// numberCell reads a number that the cell holds as one.
func (r *formReader) numberCell(f *figures.Figure, c workbook.Cell) {
	n, ok := num.ParseDecimal(c.Text)
	if c.Shape == workbook.Date || !ok {
		f.SetTyped(dayText(c))
		f.Bad = true
		r.list.Add(finding.New(finding.NotNumber, f.Pos(), f.Typed()).Hinted(
			"Excel đã đổi thành ngày tháng; đặt lại định dạng ô là General rồi gõ số; số đạt và tổng số (5/8) ghi vào hai dòng",
			"Excel made a date of it; set the cell's format to General and type the number; a part of a whole (5/8) goes into two rows"))
		return
	}
	f.SetTyped(n.PrintExact())
	if digits := countDigits(c.Text); digits > num.MaxDigits {
		f.Bad = true
		r.list.Add(finding.New(finding.TooLong, f.Pos(), source.Excerpt(c.Text), digits, num.MaxDigits))
		return
	}
	if c.Shape == workbook.Percent {
		rate := n.Mul(num.Int(100))
		f.SetAside(func(a *figures.Aside) { a.Rate, a.Typed = &rate, rate.PrintExact()+"%" })
		return
	}
	f.SetValue(num.Of(n))
}

// countDigits counts those of a plain decimal; the lone zero of 0.5 is none.
func countDigits(decimal string) int {
	decimal = strings.TrimPrefix(strings.TrimPrefix(decimal, "-"), "0.")
	return len(decimal) - strings.Count(decimal, ".")
}

// dayText shows a cell that Excel shows as a day or a time.
func dayText(c workbook.Cell) string {
	if !c.Day.IsZero() {
		return c.Day.Short()
	}
	return source.Excerpt(c.Text)
}

// cellText gives the text of a cell as a clerk sees it: a day as 27/4/2022, a number with a
// decimal comma. ok is false after a finding.
func (r *formReader) cellText(c workbook.Cell, row int) (text string, ok bool) {
	pos := r.pos(c.Col, row)
	if r.unusable(c, pos) {
		return "", false
	}
	text = c.Text
	if c.Kind == workbook.Number {
		text = shownNumber(c)
	}
	text, ok = r.plainText(pos, text)
	if !ok {
		return "", false
	}
	if text = strings.TrimSpace(text); c.Live && text != "" {
		r.ownFormula(c, pos)
	}
	return text, true
}

// plainText gives the text of a cell as all text is kept; ok is false after an error.
func (r *formReader) plainText(pos finding.Pos, raw string) (text string, ok bool) {
	if r.file.Convert {
		converted, found := source.ConvertedCell(pos, raw)
		if found != nil {
			r.list.Add(*found)
		}
		raw = converted
	}
	text, refused := source.CellText(pos, raw)
	if refused != nil {
		r.list.Add(*refused)
	}
	return text, refused == nil
}

// shownNumber writes a number so that it can be read again in one way only.
func shownNumber(c workbook.Cell) string {
	n, ok := num.ParseDecimal(c.Text)
	switch {
	case c.Shape == workbook.Date:
		return dayText(c)
	case !ok:
		return c.Text
	case c.Shape == workbook.Percent:
		return n.Mul(num.Int(100)).PrintExact() + "%"
	}
	whole, decimals, hasDecimals := strings.Cut(c.Text, ".")
	if !hasDecimals {
		return whole
	}
	if len(decimals) == 3 { // three digits behind a comma could be thousands
		decimals += "0"
	}
	return whole + "," + decimals
}

// wholes gives each figure the whole of which it is a part.
func (r *formReader) wholes() {
	byName := make(map[figures.Name]int, len(r.figures))
	if len(r.outOfs) > 0 {
		for i, f := range r.figures {
			byName[*f.Name] = i
		}
	}
	for _, w := range r.outOfs {
		i, ok := byName[*w.figure.Name]
		if !ok {
			r.noPart(w)
			continue
		}
		f := &r.figures[i]
		switch {
		case w.figure.Bad:
			f.Bad = true
		case f.Bad:
		case f.Rate() != nil || f.OutOf().State != num.Missing || w.figure.Rate() != nil || w.figure.OutOf().State != num.Missing:
			r.list.Add(finding.New(finding.MixedFigure, w.figure.Pos(), w.figure.Typed(), f.Typed()).
				Relate(f.Pos(), finding.Say("số đạt ghi ở đây", "the part stands here")).
				Hinted("mỗi dòng ghi một số: số đạt ở dòng trên, tổng số ở dòng dưới", "one number a row: the part above, the whole below"))
			f.Bad = true
		default:
			typed := f.Typed() + "/" + w.figure.Typed()
			f.SetAside(func(a *figures.Aside) { a.OutOf, a.Typed = w.figure.Value(), typed })
		}
	}
}

// noPart reports a whole whose part was left empty, at the empty cell where that is known.
func (r *formReader) noPart(w whole) {
	f := w.figure
	if f.Bad {
		return
	}
	if l, ok := r.rows[f.Indicator]; ok && l.sheet == f.From {
		f.At = place(w.at, l.row)
	}
	r.list.Add(finding.New(finding.MissingField, f.Pos(), finding.Say("%s: số đạt được", "%s: the part", f.Indicator)).
		Relate(w.figure.Pos(), finding.Say("tổng số ghi ở đây là %s", "the whole given here is %s", w.figure.Typed())).
		Hinted("ghi 0 nếu chưa có, x nếu không áp dụng", "write 0 for none, x if it does not apply"))
	f.Bad = true
	r.figures = append(r.figures, f)
}
