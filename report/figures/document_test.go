package figures_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"baocao/report/figures"
	"baocao/report/finding"
	"baocao/report/period"
)

func TestUnder_FillsOnlyWhatIsEmpty(t *testing.T) {
	full := figures.Document{Number: "7", Symbol: "BC", Superior: "HUYỆN UỶ", Body: "BAN", Place: "Phú Xuyên",
		Date: period.Date{Year: 2022, Month: 4, Day: 27}, Authority: "K/T", Position: "PHÓ", SignerName: "Tên",
		Recipients: []string{"Lưu"}, Draft: "lần 1", Urgency: "KHẨN"}
	if diff := cmp.Diff(full, figures.Document{}.Under(full)); diff != "" {
		t.Errorf("nothing under everything (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(full, full.Under(figures.Document{Number: "8", Place: "Nơi khác", Recipients: []string{"Ai đó"}})); diff != "" {
		t.Errorf("everything stays (-want +got)\n%s", diff)
	}
	own := figures.Document{Pos: finding.Pos{Line: 3}, Number: "9", Recipients: []string{}}
	got := own.Under(full)
	if got.Number != "9" || got.Symbol != "BC" || got.Pos.Line != 3 || len(got.Recipients) != 0 {
		t.Errorf("the document's own fields and place stay, an empty list of recipients among them: %+v", got)
	}
}
