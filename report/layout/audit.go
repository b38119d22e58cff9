package layout

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"baocao/report/document"
	"baocao/report/expr"
	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/period"
	"baocao/report/spec"
)

// The sheets for auditors: the cover, the checks, who handed in what, the targets, and
// where every figure came from.

// cover tells what the workbook is, and leads to its sheets.
func (l *layouter) cover() document.Sheet {
	s := document.Sheet{Name: coverSheet, Portrait: true, Titles: []string{strings.ToUpper(l.t.Title), l.r.Period.Long()}}
	r := l.r
	rows := []document.Row{
		factRow("Đơn vị", text(r.Unit.Name)),
		factRow("Mã đơn vị", text(r.Unit.Code)),
		factRow("Kỳ báo cáo", text(r.Period.Label())),
		factRow("Từ ngày", text(r.Period.From.Short())),
		factRow("Đến ngày", text(r.Period.To.Short())),
		factRow("Đã nộp", text(fmt.Sprintf("%d/%d đơn vị", r.Received(), r.Expected()))),
	}
	if verdicts, some := l.verdictFact(); some {
		s.Signals = []document.Signal{verdictSignal(document.Address(2, s.BodyRow()+len(rows)))}
		rows = append(rows, factRow("Kết quả kiểm tra", verdicts))
	}
	rows = append(rows,
		factRow("Mẫu báo cáo", text(l.t.Name)),
		factRow("Mã băm của mẫu (SHA-256)", text(l.t.SHA256)),
		factRow("Mã số liệu", text(shortFingerprint(r.Fingerprint))),
		factRow("Mã số liệu đầy đủ (SHA-256)", text(r.Fingerprint)),
		factRow("Lập bằng", text(l.o.Generator)))
	rows = append(rows, l.acceptedRows()...)
	rows = append(rows, document.Row{Cells: []document.Cell{{Text: "Các trang tính", Style: document.Style{Role: document.Group}, Across: 2}, {Style: groupStyle}}})
	for _, c := range l.contents() {
		link := text(c[0])
		link.Link = document.On(c[0], "A1")
		rows = append(rows, document.Row{Cells: []document.Cell{link, text(c[1])}})
	}
	s.Table = document.Table{Columns: []document.Column{{Width: 32}, {Width: 70}}, Rows: slices.Values(rows), Foot: []string{
		"Dấu “…”: chưa có số liệu; “x”: không áp dụng; 0: không phát sinh. Thiếu số liệu không được coi là 0.",
		"Mọi ô tổng, tỷ lệ, so sánh là công thức, dẫn về trang “" + dataSheet + "”.",
	}}
	return s
}

func factRow(label string, fact document.Cell) document.Row {
	return document.Row{Cells: []document.Cell{{Text: label, Style: document.Style{Role: document.Label}}, fact}}
}

// verdictFact repeats the count of verdicts from the sheet of checks; some is false where no
// check applies.
func (l *layouter) verdictFact() (fact document.Cell, some bool) {
	frame := l.checkFrame()
	place := document.On(checkSheet, document.Address(1, frame.HeadRow()))
	counts := l.checks.verdictCounts(0, 1)[0]
	return document.Cell{Text: counts.Text, Formula: document.Formula{Text: place}, Link: place}, len(l.checks.shown) > 0
}

// contents lists the sheets after the cover, and what each is for.
func (l *layouter) contents() [][2]string {
	var all [][2]string
	if book := l.t.Book; book != nil {
		for i, s := range book.Sheets {
			if book.Parts.Sheets[i].State == "" {
				all = append(all, [2]string{s.Name, "Biểu theo mẫu Excel của cơ quan"})
			}
		}
	}
	for _, p := range l.order {
		all = append(all, [2]string{p.sheet.Name, p.table.Title})
	}
	if _, ok := l.chartSheet(); ok {
		all = append(all, [2]string{chartSheet, "Các biểu đồ qua các kỳ, tình hình nộp báo cáo, và số liệu của chúng"})
	}
	all = append(all,
		[2]string{checkSheet, "Từng quy tắc kiểm tra: hai vế và kết quả, tính lại khi số thay đổi"},
		[2]string{unitSheet, "Đơn vị đã nộp, chưa nộp; tệp và mã băm của tệp"},
		[2]string{dataSheet, "Số liệu từng đơn vị như đã nộp, và tổng cộng"})
	if len(l.plans.rows) > 0 {
		all = append(all, [2]string{targetSheet, "Kế hoạch được giao"})
	}
	return append(all, [2]string{sourcesSheet, "Mỗi số liệu lấy từ tệp nào, chỗ nào"})
}

