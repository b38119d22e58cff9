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
	"strconv"
	"strings"
	"sync"

	"baocao/report/finding"
	"baocao/report/period"
	"baocao/report/source"
	"baocao/report/spread"
	"baocao/report/unit"
)

// The files of an office's folder.
const (
	settingsFile = "baocao.yaml"
	unitsFile    = "units.csv"
)

// Inputs is everything that was read.
type Inputs struct {
	Files     []source.File // the submissions, in the order of the arguments
	Settings  Settings
	Units     *unit.Tree   // never nil; empty without a units.csv
	Unread    bool         // there is a units.csv, and it could not be read: no unit is unknown
	Targets   *source.File // the year's plans, targets/2022.yaml; nil when there are none
	Registers []Register   // the units' registers that the office keeps beside the submissions
	Received  []Received   // days of receipt, as recorded in nhan.csv
	Folder    string       // where outputs go by default: beside the first file, or in the workspace
}

// Settings is baocao.yaml. Empty fields were not given.
type Settings struct {
	Unit     string // the issuing unit's code
	Template string // a name, or a folder beside baocao.yaml
	Layout   string
	Duplex   bool   // the page is printed on both sides of its sheets
	Spelling string // "uỷ" or "ủy": where the page's tone marks stand; empty: as written
	Deadline int    // days after the period's end; -1 when there is none
	Cutoff   int    // the month's last day that belongs to the period; 0 is the calendar's

	UnitPos, TemplatePos, LayoutPos finding.Pos

	Labels   source.Node // a map: category → words
	Document source.Node // a map, as in a submission
	Accepted source.Node // a list of warnings that the office accepts
}

// Due is the last day on which a report for the period comes in time; ok is false when the
// office has no deadline.
func (s Settings) Due(p period.Period) (day period.Date, ok bool) {
	if s.Deadline < 0 {
		return period.Date{}, false
	}
	return p.To.AddDays(s.Deadline), true
}

// ManyPeriods says that a folder holds several periods and none was chosen.
type ManyPeriods struct{ Periods []string }

func (e ManyPeriods) Error() string { return "several periods: " + strings.Join(e.Periods, ", ") }

// Open reads the files and folders that args name. In a folder, the submissions are its
// .yaml, .json, .csv and .xlsx files; in an office's folder, those of its subfolders named
// after periods that a report of the period looks at. A path that cannot be read is an
// error; what is wrong inside the files is a finding.
func Open(args []string, period string) (*Inputs, finding.List, error) {
	return OpenIn(source.How{}, args, period)
}

// OpenIn is Open for files that are read in another way than the usual.
func OpenIn(how source.How, args []string, period string) (*Inputs, finding.List, error) {
	o := &opener{in: &Inputs{}, args: args, asked: map[string]bool{}, period: period, how: how}
	for _, arg := range args {
		o.asked[arg] = true
	}
	if len(args) > 0 {
		o.in.Folder = folderOf(args[0])
	}
	units, listed, err := o.settings()
	if err != nil {
		return nil, nil, err
	}
	paths, err := o.paths()
	if err != nil {
		return nil, nil, err
	}
	var reading sync.WaitGroup
	var found finding.List
	if listed {
		reading.Go(func() { found = o.in.readUnits(units) })
	}
	files := o.files(paths)
	reading.Wait()
	o.findings.Add(found...)
	o.in.Files = make([]source.File, 0, len(files))
	for _, f := range files {
		if err := o.take(f); err != nil {
			return nil, nil, err
		}
	}
	o.dropCopies()
	if len(paths) > 0 && len(o.in.Files) == 0 && !o.findings.HasErrors() {
		o.findings.Add(noSubmission(args[0], period))
	}
	return o.in, o.findings, nil
}

// opener gathers what Open returns.
type opener struct {
	in       *Inputs
	args     []string
	asked    map[string]bool // the same
	period   string          // a code, or empty
	how      source.How
	root     string // the folder that has the settings or the list of units; absolute, or empty
	findings finding.List
}

// paths lists the files to read, in the order of the arguments.
func (o *opener) paths() ([]string, error) {
	var paths []string
	for _, arg := range o.args {
		info, err := os.Stat(arg)
		if err != nil {
			return nil, fmt.Errorf("read: %w", err)
		}
		if !info.IsDir() {
			paths = append(paths, arg)
			continue
		}
		inside, err := o.folder(arg)
		if err != nil {
			return nil, err
		}
		if len(inside) == 0 {
			o.findings.Add(noSubmission(arg, o.period))
		}
		paths = append(paths, inside...)
	}
	return paths, nil
}

