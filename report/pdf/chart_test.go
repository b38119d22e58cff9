package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"baocao/report/document"
	"baocao/report/num"
)

// However many categories a chart has and however long their names are, no word lies upon
// another, none outside the margins, and each name and value is there once.
func TestChart_NoOverlapAtAnyNumberOfCategories(t *testing.T) {
	for _, n := range []int{1, 2, 5, 8, 9, 12, 30} {
		for _, series := range []int{1, 2, 4} {
			for name, label := range map[string]string{
				"short": "cấp-%d",
				"long":  "Hội Liên hiệp Phụ nữ và các chi hội trực thuộc khối cơ quan, doanh nghiệp, hợp tác xã số-%d",
			} {
				c := &document.Chart{Title: "Mô hình “Dân vận khéo” đăng ký theo lĩnh vực, quý I/2022", Measure: "mô hình"}
				var want []string
				for i := range n {
					c.Labels = append(c.Labels, fmt.Sprintf(label, i+1))
					want = append(want, strings.Fields(c.Labels[i])...)
				}
				for s := range series {
					one := document.Series{Name: fmt.Sprintf("quý-%d", s+1)}
					for i := range n {
						value := int64((i*7919+s*104729)%1000 + 1000*(i%3)*(s+1) - 400*(i%2))
						one.Points = append(one.Points, document.Point{Value: num.OfInt(value), Text: num.OfInt(value).Number.Print(0)})
						want = append(want, one.Points[i].Text)
					}
					c.Series = append(c.Series, one)
				}
				pages := words(t, render(t, letter(t, c)))
				onPage(t, pages)
				got := sorted(fields(pages))
				for _, w := range want {
					if at, found := slices.BinarySearch(got, w); found {
						got = slices.Delete(got, at, at+1)
					} else {
						t.Errorf("%d categories of %d %s series: %q is not on the page", n, series, name, w)
					}
				}
				if t.Failed() {
					t.Fatalf("%d categories, %d series, %s names", n, series, name)
				}
			}
		}
	}
}