// shortFingerprint is what both documents print: the first 16 digits in groups of four.
func shortFingerprint(f string) string {
	return f[0:4] + " " + f[4:8] + " " + f[8:12] + " " + f[12:16]
}

// The words of a check's verdict.
const (
	passedWord = "ĐẠT"
	failedWord = "KHÔNG ĐẠT"
	notRunWord = "KHÔNG KIỂM TRA ĐƯỢC"
)

var verdicts = map[model.Result]string{model.Passed: passedWord, model.Failed: failedWord, model.NotRun: notRunWord}

// The columns of the sheet of checks.
const (
	messageColumn    = 2
	ruleColumn       = 3
	scopeColumn      = 4
	leftColumn       = 5
	rightColumn      = 7
	differenceColumn = 8
	verdictColumn    = 9
	reasonColumn     = 10
)

// sideDigits is how exactly the sides are compared there.
const sideDigits = model.SideDecimals

// checkFrame is the sheet of checks without its table.
func (l *layouter) checkFrame() document.Sheet {
	return document.Sheet{Name: checkSheet, FreezeCol: 2, Titles: []string{"Kiểm tra số liệu", l.r.Unit.Name + ", " + l.r.Period.Label()}}
}

func (l *layouter) checkSheet() document.Sheet {
	s := l.checkFrame()
	columns := []struct {
		head  string
		width bounds
		align document.Align
	}{
		{"TT", bounds{5, 5}, document.Center}, {"Thông báo khi không đạt", bounds{30, 46}, document.Left}, {"Quy tắc", bounds{16, 34}, document.Left},
		{"Phạm vi", bounds{14, 30}, document.Left}, {"Vế trái", bounds{10, 10}, document.Right}, {"So sánh", bounds{8, 8}, document.Center},
		{"Vế phải", bounds{10, 10}, document.Right}, {"Chênh lệch", bounds{10, 10}, document.Right}, {"Kết quả", bounds{26, 26}, document.Center},
		{"Lý do", bounds{16, 36}, document.Left},
	}
	shown, passed, idle := l.checks.shown, l.checks.passed, l.checks.idle
	needs := l.checkNeeds(len(columns))
	head := make([]document.Cell, len(columns))
	for i, c := range columns {
		head[i] = heading(c.head)
		s.Table.Columns = append(s.Table.Columns, document.Column{Width: needs[i].width(c.width), Align: c.align})
	}
	s.Table.Head = [][]document.Cell{head}
	if len(shown) > 0 {
		s.Table.Head = [][]document.Cell{nil, head}
		s.Table.Head[0] = l.checks.verdictCounts(s.BodyRow(), len(columns))
	}
	body := s.BodyRow()
	s.Table.Rows = func(yield func(document.Row) bool) {
		m := l.rowMaker()
		for i := range shown {
			if !yield(m.checkRow(&shown[i], i+1, body+i)) {
				return
			}
		}
	}
	if passed > 0 {
		s.Table.Foot = append(s.Table.Foot, fmt.Sprintf("Ngoài ra %d kiểm tra ở từng đơn vị đều đạt.", passed))
	}
	if idle > 0 {
		s.Table.Foot = append(s.Table.Foot, fmt.Sprintf("Ngoài ra %d kiểm tra ở từng đơn vị không có gì để so: đơn vị không nộp số liệu nào mà quy tắc nói tới.", idle))
	}
	if len(shown) == 0 {
		s.Table.Foot = append(s.Table.Foot, "Không có quy tắc nào áp dụng cho số liệu của kỳ này.")
	}
	return s
}

