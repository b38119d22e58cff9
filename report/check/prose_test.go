package check_test

import (
	"strings"
	"testing"

	"baocao/report/check"
	"baocao/report/figures"
	"baocao/report/internal/trial"
	"baocao/report/num"
	"baocao/report/period"
)

const movement = `
breakdowns:
  cap: { label: Cấp, categories: { thanh_pho: cấp Thành phố, huyen: cấp huyện, co_so: cấp cơ sở } }
indicators:
  DVK01: { label: Mô hình “Dân vận khéo” đăng ký, measure: mô hình, nature: flow, by: [cap] }
  DVK02: { label: Mô hình “Dân vận khéo” đang duy trì, measure: mô hình, nature: stock }
  TD02: { label: Số người được tiếp công dân, measure: lượt người, nature: flow }
  TD01: { label: Lượt tiếp công dân, measure: lượt, nature: flow }
  NV: { label: Nhiệm vụ cải cách hành chính, measure: nhiệm vụ, nature: flow, out_of: Tổng số }
  MT05: { label: Cơ sở hội đã tổ chức đại hội, measure: cơ sở, nature: stock, out_of: Tổng số cơ sở }
  AS04: { label: Quỹ “Vì người nghèo” vận động được, measure: triệu đồng, nature: flow, decimals: 1 }
  XA01: { label: Xã đạt chuẩn nông thôn mới, measure: xã, nature: stock }
  LOP: { label: Lớp tập huấn, measure: lớp, nature: flow }
`

const summary = "# I- TÌNH HÌNH\n\n{{ text \"t\" }}\n\n# II- PHƯƠNG HƯỚNG, NHIỆM VỤ\n\n{{ text \"viec\" }}\n"

// truths are the figures of the texts below: what is true of a slot, its own value first.
var truths = map[string][]int64{
	"DVK01": {117, 106}, "DVK01.thanh_pho": {8}, "DVK01.huyen": {66}, "DVK01.co_so": {43},
	"TD01": {192}, "TD02": {238}, "MT05": {44}, "MT05.out_of": {48}, "AS04": {1234}, "XA01": {25}, "LOP": {1}, "NV": {10}, "NV.out_of": {48},
}

// contradictions says of each number what it is against: "118=DVK01 117".
func contradictions(t *testing.T, key, markdown string) string {
	t.Helper()
	template := trial.Template(t, movement, summary)
	p, _ := period.Parse("2022-Q1")
	known := func(slot int) []num.Value {
		all := []num.Value{{}}
		for i, n := range truths[template.Slots[slot].Code()] {
			all = append(all[:i], num.OfInt(n))
		}
		return all
	}
	var said []string
	for _, c := range check.NewProse(template, p).Contradictions(figures.Text{Key: key, Markdown: markdown}, known) {
		if !strings.HasPrefix(markdown[c.Offset:], c.Number) {
			t.Errorf("%q: at %d stands no %s", markdown, c.Offset, c.Number)
		}
		said = append(said, c.Said+"="+template.Slots[c.Slot].Code()+" "+c.Value.PrintExact())
	}
	return strings.Join(said, "; ")
}

func TestProse_Contradicts(t *testing.T) {
	for markdown, want := range map[string]string{
		"Toàn huyện đăng ký 118 mô hình “Dân vận khéo”.":                                "118 mô hình=DVK01 117",
		"Toàn huyện có 118 mô hình “Dân vận khéo”.":                                     "118 mô hình=DVK01 117",
		"Toàn huyện có **118** mô hình\n“Dân vận khéo”.":                                "118 mô hình=DVK01 117",
		"- 0118 MÔ HÌNH dân vận khéo\n- 117 mô hình dân vận khéo":                       "0118 MÔ HÌNH=DVK01 117",
		"Có 117 mô hình “Dân vận khéo”. Quý I/2022 đăng ký 116 mô hình “Dân vận khéo”!": "116 mô hình=DVK01 117",
		"Tiếp công dân 1.192 lượt với 239 lượt người được tiếp công dân.":               "1.192 lượt=TD01 192; 239 lượt người=TD02 238",
		"Quỹ “Vì người nghèo” vận động được 1.234,5 triệu đồng.":                        "1.234,5 triệu đồng=AS04 1.234",
		"Mở 02 lớp tập huấn":                       "02 lớp=LOP 1",
		"Năm 2022, 26 xã đạt chuẩn nông thôn mới.": "26 xã=XA01 25",
	} {
		if got := contradictions(t, "t", markdown); got != want {
			t.Errorf("%q: %q, want %q", markdown, got, want)
		}
	}
}

