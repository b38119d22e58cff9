// Package period holds reporting periods and dates: their codes, their arithmetic and
// the way Vietnamese documents write them.
package period

// Date is a day, or a whole month (Day 0) or year (Month and Day 0). The zero Date is none.
type Date struct{ Year, Month, Day int }

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

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
type Period struct {
	Code     string
	Kind     Kind
	From, To Date
	label    string // of an explicit period, as given
}
