package verify_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"baocao/report/document"
	"baocao/report/finding"
	"baocao/report/internal/forge"
	"baocao/report/model"
	"baocao/report/source"
	"baocao/report/verify"
	"baocao/report/workbook"
)

// places is how many places are altered; make proof alters 1,000.
var places = flag.Int("places", 300, "how many places TestProof alters")

// crime is a way of altering what was made, or what it was made of.
type crime struct {
	name  string
	share int // of a hundred places
	// do alters one place. It gives the outputs, how to make them again, and which faults
	// name the place.
	do func(*scene) (files []source.File, again verify.Again, names func(verify.Fault) bool)
	// alone: what is found in a hundred without the inputs, at the least.
	alone int
}

var crimes = []crime{
	{"a cell's value", 16, (*scene).cellValue, 100},
	{"a cached value alone", 14, (*scene).cachedValue, 100},
	{"a formula", 12, (*scene).formula, 100},
	{"a figure in the JSON", 14, (*scene).figure, 100},
	{"a figure in an input", 10, (*scene).input, 0},
	{"the PDF's attachment", 8, (*scene).attachment, 100},
	{"a number drawn in the PDF", 14, (*scene).drawn, 100},
	{"two reports' files swapped", 8, (*scene).swapped, 100},
	{"another quarter's PDF", 4, (*scene).otherQuarter, 100},
}

// scene is where a place is altered.
type scene struct {
	t       *testing.T
	r       *rand.Rand
	sample  *sample
	others  []*sample
	quarter source.File // the PDF of another quarter of the office
}

// The proof of the whole: whatever one place is altered, it is found and named.
func TestProof_EveryAlteredPlaceIsNamed(t *testing.T) {
	n := *places / slowness
	if testing.Short() {
		n = 50
	}
	office := made(t, "2022-Q1", "huyen-phu-xuyen")
	quarter := made(t, "2021-Q4", "huyen-phu-xuyen").files["pdf"]
	small := []*sample{
		made(t, "2022-Q1", "phu-xuyen/2022-Q1.yaml"),
		made(t, "2022-Q1", "minh-hoa/2022-Q1.yaml", "minh-hoa/2021-Q4.yaml", "minh-hoa/2021-Q1.yaml"),
	}
	for number, c := range crimes {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var found, alone, tried int
			for i := range max(n*c.share/100, 2) {
				s := &scene{t: t, r: rand.New(rand.NewPCG(uint64(i), uint64(number))), sample: small[i%2], others: []*sample{small[(i+1)%2], office}, quarter: quarter}
				if i%12 == 1 || c.name == "another quarter's PDF" { // it takes ten times as long
					s.sample, s.others = office, small
				}
				files, again, names := c.do(s)
				tried++
				if r := judged(t, files, again); r.Verdict == verify.Differ && slices.ContainsFunc(r.Faults, names) {
					found++
				} else {
					t.Errorf("%s, %d: not named: %s", s.sample.name, i, lines(r))
				}
				if r := judged(t, files, nil); r.Verdict == verify.Differ {
					alone++
				} else if c.alone == 100 {
					t.Errorf("%s, %d: not found without the inputs: %s", s.sample.name, i, lines(r))
				}
			}
			t.Logf("%s: %d places, %d found and named with the inputs, %d found without", c.name, tried, found, alone)
			if alone*100 < tried*c.alone {
				t.Errorf("%d of %d found without the inputs, want %d %%", alone, tried, c.alone)
			}
		})
	}
}

// at is the fault of a place in a file, or of one that begins so.
func at(file, place string) func(verify.Fault) bool {
	return func(f verify.Fault) bool {
		return f.Kind == verify.Wrong && f.File == file && strings.Contains(f.Place.In(finding.VI), place)
	}
}

// cells are those of a workbook, read once for each sample.
var cells sync.Map

type cell struct {
	sheet string
	part  string
	workbook.Raw
}

// cell draws one that fits.
func (s *scene) cell(fits func(cell) bool) cell {
	s.t.Helper()
	known, ok := cells.Load(s.sample)
	if !ok {
		book, refused := workbook.OpenReport(s.sample.files["xlsx"])
		if refused != nil {
			s.t.Fatal(refused)
		}
		var all []cell
		for i, sheet := range book.Sheets {
			sheet.Raw(func(c workbook.Raw) {
				all = append(all, cell{sheet.Name, fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), c})
			})
		}
		known, _ = cells.LoadOrStore(s.sample, all)
	}
	all := known.([]cell)
	for {
		if c := all[s.r.IntN(len(all))]; fits(c) {
			return c
		}
	}
}

