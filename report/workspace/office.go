package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"baocao/report/finding"
	"baocao/report/period"
	"baocao/report/source"
)

// The folders and files of an office beside its settings.
const (
	targetsFolder = "targets"
	receivedFile  = "nhan.csv"
	registers     = "danh-sach" // in a period's folder: <unit>.<register>.csv
)

// Register is the file of one unit's register in an office's folder.
type Register struct {
	Period, Unit, Code string
	File               source.File
}

// Received is the day on which a unit's submission came in, as recorded in nhan.csv.
type Received struct {
	Period, Unit string
	Day          period.Date
}

// periodFolders lists the folder's subfolders that are named after a period, latest first.
func periodFolders(folder string) ([]period.Period, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	var all []period.Period
	for _, e := range entries {
		if p, ok := folderPeriod(e); ok {
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, func(a, b period.Period) int { return b.To.Compare(a.To) })
	return all, nil
}

func folderPeriod(e os.DirEntry) (period.Period, bool) {
	if !e.IsDir() {
		return period.Period{}, false
	}
	p, ok := period.Parse(e.Name())
	return p, ok && p.Code == e.Name()
}

// needed lists the codes of the periods that a report of p may look at: itself and its
// quarters, the year so far, the period before and the same period of the year before with
// their quarters, and one period further back for opening stocks.
func needed(p period.Period) []string {
	var codes []string
	add := func(p period.Period, ok bool) {
		if !ok {
			return
		}
		for _, one := range append([]period.Period{p}, p.Quarters()...) {
			if !slices.Contains(codes, one.Code) {
				codes = append(codes, one.Code)
			}
		}
	}
	add(p, true)
	for _, q := range p.YearToDate() {
		add(q, true)
	}
	before, hasBefore := p.Previous()
	add(before, hasBefore)
	lastYear, hasLastYear := p.LastYear()
	add(lastYear, hasLastYear)
	if hasBefore {
		add(before.Previous())
	}
	if hasLastYear {
		add(lastYear.Previous())
	}
	if quarters := p.Quarters(); len(quarters) > 0 {
		add(quarters[0].Previous())
	}
	return codes
}

// office lists the submissions of a workspace's folders that a report of the period needs,
// the report's own period first. Without a period, the only folder is taken.
func (o *opener) office(root string, folders []period.Period) ([]string, error) {
	code := o.period
	if code == "" && len(folders) > 1 {
		codes := make([]string, len(folders))
		for i, p := range folders {
			codes[i] = p.Code
		}
		slices.Sort(codes)
		return nil, ManyPeriods{codes}
	}
	p := folders[0]
	if code != "" {
		var ok bool
		if p, ok = period.Parse(code); !ok {
			return nil, nil
		}
	}
	has := func(p period.Period) bool {
		return slices.ContainsFunc(folders, func(f period.Period) bool { return f.Code == p.Code })
	}
	if !has(p) && !slices.ContainsFunc(p.Quarters(), has) {
		return nil, nil
	}
	wanted := needed(p)
	var paths []string
	for _, code := range wanted {
		if !slices.ContainsFunc(folders, func(f period.Period) bool { return f.Code == code }) {
			continue
		}
		inside, err := o.submissions(filepath.Join(root, code))
		if err != nil {
			return nil, err
		}
		paths = append(paths, inside...)
		if err := o.readRegisters(filepath.Join(root, code, registers), code); err != nil {
			return nil, err
		}
		if err := o.readReceived(filepath.Join(root, code), code); err != nil {
			return nil, err
		}
	}
	return paths, o.readTargets(root, p.From.Year)
}

// readRegisters takes the registers of a period, where the office keeps any. A file whose
// name does not say unit and register is passed over.
func (o *opener) readRegisters(folder, code string) error {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	var paths []string
	for _, e := range entries {
		if parts := strings.Split(e.Name(), "."); !e.IsDir() && len(parts) == 3 && strings.EqualFold(parts[2], "csv") {
			paths = append(paths, filepath.Join(folder, e.Name()))
		}
	}
	for _, f := range o.files(paths) {
		if f.err != nil {
			if err := o.unread(f.Path, f.err); err != nil {
				return err
			}
			continue
		}
		parts := strings.Split(filepath.Base(f.Path), ".")
		o.in.Registers = append(o.in.Registers, Register{Period: code, Unit: parts[0], Code: parts[1], File: f.File})
	}
	return nil
}

// readTargets takes the plans of a year, targets/2022.yaml, where there are any.
func (o *opener) readTargets(root string, year int) error {
	name := strconv.Itoa(year) + ".yaml"
	f, found, err := o.optional(filepath.Join(root, targetsFolder), name)
	if !found || err != nil {
		return err
	}
	f.Path, f.Name = targetsFolder+"/"+name, targetsFolder+"/"+name
	o.in.Targets = &f
	return nil
}

// readReceived takes the days of receipt of a period, nhan.csv, where they were recorded.
func (o *opener) readReceived(folder, code string) error {
	f, found, err := o.optional(folder, receivedFile)
	if !found || err != nil {
		return err
	}
	f.Path, f.Name = code+"/"+receivedFile, code+"/"+receivedFile
	o.findings.Add(o.in.received(f, code)...)
	return nil
}

func (in *Inputs) received(f source.File, code string) finding.List {
	table, findings := source.CSV(f)
	if findings.HasErrors() {
		return findings
	}
	unitAt, dayAt := headingAt(table, "unit"), headingAt(table, "received")
	if unitAt < 0 || dayAt < 0 {
		return append(findings, finding.New(finding.CSVHeader, table.Pos, finding.Say("cần hai cột unit và received", "needs the columns unit and received")))
	}
	for _, row := range table.Rows {
		day, ok := period.ParseDate(row[dayAt].Text)
		if !ok || !day.Whole() {
			findings.Add(finding.New(finding.WrongDate, row[dayAt].Pos(), row[dayAt].Text))
			continue
		}
		in.Received = append(in.Received, Received{Period: code, Unit: row[unitAt].Text, Day: day})
	}
	return findings
}

func headingAt(table source.Table, name string) int {
	return slices.IndexFunc(table.Header, func(f source.Field) bool { return strings.EqualFold(f.Text, name) })
}