// checkNeeds says what the columns of the checks hold. Thousands of units are judged by the
// same rules, lack the same figures and have small ones, so that each is looked at once.
func (l *layouter) checkNeeds(columns int) []need {
	needs := make([]need, columns)
	type side struct {
		column int
		value  num.Value
	}
	rules, reasons, sides, scope := map[*spec.Check]bool{}, map[model.Reason]bool{}, map[side]bool{}, ""
	for i := range l.checks.shown {
		c := &l.checks.shown[i]
		if !rules[c.Check] {
			rules[c.Check] = true
			needs[messageColumn-1].text(c.Message, false)
			needs[ruleColumn-1].text(c.Rule.Source, false)
		}
		if !reasons[c.Reason] {
			reasons[c.Reason] = true
			needs[reasonColumn-1].text(wordReason(c.Reason), false)
		}
		if s := l.scope(c); s != scope {
			scope = s
			needs[scopeColumn-1].text(s, false)
		}
		for _, s := range [...]side{{leftColumn, c.Left}, {rightColumn, c.Right}, {differenceColumn, apartBy(c)}} {
			if !sides[s] {
				sides[s] = true
				cell := sided(s.value)
				needs[s.column-1].cell(&cell)
			}
		}
	}
	return needs
}

// scope says of whom a check is.
func (l *layouter) scope(c *model.Check) string {
	if c.Unit == everyUnit {
		return "Số tổng hợp"
	}
	return l.names[c.Unit]
}

// reason is why a check did not run. Few reasons are those of thousands of checks.
func (m *rowMaker) reason(r model.Reason) string {
	said, known := m.reasons[r]
	if !known {
		said = wordReason(r)
		m.reasons[r] = said
	}
	return said
}

func wordReason(r model.Reason) string {
	if r.IsZero() {
		return ""
	}
	return r.In(finding.VI)
}

// apartBy is how far the sides of a check are apart.
func apartBy(c *model.Check) num.Value {
	return c.Left.Round(sideDigits).Sub(c.Right.Round(sideDigits))
}

// checks are those of a report. The sheet shows all of a report on one unit; of several, those
// on the totals and those on units that failed or lacked something.
type checks struct {
	shown        []model.Check
	tally        model.Tally // of all
	passed, idle int         // of those that are not shown; idle ones had nothing to run on
}

func checksOf(r *model.Report) checks {
	tally := r.Tally()
	all, shown := checks{tally: tally, passed: tally.By[model.Passed], idle: tally.Idle}, r.LoudChecks()
	if len(r.Units) == 1 {
		shown = r.AllChecks()
	}
	all.shown = make([]model.Check, 0, tally.By[model.Failed]+tally.By[model.NotRun]-tally.Idle+len(r.Checks))
	for c := range shown {
		all.shown = append(all.shown, c)
		switch {
		case c.Result == model.Passed:
			all.passed--
		case c.Idle:
			all.idle--
		}
	}
	return all
}

// verdictCounts is a heading over all columns that counts the verdicts below it, with the
// checks that are not shown.
func (c *checks) verdictCounts(body, columns int) []document.Cell {
	column := document.ColumnName(verdictColumn)
	verdicted := fmt.Sprintf("%s%d:%s%d", column, body, column, body+len(c.shown)-1)
	unseen := map[model.Result]int{model.Passed: c.passed, model.NotRun: c.idle}
	var said, formulas []string
	for _, result := range []model.Result{model.Passed, model.Failed, model.NotRun} {
		word := verdicts[result]
		said = append(said, fmt.Sprintf("%s: %d", word, c.tally.By[result]))
		formula := fmt.Sprintf(`COUNTIF(%s,"%s")`, verdicted, word)
		if n := unseen[result]; n > 0 {
			formula = fmt.Sprintf("(%s+%d)", formula, n)
		}
		formulas = append(formulas, fmt.Sprintf(`"%s: "&%s`, word, formula))
	}
	cell := heading(strings.Join(said, "; "))
	cell.Formula.Text, cell.Across = strings.Join(formulas, `&"; "&`), columns
	return append([]document.Cell{cell}, make([]document.Cell, columns-1)...)
}