// folder lists the submissions of a folder: of an office's folder those of its periods,
// whatever else lies in it; of any other folder those directly in it.
func (o *opener) folder(folder string) ([]string, error) {
	folders, err := periodFolders(folder)
	if err != nil {
		return nil, err
	}
	inside, err := o.submissions(folder)
	if err != nil {
		return nil, err
	}
	if len(folders) > 0 && (len(inside) == 0 || o.isRoot(folder)) {
		return o.office(folder, folders)
	}
	return inside, nil
}

// isRoot reports whether the folder is the one that has the office's settings.
func (o *opener) isRoot(folder string) bool {
	absolute, err := filepath.Abs(folder)
	return err == nil && absolute == o.root
}

// take makes a file one of the submissions, or says why it is none.
func (o *opener) take(f read) error {
	odd := source.NameFault(f.Path)
	switch {
	case odd != nil:
		o.findings.Add(*odd)
	case f.err != nil:
		return o.unread(f.Path, f.err)
	case isReport(f.File) && !o.asked[f.Path]: // found in a folder, not asked for
		o.findings.Add(finding.New(finding.Skipped, finding.Pos{File: f.Path},
			finding.Say("đây là báo cáo do baocao ghi", "it is a report that baocao wrote")))
	default:
		o.in.Files = append(o.in.Files, f.File)
	}
	return nil
}

// unread says that a file could not be read: an error of the world where the command line
// names it.
func (o *opener) unread(path string, err error) error {
	if o.asked[path] && !errors.As(err, new(unreadable)) {
		return fmt.Errorf("read: %w", err)
	}
	o.findings.Add(Unread(path, err))
	return nil
}

// noSubmission reports a folder without any submission, and names the periods that it has
// when another was asked for.
func noSubmission(folder, period string) finding.Finding {
	f := finding.New(finding.NoSubmission, finding.Pos{File: folder})
	var periods []string
	folders, _ := periodFolders(folder) // it was read a moment ago
	for _, p := range folders {
		periods = append(periods, p.Code)
	}
	slices.Sort(periods)
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

// read is a file as it was read, or why it was not.
type read struct {
	source.File
	err error
}

// files reads files on all cores; they come in the order of their paths.
func (o *opener) files(paths []string) []read {
	all := make([]read, len(paths))
	spread.Over(len(paths), func(from, to int) {
		var s shelf
		defer s.close()
		for i := from; i < to; i++ {
			all[i] = o.file(&s, paths[i])
		}
	})
	return all
}

// file makes the input of a path. One that the command line names is read wherever its links
// lead, one that was found in a folder only if it lies in there.
func (o *opener) file(s *shelf, path string) read {
	dir, name := filepath.Split(path)
	s.turnTo(o.root, dir)
	in := s.folder
	in.most = mostOf(path, o.how.Limits)
	f := read{File: source.File{Path: path, Name: name, Folder: in, How: o.how}}
	if in.root == o.root {
		f.Name = filepath.ToSlash(filepath.Join(in.path, name))
	}
	asked := o.asked[path]
	switch isBook := kindOf(path) == ".xlsx"; {
	case isBook && asked:
		f.Read = unchanging(func() ([]byte, error) { return readFile(path, in.most) })
	case isBook:
		f.Read = unchanging(func() ([]byte, error) { return in.ReadFile(name) })
	case asked:
		f.Data, f.err = readFile(path, in.most)
	default:
		f.Data, f.err = s.readFile(name, in.most)
	}
	return f
}

func kindOf(name string) string { return strings.ToLower(filepath.Ext(name)) }

func relative(root, path string) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.Rel(root, absolute)
}

// submissions lists the submission files directly in a folder, in the order of their names,
// and says what of the others could be taken for one.
func (o *opener) submissions(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	var files []string
	for _, e := range entries {
		path := filepath.Join(folder, e.Name())
		switch {
		case e.IsDir():
		case isSubmission(e.Name()):
			files = append(files, path)
		default:
			o.passOver(path)
		}
	}
	return files, nil
}

// isSubmission goes by the name alone: what the office's own files and other programs
// leave in a folder is passed over.
func isSubmission(name string) bool {
	switch {
	case name == settingsFile, name == unitsFile, name == receivedFile, strings.HasPrefix(name, "."), strings.HasPrefix(name, "~$"):
		return false
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".yaml", ".yml", ".json", ".csv", ".xlsx":
		return true
	}
	return false
}

