package report_test

import (
	"fmt"
	"io/fs"

	"baocao/report"
	"baocao/report/workspace"
	"baocao/templates"
)

// A submission in, three files out; the model between them is plain data.
func Example() {
	in, findings, err := workspace.Open([]string{"../samples/phu-xuyen/2022-Q1.yaml"}, "")
	if err != nil || findings.HasErrors() {
		fmt.Println(err, findings)
		return
	}
	result, err := report.Generate(in, report.Options{
		Templates: func(name string) (fs.FS, string, bool) {
			folder, err := fs.Sub(templates.FS, name)
			return folder, name, err == nil
		},
		Layouts: templates.FS,
	})
	if err != nil || result.Findings.HasErrors() {
		fmt.Println(err, result.Findings)
		return
	}
	for _, name := range []string{"DVK01", "DVK01.thanh_pho", "DVK01.huyen", "DVK01.co_so"} {
		slot, _ := result.Template.SlotOf(name)
		line := result.Model.Lines[slot]
		fmt.Println(name, line.Value.Number, line.Share.Number)
	}
	for _, f := range result.Files {
		fmt.Println(f.Name)
	}
	// Output:
	// DVK01 117 0
	// DVK01.thanh_pho 8 6.84
	// DVK01.huyen 66 56.41
	// DVK01.co_so 43 36.75
	// phu-xuyen-2022-Q1.xlsx
	// phu-xuyen-2022-Q1.pdf
	// phu-xuyen-2022-Q1.json
}
