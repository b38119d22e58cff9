package period

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func parse(t testing.TB, code string) Period {
	t.Helper()
	p, ok := Parse(code)
	if !ok {
		t.Fatalf("Parse(%q) found no period", code)
	}
	return p
}

func TestPeriod_NamesAndDays(t *testing.T) {
	tests := []struct {
		code        string
		kind        Kind
		from, to    string
		label, long string
		next, pair  string
	}{
		{"2022-Q1", Quarter, "2022-01-01", "2022-03-31", "quý I/2022", "quý I năm 2022", "quý II/2022",
			"quý I, phương hướng, nhiệm vụ quý II năm 2022"},
		{"2022-Q3", Quarter, "2022-07-01", "2022-09-30", "quý III/2022", "quý III năm 2022", "quý IV/2022",
			"quý III, phương hướng, nhiệm vụ quý IV năm 2022"},
		{"2022-Q4", Quarter, "2022-10-01", "2022-12-31", "quý IV/2022", "quý IV năm 2022", "quý I/2023",
			"quý IV năm 2022, phương hướng, nhiệm vụ quý I năm 2023"},
		{"2019-H1", Half, "2019-01-01", "2019-06-30", "6 tháng đầu năm 2019", "6 tháng đầu năm 2019", "6 tháng cuối năm 2019",
			"6 tháng đầu năm, phương hướng, nhiệm vụ 6 tháng cuối năm 2019"},
		{"2022-H2", Half, "2022-07-01", "2022-12-31", "6 tháng cuối năm 2022", "6 tháng cuối năm 2022", "6 tháng đầu năm 2023",
			"6 tháng cuối năm 2022, phương hướng, nhiệm vụ 6 tháng đầu năm 2023"},
		{"2022-9M", NineMonths, "2022-01-01", "2022-09-30", "9 tháng đầu năm 2022", "9 tháng đầu năm 2022", "3 tháng cuối năm 2022",
			"9 tháng đầu năm, phương hướng, nhiệm vụ 3 tháng cuối năm 2022"},
		{"2022", Year, "2022-01-01", "2022-12-31", "năm 2022", "năm 2022", "năm 2023",
			"năm 2022, phương hướng, nhiệm vụ năm 2023"},
	}
	for _, tt := range tests {
		p := parse(t, tt.code)
		got := []string{p.Code, string(p.Kind), p.From.String(), p.To.String(), p.Label(), p.Long(), p.NextLabel(), p.Pair()}
		want := []string{tt.code, string(tt.kind), tt.from, tt.to, tt.label, tt.long, tt.next, tt.pair}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.code, diff)
		}
	}
}

func TestParse_LettersInEitherCase(t *testing.T) {
	for typed, want := range map[string]string{"2022-q1": "2022-Q1", "2022-h2": "2022-H2", "2022-9m": "2022-9M"} {
		if p := parse(t, typed); p.Code != want {
			t.Errorf("Parse(%q).Code = %q, want %q", typed, p.Code, want)
		}
	}
	for _, code := range []string{"", "22", "2022-", "2022-Q5", "2022-Q0", "2022-H3", "2022-6M", "2022Q1", "2022-Q1 ", "0022-Q1", "1899", "2200-Q1", "Q1-2022", "quý I/2022", "+022", "20222"} {
		if p, ok := Parse(code); ok {
			t.Errorf("Parse(%q) = %v", code, p)
		}
	}
}

func code(p Period, ok bool) string {
	if !ok {
		return ""
	}
	return p.Code
}

func codes(ps []Period) []string {
	var out []string
	for _, p := range ps {
		out = append(out, p.Code)
	}
	return out
}

func TestPeriod_Neighbours(t *testing.T) {
	q := []string{"", "2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4"}
	tests := []struct {
		code, next, previous, lastYear string
		quarters, toDate               []string
		startsYear                     bool
	}{
		{"2022-Q1", "2022-Q2", "2021-Q4", "2021-Q1", nil, q[1:2], true},
		{"2022-Q2", "2022-Q3", "2022-Q1", "2021-Q2", nil, q[1:3], false},
		{"2022-Q4", "2023-Q1", "2022-Q3", "2021-Q4", nil, q[1:5], false},
		{"2022-H1", "2022-H2", "2021-H2", "2021-H1", q[1:3], q[1:3], true},
		{"2022-H2", "2023-H1", "2022-H1", "2021-H2", q[3:5], q[1:5], false},
		{"2022-9M", "", "", "2021-9M", q[1:4], q[1:4], true},
		{"2022", "2023", "2021", "2021", q[1:5], q[1:5], true},
		{"1900-Q1", "1900-Q2", "", "", nil, []string{"1900-Q1"}, true},
		{"2199", "", "2198", "2198", []string{"2199-Q1", "2199-Q2", "2199-Q3", "2199-Q4"}, []string{"2199-Q1", "2199-Q2", "2199-Q3", "2199-Q4"}, true},
	}
	for _, tt := range tests {
		p := parse(t, tt.code)
		got := [][]string{{code(p.Next())}, {code(p.Previous())}, {code(p.LastYear())}, codes(p.Quarters()), codes(p.YearToDate())}
		want := [][]string{{tt.next}, {tt.previous}, {tt.lastYear}, tt.quarters, tt.toDate}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.code, diff)
		}
		if p.StartsYear() != tt.startsYear {
			t.Errorf("%s.StartsYear() = %v", tt.code, p.StartsYear())
		}
	}
}

