// Package workspace reads what the command line names: submissions, the office's settings
// (baocao.yaml) and its list of units (units.csv). [Open] is its entry. It is the only
// package below cmd that opens files.
package workspace

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"baocao/report/finding"
	"baocao/report/source"
	"baocao/report/unit"
)

// The files of an office's folder.
const (
	settingsFile = "baocao.yaml"
	unitsFile    = "units.csv"
)

// Inputs is everything that was read.
type Inputs struct {
	Files    []source.File // the submissions, in the order of the arguments
	Settings Settings
	Units    *unit.Tree // never nil; empty without a units.csv
	Folder   string     // where outputs go by default: beside the first file, or in the workspace
}

// Settings is baocao.yaml. Empty fields were not given.
type Settings struct {
	Unit     string // the issuing unit's code
	Template string // a name, or a folder beside baocao.yaml
	Layout   string

	TemplatePos, LayoutPos finding.Pos

	Labels   source.Node // a map: category → words
	Document source.Node // a map, as in a submission
}

// ManyPeriods says that a folder holds several periods and none was chosen.
type ManyPeriods struct{ Periods []string }

func (e ManyPeriods) Error() string { return "several periods: " + strings.Join(e.Periods, ", ") }

// Open reads the files and folders that args name. In a folder, the submissions are its
// .yaml, .json and .csv files, or those of its subfolder named after the period. A path that
// cannot be read is an error; what is wrong inside the files is a finding.
func Open(args []string, period string) (*Inputs, finding.List, error) {
	in := &Inputs{}
	var findings finding.List
	var paths []string
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil {
			return nil, nil, fmt.Errorf("read: %w", err)
		}
		if !info.IsDir() {
			paths = append(paths, arg)
			continue
		}
		inside, err := submissions(arg, period)
		if err != nil {
			return nil, nil, err
		}
		if len(inside) == 0 {
			findings.Add(noSubmission(arg, period))
		}
		paths = append(paths, inside...)
	}
	if len(args) > 0 {
		in.Folder = folderOf(args[0])
	}
	root, found, err := in.settings()
	findings.Add(found...)
	if err != nil {
		return nil, nil, err
	}
	for _, path := range paths {
		f, err := read(path, root)
		if err != nil {
			return nil, nil, err
		}
		if isReport(f) && !slices.Contains(args, path) { // found in a folder, not asked for
			findings.Add(finding.New(finding.Skipped, finding.Pos{File: path},
				finding.Say("đây là báo cáo do baocao ghi", "it is a report that baocao wrote")))
			continue
		}
		in.Files = append(in.Files, f)
	}
	if len(paths) > 0 && len(in.Files) == 0 {
		findings.Add(noSubmission(args[0], period))
	}
	return in, findings, nil
}

// noSubmission reports a folder without any submission, and names the periods that it has
// when another was asked for.
func noSubmission(folder, period string) finding.Finding {
	f := finding.New(finding.NoSubmission, finding.Pos{File: folder})
	var periods []string
	entries, _ := os.ReadDir(folder) // it was read a moment ago
	for _, e := range entries {
		if e.IsDir() && looksLikePeriod(e.Name()) {
			periods = append(periods, e.Name())
		}
	}
	if period != "" && len(periods) > 0 && !slices.Contains(periods, period) {
		return f.Hinted("không có thư mục %s; có: %s", "there is no folder %s, but: %s", period, strings.Join(periods, ", "))
	}
	return f.Hinted("thư mục cần có tệp .yaml, .json hoặc .csv của kỳ báo cáo", "the folder needs .yaml, .json or .csv files of the period")
}

// isReport recognises the JSON of a report, which may lie beside the submissions.
func isReport(f source.File) bool {
	return strings.EqualFold(filepath.Ext(f.Name), ".json") &&
		bytes.Contains(f.Data[:min(len(f.Data), 100)], []byte(`"schema": "baocao.report/`))
}

// folderOf is the folder that a path is in, or is.
func folderOf(path string) string {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return path
	}
	return filepath.Dir(path)
}