// settings looks for baocao.yaml and units.csv in the first argument's folder and above it;
// the folder that has one of them is the root. The list of units, if there is one, is for the
// caller to read.
func (o *opener) settings() (units source.File, listed bool, err error) {
	o.in.Units, _ = unit.NewTree(nil)
	o.in.Settings.Deadline = -1
	dir, err := filepath.Abs(o.in.Folder)
	if err != nil {
		return units, false, fmt.Errorf("read: %w", err)
	}
	for {
		settings, found, err := o.optional(dir, settingsFile)
		if err != nil {
			return units, false, err
		}
		if found {
			o.findings.Add(o.in.readSettings(settings)...)
		}
		if units, listed, err = o.optional(dir, unitsFile); err != nil {
			return units, false, err
		}
		if found || listed {
			o.root = dir
			return units, listed, nil
		}
		above := filepath.Dir(dir)
		if above == dir {
			return units, false, nil
		}
		dir = above
	}
}

// optional reads a file that need not be there. Findings name it without its folder's
// path, since nobody typed one.
func (o *opener) optional(dir, name string) (f source.File, found bool, err error) {
	within := inside(dir, dir)
	within.most = mostOf(name, o.how.Limits)
	data, err := within.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission) && !isThere(filepath.Join(dir, name)):
		return source.File{}, false, nil // a folder above may be closed to us
	case err != nil:
		return source.File{}, false, o.unread(name, err)
	}
	return source.File{Path: name, Name: name, Data: data, Folder: within, How: o.how}, true, nil
}

func isThere(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func (in *Inputs) readSettings(f source.File) finding.List {
	root, findings := source.YAML(f)
	if findings.HasErrors() {
		return findings
	}
	known := []string{"unit", "template", "layout", "spelling", "duplex", "deadline", "cutoff", "labels", "document", "accepted"}
	if wrong := misshapen(root, source.Map); len(wrong) > 0 {
		return append(findings, wrong...)
	}
	for _, e := range root.Entries {
		if wrong := wrongSetting(e); slices.Contains(known, e.Key) && len(wrong) > 0 {
			findings.Add(wrong...)
			continue
		}
		s := &in.Settings
		switch e.Key {
		case "unit":
			s.Unit, s.UnitPos = e.Value.Text, e.Value.Pos()
		case "template":
			s.Template, s.TemplatePos = e.Value.Text, e.Value.Pos()
		case "layout":
			s.Layout, s.LayoutPos = e.Value.Text, e.Value.Pos()
		case "spelling":
			s.Spelling = spelling(e.Value, &findings)
		case "duplex":
			s.Duplex = flag(e.Value, &findings)
		case "deadline":
			s.Deadline = days(e.Value, 0, 366, &findings)
		case "cutoff":
			s.Cutoff = days(e.Value, 1, 28, &findings)
		case "labels":
			s.Labels = e.Value
		case "document":
			s.Document = e.Value
		case "accepted":
			s.Accepted = e.Value
		default:
			findings.Add(finding.New(finding.UnknownField, e.Pos(), e.Key).
				Hinted("các mục: %s", "the fields: %s", strings.Join(known, ", ")).DidYouMean(source.Nearest(e.Key, known)))
		}
	}
	return findings
}

// spelling reads how the office writes the words that have two spellings.
func spelling(n source.Node, findings *finding.List) string {
	switch n.Text {
	case "", "uỷ", "ủy":
		return n.Text
	}
	findings.Add(finding.New(finding.WrongShape, n.Pos(), finding.Say("“uỷ” hoặc “ủy”", "“uỷ” or “ủy”"), "“"+n.Text+"”"))
	return ""
}

// flag reads true or false.
func flag(n source.Node, findings *finding.List) bool {
	if n.Text != "true" && n.Text != "false" {
		findings.Add(finding.New(finding.WrongShape, n.Pos(), finding.Say("true hoặc false", "true or false"), "“"+n.Text+"”"))
	}
	return n.Text == "true"
}

// days reads a number of days, or a day of the month.
func days(n source.Node, least, most int, findings *finding.List) int {
	d, err := strconv.Atoi(n.Text)
	if err != nil || d < least || d > most {
		findings.Add(finding.New(finding.NotNumber, n.Pos(), n.Text).
			Hinted("ghi một số từ %d đến %d", "write a number from %d to %d", least, most))
		return least
	}
	return d
}