// inCell changes what stands in a cell.
func (s *scene) inCell(c cell, pattern, with string) ([]source.File, verify.Again, func(verify.Fault) bool) {
	address := document.Address(c.Col, c.Row)
	data := forge.Edited(s.t, s.sample.files["xlsx"].Data, c.part, func(xml string) string {
		return forge.Replaced(s.t, xml, address, pattern, with)
	})
	return s.sample.with("xlsx", data), s.sample.again, at(s.sample.files["xlsx"].Path, "'"+c.sheet+"'!"+address)
}

func (s *scene) other(n float64) string {
	return strconv.FormatFloat(n+1+float64(s.r.IntN(50)), 'f', -1, 64)
}

func (s *scene) cellValue() ([]source.File, verify.Again, func(verify.Fault) bool) {
	c := s.cell(func(c cell) bool { return c.Formula == "" && (c.Kind == workbook.Number || c.Kind == workbook.Text) })
	if c.Kind == workbook.Text {
		return s.inCell(c, `(<t[^>]*>)`, "${1}X")
	}
	return s.inCell(c, `<v>[^<]*</v>`, "<v>"+s.other(c.Number)+"</v>")
}

func (s *scene) cachedValue() ([]source.File, verify.Again, func(verify.Fault) bool) {
	c := s.cell(func(c cell) bool { return c.Formula != "" && c.Kind == workbook.Number })
	return s.inCell(c, `<v>[^<]*</v>`, "<v>"+s.other(c.Number)+"</v>")
}

func (s *scene) formula() ([]source.File, verify.Again, func(verify.Fault) bool) {
	c := s.cell(func(c cell) bool { return c.Formula != "" && c.Kind == workbook.Number })
	return s.inCell(c, `</f>`, "+0</f>")
}

var jsonValue = regexp.MustCompile(`"(value|share|year_to_date|previous|difference|target)": ([0-9]+)`)

func (s *scene) figure() ([]source.File, verify.Again, func(verify.Fault) bool) {
	f := s.sample.files["json"]
	from := strings.Index(string(f.Data), `"figures": [`)
	all := jsonValue.FindAllSubmatchIndex(f.Data[from:], -1)
	hit := all[s.r.IntN(len(all))]
	number, _ := strconv.ParseFloat(string(f.Data[from+hit[4]:from+hit[5]]), 64)
	data := slices.Concat(f.Data[:from+hit[4]], []byte(s.other(number)), f.Data[from+hit[5]:])
	field := string(f.Data[from+hit[2] : from+hit[3]])
	return s.sample.with("json", data), s.sample.again, func(fault verify.Fault) bool {
		place := fault.Place.In(finding.VI)
		return at(f.Path, field)(fault) && (fault.Figure != "" || !strings.HasPrefix(place, "figures"))
	}
}

// input types another number at the place of a figure, in a copy of what the report was made of.
func (s *scene) input() ([]source.File, verify.Again, func(verify.Fault) bool) {
	w, err := model.Read(s.sample.files["json"].Data)
	if err != nil {
		s.t.Fatal(err)
	}
	folder := s.t.TempDir()
	var paths []string
	for _, p := range s.sample.paths {
		to := filepath.Join(folder, filepath.Base(p))
		paths = append(paths, to)
		copied(s.t, p, to)
	}
	root := folder
	if len(paths) == 1 && filepath.Ext(paths[0]) == "" {
		root = paths[0]
	}
	for {
		f := w.Figures[s.r.IntN(len(w.Figures))]
		if len(f.Sources) == 0 {
			continue
		}
		if src := f.Sources[s.r.IntN(len(f.Sources))]; src.Value.IsKnown() && retyped(s.t, filepath.Join(root, filepath.FromSlash(src.File)), src, 1+s.r.IntN(9)) {
			return s.sample.all(), from(paths...), at(src.File, "")
		}
	}
}

