package report_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// floors are the packages below report/ in the order of imports: each may import only
// those before it. The order is the flow of the data; a new package finds its place here.
var floors = []string{
	"finding", "num", "limit", "period", "source", "spread", "laid", "workbook", "calc", "pdffile", // ground
	"unit", "expr", "figures", "document", "seal", // words
	"spec", "model", "workspace", // definitions
	"decode", "form", "check", "compute", "layout", // stages
	"xlsx", "pdf", // renderers
	"verify/page", "verify/sheets", "output", "trace", "diff", // readers of what was rendered
	"", "verify", // top; "" is report itself
}

// onlyFor names the packages that alone may import something.
var onlyFor = map[string][]string{
	"github.com/xuri/excelize/v2": {"xlsx"},
	"github.com/go-pdf/fpdf":      {"pdf"},
	"os":                          {"workspace"},
	"os/exec":                     {},
	"net":                         {},
	"net/http":                    {},
}

// sees narrows what a renderer may import to the document, the words that it is made of
// and the form of its file.
var sees = map[string][]string{
	"xlsx": {"document", "num", "period", "seal", "laid"},
	"pdf":  {"document", "num", "period", "pdffile"},
}

// notHere are imports that nothing below report/ may have, since outputs must not depend
// on them: time only for its type, so package time itself is not among them.
var notHere = []string{"math/rand", "math/rand/v2", "os/user", "github.com/urfave/cli/v2"}

// misplaced lists the imports of the tree of report/ that go against the house.
func misplaced(tree fs.FS) ([]string, error) {
	var wrong []string
	err := fs.WalkDir(tree, ".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "internal" || d.Name() == "testdata"):
			return fs.SkipDir // what tests need is not part of the flow
		case !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go"):
			return nil
		}
		source, err := fs.ReadFile(tree, file)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, source, parser.ImportsOnly)
		if err != nil {
			return err
		}
		home := strings.TrimPrefix(path.Dir(file), ".")
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if why := against(home, imported); why != "" {
				wrong = append(wrong, fmt.Sprintf("%s imports %s: %s", file, imported, why))
			}
		}
		return nil
	})
	return wrong, err
}

// against says why the package home may not import another, or nothing.
func against(home, imported string) string {
	if !slices.Contains(floors, home) {
		return "the package " + home + " stands on no floor of the house"
	}
	if allowed, restricted := onlyFor[imported]; restricted && !slices.Contains(allowed, home) {
		return "that is only for " + strings.Join(append(allowed, "cmd"), ", ")
	}
	if slices.Contains(notHere, imported) {
		return "nothing below report/ may"
	}
	within, ours := strings.CutPrefix(imported, "baocao/")
	if !ours {
		return ""
	}
	within, below := strings.CutPrefix(within, "report")
	within = strings.TrimPrefix(within, "/")
	switch {
	case !below:
		return "what stands beside report/ is given to it as a value"
	case strings.HasPrefix(within, "internal/"):
		return "internal packages are for tests"
	case slices.Index(floors, within) >= slices.Index(floors, home):
		return "it does not stand below"
	case sees[home] != nil && !slices.Contains(sees[home], within):
		return "a renderer sees the document and nothing else"
	}
	return ""
}

func TestHouse(t *testing.T) {
	wrong, err := misplaced(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range wrong {
		t.Error(w)
	}
}

// The test above can fail: each of these imports is refused, and the last is not.
func TestHouse_RefusesWhatGoesAgainstTheFlow(t *testing.T) {
	for _, c := range []struct {
		file, imported string
		fine           bool
	}{
		{file: "finding/a.go", imported: "baocao/report/num"},
		{file: "num/a.go", imported: "baocao/report/num"},
		{file: "check/a.go", imported: "baocao/report/compute"},
		{file: "model/a.go", imported: "baocao/report"},
		{file: "xlsx/a.go", imported: "baocao/report/model"},
		{file: "pdf/a.go", imported: "baocao/report/source"},
		{file: "pdf/a.go", imported: "baocao/report/xlsx"},
		{file: "layout/a.go", imported: "github.com/xuri/excelize/v2"},
		{file: "xlsx/a.go", imported: "github.com/go-pdf/fpdf"},
		{file: "decode/a.go", imported: "os"},
		{file: "compute/a.go", imported: "os"},
		{file: "a.go", imported: "os"},
		{file: "a.go", imported: "baocao/templates"},
		{file: "layout/a.go", imported: "baocao/report/internal/judge"},
		{file: "check/a.go", imported: "math/rand/v2"},
		{file: "helpers/a.go", imported: "strings"},
		{file: "check/a_test.go", imported: "baocao/report", fine: true},
		{file: "internal/judge/a.go", imported: "os/exec", fine: true},
		{file: "workspace/a.go", imported: "os", fine: true},
		{file: "compute/a.go", imported: "baocao/report/check", fine: true},
		{file: "xlsx/a.go", imported: "baocao/report/document", fine: true},
		{file: "verify/a.go", imported: "baocao/report", fine: true},
	} {
		source := fmt.Sprintf("package p\n\nimport %q\n", c.imported)
		wrong, err := misplaced(fstest.MapFS{c.file: {Data: []byte(source)}})
		if err != nil {
			t.Fatal(err)
		}
		if c.fine != (len(wrong) == 0) {
			t.Errorf("%s with import %q: found %q", c.file, c.imported, wrong)
		}
	}
}
