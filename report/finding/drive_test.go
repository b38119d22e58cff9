package finding_test

import (
	"testing"

	"baocao/report/finding"
)

// A path with a drive letter keeps its colon: the place follows the last one.
func TestPos_AfterADriveLetter(t *testing.T) {
	for _, c := range []struct {
		pos  finding.Pos
		want string
	}{
		{finding.Pos{File: `C:\bao cao\a.yaml`, Line: 3, Col: 4}, `C:\bao cao\a.yaml:3:4`},
		{finding.Pos{File: `\\may-chu\chung\a.xlsx`, Sheet: "Số liệu", Cell: "D14"}, `\\may-chu\chung\a.xlsx:'Số liệu'!D14`},
	} {
		if got := c.pos.String(); got != c.want {
			t.Errorf("String = %q, want %q", got, c.want)
		}
	}
}
