package verify

import (
	"slices"

	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/num"
	"baocao/report/output"
	"baocao/report/trace"
)

// sums adds up what a JSON says: totals over units, shares, what is compared.
func (v *verifier) sums() error {
	for _, s := range v.subjects {
		if s.written == nil || s.again {
			continue
		}
		a := adder{v: v, s: s}
		a.head()
		a.band(s.written.Period, s.written.Figures)
		for _, b := range s.written.OtherPeriods {
			a.band(b.Period, b.Figures)
		}
		a.shares()
		if s.kind == output.JSON {
			v.say("%s tổng, tỷ trọng, mức tăng giảm của tệp JSON tính lại", "%s totals, shares and changes of the JSON computed anew", grouped(a.added))
		}
	}
	return nil
}

// adder computes what a JSON can be asked to prove by itself.
type adder struct {
	v     *verifier
	s     *subject
	added int
}

// wrong names a figure of the JSON.
func (a *adder) wrong(period model.WrittenPeriod, f *model.WrittenFigure, field string, got, want num.Value) {
	path := "figures · " + figureLabel(f) + " · " + field
	if period.Code != a.s.written.Period.Code {
		path = "other_periods · " + period.Code + " · " + path
	}
	place := finding.Plain(path)
	if a.s.kind == output.PDF {
		place = attached(path)
	}
	a.v.add(Fault{Kind: Wrong, File: a.s.Path, Place: place, Figure: figureLabel(f),
		What: finding.Say("ghi %s, tính lại được %s", "it says %s, computed anew it is %s", said(got), said(want))})
}

func said(v num.Value) finding.Text {
	switch v.State {
	case num.Known:
		return finding.Plain(v.Number.PrintExact())
	case num.NotApplicable:
		return finding.Plain(naSign)
	}
	return finding.Say("(không có)", "(nothing)")
}

// figureLabel is a figure's code with its category.
func figureLabel(f *model.WrittenFigure) string {
	if f.Category == "" {
		return f.Indicator
	}
	return f.Indicator + "." + f.Category
}

// head looks at the hashes and at who handed in.
func (a *adder) head() {
	w := a.s.written
	for _, h := range [][2]string{{"fingerprint", w.Fingerprint}, {"template.sha256", w.Template.SHA256}, {"texts_sha256", w.TextsSHA256}} {
		if !isSHA256(h[1]) {
			a.v.add(Fault{Kind: Wrong, File: a.s.Path, Place: finding.Plain(h[0]), What: finding.Say("“%s” không phải mã SHA-256", "“%s” is no SHA-256", h[1])})
		}
	}
	if c := w.Completeness; c.Received+len(c.Missing) != c.Expected {
		a.v.add(Fault{Kind: Wrong, File: a.s.Path, Place: finding.Plain("completeness"),
			What: finding.Say("đã nộp %d và chưa nộp %d, không thành %d đơn vị phải nộp", "%d received and %d missing do not make %d expected", c.Received, len(c.Missing), c.Expected)})
	}
}

func isSHA256(s string) bool {
	isHex := func(r rune) bool { return r >= '0' && r <= '9' || r >= 'a' && r <= 'f' }
	return len(s) == 64 && !slices.ContainsFunc([]rune(s), func(r rune) bool { return !isHex(r) })
}

// band adds up the figures of one period.
func (a *adder) band(period model.WrittenPeriod, figures []model.WrittenFigure) {
	for i := range figures {
		f := &figures[i]
		if f.Units == nil {
			continue
		}
		if f.Formula == "" && len(f.Sources) > 0 {
			var total num.Sum
			for _, s := range f.Sources {
				total.Add(s.Value)
			}
			a.same(period, f, "value", f.Value, total.Value())
		}
		if period.Code == a.s.written.Period.Code {
			a.compared(period, f)
		}
	}
}

func (a *adder) same(period model.WrittenPeriod, f *model.WrittenFigure, field string, got, want num.Value) {
	a.added++
	if got.IsKnown() != want.IsKnown() || got.IsKnown() && !got.Equal(want) {
		a.wrong(period, f, field, got, want)
	}
}

// compared computes what stands beside a figure of the report's own period.
func (a *adder) compared(period model.WrittenPeriod, f *model.WrittenFigure) {
	since := func(base num.Value, difference, change trace.Of) {
		d := f.Value.Sub(base)
		a.same(period, f, string(difference), difference.Number(f), d)
		if f.Nature != "rate" {
			d = d.Percent(base).Round(percentDecimals)
		}
		a.same(period, f, string(change), change.Number(f), d)
	}
	since(f.Previous, trace.DifferencePrevious, trace.ChangePrevious)
	since(f.LastYear, trace.Difference, trace.Change)
	reached := f.Value
	if f.Nature == "flow" && f.TargetOf == "year" {
		reached = f.YearToDate
	}
	a.same(period, f, string(trace.Attained), f.Attained, reached.Percent(f.Target).Round(percentDecimals))
}

// shares divides each breakdown again.
func (a *adder) shares() {
	type axis struct{ indicator, breakdown string }
	parts := map[axis][]*model.WrittenFigure{}
	var order []axis
	for i := range a.s.written.Figures {
		f := &a.s.written.Figures[i]
		if f.Category == "" || f.Units == nil {
			continue
		}
		at := axis{f.Indicator, f.Breakdown}
		if parts[at] == nil {
			order = append(order, at)
		}
		parts[at] = append(parts[at], f)
	}
	for _, at := range order {
		values := make([]num.Value, len(parts[at]))
		for i, f := range parts[at] {
			values[i] = f.Value
		}
		if num.SumParts(values).State == num.Missing {
			continue
		}
		for i, share := range num.Shares(values, percentDecimals) {
			a.same(a.s.written.Period, parts[at][i], string(trace.Share), parts[at][i].Share, share)
		}
	}
}
