package spec

import (
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"

	"baocao/report/document"
	"baocao/report/finding"
	"baocao/report/period"
	"baocao/report/source"
)

// layoutFolder is where the layouts stand among the templates.
const layoutFolder = "layouts"

// LoadLayout reads the page layout layouts/<name>.yaml of fsys. An unknown key, a size
// that is left out, or margins wider than the paper is an error; so is an unknown name,
// and that error wraps [fs.ErrNotExist].
func LoadLayout(fsys fs.FS, name string) (document.Profile, error) {
	file := path.Join(layoutFolder, name+".yaml")
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		return document.Profile{}, fmt.Errorf("read layout %q: %w", name, err)
	}
	root, found := source.YAML(source.File{Path: file, Data: data})
	if len(found) > 0 {
		return document.Profile{}, fmt.Errorf("read layout: %s", found[0].In(finding.EN))
	}
	var p document.Profile
	if err := fill(reflect.ValueOf(&p).Elem(), root); err != nil {
		return document.Profile{}, fmt.Errorf("read layout %s: %w", file, err)
	}
	if err := checkLayout(name, p); err != nil {
		return document.Profile{}, fmt.Errorf("read layout %s: %w", file, err)
	}
	return p, nil
}

// Layouts lists the names of the layouts that fsys has.
func Layouts(fsys fs.FS) []string {
	files, _ := fs.Glob(fsys, path.Join(layoutFolder, "*.yaml")) // the pattern is right
	names := make([]string, len(files))
	for i, file := range files {
		names[i] = strings.TrimSuffix(path.Base(file), ".yaml")
	}
	return names
}

// UnknownLayout says that fsys has no layout of that name, which stands at pos.
func UnknownLayout(fsys fs.FS, name string, pos finding.Pos) finding.Finding {
	known := Layouts(fsys)
	return finding.New(finding.NoLayout, pos, name).
		Hinted("các thể thức: %s", "the layouts: %s", strings.Join(known, ", ")).DidYouMean(source.Nearest(name, known))
}

// LayoutFor reads the layout in force for a document issued on date. No layout, or more
// than one, is an error that names those there are.
func LayoutFor(fsys fs.FS, date period.Date) (document.Profile, error) {
	files, err := fs.Glob(fsys, path.Join(layoutFolder, "*.yaml"))
	if err != nil {
		return document.Profile{}, fmt.Errorf("list layouts: %w", err)
	}
	var names, fitting []string
	var found document.Profile
	for _, file := range files {
		name := strings.TrimSuffix(path.Base(file), ".yaml")
		p, err := LoadLayout(fsys, name)
		if err != nil {
			return document.Profile{}, err
		}
		names = append(names, name)
		if inForce(p, date) {
			fitting = append(fitting, name)
			found = p
		}
	}
	day := fmt.Sprintf("%04d-%02d-%02d", date.Year, date.Month, date.Day)
	switch len(fitting) {
	case 1:
		return found, nil
	case 0:
		return document.Profile{}, fmt.Errorf("no layout is in force on %s; name one of %s", day, strings.Join(names, ", "))
	}
	return document.Profile{}, fmt.Errorf("several layouts are in force on %s: %s; name one", day, strings.Join(fitting, ", "))
}

// inForce reports whether p is taken for documents of date without being named.
func inForce(p document.Profile, date period.Date) bool {
	if p.From.IsZero() && p.To.IsZero() {
		return false
	}
	if !p.From.IsZero() && compareDays(date, p.From) < 0 {
		return false
	}
	return p.To.IsZero() || compareDays(date, p.To) <= 0
}

func compareDays(a, b period.Date) int {
	return slices.Compare([]int{a.Year, a.Month, a.Day}, []int{b.Year, b.Month, b.Day})
}

// checkLayout refuses a layout that could not be drawn.
func checkLayout(name string, p document.Profile) error {
	m, a := p.Margins, p.Annex.Margins
	switch {
	case p.Name != name:
		return fmt.Errorf("it calls itself %q", p.Name)
	case p.Paper.Width <= m.Left+m.Right || p.Paper.Height <= m.Top+m.Bottom:
		return fmt.Errorf("the margins leave no room on paper of %g × %g mm", p.Paper.Width, p.Paper.Height)
	case min(m.Left, m.Right, m.Top, m.Bottom, a.Left, a.Right, a.Top, a.Bottom) <= 0:
		return fmt.Errorf("a margin is left out")
	case p.Paper.Height <= a.Left+a.Right || p.Paper.Width <= a.Top+a.Bottom:
		return fmt.Errorf("the margins of annexes leave no room on paper of %g × %g mm", p.Paper.Height, p.Paper.Width)
	case len(p.Headings) == 0:
		return fmt.Errorf("headings are left out")
	case p.Note.Mark <= 0:
		return fmt.Errorf("note.mark must be above 0")
	case len(p.Chart.Fills) == 0:
		return fmt.Errorf("chart.fills are left out")
	case p.Annex.Turn <= 0:
		return fmt.Errorf("annex.turn must be above 0")
	case p.Table.Step <= 0 || p.Table.Smallest <= 0:
		return fmt.Errorf("table.step and table.smallest must be above 0")
	}
	return checkSizes(reflect.ValueOf(p), "")
}

// lengthsAboveZero are the measures without which nothing could be seen.
var lengthsAboveZero = []string{"size", "leading"}

// checkSizes looks for a type size or line distance that is left out, in v and all that
// it holds. A divider needs a size only where it is a text.
func checkSizes(v reflect.Value, at string) error {
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			if err := checkSizes(v.Index(i), fmt.Sprintf("%s[%d]", at, i)); err != nil {
				return err
			}
		}
	case reflect.Struct:
		if d, ok := v.Interface().(document.Divider); ok && d.Text == "" {
			return nil
		}
		for i := range v.NumField() {
			key, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
			inner := strings.Trim(at+"."+key, ".")
			if err := checkSizes(v.Field(i), inner); err != nil {
				return err
			}
			if slices.Contains(lengthsAboveZero, key) && v.Field(i).Float() <= 0 {
				return fmt.Errorf("%s must be above 0", inner)
			}
		}
	}
	return nil
}
