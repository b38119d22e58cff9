package main

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/urfave/cli/v2"

	"baocao/report/finding"
	"baocao/report/limit"
	"baocao/report/source"
	"baocao/samples"
)

func (p *program) explainCommand() *cli.Command {
	return command(&cli.Command{
		Name: "explain", Aliases: []string{"giải-thích", "giai-thich"},
		Action: p.explain,
	})
}

// explain tells what a finding means, with the smallest input that has it; without a code
// it lists them all.
func (p *program) explain(c *cli.Context) error {
	switch c.NArg() {
	case 0:
		p.listFindings()
		return nil
	case 1:
	default:
		return usage(tooManyArguments("explain"))
	}
	code := strings.ToUpper(strings.Trim(c.Args().First(), "[]"))
	entry, ok := finding.Lookup(finding.Code(code))
	if !ok {
		hint := didYouMean("", source.Nearest(code, codes()))
		if hint.IsZero() {
			hint = seeAllFindings()
		}
		return usage(unknownName(aFinding, c.Args().First())).hinted(hint)
	}
	w := p.ui.stdout
	fmt.Fprintf(w, "%s · %s: %s\n\n", entry.Code, entry.Severity.In(p.ui.lang), p.wording(entry))
	fmt.Fprintln(w, p.text(finding.Say(entry.MeaningVI, entry.MeaningEN)))
	if entry.Code == finding.TooLarge {
		p.limits()
	}
	return p.example(entry.Code)
}

// limits lists how much is read.
func (p *program) limits() {
	fmt.Fprintf(p.ui.stdout, "\n%s\n\n", p.text(limitsHead))
	for _, row := range limit.Table() {
		fmt.Fprintf(p.ui.stdout, "    %12s  %s\n", row.Shown(), p.text(row.What))
	}
}

func codes() []string {
	var all []string
	for _, e := range finding.Catalogue() {
		all = append(all, string(e.Code))
	}
	return all
}

// listFindings lists the catalogue by family.
func (p *program) listFindings() {
	for i, family := range familyWords {
		if i > 0 {
			fmt.Fprintln(p.ui.stdout)
		}
		fmt.Fprintln(p.ui.stdout, p.text(family.text))
		for _, e := range finding.Catalogue() {
			if e.Code[0] == family.letter {
				fmt.Fprintf(p.ui.stdout, "  %s  %-8s  %s\n", e.Code, e.Severity.In(p.ui.lang), p.wording(e))
			}
		}
	}
}

var verbs = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`%[sdv]`) })

// wording is a message of the catalogue with dots where a finding has its details.
func (p *program) wording(e finding.Entry) string {
	return verbs().ReplaceAllString(p.text(finding.Say(e.VI, e.EN)), "…")
}

// Files of a folder in samples/errors that are no input.
var aboutExample = []string{"args", "exit", "want.txt", "README.md"}

// example shows the smallest faulty input for a code and what the program says of it.
func (p *program) example(code finding.Code) error {
	folders, err := fs.Glob(samples.FS, path.Join("errors", string(code)+"-*"))
	if err != nil || len(folders) == 0 {
		return err
	}
	folder := folders[0]
	for _, f := range folders { // one that can be read comes before a form, which is only described
		if forms, _ := fs.Glob(samples.FS, path.Join(f, "*.xlsx.txt")); len(forms) == 0 {
			folder = f
			break
		}
	}
	w := p.ui.stdout
	fmt.Fprintf(w, "\n%s\n", p.text(exampleHead))
	err = fs.WalkDir(samples.FS, folder, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || slices.Contains(aboutExample, d.Name()) {
			return err
		}
		data, err := fs.ReadFile(samples.FS, file)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "\n  %s\n", strings.TrimPrefix(file, folder+"/"))
		p.indented(string(data))
		return nil
	})
	if err != nil {
		return err
	}
	if args, err := fs.ReadFile(samples.FS, path.Join(folder, "args")); err == nil {
		fmt.Fprintf(w, "\n%s\n\n    baocao generate %s\n", p.text(commandHead), strings.TrimSpace(string(args)))
	}
	want, err := fs.ReadFile(samples.FS, path.Join(folder, "want.txt"))
	if err != nil || p.ui.lang != finding.VI { // the answers are kept in Vietnamese
		return nil
	}
	fmt.Fprintf(w, "\n%s\n\n", p.text(answerHead))
	p.indented(string(want))
	return nil
}

// Of an example, so much is shown.
const (
	mostLines = 40
	mostWidth = 160
)

// indented prints the beginning of a text. What would upset a terminal is shown as it is
// written in Go.
func (p *program) indented(text string) {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i, line := range lines {
		if i == mostLines {
			fmt.Fprintln(p.ui.stdout, "    …")
			return
		}
		if shown := []rune(line); len(shown) > mostWidth {
			line = string(shown[:mostWidth]) + "…"
		}
		fmt.Fprintln(p.ui.stdout, strings.TrimRight("    "+harmless(line), " "))
	}
}

func harmless(line string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r == 0x7f {
			return '�'
		}
		return r
	}, strings.ToValidUTF8(strings.TrimSuffix(line, "\r"), "�"))
}
