// Package judge lets programs that are none of ours judge our outputs: LibreOffice
// recalculates workbooks, poppler and qpdf read PDFs. It is for tests only, of any
// package; [Need] skips a test whose judge is not installed, except where CI is set.
package judge

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// packages names what to install for a program that is missing.
var packages = map[string]string{
	"soffice":   "libreoffice-calc-nogui",
	"pdftotext": "poppler-utils",
	"pdftoppm":  "poppler-utils",
	"pdfinfo":   "poppler-utils",
	"pdffonts":  "poppler-utils",
	"pdfdetach": "poppler-utils",
	"python3":   "python3-openpyxl",
	"pdftohtml": "poppler-utils",
	"qpdf":      "qpdf",
}

// Need finds a program and gives its path. Without it the test is skipped, or fails
// where the environment says CI=true: there every judge must sit.
func Need(t testing.TB, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil && program == "soffice" {
		path, err = exec.LookPath("libreoffice")
	}
	if err == nil {
		return path
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not installed (package %s)", program, packages[program])
	}
	t.Skipf("%s is not installed (package %s)", program, packages[program])
	return ""
}

// PDFText gives a PDF's text as pdftotext sees it; args are options such as "-layout".
func PDFText(t testing.TB, pdf []byte, args ...string) string {
	t.Helper()
	return run(t, "pdftotext", append(args, temporary(t, "in.pdf", pdf), "-")...)
}

// PDFStructure gives the structure of a tagged PDF with its text, as pdfinfo reads it.
func PDFStructure(t testing.TB, pdf []byte) string {
	t.Helper()
	return run(t, "pdfinfo", "-struct-text", temporary(t, "in.pdf", pdf))
}

// PDFInfo gives what pdfinfo says of a PDF, by name: "Pages", "Title", "Page size".
func PDFInfo(t testing.TB, pdf []byte) map[string]string {
	t.Helper()
	info := map[string]string{}
	for line := range strings.Lines(run(t, "pdfinfo", temporary(t, "in.pdf", pdf))) {
		if name, value, ok := strings.Cut(line, ":"); ok {
			info[name] = strings.TrimSpace(value)
		}
	}
	return info
}

// PDFPageSize gives the width and height of a page in points.
func PDFPageSize(t testing.TB, pdf []byte, page int) [2]float64 {
	t.Helper()
	n := strconv.Itoa(page)
	for line := range strings.Lines(run(t, "pdfinfo", "-f", n, "-l", n, temporary(t, "in.pdf", pdf))) {
		if words := strings.Fields(line); len(words) > 5 && words[0] == "Page" && words[2] == "size:" {
			width, _ := strconv.ParseFloat(words[3], 64)
			height, _ := strconv.ParseFloat(words[5], 64)
			return [2]float64{width, height}
		}
	}
	t.Fatalf("pdfinfo tells no size of page %d", page)
	return [2]float64{}
}

// PDFFonts gives the table of pdffonts: one line a face, after two lines of headings.
func PDFFonts(t testing.TB, pdf []byte) string {
	t.Helper()
	return run(t, "pdffonts", temporary(t, "in.pdf", pdf))
}

// PDFAttached gives what pdfdetach takes out of a PDF by the name of an attachment.
func PDFAttached(t testing.TB, pdf []byte, name string) []byte {
	t.Helper()
	in := temporary(t, "in.pdf", pdf)
	out := filepath.Join(filepath.Dir(in), "out")
	run(t, "pdfdetach", "-savefile", name, "-o", out, in)
	return read(t, out)
}

// OpenPyXL lets openpyxl open a workbook, which must give it no reason to warn, and counts
// the cells that it sees. Without openpyxl the test is skipped, except where CI is set.
func OpenPyXL(t testing.TB, workbook []byte) (cells int) {
	t.Helper()
	python := openPyXL()
	if python == "" {
		if os.Getenv("CI") == "true" {
			t.Fatalf("openpyxl is not installed (package %s)", packages["python3"])
		}
		t.Skipf("openpyxl is not installed (package %s)", packages["python3"])
	}
	count := "import sys, openpyxl; b = openpyxl.load_workbook(sys.argv[1]); " +
		"print(sum(c.value is not None for s in b for row in s.iter_rows() for c in row))"
	out := run(t, python, "-W", "error", "-c", count, temporary(t, "in.xlsx", workbook))
	cells, err := strconv.Atoi(strings.TrimSpace(out))
	if err != nil {
		t.Fatal(err)
	}
	return cells
}

// openPyXL is a Python that has openpyxl: the first on the path, or the system's, for which
// the package is made; empty when neither has it.
func openPyXL() string {
	for _, python := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(python, "-c", "import openpyxl").Run() == nil {
			return python
		}
	}
	return ""
}

// QPDFCheck fails the test when qpdf finds an error in the structure of a PDF.
func QPDFCheck(t testing.TB, pdf []byte) {
	t.Helper()
	run(t, "qpdf", "--check", temporary(t, "in.pdf", pdf))
}

// Pictures draws a PDF's pages as PNG.
func Pictures(t testing.TB, pdf []byte, dpi int) [][]byte {
	t.Helper()
	in := temporary(t, "in.pdf", pdf)
	run(t, "pdftoppm", "-png", "-r", strconv.Itoa(dpi), in, filepath.Join(filepath.Dir(in), "page"))
	// pdftoppm pads the page numbers, so that names sort as pages do.
	names, err := filepath.Glob(filepath.Join(filepath.Dir(in), "page-*.png"))
	if err != nil {
		t.Fatal(err)
	}
	var pictures [][]byte
	for _, name := range names {
		pictures = append(pictures, read(t, name))
	}
	return pictures
}

// run runs a program and gives its standard output; anything but success fails the test.
func run(t testing.TB, program string, args ...string) string {
	t.Helper()
	var out, problems bytes.Buffer
	command := exec.Command(Need(t, program), args...)
	command.Stdout, command.Stderr = &out, &problems
	if err := command.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", program, err, out.String(), problems.String())
	}
	return out.String()
}

// temporary writes data to a file that goes with the test.
func temporary(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
