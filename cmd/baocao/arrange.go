package main

import (
	"context"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/urfave/cli/v2"

	"baocao/report/finding"
	"baocao/report/source"
)

// The words of a command line, put in order. urfave/cli stops reading flags at the first
// argument and speaks English of what it does not know; here flags may stand anywhere, and
// what reaches urfave/cli is always right.

// Flags that every command takes, and one that stands alone. They never reach urfave/cli,
// which would answer --help in English.
const (
	helpFlag    = "help"
	langFlag    = "lang"
	versionFlag = "version"
)

// completing reports whether a shell asks how the words may go on.
func completing(words []string) bool {
	return len(words) > 0 && words[len(words)-1] == "--generate-bash-completion"
}

// language is chosen before anything else, since every message depends on it.
func language(words []string, getenv func(string) string) (finding.Lang, error) {
	name := getenv("BAOCAO_LANG")
	for i, w := range words {
		if w == "--" {
			break
		}
		if value, ok := strings.CutPrefix(w, "--"+langFlag+"="); ok {
			name = value
		}
		if w == "--"+langFlag && i+1 < len(words) {
			name = words[i+1]
		}
	}
	switch strings.ToLower(name) {
	case "", "vi":
		return finding.VI, nil
	case "en":
		return finding.EN, nil
	}
	return finding.VI, usage(unknownLanguage(name))
}

// command makes what all commands have in common.
func command(c *cli.Command) *cli.Command {
	c.HideHelp = true
	c.Flags = append(c.Flags, &cli.BoolFlag{Name: helpFlag, Aliases: []string{"h"}}, &cli.StringFlag{Name: langFlag})
	c.OnUsageError = func(_ *cli.Context, err error, _ bool) error {
		panic("baocao: the words were arranged wrongly: " + err.Error())
	}
	return c
}

// worker makes a command that works on files: it may come to hold much of them, and can be
// interrupted. The others are over before either could be prepared for.
func worker(c *cli.Command) *cli.Command {
	work := c.Action
	c.Action = func(c *cli.Context) error {
		collectSeldom()
		ctx, stop := signal.NotifyContext(c.Context, os.Interrupt, syscall.SIGTERM)
		defer stop()
		context.AfterFunc(ctx, stop) // who stops it once more does not wait for anything
		c.Context = ctx
		return work(c)
	}
	return command(c)
}

// reader makes a worker that reads submissions or reports, with the flags that say how.
func reader(c *cli.Command) *cli.Command {
	c.Flags = append(c.Flags, readingFlags()...)
	return worker(c)
}

// typed is one flag as typed.
type typed struct {
	word     string // "-p", "--period"
	name     string // "p", "period"
	value    string
	hasValue bool
}

// arrange gives the words as urfave/cli reads them: command, subcommand, flags by their
// full names, "--", arguments. Without a command the words are files for generate.
func arrange(commands []*cli.Command, words []string) ([]string, error) {
	flags, plain, err := split(commands, words)
	if err != nil {
		return nil, err
	}
	asked := func(names ...string) bool {
		return slices.ContainsFunc(flags, func(f typed) bool { return slices.Contains(names, f.name) })
	}
	switch {
	case len(plain) == 0 && asked(helpFlag, "h"):
		return []string{"help"}, nil
	case len(plain) == 0 && asked(versionFlag):
		return []string{"version"}, nil
	}
	command, ordered, rest, err := choose(commands, plain, len(flags) > 0)
	if err != nil {
		return nil, err
	}
	if asked(helpFlag, "h") {
		return []string{"help", ordered[0]}, nil
	}
	for _, f := range flags {
		known := find(command, f.name)
		if known == nil {
			return nil, usage(flagNotHere(f.word, strings.Join(ordered, " "))).hinted(nearestFlag(f.name, []*cli.Command{command}))
		}
		if f.name != langFlag {
			ordered = append(ordered, f.full(known))
		}
	}
	return append(append(ordered, "--"), rest...), nil
}

// full is the flag by its full name, with its value.
func (f typed) full(known cli.Flag) string {
	word := "--" + known.Names()[0]
	if takesValue(known) {
		word += "=" + f.value
	}
	return word
}

// dashes begin a flag. Word processors make one long dash of "--"; that is refused with a
// hint instead of being taken for a file.
const dashes = "-–—"

