package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"baocao/report"
	"baocao/report/finding"
	"baocao/report/model"
	"baocao/report/period"
)

func (p *program) statusCommand() *cli.Command {
	return reader(&cli.Command{
		Name: "status", Aliases: []string{"tình-hình", "tinh-hinh"},
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "period", Aliases: []string{"p"}},
			&cli.StringFlag{Name: "unit", Aliases: []string{"u"}},
			&cli.StringFlag{Name: "template", Aliases: []string{"t"}},
			&cli.BoolFlag{Name: "json"},
		},
		Action: p.status,
	})
}

// status tells who has handed in and who has not. That units are missing or faulty is an
// answer, no failure.
func (p *program) status(c *cli.Context) error {
	if c.NArg() > 1 {
		return usage(oneFolder("status"))
	}
	j, err := p.open(c)
	if err != nil {
		return err
	}
	result, err := j.run(c.Context, report.Status)
	if err != nil {
		return err
	}
	if len(result.Units) > 0 && awaited(c) {
		none := func(f finding.Finding) bool { return f.Code == finding.NoSubmission }
		j.found, result.Findings = slices.DeleteFunc(j.found, none), slices.DeleteFunc(result.Findings, none)
	}
	if j.found.HasErrors() || len(result.Units) == 0 {
		return p.judged(j, result.Findings, statusUnknown)
	}
	s := j.state(result)
	if c.Bool("json") {
		return p.printJSON(s.json())
	}
	p.showStatus(s)
	return nil
}

// awaited reports whether the office has a folder for the period: then submissions are
// expected, although there may be none yet.
func awaited(c *cli.Context) bool {
	folder := c.Args().First()
	if folder == "" {
		folder, _ = officeFolder(".")
	}
	info, err := os.Stat(filepath.Join(folder, c.String("period")))
	return c.String("period") != "" && err == nil && info.IsDir()
}

// state is what status tells.
type state struct {
	period period.Period
	due    period.Date // the last day; zero where the office has no deadline
	units  []model.Unit
	others []otherFile // with errors, and of none of these units

	expected, received, onTime, late, undated, missing, partial, faulty int
}

// otherFile has errors and belongs to no unit's submission for the period: nobody knows
// whose it is, or it is of an earlier period, or a setting of the office.
type otherFile struct {
	File   string `json:"file"`
	Faults int    `json:"faults"`
}

// state counts a result's units. They stand in the order in which somebody has to act:
// missing, faulty, with quarters left out, late, the rest.
func (j *job) state(result report.Result) state {
	s := state{period: result.Period, units: slices.Clone(result.Units)}
	s.units = slices.DeleteFunc(s.units, func(u model.Unit) bool { return !u.Owes && len(u.Files) == 0 }) // of other periods
	s.due, _ = j.in.Settings.Due(result.Period)
	for _, u := range s.units {
		if u.Faults > 0 {
			s.faulty++
		}
		if !u.Owes {
			continue
		}
		s.expected++
		switch {
		case len(u.Files) == 0:
			s.missing++
			continue
		case u.Late:
			s.late++
		case u.Received == "":
			s.undated++
		default:
			s.onTime++
		}
		s.received++
		if len(u.Lacks) > 0 {
			s.partial++
		}
	}
	slices.SortStableFunc(s.units, func(a, b model.Unit) int { return int(urgencyOf(a) - urgencyOf(b)) })
	s.others = j.others(result)
	return s
}

// urgency ranks a unit by what somebody has to do about it.
type urgency int

const (
	isMissing urgency = iota
	isFaulty
	isPartial
	isLate
	isReceived
)

func urgencyOf(u model.Unit) urgency {
	switch {
	case len(u.Files) == 0:
		return isMissing
	case u.Faults > 0:
		return isFaulty
	case len(u.Lacks) > 0:
		return isPartial
	case u.Late:
		return isLate
	}
	return isReceived
}