func (m *rowMaker) checkRow(c *model.Check, order, row int) document.Row {
	apart := sided(apartBy(c))
	apart.Formula = m.write(patternKey{kind: differencePattern}, row, func() string {
		left, right := openSides()
		return both(left, right, fmt.Sprintf("ROUND(%s-%s,%d)", left, right, sideDigits))
	})
	verdict := document.Cell{Text: verdicts[c.Result], Style: document.Style{Role: document.Verdict, Align: document.Center}}
	if c.Result != model.NotRun || c.Left.State != num.Known || c.Right.State != num.Known {
		verdict.Formula = m.write(patternKey{kind: verdictPattern, rule: c.Rule}, row, func() string {
			left, right := openSides()
			return fmt.Sprintf(`IF(COUNT(%s,%s)<2,"%s",IF(ROUND(%s-%s,%d)%s0,"%s","%s"))`,
				left, right, notRunWord, left, right, sideDigits, c.Rule.Op, passedWord, failedWord)
		})
	}
	m.cells = append(m.cells[:0],
		centred(strconv.Itoa(order)), text(c.Message), text(c.Rule.Source), text(m.scope(c)),
		m.side(c, c.Left, c.Rule.Left, 0), centred(c.Rule.Op), m.side(c, c.Right, c.Rule.Right, 1),
		apart, verdict, text(m.reason(c.Reason)))
	return document.Row{Cells: m.cells}
}

// openSides are the cells of both sides in the row of a check.
func openSides() (left, right string) {
	return address(leftColumn, openRow), address(rightColumn, openRow)
}

// side is one side of a check, of which there are two.
func (m *rowMaker) side(c *model.Check, v num.Value, f *expr.Formula, which int) document.Cell {
	side := sided(v)
	side.Formula = m.excel(patternKey{kind: sidePattern, rule: c.Rule, part: which}, f, sideDigits, c.Unit, false)
	return side
}

// sided shows a side of a check with as many decimals as it has, two at most.
func sided(v num.Value) document.Cell {
	v = v.Round(sideDigits)
	decimals := 0
	if v.IsKnown() && !v.Number.IsInt() {
		decimals = 2
	}
	return figure(v, decimals, "")
}

func (l *layouter) unitSheet() document.Sheet {
	s := document.Sheet{Name: unitSheet, FreezeCol: 2, Titles: []string{"Đơn vị nộp báo cáo",
		fmt.Sprintf("%s: đã nộp %d/%d đơn vị", l.r.Period.Label(), l.r.Received(), l.r.Expected())}}
	hashes := map[string]string{}
	for _, in := range l.r.Inputs {
		hashes[in.File] = in.SHA256
	}
	heads := []string{"TT", "Đơn vị", "Mã đơn vị", "Tình trạng", "Tệp", "SHA-256 của tệp", "Ngày nhận", "Số cảnh báo"}
	limits := []bounds{{5, 5}, {16, 36}, {11, 24}, {14, 24}, {20, 40}, {68, 68}, {12, 20}, {11, 11}}
	needs := make([]need, len(heads))
	cells := make([]document.Cell, 0, len(heads)) // of one row, used again for the next
	for u := range l.r.Units {
		for at, c := range l.submissionCells(cells, u, hashes) {
			needs[at].cell(&c)
		}
	}
	for i, align := range []document.Align{document.Center, document.Left, document.Left, document.Center, document.Left, document.Left, document.Center, document.Right} {
		s.Table.Columns = append(s.Table.Columns, document.Column{Width: needs[i].width(limits[i]), Align: align})
	}
	s.Table.Head = [][]document.Cell{headings(heads)}
	s.Signals = unitSignals(s.BodyRow(), len(l.r.Units))
	s.Table.Rows = func(yield func(document.Row) bool) {
		cells := make([]document.Cell, 0, len(heads))
		for u := range l.r.Units {
			if !yield(document.Row{Cells: l.submissionCells(cells, u, hashes)}) {
				return
			}
		}
	}
	return s
}