// split parts flags, with their values, from the other words.
func split(commands []*cli.Command, words []string) (flags []typed, plain []string, err error) {
	for i := 0; i < len(words); i++ {
		w := words[i]
		if w == "--" {
			return flags, append(plain, words[i+1:]...), nil
		}
		name := strings.TrimLeft(w, dashes)
		if name == w || name == "" {
			plain = append(plain, w)
			continue
		}
		f := typed{name: name, word: w}
		if name, value, ok := strings.Cut(name, "="); ok {
			f = typed{name: name, word: strings.TrimSuffix(w, "="+value), value: value, hasValue: true}
		}
		known := findAnywhere(commands, f.name)
		isLast := i+1 == len(words)
		switch {
		case f.name == versionFlag && !f.hasValue:
		case known == nil || w[0] != '-':
			return nil, nil, usage(unknownFlag(f.word)).hinted(nearestFlag(f.name, commands))
		case !takesValue(known) && f.hasValue:
			return nil, nil, usage(flagTakesNoValue(f.word))
		case takesValue(known) && f.hasValue && f.value == "", takesValue(known) && !f.hasValue && isLast:
			return nil, nil, usage(flagNeedsValue(f.word))
		case takesValue(known) && !f.hasValue:
			i++
			f.value = words[i]
		}
		flags = append(flags, f)
	}
	return flags, plain, nil
}

// choose finds the command among the words that are no flags; rest are its arguments.
func choose(commands []*cli.Command, plain []string, hasFlags bool) (command *cli.Command, path, rest []string, err error) {
	if len(plain) == 0 {
		if hasFlags {
			return commands[0], []string{commands[0].Name}, nil, nil
		}
		return nil, nil, nil, usage(nothingAsked()).hinted(dropFiles())
	}
	command = named(commands, plain[0])
	if command == nil {
		if !looksLikeFile(plain[0]) {
			return nil, nil, nil, usage(unknownCommand(plain[0])).hinted(nearestCommand(plain[0], commands))
		}
		return commands[0], []string{commands[0].Name}, plain, nil
	}
	path, rest = []string{command.Name}, plain[1:]
	if len(command.Subcommands) == 0 || len(rest) == 0 {
		return command, path, rest, nil
	}
	sub := named(command.Subcommands, rest[0])
	if sub == nil {
		return nil, nil, nil, usage(unknownSubcommand(command.Name, rest[0])).hinted(nearestCommand(rest[0], command.Subcommands))
	}
	return sub, append(path, sub.Name), rest[1:], nil
}

// looksLikeFile reports whether a first word that is no command was meant as a file.
func looksLikeFile(word string) bool {
	if strings.ContainsAny(word, `./\*`) {
		return true
	}
	_, err := os.Stat(word)
	return err == nil
}

func named(commands []*cli.Command, word string) *cli.Command {
	word = strings.ToLower(source.Normalise(word))
	for _, c := range commands {
		if c.HasName(word) {
			return c
		}
	}
	return nil
}

func find(c *cli.Command, name string) cli.Flag {
	for _, f := range c.Flags {
		if slices.Contains(f.Names(), name) {
			return f
		}
	}
	return nil
}

// findAnywhere finds a flag of any command: a name means the same everywhere.
func findAnywhere(commands []*cli.Command, name string) cli.Flag {
	for _, c := range commands {
		if f := find(c, name); f != nil {
			return f
		}
		if f := findAnywhere(c.Subcommands, name); f != nil {
			return f
		}
	}
	return nil
}

func takesValue(f cli.Flag) bool {
	_, isBool := f.(*cli.BoolFlag)
	return !isBool
}

func nearestCommand(word string, commands []*cli.Command) finding.Text {
	var names []string
	for _, c := range commands {
		names = append(names, c.Names()...)
	}
	return didYouMean("", source.Nearest(word, names))
}

func nearestFlag(name string, commands []*cli.Command) finding.Text {
	var names []string
	var collect func([]*cli.Command)
	collect = func(commands []*cli.Command) {
		for _, c := range commands {
			for _, f := range c.Flags {
				names = append(names, f.Names()[0])
			}
			collect(c.Subcommands)
		}
	}
	collect(commands)
	return didYouMean("--", source.Nearest(name, names))
}