func read(path, root string) (source.File, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return source.File{}, fmt.Errorf("read: %w", err)
	}
	name := filepath.Base(path)
	if root != "" {
		if rel, err := relative(root, path); err == nil && !strings.HasPrefix(rel, "..") {
			name = filepath.ToSlash(rel)
		}
	}
	return source.File{Path: path, Name: name, Data: data, Folder: os.DirFS(filepath.Dir(path))}, nil
}

func relative(root, path string) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.Rel(root, absolute)
}

// submissions lists the submission files of a folder, in the order of their names.
func submissions(folder, period string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	var files, folders []string
	for _, e := range entries {
		switch {
		case e.IsDir() && looksLikePeriod(e.Name()):
			folders = append(folders, e.Name())
		case !e.IsDir() && isSubmission(e.Name()):
			files = append(files, filepath.Join(folder, e.Name()))
		}
	}
	switch {
	case len(files) > 0 || len(folders) == 0:
		return files, nil
	case period != "":
		if !slices.Contains(folders, period) {
			return nil, nil
		}
		return submissions(filepath.Join(folder, period), "")
	case len(folders) == 1:
		return submissions(filepath.Join(folder, folders[0]), "")
	}
	return nil, ManyPeriods{folders}
}

func looksLikePeriod(name string) bool {
	return len(name) >= 4 && strings.Trim(name[:4], "0123456789") == ""
}

// isSubmission goes by the name alone: what the office's own files and other programs
// leave in a folder is passed over.
func isSubmission(name string) bool {
	switch {
	case name == settingsFile, name == unitsFile, strings.HasPrefix(name, "."), strings.HasPrefix(name, "~$"):
		return false
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".yaml", ".yml", ".json", ".csv":
		return true
	}
	return false
}

// settings looks for baocao.yaml and units.csv in the first argument's folder and above it,
// and gives the folder that has one of them.
func (in *Inputs) settings() (root string, findings finding.List, err error) {
	in.Units, _ = unit.NewTree(nil)
	dir, err := filepath.Abs(in.Folder)
	if err != nil {
		return "", nil, fmt.Errorf("read: %w", err)
	}
	for {
		settings, foundSettings, err := optional(dir, settingsFile)
		if err != nil {
			return "", nil, err
		}
		units, foundUnits, err := optional(dir, unitsFile)
		if err != nil {
			return "", nil, err
		}
		if foundSettings {
			findings.Add(in.readSettings(settings)...)
		}
		if foundUnits {
			findings.Add(in.readUnits(units)...)
		}
		if foundSettings || foundUnits {
			return dir, findings, nil
		}
		above := filepath.Dir(dir)
		if above == dir {
			return "", nil, nil
		}
		dir = above
	}
}

// optional reads a file that need not be there. Findings name it without its folder's
// path, since nobody typed one.
func optional(dir, name string) (f source.File, found bool, err error) {
	data, err := os.ReadFile(filepath.Join(dir, name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return source.File{}, false, nil
	case err != nil:
		return source.File{}, false, fmt.Errorf("read: %w", err)
	}
	return source.File{Path: name, Name: name, Data: data, Folder: os.DirFS(dir)}, true, nil
}

func (in *Inputs) readSettings(f source.File) finding.List {
	root, findings := source.YAML(f)
	if findings.HasErrors() {
		return findings
	}
	known := []string{"unit", "template", "layout", "labels", "document"}
	for _, e := range root.Entries {
		s := &in.Settings
		switch e.Key {
		case "unit":
			s.Unit = e.Value.Text
		case "template":
			s.Template, s.TemplatePos = e.Value.Text, e.Value.Pos
		case "layout":
			s.Layout, s.LayoutPos = e.Value.Text, e.Value.Pos
		case "labels":
			s.Labels = e.Value
		case "document":
			s.Document = e.Value
		default:
			findings.Add(finding.New(finding.UnknownField, e.Pos, e.Key).
				Hinted("các mục: %s", "the fields: %s", strings.Join(known, ", ")).DidYouMean(source.Nearest(e.Key, known)))
		}
	}
	return findings
}