// others lists the files with errors that are no unit's for the period.
func (j *job) others(result report.Result) []otherFile {
	units, names := map[string]bool{}, map[string]bool{}
	for _, u := range result.Units {
		units[u.Code] = true
		for _, name := range u.Files {
			names[name] = true
		}
	}
	periods := []string{result.Period.Code}
	for _, q := range result.Period.Quarters() {
		periods = append(periods, q.Code)
	}
	told := map[string]bool{} // by path: a unit's row counts its errors
	for _, f := range j.in.Files {
		told[f.Path] = names[f.Name]
	}
	for _, reg := range j.in.Registers {
		told[reg.File.Path] = units[reg.Unit] && slices.Contains(periods, reg.Period)
	}
	var others []otherFile
	for _, f := range result.Findings {
		if f.Severity != finding.Error || told[f.Pos.File] {
			continue
		}
		at := slices.IndexFunc(others, func(o otherFile) bool { return o.File == f.Pos.File })
		if at < 0 {
			others = append(others, otherFile{File: f.Pos.File})
			at = len(others) - 1
		}
		others[at].Faults++
	}
	return others
}

// showStatus prints the counts, the units and the other files with errors.
func (p *program) showStatus(s state) {
	w := p.ui.stdout
	for _, line := range s.counts() {
		fmt.Fprintln(w, p.text(line))
	}
	rows := [][]string{nil}
	for _, head := range statusHeads {
		rows[0] = append(rows[0], p.text(head))
	}
	for _, u := range s.units {
		received := ""
		if day, ok := period.ParseDate(u.Received); ok {
			received = day.Short()
		}
		rows = append(rows, []string{u.Name, p.text(unitState(u, !s.due.IsZero())), received,
			strconv.Itoa(u.Faults), strconv.Itoa(u.Warnings), strings.Join(u.Files, ", ")})
	}
	fmt.Fprintln(w)
	printTable(w, rows, statusNumbers)
	if len(s.others) > 0 {
		fmt.Fprintf(w, "\n%s\n", p.text(othersHead(s.period.Code)))
		for _, o := range s.others {
			fmt.Fprintf(w, "    %s (%d)\n", o.File, o.Faults)
		}
	}
}

// The status for programs; schema status.json.
type (
	jsonStatus struct {
		Period   string      `json:"period"`
		Deadline *string     `json:"deadline"`
		Expected int         `json:"expected"`
		Received int         `json:"received"`
		OnTime   *int        `json:"on_time"`
		Late     *int        `json:"late"`
		Undated  int         `json:"undated"`
		Partial  int         `json:"partial"`
		Missing  int         `json:"missing"`
		Faulty   int         `json:"faulty"`
		Units    []jsonState `json:"units"`
		Others   []otherFile `json:"others"`
	}
	jsonState struct {
		Code     string   `json:"code"`
		Name     string   `json:"name"`
		Owes     bool     `json:"owes"`
		State    string   `json:"state"`
		Received *string  `json:"received"`
		Late     bool     `json:"late"`
		Lacks    []string `json:"lacks"`
		Files    []string `json:"files"`
		Faults   int      `json:"faults"`
		Warnings int      `json:"warnings"`
	}
)

func (s state) json() jsonStatus {
	out := jsonStatus{Period: s.period.Code, Expected: s.expected, Received: s.received, Undated: s.undated, Partial: s.partial,
		Missing: s.missing, Faulty: s.faulty, Units: []jsonState{}, Others: append([]otherFile{}, s.others...)}
	if !s.due.IsZero() {
		due := s.due.String()
		out.Deadline, out.OnTime, out.Late = &due, &s.onTime, &s.late
	}
	for _, u := range s.units {
		one := jsonState{Code: u.Code, Name: u.Name, Owes: u.Owes, State: stateCodes[urgencyOf(u)], Late: u.Late,
			Lacks: append([]string{}, u.Lacks...), Files: append([]string{}, u.Files...), Faults: u.Faults, Warnings: u.Warnings}
		if u.Received != "" {
			one.Received = &u.Received
		}
		out.Units = append(out.Units, one)
	}
	return out
}
