package limit_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"baocao/report/finding"
	"baocao/report/limit"
)

// The README's table is this one.
func TestTable_StandsInTheREADME(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range limit.Table() {
		if line := fmt.Sprintf("| %s | %s |", row.What.In(finding.EN), row.Shown()); !strings.Contains(string(readme), line) {
			t.Errorf("the README has no line %s", line)
		}
	}
}

func TestLimits_Tenfold(t *testing.T) {
	usual, large := limit.Limits{}, limit.Limits{Tenfold: true}
	for n := range limit.Table() {
		if name := limit.Name(n); usual.Most(name) <= 0 || large.Most(name) != 10*usual.Most(name) {
			t.Errorf("%s: %d, tenfold %d", limit.Table()[n].What.In(finding.EN), usual.Most(name), large.Most(name))
		}
	}
}
