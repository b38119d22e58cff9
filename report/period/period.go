// Package period holds reporting periods and dates: their codes, their arithmetic and
// the way Vietnamese documents write them. [Parse] and [Custom] make a [Period],
// [ParseDate] a [Date].
package period

import (
	"strconv"
	"strings"
)

// Kind is a kind of period, as templates list them.
type Kind string

const (
	Quarter    Kind = "quarter"     // 2022-Q1
	Half       Kind = "half"        // 2022-H1, 2022-H2
	NineMonths Kind = "nine-months" // 2022-9M
	Year       Kind = "year"        // 2022
	Other      Kind = "other"       // {code, label, from, to}
)

// Period is a reporting period (kỳ báo cáo): a code, a name and two whole days.
// The zero Period is none.
type Period struct {
	Code     string
	Kind     Kind
	From, To Date
	label    string // of an explicit period, as given
	cutoff   int    // the last day of the office's month; 0 is the calendar's
}

// span is what is known of a standard period whatever its year.
type span struct {
	code        string // what follows the year
	kind        Kind
	first, last int    // months
	name        string // before the year
	next        string // the rest of the year, where that is another thing than the next period of the kind
}

var spans = []span{
	{"-Q1", Quarter, 1, 3, "quý I", ""},
	{"-Q2", Quarter, 4, 6, "quý II", ""},
	{"-Q3", Quarter, 7, 9, "quý III", ""},
	{"-Q4", Quarter, 10, 12, "quý IV", ""},
	{"-H1", Half, 1, 6, "6 tháng đầu năm", ""},
	{"-H2", Half, 7, 12, "6 tháng cuối năm", ""},
	{"-9M", NineMonths, 1, 9, "9 tháng đầu năm", "3 tháng cuối năm"},
	{"", Year, 1, 12, "năm", ""},
}

// Parse reads the code of a standard period: 2022-Q1, 2022-H2, 2022-9M or 2022, its
// letter in either case.
func Parse(code string) (p Period, ok bool) {
	if len(code) < 4 {
		return Period{}, false
	}
	year, ok := digits(code[:4])
	if !ok {
		return Period{}, false
	}
	for _, s := range spans {
		if strings.EqualFold(code[4:], s.code) {
			return standard(year, s, 0)
		}
	}
	return Period{}, false
}

// standard makes the period of a year; ok is false for a year that none has.
func standard(year int, s span, cutoff int) (p Period, ok bool) {
	if year < firstYear || year > lastYear {
		return Period{}, false
	}
	p = Period{
		Code: strconv.Itoa(year) + s.code, Kind: s.kind, cutoff: cutoff,
		From: monthEnd(year, s.first-1, cutoff).AddDays(1), To: monthEnd(year, s.last, cutoff),
	}
	return p, true
}

// monthEnd is the last day of an office's month, which ends on the day cutoff or with
// the calendar's. Month 0 is December of the year before.
func monthEnd(year, month, cutoff int) Date {
	if month == 0 {
		year, month = year-1, 12
	}
	last := daysIn(year, month)
	if cutoff > 0 {
		last = min(cutoff, last)
	}
	return Date{year, month, last}
}

// Custom makes an explicit period. ok is false unless the code has small letters, digits
// and hyphens only and is no standard period's, and from and to are days in this order.
// Without a label the period is named by its days.
func Custom(code, label string, from, to Date) (p Period, ok bool) {
	if code == "" || strings.Trim(code, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		return Period{}, false
	}
	if _, taken := Parse(code); taken {
		return Period{}, false
	}
	if !from.Whole() || !to.Whole() || !from.real() || !to.real() || from.Compare(to) > 0 {
		return Period{}, false
	}
	if label == "" {
		label = "từ " + from.Short() + " đến " + to.Short()
	}
	return Period{Code: code, Kind: Other, From: from, To: to, label: label}, true
}

// IsZero reports whether there is no period.
func (p Period) IsZero() bool { return p == Period{} }

// Equal reports whether p and q are the same period in every respect.
func (p Period) Equal(q Period) bool { return p == q }

// WithCutoff is p for an office whose month ends on the given day: a quarter then begins
// the day after it in the month before the first. A month without the day ends with its
// last. Day 0 is the calendar; an explicit period has its own days and stays as it is.
func (p Period) WithCutoff(day int) Period {
	if day < 0 || day > 30 { // no month is longer than the calendar's
		day = 0
	}
	s, ok := p.span()
	if !ok || p.cutoff == day {
		return p
	}
	q, _ := standard(p.year(), s, day)
	return q
}

// year is the year in the code. With a cut-off the period may begin in the year before,
// but it never ends in another.
func (p Period) year() int { return p.To.Year }

// span finds what is known of p; ok is false for an explicit and for the zero Period.
func (p Period) span() (s span, ok bool) {
	if p.Kind == Other || p.IsZero() {
		return span{}, false
	}
	for _, s := range spans {
		if s.kind == p.Kind && s.last == p.To.Month {
			return s, true
		}
	}
	return span{}, false
}

// Next is the period of the same kind that follows; ok is false where there is none:
// after nine months, and after an explicit period.
func (p Period) Next() (next Period, ok bool) { return p.step(1) }

// Previous is the period of the same kind that comes before; see [Period.Next].
func (p Period) Previous() (previous Period, ok bool) { return p.step(-1) }

func (p Period) step(by int) (Period, bool) {
	s, ok := p.span()
	if !ok {
		return Period{}, false
	}
	to, year, ok := s.move(p.year(), by)
	if !ok {
		return Period{}, false
	}
	return standard(year, to, p.cutoff)
}

// move finds the span of the same kind that many periods later, and its year; ok is false
// where the kind does not fill the year.
func (s span) move(year, periods int) (to span, toYear int, ok bool) {
	last := year*12 + s.last - 1 + periods*(s.last-s.first+1) // its last month, counted from the year 0
	for _, other := range spans {
		if other.kind == s.kind && other.last == last%12+1 {
			return other, last / 12, true
		}
	}
	return span{}, 0, false
}

// LastYear is the same period of the year before; ok is false for an explicit period.
func (p Period) LastYear() (same Period, ok bool) {
	s, ok := p.span()
	if !ok {
		return Period{}, false
	}
	return standard(p.year()-1, s, p.cutoff)
}

// Quarters are the quarters that make up a longer period, and nil for any other.
func (p Period) Quarters() []Period {
	s, ok := p.span()
	if !ok || s.kind == Quarter {
		return nil
	}
	return p.quarters(s.first, s.last)
}

// YearToDate are the quarters from the beginning of the year to the end of p, and nil for
// an explicit period.
func (p Period) YearToDate() []Period {
	s, ok := p.span()
	if !ok {
		return nil
	}
	return p.quarters(1, s.last)
}

// quarters are those of p's year between two months.
func (p Period) quarters(first, last int) []Period {
	var out []Period
	for _, s := range spans {
		if s.kind == Quarter && s.first >= first && s.last <= last {
			q, _ := standard(p.year(), s, p.cutoff)
			out = append(out, q)
		}
	}
	return out
}

// StartsYear reports whether p begins with the year, so that its figures are also those
// of the year to date.
func (p Period) StartsYear() bool {
	if s, ok := p.span(); ok {
		return s.first == 1
	}
	return p.From.Month == 1 && p.From.Day == 1
}
