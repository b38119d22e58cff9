package period

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Date is a day, or a whole month (Day 0) or year (Month and Day 0). The zero Date is none.
type Date struct{ Year, Month, Day int }

// Years outside of these are typing mistakes.
const firstYear, lastYear = 1900, 2199

// ParseDate reads 2022-04-27, 27/4/2022 or 27.4.2022, a month 2022-04 or 4/2022, a year
// 2022. ok is false for anything else, a day that no calendar has included.
func ParseDate(s string) (d Date, ok bool) {
	var parts []string
	switch {
	case strings.Contains(s, "-"):
		parts = strings.Split(s, "-")
	case strings.Contains(s, "/"):
		parts = backwards(strings.Split(s, "/"))
	case strings.Count(s, ".") == 2: // 4.2022 would rather be a number
		parts = backwards(strings.Split(s, "."))
	default:
		parts = []string{s}
	}
	if len(parts) > 3 || len(parts[0]) != 4 {
		return Date{}, false
	}
	numbers := make([]int, 3)
	for i, part := range parts {
		n, ok := digits(part)
		if !ok || i > 0 && (n == 0 || len(part) > 2) {
			return Date{}, false
		}
		numbers[i] = n
	}
	d = Date{numbers[0], numbers[1], numbers[2]}
	return d, d.real()
}

func backwards(parts []string) []string {
	slices.Reverse(parts)
	return parts
}

// digits reads a short whole number without a sign.
func digits(s string) (n int, ok bool) {
	if s == "" || len(s) > 4 || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// real reports whether the calendar has d.
func (d Date) real() bool {
	if d.Year < firstYear || d.Year > lastYear || d.Month < 0 || d.Month > 12 {
		return false
	}
	if d.Month == 0 {
		return d.Day == 0
	}
	return d.Day >= 0 && d.Day <= daysIn(d.Year, d.Month)
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Whole reports whether d is a day, not only a month or a year.
func (d Date) Whole() bool { return d.Day != 0 }

// First is the first day of d; a day is its own.
func (d Date) First() Date {
	if d.IsZero() {
		return d
	}
	return Date{d.Year, max(d.Month, 1), max(d.Day, 1)}
}

// Last is the last day of d; a day is its own.
func (d Date) Last() Date {
	switch {
	case d.IsZero() || d.Whole():
		return d
	case d.Month == 0:
		return Date{d.Year, 12, 31}
	}
	return Date{d.Year, d.Month, daysIn(d.Year, d.Month)}
}

// Compare orders dates by their first day: -1 when d comes before e, 0 when they are the
// same, 1 when after. A year comes before its first month, a month before its first day.
func (d Date) Compare(e Date) int {
	a, b := d.First(), e.First()
	return cmp.Or(
		cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Day, b.Day),
		cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day),
	)
}

// String gives d as ISO 8601 writes it, as far as it is known: 2022-04-27, 2022-04, 2022.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Short gives d as notes write it: 27/4/2022, 4/2022, 2022.
func (d Date) Short() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprint(d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%d/%d", d.Month, d.Year)
	}
	return fmt.Sprintf("%d/%d/%d", d.Day, d.Month, d.Year)
}

// Long gives d as the head of a document writes it: ngày 05 tháng 4 năm 2022. Days below
// ten and the months one and two have a leading zero, so that no digit can be put before
// them (HD 36, NĐ 30).
func (d Date) Long() string {
	if d.IsZero() {
		return ""
	}
	long := fmt.Sprintf("năm %d", d.Year)
	switch {
	case d.Month == 0:
		return long
	case d.Month <= 2:
		long = fmt.Sprintf("tháng %02d %s", d.Month, long)
	default:
		long = fmt.Sprintf("tháng %d %s", d.Month, long)
	}
	if d.Day == 0 {
		return long
	}
	return fmt.Sprintf("ngày %02d %s", d.Day, long)
}

// Time is the first instant of d in UTC; the zero Date gives the zero Time.
func (d Date) Time() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	first := d.First()
	return time.Date(first.Year, time.Month(first.Month), first.Day, 0, 0, 0, 0, time.UTC)
}

// AddDays is the day that comes n days after the first of d.
func (d Date) AddDays(n int) Date {
	if d.IsZero() {
		return d
	}
	t := d.Time().AddDate(0, 0, n)
	return Date{t.Year(), int(t.Month()), t.Day()}
}
