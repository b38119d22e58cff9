package period

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseDate_KnowsItsForms(t *testing.T) {
	tests := []struct {
		text string
		want Date
	}{
		{"2022-04-27", Date{2022, 4, 27}},
		{"27/4/2022", Date{2022, 4, 27}},
		{"27/04/2022", Date{2022, 4, 27}},
		{"05/4/2022", Date{2022, 4, 5}},
		{"27.4.2022", Date{2022, 4, 27}},
		{"29/2/2024", Date{2024, 2, 29}},
		{"2022-04", Date{2022, 4, 0}},
		{"4/2022", Date{2022, 4, 0}},
		{"2022", Date{2022, 0, 0}},
	}
	for _, tt := range tests {
		if got, ok := ParseDate(tt.text); !ok || got != tt.want {
			t.Errorf("ParseDate(%q) = %v, %v, want %v", tt.text, got, ok, tt.want)
		}
	}
}

func TestParseDate_RealDaysOnly(t *testing.T) {
	for _, text := range []string{
		"", "01/102021", "31/2/2022", "29/2/2022", "29/2/1900", "31/4/2022", "0/4/2022", "27/0/2022", "2022-00", "2022-13",
		"2022-04-00", "2022-00-05", "27/4/22", "4.2022", "1.234", "2022/04/27", "27-4-2022", "4/27/2022", "27/4/2022/1",
		"0022", "22", "20222", "1899", "2200", "-2022", "+022", "2022-", "/2022", "27//2022", "2022-04-27 ", "27 / 4 / 2022",
		"quý I", "2022-Q1", "٢٠٢٢", "001/4/2022", "2022-004",
	} {
		if got, ok := ParseDate(text); ok {
			t.Errorf("ParseDate(%q) = %v", text, got)
		}
	}
}

func TestDate_Forms(t *testing.T) {
	tests := []struct {
		d                Date
		iso, short, long string
		whole            bool
		first, last      Date
	}{
		{Date{2022, 4, 5}, "2022-04-05", "5/4/2022", "ngày 05 tháng 4 năm 2022", true, Date{2022, 4, 5}, Date{2022, 4, 5}},
		{Date{2022, 2, 27}, "2022-02-27", "27/2/2022", "ngày 27 tháng 02 năm 2022", true, Date{2022, 2, 27}, Date{2022, 2, 27}},
		{Date{2022, 3, 10}, "2022-03-10", "10/3/2022", "ngày 10 tháng 3 năm 2022", true, Date{2022, 3, 10}, Date{2022, 3, 10}},
		{Date{2022, 10, 9}, "2022-10-09", "9/10/2022", "ngày 09 tháng 10 năm 2022", true, Date{2022, 10, 9}, Date{2022, 10, 9}},
		{Date{2024, 2, 0}, "2024-02", "2/2024", "tháng 02 năm 2024", false, Date{2024, 2, 1}, Date{2024, 2, 29}},
		{Date{2022, 12, 0}, "2022-12", "12/2022", "tháng 12 năm 2022", false, Date{2022, 12, 1}, Date{2022, 12, 31}},
		{Date{2017, 0, 0}, "2017", "2017", "năm 2017", false, Date{2017, 1, 1}, Date{2017, 12, 31}},
		{Date{}, "", "", "", false, Date{}, Date{}},
	}
	for _, tt := range tests {
		if got := tt.d.String(); got != tt.iso {
			t.Errorf("%v.String() = %q, want %q", tt.d, got, tt.iso)
		}
		if got := tt.d.Short(); got != tt.short {
			t.Errorf("%v.Short() = %q, want %q", tt.d, got, tt.short)
		}
		if got := tt.d.Long(); got != tt.long {
			t.Errorf("%v.Long() = %q, want %q", tt.d, got, tt.long)
		}
		if got := tt.d.Whole(); got != tt.whole {
			t.Errorf("%v.Whole() = %v, want %v", tt.d, got, tt.whole)
		}
		if got := tt.d.First(); got != tt.first {
			t.Errorf("%v.First() = %v, want %v", tt.d, got, tt.first)
		}
		if got := tt.d.Last(); got != tt.last {
			t.Errorf("%v.Last() = %v, want %v", tt.d, got, tt.last)
		}
	}
}

func dates(t *rapid.T, name string) Date {
	day := Date{1950, 1, 1}.AddDays(rapid.IntRange(0, 60_000).Draw(t, name))
	switch rapid.IntRange(0, 2).Draw(t, name+" precision") {
	case 1:
		day.Day = 0
	case 2:
		day.Month, day.Day = 0, 0
	}
	return day
}

func TestDate_ReadsWhatItWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dates(t, "d")
		for _, text := range []string{d.String(), d.Short()} {
			if got, ok := ParseDate(text); !ok || got != d {
				t.Fatalf("ParseDate(%q) = %v, %v, want %v", text, got, ok, d)
			}
		}
	})
}

func TestDate_CompareIsAnOrderOfFirstDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, e := dates(t, "d"), dates(t, "e")
		if d.Compare(e) != -e.Compare(d) || (d.Compare(e) == 0) != (d == e) {
			t.Fatalf("%v.Compare(%v) = %d, backwards %d", d, e, d.Compare(e), e.Compare(d))
		}
		if order := d.Time().Compare(e.Time()); order != 0 && order != d.Compare(e) {
			t.Fatalf("%v.Compare(%v) = %d, in time %d", d, e, d.Compare(e), order)
		}
	})
	if (Date{2022, 0, 0}).Compare(Date{2022, 1, 0}) != -1 || (Date{2022, 1, 0}).Compare(Date{2022, 1, 1}) != -1 {
		t.Error("a year comes before its first month, a month before its first day")
	}
}

func TestDate_AddDaysCrossesMonthsAndYears(t *testing.T) {
	if got := (Date{2021, 12, 31}).AddDays(1); got != (Date{2022, 1, 1}) {
		t.Errorf("31/12/2021 + 1 = %v", got)
	}
	if got := (Date{2024, 3, 1}).AddDays(-1); got != (Date{2024, 2, 29}) {
		t.Errorf("1/3/2024 - 1 = %v", got)
	}
	if got := (Date{2022, 4, 0}).AddDays(10); got != (Date{2022, 4, 11}) {
		t.Errorf("4/2022 + 10 = %v", got)
	}
	if got := (Date{}).AddDays(3); !got.IsZero() {
		t.Errorf("no date + 3 = %v", got)
	}
	if got := (Date{2022, 4, 0}).Time(); !got.Equal(time.Date(2022, 4, 1, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("Time() = %v", got)
	}
	if !(Date{}).Time().IsZero() {
		t.Error("no date has a time")
	}
}