func copied(t *testing.T, from, to string) {
	t.Helper()
	info, err := os.Stat(from)
	if err == nil && info.IsDir() {
		err = os.CopyFS(to, os.DirFS(from))
	} else if err == nil {
		var data []byte
		if data, err = os.ReadFile(from); err == nil {
			err = os.WriteFile(to, data, 0o600)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

// retyped puts a larger number where a figure stands in a text file; false where it cannot.
func retyped(t *testing.T, path string, src model.WrittenSource, more int) bool {
	t.Helper()
	var row, col int
	if n, _ := fmt.Sscanf(src.At, "%d:%d", &row, &col); n != 2 || src.Value.Number.Sign() <= 0 {
		return false
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(string(data), "\n")
	runes := []rune(rows[row-1])
	head, rest := string(runes[:col-1]), string(runes[col-1:])
	was, _ := src.Value.Number.Decimal()
	after, ok := strings.CutPrefix(rest, was)
	number, err := strconv.Atoi(was)
	if !ok || err != nil || strings.IndexAny(after, "0123456789./") == 0 {
		return false
	}
	rows[row-1] = head + strconv.Itoa(number+more) + after
	if err := os.WriteFile(path, []byte(strings.Join(rows, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	return true
}

func (s *scene) attachment() ([]source.File, verify.Again, func(verify.Fault) bool) {
	f := s.sample.files["pdf"]
	data, _ := forge.NewPDF(s.t, f.Data, s.r).AlterAttachment()
	return s.sample.with("pdf", data), s.sample.again, func(fault verify.Fault) bool {
		return fault.Kind == verify.Wrong && fault.File == f.Path &&
			strings.Contains(fault.Place.In(finding.VI)+fault.What.In(finding.VI), "kèm theo")
	}
}

func (s *scene) drawn() ([]source.File, verify.Again, func(verify.Fault) bool) {
	f := s.sample.files["pdf"]
	pdf := forge.NewPDF(s.t, f.Data, s.r)
	ways := []func() ([]byte, forge.Number){pdf.AlterDigit, pdf.AlterDigit, pdf.Remove, pdf.PaintOver, pdf.PictureOver, pdf.Whiten, pdf.Annotate, pdf.AppendAnnotation}
	data, n := ways[s.r.IntN(len(ways))]()
	return s.sample.with("pdf", data), s.sample.again, func(fault verify.Fault) bool {
		return at(f.Path, fmt.Sprintf("trang %d", n.Page))(fault) && fault.Figure == n.Figure
	}
}

func (s *scene) swapped() ([]source.File, verify.Again, func(verify.Fault) bool) {
	kind := []string{"xlsx", "pdf", "json"}[s.r.IntN(3)]
	other := s.others[s.r.IntN(len(s.others))]
	return s.sample.with(kind, other.files[kind].Data), s.sample.again, at(s.sample.files[kind].Path, "")
}

func (s *scene) otherQuarter() ([]source.File, verify.Again, func(verify.Fault) bool) {
	path := s.sample.files["pdf"].Path
	return s.sample.with("pdf", s.quarter.Data), s.sample.again, func(f verify.Fault) bool {
		return f.File == path && strings.Contains(f.What.In(finding.VI), "quý IV/2021")
	}
}

// Nothing is found wrong with what nobody touched, together or each file alone.
func TestProof_UntouchedOutputsPass(t *testing.T) {
	for _, s := range []*sample{
		made(t, "2022-Q1", "phu-xuyen/2022-Q1.yaml"), made(t, "2022", "cao-lanh/2022.yaml"), made(t, "2022-Q1", "minh-long/2022-Q1.yaml"),
		made(t, "2024", "thanh-xuan/2024.yaml"), made(t, "2019-H1", "ngoc-lam/2019-H1.yaml"),
		made(t, "2022-Q1", "minh-hoa/2022-Q1.yaml", "minh-hoa/2021-Q4.yaml", "minh-hoa/2021-Q1.yaml"),
		made(t, "2022-Q1", "huyen-phu-xuyen"), made(t, "2021", "huyen-phu-xuyen"), made(t, "2021-H1", "huyen-phu-xuyen"),
	} {
		for _, again := range []verify.Again{nil, s.again} {
			if r := judged(t, s.all(), again); r.Verdict != verify.Agree || len(r.Faults) > 0 || len(r.Checked) < 3 {
				t.Errorf("%s: %s", s.name, lines(r))
			}
		}
		for kind, want := range map[string]verify.Verdict{"xlsx": verify.Agree, "pdf": verify.Agree, "json": verify.Unproven} {
			if r := judged(t, []source.File{s.files[kind]}, nil); r.Verdict != want {
				t.Errorf("%s, the %s alone: %s", s.name, kind, lines(r))
			}
			if r := judged(t, []source.File{s.files[kind]}, s.again); r.Verdict != verify.Agree {
				t.Errorf("%s, the %s and the inputs: %s", s.name, kind, lines(r))
			}
		}
	}
}
