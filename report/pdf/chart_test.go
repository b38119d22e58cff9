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

// stackedChart is a chart of n bars that the given parts make up; every seventh bar has a
// total alone.
func stackedChart(n, parts int, label string) *document.Chart {
	c := &document.Chart{Title: "Mô hình “Dân vận khéo” đăng ký theo đơn vị và cấp, quý I/2022", Measure: "mô hình", Stacked: true}
	for s := range parts {
		c.Series = append(c.Series, document.Series{Name: fmt.Sprintf("thành-phần-%d", s+1)})
	}
	for i := range n {
		c.Labels = append(c.Labels, fmt.Sprintf(label, i+1))
		sum := int64(0)
		for s := range parts {
			v := int64((i*31+s*17)%23) * int64(s%3)
			sum += v
			p := document.Point{Value: num.OfInt(v), Text: num.OfInt(v).Number.Print(0)}
			if i%7 == 6 {
				p = document.Point{Text: "…"}
			}
			c.Series[s].Points = append(c.Series[s].Points, p)
		}
		c.Totals = append(c.Totals, document.Point{Value: num.OfInt(sum), Text: fmt.Sprintf("%d-mh", sum)})
	}
	return c
}

// A stacked chart of any number of bars keeps its words apart and says each total once; a
// part with room for its value says that too.
func TestChart_StackedSaysEachTotal(t *testing.T) {
	for _, n := range []int{2, 5, 9, 30} {
		for _, parts := range []int{2, 4, 7} {
			c := stackedChart(n, parts, "xã-%d")
			pages := words(t, render(t, letter(t, c)))
			onPage(t, pages)
			got := sorted(fields(pages))
			for i, total := range c.Totals {
				for _, w := range []string{total.Text, c.Labels[i]} {
					at, found := slices.BinarySearch(got, w)
					if !found {
						t.Fatalf("%d bars of %d parts: %q is not on the page", n, parts, w)
					}
					got = slices.Delete(got, at, at+1)
				}
			}
		}
	}
}

// The fills of a stack's parts differ, however many there are.
func TestChart_FillsTellSevenPartsApart(t *testing.T) {
	form := hd36(t).Chart
	p := &plot{form: &form}
	seen := map[fill]bool{}
	for s := range 4 * len(form.Fills) {
		seen[p.fill(s)] = true
	}
	if len(seen) != 4*len(form.Fills) {
		t.Errorf("%d fills differ, not %d", len(seen), 4*len(form.Fills))
	}
}

// The value of a part stands in it, if it can.
func TestChart_StackedPartsSayTheirValues(t *testing.T) {
	c := stackedChart(2, 3, "xã-%d") // 0 + 17 + 22 and 0 + 2 + 38 … as far as there is room
	got := fields(words(t, render(t, letter(t, c))))
	for _, series := range c.Series {
		for _, p := range series.Points {
			if n, _ := p.Value.Number.Int64(); n > 10 && !slices.Contains(got, p.Text) {
				t.Errorf("no %s on the page: %q", p.Text, got)
			} else if n == 0 && slices.Contains(got, "0") {
				t.Errorf("a part of nothing says so")
			}
		}
	}
}