// submissionCells appends the cells of the row of a unit.
func (l *layouter) submissionCells(cells []document.Cell, row int, hashes map[string]string) []document.Cell {
	u := &l.r.Units[row]
	received := "không ghi ngày nhận"
	switch {
	case len(u.Files) == 0:
		received = ""
	case u.Received != "":
		received = u.Received
	}
	var sums []string
	for _, f := range u.Files {
		sums = append(sums, hashes[f])
	}
	return append(cells, centred(strconv.Itoa(row+1)), text(l.names[row]), text(u.Code), centred(submissionState(u)),
		text(strings.Join(u.Files, "\n")), text(strings.Join(sums, "\n")), centred(received), figure(num.OfInt(int64(u.Warnings)), 0, ""))
}

// The words of how a unit handed in.
const (
	leftOutWord = "bỏ ra vì có lỗi"
	notHandedIn = "chưa nộp"
	lacksWord   = "thiếu"
	lateWord    = "nộp muộn"
)

// submissionState says how a unit handed in.
func submissionState(u *model.Unit) string {
	var states []string
	switch {
	case u.LeftOut:
		return leftOutWord
	case len(u.Files) == 0:
		return notHandedIn
	}
	if len(u.Lacks) > 0 {
		states = append(states, lacksWord+" "+periodLabels(u.Lacks))
	}
	if u.Late {
		states = append(states, lateWord)
	}
	if len(states) == 0 {
		return "đã nộp"
	}
	return strings.Join(states, "; ")
}

// periodLabels names the periods of some codes.
func periodLabels(codes []string) string {
	labels := make([]string, len(codes))
	for i, code := range codes {
		p, _ := period.Parse(code)
		labels[i] = p.Label()
	}
	return strings.Join(labels, ", ")
}

// sourcesSheet names file and place of every figure, while they are not too many to read.
func (l *layouter) sourcesSheet() document.Sheet {
	s := document.Sheet{Name: sourcesSheet, FreezeCol: 3, Titles: []string{"Nguồn số liệu", "Mỗi số liệu đã nộp: tệp và vị trí (dòng:cột, hoặc trang và ô)"}}
	heads := []string{"TT", "Đơn vị", "Mã", "Số liệu", "Kỳ", "Giá trị", "Thời gian khác của số liệu", "Tệp", "Vị trí"}
	s.Table.Head = [][]document.Cell{headings(heads)}
	s.Table.Columns = l.sourceColumns(heads)
	sources, all := l.sources()
	s.Table.Rows = sources
	if all {
		if n := l.countSources(); n > mostPrinted {
			keepOnScreen(&s, count(n)+" dòng")
		}
	} else {
		s.Table.Foot = []string{fmt.Sprintf("Có hơn %d số liệu; nguồn của mọi số liệu nằm trong tệp JSON đi kèm.", model.MostSources)}
	}
	return s
}

// keepOnScreen keeps a sheet of so much out of print, and says so where the print ends.
func keepOnScreen(s *document.Sheet, much string) {
	s.OnScreen = true
	says := "Trang có " + much + ", để tra cứu trên máy. Bản in chỉ có phần đề này; muốn in hết thì xoá vùng in (Page Layout, Print Area, Clear Print Area)."
	last := &s.Titles[len(s.Titles)-1]
	*last = strings.TrimSuffix(*last, ".") + ". " + says
}

// mostPrinted is how many sources are printed, on some ten pages.
const mostPrinted = 500

// countSources counts the rows of sources.
func (l *layouter) countSources() int {
	n := len(l.r.Apart)
	for band := range l.r.Bands {
		for u := range l.r.Units {
			for _, c := range l.r.Bands[band].Row(u) {
				if c.Figure != nil {
					n++
				}
			}
		}
	}
	return n
}

