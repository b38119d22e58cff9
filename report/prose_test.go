package report_test

import (
	"slices"
	"testing"

	"baocao/report/finding"
	"baocao/report/source"
)

// contradicted lists the places of numbers in texts that contradict the figures.
func contradicted(list finding.List) []string {
	var all []string
	for _, f := range list {
		if f.Code == finding.ProseDiffer {
			all = append(all, f.Pos.File+" "+f.Message.In(finding.VI))
		}
	}
	return all
}

// What the samples say is true; each number in their texts must be left alone.
func TestProse_OfSamplesIsTrue(t *testing.T) {
	for _, s := range allSamples {
		if wrong := contradicted(generate(t, s).Findings); len(wrong) > 0 {
			t.Errorf("%s: %q", s.name, wrong)
		}
	}
	if wrong := contradicted(officeReport(t, "2022-Q1").Findings); len(wrong) > 0 {
		t.Errorf("the office: %q", wrong)
	}
}

// A commune's text is compared with its own figures, the issuing unit's with the totals.
func TestProse_ComparesAUnitWithWhatItSpeaksOf(t *testing.T) {
	in := letters("texts:\n  tinh_hinh: Tiếp công dân 9 lượt. Đã tiếp công dân 18 lượt.\n")
	in.Files = append(in.Files, source.File{Path: "office/huyen.yaml", Name: "huyen.yaml", Data: []byte(
		"unit: huyen\nperiod: 2022-Q1\ntexts:\n  tinh_hinh: Đã tiếp công dân 18 lượt. Tiếp công dân 19 lượt. Xã A tiếp công dân 9 lượt.\n")})
	want := []string{
		"office/huyen.yaml lời văn ghi “19 lượt” nhưng Lượt tiếp công dân (TD01) là 18",
		"office/xa-a.yaml lời văn ghi “18 lượt” nhưng Lượt tiếp công dân (TD01) là 9",
	}
	got := contradicted(checked(t, in, false).Findings)
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
