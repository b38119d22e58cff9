package judge

import (
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// alwaysRecalculate makes LibreOffice compute every formula when it opens a workbook.
// By default it believes the stored values, even wrong ones.
const alwaysRecalculate = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`

// Recalculate has LibreOffice compute all formulas of the workbooks anew and gives their
// cells. Several workbooks in one call cost little more than one.
func Recalculate(t testing.TB, workbooks ...[]byte) []Sheets {
	t.Helper()
	var all []Sheets
	for _, saved := range convert(t, "xlsx", workbooks) {
		all = append(all, Cells(t, saved))
	}
	return all
}

// Resave has LibreOffice open a workbook and save it, as a clerk without Excel does.
func Resave(t testing.TB, workbook []byte) []byte {
	t.Helper()
	return convert(t, "xlsx", [][]byte{workbook})[0]
}

// PrintWorkbook has LibreOffice print a workbook as PDF.
func PrintWorkbook(t testing.TB, workbook []byte) []byte {
	t.Helper()
	return convert(t, "pdf", [][]byte{workbook})[0]
}

// convert has one LibreOffice convert all workbooks. It has a home of its own, so that
// neither the user's settings nor another LibreOffice at work are touched.
func convert(t testing.TB, format string, workbooks [][]byte) [][]byte {
	t.Helper()
	program := Need(t, "soffice")
	dir := t.TempDir()
	profile := filepath.Join(dir, "profile")
	if err := os.MkdirAll(filepath.Join(profile, "user"), 0o700); err != nil {
		t.Fatal(err)
	}
	settings := filepath.Join(profile, "user", "registrymodifications.xcu")
	if err := os.WriteFile(settings, []byte(alwaysRecalculate), 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out")
	args := []string{
		"-env:UserInstallation=" + (&url.URL{Scheme: "file", Path: filepath.ToSlash(profile)}).String(),
		"--headless", "--norestore", "--convert-to", format, "--outdir", out,
	}
	for i, workbook := range workbooks {
		in := filepath.Join(dir, fmt.Sprintf("%d.xlsx", i))
		if err := os.WriteFile(in, workbook, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, in)
	}
	command := exec.Command(program, args...)
	command.Env = append(os.Environ(), "HOME="+dir)
	messages, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("soffice: %v\n%s", err, messages)
	}
	var converted [][]byte
	for i := range workbooks {
		// soffice succeeds also when it could not open a file.
		data, err := os.ReadFile(filepath.Join(out, fmt.Sprintf("%d.%s", i, format)))
		if err != nil {
			t.Fatalf("soffice did not convert workbook %d: %v\n%s", i, err, messages)
		}
		converted = append(converted, data)
	}
	return converted
}