func TestProse_PassesOver(t *testing.T) {
	for why, markdown := range map[string]string{
		"the figure":               "Đăng ký 117 mô hình “Dân vận khéo”, trong đó cấp huyện 66 mô hình, cấp Thành phố 08 mô hình.",
		"a thousand with a point":  "Quỹ “Vì người nghèo” vận động được 1.234 triệu đồng.",
		"a sum of parts":           "Cấp huyện và cấp cơ sở có 109 mô hình “Dân vận khéo”.",
		"last year's":              "Năm 2022 đăng ký mô hình “Dân vận khéo”; 106 mô hình “Dân vận khéo” đăng ký.",
		"no name":                  "Huyện có 118 mô hình kinh tế hiệu quả.",
		"another name":             "Huyện có 300 mô hình “Dân vận khéo” đang duy trì.",
		"no measure":               "Có 118 “Dân vận khéo” mô hình và 118 (một trăm mười tám) mô hình “Dân vận khéo” đăng ký.",
		"a part":                   "Xã Hồng Minh đăng ký 05 mô hình “Dân vận khéo”.",
		"a part singled out":       "Riêng các xã miền Đông đăng ký 90 mô hình “Dân vận khéo”.",
		"since another year":       "Từ năm 2017 đến nay đã đăng ký 400 mô hình “Dân vận khéo”.",
		"another year":             "Năm 2021 đăng ký 400 mô hình “Dân vận khéo”.",
		"another quarter":          "Quý IV đăng ký 400 mô hình “Dân vận khéo”.",
		"half a year":              "Trong 6 tháng đăng ký 400 mô hình “Dân vận khéo”.",
		"a month":                  "Trong tháng 3 đăng ký 100 mô hình “Dân vận khéo”.",
		"a plan":                   "Phấn đấu đăng ký 150 mô hình “Dân vận khéo”.",
		"a qualifier":              "Đăng ký trên 110 mô hình “Dân vận khéo”, gần 120 mô hình “Dân vận khéo”.",
		"a range":                  "Đăng ký từ 110 đến 120 mô hình “Dân vận khéo”, 110 - 120 mô hình “Dân vận khéo”, 110-120 mô hình “Dân vận khéo”.",
		"a difference":             "Đăng ký mô hình “Dân vận khéo” tăng 70 mô hình.",
		"done and whole":           "Đã có 44/49 cơ sở hội tổ chức đại hội; còn 04 cơ sở hội đã tổ chức đại hội. Còn 38 nhiệm vụ cải cách hành chính.",
		"a percentage":             "Đạt 91,67% mô hình “Dân vận khéo” đăng ký, 200% mô hình “Dân vận khéo” đăng ký.",
		"a year before a measure":  "Trong năm 2022 xã đạt chuẩn nông thôn mới được giữ vững.",
		"a date before a measure":  "Ngày 27/4/2022 xã đạt chuẩn nông thôn mới đón bằng; ngày 27-4-2022 xã đạt chuẩn nông thôn mới đón bằng.",
		"a document's number":      "Theo Nghị quyết số 07-NQ/TW, Nghị quyết 25 xã đạt chuẩn nông thôn mới.",
		"two readings":             "Đăng ký 1,118 mô hình “Dân vận khéo”; 118.5 mô hình “Dân vận khéo” đăng ký.",
		"the longer measure":       "Đã tiếp công dân 238 lượt người.",
		"an indicator not counted": "Xã có 5 mô hình.",
	} {
		if got := contradictions(t, "t", markdown); got != "" {
			t.Errorf("%s: %q is said of %q", why, got, markdown)
		}
	}
	if got := contradictions(t, "viec", "Đăng ký 150 mô hình “Dân vận khéo”."); got != "" {
		t.Errorf("%q is said of a text under a heading of plans", got)
	}
}