// sourceColumns knows what the columns hold without their rows.
func (l *layouter) sourceColumns(heads []string) []document.Column {
	var codes, labels, periods, windows, files []string
	value := below(heads[5])
	for slot, s := range l.t.Slots {
		codes, labels = append(codes, s.Code()), append(labels, l.fullLabel(slot))
		for band := range l.r.Bands {
			value.number(l.widestFigure(band, slot))
		}
	}
	for _, b := range l.r.Bands {
		periods = append(periods, b.Period.Label())
	}
	for _, a := range l.r.Apart {
		windows = append(windows, window(a.Figure.Since(), a.Figure.AsOf()))
		value.text(l.apartNumber(a), false)
	}
	for _, in := range l.r.Inputs {
		files = append(files, in.File)
	}
	return []document.Column{
		{Width: 6, Align: document.Center},
		{Width: l.belowNames(heads[1]).width(bounds{16, 36})},
		{Width: below(heads[2], codes...).width(bounds{8, 16})},
		{Width: below(heads[3], labels...).width(bounds{30, 56})},
		{Width: below(heads[4], periods...).width(bounds{10, 20}), Align: document.Center},
		{Width: value.width(bounds{10, 20}), Align: document.Right},
		{Width: below(heads[6], windows...).width(bounds{14, 30})},
		{Width: below(heads[7], files...).width(bounds{16, 40})},
		{Width: 16},
	}
}

// sources lists the figures of all bands with their places; all is false when there are
// too many, and then the list is empty.
func (l *layouter) sources() (rows iter.Seq[document.Row], all bool) {
	if l.r.TooManySources() {
		return slices.Values([]document.Row(nil)), false
	}
	return func(yield func(document.Row) bool) {
		order := 0
		add := func(cells []document.Cell) bool {
			order++
			cells[0] = centred(strconv.Itoa(order))
			return yield(document.Row{Cells: cells})
		}
		for band := range l.r.Bands {
			for u := range l.r.Units {
				for slot, c := range l.r.Bands[band].Row(u) {
					if c.Figure != nil && !add(l.sourceCells(band, u, slot, *c)) {
						return
					}
				}
			}
		}
		for _, a := range l.r.Apart {
			if !add(l.apartCells(a)) {
				return
			}
		}
	}, true
}

func (l *layouter) sourceCells(band, u, slot int, c model.Cell) []document.Cell {
	s := l.t.Slots[slot]
	a, _ := l.dataCell(band, slot, firstUnit+u, false)
	value := figure(c.Value, s.Indicator.Decimals, a)
	value.Link = a
	return append([]document.Cell{{}, text(l.names[u]), text(s.Code()), text(l.fullLabel(slot)),
		centred(l.r.Bands[band].Period.Label()), value, text("")}, place(c.Figure)...)
}

func (l *layouter) apartCells(a model.Apart) []document.Cell {
	f := a.Figure
	value := document.Cell{Text: l.apartNumber(a), Style: document.Style{Align: document.Right, Role: document.Input}}
	if f.Rate() == nil && !f.OutOf().IsKnown() && f.Value().IsKnown() {
		value = figure(f.Value(), l.t.Slots[a.Slot].Indicator.Decimals, "")
		value.Style.Role = document.Input
	}
	return append([]document.Cell{{}, text(l.names[a.Unit]), text(l.t.Slots[a.Slot].Code()), text(l.fullLabel(a.Slot)),
		centred(l.r.Period.Label()), value, text(window(f.Since(), f.AsOf()))}, place(f)...)
}

func (l *layouter) fullLabel(slot int) string {
	s := l.t.Slots[slot]
	label := s.Indicator.Label
	if s.Category != nil {
		label += " – " + s.Category.Label
	}
	if s.IsOutOf {
		label += " – " + s.Indicator.OutOf
	}
	return label
}

func place(f *figures.Figure) []document.Cell {
	return []document.Cell{text(f.File()), text(f.Pos().Place())}
}
