package document

import (
	"strings"
	"testing"
)

func TestNewHeader_ShortensBehindAWord(t *testing.T) {
	const title = "Báo cáo công tác dân vận"
	long := "Ban Thường trực Uỷ ban Mặt trận Tổ quốc Việt Nam thị trấn Phú Minh"
	for _, test := range []struct {
		unit, title, period string
		want                Header
	}{
		{"Huyện Phú Xuyên", title, "quý I/2022", Header{"Huyện Phú Xuyên", title + ", quý I/2022"}},
		{long, title, "6 tháng đầu năm 2022", Header{"Ban Thường trực Uỷ ban Mặt trận Tổ…", "Báo cáo công tác…, 6 tháng đầu năm 2022"}},
		{"", strings.Repeat("a", 60), "quý I/2022", Header{"", "quý I/2022"}},
		{strings.Repeat("a", 60), "", "năm 2022", Header{"", "năm 2022"}},
	} {
		if got := NewHeader(test.unit, test.title, test.period); got != test.want {
			t.Errorf("NewHeader(%q, %q, %q) = %q, want %q", test.unit, test.title, test.period, got, test.want)
		}
	}
}