func TestCustom_CodeLabelAndDays(t *testing.T) {
	from, to := Date{2021, 12, 15}, Date{2022, 3, 14}
	p, ok := Custom("dot-1-2022", "đợt 1 năm 2022", from, to)
	if !ok || p.Kind != Other || p.From != from || p.To != to {
		t.Fatalf("Custom = %v, %v", p, ok)
	}
	for name, got := range map[string]string{"Label": p.Label(), "Long": p.Long(), "Pair": p.Pair()} {
		if got != "đợt 1 năm 2022" {
			t.Errorf("%s() = %q", name, got)
		}
	}
	if got := p.NextLabel(); got != "kỳ tiếp theo" {
		t.Errorf("NextLabel() = %q", got)
	}
	_, next := p.Next()
	_, previous := p.Previous()
	_, lastYear := p.LastYear()
	if next || previous || lastYear || p.Quarters() != nil || p.YearToDate() != nil || p.StartsYear() || p.IsZero() {
		t.Error("an explicit period has neighbours, quarters or the year's beginning")
	}
	if got := p.WithCutoff(14); got != p {
		t.Errorf("WithCutoff moved an explicit period to %v – %v", got.From, got.To)
	}
	unnamed, _ := Custom("dot-1", "", from, to)
	if got := unnamed.Label(); got != "từ 15/12/2021 đến 14/3/2022" {
		t.Errorf("Label() without a label = %q", got)
	}
	fromNewYear, _ := Custom("dot-2", "", Date{2022, 1, 1}, to)
	if !fromNewYear.StartsYear() {
		t.Error("1/1/2022 – 14/3/2022 begins with the year")
	}
	oneDay, ok := Custom("ngay-hoi", "", from, from)
	if !ok || oneDay.To != from {
		t.Error("a period of one day was refused")
	}
}

func TestCustom_Refuses(t *testing.T) {
	day, later := Date{2022, 1, 1}, Date{2022, 3, 14}
	tests := []struct {
		name, code string
		from, to   Date
	}{
		{"no code", "", day, later},
		{"capitals", "Dot-1", day, later},
		{"a blank", "dot 1", day, later},
		{"marks", "đợt", day, later},
		{"a standard code", "2022-q1", day, later},
		{"a year", "2022", day, later},
		{"backwards", "dot-1", later, day},
		{"a month", "dot-1", Date{2022, 1, 0}, later},
		{"no end", "dot-1", day, Date{}},
		{"no such day", "dot-1", day, Date{2022, 2, 30}},
	}
	for _, tt := range tests {
		if p, ok := Custom(tt.code, "nhãn", tt.from, tt.to); ok {
			t.Errorf("%s: Custom(%q) = %v", tt.name, tt.code, p)
		}
	}
}

func TestWithCutoff_MonthEndsOnThatDay(t *testing.T) {
	tests := []struct {
		code     string
		day      int
		from, to string
	}{
		{"2022-Q1", 14, "2021-12-15", "2022-03-14"},
		{"2022-Q2", 14, "2022-03-15", "2022-06-14"},
		{"2022-H2", 14, "2022-06-15", "2022-12-14"},
		{"2022", 14, "2021-12-15", "2022-12-14"},
		{"2022-9M", 20, "2021-12-21", "2022-09-20"},
		{"2022-Q2", 30, "2022-03-31", "2022-06-30"},
		{"2022-Q1", 0, "2022-01-01", "2022-03-31"},
		{"2022-Q1", 31, "2022-01-01", "2022-03-31"},
		{"2022-Q1", -3, "2022-01-01", "2022-03-31"},
	}
	for _, tt := range tests {
		p := parse(t, tt.code).WithCutoff(tt.day)
		if p.From.String() != tt.from || p.To.String() != tt.to || p.Code != tt.code {
			t.Errorf("%s with cut-off %d: %s, %v – %v, want %s – %s", tt.code, tt.day, p.Code, p.From, p.To, tt.from, tt.to)
		}
	}
	if p := parse(t, "2022-Q1").WithCutoff(14); p.Label() != "quý I/2022" || !p.StartsYear() || p.WithCutoff(0) != parse(t, "2022-Q1") {
		t.Error("a cut-off changes more than the days")
	}
	if parse(t, "2022-Q1").WithCutoff(31) != parse(t, "2022-Q1") {
		t.Error("a cut-off of 31 is the calendar's")
	}
	if got := (Period{}).WithCutoff(14); !got.IsZero() || got.Label() != "" {
		t.Errorf("no period with a cut-off is %v", got)
	}
}

func TestPeriod_StepsRoundTripAndLeaveNoGap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		year := rapid.IntRange(1950, 2150).Draw(t, "year")
		s := rapid.SampledFrom(spans).Draw(t, "span")
		p, ok := standard(year, s, 0)
		if !ok {
			t.Fatalf("no period %d%s", year, s.code)
		}
		if again, ok := Parse(p.Code); !ok || !again.Equal(p) {
			t.Fatalf("Parse(%q) = %v, %v", p.Code, again, ok)
		}
		p = p.WithCutoff(rapid.IntRange(0, 31).Draw(t, "cutoff"))
		next, ok := p.Next()
		if ok != (p.Kind != NineMonths) {
			t.Fatalf("%s.Next(): %v", p.Code, ok)
		}
		if !ok {
			return
		}
		if next.From != p.To.AddDays(1) {
			t.Fatalf("%s ends %v, %s begins %v", p.Code, p.To, next.Code, next.From)
		}
		if back, ok := next.Previous(); !ok || back != p {
			t.Fatalf("%s.Previous() = %v, %v, want %v", next.Code, back, ok, p)
		}
		quarters := p.Quarters()
		if len(quarters) > 0 && (quarters[0].From != p.From || quarters[len(quarters)-1].To != p.To) {
			t.Fatalf("the quarters of %s: %v", p.Code, quarters)
		}
	})
}
