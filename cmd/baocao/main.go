// Command baocao makes the reports of Vietnamese Party mass-mobilisation boards: from the
// figures that units hand in, an Excel workbook and an official PDF that cannot disagree.
package main

import (
	"context"
	"io"
	"os"

	"github.com/urfave/cli/v2"

	"baocao/report/finding"
)

// version of the program; it stands in every file that the program writes.
const version = "0.1.0"

// generator is how the program signs its files; see [wroteIt].
const generator = "baocao " + version

func main() {
	words := os.Args[1:]
	code := run(words, os.Stdout, os.Stderr, os.Getenv)
	lang, _ := language(words, os.Getenv) // an unknown one was refused by run
	ui{lang: lang, stderr: os.Stderr}.holdWindow(ownsWindow(), os.Stdin)
	os.Exit(code)
}

// run is the whole program: it gives the exit code. Only the folder that the process
// stands in is not among its arguments.
func run(words []string, stdout, stderr io.Writer, getenv func(string) string) int {
	return runContext(context.Background(), words, stdout, stderr, getenv)
}

// runContext is run until ctx ends.
func runContext(ctx context.Context, words []string, stdout, stderr io.Writer, getenv func(string) string) int {
	lang, err := language(words, getenv)
	p := &program{ui: ui{lang: lang, stdout: screen{stdout}, stderr: screen{stderr}, exact: stdout}}
	if err == nil {
		err = p.main(ctx, words)
	}
	return p.ui.end(err)
}

// program is one run: what the commands share.
type program struct {
	ui ui
}

// main hands the words, put in order, to the command that they name.
func (p *program) main(ctx context.Context, words []string) error {
	app := &cli.App{
		Name: "baocao", HideHelp: true, HideVersion: true, EnableBashCompletion: true, DisableSliceFlagSeparator: true,
		Commands: p.commands(), Writer: p.ui.stdout, ErrWriter: p.ui.stderr,
		ExitErrHandler: func(*cli.Context, error) {}, // exit codes are given in one place, ui.end
	}
	if !completing(words) {
		var err error
		if words, err = arrange(app.Commands, words); err != nil {
			return err
		}
	}
	return app.RunContext(ctx, append([]string{app.Name}, words...))
}

// commands is the table of commands. Each stands in its own file.
func (p *program) commands() []*cli.Command {
	return []*cli.Command{
		p.generateCommand(), p.checkCommand(), p.statusCommand(), p.verifyCommand(), p.traceCommand(), p.diffCommand(), p.formCommand(), p.newCommand(), p.explainCommand(), p.templateCommand(),
		p.schemaCommand(), p.versionCommand(), p.helpCommand(),
	}
}

// text gives t in the language of this run.
func (p *program) text(t finding.Text) string { return t.In(p.ui.lang) }
