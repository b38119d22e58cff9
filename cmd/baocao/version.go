package main

import (
	"fmt"

	"github.com/urfave/cli/v2"
)

func (p *program) versionCommand() *cli.Command {
	return command(&cli.Command{Name: "version", Aliases: []string{"phiên-bản", "phien-ban"}, Action: func(*cli.Context) error {
		_, err := fmt.Fprintln(p.ui.stdout, generator)
		return err
	}})
}
